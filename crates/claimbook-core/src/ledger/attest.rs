//! Attesting that origins do not depend on each other.

use std::collections::BTreeSet;

use crate::assess::{Lineage, View, names};
use crate::error::{Error, Result};
use crate::model::{Attestation, Direction};
use crate::workspace::{Draft, record};

impl Draft {
    /// Records that somebody found these origins of the claim's evidence to be independent of each other: keys or names of documents
    /// or actors; none: all that are named on the side with the most. Says which, and whether the record is new.
    ///
    /// # Errors
    /// Where an origin is none of the claim's, has no recorded lineage, or is the same as another.
    pub fn attest(&mut self, path: &str, typed: &[String], because: &str) -> Result<(Vec<String>, bool)> {
        let because = because.trim();
        if because.is_empty() {
            return Err(Error::Refused("An attestation needs a reason.".to_owned()));
        }
        let origins =
            if typed.is_empty() { self.all_origins(path)? } else { self.named_origins(path, typed)? };
        let sorted: BTreeSet<&String> = origins.iter().collect();
        let same = |known: &Attestation| known.origins.iter().collect::<BTreeSet<_>>() == sorted;
        if self.claim(path)?.attested.iter().any(same) {
            return Ok((origins, false));
        }
        let attestation = Attestation {
            origins: origins.clone(),
            because: Some(because.to_owned()),
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            ..Attestation::default()
        };
        self.append(path, "attested", record::attestation(&attestation))?;
        Ok((origins, true))
    }

    fn all_origins(&self, path: &str) -> Result<Vec<String>> {
        let lineage = Lineage::of(&self.workspace);
        let view = View::of(&self.workspace, &lineage, self.claim(path)?);
        let (supports, refutes) = (view.named(&Direction::Supports), view.named(&Direction::Refutes));
        let origins = if refutes.len() > supports.len() { refutes } else { supports };
        match origins.as_slice() {
            [] => Err(Error::Refused("The claim's evidence has no named origin yet.".to_owned())),
            [_] => {
                let name = names(&self.workspace, origins.as_slice());
                let message = format!(
                    "All evidence on this side goes back to one origin, {name}: there is no second that could be independent of it."
                );
                Err(Error::Refused(message))
            }
            _ => Ok(origins),
        }
    }

    fn named_origins(&self, path: &str, typed: &[String]) -> Result<Vec<String>> {
        let workspace = &self.workspace;
        let lineage = Lineage::of(workspace);
        let view = View::of(workspace, &lineage, self.claim(path)?);
        let (supports, refutes) = (view.named(&Direction::Supports), view.named(&Direction::Refutes));
        let all: BTreeSet<String> = supports.into_iter().chain(refutes).collect();
        let mut keys: Vec<String> = Vec::new();
        let mut seen: Vec<(BTreeSet<String>, String)> = Vec::new();
        for typed in typed {
            let key = workspace
                .document(typed)
                .map(|filed| filed.key())
                .or_else(|| workspace.find_actor(typed))
                .or_else(|| {
                    let titled = |title: &Option<String>| title.as_deref() == Some(typed.as_str());
                    workspace
                        .documents
                        .iter()
                        .find(|filed| titled(&filed.data.title))
                        .map(|filed| filed.key())
                })
                .unwrap_or(typed);
            let meant: BTreeSet<String> = view
                .meant(key)
                .into_iter()
                .map(str::to_owned)
                .filter(|origin| all.contains(origin))
                .collect();
            if meant.is_empty() {
                return Err(Error::NoSuchOrigin {
                    typed: typed.clone(),
                    unrecorded: lineage.known(key).is_some_and(|known| known.gap.is_some()),
                    has: all.into_iter().collect(),
                });
            }
            if let Some((same, other)) = seen.iter().find(|(origins, _)| !origins.is_disjoint(&meant)) {
                let shared = same
                    .intersection(&meant)
                    .next()
                    .map(|origin| names(workspace, std::slice::from_ref(origin)))
                    .unwrap_or_default();
                return Err(Error::Refused(format!(
                    "“{other}” and “{typed}” both go back to {shared}: they are one origin, and cannot be attested as two."
                )));
            }
            seen.push((meant, typed.clone()));
            keys.push(key.to_owned());
        }
        if keys.len() < 2 {
            return Err(Error::Refused(
                "One origin alone cannot be independent: name two or more, or none for all of the claim's."
                    .to_owned(),
            ));
        }
        Ok(keys)
    }
}
