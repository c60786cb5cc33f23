//! A number in a claim, with its words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Extra, When};

/// A figure. Only `measure` and `phrase` are needed; claims with the same measure are compared.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Quantity {
    /// What is counted.
    #[serde(default)]
    pub measure: Option<String>,
    /// The words of the figure, verbatim.
    #[serde(default)]
    pub phrase: Option<String>,
    /// The least that the words allow.
    #[serde(default)]
    pub low: Option<f64>,
    /// The most that the words allow.
    #[serde(default)]
    pub high: Option<f64>,
    /// The unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Of what: a place, a group.
    #[serde(default)]
    pub scope: Option<String>,
    /// The time for which the figure is given.
    #[serde(default)]
    pub as_of: Option<When>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Quantity {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["measure", "phrase", "low", "high", "unit", "scope", "as_of"];
}
