//! `claimbook.yaml`: the workspace's title, publisher, house labels and policy.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Extra, VerdictWord};

/// What holds for the whole workspace. Every key may be left out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Settings {
    /// The workspace's title.
    #[serde(default)]
    pub title: Option<String>,
    /// Who publishes the verdicts.
    #[serde(default)]
    pub publisher: Option<Publisher>,
    /// The language of the claims (BCP 47).
    #[serde(default)]
    pub language: Option<String>,
    /// House words for the core verdicts.
    #[serde(default)]
    pub labels: BTreeMap<String, Label>,
    /// What each verdict demands before it may stand.
    #[serde(default)]
    pub policy: BTreeMap<String, Demand>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// Who publishes the verdicts.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Publisher {
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The address.
    #[serde(default)]
    pub url: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// A house word for a core verdict.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Label {
    /// The core verdict that it means.
    pub verdict: VerdictWord,
    /// How it is shown.
    #[serde(default)]
    pub label: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// What a verdict demands before it may stand.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Demand {
    /// The least number of evidence lines.
    #[serde(default)]
    pub evidence: Option<u32>,
    /// The least number of origins.
    #[serde(default)]
    pub origins: Option<u32>,
    /// The least number of sign-offs by somebody other than the author.
    #[serde(default)]
    pub sign_offs: Option<u32>,
    /// Whether somebody must have looked for what speaks against it.
    #[serde(default)]
    pub searched: Option<bool>,
    /// Whether whoever asserted it must have been asked: answered, declined, or the deadline passed.
    #[serde(default)]
    pub asked: Option<bool>,
    /// How old it may grow: an ISO 8601 duration such as `P2Y`.
    #[serde(default)]
    pub max_age: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Settings {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] = &["title", "publisher", "language", "labels", "policy"];

    /// The core verdict behind a word: itself, or what a house label says it means.
    pub fn core_verdict<'a>(&'a self, word: &'a VerdictWord) -> &'a VerdictWord {
        match word {
            VerdictWord::Unknown(house) => self.labels.get(house).map_or(word, |label| &label.verdict),
            known => known,
        }
    }
}
