//! Sentences in the passive, where the source that was marked is not the one who speaks.

use super::sources::{self, Form};
use super::stage::{Choice, Stage};
use super::voices::named;
use super::{nominals, pronouns, words};
use std::ops::Range;

/// Whom a sentence in the passive makes the speaker; `None` where it is none.
pub(super) fn resolve(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let source = stage.sources.get(attribution)?.tokens.clone();
    if is_quoting(stage, &source) {
        return Some(quoted(stage, attribution, source.start));
    }
    if let Some(choice) = quotes(stage, attribution) {
        return Some(choice);
    }
    let verb = told(stage, attribution, &source)?;
    if !(verb + 1..verb + 3).any(|token| stage.scene.word(token) == "by") {
        let reason = "the text does not tell whose words these are".to_owned();
        return Some(Choice { reason, ..Choice::default() });
    }
    // *told by a clerk that*: up to the content, a mark or the next clause.
    let scene = stage.scene;
    let start = verb + 2;
    let sentence = scene.sentence(verb);
    let end = (start..sentence.end.min(start + 12))
        .find(|token| scene.is_mark(*token, ",;:.“\"—") || scene.word(*token) == "that")
        .unwrap_or(start);
    chosen(stage, attribution, start..end)
}

/// *was quoted by the Courier as saying*: the source that was marked only passes it on.
fn is_quoting(stage: &Stage<'_, '_>, source: &Range<usize>) -> bool {
    let scene = stage.scene;
    let by = (source.start.saturating_sub(2)..source.start)
        .find(|token| matches!(scene.word(*token), "by" | "in"));
    let quoted = by
        .and_then(|by| by.checked_sub(1))
        .is_some_and(|verb| matches!(scene.word(verb), "quoted" | "cited"));
    quoted && (scene.word(source.end) == "as" || source.end > 0 && scene.word(source.end - 1) == "as")
}

/// *she quoted the poet Ada Brae*: the words are those of the one who is quoted.
fn quotes(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let scene = stage.scene;
    let cue = scene.text.tokens_in(*stage.attributions.get(attribution)?.cue.first()?);
    let verb = (cue.start..cue.end.min(cue.start + 3))
        .find(|token| matches!(scene.word(*token), "quoted" | "quotes"))?;
    if verb.checked_sub(1).is_some_and(|before| is_auxiliary(scene.word(before))) {
        return None;
    }
    // *quoted the owner of the barge, Ada Brae, as saying*
    let said = (verb + 2..scene.sentence(verb).end.min(verb + 20))
        .find(|token| scene.word(*token) == "as" && matches!(scene.word(token + 1), "saying" | "telling"));
    if let Some(said) = said.filter(|said| (verb + 1..*said).all(|token| !scene.is(token, words::QUOTED))) {
        return chosen(stage, attribution, verb + 1..said);
    }
    let seen = stage.cast.seen_in(verb + 1..verb + 6).first()?.clone();
    let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
    let plain = (verb + 1..start).all(|token| {
        scene.is_word(token) && !scene.is(token, words::PREPOSITION | words::VERB | words::QUOTED)
    });
    if !plain || seen.possessive || !stage.may_be_person(seen.entity) {
        return None;
    }
    chosen(stage, attribution, verb + 1..seen.tokens.end)
}

/// The subject of *was quoted by*.
fn quoted(stage: &mut Stage<'_, '_>, attribution: usize, by: usize) -> Choice {
    let scene = stage.scene;
    let nobody = Choice {
        reason: "the source that is marked only passes the words on".to_owned(),
        ..Choice::default()
    };
    let sentence = scene.sentence(by);
    let from = by.saturating_sub(6).max(sentence.start);
    let Some(verb) = (from..by).find(|token| is_auxiliary(scene.word(*token))) else { return nobody };
    if let Some(token) = verb.checked_sub(1).filter(|token| scene.is(*token, words::MAN | words::WOMAN))
        && matches!(scene.folded(token).as_str(), "he" | "she")
    {
        return pronouns::resolve(stage, attribution, token);
    }
    let start = (verb.saturating_sub(16).max(sentence.start)..verb)
        .rev()
        .take_while(|token| !scene.is_mark(*token, ";:—"))
        .last()
        .unwrap_or(verb);
    // *Corvane Steel, whose director was quoted by*
    let whose = (start..verb).rev().find(|token| scene.folded(*token) == "whose");
    let start = whose.map_or(start, |whose| whose + 1);
    chosen(stage, attribution, start..verb).unwrap_or(nobody)
}

/// Who some words are, that stand for the speaker.
fn chosen(stage: &mut Stage<'_, '_>, attribution: usize, tokens: Range<usize>) -> Option<Choice> {
    let tokens: Vec<usize> = tokens.collect();
    let source = sources::read(stage.scene, &stage.cast, &tokens);
    let choice = match source.form {
        Form::Name(ref seen) => named(stage, attribution, &source, seen),
        Form::Nominal(ref nominal) => nominals::resolve(stage, attribution, nominal),
        Form::Pronoun(token) => pronouns::resolve(stage, attribution, token),
        Form::Nobody => return None,
    };
    Some(Choice { sure: false, ..choice })
}

/// The verb of *he had been told*, where the source that was marked is its subject.
fn told(stage: &Stage<'_, '_>, attribution: usize, source: &Range<usize>) -> Option<usize> {
    let scene = stage.scene;
    let cue = stage.attributions.get(attribution)?.cue.first()?;
    let cue = scene.text.tokens_in(*cue);
    let verb = (cue.start..cue.end.min(cue.start + 6)).find(|token| {
        matches!(scene.word(*token), "told" | "informed" | "warned" | "assured" | "advised" | "reminded")
    })?;
    if source.is_empty() || source.end > verb || source.end + 5 < verb {
        return None;
    }
    let before = verb.checked_sub(1)?;
    let passive = (verb.saturating_sub(3)..verb).any(|token| is_auxiliary(scene.word(token)))
        && (source.end..verb).all(|token| scene.is_word(token));
    (passive && before >= source.end).then_some(verb)
}

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "was" | "were" | "been" | "being" | "is" | "are")
}
