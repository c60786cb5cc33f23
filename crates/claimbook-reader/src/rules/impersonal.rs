//! What is said by nobody in particular, and a speaker set within a quotation.

use super::draft::{Draft, Form, one};
use super::scene::{Mark, Scene};
use crate::language::{Class, Takes};
use std::ops::Range;

impl Scene<'_, '_> {
    /// "Повідомляється, що …": it is reported that.
    pub(super) fn impersonal(&self, sentence: &Range<usize>, out: &mut Vec<Draft>) {
        for at in sentence.clone() {
            if !self.is(at, Class::IMPERSONAL) || self.quoted(at) {
                continue;
            }
            if self.mark(at + 1) == Mark::Comma && self.is(at + 2, Class::THAT) && at + 2 < sentence.end {
                let content = one(self.clause_from(at + 2, sentence.end));
                out.push(Draft {
                    form: Form::That,
                    source: None,
                    cue: one(at..at + 1),
                    content,
                    carried: Vec::new(),
                });
            }
        }
    }

    /// `«We go, — said X, — and we stay»`: the speaker stands between dashes, inside the marks.
    pub(super) fn inset(&self, sentence: &Range<usize>, out: &mut Vec<Draft>) {
        for at in sentence.clone() {
            let said = self
                .verbs(at)
                .iter()
                .any(|verb| matches!(verb.takes, Takes::Say | Takes::Quote) && !verb.bare);
            let dash = at.checked_sub(1).is_some_and(|before| self.mark(before) == Mark::Dash);
            let pause = at
                .checked_sub(2)
                .is_some_and(|before| matches!(self.mark(before), Mark::Comma | Mark::Stop | Mark::Other));
            let Some(quotation) = self.quotation(at).filter(|_| said && dash && pause) else { continue };
            let Some((source, end)) = self.subject_after_inset(at + 1, quotation.tokens.end) else {
                continue;
            };
            let content = vec![quotation.tokens.start..at - 1, end..quotation.tokens.end];
            out.push(Draft {
                form: Form::Quoted,
                source: Some(source),
                cue: one(at..at + 1),
                content,
                carried: Vec::new(),
            });
        }
    }

    /// The speaker up to the mark before the second dash, and where the quotation goes on.
    fn subject_after_inset(&self, from: usize, high: usize) -> Option<(Range<usize>, usize)> {
        let limit = high.min(from + 20);
        let dash = (from..limit).find(|at| self.mark(*at) == Mark::Dash)?;
        let mark = dash.checked_sub(1).filter(|before| *before > from && !self.is_word(*before))?;
        Some((from..mark, dash + 1))
    }
}
