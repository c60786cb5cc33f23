//! Languages, and what is known of each: one data file per language.

mod detect;
mod lexicon;

pub use lexicon::{Class, Lexicon, Phrase, Takes, Verb, Word};

use crate::text::Text;

/// A language that can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English; texts in a language that is not known are tried with its rules.
    #[default]
    English,
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
    /// German.
    German,
}

impl Language {
    /// The language of a tag such as `en`, `en-GB` or `uk`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Language::English),
            "uk" => Some(Language::Ukrainian),
            "ru" => Some(Language::Russian),
            "de" => Some(Language::German),
            _ => None,
        }
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Ukrainian => "uk",
            Language::Russian => "ru",
            Language::German => "de",
        }
    }

    /// The language of a text, told from its first words; English where nothing tells.
    pub fn of_text(text: &Text<'_>) -> Self {
        detect::language(text.source())
    }
}
