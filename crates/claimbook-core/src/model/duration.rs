//! Lengths of time: ISO 8601 durations in years, months, weeks and days.

use super::Day;

/// A length of time, such as `P2Y` or `P1Y6M`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Duration {
    months: i64,
    days: i64,
}

/// More digits than this are no length of time that anybody means.
const MOST_DIGITS: usize = 6;

impl Duration {
    /// Reads `P`, then numbers each with its unit, the units in their order and at least one; `None` for any other text.
    ///
    /// ```
    /// use claimbook_core::model::{Day, Duration};
    /// let age = Duration::parse("P1Y6M").unwrap();
    /// assert_eq!(age.after(Day::parse("2024-08-31").unwrap()).to_string(), "2026-02-28");
    /// assert!(Duration::parse("2 years").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut units = "YMWD";
        let mut duration = Duration::default();
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > MOST_DIGITS {
                return None;
            }
            let number: i64 = rest.get(..digits)?.parse().ok()?;
            let unit = rest.get(digits..)?.chars().next()?;
            let place = units.find(unit)?;
            match unit {
                'Y' => duration.months += 12 * number,
                'M' => duration.months += number,
                'W' => duration.days += 7 * number,
                _ => duration.days += number,
            }
            units = units.get(place + 1..).unwrap_or_default();
            rest = rest.get(digits + 1..).unwrap_or_default();
        }
        Some(duration)
    }

    /// The day that lies this long after another. Where a month is too short for the day, its last.
    pub fn after(self, day: Day) -> Day {
        let months = day.year * 12 + i64::from(day.month) - 1 + self.months;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let day = i64::from(day.day).min(length(year, month));
        from_number(number(year, month, day) + self.days)
    }
}

/// How many days a month has.
fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1 March of the year 0, in the calendar of today (Hinnant, “chrono-Compatible Low-Level Date Algorithms”).
fn number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

fn from_number(number: i64) -> Day {
    let era = number.div_euclid(146_097);
    let of_era = number.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let calendar = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(calendar <= 2);
    Day { year, month: u8::try_from(calendar).unwrap_or(1), day: u8::try_from(day).unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_are_told_from_other_texts() {
        for text in ["P2Y", "P1Y6M", "P3W", "P90D", "P1Y2M3D"] {
            assert!(Duration::parse(text).is_some(), "{text}");
        }
        for text in ["", "P", "2Y", "P2", "PY", "P2H", "P1M2Y", "P2Yé", "Pé", "P9999999D", "2 years"] {
            assert!(Duration::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let after = |duration: &str, day: &str| {
            Duration::parse(duration).unwrap().after(Day::parse(day).unwrap()).to_string()
        };
        assert_eq!(after("P2Y", "2024-02-29"), "2026-02-28");
        assert_eq!(after("P1M", "2024-01-31"), "2024-02-29");
        assert_eq!(after("P90D", "2024-11-07"), "2025-02-05");
        assert_eq!(after("P3W", "2024-12-25"), "2025-01-15");
    }

    proptest! {
        #[test]
        fn no_time_later_is_the_same_day(year in 0i64..4000, month in 1u8..=12, day in 1u8..=28) {
            let day = Day { year, month, day };
            prop_assert_eq!(Duration::default().after(day), day);
            let tomorrow = Duration { months: 0, days: 1 }.after(day);
            prop_assert!(tomorrow > day);
        }
    }
}
