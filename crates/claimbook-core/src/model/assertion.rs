//! An assertion: one occasion on which somebody put a claim forward.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Extra, Rendering, When, lenient};

/// Who asserted the claim, when, in which document and in which words. The model is PARC's: source, cue, content.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Assertion {
    /// A short name inside the file.
    #[serde(default)]
    pub id: Option<String>,
    /// The actor to whom the words are attributed, by key.
    #[serde(default)]
    pub by: Option<String>,
    /// On whose behalf `by` speaks, by key.
    #[serde(default, rename = "for")]
    pub on_behalf_of: Option<String>,
    /// When it was said.
    #[serde(default)]
    pub when: Option<When>,
    /// The document that we have it from, by key.
    #[serde(default, rename = "in")]
    pub document: Option<String>,
    /// Relays between the document's publisher and the asserter, outermost first, by key. The publisher itself is
    /// always the outermost and not repeated here.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub through: Vec<String>,
    /// On whom the asserter leans ("according to intelligence"), by key.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub citing: Vec<String>,
    /// The verbatim words that attribute it: *said*, *according to*, *wrote*.
    #[serde(default)]
    pub cue: Option<String>,
    /// How the document renders it.
    #[serde(default)]
    pub rendering: Option<Rendering>,
    /// The passage, or several in reading order.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Quote>")]
    pub quote: Vec<Quote>,
    /// Where the asserter took it back.
    #[serde(default)]
    pub withdrawn: Option<Withdrawal>,
    /// Notes of the desk.
    #[serde(default)]
    pub note: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A passage of a captured text, held by the W3C selectors: a text quote and a text position.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Quote {
    /// The passage, verbatim.
    #[serde(default)]
    pub exact: Option<String>,
    /// What stands before it.
    #[serde(default)]
    pub prefix: Option<String>,
    /// What stands after it.
    #[serde(default)]
    pub suffix: Option<String>,
    /// Where it begins, in Unicode code points.
    #[serde(default)]
    pub start: Option<usize>,
    /// Where it ends (exclusive), in Unicode code points.
    #[serde(default)]
    pub end: Option<usize>,
    /// The first eight hex digits of the captured text's hash; where left out, the first capture.
    #[serde(default)]
    pub capture: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// The asserter took it back.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// When.
    #[serde(default)]
    pub when: Option<When>,
    /// In which document, by key.
    #[serde(default, rename = "in")]
    pub document: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Assertion {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &[
        "id",
        "by",
        "for",
        "when",
        "in",
        "through",
        "citing",
        "cue",
        "rendering",
        "quote",
        "withdrawn",
        "note",
    ];

    /// Every actor that the assertion names, by key.
    pub fn actors(&self) -> impl Iterator<Item = &str> {
        self.by.iter().chain(&self.on_behalf_of).chain(&self.through).chain(&self.citing).map(String::as_str)
    }
}
