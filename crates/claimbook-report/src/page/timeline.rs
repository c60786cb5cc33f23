//! Who asserted what when: a row for each assertion, with its time drawn to scale beside it.

use claimbook_core::model::{Assertion, Day, When};

use super::index::Index;
use super::mark::Mark;
use super::words::Words;

/// With more rows than this they are folded up by year.
const MOST: usize = 60;
/// A claim is cut to so many columns; the shorter where there are many.
const LONG: usize = 120;
const SHORT: usize = 64;
/// The drawn time leaves out what lies far from the rest: more than so many times as far as most of it spans.
const FAR: i64 = 8;
/// In tenths of a per cent of the width.
const WIDTH: i64 = 1000;

pub(crate) struct Timeline {
    pub(crate) rows: usize,
    pub(crate) groups: Vec<Group>,
    pub(crate) ticks: Vec<Tick>,
    /// All of it in words.
    pub(crate) says: Words,
}

/// Rows that are folded up together; without a name where all are shown.
pub(crate) struct Group {
    pub(crate) name: Option<String>,
    pub(crate) last: bool,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) mark: Mark,
    pub(crate) when: Words,
    pub(crate) who: Words,
    pub(crate) claim: Words,
    pub(crate) drawn: Option<Drawn>,
}

/// A time as it is drawn; places are per cent of the width.
pub(crate) struct Drawn {
    pub(crate) x: String,
    pub(crate) width: String,
    /// One day, or so little that it is a dot.
    pub(crate) dot: bool,
    /// Approximate, or open at one end.
    pub(crate) unsure: bool,
    /// It lies outside what is drawn.
    pub(crate) beyond: bool,
}

pub(crate) struct Tick {
    pub(crate) x: String,
    pub(crate) name: String,
}

/// A time as numbers of days; its end is the day after its last.
#[derive(Clone, Copy)]
struct Span {
    start: Option<i64>,
    end: Option<i64>,
}

impl Span {
    fn of(when: &When) -> Option<Self> {
        let start = when.earliest().map(Day::number);
        let end = when.latest().map(|day| day.number() + 1);
        (start.is_some() || end.is_some()).then_some(Span { start, end })
    }
}

impl Timeline {
    pub(crate) fn of(index: &Index<'_, '_>) -> Self {
        Timeline::among(index, 0..index.claims.len(), &|_| true)
    }

    /// Of the claims at these places, as far as the assertions fit.
    pub(crate) fn among(
        index: &Index<'_, '_>,
        places: impl Iterator<Item = usize>,
        fits: &dyn Fn(&Assertion) -> bool,
    ) -> Self {
        let workspace = index.sheet.workspace;
        let mut said: Vec<(Option<i64>, usize, usize, Option<Span>)> = Vec::new();
        for (place, entry) in places.filter_map(|place| Some((place, index.claims.get(place)?))) {
            let assertions = entry.claim.filed.data.assertions.iter().enumerate();
            for (number, assertion) in assertions.filter(|(_, assertion)| fits(assertion)) {
                let span = assertion.when.as_ref().and_then(Span::of);
                let sorts = assertion.when.as_ref().and_then(When::sort_day).map(Day::number);
                said.push((sorts, place, number, span));
            }
        }
        said.sort_by_key(|(day, place, number, _)| (day.is_none(), *day, *place, *number));
        let scale = Scale::of(said.iter().filter_map(|one| one.3));
        let rows = said.len();
        let many = rows > MOST;
        let row = |(_, place, number, span): &(Option<i64>, usize, usize, Option<Span>)| {
            let entry = index.claims.get(*place)?;
            let claim = &entry.claim.filed.data;
            let assertion = claim.assertions.get(*number)?;
            let when = assertion.when.as_ref();
            let hedged = when.is_some_and(|when| when.as_str().contains(['~', '?', '%']));
            Some(Row {
                href: index.leading.card(&entry.id),
                mark: Mark::of(&entry.claim.status),
                when: when.map_or_else(|| Words::line("no date"), |when| Words::line(&when.in_words())),
                who: Words::line(
                    assertion.by.as_deref().map_or("not recorded", |by| workspace.actor_name(by)),
                ),
                claim: Words::cut(&claim.claim, if many { SHORT } else { LONG }),
                drawn: span.zip(scale.as_ref()).map(|(span, scale)| scale.drawn(span, hedged)),
            })
        };
        let mut groups: Vec<Group> = Vec::new();
        for one in &said {
            let Some(row) = row(one) else { continue };
            let year = one.0.map(|day| civil(day).year.to_string());
            let name = many.then(|| year.unwrap_or_else(|| "without a date".to_owned()));
            match groups.last_mut().filter(|group| group.name == name) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { name, last: false, rows: vec![row] }),
            }
        }
        if let Some(group) = groups.iter_mut().rev().find(|it| it.name.as_deref() != Some("without a date")) {
            group.last = true;
        }
        let ticks = scale.as_ref().map(Scale::ticks).unwrap_or_default();
        let says = match (said.first().and_then(|it| it.0), said.iter().rev().find_map(|it| it.0)) {
            (Some(first), Some(last)) => {
                format!("{} from {} to {}", count(rows), in_words(first), in_words(last))
            }
            _ => count(rows),
        };
        Timeline { rows, groups, ticks, says: Words::line(&says) }
    }
}

fn count(rows: usize) -> String {
    crate::facts::count(rows, "assertion", "assertions")
}

fn in_words(day: i64) -> String {
    When::new(civil(day).to_string()).in_words()
}

/// The day of a number: the other way round of [`Day::number`].
fn civil(number: i64) -> Day {
    let days = number + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_era_year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + of_era_year + i64::from(month <= 2);
    Day { year, month: u8::try_from(month).unwrap_or(1), day: u8::try_from(day).unwrap_or(1) }
}

/// The time that is drawn, as numbers of days.
struct Scale {
    start: i64,
    end: i64,
}

impl Scale {
    fn of(spans: impl Iterator<Item = Span>) -> Option<Self> {
        let mut starts = Vec::new();
        let mut ends = Vec::new();
        for span in spans {
            starts.extend(span.start.or(span.end.map(|end| end - 1)));
            ends.extend(span.end.or(span.start.map(|start| start + 1)));
        }
        starts.sort_unstable();
        ends.sort_unstable();
        let (mut start, mut end) = (*starts.first()?, *ends.last()?);
        // Where one lies far off, the others would be one dot.
        let (tenth, ninetieth) = (starts.len() / 10, ends.len() - 1 - ends.len() / 10);
        let (early, late) = (*starts.get(tenth)?, *ends.get(ninetieth)?);
        let most = (late - early).max(7);
        if starts.len() >= 8 && end - start > FAR * most {
            start = early - most / 4;
            end = late + most / 4;
        }
        let margin = ((end - start) / 40).max(1);
        Some(Scale { start: start - margin, end: end + margin })
    }

    fn place(&self, day: i64) -> i64 {
        let within = day.clamp(self.start, self.end) - self.start;
        // No day that a file can name is so far away that this would not fit.
        i64::try_from(i128::from(within) * i128::from(WIDTH) / i128::from(self.end - self.start)).unwrap_or(0)
    }

    fn drawn(&self, span: Span, hedged: bool) -> Drawn {
        let (from, to) = (span.start.unwrap_or(self.start), span.end.unwrap_or(self.end));
        let beyond = to <= self.start || from >= self.end;
        let (x, end) = (self.place(from), self.place(to));
        let day = span.start.zip(span.end).is_some_and(|(start, end)| end - start == 1);
        let dot = beyond || day || end - x < 8;
        let middle = if dot { (x + end) / 2 } else { x };
        Drawn {
            x: percent(middle.clamp(6, WIDTH - 6)),
            width: percent(end - x),
            dot,
            unsure: hedged || span.start.is_none() || span.end.is_none(),
            beyond,
        }
    }

    /// The beginnings of days, weeks, months or years, at most nine.
    fn ticks(&self) -> Vec<Tick> {
        const MOST: usize = 9;
        let days = [1, 2, 7, 14].map(|step| self.days(step));
        let months = [1, 3, 6, 12, 24, 60, 120, 600, 1200].map(|step| self.months(step));
        let fits = days.into_iter().chain(months).find(|days| days.len() <= MOST && !days.is_empty());
        let span = self.end - self.start;
        let tick = |day: i64| {
            let Day { year, month, day: of_month } = civil(day);
            const MONTHS: [&str; 12] =
                ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
            let name = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default();
            let name = match span {
                ..130 => format!("{of_month} {name}"),
                130..1500 => format!("{name} {year}"),
                _ => year.to_string(),
            };
            Tick { x: percent(self.place(day)), name }
        };
        // A name would leave the picture at its end.
        let fits = fits.unwrap_or_default().into_iter().filter(|day| self.place(*day) < WIDTH - 70);
        fits.map(tick).collect()
    }

    fn days(&self, step: i64) -> Vec<i64> {
        let first = self.start + (-self.start).rem_euclid(step);
        if (self.end - first) / step > 20 {
            return Vec::new();
        }
        (0..).map(|number| first + number * step).take_while(|day| *day <= self.end).collect()
    }

    fn months(&self, step: i64) -> Vec<i64> {
        let from = civil(self.start);
        let month = from.year * 12 + i64::from(from.month) - 1;
        let first = month + (-month).rem_euclid(step);
        let day = |number: i64| {
            let month = first + number * step;
            let of_year = u8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
            Day { year: month.div_euclid(12), month: of_year, day: 1 }.number()
        };
        (0..20).map(day).filter(|day| *day >= self.start).take_while(|day| *day <= self.end).collect()
    }
}

/// `12.5%`
fn percent(tenths: i64) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(when: &str) -> Span {
        Span::of(&When::new(when)).unwrap()
    }

    #[test]
    fn days_and_their_numbers_agree() {
        for number in [-719_468, -25_509, -1, 0, 59, 60, 19_782, 19_783, 2_932_896] {
            assert_eq!(civil(number).number(), number);
        }
        assert_eq!(civil(19_782).to_string(), "2024-02-29");
    }

    #[test]
    fn what_is_uncertain_is_drawn_as_a_range() {
        let spans = ["2024-10-01", "2024-10-31", "2024-10~", "../2024-10-20"].map(span);
        let scale = Scale::of(spans.into_iter()).unwrap();
        let day = scale.drawn(spans[0], false);
        assert!(day.dot && !day.unsure, "one day is a dot");
        let month = scale.drawn(spans[2], true);
        assert!(!month.dot && month.unsure);
        assert_eq!((month.x.as_str(), month.width.as_str()), ("3%", "93.9%"));
        let open = scale.drawn(spans[3], false);
        assert!(open.unsure && open.x == "0.6%", "{}", open.x);
    }

    #[test]
    fn what_lies_far_off_does_not_press_the_rest_together() {
        let near = (1..12).map(|day| span(&format!("2024-10-{day:02}")));
        let scale = Scale::of(near.chain([span("1931")])).unwrap();
        assert!(civil(scale.start).year == 2024);
        assert!(scale.drawn(span("1931"), false).beyond);
        let names: Vec<String> = scale.ticks().into_iter().map(|tick| tick.name).collect();
        assert!(
            names.len() <= 9 && names.iter().all(|name| name.contains("Oct") || name.contains("Sep")),
            "{names:?}"
        );
    }

    #[test]
    fn years_beyond_any_calendar_stop_nothing() {
        let scale = Scale::of([span("Y-100000000"), span("2024-10-01"), span("Y170000002")].into_iter());
        assert!(scale.is_none_or(|scale| scale.ticks().len() <= 9));
    }
}
