//! A command line that is being typed: which of its parts the word at the cursor is.

use clap::{Arg, Command};

use super::Word;

/// Where the cursor is.
#[derive(Debug)]
pub(super) struct Typed<'c> {
    /// The command that is meant so far.
    pub(super) command: &'c Command,
    pub(super) place: Place<'c>,
    /// What of the word stays as it is: `--by=`.
    pub(super) head: &'c str,
    /// What of the rest is typed.
    pub(super) begins: &'c str,
    /// The folder that `-C` names.
    pub(super) folder: Option<&'c str>,
}

/// What is being typed.
#[derive(Debug)]
pub(super) enum Place<'c> {
    /// The name of a command.
    Command,
    /// The name of an option.
    Option,
    /// A value of this.
    Value(&'c Arg),
    /// Something that is not asked for.
    Nothing,
}

impl<'c> Typed<'c> {
    /// `words` begins with the program; the one at `place` is being typed.
    pub(super) fn of(command: &'c Command, words: &'c [String], place: usize) -> Self {
        let mut typed = Typed { command, place: Place::Nothing, head: "", begins: "", folder: None };
        let (mut waits, mut values, mut is_over): (Option<&Arg>, usize, bool) = (None, 0, false);
        for word in words.iter().take(place).skip(1) {
            if let Some(arg) = waits.take() {
                typed.folder = folder(arg, word).or(typed.folder);
            } else if !is_over && word == "--" {
                is_over = true;
            } else if !is_over && word.len() > 1 && word.starts_with('-') {
                let (name, value) = parted(word);
                if let Some(arg) = option(typed.command, name).filter(|arg| arg.get_action().takes_values()) {
                    match value {
                        Some(value) => typed.folder = folder(arg, value).or(typed.folder),
                        None => waits = Some(arg),
                    }
                }
            } else if let Some(command) = typed.command.find_subcommand(word).filter(|_| values == 0) {
                typed.command = command;
            } else {
                values += 1;
            }
        }
        typed.begins = words.get(place).map_or("", String::as_str);
        if let Some(arg) = waits {
            return typed.value(arg);
        }
        if !is_over && typed.begins.starts_with('-') {
            let (name, value) = parted(typed.begins);
            match value.zip(option(typed.command, name)) {
                Some((value, arg)) => {
                    typed.begins(value);
                    return typed.value(arg);
                }
                None => typed.place = Place::Option,
            }
            return typed;
        }
        if typed.command.has_subcommands() {
            typed.place = if values == 0 { Place::Command } else { Place::Nothing };
            return typed;
        }
        let arg = positional(typed.command, values);
        arg.map_or(Typed { place: Place::Nothing, ..typed }, |arg| Typed::value(typed, arg))
    }

    /// All before this is as it stays.
    fn begins(&mut self, rest: &'c str) {
        self.head = self.begins.strip_suffix(rest).unwrap_or_default();
        self.begins = rest;
    }

    fn value(mut self, arg: &'c Arg) -> Self {
        self.place = Place::Value(arg);
        self
    }
}

/// `--name=value`, `--name`, `-Nvalue`, `-N`.
fn parted(word: &str) -> (&str, Option<&str>) {
    if word.starts_with("--") {
        return word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
    }
    let end = word.char_indices().nth(2).map(|(end, _)| end);
    match end.map(|end| word.split_at(end)) {
        Some((name, value)) => (name, Some(value)),
        None => (word, None),
    }
}

/// The option that is meant, which may be typed in part.
fn option<'c>(command: &'c Command, name: &str) -> Option<&'c Arg> {
    let Some(long) = name.strip_prefix("--") else {
        let short = name.chars().nth(1)?;
        return command.get_arguments().find(|arg| arg.get_short() == Some(short));
    };
    let names = |arg: &'c Arg| arg.get_long_and_visible_aliases().unwrap_or_default();
    let whole = command.get_arguments().find(|arg| names(arg).contains(&long));
    let mut begun =
        command.get_arguments().filter(|arg| names(arg).iter().any(|name| name.starts_with(long)));
    whole.or_else(|| begun.next().filter(|_| begun.next().is_none()))
}

/// The folder in which the command works, where this option says so.
fn folder<'w>(arg: &Arg, value: &'w str) -> Option<&'w str> {
    (arg.get_id() == "directory").then_some(value)
}

/// What comes after so many values: the last may be one of several.
fn positional(command: &Command, before: usize) -> Option<&Arg> {
    let several = |arg: &&Arg| arg.get_num_args().is_some_and(|count| count.max_values() > 1);
    command.get_positionals().nth(before).or_else(|| command.get_positionals().last().filter(several))
}

/// The commands whose names begin so, in the order of the help.
pub(super) fn commands(command: &Command, begins: &str) -> Vec<Word> {
    let shown = command.get_subcommands().filter(|it| !it.is_hide_set() && it.get_name().starts_with(begins));
    shown.map(|it| word(it.get_name().to_owned(), it.get_about())).collect()
}

/// The options whose names begin so.
pub(super) fn options(command: &Command, begins: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set() && !arg.is_positional()) {
        let names = match (arg.get_long(), arg.get_short()) {
            (Some(long), _) => format!("--{long}"),
            (None, Some(short)) => format!("-{short}"),
            (None, None) => continue,
        };
        if names.starts_with(begins) {
            words.push(word(names, arg.get_help()));
        }
    }
    words
}

fn word(word: String, help: Option<&clap::builder::StyledStr>) -> Word {
    let says = help.map(ToString::to_string).unwrap_or_default();
    Word { word, says: says.lines().next().unwrap_or_default().to_owned() }
}
