use claimbook_core::ledger::{Asserting, Opening};
use claimbook_core::model::{ClaimType, When};

use super::options::{self, Assertion};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Open one claim by hand
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
    let assertion = args.assertion.asserting(args.by, context, draft.workspace())?;
    let path = draft.open(&Opening {
        claim: args.claim,
        kind: args.kind,
        about: args.about,
        topics: args.topics,
        notes: args.notes,
        assertion: Some(assertion).filter(|assertion| *assertion != Asserting::default()),
        ..Opening::default()
    })?;
    options::finish(ui, draft, "opened", &[path])?;
    Ok(Outcome::Done)
}
