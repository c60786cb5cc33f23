//! Names where they stand: of people, bodies, outlets and accounts.

use super::runs::{is_joiner, run_end};
use super::scene::Scene;
use super::words::{self, fold};
use std::ops::Range;

/// A name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The tokens of the name, without titles and without a possessive ending.
    pub(super) tokens: Range<usize>,
    /// The tokens of the titles with capital letters right before it; empty without any.
    pub(super) titles: Range<usize>,
    /// What it seems to name.
    pub(super) sort: Sort,
    /// Whether a possessive ending follows.
    pub(super) possessive: bool,
    /// Whether it stands in a line of capital letters, which tells nothing of names.
    pub(super) headline: bool,
}

/// What a name seems to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Body,
    Outlet,
    Account,
    Place,
    /// One word that may be any of these.
    Name,
}

/// The names of a text in order.
pub(super) fn find(scene: &Scene<'_, '_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in &scene.text.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let end = sentence.tokens.end;
            if scene.is(token, words::HEADLINE) {
                in_headline(scene, token, &mut found);
                token += 1;
            } else if let Some(account) = account(scene, token, end) {
                token = account.tokens.end;
                found.push(account);
            } else if begins(scene, token) {
                let run = token..run_end(scene, token, end);
                token = run.end;
                analyse(scene, run, &mut found);
            } else {
                token += 1;
            }
        }
    }
    found
}

/// The words of a name in small letters, without marks, quoted nicknames and what follows a name.
pub(super) fn name_words(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for token in tokens.clone() {
        // *the Growers' Union*: the mark of a possessive opens no nickname.
        if scene.is_possessive(token) {
            continue;
        }
        if scene.is_mark(token, "\"“”„«»‘’'") {
            inside = !inside;
        } else if !inside && scene.is_word(token) && !(token > tokens.start && scene.is_after_name(token)) {
            found.push(scene.folded(token));
        }
    }
    found
}

/// The nickname between quotation marks in a name.
pub(super) fn nickname(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<String> {
    let mut marks = tokens.filter(|token| scene.is_mark(*token, "\"“”„«»‘’'"));
    let (open, close) = (marks.next()?, marks.next()?);
    Some(scene.text.words(open + 1..close).to_owned()).filter(|name| !name.is_empty())
}

fn begins(scene: &Scene<'_, '_>, token: usize) -> bool {
    // *Sh2.1bn* is a sum.
    let word = scene.word(token);
    let sum = word.contains(['.', ',']) && word.bytes().any(|byte| byte.is_ascii_digit());
    if scene.is(token, words::CAPITAL) && !sum {
        let common = scene.is(token, words::FUNCTION) && !begins_particle(scene, token);
        let day = scene.is(token, words::CALENDAR);
        return !common && (!day || is_given_month(scene, token) || is_paper_of_day(scene, token));
    }
    false
}

/// *the Sunday Herald*
fn is_paper_of_day(scene: &Scene<'_, '_>, token: usize) -> bool {
    let article = token.checked_sub(1).is_some_and(|before| matches!(scene.word(before), "the" | "The"));
    article
        && scene.word(token) == "Sunday"
        && scene.is(token + 1, words::CAPITAL)
        && !scene.is(token + 1, words::CALENDAR | words::FUNCTION)
}

/// *Jan van der Holt*, but not *in Jan Holt left*.
fn is_given_month(scene: &Scene<'_, '_>, token: usize) -> bool {
    let after = scene.is(token + 1, words::CAPITAL | words::PARTICLE)
        && !scene.is(token + 1, words::FUNCTION & !words::PARTICLE);
    let before =
        token.checked_sub(1).is_some_and(|before| scene.is(before, words::PREPOSITION | words::CALENDAR));
    scene.is(token, words::MAN_NAME | words::WOMAN_NAME) && after && !before
}

/// *Van den Berg* at the beginning of a sentence.
fn begins_particle(scene: &Scene<'_, '_>, token: usize) -> bool {
    scene.is(token, words::PARTICLE)
        && (scene.is(token + 1, words::CAPITAL) && !scene.is(token + 1, words::FUNCTION)
            || scene.is(token + 1, words::PARTICLE) && scene.is(token + 2, words::CAPITAL))
        && scene.language != crate::language::Language::German
}

/// `@name`.
fn account(scene: &Scene<'_, '_>, token: usize, end: usize) -> Option<Mention> {
    let is = scene.is_mark(token, "@") && token + 1 < end && scene.gap(token, token + 1) == 0;
    (is && scene.is_word(token + 1)).then(|| mention(scene, token..token + 2, token..token, Sort::Account))
}

/// A word of a headline, which may be a name that the text knows.
fn in_headline(scene: &Scene<'_, '_>, token: usize, found: &mut Vec<Mention>) {
    if begins(scene, token) && !scene.is(token, words::ROLE | words::BODY | words::GROUP | words::PERSON) {
        let mut one = mention(scene, token..token + 1, token..token, Sort::Name);
        one.headline = true;
        found.push(one);
    }
}

/// The names in a run: perhaps a body, then titles, then somebody.
fn analyse(scene: &Scene<'_, '_>, mut run: Range<usize>, found: &mut Vec<Mention>) {
    while run.len() > 1 && drops_first(scene, run.start) {
        run.start += 1;
        while run.start < run.end && !scene.is(run.start, words::CAPITAL) {
            run.start += 1;
        }
    }
    if run.len() == 1 && is_no_name(scene, run.start) {
        return;
    }
    let Some(name) = after_titles(scene, run.clone()) else {
        let office = scene.is(run.start, words::BODY_NAME) && !scene.is(run.start, words::ROLE);
        if office && is_joiner(scene, run.start + 1) && run.len() > 2 {
            found.push(mention(scene, run.clone(), run.start..run.start, Sort::Body));
            return;
        }
        prefix(scene, run.start..run.end, found);
        return;
    };
    if name.start > run.start {
        prefix(scene, run.start..name.start, found);
    }
    let mut name = name;
    // *Officer 2nd Class Ada Brae*: what follows a number belongs to the rank.
    let rank = name.start.checked_sub(1).is_some_and(|before| {
        let word = scene.word(before);
        word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_alphabetic())
    });
    if rank && name.start == run.start && name.len() > 2 {
        name.start += 1;
    }
    // *the Dutchman Ruud Brae*, *the MP Ada Brae*
    let seat = scene.is(name.start, words::AFTER_NAME) && scene.is(name.start, words::ACRONYM);
    if name.start == run.start && name.len() > 2 && (seat || is_from(scene, name.start)) {
        name.start += 1;
    }
    if name.start == run.start && begins_with_title(scene, &name) {
        name.start += 1;
    }
    let titles = run.start..name.start;
    let name = trim_after(scene, name);
    let sort = sort(scene, &name, !titles.is_empty());
    if sort == Sort::Person
        && let Some(comma) = parted(scene, &name)
    {
        // *The Bank of Estmark and Piet Olund* is never one person.
        found.push(mention(scene, name.start..comma, titles, Sort::Person));
        return;
    }
    found.push(mention(scene, name, titles, sort));
}

/// *Hajia Ada Brae*, *Comendador Ivo Brae*: before a given name and a surname an unknown word tells what somebody is.
fn begins_with_title(scene: &Scene<'_, '_>, name: &Range<usize>) -> bool {
    let given = words::MAN_NAME | words::WOMAN_NAME;
    let no_name = words::BODY_NAME
        | words::OUTLET_NAME
        | words::COMPANY_NAME
        | words::PLACE
        | words::FUNCTION
        | words::ACRONYM
        | words::NATIONALITY;
    let words: Vec<usize> = name.clone().filter(|token| scene.is_word(*token)).collect();
    let [first, second, third, ..] = words.as_slice() else { return false };
    words.len() <= 4
        && words.len() == name.len()
        && !scene.is(*first, given | words::PARTICLE)
        && scene.word(*first).chars().count() > 2
        && !scene.word(*first).contains('-')
        && scene.is(*second, given)
        && scene.is(*third, words::CAPITAL | words::PARTICLE)
        && words.iter().all(|token| !scene.is(*token, no_name & !words::PARTICLE))
}

/// Whether a word after an article says where the one named after it is from.
fn is_from(scene: &Scene<'_, '_>, token: usize) -> bool {
    let article = token.checked_sub(1).is_some_and(|before| scene.is(before, words::DEFINITE));
    let body = words::BODY_NAME
        | words::OUTLET_NAME
        | words::COMPANY_NAME
        | words::PLACE
        | words::FUNCTION
        | words::NATIONALITY;
    article
        && scene.is(token, words::NATIONALITY)
        && scene.is(token + 1, words::CAPITAL)
        && !scene.is(token + 1, body)
        && (scene.is(token + 2, words::PARTICLE)
            || scene.is(token + 2, words::CAPITAL) && !scene.is(token + 2, body))
}

/// Where *and* parts the name of a person from what follows.
fn parted(scene: &Scene<'_, '_>, name: &Range<usize>) -> Option<usize> {
    name.clone().find(|token| matches!(scene.word(*token), "and" | "of" | "for" | "on"))
}

/// *Big Tom Brae*
pub(super) fn is_epithet(word: &str) -> bool {
    matches!(word, "Big" | "Little" | "Young" | "Old" | "Wee" | "Poor" | "Dear")
}

/// Whether the first word of a run is no part of the name.
fn drops_first(scene: &Scene<'_, '_>, token: usize) -> bool {
    let word = scene.word(token);
    if is_epithet(word)
        && scene.is(token + 2, words::CAPITAL)
        && !scene.is(token + 2, words::BODY_NAME | words::PLACE)
    {
        return true;
    }
    if !scene.is(token, words::FIRST) || begins_particle(scene, token) {
        return false;
    }
    let elsewhere = scene.is_seen_inside(word);
    if may_be_trade(scene, token) && !elsewhere {
        return true;
    }
    scene.is(token, words::FUNCTION)
        || scene.is(token, words::STARTER) && !elsewhere && scene.is_seen_small(&fold(word))
        || scene.is(token, words::GROUP) && !scene.is(token, words::BODY_NAME | words::ROLE)
        || (word.ends_with("ly") || word.ends_with("ing")) && scene.is_seen_small(&fold(word))
}

/// Whether the first word of a sentence may be what the one named after it is: *Greengrocer Ivo Holt*.
pub(super) fn may_be_trade(scene: &Scene<'_, '_>, token: usize) -> bool {
    let known = words::MAN_NAME
        | words::WOMAN_NAME
        | words::BODY_NAME
        | words::OUTLET_NAME
        | words::PLACE
        | words::ROLE;
    let name = |token: usize| {
        scene.is(token, words::CAPITAL) && !scene.is(token, words::BODY_NAME | words::FUNCTION)
    };
    let given = scene.is(token + 1, words::MAN_NAME | words::WOMAN_NAME);
    scene.is(token, words::FIRST)
        && !scene.is(token, known | words::ACRONYM)
        && name(token + 1)
        && name(token + 2)
        && (given || super::trades::may_be_trade(&scene.folded(token)))
}

/// Whether a word that stands alone names nobody.
fn is_no_name(scene: &Scene<'_, '_>, token: usize) -> bool {
    if scene.is_nickname(token) {
        return false;
    }
    if scene.is_of_people(token) {
        return true;
    }
    let first = scene.is(token, words::FIRST) && scene.is_common_at_start(token);
    let german = scene.language == crate::language::Language::German
        && (scene.is(token, words::ROLE | words::BODY | words::GROUP | words::DOCUMENT | words::FUNCTION));
    let noun = scene
        .is(token, words::ROLE | words::HONORIFIC | words::GROUP | words::DOCUMENT | words::NATIONALITY)
        && !scene.is(token, words::MAN_NAME | words::WOMAN_NAME);
    // *the NGO*
    let kind =
        scene.is(token, words::ACRONYM) && scene.is(token, words::BODY) && !scene.is(token, words::BODY_NAME);
    first || german || noun || kind || scene.word(token).chars().count() < 2
}

/// The part of a run after its titles; `None` where there are only titles.
fn after_titles(scene: &Scene<'_, '_>, run: Range<usize>) -> Option<Range<usize>> {
    let is_title =
        |token: usize| scene.is(token, words::ROLE | words::HONORIFIC) && scene.is(token, words::CAPITAL);
    let is_given =
        scene.is(run.start, words::MAN_NAME | words::WOMAN_NAME) && !scene.is(run.start, words::HONORIFIC);
    let end = run.clone().rev().find(|token| !scene.is_after_name(*token) && scene.is_word(*token))?;
    let title = if is_given { None } else { (run.start..end).rev().find(|token| is_title(*token)) };
    // *Police Chief Dean Brae*: after another title it is a given name.
    let given = words::MAN_NAME | words::WOMAN_NAME;
    let title = title.map(|title| match title.checked_sub(1) {
        Some(before) if before >= run.start && scene.is(title, given) && is_title(before) => before,
        _ => title,
    });
    let Some(title) = title else {
        let office = is_title(end) && !scene.is(end, words::SURNAME | words::HONORIFIC);
        let only = office || run.clone().all(|token| !scene.is(token, words::CAPITAL) || is_title(token));
        return (!only || is_given && run.len() == 2).then_some(run);
    };
    // *Goalkeeper “Pike” Brae*
    let close = (title + 3..run.end)
        .find(|token| scene.is_mark(*token, "\"”»’'"))
        .filter(|_| scene.is_mark(title + 1, "\"“«‘'"));
    let from = close.filter(|close| close + 1 < run.end).unwrap_or(title);
    let after = (from + 1..run.end).find(|token| scene.is_word(*token))?;
    let rest = after..run.end;
    if is_joiner(scene, after) {
        // *Minister of Rivers Piet Olund*: what is left after two words or one is the office.
        let capitals: Vec<usize> = rest.filter(|token| scene.is(*token, words::CAPITAL)).collect();
        let from = capitals.len().checked_sub(2).filter(|from| *from > 0);
        let bodies =
            capitals.iter().rev().take(2).any(|token| scene.is(*token, words::BODY_NAME | words::PLACE));
        return from.filter(|_| !bodies).and_then(|from| Some(*capitals.get(from)?..run.end));
    }
    // *Association of Resident Physicians of Corvane*
    let whole = scene.is(run.start, words::BODY_NAME) && is_joiner(scene, run.start + 1);
    if whole && rest.clone().any(|token| is_joiner(scene, token)) {
        return Some(run);
    }
    // *General Staff* is a body, *Office of the President* too.
    let body = rest.clone().any(|token| scene.is(token, words::BODY_NAME));
    let office = rest.clone().all(|token| scene.is(token, words::BODY_NAME));
    if body
        && (office || !scene.is(title, words::HONORIFIC))
        && !scene.is(after, words::MAN_NAME | words::WOMAN_NAME)
    {
        return Some(run);
    }
    if rest.clone().all(|token| !scene.is_word(token) || is_title(token)) {
        return None;
    }
    // *Witness B*: with a letter alone what somebody is belongs to the name.
    let letter = rest.len() == 1 && scene.word(after).chars().count() == 1;
    if letter && scene.is(title, words::ROLE) && !scene.is(title, words::HONORIFIC) {
        return Some(title..rest.end);
    }
    Some(rest)
}

/// A body named before titles: *NATO* in *NATO Secretary General*.
fn prefix(scene: &Scene<'_, '_>, titles: Range<usize>, found: &mut Vec<Mention>) {
    let first = titles.clone().find(|token| scene.is(*token, words::ROLE | words::HONORIFIC));
    let before = titles.start..first.unwrap_or(titles.start);
    let of = titles.clone().find(|token| is_joiner(scene, *token)).map(|of| of + 1..titles.end);
    for part in [Some(before), of].into_iter().flatten() {
        let start = part.clone().find(|token| scene.is(*token, words::CAPITAL));
        let part = start.unwrap_or(part.end)..part.end;
        if part.clone().any(|token| scene.is(token, words::BODY_NAME | words::ACRONYM)) {
            found.push(mention(scene, part, titles.start..titles.start, Sort::Body));
        }
    }
}

fn sort(scene: &Scene<'_, '_>, name: &Range<usize>, titled: bool) -> Sort {
    let has = |flags| name.clone().any(|token| scene.is(token, flags) && scene.is(token, words::CAPITAL));
    let capitals = name.clone().filter(|token| scene.is(*token, words::CAPITAL)).count();
    // Nobody is called *the Ada Brae*: *the Christian Unionist* is a description.
    let article = name
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(scene.word(before), "the" | "The" | "a" | "an"));
    let given = scene.is(name.start, words::MAN_NAME | words::WOMAN_NAME) && !article;
    if titled || given && capitals == 2 && !has(words::COMPANY_NAME | words::OUTLET_NAME) {
        return Sort::Person;
    }
    let before = name.start.checked_sub(1);
    let last = scene.word(name.end - 1);
    let site = last.rsplit_once('.').is_some_and(|(_, end)| {
        matches!(
            fold(end).as_str(),
            "net" | "com" | "org" | "ua" | "de" | "ru" | "info" | "news" | "tv" | "eu"
        )
    });
    if site || before.is_some_and(|before| scene.is(before, words::OUTLET)) {
        return Sort::Outlet;
    }
    if has(words::OUTLET_NAME) && (capitals > 1 || scene.is(name.start, words::ACRONYM)) && !given {
        return Sort::Outlet;
    }
    if has(words::BODY_NAME | words::ACRONYM) || name.clone().any(|token| scene.is_mark(token, "&")) {
        return Sort::Body;
    }
    if name.clone().any(|token| matches!(scene.word(token), "of" | "for" | "on")) {
        return Sort::Body;
    }
    let placed = before.is_some_and(|before| {
        matches!(
            scene.word(before),
            "in" | "at" | "on" | "near" | "from" | "outside" | "of" | "into" | "across" | "around"
        )
    });
    if scene.is(name.end - 1, words::PLACE) && capitals > 1 {
        return Sort::Place;
    }
    // *looked at Ada Brae* says nothing of places.
    let weak = before.is_some_and(|before| matches!(scene.word(before), "at" | "on" | "around" | "near"));
    if placed
        && !(weak && capitals > 1)
        && !given
        && scene.word(before.unwrap_or(0)) != "from"
        && scene.word(before.unwrap_or(0)) != "of"
    {
        return Sort::Place;
    }
    if capitals < 2 {
        return Sort::Name;
    }
    if article { Sort::Name } else { Sort::Person }
}

/// A name without *KC* and the like at its end.
fn trim_after(scene: &Scene<'_, '_>, name: Range<usize>) -> Range<usize> {
    let keeps = |token: usize| {
        let word = scene.word(token);
        !scene.is_after_name(token)
            || matches!(word, "Jr" | "Sr" | "II" | "III" | "IV")
            || scene.is_mark(token, ".")
    };
    let end = (name.start..name.end).rev().find(|token| keeps(*token)).map_or(name.end, |last| last + 1);
    name.start..end.max(name.start + 1)
}

fn mention(scene: &Scene<'_, '_>, tokens: Range<usize>, titles: Range<usize>, sort: Sort) -> Mention {
    let possessive = scene.is_possessive(tokens.end);
    Mention { tokens, titles, sort, possessive, headline: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::Text;

    #[track_caller]
    fn check(source: &str, wanted: &[(&str, Sort)]) {
        let text = Text::new(source);
        let scene = Scene::new(&text, Language::English);
        let found = find(&scene);
        let found: Vec<(&str, Sort)> =
            found.iter().map(|one| (text.words(one.tokens.clone()), one.sort)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn people_have_particles_initials_and_what_follows() {
        check(
            "He met Jan van der Holt and J. K. Brae Jr. there.",
            &[("Jan van der Holt", Sort::Person), ("J. K. Brae Jr.", Sort::Person)],
        );
        check("He met Tomas \"the Pike\" Brae KC there.", &[("Tomas \"the Pike\" Brae", Sort::Person)]);
        check("Van den Holt left.", &[("Van den Holt", Sort::Person)]);
    }

    #[test]
    fn titles_are_no_part_of_names() {
        check(
            "Foreign Minister Ada Brae met Dr. Holt.",
            &[("Ada Brae", Sort::Person), ("Holt", Sort::Person)],
        );
        check("The Minister of Ports Ada Brae left.", &[("Ada Brae", Sort::Person)]);
        check("The Prime Minister left.", &[]);
        check("OSPA Secretary General Ada Brae left.", &[("OSPA", Sort::Body), ("Ada Brae", Sort::Person)]);
    }

    #[test]
    fn bodies_and_outlets_are_told_by_their_words() {
        check(
            "The Ministry of Ports told Corvane Radio.",
            &[("Ministry of Ports", Sort::Body), ("Corvane Radio", Sort::Outlet)],
        );
        check(
            "The General Staff and the CPD met Brae & Holt.",
            &[("General Staff", Sort::Body), ("CPD", Sort::Body), ("Brae & Holt", Sort::Body)],
        );
        check(
            "It was written by @brae_ada, Holt.net says.",
            &[("@brae_ada", Sort::Account), ("Holt.net", Sort::Outlet)],
        );
    }

    #[test]
    fn first_words_of_sentences_are_no_names() {
        check(
            "Critics left. Yesterday Brae came. Repairs began, and repairs ended.",
            &[("Brae", Sort::Name)],
        );
        check("On Tuesday he left. In March Ada Brae came.", &[("Ada Brae", Sort::Person)]);
    }
}
