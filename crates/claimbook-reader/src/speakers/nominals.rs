//! Whom a description means: *the minister*, *two officials*, *the report*. Always a proposal where somebody with a name is meant.

use super::cast::{Title, surface};
use super::mentions::Sort;
use super::sources::{Determiner, Nominal};
use super::stage::{Choice, Stage};
use super::words;
use std::ops::Range;

/// Whom a description means, as the source of an attribution.
pub(super) fn resolve(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    let scene = stage.scene;
    let is = |flags| scene.is(nominal.head, flags);
    if let Some(body) = press_office(stage, nominal) {
        return body;
    }
    let plural = is(words::GROUP) || is_counted(stage, nominal);
    if is(words::SOMEBODY) && !plural || is_age(stage, nominal) {
        return person(stage, attribution, nominal);
    }
    if plural {
        return group(stage, nominal);
    }
    if is(words::OUTLET)
        && !nominal.extended
        && let Some(found) = outlet(stage, nominal)
    {
        return found;
    }
    if is(words::BODY | words::COMPANY | words::FORCE | words::BODY_NAME) {
        return body(stage, attribution, nominal);
    }
    if is(words::DOCUMENT) {
        return document(stage, nominal);
    }
    unknown(stage, attribution, nominal)
}

/// *the press service of the board* is the board.
fn press_office(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let scene = stage.scene;
    let press = nominal.core.clone().any(|token| {
        scene.is(token, words::PRESS)
            || scene.folded(token) == "press" && token < nominal.head
            || scene.folded(token) == "прес-служба"
    });
    let before = stage.cast.seen_in(nominal.core.clone()).first();
    let body = nominal.of.as_ref().or(nominal.possessor.as_ref()).or(before).filter(|_| press)?;
    Some(Choice {
        entity: Some(body.entity),
        sure: body.sure,
        reason: format!("its {}", words_of(stage, nominal.core.clone())),
    })
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

/// *the 54-year-old*.
fn is_age(stage: &Stage<'_, '_>, nominal: &Nominal) -> bool {
    age(&stage.scene.folded(nominal.head)).is_some()
}

fn age(folded: &str) -> Option<&str> {
    folded
        .strip_suffix("-year-old")
        .or_else(|| folded.strip_suffix("-jährige"))
        .or_else(|| folded.strip_suffix("-jähriger"))
}

fn words_of(stage: &Stage<'_, '_>, tokens: Range<usize>) -> String {
    surface(stage.scene, tokens)
}

fn said(stage: &Stage<'_, '_>, nominal: &Nominal) -> String {
    words_of(stage, nominal.tokens.clone())
}

/// One person.
fn person(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
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
    if let Some(choice) = titled(stage, attribution, nominal) {
        return choice;
    }
    if let Some(entity) = same_words(stage, nominal) {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    let kin = stage.scene.is(nominal.head, words::KIN);
    let own = nominal.determiner == Determiner::Possessive || nominal.extended || kin;
    let generic = stage.scene.is(nominal.head, words::PERSON) && !kin || is_age(stage, nominal);
    let plain = nominal.core.len() <= 2;
    if (generic || (!own && plain))
        && let Some(choice) = salient(stage, attribution, nominal, generic)
    {
        return choice;
    }
    if let Some(choice) = introduced_later(stage, attribution, nominal) {
        return choice;
    }
    new_unnamed(stage, nominal, false)
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
fn introduced_later(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let paragraph = stage.scene.paragraph(nominal.tokens.start);
    if paragraph > 2 {
        return None;
    }
    let entity = stage.next_named(attribution, gender_of(stage, nominal))?;
    let reason = format!("“{}” is followed by words of {}", said(stage, nominal), stage.name(entity));
    Some(Choice::proposal(entity, reason))
}

fn gender_of(stage: &Stage<'_, '_>, nominal: &Nominal) -> i32 {
    i32::from(stage.scene.is(nominal.head, words::MAN))
        - i32::from(stage.scene.is(nominal.head, words::WOMAN))
}

/// Those who were named or spoke lately, the nearest first, then those named in the next part of the text.
fn recent(stage: &Stage<'_, '_>, at: usize) -> Vec<usize> {
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

/// The one who has such a title.
fn titled(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
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
        if stage.gender(entity) * gender < -1 {
            continue;
        }
        let fits = one.titles.iter().filter_map(|title| Some((fit(title, &head, &wanted)?, &title.text)));
        if let Some((fit, title)) = fits.max_by_key(|(fit, _)| *fit) {
            let weight = weights.iter().find(|(one, _)| *one == entity).map_or(0, |(_, weight)| *weight);
            best.push((fit * 8 + weight, entity, title.clone()));
        }
    }
    best.sort_by_key(|(weight, entity, _)| (-*weight, *entity));
    let (_, entity, title) = best.first()?;
    let mut reason = format!("“{}”: {} is called {title}", said(stage, nominal), stage.name(*entity));
    if let Some((_, other, _)) = best.get(1) {
        reason.push_str(&format!("; {} is, too", stage.name(*other)));
    }
    Some(Choice::proposal(*entity, reason))
}

/// How well a title fits a description, `None` where its noun is another.
fn fit(title: &Title, head: &str, wanted: &[String]) -> Option<i32> {
    let core = title.words.get(..title.core)?;
    let last = core.last()?;
    if !core.iter().any(|word| word == head) && !is_kind_of(last, head) {
        return None;
    }
    let shared = wanted.iter().filter(|word| title.words.contains(word)).count();
    // A description that says *former* means a former one, and the other way round.
    let former = |words: &[String]| {
        words.iter().any(|word| matches!(word.as_str(), "former" | "ex" | "late" | "deputy" | "vice"))
    };
    let differs = i32::from(former(wanted) != former(&title.words)) * 2;
    Some(i32::try_from(shared.min(6)).unwrap_or(6) + i32::from(last == head) - differs)
}

/// Whether a title is one kind of what a description says: a chairwoman is a chair, a prime minister the head of government.
fn is_kind_of(title: &str, head: &str) -> bool {
    const KINDS: [(&str, &[&str]); 17] = [
        (
            "politician",
            &[
                "minister",
                "president",
                "premier",
                "chancellor",
                "mayor",
                "senator",
                "congressman",
                "congresswoman",
                "councillor",
                "general",
                "lawmaker",
                "deputy",
                "governor",
                "leader",
            ],
        ),
        ("chair", &["chairman", "chairwoman", "chairperson"]),
        ("chief", &["head", "commander", "director", "general", "executive", "secretary"]),
        (
            "head",
            &["chief", "director", "leader", "chair", "chairman", "chairwoman", "president", "minister"],
        ),
        ("boss", &["manager", "director", "executive", "owner"]),
        ("lawyer", &["attorney", "solicitor", "barrister", "counsel", "advocate"]),
        ("attorney", &["lawyer", "solicitor", "barrister"]),
        ("barrister", &["kc", "qc", "lawyer"]),
        (
            "scientist",
            &[
                "researcher",
                "professor",
                "biologist",
                "physicist",
                "chemist",
                "geologist",
                "glaciologist",
                "hydrologist",
                "climatologist",
                "ecologist",
                "epidemiologist",
                "virologist",
            ],
        ),
        (
            "researcher",
            &[
                "scientist",
                "professor",
                "biologist",
                "physicist",
                "chemist",
                "geologist",
                "glaciologist",
                "hydrologist",
            ],
        ),
        ("expert", &["professor", "analyst", "economist", "researcher", "scientist", "engineer", "lecturer"]),
        ("academic", &["professor", "lecturer", "historian", "scholar"]),
        (
            "officer",
            &[
                "inspector",
                "sergeant",
                "constable",
                "superintendent",
                "lieutenant",
                "captain",
                "colonel",
                "major",
                "detective",
                "commander",
            ],
        ),
        ("detective", &["inspector"]),
        ("commander", &["colonel", "lieutenant", "general", "major", "captain", "brigadier", "admiral"]),
        ("businessman", &["owner", "executive", "founder", "entrepreneur", "director", "tycoon", "manager"]),
        (
            "official",
            &["head", "deputy", "director", "commissioner", "minister", "secretary", "mayor", "governor"],
        ),
    ];
    KINDS.iter().any(|(kind, titles)| *kind == head && titles.contains(&title))
}

/// The words of a description that tell, in small letters.
fn plain_words(stage: &Stage<'_, '_>, tokens: Range<usize>) -> Vec<String> {
    let scene = stage.scene;
    let kept = tokens.filter(|token| {
        scene.is_word(*token) && !scene.is(*token, words::DEFINITE | words::INDEFINITE | words::PREPOSITION)
    });
    kept.flat_map(|token| scene.folded(token).split('-').map(str::to_owned).collect::<Vec<_>>())
        .take(12)
        .collect()
}

/// The one who is spoken of, for a description that fits anybody.
fn salient(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal, generic: bool) -> Option<Choice> {
    let at = stage.anchor(attribution);
    let gender = gender_of(stage, nominal);
    let last = stage.before(attribution).next().map(|said| said.entity);
    let replies = stage.cue_is(attribution, words::REPLY);
    let mut weights = stage.weights(at, attribution);
    weights.retain(|(entity, _)| {
        stage.may_be_person(*entity)
            && stage.gender(*entity) * gender >= -1
            && stage
                .entity(*entity)
                .is_some_and(|one| !one.unnamed && (one.sort == Sort::Person || !one.titles.is_empty()))
    });
    for (entity, weight) in &mut weights {
        let titles = stage.entity(*entity).map_or(0, |one| {
            one.titles
                .iter()
                .filter(|title| {
                    title.words.len() > 1 || !title.text.starts_with(|c: char| c.is_ascii_digit())
                })
                .count()
        });
        // Somebody who is called something else is less likely meant.
        *weight -= if generic || titles == 0 { 0 } else { 6 };
        *weight -= if replies && Some(*entity) == last { 10 } else { 0 };
    }
    weights.sort_by_key(|(entity, weight)| (-*weight, *entity));
    let (entity, weight) = weights.first()?;
    if *weight < 8 {
        return None;
    }
    let reason = format!("“{}” after {}; nobody is called so", said(stage, nominal), stage.name(*entity));
    Some(Choice::proposal(*entity, reason))
}

/// Several, without names.
fn group(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    let fresh = nominal.determiner == Determiner::Indefinite;
    if !fresh && let Some(entity) = same_words(stage, nominal) {
        return Choice::proposal(entity, format!("“{}” were a source before", said(stage, nominal)));
    }
    new_unnamed(stage, nominal, true)
}

/// A body without its name: *the ministry*, *the company*.
fn body(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    let at = stage.anchor(attribution);
    let scene = stage.scene;
    let head = scene.folded(nominal.head);
    let wanted = plain_words(stage, nominal.core.clone());
    let flags = scene.words.flags(&head);
    // *the Stanmoor-based company* may be any company; *the harbour board* is that board alone.
    let most = if flags & words::COMPANY != 0 { 2 } else { 1 };
    let bare = nominal.core.len() <= most && nominal.determiner != Determiner::Indefinite;
    let weights = stage.weights(at, attribution);
    let mut best: Vec<(i32, usize)> = Vec::new();
    for entity in recent(stage, at) {
        let Some(one) = stage.entity(entity).filter(|one| one.sort.may_be_body() && !one.plural) else {
            continue;
        };
        if one.unnamed || one.sort == Sort::Name && !one.titles.is_empty() {
            continue;
        }
        let all = || one.words.iter().chain(&one.words);
        let named = all().any(|word| word_is(word, &head));
        let has = |wanted: words::Flags| all().any(|word| scene.words.flags(word) & wanted != 0);
        let public = has(words::BODY_NAME) && !has(words::COMPANY_NAME);
        let kind = match () {
            () if named => 12,
            () if flags & words::FORCE != 0 && has(words::FORCE) => 12,
            () if flags & words::COMPANY != 0 && has(words::COMPANY_NAME) && bare => 8,
            () if flags & words::COMPANY != 0 && !public && bare => 2,
            () => continue,
        };
        // *the harbour board* is no *River Board*.
        let strangers = wanted.iter().filter(|word| !all().any(|one| word_is(one, word))).count();
        if strangers > 0 && named {
            continue;
        }
        let weight = weights.iter().find(|(one, _)| *one == entity).map_or(0, |(_, weight)| *weight);
        best.push((kind + weight, entity));
    }
    best.sort_by_key(|(weight, entity)| (-*weight, *entity));
    if let Some((_, entity)) =
        best.first().filter(|_| !nominal.extended && nominal.determiner != Determiner::Indefinite)
    {
        return Choice::proposal(
            *entity,
            format!("“{}” after {}", said(stage, nominal), stage.name(*entity)),
        );
    }
    if let Some(entity) = same_words(stage, nominal) {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    new_body(stage, nominal)
}

fn word_is(one: &str, other: &str) -> bool {
    words::stem(one) == words::stem(other) || one.strip_suffix('s') == Some(other)
}

/// *the paper*: the outlet that was named last.
fn outlet(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let seen = stage.cast.before(nominal.tokens.start, 40);
    let outlet = |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Outlet);
    let entity = seen.map(|seen| seen.entity).find(|entity| outlet(*entity))?;
    Some(Choice::proposal(entity, format!("“{}” after {}", said(stage, nominal), stage.name(entity))))
}

/// A document as a source.
fn document(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    if nominal.determiner != Determiner::Indefinite
        && let Some(entity) = same_words(stage, nominal)
    {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    new_body(stage, nominal)
}

/// A noun that no table knows.
fn unknown(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    if nominal.determiner == Determiner::Definite || nominal.determiner == Determiner::Bare {
        if let Some(choice) = titled(stage, attribution, nominal) {
            return choice;
        }
        if let Some(entity) = same_words(stage, nominal) {
            return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
        }
        let capital = stage.scene.is(nominal.head, words::CAPITAL);
        if nominal.determiner == Determiner::Definite
            && nominal.core.len() == 1
            && !nominal.extended
            && capital
            && let Some(choice) = salient(stage, attribution, nominal, true)
        {
            return choice;
        }
    }
    new_unnamed(stage, nominal, false)
}

/// An earlier source without a name that has the same noun and no other word.
fn same_words(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<usize> {
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

fn new_unnamed(stage: &mut Stage<'_, '_>, nominal: &Nominal, plural: bool) -> Choice {
    let entity = by_words(stage, nominal.tokens.clone(), nominal.head, plural);
    let gender = gender_of(stage, nominal) * 6;
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.gender += gender;
        one.sort = Sort::Person;
    }
    Choice { entity: Some(entity), sure: false, reason: "the text gives no name".to_owned() }
}

fn new_body(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    let entity = by_words(stage, nominal.tokens.clone(), nominal.head, false);
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.sort = Sort::Body;
    }
    Choice { entity: Some(entity), sure: false, reason: "named by these words alone".to_owned() }
}

/// A new source that is known by its words alone.
pub(super) fn by_words(stage: &mut Stage<'_, '_>, tokens: Range<usize>, head: usize, plural: bool) -> usize {
    let start = tokens.start
        + usize::from(matches!(stage.scene.folded(tokens.start).as_str(), "the") && tokens.len() > 1);
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
