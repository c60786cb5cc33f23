//! "According to X", "laut X", "за словами X", "in X's opinion".

use super::draft::{Draft, Form, one};
use super::scene::{Mark, Scene};
use crate::language::{Class, Language, Phrase};
use std::ops::Range;

/// How many words a source inside a phrase may have: *in* the board's *opinion*.
const INSIDE: usize = 8;

impl Scene<'_, '_> {
    /// The phrase that begins at a token, with where its source begins and (inside) ends.
    pub(super) fn phrase_at(&self, at: usize) -> Option<(&'static Phrase, Range<usize>)> {
        if !self.is_word(at) || self.quoted(at) {
            return None;
        }
        let lower = self.text.token(at).to_lowercase();
        self.lexicon.phrases(&lower).iter().find_map(|phrase| {
            let before: Vec<&str> = phrase.before.clone();
            if !self.say(at, &before) {
                return None;
            }
            let from = at + before.len();
            if phrase.after.is_empty() {
                return Some((phrase, from..from));
            }
            let end = (from + 1..from + 1 + INSIDE)
                .take_while(|end| self.is_word(*end - 1) && !self.finite(*end - 1))
                .find(|end| self.say(*end, &phrase.after))?;
            let owner = self.is(from, Class::DETERMINER.or(Class::PRONOUN))
                || self.text.token(end - 1).ends_with(['s', '’', '\'']);
            owner.then_some((phrase, from..end))
        })
    }

    /// All of a sentence.
    pub(super) fn according(&self, sentence: &Range<usize>, out: &mut Vec<Draft>) {
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some((phrase, inside)) = self.phrase_at(at)
                && let Some(draft) = self.according_at(at, phrase, inside, sentence)
            {
                let end = draft.source.as_ref().map_or(at + 1, |source| source.end);
                out.push(draft);
                at = end.max(at + 1);
                continue;
            }
            if !self.quoted(at) {
                let found =
                    if self.is(at, Class::SOURCE_BEFORE) { self.following(at, sentence) } else { None };
                let found =
                    found.or_else(|| self.opinion_before(at, sentence)).or_else(|| self.so(at, sentence));
                out.extend(found);
            }
            at += 1;
        }
    }

    fn according_at(
        &self,
        at: usize,
        phrase: &Phrase,
        inside: Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Draft> {
        let (source, cue, mut end) = if phrase.after.is_empty() {
            let source = self.source_of_phrase(inside.start, sentence.end)?;
            let end = source.end;
            (source, one(at..inside.start), end)
        } else {
            let after = inside.end..inside.end + phrase.after.len();
            (inside.clone(), vec![at..inside.start, after.clone()], after.end)
        };
        if self.mark(end) == Mark::Comma && end < sentence.end {
            end += 1;
        }
        let content = self.around(at, end, sentence)?;
        Some(Draft { form: Form::According, source: Some(source), cue, content, carried: Vec::new() })
    }

    /// The source after "according to": up to a comma that no description follows, or where a clause's verb comes.
    fn source_of_phrase(&self, from: usize, high: usize) -> Option<Range<usize>> {
        let high = high.min(from + 30);
        let mut at = from;
        // A bare noun, as in "laut Ministerium", takes nothing behind it.
        let bare = self.language == Language::German && !self.is(from, Class::DETERMINER);
        while at < high {
            if bare && at > from && (self.opens(at).is_some() || self.is(at, Class::CIRCUMSTANCE)) {
                break;
            }
            if let Some(quotation) = self.opens(at) {
                if quotation.tokens.len() > 8 {
                    break;
                }
                at = quotation.tokens.end;
                continue;
            }
            match self.mark(at) {
                Mark::None | Mark::Bracket | Mark::Other => {}
                _ => break,
            }
            let verb_second = self.language == Language::German
                && at > from
                && (self.finite(at) || self.is(at, Class::SUBJUNCTIVE));
            // "the ministry the dam": a new noun phrase.
            let next_phrase = self.language == Language::English
                && at > from + 1
                && self.is_word(at - 1)
                && self.is(at, Class::DETERMINER.or(Class::PRONOUN))
                && !self.is(at, Class::RELATIVE)
                && !self.is(at - 1, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER));
            if next_phrase
                || self.ends_german_phrase(at, from)
                || verb_second
                || at > from && self.is(at, Class::SUBORDINATOR)
            {
                break;
            }
            at += 1;
        }
        let found = self.trim(from..at.min(high));
        (self.words_in(found.clone()) > 0).then_some(found)
    }

    /// In German a small word after a noun is the verb, or stands behind it.
    pub(super) fn ends_german_phrase(&self, at: usize, from: usize) -> bool {
        self.language == Language::German
            && at > from
            && self.is_word(at)
            && !self.capital(at)
            && !self.number(at)
            && (self.capital(at - 1) || self.number(at - 1) || self.quoted(at - 1))
            && !self.is(at, Class::DETERMINER.or(Class::PREPOSITION))
            && !matches!(self.text.token(at), "und" | "sowie" | "oder")
    }

    /// "ersten Angaben zufolge"
    fn following(&self, at: usize, sentence: &Range<usize>) -> Option<Draft> {
        let low = sentence.start.max(at.saturating_sub(14));
        let mut start = at;
        while start > low {
            let before = start - 1;
            if !self.is_word(before) && !self.quoted(before)
                || self.finite(before)
                || self.is(before, Class::SUBJUNCTIVE)
            {
                break;
            }
            // A small word between two nouns is the verb.
            let small = !self.capital(before) && !self.is(before, Class::DETERMINER.or(Class::PREPOSITION));
            if small && before > low && self.capital(before - 1) && start == at - 1 {
                break;
            }
            start = before;
            // A noun phrase begins at its article.
            if self.is(start, Class::DETERMINER)
                && !self.is(start.wrapping_sub(1), Class::DETERMINER)
                && start + 1 < at
            {
                let genitive = start > low && self.capital(start - 1) && start > sentence.start + 1;
                if !genitive {
                    break;
                }
            }
        }
        let source = self.trim(start..at);
        if source.is_empty() {
            return None;
        }
        let end = if self.mark(at + 1) == Mark::Comma { at + 2 } else { at + 1 };
        let content = self.around(source.start, end, sentence)?;
        Some(Draft {
            form: Form::According,
            source: Some(source),
            cue: one(at..at + 1),
            content,
            carried: Vec::new(),
        })
    }

    /// "ihrer Meinung nach"
    fn opinion_before(&self, at: usize, sentence: &Range<usize>) -> Option<Draft> {
        let before = at.checked_sub(2).filter(|before| *before >= sentence.start)?;
        let known = self.lexicon.after_own(&self.text.token(at - 1).to_lowercase());
        if !known.iter().any(|last| self.says(at, last)) || !self.is(before, Class::DETERMINER) {
            return None;
        }
        let end = if self.mark(at + 1) == Mark::Comma { at + 2 } else { at + 1 };
        let content = self.around(before, end, sentence)?;
        Some(Draft {
            form: Form::According,
            source: Some(before..at),
            cue: one(at..at + 1),
            content,
            carried: Vec::new(),
        })
    }

    /// "…, so X"
    fn so(&self, at: usize, sentence: &Range<usize>) -> Option<Draft> {
        let before = at.checked_sub(1).filter(|before| *before > sentence.start)?;
        if !self.is(at, Class::SO) || self.is_word(before) {
            return None;
        }
        if !self.capital(at + 1) && !self.is(at + 1, Class::DETERMINER.or(Class::TITLE)) {
            return None;
        }
        let source = self.subject_after(at + 1, sentence.end)?;
        let end = self.skip_circumstances(source.end, sentence.end);
        if end < sentence.end && self.is_word(end) {
            return None;
        }
        let content = match self.quote_left(at) {
            Some(quotation) => one(self.with_lead(quotation)),
            None => one(self.trim(sentence.start.max(at.saturating_sub(160))..at)),
        };
        Some(Draft {
            form: Form::According,
            source: Some(source),
            cue: one(at..at + 1),
            content,
            carried: Vec::new(),
        })
    }

    /// What a phrase attributes: the rest of its clause, before it and after it.
    fn around(&self, start: usize, end: usize, sentence: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let low = sentence.start.max(start.saturating_sub(160));
        // What stands within "that …" reaches no further.
        let that = (low..start).rev().find(|at| self.is(*at, Class::THAT) && !self.quoted(*at));
        let before = self.trim(that.map_or(low, |that| that + 1)..start);
        let after = self.trim(end.min(sentence.end)..sentence.end.min(end + 160));
        let (left, right) = (self.words_in(before.clone()), self.words_in(after.clone()));
        if right == 0 {
            // The quotation that ends the sentence before, or the clause.
            let quotation = self.quote_left(start).filter(|quotation| quotation.start < before.start.max(1));
            let content = quotation.unwrap_or(before);
            return (self.words_in(content.clone()) > 1).then(|| vec![content]);
        }
        if left == 0 {
            let mut content = vec![self.clause_from(after.start, sentence.end)];
            if let Some(quotation) = self.opens(after.start)
                && quotation.tokens.end > sentence.end
            {
                content = vec![quotation.tokens.clone()];
            }
            return Some(content);
        }
        let comma_before = start.checked_sub(1).is_some_and(|at| self.mark(at) == Mark::Comma);
        let comma_after = end.checked_sub(1).is_some_and(|at| self.mark(at) == Mark::Comma);
        if comma_before && !comma_after || self.is(after.start, Class::CONJUNCTION) {
            return Some(vec![before]);
        }
        if self.is(before.end.saturating_sub(1), Class::CONJUNCTION) || self.only_adverbs(before.clone()) {
            return Some(vec![self.clause_from(after.start, sentence.end)]);
        }
        Some(vec![before, self.clause_from(after.start, sentence.end)])
    }
}
