//! What rules look at: one record at a time, and what the rest of the workspace says.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use crate::assess::Judgement;
use crate::model::{Actor, Claim, Day, Document, Settings};
use crate::near::nearest;
use crate::workspace::{ACTORS, DOCUMENTS, Filed, SETTINGS_FILE, Workspace, read_file};
use crate::yaml::MAX_BYTES;

/// A record that could be read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Record<'w> {
    Claim(&'w Filed<Claim>),
    Actor(&'w Filed<Actor>),
    Document(&'w Filed<Document>),
    Settings(&'w Settings),
}

impl<'w> Record<'w> {
    pub(super) fn path(self) -> &'w str {
        match self {
            Record::Claim(filed) => &filed.path,
            Record::Actor(filed) => &filed.path,
            Record::Document(filed) => &filed.path,
            Record::Settings(_) => SETTINGS_FILE,
        }
    }
}

/// The workspace, with what rules ask it often.
pub(super) struct Scope<'w> {
    pub(super) workspace: &'w Workspace,
    /// What follows from the files about each claim.
    pub(super) judgement: Judgement,
    /// Keys of actors and documents whose files are there and cannot be read: they are broken, not missing.
    broken_actors: HashSet<String>,
    broken_documents: HashSet<String>,
    /// Ids, in lower case, that stand in claims that cannot be read.
    broken_ids: HashSet<String>,
    near_actors: Mutex<HashMap<String, Option<String>>>,
    near_documents: Mutex<HashMap<String, Option<String>>>,
}

impl<'w> Scope<'w> {
    pub(super) fn new(workspace: &'w Workspace, today: Option<Day>) -> Self {
        let mut scope = Scope {
            workspace,
            judgement: Judgement::of(workspace, today),
            broken_actors: HashSet::new(),
            broken_documents: HashSet::new(),
            broken_ids: HashSet::new(),
            near_actors: Mutex::default(),
            near_documents: Mutex::default(),
        };
        for problem in workspace.broken() {
            let name = problem.path.rsplit('/').next().unwrap_or_default();
            let key = name.strip_suffix(".yaml").unwrap_or(name).to_owned();
            match problem.path.split_once('/').map(|(folder, _)| folder) {
                Some(ACTORS) => {
                    scope.broken_actors.insert(key);
                }
                Some(DOCUMENTS) => {
                    scope.broken_documents.insert(key);
                }
                _ => scope.broken_ids.extend(ids_in(workspace, &problem.path)),
            }
        }
        scope
    }

    /// Every record, the settings last.
    pub(super) fn records(&self) -> Vec<Record<'w>> {
        let workspace = self.workspace;
        let claims = workspace.claims.iter().map(Record::Claim);
        let actors = workspace.actors.iter().map(Record::Actor);
        let documents = workspace.documents.iter().map(Record::Document);
        let settings = std::iter::once(Record::Settings(&workspace.settings));
        claims.chain(actors).chain(documents).chain(settings).collect()
    }

    pub(super) fn has_actor(&self, key: &str) -> bool {
        self.workspace.actor(key).is_some() || self.broken_actors.contains(key)
    }

    pub(super) fn has_document(&self, key: &str) -> bool {
        self.workspace.document(key).is_some() || self.broken_documents.contains(key)
    }

    /// Whether an id stands in a claim that cannot be read.
    pub(super) fn is_in_a_broken_claim(&self, id: &str) -> bool {
        self.broken_ids.contains(&id.to_ascii_lowercase())
    }

    /// The actor that was probably meant: one of this name, or of a key that is nearly this one.
    pub(super) fn near_actor(&self, typed: &str) -> Option<String> {
        remember(&self.near_actors, typed, || {
            let named = self.workspace.find_actor(typed);
            named.or_else(|| nearest(typed, self.workspace.actors.iter().map(Filed::key)))
        })
    }

    /// The document that was probably meant: one of this title, or of a key that is nearly this one.
    pub(super) fn near_document(&self, typed: &str) -> Option<String> {
        remember(&self.near_documents, typed, || {
            let documents = &self.workspace.documents;
            let titled = documents.iter().find(|filed| filed.data.title.as_deref() == Some(typed));
            titled.map(Filed::key).or_else(|| nearest(typed, documents.iter().map(Filed::key)))
        })
    }
}

/// The same name is missing in many claims, and looking for what was meant goes through all there are.
fn remember<'k>(
    known: &Mutex<HashMap<String, Option<String>>>,
    typed: &str,
    find: impl FnOnce() -> Option<&'k str>,
) -> Option<String> {
    let Ok(mut known) = known.lock() else { return None };
    known.entry(typed.to_owned()).or_insert_with(|| find().map(str::to_owned)).clone()
}

/// The ids that stand at the top of a file that cannot be read; both, where two sides of a merge have each one.
fn ids_in(workspace: &Workspace, path: &str) -> Vec<String> {
    let Ok(bytes) = read_file(&workspace.root().join(path), MAX_BYTES as u64) else { return Vec::new() };
    let text = String::from_utf8_lossy(&bytes);
    let ids = text.lines().filter_map(|line| line.strip_prefix("id:"));
    ids.map(|id| id.trim().trim_matches(['"', '\'']).to_ascii_lowercase()).collect()
}
