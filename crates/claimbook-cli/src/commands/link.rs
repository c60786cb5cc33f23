use claimbook_core::model::LinkType;
use claimbook_core::workspace::{Draft, Workspace};

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::handle;
use crate::ui::Ui;

/// Tie one claim to another: claimbook link A updates B
///
/// The ties: contradicts, supports, repeats (the two turned out to say the same), updates (a newer figure),
/// corrects, qualifies (adds context), depends_on (a premise), part_of, responds_to, related.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    tie: Tie,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Take a tie between two claims away
#[derive(Debug, clap::Args)]
pub(crate) struct UnlinkArgs {
    #[command(flatten)]
    tie: Tie,
}

#[derive(Debug, clap::Args)]
struct Tie {
    /// The claim that links
    #[arg(value_name = "A")]
    from: String,
    /// How the two are tied
    #[arg(value_name = "TYPE")]
    kind: String,
    /// The other claim
    #[arg(value_name = "B")]
    to: String,
}

impl Tie {
    /// The kind of tie; it stands between the two claims.
    fn kind(&self, command: &str) -> Result<LinkType> {
        let known = options::word(LinkType::known, LinkType::WORDS);
        known(&self.kind).map_err(|words| {
            let (kind, a, b) = match (known(&self.from), known(&self.to)) {
                (_, Ok(kind)) => (kind, &self.from, &self.kind),
                (Ok(kind), _) => (kind, &self.kind, &self.to),
                _ => {
                    let message = format!("“{}” does not say how two claims are tied.", self.kind);
                    return CliError::new(message).hint(words);
                }
            };
            CliError::new(format!("“{kind}” stands between the two claims."))
                .hint(format!("claimbook {command} {a} {kind} {b}"))
        })
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let kind = args.tie.kind("link")?;
    let mut draft = context.draft(ui)?;
    let from = context.claim_path(draft.workspace(), &args.tie.from)?;
    let to = context.claim_path(draft.workspace(), &args.tie.to)?;
    if !draft.link(&from, &kind, &to, args.note.as_deref())? {
        ui.note("The two are tied so already; nothing was changed.");
        return Ok(Outcome::Done);
    }
    finish(ui, draft, "linked", &kind, &from, &to)
}

pub(crate) fn run_unlink(ui: &mut Ui, context: &Context, args: UnlinkArgs) -> Result<Outcome> {
    let kind = args.tie.kind("unlink")?;
    let mut draft = context.draft(ui)?;
    let from = context.claim_path(draft.workspace(), &args.tie.from)?;
    let to = context.claim_path(draft.workspace(), &args.tie.to)?;
    let ties = [(&from, &to), (&to, &from)].map(|(a, b)| ties(draft.workspace(), a, b)).concat();
    draft.unlink(&from, &kind, &to).map_err(|error| match ties.is_empty() {
        true => CliError::from(error).hint("The two are not tied at all."),
        false => ties.into_iter().fold(CliError::from(error), CliError::hint),
    })?;
    finish(ui, draft, "unlinked", &kind, &from, &to)
}

/// The lines that take away the ties that there are.
fn ties(workspace: &Workspace, from: &str, to: &str) -> Vec<String> {
    let (Some(from), Some(to)) = (workspace.claim_at(from), workspace.claim_at(to)) else {
        return Vec::new();
    };
    let between = from.data.links.iter().filter(|link| link.to.is_some() && link.to == to.data.id);
    let kinds = between.filter_map(|link| link.kind.as_ref());
    kinds.map(|kind| format!("claimbook unlink {} {kind} {}", handle(from), handle(to))).collect()
}

fn finish(ui: &mut Ui, draft: Draft, done: &str, kind: &LinkType, from: &str, to: &str) -> Result<Outcome> {
    let line = |done: &str, path: &str| {
        draft.workspace().claim_at(path).map(|claim| options::line(ui.look(), done, claim))
    };
    let lines = [line(done, from), line(&format!("  {kind}"), to)].into_iter().flatten().collect::<String>();
    draft.commit()?;
    ui.done(&lines)?;
    Ok(Outcome::Done)
}
