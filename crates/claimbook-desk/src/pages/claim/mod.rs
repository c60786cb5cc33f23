//! A claim: who said it, what speaks for and against it, what was decided, what follows, and every form that changes it.

mod assert;
mod attribution;
mod document;
mod drop;
mod evidence;
mod link;
mod made;
mod mark;
mod parts;
mod record;
mod set;
mod show;
mod sign_off;
mod typed;
mod ways;
mod write;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use claimbook_core::assess::Rows as _;
use claimbook_index::view::AllRows;
use serde::Deserialize;

use self::show::{Sent, show};
use self::typed::{NotTaken, Typed};
use super::address;
use crate::desk::Desk;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::{Named, Snapshot};

/// Where a claim is shown, and where each of its forms leads.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/claims/{name}", get(page))
        .route("/claims/{name}/mark", post(mark::post))
        .route("/claims/{name}/evidence", post(evidence::add))
        .route("/claims/{name}/evidence/{id}/retract", post(evidence::retract))
        .route("/claims/{name}/assertions", post(assert::post))
        .route("/claims/{name}/assertions/{id}/said", post(attribution::post))
        .route("/claims/{name}/links", post(link::add))
        .route("/claims/{name}/links/remove", post(link::remove))
        .route("/claims/{name}/sign-off", post(sign_off::post))
        .route("/claims/{name}/renew", post(sign_off::renew))
        .route("/claims/{name}/set", post(set::post))
        .route("/claims/{name}/drop", get(drop::ask).post(drop::post))
}

/// What an address may say beside the claim.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Beside {
    /// What was written just now, and of what.
    pub(super) wrote: String,
    pub(super) of: String,
    /// Actors and documents that were made by that.
    pub(super) made: String,
    /// Whether claims much like it are looked for among very many, too.
    pub(super) like: Option<String>,
}

async fn page(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    let beside: Beside = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| {
            let rows = snapshot.rows()?;
            let place = one(snapshot, &rows, &name)?;
            let row = rows.row(place);
            if snapshot.name_of(&row) != name {
                return Ok(Redirect::to(&address(snapshot, &row)).into_response());
            }
            Ok(as_page(&show(frame, snapshot, &rows, place, Sent::default(), &beside)?))
        })
    })
    .await?
}

/// The page again with a form that was not taken, and what was typed in it.
fn again(desk: &Desk, name: &str, typed: &Typed, not_taken: NotTaken) -> Result<Response, Refusal> {
    desk.show(|frame, snapshot| {
        let rows = snapshot.rows()?;
        let place = one(snapshot, &rows, name)?;
        let sent = Sent { typed: typed.clone(), not_taken: Some(not_taken.clone()) };
        let page = show(frame, snapshot, &rows, place, sent, &Beside::default())?;
        Ok((not_taken.trouble.status, as_page(&page)).into_response())
    })
}

/// The place of the claim that a name means.
fn one(snapshot: &Snapshot, rows: &AllRows<'_>, name: &str) -> Result<usize, Refusal> {
    let status = StatusCode::NOT_FOUND;
    match snapshot.named(rows, name) {
        Named::Claim(place) => Ok(place),
        Named::Nothing => Err(Refusal::new(
            status,
            "No such claim",
            "No claim has this name. It may have been thrown away, or its file moved while it had no id.",
        )),
        Named::Several(places) => {
            let paths = places.iter().map(|place| rows.row(*place)).filter(|row| !row.hidden);
            let paths: Vec<String> = paths.map(|row| row.path.to_owned()).collect();
            let says = format!(
                "{} claims have this name: {}. Use the path of the one you mean as its name.",
                places.len(),
                paths.join(", ")
            );
            Err(Refusal::new(status, "Which one?", says))
        }
    }
}

/// The path in the files of the claim that a name means.
pub(crate) fn path_of(desk: &Desk, name: &str) -> Result<String, Refusal> {
    desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = one(snapshot, &rows, name)?;
        Ok(rows.row(place).path.to_owned())
    })
}

/// Where the page is of a claim that was written to: it has an id by now.
fn now_at(desk: &Desk, path: &str, name: &str) -> Result<String, Refusal> {
    desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = match snapshot.named(&rows, name) {
            Named::Claim(place) => Some(place),
            _ => (0..rows.len()).find(|place| rows.row(*place).path == path),
        };
        Ok(place.map_or_else(|| "/".to_owned(), |place| address(snapshot, &rows.row(place))))
    })
}

#[cfg(test)]
mod tests;
