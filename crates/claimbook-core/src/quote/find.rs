//! Finding a quote in a text again.

use super::fold::{fold, plain_quote};
use super::{Selectors, Text};

/// More places than this are not listed.
const MOST_PLACES: usize = 1000;
/// How far from a passage its prefix and suffix are compared.
const CONTEXT: usize = 128;

/// What is known of a quote: its words and, where they were kept, what stood around them and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The words.
    pub exact: &'a str,
    /// What stands before them; empty or `None`: not known.
    pub prefix: Option<&'a str>,
    /// What stands after them; empty or `None`: not known.
    pub suffix: Option<&'a str>,
    /// The code point at which they began.
    pub start: Option<usize>,
}

impl<'a> Quote<'a> {
    /// A quote of which the words alone are known.
    #[must_use]
    pub fn new(exact: &'a str) -> Self {
        Self { exact, prefix: None, suffix: None, start: None }
    }
}

impl<'a> From<&'a Selectors> for Quote<'a> {
    fn from(taken: &'a Selectors) -> Self {
        Self {
            exact: &taken.exact,
            prefix: Some(&taken.prefix),
            suffix: Some(&taken.suffix),
            start: Some(taken.start),
        }
    }
}

/// Where a quote is in a text. Offsets are code points of the text as it is, whatever was folded to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// In one place, or in one that its surroundings or its position tell from the others.
    Once {
        /// The first code point.
        start: usize,
        /// The first code point after it.
        end: usize,
    },
    /// In several places, and nothing tells them apart: the first thousand, as (start, end).
    Several(Vec<(usize, usize)>),
    /// Nowhere. [`Text::nearest`] may know what was meant.
    Nowhere,
}

impl Text<'_> {
    /// Finds a quote: first the very words; where these are nowhere, without regard to white space, to the form of quotation
    /// marks and to how accents are encoded. Case and every other sign count.
    ///
    /// Of several places those with the best surroundings (prefix and suffix) stay; of these, the one that begins at
    /// `quote.start`, if there is one.
    #[must_use]
    pub fn find(&self, quote: &Quote<'_>) -> Found {
        let exact = quote.exact;
        if exact.is_empty() {
            return Found::Nowhere;
        }
        if let Some(start) = quote.start.and_then(|start| self.byte_at(start)) {
            let there = self.as_str().get(start..).is_some_and(|rest| rest.starts_with(exact));
            if there && fit(self.as_str(), start, start + exact.len(), quote) == quote.known_contexts() {
                return self.once((start, start + exact.len()));
            }
        }
        let as_typed = self.tell_apart(self.as_str(), exact, quote, |start, end| Some((start, end)));
        if as_typed != Found::Nowhere {
            return as_typed;
        }
        let folded = self.folded();
        self.tell_apart(&folded.text, &fold(exact), quote, |start, end| folded.source(start, end))
    }

    /// The places of `needle` in `haystack`, which is the text or its folded form; `source` leads back to bytes of the text.
    fn tell_apart(
        &self,
        haystack: &str,
        needle: &str,
        quote: &Quote<'_>,
        source: impl Fn(usize, usize) -> Option<(usize, usize)>,
    ) -> Found {
        let wanted = quote.start.and_then(|start| self.byte_at(start));
        let (mut best, mut at_wanted, mut places) = (0, None, Vec::new());
        for start in occurrences(haystack, needle) {
            let end = start + needle.len();
            let Some(place) = source(start, end) else { continue };
            let fits = fit(haystack, start, end, quote);
            if fits > best {
                best = fits;
                places.clear();
            }
            if wanted == Some(place.0) {
                at_wanted = Some((fits, place));
            }
            if fits == best && places.len() < MOST_PLACES {
                places.push(place);
            }
        }
        match (places.as_slice(), at_wanted) {
            ([], _) => Found::Nowhere,
            ([place], _) => self.once(*place),
            (_, Some((fits, place))) if fits == best => self.once(place),
            (several, _) => Found::Several(several.iter().map(|place| self.points(*place)).collect()),
        }
    }

    fn once(&self, place: (usize, usize)) -> Found {
        let (start, end) = self.points(place);
        Found::Once { start, end }
    }
}

impl Quote<'_> {
    fn known_contexts(&self) -> usize {
        [self.prefix, self.suffix]
            .iter()
            .filter(|context| context.is_some_and(|text| !text.is_empty()))
            .count()
    }
}

/// How many of prefix and suffix stand around a place.
fn fit(text: &str, start: usize, end: usize, quote: &Quote<'_>) -> usize {
    let before = text.get(..start).unwrap_or_default().chars().rev();
    let after = text.get(end..).unwrap_or_default().chars();
    let prefix =
        quote.prefix.is_some_and(|prefix| !prefix.is_empty() && begins(before, prefix.chars().rev()));
    let suffix = quote.suffix.is_some_and(|suffix| !suffix.is_empty() && begins(after, suffix.chars()));
    usize::from(prefix) + usize::from(suffix)
}

/// Whether the text goes on with a context, white space aside and quotation marks alike.
fn begins(text: impl Iterator<Item = char>, context: impl Iterator<Item = char>) -> bool {
    let plain = |c: char| (!c.is_whitespace()).then(|| plain_quote(c).unwrap_or(c));
    // What lies beyond the bound is white space in excess, or a context that nobody needs in full.
    let mut text = text.take(2 * CONTEXT).filter_map(plain);
    context.take(CONTEXT).filter_map(plain).all(|wanted| text.next() == Some(wanted))
}

/// Every place where `needle` begins, overlapping ones included, in time linear in both.
fn occurrences<'t>(haystack: &'t str, needle: &'t str) -> impl Iterator<Item = usize> + 't {
    // Most quotes are there once or not at all, and the library's search is faster up to the first place.
    let first = if needle.is_empty() { None } else { haystack.find(needle) };
    let needle = needle.as_bytes();
    // Knuth, Morris and Pratt: how much of the needle still stands when its next byte does not.
    let borders = if first.is_some() { borders(needle) } else { Vec::new() };
    let rest = first.and_then(|first| haystack.as_bytes().get(first..)).unwrap_or_default();
    let mut standing = 0;
    rest.iter().enumerate().filter_map(move |(at, byte)| {
        while standing > 0 && needle.get(standing) != Some(byte) {
            standing = borders.get(standing - 1).copied().unwrap_or(0);
        }
        if needle.get(standing) == Some(byte) {
            standing += 1;
        }
        (standing == needle.len()).then(|| first.unwrap_or(0) + at + 1 - needle.len())
    })
}

/// For each beginning of the needle, the length of its longest proper beginning that is also its end.
fn borders(needle: &[u8]) -> Vec<usize> {
    let mut borders: Vec<usize> = Vec::with_capacity(needle.len());
    let mut standing = 0;
    for (at, byte) in needle.iter().enumerate() {
        while standing > 0 && needle.get(standing) != Some(byte) {
            standing = borders.get(standing - 1).copied().unwrap_or(0);
        }
        if at > 0 && needle.get(standing) == Some(byte) {
            standing += 1;
        }
        borders.push(standing);
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BRIDGE: &str =
        "“The bridge is safe,” said the mayor.\nThe engineer said: “The bridge\nis not safe. It’s closed.”";

    fn once(text: &str, typed: &str) -> Option<String> {
        let text = Text::new(text);
        match text.find(&Quote::new(typed)) {
            Found::Once { start, end } => text.slice(start, end).map(str::to_owned),
            _ => None,
        }
    }

    #[test]
    fn the_very_words_are_found() {
        assert_eq!(once(BRIDGE, "said the mayor").as_deref(), Some("said the mayor"));
    }

    #[test]
    fn typed_quotation_marks_and_line_ends_do_not_matter() {
        assert_eq!(once(BRIDGE, "\"The bridge is safe,\"").as_deref(), Some("“The bridge is safe,”"));
        assert_eq!(
            once(BRIDGE, " The bridge is not safe. It's closed.\" ").as_deref(),
            Some("The bridge\nis not safe. It’s closed.”")
        );
    }

    #[test]
    fn case_digits_and_dashes_matter() {
        let text = "Between 10–12 tonnes were lost.";
        for typed in ["between 10–12", "10-12 tonnes", "10–13 tonnes"] {
            assert_eq!(Text::new(text).find(&Quote::new(typed)), Found::Nowhere, "{typed}");
        }
    }

    #[test]
    fn an_accent_encoded_otherwise_is_found() {
        assert_eq!(once("The cafe\u{301} closed.", "café closed").as_deref(), Some("cafe\u{301} closed"));
        // Half of a letter is not.
        assert_eq!(once("The cafe\u{301}", "cafe\u{323}"), None);
    }

    #[test]
    fn surroundings_tell_places_apart() {
        let text = Text::new("Fish prices rose. Grain prices rose. Fuel prices rose.");
        let mut quote = Quote::new("prices rose");
        assert_eq!(text.find(&quote), Found::Several(vec![(5, 16), (24, 35), (42, 53)]));
        quote.prefix = Some("Grain");
        assert_eq!(text.find(&quote), Found::Once { start: 24, end: 35 });
        quote.prefix = Some("Milk ");
        assert!(matches!(text.find(&quote), Found::Several(places) if places.len() == 3));
        quote.start = Some(42);
        assert_eq!(text.find(&quote), Found::Once { start: 42, end: 53 });
        // The surroundings count for more than a position that may have moved.
        quote.prefix = Some("Grain ");
        assert_eq!(text.find(&quote), Found::Once { start: 24, end: 35 });
    }

    #[test]
    fn a_place_is_found_wherever_it_moved() {
        let before = Text::new("The port opened in May. It has two cranes.");
        let taken = before.select(24, 41).unwrap();
        let after = Text::new("Correction. The port opened in May. It has two cranes.");
        assert_eq!(after.find(&Quote::from(&taken)), Found::Once { start: 36, end: 53 });
    }

    #[test]
    fn nothing_is_nowhere() {
        assert_eq!(Text::new("a b").find(&Quote::new("")), Found::Nowhere);
        assert_eq!(Text::new("ab").find(&Quote::new(" \n")), Found::Nowhere);
        assert_eq!(Text::new("").find(&Quote::new("a")), Found::Nowhere);
    }

    #[test]
    fn a_hostile_text_is_searched_in_one_pass() {
        let text = "a".repeat(1_000_000);
        let typed = "a".repeat(500_000);
        let found = Text::new(&text).find(&Quote::new(&typed));
        assert!(matches!(found, Found::Several(places) if places.len() == MOST_PLACES));
        let typed = format!("{typed}b");
        assert_eq!(Text::new(&text).find(&Quote::new(&typed)), Found::Nowhere);
    }

    proptest! {
        #[test]
        fn a_quote_is_found_in_the_text_it_was_taken_from(
            source in "(?s)([ab\"’ \n\u{301}é]|.){1,80}", from in 0usize..80, length in 1usize..80
        ) {
            let text = Text::new(&source);
            let start = from % text.len();
            let end = (start + length).min(text.len());
            let taken = text.select(start, end).unwrap();
            prop_assert_eq!(text.find(&Quote::from(&taken)), Found::Once { start, end });
            // Without the position it is at least among the places.
            let mut quote = Quote::from(&taken);
            quote.start = None;
            match text.find(&quote) {
                Found::Once { start: found, end: to } => {
                    prop_assert_eq!(text.slice(found, to), Some(taken.exact.as_str()));
                }
                Found::Several(places) => prop_assert!(places.contains(&(start, end))),
                Found::Nowhere => prop_assert!(false),
            }
        }

        #[test]
        fn a_quote_with_another_digit_is_nowhere(
            words in prop::collection::vec("[a-z]{1,8}", 3..30), number in 100u32..99_999, at in 0usize..30,
            place in 0usize..3, other in 1u32..10
        ) {
            let mut words = words;
            let number = number.to_string();
            let at = at % words.len();
            words.insert(at, number.clone());
            let source = words.join(" ");
            let mut digits: Vec<char> = number.chars().collect();
            let digit = digits[place].to_digit(10).unwrap();
            digits[place] = char::from_digit((digit + other) % 10, 10).unwrap();
            words[at] = digits.into_iter().collect();
            let changed = words.join(" ");
            let text = Text::new(&source);
            let kept = text.select(0, text.len()).unwrap();
            prop_assert_eq!(text.find(&Quote { exact: &changed, ..Quote::from(&kept) }), Found::Nowhere);
        }

        #[test]
        fn anything_can_be_looked_for(source in "(?s).{0,80}", exact in "(?s).{0,20}", prefix in "(?s).{0,9}", start: usize) {
            let text = Text::new(&source);
            let quote = Quote { exact: &exact, prefix: Some(&prefix), suffix: Some(&exact), start: Some(start) };
            if let Found::Once { start, end } = text.find(&quote) {
                prop_assert!(text.slice(start, end).is_some());
            }
        }

        #[test]
        fn every_occurrence_is_seen(haystack in "[ab]{0,40}", needle in "[ab]{1,5}") {
            let naive: Vec<usize> =
                (0..haystack.len()).filter(|at| haystack[*at..].starts_with(&needle)).collect();
            prop_assert_eq!(occurrences(&haystack, &needle).collect::<Vec<_>>(), naive);
        }
    }
}
