//! Options that say which claims are meant.

use claimbook_core::assess::Selection;
use claimbook_core::model::When;
use claimbook_core::workspace::Workspace;
use claimbook_index::meant::{self, NotMeant};
use claimbook_index::query::FilterName;
use claimbook_index::view::Said;

use super::options::date;
use crate::error::{CliError, Result};

/// Which claims, by what they are.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Filter {
    /// Only this status: unchecked, unverified, disputed, refuted, misleading, mixed, confirmed, unverifiable or
    /// not_checkable; may be repeated
    #[arg(long = "status", value_name = "STATUS", value_delimiter = ',')]
    statuses: Vec<String>,
    /// Only what this actor asserted: a name or a key
    #[arg(long, value_name = "ACTOR")]
    by: Option<String>,
    /// Only what was asserted in this document: a key, an address or a title
    #[arg(long = "in", value_name = "DOCUMENT")]
    document: Option<String>,
    /// Only this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Only what has this flag, such as stale, one_origin or policy; may be repeated
    #[arg(long = "flag", value_name = "FLAG", value_delimiter = ',')]
    flags: Vec<String>,
}

/// Which claims, by their dates.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Dates {
    /// Logged on this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<When>,
    /// Logged on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<When>,
    /// Said on this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    said_since: Option<When>,
    /// Said on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    said_until: Option<When>,
}

impl Filter {
    /// Whether it asks for what has to be worked out.
    pub(crate) fn asks_for_flags(&self) -> bool {
        !self.flags.is_empty()
    }

    /// What is asked of a claim. `workspace` must be the whole one: people name a protected source by its key.
    pub(crate) fn selection(&self, workspace: &Workspace, said: &dyn Said) -> Result<Selection> {
        Ok(Selection {
            statuses: self
                .statuses
                .iter()
                .map(|typed| told(FilterName::Status, meant::status(workspace, typed)))
                .collect::<Result<_>>()?,
            by: self
                .by
                .as_deref()
                .map(|typed| told(FilterName::By, meant::actor(workspace, said, typed)))
                .transpose()?,
            document: self
                .document
                .as_deref()
                .map(|typed| told(FilterName::In, meant::document(workspace, said, typed)))
                .transpose()?,
            topic: self.topic.clone(),
            flags: self
                .flags
                .iter()
                .map(|typed| told(FilterName::Flag, meant::flag(typed)))
                .collect::<Result<_>>()?,
            ..Selection::default()
        })
    }
}

impl Dates {
    /// Adds what is asked of the dates.
    pub(crate) fn narrow(&self, selection: &mut Selection) {
        selection.since = self.since.as_ref().and_then(When::earliest);
        selection.until = self.until.as_ref().and_then(When::latest);
        selection.said_since = self.said_since.as_ref().and_then(When::earliest);
        selection.said_until = self.said_until.as_ref().and_then(When::latest);
    }
}

fn told<T>(name: FilterName, meant: std::result::Result<T, NotMeant>) -> Result<T> {
    meant.map_err(|error| not_meant(error, name))
}

/// What was typed for a filter means nothing here.
pub(super) fn not_meant(error: NotMeant, name: FilterName) -> CliError {
    let more = match name {
        FilterName::By => Some("`claimbook report` shows who asserted what."),
        FilterName::In => Some("`claimbook report` shows the documents."),
        _ => None,
    };
    let error = error.hints.into_iter().fold(CliError::new(error.message), CliError::hint);
    error.maybe_hint(more.map(str::to_owned))
}
