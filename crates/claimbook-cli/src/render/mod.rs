//! Reports as text: pure functions over finished data.

pub(crate) mod alike;
mod edits;
mod facts;
pub(crate) mod findings;
pub(crate) mod html;
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

pub(crate) use edits::edits;
pub(crate) use facts::handle;
pub(crate) use look::{Look, clean, cut, one_line, pad, width, wrap};
