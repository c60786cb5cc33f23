//! The words of the cue's own clause: where the time of an assertion may stand.

use super::senses::Sense;
use super::table::{Table, Words};
use crate::text::Text;
use crate::{Attribution, Span};
use std::ops::Range;

/// How far before and after the cue is looked, in tokens.
const BEFORE: usize = 60;
const AFTER: usize = 40;

/// What a token near the cue belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Free,
    Source,
    Cue,
    Content,
    /// The cue or the content of another attribution.
    Other,
}

/// A place where a time may stand.
pub(super) struct Place {
    pub(super) tokens: Range<usize>,
    /// Within the source, which then is a document.
    pub(super) in_source: bool,
}

/// The clause of one cue.
pub(super) struct Clause<'w, 't> {
    words: &'w Words<'t>,
    table: &'static Table<Sense>,
    start: usize,
    roles: Vec<Role>,
}

/// The tokens around a cue that are looked at; `None` where there is neither cue nor source.
pub(super) fn around(text: &Text<'_>, attribution: &Attribution) -> Option<Range<usize>> {
    let spans = if attribution.cue.is_empty() { &attribution.source } else { &attribution.cue };
    let tokens = text.tokens_in(hull(spans)?);
    if tokens.is_empty() {
        return None;
    }
    let sentence =
        |token: usize| text.sentences.get(text.sentence_of(token)).map(|sentence| sentence.tokens.clone());
    let (first, last) = (sentence(tokens.start)?, sentence(tokens.end - 1)?);
    let mut begin = first.start;
    // *am 28. Oktober*: a stop after a number may have been taken for the end of a sentence.
    if begin >= 3 && text.token(begin - 1) == "." && text.token(begin - 2).len() <= 2 {
        let number = text.token(begin - 2).bytes().all(|byte| byte.is_ascii_digit());
        begin -= if number { 3 } else { 0 };
    }
    let start = begin.max(tokens.start.saturating_sub(BEFORE));
    let end = last.end.min(tokens.start.saturating_add(2 * AFTER)).min(tokens.end + AFTER);
    Some(start..end.max(start))
}

/// From the first to the last of some spans.
pub(super) fn hull(spans: &[Span]) -> Option<Span> {
    let start = spans.iter().map(|span| span.start).min()?;
    let end = spans.iter().map(|span| span.end).max()?;
    Some(Span::new(start, end))
}

impl<'w, 't> Clause<'w, 't> {
    pub(super) fn new<'a>(
        text: &Text<'_>,
        words: &'w Words<'t>,
        table: &'static Table<Sense>,
        attribution: &Attribution,
        others: impl Iterator<Item = &'a Attribution>,
    ) -> Self {
        let start = words.range().start;
        let mut roles = vec![Role::Free; words.range().len()];
        let mut mark = |spans: &[Span], role: Role| {
            for span in spans {
                for token in text.tokens_in(*span) {
                    if let Some(slot) = token.checked_sub(start).and_then(|at| roles.get_mut(at)) {
                        *slot = role;
                    }
                }
            }
        };
        for other in others {
            mark(&other.content, Role::Other);
            mark(&other.cue, Role::Other);
        }
        mark(&attribution.content, Role::Content);
        mark(&attribution.source, Role::Source);
        mark(&attribution.cue, Role::Cue);
        Clause { words, table, start, roles }
    }

    /// Where a time of the saying may stand, the likeliest place first.
    pub(super) fn places(&self) -> Vec<Place> {
        let cue = self.of(Role::Cue);
        let source = self.of(Role::Source);
        let mut places: Vec<Range<usize>> = Vec::new();
        let nominal =
            cue.as_ref().is_some_and(|cue| self.table.is(self.words, cue.start, Sense::Nominal).is_some());
        if let Some(cue) = &cue {
            places.extend(self.runs(cue.clone(), |role| role == Role::Cue));
            if !nominal {
                places.extend(self.after(cue.end));
            }
            if let Some(source) = source.as_ref().filter(|source| source.end <= cue.start && !nominal) {
                places.extend(self.segments(source.end..cue.start, true));
            }
        }
        if !nominal {
            let head = match (&source, &cue) {
                (Some(source), Some(cue)) => source.start.min(cue.start),
                (Some(place), None) | (None, Some(place)) => place.start,
                (None, None) => 0,
            };
            places.extend(self.leading(head));
        }
        let mut places: Vec<Place> =
            places.into_iter().map(|tokens| Place { tokens, in_source: false }).collect();
        if let Some(source) = source {
            let documents = source.clone().any(|at| self.table.is(self.words, at, Sense::Document).is_some());
            if documents {
                let runs = self.runs(source, |role| role == Role::Source);
                places.extend(runs.into_iter().map(|tokens| Place { tokens, in_source: true }));
            }
        }
        places
    }

    /// From the first to the last token of a role.
    fn of(&self, role: Role) -> Option<Range<usize>> {
        let first = self.roles.iter().position(|found| *found == role)?;
        let last = self.roles.iter().rposition(|found| *found == role)?;
        Some(self.start + first..self.start + last + 1)
    }

    pub(super) fn cue(&self) -> Option<Range<usize>> {
        self.of(Role::Cue)
    }

    pub(super) fn source(&self) -> Option<Range<usize>> {
        self.of(Role::Source)
    }

    fn role(&self, token: usize) -> Option<Role> {
        self.roles.get(token.checked_sub(self.start)?).copied()
    }

    /// The runs of tokens in a range that have a role.
    fn runs(&self, range: Range<usize>, fits: impl Fn(Role) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for token in range.filter(|token| self.role(*token).is_some_and(&fits)) {
            match runs.last_mut() {
                Some(run) if run.end == token => run.end += 1,
                _ => runs.push(token..token + 1),
            }
        }
        runs
    }

    /// After the cue, up to the content or another clause: *told reporters on Tuesday that*, *said Ms Okafor on Tuesday*.
    fn after(&self, cue: usize) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let mut from = cue;
        let mut at = cue;
        loop {
            match self.role(at) {
                Some(Role::Source) => {
                    places.push(from..at);
                    from = at + 1;
                }
                Some(Role::Free | Role::Cue) if self.words.get(at) == "," => {
                    places.push(from..at);
                    from = at + 1;
                    if !self.begins(from) {
                        return places;
                    }
                }
                Some(Role::Free | Role::Cue) if !self.stops(at) => {}
                _ => {
                    places.push(from..at);
                    return places;
                }
            }
            at += 1;
        }
    }

    /// Before the source, at the beginning of the sentence or of the clause: *On 28 October, the board said*.
    fn leading(&self, head: usize) -> Vec<Range<usize>> {
        let free = (self.start..head).rev().take_while(|token| self.role(*token) == Some(Role::Free)).count();
        let mut from = head - free;
        // *Background: On 9 May, the board wrote*
        if let Some(colon) = (from..head).rev().find(|at| self.words.get(*at) == ":") {
            from = colon + 1;
        }
        while from < head && (self.is_mark(from) || self.table.is(self.words, from, Sense::Skip).is_some()) {
            from += 1;
        }
        // A clause with a verb and a time of its own comes first: *When the dam broke on Tuesday, …*
        if !self.begins(from)
            && self.table.is(self.words, from, Sense::Stop).is_some()
            && !self.has_comma(from..head)
        {
            return Vec::new();
        }
        self.segments(from..head, false)
    }

    /// The parts between commas that begin as a time does, and the one right before the cue where it is short.
    fn segments(&self, range: Range<usize>, before_cue: bool) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let mut from = range.start;
        for at in range.clone().chain([range.end]) {
            let ends = at == range.end || self.words.get(at) == ",";
            // The comma within *October 28, 2024* parts nothing.
            let in_date = at + 1 < range.end
                && self.words.get(at + 1).len() == 4
                && self.words.get(at + 1).bytes().all(|byte| byte.is_ascii_digit());
            if !ends || (in_date && at != range.end) {
                continue;
            }
            if self.begins(from) {
                let stop = (from + 1..at).find(|at| self.stops(*at)).unwrap_or(at);
                places.push(from..stop);
            } else if before_cue && at == range.end && at.saturating_sub(from) <= 6 && !self.stops(from) {
                places.push(from..at);
            }
            from = at + 1;
        }
        places
    }

    /// Whether words begin as a time does: with a preposition, a month, *yesterday*, *speaking*.
    fn begins(&self, at: usize) -> bool {
        let is = |at: usize, fits: fn(Sense) -> bool| {
            self.table.find(self.words, at, |sense| fits(sense).then_some(())).is_some()
        };
        let begins = is(at, |sense| {
            matches!(sense, Sense::Lead | Sense::Month(_) | Sense::Weekday(_) | Sense::Day(_) | Sense::Before)
        });
        // *Two days ago*, *a week ago*.
        let counts = is(at, |sense| matches!(sense, Sense::Number(_) | Sense::Few(_) | Sense::Det))
            && (1..=2).any(|next| is(at + next, |sense| matches!(sense, Sense::Unit(_))));
        begins || counts || self.words.get(at).starts_with(|c: char| c.is_ascii_digit())
    }

    fn stops(&self, at: usize) -> bool {
        // *the 27th and 28th of February*
        let digit = |at: usize| self.words.get(at).starts_with(|c: char| c.is_ascii_digit());
        if at > self.start && digit(at - 1) && digit(at + 1) {
            return false;
        }
        matches!(self.words.get(at), ";" | ":" | "(" | ")" | "—" | "–" | "\"" | "“" | "”" | "„" | "«" | "»")
            || self.table.is(self.words, at, Sense::Stop).is_some()
    }

    fn is_mark(&self, at: usize) -> bool {
        !self.words.get(at).starts_with(char::is_alphanumeric)
    }

    fn has_comma(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.words.get(at) == ",")
    }
}
