//! From what a person typed to the claim that is meant.

use std::path::Path;

use super::{Filed, Workspace};
use crate::model::{Claim, ClaimId};

/// Why no single claim is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// No claim fits.
    #[error("No claim fits “{typed}”.")]
    None {
        /// What was typed.
        typed: String,
    },
    /// More than one claim fits.
    #[error("{} claims fit “{typed}”.", fits.len())]
    Several {
        /// What was typed.
        typed: String,
        /// The paths of those that fit.
        fits: Vec<String>,
    },
}

/// The fewest hex digits that are read as a handle.
const LEAST_DIGITS: usize = 4;
/// The digits of a whole handle.
const MOST_DIGITS: usize = 8;

/// A claim, as far as people name it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Its file, from the workspace's folder.
    pub path: &'a str,
    /// Its id.
    pub id: Option<&'a str>,
    /// Its wording.
    pub claim: &'a str,
}

impl Workspace {
    /// The claim that `typed` means: a handle (or its first four or more digits), an id, a path (from the
    /// workspace, or from `here`), or words that fit one claim only.
    ///
    /// # Errors
    /// Where none fits, or more than one.
    pub fn find_claim(&self, typed: &str, here: Option<&Path>) -> Result<&Filed<Claim>, FindError> {
        let by_id = self.claims_by_id().get(&typed.trim().to_ascii_lowercase());
        if let Some(claim) = by_id.and_then(|path| self.claim_at(path)) {
            return Ok(claim);
        }
        let claims = || {
            self.claims.iter().map(|filed| Named {
                path: &filed.path,
                id: filed.data.id.as_ref().map(ClaimId::as_str),
                claim: &filed.data.claim,
            })
        };
        let path = find_among(claims, &self.root, typed, here)?;
        self.claim_at(path).ok_or_else(|| FindError::None { typed: typed.trim().to_owned() })
    }
}

/// The path of the claim that `typed` means, as [`Workspace::find_claim`] has it, among claims that come by path.
///
/// # Errors
/// Where none fits, or more than one.
pub fn find_among<'a, I: Iterator<Item = Named<'a>>>(
    claims: impl Fn() -> I,
    root: &Path,
    typed: &str,
    here: Option<&Path>,
) -> Result<&'a str, FindError> {
    let typed = typed.trim();
    let none = || FindError::None { typed: typed.to_owned() };
    if typed.is_empty() {
        return Err(none());
    }
    if let Some(claim) = claims().find(|claim| claim.id.is_some_and(|id| id.eq_ignore_ascii_case(typed))) {
        return Ok(claim.path);
    }
    let lower = typed.to_ascii_lowercase();
    let mut fits = Vec::new();
    if is_handle(&lower) {
        let handle = |claim: &Named<'a>| claim.id.and_then(|id| ClaimId::new(id).handle());
        let begins = |claim: &Named<'a>| handle(claim).is_some_and(|handle| handle.starts_with(&lower));
        fits = claims().filter(begins).map(|claim| claim.path).collect();
    }
    if fits.is_empty() {
        fits = at_path(claims(), root, typed, here);
    }
    if fits.is_empty() {
        fits = with_words(claims(), &lower);
    }
    match fits.as_slice() {
        [] => Err(none()),
        [only] => Ok(only),
        several => Err(FindError::Several {
            typed: typed.to_owned(),
            fits: several.iter().map(|path| (*path).to_owned()).collect(),
        }),
    }
}

fn at_path<'a>(
    claims: impl Iterator<Item = Named<'a>>,
    root: &Path,
    typed: &str,
    here: Option<&Path>,
) -> Vec<&'a str> {
    if !typed.contains('/') && !typed.contains(std::path::MAIN_SEPARATOR) && !typed.ends_with(".yaml") {
        return Vec::new();
    }
    let from_here = here.map(|here| here.join(typed)).and_then(|path| path.canonicalize().ok());
    let from_root = from_here.as_deref().and_then(|path| {
        let root = root.canonicalize().ok()?;
        path.strip_prefix(root).ok().map(|path| path.to_string_lossy().replace('\\', "/"))
    });
    let paths = claims.map(|claim| claim.path);
    paths.filter(|path| *path == typed || Some(*path) == from_root.as_deref()).collect()
}

/// The claims whose wording is, or else holds, the words in their order; else those that hold each of them.
fn with_words<'a>(claims: impl Iterator<Item = Named<'a>>, lower: &str) -> Vec<&'a str> {
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut best = (Fit::Words, Vec::new());
    for claim in claims {
        let wording = claim.claim.to_lowercase();
        let fit = if wording == lower {
            Fit::Whole
        } else if wording.contains(lower) {
            Fit::Phrase
        } else if words.iter().all(|word| wording.contains(word)) {
            Fit::Words
        } else {
            continue;
        };
        if fit > best.0 {
            best = (fit, Vec::new());
        }
        if fit == best.0 {
            best.1.push(claim.path);
        }
    }
    best.1
}

/// How well words fit a claim's wording; only the best fit counts.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Fit {
    Words,
    Phrase,
    Whole,
}

fn is_handle(typed: &str) -> bool {
    (LEAST_DIGITS..=MOST_DIGITS).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(claims: &[(&str, &str)]) -> Workspace {
        let mut workspace = Workspace::default();
        for (number, (id, wording)) in claims.iter().enumerate() {
            workspace.claims.push(Filed {
                path: format!("2024-11/claim-{number}.yaml"),
                data: Claim { id: Some(ClaimId::new(*id)), claim: (*wording).to_owned(), ..Claim::default() },
            });
        }
        workspace.index();
        workspace
    }

    fn found<'a>(workspace: &'a Workspace, typed: &str) -> &'a str {
        workspace.find_claim(typed, None).map_or("nothing", |claim| &claim.data.claim)
    }

    #[test]
    fn a_handle_its_first_digits_an_id_a_path_and_words_all_name_a_claim() {
        let workspace = workspace(&[
            ("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910", "The dam was sound."),
            ("0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222", "The bridge was closed."),
        ]);
        for typed in
            ["70c3a910", "70C3A", "0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910", "2024-11/claim-0.yaml", "DAM"]
        {
            assert_eq!(found(&workspace, typed), "The dam was sound.", "{typed}");
        }
        assert_eq!(
            workspace.find_claim("70c3", None),
            Err(FindError::Several {
                typed: "70c3".into(),
                fits: vec!["2024-11/claim-0.yaml".into(), "2024-11/claim-1.yaml".into()]
            })
        );
        assert!(matches!(workspace.find_claim("tunnel", None), Err(FindError::None { .. })));
    }

    #[test]
    fn a_word_of_hex_digits_is_found_in_the_wording_where_no_handle_fits() {
        let workspace = workspace(&[("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910", "The facade fell.")]);
        assert_eq!(found(&workspace, "facade"), "The facade fell.");
    }

    #[test]
    fn the_whole_wording_wins_over_a_part_of_another() {
        let workspace = workspace(&[
            ("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910", "Taxes rose."),
            ("0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222", "Taxes rose. Twice."),
        ]);
        assert_eq!(found(&workspace, "taxes rose."), "Taxes rose.");
    }
}
