use claimbook_core::ledger::{Asserting, Opening};
use claimbook_core::model::{ClaimType, When};

use super::alike::{self, Choice, Claims};
use super::assert;
use super::options::{self, Assertion};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::handle;
use crate::ui::Ui;

/// Open one claim by hand
///
/// Where a claim much like it is there, it says so first: the same thing said again is another assertion on that claim.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim, in one sentence that stands alone
    #[arg(allow_hyphen_values = true)]
    claim: String,
    /// Who said it: a name or an actor's key; unnamed:WORDS for a source that must not be named
    #[arg(long, value_name = "ACTOR")]
    by: Option<String>,
    #[command(flatten)]
    assertion: Assertion,
    /// What kind of claim: event, property, quantity, quote, causal, prediction or position
    #[arg(long = "type", value_name = "TYPE", value_parser = options::word(ClaimType::known, ClaimType::WORDS))]
    kind: Option<ClaimType>,
    /// The time that the claim is about
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    about: Option<When>,
    /// A topic to file it under; may be repeated
    #[arg(long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// Notes for the desk
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let alike = Claims::told(ui, draft.workspace()).like(&args.claim, &[]);
    let mut by = args.by;
    let mut onto = None;
    let asks = !alike.is_empty() && ui.is_terminal() && ui.can_ask() && !ui.is_quiet();
    if asks {
        // Nobody else waits while a person thinks.
        drop(draft);
        let show = |text: &str| crate::ask::tell(text);
        match alike::choose(&alike, "q stop", ui.look(), show, crate::ask::key)? {
            Choice::Another => {}
            Choice::That(path) => {
                if by.is_none() {
                    let typed = crate::ask::line("     Who said it? (a name, or Enter not recorded) ")?;
                    by = Some(typed).filter(|typed| !typed.is_empty());
                }
                onto = Some(path);
            }
            Choice::Back => {
                ui.note("Nothing was written.");
                return Ok(Outcome::Done);
            }
        }
        draft = context.draft(ui)?;
    }
    let assertion = args.assertion.asserting(by, context, draft.workspace())?;
    if let Some(path) = onto {
        return assert::finish(ui, draft, path, &assertion);
    }
    let path = draft.open(&Opening {
        claim: args.claim,
        kind: args.kind,
        about: args.about,
        topics: args.topics,
        notes: args.notes,
        assertion: Some(assertion).filter(|assertion| *assertion != Asserting::default()),
        ..Opening::default()
    })?;
    if !asks {
        let new = draft.workspace().claim_at(&path).map(handle).unwrap_or_default();
        alike::warn(ui, "This claim", &alike);
        alike::hint(ui, &alike, &new);
    }
    options::finish(ui, draft, "opened", &[path])?;
    Ok(Outcome::Done)
}
