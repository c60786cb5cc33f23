//! Whom a pronoun means. Always a proposal.

use super::cast::Seen;
use super::chances::{Evidence, How};
use super::mentions::Sort;
use super::sources::{self, Form, Source};
use super::stage::{Choice, Stage};
use super::voices::named;
use super::{antecedents, turns, words};

/// Whom the pronoun at a token means, as the source of an attribution.
pub(super) fn resolve(stage: &mut Stage<'_, '_>, attribution: usize, token: usize) -> Choice {
    let word = stage.scene.folded(token);
    let said = stage.scene.word(token).to_owned();
    match word.as_str() {
        "i" | "we" | "my" | "our" | "me" | "us" | "ich" | "wir" | "я" | "ми" | "мы" => {
            first_person(stage, attribution, &said)
        }
        "you" => second_person(stage, attribution, token, &said),
        "he" | "his" | "him" | "himself" | "er" | "ihm" | "ihn" | "seiner" | "seine" | "він" | "його"
        | "он" | "его" => third_person(stage, attribution, token, &said, 1),
        "she" | "her" | "hers" | "herself" | "вона" | "її" | "она" | "её" | "ее" => {
            third_person(stage, attribution, token, &said, -1)
        }
        "sie" | "ihr" | "ihrer" | "ihre" => german_sie(stage, attribution, token, &said),
        "who" | "whom" => relative(stage, attribution, token, &said, true),
        "which" => relative(stage, attribution, token, &said, false),
        _ => body_or_group(stage, attribution, token, &said),
    }
}

/// *I* is the one whose words stand around it.
fn first_person(stage: &Stage<'_, '_>, attribution: usize, said: &str) -> Choice {
    if let Some(outer) = stage.outer(attribution) {
        return Choice::proposal(outer, format!("“{said}” in the words of {}", stage.name(outer)));
    }
    let at = stage.anchor(attribution);
    if let Some(own) = turns::of(stage, stage.scene.paragraph(at)) {
        return Choice::proposal(own, format!("“{said}” in a turn of {}", stage.name(own)));
    }
    let last = stage.before(attribution).next();
    let near = last
        .filter(|last| stage.scene.is(at, words::QUOTED) && last.paragraph + 1 >= stage.scene.paragraph(at));
    match near {
        Some(last) => {
            Choice::proposal(last.entity, format!("“{said}” after words of {}", stage.name(last.entity)))
        }
        None => {
            Choice { reason: format!("“{said}”: the text does not tell who writes"), ..Choice::default() }
        }
    }
}

/// *you* is the one who is spoken to: of the last two who spoke, the other.
fn second_person(stage: &Stage<'_, '_>, attribution: usize, token: usize, said: &str) -> Choice {
    let outer = stage.outer(attribution);
    if !stage.scene.is(token, words::QUOTED)
        && let Some(other) = turns::other(stage, stage.scene.paragraph(token))
    {
        return Choice::proposal(other, format!("“{said}” is said to {}", stage.name(other)));
    }
    if outer.is_none()
        && is_question(stage, token)
        && let Some(entity) = interviewed(stage)
    {
        return Choice::proposal(entity, format!("“{said}” in a question to {}", stage.name(entity)));
    }
    let mut others =
        stage.before(attribution).filter(|one| Some(one.entity) != outer && stage.may_be_person(one.entity));
    match others.next() {
        Some(other) => {
            Choice::proposal(other.entity, format!("“{said}” is said to {}", stage.name(other.entity)))
        }
        None => Choice {
            reason: format!("“{said}”: the text does not tell who is meant"),
            ..Choice::default()
        },
    }
}

/// Whether the paragraph of a token is an interviewer's: outside quotation marks, with a question or its label.
fn is_question(stage: &Stage<'_, '_>, token: usize) -> bool {
    let scene = stage.scene;
    let Some(paragraph) = scene.text.paragraphs.get(scene.paragraph(token)) else { return false };
    let (first, last) = (paragraph.tokens.start, paragraph.tokens.end.saturating_sub(1));
    let label = matches!(scene.word(first), "Q" | "Question") && scene.is_mark(first + 1, ":.");
    !scene.is(token, words::QUOTED) && (label || scene.is_mark(last, "?"))
}

/// Who is interviewed: the person whom the text names first in full.
fn interviewed(stage: &Stage<'_, '_>) -> Option<usize> {
    let mut seen = stage.cast.seen.iter().filter(|seen| !seen.headline).take(12).map(|seen| seen.entity);
    seen.find(|entity| {
        stage.entity(*entity).is_some_and(|one| one.sort == Sort::Person && one.words.len() > 1)
    })
}

fn third_person(
    stage: &mut Stage<'_, '_>,
    attribution: usize,
    token: usize,
    said: &str,
    sign: i32,
) -> Choice {
    let outer = stage.outer(attribution).filter(|_| stage.is_in_own_words(attribution));
    let mut weights = stage.weights(token, attribution);
    weights.retain(|(entity, _)| Some(*entity) != outer && stage.may_be_person(*entity));
    // Two who talk with each other speak of others as *he* and *she*.
    let paragraph = stage.scene.paragraph(token);
    if !stage.scene.is(token, words::QUOTED)
        && let Some(own) = turns::of(stage, paragraph)
    {
        let other = turns::other(stage, paragraph);
        weights.retain(|(entity, _)| *entity != own && Some(*entity) != other);
    }
    let spoken_of = antecedents::spoken_of(stage, attribution);
    let asking = antecedents::agents(stage, token);
    let kin = kin_before(stage, token, sign);
    for (entity, weight) in &mut weights {
        let gender = stage.gender(*entity) * sign;
        *weight += match gender {
            4.. => 6,
            2..=3 => 4,
            1 => 1,
            0 => 0,
            -1 => -1,
            _ => -100,
        };
        if stage.entity(*entity).is_some_and(|one| one.sort == Sort::Name) {
            *weight -= if gender > 1 { 0 } else { 6 };
        }
        if gender < 2 && stage.entity(*entity).is_some_and(|one| one.place && one.titles.is_empty()) {
            *weight -= 100;
        }
        // *Brae, he said, had left*: he is not Brae.
        if spoken_of.contains(entity) {
            *weight -= 20;
        }
        let spoke = stage.said.iter().rev().take(20).any(|said| said.entity == *entity);
        let unknown = gender.abs() < 2 && !spoke;
        if unknown && stage.entity(*entity).is_some_and(|one| one.titles.is_empty() && one.words.len() > 1) {
            *weight -= 3;
        }
        if asking.contains(entity) {
            *weight -= 30;
        }
        if Some(*entity) == kin {
            *weight -= 4;
        }
    }
    weights.retain(|(_, weight)| *weight > -40);
    if let Some(choice) = antecedents::described(stage, attribution, token, said, sign, &weights) {
        return choice;
    }
    if let Some(choice) = antecedents::unnamed_between(stage, attribution, token, said, sign, &weights) {
        return choice;
    }
    if let Some(choice) = long_ago(stage, attribution, token, said, &weights) {
        return choice;
    }
    let choice = choose(stage, weights, said, if sign > 0 { "man" } else { "woman" });
    // What the pronoun tells of whoever it means holds for the next one.
    if let Some(one) = choice.entity.and_then(|entity| stage.cast.entities.get_mut(entity))
        && one.gender.abs() < 4
    {
        one.gender += sign * 2;
    }
    choice
}

/// The likeliest was named four sentences ago or more, and another one spoke since: too little to propose a name.
fn long_ago(
    stage: &Stage<'_, '_>,
    attribution: usize,
    token: usize,
    said: &str,
    weights: &[(usize, i32)],
) -> Option<Choice> {
    let (best, _) = weights.iter().max_by_key(|(entity, weight)| (*weight, std::cmp::Reverse(*entity)))?;
    if stage.before(attribution).next().is_some_and(|last| last.entity == *best) {
        return None;
    }
    let text = stage.scene.text;
    let seen = stage.cast.before(token, super::stage::NAMES).find(|seen| seen.entity == *best)?;
    let since = text.sentence_of(token).saturating_sub(text.sentence_of(seen.tokens.start));
    (since >= 4).then(|| Choice {
        reason: format!("“{said}” may be {}, who is named long before", stage.name(*best)),
        ..Choice::default()
    })
}

/// Whoever was just described as somebody's relative is less likely to go on speaking than the one who was spoken of.
fn kin_before(stage: &Stage<'_, '_>, token: usize, _sign: i32) -> Option<usize> {
    let seen = stage.cast.before(token, 1).next()?;
    let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
    let before = start.checked_sub(1)?;
    stage.scene.is(before, words::KIN).then_some(seen.entity)
}

/// *sie* is a woman, several, or a body with a feminine noun.
fn german_sie(stage: &mut Stage<'_, '_>, attribution: usize, token: usize, said: &str) -> Choice {
    let woman = third_person(stage, attribution, token, said, -1);
    if woman.entity.is_some() { woman } else { body_or_group(stage, attribution, token, said) }
}

/// *who* and *which* mean what stands right before them.
fn relative(stage: &mut Stage<'_, '_>, attribution: usize, token: usize, said: &str, person: bool) -> Choice {
    // *212 drivers, who say*: the noun right before it.
    let scene = stage.scene;
    let before = (token.saturating_sub(2)..token).rev().find(|one| scene.is_word(*one));
    if let Some(head) =
        before.filter(|head| scene.is(*head, words::GROUP) && !scene.is(*head, words::CAPITAL))
    {
        let start = (head.saturating_sub(3)..head)
            .rev()
            .take_while(|one| scene.is_word(*one) && !scene.is(*one, words::VERB | words::PREPOSITION))
            .last()
            .unwrap_or(head);
        let entity = super::nominals::by_words(stage, start..head + 1, head, true);
        return Choice::proposal(entity, format!("“{said}” after “{}”", stage.name(entity)));
    }
    let near = stage.cast.before(token, 3).find(|seen| {
        let fits = stage
            .entity(seen.entity)
            .is_some_and(|one| one.sort != Sort::Place && (person || one.sort != Sort::Person));
        fits && seen.tokens.end + 12 > token
    });
    let near = near.map(|near| owner(stage, near, person)).cloned();
    match near {
        // *Brae, who*, where several are called so.
        Some(seen) if !seen.sure => {
            let choice = named(stage, attribution, &Source::of_name(&seen), &seen);
            Choice { sure: false, ..choice }
        }
        Some(seen) => Choice::proposal(seen.entity, format!("“{said}” after {}", stage.name(seen.entity))),
        None => Choice { reason: format!("“{said}”: nobody is named before"), ..Choice::default() },
    }
}

/// *Ada Brae of Corvane University, who*: the person right before a body that she is from.
fn owner<'s>(stage: &'s Stage<'_, '_>, near: &'s Seen, person: bool) -> &'s Seen {
    let sort = |seen: &Seen| stage.entity(seen.entity).map(|one| one.sort);
    let before = stage.cast.before(near.tokens.start, 1).next();
    let from = |before: &&Seen| {
        let between = before.tokens.end..near.tokens.start;
        between.len() <= 2
            && matches!(stage.scene.word(between.start), "of" | "at" | "from" | "with" | "for")
            && sort(before) == Some(Sort::Person)
    };
    match before.filter(from) {
        Some(before) if person && sort(near) != Some(Sort::Person) => before,
        _ => near,
    }
}

/// *they* and *it* mean bodies, groups and documents.
fn body_or_group(stage: &mut Stage<'_, '_>, attribution: usize, token: usize, said: &str) -> Choice {
    let plural =
        matches!(said.to_lowercase().as_str(), "they" | "their" | "them" | "вони" | "їх" | "они" | "их");
    let outer = stage.outer(attribution).filter(|_| stage.is_in_own_words(attribution));
    let mut weights = stage.weights(token, attribution);
    weights.retain(|(entity, _)| Some(*entity) != outer);
    for (entity, weight) in &mut weights {
        let Some(one) = stage.entity(*entity) else { continue };
        *weight += match (one.sort, one.plural) {
            (Sort::Place, _) => -100,
            (_, true) => {
                if plural {
                    6
                } else {
                    -12
                }
            }
            (Sort::Body | Sort::Outlet, _) => 4,
            (Sort::Name, _) if one.titles.is_empty() => {
                // What stands once beside *in* or *for* may as well be a place.
                let spoke = stage.said.iter().rev().take(20).any(|said| said.entity == *entity);
                if spoke || plural { -2 } else { -12 }
            }
            _ => {
                if plural {
                    -14
                } else {
                    -100
                }
            }
        };
    }
    weights.retain(|(_, weight)| *weight > -40);
    let best = weights.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
    if !plural
        && best < 22
        && let Some(choice) = body_before(stage, attribution, token)
        && let Some(entity) = choice.entity
    {
        return Choice::proposal(entity, format!("“{said}” after “{}”", stage.name(entity)));
    }
    if let Some(group) = group_before(stage, token, plural) {
        let best = weights.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
        if best < 22 {
            return Choice::proposal(group, format!("“{said}” after “{}”", stage.name(group)));
        }
    }
    choose(stage, weights, said, if plural { "body or group" } else { "body" })
}

/// *The hotel group did not answer. It promises …*: the body that the sentence before begins with, by a description.
fn body_before(stage: &mut Stage<'_, '_>, attribution: usize, token: usize) -> Option<Choice> {
    let scene = stage.scene;
    let sentence = scene.sentence(token);
    let before =
        sentence.start.checked_sub(1).filter(|one| scene.paragraph(*one) == scene.paragraph(token))?;
    let before = scene.sentence(before);
    if !scene.is(before.start, words::DEFINITE) {
        return None;
    }
    let end = before.end.min(before.start + 5);
    let body = words::BODY | words::COMPANY | words::OUTLET;
    let head = (before.start..end)
        .take_while(|one| {
            scene.is_word(*one) && !scene.is(*one, words::PREPOSITION | words::VERB | words::QUOTED)
        })
        .filter(|one| scene.is(*one, body))
        .last()?;
    if !stage.cast.seen_in(before.start..sentence.start.min(head + 3)).is_empty()
        || !stage.cast.seen_in(sentence.start..token).is_empty()
        || (sentence.start..token).any(|one| scene.is(one, body))
        || scene.is_possessive(head + 1)
    {
        return None;
    }
    let tokens: Vec<usize> = (before.start..head + 1).collect();
    let Form::Nominal(nominal) = sources::read(scene, &stage.cast, &tokens).form else { return None };
    Some(super::nominals::resolve(stage, attribution, &nominal))
}

/// The group or the document that the sentence before begins with.
fn group_before(stage: &mut Stage<'_, '_>, token: usize, plural: bool) -> Option<usize> {
    let sentence = stage.scene.sentence(token);
    let before = sentence.start.checked_sub(1)?;
    if stage.scene.paragraph(before) != stage.scene.paragraph(token) {
        return None;
    }
    let before = stage.scene.sentence(before);
    let wanted = if plural { words::GROUP } else { words::DOCUMENT };
    let head =
        (before.start..before.end.min(before.start + 4)).find(|token| stage.scene.is(*token, wanted))?;
    if let Some(author) = stage.authors.get(&stage.scene.folded(head)) {
        return Some(*author);
    }
    if (before.start..head)
        .any(|token| stage.scene.is(token, words::PREPOSITION | words::VERB | words::QUOTED))
    {
        return None;
    }
    let end = match stage.cast.seen_in(head..before.end.min(head + 5)).first() {
        Some(seen) if stage.scene.is(head + 1, words::PREPOSITION) && seen.tokens.start <= head + 3 => {
            seen.tokens.end
        }
        _ => head + 1,
    };
    super::nominals::by_words(stage, before.start..end, head, plural).into()
}

/// The one for whom most speaks.
fn choose(stage: &Stage<'_, '_>, mut weights: Vec<(usize, i32)>, said: &str, what: &str) -> Choice {
    weights.sort_by_key(|(entity, weight)| (-*weight, *entity));
    let how = if what.starts_with("body") { How::Thing } else { How::Pronoun };
    let evidence = Evidence::of_first(&weights);
    let names: Vec<&str> = weights.iter().take(2).map(|(entity, _)| stage.name(*entity)).collect();
    let (Some((best, _)), Some(name)) = (weights.first(), names.first()) else {
        return Choice { reason: format!("“{said}”: nobody is named before"), ..Choice::default() };
    };
    let reason = match names.get(1) {
        None => format!("“{said}” after {name}, the only {what} named before"),
        Some(next) => format!("“{said}” after {name}; {next} is named before, too"),
    };
    Choice::proposal(*best, reason).weighed(how, evidence)
}
