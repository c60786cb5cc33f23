use claimbook_core::ledger::Searching;

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Note where you looked for evidence, with which words, and whether there was any
///
/// A search that found nothing is worth as much as one that did: nobody needs to make it again, and a policy may ask
/// that somebody looked for what speaks against a claim (--contrary).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// Where: an archive, a register, a search engine
    #[arg(long = "where", value_name = "TEXT", allow_hyphen_values = true)]
    place: String,
    /// The words that you looked for
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    words: String,
    /// There was something
    #[arg(long, required_unless_present = "nothing")]
    found: bool,
    /// There was nothing
    #[arg(long, conflicts_with = "found")]
    nothing: bool,
    /// It was a search for what speaks against the claim
    #[arg(long)]
    contrary: bool,
    /// What you found, or what is to be said of the search
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let done = if args.found { "found something" } else { "found nothing" };
    let Args { place, words, found, contrary, note, .. } = args;
    draft.searched(&path, &Searching { place, words, found, contrary, note })?;
    options::finish(ui, draft, done, &[path])?;
    Ok(Outcome::Done)
}
