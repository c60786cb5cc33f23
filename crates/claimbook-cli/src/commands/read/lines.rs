//! Texts from the lines of a file, one JSON object each.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use claimbook_core::model::When;
use claimbook_reader::dates::Day;
use claimbook_reader::language::Language;
use claimbook_reader::read;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{Args, Format, is_stdin, single_day};
use crate::commands::options;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::render::read::Page;
use crate::render::{Look, json};
use crate::ui::Ui;

/// No text is longer, in bytes.
const MAX_TEXT: usize = 10 * 1024 * 1024;
/// No line is longer, in bytes: JSON may write each letter of a text as an escape.
const MAX_LINE: usize = 64 * 1024 * 1024;
/// So many bytes of lines are read at once, on all cores, before what was found in them is printed.
const AT_ONCE: usize = 4 * 1024 * 1024;
/// So many lines are named that could not be read; the others are counted.
const TOLD: usize = 50;

pub(super) fn run(ui: &mut Ui, context: &Context, args: &Args, file: &Path) -> Result<()> {
    if is_stdin(file) {
        options::say_how_to_paste(ui, "lines");
        return all(ui, args, "standard input", io::stdin().lock());
    }
    let path = context.here.join(file);
    if path.is_dir() {
        return Err(CliError::new(format!("{} is a folder, not a file of lines.", file.display())));
    }
    let source = File::open(&path).map_err(|error| CliError::file(&path, "read", error))?;
    all(ui, args, &file.to_string_lossy(), source)
}

fn all(ui: &mut Ui, args: &Args, name: &str, source: impl Read) -> Result<()> {
    let look = ui.look();
    let mut lines = Lines { source: BufReader::with_capacity(AT_ONCE, source), number: 0 };
    let mut bad = 0;
    loop {
        let batch =
            lines.batch().map_err(|error| CliError::new(format!("{name} could not be read: {error}.")))?;
        if batch.is_empty() {
            break;
        }
        let read: Vec<Answer> = batch.par_iter().map(|(_, line)| one(args, line, look)).collect();
        let mut out = String::new();
        for ((number, _), Answer { text, wrong }) in batch.iter().zip(read) {
            out.push_str(&text);
            if let Some(wrong) = wrong {
                bad += 1;
                if bad <= TOLD {
                    ui.warning(&format!("line {number} {wrong}"));
                }
            }
        }
        ui.print(&out)?;
    }
    match bad {
        0 => Ok(()),
        _ => {
            let lines = if bad == 1 { "line" } else { "lines" };
            let first = if bad > TOLD {
                format!(" The first {TOLD} of them are named above.")
            } else {
                String::new()
            };
            Err(CliError::new(format!("{bad} {lines} of {name} could not be read as they stand.{first}")))
        }
    }
}

/// What came of a line: what is printed, and what is wrong with it.
#[derive(Default)]
struct Answer {
    text: String,
    wrong: Option<String>,
}

/// What a line says. Other keys are ignored.
#[derive(Deserialize)]
struct Line {
    doc_id: Option<Value>,
    text: Option<Value>,
    date: Option<Value>,
    lang: Option<Value>,
    publisher: Option<Value>,
}

fn one(args: &Args, line: &Bytes, look: Look) -> Answer {
    let wrong = |wrong: String| Answer { wrong: Some(wrong), ..Answer::default() };
    let known = match known(line) {
        Ok(known) => known,
        Err(why) => return wrong(format!("was left out: {why}")),
    };
    let options = args.options(known.date, known.language, known.publisher);
    let reading = read(&known.text, &options);
    let name = match &known.id {
        Value::String(id) => id.clone(),
        id => id.to_string(),
    };
    let page = Page { name: &name, title: None, date: options.date, reading: &reading };
    let text = match args.format {
        Format::Json => json::line(&json::read::document(&known.id, &reading)),
        Format::Text => Ok(page.text(look)),
    };
    match text {
        Ok(text) => Answer { text, wrong: known.no_date.filter(|_| args.date.is_none()) },
        Err(error) => wrong(error.to_string()),
    }
}

/// A text, and what is known of it.
struct Known {
    id: Value,
    text: String,
    date: Option<Day>,
    language: Option<Language>,
    publisher: Option<String>,
    /// What is wrong with its date.
    no_date: Option<String>,
}

fn known(line: &Bytes) -> Result<Known, String> {
    let Bytes::Whole(line) = line else {
        return Err(format!("it is longer than {} MB.", MAX_LINE / (1024 * 1024)));
    };
    let line = std::str::from_utf8(line).map_err(|_| "it is not UTF-8.")?.trim();
    // A structure is read from a list of values, too.
    if !line.starts_with('{') {
        return Err("it is no JSON object: {\"doc_id\": …, \"text\": …}".to_owned());
    }
    let line: Line = serde_json::from_str(line)
        .map_err(|error| format!("it is not JSON, from about column {} on.", error.column()))?;
    let string = |key: &str, value: Option<Value>| match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(_) => Err(format!("its \"{key}\" is no string.")),
    };
    let id = match line.doc_id {
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        None | Some(Value::Null) => return Err("it has no \"doc_id\".".to_owned()),
        Some(_) => return Err("its \"doc_id\" is neither a string nor a number.".to_owned()),
    };
    let text = string("text", line.text)?.ok_or("it has no \"text\".")?;
    if text.len() > MAX_TEXT {
        return Err(format!("its text is longer than {} MB.", MAX_TEXT / (1024 * 1024)));
    }
    let typed = string("date", line.date)?.filter(|date| !date.trim().is_empty());
    let date = typed.as_deref().and_then(day);
    let no_date = typed.filter(|_| date.is_none()).map(|typed| {
        let typed: String = typed.chars().take(40).collect();
        format!("was read without its date: “{typed}” is no day such as 2024-10-28.")
    });
    let language = string("lang", line.lang)?.as_deref().and_then(Language::from_tag);
    Ok(Known { id, text, date, language, publisher: string("publisher", line.publisher)?, no_date })
}

/// The day of a date, or of a moment, which begins with it.
fn day(date: &str) -> Option<Day> {
    let date = date.trim();
    let day = date.split(['T', ' ']).next().filter(|day| day.len() == 10)?;
    single_day(&When::new(day))
}

/// The lines of a source.
struct Lines<R> {
    source: BufReader<R>,
    /// Of the last line that was read, from 1.
    number: usize,
}

enum Bytes {
    Whole(Vec<u8>),
    TooLong,
}

impl<R: Read> Lines<R> {
    /// The next lines that are not blank, with their numbers; none at the end.
    ///
    /// No more are waited for when all that has arrived is read, so that a program that writes one line gets its answer.
    fn batch(&mut self) -> io::Result<Vec<(usize, Bytes)>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < AT_ONCE && (batch.is_empty() || !self.source.buffer().is_empty()) {
            let mut line = Vec::new();
            let most = u64::try_from(MAX_LINE).unwrap_or(u64::MAX);
            if self.source.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            if self.number == 0 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
            }
            self.number += 1;
            bytes += line.len();
            if line.len() >= MAX_LINE && !line.ends_with(b"\n") {
                self.source.skip_until(b'\n')?;
                batch.push((self.number, Bytes::TooLong));
            } else if !line.trim_ascii().is_empty() {
                batch.push((self.number, Bytes::Whole(line)));
            }
        }
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_answered_before_the_next_one_is_waited_for() {
        // Gives a line at a time, as a pipe does that another program writes to.
        struct Pipe(Vec<&'static str>);
        impl Read for Pipe {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let line = if self.0.is_empty() { "" } else { self.0.remove(0) };
                into[..line.len()].copy_from_slice(line.as_bytes());
                Ok(line.len())
            }
        }
        let pipe = Pipe(vec!["{\"a\": 1}\n", "\n{\"b\": ", "2}\n", "{\"c\": 3}"]);
        let mut lines = Lines { source: BufReader::new(pipe), number: 0 };
        let mut numbers = Vec::new();
        loop {
            let batch = lines.batch().unwrap();
            if batch.is_empty() {
                break;
            }
            numbers.push(batch.iter().map(|(number, _)| *number).collect::<Vec<_>>());
        }
        assert_eq!(numbers, [vec![1], vec![3], vec![4]]);
    }

    #[test]
    fn a_day_is_told_from_a_date_or_a_moment() {
        let expected = Some(Day { year: 2024, month: 11, day: 6 });
        for date in ["2024-11-06", " 2024-11-06T10:00:00Z", "2024-11-06 10:00"] {
            assert_eq!(day(date), expected, "{date}");
        }
        for date in ["2024-11", "2024-02-30", "6 November", "2024-11-0", "２０２４-11-06"] {
            assert_eq!(day(date), None, "{date}");
        }
    }
}
