//! From the bytes of a CSV file to rows of cells. The one file that names the crate for CSV reading.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::Encoding;

use super::columns::{self, Mapping};
use crate::error::{CliError, Result};

/// The largest table that is read: 64 MiB.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The most rows that are read at once.
const MAX_ROWS: usize = 200_000;
/// A table is no wider than this; spreadsheets end at 16,384 columns.
const MAX_COLUMNS: usize = 16_384;
/// What may stand between cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table with its headings.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Cells>,
}

/// A row that is not empty.
#[derive(Debug)]
pub(super) struct Cells {
    /// Its number in the spreadsheet, where the first row is 1.
    pub(super) number: usize,
    pub(super) cells: StringRecord,
    /// Whether a quotation mark in it is never closed, so that it has swallowed rows.
    pub(super) unclosed: bool,
}

/// Reads at most as much as a table may have.
pub(super) fn bounded(name: &str, source: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::new(format!("{name} could not be read: {error}.")))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(CliError::new(format!("{name} is larger than 64 MiB."))
            .hint("Split the table into parts and import one after the other."));
    }
    Ok(bytes)
}

/// The characters of a table: UTF-8, or UTF-16 where a byte order mark says so. All lines end alike.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<String> {
    let refused = |why: &str| {
        CliError::new(format!("{name} {why}")).hint(
            "Open it in the spreadsheet program, choose Save as or Download, and save it as “CSV UTF-8”.",
        )
    };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(refused("is a workbook of a spreadsheet program, not CSV."));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default())
            .ok_or_else(|| refused(&format!("says that it is {}, and is not.", encoding.name())))?
            .into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                return Err(refused(&format!(
                    "is saved in an old encoding: line {line} is not UTF-8, and letters would be guessed."
                )));
            }
        },
    };
    if text.contains('\0') {
        return Err(refused("is not a table of text."));
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

/// The sign between cells, as somebody typed it.
pub(super) fn delimiter(typed: &str) -> Result<u8, String> {
    match typed {
        "," | "comma" => Ok(b','),
        ";" | "semicolon" => Ok(b';'),
        "|" => Ok(b'|'),
        "\t" | "\\t" | "tab" => Ok(b'\t'),
        _ => Err("write , or ; or | or tab".to_owned()),
    }
}

impl Table {
    pub(super) fn read(name: &str, text: &str, delimiter: Option<u8>, mappings: &[Mapping]) -> Result<Table> {
        let (text, told) = separator_line(text);
        let delimiter = delimiter.or(told).unwrap_or_else(|| sniff(text, mappings));
        let mut rows = records(text, delimiter, MAX_ROWS + 2);
        if rows.len() > MAX_ROWS + 1 {
            return Err(CliError::new(format!("{name} has more than {MAX_ROWS} rows."))
                .hint("Split the table into parts and import one after the other."));
        }
        if rows.is_empty() {
            return Err(CliError::new(format!("{name} is empty."))
                .hint("The first row names the columns: Claim, Who, When, Source, Status, Notes."));
        }
        let first = rows.remove(0);
        if first.cells.len() > MAX_COLUMNS || first.unclosed {
            return Err(CliError::new(format!("The first row of {name} does not name columns."))
                .hint("It has a quotation mark that is not closed, or it is not a table."));
        }
        Ok(Table { headers: first.cells.iter().map(|cell| cell.trim().to_owned()).collect(), rows })
    }
}

/// Spreadsheet programs may write `sep=;` above the table.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, None) };
    let sign = first.trim_matches('"').strip_prefix("sep=").and_then(|sign| delimiter(sign).ok());
    if sign.is_some() { (rest, sign) } else { (text, None) }
}

/// The sign by which the first row falls into the most columns that mean something, else into the most.
fn sniff(text: &str, mappings: &[Mapping]) -> u8 {
    let meaning = |sign: u8| {
        let first = records(text, sign, 1);
        let headers: Vec<&str> = first.first().map(|row| row.cells.iter().collect()).unwrap_or_default();
        (columns::recognized(&headers, mappings), headers.len())
    };
    let mut best = (b',', meaning(b','));
    for sign in DELIMITERS {
        let found = meaning(sign);
        if found > best.1 {
            best = (sign, found);
        }
    }
    best.0
}

/// The rows that are not empty, `most` at most.
fn records(text: &str, delimiter: u8, most: usize) -> Vec<Cells> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = StringRecord::new();
    let mut number = 0;
    // The text is UTF-8 and rows may be of any length: nothing can go wrong, and if it does the rows end.
    while rows.len() < most && reader.read_record(&mut cells).unwrap_or(false) {
        let start = cells.position().map_or(0, |position| byte(position.byte()));
        let raw = text.get(start..byte(reader.position().byte())).unwrap_or_default();
        // The reader passes over empty lines, which are rows in a spreadsheet.
        let skipped = raw.len() - raw.trim_start_matches('\n').len();
        number += 1 + skipped;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let lines = cells.iter().any(|cell| cell.contains('\n'));
        let unclosed = lines && raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        rows.push(Cells { number, cells: std::mem::take(&mut cells), unclosed });
    }
    rows
}

fn byte(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Vec<(usize, String)> {
        let rows = records(text, b',', 100);
        rows.iter().map(|row| (row.number, row.cells.iter().collect::<Vec<_>>().join("/"))).collect()
    }

    #[test]
    fn rows_are_counted_as_in_the_spreadsheet() {
        let text = "claim,who\n\"one,\nin two lines\",Ann\n\n,\n\n\nlast,Bo";
        let expected = [(1, "claim/who"), (2, "one,\nin two lines/Ann"), (7, "last/Bo")];
        assert_eq!(numbers(text), expected.map(|(row, cells)| (row, cells.to_owned())));
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_noticed() {
        let rows = records("claim,who\n\"It rained,Ann\nIt snowed,Bo\n", b',', 100);
        assert_eq!(rows.iter().map(|row| row.unclosed).collect::<Vec<_>>(), [false, true]);
        // A measure in inches is no quotation.
        assert!(records("claim\nThe pipe was 5\" wide\n", b',', 100).iter().all(|row| !row.unclosed));
    }

    #[test]
    fn the_sign_between_cells_is_found_out() {
        for (text, sign) in [
            ("Claim,Who\n", b','),
            ("Claim;Who, when\n", b';'),
            ("Claim\tWho\n", b'\t'),
            ("Claim|Who\n", b'|'),
            ("Claim\n", b','),
            ("", b','),
        ] {
            assert_eq!(sniff(text, &[]), sign, "{text}");
        }
        assert_eq!(separator_line("sep=;\nClaim\n"), ("Claim\n", Some(b';')));
    }

    #[test]
    fn what_is_no_text_is_refused_in_words() {
        for (bytes, says) in [
            (b"PK\x03\x04".as_slice(), "workbook"),
            (b"Claim\ncaf\xE9\n", "line 2 is not UTF-8"),
            (b"C\0l\0", "not a table of text"),
        ] {
            let message = decode("a.csv", bytes).unwrap_err().to_string();
            assert!(message.contains(says), "{message}");
        }
        assert_eq!(decode("a.csv", b"\xFF\xFEa\0\r\0\n\0b\0").unwrap(), "a\nb");
        assert_eq!(decode("a.csv", b"\xEF\xBB\xBFa\rb").unwrap(), "a\nb");
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(?s)[\\PC\n\",;]{0,200}", sign in prop::sample::select(DELIMITERS.to_vec())) {
            let rows = records(&text, sign, 100);
            prop_assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number));
            let _ = Table::read("a.csv", &text, None, &[]);
        }
    }
}
