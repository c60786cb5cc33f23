//! What a desk does: opening claims, adding assertions and evidence, deciding, linking. Each step is a method of
//! [`Draft`](crate::workspace::Draft); nothing is on disk before the draft is committed.
//!
//! Every program that writes to a workspace goes through these, so that files and their histories come out alike.

mod actors;
mod assertions;
mod attest;
mod capture;
mod claims;
mod documents;
mod evidence;
mod figures;
mod import;
mod links;
mod quotes;
mod review;
mod take;
mod verdicts;
mod work;

pub use actors::Speaking;
pub use assertions::Asserting;
pub use capture::Article;
pub use claims::{Changing, MAX_WORDING, Opening};
pub use documents::{Captured, Describing, DocumentRef, Lineage};
pub use evidence::Adding;
pub use import::{Row, Taken};
pub use review::Left;
pub use take::{Place, Quoted, Taking, Took};
pub use verdicts::Marking;
pub use work::{Answering, Asking, Searching};
