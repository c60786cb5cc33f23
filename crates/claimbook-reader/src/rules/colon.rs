//! Speakers before a colon: "Maran: We go."

use super::draft::{Draft, Form, one};
use super::scene::{Mark, Scene};
use crate::language::Class;
use std::ops::Range;

/// How many words a speaker before a colon may have.
const MOST: usize = 7;

impl Scene<'_, '_> {
    /// The sentence that begins a paragraph.
    pub(super) fn colon(&self, paragraph: &Range<usize>, sentence: &Range<usize>, out: &mut Vec<Draft>) {
        if paragraph.start != sentence.start {
            return;
        }
        let limit = sentence.end.min(sentence.start + MOST + 4);
        let Some(colon) = (sentence.start..limit).find(|at| self.mark(*at) == Mark::Colon) else { return };
        let source = sentence.start..colon;
        let words = self.words_in(source.clone());
        if words == 0 || words > MOST || self.quoted(sentence.start) {
            return;
        }
        let named = source.clone().all(|at| {
            !self.is_word(at)
                || self.capital(at)
                || self.number(at)
                || self
                    .is(at, Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION).or(Class::TITLE))
        });
        if !named
            || !self.capital(sentence.start)
            || source.clone().any(|at| !self.verbs(at).is_empty() && !self.capital(at))
        {
            return;
        }
        let quotation = self.quote_right(colon, sentence.end);
        // Without marks it is a headline or an interview; a single word in front may be any label.
        let content = match quotation {
            Some(quotation) if self.words_in(quotation.clone()) > 2 => quotation,
            _ => {
                if !self.capital(colon + 1) && self.opens(colon + 1).is_none()
                    || self.is(sentence.start, Class::SUBORDINATOR)
                {
                    return;
                }
                self.trim(colon + 1..sentence.end)
            }
        };
        if self.words_in(content.clone()) < 3 {
            return;
        }
        out.push(Draft {
            form: Form::Colon,
            source: Some(source),
            cue: one(colon..colon + 1),
            content: vec![content],
            carried: Vec::new(),
        });
    }
}
