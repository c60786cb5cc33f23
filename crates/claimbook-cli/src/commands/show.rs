use claimbook_core::assess::Judgement;
use claimbook_core::model::{Actor, Claim, Document};
use claimbook_core::redact::{Renamed, redact_judged};
use claimbook_core::workspace::{Filed, FindError, Workspace};
use claimbook_index::{Kept, Opened};

use super::options::{AsOf, Format};
use crate::Outcome;
use crate::context::{Context, name_broken};
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
enum Found<'w> {
    Claim(&'w Filed<Claim>),
    Document(&'w Filed<Document>),
    Actor(&'w Filed<Actor>),
}

/// The path or key of what was asked for.
pub(crate) enum Name {
    Claim(String),
    Document(String),
    Actor(String),
}

impl Name {
    /// The same record's in the workspace as outsiders may see it.
    fn renamed(self, renamed: &Renamed) -> Self {
        match self {
            Name::Claim(path) => Name::Claim(renamed.claim(path)),
            Name::Document(key) => Name::Document(renamed.document(key)),
            Name::Actor(key) => Name::Actor(renamed.actor(key)),
        }
    }

    /// Its file, from the workspace's folder.
    pub(crate) fn path<'w>(&'w self, workspace: &'w Workspace) -> Option<&'w str> {
        match self {
            Name::Claim(path) => Some(path),
            Name::Document(key) => workspace.document(key).map(|filed| filed.path.as_str()),
            Name::Actor(key) => workspace.actor(key).map(|filed| filed.path.as_str()),
        }
    }

    fn record<'w>(&self, workspace: &'w Workspace) -> Option<Found<'w>> {
        match self {
            Name::Claim(path) => workspace.claim_at(path).map(Found::Claim),
            Name::Document(key) => workspace.document(key).map(Found::Document),
            Name::Actor(key) => workspace.actor(key).map(Found::Actor),
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let typed = args.record.join(" ");
    let then = |error: CliError| match args.as_of.earlier(context) {
        Some(day) => {
            error.hint(format!("What was added after {} is left out: try without --as-of.", day.in_words()))
        }
        None => error,
    };
    // Only a person at a terminal sees who a protected source is, and whoever asks for it.
    let open = args.unredacted || (ui.is_terminal() && args.format == Format::Text);
    let root = context.root()?;
    let keeping = context.program().zip(context.today()).filter(|_| args.as_of.is_now());
    let kept = keeping.and_then(|(program, today)| Kept::open(&root, program, today));
    // As outsiders may see it, a workspace with secrets is always made from the files.
    let from_kept = kept.as_ref().filter(|kept| open || !kept.has_secrets());
    let (workspace, judgement, name) = match from_kept.and_then(|kept| read_kept(kept, context, &typed)) {
        Some((opened, name)) => {
            name_broken(ui, &opened.workspace);
            (opened.workspace, opened.judgement, name)
        }
        None => {
            let (whole, judgement) = match keeping.filter(|_| kept.is_none()) {
                Some((program, today)) => {
                    let (whole, judgement) = Kept::build(&root, program, today)?;
                    (whole, Some(judgement))
                }
                None => (Workspace::load(&root)?, None),
            };
            name_broken(ui, &whole);
            let (whole, today) = args.as_of.apply(context, whole);
            let name = meant(context, &whole, &typed).map_err(then);
            let judgement = judgement.unwrap_or_else(|| match name {
                Ok(Name::Claim(_)) => Judgement::of(&whole, today),
                _ => Judgement::default(),
            });
            match open {
                true => (whole, judgement, name?),
                false => outside(context, whole, judgement, name, &typed).map_err(then)?,
            }
        }
    };
    let hidden =
        || CliError::new("It cannot be shown without its protected source.").hint("Add --unredacted.");
    let found = name.record(&workspace).ok_or_else(hidden)?;
    ui.print(&page(&workspace, &judgement, &found, args.format, ui.look())?)?;
    Ok(Outcome::Done)
}

/// What was asked for with all that its page tells, from what was kept. `None` where that cannot be read, or not exactly one record
/// is meant: then the files say what there is.
fn read_kept(kept: &Kept, context: &Context, typed: &str) -> Option<(Opened, Name)> {
    let records = kept.records()?;
    let claim = |typed: &str| match kept.find_claim(typed, Some(&context.here)) {
        Some(Ok(path)) => Ok(path),
        Some(Err(_)) | None => Err(()),
    };
    let name = find(&records, typed, claim).ok()?;
    let opened = match &name {
        Name::Claim(path) => kept.around_claim(records, path)?,
        Name::Document(key) => kept.around_document(records, key)?,
        Name::Actor(key) => kept.around_actor(records, key)?,
    };
    Some((opened, name))
}

/// What was asked for as outsiders may see it.
fn outside(
    context: &Context,
    whole: Workspace,
    judgement: Judgement,
    name: Result<Name>,
    typed: &str,
) -> Result<(Workspace, Judgement, Name)> {
    let (workspace, judgement, renamed) = redact_judged(whole, judgement);
    let name = match name {
        Ok(name) => name.renamed(&renamed),
        // What could have been meant must not give a source away either.
        Err(_) => meant(context, &workspace, typed)?,
    };
    Ok((workspace, judgement, name))
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

/// The record of a workspace that is meant.
pub(crate) fn meant(context: &Context, workspace: &Workspace, typed: &str) -> Result<Name> {
    let claim =
        |typed: &str| workspace.find_claim(typed, Some(&context.here)).map(|claim| claim.path.clone());
    find(workspace, typed.trim(), claim).map_err(|error| match error {
        FindError::None { .. } => none(workspace, typed.trim()),
        several => CliError::find(&several, workspace),
    })
}

/// A key is what it says; then come claims, then the names of actors, the titles and the addresses of documents.
fn find<E>(
    records: &Workspace,
    typed: &str,
    claim: impl FnOnce(&str) -> std::result::Result<String, E>,
) -> std::result::Result<Name, E> {
    let typed = typed.trim();
    if records.document(typed).is_some() {
        return Ok(Name::Document(typed.to_owned()));
    }
    if records.actor(typed).is_some() {
        return Ok(Name::Actor(typed.to_owned()));
    }
    let error = match claim(typed) {
        Ok(path) => return Ok(Name::Claim(path)),
        Err(error) => error,
    };
    // A name that is exactly somebody's is meant before several claims that mention it.
    if let Some(actor) = records.find_actor(typed).and_then(|key| records.actor(key)) {
        return Ok(Name::Actor(actor.key().to_owned()));
    }
    let lower = typed.to_lowercase();
    let titled = |filed: &&Filed<Document>| {
        filed.data.title.as_ref().is_some_and(|title| title.to_lowercase() == lower)
            || filed.data.url.as_deref() == Some(typed)
            || filed.path == typed
    };
    let document = records.documents.iter().find(titled);
    document.map(|document| Name::Document(document.key().to_owned())).ok_or(error)
}

fn none(workspace: &Workspace, typed: &str) -> CliError {
    let keys = workspace.actors.iter().map(Filed::key).chain(workspace.documents.iter().map(Filed::key));
    CliError::new(format!("No claim, document or actor fits “{typed}”."))
        .maybe_hint(claimbook_core::near::nearest(typed, keys).map(|near| format!("Did you mean `{near}`?")))
        .hint("`claimbook list` shows every claim with its handle.")
}
