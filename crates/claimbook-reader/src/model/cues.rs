//! The first stage: which tokens are a cue.

use super::crf::Machine;
use super::hash::{feature, join, join3};
use super::lexicon::Class;
use super::words::{Passage, Word};

/// A token is in a cue, begins one, or stands after the end of one.
pub const EVENTS: usize = 3;
const IN: u8 = 1;
const START: u8 = 2;
const END: u8 = 4;
/// The states.
pub const OUT: usize = 0;
/// The first token of a cue.
pub const FIRST: usize = 1;
/// A further token of a cue.
pub const MORE: usize = 2;

/// What may follow what.
pub fn machine() -> Machine {
    Machine::new(
        3,
        &[
            (OUT, OUT, 0),
            (OUT, FIRST, IN | START),
            (FIRST, OUT, END),
            (FIRST, FIRST, IN | START | END),
            (FIRST, MORE, IN),
            (MORE, OUT, END),
            (MORE, FIRST, IN | START | END),
            (MORE, MORE, IN),
        ],
        0b111,
    )
}

/// A number for a distance, coarser as it grows.
#[inline]
pub fn step(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=40 => 9,
        _ => 10,
    }
}

/// The features of a token.
pub fn features(passage: &Passage, place: usize, sink: &mut impl FnMut(u64)) {
    let at = |off: isize| passage.at(place, off);
    let (p3, p2, p1, w, n1, n2, n3) = (at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3));
    let mut template = 0;
    let mut put = |value: u32| {
        template += 1;
        sink(feature(template, value));
    };
    put(0);
    put(w.lower);
    put(p1.lower);
    put(n1.lower);
    put(p2.lower);
    put(n2.lower);
    put(p3.lower);
    put(n3.lower);
    put(join(p1.lower, w.lower));
    put(w.stem);
    put(p1.stem);
    put(n1.stem);
    put(join(w.ending, w.shape));
    put(w.beginning);
    // Classes around.
    put(join(p1.c, w.c));
    put(join(w.c, n1.c));
    put(join3(p2.c, p1.c, w.c));
    put(join3(p1.c, w.c, n1.c));
    put(join3(w.c, n1.c, n2.c));
    put(join3(p3.c, p2.c, p1.c));
    put(join(w.stem, p1.c));
    put(join(w.stem, n1.c));
    put(join3(w.stem, p1.c, n1.c));
    put(join3(w.stem, n1.c, n2.c));
    // Quotations.
    let quoted = u32::from(w.quoted);
    let state = join3(quoted, u32::from(p1.quoted), u32::from(n1.quoted));
    put(state);
    put(join(w.stem, quoted));
    put(join3(w.c, p1.c, quoted));
    let near = join(w.since_close, w.until_open);
    put(join(near, w.c));
    let sentence = join(u32::from(w.sentence_quotes), quoted);
    put(join(sentence, w.stem));
    put(join3(sentence, p1.c, join(w.c, n1.c)));
    // The sentence and the passage.
    let from_start = step(w.place as usize);
    let to_end = step(w.left as usize);
    put(join(w.c, from_start));
    put(join(w.c, to_end));
    put(join3(w.stem, from_start.min(5), to_end.min(4)));
    put(join3(passage.setting, w.c, quoted));
    // What the word goes on with, and who may be its subject.
    let opens = ahead(passage, place);
    put(join(opens, w.stem));
    put(join3(opens, w.c, p1.c));
    let subject = behind(passage, place);
    put(join(subject, w.stem));
    let comma = u32::from(p1.class == Class::Comma || p2.class == Class::Comma || p3.class == Class::Comma);
    put(join(join3(comma, to_end.min(6), w.c), join(subject, w.sentence_quotes.into())));
}

/// What opens a content after a token: the first such word near, and how near it is.
fn ahead(passage: &Passage, place: usize) -> u32 {
    for off in 1..=8 {
        let word = passage.at(place, off);
        let near = u32::from(off > 1) + u32::from(off > 3);
        match word.class {
            Class::That
            | Class::Whether
            | Class::Colon
            | Class::Open
            | Class::To
            | Class::Wh
            | Class::Stop
            | Class::Edge => {
                return join(word.c, near);
            }
            _ => {}
        }
    }
    1
}

/// What may be the subject before a token: the nearest word that is no adverb and no helping verb.
fn behind(passage: &Passage, place: usize) -> u32 {
    let passed = |word: &Word| {
        matches!(
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
    };
    let mut helped = 0;
    for off in 1..=6 {
        let word = passage.at(place, -off);
        if passed(word) {
            helped = word.c;
            continue;
        }
        return join3(word.c, helped, passage.at(place, -off - 1).c);
    }
    2
}
