//! A key that stands twice: only one of the two counts, and nobody can tell which was meant.

use crate::check::scope::Record;
use crate::check::{Code, Finding};
use crate::yaml::{self, LineIndex};

use super::unknown_key;

pub(super) fn check(record: Record<'_>, text: &str, found: &mut Vec<Finding>) {
    // Keys of ours that stand twice keep a record from being read at all; only where there are others, or names in
    // place of keys, the text must be looked through.
    let others = matches!(record, Record::Settings(_)) || unknown_key::has_unknown(record);
    if others {
        found.extend(duplicates(record.path(), text));
    }
}

/// Every key of a text that stands once more than it may.
pub(super) fn duplicates(path: &str, text: &str) -> Vec<Finding> {
    let Ok(tree) = yaml::tree(text) else { return Vec::new() };
    let lines = LineIndex::new(text);
    let finding = |key: &str, offset: usize| {
        let place = lines.position(offset);
        let mut finding = Finding::new(Code::DuplicateKey, path, format!("The key `{key}` stands twice."))
            .on(Some(place.line), Some(place.column))
            .hint("Keep one of the two; of two lists, move the entries into one.");
        finding.end_column = Some(place.column + key.chars().count());
        finding
    };
    tree.duplicate_keys().into_iter().map(|(_, key, offset)| finding(&key, offset)).collect()
}
