//! What can be typed next, for the scripts that `claimbook completions` prints: `claimbook complete PLACE WORDS…`, where PLACE is the
//! number of the word that is being typed, and WORDS are all up to it.
//!
//! The first line of the answer says what the shell itself completes: `files`, `folders` or `words` for nothing. Each other line is a
//! word and, behind a tab, what it stands for. Nothing is ever said on stderr, nothing locked, and where there is no answer there is none.

mod line;
mod values;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{CommandFactory, Parser as _};

use self::line::{Place, Typed};
use crate::cli::Cli;
use crate::render::cut;

/// What the scripts call; it stands in no help.
const NAME: &str = "complete";
/// More of a wording does not fit beside the word.
const MOST_COLUMNS: usize = 72;

/// A word that can be typed, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    word: String,
    says: String,
}

/// What is answered.
#[derive(Debug, Default)]
struct Answer {
    /// What the shell completes beside the words.
    shell: &'static str,
    words: Vec<Word>,
}

/// The script for a shell; `None` where the one that is made of the command line alone has to do.
pub(crate) fn script(shell: clap_complete::Shell) -> Option<&'static str> {
    match shell {
        clap_complete::Shell::Bash => Some(include_str!("claimbook.bash")),
        clap_complete::Shell::Zsh => Some(include_str!("claimbook.zsh")),
        clap_complete::Shell::Fish => Some(include_str!("claimbook.fish")),
        _ => None,
    }
}

/// Answers, where it was asked for that; says whether it was.
pub(crate) fn answered(typed: &[OsString]) -> bool {
    let [_, name, place, words @ ..] = typed else { return false };
    let Some(place) = place.to_str().and_then(|place| place.parse().ok()).filter(|_| name == NAME) else {
        return false;
    };
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    // Nobody reads on is no error here, either.
    let _ = std::io::stdout().lock().write_all(answer(&words, place).as_bytes());
    true
}

fn answer(words: &[String], place: usize) -> String {
    let mut command = Cli::command();
    command.build();
    let typed = Typed::of(&command, words, place);
    let answer = match typed.place {
        Place::Nothing => Answer::default(),
        Place::Command => Answer { words: line::commands(typed.command, typed.begins), ..Answer::default() },
        Place::Option => Answer { words: line::options(typed.command, typed.begins), ..Answer::default() },
        Place::Value(arg) => values::of(&typed, arg),
    };
    let mut text = format!("{}\n", if answer.shell.is_empty() { "words" } else { answer.shell });
    for Word { word, says } in answer.words {
        // A tab or a line break in a word would part it.
        if !word.contains(char::is_control) {
            let says = cut(&says, MOST_COLUMNS);
            text.push_str(&format!("{}{word}\t{says}\n", typed.head));
        }
    }
    text
}

/// The environment as a command that is run there would see it.
fn context(folder: Option<&str>) -> Option<crate::context::Context> {
    let mut cli = Cli::try_parse_from(["claimbook", "list"]).ok()?;
    cli.global.directory = folder.map(PathBuf::from);
    crate::context::Context::new(&cli.global).ok()
}
