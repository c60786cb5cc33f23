//! Changing a claim's fields, as the command `set` does. Only what was changed from what the form showed is written.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use claimbook_core::ledger::Changing;
use claimbook_core::model::{Claim, ClaimType, Stage, When};
use claimbook_core::{Error, Result as CoreResult};
use claimbook_report::clean;

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
    write(desk, name, form, "set".to_owned(), |Work { draft, path, typed, .. }| {
        let changing = changing(typed)?;
        if changing == Changing::default() {
            return Err(Error::Refused("Nothing was changed in the form.".to_owned()));
        }
        if let Some(claim) = draft.workspace().claim_at(path) {
            shows_all(&claim.data, typed, &changing)?;
        }
        draft.change(path, &changing)?;
        Ok(Wrote("set", String::new()))
    })
    .await
}

fn changing(typed: &Typed) -> CoreResult<Changing> {
    let changed = |name: &str| typed.has(name) && typed.text(name) != typed.text(&format!("was_{name}"));
    let needed = |name: &str, what: &str| -> CoreResult<()> {
        match changed(name) && typed.text(name).is_none() {
            true => Err(Error::Refused(format!("{what} can be changed here, but not taken away."))),
            false => Ok(()),
        }
    };
    needed("claim", "The wording")?;
    needed("type", "The type")?;
    needed("about", "The time that it is about")?;
    let public = typed.has("public");
    Ok(Changing {
        claim: typed.text("claim").filter(|_| changed("claim")),
        kind: if changed("type") {
            typed.word("type", "type", ClaimType::known, ClaimType::WORDS)?
        } else {
            None
        },
        about: if changed("about") { typed.date("about")? } else { None },
        topics: changed("topics").then(|| typed.list("topics")),
        stage: if changed("stage") {
            typed.word("stage", "stage", Stage::known, Stage::WORDS)?
        } else {
            None
        },
        public: (typed.has("was_public") && (typed.get("was_public") == "yes") != public).then_some(public),
        notes: typed.text("notes").filter(|_| changed("notes")),
        figure: None,
    })
}

/// Where something else was shown than what the file says, to write what was made of it would lose what is protected.
fn shows_all(claim: &Claim, typed: &Typed, changing: &Changing) -> CoreResult<()> {
    let shown = |name: &str, is: &str| typed.get(&format!("was_{name}")).trim() == clean(is).trim();
    let hides = changing.claim.is_some() && !shown("claim", &claim.claim)
        || changing.topics.is_some() && !shown("topics", &claim.topics.join(", "))
        || changing.about.is_some() && !shown("about", claim.about.as_ref().map_or("", When::as_str))
        || changing.notes.is_some() && !shown("notes", claim.notes.as_deref().unwrap_or_default());
    match hides {
        true => Err(Error::Refused(
            "The file says more here than is shown, to protect a source: change it in the terminal, or start the desk with --unredacted."
                .to_owned(),
        )),
        false => Ok(()),
    }
}
