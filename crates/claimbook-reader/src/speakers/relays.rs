//! The voices beside the speaker: on whose behalf, through whom, leaning on whom.

use super::cast::Cast;
use super::mentions::Sort;
use super::nominals::by_words;
use super::scene::Scene;
use super::sources::{Body, Form, Source};
use super::stage::{Choice, Stage};
use super::words;
use std::ops::Range;

/// The body that the source speaks for.
pub(super) fn on_behalf(
    stage: &mut Stage<'_, '_>,
    source: &Source,
    speaker: Option<usize>,
) -> Option<Choice> {
    let Some(body) = source.behalf.clone() else { return employer(stage, source, speaker) };
    match body {
        Body::Named(seen) => (Some(seen.entity) != speaker).then(|| Choice {
            entity: Some(seen.entity),
            sure: seen.sure,
            reason: "the source speaks for it".to_owned(),
            ..Choice::default()
        }),
        Body::Words(tokens) => {
            let head = tokens.end.checked_sub(1)?;
            let start = tokens.start
                + usize::from(stage.scene.is(tokens.start, words::INDEFINITE) && tokens.len() > 1);
            let entity =
                named_so(stage, head).unwrap_or_else(|| by_words(stage, start..tokens.end, head, false));
            Some(Choice::proposal(entity, "the source speaks for it".to_owned()))
        }
    }
}

/// *a spokesman*, *her spokesman, Ivo Holt*: the one who was named last and may have one.
fn employer(stage: &Stage<'_, '_>, source: &Source, speaker: Option<usize>) -> Option<Choice> {
    let scene = stage.scene;
    let spokes = source.tokens.clone().take(12).find(|token| scene.is(*token, words::SPOKES))?;
    let sign = match scene.folded(source.tokens.start).as_str() {
        "his" => 1,
        "her" => -1,
        _ => 0,
    };
    let named = stage.cast.before(spokes, 12).filter(|seen| Some(seen.entity) != speaker && !seen.headline);
    let near = scene.paragraph(spokes);
    let fits = |entity: usize| {
        let Some(one) = stage.entity(entity) else { return false };
        if sign == 0 {
            one.sort == Sort::Body && !one.place
        } else {
            one.sort == Sort::Person && stage.gender(entity) * sign >= 0
        }
    };
    let mut named = named.filter(|seen| scene.paragraph(seen.tokens.start) + 1 >= near);
    let entity = named.find(|seen| fits(seen.entity))?.entity;
    Some(Choice::proposal(entity, format!("{} was named before", stage.name(entity))))
}

/// The body whose name has a word, named lately.
fn named_so(stage: &Stage<'_, '_>, head: usize) -> Option<usize> {
    let word = stage.scene.folded(head);
    let mut near = stage.cast.before(head, 60).map(|seen| seen.entity);
    near.find(|entity| {
        stage.entity(*entity).is_some_and(|one| one.sort == Sort::Body && one.words.contains(&word))
    })
}

/// The outlets and people through whom a statement comes: those around it first, then the outlet that its speaker talked to.
pub(super) fn through(stage: &Stage<'_, '_>, attribution: usize, speaker: Option<usize>) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    let mut inner = attribution;
    // A statement in a statement in a statement; deeper ones are not written.
    for _ in 0..4 {
        let Some(outer) =
            stage.attributions.get(inner).and_then(|one| one.within).filter(|outer| *outer < inner)
        else {
            break;
        };
        if let Some(choice) = stage.chosen.get(outer).filter(|choice| choice.entity != speaker) {
            found.insert(0, Choice { reason: "the words around it are theirs".to_owned(), ..choice.clone() });
        }
        inner = outer;
    }
    // *TVS quoted the owner, Ada Brae, as saying*: the source that was marked is not the one who speaks.
    if let Some(Form::Name(seen)) = stage.sources.get(attribution).map(|source| &source.form)
        && stage.entity(seen.entity).is_some_and(|one| matches!(one.sort, Sort::Outlet | Sort::Body))
        && speaker.is_some()
    {
        found.push(Choice::proposal(seen.entity, "the words are quoted there".to_owned()));
    }
    if let Some(outlet) = talked_to(stage, attribution) {
        found.push(Choice { sure: true, ..Choice::proposal(outlet, "it was said there".to_owned()) });
    }
    found.retain(|choice| choice.entity.is_some() && choice.entity != speaker);
    let mut seen = Vec::new();
    found.retain(|choice| {
        let fresh = !seen.contains(&choice.entity);
        seen.push(choice.entity);
        fresh
    });
    found
}

/// *told Delta Radio*, *in an interview with Delta Radio*, *was quoted by Delta Radio*.
fn talked_to(stage: &Stage<'_, '_>, attribution: usize) -> Option<usize> {
    let scene = stage.scene;
    let own = beside(stage, attribution)?;
    for seen in stage.cast.seen_in(own.clone()) {
        let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
        let outlet = stage.entity(seen.entity).is_some_and(|one| one.sort == Sort::Outlet);
        let single =
            stage.entity(seen.entity).is_some_and(|one| one.sort == Sort::Name && one.titles.is_empty());
        let before: Vec<String> =
            (start.saturating_sub(5)..start).rev().map(|token| scene.folded(token)).collect();
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let told =
            matches!(before.as_slice(), ["told" | "telling" | "tells", ..] | ["the", "told" | "telling", ..]);
        let with = before.iter().take(4).any(|word| {
            matches!(
                *word,
                "with" | "to" | "for" | "by" | "in" | "on" | "told" | "telling" | "für" | "gegenüber"
            )
        });
        let talk = before.iter().any(|word| {
            matches!(
                *word,
                "interview"
                    | "comment"
                    | "column"
                    | "article"
                    | "quoted"
                    | "statement"
                    | "remarks"
                    | "told"
                    | "op-ed"
                    | "essay"
                    | "spoke"
                    | "speaking"
                    | "cited"
            )
        });
        if outlet && (told || with || talk) || single && talk && with && !seen.possessive {
            return Some(seen.entity);
        }
    }
    None
}

/// The tokens of an attribution's own sentence around its cue, without the content.
fn beside(stage: &Stage<'_, '_>, attribution: usize) -> Option<Range<usize>> {
    let one = stage.attributions.get(attribution)?;
    let scene = stage.scene;
    let cue = scene.text.tokens_in(*one.cue.first()?);
    let sentence = scene.sentence(cue.start);
    let mut range = sentence.start.max(cue.start.saturating_sub(25))..sentence.end.min(cue.end + 25);
    for span in &one.content {
        let content = scene.text.tokens_in(*span);
        if content.start >= cue.end {
            range.end = range.end.min(content.start);
        } else if content.end <= cue.start {
            range.start = range.start.max(content.end);
        }
    }
    (range.start < range.end).then_some(range)
}

/// Whom the speaker leans on: the sources of statements within that say *according to*, and *citing a report* beside the cue.
pub(super) fn citing(stage: &mut Stage<'_, '_>, attribution: usize, inner: &[usize]) -> Vec<Choice> {
    let mut found = Vec::new();
    for inner in inner.iter().take(4) {
        let leans = stage.attributions.get(*inner).is_some_and(|one| {
            stage.scene.tokens(&one.cue).into_iter().any(|token| {
                matches!(
                    stage.scene.folded(token).as_str(),
                    "according" | "citing" | "laut" | "zufolge" | "за" | "по" | "згідно" | "согласно"
                )
            })
        });
        let speaker = stage.chosen.get(attribution).and_then(|choice| choice.entity);
        if let Some(choice) = stage.chosen.get(*inner).filter(|choice| leans && choice.entity != speaker) {
            found.extend(choice.entity.map(|_| choice.clone()));
        }
    }
    let Some(own) = beside(stage, attribution) else { return found };
    let citing = own
        .clone()
        .find(|token| stage.scene.is(*token, words::CITING) && stage.scene.folded(*token) != "cited");
    let Some(citing) = citing.filter(|_| found.is_empty()) else { return found };
    let cue = stage.attributions.get(attribution).map(|one| stage.scene.tokens(&one.cue)).unwrap_or_default();
    if cue.first() == Some(&citing) && cue.len() == 1 {
        return found;
    }
    let end = (citing + 1..own.end.min(citing + 14))
        .find(|token| {
            stage.scene.is_mark(*token, ",.;:—–“\"()")
                || matches!(stage.scene.word(*token), "that" | "said" | "as")
        })
        .unwrap_or(own.end.min(citing + 14));
    let words = citing + 1..end;
    if words.is_empty() {
        return found;
    }
    let reason = "the text says so beside the cue".to_owned();
    let tokens: Vec<usize> = words.collect();
    let source = super::sources::read(stage.scene, &stage.cast, &tokens);
    match source.form {
        Form::Name(seen) => {
            found.push(Choice { sure: seen.sure, ..Choice::proposal(seen.entity, reason) });
        }
        Form::Nominal(nominal) => {
            let entity = by_words(stage, nominal.tokens, nominal.head, false);
            found.push(Choice::proposal(entity, reason));
        }
        _ => {}
    }
    found
}

/// Names that can only be outlets by how the text speaks of them: *told Delta*, the agency in a dateline.
pub(super) fn mark_outlets(scene: &Scene<'_, '_>, cast: &mut Cast) {
    for place in 0..cast.seen.len() {
        let Some(seen) = cast.seen.get(place) else { continue };
        let entity = seen.entity;
        let (start, end) = (seen.tokens.start, seen.tokens.end);
        let bracketed =
            start.checked_sub(1).is_some_and(|before| scene.is_mark(before, "(")) && scene.is_mark(end, ")");
        let dateline = bracketed && scene.is_mark(end + 1, "—–-") && start < scene.sentence(start).start + 8;
        // Whoever sends a report does not speak in it.
        if let Some(seen) = cast.seen.get_mut(place).filter(|_| dateline) {
            seen.headline = true;
        }
        if let Some(one) = cast.entities.get_mut(entity).filter(|_| dateline)
            && matches!(one.sort, Sort::Name | Sort::Body)
        {
            one.sort = Sort::Outlet;
        }
    }
}
