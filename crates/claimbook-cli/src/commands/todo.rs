use claimbook_core::assess::Judgement;

use super::filter::{Dates, Filter};
use super::options::{AsOf, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::{json, todo};
use crate::ui::Ui;

/// How many lines are shown where nobody says how many.
const SHOWN: usize = 20;

/// What would close or strengthen each claim, the most useful first
///
/// Verdicts side by side, edited quotes and verdicts that are out of date come first; then answers that are late and forecasts that
/// have come due; then what the policy asks for, what has no evidence, and what would be stronger with a second origin.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    dates: Dates,
    /// Show so many; 0 shows all
    #[arg(long, value_name = "N", default_value_t = SHOWN, hide_default_value = true)]
    limit: usize,
    /// How to print: text or json
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    #[command(flatten)]
    as_of: AsOf,
    /// Name protected sources
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let (whole, today) = args.as_of.apply(context, context.load(ui)?);
    let mut selection = args.filter.selection(&whole)?;
    args.dates.narrow(&mut selection);
    let judgement = Judgement::of(&whole, today);
    let seen_by_the_desk = args.format == Format::Text && ui.is_terminal();
    let (workspace, judgement, selection) =
        context.redact(whole, judgement, selection, args.unredacted || seen_by_the_desk);
    let items = workspace.todo(&selection, &judgement);
    match args.format {
        Format::Json => ui.print(&json::todo(&items)?)?,
        Format::Text => {
            let limit = if args.limit == 0 { usize::MAX } else { args.limit };
            ui.print(&todo::lines(&items, limit, ui.look()))?;
            if items.is_empty() && workspace.claims.is_empty() {
                ui.note("There are no claims yet.");
                ui.hint(
                    "claimbook log ARTICLE takes claims from an article; claimbook open \"…\" opens one.",
                );
            } else if items.is_empty() {
                ui.note("Nothing is left to do.");
            }
        }
    }
    Ok(Outcome::Done)
}
