//! The words of a content, and whether they are a sentence that says what was said.

use super::words::{self, Cue};
use crate::language::Language;
use crate::text::{Kind, Text};
use crate::{Attribution, Span};
use std::ops::Range;

/// A content without what only attributes it.
pub(super) struct Content {
    /// Its words, the parts joined.
    pub(super) words: String,
    /// Its first tokens: where a pronoun may stand for the speaker.
    pub(super) begins: Range<usize>,
    /// Whether the words say by themselves what was said.
    pub(super) stands_alone: bool,
    /// Whether it stands between quotation marks as a whole.
    pub(super) quoted: bool,
}

pub(super) fn content(text: &Text<'_>, language: Language, attribution: &Attribution) -> Content {
    let parts: Vec<Range<usize>> = attribution.content.iter().map(|span| text.tokens_in(*span)).collect();
    let first = parts.first().cloned().unwrap_or_default();
    // A content in Ukrainian or Russian may begin with the comma before its conjunction.
    let first = trimmed(text, first);
    let conjunction = usize::from(words::is_conjunction(text.token(first.start), language));
    let mut quoted = !parts.is_empty();
    let mut joined = String::new();
    let mut begins = first.start..first.start;
    for (nth, part) in parts.iter().enumerate() {
        let part = if nth == 0 { first.start + conjunction..first.end } else { part.clone() };
        let (inside, in_marks) = unquoted(text, trimmed(text, part));
        quoted &= in_marks;
        if nth == 0 {
            begins = inside.clone();
        }
        let piece = text.words(inside);
        if piece.is_empty() {
            continue;
        }
        if !joined.is_empty() {
            join(&mut joined, piece);
        }
        joined.push_str(&one_line(piece));
    }
    let cue = words::cue(text, attribution);
    let stands_alone = cue == Cue::Asserts && (conjunction > 0 || is_clause(text, begins.clone(), quoted))
        || attribution.cue.is_empty();
    Content { words: joined, begins, stands_alone, quoted }
}

/// The clause from the source to the end of the content, where nothing else stands between them and it lies in one sentence.
pub(super) fn whole(text: &Text<'_>, attribution: &Attribution) -> Option<String> {
    let ([source], [content]) = (attribution.source.as_slice(), attribution.content.as_slice()) else {
        return None;
    };
    let in_order = source.end <= content.start
        && attribution.cue.iter().all(|cue| cue.start >= source.start && cue.end <= content.end);
    let span = Span::new(source.start, content.end);
    let tokens = text.tokens_in(span);
    let sentence = text.sentences.get(text.sentence_of(tokens.start))?;
    // Words between source and content that belong to neither, such as a relative clause, stay: they are the text's own.
    (in_order && sentence.span.holds(span) && tokens.len() <= 120)
        .then(|| one_line(text.words(trimmed(text, tokens))))
}

/// Words as a sentence: a capital letter first, a stop last, marks balanced.
pub(super) fn sentence(words: &str) -> String {
    let words = words.trim();
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    // A name such as eBay keeps its small letter.
    let keeps = !first.is_lowercase() || rest.chars().next().is_some_and(char::is_uppercase);
    let mut sentence: String = if keeps { first.to_string() } else { first.to_uppercase().collect() };
    sentence.push_str(rest);
    let ended = sentence.trim_end_matches(['"', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…']);
    if !ended {
        sentence.push('.');
    }
    sentence
}

/// Whether tokens are a clause: with a subject first and a finite verb somewhere near.
fn is_clause(text: &Text<'_>, tokens: Range<usize>, quoted: bool) -> bool {
    let first = text.token(tokens.start).to_lowercase();
    if tokens.len() < 3 || words::begins_no_clause(&first) {
        return false;
    }
    let begins_sentence = text.token(tokens.start).starts_with(char::is_uppercase);
    let ends_sentence = tokens.end > 0 && matches!(text.token(tokens.end - 1), "." | "!" | "?" | "," | "…");
    let finite = tokens.clone().take(40).skip(1).any(|token| {
        let word = text.token(token);
        words::is_finite(word)
            || text.tokens.get(token).is_some_and(|token| token.kind == Kind::Clitic)
                && !matches!(word, "'s" | "’s")
            || (word.len() > 3 && word.ends_with("ed") && word.starts_with(char::is_lowercase))
    });
    finite || (quoted && begins_sentence && ends_sentence)
}

/// Tokens without commas, dashes and colons at both ends.
fn trimmed(text: &Text<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let loose = |token: usize| matches!(text.token(token), "," | ";" | ":" | "–" | "—" | "-");
    while tokens.start < tokens.end && loose(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && loose(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// Tokens without the quotation marks around all of them, and whether there were some.
fn unquoted(text: &Text<'_>, tokens: Range<usize>) -> (Range<usize>, bool) {
    let first = text.quotations.partition_point(|quotation| quotation.tokens.start < tokens.start);
    let Some(quotation) =
        text.quotations.get(first).filter(|quotation| quotation.tokens.start == tokens.start)
    else {
        return (tokens, false);
    };
    let mut end = tokens.end;
    // The stop after the closing mark.
    while end > tokens.start && matches!(text.token(end - 1), "," | ".") && end > quotation.tokens.end {
        end -= 1;
    }
    let whole = quotation.tokens.end >= end || (!quotation.closed && quotation.tokens.end >= tokens.end);
    if whole {
        let inside = quotation.inside();
        (trimmed(text, inside.start..inside.end.min(end)), true)
    } else {
        (tokens, false)
    }
}

/// Puts what belongs between two parts of a quotation.
fn join(joined: &mut String, next: &str) {
    let ended = joined.ends_with(['.', '!', '?', '…', ';', ':']);
    if !ended {
        joined.push(if next.starts_with(char::is_uppercase) { '.' } else { ',' });
    }
    joined.push(' ');
}

/// Words with each run of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
