//! How far a name goes: words with capital letters, with the small words and marks between them.

use super::scene::Scene;
use super::words;
use crate::language::Language;

/// No name has more tokens than this.
const LONGEST: usize = 14;

/// Where a run of words with capital letters ends, with the small words and marks inside it.
pub(super) fn run_end(scene: &Scene<'_, '_>, first: usize, end: usize) -> usize {
    let end = end.min(first + LONGEST);
    let mut last = first;
    let article = first.checked_sub(1).is_some_and(|before| matches!(scene.word(before), "the" | "The"));
    let mut is_body = article || scene.is(first, words::BODY_NAME | words::ROLE | words::OUTLET_NAME);
    loop {
        let next = last + 1;
        if next < end && scene.is_possessive(next) && possessive_goes_on(scene, first, next, end) {
            last = next + 1;
            is_body = true;
            continue;
        }
        if next >= end || scene.is_possessive(next) {
            return last + 1;
        }
        let capital = |token: usize| {
            let day = scene.is(token, words::CALENDAR) && !is_surname(scene, token);
            token < end && scene.is(token, words::CAPITAL) && !day
        };
        let common = capital(next) && scene.is(next, words::FUNCTION) && !scene.is(next, words::PARTICLE);
        let goes_on = if common && !is_written_as_name(scene, first, next) {
            None
        } else if capital(next) {
            Some(next)
        } else if scene.is_mark(next, ".") && is_short(scene, last) {
            // *J. R. Brae*, *J. R. van Brae*
            (next + 1..end.min(next + 5))
                .find(|token| !scene.is(*token, words::PARTICLE) || capital(*token))
                .filter(|token| capital(*token))
        } else if scene.is_mark(next, "&") && capital(next + 1) {
            is_body = true;
            Some(next + 1)
        } else if scene.is(next, words::PARTICLE) {
            (next..end.min(next + 4))
                .find(|token| !scene.is(*token, words::PARTICLE) || capital(*token))
                .filter(|token| capital(*token))
        } else if is_body && is_joiner(scene, next) {
            let and = scene.word(next) == "and";
            let after = next + 1 + usize::from(!and && matches!(scene.word(next + 1), "the" | "der" | "des"));
            // *Health Minister Ada Brae and Finance Minister Ivo Holt* are two.
            let other = words::ACRONYM | words::MAN_NAME | words::WOMAN_NAME | words::ROLE | words::HONORIFIC;
            // *Counsel for Mr Brae*: a role, and whom it is for.
            let whose = scene.word(next) == "for" && scene.is(after, words::HONORIFIC);
            (capital(after)
                && !whose
                && !(and && (scene.is(after, other) || scene.is(after + 1, words::ROLE | words::HONORIFIC)))
                && !scene.is(after, words::FUNCTION))
            .then_some(after)
        } else if scene.is_mark(next, ",")
            && matches!(scene.word(next + 1), "Jr" | "Sr" | "Inc" | "Ltd" | "LLC")
        {
            Some(next + 1)
        } else if scene.is_mark(next, "\"“«‘'") {
            let close = (next + 1..end.min(next + 5)).find(|token| scene.is_mark(*token, "\"”»’'"));
            let inside = close.is_some_and(|close| {
                scene.is(last, words::CAPITAL)
                    && !scene.is(last, words::BODY_NAME)
                    && (next + 1..close).all(|token| scene.is(token, words::CAPITAL))
            });
            let name = close.filter(|_| last == first || inside).and_then(|close| {
                (close + 1..end.min(close + 4))
                    .find(|token| !scene.is(*token, words::PARTICLE) || capital(*token))
            });
            name.filter(|token| capital(*token))
        } else {
            None
        };
        let Some(token) = goes_on else { return with_stop(scene, last, end) };
        is_body |= scene.is(token, words::BODY_NAME | words::ROLE);
        last = token;
    }
}

/// *Mr March*, *Ada May*, and neither *in Ada's March* nor *told Ada March 3*.
fn is_surname(scene: &Scene<'_, '_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else { return false };
    let numbered = scene.word(token + 1).starts_with(|c: char| c.is_ascii_digit());
    let titled = scene.is(before, words::HONORIFIC) && scene.is(before, words::CAPITAL);
    let month = matches!(scene.word(token), "March" | "April" | "May" | "June" | "July" | "August");
    let given = scene.is(before, words::MAN_NAME | words::WOMAN_NAME) && scene.is(before, words::CAPITAL);
    !numbered && (titled || given && month)
}

/// *Senator Ada Were*: in the middle of a sentence a word of the grammar has its capital letter because it is somebody's name.
fn is_written_as_name(scene: &Scene<'_, '_>, first: usize, token: usize) -> bool {
    let person = words::MAN_NAME | words::WOMAN_NAME | words::ROLE | words::HONORIFIC;
    !scene
        .is(token, words::FIRST | words::HEADLINE | words::PREPOSITION | words::DEFINITE | words::INDEFINITE)
        && scene.word(token).chars().count() > 1
        && (first..token).any(|before| scene.is(before, person))
}

/// Whether a possessive ending stands inside a name: *St Aska's Hospital Trust*, *the Growers' Weekly*.
fn possessive_goes_on(scene: &Scene<'_, '_>, first: usize, mark: usize, end: usize) -> bool {
    let saint = matches!(scene.word(first), "St" | "Saint") && mark > first + 1;
    let article = first.checked_sub(1).is_some_and(|before| scene.folded(before) == "the");
    let plural =
        article && (scene.is_mark(mark, "'’") || (first..mark).any(|before| scene.is_possessive(before)));
    let body = (mark + 1..end.min(mark + 5))
        .take_while(|token| {
            let joins = plural && (scene.word(*token) == "and" || scene.is_possessive(*token));
            joins || scene.is(*token, words::CAPITAL) && !scene.is(*token, words::CALENDAR)
        })
        .any(|token| scene.is(token, words::BODY_NAME | words::OUTLET_NAME));
    // *the Women's Court Tour*: people in general own nothing but what is called after them.
    let people = mark > first
        && scene.is(mark - 1, words::GROUP)
        && scene.is(mark + 1, words::CAPITAL)
        && !scene.is(mark + 1, words::ROLE | words::FUNCTION | words::CALENDAR);
    (saint || plural) && body || people
}

/// The stop of *Jr.* belongs to the name.
fn with_stop(scene: &Scene<'_, '_>, last: usize, end: usize) -> usize {
    let short = matches!(scene.word(last), "Jr" | "Sr" | "Inc" | "Corp" | "Ltd");
    let stop = last + 1 < end && scene.is_mark(last + 1, ".") && scene.gap(last, last + 1) == 0;
    // At the end of a sentence the stop is the sentence's as well; the name is written with it all the same.
    last + 1 + usize::from(short && stop)
}

fn is_short(scene: &Scene<'_, '_>, token: usize) -> bool {
    scene.word(token).chars().count() <= 1
        || scene.is(token, words::HONORIFIC)
        || matches!(scene.word(token), "St" | "Jr")
}

pub(super) fn is_joiner(scene: &Scene<'_, '_>, token: usize) -> bool {
    matches!(scene.word(token), "of" | "for" | "and" | "on" | "für" | "des" | "der")
        || scene.language == Language::English && is_foreign_and(scene, token)
}

/// *the Bond Staal en Kabel*: bodies of other countries keep their names in an English text.
fn is_foreign_and(scene: &Scene<'_, '_>, token: usize) -> bool {
    matches!(scene.word(token), "en" | "et" | "y" | "e" | "und" | "og" | "och" | "dan")
}
