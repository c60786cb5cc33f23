//! Each attribution in turn: who is meant by its source, and the list of those who speak.

use super::cast::{Cast, Entity, Seen, honorific};
use super::mentions::Sort;
use super::scene::Scene;
use super::sources::{self, Form, Source};
use super::stage::{Choice, Said, Stage};
use super::{Resolved, Speaker, SpeakerKind, Voice, Voices, appositions, nominals, pronouns, relays, words};
use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Options};
use std::collections::HashMap;

/// How sure the reader must be of an attribution for its speaker to be taken without a look.
const TRUSTED: f32 = 0.75;

/// Brings the sources of the attributions together as speakers.
pub(crate) fn resolve(
    text: &Text<'_>,
    language: Language,
    attributions: &[Attribution],
    options: &Options,
) -> Resolved {
    if attributions.is_empty() {
        return Resolved::default();
    }
    let scene = Scene::new(text, language);
    let mut cast = Cast::new(&scene, &options.known);
    appositions::collect(&scene, &mut cast);
    relays::mark_outlets(&scene, &mut cast);
    let read = |one: &Attribution| sources::read(&scene, &cast, &scene.tokens(&one.source));
    let sources: Vec<Source> = attributions.iter().map(read).collect();
    let relatives = cast.entities.iter().any(|one| {
        let kin = |title: &super::cast::Title| {
            let head = title.core.checked_sub(1).and_then(|last| title.words.get(last));
            head.is_some_and(|head| scene.words.flags(head) & words::KIN != 0)
        };
        one.words.len() == 1 && one.titles.iter().any(kin)
    });
    let mut stage = Stage {
        scene: &scene,
        cast,
        attributions,
        sources,
        said: Vec::new(),
        unnamed: HashMap::new(),
        reported: reported(&scene, attributions),
        relatives,
        authors: HashMap::new(),
        chosen: Vec::with_capacity(attributions.len()),
    };
    for attribution in 0..attributions.len() {
        let choice = choose(&mut stage, attribution);
        if let Some(entity) = choice.entity {
            let token = stage.anchor(attribution);
            let nested = attributions.get(attribution).is_some_and(|one| one.within.is_some());
            // An outlet's tail around a statement does not make the outlet the one who speaks on.
            let outlet = stage.entity(entity).is_some_and(|one| one.sort == Sort::Outlet) && !nested;
            let wraps = outlet
                && attributions.get(attribution + 1).is_some_and(|next| next.within == Some(attribution));
            let paragraph = scene.paragraph(token);
            stage.said.push(Said {
                attribution,
                paragraph,
                entity,
                nested: nested && !wraps_outlet(&stage, attribution) || wraps,
            });
        }
        stage.chosen.push(choice);
    }
    doubt_shared(&mut stage);
    Listing::new(options).list(stage)
}

/// For each token, whether it stands in the content of an attribution that is in no other.
fn reported(scene: &Scene<'_, '_>, attributions: &[Attribution]) -> Vec<bool> {
    let mut found = vec![false; scene.text.tokens.len()];
    for one in attributions.iter().filter(|one| one.within.is_none()) {
        for span in &one.content {
            if let Some(tokens) = found.get_mut(scene.text.tokens_in(*span)) {
                tokens.fill(true);
            }
        }
    }
    found
}

/// Words that two are said to have said are nobody's for sure.
fn doubt_shared(stage: &mut Stage<'_, '_>) {
    let all = stage.attributions;
    for (place, one) in all.iter().enumerate() {
        let entity = stage.chosen.get(place).and_then(|choice| choice.entity);
        for (other, next) in all.iter().enumerate().skip(place + 1).take(4) {
            let nested = next.within == Some(place) || one.within == Some(other);
            let shared =
                !nested && one.content.iter().any(|span| next.content.iter().any(|other| span.meets(*other)));
            if shared && stage.chosen.get(other).is_some_and(|choice| choice.entity != entity) {
                for place in [place, other] {
                    if let Some(choice) = stage.chosen.get_mut(place) {
                        choice.sure = false;
                    }
                }
            }
        }
    }
}

/// Whether the statement around a nested one is an outlet's.
fn wraps_outlet(stage: &Stage<'_, '_>, attribution: usize) -> bool {
    let outer = stage.outer(attribution).and_then(|outer| stage.entity(outer));
    outer.is_some_and(|one| one.sort == Sort::Outlet)
}

/// Who is meant by the source of an attribution.
fn choose(stage: &mut Stage<'_, '_>, attribution: usize) -> Choice {
    let Some(source) = stage.sources.get(attribution).cloned() else { return Choice::default() };
    if is_quoting(stage, &source)
        && let Some(choice) = subject(stage, attribution)
    {
        return choice;
    }
    match source.form {
        Form::Name(ref seen) => named(stage, attribution, &source, seen),
        Form::Pronoun(token) => pronouns::resolve(stage, attribution, token),
        Form::Nominal(nominal) => nominals::resolve(stage, attribution, &nominal),
        Form::Nobody => opening(stage, attribution)
            .or_else(|| subject(stage, attribution))
            .unwrap_or_else(|| continued(stage, attribution)),
    }
}

/// *was quoted by the Courier as saying*: the source that was marked only passes it on.
fn is_quoting(stage: &Stage<'_, '_>, source: &Source) -> bool {
    let scene = stage.scene;
    let start = source.tokens.start;
    let by = (start.saturating_sub(2)..start).find(|token| scene.word(*token) == "by");
    let quoted = by
        .and_then(|by| by.checked_sub(1))
        .is_some_and(|verb| matches!(scene.word(verb), "quoted" | "cited"));
    quoted && scene.word(source.tokens.end) == "as"
}

/// *Direct speech from the Board: “…”*: the name before the colon with which a line begins.
fn label(stage: &Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let scene = stage.scene;
    let sentence = scene.sentence(stage.anchor(attribution));
    let colon =
        (sentence.start..sentence.end.min(sentence.start + 10)).find(|token| scene.is_mark(*token, ":"))?;
    let seen =
        stage.cast.before(colon, 1).next().filter(|seen| seen.tokens.end == colon && !seen.headline)?;
    (seen.tokens.start >= sentence.start).then(|| {
        Choice::proposal(seen.entity, format!("{} stands before the colon", stage.name(seen.entity)))
    })
}

/// *In the view of Ada Brae, …*, *…, warns Brae*: a name that the sentence gives where no source was marked.
fn opening(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let one = stage.attributions.get(attribution)?;
    let scene = stage.scene;
    let Some(cue) =
        one.cue.first().map(|cue| scene.text.tokens_in(*cue)).filter(|cue| !scene.is_mark(cue.start, ":"))
    else {
        return label(stage, attribution);
    };
    let sentence = scene.sentence(cue.start);
    // The name was marked as a part of the cue.
    if let Some(seen) = stage.cast.seen_in(cue.start..cue.start + 1).first().cloned() {
        return Some(Choice { sure: false, ..named(stage, attribution, &Source::of_name(&seen), &seen) });
    }
    let comma = (cue.end..sentence.end.min(cue.end + 14)).find(|token| scene.is_mark(*token, ",:“\""));
    let end = comma.unwrap_or(sentence.end.min(cue.end + 14));
    let leans = (cue.start.saturating_sub(1).max(sentence.start)..cue.end).any(|token| {
        matches!(
            scene.word(token),
            "view" | "opinion" | "words" | "According" | "according" | "account" | "eyes"
        )
    });
    let last = cue.end + 3 >= sentence.end && cue.start > sentence.start + 2;
    let beside = one.content.first().is_some_and(|span| scene.text.tokens_in(*span).start < cue.start)
        && stage.cast.seen_in(cue.end..cue.end + 4).first().is_some_and(|seen| {
            let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
            start == cue.end && scene.is_mark(seen.tokens.end, ",.;")
        });
    if !leans && !last && !beside {
        return None;
    }
    let after = cue.end + usize::from(matches!(scene.word(cue.end), "of" | "to"));
    let seen = stage.cast.seen_in(after..end).first().cloned()?;
    let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
    if (after..start).any(|token| scene.is(token, words::PREPOSITION | words::VERB)) {
        return None;
    }
    let source = sources::read(scene, &stage.cast, &(after..seen.tokens.end).collect::<Vec<_>>());
    let mut choice = named(stage, attribution, &source, &seen);
    choice.sure = false;
    Some(choice)
}

/// *Brae left the hall but said …*: the subject of a sentence whose cue has no source of its own.
fn subject(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let one = stage.attributions.get(attribution)?;
    let scene = stage.scene;
    let cue = scene.text.tokens_in(*one.cue.first()?).start;
    let sentence = scene.sentence(cue);
    let mut end = cue.min(sentence.start + 16);
    for span in &one.content {
        let content = scene.text.tokens_in(*span);
        end = if content.start < cue { end.min(content.start) } else { end };
    }
    let end = (sentence.start..end)
        .find(|token| scene.is(*token, words::VERB | words::QUOTED) || scene.is_mark(*token, ":;"))
        .unwrap_or(end);
    let tokens: Vec<usize> = (sentence.start..end).collect();
    if tokens.is_empty() || cue == sentence.start {
        return None;
    }
    let first = sources::read(scene, &stage.cast, tokens.get(..1).unwrap_or_default());
    let subject = |token: usize| !scene.is(token, words::DEFINITE);
    if let Form::Pronoun(token) = first.form
        && subject(token)
    {
        return Some(pronouns::resolve(stage, attribution, token));
    }
    let source = sources::read(scene, &stage.cast, &tokens);
    let mut choice = match source.form {
        Form::Name(ref seen) => named(stage, attribution, &source, seen),
        Form::Nominal(ref nominal)
            if scene.is(nominal.head, words::SOMEBODY | words::BODY | words::GROUP) =>
        {
            nominals::resolve(stage, attribution, nominal)
        }
        _ => {
            // *Ada Brae flatly refused but said*: the name that the sentence begins with.
            let seen = stage.cast.seen_in(sentence.start..end).first().cloned();
            let seen = seen.filter(|seen| seen.tokens.start < sentence.start + 3 && !seen.possessive)?;
            named(stage, attribution, &source, &seen)
        }
    };
    choice.sure = false;
    Some(choice)
}

/// A name: its entity; where several have it, the one named or heard last.
fn named(stage: &Stage<'_, '_>, attribution: usize, source: &Source, seen: &Seen) -> Choice {
    let written = super::cast::surface(stage.scene, seen.tokens.clone());
    let called = honorific(stage.scene, seen.titles.clone());
    let alone = stage.entity(seen.entity).is_some_and(|one| one.words.len() > 1 || one.known.is_some());
    let one_word = seen.tokens.clone().filter(|token| stage.scene.is_word(*token)).count() == 1;
    let contradicts = called != 0 && stage.gender(seen.entity) * called < 0;
    let others = if one_word {
        stage.cast.called(stage.scene, &stage.scene.folded(seen.tokens.start))
    } else {
        Vec::new()
    };
    if seen.sure && others.len() < 2 && !contradicts {
        let inferred = stage.entity(seen.entity).and_then(|one| one.inferred.clone());
        // A source that was cut out of a longer phrase, or that the model doubts, is for a person to look at.
        let cut = stage.scene.is(source.tokens.start, words::PREPOSITION);
        let trusted = stage.attributions.get(attribution).is_some_and(|one| one.confidence >= TRUSTED);
        let full = is_full(stage, source, seen) && is_alone(stage, attribution, source, seen, one_word);
        let sure = full && !source.several && inferred.is_none() && !seen.headline && !cut && trusted;
        let name = stage.name(seen.entity);
        let reason = match (inferred, source.several, one_word && alone) {
            (Some(inferred), _, _) => inferred,
            (None, true, _) => format!("“{written}” is the nearest of several names"),
            (None, false, true) if written != name => format!("“{written}”: nobody else is called so"),
            _ => "named".to_owned(),
        };
        return Choice { entity: Some(seen.entity), sure, reason };
    }
    let weights = stage.weights(seen.tokens.start, attribution);
    let titles: Vec<String> =
        seen.titles.clone().chain(described(source)).map(|token| stage.scene.folded(token)).collect();
    let mut best: Vec<(i32, usize)> = Vec::new();
    for entity in others.iter().copied().chain(std::iter::once(seen.entity)) {
        if called * stage.gender(entity) < 0 || best.iter().any(|(_, one)| *one == entity) {
            continue;
        }
        let weight = weights.iter().find(|(one, _)| *one == entity).map_or(0, |(_, weight)| *weight);
        let title = stage.entity(entity).is_some_and(|one| {
            one.titles.iter().any(|title| title.words.iter().any(|word| titles.contains(word)))
        });
        let agrees = called != 0 && called * stage.gender(entity) > 1;
        // The name alone means the one who bears it first.
        let first = i32::from(stage.entity(entity).is_some_and(|one| one.inferred.is_none()));
        best.push((weight + i32::from(title) * 15 + i32::from(agrees) * 4 + first, entity));
    }
    best.sort_by_key(|(weight, entity)| (-*weight, *entity));
    let Some((_, entity)) = best.first() else {
        return Choice::proposal(seen.entity, format!("“{written}”: nobody of that name fits better"));
    };
    let name = stage.name(*entity);
    match best.get(1) {
        Some((_, other)) => {
            Choice::proposal(*entity, format!("“{written}” may also be {}", stage.name(*other)))
        }
        None => Choice::proposal(
            *entity,
            format!("“{written}”: of those of that name only {name} fits the title"),
        ),
    }
}

/// Whether a name is enough to be sure: a full one, one word of a full one that the text gives elsewhere, or a known actor's.
fn is_full(stage: &Stage<'_, '_>, source: &Source, seen: &Seen) -> bool {
    let Some(one) = stage.entity(seen.entity) else { return false };
    let quoted = stage.scene.is(seen.tokens.start, words::QUOTED);
    let start = seen.tokens.start;
    let known = stage.scene.is(start, words::MAN_NAME | words::WOMAN_NAME) || one.sort != Sort::Person;
    let first = stage.scene.is(start, words::FIRST) && !stage.scene.is_seen_inside(stage.scene.word(start));
    if first && !known && (seen.tokens.len() > 2 || super::trades::may_be_trade(&stage.scene.folded(start))) {
        return false;
    }
    let whole = source.tokens.end <= seen.tokens.end || !stage.scene.is(seen.tokens.end, words::CAPITAL);
    let plain = !matches!(one.sort, Sort::Account | Sort::Place) && !one.place && !quoted && whole;
    one.known.is_some() && !quoted || plain && one.words.len() > 1
}

/// Whether nobody else comes into question: no other person in the source, no relative who may bear the surname, no words of another
/// around those of one word.
fn is_alone(stage: &Stage<'_, '_>, attribution: usize, source: &Source, seen: &Seen, one_word: bool) -> bool {
    let mut others = stage.cast.seen_in(source.tokens.clone()).iter();
    let person = |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Person);
    let known = stage.entity(seen.entity).is_some_and(|one| one.known.is_some());
    if others.any(|other| other.entity != seen.entity && person(other.entity)) {
        return false;
    }
    let nested = stage.attributions.get(attribution).is_some_and(|one| one.within.is_some());
    known || !one_word || !(nested || stage.relatives && person(seen.entity))
}

fn described(source: &Source) -> std::ops::Range<usize> {
    source.described.as_ref().map(|nominal| nominal.core.clone()).unwrap_or_default()
}

/// No source: whoever spoke last goes on, where it is the same paragraph or a quotation that was left open.
fn continued(stage: &Stage<'_, '_>, attribution: usize) -> Choice {
    let at = stage.anchor(attribution);
    let paragraph = stage.scene.paragraph(at);
    let none = Choice { reason: "the text names no source".to_owned(), ..Choice::default() };
    if let Some(outer) = stage.outer(attribution) {
        return Choice::proposal(outer, "within a statement of the same speaker".to_owned());
    }
    let mut before = stage.before(attribution);
    let Some(last) = before.next() else {
        return match stage.next_in_same(attribution) {
            Some(entity) => Choice::proposal(entity, format!("{} speaks right after", stage.name(entity))),
            None => none,
        };
    };
    if last.paragraph == paragraph {
        return Choice::proposal(last.entity, format!("goes on after {}", stage.name(last.entity)));
    }
    if last.paragraph + 1 != paragraph {
        return none;
    }
    let text = stage.scene.text;
    let open = text.paragraphs.get(last.paragraph).is_some_and(|one| {
        text.quotations.get(one.quotations.clone()).is_some_and(|all| {
            all.iter().any(|quotation| !quotation.closed && quotation.tokens.end == one.tokens.end)
        })
    });
    if open {
        return Choice::proposal(
            last.entity,
            format!("the quotation of {} goes on", stage.name(last.entity)),
        );
    }
    if !is_quotation(stage, paragraph) {
        return none;
    }
    // Quotations in turn: of two people the other one answers.
    let turn = is_quotation(stage, last.paragraph);
    match before.find(|one| one.entity != last.entity && one.paragraph + 3 > paragraph) {
        Some(other) if turn => Choice::proposal(
            other.entity,
            format!("{} and {} speak in turn", stage.name(other.entity), stage.name(last.entity)),
        ),
        _ => Choice::proposal(last.entity, format!("after words of {}", stage.name(last.entity))),
    }
}

/// Whether a paragraph is a quotation and nothing else.
fn is_quotation(stage: &Stage<'_, '_>, paragraph: usize) -> bool {
    let text = stage.scene.text;
    text.paragraphs.get(paragraph).is_some_and(|one| {
        text.quotations.get(one.quotations.clone()).is_some_and(|all| {
            all.iter().any(|quotation| {
                quotation.tokens.start == one.tokens.start && quotation.tokens.end + 1 >= one.tokens.end
            })
        })
    })
}

/// Makes the list of speakers in the order of their first statement.
struct Listing<'o> {
    options: &'o Options,
    speakers: Vec<Speaker>,
    places: HashMap<usize, usize>,
}

impl<'o> Listing<'o> {
    fn new(options: &'o Options) -> Self {
        Listing { options, speakers: Vec::new(), places: HashMap::new() }
    }

    fn list(mut self, mut stage: Stage<'_, '_>) -> Resolved {
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
        Resolved { speakers: self.speakers, voices }
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
        )
    };
    match one.ranks.iter().find(rank).filter(|_| one.words.len() == 1 && !one.unnamed) {
        Some(rank) => format!("{rank} {name}"),
        None => name,
    }
}

fn is_age(title: &str) -> bool {
    title.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name without *the* before it.
fn plain_name(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).to_owned()
}

impl Stage<'_, '_> {
    /// The named source of the next attribution, where it stands in the same paragraph or the next.
    fn next_in_same(&self, attribution: usize) -> Option<usize> {
        let paragraph = self.scene.paragraph(self.anchor(attribution));
        let Form::Name(seen) = &self.sources.get(attribution + 1)?.form else { return None };
        (self.scene.paragraph(seen.tokens.start) <= paragraph + 1).then_some(seen.entity)
    }
}

#[cfg(test)]
mod tests;
