//! Where output goes: data to stdout; what happened, warnings and hints to stderr. Colour and width are decided
//! here, once.

use std::collections::HashSet;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::cli::Color;
use crate::error::{CliError, Result};
use crate::progress::{Progress, Waiting};
use crate::render::{Look, clean, wrap};

/// Wider lines are hard to read.
const WIDEST: usize = 120;
/// Narrower tables cannot be read.
const NARROWEST: usize = 40;

#[derive(Clone)]
pub(crate) struct Ui {
    quiet: bool,
    /// Warnings and hints that were given: a second look does not give them again.
    said: HashSet<String>,
    out_terminal: bool,
    out: Look,
    err: Look,
}

impl Ui {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let colored = |auto: ColorChoice| match choice {
            ColorChoice::Auto => auto != ColorChoice::Never,
            choice => choice != ColorChoice::Never,
        };
        let out_terminal = io::stdout().is_terminal();
        let err_terminal = io::stderr().is_terminal();
        Ui {
            quiet,
            said: HashSet::new(),
            out_terminal,
            out: Look { color: colored(AutoStream::choice(&io::stdout())), width: width(out_terminal) },
            err: Look { color: colored(AutoStream::choice(&io::stderr())), width: width(err_terminal) },
        }
    }

    /// How output on stdout looks.
    pub(crate) fn look(&self) -> Look {
        self.out
    }

    /// Whether a person reads stdout. Only then may `show` and `list` name a protected source.
    pub(crate) fn is_terminal(&self) -> bool {
        self.out_terminal
    }

    /// Whether a person reads stderr: elsewhere it may name no protected source.
    pub(crate) fn complains_to_terminal(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// Whether a person sits there who can be asked.
    pub(crate) fn can_ask(&self) -> bool {
        io::stderr().is_terminal() && (io::stdin().is_terminal() || cfg!(unix))
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// What was asked for.
    pub(crate) fn print(&mut self, text: &str) -> Result<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        out.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(())
    }

    /// What a command wrote; left out with `--quiet`.
    pub(crate) fn done(&mut self, text: &str) -> Result<()> {
        if self.quiet { Ok(()) } else { self.print(text) }
    }

    /// What happened beside what was asked for; left out with `--quiet`.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.complain("", text);
        }
    }

    /// What to do next; left out with `--quiet`.
    pub(crate) fn hint(&mut self, text: &str) {
        if !self.quiet && self.said.insert(text.to_owned()) {
            let label = self.err.dim("Hint: ");
            self.complain(&label, text);
        }
    }

    /// Something that is probably not meant.
    pub(crate) fn warning(&mut self, text: &str) {
        if self.said.insert(text.to_owned()) {
            let label = self.err.yellow("Warning: ");
            self.complain(&label, text);
        }
    }

    pub(crate) fn error(&mut self, error: &CliError) {
        let label = self.err.red("Error: ");
        self.complain(&label, &error.to_string());
        if let CliError::Failed { hints, .. } = error {
            let label = self.err.dim("  Hint: ");
            let indent = "        ";
            for (number, hint) in hints.iter().enumerate() {
                self.complain(if number == 0 { &label } else { indent }, hint);
            }
        }
    }

    /// A bar, shown where a person watches and the work takes longer than a second.
    pub(crate) fn progress(&self, doing: &'static str, total: usize) -> Progress {
        Progress::new(doing, total, !self.quiet && io::stderr().is_terminal())
    }

    /// What is waited for, shown where a person watches and it takes longer than a second, until the answer is dropped.
    pub(crate) fn waiting(&self, doing: String) -> Waiting {
        Progress::of_unknown_length(clean(&doing).into_owned(), !self.quiet && io::stderr().is_terminal())
    }

    fn complain(&self, label: &str, text: &str) {
        let text = wrap(&clean(text), self.err.width.saturating_sub(8).max(NARROWEST), "        ");
        // Nowhere to complain to is no reason to stop.
        let _ = writeln!(io::stderr().lock(), "{label}{text}");
    }
}

/// As wide as the terminal; in a pipe a fixed width, so that the output does not depend on where it was made.
fn width(terminal: bool) -> usize {
    let size = if terminal { terminal_size::terminal_size() } else { None };
    size.map_or(100, |(width, _)| usize::from(width.0)).clamp(NARROWEST, WIDEST)
}
