//! A set of changes to a workspace: worked out in memory, written all or not at all.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use super::commit::{self, Change, Changes};
use super::load::{self, Record};
use super::lock::Lock;
use super::{ACTORS, DOCUMENTS, Filed, Workspace, at, record, slug};
use crate::error::{Error, Result};
use crate::model::{Actor, Claim, Document, IdSource, Instant};
use crate::yaml::{self, Edit};

/// Who acts, and when: what every entry is signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The desk member, as given.
    pub by: String,
    /// The moment.
    pub at: Instant,
}

/// A record that a command made because something named it, and that its user should be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// An actor, by key.
    Actor(String),
    /// A document, by key.
    Document(String),
}

/// What a draft has written.
#[derive(Debug)]
pub struct Committed {
    /// The workspace as it is now.
    pub workspace: Workspace,
    /// Actors and documents made because something named them.
    pub made: Vec<Made>,
    /// Documents without a captured text, for which a quotation was kept without a place in it: their keys.
    pub unlocated: Vec<String>,
    /// The files that were written, from the workspace's folder.
    pub written: Vec<String>,
}

/// Changes to a workspace. Nothing on disk changes before [`Draft::commit`]; nobody else writes meanwhile.
///
/// The workspace in it always is what the files will say, so that one step sees what the step before it did.
#[derive(Debug)]
pub struct Draft {
    pub(crate) workspace: Workspace,
    pub(crate) signature: Signature,
    pub(crate) ids: IdSource,
    made: Vec<Made>,
    /// Documents without a text, for which a quotation was kept without a place.
    pub(crate) unlocated: BTreeSet<String>,
    /// Protected sources made in this draft, by the words that were given for them.
    pub(crate) unnamed: Vec<(String, String)>,
    /// The handles that are taken; empty until the first new claim asks.
    pub(crate) handles: HashSet<String>,
    changes: Changes,
    _lock: Lock,
}

impl Draft {
    /// Waits until no other command writes, puts right what a killed one left, and reads the workspace.
    ///
    /// # Errors
    /// Where the workspace cannot be read, or nothing can be written in it.
    pub fn begin(root: &Path, signature: Signature, ids: IdSource) -> Result<Self> {
        let lock = Lock::acquire(root)?;
        commit::recover(root)?;
        Ok(Draft {
            workspace: Workspace::load(root)?,
            signature,
            ids,
            made: Vec::new(),
            unlocated: BTreeSet::new(),
            unnamed: Vec::new(),
            handles: HashSet::new(),
            changes: Changes::new(),
            _lock: lock,
        })
    }

    /// The workspace as it will be.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Actors and documents made so far because something named them.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// Writes every change, or none.
    ///
    /// # Errors
    /// Where one cannot be written; then nothing is.
    pub fn commit(self) -> Result<Committed> {
        self.commit_telling(&|_| ())
    }

    /// [`Draft::commit`] for many files: `told` is called, from any thread, with the number that is written so far.
    ///
    /// # Errors
    /// Where one cannot be written; then nothing is.
    pub fn commit_telling(self, told: &(dyn Fn(usize) + Sync)) -> Result<Committed> {
        commit::commit(self.workspace.root(), &self.changes, told)?;
        let written = self.changes.into_iter().filter(|(_, change)| change.before != change.after);
        Ok(Committed {
            workspace: self.workspace,
            made: self.made,
            unlocated: self.unlocated.into_iter().collect(),
            written: written.map(|(path, _)| path).collect(),
        })
    }

    /// Whether anything would be written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many files would be written.
    pub fn len(&self) -> usize {
        self.changes.values().filter(|change| change.before != change.after).count()
    }

    /// Replaces a record's file by what a person made of it. It must still be what they started from, and read.
    ///
    /// # Errors
    /// Where it changed meanwhile, or what it says now cannot be read.
    pub fn replace(&mut self, path: &str, before: &[u8], after: Vec<u8>) -> Result<()> {
        if self.content(path)?.as_deref() != Some(before) {
            return Err(Error::ChangedMeanwhile { path: path.to_owned() });
        }
        self.take_in(path, &after)?;
        self.put_over(path, Some(before.to_vec()), Some(after));
        Ok(())
    }

    /// What the file at `path` will hold.
    pub(crate) fn content(&self, path: &str) -> Result<Option<Vec<u8>>> {
        match self.changes.get(path) {
            Some(change) => Ok(change.after.clone()),
            None => commit::read(&self.workspace.root().join(path)),
        }
    }

    /// A captured text that this draft is about to write beside the documents.
    pub(crate) fn pending(&self, name: &str) -> Option<&[u8]> {
        self.changes.get(&format!("{DOCUMENTS}/{name}")).and_then(|change| change.after.as_deref())
    }

    /// What the file at `path` will hold, as text that may be edited.
    pub(crate) fn text(&self, path: &str) -> Result<String> {
        let broken = |why: String| Error::Broken { path: path.to_owned(), why };
        let bytes = self.content(path)?.ok_or_else(|| broken("it is not there any more.".to_owned()))?;
        yaml::guard(&bytes).map(str::to_owned).map_err(|refused| broken(refused.to_string()))
    }

    /// Sets what the file at `path` will hold.
    pub(crate) fn put(&mut self, path: &str, after: Option<Vec<u8>>) -> Result<()> {
        let before = match self.changes.contains_key(path) {
            true => None,
            false => commit::read(&self.workspace.root().join(path))?,
        };
        self.put_over(path, before, after);
        Ok(())
    }

    /// As [`Draft::put`], for what was made from `before`: should the file be another by now, the commit says so.
    fn put_over(&mut self, path: &str, before: Option<Vec<u8>>, after: Option<Vec<u8>>) {
        match self.changes.get_mut(path) {
            Some(change) => change.after = after,
            None => {
                self.changes.insert(path.to_owned(), Change { before, after });
            }
        }
    }

    /// Edits the file of a claim and reads it again.
    pub(crate) fn edit_claim(&mut self, path: &str, edits: &[Edit]) -> Result<()> {
        let known = self.workspace.claim_at(path).map(|filed| filed.data.clone());
        let data = self.edit(path, edits, Claim::KEYS, known.as_ref())?;
        self.workspace.take_claim(Filed { path: path.to_owned(), data });
        Ok(())
    }

    /// Edits the file of a document and reads it again.
    pub(crate) fn edit_document(&mut self, path: &str, edits: &[Edit]) -> Result<()> {
        let known = at(&self.workspace.documents, path).map(|filed| filed.data.clone());
        let data = self.edit(path, edits, Document::KEYS, known.as_ref())?;
        self.workspace.take_document(Filed { path: path.to_owned(), data });
        Ok(())
    }

    /// Edits a file that says what `known` is. One that was saved since it was read could have other items at the
    /// places of the edits.
    fn edit<T: serde::de::DeserializeOwned + PartialEq>(
        &mut self,
        path: &str,
        edits: &[Edit],
        order: &[&str],
        known: Option<&T>,
    ) -> Result<T> {
        let old = self.text(path)?;
        if !self.changes.contains_key(path) && load::parse::<T>(old.as_bytes()).ok().as_ref() != known {
            return Err(Error::ChangedMeanwhile { path: path.to_owned() });
        }
        let new = yaml::apply(&old, edits, order)
            .map_err(|error| Error::Edit { path: path.to_owned(), why: error.to_string() })?;
        let data = load::parse(new.as_bytes())
            .map_err(|trouble| Error::Broken { path: path.to_owned(), why: trouble.to_string() })?;
        self.put_over(path, Some(old.into_bytes()), Some(new.into_bytes()));
        Ok(data)
    }

    /// The claim whose file is at `path`.
    pub(crate) fn claim(&self, path: &str) -> Result<&Claim> {
        self.workspace
            .claim_at(path)
            .map(|filed| &filed.data)
            .ok_or_else(|| Error::Refused(format!("There is no claim in {path}.")))
    }

    /// Files a new claim, which has its id already, and returns its path.
    pub(crate) fn file_claim(&mut self, claim: &Claim) -> Result<String> {
        let path = self.new_path(claim);
        self.file(&path, record::claim_text(claim))?;
        Ok(path)
    }

    /// As [`Draft::file_claim`], for many: the workspace has them only once [`Draft::take_claims`] was called.
    /// Sorted in one at a time, a hundred thousand would take minutes.
    pub(crate) fn write_claim(&mut self, claim: &Claim) -> Result<Filed<Claim>> {
        let path = self.new_path(claim);
        let text = record::claim_text(claim);
        self.must_be_free(&path)?;
        let filed = match load::read_record(path.clone(), text.as_bytes()) {
            Record::Claim(filed) => filed,
            Record::Problem(problem) => {
                return Err(Error::Broken { path, why: problem.trouble.to_string() });
            }
            _ => return Err(Error::Broken { path, why: "it is not a claim.".to_owned() }),
        };
        self.put_over(&path, None, Some(text.into_bytes()));
        Ok(filed)
    }

    /// Takes claims in that [`Draft::write_claim`] wrote.
    pub(crate) fn take_claims(&mut self, claims: Vec<Filed<Claim>>) {
        self.workspace.claims.extend(claims);
        self.workspace.index_again();
    }

    /// Where a new claim is filed: people sort by month, and read the words.
    fn new_path(&self, claim: &Claim) -> String {
        let month = self.signature.at.as_str().get(..7).unwrap_or("undated").to_owned();
        let handle = claim.handle().unwrap_or_default();
        let name = match slug(&claim.claim) {
            slug if slug.is_empty() => handle,
            slug => format!("{slug}-{handle}"),
        };
        format!("{month}/{name}.yaml")
    }

    /// Files a new actor under a key that is free.
    pub(crate) fn file_actor(&mut self, key: &str, actor: &Actor) -> Result<()> {
        self.file(&format!("{ACTORS}/{key}.yaml"), record::actor_text(actor))?;
        self.made.push(Made::Actor(key.to_owned()));
        Ok(())
    }

    /// Files a new document under a key that is free.
    pub(crate) fn file_document(&mut self, key: &str, document: &Document) -> Result<()> {
        self.file(&format!("{DOCUMENTS}/{key}.yaml"), record::document_text(document))?;
        self.made.push(Made::Document(key.to_owned()));
        Ok(())
    }

    /// Writes a new file and takes what it says into the workspace, so that what is written is what reads back.
    fn file(&mut self, path: &str, text: String) -> Result<()> {
        self.must_be_free(path)?;
        self.take_in(path, text.as_bytes())?;
        self.put_over(path, None, Some(text.into_bytes()));
        Ok(())
    }

    fn must_be_free(&self, path: &str) -> Result<()> {
        match self.content(path)? {
            Some(_) => Err(Error::AlreadyThere { path: self.workspace.root().join(path) }),
            None => Ok(()),
        }
    }

    /// Reads what a file will hold and takes it into the workspace, where it may have been a problem before.
    fn take_in(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        match load::read_record(path.to_owned(), bytes) {
            Record::Claim(filed) => self.workspace.take_claim(filed),
            Record::Actor(filed) => self.workspace.take_actor(filed),
            Record::Document(filed) => self.workspace.take_document(filed),
            Record::Settings(settings) => self.workspace.settings = settings,
            Record::Problem(problem) => {
                return Err(Error::Broken { path: path.to_owned(), why: problem.trouble.to_string() });
            }
        }
        self.workspace.problems.retain(|problem| problem.path != path);
        Ok(())
    }

    /// Takes a claim's file away.
    pub(crate) fn unfile_claim(&mut self, path: &str) -> Result<()> {
        self.put(path, None)?;
        self.workspace.give_claim(path);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Marking;
    use crate::model::VerdictWord;

    #[test]
    fn a_file_saved_by_somebody_else_since_it_was_read_is_left_to_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yaml");
        std::fs::write(&file, "claim: The bridge was closed.\n").unwrap();
        let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
        let marking = Marking {
            verdict: VerdictWord::Disputed,
            because: "Two logs differ.".into(),
            evidence: None,
            confidence: None,
            resolves: false,
        };
        // Before the change is worked out, and after.
        for early in [true, false] {
            let mut draft = Draft::begin(folder.path(), signature.clone(), IdSource::new(1)).unwrap();
            let theirs = format!("claim: Theirs now, {early}.\n");
            if early {
                std::fs::write(&file, &theirs).unwrap();
                let error = draft.mark("a.yaml", &marking);
                assert!(matches!(error, Err(Error::ChangedMeanwhile { .. })), "{error:?}");
            } else {
                draft.mark("a.yaml", &marking).unwrap();
                std::fs::write(&file, &theirs).unwrap();
                assert!(matches!(draft.commit(), Err(Error::ChangedMeanwhile { .. })));
            }
            assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
        }
    }
}
