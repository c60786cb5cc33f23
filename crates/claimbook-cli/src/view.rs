//! What a command looks at: the rows of all claims, and whole records where it asks for them.
//!
//! Both come from what earlier commands kept, as far as the files are as they were; else from the files.

use std::borrow::Cow;
use std::mem::ManuallyDrop;

use claimbook_core::assess::{self, Judged, Judgement, Row, Selection};
use claimbook_core::redact::{Renamed, redact, redact_judged};
use claimbook_core::workspace::Workspace;
use claimbook_index::Kept;

use crate::commands::options::AsOf;
use crate::context::{Context, name_broken};
use crate::error::{CliError, Result};
use crate::ui::Ui;

/// How a command looks at the workspace.
#[derive(Clone, Copy)]
pub(crate) struct Looking<'a> {
    pub(crate) as_of: &'a AsOf,
    /// Whether flags and origins are needed; what nobody asks for is not worked out.
    pub(crate) judged: bool,
    /// Whether protected sources may be named.
    pub(crate) unredacted: bool,
}

/// A workspace as it may be seen. Its memory is not given back piece by piece: the process ends soon after.
pub(crate) struct View {
    source: Source,
    /// With every claim, or none: as the source has them.
    workspace: ManuallyDrop<Workspace>,
    renamed: Renamed,
    unredacted: bool,
}

/// Where to look whether somebody or something without a file of its own is named in an assertion.
pub(crate) trait Said {
    /// Whether an assertion fits.
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool;
}

impl Said for Workspace {
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool {
        self.claims.iter().flat_map(|claim| &claim.data.assertions).any(|one| fits(&assess::Said::of(one)))
    }
}

impl Said for Kept {
    fn any(&self, fits: &dyn Fn(&assess::Said<'_>) -> bool) -> bool {
        self.rows(false).iter().flatten().flat_map(|row| &row.assertions).any(fits)
    }
}

enum Source {
    Files(ManuallyDrop<Judgement>),
    Kept(ManuallyDrop<Kept>),
}

/// Some claims, whole, with the records that they name.
pub(crate) struct Opened<'v> {
    pub(crate) workspace: Cow<'v, Workspace>,
    pub(crate) judgement: Cow<'v, Judgement>,
    renamed: Cow<'v, Renamed>,
}

impl View {
    /// Looks at the workspace. `select` sees the whole of it: people name a protected source by its key.
    pub(crate) fn new(
        ui: &mut Ui,
        context: &Context,
        looking: Looking<'_>,
        select: impl FnOnce(&Workspace, &dyn Said) -> Result<Selection>,
    ) -> Result<(Self, Selection)> {
        let root = context.root()?;
        let unredacted = looking.unredacted;
        let keeping = context.program().zip(context.today()).filter(|_| looking.as_of.is_now());
        if let Some((program, today)) = keeping
            && let Some(kept) = Kept::open(&root, program, today)
            && let Some(names) = kept.names()
        {
            name_broken(ui, &names);
            let selection = select(&names, &kept)?;
            let (names, renamed) = if unredacted { (names, Renamed::default()) } else { redact(names) };
            let selection = rename(selection, &renamed);
            let source = Source::Kept(ManuallyDrop::new(kept));
            let workspace = ManuallyDrop::new(names);
            return Ok((View { source, workspace, renamed, unredacted }, selection));
        }
        let (whole, judgement) = match keeping {
            Some((program, today)) => Kept::build(&root, program, today)?,
            None => {
                let (whole, today) = looking.as_of.apply(context, Workspace::load(&root)?);
                let judgement =
                    if looking.judged { Judgement::of(&whole, today) } else { Judgement::default() };
                (whole, judgement)
            }
        };
        name_broken(ui, &whole);
        let selection = select(&whole, &whole)?;
        let (workspace, judgement, renamed) =
            if unredacted { (whole, judgement, Renamed::default()) } else { redact_judged(whole, judgement) };
        let selection = rename(selection, &renamed);
        let source = Source::Files(ManuallyDrop::new(judgement));
        Ok((View { source, workspace: ManuallyDrop::new(workspace), renamed, unredacted }, selection))
    }

    /// The settings, and what actors and documents are called.
    pub(crate) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The row of every claim, by the path of its file.
    pub(crate) fn rows(&self) -> Result<ManuallyDrop<Vec<Row<'_>>>> {
        let rows = match &self.source {
            Source::Files(judgement) => self.workspace.rows_as_whole(judgement, &self.renamed),
            Source::Kept(kept) => kept.rows(!self.unredacted).ok_or_else(damaged)?,
        };
        Ok(ManuallyDrop::new(rows))
    }

    /// The claims of some rows, whole, with the records that they name.
    pub(crate) fn open<'r>(&self, rows: impl IntoIterator<Item = &'r Row<'r>>) -> Result<Opened<'_>> {
        match &self.source {
            Source::Files(judgement) => Ok(Opened {
                workspace: Cow::Borrowed(&self.workspace),
                judgement: Cow::Borrowed(judgement),
                renamed: Cow::Borrowed(&self.renamed),
            }),
            Source::Kept(kept) => {
                let paths: Vec<&str> = rows.into_iter().map(|row| row.path).collect();
                let opened = kept.whole(&paths).ok_or_else(changed)?;
                let (workspace, judgement, renamed) = if self.unredacted {
                    (opened.workspace, opened.judgement, Renamed::default())
                } else {
                    redact_judged(opened.workspace, opened.judgement)
                };
                Ok(Opened {
                    workspace: Cow::Owned(workspace),
                    judgement: Cow::Owned(judgement),
                    renamed: Cow::Owned(renamed),
                })
            }
        }
    }
}

impl Opened<'_> {
    /// The claim of a row that was opened.
    pub(crate) fn claim(&self, row: &Row<'_>) -> Option<Judged<'_>> {
        let filed = self.workspace.claim_at(&self.renamed.claim(row.path.to_owned()))?;
        Some(Judged::of(filed, &self.workspace.settings, self.judgement.flags(&filed.path)))
    }
}

/// A selection that was made in the whole workspace, for the one that outsiders may see.
fn rename(selection: Selection, renamed: &Renamed) -> Selection {
    Selection {
        by: selection.by.map(|key| renamed.actor(key)),
        document: selection.document.map(|key| renamed.document(key)),
        ..selection
    }
}

fn changed() -> CliError {
    CliError::new("A file changed while it was looked at.").hint("Type the same again.")
}

fn damaged() -> CliError {
    CliError::new("What earlier commands kept cannot be read.").hint("Add --no-cache.")
}
