//! Titles and descriptions that stand beside names, and what they tell: ages, gender, relatives.

use super::cast::{Cast, Seen, Title, honorific, title};
use super::scene::Scene;
use super::words;
use std::ops::Range;

/// A description is no longer than this.
const LONGEST: usize = 16;

/// Collects what stands beside each name.
pub(super) fn collect(scene: &Scene<'_, '_>, cast: &mut Cast) {
    for place in 0..cast.seen.len() {
        let Some(seen) = cast.seen.get(place).cloned() else { continue };
        if seen.headline || !cast.entity(seen.entity).is_some_and(|one| one.sort.may_be_person()) {
            continue;
        }
        let found = [
            direct(scene, &seen),
            before(scene, &seen),
            after(scene, &seen),
            copula(scene, &seen),
            called(scene, &seen),
        ];
        for tokens in found.into_iter().flatten() {
            describe(scene, cast, seen.entity, tokens);
        }
        if let Some(age) = age(scene, &seen) {
            add(
                cast,
                seen.entity,
                Title { text: age.clone(), words: vec![age], core: 1, at: seen.tokens.end },
            );
        }
        if let Some(sign) = pronoun(scene, cast, place, &seen)
            && let Some(one) = cast.entities.get_mut(seen.entity)
        {
            one.gender += sign;
        }
    }
    for place in 0..cast.seen.len() {
        relative(scene, cast, place);
    }
}

/// Adds a description, and the gender that its noun tells.
fn describe(scene: &Scene<'_, '_>, cast: &mut Cast, entity: usize, tokens: Range<usize>) {
    let Some(title) = title(scene, tokens) else { return };
    let head = title.core.checked_sub(1).and_then(|last| title.words.get(last));
    let flags = head.map_or(0, |head| scene.words.flags(head));
    let sign = i32::from(flags & words::MAN != 0) - i32::from(flags & words::WOMAN != 0);
    if let Some(one) = cast.entities.get_mut(entity) {
        one.gender += sign * 6;
        one.sort =
            if one.sort == super::mentions::Sort::Name { super::mentions::Sort::Person } else { one.sort };
    }
    add(cast, entity, title);
}

fn add(cast: &mut Cast, entity: usize, title: Title) {
    if let Some(one) = cast.entities.get_mut(entity)
        && one.titles.len() < 12
        && one.titles.iter().all(|other| other.text != title.text)
    {
        one.titles.push(title);
    }
}

fn begin(seen: &Seen) -> usize {
    if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start }
}

/// *the engineer Ada Brae*, *Corvane spokesman Ada Brae*.
fn direct(scene: &Scene<'_, '_>, seen: &Seen) -> Option<Range<usize>> {
    let end = begin(seen);
    let last = end.checked_sub(1).filter(|last| scene.is(*last, words::SOMEBODY))?;
    let first = (last.saturating_sub(6)..last).rev().take_while(|token| {
        scene.is_word(*token)
            && !scene.is(*token, words::FUNCTION | words::PREPOSITION | words::VERB | words::CALENDAR)
    });
    Some(first.last().unwrap_or(last)..end)
}

/// *The manager, Ada Brae,*.
fn before(scene: &Scene<'_, '_>, seen: &Seen) -> Option<Range<usize>> {
    let last = begin(seen).checked_sub(1)?;
    // *Their father, old Brae,*
    let aged = matches!(scene.word(last), "old" | "young" | "late" | "elder" | "younger" | "little");
    let comma = last.checked_sub(usize::from(aged)).filter(|token| scene.is_mark(*token, ",—–"))?;
    let after = seen.tokens.end;
    let sentence = scene.sentence(seen.tokens.start);
    let closes =
        after >= sentence.end || scene.is_mark(after, ",.;:)—–”\"’'?!(") || scene.is(after, words::RELATIVE);
    let start = (comma.saturating_sub(LONGEST).max(sentence.start)..comma)
        .rev()
        .take_while(|token| !scene.is_mark(*token, ",;:“”\"—–()"))
        .last()?;
    if !closes {
        return None;
    }
    (start..comma).find_map(|token| {
        let determiner = scene.is(token, words::DEFINITE | words::INDEFINITE) || scene.is_possessive(token);
        let from = if determiner { token + 1 } else { token };
        let begins = determiner || token == start;
        let zone = begins.then(|| zone(scene, from..comma))?;
        let rest = zone.end..comma;
        let plain = !rest.clone().any(|token| scene.is(token, words::VERB | words::RELATIVE));
        (plain && is_description(scene, &zone)).then(|| after_possessive(scene, from..comma))
    })
}

/// *Ada Brae, the mayor of Corvane,*.
fn after(scene: &Scene<'_, '_>, seen: &Seen) -> Option<Range<usize>> {
    if seen.possessive {
        return None;
    }
    let mut comma = seen.tokens.end;
    while scene.is_after_name(comma) {
        comma += 1;
    }
    let mut start = comma + 1;
    if scene.is_mark(comma, ",") && scene.text.tokens.get(start).is_some() && scene.is_mark(start + 1, ",") {
        // The age stands first: *Ada Brae, 54, a clerk*.
        if scene.word(start).bytes().all(|byte| byte.is_ascii_digit()) {
            start += 2;
        }
    } else if !scene.is_mark(comma, ",—–(") {
        return None;
    }
    let found = phrase(scene, start, scene.sentence(seen.tokens.start).end)?;
    // *According to Ada Brae, the manager told her*: nothing closes it, so the manager is somebody else.
    (!scene.is(found.end, words::VERB)).then_some(found)
}

/// *the rebels' chief, who goes by the name of Lis*, *a woman whom everybody calls Lis*, *a soldier known as Lis*.
fn called(scene: &Scene<'_, '_>, seen: &Seen) -> Option<Range<usize>> {
    let sentence = scene.sentence(seen.tokens.start);
    let end = begin(seen);
    let back = end.saturating_sub(8).max(sentence.start);
    let verb = (back..end).rev().find(|token| {
        matches!(scene.word(*token), "goes" | "calls" | "call" | "called" | "known" | "nicknamed" | "named")
    })?;
    let plain = (verb..end).all(|token| !scene.is_mark(token, ",;:.") && !scene.is(token, words::RELATIVE));
    let from = verb.saturating_sub(6).max(sentence.start);
    let clause = (from..verb)
        .rev()
        .find(|token| scene.is(*token, words::RELATIVE) || scene.is_mark(*token, ","))
        .unwrap_or(verb);
    let head = (clause.saturating_sub(8).max(sentence.start)..clause)
        .rev()
        .find(|token| scene.is(*token, words::SOMEBODY))?;
    let start = (head.saturating_sub(4).max(sentence.start)..head)
        .rev()
        .take_while(|token| {
            scene.is_word(*token)
                && !scene.is(*token, words::DEFINITE | words::INDEFINITE | words::VERB | words::PREPOSITION)
        })
        .last()
        .unwrap_or(head);
    plain.then_some(start..head + 1)
}

/// *Ada Brae is the mayor of Corvane*.
fn copula(scene: &Scene<'_, '_>, seen: &Seen) -> Option<Range<usize>> {
    // *The older of the two, Ada Brae, is the director*
    let apposed = scene.is_mark(seen.tokens.end, ",")
        && begin(seen).checked_sub(1).is_some_and(|before| scene.is_mark(before, ","));
    let verb = seen.tokens.end + usize::from(apposed);
    if !matches!(scene.word(verb), "is" | "was" | "became" | "remains" | "chairs")
        || scene.is(verb, words::QUOTED)
    {
        return None;
    }
    // *is no longer coach of the club*: he is called the coach all the same.
    let longer = usize::from(scene.word(verb + 1) == "no" && scene.word(verb + 2) == "longer") * 2;
    let start = verb + 1 + longer;
    let article = scene.is(start, words::DEFINITE) || matches!(scene.word(start), "a" | "an") || longer > 0;
    phrase(scene, start, scene.sentence(verb).end).filter(|_| article)
}

/// The description that begins at a token.
fn phrase(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let end = end.min(start + LONGEST);
    let end = (start..end)
        .find(|token| {
            scene.is_mark(*token, ",.;:()“”\"—–?!")
                || scene.is(*token, words::RELATIVE)
                || scene.is(*token, words::VERB)
        })
        .unwrap_or(end);
    let from =
        start + usize::from(scene.is(start, words::DEFINITE) || matches!(scene.word(start), "a" | "an"));
    let zone = zone(scene, from..end);
    is_description(scene, &zone).then(|| after_possessive(scene, from..end))
}

/// What stands before the first preposition.
fn zone(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Range<usize> {
    let end = tokens.clone().find(|token| {
        scene.is(*token, words::PREPOSITION | words::RELATIVE) && *token > tokens.start
            || matches!(scene.word(*token), "and")
    });
    tokens.start..end.unwrap_or(tokens.end)
}

fn is_description(scene: &Scene<'_, '_>, zone: &Range<usize>) -> bool {
    let last = zone.clone().next_back().is_some_and(|last| scene.is(last, words::SOMEBODY));
    last && zone.len() <= 8 && !zone.clone().any(|token| scene.is(token, words::VERB | words::CALENDAR))
}

/// *head of roads* of *the county's head of roads*: what belongs to the possessor tells nothing of the person.
fn after_possessive(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Range<usize> {
    let core = zone(scene, tokens.clone());
    let start =
        core.clone().rev().find(|token| scene.is_possessive(*token)).map_or(tokens.start, |last| last + 1);
    start..tokens.end
}

/// *Ada Brae, 54,*.
fn age(scene: &Scene<'_, '_>, seen: &Seen) -> Option<String> {
    let comma = seen.tokens.end;
    let number = comma + 1 + usize::from(scene.word(comma + 1) == "aged");
    let word = scene.word(number);
    let is_age = scene.is_mark(comma, ",(") && word.parse::<u32>().is_ok_and(|age| (1..120).contains(&age));
    (is_age && scene.is_mark(number + 1, ",.;)")).then(|| word.to_owned())
}

/// The gender that the first pronoun after the first name of a sentence tells.
fn pronoun(scene: &Scene<'_, '_>, cast: &Cast, place: usize, seen: &Seen) -> Option<i32> {
    let sentence = scene.sentence(seen.tokens.start);
    let first = place.checked_sub(1).and_then(|before| cast.seen.get(before));
    if seen.possessive
        || scene.is(seen.tokens.start, words::QUOTED)
        || seen.tokens.start > sentence.start + 6
        || first.is_some_and(|before| before.tokens.start >= sentence.start)
    {
        return None;
    }
    // *Brae, he replied, had left*: he is somebody else.
    let aside =
        scene.is_mark(seen.tokens.end, ",") && matches!(scene.word(seen.tokens.end + 1), "he" | "she");
    if aside {
        return None;
    }
    let next = cast.seen.get(place + 1).map_or(sentence.end, |next| next.tokens.start);
    let word = (seen.tokens.end..next.min(sentence.end).min(seen.tokens.end + 30))
        .find(|token| {
            !scene.is(*token, words::QUOTED)
                && matches!(scene.word(*token), "he" | "she" | "his" | "her" | "himself" | "herself")
        })
        .map(|token| scene.word(token))?;
    // *Brae says he did nothing*: he may be another one.
    let told = scene.is(seen.tokens.end, words::VERB);
    let sign = if word.starts_with('h') && !word.starts_with("her") { 1 } else { -1 };
    Some(if told { sign } else { 2 * sign })
}

/// A relative named with the given name alone bears the surname where the text later uses it for one of that gender.
fn relative(scene: &Scene<'_, '_>, cast: &mut Cast, place: usize) -> Option<()> {
    let seen = cast.seen.get(place)?.clone();
    let one = cast.entity(seen.entity)?;
    if one.words.len() != 1 || one.known.is_some() || one.inferred.is_some() || one.first != seen.tokens.start
    {
        return None;
    }
    let end = begin(&seen);
    let kin = (end.saturating_sub(3)..end).rev().find(|token| scene.is(*token, words::KIN))?;
    let owner = kin.checked_sub(1)?;
    let possessive = (owner.saturating_sub(2)..=owner).rev().find(|token| scene.is_possessive(*token));
    let person = match possessive {
        Some(mark) => cast.before(mark, 1).next().filter(|one| one.tokens.end == mark)?.entity,
        None => {
            let sign = match scene.folded(owner).as_str() {
                "his" => 1,
                "her" => -1,
                "their" => 0,
                _ => return None,
            };
            let fits = |seen: &&Seen| {
                cast.entity(seen.entity).is_some_and(|one| {
                    one.words.len() > 1
                        && one.sort.may_be_person()
                        && super::cast::gender(scene, one) * sign >= 0
                })
            };
            cast.before(owner, 12).find(fits)?.entity
        }
    };
    let surname = cast.entity(person)?.name.split_whitespace().last()?.to_owned();
    let folded = words::fold(&surname);
    let flags = scene.words.flags(&scene.folded(kin));
    let sign = i32::from(flags & words::MAN != 0) - i32::from(flags & words::WOMAN != 0);
    let used = cast.seen.get(place + 1..)?.iter().take(30).any(|other| {
        let alone =
            scene.folded(other.tokens.start) == folded && other.tokens.len() == 1 && !other.possessive;
        let called = honorific(scene, other.titles.clone());
        let soon = other.tokens.start < seen.tokens.end + 60;
        alone && (called != 0 && called * sign >= 0 || called == 0 && soon)
    });
    if !used {
        return None;
    }
    let (whose, kin) = (cast.entity(person)?.name.clone(), scene.word(kin).to_owned());
    let name = format!("{} {surname}", cast.entity(seen.entity)?.name);
    let words = super::cast::split(&name);
    cast.enter(scene, seen.entity, &words);
    let one = cast.entities.get_mut(seen.entity)?;
    one.name = name;
    one.words = words;
    one.gender += sign * 4;
    one.inferred = Some(format!("the surname is that of {whose}, whose {kin} this is"));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::Text;

    fn titles(source: &str, name: &str) -> Vec<String> {
        let text = Text::new(source);
        let scene = Scene::new(&text, Language::English);
        let mut cast = Cast::new(&scene, &[]);
        collect(&scene, &mut cast);
        let one = cast
            .entities
            .iter()
            .find(|one| one.name == name)
            .unwrap_or_else(|| panic!("{:?}", cast.entities));
        one.titles.iter().map(|title| title.text.clone()).collect()
    }

    #[test]
    fn descriptions_stand_before_and_after() {
        assert_eq!(titles("Ada Brae, the mayor of Corvane, left.", "Ada Brae"), ["mayor of Corvane"]);
        assert_eq!(titles("The manager, Ada Brae, left.", "Ada Brae"), ["manager"]);
        assert_eq!(titles("Its chief executive, Ada Brae, left.", "Ada Brae"), ["chief executive"]);
        assert_eq!(titles("We met the engineer Ada Brae.", "Ada Brae"), ["engineer"]);
        assert_eq!(titles("Ports Minister Ada Brae left.", "Ada Brae"), ["Ports Minister"]);
        assert_eq!(titles("Ada Brae, 54, of Low Lane, left.", "Ada Brae"), ["54"]);
        assert_eq!(titles("Ada Brae, 54, a clerk, left.", "Ada Brae"), ["clerk", "54"]);
        assert_eq!(titles("The town's head of roads, Ada Brae, left.", "Ada Brae"), ["head of roads"]);
    }

    #[test]
    fn relatives_bear_the_surname_where_the_text_uses_it() {
        let source = "Tomas Brae died. His widow, Ada, wept. “He was good,” Mrs Brae said.";
        assert_eq!(titles(source, "Ada Brae"), ["widow"]);
        assert_eq!(titles("Tomas Brae died. His widow, Ada, wept.", "Ada"), ["widow"]);
    }
}
