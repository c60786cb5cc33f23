use std::mem::ManuallyDrop;
use std::path::Path;

use claimbook_core::check::{self, Checked, Fixes, Protected};
use claimbook_core::workspace::Workspace;
use claimbook_index::Kept;

use super::options::Format;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::{findings, json};
use crate::ui::Ui;

/// Find what is wrong in the workspace, and mend what is safe to mend
///
/// Each finding says what is wrong, in which file and line, and what to do. Ends with exit code 0 where nothing is
/// wrong (notes alone are no fault), 1 where something is, 2 where it could not look.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "--fix quotes lines that lack quotes, keeps both sides of a merge in which both only added, gives claims an id, and puts the current schemas there. It says what it did, and what is left."
)]
pub(crate) struct Args {
    /// text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Mend what is safe to mend, and check again
    #[arg(long)]
    fix: bool,
    /// Name protected sources where they would be left out
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let fixes = if args.fix { Some(fix(ui, context)?) } else { None };
    // A desk must be able to mend its files; what leaves the terminal gives nobody away.
    let open = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let root = context.root()?;
    let looked = look(context, &root, open, fixes.is_none())?;
    let Looked { checked, protected, workspace } = looked;
    // The process ends soon after.
    let _ = ManuallyDrop::new(workspace);
    let text = match args.format {
        Format::Text => {
            let folder = findings::folder(&context.here, &root);
            let fixes = fixes.map(|fixes| findings::fixes(&fixes, &protected, &folder, ui.look()));
            fixes.unwrap_or_default() + &findings::text(&checked, &folder, ui.look())
        }
        Format::Json => json::text(&json::findings::report(&checked, fixes.as_ref(), &protected))?,
    };
    ui.print(&text)?;
    Ok(if checked.is_clean() { Outcome::Done } else { Outcome::Found })
}

/// What a look at the workspace found.
pub(super) struct Looked {
    /// As it may be told.
    pub(super) checked: Checked,
    /// What else must not be told; nothing where it was not needed.
    protected: Protected,
    /// The workspace, where it had to be read.
    pub(super) workspace: Option<Workspace>,
}

/// Checks the workspace; `open` says whether protected sources may be named. With `keeps` what was kept is enough, as long as no file
/// is another.
pub(super) fn look(context: &Context, root: &Path, open: bool, keeps: bool) -> Result<Looked> {
    let keeping = context.program().zip(context.today()).filter(|_| keeps);
    let kept = keeping.and_then(|(program, today)| Kept::open(root, program, today));
    if let Some(checked) = kept.as_ref().and_then(|kept| kept.findings(!open)) {
        return Ok(Looked { checked, protected: Protected::default(), workspace: None });
    }
    let workspace = match keeping {
        Some((program, today)) if kept.is_none() => Kept::build(root, program, today)?.0,
        _ => Workspace::load(root)?,
    };
    let checked = check::check(&workspace, context.today());
    let protected = Protected::of(&workspace);
    let outside = protected.redact(checked.clone());
    if let Some(kept) = &kept {
        kept.keep_findings(&checked, &outside);
    }
    let (checked, protected) = if open { (checked, Protected::default()) } else { (outside, protected) };
    Ok(Looked { checked, protected, workspace: Some(workspace) })
}

fn fix(ui: &mut Ui, context: &Context) -> Result<Fixes> {
    let mut draft = context.draft(ui)?;
    let fixes = check::fix(&mut draft)?;
    draft.commit()?;
    Ok(fixes)
}
