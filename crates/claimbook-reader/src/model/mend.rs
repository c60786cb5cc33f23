//! Forms that the texts learned from have too seldom: outlets that report a whole sentence, opinions (*in her view, …*), statements within
//! statements, and quotations that go on in the next paragraph.

use super::lexicon::Class;
use super::words::{Passage, Word};
use super::{decode, hash, sure};
use std::ops::Range;

/// Words that only report what others put forward.
const REPORTS: [&str; 5] = ["reports", "reported", "writes", "reporting", "informs"];
/// What can be somebody's, before a comma: *in their opinion, …*.
const OPINIONS: [&str; 7] = ["opinion", "view", "words", "estimation", "judgment", "judgement", "assessment"];
/// An outlet's name, in tokens at most.
const NAME: usize = 6;
/// How sure what a rule finds is.
const BY_RULE: f32 = 0.6;

/// Something found, with the one that it stands in.
#[derive(Debug, Clone)]
pub struct Nested {
    /// What was found.
    pub found: decode::Found,
    /// Its second stretch of cue, where it has two.
    pub also: Option<Range<usize>>,
    /// The one that it stands in, by its place in the list.
    pub within: Option<usize>,
}

/// Adds what rules find in a passage to what the model kept.
pub fn mend(passage: &Passage, kept: Vec<decode::Found>) -> Vec<Nested> {
    let mut all: Vec<Nested> =
        kept.into_iter().map(|found| Nested { found, also: None, within: None }).collect();
    let mut start = 0;
    while start < passage.len() {
        let sentence = start..start + 1 + passage.at(start, 0).left as usize;
        start = sentence.end;
        let mut rule = opinion(passage, &sentence);
        if rule.is_none() {
            rule = tail(passage, &sentence);
        }
        let Some(rule) = rule else { continue };
        let cue = &rule.found.cue.places;
        if rule.also.is_none() {
            // What the outlet reports ends before its name.
            let end = rule.found.content.iter().map(|part| part.end).max().unwrap_or(0);
            for other in all.iter_mut().filter(|other| sentence.contains(&other.found.cue.places.start)) {
                for part in other.found.content.iter_mut().filter(|part| part.start < end) {
                    part.end = part.end.min(end);
                }
            }
        }
        let known = |other: &Nested| {
            let places = &other.found.cue.places;
            places.start < cue.end && cue.start < places.end
                || rule.also.as_ref().is_some_and(|also| places.start < also.end && also.start < places.end)
                || places.start == cue.start
                || sure::holds(&other.found.content, cue.start)
        };
        if all.iter().any(known) {
            continue;
        }
        let outer = all.len();
        let mut odd = false;
        let inside = |found: &decode::Found| {
            let mut parts = found.content.iter().chain(&found.source).chain([&found.cue.places]);
            parts.all(|part| {
                rule.found.content.iter().any(|own| own.start <= part.start && part.end <= own.end)
            })
        };
        let mut inner = Vec::new();
        for (place, other) in all.iter().enumerate().filter(|(_, other)| other.within.is_none()) {
            if inside(&other.found) {
                inner.push(place);
            } else {
                odd |= sure::shares(&other.found.content, &rule.found.content)
                    || sure::holds(&rule.found.content, other.found.cue.places.start);
            }
        }
        if odd {
            continue;
        }
        for place in inner {
            if let Some(other) = all.get_mut(place) {
                other.within = Some(outer);
            }
        }
        all.push(rule);
    }
    all
}

fn is(word: &Word, words: &[&str]) -> bool {
    words.iter().any(|other| hash::bytes(other.as_bytes()) == word.lower)
}

fn ruled(
    cue: Range<usize>,
    also: Option<Range<usize>>,
    source: Range<usize>,
    content: Range<usize>,
) -> Option<Nested> {
    let cue = decode::Candidate { places: cue, likely: BY_RULE };
    (content.len() > 1 && !source.is_empty()).then(|| Nested {
        found: decode::Found {
            cue,
            source: Some(source),
            content: vec![content],
            some: 1.0,
            just: 0.0,
            sure: BY_RULE,
        },
        also,
        within: None,
    })
}

/// The place after the last token that is no stop.
fn without_stop(passage: &Passage, sentence: &Range<usize>) -> usize {
    let stop = |place: &usize| !matches!(passage.at(*place, 0).class, Class::Stop | Class::Ask);
    sentence.clone().rev().take(3).find(stop).map_or(sentence.end, |last| last + 1)
}

/// *In her opinion, …* and *In the ministry's view, …* at the beginning of a sentence.
fn opinion(passage: &Passage, sentence: &Range<usize>) -> Option<Nested> {
    if passage.at(sentence.start, 0).class != Class::In {
        return None;
    }
    let found = (2..10).find(|off| {
        is(passage.at(sentence.start + off, 0), &OPINIONS)
            && passage.at(sentence.start + off, 1).class == Class::Comma
    })?;
    let place = sentence.start + found;
    let owner = passage.at(place, -1).class;
    let source = match owner {
        Class::Possessive if found == 2 => sentence.start + 1..place,
        Class::Owner => sentence.start + 1..place - 1,
        _ => return None,
    };
    let content = place + 2..without_stop(passage, sentence);
    ruled(sentence.start..sentence.start + 1, Some(place..place + 1), source, content)
}

/// *…, Example News reports.* at the end of a sentence: all before it is what the outlet reports.
fn tail(passage: &Passage, sentence: &Range<usize>) -> Option<Nested> {
    let end = without_stop(passage, sentence);
    let cue = end.checked_sub(1).filter(|cue| *cue > sentence.start)?;
    if !is(passage.at(cue, 0), &REPORTS) || passage.at(cue, 0).quoted {
        return None;
    }
    let comma = (1..=NAME).map_while(|off| cue.checked_sub(off)).take_while(|place| *place > sentence.start);
    let comma = comma.into_iter().find(|place| passage.at(*place, 0).class == Class::Comma)?;
    let name = comma + 1..cue;
    let named = name.clone().any(|place| passage.at(place, 0).shape != 0 && passage.at(place, 0).shape != 4);
    let plain = name.clone().all(|place| {
        let word = passage.at(place, 0);
        !word.quoted
            && (matches!(word.shape, 1..=3)
                || matches!(word.class, Class::Article | Class::Of | Class::Stop | Class::Mark | Class::Dash)
                || matches!(word.class, Class::Owner | Class::Outlet | Class::Lower | Class::Role))
    });
    (named && plain).then(|| ruled(cue..cue + 1, None, name, sentence.start..comma))?
}

/// Whether there may be a statement within this one: a word of speech stands in its content. Gives the stretch to look at.
pub fn may_nest(passage: &Passage, found: &decode::Found) -> Option<Range<usize>> {
    let longest = found.content.iter().max_by_key(|part| part.len())?.clone();
    let speaks = |place: usize| {
        matches!(passage.at(place, 0).class, Class::Said | Class::Says | Class::Saying | Class::According)
    };
    (longest.len() >= 6 && longest.clone().any(speaks)).then_some(longest)
}
