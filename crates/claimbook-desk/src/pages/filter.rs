//! The filters above a list of claims, as they were chosen.

use claimbook_core::assess::{FlagCode, Status};
use claimbook_core::model::Stage;
use claimbook_index::view::AllRows;
use claimbook_report::page::{Mark, Words};

use super::asked::{Asked, Misunderstood};
use super::plain;
use crate::snapshot::Snapshot;

/// The form with the filters, and the claims by status.
pub(crate) struct Filters {
    /// Where the form leads.
    pub(crate) path: &'static str,
    pub(crate) q: String,
    pub(crate) by: String,
    pub(crate) document: String,
    pub(crate) topic: String,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) flags: Vec<Choice>,
    pub(crate) stages: Vec<Choice>,
    pub(crate) sorts: Vec<Choice>,
    pub(crate) asserters: Vec<Offer>,
    pub(crate) documents: Vec<Offer>,
    pub(crate) topics: Vec<Words>,
    /// Whether something beside the words was chosen.
    pub(crate) open: bool,
    pub(crate) narrows: bool,
}

/// A word to choose.
pub(crate) struct Choice {
    pub(crate) word: String,
    pub(crate) says: String,
    pub(crate) chosen: bool,
}

/// A key to type, and what it names.
pub(crate) struct Offer {
    pub(crate) key: String,
    pub(crate) name: Words,
}

/// A status of the bar.
pub(crate) struct Facet {
    pub(crate) mark: Mark,
    pub(crate) href: String,
    pub(crate) number: usize,
    pub(crate) chosen: bool,
    /// Of the width, in parts of a thousand.
    pub(crate) x: usize,
    pub(crate) width: usize,
}

/// What was not understood.
pub(crate) struct Complaint {
    pub(crate) says: Words,
    pub(crate) hints: Vec<Words>,
    pub(crate) place: Option<(usize, Words, Words, Words)>,
}

impl From<Box<Misunderstood>> for Complaint {
    fn from(error: Box<Misunderstood>) -> Self {
        let error = *error;
        Complaint { says: error.says, hints: error.hints, place: error.place }
    }
}

impl Filters {
    pub(crate) fn of(snapshot: &Snapshot, rows: &AllRows<'_>, asked: &Asked, path: &'static str) -> Self {
        let choices = snapshot.choices(rows);
        let names = snapshot.names();
        let actors = offers(&choices.asserters, |key| names.actor_name(key));
        let documents = offers(&choices.documents, |key| names.document_title(key));
        let choice = |word: &str, chosen: &str| Choice {
            word: word.to_owned(),
            says: plain(word),
            chosen: word == chosen,
        };
        let sorts = [
            ("logged", "newest first"),
            ("said", "when it was said"),
            ("status", "status"),
            ("changed", "last changed"),
            ("claim", "wording"),
            ("by", "who said it"),
        ];
        let beside =
            [&asked.status, &asked.by, &asked.document, &asked.topic, &asked.flag, &asked.stage, &asked.sort];
        Filters {
            path,
            q: asked.q.clone(),
            by: asked.by.clone(),
            document: asked.document.clone(),
            topic: asked.topic.clone(),
            statuses: Status::ALL.iter().map(|it| choice(it.as_str(), &asked.status)).collect(),
            flags: FlagCode::ALL.iter().map(|it| choice(it.as_str(), &asked.flag)).collect(),
            stages: Stage::WORDS.iter().map(|it| choice(it, &asked.stage)).collect(),
            sorts: sorts
                .into_iter()
                .map(|(word, says)| Choice { says: says.to_owned(), ..choice(word, &asked.sort) })
                .collect(),
            asserters: actors,
            documents,
            topics: choices.topics.iter().map(|topic| Words::line(topic)).collect(),
            open: beside.into_iter().any(|value| !value.is_empty()),
            narrows: asked.narrows(),
        }
    }
}

/// Keys with what they name. What has signs in it that no page shows is typed by hand.
pub(crate) fn offers<'n>(keys: &'n [String], name: impl Fn(&'n str) -> &'n str) -> Vec<Offer> {
    let shown = keys.iter().filter(|key| Words::line(key).as_str() == key.as_str());
    shown.map(|key| Offer { key: key.clone(), name: Words::cut(name(key), 80) }).collect()
}

/// The claims by status, with where they stand in a bar.
pub(crate) fn facets(asked: &Asked, counts: Vec<(Status, usize)>, all: usize, path: &str) -> Vec<Facet> {
    let all = all.max(1);
    let mut before = 0;
    let facet = |(status, number): (Status, usize)| {
        let x = before * 1000 / all;
        before += number;
        let chosen = asked.status == status.as_str();
        // Once more leads back to all.
        let to = asked.with_status(if chosen { "" } else { status.as_str() });
        Facet {
            mark: Mark::of(&status),
            href: to.to(path, 1),
            number,
            chosen,
            x,
            width: before * 1000 / all - x,
        }
    };
    counts.into_iter().map(facet).collect()
}
