//! Why a form was not taken.

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
        Trouble::stale("Somebody else wrote meanwhile, so nothing was written. Send it again.")
    }

    /// It cannot be written. What the core says of the files may name what must not be named.
    pub(crate) fn of(desk: &Desk, error: &Error) -> Self {
        if let Some(trouble) = Trouble::of_quotation(desk, error) {
            return trouble;
        }
        let trouble = Trouble::refused(desk.snapshot().view.text(&error.to_string()));
        match error {
            Error::Disk { .. } | Error::NotUndone { .. } => {
                Trouble { status: StatusCode::INTERNAL_SERVER_ERROR, ..trouble }
            }
            Error::Forked { .. } => trouble.hint(
                "Weigh both, and give the verdict that follows them: mark the claim, and tick the box for that.",
            ),
            Error::Broken { .. } | Error::Edit { .. } => trouble
                .hint("`claimbook check` shows where; mend it by hand or with `claimbook check --fix`."),
            _ => trouble,
        }
    }

    /// The words do not stand in the document, or not once. It is named by its title, as it is on every page.
    fn of_quotation(desk: &Desk, error: &Error) -> Option<Self> {
        let snapshot = desk.snapshot();
        let title = |key: &str| snapshot.view.text(snapshot.names().document_title(key)).into_owned();
        match error {
            Error::QuoteNotFound { document, nearest } => {
                let title = title(document);
                let says = format!("These words do not stand in the captured text of “{title}”.");
                let trouble =
                    Trouble::refused(says).hint("Copy the words as they stand in the captured text.");
                Some(match nearest {
                    Some(near) => {
                        trouble.hint(format!("The nearest there is: “{}”", snapshot.view.text(near)))
                    }
                    None => trouble,
                })
            }
            Error::QuoteSeveral { document, times } => {
                let title = title(document);
                let says = format!("These words stand {times} times in the captured text of “{title}”.");
                Some(
                    Trouble::refused(says)
                        .hint("Add more of the words around them, so that they stand once."),
                )
            }
            _ => None,
        }
    }

    /// Somebody changed meanwhile what the form was made of.
    pub(crate) fn stale(says: impl AsRef<str>) -> Self {
        Trouble { status: StatusCode::CONFLICT, ..Trouble::refused(says) }
    }

    /// With the file that has to be chosen again, where one was.
    #[must_use]
    pub(crate) fn with_file(self, chosen: Option<&str>) -> Self {
        match chosen {
            Some(name) => {
                self.hint(format!("A browser forgets which file was chosen: choose “{name}” again."))
            }
            None => self,
        }
    }

    /// With what to do about it.
    #[must_use]
    pub(crate) fn hint(mut self, says: impl AsRef<str>) -> Self {
        self.hints.push(Words::line(says.as_ref()));
        self
    }
}
