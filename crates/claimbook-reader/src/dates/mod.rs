//! When something was said, and the times in a content.

use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Span};

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

/// When an attribution's words were said, from the cue's own clause, never from inside the content.
pub(crate) fn said(
    _text: &Text<'_>,
    _language: Language,
    _attribution: &Attribution,
    date: Option<Day>,
) -> Said {
    let when = date.map(|day| format!("../{:04}-{:02}-{:02}", day.year, day.month, day.day));
    Said { when, words: None, reason: String::new() }
}
