//! The report on where the work stands: as finished data, and as a page for a browser.
//!
//! A [`Sheet`] is made in three steps, so that of ten thousand claims only those that are shown are read whole: [`Outline::of`] counts the
//! rows of a view, [`Outline::open`] reads what is shown, and [`Outline::sheet`] brings both together. Who prints a sheet as text,
//! Markdown, CSV or JSON has all that is to be told in it; `facts` says the small things the same way everywhere. `page` is the report
//! as a page, whole or in parts, `site` as a folder of pages.
//!
//! Nothing here knows a terminal, a clock or a file but those of the workspace and of a site.

mod captured;
pub mod facts;
mod outline;
pub mod page;
mod plain;
mod sheet;
pub mod site;
mod sweep;

pub use captured::{Captured, Passage, Quoting, Texts, captured};
pub use outline::{Outline, Showing};
pub use plain::{clean, cut, even, one_line};
pub use sheet::{
    DocumentRow, Group, GroupBy, NO_ASSERTER, NO_DOCUMENT, NO_TOPIC, Sheet, asserter, covered, document,
    percent,
};
pub use sweep::{Stretch, Sweep};
