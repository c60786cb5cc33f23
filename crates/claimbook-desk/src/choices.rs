//! What is typed again and again, to choose from: topics, speakers and documents, those with the most claims first.

use std::cmp::Reverse;
use std::collections::HashMap;

use claimbook_core::assess::Rows as _;
use claimbook_index::view::AllRows;

/// More are not offered at once.
const MOST: usize = 60;

/// Words with the number of claims that have them.
pub(crate) struct Choices {
    pub(crate) topics: Vec<String>,
    /// By key.
    pub(crate) asserters: Vec<String>,
    /// By key.
    pub(crate) documents: Vec<String>,
}

impl Choices {
    pub(crate) fn of(rows: &AllRows<'_>) -> Self {
        let (mut topics, mut asserters, mut documents) = (Counts::new(), Counts::new(), Counts::new());
        for place in 0..rows.len() {
            let row = rows.row(place);
            row.topics.iter().for_each(|topic| count(&mut topics, topic));
            row.asserters().into_iter().for_each(|key| count(&mut asserters, key));
            row.documents().into_iter().for_each(|key| count(&mut documents, key));
        }
        Choices { topics: first(topics), asserters: first(asserters), documents: first(documents) }
    }
}

type Counts = HashMap<String, usize>;

fn count(counts: &mut Counts, word: &str) {
    match counts.get_mut(word) {
        Some(number) => *number += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

fn first(counts: Counts) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts.truncate(MOST);
    counts.into_iter().map(|(word, _)| word).collect()
}
