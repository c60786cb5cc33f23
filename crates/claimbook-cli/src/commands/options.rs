//! Options that several commands share.

use claimbook_core::ledger::Asserting;
use claimbook_core::model::{Claim, Day, Quantity, When};
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Committed, Draft, Filed, Made, Workspace};
use claimbook_reader::Engine;
use claimbook_reader::language::Language;

use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{Look, cut, handle, width};
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
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
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
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
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

/// A number in the claim. Figures of one measure are held against each other.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Figure {
    /// The words of a figure, as the claim has them: "about 10,000"
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    figure: Option<String>,
    /// What the figure counts, in a word of your own: claims with the same measure are compared
    #[arg(long, value_name = "WORD")]
    measure: Option<String>,
    /// Its unit
    #[arg(long, value_name = "WORD")]
    unit: Option<String>,
    /// Of what: a place, a group
    #[arg(long, value_name = "WORD")]
    scope: Option<String>,
    /// The time for which it is given
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<When>,
}

impl Figure {
    /// The figure, where anything was said of one.
    pub(crate) fn quantity(self) -> Option<Quantity> {
        let Figure { figure, measure, unit, scope, as_of } = self;
        let said = Quantity { phrase: figure, measure, unit, scope, as_of, ..Quantity::default() };
        (said != Quantity::default()).then_some(said)
    }
}

/// As it was on a day.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct AsOf {
    /// As it was at the end of this day, from the dates that the files carry (git knows what was edited since)
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<When>,
}

impl AsOf {
    /// Whether it is as it is now.
    pub(crate) fn is_now(&self) -> bool {
        self.as_of.is_none()
    }

    /// The day as whose end it is seen.
    pub(crate) fn day(&self) -> Option<Day> {
        self.as_of.as_ref().and_then(When::latest)
    }

    /// The day as whose end it is seen, in words, where that is not today.
    pub(crate) fn earlier(&self, context: &Context) -> Option<When> {
        self.day().filter(|day| Some(*day) != context.today()).map(|day| When::new(day.to_string()))
    }

    /// The workspace as it was, and the day from which what is due is seen.
    pub(crate) fn apply(&self, context: &Context, workspace: Workspace) -> (Workspace, Option<Day>) {
        match self.day() {
            Some(day) => (workspace.as_of(day), Some(day)),
            None => (workspace, context.today()),
        }
    }
}

/// A date as people type it: as in files, in words, or in numbers that leave no doubt (28/10/2024).
pub(crate) fn date(typed: &str) -> Result<When, String> {
    When::typed(typed).or_else(|_| super::import::cells::date(typed)).map_err(|reason| {
        let form =
            "2024-10-28, 2024-10, 2024-10~ (about), ../2024-11-06 (not later than) or \"28 October 2024\"";
        format!("It is no date: {reason}. Write {form}.")
    })
}

/// A word of a vocabulary; any other is refused, with the words that are known.
pub(crate) fn word<T>(
    known: fn(&str) -> Option<T>,
    words: &'static [&'static str],
) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |typed| {
        known(&typed.to_lowercase().replace('-', "_")).ok_or_else(|| {
            let near = nearest(typed, words.iter().copied()).map(|near| format!("Did you mean `{near}`? "));
            format!("{}The words are: {}.", near.unwrap_or_default(), words.join(", "))
        })
    }
}

/// Tells of actors and documents that a command made because something named them, and of quotations that have no
/// place.
pub(super) fn tell(ui: &mut Ui, committed: &Committed) {
    let workspace = &committed.workspace;
    for record in &committed.made {
        // A protected source is never suggested: suggestions are seen where the source must not be.
        let (kind, key, name, others): (_, _, _, Vec<&str>) = match record {
            Made::Actor(key) => {
                ("actor", key, workspace.actor_name(key), workspace.public_actors().map(Filed::key).collect())
            }
            Made::Document(key) => (
                "document",
                key,
                workspace.document_title(key),
                workspace.public_documents().map(Filed::key).collect(),
            ),
        };
        let name = if name == key { String::new() } else { format!(" ({name})") };
        ui.note(&format!("New {kind}: {key}{name}"));
        if let Some(near) = nearest(key, others.into_iter().filter(|other| other != key)) {
            ui.hint(&format!(
                "There is `{near}` too. If you meant that one, put it in place of `{key}` with `claimbook edit CLAIM`, and delete {kind}s/{key}.yaml."
            ));
        }
    }
    for document in &committed.unlocated {
        ui.note(&format!("“{document}” has no captured text: the quotation is kept without a place in it."));
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
    let committed = draft.commit()?;
    let claims = claims.iter().filter_map(|path| committed.workspace.claim_at(path));
    let lines: String = claims.map(|claim| line(ui.look(), done, claim)).collect();
    ui.done(&lines)?;
    tell(ui, &committed);
    Ok(())
}

/// One line about one claim: `confirmed  70c3a910  North Korea has sent …`.
pub(crate) fn line(look: Look, done: &str, claim: &Filed<Claim>) -> String {
    let handle = handle(claim);
    let room = look.width.saturating_sub(width(done) + width(&handle) + 4).max(20);
    format!("{done}  {}  {}\n", look.cyan(&handle), cut(&claim.data.claim, room))
}

/// As [`finish`], for a document.
pub(crate) fn finish_document(ui: &mut Ui, draft: Draft, done: &str, key: &str) -> Result<()> {
    let mut committed = draft.commit()?;
    committed.made.retain(|made| *made != Made::Document(key.to_owned()));
    let look = ui.look();
    let room = look.width.saturating_sub(done.len() + width(key) + 4).max(20);
    ui.done(&format!("{done}  {}  {}", look.cyan(key), cut(committed.workspace.document_title(key), room)))?;
    tell(ui, &committed);
    Ok(())
}

/// How a list or a record is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// What finds who said what in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Reader {
    Model,
    Rules,
}

impl From<Reader> for Engine {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Model => Engine::Model,
            Reader::Rules => Engine::Rules,
        }
    }
}

/// A language that texts can be read in.
pub(crate) fn language(typed: &str) -> Result<Language, String> {
    Language::from_tag(typed).ok_or_else(|| "The languages are: en, uk, ru, de.".to_owned())
}

/// Says, where a person would have to type what is read from standard input, how that is ended.
pub(crate) fn say_how_to_paste(ui: &mut Ui, what: &str) {
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        ui.note(&format!("Paste the {what}, then press Ctrl-D on a line of its own."));
    }
}
