//! Capturing an article that claims are to be taken from.

use super::{Captured, Describing, DocumentRef, documents};
use crate::digest;
use crate::error::{Error, Result};
use crate::model::{Capture, Correction, Document, When};
use crate::workspace::{DOCUMENTS, Draft, Workspace, record};
use crate::yaml::{Edit, Route};

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

impl Article {
    /// How a passage of it names the capture: `None` for the first.
    pub fn capture_mark(&self) -> Option<String> {
        self.capture.as_deref().map(|hash| hash.chars().take(8).collect())
    }
}

impl Workspace {
    /// The article as its first capture has it; `None` where the document has no captured text.
    pub fn article(&self, document: &str) -> Option<Article> {
        self.article_of(document, None)
    }

    /// The article that this file is, where it was captured before.
    pub fn captured_article(&self, file: &Captured) -> Option<Article> {
        let key = self.find_capture(file)?;
        self.article_of(key, text_hash(&self.document(key)?.data, file))
    }

    /// The article as the capture has it whose text has this hash, or one that begins so; as the first has it where none is named.
    /// `None` where there is no such capture, or it has no text.
    pub fn article_of(&self, document: &str, text_hash: Option<&str>) -> Option<Article> {
        let text = self.captured_text(document, text_hash)?;
        Some(article(&self.document(document)?.data, document, text_hash, text))
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

    /// Adds a newer capture to a document, and says whether there was anything new: `false` where the last capture has the same
    /// bytes or the same text.
    ///
    /// # Errors
    /// Where there is no such document, or it cannot be recorded.
    pub fn capture_newer(&mut self, key: &str, file: &Captured, keep: bool) -> Result<bool> {
        let (_, document) = self.filed_document(key)?;
        let text = file.text.as_deref().map(|text| digest::hex(text.as_bytes()));
        let same = |last: &Capture| {
            let same_text = text.is_some() && last.text_sha256 == text;
            same_text || last.sha256.as_deref() == Some(digest::hex(&file.bytes).as_str())
        };
        if document.captures.last().is_some_and(same) {
            return Ok(false);
        }
        self.capture_again(key, file, keep)?;
        Ok(true)
    }

    /// Notes on a document what its publisher set right; once, however often it is said.
    ///
    /// # Errors
    /// Where the note is empty, the date is none, or the record cannot be changed.
    pub fn correct(&mut self, key: &str, note: &str, when: Option<When>) -> Result<()> {
        let note = note.trim();
        if note.is_empty() {
            return Err(Error::Refused("The correction says nothing.".to_owned()));
        }
        if let Some(when) = &when {
            when.check()?;
        }
        let (path, document) = self.filed_document(key)?;
        let correction = Correction { when, note: Some(note.to_owned()), ..Correction::default() };
        if document.corrections.contains(&correction) {
            return Ok(());
        }
        let list = Route::root().key("corrections");
        self.edit_document(&path, &[Edit::Append { list, item: record::correction(&correction) }])
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

    /// Adds a capture to a document that is there.
    fn capture_again(&mut self, key: &str, file: &Captured, keep: bool) -> Result<()> {
        let filed = self
            .workspace
            .document(key)
            .ok_or_else(|| Error::Refused(format!("There is no document “{key}”.")))?;
        let (path, mut number) = (filed.path.clone(), filed.data.captures.len() + 1);
        let stem = |number: usize| if number == 1 { key.to_owned() } else { format!("{key}.{number}") };
        // A text that stands there is somebody's, whatever the record says.
        while number > 1 && self.content(&format!("{DOCUMENTS}/{}.txt", stem(number)))?.is_some() {
            number += 1;
        }
        let stem = stem(number);
        let capture = self.capture(&stem, file, keep)?;
        let list = Route::root().key("captures");
        self.edit_document(&path, &[Edit::Append { list, item: record::capture(&capture) }])
    }
}

fn article(document: &Document, key: &str, text_hash: Option<&str>, text: String) -> Article {
    let hash = |capture: Option<&Capture>| capture.and_then(|capture| capture.text_sha256.clone());
    // Whole, however little of it was asked for.
    let named = text_hash.and_then(|asked| hash(document.capture(Some(asked))));
    let capture = named.filter(|named| hash(document.captures.first()).as_ref() != Some(named));
    Article { document: key.to_owned(), capture, text }
}

/// The hash of the text of the capture that was made of a file.
fn text_hash<'d>(document: &'d Document, file: &Captured) -> Option<&'d str> {
    let bytes = Some(digest::hex(&file.bytes));
    let text = file.text.as_deref().map(|text| digest::hex(text.as_bytes()));
    let same =
        |capture: &&Capture| capture.sha256 == bytes || (text.is_some() && capture.text_sha256 == text);
    document.captures.iter().find(same)?.text_sha256.as_deref()
}
