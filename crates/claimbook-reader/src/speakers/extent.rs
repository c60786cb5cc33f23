//! Whether a name is the whole name and no more: only then is a speaker sure.

use super::cast::{Entity, Seen, is_acronym};
use super::mentions::{Sort, is_epithet};
use super::scene::Scene;
use super::sources::Source;
use super::stage::Stage;
use super::words;

/// Whether a name is enough to be sure: a full one, one word of a full one that the text gives elsewhere, or a known actor's.
pub(super) fn is_whole(stage: &Stage<'_, '_>, source: &Source, seen: &Seen) -> bool {
    let Some(one) = stage.entity(seen.entity) else { return false };
    let quoted = stage.scene.is(seen.tokens.start, words::QUOTED);
    let start = seen.tokens.start;
    // *Apprentice Ada Brae* at the beginning of a sentence: what she is may have been taken for a part of the name.
    let doubtful = |start: usize, count: usize| {
        let known = stage.scene.is(start, words::MAN_NAME | words::WOMAN_NAME) || one.sort != Sort::Person;
        let first =
            stage.scene.is(start, words::FIRST) && !stage.scene.is_seen_inside(stage.scene.word(start));
        first && !known && (count > 2 || super::trades::may_be_trade(&stage.scene.folded(start)))
    };
    if one.known.is_none() && (!is_confirmed(stage.scene, one) || may_be_another(stage.scene, one, seen)) {
        return false;
    }
    if doubtful(start, seen.tokens.len()) || doubtful(one.first, one.words.len()) {
        return false;
    }
    // *Ada Brae SC*: letters after the name are hardly a part of it.
    let letters = |token: usize| stage.scene.is(token, words::ACRONYM);
    if one.words.len() > 2 && letters(seen.tokens.end - 1) && !letters(start) {
        return false;
    }
    let whole = source.tokens.end <= seen.tokens.end || !stage.scene.is(seen.tokens.end, words::CAPITAL);
    // An outlet often only passes on what somebody else said.
    if one.sort == Sort::Outlet {
        return false;
    }
    // *the Christian Unionist*: nothing tells that this is a name.
    let article = start.checked_sub(1).is_some_and(|before| stage.scene.is(before, words::DEFINITE));
    if article && one.sort == Sort::Name && one.known.is_none() && !has_letters(one) {
        return false;
    }
    let plain = !matches!(one.sort, Sort::Account | Sort::Place) && !one.place && !quoted && whole;
    one.known.is_some() && !quoted || plain && one.words.len() > 1
}

/// Whether the text itself tells that a name is neither cut off nor a word too long, as *Hajia Ada Brae* is, *the Norwegian Brae Fund* and
/// *the Brae Foundation of Corvane*: by giving it twice, by its letters, or because it begins with a
/// given name or has no word to spare.
fn is_confirmed(scene: &Scene<'_, '_>, one: &Entity) -> bool {
    let (tokens, times) = &one.whole;
    if *times > 1 {
        return true;
    }
    // *Dòmhnall Ada Brae*: what was taken for a title may be the first of two given names.
    let title = words::ROLE | words::HONORIFIC | words::NATIONALITY | words::AFTER_NAME | words::BODY_NAME;
    let before = tokens.start.checked_sub(1).filter(|before| scene.is(*before, words::CAPITAL));
    if one.sort == Sort::Person
        && before.is_some_and(|before| !scene.is(before, title) && !is_epithet(scene.word(before)))
    {
        return false;
    }
    if !matches!(one.sort, Sort::Person) {
        return has_letters(one);
    }
    // *Ustadz Ada* is hardly a given name and a surname.
    let given = |token: usize| scene.is(token, words::MAN_NAME | words::WOMAN_NAME);
    given(tokens.start) || one.longest.len() == 2 && !given(tokens.start + 1)
}

/// *the Vesme Ports Board (VPB)*
fn has_letters(one: &Entity) -> bool {
    one.forms.iter().any(|form| is_acronym(form))
}

/// *Col Brae*, where Ada Brae is named and not as a colonel: short for a rank, or for a given name.
fn may_be_another(scene: &Scene<'_, '_>, one: &Entity, seen: &Seen) -> bool {
    let Some(rank) = seen.titles.clone().next_back() else { return false };
    let sexed = words::HONORIFIC_MAN | words::HONORIFIC_WOMAN;
    let one_word = seen.tokens.clone().filter(|token| scene.is_word(*token)).count() == 1;
    if !one_word || one.longest.len() < 2 || scene.is(rank, sexed) {
        return false;
    }
    let rank = scene.word(rank);
    let called =
        one.titles.iter().any(|title| title.words.len() > 1 || title.text.starts_with(char::is_lowercase));
    // *Dr* goes with every name; a rank is told once, with the full name or beside it.
    !matches!(rank, "Dr" | "Prof" | "Professor") && !called && !one.full_ranks.iter().any(|full| full == rank)
}
