//! The forms of a time, without the words before it.

use super::day::{Day, Point, Time};
use super::find::{Core, Finder, Lead};
use super::resolve::{Anchor, Lean, has_day};
use super::senses::{Sense, Unit};
use crate::language::Language;

/// Years that stand alone are taken for years only within these.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2199;

impl Finder<'_, '_> {
    pub(super) fn core(&self, at: usize, lead: &Lead) -> Option<Core> {
        if self.words.get(at).starts_with(|c: char| c.is_ascii_digit()) {
            return self
                .written(at)
                .or_else(|| self.dated(at))
                .or_else(|| self.counted(at, lead))
                .or_else(|| self.years(at));
        }
        self.named(at)
            .or_else(|| self.weekday(at, 0))
            .or_else(|| self.turned(at))
            .or_else(|| self.counted(at, lead))
            .or_else(|| self.relative(at, lead))
    }

    /// `2024-10-28`, `28.10.2024`, `28/10/2024` where it can be read in one way only.
    fn written(&self, at: usize) -> Option<Core> {
        let word = self.words.get(at);
        let day = Day::parse(word).or_else(|| {
            let slash = word.contains('/');
            let mut parts = word.splitn(3, if slash { '/' } else { '.' });
            let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
            let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
            let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
            match slash {
                true if first > 12 => Day::new(year, second, first),
                true if second > 12 || first == second => Day::new(year, first, second),
                true => None,
                false => Day::new(year, second, first),
            }
        })?;
        Some(full(Time::point(Point::Day(day)), at + 1))
    }

    /// `28 October`, `27-28 October 2024`, `the 28th of October`, `28. Oktober`.
    fn dated(&self, at: usize) -> Option<Core> {
        let (first, mut last) = days(self.words.get(at))?;
        let mut next = at + 1;
        let joined = if self.is_dash(next) { Some(1) } else { self.is(next, Sense::To) };
        if let Some(joined) = joined.filter(|_| first == last)
            && let Some((day, to)) = days(self.words.get(next + joined))
            && day == to
            && day > first
        {
            last = day;
            next += joined + 1;
        }
        if self.words.get(next) == "." {
            next += 1;
        }
        next += self.is(next, Sense::Of).unwrap_or(0);
        let (month, next) = self.month(next)?;
        let (year, next) = self.year_after(next);
        self.days(month, (first, last), year, next)
    }

    /// `October 28`, `October 2024`, `October`.
    fn named(&self, at: usize) -> Option<Core> {
        let (month, next) = self.month(at)?;
        if let Some((first, mut last)) = days(self.words.get(next))
            && self.unit(next + 1).is_none()
            && self.words.get(next + 1) != "%"
        {
            let mut end = next + 1;
            if first == last
                && self.is_dash(end)
                && let Some((day, to)) = days(self.words.get(end + 1))
                && day == to
                && day > first
            {
                last = day;
                end += 2;
            }
            let (year, end) = self.year_after(end);
            if let Some(core) = self.days(month, (first, last), year, end) {
                return Some(core);
            }
        }
        match self.year_after(next + self.is(next, Sense::Of).unwrap_or(0)) {
            (Some(year), end) => Some(full(Time::point(Point::Month(year, month)), end)),
            _ => Some(open(self.anchor.month(month, 0), next, true)),
        }
    }

    fn days(&self, month: u32, (first, last): (u32, u32), year: Option<i32>, end: usize) -> Option<Core> {
        if !has_day(month, first) || !has_day(month, last) {
            return None;
        }
        let range = |year: i32| {
            let (from, to) = (Day::new(year, month, first)?, Day::new(year, month, last)?);
            Some(Time::range(Point::Day(from), Point::Day(to)))
        };
        match year {
            Some(year) => Some(full(range(year)?, end)),
            None => Some(open(self.anchor.day(month, first).and_then(|day| range(day.year)), end, false)),
        }
    }

    /// A month's name, its stop included; `mid-March` too.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let (month, length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Month(month) => Some(month),
            _ => None,
        })?;
        if !self.is_written(at) {
            return None;
        }
        let end = at + length;
        let short = self.words.get(at).chars().count() <= 4 && self.words.get(end) == ".";
        Some((month, end + usize::from(short)))
    }

    /// A year right after a month or a day, perhaps after a comma, and where it ends.
    fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let comma = usize::from(self.words.get(at) == ",");
        let Some(year) = year(self.words.get(at + comma)) else { return (None, at) };
        let end = at + comma + 1;
        // *2024 року*, *2024 года*.
        let said = matches!(self.words.get(end), "року" | "года" | "р" | "г")
            || matches!(self.words.get(end), "році" | "году");
        (Some(year), end + usize::from(said))
    }

    /// `Tuesday`, `Tuesday evening`, `Tuesday, 5 November`.
    fn weekday(&self, at: usize, turn: i32) -> Option<Core> {
        let (weekday, length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Weekday(weekday) => Some(weekday),
            _ => None,
        })?;
        if !self.is_written(at) {
            return None;
        }
        let mut end = at + length;
        end += self.is(end, Sense::Part).unwrap_or(0);
        let mut date = end + usize::from(self.words.get(end) == ",");
        date += self.is(date, Sense::Det).unwrap_or(0);
        let dated = if days(self.words.get(date)).is_some() {
            self.dated(date)
        } else {
            self.named(date).filter(|core| !core.bare)
        };
        if let Some(core) = dated.filter(|_| turn == 0) {
            return Some(core);
        }
        Some(Core { ahead: turn > 0, ..open(self.anchor.weekday(weekday, turn), end, false) })
    }

    /// What follows *last*, *this*, *next*, *past*, *coming*.
    fn turned(&self, at: usize) -> Option<Core> {
        let ((turn, span), length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Turn(turn) => Some((turn, false)),
            Sense::Span(turn) => Some((turn, true)),
            _ => None,
        })?;
        let mut next = at + length;
        // *this past Tuesday*, *this coming week*.
        let mut turn = turn;
        let again = self.table.find(self.words, next, |sense| match sense {
            Sense::Span(turn) => Some(turn),
            _ => None,
        });
        if let Some((other, length)) = again {
            (turn, next) = (other, next + length);
        }
        let ahead = turn > 0;
        let core = |time: Option<Time>, end: usize| Some(Core { ahead, ..open(time, end, false) });
        if let Some((number, few, end)) = self.count(next)
            && let Some((unit, end)) = self.unit(end)
        {
            return core(self.anchor.span(number.checked_mul(turn.signum())?, unit, few), end);
        }
        // *This Week* is the name of a programme.
        let name =
            self.language == Language::English && self.words.is_capital(next) && self.words.is_capital(at);
        if let Some((unit, end)) = self.unit(next).filter(|_| !name) {
            let time = match span {
                // *the coming weeks*, *the past year*
                true => self.anchor.span(
                    if few_of(self.words.get(next)) { 3 * turn } else { turn },
                    unit,
                    few_of(self.words.get(next)),
                ),
                false if turn != 0 && few_of(self.words.get(next)) => self.anchor.span(3 * turn, unit, true),
                // *The next day* follows what was told before, nobody knows when.
                false if turn == 1 && unit == Unit::Day => return Some(open(None, end, false)),
                false => self.anchor.unit(unit, turn),
            };
            return core(time, end);
        }
        if let Some(weekday) = self.weekday(next, turn) {
            return Some(weekday);
        }
        if let Some((month, end)) = self.month(next) {
            let this = if turn == 0 {
                self.anchor.day.map(|day| Time::point(Point::Month(day.year, month)))
            } else {
                self.anchor.month(month, turn)
            };
            return core(this, end);
        }
        if let Some((first, end)) = self.season(next) {
            return core(
                if turn == 0 { self.anchor.this_season(first) } else { self.anchor.season(first, turn) },
                end,
            );
        }
        if let Some(length) = self.is(next, Sense::Weekend) {
            return core(self.anchor.weekend(turn), next + length);
        }
        // *last night* is of the day before; *this morning* of the day.
        let part = self.is(next, Sense::Part)?;
        core(self.anchor.unit(Unit::Day, turn), next + part)
    }

    /// *two weeks ago*, *vor zwei Wochen*, *in two weeks*, *within a year*.
    fn counted(&self, at: usize, lead: &Lead) -> Option<Core> {
        let (number, few, next) = self.count(at).unwrap_or((1, false, at));
        let (unit, end) = self.unit(next)?;
        if let Some(length) = self.is(end, Sense::Ago) {
            return Some(open(self.anchor.away(-number, unit, few), end + length, false));
        }
        if lead.ago {
            return Some(open(self.anchor.away(-number, unit, few), end, false));
        }
        // *in a week*, but not *in week 3*.
        let article = self.is(at.wrapping_sub(1), Sense::Det).is_some() && !few_of(self.words.get(at));
        let said = next > at || article;
        let ahead = |time| Some(Core { ahead: true, ..open(time, end, false) });
        match () {
            () if lead.within && said => ahead(self.anchor.span(number, unit, few)),
            // *four times in six years* looks back.
            () if lead.into && self.anchor.lean == Lean::Past && self.looks_back(at) => None,
            () if lead.into && said => ahead(self.anchor.away(number, unit, few)),
            _ => None,
        }
    }

    /// Whether the words right before tell of the past.
    fn looks_back(&self, at: usize) -> bool {
        let back =
            |word: &str| matches!(word, "has" | "have" | "had" | "been" | "was" | "were" | "times" | "first");
        (at.saturating_sub(9)..at).any(|at| back(self.words.get(at)))
    }

    /// *yesterday*, *the weekend*, *winter 2023*, *the end of the year*.
    fn relative(&self, at: usize, lead: &Lead) -> Option<Core> {
        let day = self.table.find(self.words, at, |sense| match sense {
            Sense::Day(days) => Some(days),
            _ => None,
        });
        // German: *am Morgen* is in the morning, *morgen* tomorrow.
        if let Some((days, length)) = day
            && !(lead.placed && self.words.is_capital(at))
        {
            let end = at + length;
            let end = end + self.is(end, Sense::Part).unwrap_or(0);
            let time = self.anchor.unit(Unit::Day, days);
            return Some(Core { ahead: days > 0, ..open(time, end, false) });
        }
        if let Some(length) = self.is(at, Sense::Weekend) {
            return Some(open(self.anchor.weekend(0), at + length, true));
        }
        if let Some((first, end)) = self.season(at) {
            let end_of = end + self.is(end, Sense::Of).unwrap_or(0);
            return match self.year_after(end_of) {
                (Some(year), end) => Some(full(Anchor::season_of(year, first)?, end)),
                _ => Some(open(self.anchor.season(first, 0), end, true)),
            };
        }
        // *At the end of the day* is no time.
        if lead.edge
            && let Some((unit, end)) = self.unit(at).filter(|(unit, _)| *unit != Unit::Day)
        {
            return Some(Core {
                ahead: self.anchor.lean != Lean::Past,
                ..open(self.anchor.unit(unit, 0), end, true)
            });
        }
        let word = self.words.get(at).strip_prefix("mid-")?;
        let year = year(word)?;
        Some(full(Time::point(Point::Year(year)).about(), at + 1))
    }

    fn season(&self, at: usize) -> Option<(u32, usize)> {
        let (first, length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Season(first) => Some(first),
            _ => None,
        })?;
        Some((first, at + length))
    }

    /// `2012`, `2015-2020`, `the 1990s`.
    fn years(&self, at: usize) -> Option<Core> {
        let word = self.words.get(at);
        let bare = |time: Time, end: usize| Some(Core { bare: true, ..full(time, end) });
        if let Some((from, to)) = word.split_once(['-', '‑']) {
            let (from, to) = (year(from)?, year(to)?);
            return if from < to {
                Some(full(Time::range(Point::Year(from), Point::Year(to)), at + 1))
            } else {
                None
            };
        }
        if let Some(decade) = word.strip_suffix("er").or_else(|| word.strip_suffix('s')) {
            let decade = year(decade).filter(|year| year % 10 == 0)?;
            return Some(full(Time::point(Point::Decade(decade)), at + 1));
        }
        let (year, end) = self.year_after(at);
        bare(Time::point(Point::Year(year?)), end)
    }
}

/// A time that needs nothing to be told from.
fn full(time: Time, end: usize) -> Core {
    Core { time: Some(time), end, full: true, bare: false, ahead: false }
}

/// A time that is told from a day.
fn open(time: Option<Time>, end: usize, bare: bool) -> Core {
    Core { time, end, full: false, bare, ahead: false }
}

/// The day of the month, or the first and the last one: `28`, `28th`, `27-28`.
fn days(word: &str) -> Option<(u32, u32)> {
    if word.len() > 12 {
        return None;
    }
    if let Some((first, last)) = word.split_once(['-', '‑'])
        && last.starts_with(|c: char| c.is_ascii_digit())
    {
        let (first, last) = (of_month(first)?, of_month(last)?);
        return (first < last).then_some((first, last));
    }
    of_month(word).map(|day| (day, day))
}

fn of_month(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = word.get(digits.len()..).unwrap_or_default();
    let known = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "-го" | "-е" | "-ого");
    digits.parse().ok().filter(|day| known && digits.len() <= 2 && (1..=31).contains(day))
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && YEARS.contains(year))
}

/// Whether a unit stands in the plural, without a number: *the coming weeks*.
fn few_of(unit: &str) -> bool {
    matches!(unit.chars().last(), Some('s' | 'n' | 'і' | 'х' | 'ы'))
        && !matches!(unit, "jahres" | "monats" | "tages")
}
