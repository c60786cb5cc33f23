//! What people mean who type a status, a flag, somebody or a document.

use claimbook_core::assess::{FlagCode, Status};
use claimbook_core::near::nearest;
use claimbook_core::workspace::Workspace;

use crate::view::Said;

/// What was typed means nothing here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotMeant {
    /// A full sentence.
    pub message: String,
    /// What to do about it, full sentences.
    pub hints: Vec<String>,
}

impl NotMeant {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        NotMeant { message: message.into(), hints: Vec::new() }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hints.extend(hint);
        self
    }
}

type Result<T> = std::result::Result<T, NotMeant>;

/// A status, or a house word for one.
///
/// # Errors
/// Where there is no such one.
pub fn status(workspace: &Workspace, typed: &str) -> Result<Status> {
    if let Some(status) = Status::known(typed) {
        return Ok(status);
    }
    if let Ok(word) = workspace.verdict(typed) {
        return Ok(Status::Marked(workspace.settings.core_verdict(&word).clone()));
    }
    let words = || Status::ALL.iter().map(Status::as_str);
    let open = typed.eq_ignore_ascii_case("open");
    Err(NotMeant::new(format!("“{typed}” is not a status."))
        .maybe_hint(open.then(|| "What is open: unchecked,unverified".to_owned()))
        .maybe_hint(did_you_mean(typed, words()))
        .hint(format!("The statuses are: {}.", words().collect::<Vec<_>>().join(", "))))
}

/// A flag.
///
/// # Errors
/// Where there is no such one.
pub fn flag(typed: &str) -> Result<FlagCode> {
    FlagCode::known(typed).ok_or_else(|| {
        let words = || FlagCode::ALL.iter().map(|code| code.as_str());
        NotMeant::new(format!("“{typed}” is not a flag."))
            .maybe_hint(did_you_mean(typed, words()))
            .hint(format!("The flags are: {}.", words().collect::<Vec<_>>().join(", ")))
    })
}

/// The key of somebody, by key or name. `workspace` must be the whole one.
///
/// # Errors
/// Where there is no such one.
pub fn actor(workspace: &Workspace, said: &dyn Said, typed: &str) -> Result<String> {
    if let Some(key) = workspace.find_actor(typed) {
        return Ok(key.to_owned());
    }
    if said.any(&|it| it.by == Some(typed) || it.on_behalf_of == Some(typed)) {
        return Ok(typed.to_owned());
    }
    // A protected source is never suggested: suggestions are seen where the source must not be.
    let names = workspace.public_actors().flat_map(|actor| [actor.key(), actor.data.name.as_str()]);
    Err(NotMeant::new(format!("There is no actor “{typed}”.")).maybe_hint(did_you_mean(typed, names)))
}

/// The key of a document, by key, address or title.
///
/// # Errors
/// Where there is no such one.
pub fn document(workspace: &Workspace, said: &dyn Said, typed: &str) -> Result<String> {
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
    Err(NotMeant::new(format!("There is no document “{typed}”.")).maybe_hint(did_you_mean(typed, names)))
}

fn did_you_mean<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
    nearest(typed, words).map(|near| format!("Did you mean `{near}`?"))
}
