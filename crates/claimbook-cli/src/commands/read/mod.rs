mod lines;

use std::path::{Path, PathBuf};

use claimbook_core::model::When;
use claimbook_reader::dates::Day;
use claimbook_reader::language::Language;
use claimbook_reader::{Options, read};
use rayon::prelude::*;

use super::options::{self, Format, Reader};
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::read::Page;
use crate::render::{Look, json};
use crate::source;
use crate::ui::Ui;

/// So many bytes of files are read at once, on all cores, before what was found in them is printed.
const AT_ONCE: u64 = 16 * 1024 * 1024;
/// What is counted for a source whose size is not known.
const UNKNOWN_SIZE: u64 = 1024 * 1024;

/// Read texts, and print who is said to have said what: JSON Lines for other programs, one line for each text
///
/// It needs no workspace and writes nothing. Places are [start, end] in Unicode code points, the end exclusive; in files they are
/// places in the text that is printed with them.
///
/// For example: claimbook read articles/*.html | jq -r '.statements[].speaker.name'
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files (plain text, Markdown or saved web pages), addresses of pages, or - for standard input
    #[arg(value_name = "FILE", required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// Read texts from the lines of this file, or - for standard input: {"doc_id": …, "text": …}, and where they are known "date",
    /// "lang" and "publisher"
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    jsonl: Option<PathBuf>,
    /// What finds who said what: model, or rules alone
    #[arg(
        long,
        value_name = "READER",
        default_value = "model",
        hide_default_value = true,
        hide_possible_values = true
    )]
    reader: Reader,
    /// The day on which they were published, whatever they say themselves
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<Day>,
    /// Their language, whatever they say themselves: en, uk, ru or de
    #[arg(long, value_name = "TAG", value_parser = options::language)]
    language: Option<Language>,
    /// json (one line for each text) or text, for people
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "json",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

impl Args {
    /// How a text is read of which this is known.
    fn options(&self, date: Option<Day>, language: Option<Language>, publisher: Option<String>) -> Options {
        Options {
            date: self.date.or(date),
            publisher,
            language: self.language.or(language),
            engine: self.reader.into(),
            known: Vec::new(),
        }
    }
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    match &args.jsonl {
        Some(file) => lines::run(ui, context, &args, file)?,
        None => files(ui, context, &args)?,
    }
    Ok(Outcome::Done)
}

/// Reads files a few at a time on every core, and prints in the order in which they were named.
fn files(ui: &mut Ui, context: &Context, args: &Args) -> Result<()> {
    if args.files.iter().any(|file| is_stdin(file)) {
        options::say_how_to_paste(ui, "text");
    }
    let look = ui.look();
    let mut failed = 0;
    let mut rest = args.files.as_slice();
    while !rest.is_empty() {
        let (these, others) = rest.split_at(at_once(context, rest));
        rest = others;
        let fetches = these.iter().any(|file| source::is_url(&file.to_string_lossy()));
        let waiting = fetches.then(|| ui.waiting("Waiting for pages".to_owned()));
        let read: Vec<Result<String>> = these.par_iter().map(|file| one(context, args, file, look)).collect();
        drop(waiting);
        for result in read {
            match result {
                Ok(text) => ui.print(&text)?,
                Err(error) if args.files.len() == 1 => return Err(error),
                Err(error) => {
                    failed += 1;
                    ui.error(&error);
                }
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(CliError::new(format!("{failed} of {} could not be read.", args.files.len()))),
    }
}

/// How many of the files are read at once: as many as are not too large together, and at least one.
fn at_once(context: &Context, files: &[PathBuf]) -> usize {
    let mut bytes = 0_u64;
    let fit = files.iter().take_while(|file| {
        let size = context.here.join(file).metadata().map_or(UNKNOWN_SIZE, |meta| meta.len());
        bytes = bytes.saturating_add(size);
        bytes <= AT_ONCE
    });
    fit.count().max(1)
}

/// Reads one file, and renders what is said in it.
fn one(context: &Context, args: &Args, file: &Path, look: Look) -> Result<String> {
    let shown = file.to_string_lossy();
    let captured = if is_stdin(file) {
        source::read_from(std::io::stdin().lock(), None)
    } else if source::is_url(&shown) {
        source::read_address(&shown).map_err(|error| error.about(&shown))
    } else {
        source::read_file(&context.here.join(file))
    }?;
    let text =
        captured.text.ok_or_else(|| CliError::new(format!("{shown} has no text that can be read.")))?;
    drop(captured.bytes);
    let says = captured.says;
    let date = says.published.as_ref().and_then(single_day);
    let options = args.options(date, says.language.as_deref().and_then(Language::from_tag), says.publisher);
    let reading = read(&text, &options);
    let page = Page { name: &shown, title: says.title.as_deref(), date: options.date, reading: &reading };
    match args.format {
        Format::Json => json::line(&json::read::file(&page)),
        Format::Text => Ok(page.text(look)),
    }
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The day that a date is, where it is a single one.
fn single_day(date: &When) -> Option<Day> {
    let (first, last) = (date.earliest()?, date.latest()?);
    let year = i32::try_from(first.year).ok().filter(|_| first == last)?;
    Some(Day { year, month: first.month.into(), day: first.day.into() })
}

fn day(typed: &str) -> Result<Day, String> {
    single_day(&options::date(typed)?).ok_or_else(|| "A single day is needed, such as 2024-10-28.".to_owned())
}
