//! What stands around every page: the desk's name, where one can go, who writes.

use claimbook_report::page::SIGNS;

use crate::assets::{REPORT_STYLE, SCRIPT, STYLE};
use crate::desk::Desk;

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) desk: String,
    pub(crate) user: String,
    /// What the page shows; `desk.js` compares it with what there is now.
    pub(crate) version: u64,
    pub(crate) style: String,
    pub(crate) script: String,
    /// What the report's parts bring with them.
    pub(crate) report_style: String,
    /// The shapes of the signs that statuses have.
    pub(crate) signs: &'static str,
    /// What forms carry.
    pub(crate) form_token: String,
    /// Why the files cannot be read.
    pub(crate) trouble: Option<String>,
    /// The words in the search field.
    pub(crate) words: String,
}

impl Frame {
    /// The frame of a page of what the desk knows now; to be made before anything is taken from a snapshot.
    pub(crate) fn of(desk: &Desk) -> Self {
        let version = desk.version();
        let snapshot = desk.snapshot();
        let title = snapshot.names().settings.title.as_deref();
        Frame {
            desk: title.unwrap_or("Claimbook").to_owned(),
            user: desk.user().to_owned(),
            version,
            style: STYLE.path(),
            script: SCRIPT.path(),
            report_style: REPORT_STYLE.path(),
            signs: SIGNS,
            form_token: desk.secret().form().to_owned(),
            trouble: desk.trouble(),
            words: String::new(),
        }
    }

    /// With these words in the search field.
    #[must_use]
    pub(crate) fn searching(self, words: &str) -> Self {
        Frame { words: words.to_owned(), ..self }
    }
}
