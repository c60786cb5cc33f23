use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
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
    let kept = draft.drop_claim(&path, &because)?;
    draft.commit()?;
    ui.done(&line.unwrap_or_default())?;
    ui.note(&format!("It lies in {kept}; move it back to have it again."));
    Ok(Outcome::Done)
}
