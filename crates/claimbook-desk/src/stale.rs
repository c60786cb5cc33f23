//! Forms that change a record, and what becomes of one when somebody else was quicker.
//!
//! A form carries what the record said when it was shown. In the draft, when nobody else writes, this is held against what the file
//! says now; comments, blank lines and the order of keys do not count. Where it says something else nothing is written, and the form
//! comes back with what was typed beside what is now there.

use claimbook_core::digest;
use claimbook_core::model::Claim;
use claimbook_core::workspace::Draft;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

use crate::body;
use crate::refusal::Refusal;

/// What a record said when a form was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Base(String);

impl Base {
    /// Of a claim. It holds for one run of the desk: no form outlives it.
    pub(crate) fn of(claim: &Claim) -> Self {
        let mut digits = digest::hex(format!("{claim:?}").as_bytes());
        digits.truncate(32);
        Base(digits)
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The record is not any more what the form was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    /// It says something else.
    Changed,
    /// It is not there.
    Gone,
}

/// A form as it was sent: what it started from, and what was typed.
#[derive(Debug)]
pub(crate) struct Form<T> {
    base: Base,
    pub(crate) typed: T,
}

#[derive(Deserialize)]
struct Hidden {
    #[serde(default)]
    base: Base,
}

impl<T> Form<T> {
    /// Whether the claim at `path` still says what the form started from; to be asked of a draft, while nobody else writes.
    pub(crate) fn still_holds(&self, draft: &Draft, path: &str) -> Result<(), Stale> {
        match draft.workspace().claim_at(path) {
            None => Err(Stale::Gone),
            Some(claim) if Base::of(&claim.data) != self.base => Err(Stale::Changed),
            Some(_) => Ok(()),
        }
    }
}

impl<T: DeserializeOwned> Form<T> {
    fn read(bytes: &Bytes) -> Result<Self, serde_urlencoded::de::Error> {
        let fields =
            form_urlencoded::parse(bytes).map(|(name, value)| (name, body::with_plain_lines(&value)));
        let sent = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let hidden: Hidden = serde_urlencoded::from_str(&sent)?;
        Ok(Form { base: hidden.base, typed: serde_urlencoded::from_str(&sent)? })
    }
}

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let bytes = body::read(request.into_body(), body::FORM).await?;
        Form::read(&bytes).map_err(|error| {
            let says = format!("The form is not one of this desk ({error}). Nothing was written.");
            Refusal::new(StatusCode::BAD_REQUEST, "Not understood", says)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_core::model::{IdSource, Instant};
    use claimbook_core::workspace::Signature;

    fn form(text: &str) -> Form<()> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("claimbook.yaml"), "").unwrap();
        std::fs::write(folder.path().join("a.yaml"), text).unwrap();
        let claim = draft(folder.path()).workspace().claim_at("a.yaml").unwrap().data.clone();
        Form { base: Base::of(&claim), typed: () }
    }

    fn draft(root: &std::path::Path) -> Draft {
        let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
        Draft::begin(root, signature, IdSource::new(1)).unwrap()
    }

    #[test]
    fn a_form_holds_until_the_record_says_something_else() {
        let form = form("claim: The dam was sound.\ntopics: [dams]\n");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("claimbook.yaml"), "").unwrap();
        for (now, holds) in [
            (Some("claim: The dam was sound.\ntopics: [dams]\n"), Ok(())),
            (Some("# Looked at again.\ntopics:\n  - dams\n\nclaim: \"The dam was sound.\"\n"), Ok(())),
            (Some("claim: The dam was not sound.\ntopics: [dams]\n"), Err(Stale::Changed)),
            (
                Some("claim: The dam was sound.\ntopics: [dams]\nverdicts: [{verdict: mixed}]\n"),
                Err(Stale::Changed),
            ),
            (Some("claim: [unclosed\n"), Err(Stale::Gone)),
            (None, Err(Stale::Gone)),
        ] {
            let file = folder.path().join("a.yaml");
            match now {
                Some(text) => std::fs::write(&file, text).unwrap(),
                None => std::fs::remove_file(&file).unwrap(),
            }
            assert_eq!(form.still_holds(&draft(folder.path()), "a.yaml"), holds, "{now:?}");
        }
    }

    #[test]
    fn a_form_without_what_it_started_from_never_holds() {
        let sent: Form<std::collections::HashMap<String, String>> =
            Form::read(&Bytes::from("because=x")).unwrap();
        assert_eq!(sent.typed["because"], "x");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("claimbook.yaml"), "").unwrap();
        std::fs::write(folder.path().join("a.yaml"), "claim: The dam was sound.\n").unwrap();
        assert_eq!(sent.still_holds(&draft(folder.path()), "a.yaml"), Err(Stale::Changed));
    }
}
