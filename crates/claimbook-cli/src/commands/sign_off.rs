use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Stand behind a verdict that somebody else gave
///
/// The sign-off is on the verdict that stands now; a later one needs its own.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// What you looked at, or what remains to be said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let verdict = draft.sign_off(&path, args.note.as_deref())?;
    options::finish(ui, draft, &format!("signed off {}", verdict.verdict), &[path])?;
    Ok(Outcome::Done)
}
