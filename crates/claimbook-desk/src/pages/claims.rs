//! The claims as a list: the newest first, by status, by words, a hundred at a time.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::Status;
use claimbook_core::assess::row::asserters;
use claimbook_core::model::Claim;
use claimbook_core::workspace::Filed;
use serde::Deserialize;

use super::{Mark, address, plain};
use crate::desk::Desk;
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
        let frame = Frame::of(desk).searching(&asked.q);
        as_page(&list(frame, &desk.snapshot(), &asked))
    })
    .await
}

fn list(frame: Frame, snapshot: &Snapshot, asked: &Asked) -> Page {
    let worded = worded(snapshot, &asked.q);
    let wanted = Status::known(&asked.status);
    let has = |place: &usize, status: &Status| snapshot.statuses.get(*place) == Some(status);
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
    let claims =
        taken.iter().skip(first).take(ROWS).filter_map(|place| snapshot.workspace.claims.get(*place));
    Page {
        frame,
        facets,
        all,
        rows: claims.map(|claim| row(snapshot, claim)).collect(),
        found: taken.len(),
        first: first + 1,
        words: asked.q.clone(),
        newer: (at > 1).then(|| asked.to(&asked.status, at - 1)),
        older: (at < pages).then(|| asked.to(&asked.status, at + 1)),
        broken: snapshot.workspace.broken().count(),
        empty: snapshot.workspace.claims.is_empty(),
    }
}

/// The places of the claims whose wording has all these words.
fn worded(snapshot: &Snapshot, words: &str) -> Vec<usize> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |place: &&usize| {
        words.is_empty()
            || snapshot.workspace.claims.get(**place).is_some_and(|claim| {
                let wording = claim.data.claim.to_lowercase();
                words.iter().all(|word| wording.contains(word))
            })
    };
    snapshot.order.iter().filter(fits).copied().collect()
}

fn row(snapshot: &Snapshot, claim: &Filed<Claim>) -> Row {
    let who: Vec<&str> =
        asserters(&claim.data).into_iter().map(|key| snapshot.workspace.actor_name(key)).collect();
    let flags = snapshot.judgement.flags(&claim.path).iter().map(|flag| plain(flag.code.as_str()));
    let mut flags: Vec<String> = flags.collect();
    flags.dedup();
    Row {
        href: address(snapshot, claim),
        mark: Mark::of(&snapshot.status_of(claim)),
        claim: claim.data.claim.clone(),
        who: who.join(", "),
        when: claimbook_core::assess::row::first_said(&claim.data).map(ToString::to_string),
        flags,
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
