use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::wrap;
use crate::ui::Ui;

/// Renew a verdict after a look at what has changed
///
/// The claim gets the verdict that stands once more, with your reason and with what is there now. What changed since the
/// old one is printed. Where you would decide otherwise now, use `mark`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// Why it still holds
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
    /// Renew the verdict on whether this assertion was made, as `claimbook show` names it
    #[arg(long, value_name = "ID")]
    assertion: Option<String>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let (old, since) = draft.reaffirm(&path, &because, args.assertion.as_deref())?;
    let done = match &args.assertion {
        Some(_) => format!("said, still: {}", old.verdict),
        None => format!("still {}", old.verdict),
    };
    options::finish(ui, draft, &done, &[path])?;
    let width = ui.look().width.saturating_sub(4);
    let told: String = if old.saw.is_none() {
        "  The old verdict does not say what it saw.\n".to_owned()
    } else if since.changes.is_empty() {
        "  Nothing that the old verdict saw has changed.\n".to_owned()
    } else {
        let changes = since
            .changes
            .iter()
            .map(|change| format!("  - {}\n", wrap(&crate::render::clean(change), width, "    ")));
        std::iter::once(format!("  {}:\n", crate::render::clean(&since.given))).chain(changes).collect()
    };
    ui.done(&told)?;
    Ok(Outcome::Done)
}
