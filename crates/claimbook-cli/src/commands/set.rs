use claimbook_core::ledger::Changing;
use claimbook_core::model::{ClaimType, Stage, When};

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::clean;
use crate::ui::Ui;

/// Change a claim: its wording, stage, type, time, topics, and whether it is public
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// The wording
    #[arg(long = "claim", value_name = "TEXT", allow_hyphen_values = true)]
    wording: Option<String>,
    /// How far the work is: logged, researching, review or closed
    #[arg(long, value_name = "STAGE", value_parser = options::word(Stage::known, Stage::WORDS))]
    stage: Option<Stage>,
    /// What kind of claim: event, property, quantity, quote, causal, prediction or position
    #[arg(long = "type", value_name = "TYPE", value_parser = options::word(ClaimType::known, ClaimType::WORDS))]
    kind: Option<ClaimType>,
    /// The time that the claim is about
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    about: Option<When>,
    /// A topic, in place of those it has; may be repeated
    #[arg(long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// Notes for the desk
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    notes: Option<String>,
    #[command(flatten)]
    figure: options::Figure,
    /// It may be published
    #[arg(long, conflicts_with = "private")]
    public: bool,
    /// It may not be published
    #[arg(long)]
    private: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let changing = Changing {
        claim: args.wording,
        kind: args.kind,
        about: args.about,
        topics: Some(args.topics).filter(|topics| !topics.is_empty()),
        stage: args.stage,
        public: (args.public || args.private).then_some(args.public),
        notes: args.notes,
        figure: args.figure.quantity(),
    };
    if changing == Changing::default() {
        return Err(
            CliError::new("Nothing was said to change.").hint("claimbook set --help lists what can be set.")
        );
    }
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let decided = draft.workspace().claim_at(&path).is_some_and(|claim| !claim.data.verdicts.is_empty());
    let rewords = changing.claim.is_some();
    if !draft.change(&path, &changing)? {
        ui.note("The claim says so already; nothing was changed.");
        return Ok(Outcome::Done);
    }
    options::finish(ui, draft, "set", &[path])?;
    ui.done(&format!("  {}", said(&changing)))?;
    if rewords && decided {
        ui.warning(
            "The claim has a verdict, which was given on the old wording. Mark it again if it still holds.",
        );
    }
    Ok(Outcome::Done)
}

/// What was set, in a few words.
fn said(changing: &Changing) -> String {
    let mut parts = Vec::new();
    parts.extend(changing.claim.as_ref().map(|_| "wording".to_owned()));
    parts.extend(changing.stage.as_ref().map(|stage| format!("stage {stage}")));
    parts.extend(changing.kind.as_ref().map(|kind| format!("type {kind}")));
    parts.extend(changing.about.as_ref().map(|about| format!("about {}", about.as_str())));
    parts.extend(changing.topics.as_ref().map(|topics| format!("topics {}", topics.join(" "))));
    parts.extend(changing.notes.as_ref().map(|_| "notes".to_owned()));
    parts.extend(changing.figure.as_ref().map(|figure| match &figure.phrase {
        Some(phrase) => format!("figure “{phrase}”"),
        None => "figure".to_owned(),
    }));
    parts.extend(changing.public.map(|public| if public { "public" } else { "not public" }.to_owned()));
    clean(&parts.join(", ")).into_owned()
}
