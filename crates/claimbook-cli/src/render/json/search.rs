//! What a search found, as JSON.

use serde::Serialize;

use crate::error::Result;
use crate::render::search::{Record, Sheet};

#[derive(Serialize)]
struct Search<'w> {
    version: u32,
    query: &'w str,
    total: usize,
    instead: Vec<Instead<'w>>,
    results: Vec<Found<'w>>,
}

/// A word that stands nowhere, and what was looked for in its place.
#[derive(Serialize)]
struct Instead<'w> {
    word: &'w str,
    words: &'w [String],
}

#[derive(Serialize)]
struct Found<'w> {
    kind: &'static str,
    /// Of a claim.
    handle: Option<String>,
    /// Of an actor or a document.
    key: Option<&'w str>,
    path: Option<&'w str>,
    /// The claim, the name or the title.
    text: Option<&'w str>,
    status: Option<String>,
    score: f64,
    passages: Vec<Part<'w>>,
}

#[derive(Serialize)]
struct Part<'w> {
    field: &'static str,
    text: &'w str,
    /// Code points of the text.
    matches: Vec<[usize; 2]>,
}

/// The JSON of `search`.
pub(crate) fn search(sheet: &Sheet<'_>) -> Result<String> {
    let results = sheet.results.iter().map(|result| {
        let passages = result.passages.iter().map(|passage| Part {
            field: passage.field.as_str(),
            text: &passage.text,
            matches: passage.words.iter().map(|word| [word.start, word.end]).collect(),
        });
        let (score, passages) = ((result.score * 1000.0).round() / 1000.0, passages.collect());
        match &result.record {
            Record::Claim(claim) => Found {
                kind: "claim",
                handle: claim.filed.data.handle(),
                key: None,
                path: claim.filed.shown_path(),
                text: Some(&claim.filed.data.claim),
                status: Some(claim.status.to_string()),
                score,
                passages,
            },
            Record::Actor(filed) => Found {
                kind: "actor",
                handle: None,
                key: Some(filed.key()),
                path: filed.shown_path(),
                text: Some(filed.data.shown_name()),
                status: None,
                score,
                passages,
            },
            Record::Document(filed) => Found {
                kind: "document",
                handle: None,
                key: Some(filed.key()),
                path: filed.shown_path(),
                text: filed.data.title.as_deref(),
                status: None,
                score,
                passages,
            },
        }
    });
    super::text(&Search {
        version: super::VERSION,
        query: sheet.query,
        total: sheet.total,
        instead: sheet.instead.iter().map(|(word, words)| Instead { word, words }).collect(),
        results: results.collect(),
    })
}
