//! When two names are one: surnames, given names, initials, acronyms.

use super::cast::Entity;
use super::mentions::Sort;
use super::scene::Scene;
use super::words::{self, Words, stem};
use std::collections::HashMap;

/// So many who share one word are told apart; further ones are not looked at.
const MOST: usize = 12;

/// Entities by the words of their names.
#[derive(Default)]
pub(super) struct Index {
    whole: HashMap<String, usize>,
    surname: HashMap<String, Vec<usize>>,
    given: HashMap<String, Vec<usize>>,
    bodies: HashMap<String, Vec<usize>>,
    letters: HashMap<String, Vec<usize>>,
    aliases: HashMap<String, Vec<usize>>,
    /// Words between the first and the last of a person's name: the first surname of two, a patronymic.
    middle: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Enters a form of an entity's name.
    pub(super) fn add(&mut self, words: &Words, entity: usize, name: &[String], sort: Sort) {
        if self.whole.insert(whole(name), entity) == Some(entity) {
            return;
        }
        let Some(last) = name.last() else { return };
        if sort == Sort::Body || sort == Sort::Outlet {
            for word in name {
                push(&mut self.bodies, stem(word), entity);
            }
            for letters in initials(name) {
                push(&mut self.letters, &letters, entity);
            }
            return;
        }
        // *Fair Roads Now (FRN)*: what the letters stand for is a body, whatever its words.
        if name.len() > 2 && !name.iter().any(|word| is_particle(words, word)) {
            for letters in initials(name) {
                push(&mut self.letters, &letters, entity);
            }
        }
        let last = if is_suffix(last) { name.iter().rev().nth(1).unwrap_or(last) } else { last };
        push(&mut self.surname, stem(last), entity);
        for part in last.split('-').filter(|part| part.len() > 2 && *part != last) {
            push(&mut self.surname, stem(part), entity);
        }
        if let Some(first) = name.first().filter(|first| *first != last) {
            push(&mut self.given, stem(words.given(first)), entity);
        }
        for word in name.iter().skip(1).filter(|word| *word != last && !is_particle(words, word)) {
            if word.chars().count() > 2 && !is_suffix(word) {
                push(&mut self.middle, stem(word), entity);
            }
        }
    }

    /// Enters another name of one word.
    pub(super) fn add_alias(&mut self, entity: usize, name: &[String]) {
        push(&mut self.aliases, &whole(name), entity);
    }

    /// The entity that a name of several words is another form of.
    pub(super) fn same(
        &self,
        words: &Words,
        name: &[String],
        sort: Sort,
        entities: &[Entity],
    ) -> Option<usize> {
        if let Some(entity) = self.whole.get(&whole(name)) {
            return Some(*entity);
        }
        if let Some([entity]) = self.aliases.get(&whole(name)).map(Vec::as_slice) {
            return Some(*entity);
        }
        if sort == Sort::Body || sort == Sort::Outlet {
            let last = name.iter().rev().find_map(|word| self.bodies.get(stem(word)))?;
            let fits = |entity: &&usize| {
                entities.get(**entity).is_some_and(|one| one.words.len() > 1 && ends_alike(&one.words, name))
            };
            return last.iter().find(fits).copied();
        }
        // *Golden Anchor*, of Golden Anchor Lines.
        let longer = self.bodies.get(stem(name.first()?)).into_iter().flatten().copied();
        let begins = |entity: &usize| {
            entities
                .get(*entity)
                .is_some_and(|one| one.words.len() > name.len() && one.words.starts_with(name))
        };
        if let Some(body) = longer.into_iter().find(begins) {
            return Some(body);
        }
        let (surname, given) = (surname(name)?, name.first()?);
        let by_surname = self.surname.get(stem(surname)).map(Vec::as_slice).unwrap_or_default();
        let by_given = self.given.get(stem(words.given(given))).map(Vec::as_slice).unwrap_or_default();
        let fits = |entity: &&usize| {
            entities.get(**entity).is_some_and(|one| {
                is_same_person(words, &one.words, name) || is_same_person(words, &one.longest, name)
            })
        };
        by_surname.iter().chain(by_given).find(fits).copied()
    }

    /// Those who have a word as a name: an alias, a surname, a given name, a word of a body's name, its letters.
    pub(super) fn called(&self, words: &Words, word: &str, entities: &[Entity]) -> Vec<usize> {
        let empty: &[usize] = &[];
        let get =
            |map: &HashMap<String, Vec<usize>>, key: &str| map.get(key).map_or(empty, Vec::as_slice).to_vec();
        let key = whole(std::slice::from_ref(&word.to_owned()));
        let of_body =
            |entity: &usize| entities.get(*entity).is_some_and(|one| is_short_form(words, &one.words, word));
        let mut bodies = get(&self.bodies, stem(word));
        bodies.retain(of_body);
        let mut surnames = get(&self.surname, stem(word));
        // The one whose whole surname it is comes before one of whose double name it is a part.
        let whole_surname = |entity: &usize| {
            entities
                .get(*entity)
                .and_then(|one| surname(&one.words))
                .is_some_and(|last| stem(last) == stem(word))
        };
        if surnames.iter().any(whole_surname) {
            surnames.retain(whole_surname);
            // *Brae*, where Ivo Brae and Ada Brae Holt are named: the first of two surnames is called as often.
            let double = |entity: &usize| {
                entities.get(*entity).is_some_and(|one| match one.words.as_slice() {
                    [_, first, _] => {
                        first == word && words.flags(first) & (words::MAN_NAME | words::WOMAN_NAME) == 0
                    }
                    _ => false,
                })
            };
            let more = get(&self.middle, stem(word)).into_iter().filter(double);
            let more: Vec<usize> = more.filter(|entity| !surnames.contains(entity)).collect();
            surnames.extend(more);
        }
        let steps = [
            get(&self.aliases, &key),
            surnames,
            get(&self.given, stem(words.given(word))),
            get(&self.letters, &key),
            bodies,
            get(&self.middle, stem(word)),
        ];
        steps.into_iter().find(|step| !step.is_empty()).unwrap_or_default()
    }

    /// Whether a word is a part of the names of two people or more, whichever part.
    pub(super) fn is_shared(&self, words: &Words, word: &str) -> bool {
        let maps =
            [(&self.surname, stem(word)), (&self.given, stem(words.given(word))), (&self.middle, stem(word))];
        let mut all = maps.iter().flat_map(|(map, key)| map.get(*key).into_iter().flatten());
        all.next().is_some_and(|first| all.any(|other| other != first))
    }
}

fn push(map: &mut HashMap<String, Vec<usize>>, key: &str, entity: usize) {
    let list = map.entry(key.to_owned()).or_default();
    if list.len() < MOST && !list.contains(&entity) {
        list.push(entity);
    }
}

/// What a whole name is looked up by.
fn whole(name: &[String]) -> String {
    let mut key = String::new();
    for word in name {
        let word: String = word.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '.').collect();
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(stem(&word));
    }
    key
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

fn surname(name: &[String]) -> Option<&String> {
    name.iter().rev().find(|word| !is_suffix(word))
}

fn is_particle(words: &Words, word: &str) -> bool {
    words.flags(word) & words::PARTICLE != 0
}

/// Whether two names of several words are one person's: the same surname and no other given name, or one with a patronymic more.
pub(super) fn is_same_person(words: &Words, one: &[String], other: &[String]) -> bool {
    let suffix = |name: &[String]| name.last().filter(|last| is_suffix(last)).cloned();
    if let (Some(one), Some(other)) = (suffix(one), suffix(other))
        && one != other
    {
        return false;
    }
    let plain = |name: &[String]| -> Vec<String> {
        name.iter()
            .filter(|word| !is_suffix(word) && !is_particle(words, word))
            .map(|word| stem(word).to_owned())
            .collect()
    };
    let (one, other) = (plain(one), plain(other));
    let (Some(first), Some(second)) = (one.first(), other.first()) else { return false };
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if one.last() == other.last() {
        // *U Ada Brae*, *Ada Brae*
        if short.len() > 1 && short.len() < long.len() && long.ends_with(short) {
            return true;
        }
        return short.len() > 1 && is_same_given(words, first, second);
    }
    // Given name and patronymic of a longer name; a Hungarian or Chinese name in its other order.
    let begins = short.len() > 1 && short.len() < long.len() && long.starts_with(short);
    let turned =
        short.len() == 2 && long.len() == 2 && short.first() == long.last() && short.last() == long.first();
    begins || turned
}

/// Whether a name of several words may be a person's: two to four words with capital letters, none of which bodies are called by.
pub(super) fn may_be_person(words: &Words, written: &str, name: &[String]) -> bool {
    let body = words::BODY_NAME
        | words::BODY
        | words::COMPANY_NAME
        | words::OUTLET_NAME
        | words::PLACE
        | words::FORCE
        | words::GROUP
        | words::DOCUMENT
        | words::NATIONALITY;
    let given =
        name.first().is_some_and(|first| words.flags(first) & (words::MAN_NAME | words::WOMAN_NAME) != 0);
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_uppercase()).count() < word.chars().count()
            || words.flags(&words::fold(word)) & words::PARTICLE != 0
            || word.ends_with('.')
    };
    (2..=4).contains(&name.len())
        && written.split_whitespace().all(capital)
        && !name.iter().any(|word| words.flags(word) & (words::FUNCTION & !words::PARTICLE) != 0)
        && (given || !name.iter().any(|word| words.flags(word) & body != 0))
}

/// Whether two given names may be one: the same, a spelling of the same, an initial.
fn is_same_given(words: &Words, one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| {
        let short: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
        (short.len() == 1
            || short.len() == 2 && !long.contains('.') && words.flags(&short.iter().collect::<String>()) == 0)
            && short.first() == long.chars().next().as_ref()
            && (short.len() == 1 || long.chars().count() > 2 && one.contains('.') | other.contains('.'))
    };
    one == other || words.given(one) == words.given(other) || initial(one, other) || initial(other, one)
}

/// Whether the words of two bodies are the same but for their order, or one ends as the other is called.
fn ends_alike(one: &[String], other: &[String]) -> bool {
    let plain = |name: &[String]| -> Vec<String> {
        let small = |word: &&String| !matches!(word.as_str(), "of" | "the" | "for" | "and");
        name.iter().filter(small).cloned().collect()
    };
    let (mut one, mut other) = (plain(one), plain(other));
    if one.len() >= 2 && other.len() >= 2 && (one.ends_with(&other) || other.ends_with(&one)) {
        return true;
    }
    one.sort_unstable();
    other.sort_unstable();
    one == other
}

/// Whether one word may stand for a body: its kind (*the Authority*), or the first word of a company's name.
fn is_short_form(words: &Words, name: &[String], word: &str) -> bool {
    let Some(first) = name.first() else { return false };
    let is_last = name.last().is_some_and(|last| stem(last) == stem(word));
    let is_kind = words.flags(word) & (words::BODY_NAME | words::OUTLET_NAME) != 0;
    let of_company =
        name.iter().skip(1).any(|word| words.flags(word) & (words::COMPANY_NAME | words::OUTLET_NAME) != 0);
    is_last || is_kind || first == word && (of_company || name.len() == 1)
}

/// The first letters of a body's words, with and without its small words, and without its first word.
fn initials(name: &[String]) -> Vec<String> {
    let letters = |skip: usize, small: bool| -> String {
        let kept = name
            .iter()
            .skip(skip)
            .filter(|word| small || !matches!(word.as_str(), "of" | "the" | "for" | "and" | "on"));
        kept.flat_map(|word| word.split('-')).filter_map(|part| part.chars().next()).collect()
    };
    let mut found: Vec<String> = [letters(0, false), letters(0, true), letters(1, false)].into();
    if name.len() == 2
        && let [first, second] = name
    {
        found.extend(first.chars().next().zip(second.chars().next()).map(|(a, b)| format!("{a}{b}")));
    }
    found.retain(|letters| letters.chars().count() >= 2);
    found.dedup();
    found
}

/// Other names that the text gives right after a name: *(VWA)*, *call sign “Lis”*, *known as Lis*.
pub(super) fn aliases(scene: &Scene<'_, '_>, after: usize) -> Vec<String> {
    let mut found = Vec::new();
    if scene.is_mark(after, "(") {
        let close = (after + 1..after + 6).find(|token| scene.is_mark(*token, ")"));
        let words: Vec<usize> =
            (after + 1..close.unwrap_or(after)).filter(|token| scene.is(*token, words::CAPITAL)).collect();
        // *CORVANE (APX) —*: an agency, not another name of the town.
        let dateline = close.is_some_and(|close| scene.is_mark(close + 1, "—–-"));
        if let [token] = words.as_slice()
            && !dateline
        {
            found.extend(scene.is(*token, words::ACRONYM).then(|| scene.word(*token).to_owned()));
        }
    }
    let called = (after..after + 7).find(|token| {
        matches!(
            scene.word(*token),
            "sign" | "callsign" | "nicknamed" | "alias" | "pseudonym" | "aka" | "позивний" | "позывной"
        )
    });
    let called = called.or_else(|| {
        (after..after + 5)
            .find(|token| scene.word(*token) == "known")
            .and_then(|known| (known + 1..known + 8).find(|token| scene.word(*token) == "as"))
    });
    if let Some(called) = called {
        let quoted = scene.is_mark(called + 1, "\"“„«‘'");
        let start = called + 1 + usize::from(quoted);
        // *known to everybody as “the Pike”*
        let start = start + usize::from(matches!(scene.word(start), "the" | "The"));
        let end = (start..start + 4).find(|token| !scene.is(*token, words::CAPITAL)).unwrap_or(start);
        if start < end {
            found.push(scene.text.words(start..end).to_owned());
        }
    }
    found
}

/// Whether a name is a man's (above zero) or a woman's (below): its given name, a patronymic, the ending of a Slavic surname.
pub(super) fn gender(words: &Words, name: &[String]) -> i32 {
    let Some(first) = name.first() else { return 0 };
    let flags = words.flags(first) | words.flags(words.given(first));
    match (flags & words::MAN_NAME != 0, flags & words::WOMAN_NAME != 0) {
        (true, false) => return 3,
        (false, true) => return -3,
        _ => {}
    }
    let ends = |word: &String, endings: &[&str]| {
        endings.iter().any(|ending| word.len() > 5 && word.ends_with(ending))
    };
    for word in name.iter().skip(1) {
        if ends(word, &["ovych", "evych", "ovich", "evich", "iovych", "yovych", "ович", "евич", "йович"])
        {
            return 3;
        }
        if ends(word, &["ivna", "ovna", "evna", "yivna", "івна", "ївна", "овна", "евна"]) {
            return -3;
        }
    }
    let last = name.last().filter(|_| name.len() > 1);
    if last
        .is_some_and(|last| ends(last, &["ova", "eva", "ová", "skaya", "ska", "ская", "ська", "ова", "ева"]))
    {
        return -2;
    }
    if name.len() < 2 {
        return 0;
    }
    i32::from(!first.ends_with(['a', 'e', 'i', 'y', 'h', 'а', 'я', 'ó', 'á']))
        - 2 * i32::from(first.ends_with("ia") || first.ends_with("na"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn same(one: &str, other: &str) -> bool {
        let split = |name: &str| name.split(' ').map(words::fold).collect::<Vec<_>>();
        is_same_person(Words::of(Language::English), &split(one), &split(other))
    }

    #[test]
    fn forms_of_one_name_are_one_person() {
        assert!(same("Ada Brae", "A. Brae"));
        assert!(same("Ada Brae", "Ada M. Brae"));
        assert!(same("Oleksandr Holtiuk", "Alexander Holtiuk"));
        assert!(same("Ihor Petrovych", "Ihor Petrovych Holtiuk"));
        assert!(same("Nagy Zoltán", "Zoltán Nagy"));
        assert!(same("Jan van der Holt", "Jan Holt"));
    }

    #[test]
    fn relatives_are_two() {
        assert!(!same("Ada Brae", "Tomas Brae"));
        assert!(!same("Tomas Brae Jr.", "Tomas Brae Sr."));
        assert!(!same("Ada Brae", "Ada Holt"));
    }
}
