//! How every form of a claim's page is written: in a draft, if the claim is still what the form was made of.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::Result as CoreResult;
use claimbook_core::assess::{Rows as _, standing};
use claimbook_core::workspace::Draft;
use claimbook_report::facts::signed;

use super::typed::{NotTaken, Typed};
use super::{again, made, now_at, one, path_of};
use crate::desk::{Desk, Unwritten};
use crate::pages::plain;
use crate::pages::trouble::Trouble;
use crate::refusal::Refusal;
use crate::stale::{Form, Stale};

/// What was done: which sentence says so, and of what.
pub(crate) struct Wrote(pub(crate) &'static str, pub(crate) String);

/// What a form asks for, in a draft.
pub(crate) struct Work<'d> {
    pub(crate) draft: &'d mut Draft,
    /// The claim's file.
    pub(crate) path: &'d str,
    pub(crate) typed: &'d Typed,
    pub(crate) desk: &'d Desk,
}

/// Does what a form asks for, and leads back to the claim's page. `form` is the id of the form on the page.
pub(crate) async fn write(
    desk: Desk,
    name: Result<Path<String>, PathRejection>,
    sent: Form<Typed>,
    form: String,
    work: impl FnOnce(Work<'_>) -> CoreResult<Wrote> + Send + 'static,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        let keeping = |refusal: Refusal| keeping(refusal, &sent.typed);
        // Somebody else may have thrown it away since the form was shown.
        let path = path_of(desk, &name).map_err(keeping)?;
        let written = desk.write_telling(|draft| {
            sent.still_holds(draft, &path)?;
            Ok(work(Work { draft, path: &path, typed: &sent.typed, desk })?)
        });
        let trouble = match written {
            Ok((Wrote(what, of), committed)) => {
                // A claim without an id has one now.
                let address = now_at(desk, &path, &name)?;
                let mut query = form_urlencoded::Serializer::new(String::new());
                query.append_pair("wrote", what).append_pair("of", &of);
                let made = made::in_address(&committed);
                if !made.is_empty() {
                    query.append_pair("made", &made);
                }
                let query = query.finish();
                return Ok(Redirect::to(&format!("{address}?{query}")).into_response());
            }
            Err(Unwritten::Stale(Stale::Gone)) => return Err(keeping(gone())),
            Err(Unwritten::Stale(Stale::Changed)) => Trouble::stale(changed(desk, &name))
                .hint("The page shows how it is now. What you typed is kept below."),
            Err(Unwritten::Core(error)) => Trouble::of(desk, &error),
        };
        again(desk, &name, &sent.typed, NotTaken { form, trouble }).map_err(keeping)
    })
    .await?
}

/// Who changed the claim, where that is on record.
fn changed(desk: &Desk, name: &str) -> String {
    let last = desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = one(snapshot, &rows, name)?;
        let opened = snapshot.view.open(&rows, [place])?;
        let row = rows.row(place);
        let judged = opened.claim(&row);
        Ok(judged.and_then(|judged| {
            let verdict = standing::standing(&judged.filed.data, None)?;
            let by = verdict.by.as_deref().unwrap_or("Somebody");
            let by = signed(Some(by), verdict.at.as_ref());
            Some(format!(" The verdict that stands is by {by}: {}.", plain(verdict.verdict.as_str())))
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

pub(super) fn keeping(refusal: Refusal, typed: &Typed) -> Refusal {
    typed.texts().fold(refusal, |refusal, (name, text)| refusal.keeping(plain(name), text))
}
