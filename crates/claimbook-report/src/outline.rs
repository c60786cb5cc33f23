//! From claims that were selected to a sheet: first what is counted from their rows, then what is shown, which alone is read whole.

use std::collections::HashSet;
use std::sync::Arc;

use claimbook_core::assess::{Coverage, Passages, Report, Rows as _, Selection, last_changes};
use claimbook_core::model::{Document, Instant, When};
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_index::Kept;
use claimbook_index::view::{AllRows, Opened, View, ViewError};
use rayon::prelude::*;

use crate::sheet::{DocumentRow, Group, GroupBy, Sheet, groups};

/// How many of the last changes are in a report.
const CHANGES: usize = 10;

/// What a report has before any record is read: numbers, and places.
pub struct Outline<'v> {
    view: &'v View,
    rows: &'v AllRows<'v>,
    /// The claims, and what they come to.
    pub report: Report<'v>,
    /// The claims in groups, where that was asked for.
    pub groups: Option<Vec<Group<'v>>>,
    /// Claims by document.
    pub documents: Vec<DocumentRow<'v>>,
    /// Whether the selection left claims out.
    narrowed: bool,
    /// The claims that changed last, by their places in the report's claims.
    lately: Vec<usize>,
}

/// What of a report is shown beside its numbers. What nobody sees is not worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Showing {
    /// The claims that are shown whole, by their places in the report's claims.
    pub claims: Vec<usize>,
    /// Of so many documents it is told how much of each has been looked at.
    pub documents: usize,
    /// Whether the texts of the documents are shown.
    pub texts: bool,
}

impl<'v> Outline<'v> {
    /// The report on the selected claims.
    pub fn of(view: &'v View, rows: &'v AllRows<'v>, selection: &Selection, by: Option<GroupBy>) -> Self {
        let names = view.workspace();
        let report = Report::of(rows, selection);
        let narrowed = *selection != Selection::default();
        let mut lately = report.lately(CHANGES);
        lately.sort_unstable();
        Outline {
            view,
            rows,
            groups: by.map(|by| groups(names, &report, by)),
            documents: document_rows(names, &report, narrowed),
            report,
            narrowed,
            lately,
        }
    }

    /// Every claim and every document, without the documents' texts.
    pub fn all(&self) -> Showing {
        Showing {
            claims: (0..self.report.claims.len()).collect(),
            documents: self.documents.len(),
            texts: false,
        }
    }

    /// Reads what is shown, and tells of the documents how much of each has been looked at.
    ///
    /// # Errors
    /// [`ViewError::Unsure`] where what was kept is damaged, or a file changed meanwhile.
    pub fn open(&mut self, showing: &Showing) -> Result<Opened<'v>, ViewError> {
        let names = self.view.workspace();
        let (report, rows) = (&self.report, self.rows);
        // A page shows the texts themselves.
        let texts: Vec<&str> = match showing.texts {
            true => {
                self.documents.iter().filter_map(|row| row.key).chain(report.cited.iter().copied()).collect()
            }
            false => Vec::new(),
        };
        let keyed = self.documents.iter_mut().filter(|row| row.key.is_some());
        let mut covered: Vec<&mut DocumentRow<'_>> = keyed.take(showing.documents).collect();
        // What was kept of the claims of the whole workspace holds for a report on all of them.
        let kept = self.view.kept().filter(|_| !self.narrowed);
        let mut coverages = kept.map(Kept::coverages).unwrap_or_default();
        let marks =
            covered.iter().map(|row| kept.and_then(|kept| coverage_mark(kept, names, report, row.key?)));
        let marks: Vec<Option<u64>> = marks.collect();
        for (row, mark) in covered.iter_mut().zip(&marks) {
            row.coverage = mark.and_then(|mark| coverages.get(mark));
        }
        let has_text = |key: &str| {
            names
                .document(key)
                .is_some_and(|filed| filed.data.captures.iter().any(|capture| capture.text.is_some()))
        };
        let (mut covered, marks): (Vec<_>, Vec<_>) = covered
            .into_iter()
            .zip(marks)
            .filter(|(row, _)| row.coverage.is_none() && row.key.is_some_and(has_text))
            .unzip();
        let mut keys: HashSet<&str> = covered.iter().filter_map(|row| row.key).collect();
        // Whether words in a text are a protected source's, claims may tell that the report is not about.
        keys.extend(texts.iter().copied().filter(|_| self.narrowed));
        let quoting = quoting(report, rows, &keys, self.narrowed);
        let places = showing.claims.iter().chain(&self.lately);
        let places = places.filter_map(|place| report.claims.get(*place).copied());
        let opened = self.view.open_beside(rows, places, quoting, keys.iter().copied().chain(texts))?;
        cover(&opened.workspace, &mut covered);
        for (row, mark) in covered.iter().zip(marks) {
            if let (Some(mark), Some(coverage)) = (mark, row.coverage) {
                coverages.put(mark, coverage);
            }
        }
        if let Some(kept) = kept {
            kept.keep_coverages(coverages);
        }
        Ok(opened)
    }

    /// The finished sheet. `at`: when it is made; `as_of`: the day as whose end it shows the claims, where that is not now.
    pub fn sheet<'w>(
        self,
        showing: &Showing,
        opened: &'w Opened<'v>,
        at: &'w Instant,
        as_of: Option<When>,
    ) -> Sheet<'w>
    where
        'v: 'w,
    {
        let Outline { rows, report, groups, documents, narrowed, lately, .. } = self;
        let whole = |place: &usize| Some((*place, opened.claim(&rows.row(*report.claims.get(*place)?))?));
        let changed = lately.iter().filter_map(whole).map(|(_, claim)| claim.filed);
        Sheet {
            workspace: &opened.workspace,
            rows,
            judgement: &opened.judgement,
            changes: last_changes(changed, CHANGES),
            shown: showing.claims.iter().filter_map(whole).collect(),
            report,
            documents,
            groups,
            at,
            as_of,
            narrowed,
        }
    }
}

/// The documents of the report's claims, and, where nothing was left out, those that were captured and that no claim
/// names yet: nobody has taken anything from them.
fn document_rows<'w>(workspace: &'w Workspace, report: &Report<'w>, narrowed: bool) -> Vec<DocumentRow<'w>> {
    let mut documents: Vec<DocumentRow<'w>> = report
        .documents
        .iter()
        .map(|tally| DocumentRow {
            key: tally.key,
            claims: tally.claims.len(),
            counts: tally.counts.clone(),
            coverage: None,
        })
        .collect();
    if !narrowed {
        let named: HashSet<&str> = report.documents.iter().filter_map(|tally| tally.key).collect();
        let untouched = workspace.documents.iter().filter(|filed| {
            filed.data.captures.iter().any(|capture| capture.text.is_some())
                && !named.contains(filed.key())
                && !report.cited.contains(filed.key())
        });
        documents.extend(untouched.map(|filed| DocumentRow {
            key: Some(filed.key()),
            claims: 0,
            counts: Arc::default(),
            coverage: None,
        }));
    }
    documents
}

/// The claims whose passages count where it is told how much of these documents has been looked at: all, whatever the report is about.
fn quoting(report: &Report<'_>, rows: &AllRows<'_>, keys: &HashSet<&str>, narrowed: bool) -> Vec<usize> {
    let in_one = |place: &usize| {
        let asserted = |key: &str| keys.contains(key);
        rows.row(*place).assertions.iter().any(|said| said.document.is_some_and(asserted))
    };
    if narrowed && !keys.is_empty() {
        return (0..rows.len()).into_par_iter().filter(in_one).collect();
    }
    let tallies = report.documents.iter().filter(|tally| tally.key.is_some_and(|key| keys.contains(key)));
    tallies
        .flat_map(|tally| &tally.claims)
        .filter_map(|place| report.claims.get(*place as usize).copied())
        .collect()
}

/// What tells how much of a document the report's claims cover.
fn coverage_mark(kept: &Kept, names: &Workspace, report: &Report<'_>, key: &str) -> Option<u64> {
    let tally = report.documents.iter().find(|tally| tally.key == Some(key));
    let claims = tally.into_iter().flat_map(|tally| tally.claims.iter());
    let places: Option<Vec<usize>> =
        claims.map(|place| report.claims.get(*place as usize).copied()).collect();
    kept.coverage_mark(&names.document(key)?.path, places?)
}

/// Fills in how much of each document has been looked at.
fn cover(workspace: &Workspace, documents: &mut [&mut DocumentRow<'_>]) {
    let passages = Passages::of(workspace);
    documents.par_iter_mut().for_each(|row| {
        let document = row.key.and_then(|key| workspace.document(key));
        row.coverage = document.and_then(|document| coverage(workspace, &passages, document));
    });
}

/// How much of a document's captured text has been looked at; `None` where it has none.
fn coverage(workspace: &Workspace, passages: &Passages<'_>, document: &Filed<Document>) -> Option<Coverage> {
    let text = workspace.captured_text(document.key(), None)?;
    let sentences: Vec<_> = claimbook_reader::text::sentences(&text)
        .into_iter()
        .map(|sentence| sentence.start..sentence.end)
        .collect();
    Some(passages.coverage(document, &text, &sentences))
}
