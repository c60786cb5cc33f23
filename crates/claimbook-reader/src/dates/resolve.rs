//! Relative times, told from a day.

use super::day::{Day, Point, Time, days_in};
use super::senses::Unit;

/// Which of the days that fit is meant where the words leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lean {
    /// The latest one not after the day that is told from.
    Past,
    /// The first one not before it.
    Future,
    /// As [`Lean::Future`], but of dates the nearest one: *would meet on 3 May* may lie behind or ahead of the article.
    Near,
}

/// The day that relative times are told from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor {
    pub(crate) day: Option<Day>,
    pub(crate) lean: Lean,
}

impl Anchor {
    /// A day of the week; `turn` is -1 for *last*, 1 for *next*, 0 for either none or *this*.
    pub(crate) fn weekday(self, weekday: i32, turn: i32) -> Option<Time> {
        let day = self.day?;
        let back = (day.weekday() - weekday).rem_euclid(7);
        let days = match (turn, self.lean) {
            (0, Lean::Past) => -back,
            (0, Lean::Future | Lean::Near) => (7 - back) % 7,
            (1, _) => 7 - back,
            _ if back == 0 => -7,
            _ => -back,
        };
        Some(Time::point(Point::Day(day.plus(days)?)))
    }

    /// A month without a year.
    pub(crate) fn month(self, month: u32, turn: i32) -> Option<Time> {
        let day = self.day?;
        let years = match (turn, self.lean) {
            (0, Lean::Past) => -i32::from(month > day.month),
            (0, Lean::Future) => i32::from(month < day.month),
            (0, Lean::Near) => i32::from(month + 6 < day.month) - i32::from(month > day.month + 6),
            (1, _) => i32::from(month <= day.month),
            _ => -i32::from(month >= day.month),
        };
        Some(Time::point(Point::Month(year(day, years)?, month)))
    }

    /// A day of a month without a year; the 29th of February is looked for in the years around.
    pub(crate) fn day(self, month: u32, of_month: u32) -> Option<Day> {
        let day = self.day?;
        let mut years: [i32; 10] = std::array::from_fn(|nth| nth as i32 - 1);
        if self.lean == Lean::Past {
            years = years.map(|years| -years);
        }
        let mut days = years.into_iter().filter_map(|years| Day::new(year(day, years)?, month, of_month));
        match self.lean {
            Lean::Past => days.find(|found| *found <= day),
            Lean::Future => days.find(|found| *found >= day),
            Lean::Near => days.min_by_key(|found| found.days_from(day)),
        }
    }

    /// A season by its first month: three months.
    pub(crate) fn season(self, first: u32, turn: i32) -> Option<Time> {
        let day = self.day?;
        // The season of that name that began last, seen from the day.
        let began = if first <= day.month { 0 } else { -1 };
        let here = Anchor::season_of(year(day, began)?, first)?;
        let is_on = here.to.last()? >= day;
        let years = match (turn, self.lean) {
            (0, Lean::Past) => began,
            (0, Lean::Future | Lean::Near) | (1, _) if is_on && turn == 0 => began,
            (0, Lean::Future | Lean::Near) | (1, _) => began + 1,
            _ if is_on => began - 1,
            _ => began,
        };
        Anchor::season_of(year(day, years)?, first)
    }

    /// *this summer*: of the year, and in its first half the winter that began in the year before.
    pub(crate) fn this_season(self, first: u32) -> Option<Time> {
        let day = self.day?;
        Anchor::season_of(year(day, -i32::from(first == 12 && day.month <= 6))?, first)
    }

    /// The season of a year; winter by the year that it begins in.
    pub(crate) fn season_of(of_year: i32, first: u32) -> Option<Time> {
        let begin = Day::new(of_year, first, 1)?;
        let (to_year, to) = begin.plus_months(2)?;
        Some(Time::range(Point::Month(of_year, first), Point::Month(to_year, to)))
    }

    /// The weekend that is on or was the last one; the one to come where the time lies ahead.
    pub(crate) fn weekend(self, turn: i32) -> Option<Time> {
        let day = self.day?;
        let saturday = day.plus(-((day.weekday() - 5).rem_euclid(7)))?;
        let weeks = i32::from(turn > 0 || (self.lean != Lean::Past && day.weekday() < 5))
            - i32::from(turn < 0 && day.weekday() >= 5);
        let saturday = saturday.plus(7 * weeks)?;
        Some(Time::range(Point::Day(saturday), Point::Day(saturday.plus(1)?)))
    }

    /// *last week*, *this year*, *next month*.
    pub(crate) fn unit(self, unit: Unit, turn: i32) -> Option<Time> {
        let day = self.day?;
        Some(match unit {
            Unit::Hour => Time::point(Point::Day(day)),
            Unit::Day => Time::point(Point::Day(day.plus(turn)?)),
            Unit::Week => {
                let monday = day.plus(7 * turn - day.weekday())?;
                Time::range(Point::Day(monday), Point::Day(monday.plus(6)?))
            }
            Unit::Month => {
                let (year, month) = day.plus_months(turn)?;
                Time::point(Point::Month(year, month))
            }
            Unit::Quarter => {
                let (of_year, month) = day.plus_months(3 * turn - ((day.month as i32 - 1) % 3))?;
                Anchor::season_of(of_year, month)?
            }
            Unit::Year => Time::point(Point::Year(year(day, turn)?)),
            Unit::Decade => Time::point(Point::Decade(year(day, 10 * turn)?.div_euclid(10) * 10)),
        })
    }

    /// So many units from the day on or back: *two weeks ago*, *in three years*. Only days are counted to the day.
    pub(crate) fn away(self, number: i32, unit: Unit, few: bool) -> Option<Time> {
        let to = self.reach(number, unit, few)?;
        let time = Time::point(to);
        Some(if few || unit != Unit::Day { time.about() } else { time })
    }

    /// The stretch of so many units that begins or ends on the day: *the next few weeks*, *the past year*.
    /// Its other end is about then where the number is not exact.
    pub(crate) fn span(self, number: i32, unit: Unit, few: bool) -> Option<Time> {
        let (here, there) = (Point::Day(self.day?), self.reach(number, unit, few)?);
        let mut time = if number < 0 { Time::range(there, here) } else { Time::range(here, there) };
        time.about_from = few && number < 0;
        time.about_to = few && number >= 0;
        Some(time)
    }

    fn reach(self, number: i32, unit: Unit, few: bool) -> Option<Point> {
        let day = self.day?;
        let month = |months: i32| day.plus_months(months).map(|(year, month)| Point::Month(year, month));
        match unit {
            Unit::Hour => Some(Point::Day(day)),
            Unit::Day => Some(Point::Day(day.plus(number)?)),
            Unit::Week => {
                let day = day.plus(number.checked_mul(7)?)?;
                Some(if few { Point::Month(day.year, day.month) } else { Point::Day(day) })
            }
            Unit::Month => month(number),
            Unit::Quarter => month(number.checked_mul(3)?),
            Unit::Year => Some(Point::Year(year(day, number)?)),
            Unit::Decade => Some(Point::Year(year(day, number.checked_mul(10)?)?)),
        }
    }
}

fn year(day: Day, years: i32) -> Option<i32> {
    day.year.checked_add(years).filter(|year| (0..=9999).contains(year))
}

/// Whether a month has a day of that number in some year.
pub(super) fn has_day(month: u32, day: u32) -> bool {
    (1..=days_in(2000, month)).contains(&day)
}
