//! The derived index of a workspace: what lists, reports and searches need of its files, kept so that only what changed
//! is read again. The files are the truth; whatever is kept here can be thrown away.
//!
//! `store` is the files of the index, `walk` which files the workspace has, `entry` what is kept of one, `touched` what a change
//! touches, and `kept` all of them together.

mod bytes;
mod entry;
mod judged;
mod kept;
mod refresh;
mod store;
mod touched;
mod walk;
mod words;

pub use kept::{Kept, KeptRows, Opened};
