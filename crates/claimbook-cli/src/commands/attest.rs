use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Say, with the reason, that origins of a claim's evidence do not depend on each other
///
/// Lineage can show that two documents tell one story; it can never show that two origins are independent. That is
/// your finding, and it stays on record with its reason. Until then two origins are shown with “independence not
/// established”.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// The origins, as `claimbook show` names them: two or more documents or actors; left out: all there are
    origins: Vec<String>,
    /// How you know
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let (origins, new) = draft.attest(&path, &args.origins, &because)?;
    if !new {
        ui.note("That is attested already; nothing was changed.");
        return Ok(Outcome::Done);
    }
    options::finish(ui, draft, &format!("attested {}", origins.join(", ")), &[path])?;
    Ok(Outcome::Done)
}
