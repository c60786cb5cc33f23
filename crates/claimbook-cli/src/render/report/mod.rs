//! The report as text, Markdown and CSV. JSON is in `render/json`, the page in the crate `claimbook-report`.

mod csv;
mod markdown;
mod text;

pub(crate) use csv::csv;
pub(crate) use markdown::markdown;
pub(crate) use text::{SHOWN, shows, text};
