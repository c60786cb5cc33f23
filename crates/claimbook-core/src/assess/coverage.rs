//! How much of a captured text has been looked at.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Document, Quote, ReviewedAs};
use crate::quote::{Found, Quote as Wanted, Text};
use crate::workspace::{Filed, Workspace};

/// How many sentences of a text there are, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All.
    pub sentences: usize,
    /// Those that a claim quotes, or a part of which it quotes.
    pub in_claims: usize,
    /// Those that no claim quotes, and that a person has looked at and left.
    pub left: usize,
    /// Of those left, the ones that are opinion.
    pub opinion: usize,
    /// Of those left, the ones that are nothing of the article itself.
    pub boilerplate: usize,
}

impl Coverage {
    /// Counts what became of a sentence, all but that it is one.
    pub fn count(&mut self, seen: &Seen) {
        match seen {
            Seen::InClaim => self.in_claims += 1,
            Seen::Left(kind) => {
                self.left += 1;
                self.opinion += usize::from(*kind == ReviewedAs::Opinion);
                self.boilerplate += usize::from(*kind == ReviewedAs::Boilerplate);
            }
            Seen::Not => {}
        }
    }

    /// How many sentences nobody has looked at.
    pub fn unseen(&self) -> usize {
        self.sentences.saturating_sub(self.in_claims + self.left)
    }
}

/// How many code points all searches for the passages of one text may read, and the least and most of such searches.
const READ: usize = 500_000_000;
const LEAST_SEARCHES: usize = 50;
const MOST_SEARCHES: usize = 10_000;

/// What became of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A claim quotes it, or a part of it.
    InClaim,
    /// Somebody has looked at it and left it.
    Left(ReviewedAs),
    /// Nobody has looked at it.
    Not,
}

/// The passages that claims quote, by document.
#[derive(Debug, Default)]
pub struct Passages<'w> {
    quoted: HashMap<&'w str, Vec<&'w Quote>>,
}

impl<'w> Passages<'w> {
    /// Every passage that an assertion in the workspace quotes.
    pub fn of(workspace: &'w Workspace) -> Self {
        let mut quoted: HashMap<&str, Vec<&Quote>> = HashMap::new();
        for assertion in workspace.claims.iter().flat_map(|claim| &claim.data.assertions) {
            if let Some(document) = &assertion.document {
                quoted.entry(document).or_default().extend(&assertion.quote);
            }
        }
        Passages { quoted }
    }

    /// Where passages of a document's first captured text stand, in code points of `text`, which may be that text with names
    /// replaced. Passages whose words are not where they say are looked for a bounded number of times.
    pub fn places<'q>(
        document: &Document,
        text: &Text<'_>,
        quotes: impl Iterator<Item = &'q Quote>,
    ) -> Vec<Option<Range<usize>>> {
        Self::places_in(document, None, text, quotes)
    }

    /// Likewise in the text of the capture with this hash, or the first where none is named. A passage from another capture is looked for
    /// by its words.
    pub fn places_in<'q>(
        document: &Document,
        capture: Option<&str>,
        text: &Text<'_>,
        quotes: impl Iterator<Item = &'q Quote>,
    ) -> Vec<Option<Range<usize>>> {
        let mut left = (READ / (text.len() + 1)).clamp(LEAST_SEARCHES, MOST_SEARCHES);
        let mut find = |quote: &Quote| {
            if let Some(range) = stated(text, quote, is_of(document, capture, quote.capture.as_deref())) {
                return Some(range);
            }
            left = left.checked_sub(1)?;
            by_words(text, quote)
        };
        quotes.map(&mut find).collect()
    }

    /// How much of a document's first captured text the claims cover. `sentences` are ranges of code points in
    /// that text.
    pub fn coverage(&self, document: &Filed<Document>, text: &str, sentences: &[Range<usize>]) -> Coverage {
        let mut coverage = Coverage { sentences: sentences.len(), ..Coverage::default() };
        for seen in self.seen(document, text, sentences) {
            coverage.count(&seen);
        }
        coverage
    }

    /// What became of each sentence of a document's first captured text. `sentences` are ranges of code points in
    /// that text.
    pub fn seen(&self, document: &Filed<Document>, text: &str, sentences: &[Range<usize>]) -> Vec<Seen> {
        self.seen_in(document, None, text, sentences)
    }

    /// Likewise in the text of the capture with this hash, or the first where none is named.
    pub fn seen_in(
        &self,
        document: &Filed<Document>,
        capture: Option<&str>,
        text: &str,
        sentences: &[Range<usize>],
    ) -> Vec<Seen> {
        let of_it = |hash: &Option<String>| is_of(&document.data, capture, hash.as_deref());
        let text = Text::new(text);
        let quotes = self.quoted.get(document.key()).into_iter().flatten().copied();
        let quoted: Vec<Range<usize>> = match capture {
            None => quotes.filter_map(|quote| place(&text, quote, of_it(&quote.capture))).collect(),
            // Most are from another capture, and all of these are looked for.
            Some(_) => {
                Self::places_in(&document.data, capture, &text, quotes).into_iter().flatten().collect()
            }
        };
        let reviewed: Vec<(Range<usize>, ReviewedAs)> = document
            .data
            .reviewed
            .iter()
            .filter(|passage| of_it(&passage.capture))
            .filter_map(|passage| {
                let kind = passage.kind.clone().unwrap_or(ReviewedAs::Left);
                Some((passage.start?..passage.end?, kind))
            })
            .collect();
        let (quoted, looked_at) = (joined(quoted), joined(reviewed.iter().map(|it| it.0.clone()).collect()));
        let became = |sentence: &Range<usize>| {
            if meets(&quoted, sentence) {
                return Seen::InClaim;
            }
            if !meets(&looked_at, sentence) {
                return Seen::Not;
            }
            let left = reviewed.iter().find(|(passage, _)| meet(passage, sentence));
            left.map_or(Seen::Not, |(_, kind)| Seen::Left(kind.clone()))
        };
        sentences.iter().map(became).collect()
    }
}

/// The same stretches of the text in order, those that meet joined: however many there are, a sentence is held against few.
fn joined(mut passages: Vec<Range<usize>>) -> Vec<Range<usize>> {
    // One that ends before it begins is none.
    passages.retain(|passage| passage.start <= passage.end);
    passages.sort_by_key(|passage| passage.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(passages.len());
    for passage in passages {
        match joined.last_mut().filter(|last| passage.start <= last.end) {
            Some(last) => last.end = last.end.max(passage.end),
            None => joined.push(passage),
        }
    }
    joined
}

/// Whether one of these stretches, which are in order and apart, meets a sentence.
fn meets(passages: &[Range<usize>], sentence: &Range<usize>) -> bool {
    let first = passages.partition_point(|passage| passage.end <= sentence.start);
    passages.get(first).is_some_and(|passage| meet(passage, sentence))
}

/// Whether a passage says of itself that it is of the first captured text.
fn is_of_first(document: &Document, hash: Option<&str>) -> bool {
    let first = document.capture(None).and_then(|capture| capture.text_sha256.as_deref());
    match (hash, first) {
        (None, _) => true,
        (Some(hash), Some(first)) => first.starts_with(hash),
        (Some(_), None) => false,
    }
}

/// Whether a passage says of itself that it is of the captured text with this hash.
fn is_of(document: &Document, capture: Option<&str>, hash: Option<&str>) -> bool {
    let Some(named) = capture.and_then(|capture| document.capture(Some(capture))) else {
        return is_of_first(document, hash);
    };
    document.capture(hash).is_some_and(|own| std::ptr::eq(own, named))
}

/// Where a quote stands: where it says, as far as its words stand there; else where its words are found.
fn place(text: &Text<'_>, quote: &Quote, here: bool) -> Option<Range<usize>> {
    if let Some(range) = stated(text, quote, here) {
        return Some(range);
    }
    by_words(text, quote)
}

/// Where a quote says that it stands, as far as its words stand there.
fn stated(text: &Text<'_>, quote: &Quote, here: bool) -> Option<Range<usize>> {
    let (start, end) = quote.start.zip(quote.end).filter(|_| here)?;
    let there = text.slice(start, end)?;
    quote.exact.as_deref().is_none_or(|exact| there == exact).then_some(start..end)
}

fn by_words(text: &Text<'_>, quote: &Quote) -> Option<Range<usize>> {
    let wanted = Wanted {
        prefix: quote.prefix.as_deref(),
        suffix: quote.suffix.as_deref(),
        start: quote.start,
        ..Wanted::new(quote.exact.as_deref()?)
    };
    match text.find(&wanted) {
        Found::Once { start, end } => Some(start..end),
        _ => None,
    }
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The dam broke. Nobody was hurt. Subscribe now! It rained.";

    fn covered(claim: &str, document: &str) -> Coverage {
        let mut workspace = Workspace::default();
        let data = crate::yaml::from_str(claim).unwrap();
        workspace.claims.push(Filed { path: "2024-11/a.yaml".into(), data });
        let document =
            Filed { path: "documents/brief.yaml".into(), data: crate::yaml::from_str(document).unwrap() };
        Passages::of(&workspace).coverage(&document, TEXT, &[0..14, 15..31, 32..46, 47..57])
    }

    #[test]
    fn a_sentence_is_covered_where_a_part_of_it_is_quoted() {
        let claim = "claim: a\nassertions: [{in: brief, quote: {exact: dam broke, start: 4, end: 13}}]";
        let reviewed = "reviewed: [{start: 32, end: 46, as: boilerplate}, {start: 0, end: 3, as: left}]";
        let wanted = Coverage { sentences: 4, in_claims: 1, left: 1, opinion: 0, boilerplate: 1 };
        assert_eq!(covered(claim, reviewed), wanted);
        assert_eq!(wanted.unseen(), 2);
    }

    #[test]
    fn a_quote_typed_by_hand_is_found_by_its_words() {
        let claim = "claim: a\nassertions: [{in: brief, quote: {exact: Nobody was hurt.}}]";
        assert_eq!(covered(claim, "{}").in_claims, 1);
    }

    #[test]
    fn each_passage_has_its_place_or_none() {
        let document = crate::yaml::from_str("{}").unwrap();
        let yaml = "[{exact: dam broke, start: 4, end: 13}, {exact: It rained., start: 0, end: 10}, {exact: bridge}]";
        let quotes: Vec<Quote> = crate::yaml::from_str(yaml).unwrap();
        let places = Passages::places(&document, &Text::new(TEXT), quotes.iter());
        assert_eq!(places, [Some(4..13), Some(47..57), None]);
    }

    #[test]
    fn in_a_newer_text_older_passages_are_found_by_their_words() {
        let document =
            "captures: [{text: a.txt, text_sha256: aaaa1111}, {text: a.2.txt, text_sha256: bbbb2222}]";
        let document = crate::yaml::from_str(document).unwrap();
        let yaml = "[{exact: dam broke, start: 4, end: 13}, {exact: Nobody, start: 15, end: 21, capture: bbbb2222}, \
                    {start: 0, end: 3}, {start: 0, end: 3, capture: bbbb}]";
        let quotes: Vec<Quote> = crate::yaml::from_str(yaml).unwrap();
        let newer = Text::new("Again the dam broke. Nobody knows. Nobody.");
        let places = Passages::places_in(&document, Some("bbbb2222"), &newer, quotes.iter());
        assert_eq!(places[0], Some(10..19));
        assert_eq!(&places[2..], [None, Some(0..3)], "a place without words holds in its own text only");
    }

    #[test]
    fn a_quote_that_is_elsewhere_or_nowhere_covers_nothing() {
        let other = "claim: a\nassertions: [{in: other, quote: {exact: dam, start: 4, end: 7}}]";
        assert_eq!(covered(other, "{}").in_claims, 0);
        let nowhere = "claim: a\nassertions: [{in: brief, quote: {exact: bridge, start: 4, end: 10}}]";
        assert_eq!(covered(nowhere, "{}").in_claims, 0);
    }
}
