//! Marking a claim, as the command `mark` does.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::ledger::Marking;
use claimbook_core::model::{Confidence, VerdictWord};
use claimbook_core::workspace::Draft;
use claimbook_core::{Error, Result as CoreResult};

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
    write(desk, name, form, "mark".to_owned(), |Work { draft, path, typed, .. }| {
        let marking = marking(draft, path, typed)?;
        draft.mark(path, &marking)?;
        Ok(Wrote("marked", marking.verdict.to_string()))
    })
    .await
}

/// What was typed as the step of a draft.
fn marking(draft: &Draft, path: &str, typed: &Typed) -> CoreResult<Marking> {
    Ok(Marking {
        verdict: verdict(draft, typed)?,
        because: typed.get("because").trim().to_owned(),
        evidence: considered(draft, path, typed),
        confidence: typed.word("confidence", "confidence", Confidence::known, Confidence::WORDS)?,
        resolves: typed.has("resolves"),
    })
}

fn verdict(draft: &Draft, typed: &Typed) -> CoreResult<VerdictWord> {
    let word = typed.get("verdict");
    if word.is_empty() {
        return Err(Error::Refused("Choose a verdict.".to_owned()));
    }
    if word.eq_ignore_ascii_case("unchecked") {
        let says = "`unchecked` says that nobody has looked; it cannot be given as a verdict.";
        return Err(Error::Refused(says.to_owned()));
    }
    draft.workspace().verdict(word)
}

/// The lines that were ticked. Where all were, the verdict is on all that there are, as it is where none is named.
fn considered(draft: &Draft, path: &str, typed: &Typed) -> Option<Vec<String>> {
    if !typed.has("lines") {
        return None;
    }
    let claim = &draft.workspace().claim_at(path)?.data;
    let ticked = typed.all("evidence");
    let all = claim.active_evidence().filter_map(|line| line.id.as_deref()).all(|id| ticked.contains(&id));
    (!all).then(|| ticked.into_iter().map(str::to_owned).collect())
}
