//! What a verdict saw: digests of the things that it rested on, by which a later change is noticed.
//!
//! The digest of a thing is the first 16 hex digits of the SHA-256 of its canonical text: a JSON array (RFC 8259,
//! no white space between its parts) of the values listed below, `null` where one is missing, every string in
//! Unicode NFC with runs of white space folded to one space and none at either end. `docs/file-format.md` is the
//! definition for other programs.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::quoted::{Place, other_than_quoted};
use crate::digest;
use crate::model::{Claim, Evidence, Quantity, Quote, Saw};
use crate::quote::Text;

/// The digests for a verdict on `claim` that considers these evidence lines. `text` gives a document's captured
/// text by key and hash; each is asked for and indexed once.
pub fn saw(claim: &Claim, considered: &[String], text: impl Fn(&str, Option<&str>) -> Option<String>) -> Saw {
    let asserted = claim.assertions.iter().map(|assertion| (assertion.document.as_deref(), &assertion.quote));
    let evidence = claim.evidence.iter().map(|line| (line.document.as_deref(), &line.quote));
    let mut contents: BTreeMap<(&str, Option<&str>), Option<String>> = BTreeMap::new();
    for (document, quotes) in asserted.chain(evidence) {
        for (document, quote) in
            document.into_iter().flat_map(|document| quotes.iter().map(move |q| (document, q)))
        {
            let capture = quote.capture.as_deref();
            contents.entry((document, capture)).or_insert_with(|| text(document, capture));
        }
    }
    let texts: BTreeMap<_, _> = contents
        .iter()
        .filter_map(|(capture, content)| content.as_deref().map(|content| (*capture, Text::new(content))))
        .collect();
    saw_where(claim, considered, |of| {
        let text = of.document.and_then(|document| texts.get(&(document, of.quote.capture.as_deref())));
        text.and_then(|text| other_than_quoted(text, of.quote))
    })
}

/// A quote of a claim.
pub(super) struct Of<'a> {
    pub(super) document: Option<&'a str>,
    pub(super) quote: &'a Quote,
    /// Where it stands in the claim.
    pub(super) place: Place,
}

/// As [`saw`], where it is known what stands in the place of each quote, if not what is quoted.
pub(super) fn saw_where(
    claim: &Claim,
    considered: &[String],
    other: impl Fn(&Of<'_>) -> Option<String>,
) -> Saw {
    let considered: HashSet<&String> = considered.iter().collect();
    let is_considered = |line: &Evidence| line.id.as_ref().is_some_and(|id| considered.contains(id));
    let asserted = claim.assertions.iter().enumerate();
    let asserted = asserted.map(|(entry, it)| (&it.id, &it.document, &it.quote, (false, entry)));
    let lines = claim.evidence.iter().enumerate().filter(|(_, line)| is_considered(line));
    let lines = lines.map(|(entry, it)| (&it.id, &it.document, &it.quote, (true, entry)));
    let mut passages = BTreeMap::new();
    for (id, document, quotes, (list, entry)) in asserted.chain(lines) {
        if let (Some(id), false) = (id, quotes.is_empty()) {
            let digest = passage(quotes.iter().enumerate().map(|(part, quote)| {
                other(&Of { document: document.as_deref(), quote, place: (list, entry, part) })
                    .unwrap_or_else(|| quote.exact.clone().unwrap_or_default())
            }));
            passages.insert(id.clone(), digest);
        }
    }
    let lines = claim.evidence.iter().filter(|line| is_considered(line));
    Saw {
        claim: Some(wording(claim)),
        quantities: (!claim.quantities.is_empty()).then(|| quantities(claim)),
        evidence: lines.filter_map(|line| line.id.clone().map(|id| (id, evidence(line)))).collect(),
        passages,
        ..Saw::default()
    }
}

/// The digest of the wording: `[claim]`.
pub fn wording(claim: &Claim) -> String {
    short(&[fold(&claim.claim)])
}

/// The digest of the figures: for each, in order, `[measure, phrase, low, high, unit, scope, as_of]`; numbers as
/// strings of the shortest decimal, without an exponent.
pub fn quantities(claim: &Claim) -> String {
    fn number(number: Option<f64>) -> Option<String> {
        number.map(|number| number.to_string())
    }
    fn one(quantity: &Quantity) -> impl Serialize {
        (
            quantity.measure.as_deref().map(fold),
            quantity.phrase.as_deref().map(fold),
            number(quantity.low),
            number(quantity.high),
            quantity.unit.as_deref().map(fold),
            quantity.scope.as_deref().map(fold),
            quantity.as_of.as_ref().map(|date| fold(date.as_str())),
        )
    }
    short(&claim.quantities.iter().map(one).collect::<Vec<_>>())
}

/// The digest of an evidence line: `[document, direction, match, credibility, note, [exact…], [from…], retracted]`,
/// the last being true or false.
pub fn evidence(line: &Evidence) -> String {
    let exact: Vec<_> = line.quote.iter().map(|quote| quote.exact.as_deref().map(fold)).collect();
    let from: Vec<_> = line.from.iter().map(|key| fold(key)).collect();
    short(&(
        line.document.as_deref().map(fold),
        line.direction.as_ref().map(|direction| fold(direction.as_str())),
        line.fits.as_ref().map(|fits| fold(fits.as_str())),
        line.credibility,
        line.note.as_deref().map(fold),
        exact,
        from,
        line.retracted.is_some(),
    ))
}

/// The digest of a quoted passage: one string for each of its parts. A part is what the quote says where that
/// stands in the captured text or there is no text; else what stands in the text at the quote's place.
fn passage(parts: impl Iterator<Item = String>) -> String {
    short(&parts.map(|part| fold(&part).into_owned()).collect::<Vec<_>>())
}

/// NFC, runs of white space as one space, none at either end.
fn fold(text: &str) -> Cow<'_, str> {
    // Most texts are so already.
    let plain = |pair: &[u8]| matches!(pair, [b' ', b'!'..=b'~'] | [b'!'..=b'~', b' '..=b'~']);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'!'..=b'~'));
    let bytes = text.as_bytes();
    if ends(bytes.first()) && ends(bytes.last()) && bytes.windows(2).all(plain) {
        return text.into();
    }
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_nfc_quick(spaced.chars()) == IsNormalized::Yes {
        return spaced.into();
    }
    spaced.nfc().collect()
}

/// The digest of a canonical text: tuples and lists are arrays in it.
fn short(array: &impl Serialize) -> String {
    // Nothing here can fail to be JSON.
    digest::short(&serde_json::to_string(array).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn a_digit_counts_where_it_was_quoted_though_the_same_words_stand_elsewhere() {
        let with = |first: &str| {
            let text = format!("About {first} bridges were closed. She said that 40 bridges were closed.");
            saw(&claim(), &[], |_, _| Some(text.clone())).passages
        };
        assert_ne!(with("40"), with("41"));
        assert_ne!(with("40"), with("140"));
        assert_eq!(with("some 40"), with("40"));
    }

    proptest! {
        #[test]
        fn a_changed_digit_of_what_is_quoted_always_shows(
            source in "(?s)([ab0-9.,%+ \"’\n-]|.){1,60}", repeat in 1usize..4, from in 0usize..180, length in 1usize..90,
            digit in 0usize..90, other in 1u32..10
        ) {
            let mut source: Vec<char> = source.repeat(repeat).chars().collect();
            let start = from % source.len();
            let end = (start + length).min(source.len());
            let at = start + digit % (end - start);
            source[at] = '7';
            let before: String = source.iter().collect();
            source[at] = char::from_digit((7 + other) % 10, 10).unwrap();
            let after: String = source.iter().collect();
            let mut claim = claim();
            let taken = Text::new(&before).select(start, end).unwrap();
            claim.assertions[0].quote = vec![Quote {
                exact: Some(taken.exact), prefix: Some(taken.prefix), suffix: Some(taken.suffix), start: Some(start), end: Some(end),
                ..Quote::default()
            }];
            let passages = |text: &str| saw(&claim, &[], |_, _| Some(text.to_owned())).passages;
            prop_assert_ne!(passages(&before), passages(&after));
        }
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

    proptest! {
        #[test]
        fn folding_is_the_same_the_short_way(text in "[ a-z!\\t~é]{0,12}") {
            let long: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
            prop_assert_eq!(fold(&text), long);
        }
    }
}
