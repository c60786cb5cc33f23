//! The second stage: for one cue, which tokens are its source and its content.

use super::crf::Machine;
use super::cues::step;
use super::hash::{feature, join, join3};
use super::lexicon::Class;
use super::words::{Passage, Word};
use std::ops::Range;

/// A token is in the source or the content, begins one, or stands after the end of one.
pub const EVENTS: usize = 6;
const IN_S: u8 = 1;
const IN_C: u8 = 2;
const START_S: u8 = 4;
const START_C: u8 = 8;
const END_S: u8 = 16;
const END_C: u8 = 32;

/// How far from its cue a source or content is looked for, in tokens.
pub const REACH: usize = 130;

/// What a state says of a token, and of the tokens before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// 0: no source yet, 1: in it, 2: after it.
    pub source: u8,
    /// 0: no content yet, 1: in its first part, 2: after it, 3: in a further part, 4: after that.
    pub content: u8,
}

/// The states; the first one is where every sequence begins.
pub fn states() -> Vec<State> {
    let mut all = Vec::new();
    for source in [0, 2] {
        all.extend((0..5).map(|content| State { source, content }));
    }
    all.extend([0, 2, 4].map(|content| State { source: 1, content }));
    all
}

/// What may follow what: one source, and a content of any number of parts.
pub fn machine() -> Machine {
    let states = states();
    let mut steps = Vec::new();
    let mut last = 0;
    for (from, a) in states.iter().enumerate() {
        if a.source != 1 && a.content % 2 == 0 {
            last |= 1 << from;
        }
        for (to, b) in states.iter().enumerate() {
            let (source, content) = ((a.source, b.source), (a.content, b.content));
            let source_events = match source {
                (0, 0) | (2, 2) => 0,
                (0, 1) => IN_S | START_S,
                (1, 1) => IN_S,
                (1, 2) => END_S,
                _ => continue,
            };
            let content_events = match content {
                (0, 0) | (2, 2) | (4, 4) => 0,
                (0, 1) | (2, 3) | (4, 3) => IN_C | START_C,
                (1, 1) | (3, 3) => IN_C,
                (1, 2) | (3, 4) => END_C,
                _ => continue,
            };
            steps.push((from, to, source_events | content_events));
        }
    }
    Machine::new(states.len(), &steps, last)
}

/// The states in which a content was found.
pub fn with_content() -> u32 {
    let mut found = 0;
    for (number, state) in states().iter().enumerate() {
        if state.source != 1 && matches!(state.content, 2 | 4) {
            found |= 1 << number;
        }
    }
    found
}

/// The places that are looked at for a cue, as far from it as `reach`.
pub fn window(passage: &Passage, cue: &Range<usize>, reach: usize) -> Range<usize> {
    cue.start.saturating_sub(reach)..(cue.end + reach).min(passage.len())
}

/// What is known of a cue before any token is looked at.
#[derive(Debug)]
pub struct Cue {
    /// Its places in the passage.
    pub places: Range<usize>,
    first: Word,
    last: Word,
    /// The stem of its main word.
    stem: u32,
    near: u32,
    wide: u32,
    quotes: u32,
}

impl Cue {
    /// A cue at some places of a passage.
    pub fn new(passage: &Passage, places: Range<usize>) -> Self {
        let first = *passage.at(places.start, 0);
        let last = *passage.at(places.end, -1);
        let main = places.clone().map(|place| passage.at(place, 0)).find(|word| {
            !matches!(
                word.class,
                Class::Adverb
                    | Class::Ly
                    | Class::Have
                    | Class::Be
                    | Class::Modal
                    | Class::Not
                    | Class::Do
                    | Class::To
            )
        });
        let main = main.copied().unwrap_or(first);
        let (p2, p1) = (passage.at(places.start, -2), passage.at(places.start, -1));
        let (n1, n2) = (passage.at(places.end, 0), passage.at(places.end, 1));
        let quoted = u32::from(first.quoted);
        let near = join3(p1.c, n1.c, quoted);
        let wide = join(near, join(p2.c, n2.c));
        let quotes = join3(
            join3(first.since_close.min(6), last.until_open.min(6), quoted),
            u32::from(first.sentence_quotes),
            u32::from(first.place == 0) + 2 * u32::from(last.left <= 1),
        );
        Cue { first, last, stem: main.stem, near, wide, quotes, places }
    }
}

/// The features of a token that are the same for every cue on one side of it.
pub fn own_features(passage: &Passage, place: usize, right: bool, sink: &mut impl FnMut(u64)) {
    let at = |off: isize| passage.at(place, off);
    let (p2, p1, w, n1) = (at(-2), at(-1), at(0), at(1));
    let side = u32::from(right);
    let mut template = 100;
    let mut put = |value: u32| {
        template += 1;
        sink(feature(template, join(value, side)));
    };
    put(0);
    put(w.lower);
    put(p1.lower);
    put(n1.lower);
    put(p2.lower);
    put(join(w.lower, n1.lower));
    put(join(p1.c, w.c));
    put(join(w.c, n1.c));
    put(join3(p1.c, w.c, n1.c));
    put(join(p1.stem, w.c));
    put(join3(w.ending, w.shape, p1.c));
    put(join3(u32::from(w.quoted), u32::from(p1.quoted), w.c));
    put(join3(passage.setting, w.c, w.place.min(2)));
    put(join3(w.place.min(3), w.left.min(3), join(p1.c, w.c)));
    put(join3(w.cue, p1.cue, w.c));
    put(join3(w.cue, n1.cue, p1.c));
}

/// The features of a token for one cue.
pub fn features(passage: &Passage, cue: &Cue, place: usize, sink: &mut impl FnMut(u64)) {
    let at = |off: isize| passage.at(place, off);
    let (p1, w, n1) = (at(-1), at(0), at(1));
    let places = &cue.places;
    let (side, distance) = if place < places.start {
        (0, places.start - place)
    } else if place < places.end {
        (1, place - places.start)
    } else {
        (2, place - places.end + 1)
    };
    // What lies between the token and the cue.
    let (left, right) = if side == 2 { (&cue.last, w) } else { (w, &cue.first) };
    let difference = |a: u32, b: u32| a.wrapping_sub(b);
    let commas = difference(right.commas, left.commas).min(3);
    let parts = difference(right.parts, left.parts).min(5);
    let opened = difference(right.opened, left.opened).min(2);
    let sentences = difference(right.sentence, left.sentence).min(2);
    let thats = difference(right.thats, left.thats).min(1);
    let cues = difference(right.cues, left.cues).min(2);
    let quoted = u32::from(w.quoted);
    let same = join3(quoted, u32::from(cue.first.quoted), opened.min(1));

    let near = join(side, step(distance));
    let span = join(side, sentences);
    let geometry = join3(span, commas, quoted);
    let part = join3(side, parts, sentences);
    let local = join(p1.c, w.c);
    let mut template = 200;
    let mut put = |value: u32| {
        template += 1;
        sink(feature(template, value));
    };
    put(near);
    put(join(near, quoted));
    put(join(span, same));
    put(geometry);
    put(join3(span, cues, quoted));
    put(join3(geometry, cues, opened));
    put(part);
    put(join(part, cue.near));
    put(join(part, cue.wide));
    put(join3(span, quoted, cue.stem));
    put(join(near, cue.stem));
    put(join(geometry, cue.stem));
    put(join(geometry, cue.near));
    put(join3(geometry, opened, cue.quotes));
    put(join(w.c, near));
    put(join(local, near));
    put(join3(w.c, n1.c, near));
    put(join(local, geometry));
    put(join(w.lower, near));
    put(join(p1.lower, near));
    put(join3(w.lower, cue.stem, side));
    put(join3(w.cue, join(cues, span), p1.cue));
    put(join3(thats, geometry, w.c));
    put(join(near, cue.quotes));
    put(join3(span, cue.quotes, local));
    put(join3(w.lower, span, join(commas, quoted)));
    put(join3(span, join(parts, cues), join3(opened, cue.quotes, w.c)));
}
