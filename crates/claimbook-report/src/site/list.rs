//! Lists of claims, in pages, and the directories of asserters, documents and topics.

use askama::Template;
use claimbook_core::assess::Status;

use super::plan::{Kind, PER_PAGE, page_count, page_of, status_list};
use super::shell::Shell;
use super::{Site, SiteError};
use crate::facts::{count, said};
use crate::page::Mark;
use crate::page::index::Index;
use crate::page::leading::{key_file, list_file};
use crate::page::summary::{Row, bar, in_words};
use crate::page::words::{Words, grouped};
use crate::sheet::{NO_TOPIC, asserter, document};

/// The columns of a claim in a list, and of a name.
const CLAIM: usize = 300;
const NAME: usize = 100;

/// A page of a list.
pub(super) struct Listed {
    pub(super) heading: String,
    pub(super) claims: Vec<Listing>,
    pub(super) pager: Pager,
}

/// A claim in a list.
pub(super) struct Listing {
    pub(super) href: String,
    pub(super) mark: Mark,
    pub(super) claim: Words,
    pub(super) shaky: bool,
    pub(super) handle: Option<Words>,
    /// Who said it, and when.
    pub(super) said: Words,
}

/// The ways to the other pages of a list.
pub(super) struct Pager {
    pub(super) newer: Option<String>,
    pub(super) older: Option<String>,
    pub(super) pages: Vec<Turn>,
}

/// A page of a list, or what is left out between two.
pub(super) struct Turn {
    pub(super) number: String,
    /// None for the page itself.
    pub(super) href: Option<String>,
    pub(super) gap: bool,
}

#[derive(Template)]
#[template(path = "site/list.html")]
struct ListPage {
    bar: Vec<crate::page::summary::Piece>,
    says: Words,
    listed: Listed,
}

#[derive(Template)]
#[template(path = "site/directory.html")]
struct Directory {
    name: &'static str,
    rows: Vec<Row>,
    pager: Pager,
}

impl Site<'_, '_> {
    pub(super) fn list(&self, list: usize, page: usize) -> Result<String, SiteError> {
        let Some(list) = self.plan.lists.get(list) else { return Ok(String::new()) };
        let listed = listed(&self.index, &list.claims, page, &|page| list_file(&list.name, page));
        let totals = if list.class.is_some() { Vec::new() } else { totals(&self.index, &list.claims) };
        let body = ListPage { bar: bar(&totals), says: in_words(&totals), listed }.render()?;
        let mut shell = Shell::new(Words::line(&list.title), "Claims");
        shell.dek = vec![Words::line(&claims(list.claims.len())), Words::line("the newest first")];
        self.shell(shell, &body)
    }

    pub(super) fn directory(&self, kind: Kind, page: usize) -> Result<String, SiteError> {
        let (index, plan) = (&self.index, &self.plan);
        let workspace = index.sheet.workspace;
        let row = |name: &str, url: Option<String>, places: &[usize], note: Option<Words>| {
            let totals = totals(index, places);
            Row {
                name: Words::cut(name, NAME),
                url,
                claims: places.len(),
                bar: bar(&totals),
                says: in_words(&totals),
                note,
            }
        };
        let rows: Vec<Row> = match kind {
            Kind::Asserters => page_of(&plan.asserters, page)
                .iter()
                .map(|it| row(asserter(workspace, it.key), index.leading.asserter(it.key), &it.claims, None))
                .collect(),
            Kind::Topics => page_of(&plan.topics, page)
                .iter()
                .map(|it| row(it.key.unwrap_or(NO_TOPIC), index.leading.topic(it.key), &it.claims, None))
                .collect(),
            Kind::Documents => page_of(&plan.documents, page)
                .iter()
                .map(|it| {
                    let cited = (!it.cited.is_empty())
                        .then(|| Words::line(&format!("evidence for or against {}", claims(it.cited.len()))));
                    row(document(workspace, it.key), index.leading.document(it.key), &it.asserted, cited)
                })
                .collect(),
        };
        let (heading, name, none) = match kind {
            Kind::Asserters => ("Who asserted them", "Asserters", "asserter"),
            Kind::Documents => ("Where they were made, and what is evidence", "Documents", "document"),
            Kind::Topics => ("What they are about", "Topics", "topic"),
        };
        let size = plan.size(kind);
        let pager = pager(index, size, page, &|page| list_file(kind.name(), page));
        let body = Directory { name, rows, pager }.render()?;
        let mut shell = Shell::new(Words::line(heading), name);
        shell.dek = vec![Words::line(&match size {
            1 => format!("1 {none}"),
            _ => format!("{} {none}s", grouped(size)),
        })];
        self.shell(shell, &body)
    }
}

pub(super) fn claims(number: usize) -> String {
    match number {
        1 => count(1, "claim", "claims"),
        _ => format!("{} claims", grouped(number)),
    }
}

/// How many of some claims have which status, in the order of reports.
pub(super) fn totals(index: &Index<'_, '_>, places: &[usize]) -> Vec<(Status, usize)> {
    let mut totals: Vec<(Status, usize)> = Vec::new();
    for entry in places.iter().filter_map(|place| index.claims.get(*place)) {
        match totals.iter_mut().find(|(status, _)| *status == entry.claim.status) {
            Some((_, number)) => *number += 1,
            None => totals.push((entry.claim.status.clone(), 1)),
        }
    }
    let place = |status: &Status| index.sheet.report.totals.iter().position(|(other, _)| other == status);
    totals.sort_by_key(|(status, _)| place(status));
    totals
}

/// A page of a list of claims.
pub(super) fn listed(
    index: &Index<'_, '_>,
    places: &[usize],
    page: usize,
    file: &dyn Fn(usize) -> String,
) -> Listed {
    let from = (page - 1) * PER_PAGE;
    let shown = page_of(places, page);
    let heading = match page_count(places.len()) {
        1 => "Claims".to_owned(),
        _ => format!("Claims {} to {}", grouped(from + 1), grouped(from + shown.len())),
    };
    let claims = shown.iter().filter_map(|place| listing(index, *place)).collect();
    Listed { heading, claims, pager: pager(index, places.len(), page, file) }
}

pub(super) fn listing(index: &Index<'_, '_>, place: usize) -> Option<Listing> {
    let entry = index.claims.get(place)?;
    let claim = &entry.claim.filed.data;
    let workspace = index.sheet.workspace;
    let mut by: Vec<&str> = claim.assertions.iter().filter_map(|it| it.by.as_deref()).collect();
    by.dedup();
    let who = match by.as_slice() {
        [] => None,
        [one] => Some(workspace.actor_name(one).to_owned()),
        [one, more @ ..] => Some(format!("{} and {} more", workspace.actor_name(one), more.len())),
    };
    let when = said(claim).map(|when| claimbook_core::model::When::new(when).in_words());
    let said: Vec<String> = who.into_iter().chain(when).collect();
    Some(Listing {
        href: index.leading.card(&entry.id),
        mark: Mark::of(&entry.claim.status),
        claim: Words::cut(&claim.claim, CLAIM),
        shaky: entry.claim.is_shaky(),
        handle: claim.handle().map(|handle| Words::line(&handle)),
        said: Words::cut(&said.join(", "), 120),
    })
}

/// The ways to the first, the last, and the nearest pages.
pub(super) fn pager(
    index: &Index<'_, '_>,
    entries: usize,
    page: usize,
    file: &dyn Fn(usize) -> String,
) -> Pager {
    let last = page_count(entries);
    let href = |page: usize| index.leading.file(&file(page));
    let mut pages = Vec::new();
    let mut before = 0;
    for number in (1..=last).filter(|it| *it == 1 || *it == last || it.abs_diff(page) <= 2) {
        if number > before + 1 {
            pages.push(Turn { number: "…".to_owned(), href: None, gap: true });
        }
        let href = href(number).filter(|_| number != page);
        pages.push(Turn { number: grouped(number), href, gap: false });
        before = number;
    }
    Pager {
        newer: (page > 1).then(|| href(page - 1)).flatten(),
        older: (page < last).then(|| href(page + 1)).flatten(),
        pages,
    }
}

/// The file of a page of what has this key.
pub(super) fn keyed<'k>(kind: Kind, key: Option<&'k str>) -> impl Fn(usize) -> String + use<'k> {
    move |page| key_file(kind.name(), key, page)
}

/// The file of a status's list.
pub(super) fn of_status(index: &Index<'_, '_>, status: &Status) -> Option<String> {
    index.leading.list(&status_list(status.as_str()))
}
