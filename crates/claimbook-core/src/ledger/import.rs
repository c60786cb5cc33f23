//! Taking over a table that a desk has kept so far: each row is a claim, who put it forward, and what was decided.

mod known;

use std::collections::HashMap;

use self::known::{Known, fold};
use super::actors::UNNAMED;
use super::assertions::short_ids;
use super::claims::wording;
use super::{Adding, Asserting, Describing, DocumentRef, Marking, Opening};
use crate::assess::{Status, status};
use crate::error::{Error, Result};
use crate::model::Claim;
use crate::workspace::{Draft, Filed, record, slug};
use crate::yaml::{Any, Edit, Out, Route};

/// A claim that more assertions than this are imported for is a mistake in the table.
const MAX_ASSERTIONS: usize = 500;
/// The most text in one row, in bytes; all rows of one claim together may hold as much again.
const MAX_ROW: usize = 256 * 1024;

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The claim. Its first assertion is left out: it is among `assertions`.
    pub opening: Opening,
    /// Who put it forward, when and where; those that say nothing are passed over.
    pub assertions: Vec<Asserting>,
    /// What speaks for or against it.
    pub evidence: Vec<Adding>,
    /// What was decided.
    pub verdict: Option<Marking>,
}

/// What became of a row. A row that was there already has opened and added nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// Whether it opened a claim.
    pub opened: bool,
    /// How many assertions it added.
    pub assertions: usize,
    /// How many lines of evidence it added.
    pub evidence: usize,
    /// Whether its verdict was given.
    pub verdict: bool,
    /// Where the row's verdict was not given because another stands: the status that stands.
    pub stands: Option<Status>,
}

impl Taken {
    /// Whether anything was added.
    pub fn is_new(&self) -> bool {
        self.opened || self.assertions > 0 || self.evidence > 0 || self.verdict
    }
}

impl Draft {
    /// Takes rows over. Rows with the same wording (white space aside) are one claim; what is there already is not
    /// added again, and no verdict that stands is touched. A row that cannot be taken gives an error and leaves
    /// nothing behind. `told` is called with the number of rows that are done.
    pub fn import(&mut self, rows: &[Row], mut told: impl FnMut(usize)) -> Vec<Result<Taken>> {
        let mut known = Known::of(&self.workspace);
        let mut claims: Vec<(String, Vec<usize>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut results: Vec<Result<Taken>> = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            results.push(check(row).map(|()| Taken::default()));
            if results.last().is_some_and(Result::is_ok) {
                let words = fold(&row.opening.claim);
                let place = *places.entry(words.clone()).or_insert(claims.len());
                match claims.get_mut(place) {
                    Some((_, numbers)) => numbers.push(number),
                    None => claims.push((words, vec![number])),
                }
            }
        }
        let mut new = Vec::new();
        let mut done = 0;
        for (words, numbers) in &claims {
            let path = known.claims.get(words).cloned();
            let rows: Vec<&Row> = numbers.iter().filter_map(|number| rows.get(*number)).collect();
            let taken = self.take_rows(path.as_deref(), &rows, &mut known, &mut new);
            for (place, number) in numbers.iter().enumerate() {
                if let Some(result) = results.get_mut(*number) {
                    *result = match &taken {
                        Ok(taken) => Ok(taken.get(place).cloned().unwrap_or_default()),
                        Err(error) => Err(Error::Refused(error.to_string())),
                    };
                }
            }
            done += numbers.len();
            told(done);
        }
        self.take_claims(new);
        results
    }

    /// Takes the rows of one claim: of the one at `path`, or of one that is added to `new`.
    fn take_rows(
        &mut self,
        path: Option<&str>,
        rows: &[&Row],
        known: &mut Known,
        new: &mut Vec<Filed<Claim>>,
    ) -> Result<Vec<Taken>> {
        let Some(first) = rows.first() else { return Ok(Vec::new()) };
        if rows.iter().map(|row| row.assertions.len()).sum::<usize>() > MAX_ASSERTIONS {
            return Err(Error::Refused(format!(
                "The claim stands in the table with more than {MAX_ASSERTIONS} assertions."
            )));
        }
        if rows.iter().map(|row| size(row)).sum::<usize>() > 2 * MAX_ROW {
            return Err(Error::Refused(
                "The rows with this claim hold more text than one file may.".to_owned(),
            ));
        }
        if let Some(path) = path {
            // Where a verdict will be given, it must be able to say what it saw.
            let unchecked = status(self.claim(path)?, &self.workspace.settings) == Status::Unchecked;
            if unchecked && rows.iter().any(|row| row.verdict.is_some()) {
                self.name_lines(path)?;
            }
        }
        let old = path.map(|path| self.claim(path).cloned()).transpose()?;
        let mut claim = match &old {
            Some(old) => old.clone(),
            None => self.new_claim(&Opening { notes: None, assertion: None, ..first.opening.clone() })?,
        };
        let mut taken = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            let opens = old.is_none() && number == 0;
            taken.push(self.take_row(&mut claim, row, opens, old.is_none(), known)?);
        }
        match (path, &old) {
            (Some(path), Some(old)) => {
                let edits = additions(old, &claim);
                if !edits.is_empty() {
                    let mut all = self.identity(path)?;
                    all.extend(edits);
                    self.edit_claim(path, &all)?;
                }
            }
            _ => new.push(self.write_claim(&claim)?),
        }
        Ok(taken)
    }

    /// Adds to the claim what a row says and it does not have. `fresh`: the claim is not on disk yet.
    fn take_row(
        &mut self,
        claim: &mut Claim,
        row: &Row,
        opens: bool,
        fresh: bool,
        known: &mut Known,
    ) -> Result<Taken> {
        let mut taken = Taken { opened: opens, ..Taken::default() };
        let settings = &self.workspace.settings;
        let stands = status(claim, settings);
        let marking = match &row.verdict {
            Some(marking) if stands == Status::Unchecked => Some(marking),
            Some(marking) => {
                let wanted = Status::Marked(settings.core_verdict(&marking.verdict).clone());
                taken.stands = (wanted != stands).then_some(stands);
                None
            }
            None => None,
        };
        let note =
            row.opening.notes.clone().filter(|note| marking.is_none_or(|given| given.because != *note));
        let mut note_for_assertion = if opens { None } else { note.clone() };
        for asserting in row.assertions.iter().filter(|asserting| !asserting.is_empty()) {
            let mut asserting = known.resolve(&self.workspace, asserting);
            if claim.assertions.iter().any(|there| known.same(&self.workspace, there, &asserting)) {
                continue;
            }
            self.record_address(&mut asserting.document, known)?;
            let note = asserting.note.clone().or_else(|| note_for_assertion.take());
            let mut assertion = self.assertion("", &Asserting { note, ..asserting.clone() })?;
            assertion.id = Some(self.new_short_id(&short_ids(claim)));
            known.learn(&asserting, &assertion);
            claim.assertions.push(assertion);
            taken.assertions += 1;
        }
        for adding in &row.evidence {
            let document = known.document(&self.workspace, &adding.document);
            let key = match &document {
                DocumentRef::Key(key) => Some(key),
                _ => None,
            };
            if key.is_some() && claim.evidence.iter().any(|line| line.document.as_ref() == key) {
                continue;
            }
            let mut document = Some(document);
            self.record_address(&mut document, known)?;
            let Some(document) = document else { continue };
            let line = self.evidence_line(&short_ids(claim), &Adding { document, ..adding.clone() })?;
            known.learn_document(&adding.document, line.document.as_deref());
            claim.evidence.push(line);
            taken.evidence += 1;
        }
        if let Some(marking) = marking {
            let verdict = self.verdict(claim, marking, None)?;
            claim.verdicts.push(verdict);
            taken.verdict = true;
        }
        if opens {
            claim.notes = note;
        } else if fresh && note_for_assertion.is_some() {
            claim.notes = Some(joined(claim.notes.take(), note_for_assertion.as_deref().unwrap_or_default()));
        }
        if !opens && (fresh || taken.is_new()) {
            keep_extra(claim, row, fresh);
        }
        Ok(taken)
    }

    /// Records an address that no document has. `known` has every address, so that none is looked for again among
    /// all documents.
    fn record_address(&mut self, document: &mut Option<DocumentRef>, known: &mut Known) -> Result<()> {
        if let Some(named @ DocumentRef::Url(_)) = document {
            let key = self.new_document(named, Describing::default())?;
            known.learn_document(named, Some(&key));
            *document = Some(DocumentRef::Key(key));
        }
        Ok(())
    }
}

/// Keeps the row's other columns: in a claim that is on disk only where it has nothing under that key.
fn keep_extra(claim: &mut Claim, row: &Row, fresh: bool) {
    for (key, value) in &row.opening.extra {
        match claim.extra.get_mut(key) {
            None => {
                claim.extra.insert(key.clone(), Any::String(value.clone()));
            }
            Some(Any::String(there)) if fresh => *there = joined(Some(std::mem::take(there)), value),
            Some(_) => {}
        }
    }
}

/// Two texts on lines of their own; one where they say the same.
fn joined(first: Option<String>, second: &str) -> String {
    match first {
        Some(first) if first.contains(second) => first,
        Some(first) => format!("{first}\n{second}"),
        None => second.to_owned(),
    }
}

/// The edits that make the new claim of the old one; lists have only grown.
fn additions(old: &Claim, new: &Claim) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut append = |list: &str, item: Out| edits.push(Edit::Append { list: Route::root().key(list), item });
    for assertion in new.assertions.iter().skip(old.assertions.len()) {
        append("assertions", record::assertion(assertion));
    }
    for line in new.evidence.iter().skip(old.evidence.len()) {
        append("evidence", record::evidence(line));
    }
    for verdict in new.verdicts.iter().skip(old.verdicts.len()) {
        append("verdicts", record::verdict(verdict));
    }
    for (key, value) in new.extra.iter().filter(|(key, _)| !old.extra.contains_key(*key)) {
        if let Any::String(text) = value {
            edits.push(Edit::Set { at: Route::root().key(key), value: Out::text(text) });
        }
    }
    edits
}

/// Everything that can be wrong with a row, before anything is made for it.
fn check(row: &Row) -> Result<()> {
    wording(&row.opening.claim)?;
    if size(row) > MAX_ROW {
        return Err(Error::Refused("The row holds more text than a claim may.".to_owned()));
    }
    if let Some(about) = &row.opening.about {
        about.check()?;
    }
    if row.verdict.as_ref().is_some_and(|marking| marking.because.trim().is_empty()) {
        return Err(Error::Refused("A verdict needs a reason.".to_owned()));
    }
    for asserting in &row.assertions {
        if let Some(when) = &asserting.when {
            when.check()?;
        }
        if asserting.quote.is_some() && asserting.document.is_none() {
            return Err(Error::QuoteWithoutDocument);
        }
        let relays = asserting.through.iter().chain(&asserting.citing);
        for name in asserting.by.iter().chain(&asserting.on_behalf_of).chain(relays) {
            let words = name.trim().strip_prefix(UNNAMED).unwrap_or(name);
            if slug(words).is_empty() {
                return Err(Error::Refused(format!(
                    "“{name}” cannot be a name: it needs at least one letter or digit."
                )));
            }
        }
    }
    Ok(())
}

/// How much text a row holds, in bytes.
fn size(row: &Row) -> usize {
    let opening = &row.opening;
    let extra: usize = opening.extra.iter().map(|(key, value)| key.len() + value.len()).sum();
    let topics: usize = opening.topics.iter().map(String::len).sum();
    let notes = opening.notes.as_ref().map_or(0, String::len);
    let because = row.verdict.as_ref().map_or(0, |marking| marking.because.len());
    let named = |document: &DocumentRef| match document {
        DocumentRef::Key(text) | DocumentRef::Url(text) | DocumentRef::Title(text) => text.len(),
        DocumentRef::File(_) => 0,
    };
    let asserted: usize = row
        .assertions
        .iter()
        .map(|one| one.by.as_ref().map_or(0, String::len) + one.document.as_ref().map_or(0, named))
        .sum();
    let shown: usize = row
        .evidence
        .iter()
        .map(|line| named(&line.document) + line.note.as_ref().map_or(0, String::len))
        .sum();
    opening.claim.len() + extra + topics + notes + because + asserted + shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Instant, VerdictWord, When};
    use crate::workspace::{Signature, Workspace, create};

    fn draft(folder: &std::path::Path) -> Draft {
        let root = Workspace::find(folder).or_else(|_| create(folder, None)).unwrap();
        let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
        Draft::begin(&root, signature, IdSource::new(1)).unwrap()
    }

    fn row(claim: &str, by: &str) -> Row {
        let said = Asserting { by: Some(by.to_owned()), ..Asserting::default() };
        let opening = Opening { claim: claim.to_owned(), ..Opening::default() };
        Row { opening, assertions: vec![said], ..Row::default() }
    }

    #[test]
    fn rows_with_the_same_words_are_one_claim() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = draft(folder.path());
        let rows = [row("It rained.", "Ann"), row(" It  rained. ", "Bo"), row("It rained.", "ann")];
        let taken: Vec<Taken> = draft.import(&rows, |_| ()).into_iter().map(Result::unwrap).collect();
        assert_eq!(taken.iter().map(|taken| taken.assertions).collect::<Vec<_>>(), [1, 1, 0]);
        assert_eq!(taken.iter().map(Taken::is_new).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!(draft.workspace().claims.len(), 1);
    }

    #[test]
    fn a_row_that_cannot_be_taken_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = draft(folder.path());
        let mut dated = row("It snowed.", "Ann");
        dated.assertions[0].when = Some(When::new("10/11/2024"));
        let mut reasonless = row("It froze.", "Bo");
        reasonless.verdict = Some(Marking {
            verdict: VerdictWord::Confirmed,
            because: " ".into(),
            evidence: None,
            confidence: None,
            resolves: false,
        });
        let mut many = row("It hailed.", "Cy");
        many.assertions = vec![many.assertions[0].clone(); MAX_ASSERTIONS + 1];
        let rows = [
            row("", "Ann"),
            row("It rained.", "…"),
            dated,
            reasonless,
            many,
            row(&"x".repeat(300_000), "Di"),
        ];
        assert!(draft.import(&rows, |_| ()).iter().all(Result::is_err));
        assert!(draft.is_empty());
    }

    #[test]
    fn a_verdict_that_stands_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = draft(folder.path());
        let marked = |word: VerdictWord| Row {
            verdict: Some(Marking {
                verdict: word,
                because: "So it is.".into(),
                evidence: None,
                confidence: None,
                resolves: false,
            }),
            ..row("It rained.", "Ann")
        };
        let rows =
            [marked(VerdictWord::Disputed), marked(VerdictWord::Confirmed), marked(VerdictWord::Disputed)];
        let taken: Vec<Taken> = draft.import(&rows, |_| ()).into_iter().map(Result::unwrap).collect();
        assert_eq!(taken.iter().map(|taken| taken.verdict).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(taken[1].stands, Some(Status::Marked(VerdictWord::Disputed)));
        assert_eq!(taken[2].stands, None);
        assert_eq!(draft.workspace().claims[0].data.verdicts.len(), 1);
    }
}
