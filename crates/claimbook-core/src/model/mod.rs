//! The words of the field as plain data: claims, who asserted them, documents, evidence, verdicts, links.
//!
//! Nothing here touches a disk. Reading is tolerant: a word, a date or a time that this version does not know is
//! kept as it was typed, and every key that it does not know is kept in `extra`, so that an older tool loses
//! nothing that a newer one wrote. [`crate::check`] says what is wrong with it.

mod actor;
mod assertion;
mod claim;
mod date;
mod document;
mod duration;
mod evidence;
mod id;
mod instant;
mod lenient;
mod link;
mod quantity;
mod settings;
mod verdict;
mod vocabulary;
mod work;

pub use actor::{Actor, Reliability};
pub use assertion::{Assertion, Quote, Withdrawal};
pub use claim::{Claim, Logged};
pub use date::{DateError, Day, When};
pub use document::{Capture, Correction, Derivation, Document, Reviewed};
pub use duration::Duration;
pub use evidence::{Evidence, Retraction};
pub use id::{ClaimId, IdSource, handle_of, is_short_id};
pub use instant::Instant;
pub use lenient::Extra;
pub use link::Link;
pub use quantity::Quantity;
pub use settings::{Demand, Label, Publisher, Settings};
pub use verdict::{Saw, Verdict};
pub use vocabulary::{
    ActorKind, ClaimType, Confidence, DerivedAs, Direction, DocumentKind, LinkType, Match, Outcome,
    Rendering, ReviewedAs, Stage, VerdictWord,
};
pub use work::is_same_person;
pub use work::{Answer, Asked, Attestation, Searched, SignOff};
