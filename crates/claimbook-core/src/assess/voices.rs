//! To whom a claim goes back: whoever asserted it in a document, and those on whose word they did.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::circles::groups;
use super::lineage::{Known, Lineage};
use crate::model::{ActorKind, Assertion, Claim, Document};
use crate::workspace::Workspace;

/// Who stands behind a claim in the documents at which lineage ends.
///
/// What was taken back was said all the same: whose word a document gives does not change with it.
#[derive(Debug, Default)]
pub(super) struct Voices<'w> {
    /// By the document at which lineage ends.
    said: HashMap<usize, BTreeSet<&'w str>>,
    /// On whom an actor leans for this claim, followed to the end. Of a circle the first by key stands for all.
    behind: HashMap<&'w str, BTreeSet<&'w str>>,
}

impl<'w> Voices<'w> {
    pub(super) fn of(workspace: &'w Workspace, lineage: &Lineage<'w>, claim: &'w Claim) -> Self {
        let mut voices = Voices { behind: behind(claim), ..Voices::default() };
        for assertion in &claim.assertions {
            let Some(key) = assertion.document.as_deref() else { continue };
            let Some(known) = lineage.known(key) else { continue };
            let Some(document) = lineage.at(key) else { continue };
            let is_copy = known.roots.as_slice() != [document.0];
            let speakers: Vec<&str> = speakers(assertion)
                .into_iter()
                .filter(|speaker| !(is_copy && passes_on(workspace, document.1, speaker)))
                .flat_map(|speaker| voices.on_whose_word(speaker))
                .collect();
            if !speakers.is_empty() {
                for &root in known.roots.iter() {
                    voices.said.entry(root).or_default().extend(speakers.iter().copied());
                }
            }
        }
        voices
    }

    /// The origins at which a lineage ends: who asserted the claim there; where nobody is recorded to have, the publisher, and without
    /// one the document.
    pub(super) fn at(&self, lineage: &Lineage<'w>, known: &Known<'w>) -> BTreeSet<&'w str> {
        let mut origins = BTreeSet::new();
        for root in known.roots.iter() {
            if let Some(said) = self.said.get(root) {
                origins.extend(said);
            } else if let Some(filed) = lineage.document(*root) {
                match filed.data.publisher.as_deref() {
                    Some(publisher) => origins.extend(self.on_whose_word(publisher)),
                    None => {
                        origins.insert(filed.key());
                    }
                }
            }
        }
        origins
    }

    /// Those whose word an actor gives: others where it leans on them, else its own.
    pub(super) fn on_whose_word<'k>(&self, actor: &'k str) -> BTreeSet<&'k str>
    where
        'w: 'k,
    {
        match self.behind.get(actor) {
            Some(behind) => behind.iter().copied().collect(),
            None => BTreeSet::from([actor]),
        }
    }
}

/// Whom an assertion goes back to: those whom the asserter leans on, the body for its spokesman, the asserter; where none of them is
/// recorded, the last who passed it on.
fn speakers(assertion: &Assertion) -> Vec<&str> {
    if !assertion.citing.is_empty() {
        return assertion.citing.iter().map(String::as_str).collect();
    }
    let speaker = assertion.on_behalf_of.as_deref().or(assertion.by.as_deref());
    speaker.or(assertion.through.last().map(String::as_str)).into_iter().collect()
}

/// Whether somebody only passes on what stands in a copy of another document: the copy's publisher, or an outlet.
fn passes_on(workspace: &Workspace, copy: &Document, actor: &str) -> bool {
    let is_outlet = || workspace.actor(actor).is_some_and(|filed| filed.data.kind == Some(ActorKind::Outlet));
    copy.publisher.as_deref() == Some(actor) || is_outlet()
}

/// For each actor that leans on others for a claim, those at the end of that way.
fn behind(claim: &Claim) -> HashMap<&str, BTreeSet<&str>> {
    let mut leans: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for assertion in &claim.assertions {
        let (by, body) = (assertion.by.as_deref(), assertion.on_behalf_of.as_deref());
        if let (Some(by), Some(body)) = (by, body) {
            leans.entry(by).or_default().insert(body);
        }
        if let Some(speaker) = body.or(by) {
            for cited in &assertion.citing {
                leans.entry(speaker).or_default().insert(cited);
            }
        }
    }
    if leans.is_empty() {
        return HashMap::new();
    }
    let actors: BTreeSet<&str> = leans.iter().flat_map(|(by, on)| on.iter().copied().chain([*by])).collect();
    let actors: Vec<&str> = actors.into_iter().collect();
    let place = |actor: &&str| actors.binary_search(actor).ok();
    let next: Vec<Vec<usize>> = actors
        .iter()
        .map(|actor| leans.get(actor).into_iter().flatten().filter_map(place).collect())
        .collect();
    let mut ends: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); actors.len()];
    for group in groups(&next) {
        let mut end: BTreeSet<&str> = BTreeSet::new();
        for &to in group.iter().filter_map(|at| next.get(*at)).flatten() {
            if !group.contains(&to) {
                end.extend(ends.get(to).into_iter().flatten());
            }
        }
        if end.is_empty() {
            // They lean on nobody but each other.
            end.extend(group.iter().filter_map(|at| actors.get(*at)).min());
        }
        for at in group {
            if let Some(known) = ends.get_mut(at) {
                known.clone_from(&end);
            }
        }
    }
    actors.into_iter().zip(ends).filter(|(actor, ends)| *ends != BTreeSet::from([*actor])).collect()
}
