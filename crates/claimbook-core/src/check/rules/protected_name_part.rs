//! No part of a protected source's name stands in what leaves the desk.

use rayon::prelude::*;

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::model::{Claim, Evidence};
use crate::redact::Parts;
use crate::workspace::Workspace;
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    let workspace = scope.workspace;
    let Some(parts) = Parts::of(workspace) else { return };
    found.par_extend(workspace.claims.par_iter().flat_map_iter(|filed| {
        let told = told(workspace, &filed.data).into_iter();
        let told = told.filter_map(|(route, text)| finding(&parts, &filed.path, route, text));
        told.chain(file(&parts, &filed.path)).collect::<Vec<_>>()
    }));
    for filed in workspace.public_documents() {
        let title = filed.data.title.as_deref();
        found.extend(title.and_then(|title| finding(&parts, &filed.path, Route::from("title"), title)));
        found.extend(file(&parts, &filed.path));
    }
}

/// A part in the name of a file, which reports and pages tell.
fn file(parts: &Parts, path: &str) -> Option<Finding> {
    let part = parts.left_in(path, true)?;
    let message =
        format!("“{part}” in the file's name is a part of a protected source's name, and reports tell it.");
    let finding = Finding::new(Code::ProtectedNamePart, path, message).on(Some(1), Some(1));
    Some(finding.hint("Rename the file. What git keeps of the old name can still be read."))
}

fn finding(parts: &Parts, path: &str, route: Route, text: &str) -> Option<Finding> {
    let small = !text.chars().any(char::is_uppercase);
    let part = parts.left_in(text, small)?;
    let message = format!("“{part}” is a part of a protected source's name, and reports leave it in.");
    let finding = Finding::new(Code::ProtectedNamePart, path, message);
    Some(finding.at(route).hint("Reports replace whole names only: say it in other words."))
}

/// The texts of a claim that reports tell.
fn told<'c>(workspace: &Workspace, claim: &'c Claim) -> Vec<(Route, &'c str)> {
    let mut told = vec![(Route::from("claim"), claim.claim.as_str())];
    let topics = claim.topics.iter().enumerate();
    told.extend(topics.map(|(at, topic)| (Route::from("topics").index(at), topic.as_str())));
    let document = |line: &Evidence| line.document.as_deref().and_then(|key| workspace.document(key));
    // Reports leave out what is noted of a document that they hide.
    let open = |line: &&Evidence| document(line).is_none_or(|filed| !workspace.hides(&filed.data));
    for (at, line) in claim.evidence.iter().enumerate().filter(|(_, line)| open(line)) {
        told.extend(line.note.as_deref().map(|note| (Route::from("evidence").index(at).key("note"), note)));
    }
    for (at, verdict) in claim.verdicts.iter().enumerate() {
        let because = verdict.because.as_deref();
        told.extend(because.map(|because| (Route::from("verdicts").index(at).key("because"), because)));
    }
    told
}
