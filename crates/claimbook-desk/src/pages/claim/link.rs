//! Tying a claim to another and taking a tie away, as the commands `link` and `unlink` do.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::assess::Rows as _;
use claimbook_core::model::LinkType;
use claimbook_core::{Error, Result as CoreResult};

use super::typed::Typed;
use super::write::{Work, Wrote, write};
use crate::desk::Desk;
use crate::refusal::Refusal;
use crate::snapshot::Named;
use crate::stale::Form;

/// So many claims are named where words fit several.
const NAMED: usize = 5;

pub(crate) async fn add(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    write(desk, name, form, "link".to_owned(), |Work { draft, path, typed, desk }| {
        let kind = kind(typed)?;
        let to = other(desk, typed.get("to"))?;
        let new = draft.link(path, &kind, &to, typed.text("note").as_deref())?;
        Ok(Wrote(if new { "linked" } else { "same-link" }, kind.to_string()))
    })
    .await
}

pub(crate) async fn remove(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    write(desk, name, form, "ties".to_owned(), |Work { draft, path, typed, desk }| {
        let kind = LinkType::from(typed.get("kind"));
        let to = other(desk, typed.get("to"))?;
        draft.unlink(path, &kind, &to)?;
        Ok(Wrote("unlinked", kind.to_string()))
    })
    .await
}

fn kind(typed: &Typed) -> CoreResult<LinkType> {
    let kind = typed.word("kind", "link", LinkType::known, LinkType::WORDS)?;
    kind.ok_or_else(|| Error::Refused("Say how the two are tied.".to_owned()))
}

/// The file of the claim that is meant: by its handle, or by words that one claim alone has. Only what is shown is looked at.
fn other(desk: &Desk, typed: &str) -> CoreResult<String> {
    let typed = typed.trim().to_owned();
    if typed.is_empty() {
        return Err(Error::Refused("Name the other claim: by its handle, or by words in it.".to_owned()));
    }
    // The list offers “70c3a910 the wording”.
    let handle = typed.split_whitespace().next().unwrap_or_default().to_owned();
    let found = desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        for name in [&typed, &handle] {
            if let Named::Claim(place) = snapshot.named(&rows, name) {
                return Ok(Ok(rows.row(place).path.to_owned()));
            }
        }
        let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let has = |place: &usize| {
            let wording = rows.row(*place).claim.to_lowercase();
            words.iter().all(|word| wording.contains(word))
        };
        let places = snapshot.taken(has);
        Ok(match places.as_slice() {
            [one] => Ok(rows.row(*one).path.to_owned()),
            [] => Err(format!("No claim fits “{typed}”.")),
            several => {
                let named = several.iter().take(NAMED).map(|place| {
                    let row = rows.row(*place);
                    format!("{} “{}”", snapshot.name_of(&row), claimbook_report::cut(row.claim, 60))
                });
                let named: Vec<String> = named.collect();
                Err(format!("{} claims fit “{typed}”: {}.", several.len(), named.join("; ")))
            }
        })
    });
    match found {
        Ok(found) => found.map_err(Error::Refused),
        Err(_) => Err(Error::Refused("The claims could not be read. Try again.".to_owned())),
    }
}
