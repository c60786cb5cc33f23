//! What a look at the workspace found that the one before had not, as JSON: one object a line. `docs/json.md` documents it.

use claimbook_core::check::{Checked, Since};
use claimbook_core::model::Instant;
use serde::Serialize;

use super::findings::{Counts, Found, found};
use super::{VERSION, unwritten};
use crate::error::Result;

#[derive(Serialize)]
struct Run<'a> {
    version: u32,
    at: &'a str,
    files: usize,
    counts: Counts,
    new: Vec<Found<'a>>,
    fixed: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Trouble<'a> {
    version: u32,
    at: &'a str,
    error: &'a str,
}

/// A look.
pub(crate) fn run(at: &Instant, checked: &Checked, since: &Since) -> Result<String> {
    line(&Run {
        version: VERSION,
        at: at.as_str(),
        files: checked.files,
        counts: Counts::of(checked),
        new: since.new.iter().map(found).collect(),
        fixed: since.mended.iter().map(found).collect(),
    })
}

/// Why nothing could be looked at.
pub(crate) fn trouble(at: &Instant, error: &str) -> Result<String> {
    line(&Trouble { version: VERSION, at: at.as_str(), error })
}

fn line(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map(|text| text + "\n").map_err(|error| unwritten(&error))
}
