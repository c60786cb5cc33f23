//! Reports as text: pure functions over finished data.

pub(crate) mod alike;
mod edits;
pub(crate) mod findings;
pub(crate) mod json;
pub(crate) mod list;
mod look;
pub(crate) mod proposals;
pub(crate) mod read;
pub(crate) mod report;
pub(crate) mod search;
pub(crate) mod sentences;
pub(crate) mod show;
pub(crate) mod suggestions;
pub(crate) mod todo;
pub(crate) mod watch;

pub(crate) use claimbook_report::facts::handle;
pub(crate) use claimbook_report::{clean, cut, one_line};
pub(crate) use edits::edits;
pub(crate) use look::{Look, pad, width, wrap};
