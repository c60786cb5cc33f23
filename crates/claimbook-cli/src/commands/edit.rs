use std::path::{Path, PathBuf};
use std::process::Command;

use claimbook_core::workspace::Draft;

use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::clean;
use crate::ui::Ui;

/// Open a claim, document or actor in your editor, and check it when you close it
///
/// The editor is $VISUAL, else $EDITOR. Nothing changes before you have closed it and the file reads.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A claim (handle, file or words), or the key of a document or actor
    #[arg(value_name = "CLAIM|DOCUMENT|ACTOR")]
    record: String,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let workspace = context.load(ui)?;
    let name = super::show::meant(context, &workspace, &args.record)?;
    let path = name.path(&workspace).unwrap_or_default();
    let file = workspace.root().join(path);
    let before = std::fs::read(&file).map_err(|error| CliError::file(&file, "read", error))?;
    let copy = copy_for_editing(&file, &before)?;
    loop {
        run_editor(copy.path())?;
        let after = std::fs::read(copy.path()).map_err(|error| CliError::file(copy.path(), "read", error))?;
        if after == before {
            ui.note("Nothing was changed.");
            return Ok(Outcome::Done);
        }
        // The lock is taken only now: nobody waits while somebody types.
        let mut draft: Draft = context.draft(ui)?;
        match draft.replace(path, &before, after) {
            Ok(()) => {
                draft.commit()?;
                ui.done(&format!("changed  {}", clean(path)))?;
                return Ok(Outcome::Done);
            }
            Err(error) => {
                drop(draft);
                let error = CliError::from(error);
                if !ui.can_ask() {
                    let kept = copy.keep().map_err(|error| CliError::new(format!("{error}.")))?.1;
                    return Err(error.hint(format!("What you typed is kept in {}.", kept.display())));
                }
                ui.error(&error);
                if crate::ask::line("Edit again? [Y/n] ")?.eq_ignore_ascii_case("n") {
                    let kept = copy.keep().map_err(|error| CliError::new(format!("{error}.")))?.1;
                    ui.note(&format!("Nothing was changed. What you typed is kept in {}.", kept.display()));
                    return Ok(Outcome::Done);
                }
            }
        }
    }
}

/// A copy with the record's own name, so that the editor knows what it is.
fn copy_for_editing(file: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let copy = tempfile::Builder::new()
        .prefix(&format!("{name}."))
        .suffix(".yaml")
        .tempfile()
        .map_err(|error| CliError::new(format!("No copy could be made to edit: {error}.")))?;
    std::fs::write(copy.path(), bytes).map_err(|error| CliError::file(copy.path(), "written", error))?;
    Ok(copy)
}

fn run_editor(file: &Path) -> Result<()> {
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
        .unwrap_or_else(|| if cfg!(windows) { "notepad".to_owned() } else { "vi".to_owned() });
    // An editor may come with options: "code --wait".
    let mut words = editor.split_whitespace();
    let program = PathBuf::from(words.next().unwrap_or("vi"));
    let status = Command::new(&program).args(words).arg(file).status().map_err(|error| {
        CliError::new(format!("The editor {} could not be started: {error}.", program.display()))
            .hint("Name another one: EDITOR=nano claimbook edit …")
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(CliError::new(format!(
            "The editor {} ended with an error; nothing was changed.",
            program.display()
        )))
    }
}
