//! The claims as a list: the newest first, by status, by words, a hundred at a time.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::{self, Rows as _, Status};
use claimbook_index::view::AllRows;
use serde::Deserialize;

use super::{Mark, address, plain};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;

/// Rows of a page.
const ROWS: usize = 100;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    status: String,
    page: usize,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct Page {
    frame: Frame,
    facets: Vec<Facet>,
    all: Link,
    rows: Vec<Row>,
    found: usize,
    first: usize,
    words: String,
    newer: Option<String>,
    older: Option<String>,
    broken: usize,
    empty: bool,
}

struct Link {
    href: String,
    number: usize,
    chosen: bool,
}

struct Facet {
    mark: Mark,
    link: Link,
}

struct Row {
    href: String,
    mark: Mark,
    claim: String,
    who: String,
    when: Option<String>,
    flags: Vec<String>,
}

pub(crate) async fn page(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    // What cannot be understood asks for nothing.
    let asked: Asked = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| Ok(as_page(&list(frame.searching(&asked.q), snapshot, &asked)?)))
    })
    .await?
}

fn list(frame: Frame, snapshot: &Snapshot, asked: &Asked) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let worded = worded(snapshot, &rows, &asked.q);
    let wanted = Status::known(&asked.status);
    let has = |place: &usize, status: &Status| snapshot.known_status(*place) == Some(status);
    let facet = |status: &Status| {
        let number = worded.iter().filter(|place| has(place, status)).count();
        let chosen = wanted.as_ref() == Some(status);
        let link = Link { href: asked.to(status.as_str(), 1), number, chosen };
        (number > 0 || chosen).then(|| Facet { mark: Mark::of(status), link })
    };
    let facets = Status::ALL.iter().filter_map(facet).collect();
    let all = Link { href: asked.to("", 1), number: worded.len(), chosen: wanted.is_none() };
    let taken: Vec<usize> =
        worded.into_iter().filter(|place| wanted.as_ref().is_none_or(|status| has(place, status))).collect();
    let pages = taken.len().div_ceil(ROWS).max(1);
    let at = asked.page.clamp(1, pages);
    let first = (at - 1) * ROWS;
    let shown = taken.iter().skip(first).take(ROWS).map(|place| row(snapshot, &rows.row(*place))).collect();
    rows.check()?;
    Ok(Page {
        frame,
        facets,
        all,
        rows: shown,
        found: taken.len(),
        first: first + 1,
        words: asked.q.clone(),
        newer: (at > 1).then(|| asked.to(&asked.status, at - 1)),
        older: (at < pages).then(|| asked.to(&asked.status, at + 1)),
        broken: snapshot.broken(),
        empty: rows.is_empty(),
    })
}

/// The places of the claims whose wording has all these words.
fn worded(snapshot: &Snapshot, rows: &AllRows<'_>, words: &str) -> Vec<usize> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |place: &&usize| {
        words.is_empty() || {
            let wording = rows.row(**place).claim.to_lowercase();
            words.iter().all(|word| wording.contains(word))
        }
    };
    snapshot.order.iter().filter(fits).copied().collect()
}

fn row(snapshot: &Snapshot, row: &assess::Row<'_>) -> Row {
    let who: Vec<&str> = row.asserters().into_iter().map(|key| snapshot.names().actor_name(key)).collect();
    Row {
        href: address(snapshot, row),
        mark: Mark::of(&row.status),
        claim: row.claim.to_owned(),
        who: who.join(", "),
        when: row.said.map(str::to_owned),
        flags: row.flags.iter().map(|code| plain(code.as_str())).collect(),
    }
}

impl Asked {
    /// The address of the same with another status or page.
    fn to(&self, status: &str, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.q.is_empty() {
            query.append_pair("q", &self.q);
        }
        if !status.is_empty() {
            query.append_pair("status", status);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { "/".to_owned() } else { format!("/?{query}") }
    }
}
