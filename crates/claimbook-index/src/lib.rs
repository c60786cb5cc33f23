//! The derived index of a workspace: what lists, reports and searches need of its files, kept so that only what changed
//! is read again. The files are the truth; whatever is kept here can be thrown away.
//!
//! `store` is the files of the index, `walk` which files the workspace has, `entry` what is kept of one, `touched` what a change
//! touches, `refresh` how the index is brought up to date, and `kept` all of them together. `view` is what programs look at: what was
//! kept, or the files, as outsiders may see it or not; `watching` waits until the files change. `text` finds words, `query` is the
//! language in which they are looked for, `similar` finds wordings that are much like another, and `offer` what can be typed next.

mod anew;
mod around;
mod bytes;
mod covered;
mod entry;
mod find;
mod findings;
#[cfg(fuzzing)]
pub mod fuzz;
mod handles;
mod judged;
mod kept;
mod linked;
pub mod meant;
mod names;
mod offer;
pub mod query;
mod refresh;
mod similar;
mod store;
pub mod text;
mod ties;
mod touched;
pub mod view;
mod walk;
pub mod wanted;
pub mod watching;
mod words;

pub use covered::Coverages;
pub use find::{Found, Hit, Of, of_actor, of_claim, of_document};
pub use kept::{Beside, Kept, KeptRows, Opened};
pub use offer::{Asked, Offer, Offers};
pub use similar::{LEAST, Like, Wordings};
pub use walk::state;
