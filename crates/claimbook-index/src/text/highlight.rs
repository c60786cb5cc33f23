//! Which words of a text a query means, and the part of it to show.

use std::collections::HashSet;
use std::ops::Range;

use super::tokens::{Languages, Stems, folded, tokens};
use crate::query::{Part, Query};

/// Finds the words of a query in texts.
pub struct Highlighter {
    stems: HashSet<String>,
    begins: Vec<String>,
    endings: Stems,
}

/// The part of a text to show: code points of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which part.
    pub place: Range<usize>,
    /// The words in it that are meant.
    pub words: Vec<Range<usize>>,
}

impl Highlighter {
    /// For a query; `instead` are the stems that were looked for in place of words that stand nowhere.
    pub fn new<'i>(query: &Query, instead: impl IntoIterator<Item = &'i str>) -> Self {
        let endings = Stems::new();
        let mut stems: HashSet<String> = instead.into_iter().map(str::to_owned).collect();
        let mut begins = Vec::new();
        for part in query.terms.iter().filter(|term| !term.not).flat_map(|term| &term.any) {
            let (text, prefix) = match part {
                Part::Word { text, prefix } => (text.clone(), *prefix),
                Part::Phrase(words) => (words.join(" "), false),
            };
            let tokens = tokens(&text);
            for token in &tokens {
                stems.extend(endings.all(&token.word));
            }
            begins.extend(tokens.last().filter(|_| prefix).map(|token| folded(&token.word)));
        }
        Highlighter { stems, begins, endings }
    }

    /// The words of a text that are meant, in order: code points.
    pub fn words(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = tokens(text);
        let languages = Languages::of(&tokens);
        let meant = |word: &str| {
            let stem = self.endings.stem(word, languages.for_word(word));
            self.stems.contains(&stem) || self.begins.iter().any(|begin| folded(word).starts_with(begin))
        };
        tokens.into_iter().filter(|token| meant(&token.word)).map(|token| token.place).collect()
    }

    /// The part of a text of about so many code points in which most of them stand; `None` where none does.
    pub fn passage(&self, text: &str, size: usize) -> Option<Passage> {
        let words = self.words(text);
        let fits = |first: &Range<usize>| {
            words.iter().filter(|word| word.start >= first.start && word.end <= first.start + size).count()
        };
        let first = words.iter().max_by_key(|word| (fits(word), std::cmp::Reverse(word.start)))?;
        let chars: Vec<char> = text.chars().collect();
        let blank = |place: usize| chars.get(place).is_none_or(|c| c.is_whitespace());
        let mut start = first.start.saturating_sub(size / 4);
        while start > 0 && start < first.start && !blank(start - 1) {
            start += 1;
        }
        let mut end = (start + size).min(chars.len());
        let least = first.end.max(start);
        while end > least && end < chars.len() && !blank(end) {
            end -= 1;
        }
        let place = start..end.max(least);
        let words =
            words.into_iter().filter(|word| word.start >= place.start && word.end <= place.end).collect();
        Some(Passage { place, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(query: &str, text: &str, size: usize) -> Option<(String, Vec<String>)> {
        let highlighter = Highlighter::new(&Query::parse(query).unwrap(), []);
        let chars: Vec<char> = text.chars().collect();
        let part = |place: Range<usize>| chars[place].iter().collect::<String>();
        let passage = highlighter.passage(text, size)?;
        Some((part(passage.place), passage.words.into_iter().map(part).collect()))
    }

    #[test]
    fn the_words_that_are_meant_are_found_in_their_forms() {
        let (_, words) =
            shown("bridge clos* -harbour", "The bridges near the harbour were closed.", 200).unwrap();
        assert_eq!(words, ["bridges", "closed"]);
        assert_eq!(shown("tunnel", "The bridges were closed.", 200), None);
    }

    #[test]
    fn of_a_long_text_the_part_with_most_of_them_is_shown() {
        let text = format!(
            "{} The bridge was closed to heavy lorries. {}",
            "One word more. ".repeat(40),
            "And then. ".repeat(40)
        );
        let (part, words) = shown("bridge lorries", &text, 60).unwrap();
        assert_eq!(words, ["bridge", "lorries"]);
        assert!(part.chars().count() <= 61 && part.contains("bridge was closed to heavy lorries"), "{part}");
    }
}
