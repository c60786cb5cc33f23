//! The language of `search` and `list`: words, phrases, what must not occur, and filters. What a filter's value means is for the
//! commands to say; here it is only found. Places are Unicode code points of the text that was typed.

use std::ops::Range;

mod filter;
mod parse;
#[cfg(test)]
mod tests;

pub use filter::{Filter, FilterName};

/// Longer ones were pasted by mistake.
pub const MAX_CHARS: usize = 4096;
/// Words, those of phrases too, and filters of one query.
pub const MAX_TERMS: usize = 64;

/// What is looked for.
///
/// ```
/// use claimbook_index::query::{FilterName, Query};
/// let query = Query::parse("status:disputed \"north korea\" soldier* -kursk").unwrap();
/// assert_eq!(query.filters[0].name, FilterName::Status);
/// assert_eq!(query.terms.len(), 3);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All must hold.
    pub terms: Vec<Term>,
    /// All must hold.
    pub filters: Vec<Filter>,
}

/// Something that a text must, or must not, contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Any of them is enough. Never empty.
    pub any: Vec<Part>,
    /// None of them may occur.
    pub not: bool,
    /// Where it was typed.
    pub place: Range<usize>,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// As typed, without the star. It may be more than one word for the index, as `well-known` is.
    Word {
        /// The word.
        text: String,
        /// Words that begin so are meant too.
        prefix: bool,
    },
    /// Words that follow each other, as typed.
    Phrase(Vec<String>),
}

/// Why a query cannot be understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// A full sentence.
    pub message: String,
    /// What is wrong: code points of the query.
    pub place: Range<usize>,
    /// What to do about it, a full sentence.
    pub hint: Option<String>,
}

impl Query {
    /// Reads what was typed. Nothing but spaces is a query that asks for nothing.
    ///
    /// # Errors
    /// A quotation mark without its other half, `-` or `OR` with nothing to act on, a filter that is not known or has no value,
    /// only words that must not occur, only punctuation, and more than [`MAX_CHARS`] or [`MAX_TERMS`].
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        parse::parse(text)
    }

    /// Whether there is something to rank by.
    ///
    /// # Errors
    /// Where the query has only filters and words that must not occur.
    pub fn for_search(&self) -> Result<(), QueryError> {
        if self.terms.iter().any(|term| !term.not) {
            return Ok(());
        }
        let starts = self
            .terms
            .iter()
            .map(|term| term.place.start)
            .chain(self.filters.iter().map(|filter| filter.place.start));
        let ends = self
            .terms
            .iter()
            .map(|term| term.place.end)
            .chain(self.filters.iter().map(|filter| filter.place.end));
        Err(say_what(starts.min().unwrap_or(0)..ends.max().unwrap_or(0)))
    }
}

fn say_what(place: Range<usize>) -> QueryError {
    QueryError {
        message: "Say also what to look for.".to_owned(),
        place,
        hint: Some("Add a word that must occur.".to_owned()),
    }
}
