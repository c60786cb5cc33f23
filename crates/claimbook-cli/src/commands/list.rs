use claimbook_core::assess::{Judgement, Sort, Status};
use claimbook_core::near::nearest;

use super::filter::{Dates, Filter};
use super::options::{self, AsOf, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::render::{json, list};
use crate::ui::Ui;

/// Find claims: one line for each
///
/// In a pipe every line has the whole claim, and protected sources are not named.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Words that must all be in the claim's wording
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
    let (whole, today) = args.as_of.apply(context, context.load(ui)?);
    let mut selection = args.filter.selection(&whole)?;
    args.dates.narrow(&mut selection);
    selection.words =
        args.words.iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect();
    let topic = selection.topic.clone();

    let seen_by_the_desk = args.format == Format::Text && ui.is_terminal();
    // What nobody asks for is not worked out.
    let judged = args.format == Format::Json || !selection.flags.is_empty();
    let judgement = if judged { Judgement::of(&whole, today) } else { Judgement::default() };
    let (workspace, judgement, selection) =
        context.redact(whole, judgement, selection, args.unredacted || seen_by_the_desk);
    let claims = workspace.select(&selection, args.sort, &judgement);
    match args.format {
        Format::Json => ui.print(&json::list(&workspace, &judgement, &claims)?)?,
        Format::Text => {
            ui.print(&list::lines(&workspace, &claims, ui.look(), ui.is_terminal()))?;
            if claims.is_empty() && workspace.claims.is_empty() {
                ui.note("There are no claims yet.");
                ui.hint(
                    "claimbook log ARTICLE takes claims from an article; claimbook open \"…\" opens one.",
                );
            } else if claims.is_empty() {
                ui.note(&format!("None of the {} claims fits.", workspace.claims.len()));
                let topics = workspace.claims.iter().flat_map(|claim| &claim.data.topics).map(String::as_str);
                let status = args.words.iter().find_map(|word| Status::known(word));
                if let Some(status) = status {
                    ui.hint(&format!(
                        "Words are looked for in claims; for the status: claimbook list --status {status}"
                    ));
                    return Ok(Outcome::Done);
                }
                match topic.and_then(|topic| nearest(&topic, topics)) {
                    Some(near) => ui.hint(&format!("There is the topic `{near}`.")),
                    None => ui.hint("Ask for less: fewer words, or fewer options."),
                }
            }
        }
    }
    Ok(Outcome::Done)
}
