//! The state of the resolving: who is in the text, and who has spoken so far.

use super::cast::{Cast, Entity};
use super::chances::{Evidence, How};
use super::mentions::Sort;
use super::scene::Scene;
use super::sources::{Form, Source};
use super::words;
use crate::Attribution;
use std::collections::HashMap;
use std::ops::Range;

/// So many statements before one are looked at.
const MEMORY: usize = 8;
/// So many names before a source are looked at.
pub(super) const NAMES: usize = 40;

/// Who is meant, and why.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    pub(super) entity: Option<usize>,
    pub(super) sure: bool,
    pub(super) reason: String,
    /// What led to it, where the source alone does not tell.
    pub(super) how: Option<How>,
    /// What speaks for it, where others were weighed against it.
    pub(super) evidence: Option<Evidence>,
}

impl Choice {
    pub(super) fn proposal(entity: usize, reason: String) -> Self {
        Choice { entity: Some(entity), reason, ..Choice::default() }
    }

    /// With what led to it and what speaks for it.
    pub(super) fn weighed(self, how: How, evidence: Evidence) -> Self {
        Choice { how: Some(how), evidence: Some(evidence), ..self }
    }
}

/// A statement that has its speaker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    pub(super) attribution: usize,
    pub(super) paragraph: usize,
    pub(super) entity: usize,
    pub(super) nested: bool,
}

/// A text while its speakers are told apart.
pub(super) struct Stage<'a, 't> {
    pub(super) scene: &'a Scene<'a, 't>,
    pub(super) cast: Cast,
    pub(super) attributions: &'a [Attribution],
    pub(super) sources: Vec<Source>,
    pub(super) said: Vec<Said>,
    /// Sources without a name, by their noun, the last one last.
    pub(super) unnamed: HashMap<String, Vec<usize>>,
    /// For each token, whether it stands in the content of an attribution.
    pub(super) reported: Vec<bool>,
    /// Whether somebody's relative is named without a surname.
    pub(super) relatives: bool,
    /// Who wrote a document, by its noun.
    pub(super) authors: HashMap<String, usize>,
    /// Where each noun for a person is first said of somebody new.
    pub(super) introduced: HashMap<String, usize>,
    /// Those who are only assumed, so that their words hang together, and why nobody is proposed for them.
    pub(super) doubtful: HashMap<usize, String>,
    pub(super) chosen: Vec<Choice>,
}

impl Stage<'_, '_> {
    /// The first token of a source; of the cue or the content where there is none.
    pub(super) fn anchor(&self, attribution: usize) -> usize {
        let source = self.sources.get(attribution).map(|source| source.tokens.clone()).unwrap_or_default();
        if !source.is_empty() {
            return source.start;
        }
        let Some(one) = self.attributions.get(attribution) else { return 0 };
        let span = one.cue.first().or(one.content.first());
        span.map_or(0, |span| self.scene.text.tokens_in(*span).start)
    }

    /// The last statements before an attribution that are not within another, the nearest first.
    pub(super) fn before(&self, attribution: usize) -> impl Iterator<Item = Said> {
        self.said
            .iter()
            .rev()
            .filter(move |said| !said.nested && said.attribution != attribution)
            .take(MEMORY)
            .copied()
    }

    /// The speaker of the attribution around one.
    pub(super) fn outer(&self, attribution: usize) -> Option<usize> {
        let outer = self.attributions.get(attribution)?.within.filter(|outer| *outer < attribution)?;
        self.chosen.get(outer)?.entity
    }

    /// Whether the words around a nested attribution are somebody's own, in which that one is *I*.
    pub(super) fn is_in_own_words(&self, attribution: usize) -> bool {
        let within = self.attributions.get(attribution).and_then(|one| one.within);
        within.is_some() && self.scene.is(self.anchor(attribution), words::QUOTED)
    }

    /// Whether the cue has a word of this kind.
    pub(super) fn cue_is(&self, attribution: usize, flags: words::Flags) -> bool {
        let Some(one) = self.attributions.get(attribution) else { return false };
        self.scene.tokens(&one.cue).into_iter().any(|token| self.scene.is(token, flags))
    }

    pub(super) fn entity(&self, entity: usize) -> Option<&Entity> {
        self.cast.entity(entity)
    }

    /// Above zero for a man, below for a woman.
    pub(super) fn gender(&self, entity: usize) -> i32 {
        self.entity(entity).map_or(0, |one| super::cast::gender(self.scene, one))
    }

    pub(super) fn name(&self, entity: usize) -> &str {
        self.entity(entity).map_or("", |one| one.name.as_str())
    }

    /// Whether somebody may be a person.
    pub(super) fn may_be_person(&self, entity: usize) -> bool {
        self.entity(entity).is_some_and(|one| one.sort.may_be_person() && !one.plural)
    }

    /// How likely somebody is meant at a place, from where and how it was named last. `None` for somebody not named lately.
    pub(super) fn weights(&self, at: usize, attribution: usize) -> Vec<(usize, i32)> {
        let mut weights: Vec<(usize, i32)> = Vec::new();
        let sentence = self.scene.text.sentence_of(at);
        let paragraph = self.scene.paragraph(at);
        let mut add = |entity: usize, weight: i32| match weights.iter_mut().find(|(one, _)| *one == entity) {
            Some((_, best)) => *best = (*best).max(weight),
            None => weights.push((entity, weight)),
        };
        for (nth, seen) in self.cast.before(at, NAMES).filter(|seen| !seen.headline).enumerate() {
            let back = sentence.saturating_sub(self.scene.text.sentence_of(seen.tokens.start));
            let mut weight = 12 - i32::try_from(back.min(10)).unwrap_or(10) * 2;
            weight += if self.is_subject(&seen.tokens, &seen.titles) { 4 } else { 0 };
            weight += if self.scene.paragraph(seen.tokens.start) == paragraph { 6 } else { 0 };
            weight += i32::from(nth == 0);
            weight -= if seen.possessive { 3 } else { 0 };
            weight -= if self.is_reported(seen.tokens.start) { 4 } else { 0 };
            weight -= if self.scene.is(seen.tokens.start, words::QUOTED) { 6 } else { 0 };
            add(seen.entity, weight);
        }
        for (back, said) in self.before(attribution).enumerate() {
            let paragraphs = paragraph.saturating_sub(said.paragraph);
            let since = sentence.saturating_sub(self.said_until(said.attribution));
            let weight = match (back, paragraphs) {
                (0, 0) => 20 - 2 * i32::try_from(since.saturating_sub(1).min(3)).unwrap_or(3),
                (0, 1) => 14,
                (0, 2) => 14,
                (_, 0) => 14,
                (1, _) => 11,
                _ => 8,
            };
            add(said.entity, weight);
        }
        weights
    }

    /// The sentence in which a statement ends.
    fn said_until(&self, attribution: usize) -> usize {
        let Some(one) = self.attributions.get(attribution) else { return 0 };
        let spans = one.content.iter().chain(&one.cue).chain(&one.source);
        let last = spans.map(|span| span.end).max().unwrap_or(0);
        self.scene.text.sentences.partition_point(|sentence| sentence.span.end < last)
    }

    /// Whether a token stands in what somebody is said to have said.
    fn is_reported(&self, token: usize) -> bool {
        self.reported.get(token).copied().unwrap_or_default()
    }

    /// Whether a name is the first thing of its sentence, or nearly so.
    fn is_subject(&self, tokens: &Range<usize>, titles: &Range<usize>) -> bool {
        let start = if titles.is_empty() { tokens.start } else { titles.start };
        let sentence = self.scene.sentence(tokens.start);
        // *The owner of the mill, Ada Brae,*: what stands before the comma describes the subject.
        let apposed = start.checked_sub(1).is_some_and(|before| self.scene.is_mark(before, ","));
        let other = if apposed {
            words::VERB | words::QUOTED
        } else {
            words::VERB | words::PREPOSITION | words::QUOTED
        };
        start - sentence.start < if apposed { 14 } else { 8 }
            && (sentence.start..start).all(|token| !self.scene.is(token, other))
    }

    /// The next one who is named as a source for the first time after a token, without a title that would contradict.
    pub(super) fn next_named(&self, attribution: usize, gender: i32) -> Option<usize> {
        let at = self.anchor(attribution);
        let paragraph = self.scene.paragraph(at);
        for next in attribution + 1..(attribution + 5).min(self.sources.len()) {
            let Some(Source { form: Form::Name(seen), .. }) = self.sources.get(next) else { continue };
            let Some(one) = self.entity(seen.entity) else { continue };
            let near = self.scene.paragraph(seen.tokens.start) <= paragraph + 2;
            let titled = one.titles.iter().any(|title| !title.text.bytes().all(|byte| byte.is_ascii_digit()));
            let fits = one.sort == Sort::Person && self.gender(seen.entity) * gender >= 0;
            if near && fits && one.first > at && !titled {
                return Some(seen.entity);
            }
        }
        None
    }

    /// The person with whom one of the next two paragraphs begins, where the text names her or him there for the first time.
    pub(super) fn next_introduced(&self, attribution: usize, gender: i32) -> Option<usize> {
        let at = self.anchor(attribution);
        let paragraph = self.scene.paragraph(at);
        let next = self.cast.seen_in(at..at + 200).iter().take(12);
        next.filter(|seen| {
            let near = self.scene.paragraph(seen.tokens.start);
            near > paragraph && near <= paragraph + 2 && !self.scene.is(seen.tokens.start, words::QUOTED)
        })
        .find(|seen| {
            let fits = self.entity(seen.entity).is_some_and(|one| {
                let titled =
                    one.titles.iter().any(|title| !title.text.bytes().all(|byte| byte.is_ascii_digit()));
                one.sort == Sort::Person && one.first > at && !titled
            });
            fits && self.gender(seen.entity) * gender >= 0 && self.is_subject(&seen.tokens, &seen.titles)
        })
        .map(|seen| seen.entity)
    }
}
