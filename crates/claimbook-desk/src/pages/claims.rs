//! The claims as a list: by words, by what they are, fifty at a time.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::{self, Rows as _};
use claimbook_core::model::When;
use claimbook_core::workspace::Filed;
use claimbook_index::text::Highlighter;
use claimbook_index::view::{AllRows, Opened};
use claimbook_index::{Hit, Of, of_claim};
use claimbook_report::page::{Mark, Words};

use super::asked::{Asked, Found};
use super::filter::{Complaint, Facet, Filters, facets};
use super::passages::{Passage, Piece, marked, passages};
use super::{address, document_address, plain};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;

/// Rows of a page.
const ROWS: usize = 50;
/// So many actors and documents are shown beside claims.
const OTHERS: usize = 5;

#[derive(Template)]
#[template(path = "claims.html")]
struct Page {
    frame: Frame,
    filters: Filters,
    complaint: Option<Complaint>,
    /// The claims whose handle was typed.
    meant: Vec<Meant>,
    /// Whether a claim was thrown away just now.
    wrote: bool,
    all: usize,
    facets: Vec<Facet>,
    rows: Vec<Row>,
    others: Vec<Other>,
    instead: Vec<(Words, Words)>,
    found: usize,
    first: usize,
    newer: Option<String>,
    older: Option<String>,
    broken: usize,
    empty: bool,
}

struct Row {
    href: String,
    mark: Mark,
    claim: Vec<Piece>,
    passages: Vec<Passage>,
    who: Words,
    when: Option<Words>,
    topics: Vec<Words>,
    stage: Option<String>,
    public: bool,
    flags: Vec<Flag>,
}

/// A flag at a glance.
pub(crate) struct Flag {
    pub(crate) code: String,
    pub(crate) summary: &'static str,
    pub(crate) weakens: bool,
}

/// A claim by its handle.
struct Meant {
    handle: String,
    href: String,
    mark: Mark,
    claim: Words,
}

/// An actor or a document in which words stand.
struct Other {
    kind: &'static str,
    name: Words,
    href: Option<String>,
}

pub(crate) async fn page(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    let asked = Asked::of(uri.query());
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| Ok(as_page(&list(frame.searching(&asked.q), snapshot, &asked)?)))
    })
    .await?
}

fn list(frame: Frame, snapshot: &Snapshot, asked: &Asked) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let filters = Filters::of(snapshot, &rows, asked, "/");
    let mut page = Page {
        frame,
        filters,
        complaint: None,
        meant: meant(snapshot, &rows, &asked.q),
        wrote: asked.wrote == "dropped",
        all: 0,
        facets: Vec::new(),
        rows: Vec::new(),
        others: Vec::new(),
        instead: Vec::new(),
        found: 0,
        first: 1,
        newer: None,
        older: None,
        broken: snapshot.broken(),
        empty: rows.is_empty(),
    };
    match asked.find(snapshot, &rows)? {
        Ok(found) => fill(&mut page, snapshot, &rows, asked, &found)?,
        Err(error) => page.complaint = Some(error.into()),
    }
    Ok(page)
}

/// The claims that are meant where nothing but a handle was typed, whole or its beginning.
fn meant(snapshot: &Snapshot, rows: &AllRows<'_>, typed: &str) -> Vec<Meant> {
    let typed = typed.trim().trim_start_matches('#');
    let meant = |(_, place): &(u32, u32)| {
        let row = rows.row(*place as usize);
        Some(Meant {
            handle: row.handle()?.into_owned(),
            href: address(snapshot, &row),
            mark: Mark::of(&row.status),
            claim: Words::line(row.claim),
        })
    };
    snapshot.with_handle(typed).iter().take(OTHERS).filter_map(meant).collect()
}

fn fill(
    page: &mut Page,
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    asked: &Asked,
    found: &Found,
) -> Result<(), NotShown> {
    let pages = found.places.len().div_ceil(ROWS).max(1);
    let at = asked.page.clamp(1, pages);
    let first = (at - 1) * ROWS;
    let shown: Vec<usize> = found.places.iter().skip(first).take(ROWS).copied().collect();
    let highlighter = found.highlighter.as_ref();
    // What is read whole is read for its passages alone.
    let opened = match highlighter {
        Some(_) => Some(snapshot.view.open(rows, shown.iter().copied())?),
        None => None,
    };
    let row = |place: &usize| row(snapshot, &rows.row(*place), highlighter.zip(opened.as_ref()));
    page.rows = shown.iter().map(row).collect();
    rows.check()?;
    page.others = found.others.iter().filter_map(|hit| other(snapshot, hit)).take(OTHERS).collect();
    page.instead =
        found.instead.iter().map(|(word, them)| (Words::line(word), Words::line(&them.join(", ")))).collect();
    page.facets = facets(asked, found.counts.clone(), found.all, "/");
    page.all = found.all;
    page.found = found.places.len();
    page.first = first + 1;
    page.newer = (at > 1).then(|| asked.to("/", at - 1));
    page.older = (at < pages).then(|| asked.to("/", at + 1));
    Ok(())
}

fn row(snapshot: &Snapshot, row: &assess::Row<'_>, looked: Option<(&Highlighter, &Opened<'_>)>) -> Row {
    let who: Vec<&str> = row.asserters().into_iter().map(|key| snapshot.names().actor_name(key)).collect();
    let judged = looked.and_then(|(highlighter, opened)| Some((highlighter, opened.claim(row)?)));
    let found = judged.map(|(highlighter, judged)| {
        passages(of_claim(&judged.filed.data), claimbook_index::text::Field::Wording, highlighter)
    });
    Row {
        href: address(snapshot, row),
        mark: Mark::of(&row.status),
        claim: marked(row.claim, looked.map(|(highlighter, _)| highlighter)),
        passages: found.unwrap_or_default(),
        who: Words::line(&who.join(", ")),
        when: row.said.map(|said| Words::line(&When::new(said).in_words())),
        topics: row.topics.iter().map(|topic| Words::line(topic)).collect(),
        stage: row.stage.filter(|stage| *stage != "logged").map(plain),
        public: row.public,
        flags: flags(row),
    }
}

/// The flags of a row.
pub(crate) fn flags(row: &assess::Row<'_>) -> Vec<Flag> {
    let flag = |code: assess::FlagCode| Flag {
        code: plain(code.as_str()),
        summary: code.summary(),
        weakens: code.weakens(),
    };
    row.flags.iter().map(flag).collect()
}

fn other(snapshot: &Snapshot, hit: &Hit) -> Option<Other> {
    let names = snapshot.names();
    let key = hit.path.rsplit('/').next()?.strip_suffix(".yaml")?;
    match hit.of {
        Of::Claim => None,
        Of::Document => {
            let filed = names.document(key).filter(|filed| filed.path == hit.path)?;
            let name = Words::cut(names.document_title(filed.key()), 120);
            Some(Other { kind: "document", name, href: Some(document_address(filed.key())) })
        }
        Of::Actor => {
            let filed = names.actor(key).filter(|filed: &&Filed<_>| filed.path == hit.path)?;
            let by = Asked { by: filed.key().to_owned(), ..Asked::default() };
            Some(Other {
                kind: "speaker",
                name: Words::line(names.actor_name(key)),
                href: Some(by.to("/", 1)),
            })
        }
    }
}
