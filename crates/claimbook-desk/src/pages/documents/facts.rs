//! What is on record of a document.

use claimbook_core::model::{Capture, Document};
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_report::facts::day;
use claimbook_report::page::{Words, address as web};

use super::{Which, plain};

/// What is on record of one.
pub(super) struct Facts {
    pub(super) title: Words,
    pub(super) key: String,
    /// What it is, who published it, when.
    pub(super) line: Vec<Words>,
    /// Its address, where it is one of the web.
    pub(super) url: Option<String>,
    /// Its address, where it is another.
    pub(super) place: Option<Words>,
    pub(super) captures: Vec<Captured>,
    /// Where it comes from: how, and from which.
    pub(super) lineage: Vec<(String, String, Words)>,
    pub(super) original: bool,
    pub(super) corrections: Vec<(Option<Words>, Words)>,
    pub(super) notes: Option<Words>,
}

/// One day's capture.
pub(super) struct Captured {
    pub(super) line: Vec<Words>,
    pub(super) archived: Option<String>,
    /// Where its text is shown, where it has one that is not shown here.
    pub(super) text: Option<String>,
}

impl Facts {
    /// `shown` is the capture whose text is shown: the first where none is named.
    pub(super) fn of(workspace: &Workspace, filed: &Filed<Document>, shown: Option<&str>) -> Self {
        let document = &filed.data;
        let shown = document.capture(shown);
        let mut line = Vec::new();
        line.extend(document.kind.as_ref().map(|kind| plain(kind.as_str())));
        line.extend(document.publisher.as_ref().map(|key| workspace.actor_name(key).to_owned()));
        line.extend(document.published.as_ref().map(|when| format!("published {when}")));
        line.extend(document.language.as_ref().map(|tag| format!("language {tag}")));
        let url = document.url.as_deref().and_then(web);
        Facts {
            title: Words::line(workspace.document_title(filed.key())),
            key: filed.key().to_owned(),
            line: words(line),
            place: document.url.as_deref().filter(|_| url.is_none()).map(Words::line),
            url,
            captures: document
                .captures
                .iter()
                .map(|capture| {
                    let here = shown.is_some_and(|shown| std::ptr::eq(shown, capture));
                    captured(filed.key(), capture, here)
                })
                .collect(),
            lineage: lineage(workspace, document),
            original: document.original == Some(true),
            corrections: document
                .corrections
                .iter()
                .map(|it| {
                    let when = it.when.as_ref().map(|when| Words::line(when.as_str()));
                    (when, Words::line(it.note.as_deref().unwrap_or_default()))
                })
                .collect(),
            notes: document.notes.as_deref().map(Words::of),
        }
    }
}

fn words(facts: Vec<String>) -> Vec<Words> {
    facts.iter().map(|fact| Words::line(fact)).collect()
}

fn captured(key: &str, capture: &Capture, here: bool) -> Captured {
    let mut line = Vec::new();
    line.extend(capture.at.as_ref().map(day));
    line.extend(capture.by.as_ref().map(|by| format!("by {by}")));
    if capture.text.is_none() {
        line.push("no text".to_owned());
    }
    let mark = capture.text_sha256.as_deref().and_then(|hash| hash.get(..8));
    let text = mark.filter(|_| capture.text.is_some() && !here);
    let text = text.map(|capture| Which { key, capture }.page());
    if here && capture.text.is_some() {
        line.push("shown here".to_owned());
    }
    let hash = capture.sha256.as_deref().and_then(|hash| hash.get(..8));
    line.extend(hash.map(|hash| format!("sha256 {hash}…")));
    Captured { line: words(line), archived: capture.archived.as_deref().and_then(web), text }
}

fn lineage(workspace: &Workspace, document: &Document) -> Vec<(String, String, Words)> {
    let told = document.derived_from.iter().filter_map(|it| {
        let key = it.document.as_deref()?;
        let how = it.kind.as_ref().map_or("comes from", |kind| kind.as_str());
        Some((plain(how), super::address(key), Words::line(workspace.document_title(key))))
    });
    told.collect()
}
