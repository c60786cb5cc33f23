//! `show --format json`: one record, whole.

mod actor;
mod claim;
mod document;
mod work;

use claimbook_core::assess::status;
use claimbook_core::model;
use claimbook_core::workspace::Workspace;
use serde::Serialize;

pub(crate) use actor::actor;
pub(crate) use claim::claim;
pub(crate) use document::document;

/// An actor or a document by key, with its name or title.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    pub(super) key: &'a str,
    pub(super) name: &'a str,
}

/// A claim in a list.
#[derive(Serialize)]
pub(super) struct ClaimLine<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) handle: Option<String>,
    pub(super) status: String,
    pub(super) claim: &'a str,
}

pub(super) fn claim_lines(workspace: &Workspace, fits: impl Fn(&model::Claim) -> bool) -> Vec<ClaimLine<'_>> {
    let line = |claim: &'_ model::Claim| status(claim, &workspace.settings).to_string();
    workspace
        .claims
        .iter()
        .filter(|filed| fits(&filed.data))
        .map(|filed| ClaimLine {
            id: filed.data.id.as_ref().map(|id| id.as_str()),
            handle: filed.data.handle(),
            status: line(&filed.data),
            claim: &filed.data.claim,
        })
        .collect()
}

pub(super) fn document_name<'a>(workspace: &'a Workspace, key: Option<&'a str>) -> Option<Named<'a>> {
    key.map(|key| Named { key, name: workspace.document_title(key) })
}

pub(super) fn date(date: Option<&model::When>) -> Option<&str> {
    date.map(|date| date.as_str())
}

pub(super) fn moment(at: Option<&model::Instant>) -> Option<&str> {
    at.map(|at| at.as_str())
}
