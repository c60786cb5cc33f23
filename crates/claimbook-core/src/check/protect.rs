//! What would give a protected source away is left out of what leaves the desk.

use std::collections::HashSet;

use super::{Checked, Finding};
use crate::model::Claim;
use crate::workspace::{ACTORS, DOCUMENTS, Filed, Problem, Workspace, read_file};
use crate::yaml::MAX_BYTES;

/// The protected sources of a workspace, and the files that speak of them.
#[derive(Debug, Clone, Default)]
pub struct Protected {
    /// Keys of protected actors and documents.
    keys: HashSet<String>,
    /// Files of theirs, and claims that name them.
    paths: HashSet<String>,
}

impl Protected {
    /// Collects them. A record that cannot be read counts as protected where it has the word.
    pub fn of(workspace: &Workspace) -> Self {
        let mut protected = Protected::default();
        let actors = workspace.actors.iter().filter(|filed| filed.data.is_protected());
        let documents = workspace.documents.iter().filter(|filed| filed.data.is_protected());
        for (key, path) in actors
            .map(|filed| (filed.key(), &filed.path))
            .chain(documents.map(|filed| (filed.key(), &filed.path)))
        {
            protected.add(key, path);
        }
        let broken: Vec<(&Problem, String)> =
            workspace.broken().map(|problem| (problem, text_of(workspace, &problem.path))).collect();
        for (problem, text) in &broken {
            let folder = problem.path.split_once('/').map(|(folder, _)| folder);
            if matches!(folder, Some(ACTORS | DOCUMENTS)) && says_protected(text) {
                let name = problem.path.rsplit('/').next().unwrap_or_default();
                protected.add(name.strip_suffix(".yaml").unwrap_or(name), &problem.path);
            }
        }
        if protected.keys.is_empty() {
            return protected;
        }
        let named = |claim: &Filed<Claim>| names_of(&claim.data).any(|key| protected.keys.contains(key));
        let claims: Vec<String> =
            workspace.claims.iter().filter(|claim| named(claim)).map(|claim| claim.path.clone()).collect();
        let unread: Vec<String> = broken
            .iter()
            .filter(|(_, text)| protected.keys.iter().any(|key| text.contains(key.as_str())))
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

    /// Whether a file, or what is said of it, gives a protected source away.
    pub fn hides(&self, path: &str, said: &str) -> bool {
        self.paths.contains(path) || self.is_named_in(path) || self.is_named_in(said)
    }

    fn is_named_in(&self, text: &str) -> bool {
        let mentions = |name: &String| text.contains(name.as_str());
        self.keys.iter().any(mentions) || (text.contains(".yaml") && self.paths.iter().any(mentions))
    }

    /// What was found, without places and quoted words where they would give a source away. How many there are and
    /// of which kind stays.
    #[must_use]
    pub fn redact(&self, mut checked: Checked) -> Checked {
        if self.keys.is_empty() {
            return checked;
        }
        for finding in &mut checked.findings {
            let excerpt = finding.excerpt.as_ref().map_or("", |excerpt| excerpt.text.as_str());
            let hint = finding.hint.as_deref().unwrap_or_default();
            let said = [finding.message.as_str(), hint, excerpt].concat();
            if self.hides(finding.path(), &said) {
                blank(finding);
            }
        }
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
    asserted.chain(evidence)
}

fn text_of(workspace: &Workspace, path: &str) -> String {
    let bytes = read_file(&workspace.root().join(path), MAX_BYTES as u64).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A line `protected:` that does not say `false`; in doubt it does.
fn says_protected(text: &str) -> bool {
    text.split("protected").skip(1).any(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.strip_prefix(':').is_some_and(|value| !value.trim_start().starts_with("false"))
    })
}
