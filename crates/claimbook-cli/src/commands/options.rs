//! Options that several commands share.

use claimbook_core::ledger::Asserting;
use claimbook_core::model::{Claim, When};
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Draft, Filed, Made, Workspace};

use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{Look, cut, width};
use crate::ui::Ui;

/// Who said it, when, where and in which words.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Assertion {
    /// When it was said: 2024-10-28, 2024-10, "28 October 2024", ../2024-11-06 (not later than)
    #[arg(long, value_name = "DATE", value_parser = date)]
    when: Option<When>,
    /// Where you have it from: a document's key, an address, a file or a title
    #[arg(long = "in", value_name = "DOCUMENT")]
    document: Option<String>,
    /// The words of the document that say it
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// Who relayed it, outermost first; the document's publisher is understood
    #[arg(long, value_name = "ACTOR")]
    through: Vec<String>,
    /// On whom the speaker leans ("according to intelligence")
    #[arg(long, value_name = "ACTOR")]
    citing: Vec<String>,
    /// On whose behalf a spokesperson speaks
    #[arg(long = "for", value_name = "ACTOR")]
    on_behalf_of: Option<String>,
    /// The words that attribute it: said, wrote, according to
    #[arg(long, value_name = "TEXT")]
    cue: Option<String>,
}

impl Assertion {
    /// The assertion that is meant.
    pub(crate) fn asserting(
        self,
        by: Option<String>,
        context: &Context,
        workspace: &Workspace,
    ) -> Result<Asserting> {
        let document =
            self.document.as_deref().map(|typed| context.document(workspace, typed)).transpose()?;
        Ok(Asserting {
            by,
            on_behalf_of: self.on_behalf_of,
            when: self.when,
            document,
            quote: self.quote,
            through: self.through,
            citing: self.citing,
            cue: self.cue,
            ..Asserting::default()
        })
    }
}

/// A date as people type it.
pub(crate) fn date(typed: &str) -> Result<When, String> {
    When::typed(typed).map_err(|error| {
        format!("{}. Write 2024-10-28, 2024-10, 2024-10~ (about), ../2024-11-06 (not later than) or \"28 October 2024\".", error.reason)
    })
}

/// A word of a vocabulary; any other is refused, with the words that are known.
pub(crate) fn word<T>(
    known: fn(&str) -> Option<T>,
    words: &'static [&'static str],
) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |typed| {
        known(&typed.to_lowercase().replace('-', "_")).ok_or_else(|| {
            let near = nearest(typed, words.iter().copied()).map(|near| format!("did you mean `{near}`? "));
            format!("{}the words are: {}", near.unwrap_or_default(), words.join(", "))
        })
    }
}

/// Tells of actors and documents that a command made because something named them.
pub(crate) fn tell_made(ui: &mut Ui, workspace: &Workspace, made: &[Made]) {
    for record in made {
        let (kind, key) = match record {
            Made::Actor(key) => ("actor", key),
            Made::Document(key) => ("document", key),
        };
        let (name, near) = match record {
            Made::Actor(key) => {
                let name = workspace
                    .actor(key)
                    .map(|actor| actor.data.shown_as.as_ref().unwrap_or(&actor.data.name));
                let others = workspace.actors.iter().map(|filed| filed.key()).filter(|other| other != key);
                (name.cloned(), nearest(key, others))
            }
            Made::Document(key) => {
                let others = workspace.documents.iter().map(|filed| filed.key()).filter(|other| other != key);
                (
                    workspace.document(key).and_then(|document| document.data.title.clone()),
                    nearest(key, others),
                )
            }
        };
        let name = name.filter(|name| name != key).map(|name| format!(" ({name})")).unwrap_or_default();
        ui.note(&format!("New {kind}: {key}{name}"));
        if let Some(near) = near {
            ui.hint(&format!(
                "There is `{near}` too. If you meant that one, delete the new file and name `{near}`."
            ));
        }
    }
}

/// Evidence ids and the like, typed with commas or spaces.
pub(crate) fn ids(typed: &[String]) -> Vec<String> {
    typed
        .iter()
        .flat_map(|ids| ids.split([',', ' ']))
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A reason must say something.
pub(crate) fn reason(typed: &str) -> Result<String> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(CliError::new("The reason is empty.").hint("Say in a sentence why: --because \"…\""));
    }
    Ok(reason.to_owned())
}

/// Writes the changes and prints a line for each claim that they were about: what was done, its handle, its words.
pub(crate) fn finish(ui: &mut Ui, draft: Draft, done: &str, claims: &[String]) -> Result<()> {
    let mut lines = String::new();
    for path in claims {
        if let Some(claim) = draft.workspace().claim_at(path) {
            lines.push_str(&line(ui.look(), done, claim));
        }
    }
    let workspace = draft.workspace().clone();
    let made = draft.made().to_vec();
    draft.commit()?;
    ui.done(&lines)?;
    tell_made(ui, &workspace, &made);
    Ok(())
}

/// One line about one claim: `confirmed  70c3a910  North Korea has sent …`.
pub(crate) fn line(look: Look, done: &str, claim: &Filed<Claim>) -> String {
    let handle = claim.data.handle().unwrap_or_else(|| claim.path.clone());
    let room = look.width.saturating_sub(width(done) + handle.len() + 4).max(20);
    format!("{done}  {}  {}\n", look.cyan(&handle), cut(&claim.data.claim, room))
}

/// As [`finish`], for a document.
pub(crate) fn finish_document(ui: &mut Ui, draft: Draft, done: &str, key: &str, title: &str) -> Result<()> {
    let workspace = draft.workspace().clone();
    let made: Vec<Made> =
        draft.made().iter().filter(|made| **made != Made::Document(key.to_owned())).cloned().collect();
    draft.commit()?;
    let look = ui.look();
    let room = look.width.saturating_sub(done.len() + key.len() + 4).max(20);
    ui.done(&format!("{done}  {}  {}", look.cyan(key), cut(title, room)))?;
    tell_made(ui, &workspace, &made);
    Ok(())
}

/// How a list or a record is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}
