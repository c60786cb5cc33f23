//! An article comes in: its bytes, its text, what is said in it, and what is decided of that.
//!
//! [`read_file`], [`read_address`] and [`read_from`] make of a file, a page or a stream what core's ledger captures. [`propose`] has its
//! text read by `claimbook-reader` and proposes a claim for each statement, with what the desk knows of who speaks; [`mark`] notes what
//! was decided before; [`Split`] is the same text as sentences. What a person decides of all that is [`Decided`]: what core's ledger
//! takes and leaves. [`points`], [`split`] and [`merged`] make two proposals of one, and one of two.
//!
//! Nothing here knows a terminal or a command line, and nothing is written.

mod article;
mod decide;
mod error;
mod fetch;
mod known;
mod proposal;
mod propose;
mod reach;
mod reshape;
#[cfg(test)]
mod sample;
mod sentences;
mod source;

/// The sample is a test's in other crates, too.
#[cfg(test)]
extern crate self as claimbook_intake;

pub use article::ArticleError;
pub use decide::{Decided, Label, Manner, Open, Taken, at, speaking};
pub use error::IntakeError;
pub use fetch::{FetchError, WITHIN};
pub use proposal::{ALONE, Piece, Proposal, Proposals, Speaker, Voice};
pub use propose::{Before, line, mark, proposals, propose};
pub use reach::Reach;
pub use reshape::{Point, merged, points, split};
pub use sentences::{Sentence, Split, wording};
pub use source::{is_url, read_address, read_file, read_from};
