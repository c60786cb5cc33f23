//! Actors and documents: what they are called, all of them or those that some claims name; and these read whole.

use std::collections::{BTreeSet, HashMap};

use claimbook_core::workspace::{Filed, Record, SETTINGS_FILE, Workspace};
use foldhash::fast::RandomState;

use crate::entry::{Entry, Kind, Told};
use crate::kept::Front;
use crate::ties::Ties;

type ByKey<'k> = HashMap<&'k str, Entry<'k>, RandomState>;

impl Front<'_> {
    /// The workspace with nothing in it but its settings, from their file.
    fn settings(&self) -> Workspace {
        let root = &self.kept.root;
        Workspace::of(root, Workspace::read_files(root, &[SETTINGS_FILE]))
    }

    /// Settings, actors, documents and problems.
    pub(crate) fn names(&self, told: Told) -> Option<Workspace> {
        let mut names = self.settings();
        names.documents.reserve(self.kept.others.len());
        for slot in &self.kept.others {
            let (entry, _) = self.entry(*slot)?;
            let path = || entry.path.to_owned();
            match entry.kind {
                Kind::Actor => names.actors.push(Filed { path: path(), data: entry.actor()? }),
                Kind::Document => names.documents.push(Filed { path: path(), data: entry.document(told)? }),
                // The settings were read above.
                Kind::Problem if entry.path == SETTINGS_FILE => {}
                Kind::Problem => names.problems.push(entry.problem()?),
                Kind::Claim | Kind::Other | Kind::Gone => {}
            }
        }
        Some(names.with(Vec::new()))
    }

    /// Settings, and of actors and documents those that these ties name, with the documents that they come from, however far, and who
    /// published them.
    pub(crate) fn names_of(&self, ties: &[Ties<'_>]) -> Option<Workspace> {
        let mut names = self.settings();
        let mut actors: ByKey<'_> = HashMap::default();
        let mut documents: ByKey<'_> =
            HashMap::with_capacity_and_hasher(self.kept.others.len(), RandomState::default());
        for slot in &self.kept.others {
            let (entry, _) = self.entry(*slot)?;
            let by_key = match entry.kind {
                Kind::Actor => &mut actors,
                Kind::Document => &mut documents,
                _ => continue,
            };
            // Of two files with one key, the first counts.
            by_key.entry(key_of(entry.path)).or_insert(entry);
        }
        // An origin is called by its key, whichever of the two it is: so both are looked for under each key.
        let keys = ties.iter().flat_map(|it| it.actors.iter().chain(&it.documents));
        let mut queue: Vec<String> = keys.map(|key| (*key).to_owned()).collect();
        while let Some(key) = queue.pop() {
            if let Some(entry) = actors.remove(key.as_str()) {
                names.actors.push(Filed { path: entry.path.to_owned(), data: entry.actor()? });
            }
            let Some(entry) = documents.remove(key.as_str()) else { continue };
            let data = entry.document(Told::All)?;
            let from = data.derived_from.iter().filter_map(|from| from.document.clone());
            queue.extend(from.chain(data.publisher.clone()));
            names.documents.push(Filed { path: entry.path.to_owned(), data });
        }
        Some(names.with(Vec::new()))
    }
}

/// The key of the record at a path.
pub(crate) fn key_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}

/// The workspace with these claims, and all that they name whole; every other record is as in `names`.
pub(crate) fn with_named(names: Workspace, claims: Vec<Record>, ties: &[Ties<'_>]) -> Workspace {
    let mut documents: BTreeSet<&str> = ties.iter().flat_map(|it| it.documents.iter().copied()).collect();
    let mut actors: BTreeSet<String> =
        ties.iter().flat_map(|it| &it.actors).map(|key| (*key).to_owned()).collect();
    let mut read: HashMap<String, Record> = HashMap::new();
    let mut next: Vec<String>;
    // A document, those that it comes from, however far, and who published them.
    loop {
        let paths = documents.iter().filter_map(|key| names.document(key)).map(|filed| filed.path.as_str());
        let unread: Vec<&str> = paths.filter(|path| !read.contains_key(*path)).collect();
        if unread.is_empty() {
            break;
        }
        next = Vec::new();
        for record in Workspace::read_files(names.root(), &unread) {
            if let Record::Document(filed) = &record {
                next.extend(filed.data.derived_from.iter().filter_map(|from| from.document.clone()));
                actors.extend(filed.data.publisher.clone());
            }
            read.extend(record.path().map(str::to_owned).map(|path| (path, record)));
        }
        // What was read already is not read again.
        let known = |key: &String| names.document(key).map(Filed::key);
        documents = next.iter().filter_map(known).collect();
    }
    let paths: Vec<&str> =
        actors.iter().filter_map(|key| names.actor(key)).map(|filed| filed.path.as_str()).collect();
    let mut records = Workspace::read_files(names.root(), &paths);
    records.extend(read.into_values());
    // What turned into something else meanwhile is what it was.
    records.retain(|record| matches!(record, Record::Actor(_) | Record::Document(_)));
    records.extend(claims);
    names.with(records)
}
