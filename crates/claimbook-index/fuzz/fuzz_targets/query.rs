//! Any text, as a query: understood, or refused with a sentence and a place within it; and what is typed again reads the same.
#![no_main]

use claimbook_index::query::{MAX_CHARS, MAX_TERMS, Query};
use claimbook_index::text::Highlighter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let length = text.chars().count();
    match Query::parse(text) {
        Ok(query) => {
            assert!(length <= MAX_CHARS && query.terms.len() + query.filters.len() <= MAX_TERMS);
            for term in &query.terms {
                assert!(!term.any.is_empty() && term.place.start < term.place.end && term.place.end <= length);
            }
            for filter in &query.filters {
                assert!(filter.place.start < filter.place.end && filter.place.end <= length);
                assert!(!filter.values.is_empty() && filter.values.iter().all(|value| !value.is_empty()));
            }
            assert_eq!(Query::parse(text), Ok(query.clone()));
            let _ = query.for_search();
            let _ = Highlighter::new(&query, [].into_iter());
        }
        Err(error) => {
            assert!(error.place.start < error.place.end && error.place.end <= length, "{error:?}");
            assert!(error.message.ends_with(['.', '?']), "{error:?}");
        }
    }
});
