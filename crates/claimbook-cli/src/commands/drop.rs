use claimbook_core::workspace::Workspace;

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::handle;
use crate::ui::Ui;

/// Throw away a claim that was opened by mistake; its file is moved to .trash with the reason
///
/// A claim that turned out to be false is not a mistake: mark it refuted.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// The reason
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let line = draft.workspace().claim_at(&path).map(|claim| options::line(ui.look(), "dropped", claim));
    let ties = ties_to(draft.workspace(), &path);
    let kept = draft
        .drop_claim(&path, &because)
        .map_err(|error| ties.into_iter().fold(CliError::from(error), CliError::hint))?;
    draft.commit()?;
    ui.done(&line.unwrap_or_default())?;
    ui.note(&format!("It lies in {kept}; move it back to have it again."));
    Ok(Outcome::Done)
}

/// The lines that take the links of other claims to this one away.
fn ties_to(workspace: &Workspace, path: &str) -> Vec<String> {
    let Some(id) = workspace.claim_at(path).and_then(|claim| claim.data.id.as_ref()) else {
        return Vec::new();
    };
    let dropped = workspace.claim_at(path).map(handle).unwrap_or_default();
    let others = workspace.claims.iter().filter(|other| other.path != path);
    others
        .flat_map(|other| {
            let here = other.data.links.iter().filter(|link| link.to.as_ref() == Some(id));
            let kinds = here.filter_map(|link| link.kind.as_ref());
            kinds
                .map(|kind| format!("claimbook unlink {} {kind} {dropped}", handle(other)))
                .collect::<Vec<_>>()
        })
        .collect()
}
