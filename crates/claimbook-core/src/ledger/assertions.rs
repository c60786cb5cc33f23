//! Who put a claim forward: adding assertions.

use super::DocumentRef;
use crate::error::{Error, Result};
use crate::model::{ActorKind, Assertion, Claim, Quote, Rendering, When};
use crate::workspace::{Draft, record};
use crate::yaml::{Edit, Route};

/// An assertion as somebody gives it. Actors are typed as names or keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asserting {
    /// To whom the words are attributed.
    pub by: Option<String>,
    /// On whose behalf.
    pub on_behalf_of: Option<String>,
    /// When it was said.
    pub when: Option<When>,
    /// Where we have it from.
    pub document: Option<DocumentRef>,
    /// The words of the passage.
    pub quote: Option<String>,
    /// The passage itself, in reading order, where its places are known already; `quote` is not looked for then.
    pub passage: Vec<Quote>,
    /// Relays, outermost first.
    pub through: Vec<String>,
    /// On whom the asserter leans.
    pub citing: Vec<String>,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// How it is rendered.
    pub rendering: Option<Rendering>,
    /// A note of the desk.
    pub note: Option<String>,
}

impl Asserting {
    /// Whether nothing at all is given.
    pub fn is_empty(&self) -> bool {
        *self == Asserting::default()
    }
}

impl Draft {
    /// Adds an assertion to the claim at `path` and returns its id. One that is there already is not added again.
    ///
    /// # Errors
    /// Where the quotation is not in the document's text, a date is no date, or the file cannot be changed.
    pub fn assert(&mut self, path: &str, asserting: &Asserting) -> Result<(String, bool)> {
        let assertion = self.assertion(path, asserting)?;
        let known = self.claim(path)?.assertions.iter().find(|known| same(known, &assertion));
        if let Some(id) = known.and_then(|known| known.id.clone()) {
            return Ok((id, false));
        }
        let id = assertion.id.clone().unwrap_or_default();
        let list = Route::root().key("assertions");
        let mut edits = self.identity(path)?;
        edits.push(Edit::Append { list, item: record::assertion(&assertion) });
        self.edit_claim(path, &edits)?;
        Ok((id, true))
    }

    /// Makes the assertion and every actor and document that it names. `path` is the claim's, where there is one.
    pub(crate) fn assertion(&mut self, path: &str, asserting: &Asserting) -> Result<Assertion> {
        if let Some(when) = &asserting.when {
            when.check()?;
        }
        let document = match &asserting.document {
            Some(document) => Some(self.document(document)?),
            None => None,
        };
        let quote = match (&document, &asserting.passage[..], &asserting.quote) {
            (Some(_), [_, ..], _) => asserting.passage.clone(),
            (Some(document), [], Some(typed)) => self.locate(document, typed)?,
            (None | Some(_), [], None) => Vec::new(),
            (None, ..) => return Err(Error::QuoteWithoutDocument),
        };
        let taken = self.short_ids(path);
        Ok(Assertion {
            id: Some(self.new_short_id(&taken)),
            by: self.named(asserting.by.as_deref())?,
            on_behalf_of: self.named(asserting.on_behalf_of.as_deref())?,
            when: asserting.when.clone(),
            document,
            through: self.named_all(&asserting.through, Some(&ActorKind::Outlet))?,
            citing: self.named_all(&asserting.citing, None)?,
            cue: asserting.cue.clone(),
            rendering: asserting.rendering.clone(),
            quote,
            note: asserting.note.clone(),
            ..Assertion::default()
        })
    }

    fn named(&mut self, typed: Option<&str>) -> Result<Option<String>> {
        typed.map(|typed| self.actor(typed, None)).transpose()
    }

    fn named_all(&mut self, typed: &[String], kind: Option<&ActorKind>) -> Result<Vec<String>> {
        typed.iter().map(|typed| self.actor(typed, kind.cloned())).collect()
    }

    /// The ids of assertions and evidence lines in a claim's file.
    pub(crate) fn short_ids(&self, path: &str) -> Vec<String> {
        let Some(filed) = self.workspace.claim_at(path) else { return Vec::new() };
        short_ids(&filed.data)
    }

    /// A short id that is not among `taken`.
    pub(crate) fn new_short_id(&mut self, taken: &[String]) -> String {
        loop {
            let id = self.ids.short_id();
            if !taken.contains(&id) {
                return id;
            }
        }
    }
}

/// The ids of assertions and evidence lines of a claim.
pub(crate) fn short_ids(claim: &Claim) -> Vec<String> {
    let assertions = claim.assertions.iter().filter_map(|assertion| assertion.id.clone());
    assertions.chain(claim.evidence.iter().filter_map(|line| line.id.clone())).collect()
}

/// Whether two assertions say the same but for their ids.
fn same(a: &Assertion, b: &Assertion) -> bool {
    Assertion { id: None, ..a.clone() } == Assertion { id: None, ..b.clone() }
}
