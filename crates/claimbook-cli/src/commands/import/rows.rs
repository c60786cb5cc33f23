//! From the cells of a row to what is to be done with it.

use claimbook_core::ledger::{Adding, Asserting, DocumentRef, Marking, Opening, Row};
use claimbook_core::model::{ClaimType, Direction, VerdictWord, When};
use claimbook_core::workspace::Workspace;

use super::cells::{self, Said};
use super::columns::{Columns, Field, Use};
use super::table::{Cells, Table};
use crate::render::cut;

/// A longer text in a source column is no title.
const MAX_TITLE: usize = 300;

/// Something about a row, to stand after its number.
#[derive(Debug)]
pub(super) struct Numbered {
    pub(super) row: usize,
    pub(super) text: String,
}

/// The rows of a table as they were understood.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Each with its number in the spreadsheet.
    pub(super) rows: Vec<(usize, Row)>,
    /// What was not understood, and kept as text.
    pub(super) warnings: Vec<Numbered>,
    /// Rows that cannot be imported.
    pub(super) bad: Vec<Numbered>,
}

/// Understands every row of a table. `name` is the table's, for reasons that it does not give itself.
pub(super) fn read(name: &str, table: &Table, columns: &Columns, workspace: &Workspace) -> Read {
    let mut read = Read::default();
    for cells in &table.rows {
        let reader = Reader { name, columns, workspace, row: cells.number };
        match reader.row(cells, &mut read.warnings) {
            Ok(row) => read.rows.push((cells.number, row)),
            Err(text) => read.bad.push(Numbered { row: cells.number, text }),
        }
    }
    read
}

struct Reader<'a> {
    name: &'a str,
    columns: &'a Columns,
    workspace: &'a Workspace,
    row: usize,
}

impl Reader<'_> {
    fn row(&self, cells: &Cells, warnings: &mut Vec<Numbered>) -> Result<Row, String> {
        self.shape(cells)?;
        let cell = |field: Field| {
            let place = self.columns.uses.iter().position(|used| *used == Use::As(field));
            place.and_then(|place| cells.cells.get(place)).map_or("", str::trim)
        };
        if cell(Field::Claim).is_empty() {
            return Err("the claim is empty.".to_owned());
        }
        let mut kept = self.kept(cells);
        let mut keep = |key: &str, text: &str, why: &str| {
            kept.push((key.to_owned(), text.to_owned()));
            warnings.push(Numbered { row: self.row, text: format!("{why} It is kept as `{key}`.") });
        };
        let mut dated = |field: Field, key: &str| match cell(field) {
            "" => None,
            text => match cells::date(text) {
                Ok(when) => Some(when),
                Err(why) => {
                    keep(key, text, &format!("has no date that can be read, “{}”: {why}.", cut(text, 40)));
                    None
                }
            },
        };
        let when = dated(Field::When, "imported_when");
        let about = dated(Field::About, "imported_about");
        let kind = match cell(Field::Type) {
            "" => None,
            text => {
                let kind = ClaimType::known(&text.to_lowercase());
                if kind.is_none() {
                    keep(
                        "imported_type",
                        text,
                        &format!("has a type that nobody knows, “{}”.", cut(text, 40)),
                    );
                }
                kind
            }
        };
        let notes = Some(cell(Field::Notes)).filter(|notes| !notes.is_empty()).map(str::to_owned);
        let verdict = match cells::status(cell(Field::Status), self.workspace) {
            Said::Open => None,
            Said::Verdict(word) => Some(word),
            Said::Unknown => {
                let text = cell(Field::Status);
                keep(
                    "imported_status",
                    text,
                    &format!("has a status that nobody knows, “{}”.", cut(text, 40)),
                );
                None
            }
        };
        let evidence = match cell(Field::Evidence) {
            "" => Vec::new(),
            text => {
                let lines = self.evidence(text, verdict.as_ref());
                if lines.is_empty() {
                    kept.push(("imported_evidence".to_owned(), text.to_owned()));
                }
                lines
            }
        };
        let because =
            notes.clone().unwrap_or_else(|| format!("Imported from {}, row {}.", self.name, self.row));
        Ok(Row {
            assertions: self.assertions(cell(Field::Who), when.as_ref(), cell(Field::Source)),
            evidence,
            verdict: verdict.map(|verdict| Marking {
                verdict,
                because,
                evidence: None,
                confidence: None,
                resolves: false,
            }),
            opening: Opening {
                claim: cell(Field::Claim).to_owned(),
                kind,
                about,
                topics: cells::several(cell(Field::Topics), &[',', ';']),
                notes,
                extra: kept.into_iter().collect(),
                ..Opening::default()
            },
        })
    }

    /// Cells must be where their headings are.
    fn shape(&self, cells: &Cells) -> Result<(), String> {
        if cells.unclosed {
            return Err("a quotation mark in it is not closed, so that rows after it run into it.".to_owned());
        }
        let columns = self.columns.uses.len();
        if cells.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
            return Err(format!(
                "it has {} cells under {columns} headings: a cell with the separating sign in it needs quotation marks.",
                cells.cells.len()
            ));
        }
        Ok(())
    }

    /// The cells that are kept under keys of their own.
    fn kept(&self, cells: &Cells) -> Vec<(String, String)> {
        let pairs = self.columns.uses.iter().zip(cells.cells.iter());
        pairs
            .filter_map(|(used, cell)| match used {
                Use::Kept(key) if !cell.trim().is_empty() => Some((key.clone(), cell.trim().to_owned())),
                _ => None,
            })
            .collect()
    }

    /// One assertion for each who in each source.
    fn assertions(&self, who: &str, when: Option<&When>, source: &str) -> Vec<Asserting> {
        let mut names: Vec<Option<String>> = cells::several(who, &[';']).into_iter().map(Some).collect();
        if names.is_empty() {
            names.push(None);
        }
        let mut sources: Vec<Option<DocumentRef>> = self.sources(source).into_iter().map(Some).collect();
        if sources.is_empty() {
            sources.push(None);
        }
        let mut assertions = Vec::new();
        for by in &names {
            for document in &sources {
                assertions.push(Asserting {
                    by: by.clone(),
                    when: when.cloned(),
                    document: document.clone(),
                    ..Asserting::default()
                });
            }
        }
        assertions
    }

    /// The documents in a cell: several where it holds nothing but addresses; else one.
    fn sources(&self, cell: &str) -> Vec<DocumentRef> {
        let (urls, words) = cells::addresses(cell);
        match (urls.as_slice(), words.as_str()) {
            ([], "") => Vec::new(),
            (urls, words) if words.chars().all(|c| !c.is_alphanumeric()) && !urls.is_empty() => {
                urls.iter().cloned().map(DocumentRef::Url).collect()
            }
            // A title with its address: the address is what finds it again.
            ([url, ..], _) => vec![DocumentRef::Url(url.clone())],
            ([], words) => vec![self.named(words)],
        }
    }

    fn named(&self, words: &str) -> DocumentRef {
        match self.workspace.document(words) {
            Some(document) => DocumentRef::Key(document.key().to_owned()),
            None => DocumentRef::Title(cut(words, MAX_TITLE)),
        }
    }

    /// A line for each address, or the known document, with the cell's other words as its note. It speaks for a
    /// claim that was confirmed and against one that was refuted; else it gives context.
    fn evidence(&self, cell: &str, verdict: Option<&VerdictWord>) -> Vec<Adding> {
        let (urls, words) = cells::addresses(cell);
        let core = verdict.map(|verdict| self.workspace.settings.core_verdict(verdict));
        let direction = match core {
            Some(VerdictWord::Confirmed) => Direction::Supports,
            Some(VerdictWord::Refuted) => Direction::Refutes,
            _ => Direction::Context,
        };
        let line = |document: DocumentRef, note: &str| Adding {
            document,
            direction: direction.clone(),
            from: Vec::new(),
            quote: None,
            fits: None,
            credibility: None,
            note: Some(note.to_owned()).filter(|note| !note.is_empty()),
        };
        match (urls.as_slice(), self.workspace.document(cell.trim())) {
            ([], Some(known)) => vec![line(DocumentRef::Key(known.key().to_owned()), "")],
            (urls, _) => urls.iter().map(|url| line(DocumentRef::Url(url.clone()), &words)).collect(),
        }
    }
}
