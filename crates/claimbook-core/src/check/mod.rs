//! What is wrong in a workspace: one rule, one function, one code.
//!
//! Rules look at what the files say and name a place by its route (`evidence[1].document`); routes become lines and
//! columns at the end, for the files that have findings. `docs/checks.md` explains every code.
//!
//! ```no_run
//! use claimbook_core::{check, workspace::Workspace};
//!
//! let workspace = Workspace::load("claims".as_ref())?;
//! for finding in check::check(&workspace, None).findings {
//!     println!("{}: {}", finding.code, finding.message);
//! }
//! # Ok::<(), claimbook_core::Error>(())
//! ```

mod code;
mod finding;
mod fix;
mod locate;
mod protect;
mod rules;
mod scope;
mod since;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use rayon::prelude::*;

pub use code::{Code, Severity};
pub use finding::{Excerpt, Finding};
pub use fix::{Fixed, Fixes, fix};
pub use protect::Protected;
pub use since::Since;

use crate::model::Day;
use crate::workspace::Workspace;
use scope::Scope;

/// More findings of one kind in one file are counted, not listed.
const MOST_OF_A_KIND: usize = 100;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What is wrong, by file and place.
    pub findings: Vec<Finding>,
    /// How many files were looked at.
    pub files: usize,
}

impl Checked {
    /// How many findings are as grave as this.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether nothing is wrong; notes may be there.
    pub fn is_clean(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Note)
    }
}

/// Looks for everything that is wrong; `today` decides what is due. Reads the files again where it must, on every core; writes
/// nothing.
pub fn check(workspace: &Workspace, today: Option<Day>) -> Checked {
    let scope = Scope::new(workspace, today);
    let mut by_file: HashMap<String, Vec<Finding>> = HashMap::new();
    for finding in rules::run(&scope) {
        by_file.entry(finding.path().to_owned()).or_default().push(finding);
    }
    let mut files: Vec<(String, Vec<Finding>)> = by_file.into_iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files.par_iter_mut().for_each(|(path, findings)| {
        shorten(findings);
        locate::locate(workspace.root(), path, findings);
        findings.sort_by_key(|finding| (finding.line, finding.column, finding.code));
    });
    let records = workspace.claims.len() + workspace.actors.len() + workspace.documents.len();
    Checked {
        findings: files.into_iter().flat_map(|(_, findings)| findings).collect(),
        files: records + workspace.problems.len() + usize::from(!rules::settings_are_broken(workspace)),
    }
}

/// Keeps the first of each kind, so that one hostile file cannot drown the rest.
fn shorten(findings: &mut Vec<Finding>) {
    let mut counts: HashMap<Code, usize> = HashMap::new();
    for finding in findings.iter() {
        *counts.entry(finding.code).or_default() += 1;
    }
    let mut kept: HashMap<Code, usize> = HashMap::new();
    findings.retain_mut(|finding| {
        let kept = kept.entry(finding.code).or_default();
        *kept += 1;
        let all = counts.get(&finding.code).copied().unwrap_or_default();
        if *kept == MOST_OF_A_KIND && all > MOST_OF_A_KIND {
            finding
                .message
                .push_str(&format!(" There are {} more of the kind in this file.", all - MOST_OF_A_KIND));
        }
        *kept <= MOST_OF_A_KIND
    });
}
