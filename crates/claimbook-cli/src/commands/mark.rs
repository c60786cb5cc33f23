use claimbook_core::assess::Status;
use claimbook_core::ledger::Marking;
use claimbook_core::model::{Claim, Confidence, VerdictWord};
use claimbook_core::workspace::Workspace;

use super::import::cells::{self, Said};
use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::misuse::quoted;
use crate::render::handle;
use crate::ui::Ui;

/// Give a claim a verdict, with the reason that stays on record
///
/// The verdicts: confirmed, refuted, disputed, misleading, mixed, unverified (looked; not enough to decide),
/// unverifiable (cannot be settled), not_checkable (opinion, or a prediction not yet due), and the house words of
/// claimbook.yaml. A verdict is never edited: mark the claim again, and the new one follows the old.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// The verdict
    verdict: String,
    /// The reason
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
    /// Give the same verdict to this claim too; may be repeated
    #[arg(long, value_name = "CLAIM")]
    also: Vec<String>,
    /// The evidence lines considered, as `show` names them; left out: every active line
    #[arg(long, value_name = "ID,ID")]
    evidence: Vec<String>,
    /// How sure you are: low, moderate or high
    #[arg(long, value_name = "LEVEL", value_parser = options::word(Confidence::known, Confidence::WORDS))]
    confidence: Option<Confidence>,
    /// Follow all verdicts that stand side by side, and so end that
    #[arg(long)]
    resolves: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    let workspace = draft.workspace();
    if swapped(workspace.verdict(&args.claim).is_ok(), workspace.verdict(&args.verdict).is_ok()) {
        return Err(CliError::new(format!("“{}” is a verdict, and the claim comes first.", args.claim))
            .hint(format!("claimbook mark {} {} --because \"…\"", quoted(&args.verdict), args.claim)));
    }
    // Every claim is found before any is written.
    let mut paths = Vec::new();
    for typed in std::iter::once(&args.claim).chain(&args.also) {
        let path = context.claim_path(workspace, typed)?;
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let verdict = verdict(workspace, &args.verdict)?;
    let core = Status::Marked(workspace.settings.core_verdict(&verdict).clone());
    let marking = Marking {
        verdict: verdict.clone(),
        because,
        evidence: Some(options::ids(&args.evidence)).filter(|ids| !ids.is_empty()),
        confidence: args.confidence,
        resolves: args.resolves,
    };
    let mut bare = Vec::new();
    for path in &paths {
        draft.mark(path, &marking)?;
        if let Some(claim) =
            draft.workspace().claim_at(path).filter(|claim| stands_on_nothing(&claim.data, &core))
        {
            bare.push(handle(claim));
        }
    }
    let done = ui.look().status(&core, verdict.as_str());
    options::finish(ui, draft, &done, &paths)?;
    for handle in bare {
        ui.warning(&format!("Nothing stands behind this yet: {handle} has no evidence line."));
        ui.hint(&format!("claimbook evidence add {handle} --supports DOCUMENT --note \"…\""));
    }
    Ok(Outcome::Done)
}

/// The claim's place holds a verdict, and the verdict's does not.
fn swapped(claim_is_verdict: bool, verdict_is_verdict: bool) -> bool {
    claim_is_verdict && !verdict_is_verdict
}

/// `unchecked` is the state of a new claim and not a verdict: it has a message of its own.
fn verdict(workspace: &Workspace, typed: &str) -> Result<VerdictWord> {
    if typed.eq_ignore_ascii_case("unchecked") {
        return Err(CliError::new(
            "`unchecked` says that nobody has looked; it cannot be given as a verdict.",
        )
        .hint("Where you looked and cannot decide, say `unverified`."));
    }
    workspace.verdict(typed).map_err(|error| {
        // What other desks call it.
        let usual = match cells::status(typed, workspace) {
            Said::Verdict(usual) => Some(format!("Did you mean `{usual}`?")),
            Said::Open | Said::Unknown => None,
        };
        match (CliError::from(error), usual) {
            (CliError::Failed { message, hints }, Some(usual)) => {
                CliError::Failed { message, hints: [vec![usual], hints].concat() }
            }
            (error, _) => error,
        }
    })
}

/// Confirmed or refuted, with no evidence.
fn stands_on_nothing(claim: &Claim, status: &Status) -> bool {
    matches!(status, Status::Marked(VerdictWord::Confirmed | VerdictWord::Refuted))
        && claim.active_evidence().next().is_none()
}
