//! From what was typed to the document that is meant: a key, an address, a title. No file is read by its name.

use claimbook_core::ledger::DocumentRef;
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_core::{Error, Result};

use super::write::Work;

/// The document that is meant. A name near a known key is refused rather than taken for a new document.
pub(super) fn document(work: &Work<'_>, typed: &str) -> Result<DocumentRef> {
    let typed = typed.trim();
    let workspace = work.draft.workspace();
    if typed.is_empty() {
        return Err(Error::Refused("Name the document: its key, its address or its title.".to_owned()));
    }
    // Who knows the key of something protected may name it.
    if let Some(filed) = workspace.document(typed) {
        return Ok(DocumentRef::Key(filed.key().to_owned()));
    }
    if typed.starts_with("http://") || typed.starts_with("https://") {
        return Ok(DocumentRef::Url(typed.to_owned()));
    }
    let titled = workspace.public_documents().find(|filed| filed.data.title.as_deref() == Some(typed));
    if let Some(filed) = titled {
        return Ok(DocumentRef::Key(filed.key().to_owned()));
    }
    stands_for_something(work, typed)?;
    match near_key(workspace, typed) {
        Some(key) => Err(Error::Refused(format!("There is no document “{typed}”. Did you mean {key}?"))),
        None => Ok(DocumentRef::Title(typed.to_owned())),
    }
}

/// What is shown in the place of something protected names nothing in the files.
pub(super) fn stands_for_something(work: &Work<'_>, typed: &str) -> Result<()> {
    let snapshot = work.desk.snapshot();
    let names = snapshot.names();
    let document = names.document(typed).is_some_and(|filed| filed.data.is_protected())
        || names
            .documents
            .iter()
            .any(|filed| filed.data.is_protected() && filed.data.title.as_deref() == Some(typed));
    let actor = names.actor(typed).is_some_and(|filed| filed.data.is_protected())
        || names.actors.iter().any(|filed| filed.data.is_protected() && filed.data.shown_name() == typed);
    let there =
        work.draft.workspace().document(typed).is_some() || work.draft.workspace().actor(typed).is_some();
    match (document || actor) && !there {
        true => Err(Error::Refused(format!(
            "“{typed}” stands here in the place of a protected source: name it in the terminal, or start the desk with --unredacted."
        ))),
        false => Ok(()),
    }
}

/// A key that was probably meant: one that begins like what was typed, or differs by a slip. A protected one is never suggested.
fn near_key<'w>(workspace: &'w Workspace, typed: &str) -> Option<&'w str> {
    let keys = || workspace.public_documents().map(Filed::key);
    let begun = keys().find(|key| typed.len() >= 8 && key.starts_with(typed));
    begun.or_else(|| nearest(typed, keys()))
}
