//! Taking claims out of a captured article: the article's document, and its passages as claims.

use std::collections::HashMap;

use super::{Asserting, Captured, Describing, DocumentRef, Opening, documents, quotes};
use crate::digest;
use crate::error::{Error, Result};
use crate::model::{Assertion, Capture, Document, Quote, When};
use crate::quote::{Found, Text};
use crate::workspace::{DOCUMENTS, Draft, Workspace, record};
use crate::yaml::{Edit, Out, Route};

/// An article that claims are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its document, by key.
    pub document: String,
    /// The hash of the text, where it is not the document's first capture.
    pub capture: Option<String>,
    /// The captured text.
    pub text: String,
}

/// A passage of an article that somebody takes as a claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taking {
    /// The claim's wording, where it has to be opened.
    pub claim: String,
    /// The passage: its first code point, and the first after it.
    pub place: (usize, usize),
    /// Who said it, as typed.
    pub by: Option<String>,
    /// When.
    pub when: Option<When>,
    /// What to file a new claim under.
    pub topics: Vec<String>,
}

/// What became of a passage that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// A claim was opened.
    Opened,
    /// The claim was there, and has a further assertion now.
    Asserted,
    /// The claim was there, and says now who said it or when.
    Completed,
    /// All of it was there.
    Known,
}

/// A claim that quotes a passage of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The passage: its first code point, and the first after it.
    pub place: (usize, usize),
    /// The claim's path.
    pub claim: String,
}

impl Workspace {
    /// The article as its first capture has it; `None` where the document has no captured text.
    pub fn article(&self, document: &str) -> Option<Article> {
        self.article_in(document, None)
    }

    /// The article that this file is, where it was captured before.
    pub fn captured_article(&self, file: &Captured) -> Option<Article> {
        let key = self.find_capture(file)?;
        self.article_in(key, text_hash(&self.document(key)?.data, file))
    }

    fn article_in(&self, document: &str, text_hash: Option<&str>) -> Option<Article> {
        let text = self.captured_text(document, text_hash)?;
        Some(article(&self.document(document)?.data, document, text_hash, text))
    }

    /// The passages of an article that claims quote, in the order of the text.
    pub fn quoted(&self, article: &Article) -> Vec<Quoted> {
        let text = Text::new(&article.text);
        let document = self.document(&article.document).map(|filed| &filed.data);
        let mut quoted = Vec::new();
        for claim in &self.claims {
            let here =
                claim.data.assertions.iter().filter(|said| said.document.as_ref() == Some(&article.document));
            for place in
                here.flat_map(|said| &said.quote).filter_map(|quote| place(&text, document, article, quote))
            {
                quoted.push(Quoted { place, claim: claim.path.clone() });
            }
        }
        quoted.sort_by(|a, b| (a.place, &a.claim).cmp(&(b.place, &b.claim)));
        quoted.dedup();
        quoted
    }
}

impl Draft {
    /// Records a captured file, and returns its document's key with the article; there is none in a file without text.
    ///
    /// A file that was captured before is found again. Where a document of the same key has no capture yet, or one has the address
    /// that `says` names, the file becomes a capture of that.
    ///
    /// # Errors
    /// Where it cannot be recorded.
    pub fn log(&mut self, file: &Captured, says: Describing) -> Result<(String, Option<Article>)> {
        let key = match self.document_for(file, &says) {
            Some(key) => {
                let keep = says.keep;
                let says = self.completing(&key, file, says);
                self.describe(&DocumentRef::Key(key.clone()), says)?;
                self.capture_again(&key, file, keep)?;
                key
            }
            None => self.describe(&DocumentRef::File(Box::new(file.clone())), says)?,
        };
        let Some(document) = self.workspace.document(&key).map(|filed| filed.data.clone()) else {
            return Ok((key, None));
        };
        let hash = text_hash(&document, file);
        let text = match self.captured(&key, hash)? {
            Some(text) => Some(text),
            None => self.restore(document.capture(hash), file)?,
        };
        let article = text.map(|text| article(&document, &key, hash, text));
        Ok((key, article))
    }

    /// What is said of a document, and where its record lacks something, what the file says.
    fn completing(&self, key: &str, file: &Captured, says: Describing) -> Describing {
        let Some(document) = self.workspace.document(key).map(|filed| &filed.data) else { return says };
        let first_words = || file.text.as_deref().map(documents::first_words);
        let lacking = Describing {
            title: file.says.title.clone().or_else(first_words).filter(|_| document.title.is_none()),
            kind: file.says.kind.clone().filter(|_| document.kind.is_none()),
            publisher: file.says.publisher.clone().filter(|_| document.publisher.is_none()),
            published: file.says.published.clone().filter(|_| document.published.is_none()),
            url: file.says.url.clone().filter(|_| document.url.is_none()),
            language: file.says.language.clone().filter(|_| document.language.is_none()),
            ..Describing::default()
        };
        says.or(&lacking)
    }

    /// The document that is there, and that this file is to be a capture of.
    fn document_for(&self, file: &Captured, says: &Describing) -> Option<String> {
        if self.workspace.find_capture(file).is_some() {
            return None;
        }
        let bare =
            |key: &&str| self.workspace.document(key).is_some_and(|filed| filed.data.captures.is_empty());
        let by_key = says.key.as_deref().filter(bare);
        let by_url = |says: &Describing| says.url.as_deref().and_then(|url| self.workspace.find_url(url));
        // What a page says of itself is believed less than what the user says.
        by_key.or_else(|| by_url(says)).or_else(|| by_url(&file.says).filter(bare)).map(str::to_owned)
    }

    /// Puts a captured text back that is gone from its place.
    fn restore(&mut self, capture: Option<&Capture>, file: &Captured) -> Result<Option<String>> {
        let Some((name, hash)) =
            capture.and_then(|capture| capture.text.clone().zip(capture.text_sha256.clone()))
        else {
            return Ok(None);
        };
        let text = file.text.clone().filter(|text| digest::hex(text.as_bytes()) == hash);
        if let Some(text) = &text {
            self.put(&format!("{DOCUMENTS}/{name}"), Some(text.clone().into_bytes()))?;
        }
        Ok(text)
    }

    /// Takes passages of an article as claims, each with a quotation that points at its place. Says what became of each, with the
    /// claim's path.
    ///
    /// A passage that a claim quotes already is that claim's: another asserter or date makes a further assertion, the same makes
    /// nothing, and one that was not recorded so far is filled in.
    ///
    /// # Errors
    /// Where a place is not in the text, or a claim cannot be opened or changed.
    pub fn take(&mut self, article: &Article, takings: &[Taking]) -> Result<Vec<(Took, String)>> {
        let text = Text::new(&article.text);
        let quoted = self.workspace.quoted(article);
        let mut claims: HashMap<(usize, usize), String> = HashMap::new();
        for quoted in quoted {
            claims.entry(quoted.place).or_insert(quoted.claim);
        }
        let mut took = Vec::with_capacity(takings.len());
        for taking in takings {
            let (start, end) = taking.place;
            let mut quote = quotes::quote_at(&text, start, end)
                .ok_or_else(|| Error::QuoteNotFound { document: article.document.clone(), nearest: None })?;
            quote.capture = article.capture.as_deref().map(|hash| hash.chars().take(8).collect());
            let by = match &taking.by {
                Some(by) => Some(self.asserter(article, by)?),
                None => None,
            };
            let asserting = Asserting {
                by,
                when: taking.when.clone(),
                document: Some(DocumentRef::Key(article.document.clone())),
                passage: Some(quote),
                ..Asserting::default()
            };
            took.push(match claims.get(&taking.place) {
                Some(path) => {
                    (self.take_again(path, &text, article, &asserting, taking.place)?, path.clone())
                }
                None => {
                    let path = self.open(&Opening {
                        claim: taking.claim.clone(),
                        topics: taking.topics.clone(),
                        assertion: Some(asserting),
                        ..Opening::default()
                    })?;
                    claims.insert(taking.place, path.clone());
                    (Took::Opened, path)
                }
            });
        }
        Ok(took)
    }

    /// A passage is taken that a claim has already.
    fn take_again(
        &mut self,
        path: &str,
        text: &Text<'_>,
        article: &Article,
        asserting: &Asserting,
        wanted: (usize, usize),
    ) -> Result<Took> {
        let document = self.workspace.document(&article.document).map(|filed| &filed.data);
        let quotes = |said: &Assertion| {
            said.document.as_ref() == Some(&article.document)
                && said.quote.iter().any(|quote| place(text, document, article, quote) == Some(wanted))
        };
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
            .filter(|(_, said)| quotes(said) && agree(said))
            .map(|(number, said)| (number, missing(said)))
            .min_by_key(|(_, missing)| *missing)
        else {
            self.assert(path, asserting)?;
            return Ok(Took::Asserted);
        };
        let at = |key: &str| Route::root().key("assertions").index(number).key(key);
        let mut edits = Vec::new();
        if let Some(by) = asserting.by.as_ref().filter(|_| no_by) {
            edits.push(Edit::Set { at: at("by"), value: Out::word(by) });
        }
        if let Some(when) = asserting.when.as_ref().filter(|_| no_when) {
            edits.push(Edit::Set { at: at("when"), value: Out::text(when.as_str()) });
        }
        if edits.is_empty() {
            return Ok(Took::Known);
        }
        let mut all = self.identity(path)?;
        all.append(&mut edits);
        self.edit_claim(path, &all)?;
        Ok(Took::Completed)
    }

    /// The asserter's key. In one article the same words mean the same unnamed source, in whichever command they are typed.
    fn asserter(&mut self, article: &Article, typed: &str) -> Result<String> {
        if let Some(words) = typed.trim().strip_prefix(super::actors::UNNAMED) {
            let claims = self.workspace.claims.iter().flat_map(|claim| &claim.data.assertions);
            let known = claims
                .filter(|said| said.document.as_ref() == Some(&article.document))
                .filter_map(|said| self.workspace.actor(said.by.as_deref()?))
                .find(|actor| {
                    actor.data.is_protected() && actor.data.shown_as.as_deref() == Some(words.trim())
                })
                .map(|actor| actor.key().to_owned());
            if let Some(key) = known {
                return Ok(key);
            }
        }
        self.actor(typed, None)
    }

    /// Adds a capture to a document that is there.
    fn capture_again(&mut self, key: &str, file: &Captured, keep: bool) -> Result<()> {
        let filed = self
            .workspace
            .document(key)
            .ok_or_else(|| Error::Refused(format!("There is no document “{key}”.")))?;
        let (path, before) = (filed.path.clone(), filed.data.captures.len());
        let stem = if before == 0 { key.to_owned() } else { format!("{key}.{}", before + 1) };
        let capture = self.capture(&stem, file, keep)?;
        let list = Route::root().key("captures");
        self.edit_document(&path, &[Edit::Append { list, item: record::capture(&capture) }])
    }
}

fn article(document: &Document, key: &str, text_hash: Option<&str>, text: String) -> Article {
    let first = document.captures.first().and_then(|capture| capture.text_sha256.as_deref());
    let capture =
        text_hash.filter(|hash| !first.is_some_and(|first| first.starts_with(hash))).map(str::to_owned);
    Article { document: key.to_owned(), capture, text }
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

/// The hash of the text of the capture that was made of a file.
fn text_hash<'d>(document: &'d Document, file: &Captured) -> Option<&'d str> {
    let bytes = Some(digest::hex(&file.bytes));
    let text = file.text.as_deref().map(|text| digest::hex(text.as_bytes()));
    let same =
        |capture: &&Capture| capture.sha256 == bytes || (text.is_some() && capture.text_sha256 == text);
    document.captures.iter().find(same)?.text_sha256.as_deref()
}
