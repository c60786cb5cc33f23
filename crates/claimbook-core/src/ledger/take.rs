//! Taking passages of a captured article as claims.

use std::collections::HashMap;

use super::{Article, Asserting, DocumentRef, Opening, Speaking, quotes};
use crate::error::Result;
use crate::model::{Assertion, ClaimType, Document, Quantity, Quote, Rendering, When};
use crate::quote::{Found, Text};
use crate::workspace::{Draft, Workspace};
use crate::yaml::{Edit, Out, Route};

/// Where a passage stands: its first code point, and the first after it.
pub type Place = (usize, usize);

/// A passage of an article that somebody takes as a claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taking {
    /// The claim's wording, where it has to be opened.
    pub claim: String,
    /// The passage, in reading order; more than one place where the words are interrupted.
    pub places: Vec<Place>,
    /// Who said it.
    pub by: Option<Speaking>,
    /// On whose behalf.
    pub on_behalf_of: Option<Speaking>,
    /// When.
    pub when: Option<When>,
    /// Relays, outermost first.
    pub through: Vec<Speaking>,
    /// On whom the asserter leans.
    pub citing: Vec<Speaking>,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// How it is rendered.
    pub rendering: Option<Rendering>,
    /// What kind of claim a new one is.
    pub kind: Option<ClaimType>,
    /// The time that a new claim is about.
    pub about: Option<When>,
    /// The figures of a new claim.
    pub quantities: Vec<Quantity>,
    /// What to file a new claim under.
    pub topics: Vec<String>,
    /// The path of the claim that it says again: it has a further assertion then, and none is opened.
    pub onto: Option<String>,
}

/// What became of a passage that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// A claim was opened.
    Opened,
    /// The claim was there, and has a further assertion now.
    Asserted,
    /// The claim was there, and says now who said it, through whom, or when.
    Completed,
    /// All of it was there.
    Known,
}

/// A claim that quotes a passage of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The passage, in reading order.
    pub places: Vec<Place>,
    /// The claim's path.
    pub claim: String,
}

impl Workspace {
    /// The passages of an article that claims quote, in the order of the text.
    pub fn quoted(&self, article: &Article) -> Vec<Quoted> {
        let text = Text::new(&article.text);
        let document = self.document(&article.document).map(|filed| &filed.data);
        let mut quoted = Vec::new();
        for claim in &self.claims {
            for said in claim.data.assertions.iter().filter(|said| is_in(said, article)) {
                let places = places(&text, document, article, said);
                if !places.is_empty() {
                    quoted.push(Quoted { places, claim: claim.path.clone() });
                }
            }
        }
        quoted.sort_by(|a, b| (&a.places, &a.claim).cmp(&(&b.places, &b.claim)));
        quoted.dedup();
        quoted
    }
}

impl Draft {
    /// Takes passages of an article as claims, each with a quotation that points at its place. Says what became of each, with the
    /// claim's path.
    ///
    /// A passage that a claim quotes already is that claim's: another asserter or date makes a further assertion, the same makes
    /// nothing, and one that was not recorded so far is filled in. A part of a passage that was taken whole is that claim's too, as
    /// long as the same said it.
    ///
    /// # Errors
    /// Where a place is not in the text, or a claim cannot be opened or changed.
    pub fn take(&mut self, article: &Article, takings: &[Taking]) -> Result<Vec<(Took, String)>> {
        let text = Text::new(&article.text);
        let mut claims: HashMap<Vec<Place>, String> = HashMap::new();
        // Those of several parts, in which others may lie.
        let mut wider: Vec<Quoted> = Vec::new();
        for quoted in self.workspace.quoted(article) {
            if quoted.places.len() > 1 {
                wider.push(quoted.clone());
            }
            claims.entry(quoted.places).or_insert(quoted.claim);
        }
        let mut took = Vec::with_capacity(takings.len());
        for taking in takings {
            let asserting = self.asserting(&text, article, taking)?;
            if let Some(path) = claims.get(&taking.places) {
                let again = self.take_again(path, &text, article, &asserting, &taking.places)?;
                took.push(match again {
                    Some(again) => (again, path.clone()),
                    None => {
                        self.assert(path, &asserting)?;
                        (Took::Asserted, path.clone())
                    }
                });
                continue;
            }
            let around = wider.iter().find(|quoted| taking.places.iter().all(|p| quoted.places.contains(p)));
            if let Some(Quoted { places, claim }) = around
                && let Some(again) = self.take_again(claim, &text, article, &asserting, places)?
            {
                took.push((again, claim.clone()));
                continue;
            }
            if let Some(path) = &taking.onto {
                self.assert(path, &asserting)?;
                claims.insert(taking.places.clone(), path.clone());
                took.push((Took::Asserted, path.clone()));
                continue;
            }
            let path = self.open(&Opening {
                claim: taking.claim.clone(),
                kind: taking.kind.clone(),
                about: taking.about.clone(),
                quantities: taking.quantities.clone(),
                topics: taking.topics.clone(),
                assertion: Some(asserting),
                ..Opening::default()
            })?;
            claims.insert(taking.places.clone(), path.clone());
            if taking.places.len() > 1 {
                wider.push(Quoted { places: taking.places.clone(), claim: path.clone() });
            }
            took.push((Took::Opened, path));
        }
        Ok(took)
    }

    /// The assertion that a passage makes, with the actors in it made.
    fn asserting(&mut self, text: &Text<'_>, article: &Article, taking: &Taking) -> Result<Asserting> {
        let passage = quotes::passage(text, article, &taking.places)?;
        Ok(Asserting {
            by: self.speakers(article, taking.by.as_ref())?.pop(),
            on_behalf_of: self.speakers(article, taking.on_behalf_of.as_ref())?.pop(),
            when: taking.when.clone(),
            document: Some(DocumentRef::Key(article.document.clone())),
            passage,
            through: self.speakers(article, &taking.through)?,
            citing: self.speakers(article, &taking.citing)?,
            cue: taking.cue.clone(),
            rendering: taking.rendering.clone(),
            ..Asserting::default()
        })
    }

    /// The keys of those who speak in an article.
    fn speakers<'s>(
        &mut self,
        article: &Article,
        speaking: impl IntoIterator<Item = &'s Speaking>,
    ) -> Result<Vec<String>> {
        speaking.into_iter().map(|speaking| self.speaker(&article.document, speaking)).collect()
    }

    /// A passage is taken that a claim has already; `None` where no assertion of it agrees.
    fn take_again(
        &mut self,
        path: &str,
        text: &Text<'_>,
        article: &Article,
        asserting: &Asserting,
        wanted: &[Place],
    ) -> Result<Option<Took>> {
        let document = self.workspace.document(&article.document).map(|filed| &filed.data);
        let quotes =
            |said: &Assertion| is_in(said, article) && places(text, document, article, said) == wanted;
        let agree = |said: &Assertion| {
            let by = asserting.by.is_none() || said.by.is_none() || asserting.by == said.by;
            let when = asserting.when.is_none() || said.when.is_none() || asserting.when == said.when;
            by && when
        };
        // One that has all that is said comes before one in which something would have to be filled in.
        let missing = |said: &Assertion| {
            (said.by.is_none() && asserting.by.is_some(), said.when.is_none() && asserting.when.is_some())
        };
        let assertions = self.claim(path)?.assertions.iter().enumerate();
        let Some((number, (no_by, no_when))) = assertions
            .filter(|(_, said)| agree(said) && quotes(said))
            .map(|(number, said)| (number, missing(said)))
            .min_by_key(|(_, missing)| *missing)
        else {
            return Ok(None);
        };
        let at = |key: &str| Route::root().key("assertions").index(number).key(key);
        let mut edits = Vec::new();
        if let Some(by) = asserting.by.as_ref().filter(|_| no_by) {
            edits.push(Edit::Set { at: at("by"), value: Out::word(by) });
        }
        if let Some(when) = asserting.when.as_ref().filter(|_| no_when) {
            edits.push(Edit::Set { at: at("when"), value: Out::text(when.as_str()) });
        }
        let said = self.claim(path)?.assertions.get(number);
        if let Some(whom) = asserting.on_behalf_of.as_ref()
            && said.is_some_and(|said| said.on_behalf_of.is_none())
        {
            edits.push(Edit::Set { at: at("for"), value: Out::word(whom) });
        }
        for (key, keys, none) in [
            ("through", &asserting.through, said.is_some_and(|said| said.through.is_empty())),
            ("citing", &asserting.citing, said.is_some_and(|said| said.citing.is_empty())),
        ] {
            if none && !keys.is_empty() {
                let value = Out::Flow(keys.iter().map(Out::word).collect());
                edits.push(Edit::Set { at: at(key), value });
            }
        }
        if edits.is_empty() {
            return Ok(Some(Took::Known));
        }
        let mut all = self.identity(path)?;
        all.append(&mut edits);
        self.edit_claim(path, &all)?;
        Ok(Some(Took::Completed))
    }
}

fn is_in(said: &Assertion, article: &Article) -> bool {
    said.document.as_ref() == Some(&article.document)
}

/// Where the words of an assertion stand in an article.
fn places(text: &Text<'_>, document: Option<&Document>, article: &Article, said: &Assertion) -> Vec<Place> {
    said.quote.iter().filter_map(|quote| place(text, document, article, quote)).collect()
}

/// Where a quotation stands in an article. One from another capture of the document is looked for by its words.
fn place(
    text: &Text<'_>,
    document: Option<&Document>,
    article: &Article,
    quote: &Quote,
) -> Option<(usize, usize)> {
    let capture = |hash: Option<&str>| document.and_then(|document| document.capture(hash));
    let same = quote.capture.is_none() && article.capture.is_none()
        || capture(quote.capture.as_deref()) == capture(article.capture.as_deref());
    let exact = quote.exact.as_deref().unwrap_or_default();
    if let (true, Some(start), Some(end)) = (same, quote.start, quote.end)
        && (exact.is_empty() || text.slice(start, end) == Some(exact))
    {
        return Some((start, end));
    }
    let wanted = crate::quote::Quote {
        exact,
        prefix: quote.prefix.as_deref(),
        suffix: quote.suffix.as_deref(),
        start: quote.start.filter(|_| same),
    };
    match text.find(&wanted) {
        Found::Once { start, end } => Some((start, end)),
        _ => None,
    }
}
