use claimbook_core::ledger::Marking;
use claimbook_core::model::VerdictWord;

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::misuse::quoted;
use crate::ui::Ui;

/// Say whether the words were really said: confirmed, refuted or unverifiable
///
/// "They said it" and "it is true" are two questions. This answers the first and leaves the claim's own verdict
/// as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// confirmed, refuted or unverifiable
    verdict: String,
    /// The reason
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
    /// The assertion, as `claimbook show` names it; needed where the claim has more than one
    #[arg(long, value_name = "ID")]
    assertion: Option<String>,
    /// Follow all verdicts that stand side by side, and so end that
    #[arg(long)]
    resolves: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    if VerdictWord::known(&args.claim).is_some() && VerdictWord::known(&args.verdict).is_none() {
        return Err(CliError::new(format!("“{}” is a verdict, and the claim comes first.", args.claim))
            .hint(format!(
                "claimbook attribution {} {} --because \"…\"",
                quoted(&args.verdict),
                args.claim
            )));
    }
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let verdict = VerdictWord::from(args.verdict.to_lowercase().as_str());
    let done = format!("said: {verdict}");
    let marking = Marking { verdict, because, evidence: None, confidence: None, resolves: args.resolves };
    draft.attribute(&path, &marking, args.assertion.as_deref())?;
    options::finish(ui, draft, &done, &[path])?;
    Ok(Outcome::Done)
}
