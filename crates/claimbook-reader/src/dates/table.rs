//! Word lists: what a word or a few words in a row stand for, one data file per language.
//!
//! A line is `CLASS VALUE: word word two_words`; the value may be left out, and what follows `#` is for people.

use crate::text::Text;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The words of one language with what they stand for.
pub(crate) struct Table<T> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Table<T> {
    /// Reads the lines of a data file; a class that `sense` does not know is left out.
    pub(crate) fn read(data: &'static str, sense: impl Fn(&'static str, &'static str) -> Option<T>) -> Self {
        let mut by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>> = HashMap::new();
        for line in data.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((head, words)) = line.split_once(':') else { continue };
            let (class, value) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
            let Some(sense) = sense(class, value.trim()) else { continue };
            for phrase in words.split_whitespace() {
                let mut parts = phrase.split('_');
                let Some(first) = parts.next() else { continue };
                by_first.entry(first).or_default().push((parts.collect(), sense));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
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
        let phrases = self.by_first.get(words.get(at))?;
        phrases.iter().find_map(|(rest, sense)| {
            let fits = rest.iter().enumerate().all(|(nth, word)| words.get(at + 1 + nth) == *word);
            Some((pick(*sense).filter(|_| fits)?, rest.len() + 1))
        })
    }
}

impl<T: Copy> Table<T> {
    /// What a word stands for on its own.
    pub(crate) fn word(&self, word: &str) -> Option<T> {
        self.by_first.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, sense)| *sense)
    }
}

impl<T: Copy + PartialEq> Table<T> {
    /// How many words of a sense stand at a place.
    pub(crate) fn is(&self, words: &Words<'_>, at: usize, sense: T) -> Option<usize> {
        self.find(words, at, |found| (found == sense).then_some(())).map(|((), length)| length)
    }
}

/// The words of a stretch of a text in small letters, by their places in the text's list of tokens.
pub(crate) struct Words<'t> {
    text: &'t Text<'t>,
    start: usize,
    list: Vec<Cow<'t, str>>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t Text<'t>, tokens: Range<usize>) -> Self {
        let end = tokens.end.min(text.tokens.len());
        let list = (tokens.start..end).map(|token| small(text.token(token))).collect();
        Words { text, start: tokens.start, list }
    }

    /// The word at a place, in small letters; empty outside of the stretch.
    pub(crate) fn get(&self, token: usize) -> &str {
        token.checked_sub(self.start).and_then(|at| self.list.get(at)).map_or("", AsRef::as_ref)
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
