//! What follows from what the files say: pure functions of a loaded workspace. Nothing here is stored.

pub mod coverage;
pub mod report;
pub mod saw;
pub mod select;
pub mod standing;

pub use coverage::{Coverage, Passages, Seen};
pub use report::{Change, Doubt, Event, Judged, Report, Tally};
pub use select::{Selection, Sort};
pub use standing::{Status, status};
