use std::path::PathBuf;

use claimbook_core::workspace;

use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::ui::Ui;

/// Make a workspace: a folder `claims` for claims, actors and documents
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to make it; this folder where it is left out
    dir: Option<PathBuf>,
    /// What the workspace is about
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let folder = context.here.join(args.dir.unwrap_or_default());
    std::fs::create_dir_all(&folder).map_err(|error| CliError::file(&folder, "written", error))?;
    let root = workspace::create(&folder, args.title.as_deref())?;
    ui.done(&format!("Made the workspace {}", root.display()))?;
    ui.hint("Log an article with `claimbook log ARTICLE`, or open a claim with `claimbook open \"…\"`.");
    Ok(Outcome::Done)
}
