use clap::CommandFactory;
use clap_complete::Shell;

use crate::Outcome;
use crate::cli::Cli;
use crate::error::Result;
use crate::ui::Ui;

/// Print a script that completes commands in your shell
///
/// In bash, zsh and fish also handles of claims, actors, documents, topics and the filters of a search.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "For bash: claimbook completions bash > ~/.local/share/bash-completion/completions/claimbook
For zsh:  claimbook completions zsh > _claimbook, in a folder that is in $fpath
For fish: claimbook completions fish > ~/.config/fish/completions/claimbook.fish"
)]
pub(crate) struct Args {
    /// bash, zsh, fish, elvish or powershell
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

pub(crate) fn run(ui: &mut Ui, args: Args) -> Result<Outcome> {
    if let Some(script) = crate::complete::script(args.shell) {
        ui.print(script)?;
        return Ok(Outcome::Done);
    }
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "claimbook", &mut script);
    ui.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
