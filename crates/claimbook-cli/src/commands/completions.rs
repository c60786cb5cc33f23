use clap::CommandFactory;
use clap_complete::Shell;

use crate::Outcome;
use crate::cli::Cli;
use crate::error::Result;
use crate::ui::Ui;

/// Print a script that completes commands in your shell
#[derive(Debug, clap::Args)]
#[command(
    after_help = "For bash: claimbook completions bash > ~/.local/share/bash-completion/completions/claimbook"
)]
pub(crate) struct Args {
    /// bash, zsh, fish, elvish or powershell
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

pub(crate) fn run(ui: &mut Ui, args: Args) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "claimbook", &mut script);
    ui.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
