//! JSON for other programs: versioned structs of their own, documented in `docs/json.md`.

pub(crate) mod log;
pub(crate) mod show;

use serde::Serialize;

use crate::error::{CliError, Result};

/// The version of every JSON output; it changes when a field changes its meaning or goes away.
pub(crate) const VERSION: u32 = 1;

/// A value as indented JSON.
pub(crate) fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| CliError::new(format!("The JSON could not be made: {error}.")))
}
