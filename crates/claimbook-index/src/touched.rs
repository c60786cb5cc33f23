//! What a change touches: the claims about which something else may follow now, and those that have to be read with them so that the
//! same follows about them as in the whole workspace.
//!
//! Both lean to the safe side: a claim too many costs a little time, a claim too few would be a wrong answer.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use claimbook_core::model::Document;
use claimbook_core::workspace::Filed;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::entry::Ties;

/// Of a document with more claims than this, those with lost quotes are looked at together: they share what may be spent on looking for
/// them.
const MOST_ALONE: usize = 20;

/// What changed, as keys and ids; of a claim, a document or an actor what it was and what it is now.
#[derive(Debug, Default)]
pub(crate) struct Changed<'a> {
    /// Files of claims that changed or are new, and claims on which something falls due.
    pub(crate) paths: HashSet<&'a str>,
    /// The ties of claims that changed, before and after.
    pub(crate) ties: Vec<Ties<'a>>,
    pub(crate) documents: HashSet<&'a str>,
    pub(crate) actors: HashSet<&'a str>,
}

/// A claim, as far as it is tied to anything.
#[derive(Debug)]
pub(crate) struct Tied<'a> {
    pub(crate) path: &'a str,
    pub(crate) ties: Ties<'a>,
}

/// Claims, by their places.
type Places = BTreeSet<usize>;
type Keys<'k> = HashSet<&'k str, RandomState>;
type Leads<'c> = HashMap<&'c str, Vec<usize>, RandomState>;

/// What leads from one claim to another. Few claims rest on others: only of these there are tables; for all else the claims are gone
/// through.
struct Ways<'c> {
    claims: &'c [Tied<'c>],
    /// Of the ids that a claim rests on or is a part of, or that changed.
    by_id: Leads<'c>,
    /// The claims that rest on the one with this id.
    resting: Leads<'c>,
    /// The parts of the one with this id.
    parts: Leads<'c>,
}

impl<'c> Ways<'c> {
    fn of(claims: &'c [Tied<'c>], changed: &'c Changed<'_>) -> Self {
        let mut ways =
            Ways { claims, by_id: Leads::default(), resting: Leads::default(), parts: Leads::default() };
        for (place, claim) in claims.iter().enumerate() {
            for (map, ids) in
                [(&mut ways.resting, &claim.ties.rests_on), (&mut ways.parts, &claim.ties.part_of)]
            {
                ids.iter().for_each(|id| map.entry(id.as_ref()).or_default().push(place));
            }
        }
        let of_changed =
            changed.ties.iter().flat_map(|ties| ties.id.iter().chain(&ties.part_of)).map(Cow::as_ref);
        let mut wanted: Keys<'_> = of_changed.collect();
        wanted.extend(ways.resting.keys().chain(ways.parts.keys()));
        ways.by_id = ways.with(&wanted, |ties| ties.id.as_deref().into_iter());
        ways
    }

    /// The claims that have one of these keys, by key.
    fn with<I: Iterator<Item = &'c str>>(
        &self,
        keys: &Keys<'_>,
        of: impl Fn(&'c Ties<'c>) -> I + Sync,
    ) -> Leads<'c> {
        if keys.is_empty() {
            return Leads::default();
        }
        let claims = self.claims.par_iter().enumerate();
        let found: Vec<(&'c str, usize)> = claims
            .flat_map_iter(|(place, claim)| {
                of(&claim.ties).filter(|key| keys.contains(key)).map(move |key| (key, place))
            })
            .collect();
        let mut leads = Leads::default();
        found.into_iter().for_each(|(key, place)| leads.entry(key).or_default().push(place));
        leads
    }

    fn on_documents(&self, keys: &Keys<'_>) -> Leads<'c> {
        self.with(keys, |ties| ties.documents.iter().copied())
    }

    fn with_measures<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> Leads<'c> {
        let keys: Keys<'k> = ties.flat_map(|ties| &ties.measures).map(Cow::as_ref).collect();
        self.with(&keys, |ties| ties.measures.iter().map(Cow::as_ref))
    }

    /// The claims with a lost quote of those documents, of all that these claims name, whose claims are looked at together.
    fn crowds<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> impl Iterator<Item = usize> {
        let keys: Keys<'k> = ties.flat_map(|ties| ties.documents.iter().copied()).collect();
        let crowds = self.on_documents(&keys).into_values().filter(|claims| claims.len() > MOST_ALONE);
        crowds.flatten().filter(|place| self.ties(*place).is_some_and(|ties| ties.lost_quotes))
    }

    fn ties(&self, place: usize) -> Option<&'c Ties<'c>> {
        self.claims.get(place).map(|claim| &claim.ties)
    }
}

/// What a change touches.
pub(crate) struct Touched {
    /// Something else may follow about these.
    pub(crate) affected: Vec<usize>,
    /// These, and what they rest on: to be read with all that they name.
    pub(crate) needed: Vec<usize>,
    /// Those that have to be read beside them, for what stands in their own files.
    pub(crate) beside: Vec<usize>,
}

/// What `changed` touches among the claims as they are now. `documents` are those of the workspace as they are now.
pub(crate) fn touched(claims: &[Tied<'_>], documents: &[Filed<Document>], changed: &Changed<'_>) -> Touched {
    let ways = Ways::of(claims, changed);
    let affected = affected(&ways, documents, changed);
    let (needed, beside) = needed(&ways, &affected);
    let list = |places: Places| places.into_iter().collect();
    Touched { affected: list(affected), needed: list(needed), beside: list(beside) }
}

fn affected(ways: &Ways<'_>, documents: &[Filed<Document>], changed: &Changed<'_>) -> Places {
    let mut affected = Places::new();
    let that = |fits: &(dyn Fn(&Tied<'_>) -> bool + Sync)| -> Vec<usize> {
        let claims = ways.claims.par_iter().enumerate().filter(|(_, claim)| fits(claim));
        claims.map(|(place, _)| place).collect()
    };
    if !changed.paths.is_empty() {
        affected.extend(that(&|claim| changed.paths.contains(claim.path)));
    }
    affected.extend(ways.with_measures(changed.ties.iter()).into_values().flatten());
    affected.extend(ways.crowds(changed.ties.iter()));
    let mut ids: Vec<&str> = Vec::new();
    for ties in &changed.ties {
        affected.extend(at(&ways.by_id, &ties.part_of));
        affected.extend(ties.id.iter().filter_map(|id| ways.by_id.get(id.as_ref())).flatten());
        ids.extend(ties.id.as_deref());
    }
    let keys: Keys<'_> = with_descendants(documents, changed).into_iter().collect();
    affected.extend(ways.on_documents(&keys).into_values().flatten());
    if !changed.actors.is_empty() {
        affected.extend(that(&|claim| claim.ties.actors.iter().any(|key| changed.actors.contains(key))));
    }
    // What rests on one of them is affected, too, and the whole of which one is a part.
    let mut queue: Vec<usize> = affected.iter().copied().collect();
    let onward = |ids: &[&str], affected: &mut Places, queue: &mut Vec<usize>| {
        for place in ids.iter().filter_map(|id| ways.resting.get(id)).flatten() {
            if affected.insert(*place) {
                queue.push(*place);
            }
        }
    };
    onward(&ids, &mut affected, &mut queue);
    while let Some(place) = queue.pop() {
        let Some(ties) = ways.ties(place) else { continue };
        onward(&ties.id.as_deref().into_iter().collect::<Vec<_>>(), &mut affected, &mut queue);
        for whole in at(&ways.by_id, &ties.part_of) {
            if affected.insert(whole) {
                queue.push(whole);
            }
        }
    }
    affected
}

/// The documents that changed or whose publisher did, and all that come from one of them, however far.
fn with_descendants<'k>(documents: &'k [Filed<Document>], changed: &Changed<'k>) -> HashSet<&'k str> {
    let mut keys = changed.documents.clone();
    let by_changed = |filed: &&Filed<Document>| {
        filed.data.publisher.as_deref().is_some_and(|publisher| changed.actors.contains(publisher))
    };
    keys.extend(documents.iter().filter(by_changed).map(Filed::key));
    if keys.is_empty() {
        return keys;
    }
    let mut children: HashMap<&str, Vec<&str>> = HashMap::new();
    for filed in documents {
        for parent in filed.data.derived_from.iter().filter_map(|from| from.document.as_deref()) {
            children.entry(parent).or_default().push(filed.key());
        }
    }
    let mut queue: Vec<&str> = keys.iter().copied().collect();
    while let Some(key) = queue.pop() {
        for child in children.get(key).into_iter().flatten() {
            if keys.insert(child) {
                queue.push(child);
            }
        }
    }
    keys
}

/// What has to be read so that the same follows about `affected`: what they rest on, however far; and beside these the claims with a
/// figure for the same, and those that share a crowded document.
fn needed(ways: &Ways<'_>, affected: &Places) -> (Places, Places) {
    let mut needed = affected.clone();
    let mut queue: Vec<usize> = affected.iter().copied().collect();
    while let Some(place) = queue.pop() {
        let Some(ties) = ways.ties(place) else { continue };
        let parts = ties.id.iter().filter_map(|id| ways.parts.get(id.as_ref())).flatten().copied();
        for premise in at(&ways.by_id, &ties.rests_on).chain(parts) {
            if needed.insert(premise) {
                queue.push(premise);
            }
        }
    }
    let ties =
        |places: &Places| -> Vec<&Ties<'_>> { places.iter().filter_map(|place| ways.ties(*place)).collect() };
    let mut beside: Places = ways.crowds(ties(&needed).into_iter()).collect();
    beside.extend(ways.with_measures(ties(affected).into_iter()).into_values().flatten());
    beside.retain(|place| !needed.contains(place));
    (needed, beside)
}

fn at<'m>(map: &'m Leads<'_>, keys: &'m [Cow<'_, str>]) -> impl Iterator<Item = usize> {
    keys.iter().filter_map(|key| map.get(key.as_ref())).flatten().copied()
}
