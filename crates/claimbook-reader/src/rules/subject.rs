//! Who speaks: the noun phrase before or after a verb of speech, found without a parser by the words that noun phrases stop at.

use super::scene::{Mark, Scene};
use crate::language::{Class, Language};
use std::ops::Range;

/// How far a source may reach, in tokens.
const REACH: usize = 45;

impl Scene<'_, '_> {
    /// The subject that ends before a verb group, and not before `low`.
    pub(super) fn subject_before(&self, group: usize, low: usize) -> Option<Range<usize>> {
        let low = low.max(group.saturating_sub(REACH));
        let last = group.checked_sub(1).filter(|last| *last >= low)?;
        if self.is(last, Class::PRONOUN) && self.is_word(last) {
            return Some(last..group);
        }
        if self.is(last, Class::RELATIVE) {
            return Some(last..group);
        }
        if self.is(last, Class::CONJUNCTION) {
            return self.first_subject(low, last);
        }
        let ends_in_comma = matches!(self.mark(last), Mark::Comma | Mark::Bracket);
        let mut start = group;
        // Where the commas on the way left stand: the parts of an apposition.
        let mut commas: Vec<usize> = Vec::new();
        let mut at = group;
        while at > low {
            at -= 1;
            if self.closed_before(at + 1).is_some() {
                let quotation = self.closed_before(at + 1).map(|q| q.tokens.clone()).unwrap_or_default();
                // A short name between marks belongs to the source.
                let pause = quotation
                    .end
                    .checked_sub(2)
                    .is_some_and(|inner| matches!(self.mark(inner), Mark::Comma | Mark::Stop));
                if quotation.len() > 6 || quotation.start < low || pause {
                    break;
                }
                at = quotation.start;
                start = at;
                continue;
            }
            match self.mark(at) {
                Mark::Comma if ends_in_comma => {
                    if at + 1 < group {
                        commas.push(at);
                    }
                    continue;
                }
                Mark::Bracket | Mark::Other => continue,
                Mark::None => {}
                _ => break,
            }
            let relative = self.is(at, Class::RELATIVE)
                && at + 1 < group
                && at > low
                && self.mark(at - 1) == Mark::Comma;
            if !ends_in_comma && relative && self.language == Language::English {
                break;
            }
            if !ends_in_comma && self.breaks_subject(at, group) {
                break;
            }
            start = at;
        }
        let mut end = group;
        if ends_in_comma {
            start = self.head_of_parts(start, group, &commas);
            // "X, in a letter, said"
            while let Some(comma) = commas.first().copied().filter(|comma| *comma > start) {
                if !self.is(comma + 1, Class::PREPOSITION.or(Class::ADVERB)) {
                    break;
                }
                end = comma;
                commas.remove(0);
            }
        }
        let found = self.trim(self.strip_lead(start, end)..end);
        if found.len() == 1
            && self.is(found.start, Class::DETERMINER)
            && !self.is(found.start, Class::PRONOUN)
        {
            return None;
        }
        (self.words_in(found.clone()) > 0 && !self.only_adverbs(found.clone())).then_some(found)
    }

    /// The subject of a sentence's first verb: "The board met and said".
    pub(super) fn first_subject(&self, low: usize, high: usize) -> Option<Range<usize>> {
        let low = self.strip_lead(low, high);
        if self.is(low, Class::PRONOUN) && !self.is(low, Class::DETERMINER) {
            return Some(low..low + 1);
        }
        let mut at = low;
        while at < high.min(low + 20) {
            let class = self.class(at);
            let mark = self.mark(at);
            let article = class.any(Class::DETERMINER);
            let name = self.capital(at) || self.number(at) || article || mark == Mark::Other;
            let noun = at > low && (self.is(at - 1, Class::DETERMINER) || class.any(Class::PREPOSITION));
            let goes_on = at > low && self.is(at - 1, Class::PREPOSITION);
            if self.finite(at) || mark == Mark::Comma || !(name || noun || goes_on) {
                break;
            }
            at += 1;
        }
        let found = self.trim(low..at);
        (self.words_in(found.clone()) > 0 && !self.only_adverbs(found.clone())).then_some(found)
    }

    /// Whether a noun phrase cannot reach over this word on its way left.
    fn breaks_subject(&self, at: usize, group: usize) -> bool {
        let class = self.class(at);
        if class.any(Class::THAT) && self.language != Language::English {
            return true;
        }
        if class.any(Class::THAT) || (class.any(Class::SUBORDINATOR) && !class.any(Class::RELATIVE)) {
            // "that" before a noun is a demonstrative; either way the phrase starts after it.
            return true;
        }
        if class.any(Class::CONJUNCTION) {
            let low = at.saturating_sub(12);
            let left_is_clause =
                (low..at).rev().take_while(|left| self.is_word(*left)).any(|left| self.finite(left));
            return left_is_clause
                || self.is(at + 1, Class::PRONOUN)
                || !matches!(self.text.token(at), "and" | "und" | "і" | "й" | "та" | "и" | "or" | "oder");
        }
        if self.finite(at) {
            // A verb within a relative clause belongs to the phrase: "people who lost their jobs said".
            let low = at.saturating_sub(4);
            return !(low..at).rev().any(|left| self.is(left, Class::RELATIVE));
        }
        // A subject pronoun of another clause.
        class.any(Class::PRONOUN) && !class.any(Class::RELATIVE.or(Class::DETERMINER)) && at + 1 < group
    }

    /// Where the source begins in "On Monday, Ann Orr, 45, a spokeswoman, said".
    fn head_of_parts(&self, start: usize, group: usize, commas: &[usize]) -> usize {
        let mut head = start;
        for comma in commas.iter().rev() {
            let lead = self
                .class(head)
                .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::ADVERB).or(Class::TIME))
                || self.only_adverbs(head..*comma)
                || self.clause(head..*comma) && !(head..*comma).any(|at| self.is(at, Class::RELATIVE));
            if lead && comma + 1 < group {
                head = comma + 1;
            } else {
                break;
            }
        }
        head
    }

    /// Without a lead such as "On Monday" or "In a statement".
    fn strip_lead(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        for _ in 0..6 {
            let class = self.class(at);
            if at + 1 >= end {
                break;
            }
            if class.any(Class::PREPOSITION) && !class.any(Class::DETERMINER) {
                let low = at;
                let mut next = at + 1;
                let determined = self.is(next, Class::DETERMINER);
                next += usize::from(determined);
                while next < end {
                    let begins = self.is(next, Class::PRONOUN)
                        || self.is(next, Class::TITLE)
                        || (next > low + 2 && self.is(next, Class::DETERMINER))
                        || (self.capital(next)
                            && next > low + 1
                            && !self.is(next, Class::TIME)
                            && (determined || self.is(next - 1, Class::TIME) || self.number(next - 1))
                            && !self.capital(next - 1));
                    let after_time =
                        self.is(next - 1, Class::TIME) && !self.is(next, Class::TIME) && !self.number(next);
                    if begins || after_time {
                        break;
                    }
                    next += 1;
                }
                if next >= end {
                    break;
                }
                at = next;
            } else if class.any(Class::ADVERB.or(Class::CONJUNCTION).or(Class::TIME).or(Class::SUBORDINATOR))
                && !class.any(Class::DETERMINER)
                || matches!(self.mark(at), Mark::Comma | Mark::Dash | Mark::Other | Mark::Bracket)
                    && !self.quoted(at)
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Whether nothing here can be a subject.
    pub(super) fn only_adverbs(&self, tokens: Range<usize>) -> bool {
        let empty = Class::ADVERB
            .or(Class::TIME)
            .or(Class::CONJUNCTION)
            .or(Class::PREPOSITION)
            .or(Class::SUBORDINATOR)
            .or(Class::TIME_LEAD)
            .or(Class::AUXILIARY);
        tokens.take(12).all(|at| !self.is_word(at) || self.is(at, empty) && !self.is(at, Class::PRONOUN))
    }

    /// The subject that follows a verb: "said Ann Orr, a spokeswoman".
    pub(super) fn subject_after(&self, from: usize, high: usize) -> Option<Range<usize>> {
        let high = high.min(from + REACH);
        let mut start = from;
        while start < high && self.is(start, Class::ADVERB) && !self.is(start, Class::PRONOUN) {
            start += 1;
        }
        if start >= high || !self.is_word(start) && !self.quoted(start) {
            return None;
        }
        let first = self.class(start);
        if first.any(Class::PRONOUN) && !first.any(Class::DETERMINER) {
            return Some(start..start + 1);
        }
        if first.any(Class::THAT.or(Class::SUBORDINATOR).or(Class::CONJUNCTION).or(Class::AUXILIARY))
            || (first.any(Class::PREPOSITION.or(Class::TIME)) && !self.capital(start))
        {
            return None;
        }
        let mut apposed = false;
        let mut at = start;
        while at < high {
            if let Some(quotation) = self.opens(at) {
                if quotation.tokens.len() > 8 || quotation.tokens.end > high {
                    break;
                }
                at = quotation.tokens.end;
                continue;
            }
            match self.mark(at) {
                Mark::Comma => {
                    if !self.apposition_follows(at + 1, high) {
                        break;
                    }
                    apposed = true;
                }
                Mark::None | Mark::Bracket | Mark::Other => {
                    if at > start && self.ends_subject_after(at, apposed) {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        let found = self.trim(start..at);
        (self.words_in(found.clone()) > 0).then_some(found)
    }

    fn ends_subject_after(&self, at: usize, apposed: bool) -> bool {
        let class = self.class(at);
        if class.any(Class::THAT) && !class.any(Class::RELATIVE) {
            return true;
        }
        if !apposed {
            if self.language == Language::German
                && at.checked_sub(1).is_some_and(|from| self.ends_german_phrase(at, from))
            {
                return true;
            }
            if class.any(Class::CIRCUMSTANCE.or(Class::TIME)) && !self.is(at, Class::DETERMINER) {
                return true;
            }
            if class.any(Class::TIME_LEAD) || class.any(Class::ADVERB) && !class.any(Class::DETERMINER) {
                return true;
            }
            if class.any(Class::NEGATION) || self.finite(at) && !self.is(at - 1, Class::RELATIVE) {
                return true;
            }
        }
        class.any(Class::SUBORDINATOR) && !class.any(Class::RELATIVE)
    }

    /// Whether what follows a comma describes what stands before it: "a spokeswoman", "45", "who …".
    fn apposition_follows(&self, at: usize, high: usize) -> bool {
        if at >= high || self.opens(at).is_some() {
            return false;
        }
        let class = self.class(at);
        if self.verbs(at).iter().any(|verb| verb.bare) {
            return false;
        }
        if class.any(Class::RELATIVE) && !class.any(Class::THAT) {
            return true;
        }
        if class.any(Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::PRONOUN).or(Class::THAT))
            && !class.any(Class::DETERMINER)
        {
            return false;
        }
        if class.any(Class::PREPOSITION.or(Class::ADVERB)) {
            return false;
        }
        // A clause of its own is no description.
        let end = (at..high.min(at + 20)).find(|next| !self.is_word(*next)).unwrap_or(high.min(at + 20));
        self.is_word(at) && !self.clause(at..end)
    }
}
