//! What can go wrong, each case something that a caller can act on.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::DateError;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong. The text of each is a full sentence for a person.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no workspace in this folder or above it.
    #[error("There is no claimbook workspace in {} or in a folder above it.", start.display())]
    NoWorkspace {
        /// Where the search began.
        start: PathBuf,
    },
    /// `init` was asked to make a workspace where one is.
    #[error("{} is there already.", path.display())]
    AlreadyThere {
        /// The file that is there.
        path: PathBuf,
    },
    /// The disk said no.
    #[error("{} could not be {doing}: {}.", path.display(), in_words(source))]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: `read`, `written` …
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A file that must be changed cannot be read as what it should be.
    #[error("{path} cannot be changed: {why}")]
    Broken {
        /// The file, from the workspace's folder.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The careful editor cannot make the change without touching other lines.
    #[error("{path} was left as it is: {why}")]
    Edit {
        /// The file, from the workspace's folder.
        path: String,
        /// Why the change cannot be made.
        why: String,
    },
    /// A file changed on disk between reading and writing.
    #[error("{path} was changed by somebody else in the meantime; nothing was written.")]
    ChangedMeanwhile {
        /// The file, from the workspace's folder.
        path: String,
    },
    /// A path that would lead out of the workspace.
    #[error("{path} leads out of the workspace; nothing was written.")]
    Outside {
        /// The path.
        path: String,
    },
    /// Undoing a half-made change failed; the old contents are kept.
    #[error("A change could not be undone; the old contents are kept in {}: {why}", kept.display())]
    NotUndone {
        /// The folder that keeps the old contents.
        kept: PathBuf,
        /// What stood in the way.
        why: String,
    },
    /// A text where a date is needed.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A quotation that does not stand in the document's captured text.
    #[error("The quotation is not in the captured text of “{document}”.")]
    QuoteNotFound {
        /// The document's key.
        document: String,
        /// The nearest passage, where there is one.
        nearest: Option<String>,
    },
    /// A quotation that stands in the text more than once.
    #[error("The quotation stands in the captured text of “{document}” {times} times.")]
    QuoteSeveral {
        /// The document's key.
        document: String,
        /// How often.
        times: usize,
    },
    /// A quotation without a document that it could be from.
    #[error("A quotation needs the document that it stands in.")]
    QuoteWithoutDocument,
    /// A word that is no verdict.
    #[error("“{word}” is not a verdict.")]
    NoSuchVerdict {
        /// The word.
        word: String,
        /// Words that are.
        words: Vec<String>,
    },
    /// An evidence line that the claim does not have.
    #[error("The claim has no evidence line “{id}”.")]
    NoSuchEvidence {
        /// What was asked for.
        id: String,
        /// The lines that it has.
        has: Vec<String>,
    },
    /// An assertion that the claim does not have, or several where one must be named.
    #[error("{message}")]
    WhichAssertion {
        /// What is wrong.
        message: String,
        /// The assertions that it has.
        has: Vec<String>,
    },
    /// Several verdicts stand side by side, where one is needed.
    #[error("{} verdicts stand side by side: {}.", verdicts.len(), verdicts.join(", "))]
    Forked {
        /// Each: `confirmed (kim)`.
        verdicts: Vec<String>,
    },
    /// Something that was asked for and makes no sense.
    #[error("{0}")]
    Refused(String),
}

impl Error {
    /// An error of the disk at `path`.
    pub fn disk(path: impl Into<PathBuf>, doing: &'static str, source: io::Error) -> Self {
        Error::Disk { path: path.into(), doing, source }
    }

    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Error::Disk { path, doing: "read", source }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Error::Disk { path, doing: "written", source }
    }
}

/// What the system said, in words that a person knows.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not do that here".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::InvalidData => "it is not text".to_owned(),
        _ => error.to_string(),
    }
}
