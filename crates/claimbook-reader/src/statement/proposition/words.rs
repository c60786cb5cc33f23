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

/// Verbs whose complement is a clause: what follows them with a verb in it is a sentence.
const SAYS: [&str; 62] = [
    "accept",
    "acknowledge",
    "add",
    "admit",
    "affirm",
    "agree",
    "allege",
    "announce",
    "argue",
    "assert",
    "assume",
    "assure",
    "believe",
    "boast",
    "claim",
    "clarify",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "continue",
    "declare",
    "emphasise",
    "emphasize",
    "estimate",
    "expect",
    "explain",
    "feel",
    "find",
    "insist",
    "joke",
    "learn",
    "maintain",
    "mention",
    "note",
    "observe",
    "predict",
    "point",
    "reason",
    "recall",
    "remark",
    "remember",
    "remind",
    "reply",
    "report",
    "respond",
    "reveal",
    "say",
    "state",
    "stress",
    "suggest",
    "tell",
    "testify",
    "think",
    "tweet",
    "warn",
    "write",
    "know",
    "caution",
];

/// Forms of such verbs that no rule makes, and other words that put a clause forward.
const SAYS_FORMS: [&str; 22] = [
    "said",
    "told",
    "thought",
    "wrote",
    "written",
    "felt",
    "found",
    "knew",
    "swore",
    "swears",
    "according",
    "statement",
    "view",
    "opinion",
    "words",
    "interview",
    "quote",
    "quoted",
    "caption",
    "post",
    "letter",
    ":",
];

/// Whether the cue is one that a whole clause follows: *said*, *according to*.
pub(super) fn says(text: &Text<'_>, attribution: &Attribution) -> bool {
    let mut tokens = attribution.cue.iter().flat_map(|span| text.tokens_in(*span)).take(12);
    tokens.any(|token| {
        let word = text.token(token).to_lowercase();
        SAYS_FORMS.contains(&word.as_str()) || SAYS.iter().any(|verb| is_form(&word, verb))
    })
}

/// Whether the cue is *according to*, which only a clause goes with.
pub(super) fn according(text: &Text<'_>, attribution: &Attribution) -> bool {
    let first = attribution.cue.first().map(|span| text.tokens_in(*span).start);
    first.is_some_and(|first| text.token(first).eq_ignore_ascii_case("according"))
}
