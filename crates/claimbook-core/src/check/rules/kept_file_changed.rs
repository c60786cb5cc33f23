//! Bytes that were kept are still the bytes that were captured.

use super::captured::Captured;
use crate::check::{Code, Finding};
use crate::digest;
use crate::workspace::beside_documents;

pub(super) fn check(captured: &Captured<'_>, found: &mut Vec<Finding>) {
    let (Some(kept), Some(sum)) = (&captured.capture.kept, &captured.capture.sha256) else { return };
    let Some(path) = beside_documents(captured.root, kept) else { return };
    if digest::of_file(&path).is_ok_and(|now| !now.eq_ignore_ascii_case(sum)) {
        let message = format!("documents/{kept} is not the file that was captured: its SHA-256 is another.");
        let hint = "Restore the file (git keeps it), or record the new one as a capture of its own.";
        found.push(captured.finding(Code::KeptFileChanged, message, "sha256").hint(hint));
    }
}
