//! What a change touches: the claims about which something else may follow now, and those that have to be read with them so that the
//! same follows about them as in the whole workspace.
//!
//! Both lean to the safe side: a claim too many costs a little time, a claim too few would be a wrong answer.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use claimbook_core::model::Document;
use claimbook_core::workspace::Filed;

use crate::entry::Ties;

/// Of a document with more claims than this, all are looked at together: they share what may be spent on looking for lost quotes.
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

/// Every claim of a workspace, as far as it is tied to anything.
#[derive(Debug, Default)]
pub(crate) struct Claims<'a> {
    pub(crate) paths: Vec<&'a str>,
    pub(crate) ties: Vec<Ties<'a>>,
}

/// Claims, by their places.
type Places = BTreeSet<usize>;

/// What leads to a claim.
struct Ways<'c> {
    by_id: HashMap<&'c str, Vec<usize>>,
    by_measure: HashMap<&'c str, Vec<usize>>,
    by_document: HashMap<&'c str, Vec<usize>>,
    /// The claims that rest on the one with this id.
    resting: HashMap<&'c str, Vec<usize>>,
    /// The parts of the one with this id.
    parts: HashMap<&'c str, Vec<usize>>,
}

impl<'c> Ways<'c> {
    fn of(claims: &'c Claims<'_>) -> Self {
        let mut ways = Ways {
            by_id: HashMap::with_capacity(claims.ties.len()),
            by_measure: HashMap::new(),
            by_document: HashMap::new(),
            resting: HashMap::new(),
            parts: HashMap::new(),
        };
        for (place, ties) in claims.ties.iter().enumerate() {
            if let Some(id) = &ties.id {
                ways.by_id.entry(id).or_default().push(place);
            }
            let lists = [
                (&mut ways.by_measure, &ties.measures),
                (&mut ways.resting, &ties.rests_on),
                (&mut ways.parts, &ties.part_of),
            ];
            for (map, keys) in lists {
                keys.iter().for_each(|key| map.entry(key.as_ref()).or_default().push(place));
            }
            ties.documents.iter().for_each(|key| ways.by_document.entry(key).or_default().push(place));
        }
        ways
    }

    fn on_documents<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> impl Iterator<Item = usize> {
        keys.into_iter().filter_map(|key| self.by_document.get(key)).flatten().copied()
    }

    /// Of these documents the ones with so many claims that they are looked at together.
    fn crowded<'k>(&self, keys: &[&'k str]) -> Vec<&'k str> {
        let crowded =
            |key: &&&str| self.by_document.get(**key).is_some_and(|claims| claims.len() > MOST_ALONE);
        keys.iter().filter(crowded).copied().collect()
    }
}

/// What a change touches.
pub(crate) struct Touched {
    /// Something else may follow about these.
    pub(crate) affected: Vec<usize>,
    /// These, and those that have to be read with them.
    pub(crate) needed: Vec<usize>,
}

/// What `changed` touches among the claims as they are now. `documents` are those of the workspace as they are now.
pub(crate) fn touched(claims: &Claims<'_>, documents: &[Filed<Document>], changed: &Changed<'_>) -> Touched {
    let ways = Ways::of(claims);
    let affected = affected(&ways, claims, documents, changed);
    let needed = needed(&ways, claims, &affected);
    Touched { affected: affected.into_iter().collect(), needed: needed.into_iter().collect() }
}

fn affected(
    ways: &Ways<'_>,
    claims: &Claims<'_>,
    documents: &[Filed<Document>],
    changed: &Changed<'_>,
) -> Places {
    let mut affected = Places::new();
    if !changed.paths.is_empty() {
        affected.extend(
            (0..claims.paths.len())
                .filter(|place| claims.paths.get(*place).is_some_and(|path| changed.paths.contains(path))),
        );
    }
    let mut ids: Vec<&str> = Vec::new();
    for ties in &changed.ties {
        affected.extend(ties.measures.iter().filter_map(|it| ways.by_measure.get(it.as_ref())).flatten());
        affected.extend(ways.on_documents(ways.crowded(&ties.documents)));
        affected.extend(at(&ways.by_id, &ties.part_of));
        affected.extend(ties.id.iter().filter_map(|id| ways.by_id.get(id.as_ref())).flatten());
        ids.extend(ties.id.as_deref());
    }
    let keys = with_descendants(documents, changed);
    affected.extend(ways.on_documents(keys.iter().copied()));
    if !changed.actors.is_empty() {
        let names = |ties: &Ties<'_>| ties.actors.iter().any(|key| changed.actors.contains(key));
        affected.extend((0..claims.ties.len()).filter(|place| claims.ties.get(*place).is_some_and(names)));
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
        let Some(ties) = claims.ties.get(place) else { continue };
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

/// What has to be read so that the same follows about `affected`: what they rest on, however far, those with a figure for the same,
/// and those that share a crowded document.
fn needed(ways: &Ways<'_>, claims: &Claims<'_>, affected: &Places) -> Places {
    let mut needed = affected.clone();
    let mut queue: Vec<usize> = affected.iter().copied().collect();
    let mut beside = Places::new();
    while let Some(place) = queue.pop() {
        let Some(ties) = claims.ties.get(place) else { continue };
        let parts = ties.id.iter().filter_map(|id| ways.parts.get(id.as_ref())).flatten().copied();
        for premise in at(&ways.by_id, &ties.rests_on).chain(parts) {
            if needed.insert(premise) {
                queue.push(premise);
            }
        }
        beside.extend(ways.on_documents(ways.crowded(&ties.documents)));
    }
    for ties in affected.iter().filter_map(|place| claims.ties.get(*place)) {
        beside.extend(ties.measures.iter().filter_map(|it| ways.by_measure.get(it.as_ref())).flatten());
    }
    needed.extend(beside);
    needed
}

fn at<'m>(map: &'m HashMap<&str, Vec<usize>>, keys: &'m [Cow<'_, str>]) -> impl Iterator<Item = usize> {
    keys.iter().filter_map(|key| map.get(key.as_ref())).flatten().copied()
}
