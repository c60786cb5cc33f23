//! Marking a claim, as the command `mark` does.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::Error;
use claimbook_core::assess::{Rows as _, standing};
use claimbook_core::ledger::Marking;
use claimbook_core::model::Confidence;
use claimbook_core::workspace::Draft;
use serde::Deserialize;

use super::claim::{self, Trouble};
use super::plain;
use crate::desk::{Desk, Unwritten};
use crate::refusal::Refusal;
use crate::stale::{Form, Stale};

/// What is typed to mark a claim.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Marked {
    pub(crate) verdict: String,
    pub(crate) because: String,
    pub(crate) confidence: String,
    /// The verdict ends a fork.
    pub(crate) resolves: Option<String>,
}

pub(crate) async fn mark(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Marked>,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        // Somebody else may have thrown it away since the form was shown.
        let path = claim::path_of(desk, &name).map_err(|refusal| keeping(refusal, &form.typed))?;
        let written = desk.write(|draft| {
            form.still_holds(draft, &path)?;
            Ok(draft.mark(&path, &marking(draft, &form.typed)?)?)
        });
        match written {
            // A claim without an id has one now.
            Ok(_) => Ok(Redirect::to(&claim::now_at(desk, &path, &name)?).into_response()),
            Err(Unwritten::Stale(Stale::Gone)) => Err(keeping(gone(), &form.typed)),
            Err(Unwritten::Stale(Stale::Changed)) => {
                let says = changed(desk, &name);
                let hints = vec!["The page shows how it is now. What you typed is kept below.".to_owned()];
                let trouble = Trouble { status: StatusCode::CONFLICT, says, hints };
                claim::again(desk, &name, &form.typed, trouble)
                    .map_err(|refusal| keeping(refusal, &form.typed))
            }
            Err(Unwritten::Core(error)) => claim::again(desk, &name, &form.typed, trouble(&error)),
        }
    })
    .await?
}

/// What was typed as the step of a draft.
fn marking(draft: &Draft, typed: &Marked) -> Result<Marking, Error> {
    if typed.verdict.is_empty() {
        return Err(Error::Refused("Choose a verdict.".to_owned()));
    }
    if typed.verdict.eq_ignore_ascii_case("unchecked") {
        let says = "`unchecked` says that nobody has looked; it cannot be given as a verdict.";
        return Err(Error::Refused(says.to_owned()));
    }
    let confidence = match typed.confidence.as_str() {
        "" => None,
        word => {
            let refused =
                || Error::Refused(format!("“{word}” is not a confidence: say low, moderate or high."));
            Some(Confidence::known(word).ok_or_else(refused)?)
        }
    };
    Ok(Marking {
        verdict: draft.workspace().verdict(&typed.verdict)?,
        because: typed.because.trim().to_owned(),
        evidence: None,
        confidence,
        resolves: typed.resolves.is_some(),
    })
}

/// Who changed the claim, where that is on record.
fn changed(desk: &Desk, name: &str) -> String {
    let last = desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = claim::one(snapshot, &rows, name)?;
        let opened = snapshot.view.open(&rows, [place])?;
        let row = rows.row(place);
        let judged = opened.claim(&row);
        Ok(judged.and_then(|judged| {
            let verdict = standing::standing(&judged.filed.data, None)?;
            let by = verdict.by.as_deref().unwrap_or("Somebody");
            let at = verdict.at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
            Some(format!(" The verdict that stands is by {by}{at}: {}.", plain(verdict.verdict.as_str())))
        }))
    });
    let last = last.ok().flatten().unwrap_or_default();
    format!("Somebody changed this claim meanwhile, so nothing was written.{last}")
}

fn gone() -> Refusal {
    Refusal::new(
        StatusCode::CONFLICT,
        "The claim is gone",
        "Somebody threw this claim away or moved its file meanwhile, so nothing was written. What you typed:",
    )
}

fn keeping(refusal: Refusal, typed: &Marked) -> Refusal {
    refusal.keeping("Verdict", &typed.verdict).keeping("Because", &typed.because)
}

/// What cannot be written, and what to do.
fn trouble(error: &Error) -> Trouble {
    let (status, hint) = match error {
        Error::Disk { .. } | Error::NotUndone { .. } => (StatusCode::INTERNAL_SERVER_ERROR, None),
        Error::Forked { .. } => (
            StatusCode::BAD_REQUEST,
            Some("Weigh both, and give the verdict that follows them: tick the box below."),
        ),
        Error::Broken { .. } | Error::Edit { .. } => (
            StatusCode::BAD_REQUEST,
            Some("`claimbook check` shows where; mend it by hand or with `claimbook check --fix`."),
        ),
        _ => (StatusCode::BAD_REQUEST, None),
    };
    Trouble { status, says: error.to_string(), hints: hint.map(str::to_owned).into_iter().collect() }
}
