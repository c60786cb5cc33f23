//! Finding words: in claims and what was quoted, noted and decided about them, in the names of actors, in documents and their texts.

mod build;
mod highlight;
mod search;
mod segment;
mod tokens;

use std::borrow::Cow;

pub(crate) use build::build;
pub use highlight::{Highlighter, Passage};
pub(crate) use search::{Hit, Layer, Search};
#[cfg(fuzzing)]
pub(crate) use segment::MAGIC;
pub(crate) use segment::Segment;
pub(crate) use tokens::{Language, Languages, Stems, Token, tokens};

/// A record, as far as words are looked for in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Doc<'d> {
    pub(crate) fields: Vec<(Field, Cow<'d, str>)>,
}

/// What a text is in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The wording of a claim.
    Wording,
    /// What an actor is called.
    Name,
    /// What a document is called.
    Title,
    /// A quoted passage.
    Quote,
    /// A note: of the desk, or to a line of evidence.
    Note,
    /// Why a verdict was given.
    Reason,
    /// A captured text.
    Text,
    /// What a claim is filed under.
    Topic,
}

impl Field {
    /// The word for it, as it is shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Wording => "claim",
            Field::Name => "name",
            Field::Title => "title",
            Field::Quote => "quote",
            Field::Note => "note",
            Field::Reason => "reason",
            Field::Text => "text",
            Field::Topic => "topic",
        }
    }
}

impl Field {
    pub(crate) const COUNT: u64 = 8;
    const ALL: [Field; Field::COUNT as usize] = [
        Field::Wording,
        Field::Name,
        Field::Title,
        Field::Quote,
        Field::Note,
        Field::Reason,
        Field::Text,
        Field::Topic,
    ];

    fn number(self) -> u64 {
        Field::ALL.iter().position(|field| *field == self).unwrap_or_default() as u64
    }

    fn of(number: u64) -> Self {
        usize::try_from(number).ok().and_then(|number| Field::ALL.get(number)).copied().unwrap_or(Field::Text)
    }

    /// How much a word counts here.
    fn weight(self) -> f64 {
        match self {
            Field::Wording | Field::Name | Field::Title => 3.0,
            Field::Topic => 2.0,
            Field::Quote | Field::Note | Field::Reason => 1.0,
            Field::Text => 0.5,
        }
    }
}
