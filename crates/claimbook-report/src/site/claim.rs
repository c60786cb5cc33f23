//! The page of one claim: its card, what stands around it, and the ways to what it has in common with others.

use std::collections::BTreeSet;

use askama::Template;

use super::list::of_status;
use super::shell::Shell;
use super::{Site, SiteError};
use crate::captured::Quoting;
use crate::page::article;
use crate::page::cards::{Card, card};
use crate::page::graph::Graph;
use crate::page::words::Words;
use crate::sheet::{NO_ASSERTER, NO_DOCUMENT};

/// A claim is drawn with so many others.
const AROUND: usize = 24;

#[derive(Template)]
#[template(path = "site/claim.html")]
struct ClaimPage {
    it: Card,
    graph: Option<Graph>,
    ways: Vec<(&'static str, Vec<Way>)>,
}

/// What the claim has in common with those of a list.
struct Way {
    name: Words,
    href: Option<String>,
}

impl Site<'_, '_> {
    pub(super) fn claim(&self, place: usize) -> Result<String, SiteError> {
        let index = &self.index;
        let Some(entry) = index.claims.get(place) else { return Ok(String::new()) };
        let passage = |claim: usize, quoting: Quoting, document: &str| {
            let shown = self.shown.contains(&(claim, quoting));
            let anchor = shown.then(|| article::anchor(index, claim, quoting)).flatten()?;
            Some(index.leading.passage(document, &anchor))
        };
        let it = card(index, place, entry, &self.ties, &passage);
        let body = ClaimPage { it, graph: self.around(place), ways: self.ways(place) }.render()?;
        let claim = &entry.claim.filed.data;
        let mut shell = Shell::new(Words::line(&claim.claim), "Claims");
        shell.dek =
            claim.handle().map(|handle| Words::line(&format!("Claim {handle}"))).into_iter().collect();
        self.shell(shell, &body)
    }

    /// The claims that are tied to one, and how these are tied to each other.
    fn around(&self, place: usize) -> Option<Graph> {
        let others: BTreeSet<usize> = self.ties.others(place).filter(|other| *other != place).collect();
        if others.is_empty() {
            return None;
        }
        let mut drawn: Vec<usize> = others.iter().copied().take(AROUND).chain([place]).collect();
        drawn.sort_unstable();
        let mut graph = Graph::among(&self.index, &drawn);
        graph.left_out += others.len().saturating_sub(AROUND);
        Some(graph)
    }

    fn ways(&self, place: usize) -> Vec<(&'static str, Vec<Way>)> {
        let index = &self.index;
        let Some(entry) = index.claims.get(place) else { return Vec::new() };
        let (claim, workspace) = (&entry.claim.filed.data, index.sheet.workspace);
        let once = |keys: Vec<&str>| {
            let mut known: Vec<String> = Vec::new();
            for key in keys {
                if !known.iter().any(|it| it == key) {
                    known.push(key.to_owned());
                }
            }
            known
        };
        let status = Way {
            name: crate::page::Mark::of(&entry.claim.status).word,
            href: of_status(index, &entry.claim.status),
        };
        let by = once(claim.assertions.iter().filter_map(|it| it.by.as_deref()).collect());
        let mut by: Vec<Way> = by
            .iter()
            .map(|key| Way {
                name: Words::line(workspace.actor_name(key)),
                href: index.leading.asserter(Some(key)),
            })
            .collect();
        if by.is_empty() {
            by.push(Way { name: Words::line(NO_ASSERTER), href: index.leading.asserter(None) });
        }
        let paper = |key: &String| Way {
            name: Words::line(workspace.document_title(key)),
            href: index.leading.document(Some(key)).filter(|_| self.plan.papers.contains(key.as_str())),
        };
        let said = once(claim.assertions.iter().filter_map(|it| it.document.as_deref()).collect());
        let mut said: Vec<Way> = said.iter().map(paper).collect();
        if said.is_empty() {
            said.push(Way { name: Words::line(NO_DOCUMENT), href: index.leading.document(None) });
        }
        let cited = once(claim.active_evidence().filter_map(|it| it.document.as_deref()).collect());
        let cited = cited.iter().map(paper).collect();
        let topics = once(claim.topics.iter().map(String::as_str).collect());
        let topics = topics
            .iter()
            .map(|topic| Way { name: Words::line(topic), href: index.leading.topic(Some(topic)) })
            .collect();
        let ways = [
            ("Status", vec![status]),
            ("Asserted by", by),
            ("Asserted in", said),
            ("Evidence from", cited),
            ("Topics", topics),
        ];
        ways.into_iter().filter(|(_, ways)| !ways.is_empty()).collect()
    }
}
