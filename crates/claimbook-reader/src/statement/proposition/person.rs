//! The speaker's name in place of a pronoun, where it can be nobody else.

use super::clause::Content;
use crate::speakers::{Speaker, SpeakerKind};
use crate::text::{Kind, Text};
use crate::{Attribution, Span};

/// Words that tie a sentence to the one who speaks it; with one of them left, a name in front would not make it stand alone.
const FIRST_PERSON: [&str; 14] = [
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
    "you",
    "your",
    "yours",
    "here",
];

/// The content with the speaker's name as its subject, and what was changed; `None` where a rule is not sure.
pub(super) fn named(
    text: &Text<'_>,
    attribution: &Attribution,
    content: &Content,
    speaker: &Speaker,
) -> Option<(String, String)> {
    let pronoun = content.begins.start;
    let typed = text.token(pronoun);
    let rest = pronoun + 1..content.begins.end;
    let verb = text.token(rest.start);
    let rest_of = |from: usize| one_line(text.words(from..rest.end));
    let whole = attribution.content.len() == 1;
    if !whole || !matches!(speaker.kind, SpeakerKind::Person) {
        return None;
    }
    let words = match typed {
        "I" if content.quoted => {
            if has_first_person(text, rest.clone()) {
                return None;
            }
            match verb {
                "am" => format!("{} is {}", speaker.name, rest_of(rest.start + 1)),
                "'m" | "’m" => format!("{} is {}", speaker.name, rest_of(rest.start + 1)),
                "have" => format!("{} has {}", speaker.name, rest_of(rest.start + 1)),
                "'ve" | "’ve" => format!("{} has {}", speaker.name, rest_of(rest.start + 1)),
                "do" => format!("{} does {}", speaker.name, rest_of(rest.start + 1)),
                "'ll" | "’ll" => format!("{} will {}", speaker.name, rest_of(rest.start + 1)),
                "was" | "had" | "did" | "will" | "would" | "can" | "could" | "shall" | "should" | "may"
                | "might" | "must" | "cannot" | "never" => {
                    format!("{} {}", speaker.name, rest_of(rest.start))
                }
                _ => return None,
            }
        }
        "he" | "she" | "He" | "She" if !content.quoted => {
            if !nobody_else(text, attribution, speaker) {
                return None;
            }
            if matches!(verb, "'s" | "’s" | "'d" | "’d" | "'ll" | "’ll") {
                format!("{}{}", speaker.name, rest_of(rest.start))
            } else {
                format!("{} {}", speaker.name, rest_of(rest.start))
            }
        }
        _ => return None,
    };
    Some((words, format!("“{typed}” is {}", speaker.name)))
}

fn has_first_person(text: &Text<'_>, tokens: std::ops::Range<usize>) -> bool {
    tokens.into_iter().any(|token| FIRST_PERSON.contains(&text.token(token).to_lowercase().as_str()))
}

/// Whether the sentence up to the content and the sentence before it name nobody but the speaker, who is named in this one.
fn nobody_else(text: &Text<'_>, attribution: &Attribution, speaker: &Speaker) -> bool {
    let (Some(source), Some(content)) = (attribution.source.first(), attribution.content.first()) else {
        return false;
    };
    if source.start > content.start {
        return false;
    }
    let sentence = text.sentence_of(text.tokens_in(*source).start);
    let before = text.sentences.get(sentence.saturating_sub(1));
    let Some(from) = before.map(|sentence| sentence.span.start) else { return false };
    let name: Vec<&str> = speaker.name.split_whitespace().collect();
    text.tokens_in(Span::new(from, content.start)).all(|token| {
        let at = text.tokens.get(token);
        let word = text.token(token);
        let capital =
            at.is_some_and(|token| token.kind == Kind::Word) && word.starts_with(char::is_uppercase);
        let in_source = at.is_some_and(|token| source.holds(token.span));
        let begins = text
            .sentences
            .get(text.sentence_of(token))
            .is_some_and(|sentence| sentence.tokens.start == token);
        !capital || in_source || name.contains(&word) || (begins && super::words::begins_a_sentence(word))
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
