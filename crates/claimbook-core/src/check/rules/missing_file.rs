//! The text of a capture, and the bytes that were kept, lie beside the document.

use super::captured::Captured;
use crate::check::{Code, Finding};
use crate::workspace::beside_documents;

pub(super) fn check(captured: &Captured<'_>, found: &mut Vec<Finding>) {
    let files = [("text", &captured.capture.text), ("kept", &captured.capture.kept)];
    for (key, name) in files {
        let Some(name) = name else { continue };
        let message = if beside_documents(captured.root, name).is_none() {
            format!("The file documents/{name} is not there.")
        } else if key == "text" && captured.text.is_none() {
            format!("The file documents/{name} cannot be read as text.")
        } else {
            continue;
        };
        let hint = "Restore the file (git keeps it), or correct its name.";
        found.push(captured.finding(Code::MissingFile, message, key).hint(hint));
    }
}
