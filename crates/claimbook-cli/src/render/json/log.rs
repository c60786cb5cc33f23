//! `log --format json`: the sentences of an article, and what was opened.

use claimbook_core::ledger::Took;
use claimbook_core::model::{Claim, ClaimId};
use claimbook_core::workspace::Filed;
use serde::Serialize;

use super::VERSION;
use crate::render::sentences;

/// An article as it was captured.
#[derive(Serialize)]
pub(crate) struct LogPage<'a> {
    version: u32,
    document: &'a str,
    title: Option<&'a str>,
    sentences: Vec<Sentence<'a>>,
    opened: Vec<Opened<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    n: usize,
    /// Code points of the captured text.
    start: usize,
    end: usize,
    text: &'a str,
    /// Handles of the claims that quote it or a part of it.
    claims: Vec<&'a str>,
}

/// What became of a sentence that was taken.
#[derive(Serialize)]
struct Opened<'a> {
    n: usize,
    did: &'static str,
    id: Option<&'a str>,
    handle: Option<String>,
    path: &'a str,
    claim: &'a str,
}

/// The word for what became of a sentence that was taken.
pub(crate) fn did(took: Took) -> &'static str {
    match took {
        Took::Opened => "opened",
        Took::Asserted => "asserted",
        Took::Completed => "completed",
        Took::Known => "known",
    }
}

pub(crate) fn log<'a>(
    document: &'a str,
    title: Option<&'a str>,
    listed: &'a [sentences::Sentence<'a>],
    took: impl Iterator<Item = (usize, Took, &'a Filed<Claim>)>,
) -> LogPage<'a> {
    let opened = took.map(|(n, took, filed)| Opened {
        n,
        did: did(took),
        id: filed.data.id.as_ref().map(ClaimId::as_str),
        handle: filed.data.handle(),
        path: &filed.path,
        claim: &filed.data.claim,
    });
    let sentences = listed.iter().map(|sentence| Sentence {
        n: sentence.number,
        start: sentence.place.0,
        end: sentence.place.1,
        text: sentence.text,
        claims: sentence.claims.iter().map(|(handle, _)| handle.as_str()).collect(),
    });
    LogPage { version: VERSION, document, title, sentences: sentences.collect(), opened: opened.collect() }
}
