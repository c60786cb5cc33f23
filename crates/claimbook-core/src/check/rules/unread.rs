//! Files that were not read, each with the code of its trouble. Nothing is skipped in silence.

use rayon::prelude::*;

use super::{conflict, duplicate_key};
use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::workspace::{Problem, Trouble, read_file};
use crate::yaml::{self, ReadError};

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
            Trouble::Yml => {
                vec![
                    Finding::new(Code::YmlFile, path, sentence())
                        .hint("Rename it: its ending must be .yaml."),
                ]
            }
            Trouble::NoKnownKind => vec![
                Finding::new(Code::UnknownKind, path, sentence())
                    .on(Some(1), Some(1))
                    .hint("Add `claim: \"…\"` to make it a claim, or move it out of the workspace."),
            ],
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

/// A key of ours that stands twice keeps a file from being read; then both places are named.
fn doubled_keys(root: &std::path::Path, problem: &Problem) -> Vec<Finding> {
    let Ok(bytes) = read_file(&root.join(&problem.path), yaml::MAX_BYTES as u64) else { return Vec::new() };
    match yaml::guard(&bytes) {
        Ok(text) => duplicate_key::duplicates(&problem.path, text),
        Err(_) => Vec::new(),
    }
}
