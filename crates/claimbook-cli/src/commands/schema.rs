use claimbook_core::schema::{self, Kind};

use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::ui::Ui;

/// Print the JSON Schema of a kind of file, for editors and other programs
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every file that claimbook makes names its schema in the first line, so that an editor with a YAML language server completes and checks what you type. Type that line into a file of your own:\n\n  # yaml-language-server: $schema=../.schema/claim.json"
)]
pub(crate) struct Args {
    /// claim, actor, document or workspace; where it is left out, all four in one object
    #[arg(value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// Put the current schemas into the workspace, where files look for them
    #[arg(long, conflicts_with = "kind")]
    write: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    match args.kind {
        Some(kind) => ui.print(&schema::text(kind))?,
        None if args.write => write(ui, context)?,
        None => ui.print(&all()?)?,
    }
    Ok(Outcome::Done)
}

fn write(ui: &mut Ui, context: &Context) -> Result<()> {
    let mut draft = context.draft(ui)?;
    draft.put_schemas()?;
    let written = draft.commit()?.written;
    if written.is_empty() {
        return ui.done("The schemas are current.");
    }
    ui.done(&written.iter().map(|path| format!("wrote  {path}\n")).collect::<String>())
}

fn all() -> Result<String> {
    let schemas: serde_json::Map<String, serde_json::Value> =
        Kind::ALL.into_iter().map(|kind| (kind.name().to_owned(), schema::schema(kind))).collect();
    serde_json::to_string_pretty(&schemas)
        .map_err(|error| CliError::new(format!("The schemas could not be printed: {error}.")))
}

fn kind(typed: &str) -> Result<Kind, String> {
    let typed = typed.to_lowercase();
    let names = Kind::ALL.map(Kind::name);
    Kind::ALL
        .into_iter()
        .find(|kind| kind.name() == typed)
        .ok_or_else(|| format!("the kinds are: {}", names.join(", ")))
}
