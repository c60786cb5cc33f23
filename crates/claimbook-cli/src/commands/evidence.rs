use claimbook_core::ledger::Adding;
use claimbook_core::model::{Direction, Match};

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Add evidence for or against a claim, or take it back
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Add(AddArgs),
    Retract(RetractArgs),
}

/// Add a line: this document supports, refutes or gives context to this claim
#[derive(Debug, clap::Args)]
struct AddArgs {
    /// The claim: its handle, its file, or words in it
    claim: String,
    #[command(flatten)]
    document: DirectionArgs,
    /// The words of the document that count
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// The document that this passage comes from, where that differs from the whole document; may be repeated
    #[arg(long, value_name = "DOCUMENT")]
    from: Vec<String>,
    /// How closely it fits the claim's wording: exact, narrower, broader or adjacent
    #[arg(long = "match", value_name = "MATCH", value_parser = options::word(Match::known, Match::WORDS))]
    fits: Option<Match>,
    /// How credible, from 1 (confirmed by other sources) to 6 (cannot be judged)
    #[arg(long, value_name = "1-6", value_parser = credibility)]
    credibility: Option<i64>,
    /// Why it counts
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// One of the three: a document's key, an address, a file or a title.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct DirectionArgs {
    /// This document speaks for the claim: a key, an address, a file or a title
    #[arg(long, value_name = "DOCUMENT")]
    supports: Option<String>,
    /// This document speaks against it
    #[arg(long, value_name = "DOCUMENT")]
    refutes: Option<String>,
    /// This document helps to read it
    #[arg(long, value_name = "DOCUMENT")]
    context: Option<String>,
}

/// Take a line back; it stays on record with the reason
#[derive(Debug, clap::Args)]
struct RetractArgs {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// The evidence line, as `claimbook show` names it
    evidence: String,
    /// The reason
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: String,
}

fn credibility(typed: &str) -> Result<i64, String> {
    let known = typed.parse().ok().filter(|grade| (1..=6).contains(grade));
    known.ok_or_else(|| {
        "1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged."
            .to_owned()
    })
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    match args.command {
        Command::Add(args) => add(ui, context, args),
        Command::Retract(args) => retract(ui, context, args),
    }
}

fn add(ui: &mut Ui, context: &Context, args: AddArgs) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let (direction, typed) = match args.document {
        DirectionArgs { refutes: Some(typed), .. } => (Direction::Refutes, typed),
        DirectionArgs { context: Some(typed), .. } => (Direction::Context, typed),
        DirectionArgs { supports, .. } => (Direction::Supports, supports.unwrap_or_default()),
    };
    let document = context.document(draft.workspace(), &typed)?;
    let from =
        args.from.iter().map(|typed| context.document(draft.workspace(), typed)).collect::<Result<_>>()?;
    let adding = Adding {
        document,
        from,
        direction: direction.clone(),
        quote: args.quote,
        fits: args.fits,
        credibility: args.credibility,
        note: args.note,
    };
    let (id, new) = draft.add_evidence(&path, &adding)?;
    if !new {
        ui.note(&format!("The claim has this line already: {id}."));
        return Ok(Outcome::Done);
    }
    options::finish(ui, draft, &format!("{direction} {id}"), &[path])?;
    Ok(Outcome::Done)
}

fn retract(ui: &mut Ui, context: &Context, args: RetractArgs) -> Result<Outcome> {
    let because = options::reason(&args.because)?;
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    draft.retract_evidence(&path, &args.evidence, &because)?;
    options::finish(ui, draft, &format!("retracted {}", args.evidence), &[path])?;
    Ok(Outcome::Done)
}
