//! One person without a name: *the minister*, *her brother*, *the 54-year-old*.

use super::chances::{Evidence, How};
use super::mentions::Sort;
use super::nominals::{gender_of, new_unnamed, plain_words, recent, said, same_words};
use super::sources::{Determiner, Nominal};
use super::stage::{Choice, Stage};
use super::{antecedents, doubts, kinds, words};

/// *the 54-year-old*.
pub(super) fn is_age(stage: &Stage<'_, '_>, nominal: &Nominal) -> bool {
    age(&stage.scene.folded(nominal.head)).is_some()
}

fn age(folded: &str) -> Option<&str> {
    folded
        .strip_suffix("-year-old")
        .or_else(|| folded.strip_suffix("-jährige"))
        .or_else(|| folded.strip_suffix("-jähriger"))
}

/// One person.
pub(super) fn person(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    if let Some(age) = age(&stage.scene.folded(nominal.head)) {
        let aged = |entity: &usize| {
            stage.entity(*entity).is_some_and(|one| one.titles.iter().any(|title| title.text == age))
        };
        if let Some(entity) = recent(stage, stage.anchor(attribution)).into_iter().find(aged) {
            let reason = format!("“{}”: {} is {age}", said(stage, nominal), stage.name(entity));
            return Choice::proposal(entity, reason);
        }
    }
    if nominal.determiner == Determiner::Indefinite {
        return indefinite(stage, attribution, nominal);
    }
    if let Some(choice) = relative_named(stage, attribution, nominal).or_else(|| in_office(stage, nominal)) {
        return choice;
    }
    // *A diplomat confirmed it. The diplomat said …*: though another one is called so elsewhere.
    let just = stage.before(attribution).take(2).map(|said| said.entity).collect::<Vec<_>>();
    if let Some(entity) = same_words(stage, nominal).filter(|entity| just.contains(entity)) {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    if let Some(choice) = titled(stage, attribution, nominal) {
        return choice;
    }
    if let Some(entity) = same_words(stage, nominal) {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    let kin = stage.scene.is(nominal.head, words::KIN);
    let own = nominal.determiner == Determiner::Possessive || nominal.extended || kin;
    let generic = stage.scene.is(nominal.head, words::PERSON) && !kin || is_age(stage, nominal);
    // *the former Corvane champion* is another word for whoever was spoken of, however much it tells.
    let most = if nominal.determiner == Determiner::Definite && !nominal.extended { 4 } else { 2 };
    let plain = nominal.core.len() <= most;
    if (generic || (!own && plain))
        && let Some(choice) = salient(stage, attribution, nominal, generic, 8)
    {
        return choice;
    }
    if let Some(choice) = introduced_later(stage, attribution, nominal) {
        return choice;
    }
    // *“…”, the winner of the race said*, after a sentence about Brae.
    if nominal.determiner == Determiner::Definite
        && !opens(stage, nominal)
        && let Some(choice) = salient(stage, attribution, nominal, false, 18)
    {
        return choice;
    }
    let doubt = doubts::of_nobody_called_so(stage, attribution, nominal);
    let choice = new_unnamed(stage, nominal, false);
    if let (Some(entity), Some(doubt)) = (choice.entity, doubt) {
        stage.doubtful.insert(entity, doubt);
    }
    choice
}

/// *a clerk*: a new source, or the one whom the next paragraphs name.
fn indefinite(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    let other = matches!(stage.scene.folded(nominal.tokens.start).as_str(), "another" | "one" | "no");
    let spokes = stage.scene.is(nominal.head, words::SPOKES);
    if !other
        && !spokes
        && let Some(choice) = introduced_later(stage, attribution, nominal)
    {
        return choice;
    }
    new_unnamed(stage, nominal, false)
}

/// In the first paragraphs a description often means the one who is named right after.
fn introduced_later(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let paragraph = stage.scene.paragraph(nominal.tokens.start);
    if paragraph > 2 {
        return None;
    }
    let gender = gender_of(stage, nominal);
    let introduced = stage.next_introduced(attribution, gender);
    let entity = introduced.or_else(|| stage.next_named(attribution, gender))?;
    let reason = format!("“{}” is followed by words of {}", said(stage, nominal), stage.name(entity));
    // What is said of the one who comes later tells whom a shorter description means.
    let title = super::cast::title(stage.scene, nominal.core.start..nominal.tokens.end);
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.titles.extend(title.filter(|_| one.titles.len() < 12));
    }
    Some(Choice::proposal(entity, reason))
}

/// *Brae's widow*: the one other person of that surname who may be that.
fn relative_named(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let scene = stage.scene;
    if !scene.is(nominal.head, words::KIN) {
        return None;
    }
    let Some(owner) = nominal.possessor.as_ref() else {
        return relative_of_pronoun(stage, attribution, nominal);
    };
    let surname = stage.entity(owner.entity)?.words.last()?.clone();
    let gender = gender_of(stage, nominal);
    let mut others = stage.cast.called(scene, &surname);
    others.retain(|other| *other != owner.entity && stage.gender(*other) * gender >= 0);
    let [other] = others.as_slice() else { return None };
    let reason = format!("“{}”: {} bears the name, too", said(stage, nominal), stage.name(*other));
    Some(Choice::proposal(*other, reason))
}

/// *Her husband*: the one other person, of those named lately, who shares a name with the likeliest *she*.
fn relative_of_pronoun(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let sign = match stage.scene.folded(nominal.tokens.start).as_str() {
        "his" => 1,
        "her" => -1,
        _ => return None,
    };
    let mut owners = stage.weights(nominal.tokens.start, attribution);
    let person =
        |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Person && !one.unnamed);
    owners.retain(|(entity, _)| person(*entity) && stage.gender(*entity) * sign >= 0);
    let (owner, _) =
        owners.into_iter().max_by_key(|(entity, weight)| (*weight, std::cmp::Reverse(*entity)))?;
    let family = &stage.entity(owner)?.words;
    let gender = gender_of(stage, nominal);
    let mut others = recent(stage, nominal.tokens.start);
    others.retain(|other| {
        let shares = stage.entity(*other).is_some_and(|one| {
            one.words.len() > 1
                && one.words.iter().any(|word| word.chars().count() > 2 && family.contains(word))
        });
        *other != owner && person(*other) && shares && stage.gender(*other) * gender >= 0
    });
    let [other] = others.as_slice() else { return None };
    let reason = format!(
        "“{}”: {} shares a name with {}",
        said(stage, nominal),
        stage.name(*other),
        stage.name(owner)
    );
    Some(Choice::proposal(*other, reason))
}

/// *Your predecessor*: the one who is named for the first time right after.
fn in_office(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let office = matches!(stage.scene.word(nominal.head), "predecessor" | "successor");
    if !office || nominal.extended || nominal.determiner != Determiner::Possessive {
        return None;
    }
    let after = nominal.tokens.end..nominal.tokens.end + 40;
    let fresh = stage.cast.seen_in(after.clone()).iter().find(|seen| {
        let titled = !seen.titles.is_empty();
        stage.entity(seen.entity).is_some_and(|one| {
            one.first >= after.start && (one.sort == Sort::Person || titled && one.sort.may_be_person())
        })
    })?;
    let reason = format!("“{}”: {} is named right after", said(stage, nominal), stage.name(fresh.entity));
    Some(Choice::proposal(fresh.entity, reason))
}

/// The one who has such a title.
pub(super) fn titled(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let at = stage.anchor(attribution);
    let wanted = plain_words(stage, nominal.tokens.clone());
    let head = stage.scene.folded(nominal.head);
    let head = head.rsplit('-').next().unwrap_or(&head).to_owned();
    let gender = gender_of(stage, nominal);
    let weights = stage.weights(at, attribution);
    let mut best: Vec<(i32, usize, String)> = Vec::new();
    for entity in recent(stage, at) {
        let Some(one) = stage.entity(entity).filter(|one| !one.unnamed && one.sort.may_be_person()) else {
            continue;
        };
        if stage.outer(attribution) == Some(entity) {
            continue;
        }
        if stage.gender(entity) * gender < -1 {
            continue;
        }
        // *Corvane's prime minister* is not the *Lauran foreign minister*.
        let owner = nominal.possessor.as_ref().or(nominal.of.as_ref());
        let other = |title: &super::cast::Title| {
            let core = title.words.get(..title.core).unwrap_or_default();
            let apart = core.iter().any(|word| *word != head) && title.words.len() > 1;
            owner.is_some() && apart && !title.words.iter().any(|word| *word != head && wanted.contains(word))
        };
        // *her diary secretary* is not the secretary-general.
        let apart = |title: &super::cast::Title| {
            let core = plain_words(stage, nominal.core.clone());
            nominal.determiner == Determiner::Possessive
                && nominal.possessor.is_none()
                && core.iter().any(|word| *word != head && !title.words.contains(word))
        };
        let fits = one.titles.iter().filter(|title| !other(title) && !apart(title));
        let fits = fits.filter_map(|title| Some((kinds::fit(title, &head, &wanted)?, &title.text)));
        if let Some((fit, title)) = fits.max_by_key(|(fit, _)| *fit) {
            let weight = weights.iter().find(|(one, _)| *one == entity).map_or(0, |(_, weight)| *weight);
            // Somebody who is named later only, and is called something else, is not meant.
            let later = stage.entity(entity).is_some_and(|one| one.first > at);
            if later && !title.to_lowercase().contains(&head) {
                continue;
            }
            best.push((fit * 6 + weight, entity, title.clone()));
        }
    }
    best.sort_by_key(|(weight, entity, _)| (-*weight, *entity));
    let (weight, entity, title) = best.first()?;
    // *the minister added*: whoever spoke last goes on, though another one is called so.
    let last = stage.before(attribution).next().filter(|last| last.paragraph == stage.scene.paragraph(at));
    let adds = stage.attributions.get(attribution).is_some_and(|one| {
        stage.scene.tokens(&one.cue).into_iter().any(|token| {
            matches!(stage.scene.word(token), "added" | "adds" | "continued" | "went" | "concluded")
        })
    });
    if adds && let Some(last) = last.filter(|last| last.entity != *entity && stage.may_be_person(last.entity))
    {
        let named = stage.entity(last.entity).is_some_and(|one| !one.unnamed);
        if named && stage.gender(last.entity) * gender >= 0 {
            let reason = format!("“{}” goes on after {}", said(stage, nominal), stage.name(last.entity));
            return Some(Choice::proposal(last.entity, reason));
        }
    }
    // *the minister*, where two are called so and neither was spoken of just before.
    if let Some((rival, other, _)) = best.get(1)
        && weight - rival < 4
    {
        let reason =
            format!("“{}” may be {} or {}", said(stage, nominal), stage.name(*entity), stage.name(*other));
        return Some(Choice { reason, ..Choice::default() });
    }
    let mut reason = format!("“{}”: {} is called {title}", said(stage, nominal), stage.name(*entity));
    if let Some((_, other, _)) = best.get(1) {
        reason.push_str(&format!("; {} is, too", stage.name(*other)));
    }
    let rivals: Vec<(usize, i32)> = best.iter().map(|(weight, entity, _)| (*entity, *weight)).collect();
    Some(Choice::proposal(*entity, reason).weighed(How::Title, Evidence::of_first(&rivals)))
}

/// The one who is spoken of, for a description that fits anybody.
pub(super) fn salient(
    stage: &Stage<'_, '_>,
    attribution: usize,
    nominal: &Nominal,
    generic: bool,
    least: i32,
) -> Option<Choice> {
    let at = stage.anchor(attribution);
    let gender = gender_of(stage, nominal);
    let last = stage.before(attribution).next().map(|said| said.entity);
    let replies = stage.cue_is(attribution, words::REPLY);
    let opens = opens(stage, nominal);
    if nominal.tokens.clone().any(|token| matches!(stage.scene.word(token), "other" | "second" | "third")) {
        return None;
    }
    let mut weights = stage.weights(at, attribution);
    // *According to Brae, the manager told her …*: nobody calls himself so.
    let outer = stage.outer(attribution);
    if outer.is_some() && !generic {
        return None;
    }
    weights.retain(|(entity, _)| {
        Some(*entity) != outer
            && stage.may_be_person(*entity)
            && stage.gender(*entity) * gender >= -1
            && stage
                .entity(*entity)
                .is_some_and(|one| !one.unnamed && (one.sort == Sort::Person || !one.titles.is_empty()))
    });
    let spoken_of = antecedents::spoken_of(stage, attribution);
    for (entity, weight) in &mut weights {
        // *Brae had known it, the 44-year-old said*: nobody speaks of himself by name.
        *weight -= if spoken_of.contains(entity) { 20 } else { 0 };
        let titles = stage.entity(*entity).map_or(0, |one| {
            one.titles
                .iter()
                .filter(|title| {
                    title.words.len() > 1 || !title.text.starts_with(|c: char| c.is_ascii_digit())
                })
                .count()
        });
        // Somebody who is called something else is less likely meant.
        *weight -= match (generic, titles == 0) {
            (true, _) => 0,
            // *“…”, the officer said* is whoever was spoken of; *The nurse said* at the beginning is somebody new.
            (false, true) => {
                if opens {
                    12
                } else {
                    0
                }
            }
            (false, false) => {
                if opens {
                    100
                } else {
                    3
                }
            }
        };
        *weight -= if replies && Some(*entity) == last { 10 } else { 0 };
    }
    weights.sort_by_key(|(entity, weight)| (-*weight, *entity));
    let (entity, weight) = weights.first()?;
    let former =
        stage.scene.word(nominal.core.start) == "former" && nominal.determiner == Determiner::Definite;
    if *weight < if weights.len() == 1 || former { 2.min(least) } else { least } {
        return None;
    }
    let reason = format!("“{}” after {}; nobody is called so", said(stage, nominal), stage.name(*entity));
    Some(Choice::proposal(*entity, reason).weighed(How::Salient, Evidence::of_first(&weights)))
}

/// Whether a description stands at the beginning of its sentence, before any verb and any quotation.
fn opens(stage: &Stage<'_, '_>, nominal: &Nominal) -> bool {
    let scene = stage.scene;
    let sentence = scene.sentence(nominal.tokens.start).start;
    // *Speaking after the vote in Corvane, the officer said*: the clause is about somebody who was spoken of.
    let clause = scene.folded(sentence).ends_with("ing") && nominal.tokens.start > sentence + 3;
    !clause
        && (sentence..nominal.tokens.start)
            .all(|token| !scene.is(token, words::VERB | words::QUOTED) && !scene.is_mark(token, "”\"»’"))
}
