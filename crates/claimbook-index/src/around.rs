//! One record with all that a page about it tells: found by what people call it, and read whole.

use std::collections::BTreeSet;
use std::path::Path;

use claimbook_core::workspace::{FindError, Named, Workspace, find_among};

use crate::entry::Told;
use crate::kept::{Kept, Opened};
use crate::ties::Ties;

impl Kept {
    /// As [`Workspace::find_claim`]: the path of the claim that `typed` means. `None` where what was kept cannot be read.
    pub fn find_claim(&self, typed: &str, here: Option<&Path>) -> Option<Result<String, FindError>> {
        let front = self.front()?;
        let mut claims = Vec::with_capacity(self.claims.len());
        for slot in &self.claims {
            let (entry, _) = front.entry(*slot)?;
            let (id, claim) = entry.named()?;
            claims.push(Named { path: entry.path, id, claim });
        }
        let found = find_among(|| claims.iter().copied(), &self.root, typed, here);
        Some(found.map(str::to_owned))
    }

    /// The workspace by name alone, as [`Kept::names`], with where each document comes from.
    pub fn records(&self) -> Option<Workspace> {
        self.front()?.names(Told::All)
    }

    /// The claim at a path, those that it links to, and those that link to it, whole.
    pub fn around_claim(&self, records: Workspace, path: &str) -> Option<Opened> {
        let front = self.front()?;
        let own = front.whole_ties(front.at(path)?.0.slot)?;
        let near = |ties: &Ties<'_>| {
            let linked = |to: &Ties<'_>, from: &Ties<'_>| to.id.is_some_and(|id| from.linked.contains(&id));
            linked(ties, &own) || linked(&own, ties)
        };
        let mut paths = self.tied(near)?;
        paths.insert(path.to_owned());
        self.opened(records, &paths)
    }

    /// The claims that name a document, whole, with this document, those that it comes from and those that come from it.
    pub fn around_document(&self, records: Workspace, key: &str) -> Option<Opened> {
        let paths = self.tied(|ties| ties.documents.contains(&key))?;
        let of = |key: &str| records.document(key).map(|filed| filed.path.clone());
        let mut documents: BTreeSet<String> = of(key).into_iter().collect();
        for filed in &records.documents {
            let from: Vec<&str> =
                filed.data.derived_from.iter().filter_map(|it| it.document.as_deref()).collect();
            if filed.key() == key {
                documents.extend(from.into_iter().filter_map(of));
            } else if from.contains(&key) {
                documents.insert(filed.path.clone());
            }
        }
        Some(self.opened(records, &paths)?.with_files(&documents))
    }

    /// The claims that name an actor, whole, with this actor and the documents that it published.
    pub fn around_actor(&self, records: Workspace, key: &str) -> Option<Opened> {
        let paths = self.tied(|ties| ties.actors.contains(&key))?;
        let mut files: BTreeSet<String> =
            records.actor(key).map(|filed| filed.path.clone()).into_iter().collect();
        let published = records.documents.iter().filter(|it| it.data.publisher.as_deref() == Some(key));
        files.extend(published.map(|filed| filed.path.clone()));
        Some(self.opened(records, &paths)?.with_files(&files))
    }

    /// The paths of the claims whose ties fit.
    fn tied(&self, fits: impl Fn(&Ties<'_>) -> bool) -> Option<BTreeSet<String>> {
        let front = self.front()?;
        let mut paths = BTreeSet::new();
        for slot in &self.claims {
            if fits(&front.whole_ties(*slot)?) {
                paths.insert(front.entry(*slot)?.0.path.to_owned());
            }
        }
        Some(paths)
    }

    fn opened(&self, records: Workspace, paths: &BTreeSet<String>) -> Option<Opened> {
        self.whole(records, &paths.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl Opened {
    /// With these files read whole.
    fn with_files(mut self, paths: &BTreeSet<String>) -> Self {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let records = Workspace::read_files(self.workspace.root(), &paths);
        self.workspace = self.workspace.with(records);
        self
    }
}
