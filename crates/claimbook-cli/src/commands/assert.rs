use claimbook_core::ledger::Asserting;
use claimbook_core::workspace::Draft;

use super::options::{self, Assertion};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Note who else put a claim forward, or that somebody said it again
///
/// Somebody else saying the same thing is another assertion on the same claim, not another claim.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// Who said it: a name or an actor's key; unnamed:WORDS for a source that must not be named
    #[arg(long, value_name = "ACTOR")]
    by: String,
    #[command(flatten)]
    assertion: Assertion,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let asserting = args.assertion.asserting(Some(args.by), context, draft.workspace())?;
    finish(ui, draft, path, &asserting)
}

/// Adds an assertion to the claim at `path`, writes it, and says what became of it.
pub(super) fn finish(ui: &mut Ui, mut draft: Draft, path: String, asserting: &Asserting) -> Result<Outcome> {
    let (id, new) = draft.assert(&path, asserting)?;
    if !new {
        ui.note(&format!("The claim has this assertion already: {id}."));
        return Ok(Outcome::Done);
    }
    options::finish(ui, draft, &format!("asserted {id}"), &[path])?;
    Ok(Outcome::Done)
}
