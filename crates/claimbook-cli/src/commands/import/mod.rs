pub(super) mod cells;
mod columns;
mod rows;
mod table;

use std::fs::File;
use std::io;

use claimbook_core::ledger::Taken;
use claimbook_core::workspace::Made;

use self::columns::{Columns, Mapping};
use self::rows::Numbered;
use self::table::Table;
use crate::Outcome;
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::ui::Ui;

/// Take claims from a spreadsheet
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum Format {
    Csv(Csv),
}

/// Take claims from a table saved as CSV: one claim a row, with who said it, when, where, its status and notes
///
/// Columns are recognized by their usual names, such as Claim, Speaker, Date, Link, Rating and Notes; --map names
/// others. The rest are kept in the claims' files under keys of their own. What is there already is not added
/// again, so the same table can be imported twice.
#[derive(Debug, clap::Args)]
struct Csv {
    /// The table; - reads it from standard input
    file: String,
    /// What a column is: claim, who, when, source, status, notes, topics, type, about or evidence; - leaves it out
    #[arg(long = "map", value_name = "COLUMN=FIELD", value_parser = columns::mapping)]
    mappings: Vec<Mapping>,
    /// What stands between the cells: a comma, a semicolon, tab or |; found out where it is left out
    #[arg(long, value_name = "SIGN", value_parser = table::delimiter)]
    delimiter: Option<u8>,
    /// Say what would be imported, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    match args.format {
        Format::Csv(args) => csv(ui, context, &args),
    }
}

fn csv(ui: &mut Ui, context: &Context, args: &Csv) -> Result<Outcome> {
    let (name, bytes) = read(context, &args.file)?;
    let text = table::decode(&name, &bytes)?;
    drop(bytes);
    let table = Table::read(&name, &text, args.delimiter, &args.mappings)?;
    drop(text);
    let columns = Columns::of(&name, &table.headers, &args.mappings)?;
    ui.note(&format!("Columns: {}", columns.told()));

    let mut draft = context.draft(ui)?;
    let read = rows::read(&name, &table, &columns, draft.workspace());
    let mut warnings = read.warnings;
    let mut bad = read.bad;
    let (numbers, rows): (Vec<usize>, Vec<_>) = read.rows.into_iter().unzip();
    let progress = ui.progress("Reading the rows", rows.len());
    let results = draft.import(&rows, |done| progress.set(done));
    progress.finish();
    let mut sum = Sum::default();
    for ((number, row), result) in numbers.iter().zip(&rows).zip(results) {
        match result {
            Ok(taken) => {
                if let (Some(status), Some(marking)) = (&taken.stands, &row.verdict) {
                    let says = &marking.verdict;
                    let text = format!("says {says}; the claim stands at {status} and was left as it is.");
                    warnings.push(Numbered { row: *number, text });
                }
                sum.add(&taken);
            }
            Err(error) => bad.push(Numbered { row: *number, text: error.to_string() }),
        }
    }
    warnings.sort_by_key(|warning| warning.row);
    bad.sort_by_key(|bad| bad.row);
    for made in draft.made() {
        match made {
            Made::Actor(_) => sum.actors += 1,
            Made::Document(_) => sum.documents += 1,
        }
    }
    if !args.dry_run && !draft.is_empty() {
        let progress = ui.progress("Writing the files", draft.len());
        draft.commit_telling(&|done| progress.set(done))?;
        progress.finish();
    }
    tell(ui, &warnings, "");
    tell(ui, &bad, "was not imported: ");
    let summary = sum.told(args.dry_run, bad.len());
    if args.dry_run {
        ui.print(&summary)?;
    } else {
        ui.done(&summary)?;
    }
    if bad.is_empty() {
        return Ok(Outcome::Done);
    }
    let others = match (args.dry_run, sum.rows) {
        (true, _) => "Nothing was written.",
        (false, 0) => "Nothing was imported.",
        (false, _) => "The others are imported.",
    };
    Err(CliError::new(format!("{} could not be imported. {others}", count(bad.len(), "row", "rows")))
        .hint("Mend these rows in the table and import it again: what is there already is not added twice."))
}

/// The table's name and its bytes.
fn read(context: &Context, file: &str) -> Result<(String, Vec<u8>)> {
    if file == "-" {
        return Ok(("the table".to_owned(), table::bounded("The table", io::stdin().lock())?));
    }
    let path = context.here.join(file);
    let name = path.file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned());
    if path.is_dir() {
        return Err(CliError::new(format!("{file} is a folder, not a table.")));
    }
    let source = File::open(&path).map_err(|error| CliError::file(&path, "read", error))?;
    let bytes = table::bounded(&name, source)?;
    Ok((name, bytes))
}

/// What came of all rows.
#[derive(Debug, Default)]
struct Sum {
    rows: usize,
    claims: usize,
    assertions: usize,
    verdicts: usize,
    evidence: usize,
    there: usize,
    actors: usize,
    documents: usize,
}

impl Sum {
    fn add(&mut self, taken: &Taken) {
        self.rows += 1;
        self.claims += usize::from(taken.opened);
        if !taken.opened {
            self.assertions += taken.assertions;
            self.verdicts += usize::from(taken.verdict);
            self.evidence += taken.evidence;
        }
        self.there += usize::from(!taken.is_new());
    }

    /// `Imported 42 claims and 3 more assertions; 5 rows were there already; 1 row could not be imported.`
    fn told(&self, dry_run: bool, bad: usize) -> String {
        let mut new = vec![count(self.claims, "claim", "claims")];
        for (number, one, several) in [
            (self.assertions, "more assertion", "more assertions"),
            (self.verdicts, "more verdict", "more verdicts"),
            (self.evidence, "more line of evidence", "more lines of evidence"),
        ] {
            if number > 0 {
                new.push(count(number, one, several));
            }
        }
        let last = new.pop().unwrap_or_default();
        let new = if new.is_empty() { last } else { format!("{} and {last}", new.join(", ")) };
        let mut told = format!("{} {new}", if dry_run { "Would import" } else { "Imported" });
        let be = |number| match (dry_run, number) {
            (true, 1) => "is",
            (true, _) => "are",
            (false, 1) => "was",
            (false, _) => "were",
        };
        if self.there > 0 {
            told.push_str(&format!(
                "; {} {} there already",
                count(self.there, "row", "rows"),
                be(self.there)
            ));
        }
        if bad > 0 {
            told.push_str(&format!("; {} could not be imported", count(bad, "row", "rows")));
        }
        told.push('.');
        let mut made = Vec::new();
        if self.actors > 0 {
            made.push(count(self.actors, "actor", "actors"));
        }
        if self.documents > 0 {
            made.push(count(self.documents, "document", "documents"));
        }
        if !made.is_empty() {
            told.push_str(&format!("\nNew with them: {}.", made.join(" and ")));
        }
        if dry_run {
            told.push_str("\nNothing was written: this was a dry run.");
        }
        told
    }
}

fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// Names rows, the first of them with what is the matter; a whole table gone wrong does not flood the screen.
fn tell(ui: &mut Ui, rows: &[Numbered], what: &str) {
    const TOLD: usize = 50;
    for Numbered { row, text } in rows.iter().take(TOLD) {
        ui.warning(&format!("row {row} {what}{text}"));
    }
    let rest: Vec<usize> = rows.iter().skip(TOLD).map(|numbered| numbered.row).collect();
    if !rest.is_empty() {
        ui.warning(&format!("likewise {}: {}", count(rest.len(), "row", "rows"), ranges(&rest)));
    }
}

/// `3, 5-9, 12`
fn ranges(rows: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match ranges.last_mut() {
            Some((_, end)) if row <= end.saturating_add(1) => *end = row,
            _ => ranges.push((row, row)),
        }
    }
    let shown = ranges.iter().map(
        |(start, end)| {
            if start == end { start.to_string() } else { format!("{start}-{end}") }
        },
    );
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_follow_each_other_are_told_as_one_range() {
        assert_eq!(ranges(&[3, 5, 6, 7, 7, 9]), "3, 5-7, 9");
        assert_eq!(ranges(&[]), "");
    }
}
