//! From what a person typed to the document that is meant: a key, an address, a file, a title.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use claimbook_core::ledger::{Captured, Describing, DocumentRef};
use claimbook_core::model::{DocumentKind, When};
use claimbook_core::near::nearest;
use claimbook_core::workspace::{Filed, Workspace};
use encoding_rs::Encoding;

use crate::article::{self, Article, ArticleError, Kind};
use crate::context::Context;
use crate::error::{CliError, Result};
use crate::fetch::{self, Fetched};

impl Context {
    /// The document that is meant. A key that is known wins over a file; `./name` is always a file.
    ///
    /// A name near a known key is refused rather than taken for a new document.
    pub(crate) fn document(&self, workspace: &Workspace, typed: &str) -> Result<DocumentRef> {
        match self.document_or_title(workspace, typed)? {
            DocumentRef::Title(title) => match near_key(workspace, &title) {
                Some(key) => Err(CliError::new(format!("There is no document “{title}”."))
                    .hint(format!("Did you mean `{key}`?"))
                    .hint(format!("To record another one: claimbook document {title} --title \"…\""))),
                None => Ok(DocumentRef::Title(title)),
            },
            known => Ok(known),
        }
    }

    /// As [`Context::document`]; any name that is not known is a new document's title.
    pub(crate) fn document_or_title(&self, workspace: &Workspace, typed: &str) -> Result<DocumentRef> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(CliError::new("A document needs a name: a key, an address, a file or a title."));
        }
        if let Some(filed) = workspace.document(typed) {
            return Ok(DocumentRef::Key(filed.key().to_owned()));
        }
        if is_url(typed) {
            return Ok(DocumentRef::Url(typed.to_owned()));
        }
        let path = self.here.join(typed);
        if path.is_file() {
            return Ok(DocumentRef::File(Box::new(read_file(&path)?)));
        }
        if let Some(filed) =
            workspace.documents.iter().find(|filed| filed.data.title.as_deref() == Some(typed))
        {
            return Ok(DocumentRef::Key(filed.key().to_owned()));
        }
        if path.is_dir() {
            return Err(CliError::new(format!("{typed} is a folder, not a document."))
                .hint(format!("Name a file in it: {}/…", typed.trim_end_matches('/'))));
        }
        if looks_like_a_path(typed) {
            return Err(CliError::new(format!("There is no file {typed}, and no document of that key."))
                .maybe_hint(near_key(workspace, typed).map(|key| format!("Did you mean `{key}`?"))));
        }
        Ok(DocumentRef::Title(typed.to_owned()))
    }
}

/// A key that was probably meant: one that begins like what was typed, or differs by a slip.
fn near_key<'w>(workspace: &'w Workspace, typed: &str) -> Option<&'w str> {
    let keys = || workspace.documents.iter().map(Filed::key);
    let begun = keys().find(|key| typed.len() >= 8 && key.starts_with(typed));
    begun.or_else(|| nearest(typed, keys()))
}

pub(crate) fn is_url(typed: &str) -> bool {
    typed.starts_with("https://") || typed.starts_with("http://")
}

/// A title has spaces or no ending; a path has neither spaces nor doubt.
fn looks_like_a_path(typed: &str) -> bool {
    let ending = Path::new(typed).extension().is_some_and(|ending| ending.len() <= 5);
    typed.starts_with("./")
        || typed.starts_with("../")
        || typed.starts_with('/')
        || (ending && !typed.contains(' '))
}

/// Reads a file, and the text in it where there is any.
pub(crate) fn read_file(path: &Path) -> Result<Captured> {
    let meta = path.metadata().map_err(|error| CliError::file(path, "read", error))?;
    if meta.is_dir() {
        return Err(CliError::new(format!("{} is a folder, not an article.", path.display())));
    }
    let file = File::open(path).map_err(|error| CliError::file(path, "read", error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    read_from(file, name.as_deref())
}

/// Reads an article from any source; no more of it than an article may have.
pub(crate) fn read_from(source: impl Read, name: Option<&str>) -> Result<Captured> {
    let shown = name.unwrap_or("The article");
    let mut bytes = Vec::new();
    source
        .take(article::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::new(format!("{shown} could not be read: {error}.")))?;
    let article = article::read(&bytes, name).map_err(|error| unreadable(shown, &error))?;
    Ok(Captured { says: says(&article), text: article.text, ending: ending(name), bytes })
}

/// Fetches a page and reads it. Its address is the one that was typed, whatever it says of itself.
pub(crate) fn read_address(address: &str) -> Result<Captured> {
    let Fetched { bytes, name, encoding } = fetch::fetch(address)?;
    // Where the server alone tells the encoding, the page is read in it.
    let decoded = encoding
        .filter(|_| std::str::from_utf8(&bytes).is_err() && Encoding::for_bom(&bytes).is_none())
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
    let readable = decoded.as_deref().map_or(bytes.as_slice(), str::as_bytes);
    let article = article::read(readable, name.as_deref()).map_err(|error| unreadable("The page", &error))?;
    let says = Describing { url: Some(address.to_owned()), ..says(&article) };
    let ending = ending(name.as_deref());
    Ok(Captured { says, text: article.text, ending, bytes })
}

fn unreadable(shown: &str, error: &ArticleError) -> CliError {
    CliError::new(format!("{shown} cannot be read. {error}"))
}

fn ending(name: Option<&str>) -> Option<String> {
    name.and_then(|name| Path::new(name).extension()).map(|e| e.to_string_lossy().into_owned())
}

/// What an article says of itself.
fn says(article: &Article) -> Describing {
    let kind = match article.kind {
        Kind::Plain | Kind::Markdown | Kind::Html => Some(DocumentKind::Article),
        Kind::Image => Some(DocumentKind::Image),
        Kind::Sound => Some(DocumentKind::Audio),
        Kind::Film => Some(DocumentKind::Video),
        Kind::Pdf | Kind::Other => None,
    };
    // A page says it in its tags; a plain text at its head.
    let head = article.text.as_deref().map(claimbook_reader::head).unwrap_or_default();
    let published = article.published.clone().or(head.day.map(|day| day.to_string()));
    Describing {
        title: article.title.clone().or(head.title),
        kind,
        publisher: article.site.clone(),
        published: published.map(When::new).filter(|date| date.check().is_ok()),
        url: article.url.clone(),
        language: article.language.clone(),
        ..Describing::default()
    }
}
