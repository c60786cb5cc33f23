//! Throwing away a claim that was opened by mistake, as the command `drop` does, after asking once more.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::assess::Rows as _;
use claimbook_report::page::{Mark, Words};

use super::typed::Typed;
use super::write::keeping;
use super::{one, path_of};
use crate::desk::{Desk, NotShown, Unwritten};
use crate::frame::Frame;
use crate::pages::address;
use crate::pages::trouble::Trouble;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;
use crate::stale::{Form, Stale};

#[derive(Template)]
#[template(path = "drop.html")]
struct Page {
    frame: Frame,
    address: String,
    claim: Words,
    mark: Mark,
    base: String,
    because: String,
    trouble: Option<Trouble>,
}

/// Asks.
pub(crate) async fn ask(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| Ok(as_page(&show(frame, snapshot, &name, &Typed::default(), None)?)))
    })
    .await?
}

fn show(
    frame: Frame,
    snapshot: &Snapshot,
    name: &str,
    typed: &Typed,
    trouble: Option<Trouble>,
) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let place = one(snapshot, &rows, name)?;
    let row = rows.row(place);
    let beside = snapshot.base_beside(&row);
    let opened = snapshot.view.open(&rows, [place])?;
    let base = opened.claim(&row).and_then(|judged| snapshot.base_of(beside, &judged.filed.data));
    Ok(Page {
        frame,
        address: address(snapshot, &row),
        claim: Words::line(row.claim),
        mark: Mark::of(&row.status),
        base: base.map(|base| base.to_string()).unwrap_or_default(),
        because: typed.get("because").to_owned(),
        trouble,
    })
}

/// Does it.
pub(crate) async fn post(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        let typed = &form.typed;
        let path = path_of(desk, &name).map_err(|refusal| keeping(refusal, typed))?;
        let written = desk.write(|draft| {
            form.still_holds(draft, &path)?;
            Ok(draft.drop_claim(&path, &typed.reason()?)?)
        });
        let trouble = match written {
            Ok(_) => return Ok(Redirect::to("/?wrote=dropped").into_response()),
            Err(Unwritten::Core(error)) => Trouble::of(desk, &error),
            Err(Unwritten::Stale(Stale::Gone)) => return Err(Refusal::no_such_page()),
            Err(Unwritten::Stale(Stale::Changed)) => {
                Trouble::stale("Somebody changed this claim meanwhile, so it was not thrown away.")
                    .hint("Look at it again first.")
            }
        };
        desk.show(|frame, snapshot| {
            let page = show(frame, snapshot, &name, typed, Some(trouble.clone()))?;
            Ok((trouble.status, as_page(&page)).into_response())
        })
        .map_err(|refusal| keeping(refusal, typed))
    })
    .await?
}
