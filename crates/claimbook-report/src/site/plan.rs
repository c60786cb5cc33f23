//! Which files a site has. What is listed is cut into pages of bounded size.

use std::collections::{BTreeMap, HashSet};

use claimbook_core::assess::Tally;

use super::search::Search;
use crate::captured::Texts;
use crate::page::index::Index;
use crate::page::leading::{claim_file, file_name, key_file, list_file};

/// So many claims, asserters, documents or topics are on a page.
pub(super) const PER_PAGE: usize = 200;

/// A file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job {
    Front,
    Claim(usize),
    List { list: usize, page: usize },
    Asserter { number: usize, page: usize },
    Document { number: usize, page: usize },
    Topic { number: usize, page: usize },
    Directory { kind: Kind, page: usize },
    Words(usize),
    Claims(usize),
    Style,
    Script,
}

impl Job {
    pub(super) fn is_document(self) -> bool {
        matches!(self, Job::Document { .. })
    }
}

/// What directories there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Asserters,
    Documents,
    Topics,
}

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Asserters, Kind::Documents, Kind::Topics];

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Asserters => "asserters",
            Kind::Documents => "documents",
            Kind::Topics => "topics",
        }
    }
}

/// A list of claims.
pub(super) struct List {
    /// In the names of its files.
    pub(super) name: String,
    pub(super) title: String,
    /// The class of its status, where it is the list of one.
    pub(super) class: Option<&'static str>,
    pub(super) claims: Vec<usize>,
}

/// A document, and the claims that name it.
pub(super) struct Paper<'s> {
    pub(super) key: Option<&'s str>,
    /// Those that were asserted in it.
    pub(super) asserted: Vec<usize>,
    /// Those that it is evidence for or against.
    pub(super) cited: Vec<usize>,
}

/// What a site has.
pub(super) struct Plan<'s> {
    claims: Vec<String>,
    pub(super) lists: Vec<List>,
    pub(super) asserters: Vec<Named<'s>>,
    pub(super) topics: Vec<Named<'s>>,
    pub(super) documents: Vec<Paper<'s>>,
    /// The keys of those.
    pub(super) papers: HashSet<&'s str>,
}

/// Claims that have an asserter or a topic in common.
pub(super) struct Named<'s> {
    pub(super) key: Option<&'s str>,
    pub(super) claims: Vec<usize>,
}

impl<'s> Plan<'s> {
    pub(super) fn of<'w: 's>(index: &Index<'s, 'w>, texts: &'s Texts<'s, 'w>) -> Self {
        let report = &index.sheet.report;
        let documents = documents(index, texts);
        Plan {
            claims: index.claims.iter().map(|entry| entry.id.clone()).collect(),
            lists: lists(index),
            asserters: report.asserters.iter().map(named).collect(),
            topics: report.topics.iter().map(named).collect(),
            papers: documents.iter().filter_map(|it| it.key).collect(),
            documents,
        }
    }

    /// Every file with its path.
    pub(super) fn jobs(&self, search: &Search) -> Vec<(String, Job)> {
        let mut jobs = vec![
            ("index.html".to_owned(), Job::Front),
            ("style.css".to_owned(), Job::Style),
            ("script.js".to_owned(), Job::Script),
        ];
        let claims = self.claims.iter().enumerate();
        jobs.extend(claims.map(|(place, id)| (claim_file(id), Job::Claim(place))));
        for (list, it) in self.lists.iter().enumerate() {
            let page = |page: usize| (list_file(&it.name, page), Job::List { list, page });
            jobs.extend(pages(it.claims.len()).map(page));
        }
        for (number, it) in self.asserters.iter().enumerate() {
            let page = |page: usize| (key_file("asserters", it.key, page), Job::Asserter { number, page });
            jobs.extend(pages(it.claims.len()).map(page));
        }
        for (number, it) in self.topics.iter().enumerate() {
            let page = |page: usize| (key_file("topics", it.key, page), Job::Topic { number, page });
            jobs.extend(pages(it.claims.len()).map(page));
        }
        for (number, it) in self.documents.iter().enumerate() {
            let page = |page: usize| (key_file("documents", it.key, page), Job::Document { number, page });
            jobs.extend(pages(it.asserted.len()).map(page));
        }
        for kind in Kind::ALL {
            let page = |page: usize| (list_file(kind.name(), page), Job::Directory { kind, page });
            jobs.extend(pages(self.size(kind)).map(page));
        }
        jobs.extend((0..search.pieces()).map(|at| (format!("search/words/{at}.js"), Job::Words(at))));
        jobs.extend((0..search.blocks()).map(|at| (format!("search/claims/{at}.js"), Job::Claims(at))));
        jobs
    }

    /// How many entries a directory has.
    pub(super) fn size(&self, kind: Kind) -> usize {
        match kind {
            Kind::Asserters => self.asserters.len(),
            Kind::Documents => self.documents.len(),
            Kind::Topics => self.topics.len(),
        }
    }
}

/// The numbers of the pages that so many entries take: at least one.
fn pages(entries: usize) -> impl Iterator<Item = usize> {
    1..=page_count(entries)
}

pub(super) fn page_count(entries: usize) -> usize {
    entries.div_ceil(PER_PAGE).max(1)
}

/// The entries of a page.
pub(super) fn page_of<T>(entries: &[T], page: usize) -> &[T] {
    let from = page.saturating_sub(1) * PER_PAGE;
    entries.get(from..entries.len().min(from + PER_PAGE)).unwrap_or_default()
}

fn named<'s>(tally: &Tally<'s>) -> Named<'s> {
    Named { key: tally.key, claims: places(tally) }
}

fn places(tally: &Tally<'_>) -> Vec<usize> {
    tally.claims.iter().map(|place| *place as usize).collect()
}

/// The name of a status's list.
pub(super) fn status_list(status: &str) -> String {
    format!("status-{}", file_name(&status.replace('_', "-")))
}

fn lists(index: &Index<'_, '_>) -> Vec<List> {
    let report = &index.sheet.report;
    let mut lists = vec![List {
        name: "all".to_owned(),
        title: "All claims".to_owned(),
        class: None,
        claims: (0..index.claims.len()).collect(),
    }];
    for (name, title, claims) in
        [("open", "Open claims", report.open()), ("shaky", "Shaky claims", report.shaky())]
    {
        let list = List { name: name.to_owned(), title: title.to_owned(), class: None, claims };
        lists.extend((!list.claims.is_empty()).then_some(list));
    }
    lists.extend(report.by_status().into_iter().map(|(status, claims)| {
        let mark = crate::page::Mark::of(&status);
        List {
            name: status_list(status.as_str()),
            title: format!("Claims: {}", mark.word),
            class: Some(mark.class),
            claims,
        }
    }));
    lists
}

/// The documents that claims were asserted in, the most first, then those that are evidence alone, by key.
fn documents<'s, 'w: 's>(index: &Index<'s, 'w>, texts: &'s Texts<'s, 'w>) -> Vec<Paper<'s>> {
    let mut cited: BTreeMap<&'s str, Vec<usize>> = BTreeMap::new();
    for (place, entry) in index.claims.iter().enumerate() {
        let entry: &'s claimbook_core::model::Claim = &entry.claim.filed.data;
        for key in entry.active_evidence().filter_map(|line| line.document.as_deref()) {
            let claims = cited.entry(key).or_default();
            if claims.last() != Some(&place) {
                claims.push(place);
            }
        }
    }
    let tallies = index.sheet.report.documents.iter();
    let mut documents: Vec<Paper<'s>> = tallies
        .map(|tally| Paper {
            key: tally.key,
            asserted: places(tally),
            cited: tally.key.and_then(|key| cited.remove(key)).unwrap_or_default(),
        })
        .collect();
    let known: HashSet<&str> = documents.iter().filter_map(|it| it.key).collect();
    let more = texts.keys().iter().filter(|key| !known.contains(*key));
    for key in more {
        cited.entry(key).or_default();
    }
    documents.extend(cited.into_iter().map(|(key, cited)| Paper {
        key: Some(key),
        asserted: Vec::new(),
        cited,
    }));
    documents
}
