//! Keys, dates and other short texts that come again and again: each is kept once, and named by its number.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::bytes::{Reader, Writer};

/// Numbers for texts, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Words<'a> {
    numbers: HashMap<&'a str, u64>,
    texts: Vec<&'a str>,
}

impl<'a> Words<'a> {
    pub(crate) fn number(&mut self, text: &'a str) -> u64 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            self.texts.len() as u64 - 1
        })
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.list(&self.texts, |writer, text| writer.text(text));
    }
}

/// Texts by their numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Option<Self> {
        Some(Known { texts: reader.list(Reader::text)? })
    }

    pub(crate) fn get(&self, number: usize) -> Option<&'a str> {
        self.texts.get(number).copied()
    }

    /// The text whose number comes next.
    pub(crate) fn next(&self, reader: &mut Reader<'a>) -> Option<&'a str> {
        self.get(reader.size()?)
    }

    /// The texts among these that have a number, by it.
    pub(crate) fn numbered<'t>(&self, wanted: &[&'t str]) -> Vec<(u64, &'t str)> {
        let wanted: HashSet<&'t str, RandomState> = wanted.iter().copied().collect();
        let known = (0..).zip(&self.texts);
        known.filter_map(|(number, text)| wanted.get::<str>(text).map(|wanted| (number, *wanted))).collect()
    }
}
