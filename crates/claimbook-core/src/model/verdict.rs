//! A verdict: one dated, signed, reasoned decision.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Confidence, Extra, Instant, VerdictWord, lenient};

/// One decision. Verdicts are appended, never edited; the last in the line is the one that stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Verdict {
    /// The verdict's lasting name.
    #[serde(default)]
    pub id: Option<String>,
    /// A core verdict, or a house word that `claimbook.yaml` maps to one.
    #[schemars(with = "String")]
    pub verdict: VerdictWord,
    /// The assertion that it is about, where it settles whether the words were said and not whether they are true.
    #[serde(default)]
    pub of: Option<String>,
    /// How sure the desk is.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// When it was decided.
    #[serde(default)]
    pub at: Option<Instant>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// The reason.
    #[serde(default)]
    pub because: Option<String>,
    /// The evidence lines that were considered; where left out, every active line.
    #[serde(default, deserialize_with = "lenient::some_list")]
    pub evidence: Option<Vec<String>>,
    /// Digests of what the decision rested on.
    #[serde(default)]
    pub saw: Option<Saw>,
    /// The verdict or verdicts that this one follows; where left out, the one before it in the file.
    #[serde(default, deserialize_with = "lenient::some_list")]
    pub after: Option<Vec<String>>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// The first 16 hex digits of the SHA-256 of the canonical text of each thing that a verdict considered. The
/// canonical texts are defined in `docs/file-format.md`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Saw {
    /// Of the wording.
    #[serde(default)]
    pub claim: Option<String>,
    /// Of the quantities.
    #[serde(default)]
    pub quantities: Option<String>,
    /// Of each considered evidence line, by its id.
    #[serde(default)]
    pub evidence: BTreeMap<String, String>,
    /// Of each quoted passage, by the id of the assertion or evidence line that quotes it.
    #[serde(default)]
    pub passages: BTreeMap<String, String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Verdict {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] =
        &["id", "verdict", "of", "confidence", "at", "by", "because", "evidence", "saw", "after"];
}
