//! A fact-checker's ledger as a library: who asserted what, when, and with what evidence status, kept as plain YAML
//! files that people read, edit and put into git.
//!
//! - [`model`]: the words of the field as plain data.
//! - [`workspace`]: files in, files out. [`workspace::Workspace`] is what the files say; [`workspace::Draft`] is a set of
//!   changes, written all or not at all.
//! - [`ledger`]: what a desk does, as steps of a draft: open a claim, add evidence, mark, link.
//! - [`assess`]: what follows from the files, as pure functions: which verdict stands, what it saw.
//! - [`check`]: what is wrong in the files, with its place and what to do, and mending what is safe.
//! - [`quote`]: passages of a text, and finding them again.
//! - [`yaml`]: reading with positions, and edits that touch only the lines that they must.
//!
//! The library never prints, and never reads the clock or the environment: it takes the time, the user and chance
//! as arguments.
//!
//! ```
//! use claimbook_core::assess::status;
//! use claimbook_core::ledger::{Asserting, Marking, Opening};
//! use claimbook_core::model::{IdSource, Instant, VerdictWord};
//! use claimbook_core::workspace::{self, Draft, Signature, Workspace};
//!
//! # fn main() -> claimbook_core::Result<()> {
//! # let folder = tempfile::tempdir().unwrap();
//! # let folder = folder.path();
//! let root = workspace::create(folder, Some("The bridge file"))?;
//!
//! let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
//! let mut draft = Draft::begin(&root, signature, IdSource::new(7))?;
//! let claim = draft.open(&Opening {
//!     claim: "The bridge was closed for 40 days.".into(),
//!     assertion: Some(Asserting { by: Some("Ministry of Transport".into()), ..Asserting::default() }),
//!     ..Opening::default()
//! })?;
//! draft.mark(&claim, &Marking {
//!     verdict: VerdictWord::Disputed,
//!     because: "The operator's log says 31 days.".into(),
//!     evidence: None,
//!     confidence: None,
//!     resolves: false,
//! })?;
//! draft.commit()?;
//!
//! let workspace = Workspace::load(&root)?;
//! for filed in &workspace.claims {
//!     assert_eq!(filed.data.claim, "The bridge was closed for 40 days.");
//!     assert_eq!(status(&filed.data, &workspace.settings).as_str(), "disputed");
//! }
//! # Ok(())
//! # }
//! ```
#![warn(missing_docs)]

pub mod assess;
pub mod check;
pub mod digest;
mod error;
pub mod ledger;
pub mod model;
pub mod near;
pub mod quote;
pub mod redact;
pub mod schema;
pub mod workspace;
pub mod yaml;

pub use error::{Error, Result};
