//! Noting who else put a claim forward, as the command `assert` does.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::Error;
use claimbook_core::ledger::Asserting;

use super::document::{document, stands_for_something};
use super::typed::Typed;
use super::write::{Work, Wrote, write};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::stale::Form;

pub(crate) async fn post(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    write(desk, name, form, "assert".to_owned(), |work| {
        let Work { typed, path, .. } = work;
        let by = typed.text("by").ok_or_else(|| Error::Refused("Say who said it.".to_owned()))?;
        let asserting = Asserting {
            by: Some(by),
            on_behalf_of: typed.text("for"),
            when: typed.date("when")?,
            document: typed.text("in").map(|typed| document(&work, &typed)).transpose()?,
            quote: typed.text("quote"),
            through: typed.list("through"),
            citing: typed.list("citing"),
            cue: typed.text("cue"),
            note: typed.text("note"),
            ..Asserting::default()
        };
        let people = asserting.by.iter().chain(&asserting.on_behalf_of);
        for actor in people.chain(&asserting.through).chain(&asserting.citing) {
            stands_for_something(&work, actor)?;
        }
        let (id, new) = work.draft.assert(path, &asserting)?;
        Ok(Wrote(if new { "asserted" } else { "same-assertion" }, id))
    })
    .await
}
