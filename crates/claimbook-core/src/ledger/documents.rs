//! Recording documents and their captures.

use super::actors::free_key;
use crate::digest;
use crate::error::{Error, Result};
use crate::model::{ActorKind, Capture, Derivation, DerivedAs, Document, DocumentKind, When};
use crate::workspace::{DOCUMENTS, Draft, Made, Workspace, is_reserved, record, slug};
use crate::yaml::{Edit, Out, Route};

/// A document as somebody named it.
#[derive(Debug, Clone, PartialEq)]
pub enum DocumentRef {
    /// One that is in the workspace, by key.
    Key(String),
    /// An address; it is recorded, not fetched.
    Url(String),
    /// A file that was read.
    File(Box<Captured>),
    /// A title or a key that nothing has yet.
    Title(String),
}

/// A file that was read, and the text that was extracted from it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Captured {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// The text of it; none for pictures, sound and other files without text.
    pub text: Option<String>,
    /// The file's ending, for a copy that is kept.
    pub ending: Option<String>,
    /// What the file says of itself; what the user says wins.
    pub says: Describing,
}

/// What is said of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Describing {
    /// The key to file it under; made from date and title where it is left out.
    pub key: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Who published it, as typed.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<When>,
    /// Where.
    pub url: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// That lineage ends here.
    pub original: bool,
    /// Whether the bytes are kept beside the text.
    pub keep: bool,
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    /// How.
    pub kind: DerivedAs,
    /// From which.
    pub document: DocumentRef,
}

/// A title made from a text's beginning has this many words.
const TITLE_WORDS: usize = 8;
/// However long they are.
const TITLE_SIGNS: usize = 200;

impl Describing {
    /// What is said here, and where nothing is, what `other` says.
    #[must_use]
    pub fn or(self, other: &Describing) -> Describing {
        Describing {
            key: self.key.or_else(|| other.key.clone()),
            title: self.title.or_else(|| other.title.clone()),
            kind: self.kind.or_else(|| other.kind.clone()),
            publisher: self.publisher.or_else(|| other.publisher.clone()),
            published: self.published.or_else(|| other.published.clone()),
            url: self.url.or_else(|| other.url.clone()),
            language: self.language.or_else(|| other.language.clone()),
            original: self.original || other.original,
            keep: self.keep || other.keep,
        }
    }
}

impl Workspace {
    /// The document with this address.
    pub fn find_url(&self, url: &str) -> Option<&str> {
        let wanted = url.trim_end_matches('/');
        let same = |known: &String| known.trim_end_matches('/') == wanted;
        self.documents.iter().find(|filed| filed.data.url.as_ref().is_some_and(same)).map(|filed| filed.key())
    }

    /// The document of which these bytes, or this text, were captured.
    pub fn find_capture(&self, captured: &Captured) -> Option<&str> {
        let bytes = Some(digest::hex(&captured.bytes));
        let text = captured.text.as_deref().map(|text| digest::hex(text.as_bytes()));
        let same =
            |capture: &Capture| capture.sha256 == bytes || (text.is_some() && capture.text_sha256 == text);
        self.documents.iter().find(|filed| filed.data.captures.iter().any(same)).map(|filed| filed.key())
    }
}

impl Draft {
    /// The key of the document that is meant; records it where it is not there.
    ///
    /// # Errors
    /// Where it cannot be recorded.
    pub fn document(&mut self, document: &DocumentRef) -> Result<String> {
        self.describe(document, Describing::default())
    }

    /// Records what is said of a document and returns its key: a new record where there is none, and in one that
    /// is there the keys that it lacks or has otherwise.
    ///
    /// # Errors
    /// Where it cannot be recorded, or the key is taken by another document.
    pub fn describe(&mut self, document: &DocumentRef, says: Describing) -> Result<String> {
        let known = match document {
            DocumentRef::Key(key) => Some(key.clone()),
            DocumentRef::Url(url) => self.workspace.find_url(url).map(str::to_owned),
            DocumentRef::File(file) => self.workspace.find_capture(file).map(str::to_owned),
            DocumentRef::Title(title) => self.workspace.document(title).map(|filed| filed.key().to_owned()),
        };
        match known {
            Some(key) => {
                self.update_document(&key, says)?;
                Ok(key)
            }
            None => self.new_document(document, says),
        }
    }

    /// Whether this draft makes the document.
    pub fn is_new(&self, key: &str) -> bool {
        self.made().contains(&Made::Document(key.to_owned()))
    }

    /// Notes where a document comes from; once, however often it is said.
    ///
    /// # Errors
    /// Where a document would come from itself, or its file cannot be changed.
    pub fn derive(&mut self, key: &str, lineage: &Lineage) -> Result<()> {
        let from = self.document(&lineage.document)?;
        if from == key {
            return Err(Error::Refused(format!("“{key}” cannot come from itself.")));
        }
        let (path, document) = self.filed_document(key)?;
        let there = |known: &Derivation| {
            known.document.as_deref() == Some(&from) && known.kind.as_ref() == Some(&lineage.kind)
        };
        if document.derived_from.iter().any(there) {
            return Ok(());
        }
        let derivation =
            Derivation { document: Some(from), kind: Some(lineage.kind.clone()), ..Derivation::default() };
        let list = Route::root().key("derived_from");
        self.edit_document(&path, &[Edit::Append { list, item: record::derivation(&derivation) }])
    }

    pub(super) fn filed_document(&self, key: &str) -> Result<(String, &Document)> {
        self.workspace
            .document(key)
            .map(|filed| (filed.path.clone(), &filed.data))
            .ok_or_else(|| Error::Refused(format!("There is no document “{key}”.")))
    }

    /// Changes only what is said and differs.
    fn update_document(&mut self, key: &str, says: Describing) -> Result<()> {
        if says.key.as_deref().is_some_and(|wanted| wanted != key) {
            return Err(Error::Refused(format!(
                "This document is filed as “{key}” already; rename its file to give it another key."
            )));
        }
        let publisher = match &says.publisher {
            Some(publisher) => Some(self.actor(publisher, Some(ActorKind::Outlet))?),
            None => None,
        };
        let (path, old) = self.filed_document(key)?;
        let mut edits = Vec::new();
        let mut set = |name: &str, old: Option<&str>, new: Option<&str>, out: fn(String) -> Out| {
            if let Some(new) = new.filter(|new| old != Some(*new)) {
                edits.push(Edit::Set { at: Route::root().key(name), value: out(new.to_owned()) });
            }
        };
        set("title", old.title.as_deref(), says.title.as_deref(), Out::Text);
        set("kind", old.kind.as_ref().map(|k| k.as_str()), says.kind.as_ref().map(|k| k.as_str()), Out::Word);
        set("url", old.url.as_deref(), says.url.as_deref(), Out::Text);
        set("publisher", old.publisher.as_deref(), publisher.as_deref(), Out::Word);
        let published = |when: &Option<When>| when.as_ref().map(|when| when.as_str().to_owned());
        set(
            "published",
            published(&old.published).as_deref(),
            published(&says.published).as_deref(),
            Out::Text,
        );
        set("language", old.language.as_deref(), says.language.as_deref(), Out::Word);
        if says.original && old.original != Some(true) {
            edits.push(Edit::Set { at: Route::root().key("original"), value: Out::Bool(true) });
        }
        if edits.is_empty() { Ok(()) } else { self.edit_document(&path, &edits) }
    }

    pub(super) fn new_document(&mut self, named: &DocumentRef, says: Describing) -> Result<String> {
        let file = match named {
            DocumentRef::File(file) => Some(file.as_ref()),
            _ => None,
        };
        let says = file.map_or(says.clone(), |file| says.or(&file.says));
        if let Some(date) = &says.published {
            date.check()?;
        }
        let title = says.title.clone().or_else(|| match named {
            DocumentRef::Title(title) => Some(title.clone()),
            _ => {
                file.and_then(|file| file.text.as_deref()).map(first_words).filter(|title| !title.is_empty())
            }
        });
        let url = says.url.clone().or_else(|| match named {
            DocumentRef::Url(url) => Some(url.clone()),
            _ => None,
        });
        let key = match &says.key {
            Some(key) => self.own_key(key)?,
            None => self.made_key(named, &says, title.as_deref(), url.as_deref())?,
        };
        let publisher = match &says.publisher {
            Some(publisher) => Some(self.actor(publisher, Some(ActorKind::Outlet))?),
            None => None,
        };
        let captures = match file {
            Some(file) => vec![self.capture(&key, file, says.keep)?],
            None => Vec::new(),
        };
        let document = Document {
            title,
            kind: says.kind,
            url,
            publisher,
            published: says.published,
            language: says.language,
            original: says.original.then_some(true),
            captures,
            ..Document::default()
        };
        self.file_document(&key, &document)?;
        Ok(key)
    }

    /// A key that the user chose must be free and must be a file's name.
    fn own_key(&self, key: &str) -> Result<String> {
        if let Some(why) = wrong_with(key) {
            let example = Some(slug(key)).filter(|example| !example.is_empty());
            let example = example.as_deref().unwrap_or("budget-2024");
            return Err(Error::Refused(format!("“{key}” cannot be a key: {why}, for example “{example}”.")));
        }
        if self.workspace.document(key).is_some() {
            return Err(Error::Refused(format!("Another document is filed as “{key}” already.")));
        }
        Ok(key.to_owned())
    }

    /// `PUBLISHED-slug`; without a date, the capture's day, or for what is only named, nothing before the slug.
    fn made_key(
        &self,
        named: &DocumentRef,
        says: &Describing,
        title: Option<&str>,
        url: Option<&str>,
    ) -> Result<String> {
        let words = title.or(url.map(without_scheme)).map(slug).filter(|slug| !slug.is_empty());
        let words = words.unwrap_or_else(|| "document".to_owned());
        let dated = match (&says.published, named) {
            (Some(date), _) => format!("{}-{words}", slug(date.as_str())),
            (None, DocumentRef::File(_)) => {
                format!("{}-{words}", self.signature.at.date().unwrap_or("undated"))
            }
            (None, _) => words,
        };
        let taken = |key: &str| {
            self.workspace.document(key).is_some()
                || self.content(&format!("{DOCUMENTS}/{key}.txt")).is_ok_and(|content| content.is_some())
        };
        free_key(&dated, taken)
    }

    /// Puts the text, and the bytes where they are kept, beside the record that is to be.
    pub(super) fn capture(&mut self, key: &str, file: &Captured, keep: bool) -> Result<Capture> {
        let mut capture = Capture {
            at: Some(self.signature.at.clone()),
            by: Some(self.signature.by.clone()),
            sha256: Some(digest::hex(&file.bytes)),
            ..Capture::default()
        };
        if let Some(text) = &file.text {
            let name = format!("{key}.txt");
            self.put(&format!("{DOCUMENTS}/{name}"), Some(text.clone().into_bytes()))?;
            capture.text = Some(name);
            capture.text_sha256 = Some(digest::hex(text.as_bytes()));
        }
        if keep {
            let ending = file.ending.as_deref().map(slug).filter(|ending| !ending.is_empty());
            let name = format!("{key}.original.{}", ending.as_deref().unwrap_or("bin"));
            self.put(&format!("{DOCUMENTS}/{name}"), Some(file.bytes.clone()))?;
            capture.kept = Some(name);
        }
        Ok(capture)
    }
}

pub(super) fn first_words(text: &str) -> String {
    // A headline ends at a blank line.
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    let words = paragraph.split_whitespace().take(TITLE_WORDS).collect::<Vec<_>>().join(" ");
    // A text without blanks is one word.
    match words.char_indices().nth(TITLE_SIGNS) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// Why something cannot be a key; `None` where it can.
fn wrong_with(key: &str) -> Option<&'static str> {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    match key {
        _ if !plain || key.len() > 120 => Some("use letters, digits, - and _"),
        _ if key.starts_with('-') => {
            Some("commands would take it for an option; begin with a letter or a digit")
        }
        _ if is_reserved(key) => Some("some systems let no file be called so; add to it"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_short_also_where_a_text_has_no_blanks() {
        assert_eq!(first_words("The dam held\n\nIt rained."), "The dam held");
        assert_eq!(first_words(&"ö".repeat(5000)).chars().count(), TITLE_SIGNS + 1);
    }
}
