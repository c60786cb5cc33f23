//! Adding and retracting lines of evidence.

use super::{Article, DocumentRef, Place, quotes};
use crate::error::{Error, Result};
use crate::model::{Direction, Evidence, Match, Retraction};
use crate::quote::Text;
use crate::workspace::{Draft, record};
use crate::yaml::{Edit, Route};

/// A line of evidence to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct Adding {
    /// The document.
    pub document: DocumentRef,
    /// What it does for the claim.
    pub direction: Direction,
    /// Where the passage comes from, where that is not where the whole document comes from.
    pub from: Vec<DocumentRef>,
    /// The words of the passage.
    pub quote: Option<String>,
    /// How closely it fits.
    pub fits: Option<Match>,
    /// How credible, 1 to 6.
    pub credibility: Option<i64>,
    /// Why it counts.
    pub note: Option<String>,
}

impl Draft {
    /// Adds a line of evidence to the claim at `path`. Returns its id, and whether it is new: a line that says the
    /// same is not added twice.
    ///
    /// # Errors
    /// Where the quotation is not in the document's text, or a file cannot be changed.
    pub fn add_evidence(&mut self, path: &str, adding: &Adding) -> Result<(String, bool)> {
        let taken = self.short_ids(path);
        let line = self.evidence_line(&taken, adding)?;
        self.append_evidence(path, line)
    }

    /// Likewise, with a passage whose places are known already; the quotation of `adding` is not looked for.
    ///
    /// # Errors
    /// Where a place is not in the text, or a file cannot be changed.
    pub fn add_evidence_at(
        &mut self,
        path: &str,
        adding: &Adding,
        article: &Article,
        places: &[Place],
    ) -> Result<(String, bool)> {
        let quote = quotes::passage(&Text::new(&article.text), article, places)?;
        let taken = self.short_ids(path);
        let line = self.evidence_line(&taken, &Adding { quote: None, ..adding.clone() })?;
        self.append_evidence(path, Evidence { quote, ..line })
    }

    fn append_evidence(&mut self, path: &str, line: Evidence) -> Result<(String, bool)> {
        let same = |known: &&Evidence| {
            Evidence { id: None, at: None, by: None, ..(*known).clone() }
                == Evidence { id: None, at: None, by: None, ..line.clone() }
        };
        if let Some(id) = self.claim(path)?.evidence.iter().find(same).and_then(|known| known.id.clone()) {
            return Ok((id, false));
        }
        let mut edits = self.identity(path)?;
        edits.push(Edit::Append { list: Route::root().key("evidence"), item: record::evidence(&line) });
        self.edit_claim(path, &edits)?;
        Ok((line.id.unwrap_or_default(), true))
    }

    /// The line to be added, signed, and the document that it names made. `taken` are the ids that it cannot have.
    pub(crate) fn evidence_line(&mut self, taken: &[String], adding: &Adding) -> Result<Evidence> {
        let document = self.document(&adding.document)?;
        let from = adding.from.iter().map(|from| self.document(from)).collect::<Result<Vec<_>>>()?;
        if from.contains(&document) {
            return Err(Error::Refused(format!(
                "The passage stands in `{document}`, so it does not come from there: name the document that it was taken from."
            )));
        }
        let quote = match &adding.quote {
            Some(typed) => self.locate(&document, typed)?,
            None => Vec::new(),
        };
        Ok(Evidence {
            id: Some(self.new_short_id(taken)),
            document: Some(document),
            direction: Some(adding.direction.clone()),
            fits: adding.fits.clone(),
            credibility: adding.credibility,
            note: adding.note.clone(),
            quote,
            from,
            by: Some(self.signature.by.clone()),
            at: Some(self.signature.at.clone()),
            ..Evidence::default()
        })
    }

    /// Takes a line of evidence back; it stays on record with the reason.
    ///
    /// # Errors
    /// Where the claim has no such line, or it was taken back before.
    pub fn retract_evidence(&mut self, path: &str, id: &str, because: &str) -> Result<()> {
        let lines = &self.claim(path)?.evidence;
        let no_such = || Error::NoSuchEvidence {
            id: id.to_owned(),
            has: lines.iter().filter_map(|line| line.id.clone()).collect(),
        };
        let index = lines.iter().position(|line| line.id.as_deref() == Some(id)).ok_or_else(no_such)?;
        if lines.get(index).is_some_and(|line| line.retracted.is_some()) {
            return Err(Error::Refused(format!("The evidence line “{id}” was retracted already.")));
        }
        let retraction = Retraction {
            at: Some(self.signature.at.clone()),
            by: Some(self.signature.by.clone()),
            because: Some(because.to_owned()),
            ..Retraction::default()
        };
        let at = Route::root().key("evidence").index(index).key("retracted");
        let mut edits = self.identity(path)?;
        edits.push(Edit::Set { at, value: record::retraction(&retraction) });
        self.edit_claim(path, &edits)
    }
}
