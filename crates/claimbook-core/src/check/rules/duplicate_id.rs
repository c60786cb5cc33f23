//! An id names one claim.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    let mut first: HashMap<String, &str> = HashMap::new();
    for claim in &scope.workspace.claims {
        let Some(id) = &claim.data.id else { continue };
        match first.entry(id.as_str().to_ascii_lowercase()) {
            Entry::Vacant(entry) => {
                entry.insert(&claim.path);
            }
            Entry::Occupied(entry) => {
                let message = format!("{} has the same id.", entry.get());
                let hint = "If this is a copy, delete its `id:` line and run `claimbook check --fix`, which gives it \
                            one of its own. If both are the same claim, keep one file.";
                let finding = Finding::new(Code::DuplicateId, &claim.path, message);
                found.push(finding.at(Route::from("id")).hint(hint));
            }
        }
    }
}
