//! What a command looks at: the rows of all claims, and whole records where it asks for them.

use std::borrow::Cow;
use std::mem::ManuallyDrop;

use claimbook_core::assess::{Judged, Judgement, Row, Selection};
use claimbook_core::redact::{Renamed, redact_judged};
use claimbook_core::workspace::Workspace;

use crate::commands::options::AsOf;
use crate::context::Context;
use crate::error::Result;
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

/// A workspace as it may be seen.
pub(crate) struct View {
    /// Its memory is not given back piece by piece: the process ends soon after.
    workspace: ManuallyDrop<Workspace>,
    judgement: ManuallyDrop<Judgement>,
}

/// Some claims, whole, with the records that they name.
pub(crate) struct Opened<'v> {
    pub(crate) workspace: Cow<'v, Workspace>,
    pub(crate) judgement: Cow<'v, Judgement>,
}

impl View {
    /// Reads the workspace. `select` sees the whole of it: people name a protected source by its key.
    pub(crate) fn new(
        ui: &mut Ui,
        context: &Context,
        looking: Looking<'_>,
        select: impl FnOnce(&Workspace, &[Row<'_>]) -> Result<Selection>,
    ) -> Result<(Self, Selection)> {
        let (whole, today) = looking.as_of.apply(context, context.load(ui)?);
        let judgement = if looking.judged { Judgement::of(&whole, today) } else { Judgement::default() };
        let selection = select(&whole, &whole.rows(&judgement))?;
        let (workspace, judgement, selection) = if looking.unredacted {
            (whole, judgement, selection)
        } else {
            let (workspace, judgement, renamed) = redact_judged(whole, judgement);
            (workspace, judgement, rename(selection, &renamed))
        };
        let view = View { workspace: ManuallyDrop::new(workspace), judgement: ManuallyDrop::new(judgement) };
        Ok((view, selection))
    }

    /// The settings, and what actors and documents are called.
    pub(crate) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The row of every claim.
    pub(crate) fn rows(&self) -> Vec<Row<'_>> {
        self.workspace.rows(&self.judgement)
    }

    /// The claims of some rows, whole, with the records that they name.
    pub(crate) fn open<'r>(&self, _rows: impl IntoIterator<Item = &'r Row<'r>>) -> Result<Opened<'_>> {
        Ok(Opened { workspace: Cow::Borrowed(&self.workspace), judgement: Cow::Borrowed(&self.judgement) })
    }
}

impl Opened<'_> {
    /// The claim of a row that was opened.
    pub(crate) fn claim(&self, row: &Row<'_>) -> Option<Judged<'_>> {
        let filed = self.workspace.claim_at(row.path)?;
        Some(Judged::of(filed, &self.workspace.settings, self.judgement.flags(row.path)))
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
