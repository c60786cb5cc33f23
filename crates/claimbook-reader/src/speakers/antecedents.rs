//! What a pronoun may mean beside those who were named lately, and whom it cannot mean.

use super::cast::Seen;
use super::mentions::Sort;
use super::nominals;
use super::sources::{self, Determiner, Form};
use super::stage::{Choice, Stage};
use super::words;
use std::ops::Range;

/// Those whom the content of an attribution names in the sentence of its source: nobody speaks of himself by name.
pub(super) fn spoken_of(stage: &Stage<'_, '_>, attribution: usize) -> Vec<usize> {
    let Some(one) = stage.attributions.get(attribution) else { return Vec::new() };
    let sentence = stage.scene.sentence(stage.anchor(attribution));
    let mut found = Vec::new();
    for span in &one.content {
        let content = stage.scene.text.tokens_in(*span);
        let part = content.start.max(sentence.start)..content.end.min(sentence.end);
        found.extend(stage.cast.seen_in(part).iter().take(8).map(|seen| seen.entity));
    }
    // *Brae had known it, he said*: the clause before is what he said, whether or not it was marked.
    let token = stage.anchor(attribution);
    let scene = stage.scene;
    let aside = token.checked_sub(1).is_some_and(|comma| scene.is_mark(comma, ",") && comma > sentence.start);
    let first = stage.cast.seen_in(sentence.start..sentence.end.min(sentence.start + 4)).first();
    if let Some(first) = first.filter(|first| aside && first.tokens.end + 2 < token && !first.possessive) {
        let start = if first.titles.is_empty() { first.tokens.start } else { first.titles.start };
        let subject =
            (sentence.start..start).all(|one| scene.is(one, words::DEFINITE) || !scene.is_word(one));
        if subject && !scene.is_mark(first.tokens.end, ",") {
            found.push(first.entity);
        }
    }
    found
}

/// *Cross-examined by Ada Brae, she agreed*: whoever does something to the one who speaks is another.
pub(super) fn agents(stage: &Stage<'_, '_>, token: usize) -> Vec<usize> {
    let sentence = stage.scene.sentence(token);
    let by = |seen: &&Seen| {
        let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
        start.checked_sub(1).is_some_and(|before| stage.scene.word(before) == "by")
    };
    let named = stage.cast.seen_in(sentence.start.max(token.saturating_sub(40))..token).iter();
    named.filter(by).map(|seen| seen.entity).collect()
}

/// *One of the captains was blunt: he said …*: somebody without a name with whom the sentence or one before it begins.
pub(super) fn described(
    stage: &mut Stage<'_, '_>,
    attribution: usize,
    token: usize,
    said: &str,
    sign: i32,
    named: &[(usize, i32)],
) -> Option<Choice> {
    let scene = stage.scene;
    let paragraph = scene.paragraph(token);
    let mut sentence = scene.sentence(token);
    // The sentence itself and three before it.
    for _ in 0..4 {
        if scene.paragraph(sentence.start) != paragraph {
            return None;
        }
        let part = sentence.start..sentence.end.min(token);
        // *His commander, he said, had left*: whom he speaks of is not the one who speaks.
        let own = |token: usize| {
            stage.attributions.get(attribution).is_some_and(|one| {
                one.content.iter().take(8).any(|span| scene.text.tokens_in(*span).contains(&token))
            })
        };
        // *A grandson of the founder, he said …*: what he is does not tell who.
        let apposed = |subject: &Range<usize>| {
            token.checked_sub(1).is_some_and(|comma| scene.is_mark(comma, ",") && subject.end <= comma)
                && (subject.end..token).all(|one| !scene.is(one, words::VERB | words::QUOTED))
                && !(subject.end + 1..token - 1).any(|one| scene.is_mark(one, ",;:"))
                && scene.sentence(token).contains(&subject.start)
        };
        if let Some(subject) = subject(stage, part.clone()).filter(|one| !own(one.start) && !apposed(one)) {
            let names = stage.cast.seen_in(subject.end..token);
            let rival = |entity: usize| {
                named.iter().any(|(one, _)| *one == entity)
                    && stage.entity(entity).is_some_and(|one| one.sort == Sort::Person)
            };
            // *The chief, who goes by the name of Lis,*: the name is that of the subject.
            let own = names.iter().take(2).find(|seen| {
                let titles = stage.entity(seen.entity).map(|one| one.titles.as_slice()).unwrap_or_default();
                titles.iter().any(|title| subject.contains(&title.at))
            });
            if let Some(own) = own.filter(|own| stage.gender(own.entity) * sign > -2) {
                let reason = format!("“{said}” after {}", stage.name(own.entity));
                return Some(Choice::proposal(own.entity, reason));
            }
            let quoted = |token: usize| scene.is(token, words::QUOTED);
            if names.iter().any(|seen| rival(seen.entity) && !quoted(seen.tokens.start)) {
                return None;
            }
            let last = stage.before(attribution).next();
            let spoke = last
                .filter(|last| stage.anchor(last.attribution) > subject.end && last.paragraph == paragraph);
            if spoke
                .is_some_and(|last| stage.gender(last.entity) * sign >= 0 && stage.may_be_person(last.entity))
            {
                return None;
            }
            let tokens: Vec<usize> = subject.collect();
            let Form::Nominal(nominal) = sources::read(scene, &stage.cast, &tokens).form else { return None };
            let gender = i32::from(scene.is(nominal.head, words::MAN))
                - i32::from(scene.is(nominal.head, words::WOMAN));
            if gender * sign < 0 {
                return None;
            }
            let choice = nominals::resolve(stage, attribution, &nominal);
            let entity = choice.entity.filter(|one| stage.gender(*one) * sign > -2)?;
            let name = stage.name(entity).to_owned();
            return Some(Choice::proposal(entity, format!("“{said}” after “{name}”")));
        }
        // A sentence that begins with a name, or with somebody's words, is about that one.
        let first = stage.cast.seen_in(part.start..part.end.min(part.start + 8)).first();
        if first.is_some_and(|seen| stage.may_be_person(seen.entity)) {
            return None;
        }
        sentence = scene.sentence(sentence.start.checked_sub(1)?);
    }
    None
}

/// *The lamp was put out by a young engineer. “…”, she said*: somebody without a name after the last one who has a name.
pub(super) fn unnamed_between(
    stage: &mut Stage<'_, '_>,
    attribution: usize,
    token: usize,
    said: &str,
    sign: i32,
    named: &[(usize, i32)],
) -> Option<Choice> {
    let scene = stage.scene;
    let paragraph = scene.paragraph(token);
    let (best, _) = named.iter().max_by_key(|(_, weight)| *weight).copied().unzip();
    let spoke = stage.before(attribution).find(|last| Some(last.entity) == best);
    let spoke = spoke.map_or(0, |last| stage.anchor(last.attribution));
    let seen = stage.cast.before(token, 40).find(|seen| Some(seen.entity) == best);
    let since = seen.map_or(0, |seen| seen.tokens.end).max(spoke);
    let from = since.max(token.saturating_sub(60));
    let head = (from + 1..token).rev().find(|head| {
        let fits = i32::from(scene.is(*head, words::MAN)) - i32::from(scene.is(*head, words::WOMAN));
        let first = (head.saturating_sub(3).max(from)..*head)
            .rev()
            .take_while(|one| scene.is_word(*one) && !scene.is(*one, words::PREPOSITION | words::VERB))
            .find(|one| scene.is(*one, words::INDEFINITE));
        scene.is(*head, words::SOMEBODY)
            && fits * sign >= 0
            && first.is_some()
            && !scene.is(*head, words::QUOTED)
            && !stage.reported.get(*head).copied().unwrap_or_default()
            && scene.paragraph(*head) == paragraph
            && stage.cast.seen_in(head + 1..head + 4).is_empty()
    })?;
    // *He is a pilot*, *Brae met a pilot*: the sentence is about another.
    let sentence = scene.sentence(head);
    let other =
        sentence.clone().any(|one| matches!(scene.folded(one).as_str(), "he" | "she" | "his" | "her"));
    let last = scene.sentence(token).start <= sentence.end;
    let people = stage.cast.seen_in(sentence).iter().any(|seen| stage.may_be_person(seen.entity));
    if other || people || !last {
        return None;
    }
    let words = stage.scene.word(head).to_owned();
    let reason = match best {
        Some(best) => format!("“{said}” may be {} or the {words} who is mentioned after", stage.name(best)),
        None => format!("“{said}” may be the {words} who is mentioned before"),
    };
    Some(Choice { reason, ..Choice::default() })
}

/// *one of the captains*, *a nurse*, *another woman*: the one without a name with whom a sentence begins.
fn subject(stage: &Stage<'_, '_>, part: Range<usize>) -> Option<Range<usize>> {
    let scene = stage.scene;
    let mut first = part.clone().find(|token| scene.is_word(*token))?;
    if scene.is(first, words::PREPOSITION) {
        // *At noon the shepherd gets up.*
        let begins = |token: &usize| {
            matches!(scene.word(*token), "the" | "a" | "an")
                && (token + 1..token + 3).any(|head| scene.is(head, words::SOMEBODY))
        };
        first = (first + 1..part.end.min(first + 7))
            .find(begins)
            .filter(|token| !scene.is(token - 1, words::PREPOSITION))?;
    }
    let definite =
        matches!(scene.folded(first).as_str(), "the" | "his" | "her" | "their" | "its" | "my" | "our");
    if scene.is(first, words::QUOTED) || !scene.is(first, words::INDEFINITE) && !definite {
        return None;
    }
    let end = part.end.min(first + 9);
    if scene.folded(first) == "one" && scene.folded(first + 1) == "of" {
        let people = |token: &usize| {
            let word = scene.folded(*token);
            scene.is(*token, words::GROUP)
                || word.strip_suffix('s').is_some_and(|one| scene.words.flags(one) & words::SOMEBODY != 0)
        };
        let head = (first + 2..end).find(people)?;
        return Some(first..head + 1);
    }
    let stop = |token: &usize| {
        !scene.is_word(*token) && !scene.is_possessive(*token)
            || scene.is(*token, words::VERB | words::PREPOSITION | words::RELATIVE | words::QUOTED)
    };
    let before = (first + 1..end).find(stop).unwrap_or(end);
    let head = (first + 1..before).rev().find(|token| scene.is(*token, words::SOMEBODY))?;
    let tokens: Vec<usize> = (first..head + 1).collect();
    let source = sources::read(scene, &stage.cast, &tokens);
    let fits = |determiner| {
        let known = matches!(determiner, Determiner::Definite | Determiner::Possessive);
        if definite { known } else { determiner == Determiner::Indefinite }
    };
    let is = matches!(source.form, Form::Nominal(ref one) if fits(one.determiner));
    is.then_some(first..head + 1)
}
