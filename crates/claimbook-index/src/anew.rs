//! What is to be kept of a workspace that was read whole.

use std::collections::{BTreeMap, HashMap};

use claimbook_core::assess::{JudgedClaim, Judgement, holds_until};
use claimbook_core::redact::{may_be_protected, redact_judged};
use claimbook_core::workspace::Workspace;
use xxhash_rust::xxh3::xxh3_64;

use crate::entry::{Entries, KeptClaim, Kind};
use crate::store::{Made, Stored};
use crate::ties::Ties;
use crate::walk::{self, Seen};

/// What is to be kept of a whole workspace.
pub(crate) fn whole(
    workspace: &Workspace,
    judgement: &Judgement,
    seen: &[Seen],
    began: i128,
    made: Made,
) -> Stored {
    let redacted = has_secrets(workspace).then(|| redact_judged(workspace.clone(), judgement.clone()));
    let rows = workspace.rows(judgement);
    let outside =
        redacted.as_ref().map(|(workspace, judgement, renamed)| workspace.rows_as_whole(judgement, renamed));
    let none = JudgedClaim::default();
    let mut claims: HashMap<&str, (KeptClaim<'_>, &JudgedClaim)> = HashMap::with_capacity(rows.len());
    for (place, (row, filed)) in rows.into_iter().zip(&workspace.claims).enumerate() {
        let outside = outside.as_ref().and_then(|rows| rows.get(place));
        let redacted = outside.filter(|other| **other != row).cloned();
        let ties = Ties::of(&filed.data);
        let holds_until = holds_until(&filed.data, &workspace.settings, made.today);
        let judged = judgement.claim_near(place, &filed.path).unwrap_or(&none);
        claims.insert(&filed.path, (KeptClaim { row, redacted, ties, holds_until }, judged));
    }
    let actors: HashMap<&str, _> = workspace.actors.iter().map(|it| (it.path.as_str(), it)).collect();
    let documents: HashMap<&str, _> = workspace.documents.iter().map(|it| (it.path.as_str(), it)).collect();
    let problems: HashMap<&str, _> = workspace.problems.iter().map(|it| (it.path.as_str(), it)).collect();
    let mut entries = Entries::new();
    for seen in seen {
        let (path, mark) = (seen.path.as_str(), seen.settled(began));
        if let Some((claim, judged)) = claims.get(path) {
            entries.claim(path, mark, claim, judged);
        } else if let Some(actor) = actors.get(path) {
            entries.actor(path, mark, &actor.data);
        } else if let Some(document) = documents.get(path) {
            entries.document(path, mark, &document.data);
        } else if let Some(problem) = problems.get(path) {
            entries.problem(mark, problem);
        } else {
            entries.bare(Kind::Other, path, mark);
        }
    }
    let parts = entries.finish(&folders(seen, began), redacted.is_some());
    let state = xxh3_64(&parts.0);
    Stored::fresh(Made { state, ..made }, parts)
}

/// The folders of files that were seen, by path, with their marks: 0 where a file in it has to be read again.
pub(crate) fn folders(seen: &[Seen], began: i128) -> Vec<(&str, u64)> {
    let mut folders: BTreeMap<&str, Option<u64>> = BTreeMap::new();
    for seen in seen {
        let (folder, name) = seen.path.rsplit_once('/').unwrap_or(("", &seen.path));
        let sum = folders.entry(folder).or_insert(Some(0));
        let mark = Some(seen.settled(began)).filter(|mark| *mark != 0);
        *sum = sum.zip(mark).map(|(sum, mark)| sum.wrapping_add(walk::sum([(name, mark)])));
    }
    folders.into_iter().map(|(folder, sum)| (folder, sum.unwrap_or(0))).collect()
}

/// Whether anything of a workspace must not be told to everybody: a record that cannot be read may say so, too.
fn has_secrets(workspace: &Workspace) -> bool {
    workspace.actors.iter().any(|actor| actor.data.is_protected())
        || workspace.documents.iter().any(|document| document.data.is_protected())
        || workspace.problems.iter().any(|problem| may_be_protected(&problem.path))
}
