//! The figures of a content: value, range, unit, what is counted.
//!
//! | words | value | low | high |
//! |---|---|---|---|
//! | *40*, *exactly 40*, *only 40* | 40 | 40 | 40 |
//! | *about 40*, *some 40*, *40 or so* | 40 | 36 | 44 |
//! | *nearly 40*, *just under 40* | 40 | 36 | 40 |
//! | *more than 40*, *at least 40*, *40 or more* | 40 | 40 | |
//! | *less than 40*, *up to 40*, *as many as 40* | 40 | | 40 |
//! | *5 to 7*, *between 5 and 7*, *5-7* | 6 | 5 | 7 |
//! | *a couple of* | | 2 | 3 |
//! | *a few* | | 2 | 5 |
//! | *several* | | 2 | 9 |
//! | *dozens*, *hundreds*, *thousands* | | 24, 200, 2000 | 99, 999, 9999 |
//! | *several thousand* | | 2000 | 9999 |
//! | *half*, *two-thirds* | 50, 66.667 percent | the same | the same |
//!
//! A hedge before a vague number or a range changes nothing, but that *more than* and *at least* take the top away and *less than* and
//! *up to* the bottom. No figures: dates, times of day, ages, ordinals, negative numbers, and numbers in names (*Room 12*, *Boeing 747*).

use super::Quantity;
use super::numbers::{Number, Numbers};
use super::senses::{Hedge, Sense};
use crate::dates::{Found, Table, Words};
use crate::language::Language;
use crate::text::{Kind, Text};
use std::ops::Range;

/// How many words after a number are looked at for what it counts.
const COUNTED: usize = 5;

struct Figures<'w, 't> {
    text: &'w Text<'t>,
    numbers: Numbers<'w, 't>,
    words: &'w Words<'t>,
    table: &'static Table<Sense>,
    language: Language,
}

/// The figures in a stretch of a content, but for those within times.
pub(super) fn quantities(
    text: &Text<'_>,
    language: Language,
    words: &Words<'_>,
    table: &'static Table<Sense>,
    times: &[Found],
) -> Vec<Quantity> {
    let numbers = Numbers { words, table, language };
    let figures = Figures { text, numbers, words, table, language };
    let mut times = times.iter().map(|time| time.tokens.clone()).peekable();
    let mut all = Vec::new();
    let range = words.range();
    let mut at = range.start;
    while at < range.end {
        while times.peek().is_some_and(|time| time.end <= at) {
            times.next();
        }
        if let Some(time) = times.peek().filter(|time| time.start <= at) {
            at = time.end.max(at + 1);
            continue;
        }
        let limit = times.peek().map_or(range.end, |time| time.start);
        match figures.at(at, limit) {
            Some((quantity, end)) => {
                all.extend(quantity);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    all
}

impl Figures<'_, '_> {
    /// The figure at a token and where it ends; without the figure where there is a number that is none.
    fn at(&self, at: usize, limit: usize) -> Option<(Option<Quantity>, usize)> {
        // Most words begin nothing, and are passed over at once.
        let word = self.words.get(at);
        if !self.table.knows(self.words, at)
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && !word.contains('-')
        {
            return None;
        }
        let (mut hedge, start) = self.hedge(at);
        let between = hedge == Some(Hedge::Between);
        let number = if between { self.numbers.between(start) } else { self.numbers.at(start) }?;
        if number.end > limit {
            return None;
        }
        if self.is_name(start, &number) {
            return Some((None, number.end));
        }
        let mut end = number.end;
        if let Some((after, length)) = self.table.find(self.words, end, |sense| match sense {
            Sense::After(after) => Some(after),
            _ => None,
        }) {
            (hedge, end) = (Some(after), end + length);
        } else if self.words.get(end) == "+" {
            (hedge, end) = (Some(Hedge::Least), end + 1);
        }
        let (unit, after_unit) = self.unit(&number, end);
        end = after_unit;
        let (counted, counted_unit) = self.counted(end, limit).unzip();
        let hedged = hedge.is_some_and(|hedge| hedge != Hedge::Exact);
        // A bare number may be anything: a score, a house, the name of a law.
        if number.plain && unit.is_none() && counted.is_none() && !hedged {
            return Some((None, number.end));
        }
        let is_share =
            number.unit == Some("percent") && unit == number.unit && self.words.get(number.end) != "of";
        if is_share && counted.is_none() && !self.table_has_of(number.end) && number.plain {
            return Some((None, number.end));
        }
        let (low, high) = range(&number, hedge);
        let quantity = Quantity {
            words: self.text.span(at..if self.words.before(end) == "of" { end - 1 } else { end })?,
            value: number.value,
            low,
            high,
            unit: unit.map(|unit| unit.replace('_', " ")).or(counted_unit.flatten()),
            counted: counted.and_then(|counted| self.text.span(counted)),
        };
        Some((Some(quantity), end))
    }

    fn table_has_of(&self, at: usize) -> bool {
        self.table.is(self.words, at, Sense::Of).is_some()
    }

    /// The hedges before a number; the last that says anything counts.
    fn hedge(&self, at: usize) -> (Option<Hedge>, usize) {
        let (mut hedge, mut next) = (None, at);
        for _ in 0..3 {
            // *a couple*, *several* may begin like a hedge.
            let found = self.table.find(self.words, next, |sense| match sense {
                Sense::Hedge(hedge) => Some(hedge),
                _ => None,
            });
            let Some((here, length)) = found else { break };
            if here != Hedge::Exact || hedge.is_none() {
                hedge = Some(here);
            }
            next += length;
        }
        (hedge, next)
    }

    /// Whether a number names something, or is a time, an age, a negative number.
    fn is_name(&self, at: usize, number: &Number) -> bool {
        let before = self.words.before(at);
        let after = |sense: Sense| self.table.is(self.words, number.end, sense).is_some();
        if after(Sense::AfterTime)
            || self.words.get(number.end) == ":"
                && number.plain
                && self.words.get(number.end + 1).parse::<u32>().is_ok()
        {
            return true;
        }
        if at > 0
            && (self.table.is(self.words, at - 1, Sense::Label).is_some()
                || before == "." && at > 1 && self.table.is(self.words, at - 2, Sense::Label).is_some())
        {
            return true;
        }
        if matches!(before, "-" | "−" | "–" | "/" | "#" | "+") {
            return true;
        }
        // *34 years old*, *34-year-old*.
        if matches!(self.words.get(number.end), "years" | "year" | "jahre" | "років" | "лет")
            && matches!(self.words.get(number.end + 1), "old" | "alt")
        {
            return true;
        }
        let year = number.value.is_some_and(|value| (1900.0..2100.0).contains(&value));
        if year && number.plain && number.end == at + 1 && self.words.get(at).len() == 4 {
            return true;
        }
        // *Boeing 747*: a name before a number that is written like one.
        let named = at > self.words.range().start + 1 && number.plain && self.words.is_capital(at - 1);
        named
            && self.words.raw(at).starts_with(|c: char| c.is_ascii_digit())
            && self.counted(number.end, usize::MAX).is_none()
            && self.unit(number, number.end).0.is_none()
    }

    /// The unit written after a number, and where it ends. Persons are what is counted.
    fn unit<'n>(&self, number: &'n Number, end: usize) -> (Option<&'n str>, usize) {
        match self.numbers.unit(end).filter(|(unit, _)| *unit != "person") {
            // *5-fold* and *10 m* are units; so is a currency's name after its sign.
            Some((unit, length)) => (Some(number.unit.unwrap_or(unit)), end + length),
            None => (number.unit, end),
        }
    }

    /// What is counted: the words up to the first noun in the plural, and its unit.
    fn counted(&self, end: usize, limit: usize) -> Option<(Range<usize>, Option<String>)> {
        let mut start = end;
        if let Some(length) = self.table.is(self.words, start, Sense::Of) {
            start += length;
            for _ in 0..2 {
                start += self.table.is(self.words, start, Sense::Det).unwrap_or(0);
            }
        } else if self.language != Language::English {
            start += self.table.is(self.words, start, Sense::Det).unwrap_or(0);
        }
        for at in start..(start + COUNTED).min(limit) {
            let word = self.words.get(at);
            let is_word = self.text.tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
            let ends = self.table.is(self.words, at, Sense::End).is_some()
                || self.table.is(self.words, at, Sense::Label).is_some();
            if !is_word || ends || word.is_empty() {
                return None;
            }
            if self.numbers.unit(at).is_some_and(|(unit, _)| unit == "person") {
                return Some((start..at + 1, Some("person".to_owned())));
            }
            let noun = match self.language {
                Language::English => !self.words.is_capital(at) && is_plural(word),
                Language::German => self.words.is_capital(at),
                _ => word.chars().count() >= 3,
            };
            if noun {
                let unit = (self.language == Language::English).then(|| singular(word));
                return Some((start..at + 1, unit));
            }
        }
        None
    }
}

/// The range of a number with its hedge.
fn range(number: &Number, hedge: Option<Hedge>) -> (Option<f64>, Option<f64>) {
    let Number { low, high, .. } = *number;
    let exact = low == high;
    match hedge {
        Some(Hedge::About) if exact => (Some(low - low / 10.0), Some(low + low / 10.0)),
        Some(Hedge::Nearly) if exact => (Some(low - low / 10.0), Some(low)),
        Some(Hedge::More | Hedge::Least) => (Some(low), None),
        Some(Hedge::Less | Hedge::Most) => (None, Some(high)),
        _ => (Some(low), Some(high)),
    }
}

/// Whether an English word looks like a noun in the plural.
fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "ous", "'s"].iter().any(|end| word.ends_with(end))
}

/// The singular of an English noun in the plural.
fn singular(word: &str) -> String {
    let cut = |end: &str, with: &str| word.strip_suffix(end).map(|stem| format!("{stem}{with}"));
    if let Some(word) = cut("ies", "y").filter(|_| word.len() > 4) {
        return word;
    }
    let es = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| word.ends_with(end));
    if es { cut("es", "") } else { cut("s", "") }.unwrap_or_else(|| word.to_owned())
}
