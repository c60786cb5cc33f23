//! A link: one claim tied to another. Written once, on the claim that links; shown from both ends.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ClaimId, Extra, Instant, LinkType};

/// A tie from the claim that carries it to another.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Link {
    /// The other claim, by its full id.
    #[serde(default)]
    pub to: Option<ClaimId>,
    /// How the two are tied.
    #[serde(default, rename = "as")]
    pub kind: Option<LinkType>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When it was tied.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Link {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["to", "as", "note", "by", "at"];
}
