//! Days of the calendar, and partial dates as EDTF.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl Day {
    /// A day that there is, in a year of four digits.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let there = (0..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        there.then_some(Day { year, month, day })
    }

    /// The day of a text such as `2024-10-28`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let part = parts.next()?;
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day that lies so many days later, or earlier.
    pub(crate) fn plus(self, days: i32) -> Option<Self> {
        from_number(self.number().checked_add(i64::from(days))?)
    }

    /// The month that lies so many months later, or earlier.
    pub(crate) fn plus_months(self, months: i32) -> Option<(i32, u32)> {
        let number = self.year.checked_mul(12)?.checked_add(self.month as i32 - 1)?.checked_add(months)?;
        let year = number.div_euclid(12);
        (0..=9999).contains(&year).then(|| (year, number.rem_euclid(12) as u32 + 1))
    }

    /// How many days lie between two days.
    pub(crate) fn days_from(self, other: Day) -> u64 {
        self.number().abs_diff(other.number())
    }

    /// From 0, Monday, to 6, Sunday.
    pub(crate) fn weekday(self) -> i32 {
        (self.number() + 3).rem_euclid(7) as i32
    }

    /// Days since 1 January 1970 (Howard Hinnant's `days_from_civil`).
    fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((i64::from(self.month) + 9).rem_euclid(12)) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn from_number(number: i64) -> Option<Day> {
    let number = number + 719_468;
    let era = number.div_euclid(146_097);
    let of_era = number.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Day::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// How many days a month has; 0 where there is no such month.
pub(super) fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// A day, a month, a year or a decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Point {
    Day(Day),
    Month(i32, u32),
    Year(i32),
    /// By its first year.
    Decade(i32),
}

impl Point {
    pub(crate) fn first(self) -> Option<Day> {
        match self {
            Point::Day(day) => Some(day),
            Point::Month(year, month) => Day::new(year, month, 1),
            Point::Year(year) | Point::Decade(year) => Day::new(year, 1, 1),
        }
    }

    pub(crate) fn last(self) -> Option<Day> {
        match self {
            Point::Day(day) => Some(day),
            Point::Month(year, month) => Day::new(year, month, days_in(year, month)),
            Point::Year(year) => Day::new(year, 12, 31),
            Point::Decade(year) => Day::new(year.checked_add(9)?, 12, 31),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Day(day) => day.fmt(f),
            Point::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Point::Year(year) => write!(f, "{year:04}"),
            Point::Decade(year) => write!(f, "{:03}X", year.div_euclid(10)),
        }
    }
}

/// A time: one point, or from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) from: Point,
    pub(crate) to: Point,
    /// Whether it begins only about then.
    pub(crate) about_from: bool,
    /// Whether it ends only about then; of a point both are the same.
    pub(crate) about_to: bool,
}

impl Time {
    pub(crate) fn point(point: Point) -> Self {
        Time::range(point, point)
    }

    pub(crate) fn range(from: Point, to: Point) -> Self {
        Time { from, to, about_from: false, about_to: false }
    }

    /// The same, but only about then.
    pub(crate) fn about(self) -> Self {
        Time { about_from: true, about_to: true, ..self }
    }

    /// As EDTF, with the mark for what is uncertain.
    pub(crate) fn edtf(self) -> String {
        match self.from {
            // Level 1 has no mark for a decade.
            Point::Decade(_) if self.from == self.to => self.from.to_string(),
            _ if self.from == self.to => edge(self.to, 0, self.about_to),
            _ => format!("{}/{}", edge(self.from, 0, self.about_from), edge(self.to, 9, self.about_to)),
        }
    }

    /// Not later than its end.
    pub(crate) fn until(self) -> String {
        format!("../{}", edge(self.to, 9, self.about_to))
    }

    /// Not earlier than its beginning.
    pub(crate) fn since(self) -> String {
        format!("{}/..", edge(self.from, 0, self.about_from))
    }
}

/// An end of an interval, where level 1 has no decades: one of its years stands for it.
fn edge(point: Point, nth: i32, about: bool) -> String {
    let point = match point {
        Point::Decade(year) => Point::Year(year.saturating_add(nth)),
        other => other,
    };
    format!("{point}{}", if about { "~" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(Day::new(1970, 1, 1).unwrap().weekday(), 3);
        assert_eq!(Day::new(2024, 2, 29).unwrap().weekday(), 3);
        assert_eq!(Day::new(2000, 1, 1).unwrap().weekday(), 5);
    }

    #[test]
    fn only_days_that_there_are_are_read() {
        assert_eq!(Day::parse("2023-02-28"), Day::new(2023, 2, 28));
        for text in ["2023-02-29", "2023-2-28", "2023-02", "", "+023-02-01", "2023-02-28-1", "2023-13-01"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_count_forth_and_back(year in 1i32..9998, month in 1u32..13, day in 1u32..29, days in -300i32..300) {
            let from = Day::new(year, month, day).unwrap();
            let to = from.plus(days).unwrap();
            prop_assert_eq!(to.plus(-days), Some(from));
            prop_assert_eq!((from.weekday() + days).rem_euclid(7), to.weekday());
            prop_assert_eq!(to > from, days > 0);
        }
    }
}
