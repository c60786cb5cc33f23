//! Whom a description means: *the minister*, *two officials*, *the report*. Always a proposal where somebody with a name is meant.

use super::cast::Seen;
use super::cast::{Title, surface};
use super::mentions::Sort;
use super::sources::{Determiner, Nominal};
use super::stage::{Choice, Stage};
use super::{bodies, people, words};
use std::ops::Range;

/// Whom a description means, as the source of an attribution.
pub(super) fn resolve(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    let scene = stage.scene;
    let is = |flags| scene.is(nominal.head, flags);
    if let Some(body) = bodies::press_office(stage, nominal) {
        return body;
    }
    if let Some(choice) = called(stage, nominal) {
        return choice;
    }
    let plural = is(words::GROUP) || is_counted(stage, nominal);
    if is(words::SOMEBODY) && !plural || people::is_age(stage, nominal) {
        return people::person(stage, attribution, nominal);
    }
    if plural {
        return group(stage, nominal);
    }
    if is(words::OUTLET)
        && !nominal.extended
        && let Some(found) = bodies::outlet(stage, nominal)
    {
        return found;
    }
    if is(words::BODY | words::COMPANY | words::FORCE | words::BODY_NAME) {
        return bodies::body(stage, attribution, nominal);
    }
    if is(words::DOCUMENT) {
        return bodies::document(stage, nominal);
    }
    unknown(stage, attribution, nominal)
}

/// *a soldier with the call sign Lis*, *a clerk known as “Lis”*: the name that the description gives.
fn called(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let scene = stage.scene;
    let end = scene.sentence(nominal.head).end.min(nominal.tokens.end + 14);
    // *One woman, who gave her name only as Ada,*
    let given = |seen: &&Seen| {
        let before = nominal.head + 1..seen.tokens.start;
        let last = before.clone().next_back().is_some_and(|token| scene.word(token) == "as");
        let plain = before.clone().all(|token| {
            !scene.is(token, words::QUOTED) && !matches!(scene.word(token), "said" | "says" | "told" | "that")
        });
        let known = before.rev().take(7).any(|token| {
            matches!(scene.word(token), "known" | "identified" | "name" | "named" | "introduced" | "referred")
        });
        last && plain && known
    };
    let names = stage.cast.seen_in(nominal.head..end);
    let name = names.first().filter(given).or_else(|| {
        names.iter().find(|seen| {
            if seen.tokens.start >= nominal.tokens.end {
                return false;
            }
            let before = (seen.tokens.start.saturating_sub(2)..seen.tokens.start).rev();
            let mut before = before.filter(|token| scene.is_word(*token));
            let verb = before.next().map(|token| scene.word(token)).unwrap_or_default();
            let known = before.next().map(|token| scene.word(token)).unwrap_or_default();
            matches!(verb, "sign" | "callsign" | "nickname" | "nicknamed" | "called" | "named" | "alias")
                || verb == "as" && matches!(known, "known" | "identified")
        })
    })?;
    // *known as D.R.*: letters alone are a person's here.
    (stage.may_be_person(name.entity) || given(&name) && name.tokens.start >= nominal.head)
        .then(|| Choice::proposal(name.entity, format!("“{}” gives this name", said(stage, nominal))))
}

/// *two neighbours*, *several of them*: more than one.
fn is_counted(stage: &Stage<'_, '_>, nominal: &Nominal) -> bool {
    let first = stage.scene.folded(nominal.tokens.start);
    let several = matches!(
        first.as_str(),
        "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "several"
            | "many"
            | "some"
            | "few"
            | "most"
            | "both"
            | "other"
            | "others"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "these"
            | "those"
            | "all"
    );
    let head = stage.scene.folded(nominal.head);
    several
        || head.ends_with('s') && stage.scene.words.flags(head.trim_end_matches('s')) & words::SOMEBODY != 0
}

pub(super) fn words_of(stage: &Stage<'_, '_>, tokens: Range<usize>) -> String {
    surface(stage.scene, tokens)
}

pub(super) fn said(stage: &Stage<'_, '_>, nominal: &Nominal) -> String {
    words_of(stage, nominal.tokens.clone())
}

pub(super) fn gender_of(stage: &Stage<'_, '_>, nominal: &Nominal) -> i32 {
    i32::from(stage.scene.is(nominal.head, words::MAN))
        - i32::from(stage.scene.is(nominal.head, words::WOMAN))
}

/// Those who were named or spoke lately, the nearest first, then those named in the next part of the text.
pub(super) fn recent(stage: &Stage<'_, '_>, at: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let near = stage
        .before(usize::MAX)
        .map(|said| said.entity)
        .chain(stage.cast.before(at, 60).map(|seen| seen.entity));
    let near = near.collect::<Vec<_>>();
    let later = stage.cast.seen_in(at..at + 400).iter().take(40).map(|seen| seen.entity);
    for entity in near.into_iter().chain(later) {
        if !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// The words of a description that tell, in small letters.
pub(super) fn plain_words(stage: &Stage<'_, '_>, tokens: Range<usize>) -> Vec<String> {
    let scene = stage.scene;
    let kept = tokens.filter(|token| {
        scene.is_word(*token) && !scene.is(*token, words::DEFINITE | words::INDEFINITE | words::PREPOSITION)
    });
    kept.flat_map(|token| scene.folded(token).split('-').map(str::to_owned).collect::<Vec<_>>())
        .take(12)
        .collect()
}

/// Several, without names.
fn group(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    let fresh = nominal.determiner == Determiner::Indefinite;
    if !fresh && let Some(entity) = same_words(stage, nominal) {
        return Choice::proposal(entity, format!("“{}” were a source before", said(stage, nominal)));
    }
    new_unnamed(stage, nominal, true)
}

/// A noun that no table knows.
fn unknown(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    if nominal.determiner == Determiner::Definite || nominal.determiner == Determiner::Bare {
        if let Some(choice) = people::titled(stage, attribution, nominal) {
            return choice;
        }
        if let Some(entity) = same_words(stage, nominal) {
            return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
        }
        let capital = stage.scene.is(nominal.head, words::CAPITAL);
        if nominal.determiner == Determiner::Definite
            && nominal.core.len() <= 2
            && !nominal.extended
            && capital
            && let Some(choice) = people::salient(stage, attribution, nominal, true, 8)
        {
            return choice;
        }
    }
    new_unnamed(stage, nominal, false)
}

/// An earlier source without a name that has the same noun and no other word.
pub(super) fn same_words(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<usize> {
    let head = singular(&stage.scene.folded(nominal.head));
    let wanted = plain_words(stage, nominal.tokens.clone());
    let earlier = stage.unnamed.get(&head)?;
    earlier.iter().rev().take(8).copied().find(|entity| {
        stage.entity(*entity).is_some_and(|one| {
            let known: Vec<&String> = one.titles.iter().flat_map(|title| &title.words).collect();
            wanted.iter().all(|word| known.contains(&word) || singular(word) == head)
        })
    })
}

fn singular(word: &str) -> String {
    word.strip_suffix("ies")
        .map_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned(), |stem| format!("{stem}y"))
}

pub(super) fn new_unnamed(stage: &mut Stage<'_, '_>, nominal: &Nominal, plural: bool) -> Choice {
    let entity = by_words(stage, nominal.tokens.clone(), nominal.head, plural);
    let gender = gender_of(stage, nominal) * 6;
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.gender += gender;
        one.sort = Sort::Person;
    }
    Choice::proposal(entity, "the text gives no name".to_owned())
}

/// A new source that is known by its words alone.
pub(super) fn by_words(stage: &mut Stage<'_, '_>, tokens: Range<usize>, head: usize, plural: bool) -> usize {
    let start = tokens.start
        + usize::from(matches!(stage.scene.folded(tokens.start).as_str(), "the") && tokens.len() > 1);
    // *a study that followed …*: the clause is no part of what it is called.
    let cut = (head + 1..tokens.end).find(|token| {
        stage.scene.is(*token, words::RELATIVE)
            || stage.scene.is_mark(*token, ",;:—–")
            || matches!(stage.scene.word(*token), "speaking" | "released" | "published" | "seen" | "obtained")
    });
    let tokens = tokens.start..cut.filter(|cut| *cut > start).unwrap_or(tokens.end);
    let name = surface(stage.scene, start..tokens.end);
    let words = plain_words(stage, tokens.clone());
    let span = stage.scene.text.span(start..tokens.end);
    let entity = stage.cast.add(
        name.clone(),
        Vec::new(),
        if plural { Sort::Person } else { Sort::Body },
        tokens.start,
    );
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.unnamed = true;
        one.plural = plural;
        one.mentions.extend(span);
        one.titles.push(Title { text: name, core: words.len(), words, at: tokens.start });
    }
    let head = singular(&stage.scene.folded(head));
    stage.unnamed.entry(head).or_default().push(entity);
    entity
}
