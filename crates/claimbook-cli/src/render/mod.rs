//! Reports as text: pure functions over finished data.

mod look;

pub(crate) use look::{Look, clean, cut, pad, wrap};
