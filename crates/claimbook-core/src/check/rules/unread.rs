//! Files that were not read, each with the code of its trouble. Nothing is skipped in silence.

use std::path::Path;

use rayon::prelude::*;

use super::{conflict, duplicate_key};
use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::near::nearest;
use crate::workspace::{Problem, Trouble, read_file};
use crate::yaml::{self, ReadError, Route};

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    let root = scope.workspace.root();
    found.par_extend(scope.workspace.problems.par_iter().flat_map_iter(|problem| {
        let path = &problem.path;
        let sentence = || {
            let text = problem.trouble.to_string();
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}{}", letters.as_str(), if text.ends_with('.') { "" } else { "." })
        };
        match &problem.trouble {
            Trouble::Unreadable(error) => {
                let doubled = if error.fix.is_none() { doubled_keys(root, problem) } else { Vec::new() };
                if doubled.is_empty() { vec![unreadable(path, error)] } else { doubled }
            }
            Trouble::Conflict { line } => vec![conflict::finding(path, *line)],
            Trouble::Disk(_) | Trouble::NotAFile => vec![
                Finding::new(Code::UnreadableFile, path, sentence())
                    .hint("Let it be read, or move it elsewhere."),
            ],
            Trouble::Link => vec![
                Finding::new(Code::SymbolicLink, path, sentence())
                    .hint("Put the file itself here, or delete the link."),
            ],
            Trouble::LinkedFolder => vec![
                Finding::new(Code::SymbolicLink, path, sentence())
                    .hint("Put the folder itself here, or delete the link."),
            ],
            Trouble::Yml => {
                vec![
                    Finding::new(Code::YmlFile, path, sentence())
                        .hint("Rename it: its ending must be .yaml."),
                ]
            }
            Trouble::NoKnownKind => vec![unknown_kind(root, path, &sentence())],
        }
    }));
}

fn unreadable(path: &str, error: &ReadError) -> Finding {
    let finding = Finding::new(Code::BrokenYaml, path, &error.message).on(error.line, error.column);
    let finding = match error.route.as_deref().and_then(|route| route.parse().ok()) {
        Some(route) => finding.at(route),
        None => finding,
    };
    match &error.fix {
        Some(fix) if Some(fix.line) == error.line => {
            finding.hint(format!("Write the line like this: {}", fix.replacement.trim_start()))
        }
        Some(fix) => {
            finding.hint(format!("Write line {} like this: {}", fix.line, fix.replacement.trim_start()))
        }
        None => finding,
    }
}

fn unknown_kind(root: &Path, path: &str, message: &str) -> Finding {
    let finding = Finding::new(Code::UnknownKind, path, message);
    let tree = text_of(root, path).and_then(|text| yaml::tree(&text).ok());
    let mut keys = tree.iter().flat_map(|tree| tree.entries()).filter_map(|(key, _)| key.text());
    match keys.find(|key| nearest(key, ["claim"]).is_some()) {
        Some(key) => finding.at_key(Route::from(key)).hint("Did you mean `claim`?"),
        None => finding
            .on(Some(1), Some(1))
            .hint("Add `claim: \"…\"` to make it a claim, or move it out of the workspace."),
    }
}

fn text_of(root: &Path, path: &str) -> Option<String> {
    let bytes = read_file(&root.join(path), yaml::MAX_BYTES as u64).ok()?;
    yaml::guard(&bytes).ok().map(str::to_owned)
}

/// A key of ours that stands twice keeps a file from being read; then both places are named.
fn doubled_keys(root: &Path, problem: &Problem) -> Vec<Finding> {
    text_of(root, &problem.path).map_or_else(Vec::new, |text| duplicate_key::duplicates(&problem.path, &text))
}
