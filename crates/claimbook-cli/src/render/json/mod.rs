//! JSON for other programs: versioned structures of their own, described in docs/json.md.

mod capture;
mod claim;
pub(crate) mod findings;
mod flags;
pub(crate) mod log;
pub(crate) mod read;
mod report;
mod search;
pub(crate) mod show;
mod suggest;
mod todo;
pub(crate) mod watch;

use claimbook_core::assess::{Judged, Judgement};
use claimbook_core::workspace::Workspace;
use serde::Serialize;

pub(crate) use capture::capture;
pub(crate) use report::report;
pub(crate) use search::search;
pub(crate) use suggest::suggestions;
pub(crate) use todo::todo;

use crate::error::{CliError, Result};

/// Grows when a field changes its meaning or goes; new fields do not change it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct List<'w> {
    version: u32,
    claims: Vec<claim::Claim<'w>>,
}

/// The JSON of `list`.
pub(crate) fn list(workspace: &Workspace, judgement: &Judgement, claims: &[Judged<'_>]) -> Result<String> {
    let claims =
        claims.iter().map(|it| claim::Claim::of(workspace, judgement, it.filed, &it.status)).collect();
    text(&List { version: VERSION, claims })
}

/// A value as JSON on one line.
pub(crate) fn line(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map(|text| text + "\n").map_err(|error| unwritten(&error))
}

/// A value as indented JSON.
pub(crate) fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| unwritten(&error))
}

fn unwritten(error: &serde_json::Error) -> CliError {
    CliError::new(format!("The output could not be written as JSON: {error}."))
}
