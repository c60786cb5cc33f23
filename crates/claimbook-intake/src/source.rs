//! From a file, a page or a stream to an article that can be captured.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use claimbook_core::Error;
use claimbook_core::ledger::{Captured, Describing};
use claimbook_core::model::{DocumentKind, When};
use encoding_rs::Encoding;

use crate::article::{self, Article, ArticleError, Kind};
use crate::error::{IntakeError, Result};
use crate::fetch::{self, Fetched};
use crate::reach::Reach;

/// Whether what somebody typed is the address of a page.
pub fn is_url(typed: &str) -> bool {
    typed.starts_with("https://") || typed.starts_with("http://")
}

/// Reads a file, and the text in it where there is any.
///
/// # Errors
/// Where it cannot be read, is no article, or is larger than one may be.
pub fn read_file(path: &Path) -> Result<Captured> {
    let meta = path.metadata().map_err(|error| Error::disk(path, "read", error))?;
    if meta.is_dir() {
        return Err(IntakeError::Folder { path: path.to_owned() });
    }
    let file = File::open(path).map_err(|error| Error::disk(path, "read", error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    read_from(file, name.as_deref())
}

/// Reads an article from any source; no more of it than an article may have.
///
/// # Errors
/// Where it cannot be read, is no article, or is larger than one may be.
pub fn read_from(source: impl Read, name: Option<&str>) -> Result<Captured> {
    let shown = name.unwrap_or("The article");
    let mut bytes = Vec::new();
    source
        .take(article::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| IntakeError::CutOff { name: shown.to_owned(), source })?;
    let article = article::read(&bytes, name).map_err(|error| unreadable(shown, error))?;
    Ok(Captured { says: says(&article), text: article.text, ending: ending(name), bytes })
}

/// Fetches a page and reads it. Its address is the one that was typed, whatever it says of itself.
///
/// # Errors
/// Where it does not come `within` that time, is out of reach, is no article, or is larger than one may be.
pub fn read_address(address: &str, within: Duration, reach: Reach) -> Result<Captured> {
    let Fetched { bytes, name, encoding } = fetch::fetch(address, within, reach)?;
    // Where the server alone tells the encoding, the page is read in it.
    let decoded = encoding
        .filter(|_| std::str::from_utf8(&bytes).is_err() && Encoding::for_bom(&bytes).is_none())
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
    let readable = decoded.as_deref().map_or(bytes.as_slice(), str::as_bytes);
    let article = article::read(readable, name.as_deref()).map_err(|error| unreadable("The page", error))?;
    let says = Describing { url: Some(address.to_owned()), ..says(&article) };
    let ending = ending(name.as_deref());
    Ok(Captured { says, text: article.text, ending, bytes })
}

fn unreadable(shown: &str, source: ArticleError) -> IntakeError {
    IntakeError::Unreadable { name: shown.to_owned(), source }
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
