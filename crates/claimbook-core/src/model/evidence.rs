//! An evidence line: this document supports, refutes or gives context to this claim, and why.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Direction, Extra, Instant, Match, Quote, lenient};

/// One line of evidence. Lines are added and retracted, never edited.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Evidence {
    /// A short name inside the file.
    #[serde(default)]
    pub id: Option<String>,
    /// The document, by key.
    #[serde(default)]
    pub document: Option<String>,
    /// What it does for the claim.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// How closely it fits the claim's wording.
    #[serde(default, rename = "match")]
    pub fits: Option<Match>,
    /// How credible the content is, 1 (confirmed by other sources) to 6 (cannot be judged): the Admiralty code's
    /// second half (STANAG 2511).
    #[serde(default)]
    #[schemars(range(min = 1, max = 6))]
    pub credibility: Option<i64>,
    /// Why it counts.
    #[serde(default)]
    pub note: Option<String>,
    /// The passage, or several in reading order.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Quote>")]
    pub quote: Vec<Quote>,
    /// The passage's own lineage, where it is not the document's: keys of documents.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub from: Vec<String>,
    /// The desk member who added it, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When it was added.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Set where the line no longer counts.
    #[serde(default)]
    pub retracted: Option<Retraction>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// Why and when an evidence line was taken back.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Retraction {
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// The reason.
    #[serde(default)]
    pub because: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Evidence {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &[
        "id",
        "document",
        "direction",
        "match",
        "credibility",
        "note",
        "quote",
        "from",
        "by",
        "at",
        "retracted",
    ];
}
