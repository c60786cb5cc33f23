//! Where documents come from: for each the documents at which its lineage ends.
//!
//! `syndicates`, `translates`, `reposts` and `summarizes` pass lineage to the whole document; `quotes` and `based_on` only to
//! evidence that says so with `from`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::circles::{circles, groups};
use crate::model::{DerivedAs, Document, When};
use crate::workspace::{Filed, Workspace};

/// More origins than this of one document are not told apart.
const MOST_ROOTS: usize = 64;

/// The lineage of every document.
pub(crate) struct Lineage<'w> {
    documents: Vec<&'w Filed<Document>>,
    places: HashMap<&'w str, usize, RandomState>,
    known: Vec<Known<'w>>,
}

/// What is known of one document's lineage.
#[derive(Clone, Default)]
pub(crate) struct Known<'w> {
    /// The documents at which it ends, sorted.
    pub(super) roots: Arc<Vec<usize>>,
    /// A document up the line, or this one, of which it is not recorded where it comes from.
    pub(crate) gap: Option<&'w str>,
    /// Documents that cite each other in a circle: this one is among them, or comes from them.
    pub(super) circle: Option<Arc<Vec<usize>>>,
    /// It goes round without a beginning.
    pub(super) endless: bool,
    /// A document up the line that carries a correction, where this one and those on the way do not.
    pub(super) corrected: Option<usize>,
}

impl<'w> Lineage<'w> {
    pub(crate) fn of(workspace: &'w Workspace) -> Self {
        // Of two files with one key, the first counts.
        let mut documents: Vec<&Filed<Document>> = Vec::with_capacity(workspace.documents.len());
        let mut places = HashMap::with_capacity_and_hasher(workspace.documents.len(), RandomState::default());
        for filed in &workspace.documents {
            places.entry(filed.key()).or_insert_with(|| {
                documents.push(filed);
                documents.len() - 1
            });
        }
        let mut lineage = Lineage { known: vec![Known::default(); documents.len()], documents, places };
        lineage.follow();
        lineage.round();
        lineage
    }

    /// The document at a place.
    pub(super) fn document(&self, place: usize) -> Option<&'w Filed<Document>> {
        self.documents.get(place).copied()
    }

    /// What is known of a document; `None` where it has no record.
    pub(crate) fn known(&self, key: &str) -> Option<&Known<'w>> {
        self.known.get(*self.places.get(key)?)
    }

    /// The document of a key and its place.
    pub(super) fn at(&self, key: &str) -> Option<(usize, &'w Document)> {
        let place = *self.places.get(key)?;
        Some((place, &self.documents.get(place)?.data))
    }

    /// The document up the line of a passage that was corrected, where the passage stands in a document that does not carry that: a copy,
    /// or one that quotes it (`from`).
    pub(super) fn uncorrected(&self, line: Option<&str>, source: &str) -> Option<usize> {
        let (place, document) = self.at(source)?;
        let known = self.known.get(place)?;
        match line.filter(|key| *key != source).map(|key| self.at(key)) {
            None => known.corrected,
            Some(carrier) => {
                let own = Some(place).filter(|_| !document.corrections.is_empty());
                known
                    .corrected
                    .or(own)
                    .filter(|&ancestor| carrier.is_none_or(|(_, carrier)| !self.carries(carrier, ancestor)))
            }
        }
    }

    /// Whether a document carries the last correction of another, as far as the days tell.
    fn carries(&self, document: &Document, ancestor: usize) -> bool {
        let last = self
            .document(ancestor)
            .and_then(|it| it.data.corrections.iter().filter_map(|one| one.when.as_ref()?.earliest()).max());
        document.corrections.iter().any(|own| {
            let own = own.when.as_ref().and_then(When::latest);
            own.zip(last).is_none_or(|(own, last)| last <= own)
        })
    }

    /// The documents that this one wholly comes from, and whether one of them has no record.
    fn parents(&self, document: &'w Document) -> (Vec<usize>, Option<&'w str>) {
        let mut parents = Vec::new();
        let mut missing = None;
        if document.original == Some(true) {
            return (parents, missing);
        }
        for derivation in document.derived_from.iter().filter(|from| passes(from.kind.as_ref())) {
            match derivation.document.as_deref() {
                Some(key) => match self.places.get(key) {
                    Some(&place) => parents.push(place),
                    None => missing = missing.or(Some(key)),
                },
                None => missing = missing.or(Some("")),
            }
        }
        (parents, missing)
    }

    fn follow(&mut self) {
        let next: Vec<Vec<usize>> = self.documents.iter().map(|filed| self.parents(&filed.data).0).collect();
        let groups = groups(&next);
        for group in groups {
            let within: HashSet<usize> = group.iter().copied().collect();
            let mut sets: Vec<Arc<Vec<usize>>> = Vec::new();
            let mut gap: Option<&'w str> = None;
            let mut corrected: Vec<usize> = Vec::new();
            for &place in &group {
                let Some(&filed) = self.documents.get(place) else { continue };
                let document = &filed.data;
                let (parents, missing) = self.parents(document);
                gap = least(gap, missing);
                let passing = document.derived_from.iter().any(|from| passes(from.kind.as_ref()));
                if document.original == Some(true) || (!passing && !document.derived_from.is_empty()) {
                    sets.push(Arc::new(vec![place]));
                } else if document.derived_from.is_empty() {
                    gap = least(gap, Some(filed.key()));
                }
                for parent in parents.into_iter().filter(|parent| !within.contains(parent)) {
                    if let Some(known) = self.known.get(parent) {
                        sets.push(Arc::clone(&known.roots));
                        gap = least(gap, known.gap);
                        let carries =
                            self.documents.get(parent).is_some_and(|it| !it.data.corrections.is_empty());
                        corrected.extend(known.corrected.or_else(|| carries.then_some(parent)));
                    }
                }
            }
            let roots = self.united(sets);
            corrected.sort_unstable_by_key(|&it| self.key(it));
            let endless = roots.is_empty() && gap.is_none();
            for &place in &group {
                let misses = |ancestor: &usize| {
                    self.documents.get(place).is_some_and(|it| !self.carries(&it.data, *ancestor))
                };
                let corrected = corrected.iter().copied().find(misses);
                if let Some(known) = self.known.get_mut(place) {
                    known.roots = Arc::clone(&roots);
                    known.gap = gap;
                    known.endless = endless;
                    known.corrected = corrected;
                }
            }
        }
    }

    /// Circles of documents that cite each other in whatever way.
    fn round(&mut self) {
        let next: Vec<Vec<usize>> = self
            .documents
            .iter()
            .map(|filed| {
                let from = filed.data.derived_from.iter().filter_map(|from| from.document.as_deref());
                from.filter_map(|key| self.places.get(key).copied()).collect()
            })
            .collect();
        let groups = groups(&next);
        let circles = circles(&next, &groups, |place| self.key(place));
        for &place in groups.iter().flatten() {
            let above = || {
                let known = |parent: &usize| self.known.get(*parent)?.circle.clone();
                next.get(place)?
                    .iter()
                    .filter_map(known)
                    .min_by_key(|way| way.first().map(|&it| self.key(it)))
            };
            let circle = circles.get(place).cloned().flatten().or_else(above);
            if let Some(known) = self.known.get_mut(place) {
                known.circle = circle;
            }
        }
    }

    /// The roots of several documents; of too many the first by key.
    fn united(&self, mut sets: Vec<Arc<Vec<usize>>>) -> Arc<Vec<usize>> {
        if sets.len() == 1
            && let Some(only) = sets.pop()
        {
            return only;
        }
        let mut all: Vec<usize> = sets.iter().flat_map(|set| set.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > MOST_ROOTS {
            all.sort_unstable_by_key(|&place| self.key(place));
            all.truncate(MOST_ROOTS);
            all.sort_unstable();
        }
        Arc::new(all)
    }

    /// The key of the document at a place.
    pub(super) fn key(&self, place: usize) -> &'w str {
        self.documents.get(place).map_or("", |filed| filed.key())
    }
}

/// Whether it passes lineage to the whole document.
fn passes(kind: Option<&DerivedAs>) -> bool {
    matches!(
        kind,
        Some(DerivedAs::Syndicates | DerivedAs::Translates | DerivedAs::Reposts | DerivedAs::Summarizes)
    )
}

fn least<'w>(one: Option<&'w str>, other: Option<&'w str>) -> Option<&'w str> {
    one.into_iter().chain(other).min()
}
