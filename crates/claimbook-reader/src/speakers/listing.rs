//! The list of those who speak, in the order of their first statement.

use super::cast::Entity;
use super::mentions::Sort;
use super::stage::{Choice, Stage};
use super::{Resolved, Speaker, SpeakerKind, Voice, Voices, relays};
use crate::Options;
use std::collections::HashMap;

/// Makes the list of speakers in the order of their first statement.
pub(super) struct Listing<'o> {
    options: &'o Options,
    speakers: Vec<Speaker>,
    places: HashMap<usize, usize>,
}

impl<'o> Listing<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Listing { options, speakers: Vec::new(), places: HashMap::new() }
    }

    pub(super) fn list(mut self, mut stage: Stage<'_, '_>) -> Resolved {
        let count = stage.attributions.len();
        let mut inner: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (place, one) in stage.attributions.iter().enumerate() {
            if let Some(list) =
                one.within.filter(|outer| *outer != place).and_then(|outer| inner.get_mut(outer))
            {
                list.push(place);
            }
        }
        let mut voices = Vec::with_capacity(count);
        for attribution in 0..count {
            let choice = stage.chosen.get(attribution).cloned().unwrap_or_default();
            let source = stage.sources.get(attribution).cloned();
            let behalf = source.and_then(|source| relays::on_behalf(&mut stage, &source, choice.entity));
            let through = relays::through(&stage, attribution, choice.entity);
            let inner = inner.get(attribution).map(Vec::as_slice).unwrap_or_default();
            let citing = relays::citing(&mut stage, attribution, inner);
            let voice = self.voice(&stage, choice);
            let on_behalf = behalf.map(|choice| self.voice(&stage, choice));
            let through = through
                .into_iter()
                .filter(|choice| !self.is_publisher(&stage, choice.entity))
                .collect::<Vec<_>>();
            let through = through.into_iter().map(|choice| self.voice(&stage, choice)).collect();
            let citing = citing.into_iter().map(|choice| self.voice(&stage, choice)).collect();
            voices.push(Voices { voice, on_behalf, through, citing });
        }
        Resolved { speakers: self.speakers, voices, chances: Vec::new() }
    }

    fn is_publisher(&self, stage: &Stage<'_, '_>, entity: Option<usize>) -> bool {
        let Some(publisher) = &self.options.publisher else { return false };
        let plain = |name: &str| super::cast::split(name).concat();
        entity.and_then(|entity| stage.entity(entity)).is_some_and(|one| plain(&one.name) == plain(publisher))
    }

    fn voice(&mut self, stage: &Stage<'_, '_>, choice: Choice) -> Voice {
        let speaker = choice.entity.and_then(|entity| self.speaker(stage, entity));
        Voice { speaker, sure: choice.sure && speaker.is_some(), reason: choice.reason }
    }

    fn speaker(&mut self, stage: &Stage<'_, '_>, entity: usize) -> Option<usize> {
        if let Some(place) = self.places.get(&entity) {
            return Some(*place);
        }
        let one = stage.entity(entity)?;
        let kind = match one.sort {
            Sort::Body => SpeakerKind::Organization,
            Sort::Outlet => SpeakerKind::Outlet,
            Sort::Account => SpeakerKind::Account,
            _ if one.unnamed => SpeakerKind::Unnamed,
            Sort::Place => SpeakerKind::Organization,
            Sort::Person | Sort::Name => SpeakerKind::Person,
        };
        let written = plain_name(&one.name);
        let name = with_rank(one, without_nickname(&written));
        let mut aliases: Vec<String> =
            one.forms.iter().map(|form| plain_name(form)).filter(|form| *form != name).collect();
        aliases.dedup();
        self.speakers.push(Speaker {
            known: one.known.and_then(|known| self.options.known.get(known)).map(|known| known.key.clone()),
            kind,
            aliases,
            titles: if one.unnamed {
                Vec::new()
            } else {
                one.titles.iter().map(|title| title.text.clone()).filter(|title| !is_age(title)).collect()
            },
            mentions: one.mentions.clone(),
            name,
        });
        self.places.insert(entity, self.speakers.len() - 1);
        Some(self.speakers.len() - 1)
    }
}

fn is_age(title: &str) -> bool {
    title.bytes().all(|byte| byte.is_ascii_digit())
}

/// *Father Anselm*, *Queen Oda*: with one word alone the rank belongs to the name.
fn with_rank(one: &Entity, name: String) -> String {
    let rank = |rank: &&String| {
        matches!(
            rank.as_str(),
            "Father"
                | "Sister"
                | "Brother"
                | "Mother"
                | "Pope"
                | "King"
                | "Queen"
                | "Prince"
                | "Princess"
                | "Saint"
                | "Lord"
                | "Lady"
                | "Baroness"
        )
    };
    match one.ranks.iter().find(rank).filter(|_| one.words.len() == 1 && !one.unnamed) {
        Some(rank) => format!("{rank} {name}"),
        None => name,
    }
}

/// *Tomas “Pike” Brae* is called Tomas Brae.
fn without_nickname(name: &str) -> String {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘');
    let parts: Vec<&str> = name.split(mark).collect();
    match parts.as_slice() {
        [before, _, after] if !before.trim().is_empty() && !after.trim().is_empty() => {
            format!("{} {}", before.trim(), after.trim())
        }
        _ => name.to_owned(),
    }
}

/// A name without *the* before it.
fn plain_name(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).to_owned()
}
