//! What is noted of a document: a newer capture, a correction, where it comes from.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::Error;
use claimbook_core::ledger::{DocumentRef, Lineage};
use claimbook_core::model::DerivedAs;
use claimbook_core::workspace::Draft;
use claimbook_intake::is_url;
use serde::Deserialize;

use super::select::{Selected, date};
use super::{address, article, is_visible, no_such_document};
use crate::desk::{Desk, Unwritten};
use crate::pages::log::{Typed, captured};
use crate::pages::trouble::Trouble;
use crate::refusal::Refusal;
use crate::stale::Form;
use crate::upload::Upload;

/// What is typed to note something of a document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Noted {
    /// `correction` or how it comes from another.
    pub(super) what: String,
    pub(super) note: String,
    pub(super) when: String,
    pub(super) from: String,
    /// The address from which a newer capture was to be fetched, where its form was sent.
    #[serde(skip)]
    pub(super) url: Option<String>,
    /// Whether any of it was sent.
    #[serde(skip)]
    pub(super) sent: bool,
}

impl Noted {
    /// Whether the form for a newer capture, a correction or where it comes from was sent.
    pub(super) fn is(&self, form: &str) -> bool {
        let sent = match (&self.url, DerivedAs::known(&self.what)) {
            (Some(_), _) => "capture",
            (None, Some(_)) => "lineage",
            (None, None) => "correction",
        };
        self.sent && sent == form
    }
}

/// Notes a correction, or where the document comes from.
pub(crate) async fn note(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    form: Form<Noted>,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        let typed = &form.typed;
        let work = |draft: &mut Draft| match DerivedAs::known(&typed.what) {
            Some(kind) => derive(draft, &key, kind, typed.from.trim()),
            None => correct(draft, &key, typed),
        };
        written(desk, &key, &Noted { sent: true, ..typed.clone() }, |desk| {
            desk.write(|draft| Ok(work(draft)?)).map_err(|error| unwritten(desk, error))
        })
        .map_err(|refusal| refusal.keeping("Note", &typed.note).keeping("From", &typed.from))
    })
    .await?
}

/// Adds a newer capture: a file, a text, or what is at an address now.
pub(crate) async fn capture(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    upload: Option<Extension<Arc<Upload>>>,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    let Extension(upload) = upload.ok_or_else(Refusal::no_upload)?;
    desk.aside(move |desk| {
        let typed = Typed::of(&upload);
        let noted = Noted { url: Some(typed.url.clone()), sent: true, ..Noted::default() };
        let chosen = upload.file.as_ref().and_then(|file| file.name.as_deref());
        written(desk, &key, &noted, |desk| {
            let file = captured(desk, &upload, &typed).map_err(|trouble| trouble.with_file(chosen))?;
            let new = desk.write(|draft| Ok(draft.capture_newer(&key, &file, typed.keep)?));
            match new.map_err(|error| unwritten(desk, error))? {
                true => Ok(()),
                false => {
                    let says = "It says the same as the last capture, so nothing was written.";
                    Err(Trouble::refused(says))
                }
            }
        })
    })
    .await?
}

/// Does it where the document may be seen, and leads back to its page.
fn written(
    desk: &Desk,
    key: &str,
    typed: &Noted,
    work: impl FnOnce(&Desk) -> Result<(), Trouble>,
) -> Result<Response, Refusal> {
    desk.show(|_, snapshot| match is_visible(desk, snapshot, key) {
        true => Ok(()),
        false => Err(no_such_document().into()),
    })?;
    match work(desk) {
        Ok(()) => Ok(Redirect::to(&format!("{}#record", address(key))).into_response()),
        Err(trouble) => article::again(desk, key, &Selected::default(), typed, &trouble),
    }
}

fn unwritten(desk: &Desk, error: Unwritten) -> Trouble {
    match error {
        Unwritten::Core(error) => Trouble::of(desk, &error),
        Unwritten::Stale(_) => Trouble::meanwhile(),
    }
}

fn correct(draft: &mut Draft, key: &str, typed: &Noted) -> Result<(), Error> {
    let note = typed.note.trim();
    if note.is_empty() {
        return Err(Error::Refused("Say in a sentence what was corrected.".to_owned()));
    }
    let when = date(&typed.when).map_err(Error::Refused)?;
    draft.correct(key, note, when)
}

fn derive(draft: &mut Draft, key: &str, kind: DerivedAs, from: &str) -> Result<(), Error> {
    let known = draft.workspace().document(from).is_some();
    let document = match (known, is_url(from)) {
        (true, _) => DocumentRef::Key(from.to_owned()),
        (false, true) => DocumentRef::Url(from.to_owned()),
        (false, false) => {
            let says = format!("There is no document “{from}”: give the key of one, or an address.");
            return Err(Error::Refused(says));
        }
    };
    draft.derive(key, &Lineage { kind, document })
}
