//! An actor, whole, as JSON.

use claimbook_core::model::{self, Extra};
use claimbook_core::workspace::{Filed, Workspace};
use serde::Serialize;

use super::{ClaimLine, Named, claim_lines, date};
use crate::render::json::VERSION;

/// An actor with everything that the files say of it.
#[derive(Serialize)]
pub(crate) struct ActorPage<'a> {
    version: u32,
    kind: &'static str,
    key: &'a str,
    path: Option<&'a str>,
    name: &'a str,
    actor_kind: Option<&'a str>,
    protected: bool,
    shown_as: Option<&'a str>,
    aliases: &'a [String],
    same_as: &'a [String],
    url: Option<&'a str>,
    reliability: Vec<Reliability<'a>>,
    notes: Option<&'a str>,
    asserted: Vec<ClaimLine<'a>>,
    published: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    extra: &'a Extra,
}

#[derive(Serialize)]
struct Reliability<'a> {
    grade: Option<&'a str>,
    as_of: Option<&'a str>,
    by: Option<&'a str>,
    note: Option<&'a str>,
}

pub(crate) fn actor<'a>(workspace: &'a Workspace, filed: &'a Filed<model::Actor>) -> ActorPage<'a> {
    let actor = &filed.data;
    let key = filed.key();
    ActorPage {
        version: VERSION,
        kind: "actor",
        key,
        path: filed.shown_path(),
        name: &actor.name,
        actor_kind: actor.kind.as_ref().map(|kind| kind.as_str()),
        protected: actor.is_protected(),
        shown_as: actor.shown_as.as_deref(),
        aliases: &actor.aliases,
        same_as: &actor.same_as,
        url: actor.url.as_deref(),
        reliability: actor
            .reliability
            .iter()
            .map(|reliability| Reliability {
                grade: reliability.grade.as_deref(),
                as_of: date(reliability.as_of.as_ref()),
                by: reliability.by.as_deref(),
                note: reliability.note.as_deref(),
            })
            .collect(),
        notes: actor.notes.as_deref(),
        asserted: claim_lines(workspace, |claim| {
            claim.assertions.iter().any(|assertion| assertion.by.as_deref() == Some(key))
        }),
        published: workspace
            .documents
            .iter()
            .filter(|document| document.data.publisher.as_deref() == Some(key))
            .map(|document| Named {
                key: document.key(),
                name: document.data.title.as_deref().unwrap_or(document.key()),
            })
            .collect(),
        extra: &actor.extra,
    }
}
