//! A captured text is still the one that was captured: quotes point into it.

use super::captured::Captured;
use crate::check::{Code, Finding};
use crate::digest;

pub(super) fn check(captured: &Captured<'_>, found: &mut Vec<Finding>) {
    let (Some(text), Some(sum), Some(name)) =
        (&captured.text, &captured.capture.text_sha256, &captured.capture.text)
    else {
        return;
    };
    if !digest::hex(text.as_str().as_bytes()).eq_ignore_ascii_case(sum) {
        let message = format!("documents/{name} is not the text that was captured: its SHA-256 is another.");
        let hint = "Restore the text (git keeps it). If the article itself has changed, capture it anew: quotes point \
                    into the old text.";
        found.push(captured.finding(Code::TextChanged, message, "text_sha256").hint(hint));
    }
}
