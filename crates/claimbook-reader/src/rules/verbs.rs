//! Verbs of speech: who says it and what is said, before or after.

use super::clauses::Follows;
use super::draft::{Draft, Form, one};
use super::scene::{Mark, Scene};
use crate::language::{Class, Language, Takes, Verb};
use std::ops::Range;

/// How far apart the parts of a verb may be: *teilte … mit*.
const APART: usize = 40;

/// A verb of speech in its sentence.
pub(super) struct Cue {
    pub(super) verb: Verb,
    /// The verb with its auxiliaries and adverbs.
    pub(super) group: Range<usize>,
    /// A second part that stands apart.
    pub(super) apart: Option<usize>,
    /// The auxiliary of a participle, which stands apart.
    pub(super) auxiliary: Option<usize>,
}

impl Cue {
    pub(super) fn spans(&self) -> Vec<Range<usize>> {
        let mut found = vec![self.group.clone()];
        found.extend(self.apart.map(|at| at..at + 1));
        found.extend(self.auxiliary.map(|at| at..at + 1));
        found.sort_by_key(|span| span.start);
        found
    }
}

impl Scene<'_, '_> {
    /// All of a sentence.
    pub(super) fn verbs_of(&self, sentence: &Range<usize>, out: &mut Vec<Draft>) {
        let first = out.len();
        let mut used = sentence.start;
        for at in sentence.clone() {
            if at < used || self.verbs(at).is_empty() || self.quoted(at) {
                continue;
            }
            // A word in capitals that is no beginning is a name.
            if self.capital(at) && at > sentence.start && !self.starts_after_quote(at) {
                continue;
            }
            for verb in self.verbs(at) {
                let Some(cue) = self.cue(at, *verb, sentence) else { continue };
                let earlier =
                    out.get(first..).unwrap_or_default().last().and_then(|draft| draft.source.clone());
                if let Some(draft) = self.draft(&cue, sentence, earlier) {
                    used = cue.group.end;
                    out.push(draft);
                    break;
                }
            }
        }
    }

    fn starts_after_quote(&self, at: usize) -> bool {
        self.closed_before(at).is_some()
    }

    /// A verb with what belongs to it.
    fn cue(&self, at: usize, verb: Verb, sentence: &Range<usize>) -> Option<Cue> {
        let beside = Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION);
        let mut start = at;
        while start > sentence.start
            && at - start < 6
            && self.is(start - 1, beside)
            && !self.is(start - 1, Class::PRONOUN.or(Class::DETERMINER))
            && !self.quoted(start - 1)
            && !matches!(self.text.token(start - 1), "'s" | "’s")
        {
            start -= 1;
        }
        if self.language == Language::English && !verb.bare && self.noun_here(at, &mut start, sentence) {
            return None;
        }
        let passive = !verb.bare
            && (start..at).any(|word| self.is(word, Class::PASSIVE))
            && (self.language == Language::English || verb.participle);
        if passive {
            return None;
        }
        let mut cue = Cue { verb, group: start..at + 1, apart: None, auxiliary: None };
        if let Some(particle) = verb.particle {
            if self.says(at + 1, particle) {
                cue.group.end = at + 2;
            } else if self.language == Language::English {
                return None;
            } else {
                let end = sentence.end.min(at + APART);
                let found = (at + 1..end)
                    .take_while(|next| self.mark(*next) != Mark::Stop || self.quoted(*next))
                    .find(|next| {
                        self.says(*next, particle)
                            && (next + 1 >= sentence.end
                                || !self.is_word(next + 1)
                                || self.is(next + 1, Class::THAT))
                            && !self.quoted(*next)
                    })?;
                cue.apart = Some(found);
            }
        }
        if verb.participle {
            let low = sentence.start.max(at.saturating_sub(APART));
            let auxiliary =
                (low..at).rev().find(|before| self.is(*before, Class::PERFECT) && !self.quoted(*before))?;
            cue.group.start = cue.group.start.max(auxiliary + 1).min(at);
            cue.auxiliary = Some(auxiliary);
        }
        Some(cue)
    }

    /// Whether an English form is a noun or an infinitive where it stands; the group of "went on to say" begins with its first verb.
    fn noun_here(&self, at: usize, start: &mut usize, sentence: &Range<usize>) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= sentence.start) else {
            return false;
        };
        if self.says(before, "to") {
            let low = sentence.start.max(before.saturating_sub(2));
            let Some(first) =
                (low..before).find(|word| self.verbs(*word).iter().any(|verb| verb.takes == Takes::Quote))
            else {
                return true;
            };
            *start = first;
            return false;
        }
        let class = self.class(before);
        let relative =
            (sentence.start.max(at.saturating_sub(8))..at).any(|word| self.is(word, Class::RELATIVE));
        let clitic = self.text.token(before).starts_with(['\'', '’']) && !self.quoted(before) && *start == at;
        *start == at
            && (clitic
                || self.number(before)
                || self.says(before, "of")
                || class.any(Class::DETERMINER.or(Class::PREPOSITION))
                    && !class.any(Class::PRONOUN.or(Class::RELATIVE))
                    && self.closed_before(at).is_none()
                || !self.text.token(at).ends_with("ed")
                    && self.is_word(at + 1)
                    && self.finite(at + 1)
                    && !relative
                    && !self.text.token(at + 1).ends_with("ed"))
    }

    /// What a verb attributes, and to whom.
    fn draft(&self, cue: &Cue, sentence: &Range<usize>, earlier: Option<Range<usize>>) -> Option<Draft> {
        let takes = cue.verb.takes;
        if cue.verb.bare {
            return self.bare(cue, sentence, earlier);
        }
        if takes == Takes::Judge {
            return self.judged(cue, sentence);
        }
        // The place of the finite verb: subjects stand before or after it.
        let (edge, after) = match cue.auxiliary {
            Some(auxiliary) => (auxiliary, auxiliary + 1),
            None => (cue.group.start, cue.group.end),
        };
        if let Some(draft) = self.as_said(cue, edge, sentence) {
            return Some(draft);
        }
        // `"A," said X`
        if let Some(quotation) = self.quote_left(edge) {
            let source = self.subject_after(after, sentence.end);
            let from = source.as_ref().map_or(after, |source| source.end).max(after);
            return Some(self.quoted_draft(cue, source, quotation, from, sentence));
        }
        let before = self.subject_before(edge, sentence.start);
        if let Some(subject) = &before
            && let Some(quotation) = self.quote_left(subject.start)
            && !self.is(subject.start, Class::CONJUNCTION)
        {
            return Some(self.quoted_draft(cue, before.clone(), quotation, after, sentence));
        }
        let from = cue.apart.filter(|_| self.language == Language::English).map_or(after, |at| at + 1);
        if takes == Takes::Think && before.as_ref().is_some_and(|found| self.is(found.start, Class::THAT)) {
            return None;
        }
        let follows = self.follows(from, sentence.end, takes);
        self.clause_draft(cue, before, edge, after, follows, sentence)
    }

    /// `"A," X said. "B."`
    fn quoted_draft(
        &self,
        cue: &Cue,
        source: Option<Range<usize>>,
        quotation: Range<usize>,
        from: usize,
        sentence: &Range<usize>,
    ) -> Draft {
        let mut content = one(self.with_lead(quotation.clone()));
        // A second half in the same sentence, after a comma or a dash.
        let mut at = from;
        let end = sentence.end.min(from + 40);
        let mut going_from = sentence.end;
        while at < end {
            if let Some(next) = self.opens(at) {
                let pause = at.checked_sub(1).is_some_and(|before| !self.is_word(before));
                if pause && !self.has_own_cue(&next.tokens) {
                    content.push(next.tokens.clone());
                    going_from = next.tokens.end.max(sentence.end);
                } else {
                    going_from = usize::MAX;
                }
                break;
            }
            if self.verbs(at).iter().any(|verb| verb.bare) && at > from {
                going_from = usize::MAX;
                break;
            }
            at += 1;
        }
        if going_from != usize::MAX {
            let last = content.last().cloned();
            content.extend(self.going_on(going_from, last.as_ref()));
        }
        Draft { form: Form::Quoted, source, cue: cue.spans(), content, carried: Vec::new() }
    }

    fn clause_draft(
        &self,
        cue: &Cue,
        before: Option<Range<usize>>,
        edge: usize,
        after: usize,
        follows: Follows,
        sentence: &Range<usize>,
    ) -> Option<Draft> {
        let takes = cue.verb.takes;
        let source = match before {
            Some(before) if !self.inverted(&before, after, edge, sentence) => Some(before),
            _ if self.language == Language::English => None,
            _ => {
                let limit = match follows {
                    Follows::Quote(at) | Follows::That(at) | Follows::Clause(at) => at.saturating_sub(1),
                    Follows::Nothing(_) => sentence.end,
                };
                self.subject_after(after, limit)
            }
        };
        let draft = |form, content| {
            let source = source.clone();
            Some(Draft { form, source, cue: cue.spans(), content, carried: Vec::new() })
        };
        match follows {
            Follows::Quote(at) => {
                let quotation = self.opens(at)?.tokens.clone();
                if self.words_in(quotation.clone()) == 0 {
                    return None;
                }
                if takes == Takes::Quote && self.mark(at.checked_sub(1)?) == Mark::None {
                    return None;
                }
                source.as_ref()?;
                let mut content = vec![quotation.clone()];
                let rest = self.trim(quotation.end..sentence.end);
                if quotation.end < sentence.end && self.is_word(quotation.end) && self.words_in(rest) > 0 {
                    let end = self.clause_end(quotation.end, sentence.end);
                    content = vec![self.trim(at..end)];
                } else {
                    content.extend(self.going_on(quotation.end.max(sentence.end), Some(&quotation)));
                }
                draft(Form::Quoted, content)
            }
            Follows::That(at) => {
                source.as_ref()?;
                let content = self.clause_from(at, sentence.end);
                let enough = self.words_in(content.clone()) > 1 && takes != Takes::Quote;
                let form = if takes == Takes::Think { Form::Thought } else { Form::That };
                enough.then(|| draft(form, self.with_relative(source.as_ref(), content)))?
            }
            Follows::Clause(at) => {
                // "The dam, said X of the board, will hold": what follows is the source.
                if let Some(found) = self.tail(cue, edge, after, sentence) {
                    return Some(found);
                }
                source.as_ref()?;
                let content = self.clause_from(at, sentence.end);
                let words = self.words_in(content.clone());
                match takes {
                    Takes::Quote => None,
                    Takes::Think | Takes::Ask => {
                        let clause = self.clause(content.clone()) || self.says(at, "to");
                        (clause && words > 1).then(|| draft(Form::Thought, vec![content]))?
                    }
                    _ => (words > 1)
                        .then(|| draft(Form::Bare, self.with_relative(source.as_ref(), content)))?,
                }
            }
            Follows::Nothing(_) => self.tail(cue, edge, after, sentence),
        }
    }

    /// Whether the words before a verb are no subject but a lead: "Am Montag sagte X".
    fn inverted(&self, before: &Range<usize>, after: usize, edge: usize, sentence: &Range<usize>) -> bool {
        if self.language == Language::English {
            return false;
        }
        if self.language == Language::German {
            if self.is(after, Class::PRONOUN) && !self.is(after, Class::DETERMINER) {
                return true;
            }
            let low = edge.saturating_sub(40).max(sentence.start);
            let clause = (low..edge)
                .rev()
                .find(|at| matches!(self.mark(*at), Mark::Comma | Mark::Dash | Mark::Semicolon | Mark::Colon))
                .map_or(low, |at| at + 1);
            let class = self.class(clause);
            let adverb = class.any(Class::ADVERB) && !class.any(Class::PRONOUN.or(Class::DETERMINER));
            if self.is_word(after) && (class.any(Class::PREPOSITION.or(Class::TIME)) || adverb) {
                return true;
            }
        }
        let lead = self.is(before.start, Class::PREPOSITION.or(Class::ADVERB).or(Class::TIME))
            && !self.is(before.start, Class::PRONOUN)
            || self.mark(edge.saturating_sub(1)) == Mark::Comma
                && self.mark(after) == Mark::None
                && self.capital(after);
        lead && self.is_word(after)
    }

    /// "which the board says is safe": the content begins with the relative word.
    fn with_relative(&self, source: Option<&Range<usize>>, content: Range<usize>) -> Vec<Range<usize>> {
        let relative = source
            .and_then(|source| source.start.checked_sub(1))
            .filter(|at| self.is(*at, Class::RELATIVE) && self.mark(at.saturating_sub(1)) == Mark::Comma);
        match relative {
            Some(at) if self.language == Language::English => {
                let end = content.clone().find(|next| self.mark(*next) == Mark::Comma && !self.quoted(*next));
                vec![at..at + 1, content.start..end.unwrap_or(content.end)]
            }
            _ => vec![content],
        }
    }
}
