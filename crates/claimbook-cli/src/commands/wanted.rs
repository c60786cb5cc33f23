//! The language of queries on a command line.

use claimbook_core::workspace::Workspace;
use claimbook_index::query::{Query, QueryError};
use claimbook_index::view::Said;
use claimbook_index::wanted::{Wanted, Words};

use super::filter;
use super::options::date;
use crate::error::{CliError, Result};
use crate::typed::NOT;

/// What the filters of a query mean in a workspace: the whole one, as people name a protected source by its key.
pub(crate) fn wanted(query: &Query, typed: &str, whole: &Workspace, said: &dyn Said) -> Result<Wanted> {
    Wanted::of(query, &Words { whole, said, date: &date }).map_err(|error| {
        let name = query.filters.iter().find(|filter| filter.place == error.place).map(|it| it.name);
        let told = match name {
            Some(name) => filter::not_meant(error.why, name),
            None => CliError::new(error.why.message),
        };
        pointed(told, typed, &error.place)
    })
}

/// Reads a query.
pub(crate) fn query(typed: &str) -> Result<Query> {
    Query::parse(typed).map_err(|error: QueryError| {
        let place = error.place.clone();
        let told = CliError::new(error.message).maybe_hint(error.hint);
        pointed(told, typed, &place)
    })
}

/// With the place in the query that it is about.
fn pointed(error: CliError, typed: &str, place: &std::ops::Range<usize>) -> CliError {
    let there: String = typed.chars().skip(place.start).take(place.len().min(60)).collect();
    let there = there.trim().to_owned();
    match there.is_empty() {
        true => error,
        false => error.hint(format!("At character {}: {there}", place.start + 1)),
    }
}

/// What was typed as one query: an argument with blanks and no sign of the language in it is a phrase.
pub(crate) fn joined(words: &[String]) -> String {
    let is_plain = |word: &str| {
        word.contains(char::is_whitespace)
            && !word.contains(['"', ':', '“', '«', '„', '*'])
            && !word.starts_with('-')
            && !word.split_whitespace().any(|part| part == "OR" || part.starts_with('-'))
    };
    let word = |word: &String| match (word.strip_prefix(NOT), words.len() > 1 && is_plain(word)) {
        (Some(word), _) => format!("-{word}"),
        (None, true) => format!("\"{word}\""),
        (None, false) => word.clone(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_shell_took_the_quotes_from_is_a_phrase_again() {
        let joined =
            |words: &[&str]| super::joined(&words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(joined(&["status:disputed", "north korea"]), "status:disputed \"north korea\"");
        assert_eq!(joined(&["north korea"]), "north korea");
        assert_eq!(joined(&["bridge", "by:\"a b\" -pier"]), "bridge by:\"a b\" -pier");
    }
}
