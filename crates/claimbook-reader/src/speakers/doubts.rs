//! Where nobody is proposed after all, or nobody is sure: the evidence is too thin, and the reason says who may be meant.

use super::chances::Chance;
use super::mentions::Sort;
use super::scene::Scene;
use super::sources::{Determiner, Nominal};
use super::stage::{Choice, Stage};
use super::{nominals, words};
use std::collections::HashMap;

/// In a headline *inquest told* or *Leak:* stands for somebody whom the text names below.
pub(super) fn in_headline(stage: &Stage<'_, '_>, attribution: usize, choice: &Choice) -> Option<Choice> {
    let at = stage.anchor(attribution);
    let first = stage.scene.text.paragraphs.first()?.tokens.clone();
    let unnamed = stage.entity(choice.entity?).is_some_and(|one| one.unnamed);
    let stops = first.end.checked_sub(1).is_some_and(|last| stage.scene.is_mark(last, ".…"));
    let more = stage.scene.text.paragraphs.len() > 1;
    let is = first.contains(&at) && first.len() <= 24 && !stops && unnamed && more;
    is.then(|| Choice {
        reason: format!(
            "“{}” stands in the headline, without a name",
            stage.name(choice.entity.unwrap_or(0))
        ),
        ..Choice::default()
    })
}

/// *Corvane believes*: a place stands for those who govern it, whom the text does not name here.
pub(super) fn of_place(stage: &Stage<'_, '_>, choice: &Choice) -> Option<Choice> {
    let one = stage.entity(choice.entity?)?;
    let is = one.place && one.known.is_none() && one.titles.is_empty() && one.words.len() == 1;
    is.then(|| Choice {
        reason: format!("“{}” is a place: the text does not tell who speaks for it", one.name),
        ..Choice::default()
    })
}

/// *The administrator said*, where the text told of no administrator before: somebody who is named elsewhere, as often as not.
pub(super) fn of_nobody_called_so(
    stage: &Stage<'_, '_>,
    attribution: usize,
    nominal: &Nominal,
) -> Option<String> {
    let scene = stage.scene;
    let head = scene.folded(nominal.head);
    let one_of = nominal
        .tokens
        .clone()
        .any(|token| matches!(scene.word(token), "other" | "only" | "first" | "second" | "third" | "last"));
    if nominal.determiner != Determiner::Definite || nominal.extended || one_of {
        return None;
    }
    // *a shepherd … the shepherd*, *the father*: somebody without a name.
    let start = nominal.tokens.start;
    let introduced = stage.introduced.get(&head).is_some_and(|token| *token < start);
    let anybody = nominal.core.len() == 1 && scene.is(nominal.head, words::PERSON | words::KIN);
    if introduced || anybody {
        return None;
    }
    let mut people = stage.weights(start, attribution);
    let gender = nominals::gender_of(stage, nominal);
    let person =
        |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Person && !one.unnamed);
    people.retain(|(entity, _)| person(*entity) && stage.gender(*entity) * gender >= 0);
    people.sort_by_key(|(entity, weight)| (-*weight, *entity));
    let names: Vec<&str> = people.iter().take(2).map(|(entity, _)| stage.name(*entity)).collect();
    let said = nominals::said(stage, nominal);
    Some(match names.as_slice() {
        [] => format!("“{said}”: the text names nobody who may be meant"),
        [one] => format!("“{said}” may be {one}, or somebody without a name"),
        [one, other, ..] => format!("“{said}” may be {one} or {other}, or somebody without a name"),
    })
}

/// Where a noun for a person is first said of somebody new: *a shepherd*, *one tall nurse*.
pub(super) fn introduced(scene: &Scene<'_, '_>) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for token in 0..scene.text.tokens.len() {
        let near = token.saturating_sub(4)..token;
        if scene.is(token, words::SOMEBODY) && near.into_iter().any(|one| scene.is(one, words::INDEFINITE)) {
            found.entry(scene.folded(token)).or_insert(token);
        }
    }
    found
}

/// *Brae said that Holt had told him …*: where nothing was found within, the words may be those of another.
pub(super) fn doubt_reported(stage: &mut Stage<'_, '_>) {
    let scene = stage.scene;
    let mut around = vec![false; stage.attributions.len()];
    for outer in stage.attributions.iter().filter_map(|one| one.within) {
        if let Some(one) = around.get_mut(outer) {
            *one = true;
        }
    }
    for (place, one) in stage.attributions.iter().enumerate() {
        let told = |token: usize| {
            !scene.is(token, words::QUOTED)
                && matches!(
                    scene.word(token),
                    "told"
                        | "said"
                        | "says"
                        | "claimed"
                        | "warned"
                        | "quoted"
                        | "admitted"
                        | "asked"
                        | "according"
                        | "promised"
                        | "testified"
                        | "wrote"
                        | "informed"
                        | "tells"
                        | "claims"
                        | "warns"
                        | "admits"
                        | "asks"
                        | "writes"
                        | "states"
                        | "complained"
                        | "insisted"
                        | "replied"
                        | "answered"
                        | "boasted"
                        | "argued"
                )
                || scene.word(token) == "say" && token.checked_sub(1).is_some_and(|to| scene.word(to) == "to")
        };
        let mut tokens = one.content.iter().take(8).flat_map(|span| scene.text.tokens_in(*span).take(200));
        if !around.get(place).copied().unwrap_or_default()
            && tokens.any(told)
            && let Some(choice) = stage.chosen.get_mut(place)
            && choice.sure
        {
            choice.sure = false;
            choice.reason.push_str("; somebody else is said to speak within these words");
        }
    }
}

/// Takes back what was only assumed, so that those who go on speaking could be told.
pub(super) fn take_back(stage: &mut Stage<'_, '_>) {
    for choice in &mut stage.chosen {
        let Some(reason) = choice.entity.and_then(|entity| stage.doubtful.get(&entity)) else { continue };
        *choice = Choice { reason: reason.clone(), ..Choice::default() };
    }
}

/// Takes back what is not likely enough.
pub(super) fn leave_out(stage: &mut Stage<'_, '_>, chances: &[Option<Chance>]) {
    for (place, chance) in chances.iter().enumerate() {
        let chosen = stage.chosen.get(place).filter(|choice| !choice.sure);
        let Some(entity) = chosen.and_then(|choice| choice.entity) else { continue };
        if chance.is_none_or(|chance| chance.is_enough()) {
            continue;
        }
        let name = stage.name(entity).to_owned();
        if let Some(choice) = stage.chosen.get_mut(place) {
            let reason = format!("too little tells that it is {name}: {}", choice.reason);
            *choice = Choice { reason, ..Choice::default() };
        }
    }
}

/// Words that two are said to have said are nobody's for sure.
pub(super) fn doubt_shared(stage: &mut Stage<'_, '_>) {
    let all = stage.attributions;
    for (place, one) in all.iter().enumerate() {
        let entity = stage.chosen.get(place).and_then(|choice| choice.entity);
        for (other, next) in all.iter().enumerate().skip(place + 1).take(4) {
            let nested = next.within == Some(place) || one.within == Some(other);
            let shared = !nested
                && one
                    .content
                    .iter()
                    .take(8)
                    .any(|span| next.content.iter().take(8).any(|other| span.meets(*other)));
            if shared && stage.chosen.get(other).is_some_and(|choice| choice.entity != entity) {
                for place in [place, other] {
                    if let Some(choice) = stage.chosen.get_mut(place) {
                        choice.sure = false;
                    }
                }
            }
        }
    }
}
