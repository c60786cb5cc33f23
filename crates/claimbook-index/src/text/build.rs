//! A segment in the making: where each word stands in each record.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::segment::{BLOCK, HEADER, MAGIC};
use super::tokens::{Language, Languages, Stems, tokens};
use super::{Doc, Field};
use crate::bytes::Writer;

/// The records are read in so many parts, whatever the number of cores, so that the same bytes come out everywhere.
const PARTS: usize = 16;
/// Between two fields, so that no phrase goes from one to the next.
const GAP: u64 = 100;

/// Where a word stands, in one part of the records.
#[derive(Default)]
struct Postings {
    count: u64,
    first: u64,
    last: u64,
    /// After the number of the first record: its places, and then for each record how far it is from the one before, and its places.
    bytes: Writer,
}

struct Part {
    words: HashMap<String, Postings>,
    /// How many words each record has.
    lengths: Vec<u64>,
}

/// The bytes of a segment of these records, each with the key that tells its state from every other.
pub(crate) fn build<'d>(keys: &[u64], doc: impl Fn(usize) -> Doc<'d> + Sync) -> Vec<u8> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.par_sort_unstable_by_key(|place| keys.get(*place));
    let size = order.len().div_ceil(PARTS).max(1);
    let parts = order.par_chunks(size).enumerate();
    let parts: Vec<Part> = parts.map(|(number, places)| read(number * size, places, &doc)).collect();

    let mut docs = Writer::default();
    docs.size(order.len());
    let mut last = 0u64;
    for (place, length) in order.iter().zip(parts.iter().flat_map(|part| &part.lengths)) {
        let key = keys.get(*place).copied().unwrap_or_default();
        docs.number(key.wrapping_sub(last));
        docs.number(*length);
        last = key;
    }

    let mut words: BTreeMap<&str, Vec<&Postings>> = BTreeMap::new();
    for part in &parts {
        for (word, postings) in &part.words {
            words.entry(word).or_default().push(postings);
        }
    }
    let (mut dictionary, mut blocks, mut lists) = (Writer::default(), Writer::default(), Writer::default());
    blocks.size(words.len().div_ceil(BLOCK));
    for (number, (word, parts)) in words.iter().enumerate() {
        if number % BLOCK == 0 {
            blocks.text(word);
            blocks.size(dictionary.bytes.len());
        }
        let start = lists.bytes.len();
        let mut last = 0;
        for part in parts {
            lists.number(part.first.wrapping_sub(last));
            lists.bytes.extend(&part.bytes.bytes);
            last = part.last;
        }
        let list = lists.bytes.get(start..).unwrap_or_default();
        dictionary.text(word);
        dictionary.number(parts.iter().map(|part| part.count).sum());
        dictionary.size(list.len());
        dictionary.number(start as u64);
        dictionary.fixed(xxh3_64(list));
    }
    let mut head = Writer::default();
    head.fixed(MAGIC);
    for part in [&docs, &blocks, &dictionary] {
        head.fixed(part.bytes.len() as u64);
        head.fixed(xxh3_64(&part.bytes));
    }
    head.fixed(lists.bytes.len() as u64);
    head.fixed(xxh3_64(&head.bytes));
    debug_assert_eq!(head.bytes.len(), HEADER);
    [head.bytes, docs.bytes, blocks.bytes, dictionary.bytes, lists.bytes].concat()
}

fn read<'d>(first: usize, places: &[usize], doc: &(impl Fn(usize) -> Doc<'d> + Sync)) -> Part {
    let mut endings = Endings { stems: Stems::new(), known: HashMap::new() };
    let mut part = Part { words: HashMap::new(), lengths: Vec::with_capacity(places.len()) };
    for (at, place) in places.iter().enumerate() {
        let number = (first + at) as u64;
        let mut found: HashMap<String, Vec<u64>> = HashMap::new();
        let (mut next, mut length) = (0u64, 0u64);
        for (field, text) in &doc(*place).fields {
            let tokens = tokens(text);
            let languages = Languages::of(&tokens);
            for token in tokens {
                let language = languages.for_word(&token.word);
                let stem = endings.stem(token.word, language);
                found.entry(stem).or_default().push(next * Field::COUNT + field.number());
                next += 1;
                length += 1;
            }
            next += GAP;
        }
        part.lengths.push(length);
        for (word, places) in found {
            part.words.entry(word).or_default().add(number, &places);
        }
    }
    part
}

/// Most words come again and again, and taking endings off takes longer than looking up.
struct Endings {
    stems: Stems,
    known: HashMap<(String, Language), String>,
}

impl Endings {
    fn stem(&mut self, word: String, language: Language) -> String {
        let Endings { stems, known } = self;
        let key = (word, language);
        if let Some(stem) = known.get(&key) {
            return stem.clone();
        }
        let stem = stems.stem(&key.0, language);
        known.insert(key, stem.clone());
        stem
    }
}

impl Postings {
    fn add(&mut self, doc: u64, places: &[u64]) {
        if self.count == 0 {
            self.first = doc;
        } else {
            self.bytes.number(doc - self.last);
        }
        (self.last, self.count) = (doc, self.count + 1);
        let mut last = 0;
        self.bytes.list(places, |bytes, place| {
            bytes.number(place.wrapping_sub(last));
            last = *place;
        });
    }
}
