//! The command `claimbook`: arguments in, reports out. No rule of the field lives here.

mod ask;
mod browser;
mod cli;
mod commands;
mod complete;
mod config;
mod context;
mod error;
mod misuse;
mod progress;
mod render;
#[cfg(test)]
#[path = "../../claimbook-intake/src/sample.rs"]
mod sample;
mod source;
mod typed;
mod ui;
mod view;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::{Cli, Color};
use crate::context::Context;
use crate::error::CliError;
use crate::ui::Ui;

/// What a command found: what its exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what it was asked.
    Done,
    /// It looked for something wrong, and found it.
    Found,
}

/// Reading makes and drops many small values on every core; the system's allocator spends longer on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if complete::answered(&std::env::args_os().collect::<Vec<_>>()) {
        return ExitCode::SUCCESS;
    }
    let cli = match Cli::try_parse_from(typed::arguments(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => {
            if std::env::args_os().len() <= 1 {
                let _ = Cli::command().print_help();
                return ExitCode::from(2);
            }
            let typed: Vec<String> =
                std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
            match misuse::explain(&error, &typed) {
                Some(error) => Ui::new(Color::Auto, false).error(&error),
                // Help and version are no errors; a reader who closed the pipe is none either.
                None => drop(error.print()),
            }
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let mut ui = Ui::new(cli.global.color, cli.global.quiet);
    let result = Context::new(&cli.global).and_then(|context| commands::run(&mut ui, &context, cli.command));
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(CliError::ClosedPipe) => ExitCode::SUCCESS,
        Err(error) => {
            ui.error(&error);
            ExitCode::from(2)
        }
    }
}
