//! What can go wrong with an article, each case one that a caller can act on.

use std::io;
use std::path::PathBuf;

use crate::article::ArticleError;
use crate::fetch::FetchError;

/// Why an article does not come in. The text of each is full sentences for a person.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// A file could not be read at all.
    #[error(transparent)]
    Core(#[from] claimbook_core::Error),
    /// A folder where an article is needed.
    #[error("{} is a folder, not an article.", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// Reading ended before the article did.
    #[error("{name} could not be read: {source}.")]
    CutOff {
        /// What the article is called.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// What was read is no article.
    #[error("{name} cannot be read. {source}")]
    Unreadable {
        /// What the article is called.
        name: String,
        /// What is wrong with it, and what to do.
        source: ArticleError,
    },
    /// A page did not come.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// A sentence that is no claim.
    #[error("Sentence s{number} is far too long for one claim.")]
    TooLong {
        /// From 1.
        number: usize,
    },
}

pub(crate) type Result<T, E = IntakeError> = std::result::Result<T, E>;
