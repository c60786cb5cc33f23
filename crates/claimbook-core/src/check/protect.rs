//! What would give a protected source away is left out of what leaves the desk.

use std::collections::HashSet;

use super::{Checked, Code, Finding};
use crate::model::Claim;
use crate::workspace::{ACTORS, DOCUMENTS, Filed, Problem, Workspace, read_file, slug};
use crate::yaml::MAX_BYTES;

/// The protected sources of a workspace, and the files that speak of them.
#[derive(Debug, Clone, Default)]
pub struct Protected {
    /// Keys of protected actors and documents.
    keys: HashSet<String>,
    /// Their names, titles and addresses, in lower case.
    names: HashSet<String>,
    /// Files of theirs, and claims that name them.
    paths: HashSet<String>,
}

/// Shorter names stand in too many words that mean something else.
const LEAST_LETTERS: usize = 4;

impl Protected {
    /// Collects them. A record that cannot be read counts as protected unless its text plainly is not.
    pub fn of(workspace: &Workspace) -> Self {
        let mut protected = Protected::default();
        for filed in workspace.actors.iter().filter(|filed| filed.data.is_protected()) {
            protected.add(filed.key(), &filed.path);
            let actor = &filed.data;
            protected.name(
                [&actor.name].into_iter().chain(&actor.aliases).chain(&actor.same_as).chain(&actor.url),
            );
        }
        for filed in workspace.documents.iter().filter(|filed| workspace.hides(&filed.data)) {
            protected.add(filed.key(), &filed.path);
            protected.name(filed.data.title.iter().chain(&filed.data.url));
        }
        let broken: Vec<(&Problem, Option<String>)> =
            workspace.broken().map(|problem| (problem, text_of(workspace, &problem.path))).collect();
        for (problem, text) in &broken {
            let folder = problem.path.split_once('/').map(|(folder, _)| folder);
            if matches!(folder, Some(ACTORS | DOCUMENTS)) && text.as_deref().is_none_or(says_protected) {
                let name = problem.path.rsplit('/').next().unwrap_or_default();
                protected.add(name.strip_suffix(".yaml").unwrap_or(name), &problem.path);
            }
        }
        if protected.keys.is_empty() {
            return protected;
        }
        let named = |claim: &&Filed<Claim>| names_of(&claim.data).any(|key| protected.keys.contains(key));
        let claims: Vec<String> =
            workspace.claims.iter().filter(named).map(|claim| claim.path.clone()).collect();
        let names_one = |text: &String| protected.is_named_in(text);
        let unread: Vec<String> = broken
            .iter()
            .filter(|(_, text)| text.as_ref().is_none_or(names_one))
            .map(|(problem, _)| problem.path.clone())
            .collect();
        protected.paths.extend(claims);
        protected.paths.extend(unread);
        protected
    }

    fn add(&mut self, key: &str, path: &str) {
        self.keys.insert(key.to_owned());
        self.paths.insert(path.to_owned());
    }

    fn name<'a>(&mut self, names: impl Iterator<Item = &'a String>) {
        let long = |name: &&String| name.chars().count() >= LEAST_LETTERS;
        // A file is called by the words of a name, with hyphens between them.
        self.names.extend(names.filter(long).flat_map(|name| [name.to_lowercase(), slug(name)]));
        self.names.remove("");
    }

    /// Whether a file, or what is said of it, gives a protected source away.
    pub fn hides(&self, path: &str, said: &str) -> bool {
        self.paths.contains(path) || self.is_named_in(path) || self.is_named_in(said)
    }

    fn is_named_in(&self, text: &str) -> bool {
        if self.keys.is_empty() {
            return false;
        }
        let mentions = |name: &String| text.contains(name.as_str());
        let lower = text.to_lowercase();
        self.keys.iter().any(mentions)
            || self.names.iter().any(|name| lower.contains(name.as_str()))
            || (text.contains(".yaml") && self.paths.iter().any(mentions))
    }

    /// What was found, without places and quoted words where they would give a source away. How many there are and
    /// of which kind stays, but for the parts of protected names: of these nothing is told. What has no place comes last, so that
    /// what stands beside it tells none.
    #[must_use]
    pub fn redact(&self, mut checked: Checked) -> Checked {
        if self.keys.is_empty() {
            return checked;
        }
        checked.findings.retain(|finding| finding.code != Code::ProtectedNamePart);
        for finding in &mut checked.findings {
            let excerpt = finding.excerpt.as_ref().map_or("", |excerpt| excerpt.text.as_str());
            let hint = finding.hint.as_deref().unwrap_or_default();
            let said = [finding.message.as_str(), hint, excerpt].concat();
            if self.hides(finding.path(), &said) {
                blank(finding);
            }
        }
        checked.findings.sort_by_key(|finding| finding.path.is_none());
        checked
    }
}

fn blank(finding: &mut Finding) {
    let blank = Finding::new(finding.code, "", finding.code.summary()).graver(finding.severity);
    *finding = Finding { path: None, ..blank };
}

/// Every actor and document that a claim names.
fn names_of(claim: &Claim) -> impl Iterator<Item = &str> {
    let asserted = claim.assertions.iter().flat_map(|assertion| {
        let withdrawn = assertion.withdrawn.as_ref().and_then(|withdrawal| withdrawal.document.as_deref());
        assertion.actors().chain(assertion.document.as_deref()).chain(withdrawn)
    });
    let evidence = claim
        .evidence
        .iter()
        .flat_map(|line| line.document.as_deref().into_iter().chain(line.from.iter().map(String::as_str)));
    let asked = claim.asked.iter().flat_map(|asked| {
        let document = asked.answer.as_ref().and_then(|answer| answer.document.as_deref());
        asked.actor.as_deref().into_iter().chain(document)
    });
    let attested = claim.attested.iter().flat_map(|attested| attested.origins.iter().map(String::as_str));
    asserted.chain(evidence).chain(asked).chain(attested)
}

/// The text of a file; nothing where it is none or is not let be read.
fn text_of(workspace: &Workspace, path: &str) -> Option<String> {
    let bytes = read_file(&workspace.root().join(path), MAX_BYTES as u64).ok()?;
    (bytes.len() <= MAX_BYTES).then(|| String::from_utf8(bytes).ok())?
}

/// A line `protected:` that does not say `false`; in doubt it does.
fn says_protected(text: &str) -> bool {
    text.split("protected").skip(1).any(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.strip_prefix(':').is_some_and(|value| !value.trim_start().starts_with("false"))
    })
}
