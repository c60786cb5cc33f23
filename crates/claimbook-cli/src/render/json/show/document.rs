//! A document, whole, as JSON.

use claimbook_core::assess::{Passages, Seen};
use claimbook_core::model::{self, Extra};
use claimbook_core::workspace::{Filed, Workspace};
use serde::Serialize;

use super::{ClaimLine, Named, claim_lines, date, document_name, moment};
use crate::render::json::VERSION;

/// A document with everything that the files say of it.
#[derive(Serialize)]
pub(crate) struct DocumentPage<'a> {
    version: u32,
    kind: &'static str,
    key: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    document_kind: Option<&'a str>,
    url: Option<&'a str>,
    publisher: Option<Named<'a>>,
    published: Option<&'a str>,
    language: Option<&'a str>,
    original: Option<bool>,
    derived_from: Vec<Derivation<'a>>,
    captures: Vec<Capture<'a>>,
    corrections: Vec<Correction<'a>>,
    reviewed: Vec<Reviewed<'a>>,
    /// The sentences that nobody has looked at; none where there is no text.
    unseen: Vec<Place>,
    notes: Option<&'a str>,
    claims: Vec<ClaimLine<'a>>,
    evidence_for: Vec<ClaimLine<'a>>,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    extra: &'a Extra,
}

#[derive(Serialize)]
struct Derivation<'a> {
    document: Option<Named<'a>>,
    #[serde(rename = "as")]
    kind: Option<&'a str>,
}

#[derive(Serialize)]
struct Capture<'a> {
    at: Option<&'a str>,
    by: Option<&'a str>,
    sha256: Option<&'a str>,
    kept: Option<&'a str>,
    text: Option<&'a str>,
    text_sha256: Option<&'a str>,
    archived: Option<&'a str>,
}

#[derive(Serialize)]
struct Correction<'a> {
    when: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Place {
    n: usize,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Reviewed<'a> {
    start: Option<usize>,
    end: Option<usize>,
    #[serde(rename = "as")]
    kind: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
}

pub(crate) fn document<'a>(workspace: &'a Workspace, filed: &'a Filed<model::Document>) -> DocumentPage<'a> {
    let document = &filed.data;
    let key = filed.key();
    DocumentPage {
        version: VERSION,
        kind: "document",
        key,
        path: filed.shown_path(),
        title: document.title.as_deref(),
        document_kind: document.kind.as_ref().map(|kind| kind.as_str()),
        url: document.url.as_deref(),
        publisher: document.publisher.as_deref().map(|key| Named { key, name: workspace.actor_name(key) }),
        published: date(document.published.as_ref()),
        language: document.language.as_deref(),
        original: document.original,
        derived_from: document
            .derived_from
            .iter()
            .map(|derivation| Derivation {
                document: document_name(workspace, derivation.document.as_deref()),
                kind: derivation.kind.as_ref().map(|kind| kind.as_str()),
            })
            .collect(),
        captures: document.captures.iter().map(capture).collect(),
        corrections: document
            .corrections
            .iter()
            .map(|correction| Correction {
                when: date(correction.when.as_ref()),
                note: correction.note.as_deref(),
            })
            .collect(),
        reviewed: document
            .reviewed
            .iter()
            .map(|reviewed| Reviewed {
                start: reviewed.start,
                end: reviewed.end,
                kind: reviewed.kind.as_ref().map(|kind| kind.as_str()),
                by: reviewed.by.as_deref(),
                at: moment(reviewed.at.as_ref()),
            })
            .collect(),
        unseen: unseen(workspace, filed),
        notes: document.notes.as_deref(),
        claims: claim_lines(workspace, |claim| {
            claim.assertions.iter().any(|assertion| assertion.document.as_deref() == Some(key))
        }),
        evidence_for: claim_lines(workspace, |claim| {
            claim.evidence.iter().any(|line| line.document.as_deref() == Some(key))
        }),
        extra: &document.extra,
    }
}

fn unseen(workspace: &Workspace, filed: &Filed<model::Document>) -> Vec<Place> {
    let Some(text) = workspace.captured_text(filed.key(), None) else { return Vec::new() };
    let sentences: Vec<_> = claimbook_reader::text::sentences(&text)
        .into_iter()
        .map(|sentence| sentence.start..sentence.end)
        .collect();
    let seen = Passages::of(workspace).seen(filed, &text, &sentences);
    let numbered = sentences.into_iter().zip(seen).enumerate();
    numbered
        .filter(|(_, (_, seen))| *seen == Seen::Not)
        .map(|(place, (sentence, _))| Place { n: place + 1, start: sentence.start, end: sentence.end })
        .collect()
}

fn capture(capture: &model::Capture) -> Capture<'_> {
    Capture {
        at: moment(capture.at.as_ref()),
        by: capture.by.as_deref(),
        sha256: capture.sha256.as_deref(),
        kept: capture.kept.as_deref(),
        text: capture.text.as_deref(),
        text_sha256: capture.text_sha256.as_deref(),
        archived: capture.archived.as_deref(),
    }
}
