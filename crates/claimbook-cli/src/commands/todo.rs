use std::mem::ManuallyDrop;

use claimbook_core::assess::{Rows as _, todo};

use super::filter::{Dates, Filter};
use super::options::{AsOf, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::todo::Line;
use crate::render::{self, json};
use crate::ui::Ui;
use crate::view::{Looking, view};

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
    context.look(|context| look(ui, context, &args))
}

fn look(ui: &mut Ui, context: &Context, args: &Args) -> Result<Outcome> {
    let unredacted = args.unredacted || (args.format == Format::Text && ui.is_terminal());
    let looking = Looking { as_of: &args.as_of, judged: true, unredacted, searching: false };
    let (view, selection) = view(ui, context, looking, |whole, said| {
        let mut selection = args.filter.selection(whole, said)?;
        args.dates.narrow(&mut selection);
        Ok(selection)
    })?;
    let rows = &*ManuallyDrop::new(view.rows()?);
    let items = todo(rows, &selection);
    let limit = match args.format {
        Format::Text if args.limit > 0 => args.limit,
        _ => usize::MAX,
    };
    let opened = view.open(rows, items.iter().take(limit).map(|item| item.row))?;
    let lines: Vec<Line<'_>> = items
        .iter()
        .take(limit)
        .filter_map(|item| Line::of(item.task, opened.claim(&rows.row(item.row))?))
        .collect();
    match args.format {
        Format::Json => ui.print(&json::todo(&lines)?)?,
        Format::Text => {
            ui.print(&render::todo::lines(&items, &lines, ui.look()))?;
            if rows.is_empty() {
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
