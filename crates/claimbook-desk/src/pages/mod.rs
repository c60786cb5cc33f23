//! The pages, each in a file of its own: from the snapshot to a template.

pub(crate) mod asked;
pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod documents;
pub(crate) mod filter;
pub(crate) mod log;
pub(crate) mod offers;
pub(crate) mod passages;
pub(crate) mod report;
pub(crate) mod todo;
pub(crate) mod trouble;

use claimbook_core::assess::Row;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::snapshot::Snapshot;

/// A word of a vocabulary, for people.
pub(crate) fn plain(word: &str) -> String {
    word.replace('_', " ")
}

/// Where a claim's page is.
pub(crate) fn address(snapshot: &Snapshot, row: &Row<'_>) -> String {
    format!("/claims/{}", utf8_percent_encode(&snapshot.name_of(row), NON_ALPHANUMERIC))
}

/// Where a document's page is.
pub(crate) fn document_address(key: &str) -> String {
    format!("/documents/{}", utf8_percent_encode(key, NON_ALPHANUMERIC))
}

#[cfg(test)]
mod tests;
