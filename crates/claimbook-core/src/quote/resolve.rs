//! What became of a quote in a text: whether its words stand where they stood, elsewhere, in other words or not at all.
//!
//! The model of a quote, and the order in which its selectors count, are those of the W3C Web Annotation Data Model: the position
//! first, where the words still stand there; then the words; then what stood around them.

use super::differs::{Differs, differs};
use super::fold::fold;
use super::parts::{PartsError, in_parts};
use super::{Found, Quote, Text};
use crate::model::Quote as Kept;

/// How many code points all approximate searches in one text may read, and the least and most of such searches.
const READ: usize = 20_000_000;
const LEAST_NEAREST: usize = 20;
const MOST_NEAREST: usize = 1000;
/// How many places that have the right words before them are looked at.
const MOST_PLACES: usize = 100;

/// What became of a quote in a text. Offsets are code points of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Its words stand where they stood, or in one place where none was recorded.
    Found {
        /// The first code point.
        start: usize,
        /// The first code point after it.
        end: usize,
    },
    /// Its very words stand elsewhere.
    Moved {
        /// The first code point.
        start: usize,
        /// The first code point after it.
        end: usize,
    },
    /// Other words stand in its place, or near words anywhere: only ever a proposal.
    Changed(Changed),
    /// Its words stand in several places, and nothing tells them apart.
    Ambiguous {
        /// The places, as (start, end): the first thousand.
        places: Vec<(usize, usize)>,
    },
    /// Its words are not there, and none that are near.
    Orphaned,
}

/// A passage that stands where something else is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The first code point of the passage.
    pub start: usize,
    /// The first code point after it.
    pub end: usize,
    /// The passage as it stands.
    pub now: String,
    /// What is quoted, or that part of it that differs.
    pub quoted: String,
    /// In what they differ, what matters most first. Never empty.
    pub kinds: Vec<Differs>,
}

/// A text in which quotes are resolved. Near passages are looked for a bounded number of times; after that, a quote whose words are
/// not there is called orphaned.
#[derive(Debug)]
pub struct Resolver<'t, 's> {
    text: &'t Text<'s>,
    left: usize,
}

impl<'t, 's> Resolver<'t, 's> {
    /// For the quotes of this text.
    #[must_use]
    pub fn new(text: &'t Text<'s>) -> Self {
        let left = (READ / (text.len() + 1)).clamp(LEAST_NEAREST, MOST_NEAREST);
        Resolver { text, left }
    }

    /// What became of a quote; `None` where no words are quoted.
    pub fn resolve(&mut self, quote: &Kept) -> Option<Resolved> {
        let exact = quote.exact.as_deref().filter(|exact| !exact.is_empty())?;
        match self.text.at_its_place(quote, exact) {
            AtPlace::Quoted(start, end) => return Some(Resolved::Found { start, end }),
            AtPlace::OtherNumber(start, end) => {
                return Some(self.changed((start, end), exact, Some(Differs::Numbers)));
            }
            AtPlace::Other => {}
        }
        if let Some(place) = self.between(quote, exact) {
            return Some(self.changed(place, exact, Some(Differs::Numbers)));
        }
        let wanted =
            Quote { exact, prefix: quote.prefix.as_deref(), suffix: quote.suffix.as_deref(), start: None };
        let places = match self.text.find(&wanted) {
            Found::Once { start, end } => vec![(start, end)],
            Found::Several(places) => places,
            Found::Nowhere => return Some(self.in_parts(quote, exact)),
        };
        let (whole, cut): (Vec<_>, Vec<_>) = places
            .into_iter()
            .map(|place| (place, self.text.cut_number(place.0, place.1, quote, exact)))
            .partition(|(_, cut)| cut.is_none());
        Some(match (whole.as_slice(), cut.first()) {
            ([], Some((_, Some(wide)))) => self.changed(*wide, exact, Some(Differs::Numbers)),
            ([((start, end), _)], _) => placed(quote, *start, *end),
            (several, _) => Resolved::Ambiguous { places: several.iter().map(|(place, _)| *place).collect() },
        })
    }

    /// The passage that stands between the words that stood around the quote, where it differs from it in digits only. Only where
    /// the very words do not stand between them.
    fn between(&self, quote: &Kept, exact: &str) -> Option<(usize, usize)> {
        let known = |context: &Option<String>| {
            context.as_deref().map(str::trim).is_some_and(|words| words.chars().count() > 2)
        };
        if !known(&quote.prefix) || !known(&quote.suffix) || !exact.chars().any(char::is_numeric) {
            return None;
        }
        let (prefix, suffix) = (quote.prefix.as_deref()?, quote.suffix.as_deref()?);
        let befores = match self.text.find(&Quote::new(prefix.trim_end())) {
            Found::Once { start, end } => vec![(start, end)],
            Found::Several(places) => places,
            Found::Nowhere => return None,
        };
        let mut found = None;
        for (_, end) in befores.into_iter().take(MOST_PLACES) {
            let start = self.text.past_space(end);
            let stop = start + exact.chars().count();
            let followed = |end: usize| {
                let end = self.text.past_space(end);
                let stop = end + suffix.trim().chars().count();
                self.text.slice(end, stop).is_some_and(|after| fold(after) == fold(suffix))
            };
            // The very words between the same words are the quote, wherever they stand now.
            if self.text.slice(start, stop) == Some(exact) && followed(stop) {
                return None;
            }
            if let Some(place) = self.text.but_for_digits(start, exact).filter(|place| followed(place.1)) {
                found = found.or(Some(place));
            }
        }
        found
    }

    /// A quote with omissions or insertions: each of its parts must stand in the text, in this order.
    fn in_parts(&mut self, quote: &Kept, exact: &str) -> Resolved {
        let parts = in_parts(exact);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if parts.is_empty() || parts == [exact.trim()] {
            return self.near(exact, exact);
        }
        let within = quote.start.zip(quote.end);
        match self.text.find_in_order(&parts, within) {
            Ok(places) => match (places.first(), places.last()) {
                (Some((start, _)), Some((_, end))) => match within {
                    // What was left out or put in may stand at either end.
                    Some((from, to)) if from <= *start && *end <= to => {
                        Resolved::Found { start: *start, end: *end }
                    }
                    Some(_) => Resolved::Moved { start: *start, end: *end },
                    None => placed(quote, *start, *end),
                },
                _ => Resolved::Orphaned,
            },
            Err(PartsError::Several { places }) => Resolved::Ambiguous { places },
            Err(PartsError::Nowhere { part } | PartsError::OutOfOrder { part }) => {
                match self.text.find(&Quote::new(&part)) {
                    Found::Once { start, end } => self.changed((start, end), exact, Some(Differs::Wording)),
                    Found::Several(places) => match places.first() {
                        Some(place) => self.changed(*place, exact, Some(Differs::Wording)),
                        None => Resolved::Orphaned,
                    },
                    Found::Nowhere => self.near(&part, exact),
                }
            }
            Err(PartsError::Empty) => self.near(exact, exact),
        }
    }

    fn near(&mut self, part: &str, exact: &str) -> Resolved {
        let Some(left) = self.left.checked_sub(1) else { return Resolved::Orphaned };
        self.left = left;
        match self.text.nearest(part) {
            Some(near) => {
                let kinds = differs(part, &self.text.to_the_signs(part, near.start, near.end));
                let wording = vec![Differs::Wording];
                let kinds = if kinds.is_empty() { wording } else { kinds };
                let quoted = if part.len() < exact.len() { part } else { exact };
                Resolved::Changed(Changed {
                    start: near.start,
                    end: near.end,
                    now: near.text,
                    quoted: quoted.to_owned(),
                    kinds,
                })
            }
            None => Resolved::Orphaned,
        }
    }

    fn changed(&self, (start, end): (usize, usize), exact: &str, sure: Option<Differs>) -> Resolved {
        let now = self.text.slice(start, end).unwrap_or_default().to_owned();
        let mut kinds = match sure {
            Some(Differs::Numbers) => {
                differs(exact, &now).into_iter().filter(|kind| *kind < Differs::Wording).collect()
            }
            _ => Vec::new(),
        };
        kinds.extend(sure);
        kinds.sort_unstable();
        kinds.dedup();
        Resolved::Changed(Changed { start, end, now, quoted: exact.to_owned(), kinds })
    }
}

/// The very words, in one place.
fn placed(quote: &Kept, start: usize, end: usize) -> Resolved {
    match quote.start {
        Some(recorded) if recorded != start => Resolved::Moved { start, end },
        _ => Resolved::Found { start, end },
    }
}

/// What stands where a quote was taken.
pub(crate) enum AtPlace {
    /// What is quoted.
    Quoted(usize, usize),
    /// What is quoted but for a number, which is another or part of another.
    OtherNumber(usize, usize),
    /// Something else, or no place is recorded.
    Other,
}

impl Text<'_> {
    /// What stands where a quote with these words was taken.
    pub(crate) fn at_its_place(&self, quote: &Kept, exact: &str) -> AtPlace {
        let other = |(start, end)| AtPlace::OtherNumber(start, end);
        match self.stands_at_its_place(quote, exact) {
            Some((start, end)) => {
                self.cut_number(start, end, quote, exact).map_or(AtPlace::Quoted(start, end), other)
            }
            None => {
                quote.start.and_then(|start| self.but_for_digits(start, exact)).map_or(AtPlace::Other, other)
            }
        }
    }

    /// The quote's place, where its words stand there, white space, quotation marks and encoding aside.
    fn stands_at_its_place(&self, quote: &Kept, exact: &str) -> Option<(usize, usize)> {
        let start = quote.start?;
        let same = start.checked_add(exact.chars().count())?;
        if self.slice(start, same) == Some(exact) {
            return Some((start, same));
        }
        let folded = fold(exact);
        let ends = [Some(same), quote.end];
        let mut ends = ends.into_iter().flatten();
        ends.find(|end| self.slice(start, *end).is_some_and(|there| fold(there) == folded))
            .map(|end| (start, end))
    }

    fn point(&self, place: usize) -> Option<char> {
        self.slice(place, place.checked_add(1)?)?.chars().next()
    }

    /// The first code point from here on that is no white space.
    fn past_space(&self, mut place: usize) -> usize {
        while self.point(place).is_some_and(char::is_whitespace) {
            place += 1;
        }
        place
    }

    /// Where the hit begins or ends within a number that the quote did not cut: the passage with the whole number.
    ///
    /// “10,000 soldiers” stands in “110,000 soldiers”, and is not what is said there.
    fn cut_number(&self, start: usize, end: usize, quote: &Kept, exact: &str) -> Option<(usize, usize)> {
        let (mut from, mut to) = (start, end);
        let context =
            |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
        let (prefix, suffix) = (context(&quote.prefix), context(&quote.suffix));
        if exact.chars().next().is_some_and(char::is_numeric) {
            let before = start.checked_sub(1).and_then(|place| self.point(place));
            let further = start.checked_sub(2).and_then(|place| self.point(place));
            let numeric = |c: Option<char>| c.is_some_and(char::is_numeric);
            let joins = match before {
                Some('.' | ',') => numeric(further),
                // A sign counts where it is known what stood before.
                Some('-' | '−' | '+' | '±') => {
                    (quote.start.is_some() || prefix.is_some())
                        && further.is_none_or(|c| !c.is_alphanumeric())
                }
                other => numeric(other),
            };
            if joins && prefix.as_deref().and_then(|prefix| prefix.chars().next_back()) != before {
                from = start.saturating_sub(1);
                while from > 0
                    && self.point(from - 1).is_some_and(|c| c.is_numeric() || matches!(c, '.' | ','))
                {
                    from -= 1;
                }
            }
        }
        if exact.chars().next_back().is_some_and(char::is_numeric) {
            let after = self.point(end);
            let joins = match after {
                Some('.' | ',') => self.point(end + 1).is_some_and(char::is_numeric),
                Some('%' | '‰') => quote.start.is_some() || suffix.is_some(),
                other => other.is_some_and(char::is_numeric),
            };
            if joins && suffix.as_deref().and_then(|suffix| suffix.chars().next()) != after {
                to = end + 1;
                while self.point(to).is_some_and(|c| {
                    c.is_numeric()
                        || (matches!(c, '.' | ',') && self.point(to + 1).is_some_and(char::is_numeric))
                }) {
                    to += 1;
                }
            }
        }
        ((from, to) != (start, end)).then_some((from, to))
    }

    /// The passage that begins here, where it differs from the quote in digits only.
    fn but_for_digits(&self, start: usize, exact: &str) -> Option<(usize, usize)> {
        let same = start.checked_add(exact.chars().count())?;
        if let Some(there) = self.slice(start, same) {
            let pairs = || there.chars().zip(exact.chars());
            if there != exact && pairs().all(|(a, b)| a == b || (a.is_numeric() && b.is_numeric())) {
                return Some((start, same));
            }
        }
        // More or fewer digits in one of its numbers: 9,000 and 10,000.
        let rest = self.as_str().get(self.byte_at(start)?..)?;
        let (mut there, mut wanted) = (rest.chars().peekable(), exact.chars().peekable());
        let (mut length, mut differs) = (0, false);
        while let Some(want) = wanted.next() {
            let have = there.next()?;
            length += 1;
            if want.is_numeric() && have.is_numeric() {
                let mut numbers = (String::from(want), String::from(have));
                while let Some(digit) = wanted.next_if(|c| c.is_numeric() || matches!(c, '.' | ',')) {
                    numbers.0.push(digit);
                }
                while let Some(digit) = there.next_if(|c| c.is_numeric() || matches!(c, '.' | ',')) {
                    numbers.1.push(digit);
                    length += 1;
                }
                differs |= numbers.0 != numbers.1;
            } else if want != have {
                return None;
            }
        }
        // A number at the very end may be cut, and a full stop after it is none of it.
        let end = start + length;
        let stop = self.point(end.checked_sub(1)?).is_some_and(|c| matches!(c, '.' | ','));
        let end = if stop && exact.ends_with(char::is_numeric) { end - 1 } else { end };
        (differs && exact.chars().any(|c| !c.is_numeric())).then_some((start, end))
    }

    /// A near passage with the signs at its ends, where the quote has signs there.
    fn to_the_signs(&self, quoted: &str, mut start: usize, mut end: usize) -> String {
        let sign = |c: char| matches!(c, '-' | '−' | '+' | '±' | '%' | '‰');
        if start.checked_sub(1).and_then(|before| self.point(before)).is_some_and(sign) {
            start -= 1;
        }
        if self.point(end).is_some_and(|after| after != '-' && sign(after)) {
            end += 1;
        }
        let there = self.slice(start, end).unwrap_or_default();
        // A full stop that only the quote has, because the passage was taken by its words.
        let last =
            quoted.trim_end().chars().next_back().filter(|c| matches!(c, '.' | ',' | '!' | '?' | '”' | '"'));
        match last {
            Some(last) if self.point(end) == Some(last) => format!("{there}{last}"),
            _ => there.to_owned(),
        }
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
