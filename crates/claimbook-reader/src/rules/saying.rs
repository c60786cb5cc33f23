//! Verbs without a subject of their own, and those that judge: "…, saying that …", "X criticised Y".

use super::clauses::Follows;
use super::draft::{Draft, Form};
use super::scene::Scene;
use super::verbs::Cue;
use crate::language::{Class, Takes};
use std::ops::Range;

impl Scene<'_, '_> {
    /// "…, saying that …": its subject is that of the words before.
    pub(super) fn bare(
        &self,
        cue: &Cue,
        sentence: &Range<usize>,
        earlier: Option<Range<usize>>,
    ) -> Option<Draft> {
        let before = cue.group.start.checked_sub(1).filter(|before| *before >= sentence.start);
        let led = before.is_none_or(|before| {
            !self.is_word(before)
                || self.is(before, Class::PREPOSITION.or(Class::AS).or(Class::CONJUNCTION))
                || self.is(before, Class::OCCASION)
        });
        let auxiliary = (cue.group.clone()).any(|at| self.is(at, Class::AUXILIARY));
        let source = if auxiliary {
            self.subject_before(cue.group.start, sentence.start)
        } else {
            earlier.or_else(|| {
                let low = sentence.start.max(cue.group.start.saturating_sub(60));
                let verb = (low..cue.group.start).find(|at| self.finite(*at));
                verb.and_then(|verb| self.subject_before(verb, low))
                    .or_else(|| self.first_subject(low, cue.group.start))
            })
        };
        if !led && !auxiliary {
            return None;
        }
        let takes = cue.verb.takes;
        let follows = self.follows(cue.group.end, sentence.end, takes);
        let (form, content) = match follows {
            Follows::Quote(at) => {
                let quotation = self.opens(at)?.tokens.clone();
                if self.words_in(quotation.clone()) == 0 {
                    return None;
                }
                let mut content = vec![quotation.clone()];
                if quotation.end < sentence.end && self.is_word(quotation.end) {
                    content = vec![self.clause_from(at, sentence.end)];
                } else {
                    content.extend(self.going_on(quotation.end.max(sentence.end), Some(&quotation)));
                }
                (Form::Quoted, content)
            }
            Follows::That(at) => (Form::That, vec![self.clause_from(at, sentence.end)]),
            Follows::Clause(at) => {
                let form = if takes == Takes::Judge { Form::Judged } else { Form::Bare };
                (form, vec![self.clause_from(at, sentence.end)])
            }
            Follows::Nothing(_) => return None,
        };
        (content.iter().map(|part| self.words_in(part.clone())).sum::<usize>() > 1).then(|| Draft {
            form,
            source,
            cue: cue.spans(),
            content,
            carried: Vec::new(),
        })
    }

    /// "X criticised Y": the noun phrase and what belongs to it.
    pub(super) fn judged(&self, cue: &Cue, sentence: &Range<usize>) -> Option<Draft> {
        let edge = cue.auxiliary.unwrap_or(cue.group.start);
        let source = self.subject_before(edge, sentence.start)?;
        let mut at = if cue.auxiliary.is_some() { edge + 1 } else { cue.group.end };
        if self.is(at, Class::ADVERB) && !self.is(at, Class::DETERMINER) {
            at += 1;
        }
        let end = cue.apart.unwrap_or(if cue.auxiliary.is_some() { cue.group.start } else { sentence.end });
        let begins = self.is_word(at) && !self.is(at, Class::PREPOSITION.or(Class::SUBORDINATOR))
            || self.opens(at).is_some();
        if at >= end || !begins || self.quote_left(source.start).is_some() {
            return None;
        }
        let content = if end == sentence.end { self.clause_from(at, end) } else { self.trim(at..end) };
        (!content.is_empty()).then(|| Draft {
            form: Form::Judged,
            source: Some(source),
            cue: cue.spans(),
            content: vec![content],
            carried: Vec::new(),
        })
    }
}
