//! Everybody named in a text: one entity for all forms of a name.

use super::Known;
use super::actors::Actors;
use super::mentions::{self, Mention, Sort, name_words, nickname};
use super::names::{self, Index};
use super::scene::Scene;
use super::words;
use super::written::{is_before_dash, is_shouted};
pub(super) use super::written::{split, surface};
use crate::Span;
use std::collections::HashMap;
use std::ops::Range;

/// Somebody in the text.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The longest form of the name.
    pub(super) name: String,
    /// Its words in small letters.
    pub(super) words: Vec<String>,
    /// The words of the longest form in the text, where a known actor is called otherwise.
    pub(super) longest: Vec<String>,
    /// All forms, in the order of the text.
    pub(super) forms: Vec<String>,
    pub(super) sort: Sort,
    /// Above zero for a man, below for a woman; how far tells how sure.
    pub(super) gender: i32,
    /// More than one.
    pub(super) plural: bool,
    pub(super) titles: Vec<Title>,
    /// The words right before the name that are titles, such as *Father*.
    pub(super) ranks: Vec<String>,
    /// Those of them that stood before the longest form or another of several words.
    pub(super) full_ranks: Vec<String>,
    /// Where the longest form stands first, and how often it stands in the text.
    pub(super) whole: (Range<usize>, usize),
    pub(super) mentions: Vec<Span>,
    /// The known actor that it is, by its place in the list.
    pub(super) known: Option<usize>,
    /// Whether the text gives no name: the name is what it says instead.
    pub(super) unnamed: bool,
    /// Whether it stands where places do: *in Corvane*, or at the head of a report.
    pub(super) place: bool,
    /// Whether the surname was taken over from a relative.
    pub(super) inferred: Option<String>,
    /// The first token that names it.
    pub(super) first: usize,
}

/// A title or a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    /// Its words in small letters.
    pub(super) words: Vec<String>,
    /// How many of them stand before the first preposition.
    pub(super) core: usize,
    /// Where it stands.
    pub(super) at: usize,
}

/// A name in the text and who it is.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) tokens: Range<usize>,
    pub(super) titles: Range<usize>,
    pub(super) entity: usize,
    /// Whether nobody else has this name.
    pub(super) sure: bool,
    pub(super) possessive: bool,
    pub(super) headline: bool,
}

/// Everybody in a text.
#[derive(Default)]
pub(super) struct Cast {
    pub(super) entities: Vec<Entity>,
    /// In the order of the text.
    pub(super) seen: Vec<Seen>,
    index: Index,
    by_known: HashMap<usize, usize>,
    /// Whether those of one word were first called *Lord* (above zero) or *Lady*.
    called: HashMap<usize, i32>,
}

impl Cast {
    /// Brings the names of a text together.
    pub(super) fn new(scene: &Scene<'_, '_>, known: &[Known]) -> Self {
        let mut cast = Cast::default();
        let actors = Actors::new(known);
        let found = mentions::find(scene);
        let mut whose: Vec<Option<(usize, bool)>> = vec![None; found.len()];
        // Names of several words first: a single word before them may then be found in one of them.
        for (mention, who) in found.iter().zip(&mut whose) {
            let words = name_words(scene, mention.tokens.clone());
            let plain = words.iter().filter(|word| scene.words.flags(word) & words::PARTICLE == 0).count();
            if !mention.headline && (plain > 1 || matches!(mention.sort, Sort::Account)) {
                let sure = actors.find(&words).is_some() || actors.find_loose(&words).is_none();
                *who = Some((cast.of_several(scene, mention, words, &actors), sure));
            }
        }
        for ((place, mention), who) in found.iter().enumerate().zip(&mut whose) {
            if who.is_none() {
                *who = cast.of_one(scene, mention, &actors, &found, place);
            }
        }
        for (mention, who) in found.into_iter().zip(whose) {
            if let Some((entity, sure)) = who {
                cast.note(scene, &mention, entity);
                cast.seen.push(Seen {
                    tokens: mention.tokens,
                    titles: mention.titles,
                    entity,
                    sure,
                    possessive: mention.possessive,
                    headline: mention.headline,
                });
            }
        }
        cast
    }

    pub(super) fn entity(&self, entity: usize) -> Option<&Entity> {
        self.entities.get(entity)
    }

    /// The names that begin in a range of tokens.
    pub(super) fn seen_in(&self, tokens: Range<usize>) -> &[Seen] {
        let start = self.seen.partition_point(|seen| seen.tokens.start < tokens.start);
        let end = self.seen.partition_point(|seen| seen.tokens.start < tokens.end);
        self.seen.get(start..end.max(start)).unwrap_or_default()
    }

    /// The last names before a token, the nearest first.
    pub(super) fn before(&self, token: usize, most: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|seen| seen.tokens.end <= token);
        self.seen.get(..end).unwrap_or_default().iter().rev().take(most)
    }

    /// Those who have a word as a name of theirs.
    pub(super) fn called(&self, scene: &Scene<'_, '_>, word: &str) -> Vec<usize> {
        self.index.called(scene.words, word, &self.entities)
    }

    /// Whether a word is a part of the names of two people or more.
    pub(super) fn is_shared(&self, scene: &Scene<'_, '_>, word: &str) -> bool {
        self.index.is_shared(scene.words, word)
    }

    /// Enters another full name of somebody.
    pub(super) fn enter(&mut self, scene: &Scene<'_, '_>, entity: usize, words: &[String]) {
        self.index.add(scene.words, entity, words, Sort::Person);
    }

    /// Adds somebody.
    pub(super) fn add(&mut self, name: String, words: Vec<String>, sort: Sort, first: usize) -> usize {
        self.entities.push(Entity {
            name: name.clone(),
            longest: words.clone(),
            words,
            forms: vec![name],
            sort,
            gender: 0,
            plural: false,
            titles: Vec::new(),
            ranks: Vec::new(),
            full_ranks: Vec::new(),
            whole: (first..first, 0),
            mentions: Vec::new(),
            known: None,
            unnamed: false,
            place: false,
            inferred: None,
            first,
        });
        self.entities.len() - 1
    }

    /// The entity of a known actor.
    fn actor(
        &mut self,
        scene: &Scene<'_, '_>,
        actor: usize,
        actors: &Actors<'_>,
        first: usize,
    ) -> Option<usize> {
        if let Some(entity) = self.by_known.get(&actor) {
            return Some(*entity);
        }
        let known = actors.known.get(actor)?;
        let words = split(&known.name);
        let sort = match words.len() {
            _ if known.aliases.iter().any(|alias| is_acronym(alias)) => Sort::Body,
            0 | 1 => Sort::Name,
            _ if names::may_be_person(scene.words, &known.name, &words) => Sort::Person,
            _ => Sort::Body,
        };
        let entity = self.add(known.name.clone(), words, sort, first);
        if let Some(one) = self.entities.get_mut(entity) {
            one.known = Some(actor);
            one.forms.clear();
        }
        if let Some(words) = self.entity(entity).map(|one| one.words.clone()) {
            self.index.add(scene.words, entity, &words, sort);
        }
        self.by_known.insert(actor, entity);
        Some(entity)
    }

    /// A name of several words.
    fn of_several(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: &Mention,
        words: Vec<String>,
        actors: &Actors<'_>,
    ) -> usize {
        let first = mention.tokens.start;
        let actor = actors.find(&words).or_else(|| {
            let body = mention.sort == Sort::Body;
            body.then(|| actors.find_loose(&words)).flatten()
        });
        let known = actor.and_then(|actor| self.actor(scene, actor, actors, first));
        let entity = known.or_else(|| self.index.same(scene.words, &words, mention.sort, &self.entities));
        let name = surface(scene, mention.tokens.clone());
        let entity = entity.unwrap_or_else(|| self.add(name.clone(), words.clone(), mention.sort, first));
        if let Some(one) = self.entities.get_mut(entity) {
            let grows = words.len() > one.words.len() && one.known.is_none();
            if grows {
                one.name = name;
                one.words.clone_from(&words);
            }
            if words.len() > one.longest.len() {
                one.longest.clone_from(&words);
            }
            one.first = one.first.min(first);
            let told = known.is_some() && mention.sort != Sort::Name;
            let person = mention.sort == Sort::Person && one.known.is_none();
            if person || told || one.sort == Sort::Name {
                one.sort = mention.sort;
            }
        }
        self.index.add(scene.words, entity, &words, mention.sort);
        if let Some(nick) = nickname(scene, mention.tokens.clone()) {
            self.index.add_alias(entity, &split(&nick));
        }
        for alias in names::aliases(scene, mention.tokens.end) {
            let words = split(&alias);
            if let Some(one) = self.entities.get_mut(entity)
                && !one.forms.contains(&alias)
            {
                one.forms.push(alias);
            }
            self.index.add_alias(entity, &words);
        }
        entity
    }

    /// A name of one word: a part of a longer one, or one of its own.
    fn of_one(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: &Mention,
        actors: &Actors<'_>,
        all: &[Mention],
        place: usize,
    ) -> Option<(usize, bool)> {
        let words = name_words(scene, mention.tokens.clone());
        let word = words.last()?.clone();
        if !mention.headline {
            let actor =
                actors.find(&words).and_then(|actor| self.actor(scene, actor, actors, mention.tokens.start));
            // *Mr Brae*, where the desk knows Ada Brae as *Brae* and the text names Ivo Brae: neither is meant for sure.
            let shared = mention.sort == Sort::Person || !mention.titles.is_empty();
            if let Some(entity) = actor
                && !(shared && self.index.is_shared(scene.words, &word))
            {
                self.index.add_alias(entity, &words);
                return Some((entity, true));
            }
        }
        let mut candidates = self.index.called(scene.words, &word, &self.entities);
        if mention.sort == Sort::Person {
            let people = |entity: &usize| self.entity(*entity).is_some_and(|one| one.sort.may_be_person());
            candidates.retain(people);
        }
        let gender = honorific(scene, mention.titles.clone());
        if gender != 0 && candidates.len() > 1 {
            let fits = |entity: &usize| {
                self.entity(*entity).is_some_and(|one| self::gender(scene, one) * gender > -2)
                    && self.called.get(entity).is_none_or(|called| called * gender >= 0)
            };
            candidates.retain(fits);
        }
        // *Lady Brae* is another than *Lord Brae*.
        if let [one] = candidates.as_slice()
            && self.called.get(one).is_some_and(|called| called * gender < 0)
        {
            candidates.clear();
        }
        // *the Authority* is a description, however large its first letter.
        let is_kind = scene.is(mention.tokens.start, words::BODY | words::COMPANY)
            && !scene.is(mention.tokens.start, words::ACRONYM)
            && !(mention.possessive
                && !scene.is(mention.tokens.start, words::FIRST)
                && matches!(
                    word.as_str(),
                    "alliance" | "union" | "league" | "front" | "movement" | "opposition"
                ));
        match candidates.as_slice() {
            [] if mention.headline || is_kind && mention.titles.is_empty() => None,
            [] => {
                let entity = self.single(scene, mention, word);
                if gender != 0 {
                    self.called.insert(entity, gender);
                }
                Some((entity, true))
            }
            [one] => Some((*one, !is_kind)),
            several => {
                // The nearest before it; a person must look.
                let near = all.get(place.saturating_sub(40)..place).unwrap_or_default().iter().rev();
                let near = near.filter(|other| !other.headline).find_map(|other| {
                    let words = name_words(scene, other.tokens.clone());
                    let same = several.iter().find(|entity| {
                        self.entity(**entity).is_some_and(|one| one.words == words && words.len() > 1)
                    });
                    same.copied()
                });
                Some((near.or_else(|| several.first().copied())?, false))
            }
        }
    }

    fn single(&mut self, scene: &Scene<'_, '_>, mention: &Mention, word: String) -> usize {
        let name = surface(scene, mention.tokens.clone());
        let entity = self.add(name, vec![word.clone()], mention.sort, mention.tokens.start);
        self.index.add(scene.words, entity, &[word], mention.sort);
        for alias in names::aliases(scene, mention.tokens.end) {
            self.index.add_alias(entity, &split(&alias));
        }
        entity
    }

    /// Notes where an entity is named, and in which form.
    fn note(&mut self, scene: &Scene<'_, '_>, mention: &Mention, entity: usize) {
        let gender = honorific(scene, mention.titles.clone()) * 8;
        let title = title(scene, mention.titles.clone());
        let name = surface(scene, mention.tokens.clone());
        let words = name_words(scene, mention.tokens.clone()).len();
        let span = scene.text.span(mention.tokens.clone());
        let Some(one) = self.entities.get_mut(entity) else { return };
        // *Mrs Brae* after Tomas Brae is somebody else.
        one.gender += if names::gender(scene.words, &one.words) * gender < 0 { 0 } else { gender };
        one.titles.extend(title.filter(|title| one.titles.iter().all(|other| other.text != title.text)));
        if !mention.headline && !one.forms.contains(&name) && one.forms.len() < 16 {
            one.forms.push(name);
        }
        let rank = mention.titles.clone().next_back().map(|token| scene.word(token).to_owned());
        let several = words > 1;
        if let Some(rank) = &rank
            && several
            && one.full_ranks.len() < 4
        {
            one.full_ranks.push(rank.clone());
        }
        one.ranks.extend(rank.filter(|rank| one.ranks.len() < 4 && !one.ranks.contains(rank)));
        if words == one.longest.len() {
            let (first, times) = &mut one.whole;
            if *times == 0 {
                *first = mention.tokens.clone();
            }
            *times += 1;
        }
        one.mentions.extend(span);
        let dateline =
            scene.is(mention.tokens.start, words::FIRST) && is_shouted(scene, mention.tokens.clone());
        one.place |= mention.sort == Sort::Place || dateline;
        if dateline && one.known.is_none() && is_before_dash(scene, mention.tokens.end) {
            one.sort = Sort::Place;
        }
        if one.sort == Sort::Name && mention.sort == Sort::Person {
            one.sort = Sort::Person;
        }
    }
}

impl Sort {
    /// Whether a name of this sort may be a person's.
    pub(super) fn may_be_person(self) -> bool {
        matches!(self, Sort::Person | Sort::Name | Sort::Account)
    }

    /// Whether a name of this sort may be that of a body.
    pub(super) fn may_be_body(self) -> bool {
        matches!(self, Sort::Body | Sort::Name | Sort::Outlet)
    }
}

pub(super) fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() >= 2 && !name.contains(' ')
}

/// One for *Mr*, minus one for *Mrs*.
pub(super) fn honorific(scene: &Scene<'_, '_>, titles: Range<usize>) -> i32 {
    titles
        .map(|token| match () {
            () if scene.is(token, words::HONORIFIC_WOMAN | words::WOMAN) => -1,
            () if scene.is(token, words::HONORIFIC_MAN | words::MAN) => 1,
            () => 0,
        })
        .sum::<i32>()
        .signum()
}

/// The title that some tokens are; none where they are *Mr* alone.
pub(super) fn title(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<Title> {
    let end = tokens.clone().rev().find(|token| scene.is_word(*token)).map(|last| last + 1)?;
    let start = tokens.clone().find(|token| scene.is_word(*token) && !is_bare_honorific(scene, *token))?;
    let tokens = start..end.max(start);
    let mut words = Vec::new();
    let mut core = None;
    for token in tokens.clone() {
        if scene.is(token, words::PREPOSITION | words::RELATIVE) && core.is_none() && !words.is_empty() {
            core = Some(words.len());
        }
        if scene.is_word(token) {
            words.extend(scene.folded(token).split('-').map(str::to_owned));
        }
    }
    let core = core.unwrap_or(words.len());
    (!words.is_empty()).then(|| Title { text: surface(scene, tokens.clone()), words, core, at: tokens.start })
}

fn is_bare_honorific(scene: &Scene<'_, '_>, token: usize) -> bool {
    scene.is(token, words::HONORIFIC) && !scene.is(token, words::ROLE)
}

/// Whether somebody is a man (above zero) or a woman (below), from what is noted and from the name.
pub(super) fn gender(scene: &Scene<'_, '_>, entity: &Entity) -> i32 {
    if entity.gender.abs() >= 4 || entity.unnamed {
        return entity.gender;
    }
    entity.gender + names::gender(scene.words, &entity.words)
}
