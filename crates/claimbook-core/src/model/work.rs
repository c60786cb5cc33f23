//! What a desk does around a claim: independence attested, sign-offs, questions put to people, searches made.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Extra, Instant, Outcome, When, lenient};

/// Somebody's word, with the reason, that origins of evidence do not depend on each other. Lineage can show that two
/// documents share an origin; that two origins are independent is always a person's finding.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Attestation {
    /// The origins, by key, each independent of every other: documents, or actors where these are what the evidence
    /// goes back to.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub origins: Vec<String>,
    /// The reason.
    #[serde(default)]
    pub because: Option<String>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A second person's consent to a verdict.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct SignOff {
    /// The verdict, by its id.
    #[serde(default)]
    pub verdict: Option<String>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// What was looked at, or what remains to be said.
    #[serde(default)]
    pub note: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A question put to somebody whom the claim concerns: the right of reply.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Asked {
    /// A short name inside the file.
    #[serde(default)]
    pub id: Option<String>,
    /// Who was asked: an actor's key.
    #[serde(default)]
    pub actor: Option<String>,
    /// What was asked, and by which way.
    #[serde(default)]
    pub question: Option<String>,
    /// The desk member who asked, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When it was asked.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Until when an answer was asked for.
    #[serde(default)]
    pub deadline: Option<When>,
    /// What came of it; where left out, nothing yet.
    #[serde(default)]
    pub answer: Option<Answer>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// What came of a question.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Answer {
    /// In a word.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// What was said, in short.
    #[serde(default)]
    pub note: Option<String>,
    /// The document that holds the answer, by key.
    #[serde(default, rename = "in")]
    pub document: Option<String>,
    /// The desk member who recorded it, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// Where somebody looked for evidence, and whether there was any.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Searched {
    /// Where: an archive, a register, a search engine.
    #[serde(default, rename = "where")]
    pub place: Option<String>,
    /// The words that were looked for.
    #[serde(default)]
    pub words: Option<String>,
    /// Whether anything was found.
    #[serde(default)]
    pub found: Option<bool>,
    /// Whether it was a search for what would speak against the claim.
    #[serde(default)]
    pub contrary: Option<bool>,
    /// What was found, or what is to be said of the search.
    #[serde(default)]
    pub note: Option<String>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Instant>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Attestation {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["origins", "because", "by", "at"];
}

impl SignOff {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["verdict", "by", "at", "note"];
}

impl Asked {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["id", "actor", "question", "by", "at", "deadline", "answer"];
}

impl Answer {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["outcome", "note", "in", "by", "at"];
}

impl Searched {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["where", "words", "found", "contrary", "note", "by", "at"];
}

/// Names are compared as people write them: without regard to case and white space.
pub fn is_same_person(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}
