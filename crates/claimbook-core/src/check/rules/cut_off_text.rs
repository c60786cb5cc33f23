//! Free text without quotes ends at ` #`: what follows is a comment and may have been meant as text.

use crate::check::scope::Record;
use crate::check::{Code, Finding};
use crate::yaml::cut_comments;

const FREE_TEXT: &[&str] = &[
    "claim", "exact", "prefix", "suffix", "cue", "note", "notes", "because", "name", "title", "phrase",
    "shown_as", "label",
];

pub(super) fn check(record: Record<'_>, text: &str, found: &mut Vec<Finding>) {
    for cut in cut_comments(text, FREE_TEXT) {
        let message = format!("The text of `{}` ends here: what follows ` #` is a comment.", cut.route);
        let finding = Finding::new(Code::CutOffText, record.path(), message);
        let mut finding = finding.on(Some(cut.line), Some(cut.column));
        finding.route = Some(cut.route);
        found.push(finding.hint("If it belongs to the text, put the whole text in double quotes."));
    }
}
