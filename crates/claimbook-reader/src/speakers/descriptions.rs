//! Reads descriptions: their noun, their owner, and the body that a spokesman speaks for.

use super::cast::Cast;
use super::mentions::Sort;
use super::scene::Scene;
use super::sources::{Body, Determiner, Nominal};
use super::words;
use std::ops::Range;

/// Reads a description.
pub(super) fn nominal(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>) -> Option<Nominal> {
    let end = core_end(scene, cast, &tokens);
    let possessive = (tokens.start..end).rev().find(|token| scene.is_possessive(*token) && *token + 1 < end);
    let first = tokens.start;
    let determiner = match scene.folded(first).as_str() {
        _ if possessive.is_some() => Determiner::Possessive,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" => Determiner::Possessive,
        _ if scene.is(first, words::DEFINITE) => Determiner::Definite,
        _ if scene.is(first, words::INDEFINITE) => Determiner::Indefinite,
        _ => Determiner::Bare,
    };
    let counted = scene.is(first, words::DEFINITE | words::INDEFINITE);
    let start = possessive.map_or(first + usize::from(counted && first + 1 < end), |mark| mark + 1);
    let head = (start..end).rev().find(|token| scene.is_word(*token))?;
    // *one of the officials*: the noun stands after the preposition.
    let of = (end..tokens.end).find(|token| scene.is_word(*token) && !scene.is(*token, words::PREPOSITION));
    let named =
        cast.seen_in(end..tokens.end).iter().find(|seen| of.is_some_and(|of| seen.tokens.start <= of + 2));
    let possessor =
        possessive.and_then(|mark| cast.before(mark, 1).next().filter(|seen| seen.tokens.end == mark));
    Some(Nominal {
        head,
        core: start..end,
        determiner,
        possessor: possessor.cloned(),
        of: named.cloned(),
        extended: end < tokens.end,
        tokens,
    })
}

/// The body that a description with *spokesman* speaks for.
pub(super) fn behalf(scene: &Scene<'_, '_>, cast: &Cast, nominal: &Nominal) -> Option<Body> {
    let spokes = nominal.core.clone().find(|token| scene.is(*token, words::SPOKES))?;
    let modifier = cast.seen_in(nominal.core.start..spokes).last();
    let named = nominal.possessor.as_ref().or(nominal.of.as_ref()).or(modifier);
    // A spokesman of somebody speaks for her or him; before *spokesman* a person's name is his own.
    let owner = nominal.possessor.is_some() || nominal.of.is_some();
    if let Some(named) = named.filter(|named| {
        cast.entity(named.entity).is_some_and(|one| owner || one.sort != Sort::Person || one.known.is_some())
    }) {
        return Some(Body::Named(named.clone()));
    }
    let body = (nominal.core.start..spokes).rev().find(|token| scene.is(*token, words::BODY));
    if let Some(body) = body {
        return Some(Body::Words(nominal.core.start..body + 1));
    }
    let owner = nominal.tokens.start..nominal.core.start;
    let owned = owner.clone().rev().find(|token| scene.is(*token, words::BODY));
    if let Some(owned) = owned {
        return Some(Body::Words(owner.start..owned + 1));
    }
    let after = nominal.core.end + 1..nominal.tokens.end;
    let body = after.clone().find(|token| scene.is(*token, words::BODY))?;
    Some(Body::Words(after.start..body + 1))
}

/// *Ada Brae, a spokeswoman for the board*.
pub(super) fn behalf_after(scene: &Scene<'_, '_>, cast: &Cast, part: &Range<usize>) -> Option<Body> {
    nominal(scene, cast, part.clone()).and_then(|nominal| behalf(scene, cast, &nominal))
}

/// Where the part before the first preposition ends; a preposition inside a name does not count.
pub(super) fn core_end(scene: &Scene<'_, '_>, cast: &Cast, tokens: &Range<usize>) -> usize {
    let names = cast.seen_in(tokens.clone());
    let inside =
        |token: usize| names.iter().any(|name| name.tokens.contains(&token) || name.titles.contains(&token));
    let ends = |token: &usize| {
        *token > tokens.start && !inside(*token) && scene.is(*token, words::PREPOSITION | words::RELATIVE)
    };
    tokens.clone().find(ends).unwrap_or(tokens.end)
}

/// *A nurse broke down as she*: the description ends where its clause begins.
pub(super) fn without_clause(scene: &Scene<'_, '_>, part: Range<usize>) -> Range<usize> {
    let last = part.end.saturating_sub(1);
    let clause = part.len() > 2 && matches!(scene.word(last), "he" | "she" | "they" | "it");
    let head = (part.start..part.end.min(part.start + 5)).find(|token| scene.is(*token, words::SOMEBODY));
    match head.filter(|_| clause) {
        Some(head) => part.start..head + 1,
        None => part,
    }
}
