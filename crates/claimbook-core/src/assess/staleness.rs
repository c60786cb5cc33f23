//! Verdicts that rest on what has changed.
//!
//! Each verdict that stands (every one where several stand side by side), on the claim and on whether an assertion was made, is
//! compared with what it saw: the wording, the figures, each evidence line that it considered, each quoted passage. Evidence that came
//! later is no change of what it saw. A verdict that does not say what it saw, because it was typed by hand, is never stale.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::judgement::Working;
use super::quoted::{Looked, Place, secrets};
use super::saw::saw_where;
use super::{Flag, FlagCode, standing};
use crate::model::{Claim, Evidence, Quote, Saw, Verdict, When};
use crate::quote::Resolved;
use crate::workspace::Workspace;
use crate::yaml::Route;

pub(super) fn judge(workspace: &Workspace, looked: &[Looked<'_>], working: &mut Working) {
    let flags: Vec<(usize, Vec<Flag>)> = workspace
        .claims
        .par_iter()
        .enumerate()
        .filter(|(_, filed)| filed.data.verdicts.iter().any(|verdict| verdict.saw.is_some()))
        .map(|(claim, filed)| {
            let from = looked.partition_point(|one| one.claim < claim);
            let to = looked.partition_point(|one| one.claim <= claim);
            let looked = looked.get(from..to).unwrap_or_default();
            (claim, stale(workspace, &filed.data, looked))
        })
        .collect();
    for (claim, flags) in flags {
        for flag in flags {
            working.add(claim, flag);
        }
    }
}

/// What changed since a verdict, as parts of a sentence, with the records that they name.
///
/// [`since`] works it out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Since {
    /// Since when: `Since kim marked it confirmed on 23 November 2024`.
    pub given: String,
    /// `the wording of the claim has changed` …
    pub changes: Vec<String>,
    /// Ids of assertions and evidence lines, keys of documents; each once.
    pub records: Vec<String>,
}

impl Since {
    fn add(&mut self, change: String, records: &[&str]) {
        self.changes.push(change);
        self.touch(records.iter().map(|record| (*record).to_owned()));
    }

    fn touch(&mut self, records: impl IntoIterator<Item = String>) {
        for record in records {
            if !self.records.contains(&record) {
                self.records.push(record);
            }
        }
    }
}

/// What changed of what a verdict on the claim at this path saw. Nothing, where it does not say what it saw.
pub fn since(workspace: &Workspace, path: &str, verdict: &Verdict) -> Since {
    let Some(filed) = workspace.claim_at(path) else { return Since::default() };
    let looked = super::quoted::look_up_in(workspace, filed);
    let looked = looked.iter().map(|one| (one.quoted.place(), one)).collect();
    Since { given: given(verdict), ..changes(workspace, &filed.data, verdict, &looked) }
}

fn stale(workspace: &Workspace, claim: &Claim, looked: &[Looked<'_>]) -> Vec<Flag> {
    let looked: BTreeMap<Place, &Looked<'_>> = looked.iter().map(|one| (one.quoted.place(), one)).collect();
    let questions: BTreeSet<Option<&str>> =
        claim.verdicts.iter().map(|verdict| verdict.of.as_deref()).collect();
    let mut flags = Vec::new();
    for of in questions {
        for verdict in standing::heads(claim, of) {
            let since = changes(workspace, claim, verdict, &looked);
            if since.changes.is_empty() {
                continue;
            }
            let says = format!("{}, {}.", given(verdict), since.changes.join("; "));
            let mut records: Vec<String> = verdict.id.iter().chain(&verdict.of).cloned().collect();
            records.extend(since.records.into_iter().filter(|record| verdict.of.as_ref() != Some(record)));
            let place = claim.verdicts.iter().position(|other| std::ptr::eq(other, verdict));
            let flag = Flag::new(FlagCode::Stale, says, records);
            flags.push(match place {
                Some(place) => flag.at(Route::from("verdicts").index(place)),
                None => flag,
            });
        }
    }
    flags
}

/// Which verdict it was: `Since kim marked it confirmed on 23 November 2024`.
fn given(verdict: &Verdict) -> String {
    let day = verdict.at.as_ref().and_then(|at| at.date());
    let day = day.map(|day| format!(" on {}", When::new(day).in_words())).unwrap_or_default();
    let word = &verdict.verdict;
    match (&verdict.of, verdict.by.as_deref()) {
        (None, Some(by)) => format!("Since {by} marked it {word}{day}"),
        (None, None) => format!("Since it was marked {word}{day}"),
        (Some(of), Some(by)) => format!("Since {by} marked that {of} was said as {word}{day}"),
        (Some(of), None) => format!("Since it was marked as {word}{day} that {of} was said"),
    }
}

/// What changed since a verdict, without when that was given.
fn changes(
    workspace: &Workspace,
    claim: &Claim,
    verdict: &Verdict,
    looked: &BTreeMap<Place, &Looked<'_>>,
) -> Since {
    let mut since = Since::default();
    let Some(saw) = &verdict.saw else { return since };
    let mut considered: Vec<String> = saw.evidence.keys().cloned().collect();
    // Another program may have written down a line's passage and not the line. By hand, an assertion may have a line's id.
    let asserted = |id: &&String| claim.assertions.iter().any(|one| one.id.as_ref() == Some(id));
    considered
        .extend(saw.passages.keys().filter(|id| !saw.evidence.contains_key(*id) && !asserted(id)).cloned());
    let now = saw_where(claim, &considered, |of| looked.get(&of.place).and_then(|one| one.stands.clone()));
    if saw.claim.is_some() && saw.claim != now.claim {
        since.add(format!("the wording of the claim has changed: it is now “{}”", claim.claim.trim()), &[]);
    }
    match (&saw.quantities, &now.quantities) {
        (Some(_), None) => since.add("its figures were taken out".to_owned(), &[]),
        (None, Some(_)) if saw.claim.is_some() => since.add("figures were added".to_owned(), &[]),
        (Some(was), Some(is)) if was != is => since.add(figures(claim), &[]),
        _ => {}
    }
    for (id, was) in &saw.evidence {
        let place = claim.evidence.iter().position(|line| line.id.as_ref() == Some(id));
        match place.and_then(|place| claim.evidence.get(place)) {
            None => since.add(format!("evidence line {id}, which it considered, is gone"), &[id]),
            Some(line) if now.evidence.get(id) != Some(was) => {
                since.add(line_changed(id, line), &[id]);
                since.touch(secrets(workspace, claim, (true, place.unwrap_or(0), 0)));
            }
            Some(_) => {}
        }
    }
    for (id, was) in &saw.passages {
        passage(workspace, claim, looked, saw, (id, was, now.passages.get(id)), &mut since);
    }
    since
}

fn figures(claim: &Claim) -> String {
    let phrases: Vec<String> = claim
        .quantities
        .iter()
        .filter_map(|one| one.phrase.as_deref())
        .map(|one| format!("“{one}”"))
        .collect();
    if phrases.is_empty() {
        "its figures have changed".to_owned()
    } else {
        format!("its figures have changed: they are now {}", phrases.join(", "))
    }
}

fn line_changed(id: &str, line: &Evidence) -> String {
    match &line.retracted {
        Some(retracted) => {
            let by = retracted.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
            let because = retracted.because.as_deref().map(str::trim).filter(|because| !because.is_empty());
            let because = because.map(|because| format!(" (“{because}”)")).unwrap_or_default();
            format!("evidence line {id} was taken back{by}{because}")
        }
        None => format!("evidence line {id} has changed"),
    }
}

/// What changed of one quoted passage.
fn passage(
    workspace: &Workspace,
    claim: &Claim,
    looked: &BTreeMap<Place, &Looked<'_>>,
    saw: &Saw,
    (id, was, now): (&str, &String, Option<&String>),
    since: &mut Since,
) {
    if now == Some(was) {
        return;
    }
    let is_it = |other: &Option<String>| other.as_deref() == Some(id);
    let assertion = claim.assertions.iter().position(|one| is_it(&one.id));
    let line = claim.evidence.iter().position(|one| is_it(&one.id));
    let (place, document, quotes): (_, Option<&str>, &[Quote]) = match (assertion, line) {
        (Some(at), _) => {
            let one = claim.assertions.get(at);
            ((false, at), one.and_then(|one| one.document.as_deref()), one.map_or(&[], |one| &one.quote))
        }
        (None, Some(at)) => {
            let one = claim.evidence.get(at);
            ((true, at), one.and_then(|one| one.document.as_deref()), one.map_or(&[], |one| &one.quote))
        }
        (None, None) => {
            // A line that is gone was said to be.
            if !saw.evidence.contains_key(id) {
                since.add(format!("assertion {id} is gone"), &[id]);
            }
            return;
        }
    };
    since.touch(secrets(workspace, claim, (place.0, place.1, 0)));
    if quotes.is_empty() {
        since.add(format!("{id} no longer quotes anything"), &[id]);
        return;
    }
    let parts: Vec<&Looked<'_>> =
        (0..quotes.len()).filter_map(|part| looked.get(&(place.0, place.1, part)).copied()).collect();
    let edited: Vec<&Looked<'_>> = parts.iter().copied().filter(|one| one.stands.is_some()).collect();
    let (Some(document), false) = (document, edited.is_empty()) else {
        let words: Vec<String> = quotes.iter().filter_map(|one| one.exact.clone()).collect();
        since.add(format!("what {id} quotes has changed: it is now “{}”", words.join(" … ")), &[id]);
        return;
    };
    let title = workspace.document_title(document);
    for one in edited {
        let text = format!("the captured text of “{title}” has changed where {id} quotes it");
        let reads = match (&one.now, &one.sentence) {
            (Some(Resolved::Changed(_)), Some(sentence)) => format!("it now reads “{sentence}”"),
            _ => {
                let exact = one.quoted.quote.exact.as_deref().unwrap_or_default();
                format!("it no longer has “{}”", exact.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        };
        since.add(format!("{text}: {reads}"), &[id, document]);
    }
}

#[cfg(test)]
#[path = "staleness_tests.rs"]
mod tests;
