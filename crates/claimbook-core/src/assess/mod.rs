//! What follows from what the files say: pure functions of a loaded workspace. Nothing here is stored.

mod as_of;
mod chain;
mod circles;
mod concentration;
pub mod coverage;
mod due;
pub mod edits;
mod figures;
mod flag;
mod forks;
mod judgement;
mod lineage;
mod origins;
mod parts;
mod policy;
mod premises;
mod provenance;
pub(crate) mod quoted;
mod quotes;
pub mod report;
pub mod row;
pub mod saw;
mod select;
mod staleness;
pub mod standing;
mod tally;
mod todo;
mod voices;

pub use chain::{Told, chain};
pub use concentration::Concentration;
pub use coverage::{Coverage, Passages, Seen};
pub use due::holds_until;
pub(crate) use figures::unread_figure;
pub use figures::{NumberWord, Suggestion, number_word, suggestions};
pub use flag::{Flag, FlagCode};
pub use judgement::{JudgedClaim, Judgement};
pub(crate) use lineage::Lineage;
pub use origins::{Origins, Side};
pub(crate) use origins::{View, names};
pub use report::{Change, Doubt, Event, Judged, Report, last_changes};
pub use row::{Codes, Order, Row, Rows, Said};
pub use select::{Selection, Sort, select};
pub use staleness::{Since, since};
pub use standing::{Status, status};
pub use tally::Tally;
pub use todo::{Item, Task, clears, todo, why};

use crate::model::Claim;
use crate::workspace::Filed;

/// How a sentence names a claim: its handle, or its file while it has none.
pub(crate) fn name(filed: &Filed<Claim>) -> String {
    filed.data.handle().unwrap_or_else(|| filed.path.clone())
}
