//! From what a person typed to the document that is meant: a key, an address, a file, a title.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use claimbook_core::ledger::{Captured, DocumentRef};
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_intake::{Reach, WITHIN};

use crate::context::Context;
use crate::error::{CliError, Result};

pub(crate) use claimbook_intake::is_url;

impl Context {
    /// The document that is meant. A key that is known wins over a file; `./name` is always a file.
    ///
    /// A name near a known key is refused rather than taken for a new document.
    pub(crate) fn document(&self, workspace: &Workspace, typed: &str) -> Result<DocumentRef> {
        match self.document_or_title(workspace, typed)? {
            DocumentRef::Title(title) => match near_key(workspace, &title) {
                Some(key) => Err(CliError::new(format!("There is no document “{title}”."))
                    .hint(format!("Did you mean `{key}`?"))
                    .hint(format!("To record another one: claimbook document {title} --title \"…\""))),
                None => Ok(DocumentRef::Title(title)),
            },
            known => Ok(known),
        }
    }

    /// As [`Context::document`]; any name that is not known is a new document's title.
    pub(crate) fn document_or_title(&self, workspace: &Workspace, typed: &str) -> Result<DocumentRef> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(CliError::new("A document needs a name: a key, an address, a file or a title."));
        }
        if let Some(filed) = workspace.document(typed) {
            return Ok(DocumentRef::Key(filed.key().to_owned()));
        }
        if is_url(typed) {
            return Ok(DocumentRef::Url(typed.to_owned()));
        }
        let path = self.here.join(typed);
        if path.is_file() {
            return Ok(DocumentRef::File(Box::new(read_file(&path)?)));
        }
        if let Some(filed) =
            workspace.documents.iter().find(|filed| filed.data.title.as_deref() == Some(typed))
        {
            return Ok(DocumentRef::Key(filed.key().to_owned()));
        }
        if path.is_dir() {
            return Err(CliError::new(format!("{typed} is a folder, not a document."))
                .hint(format!("Name a file in it: {}/…", typed.trim_end_matches('/'))));
        }
        if looks_like_a_path(typed) {
            return Err(CliError::new(format!("There is no file {typed}, and no document of that key."))
                .maybe_hint(near_key(workspace, typed).map(|key| format!("Did you mean `{key}`?"))));
        }
        Ok(DocumentRef::Title(typed.to_owned()))
    }
}

/// A key that was probably meant: one that begins like what was typed, or differs by a slip.
fn near_key<'w>(workspace: &'w Workspace, typed: &str) -> Option<&'w str> {
    let keys = || workspace.documents.iter().map(Filed::key);
    let begun = keys().find(|key| typed.len() >= 8 && key.starts_with(typed));
    begun.or_else(|| nearest(typed, keys()))
}

/// A title has spaces or no ending; a path has neither spaces nor doubt.
fn looks_like_a_path(typed: &str) -> bool {
    let ending = Path::new(typed).extension().is_some_and(|ending| ending.len() <= 5);
    typed.starts_with("./")
        || typed.starts_with("../")
        || typed.starts_with('/')
        || (ending && !typed.contains(' '))
}

/// Reads a file, and the text in it where there is any.
pub(crate) fn read_file(path: &Path) -> Result<Captured> {
    Ok(claimbook_intake::read_file(path)?)
}

/// Reads an article from any source.
pub(crate) fn read_from(source: impl Read, name: Option<&str>) -> Result<Captured> {
    Ok(claimbook_intake::read_from(source, name)?)
}

/// Fetches a page and reads it.
pub(crate) fn read_address(address: &str) -> Result<Captured> {
    Ok(claimbook_intake::read_address(address, within(), Reach::Anywhere)?)
}

/// How long a page has to arrive; tests set it with `CLAIMBOOK_FETCH_SECONDS`.
pub(crate) fn within() -> Duration {
    let set = std::env::var("CLAIMBOOK_FETCH_SECONDS").ok().and_then(|set| set.parse::<f64>().ok());
    set.filter(|seconds| (0.01..=3600.0).contains(seconds)).map_or(WITHIN, Duration::from_secs_f64)
}
