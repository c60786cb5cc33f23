//! Speakers behind what they say, or within it: "…, X said", "as X said".

use super::draft::{Draft, Form};
use super::scene::{Mark, Scene};
use super::verbs::Cue;
use crate::language::{Class, Takes};
use std::ops::Range;

impl Scene<'_, '_> {
    /// "The dam will hold, X said", "…, said X", "The dam, X said, will hold".
    pub(super) fn tail(
        &self,
        cue: &Cue,
        edge: usize,
        after: usize,
        sentence: &Range<usize>,
    ) -> Option<Draft> {
        if matches!(cue.verb.takes, Takes::Quote | Takes::Judge) {
            return None;
        }
        let pause = |at: usize| {
            at.checked_sub(1).is_some_and(|before| {
                before > sentence.start
                    && !self.quoted(before)
                    && matches!(self.mark(before), Mark::Comma | Mark::Dash)
            })
        };
        let end_of_tail = |from: usize| {
            let mut at = from;
            if cue.verb.takes == Takes::Tell {
                at = self.addressee_end(at, sentence.end);
            }
            at = self.skip_circumstances(at, sentence.end);
            if cue.apart.is_some_and(|apart| apart == at) {
                at += 1;
            }
            at
        };
        let closes = |at: usize| at >= sentence.end || !self.is_word(at) && self.opens(at).is_none();
        let subject = self.subject_before(edge, sentence.start);
        let (source, start, end) = if let Some(subject) = subject.filter(|subject| pause(subject.start)) {
            let end = end_of_tail(after);
            if !closes(end) {
                return None;
            }
            (subject.clone(), subject.start, end)
        } else if pause(edge) {
            let source = self.subject_after(after, sentence.end)?;
            let end = end_of_tail(source.end);
            if !closes(end) {
                return None;
            }
            (source, edge, end)
        } else {
            return None;
        };
        let low = sentence.start.max(start.saturating_sub(160));
        let left = self.trim(low..start);
        if self.words_in(left.clone()) < 2 {
            return None;
        }
        // What follows belongs to it where the clause was only broken: "The dam, X said, will hold".
        let right = self.trim(end.min(sentence.end)..sentence.end);
        let goes_on = self.mark(end) == Mark::Comma
            && self.words_in(right.clone()) > 1
            && !self.verbs(right.start).iter().any(|verb| verb.bare)
            && !self.is(right.start, Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::RELATIVE))
            && !self.clause(left.clone());
        let mut content = vec![left];
        if goes_on {
            content.push(self.clause_from(right.start, sentence.end));
        } else if end >= sentence.end.saturating_sub(1) {
            content.extend(self.going_on(sentence.end, None));
        }
        Some(Draft { form: Form::Tail, source: Some(source), cue: cue.spans(), content, carried: Vec::new() })
    }

    fn addressee_end(&self, from: usize, high: usize) -> usize {
        (from..high.min(from + 8))
            .find(|at| !self.is_word(*at) || self.is(*at, Class::CIRCUMSTANCE.or(Class::TIME)))
            .unwrap_or(high.min(from + 8))
    }

    /// "as X said": the rest of the sentence.
    pub(super) fn as_said(&self, cue: &Cue, edge: usize, sentence: &Range<usize>) -> Option<Draft> {
        let low = sentence.start.max(edge.saturating_sub(25));
        let at = (low..edge)
            .rev()
            .take_while(|at| self.mark(*at) != Mark::Stop)
            .find(|at| self.is(*at, Class::AS))?;
        let begins = at == sentence.start
            || self.mark(at - 1) == Mark::Comma
            || self.mark(at - 1) == Mark::Dash
            || at == sentence.start + 1;
        if !begins || self.quoted(at) {
            return None;
        }
        let own = self.subject_after(at + 1, edge);
        let source = match own {
            Some(own) if own.end > at + 1 => own,
            // "як повідомляє агентство": the verb comes first.
            _ => {
                let limit = sentence.end.min(cue.group.end + 30);
                let comma = (cue.group.end..limit).find(|next| self.mark(*next) == Mark::Comma);
                self.subject_after(cue.group.end, comma.unwrap_or(limit))?
            }
        };
        let end = self.skip_circumstances(source.end.max(cue.group.end), sentence.end);
        let content = if at <= sentence.start + 1 {
            let comma = (end.max(cue.group.end)..sentence.end.min(end + 30))
                .find(|next| self.mark(*next) == Mark::Comma)?;
            self.clause_from(comma + 1, sentence.end)
        } else {
            if end < sentence.end && self.is_word(end) {
                return None;
            }
            self.trim(sentence.start.max(at.saturating_sub(160))..at)
        };
        let enough = self.words_in(content.clone()) > 1;
        let form = Form::Tail;
        enough.then(|| Draft {
            form,
            source: Some(source),
            cue: cue.spans(),
            content: vec![content],
            carried: Vec::new(),
        })
    }
}
