//! How sure it is that what was found is an attribution, and which of several that are at odds are kept.

use super::decode::Found;
use super::words::Passage;
use std::ops::Range;

/// The number of facts.
pub const FACTS: usize = 20;

fn odds(likely: f32) -> f32 {
    let likely = likely.clamp(0.001, 0.999);
    (likely / (1.0 - likely)).ln()
}

/// What speaks for and against one of the things found in a passage.
pub fn facts(passage: &Passage, all: &[Found], one: usize) -> [f32; FACTS] {
    let mut facts = [0.0; FACTS];
    let Some(found) = all.get(one) else { return facts };
    let tokens: usize = found.content.iter().map(Range::len).sum();
    let quoted = found.content.iter().flat_map(Clone::clone);
    let quoted = quoted.filter(|place| passage.at(*place, 0).quoted).count() as f32 / tokens.max(1) as f32;
    let rivals = || all.iter().enumerate().filter(|(other, _)| *other != one).map(|(_, other)| other);
    let within = |inner: &Found, outer: &Found| holds(&outer.content, inner.cue.places.start);
    let outer = rivals().filter(|other| within(found, other)).map(|other| other.cue.likely * other.some);
    let outer = outer.fold(0.0, f32::max);
    let inner = rivals().filter(|other| within(other, found)).map(|other| other.cue.likely * other.some);
    let inner = inner.fold(0.0, f32::max);
    let shared = rivals()
        .filter(|other| {
            shares(&other.content, &found.content) && !within(found, other) && !within(other, found)
        })
        .map(|other| other.cue.likely * other.some)
        .fold(0.0, f32::max);
    let apart = found.content.iter().map(|part| {
        let cue = &found.cue.places;
        if part.start >= cue.end { part.start - cue.end } else { cue.start.saturating_sub(part.end) }
    });
    let apart = apart.min().unwrap_or(0).min(20) as f32;
    let word = passage.at(found.cue.places.start, 0);
    let values = [
        1.0,
        odds(found.cue.likely),
        odds(found.some),
        found.just.max(-12.0),
        found.just.max(-12.0) / ((tokens + 4) as f32).ln(),
        f32::from(u8::from(found.source.is_some())),
        ((1 + tokens) as f32).ln(),
        f32::from(u8::from(tokens == 1)),
        f32::from(u8::from(tokens <= 3)),
        quoted,
        f32::from(u8::from(quoted > 0.0 && quoted < 1.0)),
        outer,
        inner,
        shared,
        apart / 5.0,
        f32::from(u8::from(word.quoted)),
        found.cue.likely * found.some,
        f32::from(u8::from(found.content.len() > 1)),
        found.source.as_ref().map_or(0.0, |source| (source.len() as f32).ln_1p()),
        f32::from(u8::from(found.source.as_ref().is_some_and(|source| holds(&found.content, source.start)))),
    ];
    facts.copy_from_slice(&values);
    facts
}

/// How sure, from the facts.
pub fn sure(weights: &[f32], facts: &[f32; FACTS]) -> f32 {
    let sum: f32 = weights.iter().zip(facts).map(|(weight, fact)| weight * fact).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Whether some parts hold a place.
pub fn holds(parts: &[Range<usize>], place: usize) -> bool {
    parts.iter().any(|part| part.contains(&place))
}

/// Whether two contents share more than a little.
pub fn shares(some: &[Range<usize>], others: &[Range<usize>]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.start.max(b.start) < a.end.min(b.end)))
}

/// What is kept: the surest first, and nothing that is at odds with what is kept already. What stands in the content of a kept one is
/// kept as nested where it is as sure as `nested`.
pub fn select(mut all: Vec<Found>, keep_from: f32) -> Vec<Found> {
    all.retain(|found| found.sure >= keep_from);
    all.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.cue.places.start.cmp(&b.cue.places.start)));
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        let odd = kept.iter().any(|other| {
            holds(&other.content, found.cue.places.start)
                || holds(&found.content, other.cue.places.start)
                || shares(&other.content, &found.content)
                || other.cue.places.start < found.cue.places.end
                    && found.cue.places.start < other.cue.places.end
        });
        if !odd {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.cue.places.start);
    kept
}
