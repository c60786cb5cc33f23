//! The command line: global options and the list of commands.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, ValueEnum};

use crate::commands::Command;

/// The first screen of `--help`: what a reporter does, in the order in which it is done.
const FIRST_SCREEN: &str = "\
{about}

{usage-heading} claimbook [OPTIONS] COMMAND

Start
  init          Make a workspace in this folder
  log           Log claims from an article
  open          Open one claim by hand
  import        Take claims from a spreadsheet

Work on claims
  assert        Note who else said it, when and where
  evidence      Add evidence for or against a claim, or take it back
  mark          Give a claim a verdict, with the reason
  attribution   Say whether the words were really said
  reaffirm      Renew a verdict after a look at what has changed
  sign-off      Stand behind a verdict that somebody else gave
  attest        Say, with the reason, that origins are independent
  ask           Note who was asked, until when, and the answer
  search-log    Note where you looked, for what, found or not
  link, unlink  Tie claims together
  suggest       See which claims could be tied
  set, edit     Change a claim; edit its file
  drop          Throw away a claim that was opened by mistake
  document      Record a document and where it comes from
  capture       Capture a document again, and see what was edited

Look
  report        Where the work stands
  todo          What would close or strengthen each claim
  list          Find claims
  search        Find words in claims, quotes, notes and texts
  show          One claim, document or actor, whole
  check         What is wrong in the workspace
  watch         The same again whenever a file is saved
  serve         The desk in a browser on this machine

For other programs
  read          Who said what in texts, as JSON Lines
  schema, completions

Options
{options}

Try: claimbook init && claimbook log article.txt
Each command explains itself: claimbook log --help";

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// A fact-checker's ledger: who asserted what, when, and with what evidence status.
#[derive(Debug, Parser)]
#[command(
    name = "claimbook",
    version,
    help_template = FIRST_SCREEN,
    styles = STYLES,
    max_term_width = 100,
    propagate_version = false,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    infer_long_args = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Work in this folder, as if you had gone there first
    #[arg(short = 'C', value_name = "DIR", global = true, help_heading = "Options for every command")]
    pub(crate) directory: Option<PathBuf>,
    /// Your name, for everything you write
    #[arg(
        long,
        value_name = "NAME",
        env = "CLAIMBOOK_USER",
        hide_env = true,
        global = true,
        help_heading = "Options for every command"
    )]
    pub(crate) user: Option<String>,
    /// Colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        global = true,
        help_heading = "Options for every command"
    )]
    pub(crate) color: Color,
    /// Read every file, and keep nothing for the next command
    #[arg(long, global = true, help_heading = "Options for every command")]
    pub(crate) no_cache: bool,
    /// Say nothing but what was asked for
    #[arg(short, long, global = true, help_heading = "Options for every command")]
    pub(crate) quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_first_screen_names_every_command() {
        let words: Vec<&str> = FIRST_SCREEN.split([' ', ',', '\n']).collect();
        for command in Cli::command().get_subcommands() {
            assert!(words.contains(&command.get_name()), "{} is not on the first screen", command.get_name());
        }
    }
}
