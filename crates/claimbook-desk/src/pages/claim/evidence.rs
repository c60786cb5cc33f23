//! Adding a line of evidence and taking one back, as the command `evidence` does.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::Error;
use claimbook_core::ledger::Adding;
use claimbook_core::model::{Direction, Match};

use super::document::document;
use super::typed::Typed;
use super::write::{Work, Wrote, write};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::stale::Form;

pub(crate) async fn add(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    write(desk, name, form, "add-evidence".to_owned(), |work| {
        let Work { typed, path, .. } = work;
        let direction = typed.word("direction", "direction", Direction::known, Direction::WORDS)?;
        let direction = direction.ok_or_else(|| {
            Error::Refused("Say whether it supports the claim, refutes it or gives context.".to_owned())
        })?;
        let from = typed.list("from");
        let from = from.iter().map(|typed| document(&work, typed)).collect::<Result<_, _>>()?;
        let credibility = typed.text("credibility").map(|grade| {
            let known = grade.parse().ok().filter(|grade| (1..=6).contains(grade));
            known.ok_or_else(|| Error::Refused("A credibility is a number from 1 to 6.".to_owned()))
        });
        let adding = Adding {
            document: document(&work, typed.get("document"))?,
            direction,
            from,
            quote: typed.text("quote"),
            fits: typed.word("match", "match", Match::known, Match::WORDS)?,
            credibility: credibility.transpose()?,
            note: typed.text("note"),
        };
        let (id, new) = work.draft.add_evidence(path, &adding)?;
        Ok(Wrote(if new { "evidence" } else { "same-evidence" }, id))
    })
    .await
}

pub(crate) async fn retract(
    State(desk): State<Desk>,
    name: Result<Path<(String, String)>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    let Path((name, id)) = name.map_err(|_| Refusal::no_such_page())?;
    write(desk, Ok(Path(name)), form, format!("retract-{id}"), move |Work { draft, path, typed, .. }| {
        draft.retract_evidence(path, &id, &typed.reason()?)?;
        Ok(Wrote("retracted", id))
    })
    .await
}
