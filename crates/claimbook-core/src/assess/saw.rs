//! What a verdict saw: digests of the things that it rested on, by which a later change is noticed.
//!
//! The digest of a thing is the first 16 hex digits of the SHA-256 of its canonical text: a JSON array (RFC 8259,
//! no white space between its parts) of the values listed below, `null` where one is missing, every string in
//! Unicode NFC with runs of white space folded to one space and none at either end. `docs/file-format.md` is the
//! definition for other programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::digest;
use crate::model::{Claim, Evidence, Quantity, Quote, Saw};
use crate::quote::{Found, Quote as Wanted, Text};

/// The digests for a verdict on `claim` that considers these evidence lines. `text` gives a document's captured
/// text by key and hash.
pub fn saw(claim: &Claim, considered: &[String], text: impl Fn(&str, Option<&str>) -> Option<String>) -> Saw {
    let mut passages = BTreeMap::new();
    let lines: Vec<&Evidence> = claim
        .evidence
        .iter()
        .filter(|line| line.id.as_ref().is_some_and(|id| considered.contains(id)))
        .collect();
    let quoted = claim
        .assertions
        .iter()
        .map(|assertion| (&assertion.id, &assertion.document, &assertion.quote))
        .chain(lines.iter().map(|line| (&line.id, &line.document, &line.quote)));
    for (id, document, quotes) in quoted {
        if let (Some(id), false) = (id, quotes.is_empty()) {
            passages.insert(id.clone(), passage(document.as_deref(), quotes, &text));
        }
    }
    Saw {
        claim: Some(wording(claim)),
        quantities: (!claim.quantities.is_empty()).then(|| quantities(claim)),
        evidence: lines.iter().filter_map(|line| line.id.clone().map(|id| (id, evidence(line)))).collect(),
        passages,
        ..Saw::default()
    }
}

/// The digest of the wording: `[claim]`.
pub fn wording(claim: &Claim) -> String {
    short(&json!([fold(&claim.claim)]))
}

/// The digest of the figures: for each, in order, `[measure, phrase, low, high, unit, scope, as_of]`; numbers as
/// strings of the shortest decimal, without an exponent.
pub fn quantities(claim: &Claim) -> String {
    let one = |quantity: &Quantity| {
        json!([
            some(quantity.measure.as_deref()),
            some(quantity.phrase.as_deref()),
            number(quantity.low),
            number(quantity.high),
            some(quantity.unit.as_deref()),
            some(quantity.scope.as_deref()),
            some(quantity.as_of.as_ref().map(|date| date.as_str())),
        ])
    };
    short(&Value::Array(claim.quantities.iter().map(one).collect()))
}

/// The digest of an evidence line: `[document, direction, match, credibility, note, [exact…], [from…], retracted]`,
/// the last being true or false.
pub fn evidence(line: &Evidence) -> String {
    let exact: Vec<Value> = line.quote.iter().map(|quote| some(quote.exact.as_deref())).collect();
    let from: Vec<String> = line.from.iter().map(|key| fold(key)).collect();
    short(&json!([
        some(line.document.as_deref()),
        some(line.direction.as_ref().map(|direction| direction.as_str())),
        some(line.fits.as_ref().map(|fits| fits.as_str())),
        line.credibility,
        some(line.note.as_deref()),
        exact,
        from,
        line.retracted.is_some(),
    ]))
}

/// The digest of a quoted passage: one string for each of its parts. A part is what the quote says where that
/// stands in the captured text or there is no text; else what stands in the text at the quote's place.
pub fn passage(
    document: Option<&str>,
    quotes: &[Quote],
    text: impl Fn(&str, Option<&str>) -> Option<String>,
) -> String {
    let part = |quote: &Quote| {
        let exact = quote.exact.as_deref().unwrap_or_default();
        let content = document.and_then(|document| text(document, quote.capture.as_deref()));
        let stands =
            content.map_or_else(|| exact.to_owned(), |content| stands(&Text::new(&content), quote, exact));
        Value::String(fold(&stands))
    };
    short(&Value::Array(quotes.iter().map(part).collect()))
}

fn stands(text: &Text<'_>, quote: &Quote, exact: &str) -> String {
    match text.find(&Wanted::new(exact)) {
        Found::Nowhere => quote
            .start
            .zip(quote.end)
            .and_then(|(start, end)| text.slice(start, end))
            .unwrap_or_default()
            .to_owned(),
        _ => exact.to_owned(),
    }
}

/// The shortest decimal that reads as the same number, without an exponent, as a string.
fn number(number: Option<f64>) -> Value {
    number.map_or(Value::Null, |number| Value::String(number.to_string()))
}

fn some(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::String(fold(text)))
}

/// NFC, runs of white space as one space, none at either end.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

fn short(value: &Value) -> String {
    digest::short(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Assertion;

    fn claim() -> Claim {
        Claim {
            claim: "About 40 bridges were closed.".into(),
            assertions: vec![Assertion {
                id: Some("a1".into()),
                document: Some("brief".into()),
                quote: vec![Quote {
                    exact: Some("40 bridges".into()),
                    start: Some(6),
                    end: Some(16),
                    ..Quote::default()
                }],
                ..Assertion::default()
            }],
            ..Claim::default()
        }
    }

    #[test]
    fn a_changed_digit_in_the_captured_text_changes_the_passage_and_nothing_else() {
        let before = saw(&claim(), &[], |_, _| Some("About 40 bridges were closed.".into()));
        let after = saw(&claim(), &[], |_, _| Some("About 41 bridges were closed.".into()));
        assert_eq!(before.claim, after.claim);
        assert_ne!(before.passages, after.passages);
    }

    #[test]
    fn a_passage_that_moved_is_the_same_passage() {
        let before = saw(&claim(), &[], |_, _| Some("About 40 bridges were closed.".into()));
        let after = saw(&claim(), &[], |_, _| Some("Corrected. About 40 bridges were closed.".into()));
        assert_eq!(before, after);
    }

    #[test]
    fn white_space_and_the_form_of_accents_do_not_count() {
        let composed = Claim { claim: "The caf\u{e9} closed.".into(), ..Claim::default() };
        let spread = Claim { claim: "The  cafe\u{301}\nclosed. ".into(), ..Claim::default() };
        assert_eq!(wording(&composed), wording(&spread));
    }

    #[test]
    fn the_canonical_text_is_a_json_array() {
        let claim = Claim { claim: "It rained.".into(), ..Claim::default() };
        assert_eq!(wording(&claim), digest::short("[\"It rained.\"]"));
    }
}
