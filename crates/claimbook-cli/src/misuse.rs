//! A command line that cannot be understood, said in sentences, with the line to type.

use std::error::Error as _;

use claimbook_core::near::nearest;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Cli;
use crate::error::CliError;

/// How each command is typed.
const EXAMPLES: &[(&str, &str)] = &[
    ("init", "claimbook init"),
    ("log", "claimbook log article.txt --take 1-3,7 --by NAME --when 2024-10-28"),
    ("open", "claimbook open \"The claim, in one sentence.\" --by NAME"),
    ("import", "claimbook import csv table.csv"),
    ("assert", "claimbook assert CLAIM --by NAME --when 2024-10-28 --in DOCUMENT"),
    ("evidence add", "claimbook evidence add CLAIM --supports DOCUMENT --note \"…\""),
    ("evidence retract", "claimbook evidence retract CLAIM EVIDENCE --because \"…\""),
    ("evidence", "claimbook evidence add CLAIM --supports DOCUMENT --note \"…\""),
    ("mark", "claimbook mark CLAIM confirmed --because \"…\""),
    ("attribution", "claimbook attribution CLAIM confirmed --because \"…\""),
    ("reaffirm", "claimbook reaffirm CLAIM --because \"…\""),
    ("sign-off", "claimbook sign-off CLAIM"),
    ("attest", "claimbook attest CLAIM --because \"…\""),
    ("ask", "claimbook ask CLAIM ACTOR --question \"…\" --deadline 2024-11-08"),
    ("search-log", "claimbook search-log CLAIM --where \"…\" --words \"…\" --nothing"),
    ("suggest", "claimbook suggest"),
    ("link", "claimbook link CLAIM updates CLAIM"),
    ("unlink", "claimbook unlink CLAIM updates CLAIM"),
    ("set", "claimbook set CLAIM --stage researching"),
    ("edit", "claimbook edit CLAIM"),
    ("drop", "claimbook drop CLAIM --because \"…\""),
    ("document", "claimbook document report.pdf --title \"…\" --publisher NAME"),
    ("capture", "claimbook capture DOCUMENT page.html"),
    ("todo", "claimbook todo"),
    ("search", "claimbook search bridge \"north pier\" status:disputed"),
    ("report", "claimbook report --format markdown --out report.md"),
    ("list", "claimbook list --status disputed"),
    ("show", "claimbook show CLAIM"),
    ("check", "claimbook check"),
    ("watch", "claimbook watch"),
    ("serve", "claimbook serve"),
    ("read", "claimbook read article.txt"),
    ("schema", "claimbook schema claim"),
    ("completions", "claimbook completions bash"),
];

/// What people call a command that has another name.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("help", "--help"),
    ("new", "open"),
    ("add", "open"),
    ("claim", "open"),
    ("find", "search"),
    ("grep", "search"),
    ("ls", "list"),
    ("status", "report"),
    ("verify", "mark"),
    ("verdict", "mark"),
    ("rate", "mark"),
    ("delete", "drop"),
    ("remove", "drop"),
    ("rm", "drop"),
    ("validate", "check"),
    ("lint", "check"),
    ("source", "document"),
    ("recheck", "reaffirm"),
    ("tasks", "todo"),
    ("approve", "sign-off"),
    ("signoff", "sign-off"),
    ("extract", "read"),
];

/// What is wrong with the words typed after `claimbook`, and what to type instead. `None` where what clap has to say
/// is what was asked for: help, the version.
pub(crate) fn explain(error: &clap::Error, typed: &[String]) -> Option<CliError> {
    let command = command(typed);
    let goes = || match &command {
        Some((name, example)) => vec![example.clone(), format!("claimbook {name} --help says more.")],
        None => vec!["claimbook --help lists the commands.".to_owned()],
    };
    let arg = one(error, ContextKind::InvalidArg);
    let (message, mut hints) = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::MissingSubcommand => {
            let name = command.as_ref().map(|(name, _)| name.as_str());
            (format!("What is {} to do?", name.unwrap_or("claimbook")), Vec::new())
        }
        ErrorKind::MissingRequiredArgument => missing(error, typed),
        ErrorKind::UnknownArgument => unknown(error, &arg, typed),
        ErrorKind::InvalidSubcommand => no_command(error, typed),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error, &arg),
        ErrorKind::ArgumentConflict => {
            let other = many(error, ContextKind::PriorArg).join(" and ");
            if other == arg || other.is_empty() {
                (format!("{arg} can be said only once."), Vec::new())
            } else {
                (format!("{arg} and {other} cannot go together."), Vec::new())
            }
        }
        _ => (format!("The command cannot be understood at {arg}."), Vec::new()),
    };
    if hints.is_empty() {
        hints = goes();
    }
    Some(hints.into_iter().fold(CliError::new(message), CliError::hint))
}

/// Something that the command cannot do without. Where only options lack, the line that was typed is completed.
fn missing(error: &clap::Error, typed: &[String]) -> (String, Vec<String>) {
    let lacks = many(error, ContextKind::InvalidArg);
    let message = format!("Something is missing: {}.", lacks.join(", "));
    let because = lacks.iter().all(|lack| lack.starts_with("--because"));
    let hints = if because {
        let line: Vec<String> = typed.iter().map(|word| quoted(word)).collect();
        vec![
            format!("claimbook {} --because \"…\"", line.join(" ")),
            "The reason stays on record, so that others can follow it.".to_owned(),
        ]
    } else {
        Vec::new()
    };
    (message, hints)
}

/// An option that there is not, or a word too many: most often a sentence without its quotes.
fn unknown(error: &clap::Error, arg: &str, typed: &[String]) -> (String, Vec<String>) {
    if arg.starts_with('-') {
        let near = one(error, ContextKind::SuggestedArg);
        let hints = if near.is_empty() { Vec::new() } else { vec![format!("Did you mean {near}?")] };
        return (format!("There is no option {arg} here."), hints);
    }
    let message = format!("“{arg}” is one word too many.");
    let mut words = typed.iter().skip_while(|word| *word != "open").skip(1).peekable();
    let mut claim = Vec::new();
    while let Some(word) = words.next_if(|word| !word.starts_with('-')) {
        claim.push(word.as_str());
    }
    if claim.is_empty() {
        let command_line = Cli::command();
        let chosen = typed.iter().find_map(|word| command_line.find_subcommand(word));
        let mut hints = Vec::new();
        if chosen.is_some_and(|one| one.get_arguments().any(|known| known.get_long() == Some(arg))) {
            hints.push(format!("Did you mean --{arg}?"));
        } else if chosen.is_none_or(|one| one.has_subcommands() || one.get_positionals().next().is_some()) {
            hints.push("Words that belong together stand in quotes.".to_owned());
        }
        hints.extend(command(typed).map(|(_, example)| example));
        return (message, hints);
    }
    let rest: String = words.map(|word| format!(" {}", quoted(word))).collect();
    let line = format!("claimbook open {}{rest}", in_quotes(&claim.join(" ")));
    (message, vec!["Words that belong together stand in quotes:".to_owned(), line])
}

fn no_command(error: &clap::Error, typed: &[String]) -> (String, Vec<String>) {
    let word = one(error, ContextKind::InvalidSubcommand);
    if let Some(at) = typed.iter().position(|word| word == "evidence") {
        let rest: Vec<String> = typed.iter().skip(at + 1).map(|word| quoted(word)).collect();
        let known = [("remove", "retract"), ("delete", "retract"), ("drop", "retract")];
        return match known.iter().find(|(other, _)| *other == word) {
            Some((_, name)) => (
                format!("There is no “evidence {word}”: evidence stays on record, and is taken back."),
                vec![format!("claimbook evidence {name} CLAIM EVIDENCE --because \"…\"")],
            ),
            None => (
                format!("“{word}” is neither add nor retract."),
                vec![format!("claimbook evidence add {}", rest.join(" "))],
            ),
        };
    }
    if typed.iter().any(|word| word == "import") {
        let line = format!("claimbook import csv {}", quoted(&word));
        return ("What is imported is a table saved as CSV.".to_owned(), vec![line]);
    }
    let message = format!("There is no command “{word}”.");
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == word).map(|(_, name)| (*name).to_owned());
    let known = Cli::command();
    let near = nearest(&word, known.get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
    let mut hints: Vec<String> =
        other.or(near).map(|name| format!("Did you mean claimbook {name}?")).into_iter().collect();
    hints.push("claimbook --help lists the commands.".to_owned());
    (message, hints)
}

/// A value that an option or a place does not take.
fn value(error: &clap::Error, arg: &str) -> (String, Vec<String>) {
    let value = one(error, ContextKind::InvalidValue);
    if value.is_empty() && error.kind() == ErrorKind::InvalidValue {
        let mut words = arg.splitn(2, ' ');
        let option = words.next().unwrap_or(arg);
        return (
            format!("After {option} something is missing: {}.", words.next().unwrap_or("a word")),
            Vec::new(),
        );
    }
    let near = one(error, ContextKind::SuggestedValue);
    let can_be = many(error, ContextKind::ValidValue);
    let mut hints = Vec::new();
    if !near.is_empty() {
        hints.push(format!("Did you mean {near}?"));
    }
    if !can_be.is_empty() {
        hints.push(format!("It can be: {}.", can_be.join(", ")));
    }
    hints.extend(error.source().map(|why| why.to_string()));
    (format!("“{value}” does not fit {arg}."), hints)
}

/// The command that was typed, and how it goes.
fn command(typed: &[String]) -> Option<(String, String)> {
    let known = Cli::command();
    let at = typed.iter().position(|word| known.find_subcommand(word).is_some())?;
    let name = typed.get(at)?;
    let both = typed.get(at + 1).map(|below| format!("{name} {below}"));
    let example = |name: &str| EXAMPLES.iter().find(|(known, _)| *known == name);
    let (name, example) = both.as_deref().and_then(example).or_else(|| example(name))?;
    Some(((*name).to_owned(), (*example).to_owned()))
}

fn one(error: &clap::Error, kind: ContextKind) -> String {
    many(error, kind).join(", ")
}

/// What clap knows, without its brackets.
fn many(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    let plain =
        |text: &String| text.replace(['<', '>', '[', ']'], "").replace("...", "").replace('|', " or ");
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![plain(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(plain).collect(),
        _ => Vec::new(),
    }
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "-_./:,=@%+~".contains(sign);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { in_quotes(word) }
}

fn in_quotes(words: &str) -> String {
    let mut text = String::from("\"");
    for sign in words.chars() {
        if matches!(sign, '"' | '\\' | '$' | '`') {
            text.push('\\');
        }
        text.push(sign);
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_line_and_every_line_is_understood_up_to_its_names() {
        for command in Cli::command().get_subcommands() {
            assert!(
                EXAMPLES.iter().any(|(name, _)| *name == command.get_name()),
                "{} has no example",
                command.get_name()
            );
        }
        for (_, example) in EXAMPLES {
            let line = example.replace("\"…\"", "x").replace("\"The claim, in one sentence.\"", "x");
            let parsed = Cli::command().try_get_matches_from(line.split_whitespace());
            assert!(parsed.is_ok(), "{example}");
        }
        for (_, name) in OTHER_NAMES {
            assert!(*name == "--help" || Cli::command().find_subcommand(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_line_to_copy_survives_the_shell() {
        assert_eq!(quoted("70c3a910"), "70c3a910");
        assert_eq!(quoted("a $HOME \"b\" `c`"), "\"a \\$HOME \\\"b\\\" \\`c\\`\"");
        assert_eq!(quoted(""), "\"\"");
    }
}
