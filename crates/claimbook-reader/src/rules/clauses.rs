//! Where a clause begins after a verb of speech, and where it ends.

use super::scene::{Mark, Scene};
use crate::language::{Class, Language, Takes};
use std::ops::Range;

/// The longest content in the writer's words, in tokens.
pub(super) const LONGEST: usize = 160;
/// How far after a verb its clause may begin.
const WINDOW: usize = 30;

/// What follows a verb of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Follows {
    /// A quotation that begins here.
    Quote(usize),
    /// *that …*, from here; also what a colon begins.
    That(usize),
    /// A clause without a word between, from here.
    Clause(usize),
    /// Nothing, up to a comma or the sentence's end here.
    Nothing(usize),
}

impl Scene<'_, '_> {
    /// What follows a verb that ends before `from`.
    pub(super) fn follows(&self, from: usize, high: usize, takes: Takes) -> Follows {
        let end = high.min(from + WINDOW);
        let mut at = from;
        // A comma closes the verb's clause; what is said may still come after it.
        let mut comma = None;
        while at < end {
            if self.opens(at).is_some_and(|quotation| {
                self.words_in(quotation.inside()) >= 3 || at == from || !self.is_word(at.saturating_sub(1))
            }) {
                return if comma.is_some_and(|comma| comma + 1 != at) { break } else { Follows::Quote(at) };
            }
            if let Some(quotation) = self.opens(at) {
                at = quotation.tokens.end;
                continue;
            }
            match self.mark(at) {
                Mark::Colon => {
                    return self
                        .quote_right(at, high)
                        .map_or(Follows::That(at + 1), |quotation| Follows::Quote(quotation.start));
                }
                Mark::Stop | Mark::Semicolon if self.language == Language::English => break,
                Mark::Stop | Mark::Semicolon => {
                    return Follows::Nothing(comma.unwrap_or(at));
                }
                Mark::Comma => {
                    comma = comma.or(Some(at));
                    if self.language == Language::English {
                        if self.opens(at + 1).is_none() && !self.is(at + 1, Class::THAT) {
                            break;
                        }
                    } else if let Some(found) = self.clause_after_comma(at, high, takes) {
                        return found;
                    }
                }
                Mark::Dash if self.language == Language::English => break,
                _ => {}
            }
            if self.language == Language::English {
                if self.is(at, Class::THAT) && !(at > from && self.is(at - 1, Class::PREPOSITION)) {
                    return Follows::That(at);
                }
                if takes == Takes::Ask && self.is(at, Class::QUESTION) {
                    return Follows::That(at);
                }
                if at > from + 14 || (at > from + 1 && self.finite(at)) {
                    break;
                }
            }
            at += 1;
        }
        if self.language == Language::English {
            return self.bare_clause(from, high, takes);
        }
        Follows::Nothing(comma.unwrap_or(at.min(high)))
    }

    /// The clause after a comma in a language that sets one before each.
    fn clause_after_comma(&self, comma: usize, high: usize, takes: Takes) -> Option<Follows> {
        let at = comma + 1;
        if self.is(at, Class::THAT)
            || (takes != Takes::Judge && self.is(at, Class::QUESTION) && !self.is(at, Class::AS))
        {
            return Some(Follows::That(at));
        }
        if self.language != Language::German || !matches!(takes, Takes::Say | Takes::Think) {
            return None;
        }
        let end = high.min(at + 40);
        let stop =
            (at..end).find(|next| self.mark(*next) == Mark::Stop && !self.quoted(*next)).unwrap_or(end);
        let subjunctive = (at..stop).any(|next| self.is(next, Class::SUBJUNCTIVE));
        let infinitive = stop.checked_sub(2).is_some_and(|last| self.says(last, "zu"));
        if self.is(at, Class::RELATIVE) || self.is(at, Class::AS) || self.is(at, Class::SUBORDINATOR) {
            // "die IAEA habe …" against ", die nicht kam,"
            let capital_next = self.capital(at + 1);
            return (capital_next && (subjunctive || infinitive)).then_some(Follows::Clause(at));
        }
        let pronoun = self.is(at, Class::PRONOUN);
        (subjunctive || infinitive || pronoun).then_some(Follows::Clause(at))
    }

    /// A clause that begins without "that".
    fn bare_clause(&self, from: usize, high: usize, takes: Takes) -> Follows {
        let mut at = from;
        if takes == Takes::Tell || (takes == Takes::Ask && self.opens(at).is_none()) {
            at = self.skip_addressee(at, high);
        }
        at = self.skip_circumstances(at, high);
        if at >= high || !self.is_word(at) && self.opens(at).is_none() {
            return Follows::Nothing(at.min(high));
        }
        Follows::Clause(at)
    }

    fn skip_addressee(&self, from: usize, high: usize) -> usize {
        let mut at = from;
        let end = high.min(from + 12);
        if at < end
            && self.is(at, Class::PRONOUN.or(Class::DETERMINER))
            && !self.capital(at + 1)
            && !self.is_word(at + 1)
        {
            return at + 1;
        }
        if at < end && self.is(at, Class::DETERMINER) {
            at += 1;
        } else if at < end && self.is(at, Class::PRONOUN) {
            return at + 1;
        }
        let mut words = 0;
        while at < end && self.is_word(at) {
            let stop = self
                .is(at, Class::PRONOUN.or(Class::DETERMINER).or(Class::CIRCUMSTANCE).or(Class::TIME))
                || self.finite(at)
                || self.says(at, "to")
                || words > 0
                    && self.capital(at)
                    && !self.capital(at - 1)
                    && !self.is(at - 1, Class::DETERMINER);
            if stop {
                break;
            }
            words += 1;
            at += 1;
        }
        at
    }

    /// After "on Monday", "in a statement", "later".
    pub(super) fn skip_circumstances(&self, from: usize, high: usize) -> usize {
        let mut at = from;
        for _ in 0..6 {
            let before = at;
            while at < high
                && self.is(at, Class::TIME.or(Class::TIME_LEAD).or(Class::ADVERB))
                && !self.is(at, Class::PRONOUN)
                && (!self.is(at, Class::DETERMINER) || self.is(at + 1, Class::TIME))
            {
                at += 1;
            }
            if at < high && self.is(at, Class::CIRCUMSTANCE) && self.is_word(at + 1) && !self.finite(at + 1) {
                let mut next = at + 1;
                while next < high && next < at + 14 && self.is_word(next) && self.opens(next).is_none() {
                    let directly = self.is(next - 1, Class::PREPOSITION);
                    let begins = self.is(next, Class::PRONOUN) && !self.is(next, Class::DETERMINER)
                        || self.is(next, Class::DETERMINER) && !directly
                        || self.is(next, Class::THAT) && !directly
                        || self.is(next, Class::TITLE)
                            && self.capital(next)
                            && !directly
                            && !self.capital(next - 1)
                        || self.is(next - 1, Class::TIME.or(Class::OCCASION))
                            && !self.is(next, Class::TIME.or(Class::PREPOSITION).or(Class::OCCASION))
                            && !self.number(next)
                        || self.finite(next);
                    if begins {
                        break;
                    }
                    next += 1;
                }
                if self.finite(next) && self.is_word(next) {
                    break;
                }
                at = next;
            }
            if at < high && self.number(at) && at > from && self.is(at - 1, Class::TIME) {
                at += 1;
            }
            if at == before {
                break;
            }
        }
        at
    }

    /// Where the clause that begins at `start` ends: before the words of another cue, or with its sentence.
    pub(super) fn clause_end(&self, start: usize, high: usize) -> usize {
        let high = high.min(start + LONGEST);
        let mut at = start;
        while at < high {
            if let Some(quotation) = self.opens(at) {
                at = quotation.tokens.end.max(at + 1);
                continue;
            }
            let mark = self.mark(at);
            let pause = matches!(mark, Mark::Comma | Mark::Semicolon | Mark::Dash);
            if pause && at > start + 1 {
                let next = at + 1;
                let other = self.verbs(next).iter().any(|verb| verb.bare && verb.takes != Takes::Judge)
                    || self.phrase_at(next).is_some()
                    || self.is(next, Class::CONJUNCTION.or(Class::SUBORDINATOR))
                        && self.cue_near(next + 1, high)
                    || mark == Mark::Semicolon && self.cue_near(next, high)
                    || self.is(next, Class::AS) && self.cue_near(next + 1, high)
                    || mark == Mark::Comma && self.tail_at(next, high);
                if other {
                    return at;
                }
            }
            if self.is(at, Class::CONJUNCTION)
                && at > start + 2
                && self.verbs(at + 1).iter().any(|verb| {
                    !verb.bare
                        && !verb.participle
                        && verb.particle.is_none()
                        && matches!(verb.takes, Takes::Say | Takes::Tell)
                })
            {
                return at;
            }
            at += 1;
        }
        high
    }

    /// Whether a sentence ends in its speaker from here: "…, Delta Radio reports".
    fn tail_at(&self, from: usize, high: usize) -> bool {
        let end = high.min(from + 8);
        let verb = (from..end).take_while(|at| self.is_word(*at)).find(|at| {
            !self.capital(*at)
                && self
                    .verbs(*at)
                    .iter()
                    .any(|verb| matches!(verb.takes, Takes::Say | Takes::Think) && !verb.bare)
        });
        let Some(verb) =
            verb.filter(|_| !self.is(from, Class::CONJUNCTION.or(Class::RELATIVE).or(Class::SUBORDINATOR)))
        else {
            return false;
        };
        let closes = |at: usize| at >= high || self.mark(at) == Mark::Stop;
        let behind = self.skip_circumstances(verb + 1, high);
        closes(behind)
            || verb == from
                && self
                    .subject_after(verb + 1, high)
                    .is_some_and(|found| closes(self.skip_circumstances(found.end, high)))
    }

    /// Whether a subject and a verb of speech come next.
    fn cue_near(&self, from: usize, high: usize) -> bool {
        (from..high.min(from + 7)).take_while(|at| self.is_word(*at)).any(|at| {
            self.verbs(at).iter().any(|verb| {
                !verb.participle
                    && verb.particle.is_none()
                    && !self.capital(at)
                    && matches!(verb.takes, Takes::Say | Takes::Tell)
            })
        })
    }

    /// A clause without the stop at its end.
    pub(super) fn clause_from(&self, start: usize, high: usize) -> Range<usize> {
        let end = self.clause_end(start, high);
        self.trim(start..end)
    }
}
