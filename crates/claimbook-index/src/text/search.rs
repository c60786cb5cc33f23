//! Which records fit a query, the best first (BM25, Robertson and Zaragoza 2009, over weighted fields).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Field;
use super::segment::{Damaged, Posting, Segment};
use super::tokens::{Stems, tokens};
use crate::query::{Part, Query, Term};

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// A beginning stands for the most frequent words that begin so.
const MOST_WORDS: usize = 256;
/// For a word that stands nowhere, so many that are nearly it are looked for.
const MOST_INSTEAD: usize = 3;
/// Shorter words are nearly too many others.
const LEAST_CHARS: usize = 4;
/// From so many letters on two may be wrong.
const LONG: usize = 8;

/// A segment, and which of its records count.
pub(crate) struct Layer<'s> {
    pub(crate) segment: &'s Segment,
    /// Whether the record at each place is as it was when the segment was made.
    pub(crate) counts: Vec<bool>,
}

/// A record that fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    pub(crate) layer: usize,
    pub(crate) doc: usize,
    pub(crate) score: f64,
}

/// What was found, and what was looked for in place of words that stand nowhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// In no order.
    pub(crate) hits: Vec<Hit>,
    pub(crate) instead: Vec<(String, Vec<String>)>,
}

/// The places of one part of a query in each record, by layer and record.
type Places = HashMap<(usize, usize), Vec<u64>>;

pub(crate) struct Search<'s> {
    layers: &'s [Layer<'s>],
    stems: Stems,
    docs: f64,
    mean: f64,
    instead: Vec<(String, Vec<String>)>,
}

impl<'s> Search<'s> {
    pub(crate) fn new(layers: &'s [Layer<'s>]) -> Self {
        let (mut docs, mut words) = (0u64, 0u64);
        for layer in layers {
            for (length, _) in layer.segment.lengths.iter().zip(&layer.counts).filter(|(_, counts)| **counts)
            {
                docs += 1;
                words += u64::from(*length);
            }
        }
        let mean = (words as f64 / docs.max(1) as f64).max(1.0);
        Search { layers, stems: Stems::new(), docs: docs as f64, mean, instead: Vec::new() }
    }

    /// The records that fit all terms. A query without words fits none.
    pub(crate) fn find(mut self, query: &Query) -> Result<Found, Damaged> {
        let mut scores: Option<HashMap<(usize, usize), f64>> = None;
        let (without, with): (Vec<&Term>, Vec<&Term>) = query.terms.iter().partition(|term| term.not);
        for term in with {
            let mut own: HashMap<(usize, usize), f64> = HashMap::new();
            for part in &term.any {
                let places = self.part(part, true)?;
                let rare = self.rarity(places.len());
                for (doc, places) in places {
                    *own.entry(doc).or_default() += rare * self.weight(doc, &places);
                }
            }
            scores = Some(match scores {
                None => own,
                Some(mut before) => {
                    before.retain(|doc, score| own.get(doc).map(|more| *score += more).is_some());
                    before
                }
            });
        }
        let mut scores = scores.unwrap_or_default();
        for part in without.iter().flat_map(|term| &term.any) {
            let places = self.part(part, false)?;
            scores.retain(|doc, _| !places.contains_key(doc));
        }
        let hits = scores.into_iter().map(|((layer, doc), score)| Hit { layer, doc, score }).collect();
        Ok(Found { hits, instead: self.instead })
    }

    /// How much a word says that stands in so many records.
    fn rarity(&self, records: usize) -> f64 {
        let records = records as f64;
        (1.0 + (self.docs - records + 0.5) / (records + 0.5)).ln()
    }

    fn weight(&self, (layer, doc): (usize, usize), places: &[u64]) -> f64 {
        let often: f64 = places.iter().map(|place| Field::of(place % Field::COUNT).weight()).sum();
        let length = self.layers.get(layer).and_then(|it| it.segment.lengths.get(doc)).copied().unwrap_or(0);
        let longer = 1.0 - B + B * f64::from(length) / self.mean;
        often * (K1 + 1.0) / (often + K1 * longer)
    }

    /// Where a part of the query stands: where its last word does, of a phrase.
    fn part(&mut self, part: &Part, forgiving: bool) -> Result<Places, Damaged> {
        let (words, prefix): (Vec<String>, bool) = match part {
            Part::Word { text, prefix } => {
                (tokens(text).into_iter().map(|token| token.word).collect(), *prefix)
            }
            Part::Phrase(words) => {
                (words.iter().flat_map(|word| tokens(word)).map(|token| token.word).collect(), false)
            }
        };
        let mut all: Option<Places> = None;
        for (at, word) in words.iter().enumerate() {
            let begins = prefix && at + 1 == words.len();
            let own = self.places(word, begins, forgiving && words.len() == 1)?;
            all = Some(match all {
                None => own,
                Some(before) => follow(&before, own),
            });
        }
        Ok(all.unwrap_or_default())
    }

    fn places(&mut self, word: &str, prefix: bool, forgiving: bool) -> Result<Places, Damaged> {
        let mut stems: HashSet<String> = self.stems.all(word).into_iter().collect();
        if prefix {
            let begin = super::tokens::folded(word);
            stems.extend(self.beginning(&begin));
        }
        let found = self.standing(&stems)?;
        if !found.is_empty() || !forgiving || prefix || word.chars().count() < LEAST_CHARS {
            return Ok(found);
        }
        let near = self.near(word)?;
        if near.is_empty() {
            return Ok(found);
        }
        let found = self.standing(&near.iter().cloned().collect())?;
        if !found.is_empty() {
            self.instead.push((word.to_owned(), near));
        }
        Ok(found)
    }

    fn beginning(&self, begin: &str) -> Vec<String> {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for layer in self.layers {
            for word in layer.segment.words(begin, |word| word.starts_with(begin), |_| true) {
                *counts.entry(word.word).or_default() += word.count;
            }
        }
        most_frequent(counts, MOST_WORDS)
    }

    /// The words that are nearly this one: those of the fewest wrong letters, the most frequent of them.
    fn near(&self, word: &str) -> Result<Vec<String>, Damaged> {
        // Another number is not the same number typed wrong.
        if word.chars().any(|c| c.is_ascii_digit()) {
            return Ok(Vec::new());
        }
        let allowed = if word.chars().count() >= LONG { 2 } else { 1 };
        // The shorter stem of the other language would be nearly too much.
        let stems = self.stems.all(word).into_iter().max_by_key(|stem| stem.chars().count());
        let distance = |other: &str| {
            let near = stems.iter().map(|stem| match stem.len().abs_diff(other.len()) > 4 * allowed {
                true => usize::MAX,
                false => strsim::osa_distance(stem, other),
            });
            near.min().unwrap_or(usize::MAX)
        };
        let mut by_distance: BTreeMap<usize, HashSet<String>> = BTreeMap::new();
        for layer in self.layers {
            for found in layer.segment.words("", |_| true, |other| distance(other) <= allowed) {
                by_distance.entry(distance(&found.word)).or_default().insert(found.word);
            }
        }
        for words in by_distance.into_values() {
            let mut counts = BTreeMap::new();
            for word in words {
                let records = self.standing(&HashSet::from([word.clone()]))?.len() as u64;
                if records > 0 {
                    counts.insert(word, records);
                }
            }
            if !counts.is_empty() {
                return Ok(most_frequent(counts, MOST_INSTEAD));
            }
        }
        Ok(Vec::new())
    }

    fn standing(&self, stems: &HashSet<String>) -> Result<Places, Damaged> {
        let mut places = Places::new();
        for (number, layer) in self.layers.iter().enumerate() {
            for word in stems.iter().filter_map(|stem| layer.segment.word(stem)) {
                for Posting { doc, places: own } in layer.segment.postings(&word)? {
                    if layer.counts.get(doc) == Some(&true) {
                        let all = places.entry((number, doc)).or_default();
                        all.extend(own);
                    }
                }
            }
        }
        for places in places.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        Ok(places)
    }
}

fn most_frequent(counts: BTreeMap<String, u64>, most: usize) -> Vec<String> {
    let mut words: Vec<(String, u64)> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.into_iter().take(most).map(|(word, _)| word).collect()
}

/// Where a word stands right after what came before it.
fn follow(before: &Places, own: Places) -> Places {
    let after = |(doc, places): ((usize, usize), Vec<u64>)| {
        let before = before.get(&doc)?;
        let is_next = |place: &u64| {
            place.checked_sub(Field::COUNT).is_some_and(|previous| before.binary_search(&previous).is_ok())
        };
        let places: Vec<u64> = places.into_iter().filter(is_next).collect();
        (!places.is_empty()).then_some((doc, places))
    };
    own.into_iter().filter_map(after).collect()
}
