//! What a change touches: the claims about which something else may follow now, and those that have to be read with them so that the
//! same follows about them as in the whole workspace.
//!
//! Both lean to the safe side: a claim too many costs a little time, a claim too few would be a wrong answer.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use claimbook_core::model::Document;
use claimbook_core::workspace::Filed;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::ties::{KeptTies, List, Ties};

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
    ties: Source<'a>,
}

/// Where it stands what a claim is tied to.
#[derive(Debug)]
enum Source<'a> {
    Kept(KeptTies<'a, 'a>),
    Read(Box<Ties<'a>>),
    /// The claim is not there any more, or stands elsewhere in the list.
    Gone,
}

impl<'a> Tied<'a> {
    pub(crate) fn kept(path: &'a str, ties: KeptTies<'a, 'a>) -> Self {
        Tied { path, ties: Source::Kept(ties) }
    }

    pub(crate) fn read(path: &'a str, ties: Ties<'a>) -> Self {
        Tied { path, ties: Source::Read(Box::new(ties)) }
    }

    /// Holds the place of a claim that is no more what it was.
    pub(crate) fn gone() -> Self {
        Tied { path: "", ties: Source::Gone }
    }

    /// All that it is tied to. `None` where what was kept cannot be read.
    pub(crate) fn whole(&self) -> Option<Ties<'a>> {
        match &self.ties {
            Source::Kept(ties) => ties.whole(),
            Source::Read(ties) => Some(ties.as_ref().clone()),
            Source::Gone => Some(Ties::default()),
        }
    }

    fn id(&self) -> Option<&str> {
        match &self.ties {
            Source::Kept(ties) => ties.id,
            Source::Read(ties) => ties.id.as_deref(),
            Source::Gone => None,
        }
    }

    fn has_lost_quotes(&self) -> bool {
        match &self.ties {
            Source::Kept(ties) => ties.lost_quotes,
            Source::Read(ties) => ties.lost_quotes,
            Source::Gone => false,
        }
    }

    fn each<'t>(&'t self, list: List, each: impl FnMut(&'t str)) -> Option<()> {
        match &self.ties {
            Source::Kept(ties) => ties.each(list, each),
            Source::Read(ties) => {
                ties.each(list, each);
                Some(())
            }
            Source::Gone => Some(()),
        }
    }
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
    /// What was looked for already, with the claims that have it.
    looked: Mutex<HashMap<(List, String), Vec<usize>>>,
    damaged: AtomicBool,
}

/// With so few keys, to compare each is quicker than to hash what it is compared with.
const FEW: usize = 4;

fn is_one_of<S: BuildHasher>(keys: &HashSet<&str, S>, key: &str) -> bool {
    if keys.len() > FEW { keys.contains(key) } else { keys.iter().any(|one| *one == key) }
}

impl<'c> Ways<'c> {
    fn of(claims: &'c [Tied<'c>], changed: &'c Changed<'_>) -> Self {
        let mut ways = Ways {
            claims,
            by_id: Leads::default(),
            resting: Leads::default(),
            parts: Leads::default(),
            looked: Mutex::default(),
            damaged: AtomicBool::new(false),
        };
        ways.resting = ways.leads(List::RestsOn, |_| true);
        ways.parts = ways.leads(List::PartOf, |_| true);
        let of_changed =
            changed.ties.iter().flat_map(|ties| ties.id.iter().chain(&ties.part_of)).map(Cow::as_ref);
        let mut wanted: Keys<'_> = of_changed.collect();
        wanted.extend(ways.resting.keys().chain(ways.parts.keys()));
        if !wanted.is_empty() {
            let named = |(place, claim): (usize, &'c Tied<'c>)| {
                claim.id().filter(|id| is_one_of(&wanted, id)).map(|id| (id, place))
            };
            let found: Vec<(&'c str, usize)> = claims.par_iter().enumerate().filter_map(named).collect();
            ways.by_id = gathered(found);
        }
        ways
    }

    /// The claims that have a key that fits in a list, by key.
    fn leads(&self, list: List, fits: impl Fn(&str) -> bool + Sync) -> Leads<'c> {
        let find = |mut found: Vec<(&'c str, usize)>, (place, claim): (usize, &'c Tied<'c>)| {
            let read = claim.each(list, |key| {
                if fits(key) {
                    found.push((key, place));
                }
            });
            if read.is_none() {
                self.damaged.store(true, Ordering::Relaxed);
            }
            found
        };
        let parts = self.claims.par_iter().enumerate().fold(Vec::new, find);
        gathered(parts.reduce(Vec::new, |mut all, mut more| {
            all.append(&mut more);
            all
        }))
    }

    /// The claims that have each of these keys in a list.
    fn with(&self, keys: &Keys<'_>, list: List) -> Vec<Vec<usize>> {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |key: &str| (list, key.to_owned());
        let new: Keys<'_> = keys.iter().copied().filter(|key| !looked.contains_key(&known(key))).collect();
        if !new.is_empty() {
            let mut found = self.leads(list, |key| is_one_of(&new, key));
            let claims = new.iter().map(|key| (known(key), found.remove(*key).unwrap_or_default()));
            looked.extend(claims);
        }
        keys.iter().filter_map(|key| looked.get(&known(key))).cloned().collect()
    }

    fn on_documents(&self, keys: &Keys<'_>) -> Vec<Vec<usize>> {
        self.with(keys, List::Documents)
    }

    fn with_measures<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> Vec<Vec<usize>> {
        let keys: Keys<'k> = ties.flat_map(|ties| &ties.measures).map(Cow::as_ref).collect();
        self.with(&keys, List::Measures)
    }

    /// The claims with a lost quote of those documents, of all that these claims name, whose claims are looked at together.
    fn crowds<'k>(&self, ties: impl Iterator<Item = &'k Ties<'k>>) -> impl Iterator<Item = usize> {
        let keys: Keys<'k> = ties.flat_map(|ties| ties.documents.iter().copied()).collect();
        let crowds = self.on_documents(&keys).into_iter().filter(|claims| claims.len() > MOST_ALONE);
        crowds.flatten().filter(|place| self.claims.get(*place).is_some_and(Tied::has_lost_quotes))
    }

    fn ties(&self, place: usize) -> Option<Ties<'c>> {
        let ties = self.claims.get(place)?.whole();
        if ties.is_none() {
            self.damaged.store(true, Ordering::Relaxed);
        }
        ties
    }
}

fn gathered<'c>(found: Vec<(&'c str, usize)>) -> Leads<'c> {
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
    claims: &[Tied<'_>],
    documents: &[Filed<Document>],
    changed: &Changed<'_>,
) -> Option<Touched> {
    let ways = Ways::of(claims, changed);
    let affected = affected(&ways, documents, changed);
    let (needed, beside) = needed(&ways, &affected);
    let list = |places: Places| places.into_iter().collect();
    let sound = !ways.damaged.load(Ordering::Relaxed);
    sound.then(|| Touched { affected: list(affected), needed: list(needed), beside: list(beside) })
}

fn affected(ways: &Ways<'_>, documents: &[Filed<Document>], changed: &Changed<'_>) -> Places {
    let mut affected = Places::new();
    let that = |fits: &(dyn Fn(&Tied<'_>) -> bool + Sync)| -> Vec<usize> {
        let claims = ways.claims.par_iter().enumerate().filter(|(_, claim)| fits(claim));
        claims.map(|(place, _)| place).collect()
    };
    if !changed.paths.is_empty() {
        affected.extend(that(&|claim| is_one_of(&changed.paths, claim.path)));
    }
    affected.extend(ways.with_measures(changed.ties.iter()).into_iter().flatten());
    affected.extend(ways.crowds(changed.ties.iter()));
    let mut ids: Vec<&str> = Vec::new();
    for ties in &changed.ties {
        affected.extend(at(&ways.by_id, &ties.part_of));
        affected.extend(ties.id.iter().filter_map(|id| ways.by_id.get(id.as_ref())).flatten());
        ids.extend(ties.id.as_deref());
    }
    let keys: Keys<'_> = with_descendants(documents, changed).into_iter().collect();
    affected.extend(ways.on_documents(&keys).into_iter().flatten());
    if !changed.actors.is_empty() {
        affected.extend(ways.leads(List::Actors, |key| changed.actors.contains(key)).into_values().flatten());
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
        |places: &Places| -> Vec<Ties<'_>> { places.iter().filter_map(|place| ways.ties(*place)).collect() };
    let mut beside: Places = ways.crowds(ties(&needed).iter()).collect();
    beside.extend(ways.with_measures(ties(affected).iter()).into_iter().flatten());
    beside.retain(|place| !needed.contains(place));
    (needed, beside)
}

fn at<'m>(map: &'m Leads<'_>, keys: &'m [Cow<'_, str>]) -> impl Iterator<Item = usize> {
    keys.iter().filter_map(|key| map.get(key.as_ref())).flatten().copied()
}
