//! The words that decide what may be done with a content.

use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Span};

/// What a cue does with its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Puts it forward: *said*, *according to*.
    Asserts,
    /// Something else: denies it, asks it, wishes, orders or plans it.
    Other,
}

/// Verbs that do not put their content forward as the case.
const OTHER: [&str; 46] = [
    "aim",
    "appeal",
    "ask",
    "beg",
    "challenge",
    "consider",
    "decide",
    "decline",
    "demand",
    "deny",
    "disagree",
    "dismiss",
    "dispute",
    "doubt",
    "dream",
    "encourage",
    "envisage",
    "fail",
    "fear",
    "forbid",
    "hope",
    "imagine",
    "instruct",
    "intend",
    "oppose",
    "order",
    "plan",
    "plead",
    "pledge",
    "ponder",
    "pray",
    "promise",
    "propose",
    "question",
    "recommend",
    "refuse",
    "reject",
    "request",
    "seek",
    "suspect",
    "threaten",
    "urge",
    "vow",
    "want",
    "wish",
    "wonder",
];

/// Forms that no rule makes, and words that turn a cue into its opposite.
const OTHER_FORMS: [&str; 13] = [
    "sought",
    "forbade",
    "forbidden",
    "denial",
    "worry",
    "worried",
    "worries",
    "not",
    "n't",
    "n’t",
    "never",
    "nobody",
    "cannot",
];

/// What the cue does, from its words and the few before them: *did not say*.
pub(super) fn cue(text: &Text<'_>, attribution: &Attribution) -> Cue {
    let (Some(first), Some(last)) = (attribution.cue.first(), attribution.cue.last()) else {
        return Cue::Asserts;
    };
    let own = text.tokens_in(Span::new(first.start, last.end));
    let source_end =
        attribution.source.last().filter(|source| source.end <= first.start).map(|source| source.end);
    let from = source_end.map_or(own.start, |end| text.tokens_in(Span::new(end, first.end)).start);
    let other = (from.max(own.start.saturating_sub(4))..own.end).any(|token| {
        let word = text.token(token).to_lowercase();
        OTHER_FORMS.contains(&word.as_str()) || OTHER.iter().any(|verb| is_form(&word, verb))
    });
    if other { Cue::Other } else { Cue::Asserts }
}

/// Whether a word is a form of a regular verb.
fn is_form(word: &str, verb: &str) -> bool {
    let Some(ending) = word.strip_prefix(verb) else {
        // deny, denied; propose, proposing
        let stem = verb.strip_suffix(['y', 'e']).unwrap_or(verb);
        let ending = word.strip_prefix(stem).unwrap_or("-");
        return match verb.chars().next_back() {
            Some('y') => matches!(ending, "ies" | "ied"),
            Some('e') => ending == "ing",
            _ => false,
        };
    };
    let doubled = verb.chars().next_back().and_then(|last| ending.strip_prefix(last)).unwrap_or(ending);
    matches!(ending, "" | "s" | "es" | "d" | "ed" | "ing") || matches!(doubled, "ed" | "ing")
}

/// Whether a content begins with a conjunction that only joins it to its cue.
pub(super) fn is_conjunction(word: &str, language: Language) -> bool {
    match language {
        Language::English => word.eq_ignore_ascii_case("that"),
        Language::Ukrainian => matches!(word, "що" | "Що"),
        Language::Russian => matches!(word, "что" | "Что"),
        // The verb stands last after *dass*: without it the rest is no sentence.
        Language::German => false,
    }
}

/// Whether a content that begins with this word is no clause of its own.
pub(super) fn begins_no_clause(word: &str) -> bool {
    matches!(
        word,
        "to" | "whether"
            | "if"
            | "how"
            | "why"
            | "what"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "where"
            | "when"
            | "for"
            | "of"
            | "about"
            | "as"
            | "with"
            | "not"
            | "being"
            | "having"
            | "against"
            | "on"
            | "over"
            | "into"
    ) || (word.len() > 5 && word.ends_with("ing"))
}

/// Whether a word is a finite form that no noun shares.
pub(super) fn is_finite(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "am"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
            | "cannot"
            | "became"
            | "becomes"
            | "began"
            | "came"
            | "cost"
            | "costs"
            | "cut"
            | "fell"
            | "felt"
            | "found"
            | "gave"
            | "got"
            | "goes"
            | "grew"
            | "held"
            | "kept"
            | "knew"
            | "knows"
            | "led"
            | "left"
            | "lost"
            | "made"
            | "makes"
            | "means"
            | "meant"
            | "met"
            | "needs"
            | "paid"
            | "put"
            | "ran"
            | "rose"
            | "said"
            | "saw"
            | "sent"
            | "set"
            | "shows"
            | "sold"
            | "spent"
            | "stood"
            | "takes"
            | "took"
            | "told"
            | "wants"
            | "went"
            | "won"
            | "wrote"
            | "broke"
            | "built"
            | "bought"
            | "brought"
            | "chose"
            | "drew"
            | "drove"
            | "flew"
            | "fought"
            | "forgot"
            | "heard"
            | "hit"
            | "hurt"
            | "lay"
            | "lies"
            | "sat"
            | "shot"
            | "spoke"
            | "stole"
            | "struck"
            | "taught"
            | "thought"
            | "threw"
            | "understood"
            | "woke"
            | "wore"
            | "remains"
            | "seems"
            | "appears"
            | "exists"
            | "works"
            | "plays"
            | "helps"
            | "says"
            | "depends"
            | "relies"
    )
}

/// Whether a capitalized word at a sentence's beginning is no name.
pub(super) fn begins_a_sentence(word: &str) -> bool {
    matches!(
        word,
        "A" | "After"
            | "All"
            | "An"
            | "And"
            | "As"
            | "At"
            | "Before"
            | "But"
            | "By"
            | "During"
            | "Earlier"
            | "Even"
            | "For"
            | "From"
            | "He"
            | "Her"
            | "His"
            | "How"
            | "However"
            | "If"
            | "In"
            | "It"
            | "Its"
            | "Last"
            | "Later"
            | "Meanwhile"
            | "No"
            | "Nobody"
            | "Now"
            | "On"
            | "Once"
            | "One"
            | "Only"
            | "She"
            | "Since"
            | "So"
            | "Some"
            | "Still"
            | "That"
            | "The"
            | "Their"
            | "Then"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "Though"
            | "Today"
            | "Under"
            | "Until"
            | "What"
            | "When"
            | "While"
            | "With"
            | "Yesterday"
    )
}
