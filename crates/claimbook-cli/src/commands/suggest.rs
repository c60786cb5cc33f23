use claimbook_core::assess::{Suggestion, suggestions};
use claimbook_core::redact::redact;
use claimbook_core::workspace::Workspace;

use super::options::{self, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{handle, json, suggestions as render};
use crate::ui::Ui;

/// See which claims could be tied: figures that cannot both be true, newer figures, the same words
///
/// Nothing is stored before you accept it: --accept 1,3 or --accept all makes the ties, each with the reason as its note. `claimbook link`
/// makes any other.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only ties of this claim: its handle, its file, or words in it
    claim: Option<String>,
    /// Make these ties: numbers of the list, or all
    #[arg(long, value_name = "N,N|all")]
    accept: Option<String>,
    /// text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Name protected sources where they would be left out
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    if let Some(accept) = &args.accept {
        return accept_some(ui, context, args.claim.as_deref(), accept);
    }
    let whole = context.load(ui)?;
    let open = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let only = args.claim.as_deref().map(|typed| context.claim_path(&whole, typed)).transpose()?;
    // The ties are those of the whole workspace, so that their numbers are the same for everybody.
    let mut found = of_claim(&whole, only.as_deref());
    let workspace = if open {
        whole
    } else {
        let (workspace, renamed) = redact(whole);
        for one in &mut found {
            let (from, to) = (renamed.claim(one.from.clone()), renamed.claim(one.to.clone()));
            if from != one.from || to != one.to {
                "The reason would give a protected source away.".clone_into(&mut one.because);
            }
            (one.from, one.to) = (from, to);
        }
        workspace
    };
    match args.format {
        Format::Json => ui.print(&json::suggestions(&workspace, &found)?)?,
        Format::Text => {
            ui.print(&render::lines(&workspace, &found, ui.look()))?;
            if found.is_empty() {
                ui.note("No tie suggests itself.");
            } else {
                let claim = args.claim.map(|claim| format!("{} ", crate::misuse::quoted(&claim)));
                ui.hint(&format!(
                    "Make some of them: claimbook suggest {}--accept 1",
                    claim.unwrap_or_default()
                ));
            }
        }
    }
    Ok(Outcome::Done)
}

fn of_claim(workspace: &Workspace, path: Option<&str>) -> Vec<Suggestion> {
    let mut found = suggestions(workspace);
    found.retain(|one| path.is_none_or(|path| one.from == path || one.to == path));
    found
}

fn accept_some(ui: &mut Ui, context: &Context, claim: Option<&str>, accept: &str) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let only = claim.map(|typed| context.claim_path(draft.workspace(), typed)).transpose()?;
    let found = of_claim(draft.workspace(), only.as_deref());
    let numbers: Vec<usize> = if accept.trim().eq_ignore_ascii_case("all") {
        (1..=found.len()).collect()
    } else {
        options::ids(&[accept.to_owned()])
            .iter()
            .map(|typed| number(typed, found.len()))
            .collect::<Result<_>>()?
    };
    let mut lines = String::new();
    for one in numbers.iter().filter_map(|number| found.get(number - 1)) {
        draft.link(&one.from, &one.kind, &one.to, Some(&one.because))?;
        let name = |path: &str| draft.workspace().claim_at(path).map(handle).unwrap_or_default();
        lines.push_str(&format!("linked  {}  {}  {}\n", name(&one.from), one.kind, name(&one.to)));
    }
    draft.commit()?;
    if lines.is_empty() {
        ui.note("There is no tie to make.");
    } else {
        ui.done(&lines)?;
    }
    Ok(Outcome::Done)
}

fn number(typed: &str, most: usize) -> Result<usize> {
    typed.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
        let list = match most {
            0 => "There is none to accept.".to_owned(),
            _ => format!("The list has 1 to {most}: claimbook suggest"),
        };
        CliError::new(format!("“{typed}” is no number of the list.")).hint(list)
    })
}
