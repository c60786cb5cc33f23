//! Why a form was not taken, for pages that are not a claim's.

use axum::http::StatusCode;
use claimbook_core::Error;
use claimbook_report::page::Words;

use crate::desk::Desk;

/// Why a form was not taken, and with which answer it comes back.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    pub(crate) says: Words,
    pub(crate) hints: Vec<Words>,
}

impl Trouble {
    /// What was typed cannot be taken.
    pub(crate) fn refused(says: impl AsRef<str>) -> Self {
        Trouble { status: StatusCode::BAD_REQUEST, says: Words::of(says.as_ref()), hints: Vec::new() }
    }

    /// Somebody wrote at the same moment.
    pub(crate) fn meanwhile() -> Self {
        let says = "Somebody else wrote meanwhile, so nothing was written. Send it again.";
        Trouble { status: StatusCode::CONFLICT, ..Trouble::refused(says) }
    }

    /// It cannot be written. What the core says of the files may name what must not be named.
    pub(crate) fn of(desk: &Desk, error: &Error) -> Self {
        let trouble = Trouble::refused(desk.snapshot().view.text(&error.to_string()));
        match error {
            Error::Disk { .. } | Error::NotUndone { .. } => {
                Trouble { status: StatusCode::INTERNAL_SERVER_ERROR, ..trouble }
            }
            Error::Broken { .. } | Error::Edit { .. } => trouble
                .hint("`claimbook check` shows where; mend it by hand or with `claimbook check --fix`."),
            _ => trouble,
        }
    }

    /// With what to do about it.
    #[must_use]
    pub(crate) fn hint(mut self, says: impl AsRef<str>) -> Self {
        self.hints.push(Words::line(says.as_ref()));
        self
    }
}
