//! The time that a content is about.
//!
//! | words | EDTF |
//! |---|---|
//! | a date, *on Tuesday*, *last year* | the day, the month, the year |
//! | *since March* | from then to the day of saying; without one, `2024-03/..` |
//! | *by 2030*, *until Friday* | `../2030`: due not later than then |
//! | *after May* | `2024-05/..` |
//! | *in the next few weeks* | from the day of saying to the month four weeks (few is three, so three) later, with `~` |
//! | *in the next two weeks* | from the day of saying to two weeks later |
//!
//! Where the words lie ahead (*will*, *plans to*), days without a year are the next such days, else the last ones.

use super::About;
use crate::Span;
use crate::dates::{Anchor, Day, Finder, Found, Lean, Point, Relation, Sense, Time, Words, time_words};
use crate::language::Language;
use crate::text::Text;

/// From what day the times of a content are told.
#[derive(Debug, Clone, Copy)]
pub(super) struct From {
    /// The day of saying, else the article's.
    pub(super) day: Option<Day>,
    /// Whether that is the very day of saying.
    pub(super) known: bool,
    /// Whether a word such as *yesterday* may be off, as it stands in somebody's own words of an unknown day.
    pub(super) loose: bool,
    /// Whether the content looks ahead.
    pub(super) ahead: bool,
}

/// All times in a stretch of a content.
pub(super) fn times(words: &Words<'_>, language: Language, from: From) -> Vec<Found> {
    let lean = match from {
        From { ahead: false, .. } => Lean::Past,
        From { known: true, .. } => Lean::Future,
        From { known: false, .. } => Lean::Near,
    };
    let anchor = Anchor { day: from.day, lean };
    let table = time_words(language);
    let finder = Finder { words, table, language, anchor };
    let due = Finder { anchor: Anchor { lean: Lean::Future, ..anchor }, ..finder };
    let mut found = finder.all(words.range());
    for time in &mut found {
        // *by Friday* lies ahead, whatever the verb is.
        let ends = matches!(time.relation, Relation::By | Relation::Until);
        if let Some(again) =
            due.at(time.tokens.start).filter(|again| ends && !time.full && again.tokens == time.tokens)
        {
            *time = again;
        }
    }
    found
}

/// Whether any word says that what follows lies ahead.
pub(super) fn future(words: &Words<'_>, language: Language, at: usize) -> bool {
    time_words(language).is(words, at, Sense::Future).is_some()
}

/// The time that the content is about: of a prediction the first that lies ahead, else the first.
pub(super) fn about(text: &Text<'_>, found: &[Found], from: From) -> Option<About> {
    let ahead = |found: &Found| {
        let after = || Some(found.time?.to.last()? > from.day?);
        found.ahead || matches!(found.relation, Relation::By | Relation::Until) || after().unwrap_or(false)
    };
    let mut known = found.iter().filter(|found| found.time.is_some());
    let first = known.clone().find(|found| from.ahead && ahead(found)).or_else(|| known.next())?;
    let words: Span = text.span(first.tokens.clone())?;
    Some(About { when: when(text, first, from)?, words })
}

fn when(text: &Text<'_>, found: &Found, from: From) -> Option<String> {
    let mut time = found.time?;
    let dated = found.tokens.clone().any(|at| text.token(at).starts_with(|c: char| c.is_ascii_digit()));
    if from.loose && !found.full && !dated && matches!(time.from, Point::Day(_)) && time.from == time.to {
        time = time.about();
    }
    Some(match found.relation {
        Relation::At | Relation::Before => time.edtf(),
        Relation::By | Relation::Until => time.until(),
        Relation::After => time.since(),
        Relation::Since => match from.day {
            Some(day) if time.from.first()? <= day => {
                Time { to: Point::Day(day), about_to: false, ..time }.edtf()
            }
            _ => time.since(),
        },
    })
}
