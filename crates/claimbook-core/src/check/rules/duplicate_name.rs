//! The file's name is the key of an actor or a document, whatever folder it lies in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::workspace::Filed;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    same(&scope.workspace.actors, found);
    same(&scope.workspace.documents, found);
}

fn same<T>(records: &[Filed<T>], found: &mut Vec<Finding>) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for record in records {
        match first.entry(record.key()) {
            Entry::Vacant(entry) => {
                entry.insert(&record.path);
            }
            Entry::Occupied(entry) => {
                let message = format!(
                    "{} has the key `{}` already, and only that file counts.",
                    entry.get(),
                    record.key()
                );
                let finding = Finding::new(Code::DuplicateName, &record.path, message);
                found.push(finding.on(Some(1), Some(1)).hint("Rename this file, or merge the two into one."));
            }
        }
    }
}
