use claimbook_core::ledger::{Answering, Asking};
use claimbook_core::model::{Outcome as Came, When};

use super::options;
use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

/// Note that somebody was asked about a claim, and what came of it
///
/// The right of reply: first `claimbook ask CLAIM ACTOR --question "…" --deadline DATE`, later the same with
/// --replied, --declined or --no-reply. `todo` names the answers that are overdue.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The claim: its handle, its file, or words in it
    claim: String,
    /// Who was asked: a name or a key
    actor: String,
    /// What was asked, and by which way
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    question: Option<String>,
    /// Until when you asked for an answer
    #[arg(long, value_name = "DATE", value_parser = options::date)]
    deadline: Option<When>,
    #[command(flatten)]
    came: Outcomes,
    /// What was answered, in short
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "Outcomes")]
    note: Option<String>,
    /// The document that holds the answer: a key, an address, a file or a title
    #[arg(long = "in", value_name = "DOCUMENT", requires = "Outcomes")]
    document: Option<String>,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false, conflicts_with_all = ["question", "deadline"])]
struct Outcomes {
    /// There is an answer
    #[arg(long)]
    replied: bool,
    /// They said that there will be none
    #[arg(long)]
    declined: bool,
    /// The deadline passed in silence
    #[arg(long)]
    no_reply: bool,
}

impl Outcomes {
    fn came(&self) -> Option<Came> {
        match self {
            Outcomes { replied: true, .. } => Some(Came::Replied),
            Outcomes { declined: true, .. } => Some(Came::Declined),
            Outcomes { no_reply: true, .. } => Some(Came::NoReply),
            Outcomes { .. } => None,
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let mut draft = context.draft(ui)?;
    let path = context.claim_path(draft.workspace(), &args.claim)?;
    let done = match args.came.came() {
        None => {
            let asking = Asking { actor: args.actor, question: args.question, deadline: args.deadline };
            let key = draft.ask(&path, &asking)?;
            format!("asked {}", draft.workspace().actor_name(&key))
        }
        Some(outcome) => {
            let document = args.document.as_deref();
            let document = document.map(|typed| context.document(draft.workspace(), typed)).transpose()?;
            let done = outcome.as_str().replace('_', " ");
            let answering = Answering { actor: args.actor, outcome, note: args.note, document };
            let key = draft.answer(&path, &answering)?;
            format!("{}: {done}", draft.workspace().actor_name(&key))
        }
    };
    options::finish(ui, draft, &done, &[path])?;
    Ok(Outcome::Done)
}
