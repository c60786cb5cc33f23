//! Attributions found by rules and a lexicon.

use crate::Attribution;
use crate::language::Language;
use crate::text::Text;

/// The attributions of a text, in the order of their first words.
pub(crate) fn attributions(_text: &Text<'_>, _language: Language) -> Vec<Attribution> {
    Vec::new()
}
