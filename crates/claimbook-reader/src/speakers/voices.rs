//! Each attribution in turn: who is meant by its source, and the list of those who speak.

use super::cast::{Cast, Seen, honorific};
use super::chances::{Chance, Evidence, How};
use super::listing::Listing;
use super::mentions::Sort;
use super::scene::Scene;
use super::sources::{self, Form, Source};
use super::stage::{Choice, Said, Stage};
use super::{Resolved, appositions, doubts, extent, nominals, passives, pronouns, relays, silent, words};
use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Options};
use std::collections::HashMap;

/// What becomes of a proposal that is not likely enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubtful {
    /// Nobody is proposed.
    LeftOut,
    /// It is made all the same, to see how often it is right.
    Kept,
}

/// How sure the reader must be of an attribution for its speaker to be taken without a look.
const TRUSTED: f32 = 0.8;

/// Brings the sources of the attributions together as speakers.
pub(crate) fn resolve(
    text: &Text<'_>,
    language: Language,
    attributions: &[Attribution],
    options: &Options,
    doubtful: Doubtful,
) -> Resolved {
    if attributions.is_empty() {
        return Resolved::default();
    }
    let scene = Scene::new(text, language);
    let mut cast = Cast::new(&scene, &options.known);
    appositions::collect(&scene, &mut cast);
    relays::mark_outlets(&scene, &mut cast);
    let read = |one: &Attribution| sources::read(&scene, &cast, &scene.tokens(&one.source));
    let sources: Vec<Source> = attributions.iter().map(read).collect();
    let relatives = cast.entities.iter().any(|one| {
        let kin = |title: &super::cast::Title| {
            let head = title.core.checked_sub(1).and_then(|last| title.words.get(last));
            head.is_some_and(|head| scene.words.flags(head) & words::KIN != 0)
        };
        one.words.len() == 1 && one.titles.iter().any(kin)
    });
    let mut stage = Stage {
        scene: &scene,
        cast,
        attributions,
        sources,
        said: Vec::new(),
        unnamed: HashMap::new(),
        reported: reported(&scene, attributions),
        relatives,
        authors: HashMap::new(),
        doubtful: HashMap::new(),
        introduced: doubts::introduced(&scene),
        chosen: Vec::with_capacity(attributions.len()),
    };
    let mut chances = Vec::with_capacity(attributions.len());
    for attribution in 0..attributions.len() {
        let choice = choose(&mut stage, attribution);
        let choice = doubts::in_headline(&stage, attribution, &choice).unwrap_or(choice);
        let choice = doubts::of_place(&stage, &choice).unwrap_or(choice);
        chances.push(Chance::of(&stage, attribution, &choice));
        if let Some(entity) = choice.entity {
            let token = stage.anchor(attribution);
            let nested = attributions.get(attribution).is_some_and(|one| one.within.is_some());
            // An outlet's tail around a statement does not make the outlet the one who speaks on.
            let outlet = stage.entity(entity).is_some_and(|one| one.sort == Sort::Outlet) && !nested;
            let wraps = outlet
                && attributions.get(attribution + 1).is_some_and(|next| next.within == Some(attribution));
            let paragraph = scene.paragraph(token);
            stage.said.push(Said {
                attribution,
                paragraph,
                entity,
                nested: nested && !wraps_outlet(&stage, attribution) || wraps,
            });
        }
        stage.chosen.push(choice);
    }
    doubts::doubt_shared(&mut stage);
    doubts::doubt_reported(&mut stage);
    doubts::take_back(&mut stage);
    if doubtful == Doubtful::LeftOut {
        doubts::leave_out(&mut stage, &chances);
    }
    Resolved { chances, ..Listing::new(options).list(stage) }
}

/// No more of a content than this is looked at, so that many long ones over each other cost no more than the text.
fn bounded(tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
    tokens.start..tokens.end.min(tokens.start + 400)
}

/// For each token, whether it stands in the content of an attribution that is in no other.
fn reported(scene: &Scene<'_, '_>, attributions: &[Attribution]) -> Vec<bool> {
    let mut found = vec![false; scene.text.tokens.len()];
    for one in attributions.iter().filter(|one| one.within.is_none()) {
        for span in &one.content {
            if let Some(tokens) = found.get_mut(bounded(scene.text.tokens_in(*span))) {
                tokens.fill(true);
            }
        }
    }
    found
}

/// Whether the statement around a nested one is an outlet's.
fn wraps_outlet(stage: &Stage<'_, '_>, attribution: usize) -> bool {
    let outer = stage.outer(attribution).and_then(|outer| stage.entity(outer));
    outer.is_some_and(|one| one.sort == Sort::Outlet)
}

/// Who is meant by the source of an attribution.
fn choose(stage: &mut Stage<'_, '_>, attribution: usize) -> Choice {
    let Some(source) = stage.sources.get(attribution).cloned() else { return Choice::default() };
    if let Some(choice) = passives::resolve(stage, attribution) {
        return choice;
    }
    match source.form {
        Form::Name(ref seen) => named(stage, attribution, &source, seen),
        Form::Pronoun(token) => pronouns::resolve(stage, attribution, token),
        Form::Nominal(nominal) => nominals::resolve(stage, attribution, &nominal),
        Form::Nobody => silent::opening(stage, attribution)
            .or_else(|| silent::subject(stage, attribution))
            .unwrap_or_else(|| silent::continued(stage, attribution)),
    }
}

/// A name: its entity; where several have it, the one named or heard last.
pub(super) fn named(stage: &Stage<'_, '_>, attribution: usize, source: &Source, seen: &Seen) -> Choice {
    let written = super::cast::surface(stage.scene, seen.tokens.clone());
    let called = honorific(stage.scene, seen.titles.clone());
    let alone = stage.entity(seen.entity).is_some_and(|one| one.words.len() > 1 || one.known.is_some());
    let one_word = seen.tokens.clone().filter(|token| stage.scene.is_word(*token)).count() == 1;
    let contradicts = called != 0 && stage.gender(seen.entity) * called < 0;
    let others = if one_word {
        stage.cast.called(stage.scene, &stage.scene.folded(seen.tokens.start))
    } else {
        Vec::new()
    };
    if seen.sure && others.len() < 2 && !contradicts {
        let inferred = stage.entity(seen.entity).and_then(|one| one.inferred.clone());
        // A source that was cut out of a longer phrase, or that the model doubts, is for a person to look at.
        let cut = stage.scene.is(source.tokens.start, words::PREPOSITION)
            || is_cut(stage, source)
            || is_parted(stage, attribution, source, seen)
            || is_in_clause(stage, attribution, source);
        let trusted = stage.attributions.get(attribution).is_some_and(|one| one.confidence >= TRUSTED);
        let full =
            extent::is_whole(stage, source, seen) && is_alone(stage, attribution, source, seen, one_word);
        let sure = full && !source.several && inferred.is_none() && !seen.headline && !cut && trusted;
        let name = stage.name(seen.entity);
        let reason = match (inferred, source.several, one_word && alone) {
            (Some(inferred), _, _) => inferred,
            (None, true, _) => format!("“{written}” is the nearest of several names"),
            (None, false, true) if written != name => format!("“{written}”: nobody else is called so"),
            _ if sure => "named".to_owned(),
            _ if stage.entity(seen.entity).is_some_and(|one| one.sort == Sort::Outlet) => {
                "named, but an outlet may only pass the words on".to_owned()
            }
            _ if !full => format!("“{written}” may not be the whole name"),
            _ => "named, but the passage may be cut wrongly".to_owned(),
        };
        return Choice { sure, ..Choice::proposal(seen.entity, reason) };
    }
    if let Some(choice) = by_age(stage, source, &others, &written) {
        return choice;
    }
    let weights = stage.weights(seen.tokens.start, attribution);
    let titles: Vec<String> =
        seen.titles.clone().chain(described(source)).map(|token| stage.scene.folded(token)).collect();
    let mut best: Vec<(i32, usize)> = Vec::new();
    for entity in others.iter().copied().chain(std::iter::once(seen.entity)) {
        if called * stage.gender(entity) < 0 || best.iter().any(|(_, one)| *one == entity) {
            continue;
        }
        let weight = weights.iter().find(|(one, _)| *one == entity).map_or(0, |(_, weight)| *weight);
        let title = stage.entity(entity).is_some_and(|one| {
            one.titles.iter().any(|title| title.words.iter().any(|word| titles.contains(word)))
        });
        let agrees = called != 0 && called * stage.gender(entity) > 1;
        // The name alone means the one who bears it first.
        let first = i32::from(stage.entity(entity).is_some_and(|one| one.inferred.is_none()));
        best.push((weight + i32::from(title) * 15 + i32::from(agrees) * 4 + first, entity));
    }
    best.sort_by_key(|(weight, entity)| (-*weight, *entity));
    let Some((_, entity)) = best.first() else {
        return Choice::proposal(seen.entity, format!("“{written}”: nobody of that name fits better"));
    };
    let name = stage.name(*entity);
    // A family of three or more, and nothing that tells them apart.
    if let [(first, _), (second, other), _, ..] = best.as_slice()
        && first - second < 4
    {
        let reason = format!("“{written}” may be {name} or {}", stage.name(*other));
        return Choice { reason, ..Choice::default() };
    }
    let reason = match best.get(1) {
        Some((_, other)) => format!("“{written}” may also be {}", stage.name(*other)),
        None => format!("“{written}”: of those of that name only {name} fits the title"),
    };
    let weights: Vec<(usize, i32)> = best.iter().map(|(weight, entity)| (*entity, *weight)).collect();
    Choice::proposal(*entity, reason).weighed(How::Shared, Evidence::of_first(&weights))
}

/// *the elder Brae*: the one whose age says so; nobody where the text gives no ages.
fn by_age(stage: &Stage<'_, '_>, source: &Source, others: &[usize], written: &str) -> Option<Choice> {
    let described = described(source);
    let says = |words: &[&str]| described.clone().any(|token| words.contains(&stage.scene.word(token)));
    let (elder, younger) = (says(&["elder", "older"]), says(&["younger"]));
    if elder == younger || others.len() < 2 {
        return None;
    }
    let age = |entity: usize| -> Option<i32> {
        stage.entity(entity)?.titles.iter().find_map(|title| title.text.parse().ok())
    };
    let mut aged: Vec<(i32, usize)> = others.iter().filter_map(|one| Some((age(*one)?, *one))).collect();
    aged.sort_unstable();
    let chosen = if elder { aged.last() } else { aged.first() }.filter(|_| aged.len() == others.len());
    Some(match chosen {
        Some((age, entity)) => {
            Choice::proposal(*entity, format!("“{written}”: {} is {age}", stage.name(*entity)))
        }
        None => Choice {
            reason: format!("“{written}”: the text does not tell which of them is meant"),
            ..Choice::default()
        },
    })
}

/// Whether nobody else comes into question: no other person in the source, no relative who may bear the surname, no words of another
/// around those of one word.
fn is_alone(stage: &Stage<'_, '_>, attribution: usize, source: &Source, seen: &Seen, one_word: bool) -> bool {
    let mut others = stage.cast.seen_in(source.tokens.clone()).iter();
    let person = |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Person);
    let known = stage.entity(seen.entity).is_some_and(|one| one.known.is_some());
    if others.any(|other| other.entity != seen.entity && person(other.entity)) {
        return false;
    }
    // *Brae*, where Ada Brae is named and Ivo Brae Holt as well: either may be called so.
    if one_word && stage.cast.is_shared(stage.scene, &stage.scene.folded(seen.tokens.start)) {
        return false;
    }
    let nested = stage.attributions.get(attribution).is_some_and(|one| one.within.is_some());
    known || !one_word || !(nested || stage.relatives && person(seen.entity))
}

/// *a third, in the General Staff*: only what stands after the preposition was marked.
fn is_cut(stage: &Stage<'_, '_>, source: &Source) -> bool {
    let before = source.tokens.start.checked_sub(1);
    before.is_some_and(|before| {
        stage.scene.is(before, words::PREPOSITION)
            && !matches!(stage.scene.word(before), "to" | "by" | "To" | "By")
    })
}

/// *Brae was away, her spokesman, Ivo Holt, said*: another is named between the source and the cue.
fn is_parted(stage: &Stage<'_, '_>, attribution: usize, source: &Source, seen: &Seen) -> bool {
    let Some(cue) = stage.attributions.get(attribution).and_then(|one| one.cue.first()) else { return false };
    let cue = stage.scene.text.tokens_in(*cue).start;
    let between = stage.cast.seen_in(source.tokens.end..cue.min(source.tokens.end + 60));
    between.iter().any(|other| {
        let person = stage.entity(other.entity).is_some_and(|one| one.sort == Sort::Person);
        person && other.entity != seen.entity
    })
}

/// *Brae then showed a letter in which a clerk writes*: whoever the clause is about speaks, not the subject of the sentence.
fn is_in_clause(stage: &Stage<'_, '_>, attribution: usize, source: &Source) -> bool {
    let Some(cue) = stage.attributions.get(attribution).and_then(|one| one.cue.first()) else { return false };
    // The clause may be marked as a part of the cue.
    let cue = stage.scene.text.tokens_in(*cue).end;
    let between = source.tokens.end..cue.min(source.tokens.end + 40);
    let relative = between.clone().rev().find(|token| stage.scene.is(*token, words::RELATIVE));
    relative.is_some_and(|relative| !(relative..between.end).any(|token| stage.scene.is_mark(token, ",")))
}

fn described(source: &Source) -> std::ops::Range<usize> {
    source.described.as_ref().map(|nominal| nominal.core.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
