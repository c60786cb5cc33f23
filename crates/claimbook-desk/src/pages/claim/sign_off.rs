//! Standing behind somebody else's verdict, and renewing one, as the commands `sign-off` and `reaffirm` do.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;

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
    write(desk, name, form, "sign-off".to_owned(), |Work { draft, path, typed, .. }| {
        let verdict = draft.sign_off(path, typed.text("note").as_deref())?;
        Ok(Wrote("signed", verdict.verdict.to_string()))
    })
    .await
}

pub(crate) async fn renew(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    write(desk, name, form, "renew".to_owned(), |Work { draft, path, typed, .. }| {
        let (old, _) = draft.reaffirm(path, &typed.reason()?, None)?;
        Ok(Wrote("renewed", old.verdict.to_string()))
    })
    .await
}
