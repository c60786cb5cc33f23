//! Whether something was said: another question than whether it is true. As the command `attribution` does.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::Error;
use claimbook_core::ledger::Marking;
use claimbook_core::model::VerdictWord;

use super::typed::Typed;
use super::write::{Work, Wrote, write};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::stale::Form;

pub(crate) async fn post(
    State(desk): State<Desk>,
    name: Result<Path<(String, String)>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    let Path((name, id)) = name.map_err(|_| Refusal::no_such_page())?;
    let form_id = format!("said-{id}");
    write(desk, Ok(Path(name)), form, form_id, move |Work { draft, path, typed, .. }| {
        let word =
            typed.text("verdict").ok_or_else(|| Error::Refused("Say whether it was said.".to_owned()))?;
        let marking = Marking {
            verdict: VerdictWord::from(word.as_str()),
            because: typed.reason()?,
            evidence: None,
            confidence: None,
            resolves: typed.has("resolves"),
        };
        draft.attribute(path, &marking, Some(&id))?;
        Ok(Wrote("said", word))
    })
    .await
}
