//! Options that say which claims are meant.

use claimbook_core::assess::{FlagCode, Selection, Status};
use claimbook_core::model::When;
use claimbook_core::near::nearest;
use claimbook_core::workspace::Workspace;
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
            statuses: self.statuses.iter().map(|typed| status(workspace, typed)).collect::<Result<_>>()?,
            by: self.by.as_deref().map(|typed| actor(workspace, said, typed)).transpose()?,
            document: self.document.as_deref().map(|typed| document(workspace, said, typed)).transpose()?,
            topic: self.topic.clone(),
            flags: self.flags.iter().map(|typed| flag(typed)).collect::<Result<_>>()?,
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

/// A status, or a house word for one.
pub(super) fn status(workspace: &Workspace, typed: &str) -> Result<Status> {
    if let Some(status) = Status::known(typed) {
        return Ok(status);
    }
    if let Ok(word) = workspace.verdict(typed) {
        return Ok(Status::Marked(workspace.settings.core_verdict(&word).clone()));
    }
    let words = || Status::ALL.iter().map(Status::as_str);
    let open = typed.eq_ignore_ascii_case("open");
    Err(CliError::new(format!("“{typed}” is not a status."))
        .maybe_hint(open.then(|| "What is open: --status unchecked,unverified".to_owned()))
        .maybe_hint(did_you_mean(typed, words()))
        .hint(format!("The statuses are: {}.", words().collect::<Vec<_>>().join(", "))))
}

pub(super) fn flag(typed: &str) -> Result<FlagCode> {
    FlagCode::known(typed).ok_or_else(|| {
        let words = || FlagCode::ALL.iter().map(|code| code.as_str());
        CliError::new(format!("“{typed}” is not a flag."))
            .maybe_hint(did_you_mean(typed, words()))
            .hint(format!("The flags are: {}.", words().collect::<Vec<_>>().join(", ")))
    })
}

pub(super) fn actor(workspace: &Workspace, said: &dyn Said, typed: &str) -> Result<String> {
    if let Some(key) = workspace.find_actor(typed) {
        return Ok(key.to_owned());
    }
    if said.any(&|it| it.by == Some(typed) || it.on_behalf_of == Some(typed)) {
        return Ok(typed.to_owned());
    }
    // A protected source is never suggested: suggestions are seen where the source must not be.
    let names = workspace.public_actors().flat_map(|actor| [actor.key(), actor.data.name.as_str()]);
    Err(CliError::new(format!("There is no actor “{typed}”."))
        .maybe_hint(did_you_mean(typed, names))
        .hint("`claimbook report` shows who asserted what."))
}

pub(super) fn document(workspace: &Workspace, said: &dyn Said, typed: &str) -> Result<String> {
    let typed = typed.trim();
    let fits = workspace.document(typed).or_else(|| {
        let mut documents = workspace.documents.iter();
        documents
            .find(|filed| [&filed.data.url, &filed.data.title].into_iter().flatten().any(|it| it == typed))
    });
    if let Some(filed) = fits {
        return Ok(filed.key().to_owned());
    }
    if said.any(&|it| it.document == Some(typed)) {
        return Ok(typed.to_owned());
    }
    let names = workspace
        .public_documents()
        .flat_map(|filed| std::iter::once(filed.key()).chain(filed.data.title.as_deref()));
    Err(CliError::new(format!("There is no document “{typed}”."))
        .maybe_hint(did_you_mean(typed, names))
        .hint("`claimbook report` shows the documents."))
}

fn did_you_mean<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(typed, words).map(|near| format!("Did you mean `{near}`?"))
}
