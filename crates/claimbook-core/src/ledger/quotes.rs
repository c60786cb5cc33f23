//! From the words that somebody quotes to selectors in the captured text.

use super::{Article, Place};
use crate::error::{Error, Result};
use crate::model::Quote;
use crate::quote::{PartsError, Text};
use crate::workspace::{DOCUMENTS, Draft};

impl Draft {
    /// The passages of `document` that are quoted. Where the document has no text they are kept unlocated.
    ///
    /// # Errors
    /// [`Error::QuoteNotFound`] with the nearest passage, or [`Error::QuoteSeveral`].
    pub(crate) fn locate(&mut self, document: &str, typed: &str) -> Result<Vec<Quote>> {
        let Some(content) = self.first_text(document)? else {
            self.unlocated.insert(document.to_owned());
            return Ok(vec![Quote { exact: Some(typed.to_owned()), ..Quote::default() }]);
        };
        let text = Text::new(&content);
        let passages = text.find_parts(typed).map_err(|error| match error {
            PartsError::Several { places } => {
                Error::QuoteSeveral { document: document.to_owned(), times: places.len() }
            }
            _ => Error::QuoteNotFound {
                document: document.to_owned(),
                nearest: text.nearest(typed).map(|near| near.text),
            },
        })?;
        Ok(passages.into_iter().filter_map(|(start, end)| quote_at(&text, start, end)).collect())
    }

    /// The text of a document's first capture, as it will be.
    pub(crate) fn first_text(&self, document: &str) -> Result<Option<String>> {
        self.captured(document, None)
    }

    /// The text of a document's capture, as it will be; `None` where it has none.
    ///
    /// # Errors
    /// Where the record names a text that cannot be read.
    pub(crate) fn captured(&self, document: &str, hash: Option<&str>) -> Result<Option<String>> {
        let name = self.workspace.document(document).and_then(|filed| filed.data.capture(hash)?.text.clone());
        match name {
            // One that this draft is about to write is not on disk yet.
            Some(name) => match self.pending(&name) {
                Some(bytes) => Ok(String::from_utf8(bytes.to_vec()).ok()),
                None => match self.workspace.captured_text(document, hash) {
                    Some(text) => Ok(Some(text)),
                    None => Err(Error::Refused(format!(
                        "The captured text of “{document}”, {DOCUMENTS}/{name}, is missing or cannot be read as text."
                    ))),
                },
            },
            None => Ok(None),
        }
    }
}

/// A passage of an article, in reading order.
///
/// # Errors
/// Where a place is not in the text, or there is none.
pub(super) fn passage(text: &Text<'_>, article: &Article, places: &[Place]) -> Result<Vec<Quote>> {
    let nowhere = || Error::QuoteNotFound { document: article.document.clone(), nearest: None };
    let quotes = places.iter().map(|(start, end)| {
        let quote = quote_at(text, *start, *end).ok_or_else(nowhere)?;
        Ok(Quote { capture: article.capture_mark(), ..quote })
    });
    let quotes = quotes.collect::<Result<Vec<_>>>()?;
    if quotes.is_empty() { Err(nowhere()) } else { Ok(quotes) }
}

/// Selectors for a passage. The first capture is meant where none is named.
fn quote_at(text: &Text<'_>, start: usize, end: usize) -> Option<Quote> {
    let selectors = text.select(start, end)?;
    let some = |part: String| (!part.is_empty()).then_some(part);
    Some(Quote {
        exact: Some(selectors.exact),
        prefix: some(selectors.prefix),
        suffix: some(selectors.suffix),
        start: Some(selectors.start),
        end: Some(selectors.end),
        ..Quote::default()
    })
}
