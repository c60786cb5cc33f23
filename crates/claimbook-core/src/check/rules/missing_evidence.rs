//! A verdict rests on evidence lines of the same file.

use std::collections::HashSet;

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::near::nearest;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    let mut lines: Option<HashSet<&str>> = None;
    for (place, verdict) in claim.data.verdicts.iter().enumerate() {
        for (item, id) in verdict.evidence.iter().flatten().enumerate() {
            let lines = lines.get_or_insert_with(|| {
                claim.data.evidence.iter().filter_map(|line| line.id.as_deref()).collect()
            });
            if lines.contains(id.as_str()) {
                continue;
            }
            let route = Route::from("verdicts").index(place).key("evidence").index(item);
            let finding = Finding::new(
                Code::MissingEvidence,
                &claim.path,
                format!("There is no evidence line `{id}`."),
            );
            found.push(finding.at(route).did_you_mean(near(id, lines), || said(lines)));
        }
    }
}

/// Lists longer than this hold more than one looks through for a mistyped id.
const MOST: usize = 50;

pub(super) fn near<'a>(id: &str, known: &HashSet<&'a str>) -> Option<&'a str> {
    if known.len() > MOST { None } else { nearest(id, known.iter().copied()) }
}

fn said(lines: &HashSet<&str>) -> String {
    let mut ids: Vec<&str> = lines.iter().copied().take(MOST).collect();
    ids.sort_unstable();
    match ids.as_slice() {
        [] => "The claim has no evidence line with an id. Add evidence with `claimbook evidence add`."
            .to_owned(),
        ids => format!("The evidence lines are: {}.", ids.join(", ")),
    }
}
