//! The words of a content, and whether they are a sentence that says what was said.

use super::grammar;
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
    // The marks of a quotation fall away only where all of the content stands between marks.
    let in_marks = |nth: usize, part: &Range<usize>| {
        let from = if nth == 0 { first.start + conjunction } else { part.start };
        unquoted(text, trimmed(text, from..part.end)).1
    };
    let quoted = !parts.is_empty() && parts.iter().enumerate().all(|(nth, part)| in_marks(nth, part));
    let mut before = first.start..first.start;
    let mut joined = String::new();
    let mut begins = first.start..first.start;
    for (nth, part) in parts.iter().enumerate() {
        let part = if nth == 0 { first.start + conjunction..first.end } else { part.clone() };
        let part = trimmed(text, part);
        let inside = if quoted || parts.len() == 1 { unquoted(text, part).0 } else { part };
        if nth == 0 {
            begins = inside.clone();
        }
        let piece = text.words(inside.clone());
        if piece.is_empty() {
            continue;
        }
        if !joined.is_empty() {
            join(&mut joined, piece, goes_on(text, &before, &inside));
        }
        joined.push_str(&one_line(piece));
        before = inside;
    }
    let says = words::says(text, attribution);
    // Of several parts the first may be only the subject: “The plan,” she said, “is dead.”
    let clause = || match (begins.clone(), &before) {
        (first, last) if parts.len() > 1 => {
            is_clause(text, first, quoted, says) || finite(text, last.start.saturating_sub(1)..last.end, says)
        }
        (first, _) => {
            let follows = words::according(text, attribution) && first.len() > 3;
            follows && !grammar::begins_no_clause(&text.token(first.start).to_lowercase())
                || is_clause(text, first, quoted, says)
        }
    };
    let stands_alone = words::cue(text, attribution) == Cue::Asserts
        && ((conjunction > 0 && says && begins.len() > 1) || clause())
        || attribution.cue.is_empty();
    let words = if quoted { joined } else { without_conjunctions(joined) };
    Content { words, begins, stands_alone, quoted }
}

/// No clause is longer, in tokens.
const LONGEST: usize = 120;

/// The clause that holds source, cue and content; `None` where it cannot be cut out of one sentence.
pub(super) fn whole(text: &Text<'_>, attribution: &Attribution) -> Option<String> {
    let spans = || attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
    let start = spans().map(|span| span.start).min()?;
    let end = spans().map(|span| span.end).max()?;
    let tokens = text.tokens_in(Span::new(start, end));
    let sentence = text.sentences.get(text.sentence_of(tokens.start))?;
    // Words between source and content that belong to neither, such as a relative clause, stay: they are the text's own.
    if tokens.len() > LONGEST || !sentence.span.holds(Span::new(start, end)) {
        return None;
    }
    let source = attribution.source.first().map(|span| text.tokens_in(*span));
    let cue_first = attribution.cue.first().is_some_and(|cue| cue.start == start);
    let head = sentence.tokens.start..tokens.start;
    match source {
        // *The clerk, who asked not to be named, …*: what the pronoun stands for is the subject. Without the comma the clause only says
        // which clerk, and alone would say more; the sentence is kept from its beginning then.
        Some(source) if source.len() == 1 && grammar::is_relative(text.token(source.start)) => {
            let comma = source.start > head.start && text.token(source.start - 1) == ",";
            let subject = trimmed(text, head.clone());
            let plain = |token: usize| !grammar::opens_clause(text.token(token)) && text.token(token) != ",";
            let fits = source.start == tokens.start
                && comma
                && (1..=20).contains(&subject.len())
                && subject.clone().all(plain)
                && !finite(text, subject.clone(), true);
            if !fits {
                return (head.len() <= 40)
                    .then(|| one_line(text.words(trimmed(text, head.start..tokens.end))));
            }
            let rest = one_line(text.words(trimmed(text, source.end..tokens.end)));
            Some(format!("{} {rest}", one_line(text.words(subject))))
        }
        // A cue without its source: the subject stands somewhere before it.
        None if cue_first && head.len() <= 40 => {
            Some(one_line(text.words(trimmed(text, head.start..tokens.end))))
        }
        _ => Some(one_line(text.words(trimmed(text, tokens)))),
    }
}

/// Marks that may follow the last letter of a sentence.
const CLOSING: [char; 8] = ['"', '”', '’', '\'', '»', ')', ']', '“'];

/// Words as a sentence: a capital letter first, a stop last, marks balanced.
pub(super) fn sentence(words: &str) -> String {
    let words = balanced(words.trim());
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    // A name such as eBay keeps its small letter.
    let keeps = !first.is_lowercase() || rest.chars().next().is_some_and(char::is_uppercase);
    let mut sentence: String = if keeps { first.to_string() } else { first.to_uppercase().collect() };
    sentence.push_str(rest);
    while sentence.ends_with("..") && !sentence.ends_with("...") {
        sentence.pop();
    }
    let core = sentence.trim_end_matches(CLOSING).len();
    if sentence.get(..core).is_some_and(|core| core.ends_with([',', ';'])) {
        // *“…,”* at the end of a sentence
        sentence.replace_range(core - 1..core, ".");
    } else if !sentence.get(..core).is_some_and(|core| core.ends_with(['.', '!', '?', '…'])) {
        sentence.push('.');
    }
    sentence
}

/// Words with a lone quotation mark at an edge taken away, or its fellow set.
fn balanced(words: &str) -> String {
    let count = |mark: char| words.matches(mark).count();
    for (open, close) in [('“', '”'), ('«', '»')] {
        // In German “ closes.
        if words.contains('„') {
            continue;
        }
        if count(open) == count(close) + 1 {
            return match words.strip_prefix(open) {
                Some(rest) => rest.trim_start().to_owned(),
                None => format!("{words}{close}"),
            };
        }
        if count(close) == count(open) + 1 {
            let cut = words.strip_suffix(close).or_else(|| words.strip_prefix(close));
            return cut.map_or_else(|| words.to_owned(), |cut| cut.trim().to_owned());
        }
    }
    if count('"') % 2 == 1 {
        let cut = words.strip_suffix('"').or_else(|| words.strip_prefix('"'));
        return cut.map_or_else(|| format!("{words}\""), |cut| cut.trim().to_owned());
    }
    match words.rfind('‘') {
        Some(at) if !words.get(at..).unwrap_or_default().contains('’') => format!("{words}’"),
        _ => words.to_owned(),
    }
}

/// Whether tokens are a clause: with a subject first and a finite verb that is not the verb of a relative clause.
///
/// After a cue that `says` something a word in *-ed* is taken for such a verb, too; after another (*praised the plan released in May*)
/// it may well be a participle.
fn is_clause(text: &Text<'_>, tokens: Range<usize>, quoted: bool, says: bool) -> bool {
    let first = text.token(tokens.start);
    if tokens.len() < 3 {
        return false;
    }
    let ends_sentence = tokens.end > 0 && matches!(text.token(tokens.end - 1), "." | "!" | "?" | "…");
    let small = first.to_lowercase();
    let begins = first.starts_with(char::is_uppercase);
    if quoted && begins && (ends_sentence || finite(text, tokens.clone(), true)) {
        return true;
    }
    // *They sail empty*: a verb that no list has follows a pronoun that is only ever a subject.
    if says && tokens.len() > 3 && (begins || !quoted) && grammar::is_subject(&small) {
        return true;
    }
    !grammar::begins_no_clause(&small) && finite(text, tokens, says)
}

/// Whether tokens have a finite verb after the first of them that is not the verb of a relative clause.
fn finite(text: &Text<'_>, tokens: Range<usize>, loose: bool) -> bool {
    // How many relative clauses wait for their verb.
    let mut waiting = 0_usize;
    let mut in_group = false;
    let mut before = text.token(tokens.start);
    waiting += usize::from(grammar::opens_clause(before));
    for token in tokens.skip(1).take(60) {
        let word = text.token(token);
        let clitic = text.tokens.get(token).is_some_and(|token| token.kind == Kind::Clitic);
        // *It's* has a verb, *the board's* has none.
        let has_verb = !matches!(word, "'s" | "’s") || grammar::is_pronoun(before);
        let verb = clitic && has_verb && !grammar::is_not(word) || grammar::is_sure_finite(word);
        let past = grammar::is_finite(word)
            || word.len() > 3
                && word.ends_with("ed")
                && word.starts_with(char::is_lowercase)
                && !grammar::never_past(word)
                && !grammar::before_noun(before);
        if grammar::opens_clause(word) {
            waiting += 1;
            in_group = false;
        } else if (verb || past) && before != "to" {
            if !in_group && waiting > 0 {
                waiting -= 1;
                in_group = true;
            } else if !in_group && (verb || loose) {
                return true;
            }
        } else if !(grammar::is_not(word) || word.ends_with("ly")) {
            in_group = false;
        }
        before = word;
    }
    false
}

/// Whether a later part of a content goes on with the very clause of the part before it, so that no comma belongs between them.
fn goes_on(text: &Text<'_>, before: &Range<usize>, part: &Range<usize>) -> bool {
    let first = text.token(part.start);
    let first = if first.chars().all(char::is_alphanumeric) { first } else { text.token(part.start + 1) };
    grammar::is_sure_finite(first)
        || grammar::is_finite(first)
        || matches!(first, "to" | "that" | "of" | "by" | "in" | "on" | "at" | "for" | "from" | "into")
        || !grammar::joins(first) && !finite(text, before.clone(), true)
}

/// Words without the later conjunctions of *that … and that the …*, and without one at their end.
fn without_conjunctions(words: String) -> String {
    let mut words = words;
    if !words.contains(['"', '“', '«', '‘']) {
        for next in [
            "the", "a", "an", "he", "she", "it", "they", "his", "her", "its", "their", "there", "no", "none",
            "nobody", "nothing", "all", "both", "some", "many", "most",
        ] {
            for and in ["and", "but"] {
                let that = format!(" {and} that {next} ");
                if words.contains(&that) {
                    words = words.replace(&that, &format!(" {and} {next} "));
                }
            }
        }
    }
    for last in [" and", " but", " or", " that", " because"] {
        if let Some(cut) = words.strip_suffix(last) {
            return cut.trim_end_matches([',', ' ']).to_owned();
        }
    }
    words
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

/// Puts what belongs between two parts of a content.
fn join(joined: &mut String, next: &str, goes_on: bool) {
    let core = joined.trim_end_matches(CLOSING).len();
    let begins = next.trim_start_matches(['"', '“', '‘', '«', '\'']).starts_with(char::is_uppercase);
    let last = joined.get(..core).and_then(|core| core.chars().next_back());
    match last {
        Some('.' | '!' | '?' | '…' | ';' | ':') => {}
        Some(',') if begins => joined.replace_range(core - 1..core, "."),
        Some(',') => {}
        _ if begins => joined.push('.'),
        _ if goes_on => {}
        _ => joined.push(','),
    }
    joined.push(' ');
}

/// Words with each run of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
