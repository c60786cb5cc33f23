//! The pages, each in a file of its own: from the snapshot to a template.

pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod mark;

use claimbook_core::assess::{Row, Status};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::snapshot::Snapshot;

/// A status as it looks: always its word, and a class for its colour.
pub(crate) struct Mark {
    pub(crate) word: String,
    pub(crate) class: String,
}

impl Mark {
    pub(crate) fn of(status: &Status) -> Self {
        let known = Status::ALL.contains(status);
        let class = if known { status.as_str().replace('_', "-") } else { "unknown".to_owned() };
        Mark { word: plain(status.as_str()), class }
    }
}

/// A word of a vocabulary, for people.
fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// Where a claim's page is.
pub(crate) fn address(snapshot: &Snapshot, row: &Row<'_>) -> String {
    format!("/claims/{}", utf8_percent_encode(&snapshot.name_of(row), NON_ALPHANUMERIC))
}

#[cfg(test)]
mod tests;
