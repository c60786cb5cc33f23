//! No part of a protected source's name stands in what leaves the desk.

use rayon::prelude::*;

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::model::Claim;
use crate::redact::Parts;
use crate::workspace::Filed;
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    let workspace = scope.workspace;
    let Some(parts) = Parts::of(workspace) else { return };
    found.par_extend(workspace.claims.par_iter().flat_map_iter(|filed| {
        let told = told(&filed.data).into_iter();
        told.filter_map(|(route, text)| finding(&parts, &filed.path, route, text)).collect::<Vec<_>>()
    }));
    let titled = |filed: &Filed<crate::model::Document>| {
        finding(&parts, &filed.path, Route::from("title"), filed.data.title.as_deref()?)
    };
    found.extend(workspace.public_documents().filter_map(titled));
}

fn finding(parts: &Parts, path: &str, route: Route, text: &str) -> Option<Finding> {
    let small = !text.chars().any(char::is_uppercase);
    let part = parts.left_in(text, small)?;
    let message = format!("“{part}” is a part of a protected source's name, and reports leave it in.");
    let finding = Finding::new(Code::ProtectedNamePart, path, message);
    Some(finding.at(route).hint("Reports replace whole names only: say it in other words."))
}

/// The texts of a claim that reports tell.
fn told(claim: &Claim) -> Vec<(Route, &str)> {
    let mut told = vec![(Route::from("claim"), claim.claim.as_str())];
    let topics = claim.topics.iter().enumerate();
    told.extend(topics.map(|(at, topic)| (Route::from("topics").index(at), topic.as_str())));
    for (at, line) in claim.evidence.iter().enumerate() {
        told.extend(line.note.as_deref().map(|note| (Route::from("evidence").index(at).key("note"), note)));
    }
    for (at, verdict) in claim.verdicts.iter().enumerate() {
        let because = verdict.because.as_deref();
        told.extend(because.map(|because| (Route::from("verdicts").index(at).key("because"), because)));
    }
    told
}
