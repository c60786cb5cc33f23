//! How many origins the evidence for and against a claim has. Lineage can show that two documents share an origin;
//! it can never show that two origins are independent: that is a person's finding, with a reason (`attested`).

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::judgement::Working;
use super::lineage::{Known, Lineage};
use super::provenance::flags;
use super::voices::Voices;
use crate::model::{Attestation, Claim, Direction, Evidence};
use crate::workspace::{Filed, Workspace};

/// The origins of a claim's active evidence, on each side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Of what speaks for it.
    pub supports: Side,
    /// Of what speaks against it.
    pub refutes: Side,
}

/// The origins of the evidence on one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// How many active evidence lines there are.
    pub lines: usize,
    /// The origins that are named, by key, sorted: bodies and people, and documents where nobody stands behind them.
    pub named: Vec<String>,
    /// How many of them count as independent of each other: one where there is any, more where somebody attested it.
    pub attested: usize,
    /// Documents whose lineage nobody recorded, by key, sorted: they add no origin.
    pub unrecorded: Vec<String>,
    /// Documents that cite each other in a circle with no beginning, by key, sorted: they add no origin.
    pub circular: Vec<String>,
}

impl Origins {
    /// The side that evidence of this direction is on; context is on none.
    pub fn side(&self, direction: &Direction) -> Option<&Side> {
        match direction {
            Direction::Supports => Some(&self.supports),
            Direction::Refutes => Some(&self.refutes),
            Direction::Context | Direction::Unknown(_) => None,
        }
    }
}

impl Side {
    /// The best credibility that a line on this side may carry (STANAG 2511): 1, confirmed by other sources, needs a
    /// second origin that somebody attested to be independent.
    pub fn best_credibility(&self) -> i64 {
        if self.attested >= 2 { 1 } else { 2 }
    }
}

pub(super) fn judge(workspace: &Workspace, working: &mut Working) {
    let lineage = Lineage::of(workspace);
    let judge = |filed: &Filed<Claim>| {
        let claim = &filed.data;
        let withdrawn = || claim.assertions.iter().any(|assertion| assertion.withdrawn.is_some());
        if claim.evidence.is_empty() && !withdrawn() {
            return None;
        }
        let view = View::of(workspace, &lineage, claim);
        let origins =
            Origins { supports: view.side(&Direction::Supports), refutes: view.side(&Direction::Refutes) };
        let mut found = Vec::new();
        flags(&view, &origins, &mut |flag| found.push(flag));
        Some((origins, found))
    };
    let judged: Vec<_> = workspace.claims.par_iter().map(judge).collect();
    for (place, (origins, flags)) in judged.into_iter().enumerate().filter_map(|(at, it)| Some((at, it?))) {
        flags.into_iter().for_each(|flag| working.add(place, flag));
        if let Some(known) = working.origins.get_mut(place) {
            *known = origins;
        }
    }
}

/// One claim, seen with the lineage of all documents.
pub(crate) struct View<'v, 'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) lineage: &'v Lineage<'w>,
    pub(super) claim: &'w Claim,
    voices: Voices<'w>,
    /// What the active lines for and against rest on, in the order of the file.
    pub(super) passages: Vec<Passage<'v, 'w>>,
}

/// A document that a line of evidence comes from.
pub(super) struct Passage<'v, 'w> {
    pub(super) place: usize,
    pub(super) line: &'w Evidence,
    pub(super) key: &'w str,
    /// `None` where it has no record.
    pub(super) known: Option<&'v Known<'w>>,
}

/// The documents that a line's passage comes from: what it says itself, else its document.
fn sources(line: &Evidence) -> impl Iterator<Item = &str> {
    let own = line.document.as_deref().filter(|_| line.from.is_empty());
    line.from.iter().map(String::as_str).chain(own)
}

impl<'v, 'w> View<'v, 'w> {
    pub(crate) fn of(workspace: &'w Workspace, lineage: &'v Lineage<'w>, claim: &'w Claim) -> Self {
        let mut passages = Vec::with_capacity(claim.evidence.len());
        for (place, line) in claim.evidence.iter().enumerate() {
            let counts = matches!(line.direction, Some(Direction::Supports | Direction::Refutes));
            if line.retracted.is_none() && counts {
                let known = |key| Passage { place, line, key, known: lineage.known(key) };
                passages.extend(sources(line).map(known));
            }
        }
        // Who said it matters only where there is evidence that it could be the origin of.
        let voices =
            if passages.is_empty() { Voices::default() } else { Voices::of(workspace, lineage, claim) };
        View { workspace, lineage, claim, voices, passages }
    }

    /// The origins that are named on one side.
    pub(crate) fn named(&self, direction: &Direction) -> Vec<String> {
        self.side(direction).named
    }

    /// The active lines on one side.
    pub(super) fn lines(&self, direction: &Direction) -> impl Iterator<Item = (usize, &'w Evidence)> {
        let direction = direction.clone();
        let lines = self.claim.evidence.iter().enumerate();
        lines.filter(move |(_, line)| line.retracted.is_none() && line.direction.as_ref() == Some(&direction))
    }

    fn side(&self, direction: &Direction) -> Side {
        let mut side = Side::default();
        let (mut named, mut unrecorded, mut circular) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        side.lines = self.lines(direction).count();
        for passage in &self.passages {
            if passage.line.direction.as_ref() != Some(direction) {
                continue;
            }
            match passage.known {
                Some(known) if known.endless => circular.insert(passage.key),
                Some(known) if known.gap.is_none() => false,
                _ => unrecorded.insert(passage.line.document.as_deref().unwrap_or(passage.key)),
            };
            named.extend(passage.known.into_iter().flat_map(|known| self.voices.at(self.lineage, known)));
        }
        side.attested = self.attested(&named);
        let owned = |keys: BTreeSet<&str>| keys.into_iter().map(str::to_owned).collect();
        (side.named, side.unrecorded, side.circular) = (owned(named), owned(unrecorded), owned(circular));
        side
    }

    /// The origins that a document leads to.
    pub(super) fn origins_of(&self, document: &str) -> BTreeSet<&'w str> {
        self.lineage
            .known(document)
            .into_iter()
            .flat_map(|known| self.voices.at(self.lineage, known))
            .collect()
    }

    /// How many of these origins one attestation names beside each other; entries that lead to the same origin count once.
    fn attested(&self, named: &BTreeSet<&'w str>) -> usize {
        let beside = |attestation: &Attestation| {
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            let mut count = 0;
            for entry in &attestation.origins {
                let new: Vec<&str> = self
                    .meant(entry)
                    .into_iter()
                    .filter_map(|origin| named.get(origin).copied())
                    .filter(|origin| !seen.contains(origin))
                    .collect();
                count += usize::from(!new.is_empty());
                seen.extend(new);
            }
            count
        };
        let most = self.claim.attested.iter().map(beside).max().unwrap_or_default();
        most.max(usize::from(!named.is_empty()))
    }

    /// The origins that somebody means by a key: those of a document, or the actor itself.
    pub(crate) fn meant<'k>(&self, key: &'k str) -> BTreeSet<&'k str>
    where
        'w: 'k,
    {
        match self.lineage.known(key) {
            Some(_) => self.origins_of(key),
            None => self.voices.on_whose_word(key),
        }
    }
}

impl Side {
    /// `1 origin (Pentagon), 2 of unrecorded lineage`; `None` where there is no evidence. That origins are independent is never
    /// said but where somebody attested it.
    pub fn in_words(&self, workspace: &Workspace) -> Option<String> {
        if self.lines == 0 {
            return None;
        }
        let names = names(workspace, &self.named);
        let mut words = match self.named.len() {
            0 => "no named origin".to_owned(),
            1 => format!("1 origin ({names})"),
            many => {
                let independent = match self.attested {
                    all if all == many => "attested to be independent".to_owned(),
                    0 | 1 => "independence not established".to_owned(),
                    some => format!("{some} of them attested to be independent"),
                };
                format!("{many} origins ({names}), {independent}")
            }
        };
        for (keys, what) in
            [(&self.unrecorded, "of unrecorded lineage"), (&self.circular, "citing each other in a circle")]
        {
            if !keys.is_empty() {
                words.push_str(&format!(", {} {what}", keys.len()));
            }
        }
        Some(words)
    }
}

/// The names of origins: actors, or documents where nobody stands behind them.
pub(crate) fn names(workspace: &Workspace, keys: &[String]) -> String {
    let name = |key: &String| match workspace.actor(key) {
        Some(_) => workspace.actor_name(key).to_owned(),
        None => workspace.document_title(key).to_owned(),
    };
    keys.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
