//! The documents: how many claims are in each, and how much of it was looked at.

use std::cmp::Reverse;
use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::{Coverage, Passages, Rows as _};
use claimbook_core::model::Document;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_index::Kept;
use claimbook_index::view::{AllRows, Opened};
use claimbook_report::covered;
use claimbook_report::page::Words;
use serde::Deserialize;

use super::{address, plain, visible};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct Page {
    frame: Frame,
    words: String,
    rows: Vec<Row>,
    found: usize,
    first: usize,
    empty: bool,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    title: Words,
    facts: Vec<Words>,
    claims: usize,
    /// How many claims take it as evidence.
    evidence: usize,
    coverage: Option<Bar>,
}

/// Of each document the places of the claims in it, and how many take it as evidence.
type Counts = HashMap<String, (Vec<usize>, usize)>;

/// How much of a text was looked at.
struct Bar {
    says: String,
    looked: usize,
    sentences: usize,
}

pub(crate) async fn page(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    let asked: Asked = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    desk.aside(move |desk| desk.show(|frame, snapshot| Ok(as_page(&list(desk, frame, snapshot, &asked)?))))
        .await?
}

fn list(desk: &Desk, frame: Frame, snapshot: &Snapshot, asked: &Asked) -> Result<Page, NotShown> {
    let all = visible(desk, snapshot);
    let (empty, names) = (all.is_empty(), snapshot.names());
    let words: Vec<String> = asked.q.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<&Filed<Document>> =
        all.into_iter().filter(|document| fits(names, document, &words)).collect();
    found.sort_by_key(|document| order(names, document));
    let pages = found.len().div_ceil(ROWS).max(1);
    let at = asked.page.clamp(1, pages);
    let first = (at - 1) * ROWS;
    let keys: Vec<&str> = found.iter().skip(first).take(ROWS).map(|document| document.key()).collect();
    let rows = snapshot.rows()?;
    let counts = counts(&rows, &keys);
    Ok(Page {
        frame,
        words: asked.q.clone(),
        rows: shown(snapshot, &rows, &keys, &counts)?,
        found: found.len(),
        first: first + 1,
        empty,
        newer: (at > 1).then(|| asked.to(at - 1)),
        older: (at < pages).then(|| asked.to(at + 1)),
    })
}

/// Whether a document has all these words in its title, its key or its publisher's name.
fn fits(names: &Workspace, document: &Filed<Document>, words: &[String]) -> bool {
    let publisher = document.data.publisher.as_deref().map(|key| names.actor_name(key)).unwrap_or_default();
    let text =
        format!("{} {} {publisher}", names.document_title(document.key()), document.key()).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Those whose keys begin with a date first, the newest before the others; then by title.
fn order(names: &Workspace, document: &Filed<Document>) -> (bool, Reverse<String>, String) {
    let key = document.key();
    let dated = key.starts_with(|c: char| c.is_ascii_digit());
    let day = Reverse(if dated { key.to_owned() } else { String::new() });
    (!dated, day, names.document_title(key).to_lowercase())
}

/// Of each document the places of the claims in it, and how many take it as evidence.
fn counts(rows: &AllRows<'_>, keys: &[&str]) -> Counts {
    let mut counts: HashMap<String, (Vec<usize>, usize)> =
        keys.iter().map(|key| ((*key).to_owned(), Default::default())).collect();
    for place in 0..rows.len() {
        let row = rows.row(place);
        for key in row.assertions.iter().filter_map(|said| said.document) {
            if let Some((places, _)) = counts.get_mut(key).filter(|(places, _)| places.last() != Some(&place))
            {
                places.push(place);
            }
        }
        for key in &row.evidence {
            if let Some((_, evidence)) = counts.get_mut(*key) {
                *evidence += 1;
            }
        }
    }
    counts
}

fn shown(
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    keys: &[&str],
    counts: &Counts,
) -> Result<Vec<Row>, NotShown> {
    let kept = snapshot.view.kept();
    let mut coverages = kept.map(Kept::coverages).unwrap_or_default();
    let mark = |key: &str| {
        let (places, _) = counts.get(key)?;
        kept?.coverage_mark(&snapshot.names().document(key)?.path, places.iter().copied())
    };
    let marks: Vec<Option<u64>> = keys.iter().map(|key| mark(key)).collect();
    let mut known: Vec<Option<Coverage>> = marks.iter().map(|mark| coverages.get((*mark)?)).collect();
    let missing = keys.iter().zip(&known).filter(|(_, known)| known.is_none());
    let quoting: Vec<usize> = missing
        .filter_map(|(key, _)| counts.get(*key))
        .flat_map(|(places, _)| places.iter().copied())
        .collect();
    let opened = snapshot.view.open_beside(rows, [], quoting, keys.iter().copied())?;
    let passages = Passages::of(&opened.workspace);
    for ((key, mark), known) in keys.iter().zip(marks).zip(&mut known) {
        if known.is_some() {
            continue;
        }
        *known = coverage(&opened, &passages, key);
        if let (Some(mark), Some(coverage)) = (mark, *known) {
            coverages.put(mark, coverage);
        }
    }
    if let Some(kept) = kept {
        kept.keep_coverages(coverages);
    }
    let row = |(key, coverage): (&&str, Option<Coverage>)| {
        let (places, evidence) =
            counts.get(*key).map_or((0, 0), |(places, evidence)| (places.len(), *evidence));
        row(&opened.workspace, key, places, evidence, coverage)
    };
    Ok(keys.iter().zip(known).filter_map(row).collect())
}

fn coverage(opened: &Opened<'_>, passages: &Passages<'_>, key: &str) -> Option<Coverage> {
    let workspace = &opened.workspace;
    let text = workspace.captured_text(key, None)?;
    let text = opened.text(&text);
    let sentences: Vec<_> =
        claimbook_reader::text::sentences(&text).into_iter().map(|it| it.start..it.end).collect();
    Some(passages.coverage(workspace.document(key)?, &text, &sentences))
}

fn row(
    workspace: &Workspace,
    key: &str,
    claims: usize,
    evidence: usize,
    coverage: Option<Coverage>,
) -> Option<Row> {
    let document = &workspace.document(key)?.data;
    let mut facts = Vec::new();
    facts.extend(document.publisher.as_ref().map(|key| workspace.actor_name(key).to_owned()));
    facts.extend(document.published.as_ref().map(ToString::to_string));
    facts.extend(document.kind.as_ref().map(|kind| plain(kind.as_str())));
    let bar = |coverage: Coverage| Bar {
        says: covered(coverage),
        looked: coverage.sentences - coverage.unseen(),
        sentences: coverage.sentences,
    };
    Some(Row {
        href: address(key),
        title: Words::line(workspace.document_title(key)),
        facts: facts.iter().map(|fact: &String| Words::line(fact)).collect(),
        claims,
        evidence,
        coverage: coverage.filter(|coverage| coverage.sentences > 0).map(bar),
    })
}

impl Asked {
    /// The address of another page of the same.
    fn to(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        query.append_pair("page", &page.to_string());
        format!("/documents?{}", query.finish())
    }
}
