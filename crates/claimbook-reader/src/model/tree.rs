//! What was found, as attributions in order.

use super::mend::Nested;
use super::words::Passage;
use crate::text::Text;
use crate::{Attribution, Rendering};
use std::ops::Range;

/// Attributions with those that they stand in, not yet in order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    all: Vec<Option<Attribution>>,
}

impl Tree {
    /// How many were added.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Adds one.
    pub(super) fn add(&mut self, text: &Text<'_>, passage: &Passage, one: &Nested, within: Option<usize>) {
        let attribution = attribution(text, passage, one);
        self.all.push(attribution.map(|attribution| Attribution { within, ..attribution }));
    }

    /// All in the order of their first words, outer ones first.
    pub(super) fn finish(self) -> Vec<Attribution> {
        let depth = |one: &Attribution| {
            let mut depth = 0;
            let mut outer = one.within;
            while let Some(next) = outer.and_then(|outer| self.all.get(outer)?.as_ref()).filter(|_| depth < 4)
            {
                depth += 1;
                outer = next.within;
            }
            depth
        };
        let mut order: Vec<(usize, usize, usize)> = Vec::new();
        for (place, one) in self.all.iter().enumerate() {
            let Some(one) = one else { continue };
            let spans = one.source.iter().chain(&one.cue).chain(&one.content);
            order.push((spans.map(|span| span.start).min().unwrap_or(0), depth(one), place));
        }
        order.sort_unstable();
        let mut new = vec![None; self.all.len()];
        for (now, (_, _, place)) in order.iter().enumerate() {
            if let Some(new) = new.get_mut(*place) {
                *new = Some(now);
            }
        }
        let mut all = self.all;
        let taken = order.iter().filter_map(|(_, _, place)| all.get_mut(*place)?.take());
        let taken = taken.map(|one| Attribution {
            within: one.within.and_then(|outer| new.get(outer).copied().flatten()),
            ..one
        });
        taken.collect()
    }
}

fn attribution(text: &Text<'_>, passage: &Passage, one: &Nested) -> Option<Attribution> {
    let found = &one.found;
    let span = |places: &Range<usize>| {
        text.span(passage.tokens.start + places.start..passage.tokens.start + places.end)
    };
    let words = found.content.iter().flat_map(Clone::clone).map(|place| passage.at(place, 0));
    let (mut all, mut quoted) = (0, 0);
    for word in words.filter(|word| word.shape != 4) {
        all += 1;
        quoted += usize::from(word.quoted);
    }
    Some(Attribution {
        source: found.source.iter().filter_map(span).collect(),
        cue: [Some(&found.cue.places), one.also.as_ref()].into_iter().flatten().filter_map(span).collect(),
        content: found.content.iter().filter_map(span).collect(),
        rendering: if quoted * 10 >= all * 9 && quoted > 0 {
            Rendering::Direct
        } else if quoted > 0 {
            Rendering::Mixed
        } else {
            Rendering::Indirect
        },
        within: None,
        confidence: found.sure,
    })
    .filter(|one| !one.cue.is_empty() && !one.content.is_empty())
}
