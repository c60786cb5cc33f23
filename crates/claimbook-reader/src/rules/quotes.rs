//! Quotations beside a verb of speech, and those that go on from them.

use super::scene::{EVERYTHING, Mark, Scene};
use crate::language::Takes;
use std::ops::Range;

/// How many quotations may go on from one cue.
const MOST: usize = 12;

impl Scene<'_, '_> {
    /// The quotation that ends before a place, with no more than a comma or a dash between.
    pub(super) fn quote_left(&self, edge: usize) -> Option<Range<usize>> {
        let mut at = edge;
        for _ in 0..3 {
            if let Some(quotation) = self.closed_before(at) {
                return Some(quotation.tokens.clone());
            }
            at = at.checked_sub(1)?;
            if self.quoted(at) || !matches!(self.mark(at), Mark::Comma | Mark::Dash) {
                return None;
            }
        }
        None
    }

    /// The quotation that begins at a place, or after marks.
    pub(super) fn quote_right(&self, from: usize, high: usize) -> Option<Range<usize>> {
        let mut at = from;
        while at < high {
            if let Some(quotation) = self.opens(at) {
                return Some(quotation.tokens.clone());
            }
            if self.is_word(at) || self.quoted(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The quotation with the words that lead to it in its sentence: `But the gain is "ten times the loss," he said`.
    pub(super) fn with_lead(&self, quotation: Range<usize>) -> Range<usize> {
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(quotation.start)) else {
            return quotation;
        };
        let lead = sentence.tokens.start..quotation.start;
        if lead.is_empty() || lead.len() > 60 || self.words_in(lead.clone()) == 0 {
            return quotation;
        }
        let has_cue = lead.clone().any(|at| {
            !self.quoted(at)
                && (self.mark(at) == Mark::Colon
                    || self
                        .verbs(at)
                        .iter()
                        .any(|verb| matches!(verb.takes, Takes::Say | Takes::Tell | Takes::Ask)))
        });
        if has_cue {
            return quotation;
        }
        let start = self.trim(lead.clone()).start;
        start..quotation.end
    }

    /// Whether a quotation has a cue of its own after it: `"B," she said`.
    pub(super) fn has_own_cue(&self, quotation: &Range<usize>) -> bool {
        let from = quotation.end;
        let high = (from + 9).min(self.text.tokens.len());
        let sentence = self.text.sentence_of(from);
        if sentence != self.text.sentence_of(from.saturating_sub(1)) {
            return false;
        }
        let mut dashes = 0;
        for at in from..high {
            if self.text.sentence_of(at) != sentence || self.opens(at).is_some() {
                return false;
            }
            match self.mark(at) {
                Mark::Stop => return false,
                Mark::Dash => dashes += 1,
                _ => {}
            }
            if dashes > 1 {
                return false;
            }
            if self.verbs(at).iter().any(|verb| !matches!(verb.takes, Takes::Judge | Takes::Think)) {
                return true;
            }
        }
        false
    }

    /// The quotations that go on after a place at the end of its sentence: those that follow it in the paragraph, and in the next ones
    /// where a quotation is left open.
    pub(super) fn going_on(&self, after: usize, first: Option<&Range<usize>>) -> Vec<Range<usize>> {
        let seen = self.see(EVERYTHING);
        let found = self.all_going_on(after, first);
        self.see(seen);
        found
    }

    fn all_going_on(&self, after: usize, first: Option<&Range<usize>>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = after;
        let mut last = first.cloned();
        for _ in 0..MOST {
            let Some(paragraph) = self.paragraph_of(at.saturating_sub(1)) else { break };
            while at < paragraph.end && !self.is_word(at) && self.opens(at).is_none() {
                at += 1;
            }
            let next = if at < paragraph.end {
                self.opens(at).map(|quotation| quotation.tokens.clone())
            } else {
                // An open quotation goes on in the next paragraph, which begins with a mark of its own.
                let open = last.as_ref().is_some_and(|last| {
                    last.end == paragraph.end
                        && self.quotation(last.start).is_some_and(|quotation| !quotation.closed)
                });
                if !open {
                    break;
                }
                self.opens(paragraph.end).map(|quotation| quotation.tokens.clone())
            };
            let Some(next) = next else { break };
            if self.words_in(next.clone()) < 2 || self.has_own_cue(&next) {
                break;
            }
            // What follows within the sentence is the writer's: `"B" is what he meant`.
            if next.end < self.text.tokens.len()
                && self.text.sentence_of(next.end) == self.text.sentence_of(next.end - 1)
                && self.is_word(next.end)
                && !self.quoted(next.end)
            {
                break;
            }
            at = next.end;
            last = Some(next.clone());
            found.push(next);
        }
        found
    }

    /// The tokens of the paragraph that a token is in.
    pub(super) fn paragraph_of(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.text.sentences.get(self.text.sentence_of(at))?;
        self.text.paragraphs.get(sentence.paragraph).map(|paragraph| paragraph.tokens.clone())
    }
}
