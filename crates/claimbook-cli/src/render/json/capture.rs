//! The JSON of `capture`.

use claimbook_core::assess::edits::{Edited, Edits};
use claimbook_core::model::Capture as Record;
use claimbook_core::workspace::Workspace;
use serde::Serialize;

use super::VERSION;
use crate::error::Result;
use crate::render::handle;

#[derive(Serialize)]
struct Capture<'w> {
    version: u32,
    document: &'w str,
    title: &'w str,
    captured: bool,
    at: Option<&'w str>,
    text: Option<&'w str>,
    text_sha256: Option<&'w str>,
    changed: Vec<Passage<'w>>,
    gone: Vec<Passage<'w>>,
    stand: Option<usize>,
}

#[derive(Serialize)]
struct Passage<'w> {
    id: Option<&'w str>,
    handle: Option<String>,
    claim: Option<&'w str>,
    quoted_by: Option<&'w str>,
    exact: &'w str,
    quoted: &'w str,
    now: Option<&'w str>,
    differs: Vec<&'static str>,
}

/// What a newer capture did to quoted passages. `None` where nothing was compared.
pub(crate) fn capture(
    workspace: &Workspace,
    key: &str,
    captured: bool,
    edits: Option<&Edits>,
) -> Result<String> {
    let last: Option<&Record> = workspace.document(key).and_then(|filed| filed.data.captures.last());
    super::text(&Capture {
        version: VERSION,
        document: key,
        title: workspace.document_title(key),
        captured,
        at: last.and_then(|last| last.at.as_ref()).map(|at| at.as_str()),
        text: last.and_then(|last| last.text.as_deref()),
        text_sha256: last.and_then(|last| last.text_sha256.as_deref()),
        changed: edits.map(|edits| passages(workspace, &edits.changed)).unwrap_or_default(),
        gone: edits.map(|edits| passages(workspace, &edits.gone)).unwrap_or_default(),
        stand: edits.map(|edits| edits.stand),
    })
}

fn passages<'w>(workspace: &'w Workspace, list: &'w [Edited]) -> Vec<Passage<'w>> {
    list.iter().map(|edited| passage(workspace, edited)).collect()
}

fn passage<'w>(workspace: &'w Workspace, edited: &'w Edited) -> Passage<'w> {
    let claim = workspace.claim_at(&edited.claim);
    Passage {
        id: claim.and_then(|claim| claim.data.id.as_ref()).map(|id| id.as_str()),
        handle: claim.map(handle),
        claim: claim.map(|claim| claim.data.claim.as_str()),
        quoted_by: edited.id.as_deref(),
        exact: &edited.exact,
        quoted: &edited.quoted,
        now: edited.now.as_deref(),
        differs: edited.kinds.iter().map(|kind| kind.as_str()).collect(),
    }
}
