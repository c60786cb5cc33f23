//! Names that must not be said, found in any text, and what to say instead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Names with fewer letters and digits would take other words with them.
pub(super) const FEWEST_LETTERS: usize = 4;

/// Names, each with what is said in its place.
///
/// A name is found as a run of whole words, whatever stands between them, in any case and with or without accents:
/// `source-7f3a`, `Source 7F3A` and `source_7f3a` are one.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By first word; the longest first.
    by_first: HashMap<String, Vec<Name>>,
}

#[derive(Debug)]
struct Name {
    rest: Vec<String>,
    instead: String,
}

impl Names {
    /// Adds a name. Of two names that are the same words, the first counts.
    pub(super) fn add(&mut self, name: &str, instead: &str) {
        let words: Vec<String> = words(name).map(|(_, word)| word).collect();
        if words.iter().map(|word| word.chars().count()).sum::<usize>() < FEWEST_LETTERS {
            return;
        }
        if words.len() > 1 {
            // As in a handle or an account's name: AnnaMarker.
            self.insert(&[words.concat()], instead);
        }
        self.insert(&words, instead);
    }

    /// Adds an address, without the part that all addresses share.
    pub(super) fn add_address(&mut self, url: &str, instead: &str) {
        let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
        self.add(bare.strip_prefix("www.").unwrap_or(bare), instead);
    }

    fn insert(&mut self, words: &[String], instead: &str) {
        let Some((first, rest)) = words.split_first() else { return };
        let names = self.by_first.entry(first.clone()).or_default();
        if names.iter().all(|name| name.rest != rest) {
            names.push(Name { rest: rest.to_vec(), instead: instead.to_owned() });
            names.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
        }
    }

    /// The text with every name replaced; `None` where there is none in it.
    pub(super) fn replaced(&self, text: &str) -> Option<String> {
        let mut found: Option<String> = None;
        let mut copied = 0;
        let mut rest = words(text);
        while let Some((range, word)) = rest.next() {
            let Some((end, instead)) = self.starting(&word, range.end, &rest) else { continue };
            let out = found.get_or_insert_with(String::new);
            out.push_str(text.get(copied..range.start).unwrap_or_default());
            out.push_str(instead);
            copied = end;
            while rest.clone().next().is_some_and(|(next, _)| next.start < end) {
                rest.next();
            }
        }
        found.map(|out| out + text.get(copied..).unwrap_or_default())
    }

    /// Whether a name is in the text.
    pub(super) fn occur_in(&self, text: &str) -> bool {
        self.replaced(text).is_some()
    }

    /// The longest name that begins with this word: where it ends, and what to say instead.
    fn starting(&self, first: &str, end: usize, rest: &Words<'_>) -> Option<(usize, &str)> {
        self.by_first.get(first)?.iter().find_map(|name| {
            let mut ahead = rest.clone();
            let mut end = end;
            for word in &name.rest {
                let (range, next) = ahead.next()?;
                if next != *word {
                    return None;
                }
                end = range.end;
            }
            Some((end, name.instead.as_str()))
        })
    }
}

/// The words of a text with the bytes at which they stand, in lower case and without accents.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

#[derive(Clone)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = (Range<usize>, String);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let word = self.text.get(start..)?;
        let length = word.find(|c: char| !c.is_alphanumeric() && !is_mark(c)).unwrap_or(word.len());
        self.at = start + length;
        Some((start..self.at, fold(word.get(..length)?)))
    }
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain: Cow<'_, str> = word.nfkd().filter(|&c| !is_mark(c)).collect::<String>().into();
    plain.to_lowercase()
}

/// A sign that joins a letter, an accent for instance; or that is not seen at all, as those that outputs leave out.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(list: &[&str]) -> Names {
        let mut names = Names::default();
        for name in list {
            names.add(name, "a source");
        }
        names
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let names = names(&["José Marker", "source-7f3a"]);
        for text in [
            "José Marker",
            "JOSE MARKER",
            "jose-marker",
            "jose_marker",
            "Jose\n  Marker",
            "Jose\u{301} Marker",
            "JoseMarker",
            "Jo\u{ad}sé Mar\u{200b}ker",
            "Jo\u{202e}sé Mar\u{2066}k\u{1}er",
            "source 7F3A",
        ] {
            assert_eq!(names.replaced(&format!("x {text}'s y")).as_deref(), Some("x a source's y"), "{text}");
        }
        for text in ["Josephine Marker", "José", "Markers", "resource-7f3a"] {
            assert_eq!(names.replaced(text), None, "{text}");
        }
    }

    #[test]
    fn of_two_names_the_longer_counts() {
        let mut names = names(&["Anna"]);
        names.add("Anna Marker", "an official");
        assert_eq!(names.replaced("Anna, and Anna Marker.").as_deref(), Some("a source, and an official."));
    }

    #[test]
    fn other_scripts_have_names_too() {
        assert_eq!(
            names(&["Олена Ковальчук"]).replaced("каже ОЛЕНА КОВАЛЬЧУК.").as_deref(),
            Some("каже a source.")
        );
    }

    #[test]
    fn short_names_stay() {
        assert_eq!(names(&["Li", "", "-"]).replaced("Li said - nothing"), None);
    }

    #[test]
    fn an_address_is_found_without_its_beginning() {
        let mut names = Names::default();
        names.add_address("https://www.example.org/secret?id=9", "a document");
        assert_eq!(
            names.replaced("see http://example.org/secret?id=9!").as_deref(),
            Some("see http://a document!")
        );
        assert_eq!(names.replaced("see https://example.org/open"), None);
    }

    proptest! {
        #[test]
        fn no_name_is_left_whatever_stands_around_it(before in "\\PC{0,20}", after in "\\PC{0,20}") {
            let text = format!("{before} Zzyzx Qwrty {after}");
            let names = names(&["Zzyzx Qwrty"]);
            let replaced = names.replaced(&text).unwrap();
            prop_assert!(!replaced.contains("Zzyzx Qwrty"));
            prop_assert!(!names.occur_in(&replaced));
        }
    }
}
