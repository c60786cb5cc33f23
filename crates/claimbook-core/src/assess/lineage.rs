//! Where documents come from: for each the documents at which its lineage ends.
//!
//! `syndicates`, `translates`, `reposts` and `summarizes` pass lineage to the whole document; `quotes` and `based_on` only to
//! evidence that says so with `from`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::circles::{circles, groups};
use crate::model::{DerivedAs, Document};
use crate::workspace::{Filed, Workspace};

/// More origins than this of one document are not told apart.
const MOST_ROOTS: usize = 64;

/// The lineage of every document.
pub(crate) struct Lineage<'w> {
    documents: Vec<&'w Filed<Document>>,
    places: HashMap<&'w str, usize>,
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
    /// A document up the line that carries a correction, where no document on the way from it has one.
    pub(super) corrected: Option<usize>,
}

impl<'w> Lineage<'w> {
    pub(crate) fn of(workspace: &'w Workspace) -> Self {
        // Of two files with one key, the first counts.
        let mut documents: Vec<&Filed<Document>> = Vec::with_capacity(workspace.documents.len());
        let mut places = HashMap::with_capacity(workspace.documents.len());
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
            let mut corrected: Option<usize> = None;
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
                        let from = if carries { Some(parent) } else { known.corrected };
                        corrected = corrected.into_iter().chain(from).min_by_key(|&it| self.key(it));
                    }
                }
            }
            let roots = united(sets);
            let endless = roots.is_empty() && gap.is_none();
            for &place in &group {
                let own = self.documents.get(place).is_some_and(|it| !it.data.corrections.is_empty());
                if let Some(known) = self.known.get_mut(place) {
                    known.roots = Arc::clone(&roots);
                    known.gap = gap;
                    known.endless = endless;
                    known.corrected = corrected.filter(|_| !own);
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

fn united(mut sets: Vec<Arc<Vec<usize>>>) -> Arc<Vec<usize>> {
    if sets.len() == 1
        && let Some(only) = sets.pop()
    {
        return only;
    }
    let mut all: Vec<usize> = sets.iter().flat_map(|set| set.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(MOST_ROOTS);
    Arc::new(all)
}
