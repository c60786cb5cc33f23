use std::mem::ManuallyDrop;

use claimbook_core::assess::{Rows as _, Sort, Status, select};
use claimbook_core::near::nearest;
use claimbook_index::Of;
use claimbook_index::query::Query;
use claimbook_index::wanted::{Wanted, worded};

use super::filter::{Dates, Filter};
use super::options::{self, AsOf, Format};
use super::wanted;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::{json, list};
use crate::ui::Ui;
use crate::view::{Looking, view};

/// Find claims: one line for each
///
/// In a pipe every line has the whole claim, and protected sources are not named.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Words that must all be in the claim's wording; also "a phrase", -without and status:disputed, as in `claimbook search`
    words: Vec<String>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    dates: Dates,
    /// The order: logged (the newest first), said, status, claim, by or changed
    #[arg(long, value_name = "KEY", value_parser = options::word(Sort::known, Sort::WORDS), default_value = "logged", hide_default_value = true)]
    sort: Sort,
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
    let typed = wanted::joined(&args.words);
    let query = wanted::query(&typed)?;
    let mut asked = Wanted::default();
    let unredacted = args.unredacted || (args.format == Format::Text && ui.is_terminal());
    let judged = args.format == Format::Json || args.filter.asks_for_flags() || !query.filters.is_empty();
    let looking = Looking { as_of: &args.as_of, judged, unredacted, searching: false };
    let (view, selection) = view(ui, context, looking, |whole, said| {
        let mut selection = args.filter.selection(whole, said)?;
        args.dates.narrow(&mut selection);
        asked = wanted::wanted(&query, &typed, whole, said)?;
        Ok(selection)
    })?;
    let asked = asked.renamed(|selection| view.rename(selection));
    let (workspace, rows) = (view.workspace(), &*ManuallyDrop::new(view.rows()?));
    let taken = select(rows, &selection, args.sort, |key| workspace.actor_name(key));
    let wanted = |place: &usize| {
        let row = rows.row(*place);
        asked.takes(&row) && asked.takes_kind(Of::Claim) && worded(&query, row.claim)
    };
    let taken: Vec<usize> = match query == Query::default() {
        true => taken,
        false => taken.into_iter().filter(wanted).collect(),
    };
    rows.check()?;
    match args.format {
        Format::Json => {
            let opened = view.open(rows, taken.iter().copied())?;
            let claims: Vec<_> = taken.iter().filter_map(|place| opened.claim(&rows.row(*place))).collect();
            ui.print(&json::list(&opened.workspace, &opened.judgement, &claims)?)?;
        }
        Format::Text => {
            let (look, terminal) = (ui.look(), ui.is_terminal());
            list::lines(workspace, rows, &taken, look, terminal, |piece| ui.print(piece))?;
            if let (true, Some(day)) = (rows.is_empty(), args.as_of.earlier(context)) {
                ui.note(&format!("There were no claims yet at the end of {}.", day.in_words()));
            } else if rows.is_empty() {
                ui.note("There are no claims yet.");
                ui.hint(
                    "claimbook log ARTICLE takes claims from an article; claimbook open \"…\" opens one.",
                );
            } else if taken.is_empty() {
                ui.note(&format!("None of the {} claims fits.", rows.len()));
                let topics = (0..rows.len()).flat_map(|place| rows.row(place).topics.to_vec());
                let status = args.words.iter().find_map(|word| Status::known(word));
                if let Some(status) = status {
                    ui.hint(&format!(
                        "Words are looked for in claims; for the status: claimbook list --status {status}"
                    ));
                    return Ok(Outcome::Done);
                }
                match selection.topic.as_deref().and_then(|topic| nearest(topic, topics)) {
                    Some(near) => ui.hint(&format!("There is the topic `{near}`.")),
                    None => ui.hint("Ask for less: fewer words, or fewer options."),
                }
            }
        }
    }
    Ok(Outcome::Done)
}
