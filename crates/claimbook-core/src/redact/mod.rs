//! Protected sources: a workspace as outsiders may see it.
//!
//! Three belts. What belongs to a protected source or document is taken out whole. Its key becomes an opaque one
//! wherever it is named. Last, every string of every record is searched for its names, and these are replaced.
//!
//! A name that is inflected, misspelt, or shorter than four letters is not found by the last belt.

mod flags;
mod parts;
mod scrub;
mod words;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use self::parts::Parts;
use self::scrub::Scrub;
use self::words::Names;
use crate::assess::Judgement;
use crate::model::{Actor, ActorKind, Asked, Assertion, Claim, Document, Evidence, Extra};
use crate::workspace::{ACTORS, DOCUMENTS, Filed, HIDDEN, Problem, Trouble, Workspace, slug};

/// What a protected source is called where nothing else is said.
const A_SOURCE: &str = "a protected source";
/// What a protected document is called.
const A_DOCUMENT: &str = "a protected document";
/// What an actor is called whose file cannot be read: it may be protected.
const UNREADABLE_SOURCE: &str = "a source with a broken file";
/// Likewise a document.
const UNREADABLE_DOCUMENT: &str = "a document with a broken record";

/// The keys and paths that were replaced by opaque ones.
#[derive(Debug, Clone, Default)]
pub struct Renamed {
    claims: HashMap<String, String>,
    actors: HashMap<String, String>,
    documents: HashMap<String, String>,
    names: Arc<Names>,
    /// The documents, as they are called now, in whose texts a protected source's own words stand.
    closed: HashSet<String>,
}

impl Renamed {
    /// What may be told of a document's captured text beside the passages that others are quoted with: nothing, where a protected source's
    /// own words stand in it. To find a word in it would tell that it was said.
    pub fn told<'t>(&self, document: &str, text: &'t str) -> Option<Cow<'t, str>> {
        (!self.closed.contains(document)).then(|| self.text(text))
    }

    /// A captured text as outsiders may see it: the files of texts are not in the workspace, so they are not redacted with it.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.names.replaced(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// What a claim's path is now.
    pub fn claim(&self, path: String) -> String {
        self.claims.get(&path).cloned().unwrap_or(path)
    }

    /// The claims whose paths were replaced: what each was, and is now; in no order.
    pub fn claims(&self) -> impl Iterator<Item = (&str, &str)> {
        self.claims.iter().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// What an actor's key is now.
    pub fn actor(&self, key: String) -> String {
        self.actors.get(&key).cloned().unwrap_or(key)
    }

    /// What a document's key is now.
    pub fn document(&self, key: String) -> String {
        self.documents.get(&key).cloned().unwrap_or(key)
    }
}

impl Workspace {
    /// The workspace as outsiders may see it: nothing that gives away a protected source or document is left.
    #[must_use]
    pub fn redacted(self) -> Workspace {
        redact(self).0
    }

    /// The actors that may be named to anybody.
    pub fn public_actors(&self) -> impl Iterator<Item = &Filed<Actor>> {
        self.actors.iter().filter(|actor| !actor.data.is_protected())
    }

    /// Whether an assertion names a protected source or a document that must not be named: then its words are not for outsiders, also
    /// where they stand in a text.
    pub fn shields(&self, assertion: &Assertion) -> bool {
        let protected = |key: &str| self.actor(key).is_some_and(|actor| actor.data.is_protected());
        let withdrawn = assertion.withdrawn.iter().filter_map(|withdrawn| withdrawn.document.as_ref());
        assertion.actors().any(protected)
            || assertion
                .document
                .iter()
                .chain(withdrawn)
                .filter_map(|key| self.document(key))
                .any(|document| self.hides(&document.data))
    }

    /// The documents that may be named to anybody: not protected themselves, and not published by a protected source.
    pub fn public_documents(&self) -> impl Iterator<Item = &Filed<Document>> {
        self.documents.iter().filter(|document| !self.hides(&document.data))
    }

    /// Whether a document must not be named: it is protected itself, or a protected source published it.
    pub(crate) fn hides(&self, document: &Document) -> bool {
        let publisher = document.publisher.as_deref().and_then(|key| self.actor(key));
        document.is_protected() || publisher.is_some_and(|actor| actor.data.is_protected())
    }
}

/// Whether what lies at this path and cannot be read may be the record of a protected source or document.
pub fn may_be_protected(path: &str) -> bool {
    [ACTORS, DOCUMENTS].iter().any(|folder| key_below(folder, path).is_some())
}

/// As [`Workspace::redacted`], with the keys that were replaced.
pub fn redact(workspace: Workspace) -> (Workspace, Renamed) {
    let (workspace, _, renamed) = redact_judged(workspace, Judgement::default());
    (workspace, renamed)
}

/// As [`redact`], with what was worked out from the whole workspace: a verdict is stale or not, and has its origins, whoever looks.
pub fn redact_judged(mut workspace: Workspace, judgement: Judgement) -> (Workspace, Judgement, Renamed) {
    let secrets = Secrets::of(&workspace);
    if secrets.is_empty() {
        return (workspace, judgement, Renamed::default());
    }
    let assertions = workspace.claims.iter().flat_map(|filed| &filed.data.assertions);
    let closed = assertions.filter(|assertion| workspace.shields(assertion));
    let closed = closed.filter_map(|assertion| assertion.document.clone());
    let closed: HashSet<String> = closed.map(|key| secrets.renamed.document(key)).collect();
    let hidden = workspace.documents.iter().filter(|filed| workspace.hides(&filed.data));
    let behind: HashSet<String> = hidden.filter_map(|filed| filed.data.publisher.clone()).collect();
    for actor in &mut workspace.actors {
        secrets.actor(actor);
    }
    for document in &mut workspace.documents {
        secrets.document(document);
    }
    secrets.stand_in(&mut workspace);
    let hide = |(number, claim): (usize, &mut Filed<Claim>)| {
        let hidden = secrets.claim(&mut claim.data) || secrets.names.occur_in(&claim.path);
        hidden.then(|| {
            let path = format!("{HIDDEN}claim-{number}.yaml");
            (std::mem::replace(&mut claim.path, path.clone()), path)
        })
    };
    let claims = workspace.claims.par_iter_mut().enumerate().filter_map(hide).collect();
    drop_link_notes(&mut workspace.claims);
    workspace.settings.scrub(&secrets.names);
    for (number, problem) in workspace.problems.iter_mut().enumerate() {
        secrets.problem(number, problem);
    }
    workspace.index_again();
    let renamed = Renamed { claims, closed, ..secrets.renamed.clone() };
    let judgement = secrets.judgement(judgement, &renamed, &behind);
    (workspace, judgement, renamed)
}

/// A link's note is about both claims: where either is hidden, it goes.
fn drop_link_notes(claims: &mut [Filed<Claim>]) {
    let is_hidden = |claim: &Filed<Claim>| claim.shown_path().is_none();
    let hidden: HashSet<String> = claims
        .iter()
        .filter(|claim| is_hidden(claim))
        .filter_map(|claim| claim.data.id.as_ref().map(|id| id.as_str().to_ascii_lowercase()))
        .collect();
    for claim in claims {
        let from_hidden = is_hidden(claim);
        for link in &mut claim.data.links {
            let to_hidden =
                link.to.as_ref().is_some_and(|to| hidden.contains(&to.as_str().to_ascii_lowercase()));
            if from_hidden || to_hidden {
                link.note = None;
                link.extra = Extra::default();
            }
        }
    }
}

/// What must not be seen.
struct Secrets {
    /// Protected actors and what they are called, by key.
    actors: HashMap<String, String>,
    /// Protected documents and what they are called, by key.
    documents: HashMap<String, String>,
    names: Arc<Names>,
    /// Also the keys that are no secret but have one in them.
    renamed: Renamed,
}

impl Secrets {
    fn of(workspace: &Workspace) -> Self {
        let unreadable = |folder: &'static str| {
            workspace.problems.iter().filter_map(move |problem| key_below(folder, &problem.path))
        };
        let mut actors: HashMap<String, String> =
            unreadable(ACTORS).map(|key| (key.to_owned(), UNREADABLE_SOURCE.to_owned())).collect();
        for actor in workspace.actors.iter().filter(|actor| actor.data.is_protected()) {
            actors.insert(actor.key().to_owned(), shown_as(&actor.data));
        }
        let mut documents: HashMap<String, String> =
            unreadable(DOCUMENTS).map(|key| (key.to_owned(), UNREADABLE_DOCUMENT.to_owned())).collect();
        for document in &workspace.documents {
            let published = document.data.publisher.as_ref().is_some_and(|by| actors.contains_key(by));
            if document.data.is_protected() || published {
                documents.insert(document.key().to_owned(), A_DOCUMENT.to_owned());
            }
        }
        let names = Arc::new(names(workspace, &actors, &documents));
        let all = |keys: Vec<&str>, secret: &HashMap<String, String>, hidden: &str, plain: &str| {
            let taken: HashSet<&str> = keys.iter().copied().collect();
            let mut renamed = HashMap::new();
            let mut all: Vec<&str> = keys;
            all.extend(secret.keys().map(String::as_str));
            all.sort_unstable();
            all.dedup();
            for key in all {
                if secret.contains_key(key) {
                    renamed.insert(key.to_owned(), opaque(hidden, &taken, &renamed));
                } else if names.occur_in(key) {
                    renamed.insert(key.to_owned(), opaque(plain, &taken, &renamed));
                }
            }
            renamed
        };
        let renamed = Renamed {
            claims: HashMap::new(),
            actors: all(workspace.actors.iter().map(Filed::key).collect(), &actors, "protected", "actor"),
            documents: all(
                workspace.documents.iter().map(Filed::key).collect(),
                &documents,
                "protected-document",
                "document",
            ),
            names: Arc::clone(&names),
            closed: HashSet::new(),
        };
        Secrets { actors, documents, names, renamed }
    }

    fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.documents.is_empty()
    }

    fn actor(&self, filed: &mut Filed<Actor>) {
        let key = filed.key().to_owned();
        if let Some(shown_as) = self.actors.get(&key) {
            filed.data = Actor {
                name: shown_as.clone(),
                kind: Some(ActorKind::Unnamed),
                protected: Some(true),
                shown_as: Some(shown_as.clone()),
                ..Actor::default()
            };
        } else {
            filed.data.scrub(&self.names);
        }
        if let Some(opaque) = self.renamed.actors.get(&key) {
            filed.path = format!("{HIDDEN}{ACTORS}/{opaque}.yaml");
        }
    }

    fn document(&self, filed: &mut Filed<Document>) {
        let key = filed.key().to_owned();
        if let Some(title) = self.documents.get(&key) {
            filed.data =
                Document { title: Some(title.clone()), protected: Some(true), ..Document::default() };
        } else {
            rename(&self.renamed.actors, &mut filed.data.publisher);
            for source in &mut filed.data.derived_from {
                rename(&self.renamed.documents, &mut source.document);
            }
            // The names of the files that hold its text say where they are, and are not shown.
            let texts: Vec<_> = filed.data.captures.iter().map(|capture| capture.text.clone()).collect();
            filed.data.scrub(&self.names);
            for (capture, text) in filed.data.captures.iter_mut().zip(texts) {
                capture.text = text;
            }
        }
        if let Some(opaque) = self.renamed.documents.get(&key) {
            filed.path = format!("{HIDDEN}{DOCUMENTS}/{opaque}.yaml");
        }
    }

    /// Adds a record for each that cannot be read, so that it has a name.
    fn stand_in(&self, workspace: &mut Workspace) {
        let missing = |secret: &HashMap<String, String>,
                       renamed: &HashMap<String, String>,
                       folder: &str,
                       there: &dyn Fn(&str) -> bool| {
            let named = |(key, name): (&String, &String)| {
                let path = format!("{HIDDEN}{folder}/{}.yaml", renamed.get(key)?);
                (!there(&path)).then(|| (path, name.clone()))
            };
            secret.iter().filter_map(named).collect::<Vec<_>>()
        };
        let (actors, documents) = (&workspace.actors, &workspace.documents);
        let actors = missing(&self.actors, &self.renamed.actors, ACTORS, &|path| {
            actors.iter().any(|filed| filed.path == path)
        });
        let documents = missing(&self.documents, &self.renamed.documents, DOCUMENTS, &|path| {
            documents.iter().any(|filed| filed.path == path)
        });
        workspace.actors.extend(actors.into_iter().map(|(path, name)| Filed {
            path,
            data: Actor { name, protected: Some(true), ..Actor::default() },
        }));
        workspace.documents.extend(documents.into_iter().map(|(path, title)| Filed {
            path,
            data: Document { title: Some(title), protected: Some(true), ..Document::default() },
        }));
    }

    /// Takes the secrets out of a claim; says whether there were any.
    fn claim(&self, claim: &mut Claim) -> bool {
        let mut touched = false;
        for assertion in &mut claim.assertions {
            touched |= self.assertion(assertion);
        }
        if touched {
            claim.notes = None;
            claim.extra = Extra::default();
        }
        for line in &mut claim.evidence {
            touched |= self.evidence(line);
        }
        for asked in &mut claim.asked {
            touched |= self.asked(asked);
        }
        for attested in &mut claim.attested {
            rename(&self.renamed.actors, &mut attested.origins);
            rename(&self.renamed.documents, &mut attested.origins);
        }
        claim.scrub(&self.names) | touched
    }

    fn assertion(&self, assertion: &mut Assertion) -> bool {
        let withdrawn = assertion.withdrawn.iter().filter_map(|withdrawn| withdrawn.document.as_ref());
        let touched = assertion.actors().any(|key| self.actors.contains_key(key))
            || assertion.document.iter().chain(withdrawn).any(|key| self.documents.contains_key(key));
        if touched {
            assertion.quote.clear();
            assertion.cue = None;
            assertion.note = None;
            assertion.extra = Extra::default();
            if let Some(withdrawn) = &mut assertion.withdrawn {
                withdrawn.extra = Extra::default();
            }
        }
        rename(&self.renamed.actors, &mut assertion.by);
        rename(&self.renamed.actors, &mut assertion.on_behalf_of);
        rename(&self.renamed.actors, &mut assertion.through);
        rename(&self.renamed.actors, &mut assertion.citing);
        rename(&self.renamed.documents, &mut assertion.document);
        if let Some(withdrawn) = &mut assertion.withdrawn {
            rename(&self.renamed.documents, &mut withdrawn.document);
        }
        touched
    }

    fn evidence(&self, line: &mut Evidence) -> bool {
        let touched = line.document.iter().chain(&line.from).any(|key| self.documents.contains_key(key));
        if touched {
            line.note = None;
            line.quote.clear();
            line.extra = Extra::default();
            if let Some(retracted) = &mut line.retracted {
                retracted.because = None;
                retracted.extra = Extra::default();
            }
        }
        rename(&self.renamed.documents, &mut line.document);
        rename(&self.renamed.documents, &mut line.from);
        touched
    }

    fn asked(&self, asked: &mut Asked) -> bool {
        let document = asked.answer.iter().filter_map(|answer| answer.document.as_ref());
        let touched = asked.actor.iter().any(|key| self.actors.contains_key(key))
            || document.into_iter().any(|key| self.documents.contains_key(key));
        if touched {
            asked.question = None;
            asked.extra = Extra::default();
        }
        rename(&self.renamed.actors, &mut asked.actor);
        if let Some(answer) = &mut asked.answer {
            if touched {
                answer.note = None;
                answer.extra = Extra::default();
            }
            rename(&self.renamed.documents, &mut answer.document);
        }
        touched
    }

    fn problem(&self, number: usize, problem: &mut Problem) {
        if may_be_protected(&problem.path) || self.names.occur_in(&problem.path) {
            problem.path = format!("{HIDDEN}file-{number}.yaml");
            if problem.is_broken() {
                problem.trouble = Trouble::Disk("it cannot be read".to_owned());
            }
        }
    }
}

/// Everything that a protected source or document is called.
fn names(
    workspace: &Workspace,
    actors: &HashMap<String, String>,
    documents: &HashMap<String, String>,
) -> Names {
    let mut names = Names::default();
    for (key, instead) in actors.iter().chain(documents) {
        names.add(key, instead);
    }
    for actor in &workspace.actors {
        let Some(instead) = actors.get(actor.key()) else { continue };
        for name in std::iter::once(&actor.data.name).chain(&actor.data.aliases) {
            names.add(name, instead);
            // The words of a file's name, where they are not those of the name: O'Neil is oneil there.
            names.add(&slug(name), instead);
        }
        for url in actor.data.same_as.iter().chain(&actor.data.url) {
            names.add_address(url, instead);
        }
    }
    for document in &workspace.documents {
        let Some(instead) = documents.get(document.key()) else { continue };
        let archived = document.data.captures.iter().filter_map(|capture| capture.archived.as_ref());
        for url in document.data.url.iter().chain(archived) {
            names.add_address(url, instead);
        }
        if let Some(title) = &document.data.title {
            names.add(title, instead);
            names.add(&slug(title), instead);
        }
    }
    names
}

fn shown_as(actor: &Actor) -> String {
    let shown_as = actor.shown_as.as_deref().map(str::trim).filter(|shown_as| !shown_as.is_empty());
    shown_as.unwrap_or(A_SOURCE).to_owned()
}

/// The key that a file in this folder would have.
fn key_below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let name = path.strip_prefix(folder)?.strip_prefix('/')?.rsplit('/').next()?;
    Some(name.rsplit_once('.').map_or(name, |(key, _)| key))
}

/// The first of `word-1`, `word-2` … that nothing is called.
fn opaque(word: &str, taken: &HashSet<&str>, renamed: &HashMap<String, String>) -> String {
    (renamed.len() + 1..)
        .map(|number| format!("{word}-{number}"))
        .find(|key| !taken.contains(key.as_str()))
        .unwrap_or_else(|| word.to_owned())
}

fn rename<'k>(renamed: &HashMap<String, String>, keys: impl IntoIterator<Item = &'k mut String>) {
    for key in keys {
        if let Some(opaque) = renamed.get(key) {
            key.clone_from(opaque);
        }
    }
}

#[cfg(test)]
mod tests;
