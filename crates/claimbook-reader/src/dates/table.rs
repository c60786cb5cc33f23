//! Word lists: what a word or a few words in a row stand for, one data file per language.
//!
//! A line is `CLASS VALUE: word word two_words`; the value may be left out, and what follows `#` is for people.

use crate::text::Text;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The words of one language with what they stand for.
pub(crate) struct Table<T> {
    /// The phrases by the number of their first word.
    by_first: HashMap<u64, Phrases<T>, BuildHasherDefault<Same>>,
}

/// What begins with one word: what comes after it, longest first, and what it stands for.
struct Phrases<T> {
    first: &'static str,
    rest: Vec<(Vec<&'static str>, T)>,
}

/// Words are numbers that are mixed already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// The number of a word. A text chooses only what is looked up, never what the table holds, so it need not withstand anybody.
fn number(word: &str) -> u64 {
    let mut number = 0xCBF2_9CE4_8422_2325_u64;
    for byte in word.bytes() {
        number = (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    number ^ number >> 32
}

impl<T: Copy> Table<T> {
    /// Reads the lines of a data file; a class that `sense` does not know is left out.
    pub(crate) fn read(data: &'static str, sense: impl Fn(&'static str, &'static str) -> Option<T>) -> Self {
        let mut by_first: HashMap<u64, Phrases<T>, _> = HashMap::default();
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((head, words)) = line.split_once(':') else { continue };
            let (class, value) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
            let Some(sense) = sense(class, value.trim()) else { continue };
            for phrase in words.split_whitespace() {
                let mut parts = phrase.split('_');
                let Some(first) = parts.next() else { continue };
                let phrases =
                    by_first.entry(number(first)).or_insert_with(|| Phrases { first, rest: Vec::new() });
                // Two words of one number would be a misfortune; the first keeps it.
                if phrases.first == first {
                    phrases.rest.push((parts.collect(), sense));
                }
            }
        }
        for phrases in by_first.values_mut() {
            phrases.rest.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Table { by_first }
    }

    /// The first of the senses of the words at a place that `pick` takes, longer phrases before shorter ones, and how many words it is.
    pub(crate) fn find<R>(
        &self,
        words: &Words<'_>,
        at: usize,
        pick: impl Fn(T) -> Option<R>,
    ) -> Option<(R, usize)> {
        let word = words.word(at)?;
        let phrases = self.by_first.get(&word.number).filter(|phrases| phrases.first == word.small)?;
        phrases.rest.iter().find_map(|(rest, sense)| {
            let fits = rest.iter().enumerate().all(|(nth, word)| words.get(at + 1 + nth) == *word);
            Some((pick(*sense).filter(|_| fits)?, rest.len() + 1))
        })
    }
}

impl<T: Copy> Table<T> {
    /// What a word stands for on its own.
    pub(crate) fn word(&self, word: &str) -> Option<T> {
        let phrases = self.by_first.get(&number(word)).filter(|phrases| phrases.first == word)?;
        phrases.rest.iter().find(|(rest, _)| rest.is_empty()).map(|(_, sense)| *sense)
    }
}

impl<T: Copy + PartialEq> Table<T> {
    /// Whether anything begins at a place.
    pub(crate) fn knows(&self, words: &Words<'_>, at: usize) -> bool {
        words.word(at).is_some_and(|word| {
            self.by_first.get(&word.number).is_some_and(|phrases| phrases.first == word.small)
        })
    }

    /// How many words of a sense stand at a place.
    pub(crate) fn is(&self, words: &Words<'_>, at: usize, sense: T) -> Option<usize> {
        self.find(words, at, |found| (found == sense).then_some(())).map(|((), length)| length)
    }
}

/// The words of a stretch of a text in small letters, by their places in the text's list of tokens.
pub(crate) struct Words<'t> {
    text: &'t Text<'t>,
    start: usize,
    list: Vec<Word<'t>>,
}

struct Word<'t> {
    small: Cow<'t, str>,
    number: u64,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t Text<'t>, tokens: Range<usize>) -> Self {
        let end = tokens.end.min(text.tokens.len());
        let word = |token: usize| {
            let small = small(text.token(token));
            Word { number: number(&small), small }
        };
        let list = (tokens.start..end).map(word).collect();
        Words { text, start: tokens.start, list }
    }

    /// The word at a place, in small letters; empty outside of the stretch.
    pub(crate) fn get(&self, token: usize) -> &str {
        self.word(token).map_or("", |word| word.small.as_ref())
    }

    fn word(&self, token: usize) -> Option<&Word<'t>> {
        self.list.get(token.checked_sub(self.start)?)
    }

    /// The word before a place; empty outside of the stretch.
    pub(crate) fn before(&self, token: usize) -> &str {
        token.checked_sub(1).map_or("", |token| self.get(token))
    }

    /// As it stands in the text; empty outside of the stretch.
    pub(crate) fn raw(&self, token: usize) -> &'t str {
        if self.range().contains(&token) { self.text.token(token) } else { "" }
    }

    /// Whether a word begins with a capital letter.
    pub(crate) fn is_capital(&self, token: usize) -> bool {
        self.raw(token).starts_with(char::is_uppercase)
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.list.len()
    }
}

/// A word in small letters, with one form of the apostrophe.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace(['’', 'ʼ'], "'"))
    }
}
