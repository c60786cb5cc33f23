//! Conflict markers in a file that can be read nevertheless.

use crate::check::scope::Record;
use crate::check::{Code, Finding};
use crate::workspace::conflict_line;

pub(super) const HINT: &str = "Keep what is right of both sides and delete the marker lines. Where both sides only \
                               added entries, `claimbook check --fix` keeps both.";

pub(super) fn check(record: Record<'_>, text: &str, found: &mut Vec<Finding>) {
    if let Some(line) = conflict_line(text) {
        found.push(finding(record.path(), line));
    }
}

pub(super) fn finding(path: &str, line: usize) -> Finding {
    let message = "A merge left both of its sides in this file, between marker lines.";
    let finding = Finding::new(Code::Conflict, path, message).on(Some(line), Some(1)).hint(HINT);
    // The marker: seven signs.
    Finding { end_column: Some(8), ..finding }
}
