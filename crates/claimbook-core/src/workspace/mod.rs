//! A workspace on disk: files in, files out.
//!
//! [`Workspace::load`] reads every file below the folder, on every core. [`Draft`] collects changes and writes them
//! all or not at all.

mod commit;
mod create;
mod draft;
mod find;
mod keys;
mod load;
mod lock;
pub(crate) mod record;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

pub(crate) use commit::UNDO_PLAN;
pub use create::create;
pub use draft::{Committed, Draft, Made, Signature};
pub use find::{FindError, Named, find_among};
pub(crate) use keys::is_reserved;
pub use keys::slug;
pub use load::{Problem, Record, Trouble};
pub(crate) use load::{beside_documents, conflict_line, read_bounded as read_file, read_record, read_text};
pub use record::{actor_text, claim_text, document_text};

use crate::error::{Error, Result};
use crate::model::{Actor, Capture, Claim, ClaimId, Document, Settings};

/// The name of the file that makes a folder a workspace.
pub const SETTINGS_FILE: &str = "claimbook.yaml";
/// The folder of a workspace below a project.
pub const FOLDER: &str = "claims";
pub(crate) const ACTORS: &str = "actors";
pub(crate) const DOCUMENTS: &str = "documents";
/// Where records stand whose place must not be known. No file is ever read from a folder that begins with a dot.
pub(crate) const HIDDEN: &str = ".protected/";
/// What the tool keeps for itself; derived, ignored by git.
pub(crate) const PRIVATE: &str = ".claimbook";

/// A record with the file that it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed<T> {
    /// From the workspace's folder, with `/`.
    pub path: String,
    /// What the file says.
    pub data: T,
}

impl<T> Filed<T> {
    /// The path, for output; `None` where it is hidden because it could give away a protected source.
    pub fn shown_path(&self) -> Option<&str> {
        (!self.path.starts_with(HIDDEN)).then_some(&self.path)
    }

    /// The file's name without its ending: the key of an actor or a document.
    pub fn key(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".yaml").unwrap_or(name)
    }
}

/// Paths by what names their records.
type Paths = HashMap<String, String, foldhash::fast::RandomState>;

/// Everything that a workspace's files say, as it was when it was read.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    root: PathBuf,
    /// `claimbook.yaml`.
    pub settings: Settings,
    /// Every claim, by path.
    pub claims: Vec<Filed<Claim>>,
    /// Every actor, by path.
    pub actors: Vec<Filed<Actor>>,
    /// Every document, by path.
    pub documents: Vec<Filed<Document>>,
    /// Files that could not be read, and files that are of no known kind; by path.
    pub problems: Vec<Problem>,
    /// Paths by id in lower case, once somebody asks for one: those who look at all claims need none.
    claims_by_id: OnceLock<Paths>,
    /// Paths by key.
    actors_by_key: Paths,
    /// Paths by key.
    documents_by_key: Paths,
}

impl Workspace {
    /// The folder of the workspace that `start` lies in: the nearest, upwards, that holds `claimbook.yaml` or
    /// `claims/claimbook.yaml`.
    ///
    /// # Errors
    /// [`Error::NoWorkspace`] where there is none.
    pub fn find(start: &Path) -> Result<PathBuf> {
        start
            .ancestors()
            .flat_map(|folder| [folder.to_owned(), folder.join(FOLDER)])
            .find(|folder| folder.join(SETTINGS_FILE).is_file())
            .ok_or_else(|| Error::NoWorkspace { start: start.to_owned() })
    }

    /// Reads every file of the workspace in `root`. Files that cannot be read are in `problems`; they stop nothing.
    ///
    /// # Errors
    /// Where the folder itself cannot be read.
    pub fn load(root: &Path) -> Result<Self> {
        load::load(root)
    }

    /// A workspace of these records; `root` is its folder.
    pub fn of(root: &Path, records: impl IntoIterator<Item = Record>) -> Self {
        let mut workspace = Workspace { root: root.to_owned(), ..Workspace::default() };
        workspace.extend(records);
        workspace.index();
        workspace
    }

    /// The same workspace with these records, each in place of the one at its path.
    #[must_use]
    pub fn with(mut self, records: Vec<Record>) -> Self {
        let paths: HashSet<&str> = records.iter().filter_map(Record::path).collect();
        self.claims.retain(|it| !paths.contains(it.path.as_str()));
        self.actors.retain(|it| !paths.contains(it.path.as_str()));
        self.documents.retain(|it| !paths.contains(it.path.as_str()));
        self.problems.retain(|it| !paths.contains(it.path.as_str()));
        drop(paths);
        self.extend(records);
        self.index_again();
        self
    }

    fn extend(&mut self, records: impl IntoIterator<Item = Record>) {
        let records = records.into_iter();
        // Most records are claims. To grow step by step would move them all several times.
        self.claims.reserve(records.size_hint().1.unwrap_or_default());
        for record in records {
            match record {
                Record::Settings(settings) => self.settings = settings,
                Record::Claim(claim) => self.claims.push(claim),
                Record::Actor(actor) => self.actors.push(actor),
                Record::Document(document) => self.documents.push(document),
                Record::Problem(problem) => self.problems.push(problem),
            }
        }
    }

    /// Reads some files of the workspace in `root`, by their paths in it, on every core. What is gone, or is none of a workspace's
    /// files, is left out.
    pub fn read_files(root: &Path, paths: &[&str]) -> Vec<Record> {
        paths.par_iter().filter_map(|path| load::load_file(root, path)).collect()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The claim with this id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Filed<Claim>> {
        self.claims_by_id().get(&id.as_str().to_ascii_lowercase()).and_then(|path| self.claim_at(path))
    }

    fn claims_by_id(&self) -> &Paths {
        self.claims_by_id.get_or_init(|| {
            let mut paths = Paths::with_capacity_and_hasher(self.claims.len(), Default::default());
            for claim in &self.claims {
                if let Some(id) = &claim.data.id {
                    // Of two files with one id, the first counts; `check` names both.
                    paths.entry(id.as_str().to_ascii_lowercase()).or_insert_with(|| claim.path.clone());
                }
            }
            paths
        })
    }

    /// The claim whose file is at this path from the workspace's folder.
    pub fn claim_at(&self, path: &str) -> Option<&Filed<Claim>> {
        at(&self.claims, path)
    }

    /// The actor with this key.
    pub fn actor(&self, key: &str) -> Option<&Filed<Actor>> {
        self.actors_by_key.get(key).and_then(|path| at(&self.actors, path))
    }

    /// The document with this key.
    pub fn document(&self, key: &str) -> Option<&Filed<Document>> {
        self.documents_by_key.get(key).and_then(|path| at(&self.documents, path))
    }

    /// The name of the actor with this key, or what a protected one is called; the key itself where there is no such
    /// actor.
    pub fn actor_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.actor(key).map_or(key, |actor| actor.data.shown_name())
    }

    /// The title of the document with this key, else its address; the key itself where there is neither.
    pub fn document_title<'a>(&'a self, key: &'a str) -> &'a str {
        self.document(key)
            .and_then(|document| document.data.title.as_deref().or(document.data.url.as_deref()))
            .unwrap_or(key)
    }

    /// The problems that keep a file from being read.
    pub fn broken(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.is_broken())
    }

    /// The captured text of a document: of the capture whose text has this hash, or of the first.
    ///
    /// `None` where the document, the capture or its text is not there or is larger than a text may be.
    pub fn captured_text(&self, document: &str, text_hash: Option<&str>) -> Option<String> {
        let name = self.document(document)?.data.capture(text_hash)?.text.as_deref()?;
        read_text(&self.root, name)
    }

    /// The captured text of a capture; `None` where it has none, or its file is not there or is larger than a text may be.
    pub fn text_of(&self, capture: &Capture) -> Option<String> {
        read_text(&self.root, capture.text.as_deref()?)
    }

    /// Sorts what was read by path and makes the look-up tables.
    fn index(&mut self) {
        self.claims.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.actors.sort_by(|a, b| a.path.cmp(&b.path));
        self.documents.sort_by(|a, b| a.path.cmp(&b.path));
        self.problems.sort_by(|a, b| a.path.cmp(&b.path));
        for actor in &self.actors {
            self.actors_by_key.entry(actor.key().to_owned()).or_insert_with(|| actor.path.clone());
        }
        for document in &self.documents {
            self.documents_by_key.entry(document.key().to_owned()).or_insert_with(|| document.path.clone());
        }
    }

    /// As [`Workspace::index`], after records were moved.
    pub(crate) fn index_again(&mut self) {
        self.claims_by_id.take();
        self.actors_by_key.clear();
        self.documents_by_key.clear();
        self.index();
    }

    /// Takes a claim in, in place of the one at its path.
    fn take_claim(&mut self, claim: Filed<Claim>) {
        if let (Some(id), Some(paths)) = (&claim.data.id, self.claims_by_id.get_mut()) {
            paths.entry(id.as_str().to_ascii_lowercase()).or_insert_with(|| claim.path.clone());
        }
        take(&mut self.claims, claim);
    }

    /// Takes an actor in, in place of the one at its path.
    fn take_actor(&mut self, actor: Filed<Actor>) {
        self.actors_by_key.entry(actor.key().to_owned()).or_insert_with(|| actor.path.clone());
        take(&mut self.actors, actor);
    }

    /// Takes a document in, in place of the one at its path.
    fn take_document(&mut self, document: Filed<Document>) {
        self.documents_by_key.entry(document.key().to_owned()).or_insert_with(|| document.path.clone());
        take(&mut self.documents, document);
    }

    /// Takes a claim out.
    fn give_claim(&mut self, path: &str) -> Option<Filed<Claim>> {
        let place = place(&self.claims, path).ok()?;
        let claim = self.claims.remove(place);
        if let (Some(id), Some(paths)) = (&claim.data.id, self.claims_by_id.get_mut()) {
            paths.remove(&id.as_str().to_ascii_lowercase());
        }
        Some(claim)
    }
}

/// Where the record of this path is, or would be.
fn place<T>(records: &[Filed<T>], path: &str) -> Result<usize, usize> {
    records.binary_search_by(|record| record.path.as_str().cmp(path))
}

fn at<'a, T>(records: &'a [Filed<T>], path: &str) -> Option<&'a Filed<T>> {
    place(records, path).ok().and_then(|place| records.get(place))
}

fn take<T>(records: &mut Vec<Filed<T>>, record: Filed<T>) {
    match place(records, &record.path) {
        Ok(place) => records[place] = record,
        Err(place) => records.insert(place, record),
    }
}
