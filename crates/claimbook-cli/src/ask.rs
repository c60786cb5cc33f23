//! Asking a person: questions go to the terminal and answers come from it, never from stdin, which may be the
//! article.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};

use crate::error::{CliError, Result};

/// Asks for one line; an empty one, or the end of the input, gives an empty answer.
pub(crate) fn line(question: &str) -> Result<String> {
    let failed = |error: io::Error| CliError::new(format!("The terminal cannot be asked: {error}."));
    let (mut questions, answers) = terminal().map_err(failed)?;
    write!(questions, "{question}").and_then(|()| questions.flush()).map_err(failed)?;
    let mut answer = String::new();
    BufReader::new(answers).read_line(&mut answer).map_err(failed)?;
    Ok(answer.trim().to_owned())
}

#[cfg(unix)]
fn terminal() -> io::Result<(File, File)> {
    let open = || OpenOptions::new().read(true).write(true).open("/dev/tty");
    Ok((open()?, open()?))
}

#[cfg(windows)]
fn terminal() -> io::Result<(File, File)> {
    let questions = OpenOptions::new().write(true).open("CONOUT$")?;
    Ok((questions, OpenOptions::new().read(true).open("CONIN$")?))
}
