//! How commands look at the workspace: with what the environment says, and never silent about files that cannot be read.

use std::mem::ManuallyDrop;

use claimbook_core::assess::Selection;
use claimbook_core::workspace::Workspace;
use claimbook_index::view::{Said, View};

use crate::commands::options::AsOf;
use crate::context::{Context, name_broken};
use crate::error::Result;
use crate::ui::Ui;

/// What a command needs to see.
#[derive(Clone, Copy)]
pub(crate) struct Looking<'a> {
    pub(crate) as_of: &'a AsOf,
    /// Whether flags and origins are needed; what nobody asks for is not worked out.
    pub(crate) judged: bool,
    /// Whether protected sources may be named.
    pub(crate) unredacted: bool,
    /// Whether words are looked for: then what must not be told must not be found either.
    pub(crate) searching: bool,
}

/// Looks at the workspace. `select` sees the whole of it: people name a protected source by its key.
///
/// Memory is not given back piece by piece: the process ends soon after.
pub(crate) fn view(
    ui: &mut Ui,
    context: &Context,
    looking: Looking<'_>,
    select: impl FnOnce(&Workspace, &dyn Said) -> Result<Selection>,
) -> Result<(ManuallyDrop<View>, Selection)> {
    let root = context.root()?;
    let looking = claimbook_index::view::Looking {
        root: &root,
        program: context.program().filter(|_| looking.as_of.is_now()),
        trusts: context.trusts(),
        today: context.today(),
        as_of: looking.as_of.day(),
        judged: looking.judged,
        unredacted: looking.unredacted,
        searching: looking.searching,
    };
    let (view, selection) = View::new(looking, |whole, said| {
        name_broken(ui, whole);
        select(whole, said)
    })?;
    Ok((ManuallyDrop::new(view), selection))
}
