//! YAML in and out: guarding against hostile text, reading, positions, writing, and careful edits.
//!
//! The order for any file from outside is [`guard()`], then [`from_str`] for the values and, where a place in the
//! text is needed, [`tree()`]. [`apply`] changes a text and touches only the lines that it must.
//!
//! Lines and columns are counted from 1, columns in Unicode code points; spans and offsets are in bytes.

mod blank;
mod build;
pub mod edit;
pub mod emit;
pub mod guard;
pub mod lines;
mod plain;
pub mod read;
pub mod route;
pub mod tree;
mod typed;
mod words;

pub use edit::{Edit, EditError, apply};
pub use emit::{Out, document};
pub use guard::{MAX_BYTES, MAX_DEPTH, Refused, guard};
pub use lines::{LineIndex, Position};
pub use read::{Any, AnyMap, ReadError, from_str};
pub use route::{Route, Step};
pub use tree::{Kind, Node, Style, TreeError, tree};
pub use typed::{Cut, Fix, cut_comments};
