//! The claim drafted from a content.

use crate::Attribution;
use crate::language::Language;
use crate::speakers::{Speaker, Voice};
use crate::text::Text;

/// A claim drafted from a content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposition {
    /// A sentence that stands alone; the words of the content where a rule was unsure.
    pub claim: String,
    /// What was changed, in words for a person: *“he” is Mark Rutte*. Empty where the words are the content's own.
    pub changes: Vec<String>,
}

/// The claim drafted from a content.
pub(crate) fn proposition(
    text: &Text<'_>,
    _language: Language,
    attribution: &Attribution,
    _voice: &Voice,
    _speakers: &[Speaker],
) -> Proposition {
    let words: Vec<&str> = attribution.content.iter().map(|span| text.slice(*span)).collect();
    Proposition { claim: words.join(" "), changes: Vec::new() }
}
