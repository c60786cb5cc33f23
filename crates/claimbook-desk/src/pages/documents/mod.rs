//! Documents: the list, an article with the claims in it, what is proposed from it, and words that are selected in it.

pub(crate) mod article;
mod facts;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod select;
mod setting;
mod which;
mod wrote;

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use claimbook_core::assess::Rows as _;
use claimbook_core::ledger::Article;
use claimbook_core::model::Document;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_index::Wordings;
use claimbook_index::view::{AllRows, Opened, ViewError};
use claimbook_intake::{Before, Proposals, propose};
use claimbook_reader::Engine;
use claimbook_report::page::{Mark, Words};
use rayon::prelude::*;

pub(crate) use self::which::Which;
pub(crate) use super::document_address as address;
use super::plain;
use crate::desk::{Desk, NotShown};
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::texts::Prepared;

/// A document with the claims that are in it, as they may be shown.
struct Shown<'v> {
    opened: Opened<'v>,
    key: String,
    /// The places of the rows of the claims that were asserted in it.
    places: Vec<usize>,
    /// Its text; none where it has none.
    text: Option<Arc<Prepared>>,
    /// The capture that it is of, where that is not the first.
    capture: Option<String>,
    /// How much of it may be shown.
    openness: Openness,
}

/// How much of a text may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Openness {
    /// All of it, as it was captured.
    Whole,
    /// All of it, but with names replaced: places in it are not those of the captured text.
    Replaced,
    /// Words in it are a protected source's: only the passages of others.
    Passages,
}

impl Shown<'_> {
    fn workspace(&self) -> &Workspace {
        &self.opened.workspace
    }

    fn document(&self) -> Result<&Filed<Document>, ViewError> {
        self.workspace().document(&self.key).ok_or(ViewError::Unsure)
    }

    /// The text as it was captured.
    fn article(&self, text: &Prepared) -> Article {
        Article { document: self.key.clone(), capture: self.capture.clone(), text: text.text.clone() }
    }

    /// Its text, where words may be taken from it.
    fn takeable(&self) -> Option<&Arc<Prepared>> {
        self.text.as_ref().filter(|_| self.openness == Openness::Whole)
    }
}

/// The documents that may be shown.
fn visible<'s>(desk: &Desk, snapshot: &'s Snapshot) -> Vec<&'s Filed<Document>> {
    match desk.names_all() {
        true => snapshot.names().documents.iter().collect(),
        false => snapshot.names().public_documents().collect(),
    }
}

/// Whether a document is there that may be shown.
pub(crate) fn is_visible(desk: &Desk, snapshot: &Snapshot, key: &str) -> bool {
    let names = snapshot.names();
    names.document(key).is_some()
        && (desk.names_all() || names.public_documents().any(|document| document.key() == key))
}

/// A document, whole.
fn open<'v>(
    desk: &Desk,
    snapshot: &'v Snapshot,
    rows: &AllRows<'v>,
    which: Which<'_>,
) -> Result<Shown<'v>, NotShown> {
    let key = which.key;
    if !is_visible(desk, snapshot, key) {
        return Err(no_such_document().into());
    }
    let is_in = |place: &usize| rows.row(*place).assertions.iter().any(|said| said.document == Some(key));
    let places: Vec<usize> = (0..rows.len()).into_par_iter().filter(is_in).collect();
    let opened = snapshot.view.open_beside(rows, places.iter().copied(), [], [key])?;
    let workspace = &opened.workspace;
    let article = workspace.article_of(key, which.capture());
    if article.is_none() && which.capture().is_some() {
        return Err(no_such_capture().into());
    }
    let capture = article.as_ref().and_then(Article::capture_mark);
    let captured = article.map(|article| article.text);
    let text = captured.as_deref().map(|captured| opened.text(captured));
    let assertions = workspace.claims.iter().flat_map(|claim| &claim.data.assertions);
    let mut here = assertions.filter(|said| said.document.as_deref() == Some(key));
    let openness = match (&text, &captured) {
        _ if !desk.names_all() && here.any(|said| workspace.shields(said)) => Openness::Passages,
        (Some(text), Some(captured)) if text != captured => Openness::Replaced,
        _ => Openness::Whole,
    };
    let text = text.map(|text| desk.texts().prepared(&text));
    Ok(Shown { key: key.to_owned(), places, text, capture, openness, opened })
}

fn no_such_capture() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "No such capture",
        "No capture of this document has this text. The document’s page lists those that there are.",
    )
}

fn no_such_document() -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "No such document",
        "No document has this key, or it must not be named here. Its file may have been renamed.",
    )
}

/// What was read in a stretch of a text, with what the desk knows of the speakers; places are those of the whole text. The version is that of
/// the page, which was asked for before the snapshot.
fn proposals(version: u64, shown: &Shown<'_>, text: &Prepared, part: usize) -> Arc<Proposals> {
    let stretch = text.stretch(part);
    let (key, capture) = (&shown.key, shown.capture.as_deref());
    text.read(&stretch, version, || read_in(shown.workspace(), (key, capture), text, part))
}

/// Likewise, read anew.
fn read_in(
    workspace: &Workspace,
    (key, capture): (&str, Option<&str>),
    text: &Prepared,
    part: usize,
) -> Proposals {
    let stretch = text.stretch(part);
    let words: String = text.text.chars().skip(stretch.start).take(stretch.len()).collect();
    let before = Before::default().or_record(workspace, key, capture);
    propose(workspace, &words, &before, Engine::Model).moved(stretch.start)
}

/// The wordings of all claims as they are shown, to hold others against.
fn wordings(desk: &Desk, version: u64, rows: &AllRows<'_>) -> Arc<Wordings> {
    desk.texts().wordings(version, || {
        let texts: Vec<String> =
            (0..rows.len()).into_par_iter().map(|place| rows.row(place).claim.to_owned()).collect();
        Wordings::of(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

/// A claim as somebody chooses it.
struct Choice {
    handle: String,
    href: String,
    mark: Mark,
    claim: Words,
}

/// The claim at a place, to be chosen.
fn choice(snapshot: &Snapshot, rows: &AllRows<'_>, place: usize) -> Choice {
    let row = rows.row(place);
    Choice {
        handle: snapshot.name_of(&row),
        href: super::address(snapshot, &row),
        mark: Mark::of(&row.status),
        claim: Words::line(row.claim),
    }
}

/// What is shown, and at which version of the desk.
#[derive(Clone, Copy)]
struct Here<'a> {
    desk: &'a Desk,
    version: u64,
    snapshot: &'a Snapshot,
    rows: &'a AllRows<'a>,
}

/// The claims that are much like a wording: three at most.
fn alike(here: Here<'_>, wording: &str, but: &HashSet<usize>) -> Vec<Choice> {
    let Here { desk, version, snapshot, rows } = here;
    let like = wordings(desk, version, rows).like(wording, |at| !but.contains(&at));
    like.into_iter().filter(|like| like.at < rows.len()).map(|like| choice(snapshot, rows, like.at)).collect()
}

#[cfg(test)]
mod tests;
