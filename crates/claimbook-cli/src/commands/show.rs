use claimbook_core::assess::Judgement;
use claimbook_core::model::{Actor, Claim, Document};
use claimbook_core::redact::{Renamed, redact_judged};
use claimbook_core::workspace::{Filed, FindError, Workspace};

use super::options::{AsOf, Format};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::{Look, json, show};
use crate::ui::Ui;

/// Show one claim, document or actor, whole
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A claim (handle, file or words in it), or the key or name of a document or actor
    #[arg(value_name = "CLAIM|DOCUMENT|ACTOR", required = true, num_args = 1..)]
    record: Vec<String>,
    /// text or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    #[command(flatten)]
    as_of: AsOf,
    /// Name protected sources where they would be left out
    #[arg(long)]
    unredacted: bool,
}

/// What was asked for.
pub(crate) enum Found<'w> {
    Claim(&'w Filed<Claim>),
    Document(&'w Filed<Document>),
    Actor(&'w Filed<Actor>),
}

/// The path or key of what was asked for.
enum Name {
    Claim(String),
    Document(String),
    Actor(String),
}

impl Name {
    fn of(found: &Found<'_>) -> Self {
        match found {
            Found::Claim(claim) => Name::Claim(claim.path.clone()),
            Found::Document(document) => Name::Document(document.key().to_owned()),
            Found::Actor(actor) => Name::Actor(actor.key().to_owned()),
        }
    }

    /// The same record's in the workspace as outsiders may see it.
    fn renamed(self, renamed: &Renamed) -> Self {
        match self {
            Name::Claim(path) => Name::Claim(renamed.claim(path)),
            Name::Document(key) => Name::Document(renamed.document(key)),
            Name::Actor(key) => Name::Actor(renamed.actor(key)),
        }
    }

    fn find<'w>(&self, workspace: &'w Workspace) -> Option<Found<'w>> {
        match self {
            Name::Claim(path) => workspace.claim_at(path).map(Found::Claim),
            Name::Document(key) => workspace.document(key).map(Found::Document),
            Name::Actor(key) => workspace.actor(key).map(Found::Actor),
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let (whole, today) = args.as_of.apply(context, context.load(ui)?);
    let typed = args.record.join(" ");
    let then = |error: CliError| match args.as_of.earlier(context) {
        Some(day) => {
            error.hint(format!("What was added after {} is left out: try without --as-of.", day.in_words()))
        }
        None => error,
    };
    let name = find(context, &whole, &typed).map(|found| Name::of(&found)).map_err(then);
    // Only a person at a terminal sees who a protected source is, and whoever asks for it.
    let open = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let judgement = match name {
        Ok(Name::Claim(_)) => Judgement::of(&whole, today),
        _ => Judgement::default(),
    };
    let (workspace, judgement, name) = if open {
        (whole, judgement, name?)
    } else {
        let (workspace, judgement, renamed) = redact_judged(whole, judgement);
        let name = match name {
            Ok(name) => name.renamed(&renamed),
            // What could have been meant must not give a source away either.
            Err(_) => Name::of(&find(context, &workspace, &typed).map_err(then)?),
        };
        (workspace, judgement, name)
    };
    let hidden =
        || CliError::new("It cannot be shown without its protected source.").hint("Add --unredacted.");
    let found = name.find(&workspace).ok_or_else(hidden)?;
    ui.print(&page(&workspace, &judgement, &found, args.format, ui.look())?)?;
    Ok(Outcome::Done)
}

fn page(
    workspace: &Workspace,
    judgement: &Judgement,
    found: &Found<'_>,
    format: Format,
    look: Look,
) -> Result<String> {
    Ok(match (format, found) {
        (Format::Text, Found::Claim(claim)) => show::claim(workspace, judgement, claim, look),
        (Format::Text, Found::Document(document)) => show::document(workspace, document, look),
        (Format::Text, Found::Actor(actor)) => show::actor(workspace, actor, look),
        (Format::Json, Found::Claim(claim)) => json::text(&json::show::claim(workspace, judgement, claim))?,
        (Format::Json, Found::Document(document)) => json::text(&json::show::document(workspace, document))?,
        (Format::Json, Found::Actor(actor)) => json::text(&json::show::actor(workspace, actor))?,
    })
}

/// A key is what it says; then come claims, then the names of actors, the titles and the addresses of documents.
pub(crate) fn find<'w>(context: &Context, workspace: &'w Workspace, typed: &str) -> Result<Found<'w>> {
    let typed = typed.trim();
    if let Some(document) = workspace.document(typed) {
        return Ok(Found::Document(document));
    }
    if let Some(actor) = workspace.actor(typed) {
        return Ok(Found::Actor(actor));
    }
    let error = match workspace.find_claim(typed, Some(&context.here)) {
        Ok(claim) => return Ok(Found::Claim(claim)),
        Err(error) => error,
    };
    // A name that is exactly somebody's is meant before several claims that mention it.
    if let Some(actor) = workspace.find_actor(typed).and_then(|key| workspace.actor(key)) {
        return Ok(Found::Actor(actor));
    }
    let lower = typed.to_lowercase();
    let titled = |filed: &&Filed<Document>| {
        filed.data.title.as_ref().is_some_and(|title| title.to_lowercase() == lower)
            || filed.data.url.as_deref() == Some(typed)
            || filed.path == typed
    };
    if let Some(document) = workspace.documents.iter().find(titled) {
        return Ok(Found::Document(document));
    }
    Err(match error {
        FindError::None { .. } => none(workspace, typed),
        several => CliError::find(&several, workspace),
    })
}

fn none(workspace: &Workspace, typed: &str) -> CliError {
    let keys = workspace.actors.iter().map(Filed::key).chain(workspace.documents.iter().map(Filed::key));
    CliError::new(format!("No claim, document or actor fits “{typed}”."))
        .maybe_hint(claimbook_core::near::nearest(typed, keys).map(|near| format!("Did you mean `{near}`?")))
        .hint("`claimbook list` shows every claim with its handle.")
}
