//! Dates with partial knowledge: EDTF (ISO 8601-2). The one file that names the crate for them.

use std::str::FromStr;

use edtf_core::{Bound, Edtf, Interval, IntervalEndpoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date as it stands in a file: `2024-10-28`, `2024-10`, `2024-10~`, `2024-10-27/2024-10-28`, `../2024-11-06`
/// (not later than). What was typed is kept; [`When::check`] says whether it is a date.
///
/// ```
/// use claimbook_core::model::When;
/// assert!(When::new("2024-10-28").check().is_ok());
/// assert!(When::new("28/10/24").check().is_err());
/// assert_eq!(When::new("../2024-11-06").in_words(), "not later than 6 November 2024");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(
    description = "A date in EDTF: 2024-10-28, 2024-10, 2024-10~ (about), 2024-10-27/2024-10-28, ../2024-11-06 (not later than)."
)]
pub struct When(String);

/// A text that is not a date, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not a date: {reason}")]
pub struct DateError {
    /// What was typed.
    pub text: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, 0 being the one before 1.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What the crate for dates says is for those who know the standard; this is for everybody.
fn plain(reason: &str) -> &'static str {
    if reason.starts_with("month") {
        "a month is 01 to 12"
    } else if reason.starts_with("day is out of range") {
        "that month has no such day"
    } else if reason.starts_with("year must") {
        "it does not begin with a year of four digits"
    } else if reason.starts_with("interval") {
        "/ stands only between the first and the last day of a time"
    } else {
        "it is not written as a date"
    }
}

/// Longer texts are no dates; a bound on what the parser is given.
const MAX_LENGTH: usize = 200;

impl When {
    /// A date as typed.
    pub fn new(text: impl Into<String>) -> Self {
        When(text.into())
    }

    /// A date that a person typed on the command line: EDTF, or the day in words (`28 October 2024`,
    /// `Oct 28, 2024`, `October 2024`), which becomes EDTF.
    pub fn typed(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        match day_in_words(text) {
            Some(date) => Ok(date),
            None => {
                let date = When::new(text);
                date.check().map(|()| date)
            }
        }
    }

    /// As it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a date.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn check(&self) -> Result<(), DateError> {
        self.parse().map(|_| ())
    }

    fn parse(&self) -> Result<Edtf, DateError> {
        let error = |reason: &str| DateError { text: self.0.clone(), reason: reason.to_owned() };
        if self.0.is_empty() {
            return Err(error("it is empty"));
        }
        if self.0.len() > MAX_LENGTH {
            return Err(error("it is too long"));
        }
        Edtf::from_str(&self.0).map_err(|problem| error(plain(problem.message)))
    }

    /// The first day that it can mean; `None` where that is open, unknown or no date.
    pub fn earliest(&self) -> Option<Day> {
        day(self.parse().ok()?.bounds().earliest)
    }

    /// The last day that it can mean; `None` where that is open, unknown or no date.
    pub fn latest(&self) -> Option<Day> {
        day(self.parse().ok()?.bounds().latest)
    }

    /// The day by which it sorts: the first that it can mean, else the last.
    pub fn sort_day(&self) -> Option<Day> {
        self.earliest().or_else(|| self.latest())
    }

    /// Whether any day that it can mean lies within `since` and `until`, both inclusive. A text that is no date
    /// lies nowhere.
    pub fn within(&self, since: Option<Day>, until: Option<Day>) -> bool {
        let Ok(date) = self.parse() else { return false };
        let bounds = date.bounds();
        let after_start = since.is_none_or(|since| match bounds.latest {
            Bound::PositiveInfinity => true,
            bound => day(bound).is_some_and(|latest| latest >= since),
        });
        let before_end = until.is_none_or(|until| match bounds.earliest {
            // Open at the start: it could be any day up to its last one.
            Bound::NegativeInfinity => true,
            bound => day(bound).is_some_and(|earliest| earliest <= until),
        });
        after_start && before_end
    }

    /// For a reader: `28 October 2024`, `about October 2024`, `not later than 6 November 2024`; as typed where the
    /// form is rarer.
    pub fn in_words(&self) -> String {
        match self.parse() {
            Ok(Edtf::Date(date)) => date_in_words(&date.to_string()).unwrap_or_else(|| self.0.clone()),
            Ok(Edtf::Interval(interval)) => interval_in_words(&interval).unwrap_or_else(|| self.0.clone()),
            _ => self.0.clone(),
        }
    }

    /// As [`When::in_words`], with the word that a sentence needs before it: `on 28 October 2024`, `in October 2024`,
    /// `between 27 October 2024 and 28 October 2024`.
    pub fn in_a_sentence(&self) -> String {
        let date = |text: &str| {
            let words = date_in_words(text)?;
            let dashes = text.chars().filter(|c| *c == '-').count();
            Some(format!("{} {words}", if dashes == 2 { "on" } else { "in" }))
        };
        let said = match self.parse() {
            Ok(Edtf::Date(it)) => date(&it.to_string()),
            Ok(Edtf::Interval(it)) => match (&it.start, &it.end) {
                (IntervalEndpoint::Date(start), IntervalEndpoint::Date(end)) => {
                    let words = (date_in_words(&start.to_string()), date_in_words(&end.to_string()));
                    words.0.zip(words.1).map(|(start, end)| format!("between {start} and {end}"))
                }
                (IntervalEndpoint::Date(start), _) => {
                    date(&start.to_string()).map(|start| format!("{start} or later"))
                }
                _ => interval_in_words(&it),
            },
            _ => None,
        };
        said.unwrap_or_else(|| format!("({})", self.0))
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Day {
    /// The day that a text such as `2024-11-06` names.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
        Some(Day { year, month, day })
    }

    /// How many days after 1970-01-01 it is, in the Gregorian calendar: by which days can be drawn to scale.
    pub fn number(self) -> i64 {
        // The year is taken to begin in March, so that the day of a leap year is its last.
        let year = if self.month > 2 { self.year } else { self.year - 1 };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
        _ => None,
    }
}

/// `2024-10-28`, `2024-10`, `2024`, each with `~`, `?` or `%` at its end.
fn date_in_words(text: &str) -> Option<String> {
    let (plain, hedge) = match text.strip_suffix(['~', '?', '%']) {
        Some(plain) if text.ends_with('~') => (plain, "about "),
        Some(plain) if text.ends_with('?') => (plain, "possibly "),
        Some(plain) => (plain, "possibly about "),
        None => (text, ""),
    };
    let mut parts = plain.split('-');
    let year: u32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().map(month_name);
    let day = parts.next().map(|day| day.parse::<u8>().ok());
    if parts.next().is_some() {
        return None;
    }
    let words = match (month, day) {
        (None, _) => format!("{year:04}"),
        (Some(month), None) => format!("{} {year:04}", month?),
        (Some(month), Some(day)) => format!("{} {} {year:04}", day?, month?),
    };
    Some(format!("{hedge}{words}"))
}

fn interval_in_words(interval: &Interval) -> Option<String> {
    let words = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date) => date_in_words(&date.to_string()),
        _ => None,
    };
    match (&interval.start, &interval.end) {
        (IntervalEndpoint::Open, end) => Some(format!("not later than {}", words(end)?)),
        (start, IntervalEndpoint::Open) => Some(format!("{} or later", words(start)?)),
        (start, end) => Some(format!("{} to {}", words(start)?, words(end)?)),
    }
}

fn month_name(number: &str) -> Option<&'static str> {
    let number: usize = number.parse().ok()?;
    MONTHS.get(number.checked_sub(1)?).copied()
}

/// `28 October 2024`, `October 28, 2024`, `Oct 2024`: only forms that read one way.
fn day_in_words(text: &str) -> Option<When> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let word = word.trim_end_matches('.').to_ascii_lowercase();
        let position = MONTHS.iter().position(|name| {
            let name = name.to_ascii_lowercase();
            name == word || (word.len() >= 3 && name.starts_with(&word))
        })?;
        Some(position + 1)
    };
    let year = |word: &str| word.parse::<u16>().ok().filter(|_| word.len() == 4);
    let (date, day) = match words.as_slice() {
        [m, y] => (format!("{:04}-{:02}", year(y)?, month(m)?), None),
        [first, second, y] => {
            let (day, m) = if month(second).is_some() { (first, second) } else { (second, first) };
            let day: u8 = day.parse().ok()?;
            (format!("{:04}-{:02}", year(y)?, month(m)?), Some(day))
        }
        _ => return None,
    };
    let date = When::new(day.map_or(date.clone(), |day| format!("{date}-{day:02}")));
    date.check().is_ok().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_from_1970() {
        let number = |day: &str| Day::parse(day).map(Day::number);
        assert_eq!(number("1970-01-01"), Some(0));
        assert_eq!(number("2024-02-29"), Some(19_782));
        assert_eq!(number("2024-03-01"), Some(19_783));
        assert_eq!(number("1900-03-01"), Some(-25_508));
        assert_eq!(number("0000-01-01"), Some(-719_528));
    }

    fn day_of(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_forms_of_the_design_are_dates() {
        for text in ["2024-10-28", "2024-10", "2024-10~", "2024-10-27/2024-10-28", "../2024-11-06"] {
            assert_eq!(When::new(text).check(), Ok(()), "{text}");
        }
        for text in ["", "yesterday", "28.10.2024", "2024-13", "2023-02-29", &"2".repeat(5000)] {
            assert!(When::new(text).check().is_err(), "{text}");
        }
    }

    #[test]
    fn days_typed_in_words_become_dates() {
        for text in ["28 October 2024", "October 28, 2024", "Oct. 28 2024", "28 oct 2024"] {
            assert_eq!(When::typed(text).unwrap().as_str(), "2024-10-28", "{text}");
        }
        assert_eq!(When::typed("October 2024").unwrap().as_str(), "2024-10");
        assert!(When::typed("31 February 2024").is_err());
        assert!(When::typed("10/11/2024").is_err(), "which is the month cannot be told");
    }

    #[test]
    fn a_range_is_within_when_any_day_of_it_is() {
        let range = When::new("2024-10-27/2024-10-28");
        assert!(range.within(Some(day_of("2024-10-28")), None));
        assert!(!range.within(Some(day_of("2024-10-29")), None));
        let not_later = When::new("../2024-11-06");
        assert!(not_later.within(None, Some(day_of("2024-01-01"))));
        assert!(!not_later.within(Some(day_of("2024-11-07")), None));
    }

    #[test]
    fn dates_stand_in_sentences() {
        let said = |text: &str| When::new(text).in_a_sentence();
        assert_eq!(said("2024-10-28"), "on 28 October 2024");
        assert_eq!(said("2024-10~"), "in about October 2024");
        assert_eq!(said("2024"), "in 2024");
        assert_eq!(said("2024-10-27/2024-10-28"), "between 27 October 2024 and 28 October 2024");
        assert_eq!(said("../2024-11-06"), "not later than 6 November 2024");
        assert_eq!(said("2024-10-28/.."), "on 28 October 2024 or later");
        assert_eq!(said("20XX"), "(20XX)");
    }

    #[test]
    fn dates_read_as_words() {
        assert_eq!(When::new("2024-10-28").in_words(), "28 October 2024");
        assert_eq!(When::new("2024-10~").in_words(), "about October 2024");
        assert_eq!(When::new("2024?").in_words(), "possibly 2024");
        assert_eq!(When::new("2024-10-27/2024-10-28").in_words(), "27 October 2024 to 28 October 2024");
        assert_eq!(When::new("2024-10-28/..").in_words(), "28 October 2024 or later");
        assert_eq!(When::new("20XX").in_words(), "20XX");
    }
}
