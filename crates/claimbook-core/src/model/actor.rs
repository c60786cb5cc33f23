//! An actor: a person, an organization, an outlet, an account or an unnamed source.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ActorKind, Extra, When, lenient};

/// Somebody who asserts or relays. The file's name is the actor's key.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Actor {
    /// The full name.
    pub name: String,
    /// What the actor is.
    #[serde(default)]
    pub kind: Option<ActorKind>,
    /// Whether the source is protected: outputs say `shown_as` and leave out the rest.
    #[serde(default)]
    pub protected: Option<bool>,
    /// What outputs call a protected source.
    #[serde(default)]
    pub shown_as: Option<String>,
    /// Other names.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub aliases: Vec<String>,
    /// Addresses that name the same actor elsewhere.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<String>")]
    pub same_as: Vec<String>,
    /// The actor's own page.
    #[serde(default)]
    pub url: Option<String>,
    /// How reliable the actor has been, dated; never averaged.
    #[serde(default, deserialize_with = "lenient::list")]
    #[schemars(with = "lenient::OneOrMany<Reliability>")]
    pub reliability: Vec<Reliability>,
    /// Notes of the desk.
    #[serde(default)]
    pub notes: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// One dated grade: the Admiralty code's first half (STANAG 2511), `A` (reliable) to `F` (cannot be judged).
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Reliability {
    /// `A` to `F`.
    #[serde(default)]
    #[schemars(regex(pattern = "^[A-F]$"))]
    pub grade: Option<String>,
    /// When it was judged so.
    #[serde(default)]
    pub as_of: Option<When>,
    /// The desk member, as given.
    #[serde(default)]
    pub by: Option<String>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Extra,
}

impl Actor {
    /// The keys that this version knows, in the order in which they are written.
    pub const KEYS: &'static [&'static str] =
        &["name", "kind", "protected", "shown_as", "aliases", "same_as", "url", "reliability", "notes"];

    /// What the actor is called: the name, or for a protected source the words that the desk gave it.
    pub fn shown_name(&self) -> &str {
        self.shown_as.as_deref().filter(|_| self.is_protected()).unwrap_or(&self.name)
    }

    /// Whether outputs must hide who it is.
    pub fn is_protected(&self) -> bool {
        self.protected == Some(true)
    }
}
