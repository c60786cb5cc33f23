//! A body, an outlet or a document without its name: *the ministry*, *the company*, *the report*.

use super::mentions::Sort;
use super::nominals::{by_words, plain_words, recent, said, same_words, words_of};
use super::sources::{Determiner, Nominal};
use super::stage::{Choice, Stage};
use super::words;

/// *the press service of the board* is the board.
pub(super) fn press_office(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let scene = stage.scene;
    let press = nominal.core.clone().any(|token| {
        scene.is(token, words::PRESS)
            || scene.folded(token) == "press" && token < nominal.head
            || scene.folded(token) == "прес-служба"
    });
    let before = stage.cast.seen_in(nominal.core.clone()).first();
    let body = nominal.of.as_ref().or(nominal.possessor.as_ref()).or(before).map(|body| body.entity);
    let body = body.or_else(|| owner_of(stage, nominal)).filter(|_| press)?;
    Some(Choice::proposal(body, format!("its {}", words_of(stage, nominal.core.clone()))))
}

/// *its press office*: the body that spoke last in the paragraph, or is named last there.
fn owner_of(stage: &Stage<'_, '_>, nominal: &Nominal) -> Option<usize> {
    let scene = stage.scene;
    if scene.folded(nominal.tokens.start) != "its" {
        return None;
    }
    let paragraph = scene.paragraph(nominal.tokens.start);
    let said = stage.before(usize::MAX).filter(|said| said.paragraph == paragraph).map(|said| said.entity);
    let seen = stage.cast.before(nominal.tokens.start, 12);
    let seen = seen.filter(|seen| !seen.headline && scene.paragraph(seen.tokens.start) == paragraph);
    said.chain(seen.map(|seen| seen.entity)).find(|entity| {
        stage.entity(*entity).is_some_and(|one| matches!(one.sort, Sort::Body | Sort::Outlet) && !one.place)
    })
}

/// A body without its name: *the ministry*, *the company*.
pub(super) fn body(stage: &mut Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Choice {
    if let Some(choice) = of_somebody(stage, attribution, nominal) {
        return choice;
    }
    let at = stage.anchor(attribution);
    let scene = stage.scene;
    let head = scene.folded(nominal.head);
    let wanted = plain_words(stage, nominal.core.clone());
    let company = if scene.is(nominal.head, words::COMPANY) { words::COMPANY } else { 0 };
    let flags = scene.words.flags(&head) | company;
    // *the Stanmoor-based company* may be any company; *the harbour board* is that board alone.
    let most = if flags & words::COMPANY != 0 { 2 } else { 1 };
    let bare = nominal.core.len() <= most && nominal.determiner != Determiner::Indefinite;
    // *their insurer* is none of those who are called a company.
    let owned = nominal.determiner == Determiner::Possessive;
    let weights = stage.weights(at, attribution);
    let mut best: Vec<(i32, usize)> = Vec::new();
    for entity in recent(stage, at) {
        let Some(one) = stage.entity(entity).filter(|one| one.sort.may_be_body() && !one.plural) else {
            continue;
        };
        if one.unnamed || one.sort == Sort::Name && !one.titles.is_empty() {
            continue;
        }
        // *left for Corvane*: a name that stands there once, and that nobody speaks by, may as well be a place.
        let passing = one.sort == Sort::Name
            && one.known.is_none()
            && one.mentions.len() < 2
            && !stage.said.iter().rev().take(20).any(|said| said.entity == entity);
        let all = || one.words.iter().chain(&one.words);
        // *the county* is no Association of County Teachers.
        let of = one.words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "on"));
        let kind_words = one.words.get(..of.unwrap_or(one.words.len())).unwrap_or_default();
        let named = kind_words.iter().any(|word| word_is(word, &head));
        let has = |wanted: words::Flags| all().any(|word| scene.words.flags(word) & wanted != 0);
        let public = has(words::BODY_NAME) && !has(words::COMPANY_NAME);
        let kind = match () {
            () if named => 12,
            () if flags & words::FORCE != 0 && has(words::FORCE) => 12,
            () if flags & words::COMPANY != 0 && has(words::COMPANY_NAME) && bare => 8,
            () if flags & words::COMPANY != 0 && !public && bare && !owned && !passing => 2,
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
    if let Some(entity) = any_body(stage, attribution, nominal) {
        let reason = format!("“{}” after {}; nobody is called so", said(stage, nominal), stage.name(entity));
        return Choice::proposal(entity, reason);
    }
    new_body(stage, nominal)
}

/// *the authority*, *the hedge fund*: a word for bodies of many kinds means the one that spoke last or was named last in the paragraph.
fn any_body(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<usize> {
    let scene = stage.scene;
    let general = matches!(
        scene.folded(nominal.head).as_str(),
        "authority"
            | "agency"
            | "organisation"
            | "organization"
            | "institution"
            | "office"
            | "bureau"
            | "association"
            | "charity"
            | "fund"
            | "regulator"
            | "watchdog"
            | "firm"
            | "group"
            | "body"
            | "outfit"
            | "operator"
    );
    if !general || nominal.determiner != Determiner::Definite || nominal.extended || nominal.core.len() > 2 {
        return None;
    }
    let paragraph = scene.paragraph(nominal.tokens.start);
    let is_body = |entity: usize| {
        stage.entity(entity).is_some_and(|one| {
            matches!(one.sort, Sort::Body | Sort::Name) && !one.place && !one.unnamed && one.titles.is_empty()
                || one.sort == Sort::Body && !one.unnamed
        })
    };
    let last = stage.before(attribution).next().filter(|last| last.paragraph + 1 >= paragraph);
    if let Some(last) = last.filter(|last| is_body(last.entity)) {
        return Some(last.entity);
    }
    let near = stage
        .cast
        .before(nominal.tokens.start, 12)
        .filter(|seen| !seen.headline && !seen.possessive && scene.paragraph(seen.tokens.start) == paragraph);
    near.map(|seen| seen.entity)
        .find(|entity| is_body(*entity) && stage.entity(*entity).is_some_and(|one| one.sort == Sort::Body))
}

/// *her office*, *his party*: a body that is named where she or he is described.
fn of_somebody(stage: &Stage<'_, '_>, attribution: usize, nominal: &Nominal) -> Option<Choice> {
    let scene = stage.scene;
    let sign = match scene.folded(nominal.tokens.start).as_str() {
        "his" => 1,
        "her" => -1,
        _ => return None,
    };
    let mut people = stage.weights(nominal.tokens.start, attribution);
    people.retain(|(entity, _)| stage.may_be_person(*entity) && stage.gender(*entity) * sign >= 0);
    people.sort_by_key(|(entity, weight)| (-*weight - stage.gender(*entity).abs().min(4), *entity));
    let owner = stage.entity(people.first()?.0)?;
    let head = scene.words.flags(&scene.folded(nominal.head));
    let party = matches!(scene.word(nominal.head), "party" | "faction" | "bloc");
    for title in &owner.titles {
        let near = title.at.saturating_sub(3)..title.at + title.words.len() + 3;
        let found = stage.cast.seen_in(near).iter().find(|seen| {
            let Some(one) = stage.entity(seen.entity) else { return false };
            let has =
                |wanted: words::Flags| one.words.iter().any(|word| scene.words.flags(word) & wanted != 0);
            let is_party = one.words.iter().any(|word| {
                matches!(
                    word.as_str(),
                    "party" | "alliance" | "union" | "league" | "front" | "movement" | "democrats"
                )
            });
            let company = head & words::COMPANY != 0;
            one.sort.may_be_body()
                && !one.place
                && (!party || is_party)
                && (company || party || has(words::BODY_NAME) || one.sort == Sort::Body)
                && (one.sort != Sort::Name || company || party)
        });
        // *the department's head*: the department that is named before.
        let noun = (title.at.saturating_sub(3)..title.at).find(|token| scene.is(*token, words::BODY));
        let earlier = noun.and_then(|noun| {
            let word = scene.folded(noun);
            let mut before = stage.cast.before(noun, 60).map(|seen| seen.entity);
            before.find(|entity| {
                stage.entity(*entity).is_some_and(|one| one.sort == Sort::Body && one.words.contains(&word))
            })
        });
        if let Some(entity) = earlier.filter(|_| !party) {
            return Some(Choice::proposal(
                entity,
                format!("“{}” after {}", said(stage, nominal), owner.name),
            ));
        }
        if let Some(seen) = found {
            let reason = format!("“{}” after {}", said(stage, nominal), owner.name);
            return Some(Choice::proposal(seen.entity, reason));
        }
    }
    None
}

fn word_is(one: &str, other: &str) -> bool {
    words::stem(one) == words::stem(other) || one.strip_suffix('s') == Some(other)
}

/// *the paper*: the outlet that was named last.
pub(super) fn outlet(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Option<Choice> {
    let seen = stage.cast.before(nominal.tokens.start, 40);
    let outlet = |entity: usize| stage.entity(entity).is_some_and(|one| one.sort == Sort::Outlet);
    let entity = seen.map(|seen| seen.entity).find(|entity| outlet(*entity))?;
    Some(Choice::proposal(entity, format!("“{}” after {}", said(stage, nominal), stage.name(entity))))
}

/// A document as a source.
pub(super) fn document(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    let scene = stage.scene;
    let head = scene.folded(nominal.head);
    // *a report by the Audit Office*: the office speaks, and so does *the report* after it.
    let by = nominal.of.as_ref().filter(|of| {
        scene.word(nominal.core.end) == "by"
            && of.tokens.start <= nominal.core.end + 2
            && stage.entity(of.entity).is_some_and(|one| one.sort == Sort::Body)
    });
    let author = by.map(|of| of.entity);
    if let Some(author) = author {
        stage.authors.insert(head.clone(), author);
    }
    let plain = nominal.determiner == Determiner::Definite && !nominal.extended;
    // *Brae's diary*: what somebody wrote alone is her or his words.
    let own = matches!(
        head.as_str(),
        "diary"
            | "letter"
            | "memo"
            | "note"
            | "message"
            | "email"
            | "e-mail"
            | "post"
            | "will"
            | "affidavit"
            | "testimony"
            | "tweet"
            | "reply"
            | "book"
            | "memoir"
    );
    let owner = nominal.possessor.as_ref().filter(|owner| own && stage.may_be_person(owner.entity));
    let author = author.or_else(|| owner.map(|owner| owner.entity));
    // *A letter from the late Ada Brae*
    let writer = matches!(scene.word(nominal.core.end), "by" | "from")
        .then(|| stage.cast.seen_in(nominal.core.end..nominal.core.end + 7).first().cloned())
        .flatten()
        .filter(|seen| {
            let plain = (nominal.core.end + 1..seen.tokens.start)
                .all(|token| scene.is_word(token) && !scene.is(token, words::PREPOSITION | words::VERB));
            let person = stage.entity(seen.entity).is_some_and(|one| {
                one.sort == Sort::Person && (!one.titles.is_empty() || stage.gender(seen.entity) != 0)
            });
            plain && person && own && !seen.possessive
        });
    let author = author.or_else(|| writer.map(|writer| writer.entity));
    // *the announcement*: of the body that spoke last.
    let announced = matches!(head.as_str(), "announcement" | "advice" | "declaration" | "warning");
    let last = stage.before(usize::MAX).next().filter(|last| {
        let near = last.paragraph + 1 >= scene.paragraph(nominal.tokens.start);
        near && stage.entity(last.entity).is_some_and(|one| one.sort == Sort::Body && !one.unnamed)
    });
    let definite = nominal.determiner == Determiner::Definite;
    // *“…”, the message says*, after somebody spoke: it is the same one's, unless the text tells of a message before.
    let sent = (own || head == "statement") && plain && !stage.unnamed.contains_key(&head);
    let sender = stage.before(usize::MAX).next().filter(|last| {
        sent && last.paragraph + 1 >= scene.paragraph(nominal.tokens.start)
            && stage.entity(last.entity).is_some_and(|one| !one.unnamed)
    });
    let author = author.or_else(|| sender.map(|last| last.entity));
    let author = author.or_else(|| last.filter(|_| announced && definite).map(|last| last.entity));
    let author = author.or_else(|| stage.authors.get(&head).copied().filter(|_| plain));
    if let Some(author) = author {
        return Choice::proposal(author, format!("“{}” is by {}", said(stage, nominal), stage.name(author)));
    }
    if nominal.determiner != Determiner::Indefinite
        && let Some(entity) = same_words(stage, nominal)
    {
        return Choice::proposal(entity, format!("“{}” was a source before", said(stage, nominal)));
    }
    new_body(stage, nominal)
}

fn new_body(stage: &mut Stage<'_, '_>, nominal: &Nominal) -> Choice {
    let entity = by_words(stage, nominal.tokens.clone(), nominal.head, false);
    if let Some(one) = stage.cast.entities.get_mut(entity) {
        one.sort = Sort::Body;
    }
    Choice::proposal(entity, "named by these words alone".to_owned())
}
