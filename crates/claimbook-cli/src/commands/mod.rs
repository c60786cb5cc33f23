//! One file per command: its doc comment is its help, its `Args`, and one function.

mod filter;
mod init;
mod list;
mod open;
mod options;
mod report;

use clap::Subcommand;

use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Args),
    Open(open::Args),
    List(list::Args),
    Report(report::Args),
}

pub(crate) fn run(ui: &mut Ui, context: &Context, command: Command) -> Result<Outcome> {
    match command {
        Command::Init(args) => init::run(ui, context, args),
        Command::Open(args) => open::run(ui, context, args),
        Command::List(args) => list::run(ui, context, args),
        Command::Report(args) => report::run(ui, context, args),
    }
}
