//! A document: anything quoted or cited, and its captures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{DerivedAs, DocumentKind, Extra, Instant, ReviewedAs, When, lenient};

/// An article, a post, a speech, a report … The file's name is the document's key.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Document {
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
    /// What it is.
    #[serde(default)]
    pub kind: Option<DocumentKind>,
    /// Where it is published.
    #[serde(default)]
    pub url: Option<String>,
    /// Who published it: an actor's key.
    #[serde(default)]
    pub publisher: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<When>,
    /// Its language (BCP 47).
    #[serde(default)]
    pub language: Option<String>,
    /// Whether outputs must leave it out.
    #[serde(default)]
    pub protected: Option<bool>,
    /// Where the document as a whole comes from.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Derivation>")]
    pub derived_from: Vec<Derivation>,
    /// Whether lineage ends here. With neither this nor `derived_from`, lineage is not recorded.
    #[serde(default)]
    pub original: Option<bool>,
    /// The document as it was on one day, oldest first.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Capture>")]
    pub captures: Vec<Capture>,
    /// What the publisher set right later.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Correction>")]
    pub corrections: Vec<Correction>,
    /// Passages that a person has looked at and not taken.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Reviewed>")]
    pub reviewed: Vec<Reviewed>,
    /// Notes of the desk.
    #[serde(default)]
    pub notes: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A tie to the document that this one comes from.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Derivation {
    /// The other document, by key.
    #[serde(default)]
    pub document: Option<String>,
    /// How it comes from it.
    #[serde(default, rename = "as")]
    pub kind: Option<DerivedAs>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// The document as it was on one day: its hash, and the text extracted from it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Capture {
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// SHA-256 of the bytes, in hex.
    #[serde(default)]
    pub sha256: Option<String>,
    /// The file of the bytes beside this record, where they were kept.
    #[serde(default)]
    pub kept: Option<String>,
    /// The file of the extracted text beside this record.
    #[serde(default)]
    pub text: Option<String>,
    /// SHA-256 of the extracted text, in hex.
    #[serde(default)]
    pub text_sha256: Option<String>,
    /// A copy in a public archive.
    #[serde(default)]
    pub archived: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// What the publisher set right later.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Correction {
    /// When.
    #[serde(default)]
    pub when: Option<When>,
    /// What was changed.
    #[serde(default)]
    pub note: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A passage that a person has looked at and not taken.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// Where it begins, in Unicode code points of the first capture's text.
    #[serde(default)]
    pub start: Option<usize>,
    /// Where it ends (exclusive).
    #[serde(default)]
    pub end: Option<usize>,
    /// Why it was not taken.
    #[serde(default, rename = "as")]
    pub kind: Option<ReviewedAs>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// The first eight hex digits of the captured text's hash; where left out, the first capture.
    #[serde(default)]
    pub capture: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Document {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &[
        "title",
        "kind",
        "url",
        "publisher",
        "published",
        "language",
        "protected",
        "derived_from",
        "original",
        "captures",
        "corrections",
        "reviewed",
        "notes",
    ];

    /// Whether outputs must leave it out.
    pub fn is_protected(&self) -> bool {
        self.protected == Some(true)
    }

    /// The capture with this hash of its text (its first digits are enough), or the first where none is named.
    pub fn capture(&self, text_hash: Option<&str>) -> Option<&Capture> {
        match text_hash {
            None => self.captures.first(),
            Some(hash) => self
                .captures
                .iter()
                .find(|capture| capture.text_sha256.as_deref().is_some_and(|full| full.starts_with(hash))),
        }
    }
}
