//! What a change touches: the claims about which something else may follow now, and those that have to be read with them so that the
//! same follows about them as in the whole workspace.
//!
//! Both lean to the safe side: a claim too many costs a little time, a claim too few would be a wrong answer.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

use claimbook_core::model::Document;
use claimbook_core::workspace::Filed;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::entry::Slot;
use crate::kept::Front;
use crate::ties::{KeptTies, List, Ties};

/// What changed, as keys and places; of a claim, a document or an actor what it was and what it is now.
#[derive(Debug, Default)]
pub(crate) struct Changed<'a> {
    /// Claims that changed or are new, and claims on which something falls due.
    pub(crate) claims: Vec<usize>,
    /// The ties of claims that changed, before and after.
    pub(crate) ties: Vec<Ties<'a>>,
    pub(crate) documents: HashSet<&'a str>,
    pub(crate) actors: HashSet<&'a str>,
}

/// The claims as they are now, by place: those that were kept, each in its own place, then those that were read.
pub(crate) struct Claims<'c> {
    pub(crate) front: &'c Front<'c>,
    pub(crate) kept: &'c [Slot],
    /// The places of those that are not there any more, or stand among those that were read.
    pub(crate) gone: HashSet<usize>,
    pub(crate) read: Vec<(&'c str, Ties<'c>)>,
}

impl<'c> Claims<'c> {
    /// The path of its file.
    pub(crate) fn path(&self, place: usize) -> Option<&'c str> {
        match self.kept.get(place) {
            Some(slot) => Some(self.front.entry(*slot)?.0.path),
            None => Some(self.read.get(place - self.kept.len())?.0),
        }
    }

    /// All that it names.
    pub(crate) fn ties(&self, place: usize) -> Option<Ties<'c>> {
        match self.kept.get(place) {
            Some(_) if self.gone.contains(&place) => Some(Ties::default()),
            Some(slot) => self.front.whole_ties(*slot),
            None => Some(self.read.get(place - self.kept.len())?.1.clone()),
        }
    }

    fn has_lost_quotes(&self, place: usize) -> Option<bool> {
        match self.kept.get(place) {
            Some(slot) => Some(self.front.ties(*slot)?.lost_quotes),
            None => Some(self.read.get(place - self.kept.len())?.1.lost_quotes),
        }
    }

    /// Goes through all that were kept, on every core; `find` adds what it finds in one of them. `None` where that cannot be read.
    fn find<T: Send>(
        &self,
        find: impl Fn(&mut Vec<(T, usize)>, &KeptTies<'c>, (usize, &Slot)) -> Option<()> + Sync,
    ) -> Option<Vec<(T, usize)>> {
        let parts = self.kept.par_iter().enumerate().try_fold(Vec::new, |mut found, (place, slot)| {
            find(&mut found, &self.front.ties(*slot)?, (place, slot))?;
            Some(found)
        });
        let mut found = parts.try_reduce(Vec::new, |mut all, mut more| {
            all.append(&mut more);
            Some(all)
        })?;
        found.retain(|(_, place)| !self.gone.contains(place));
        Some(found)
    }

    /// Those that have an id or a measure that fits in a list.
    fn with_digests(&self, list: List, fits: impl Fn(u64) -> bool + Sync) -> Option<Vec<(u64, usize)>> {
        let mut found = self.find(|found, ties, (place, _)| {
            ties.each(list, |digest| {
                if fits(digest) {
                    found.push((digest, place));
                }
            })
        })?;
        for (place, (_, ties)) in (self.kept.len()..).zip(&self.read) {
            let digests = ties.digests(list).iter().filter(|digest| fits(**digest));
            found.extend(digests.map(|digest| (*digest, place)));
        }
        Some(found)
    }

    /// Those with these ids.
    fn with_ids(&self, fits: impl Fn(u64) -> bool + Sync) -> Option<Vec<(u64, usize)>> {
        let mut found = self.find(|found, ties, (place, _)| {
            found.extend(ties.id.filter(|id| fits(*id)).map(|id| (id, place)));
            Some(())
        })?;
        for (place, (_, ties)) in (self.kept.len()..).zip(&self.read) {
            found.extend(ties.id.filter(|id| fits(*id)).map(|id| (id, place)));
        }
        Some(found)
    }

    /// Those that have one of these keys in a list.
    fn with_keys<'k>(&self, list: List, keys: &[&'k str]) -> Option<Vec<(&'k str, usize)>> {
        let numbered = self.front.numbered(keys);
        let [whole, changes] = numbered.map(|it| it.into_iter().collect::<Leading<_, _>>());
        let mut found = self.find(|found, ties, (place, slot)| {
            let numbered = if slot.changed { &changes } else { &whole };
            ties.each(list, |number| found.extend(numbered.get(&number).map(|key| (*key, place))))
        })?;
        for (place, (_, ties)) in (self.kept.len()..).zip(&self.read) {
            let names = ties.keys(list);
            found.extend(keys.iter().filter(|key| names.contains(key)).map(|key| (*key, place)));
        }
        Some(found)
    }
}

/// Claims, by their places.
type Places = BTreeSet<usize>;
type Leading<K, V> = HashMap<K, V, RandomState>;
type Leads<K> = Leading<K, Vec<usize>>;

/// What leads from one claim to another. Few claims rest on others: only of these there are tables; for all else the claims are gone
/// through.
struct Ways<'c> {
    claims: &'c Claims<'c>,
    /// Of the ids that a claim rests on or is a part of, or that changed.
    by_id: Leads<u64>,
    /// The claims that rest on the one with this id.
    resting: Leads<u64>,
    /// The parts of the one with this id.
    parts: Leads<u64>,
    /// What was looked for already, with the claims that have it.
    documents: RefCell<Leads<String>>,
    measures: RefCell<Leads<u64>>,
    damaged: Cell<bool>,
}

impl<'c> Ways<'c> {
    fn of(claims: &'c Claims<'c>, changed: &Changed<'_>) -> Option<Self> {
        let resting = gathered(claims.with_digests(List::RestsOn, |_| true)?);
        let parts = gathered(claims.with_digests(List::PartOf, |_| true)?);
        let mut wanted: HashSet<u64, RandomState> = resting.keys().chain(parts.keys()).copied().collect();
        wanted.extend(changed.ties.iter().flat_map(|ties| ties.id.iter().chain(&ties.part_of)));
        Some(Ways {
            claims,
            by_id: gathered(claims.with_ids(|id| wanted.contains(&id))?),
            resting,
            parts,
            documents: RefCell::default(),
            measures: RefCell::default(),
            damaged: Cell::new(false),
        })
    }

    /// What was found, unless what was kept cannot be read.
    fn sound<T: Default>(&self, found: Option<T>) -> T {
        found.unwrap_or_else(|| {
            self.damaged.set(true);
            T::default()
        })
    }

    /// The claims that name each of these documents.
    fn on_documents<'k>(&self, keys: impl IntoIterator<Item = &'k str>) -> Vec<Vec<usize>> {
        let keys: HashSet<&str> = keys.into_iter().collect();
        let mut looked = self.documents.borrow_mut();
        let new: Vec<&str> = keys.iter().copied().filter(|key| !looked.contains_key(*key)).collect();
        if !new.is_empty() {
            let mut found = gathered(self.sound(self.claims.with_keys(List::Documents, &new)));
            looked.extend(new.iter().map(|key| ((*key).to_owned(), found.remove(key).unwrap_or_default())));
        }
        keys.iter().filter_map(|key| looked.get(*key)).cloned().collect()
    }

    fn with_measures<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> Vec<Vec<usize>> {
        let measures: HashSet<u64> = ties.flat_map(|ties| ties.measures.iter().copied()).collect();
        let mut looked = self.measures.borrow_mut();
        let new: HashSet<u64> = measures.iter().copied().filter(|it| !looked.contains_key(it)).collect();
        if !new.is_empty() {
            let found = self.claims.with_digests(List::Measures, |measure| new.contains(&measure));
            let mut found = gathered(self.sound(found));
            looked.extend(new.iter().map(|measure| (*measure, found.remove(measure).unwrap_or_default())));
        }
        measures.iter().filter_map(|measure| looked.get(measure)).cloned().collect()
    }

    /// The claims with a lost quote of a document that these claims name: those of one text share what may be spent on looking for them.
    fn crowds<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> impl Iterator<Item = usize> {
        let claims = self.on_documents(ties.flat_map(|ties| ties.documents.iter().copied()));
        claims.into_iter().flatten().filter(|place| self.sound(self.claims.has_lost_quotes(*place)))
    }

    fn ties(&self, place: usize) -> Ties<'c> {
        self.sound(self.claims.ties(place))
    }
}

fn gathered<K: Eq + std::hash::Hash>(found: Vec<(K, usize)>) -> Leads<K> {
    let mut leads = Leads::default();
    found.into_iter().for_each(|(key, place)| leads.entry(key).or_default().push(place));
    leads
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

/// What `changed` touches among the claims as they are now. `documents` are those of the workspace as they are now. `None` where what
/// was kept of the claims cannot be read.
pub(crate) fn touched(
    claims: &Claims<'_>,
    documents: &[Filed<Document>],
    changed: &Changed<'_>,
) -> Option<Touched> {
    let ways = Ways::of(claims, changed)?;
    let affected = affected(&ways, documents, changed);
    let (needed, beside) = needed(&ways, &affected);
    let list = |places: Places| places.into_iter().collect();
    let sound = !ways.damaged.get();
    sound.then(|| Touched { affected: list(affected), needed: list(needed), beside: list(beside) })
}

fn affected(ways: &Ways<'_>, documents: &[Filed<Document>], changed: &Changed<'_>) -> Places {
    let mut affected: Places = changed.claims.iter().copied().collect();
    affected.extend(ways.with_measures(changed.ties.iter()).into_iter().flatten());
    affected.extend(ways.crowds(changed.ties.iter()));
    for ties in &changed.ties {
        affected.extend(at(&ways.by_id, &ties.part_of));
        affected.extend(at(&ways.by_id, ties.id.as_slice()));
    }
    affected.extend(ways.on_documents(with_descendants(documents, changed)).into_iter().flatten());
    if !changed.actors.is_empty() {
        let actors: Vec<&str> = changed.actors.iter().copied().collect();
        let found = ways.sound(ways.claims.with_keys(List::Actors, &actors));
        affected.extend(found.into_iter().map(|(_, place)| place));
    }
    // What rests on one of them is affected, too, and the whole of which one is a part.
    let mut queue: Vec<usize> = affected.iter().copied().collect();
    let mut onward = |places: &mut dyn Iterator<Item = usize>, queue: &mut Vec<usize>| {
        queue.extend(places.filter(|place| affected.insert(*place)));
    };
    for ties in &changed.ties {
        onward(&mut at(&ways.resting, ties.id.as_slice()), &mut queue);
    }
    while let Some(place) = queue.pop() {
        let ties = ways.ties(place);
        onward(&mut at(&ways.resting, ties.id.as_slice()), &mut queue);
        onward(&mut at(&ways.by_id, &ties.part_of), &mut queue);
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
        let ties = ways.ties(place);
        // Of several claims with one id, which is meant depends on all of them.
        let alike = at(&ways.by_id, ties.id.as_slice());
        for premise in at(&ways.by_id, &ties.rests_on).chain(at(&ways.parts, ties.id.as_slice())).chain(alike)
        {
            if needed.insert(premise) {
                queue.push(premise);
            }
        }
    }
    let ties = |places: &Places| -> Vec<Ties<'_>> { places.iter().map(|place| ways.ties(*place)).collect() };
    let mut beside: Places = ways.crowds(ties(&needed).iter()).collect();
    beside.extend(ways.with_measures(ties(affected).iter()).into_iter().flatten());
    beside.retain(|place| !needed.contains(place));
    (needed, beside)
}

fn at<'m>(leads: &'m Leads<u64>, ids: &'m [u64]) -> impl Iterator<Item = usize> + 'm {
    ids.iter().filter_map(|id| leads.get(id)).flatten().copied()
}
