//! What is asked of claims in an address: words in the language of `claimbook search`, and what was chosen beside them.

use std::collections::HashMap;
use std::ops::Range;

use claimbook_core::assess::{Rows as _, Selection, Sort, Status, select};
use claimbook_core::model::When;
use claimbook_index::query::{Filter, FilterName, Query};
use claimbook_index::text::Highlighter;
use claimbook_index::view::AllRows;
use claimbook_index::wanted::{Wanted, Words as Known, worded};
use claimbook_index::{Hit, Of};
use claimbook_report::page::Words;
use serde::Deserialize;

use crate::desk::NotShown;
use crate::snapshot::Snapshot;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) q: String,
    pub(crate) status: String,
    pub(crate) by: String,
    #[serde(rename = "in")]
    pub(crate) document: String,
    pub(crate) topic: String,
    pub(crate) flag: String,
    pub(crate) stage: String,
    pub(crate) task: String,
    pub(crate) sort: String,
    pub(crate) page: usize,
    /// What was written just now.
    pub(crate) wrote: String,
}

/// What was found.
pub(crate) struct Found {
    /// The places of the rows, in the order in which they are shown.
    pub(crate) places: Vec<usize>,
    /// Of each status how many there are, whatever status was asked for.
    pub(crate) counts: Vec<(Status, usize)>,
    pub(crate) all: usize,
    /// Words that stand nowhere, and those that were looked for instead.
    pub(crate) instead: Vec<(String, Vec<String>)>,
    /// Where words were looked for, what finds them in a text.
    pub(crate) highlighter: Option<Highlighter>,
    /// Actors and documents in which the words stand, the best first.
    pub(crate) others: Vec<Hit>,
}

/// Why nothing was looked for.
pub(crate) struct Misunderstood {
    pub(crate) says: Words,
    pub(crate) hints: Vec<Words>,
    /// The words, divided at what is wrong in them, and at which character that begins.
    pub(crate) place: Option<(usize, Words, Words, Words)>,
}

/// What filters and words mean.
struct Meaning {
    query: Query,
    wanted: Wanted,
}

impl Asked {
    /// What cannot be understood asks for nothing.
    pub(crate) fn of(query: Option<&str>) -> Self {
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
    }

    /// Whether anything is asked for.
    pub(crate) fn narrows(&self) -> bool {
        self.pairs().any(|(name, value)| name != "sort" && !value.is_empty())
    }

    /// What was typed and chosen, but for the page.
    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all: [(&str, &String); 9] = [
            ("q", &self.q),
            ("status", &self.status),
            ("by", &self.by),
            ("in", &self.document),
            ("topic", &self.topic),
            ("flag", &self.flag),
            ("stage", &self.stage),
            ("task", &self.task),
            ("sort", &self.sort),
        ];
        all.into_iter().map(|(name, value)| (name, value.as_str()))
    }

    /// The address of the same on a page.
    pub(crate) fn to(&self, path: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The same with another status.
    pub(crate) fn with_status(&self, status: &str) -> Self {
        Asked { status: status.to_owned(), ..self.clone() }
    }

    /// The filters beside the words; the status apart, as the others are counted by status.
    fn chosen(&self) -> Vec<Filter> {
        let filters = [
            (FilterName::By, &self.by),
            (FilterName::In, &self.document),
            (FilterName::Topic, &self.topic),
            (FilterName::Flag, &self.flag),
            (FilterName::Stage, &self.stage),
        ];
        let filter = |(name, value): (FilterName, &String)| {
            let value = value.trim();
            (!value.is_empty()).then(|| Filter {
                name,
                values: vec![value.to_owned()],
                not: false,
                place: 0..0,
            })
        };
        filters.into_iter().filter_map(filter).collect()
    }

    fn meaning(&self, snapshot: &Snapshot) -> Result<Meaning, Box<Misunderstood>> {
        let mut query = Query::parse(&self.q).map_err(|error| {
            Misunderstood::at(&self.q, &error.place, &error.message, error.hint.into_iter().collect())
        })?;
        query.filters.extend(self.chosen());
        // Topics are shown with a sign before them, and so they are typed.
        for filter in query.filters.iter_mut().filter(|filter| filter.name == FilterName::Topic) {
            for topic in &mut filter.values {
                *topic = topic.trim_start_matches('#').to_owned();
            }
        }
        let known = Known { whole: snapshot.names(), said: snapshot, date: &date };
        let wanted = Wanted::of(&query, &known)
            .map_err(|error| Misunderstood::at(&self.q, &error.place, &error.why.message, error.why.hints))?;
        Ok(Meaning { query, wanted })
    }

    /// The same as a selection of claims by what they are, where one can say it: words are looked for in the wording.
    pub(crate) fn selection(&self, snapshot: &Snapshot) -> Result<Selection, Box<Misunderstood>> {
        let Meaning { query, wanted } = self.meaning(snapshot)?;
        let plain = |term: &claimbook_index::query::Term| match (term.not, term.any.as_slice()) {
            (false, [claimbook_index::query::Part::Word { text, .. }]) => Some(text.clone()),
            (false, [claimbook_index::query::Part::Phrase(words)]) => Some(words.join(" ")),
            _ => None,
        };
        let words: Option<Vec<String>> = query.terms.iter().map(plain).collect();
        let (Some(words), Some(selection)) = (words, wanted.selection()) else {
            return Err(Box::new(Misunderstood {
                says: Words::line(
                    "The report can be narrowed by words, status, who asserted it, document, topic, flag and dates alone.",
                ),
                hints: vec![Words::line("Leave out what must not occur, and stages, types and kinds.")],
                place: None,
            }));
        };
        let statuses = Status::known(&self.status).into_iter().collect();
        Ok(Selection { words, statuses, ..Selection { any: vec![selection], ..Selection::default() } })
    }

    /// The claims that are meant.
    pub(crate) fn find(
        &self,
        snapshot: &Snapshot,
        rows: &AllRows<'_>,
    ) -> Result<Result<Found, Box<Misunderstood>>, NotShown> {
        let Meaning { query, wanted } = match self.meaning(snapshot) {
            Ok(meaning) => meaning,
            Err(error) => return Ok(Err(error)),
        };
        let takes = |place: &usize| wanted.takes(&rows.row(*place));
        let (mut places, mut instead, mut others, mut highlighter) =
            (Vec::new(), Vec::new(), Vec::new(), None);
        if query.terms.iter().any(|term| !term.not) {
            let found = snapshot.view.find(&query)?;
            let words = found.instead.iter().flat_map(|(_, words)| words).map(String::as_str);
            highlighter = Some(Highlighter::new(&query, words));
            instead = found.instead;
            for hit in found.hits.into_iter().filter(|hit| wanted.takes_kind(hit.of)) {
                match hit.of {
                    Of::Claim => places.extend(snapshot.place_at(&hit.path)),
                    Of::Actor | Of::Document => others.push(hit),
                }
            }
            if wanted.asks_of_claims() {
                places.retain(takes);
            }
        } else if query.terms.is_empty() && query.filters.is_empty() {
            places = snapshot.order.clone();
        } else {
            let worded = |place: &usize| query.terms.is_empty() || worded(&query, rows.row(*place).claim);
            let kind = wanted.takes_kind(Of::Claim);
            places = snapshot.taken(|place| kind && takes(place) && worded(place));
        }
        rows.check()?;
        let counts = counts(snapshot, &places);
        let all = places.len();
        if let Some(status) = Status::known(&self.status) {
            places.retain(|place| snapshot.known_status(*place) == Some(&status));
        }
        if let Some(sort) = Sort::known(&self.sort) {
            sorted(snapshot, rows, &mut places, sort);
        }
        Ok(Ok(Found { places, counts, all, instead, highlighter, others }))
    }
}

fn counts(snapshot: &Snapshot, places: &[usize]) -> Vec<(Status, usize)> {
    let mut counts = vec![0; Status::ALL.len()];
    for place in places {
        let number = snapshot.known_status(*place).map(Status::place);
        if let Some(count) = number.and_then(|number| counts.get_mut(number)) {
            *count += 1;
        }
    }
    Status::ALL.iter().cloned().zip(counts).filter(|(_, count)| *count > 0).collect()
}

fn sorted(snapshot: &Snapshot, rows: &AllRows<'_>, places: &mut [usize], sort: Sort) {
    let order = select(rows, &Selection::default(), sort, |key| snapshot.names().actor_name(key));
    let ranks: HashMap<usize, usize> =
        order.into_iter().enumerate().map(|(rank, place)| (place, rank)).collect();
    places.sort_by_key(|place| ranks.get(place).copied());
}

/// A date as people type it.
fn date(typed: &str) -> Result<When, String> {
    When::typed(typed)
        .map_err(|reason| format!("{reason}. Write 2024-10-28, 2024-10 or \"28 October 2024\"."))
}

impl Misunderstood {
    fn at(typed: &str, place: &Range<usize>, says: &str, hints: Vec<String>) -> Box<Self> {
        let part = |from: usize, to: usize| -> Words {
            let text: String = typed.chars().skip(from).take(to.saturating_sub(from)).collect();
            Words::of(&text)
        };
        let marked = (!place.is_empty()).then(|| {
            (place.start + 1, part(0, place.start), part(place.start, place.end), part(place.end, usize::MAX))
        });
        Box::new(Misunderstood {
            says: Words::line(says),
            hints: hints.iter().map(|hint| Words::line(hint)).collect(),
            place: marked,
        })
    }
}
