//! Reports as text: pure functions over finished data.

pub(crate) mod json;
mod look;
pub(crate) mod sentences;
pub(crate) mod show;

pub(crate) use look::{Look, clean, cut, pad, width, wrap};
