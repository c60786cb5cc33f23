//! When something was said, and the times in a content.
//!
//! The day of an assertion is told from the cue's own clause (its sentence without the content), in this order: within the cue, after it
//! up to the content, between source and cue, before the source, and in the source where that is a document (*a letter of 3 March*).
//! A time that begins after the article's date, or that stands after *since*, *by*, *until* or *after*, is never when something was said.

mod clause;
mod core;
mod day;
mod find;
mod resolve;
mod senses;
mod table;

pub use day::Day;
pub(crate) use day::{Point, Time};
pub(crate) use find::{Finder, Found, Relation};
pub(crate) use resolve::{Anchor, Lean};
pub(crate) use senses::{Sense, table as time_words};
pub(crate) use table::{Table, Words};

use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Span};
use clause::Clause;

/// When something was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// As EDTF (ISO 8601-2): `2024-10-28`, `../2024-11-06` for “not later than”. `None` where neither the text nor the caller gives a date.
    pub when: Option<String>,
    /// The words that tell it; none where only the article's date does.
    pub words: Option<Span>,
    /// Why, in words for a person: *“On 28 October”, told from the article's date*.
    pub reason: String,
}

impl Said {
    /// The last day that it can be, where that is known to the day: of `2024-10-28` and of `../2024-10-28`.
    pub fn latest(&self) -> Option<Day> {
        Day::parse(self.when.as_deref()?.rsplit('/').next()?)
    }

    /// The day, where it is known to the day.
    pub fn day(&self) -> Option<Day> {
        Day::parse(self.when.as_deref()?)
    }
}

/// What is known of an article when its statements are dated.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Setting<'s> {
    /// Its day.
    pub(crate) date: Option<Day>,
    /// Who publishes it.
    pub(crate) publisher: Option<&'s str>,
}

/// When the words of each attribution were said; `is_outlet` tells of an attribution's place whether an outlet is its source.
pub(crate) fn said(
    text: &Text<'_>,
    language: Language,
    attributions: &[Attribution],
    setting: Setting<'_>,
    is_outlet: impl Fn(usize) -> bool,
) -> Vec<Said> {
    let date = setting.date.and_then(|day| Day::new(day.year, day.month, day.day));
    let dating = Dating { text, language, attributions, setting: Setting { date, ..setting } };
    let mut all: Vec<Told> = Vec::with_capacity(attributions.len());
    for place in 0..attributions.len() {
        let told = dating.told(place, &all, is_outlet(place));
        all.push(told);
    }
    all.into_iter().map(|told| told.said).collect()
}

/// The day that the dateline of a text names, with its year.
pub(crate) fn of_dateline(text: &Text<'_>, language: Language) -> Option<Day> {
    let words = Words::new(text, text.tokens_in(text.dateline?));
    let anchor = Anchor { day: None, lean: Lean::Past };
    let finder = Finder { words: &words, table: time_words(language), language, anchor };
    finder.all(words.range()).into_iter().find_map(|found| Day::parse(&found.time?.edtf()))
}

/// A date with the last point of time that it can mean.
struct Told {
    said: Said,
    until: Option<Point>,
    /// Whether the statement's own clause tells it.
    own: bool,
}

struct Dating<'s, 't> {
    text: &'s Text<'t>,
    language: Language,
    attributions: &'s [Attribution],
    setting: Setting<'s>,
}

impl Dating<'_, '_> {
    fn told(&self, place: usize, earlier: &[Told], is_outlet: bool) -> Told {
        let Some(attribution) = self.attributions.get(place) else { return unknown() };
        let outer = attribution.within.and_then(|within| earlier.get(within));
        let table = time_words(self.language);
        let Some(tokens) = clause::around(self.text, attribution) else { return self.not_later(outer) };
        let words = Words::new(self.text, tokens);
        let near = place.saturating_sub(3)..place.saturating_add(4).min(self.attributions.len());
        let others = near.filter(|near| *near != place && Some(*near) != attribution.within);
        let others = others.filter_map(|near| self.attributions.get(near));
        let clause = Clause::new(self.text, &words, table, attribution, others);
        let anchor = Anchor { day: self.setting.date, lean: Lean::Past };
        let finder = Finder { words: &words, table, language: self.language, anchor };
        let mut vague = None;
        let mut lost = None;
        for place in clause.places() {
            for found in finder.all(place.tokens) {
                if found.relation == Relation::Before {
                    vague = vague.or((!place.in_source).then_some(found));
                    continue;
                }
                match self.fits(&finder, &found) {
                    Some(time) => return self.dated(&found, time),
                    None if found.time.is_none() => lost = lost.or(Some(found)),
                    None => {}
                }
            }
        }
        if let Some(outer) = outer {
            return self.not_later(Some(outer));
        }
        if let Some(found) = vague.or(lost) {
            return self.undated(&found);
        }
        if self.is_own_report(&clause, &words, table, attribution, is_outlet)
            && let Some(day) = self.setting.date
        {
            let reason = "the outlet's own report in the present tense: the article's date".to_owned();
            let said = Said { when: Some(day.to_string()), words: None, reason };
            return Told { said, until: Some(Point::Day(day)), own: true };
        }
        self.in_one_breath(place, earlier).unwrap_or_else(|| self.not_later(None))
    }

    /// The time, where it can be when something was said.
    fn fits(&self, finder: &Finder<'_, '_>, found: &Found) -> Option<Time> {
        let time = found.time?;
        // *mocked Tuesday's debate* is no day of saying; *at Tuesday's debate* is.
        let possessive = matches!(finder.words.get(found.tokens.end), "'s" | "’s") && !found.placed;
        let not_after =
            self.setting.date.is_none_or(|date| time.from.first().is_some_and(|from| from <= date));
        (found.relation == Relation::At && !found.ahead && !possessive && not_after).then_some(time)
    }

    fn dated(&self, found: &Found, time: Time) -> Told {
        let words = self.text.span(found.tokens.clone());
        let quoted = words.map(|words| self.text.slice(words)).unwrap_or_default();
        let mut time = time;
        // A stretch such as *this week* has not gone on after the article's date.
        if let Some(date) = self.setting.date
            && time.from != time.to
            && time.to.last().is_some_and(|to| to > date)
        {
            time = Time { to: Point::Day(date), about_to: false, ..time };
        }
        let reason = match found.full {
            true => format!("“{quoted}”"),
            false => format!("“{quoted}”, told from the article's date"),
        };
        Told { said: Said { when: Some(time.edtf()), words, reason }, until: Some(time.to), own: true }
    }

    /// *Earlier*, or a time that nothing tells.
    fn undated(&self, found: &Found) -> Told {
        let words = self.text.span(found.tokens.clone());
        let quoted = words.map(|words| self.text.slice(words)).unwrap_or_default();
        let reason = match (found.relation, self.setting.date) {
            (_, None) => format!("“{quoted}”, and the article's date is not known"),
            (Relation::Before, _) => format!("“{quoted}”: before the article's date, and no day is given"),
            _ => format!("“{quoted}” gives no one day: not later than the article"),
        };
        let until = self.setting.date.map(Point::Day);
        Told {
            said: Said { when: until.map(|until| format!("../{until}")), words, reason },
            until,
            own: false,
        }
    }

    fn not_later(&self, outer: Option<&Told>) -> Told {
        let article = self.setting.date.map(Point::Day);
        let (until, reason) = match (outer, article) {
            (Some(Told { until: Some(until), .. }), _) => {
                (Some(*until), "no date of its own: not later than the statement that it stands in")
            }
            (_, Some(article)) => (Some(article), "no date beside the cue: not later than the article"),
            (_, None) => (None, "no date beside the cue, and the article's date is not known"),
        };
        let when = until.map(|until| Time::point(until).until());
        Told { said: Said { when, words: None, reason: reason.to_owned() }, until, own: false }
    }

    /// *…, she said on Monday, adding that …*: the same source in the same sentence speaks on the same occasion.
    fn in_one_breath(&self, place: usize, earlier: &[Told]) -> Option<Told> {
        let before = place.checked_sub(1)?;
        let (told, other) = (earlier.get(before)?, self.attributions.get(before)?);
        let this = self.attributions.get(place)?;
        let sentence = |attribution: &Attribution| {
            let cue = clause::hull(&attribution.cue)?;
            Some(self.text.sentence_of(self.text.tokens_in(cue).start))
        };
        let same = !this.source.is_empty() && this.source == other.source && this.within == other.within;
        let said = told.own && same && sentence(this).is_some() && sentence(this) == sentence(other);
        said.then(|| Told {
            said: Said { reason: format!("{}, in the same sentence", told.said.reason), ..told.said.clone() },
            until: told.until,
            own: true,
        })
    }

    /// Whether the publisher, or an outlet where the publisher is not known, reports in the present tense.
    fn is_own_report(
        &self,
        clause: &Clause<'_, '_>,
        words: &Words<'_>,
        table: &'static Table<Sense>,
        attribution: &Attribution,
        is_outlet: bool,
    ) -> bool {
        let present = |at: usize| table.is(words, at, Sense::Present).is_some();
        let (Some(mut cue), Some(mut source)) = (clause.cue(), clause.source()) else { return false };
        if attribution.within.is_some() || !cue.any(present) {
            return false;
        }
        let name = clause::hull(&attribution.source).map(|span| self.text.slice(span)).unwrap_or_default();
        match self.setting.publisher {
            Some(publisher) => same_name(publisher, name),
            None => {
                let named = |at: usize| {
                    let site = words.raw(at).trim_end_matches('.').contains('.')
                        && words.raw(at).chars().count() > 5;
                    words.is_capital(at) && table.is(words, at, Sense::Outlet).is_some() || site
                };
                is_outlet || source.any(named)
            }
        }
    }
}

fn unknown() -> Told {
    Told { said: Said::default(), until: None, own: false }
}

/// Whether two names are the same but for case, spaces and marks: `delta-radio` and `Delta Radio`.
fn same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| -> String {
        let name = name.trim().trim_start_matches("The ").trim_start_matches("the ");
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
pub(crate) mod tests;
