//! A claim drafted from a content, by rule only.
//!
//! A draft never says more than the content: no quantifier, negation, hedge or modal verb is lost (a property test holds that), and
//! where a rule is not sure the words stay as they are. There are three forms:
//!
//! 1. **The content as a sentence**: the conjunction *that* and the marks around a quotation fall away, the first letter grows, a stop
//!    is added. A pronoun at its beginning gives way to the speaker's name where it can be nobody else.
//! 2. **The whole clause**, source and cue with it, where the content alone would say something else: after a cue that denies, asks,
//!    wishes, orders or plans (*denied that …*), and where the content is no sentence (*promised to pay*, *praised the
//!    plan that was …*): a cue that no clause follows must have a verb in its content that surely is one, and not a relative clause's.
//! 3. **The words as they stand**, where the clause cannot be cut out.
//!
//! *would* never becomes *will*: whether a condition stood beside it, the report does not tell.

mod clause;
mod grammar;
mod person;
mod words;

use crate::Attribution;
use crate::language::Language;
use crate::speakers::{Speaker, Voice};
use crate::text::Text;

/// A claim drafted from a content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposition {
    /// A sentence that stands alone; the words of the content where a rule was unsure.
    pub claim: String,
    /// What was changed beyond marks and capitals, in words for a person: *“he” is Mark Rutte*.
    pub changes: Vec<String>,
}

/// The claim drafted from a content.
pub(crate) fn proposition(
    text: &Text<'_>,
    language: Language,
    attribution: &Attribution,
    voice: &Voice,
    speakers: &[Speaker],
) -> Proposition {
    let content = clause::content(text, language, attribution);
    if language != Language::English {
        return Proposition { claim: clause::sentence(&content.words), changes: Vec::new() };
    }
    if !content.stands_alone
        && let Some(whole) = clause::whole(text, attribution)
    {
        let changes =
            vec!["kept with who says it, because the words alone would say something else".to_owned()];
        return Proposition { claim: clause::sentence(&whole), changes };
    }
    let speaker = voice.speaker.filter(|_| voice.sure).and_then(|speaker| speakers.get(speaker));
    let named = speaker.and_then(|speaker| person::named(text, attribution, &content, speaker));
    match named {
        Some((words, change)) => Proposition { claim: clause::sentence(&words), changes: vec![change] },
        None => Proposition { claim: clause::sentence(&content.words), changes: Vec::new() },
    }
}

#[cfg(test)]
mod tests;
