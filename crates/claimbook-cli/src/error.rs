//! What went wrong, for a person: a sentence, and what to do. The one file that turns the library's errors into
//! these.

use std::fmt;
use std::io;
use std::path::Path;

use claimbook_core::Error;
use claimbook_core::near::nearest;
use claimbook_core::workspace::{FindError, Workspace};
use claimbook_index::view::ViewError;
use claimbook_intake::IntakeError;
use claimbook_report::page::PageError;
use claimbook_report::site::{FolderError, SiteError};

use crate::render::handle;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum CliError {
    /// Whoever read the output has seen enough.
    ClosedPipe,
    /// What earlier commands kept is damaged, or a file changed while it was looked at; nothing was told yet.
    Unsure,
    /// Anything else.
    Failed {
        /// What is wrong: full sentences.
        message: String,
        /// What to do.
        hints: Vec<String>,
    },
}

pub(crate) type Result<T, E = CliError> = std::result::Result<T, E>;

impl CliError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        CliError::Failed { message: message.into(), hints: Vec::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let CliError::Failed { hints, .. } = &mut self {
            hints.push(hint.into());
        }
        self
    }

    /// Adds what to do, where there is something.
    #[must_use]
    pub(crate) fn maybe_hint(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Says what it is about, before what is wrong.
    #[must_use]
    pub(crate) fn about(mut self, what: &str) -> Self {
        if let CliError::Failed { message, .. } = &mut self {
            *message = format!("{what}: {message}");
        }
        self
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &Path, doing: &'static str, error: io::Error) -> Self {
        Error::disk(path, doing, error).into()
    }

    /// A claim that was not found, with the claims that could be meant.
    pub(crate) fn find(error: &FindError, workspace: &Workspace) -> Self {
        let mut failed = CliError::new(error.to_string());
        match error {
            FindError::None { typed } => {
                if workspace.verdict(typed).is_ok() {
                    failed = CliError::new(format!("“{typed}” is a verdict, and a claim comes first."))
                        .hint(format!("claimbook mark CLAIM {typed} --because \"…\""));
                } else if workspace.claims.is_empty() {
                    failed = failed
                        .hint("There are no claims yet: claimbook log ARTICLE, or claimbook open \"…\"");
                } else {
                    if typed.len() < 4 && typed.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                        failed = failed.hint("Of a handle at least the first four digits are needed.");
                    }
                    failed = failed.hint(
                        "Name a claim by its handle (the first column of `claimbook list`), its file, or words in it.",
                    );
                }
            }
            FindError::Several { fits, .. } => {
                for path in fits.iter().take(10) {
                    if let Some(claim) = workspace.claim_at(path) {
                        let handle = handle(claim);
                        let words: String = claim.data.claim.chars().take(100).collect();
                        failed = failed.hint(format!("{handle}  {words}"));
                    }
                }
                if fits.len() > 10 {
                    failed = failed.hint(format!("… and {} more", fits.len() - 10));
                }
            }
        }
        failed
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CliError::ClosedPipe => f.write_str("the reader closed the pipe"),
            CliError::Unsure => f.write_str("A file changed while it was looked at."),
            CliError::Failed { message, .. } => f.write_str(message),
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::ClosedPipe,
            _ => CliError::new(format!("The output could not be written: {error}.")),
        }
    }
}

impl From<ViewError> for CliError {
    fn from(error: ViewError) -> Self {
        match error {
            ViewError::Unsure => CliError::Unsure,
            ViewError::Core(error) => error.into(),
        }
    }
}

impl From<IntakeError> for CliError {
    fn from(error: IntakeError) -> Self {
        let hint = match error {
            IntakeError::Core(error) => return error.into(),
            IntakeError::Fetch(_) => {
                Some("Save the page in a browser, and log the file with --url and its address.")
            }
            IntakeError::TooLong { .. } => {
                Some("Open what it claims in your own words: claimbook open \"…\"")
            }
            _ => None,
        };
        CliError::new(error.to_string()).maybe_hint(hint.map(str::to_owned))
    }
}

impl From<PageError> for CliError {
    fn from(error: PageError) -> Self {
        CliError::new(error.to_string())
    }
}

impl From<SiteError> for CliError {
    fn from(error: SiteError) -> Self {
        let hint = match error {
            SiteError::Page(error) => return error.into(),
            SiteError::Folder(FolderError::Disk(error)) => return error.into(),
            SiteError::Folder(FolderError::NotEmpty(_)) => {
                "Name a new or empty folder, or one that an earlier `--site` wrote."
            }
            SiteError::Folder(FolderError::Foreign(_)) => "Move it elsewhere; or name another folder.",
            SiteError::Folder(FolderError::NoFolder(_)) => "Remove it; or name another folder.",
            SiteError::Folder(FolderError::Busy(_)) => "Wait until it is done; or name another folder.",
            SiteError::Folder(FolderError::List(_)) => "Remove the folder and write the site anew.",
        };
        CliError::new(error.to_string()).hint(hint)
    }
}

impl From<Error> for CliError {
    fn from(error: Error) -> Self {
        let hints = hints(&error);
        CliError::Failed { message: error.to_string(), hints }
    }
}

/// What to do about an error of the library.
fn hints(error: &Error) -> Vec<String> {
    match error {
        Error::NoWorkspace { .. } => {
            vec!["Make one here with `claimbook init`, or name its folder with -C DIR.".to_owned()]
        }
        Error::AlreadyThere { path } if path.ends_with("claimbook.yaml") => {
            vec!["There is a workspace here already; start with `claimbook log ARTICLE` or `claimbook open \"…\"`.".to_owned()]
        }
        Error::ChangedMeanwhile { .. } => vec!["Run the same command again.".to_owned()],
        Error::Broken { .. } | Error::Edit { .. } => {
            vec!["`claimbook check` shows where; mend it by hand or with `claimbook check --fix`.".to_owned()]
        }
        Error::Date(_) => vec![
            "Write 2024-10-28, 2024-10 (a month), 2024-10~ (about), 2024-10-27/2024-10-28 (a range), ../2024-11-06 (not later than), or \"28 October 2024\".".to_owned(),
        ],
        Error::QuoteNotFound { nearest, .. } => match nearest {
            Some(nearest) => vec![
                format!("The nearest passage is: “{nearest}”"),
                "Quote the words as they stand there; `…` stands for words left out.".to_owned(),
            ],
            None => vec!["Nothing in the text is like it: is it the right document?".to_owned()],
        },
        Error::QuoteSeveral { .. } => vec!["Quote more of the sentence, so that only one place fits.".to_owned()],
        Error::QuoteWithoutDocument => vec!["Add --in DOCUMENT.".to_owned()],
        Error::NoSuchVerdict { word, words } => {
            let mut hints: Vec<String> = nearest(word, words.iter().map(String::as_str))
                .map(|near| format!("Did you mean `{near}`?"))
                .into_iter()
                .collect();
            hints.push(format!("The verdicts are: {}.", words.join(", ")));
            hints
        }
        Error::NoSuchEvidence { has, .. } | Error::WhichAssertion { has, .. } if !has.is_empty() => {
            vec![format!("It has: {}. `claimbook show CLAIM` shows them.", has.join(", "))]
        }
        Error::Forked { .. } => {
            vec!["Weigh both, and give the verdict that follows them: claimbook mark CLAIM VERDICT --resolves --because \"…\"".to_owned()]
        }
        Error::NoSuchOrigin { typed, unrecorded, has } => {
            let mut hints = Vec::new();
            if *unrecorded {
                hints.push(format!(
                    "It is not recorded where `{typed}` comes from: claimbook document {typed} --original, or --syndicates OTHER."
                ));
            }
            if !has.is_empty() {
                hints.push(format!("The origins are: {}. `claimbook show CLAIM` shows them.", has.join(", ")));
            }
            hints
        }
        Error::NoSuchEvidence { .. } => vec!["It has none yet: add one with `claimbook evidence add`.".to_owned()],
        _ => Vec::new(),
    }
}
