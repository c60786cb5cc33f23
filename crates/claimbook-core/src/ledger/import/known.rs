//! What a workspace has already, by the words that a table has for it.

use std::collections::HashMap;

use crate::ledger::actors::UNNAMED;
use crate::ledger::{Asserting, DocumentRef};
use crate::model::Assertion;
use crate::workspace::{Workspace, slug};

/// The keys and paths of what is there.
pub(super) struct Known {
    /// Paths by wording.
    pub(super) claims: HashMap<String, String>,
    /// Keys of actors by name, in lower case.
    actors: HashMap<String, String>,
    /// Keys of documents by address and by title.
    documents: HashMap<String, String>,
}

impl Known {
    pub(super) fn of(workspace: &Workspace) -> Self {
        let mut known = Known { claims: HashMap::new(), actors: HashMap::new(), documents: HashMap::new() };
        for claim in &workspace.claims {
            known.claims.entry(fold(&claim.data.claim)).or_insert_with(|| claim.path.clone());
        }
        for actor in &workspace.actors {
            // A protected source is never found by a name in a table.
            if actor.data.protected != Some(true) {
                for name in std::iter::once(&actor.data.name).chain(&actor.data.aliases) {
                    known.actors.entry(name.to_lowercase()).or_insert_with(|| actor.key().to_owned());
                }
            }
        }
        for document in &workspace.documents {
            let url = document.data.url.as_deref().map(|url| url.trim_end_matches('/'));
            for name in url.into_iter().chain(document.data.title.as_deref()) {
                known.documents.entry(name.to_owned()).or_insert_with(|| document.key().to_owned());
            }
        }
        known
    }

    /// The same assertion with keys in place of the names that are known.
    pub(super) fn resolve(&self, workspace: &Workspace, asserting: &Asserting) -> Asserting {
        let actor = |name: &String| match self.actors.get(&name.trim().to_lowercase()) {
            Some(key) if workspace.actor(name.trim()).is_none() => key.clone(),
            _ => name.clone(),
        };
        Asserting {
            by: asserting.by.as_ref().map(actor),
            document: asserting.document.as_ref().map(|document| self.document(workspace, document)),
            ..asserting.clone()
        }
    }

    pub(super) fn document(&self, workspace: &Workspace, document: &DocumentRef) -> DocumentRef {
        let name = match document {
            DocumentRef::Url(url) => url.trim_end_matches('/'),
            DocumentRef::Title(title) if workspace.document(title).is_some() => {
                return DocumentRef::Key(title.clone());
            }
            DocumentRef::Title(title) => title,
            DocumentRef::Key(_) | DocumentRef::File(_) => return document.clone(),
        };
        self.documents.get(name).map_or_else(|| document.clone(), |key| DocumentRef::Key(key.clone()))
    }

    /// Whether an assertion of the claim says what the row says: who, when and where. Names that nobody has yet
    /// are of nobody's assertion; an unnamed source is known by what it is called.
    pub(super) fn same(&self, workspace: &Workspace, there: &Assertion, asserting: &Asserting) -> bool {
        let by = match (there.by.as_deref(), asserting.by.as_deref().map(str::trim)) {
            (None, None) => true,
            (Some(key), Some(typed)) => match typed.strip_prefix(UNNAMED) {
                Some(words) => workspace
                    .actor(key)
                    .is_some_and(|actor| actor.data.shown_as.as_deref() == Some(words.trim())),
                None => key == typed || workspace.actor(typed).is_none() && key == slug(typed),
            },
            _ => false,
        };
        let document = match (&there.document, &asserting.document) {
            (None, None) => true,
            (Some(key), Some(DocumentRef::Key(typed))) => key == typed,
            _ => false,
        };
        by && document && there.when == asserting.when
    }

    /// Remembers the records that were made.
    pub(super) fn learn(&mut self, asserting: &Asserting, made: &Assertion) {
        if let (Some(name), Some(key)) = (&asserting.by, &made.by)
            && !name.trim().starts_with(UNNAMED)
        {
            self.actors.entry(name.trim().to_lowercase()).or_insert_with(|| key.clone());
        }
        if let Some(document) = &asserting.document {
            self.learn_document(document, made.document.as_deref());
        }
    }

    pub(super) fn learn_document(&mut self, named: &DocumentRef, key: Option<&str>) {
        let name = match named {
            DocumentRef::Url(url) => url.trim_end_matches('/'),
            DocumentRef::Title(title) => title,
            DocumentRef::Key(_) | DocumentRef::File(_) => return,
        };
        if let Some(key) = key {
            self.documents.entry(name.to_owned()).or_insert_with(|| key.to_owned());
        }
    }
}

/// A wording by which rows and claims are the same: white space aside.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
