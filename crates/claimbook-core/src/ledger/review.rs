//! What a person has looked at in an article and not taken.

use super::{Article, Place};
use crate::error::{Error, Result};
use crate::model::{Reviewed, ReviewedAs};
use crate::workspace::{Draft, Workspace, record};
use crate::yaml::{Edit, Out, Route};

/// A passage that somebody has looked at and leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub place: Place,
    /// Why it is left.
    pub kind: ReviewedAs,
}

impl Workspace {
    /// The passages of an article that somebody has looked at and left.
    pub fn left(&self, article: &Article) -> Vec<Left> {
        let document = self.document(&article.document);
        let reviewed = document.into_iter().flat_map(|document| &document.data.reviewed);
        reviewed
            .filter(|passage| is_of(passage, article))
            .filter_map(|passage| {
                let kind = passage.kind.clone().unwrap_or(ReviewedAs::Left);
                Some(Left { place: (passage.start?, passage.end?), kind })
            })
            .collect()
    }
}

impl Draft {
    /// Records passages of an article as looked at and left; returns how many were new or are left for another reason now. One that
    /// is recorded already is not recorded again.
    ///
    /// # Errors
    /// Where a place is not in the text, or the document's file cannot be changed.
    pub fn review(&mut self, article: &Article, left: &[Left]) -> Result<usize> {
        let document = self
            .workspace
            .document(&article.document)
            .ok_or_else(|| Error::Refused(format!("There is no document “{}”.", article.document)))?;
        let length = article.text.chars().count();
        let (path, mut known) = (document.path.clone(), document.data.reviewed.clone());
        let before = known.len();
        let at = |index: usize, key: &str| Route::root().key("reviewed").index(index).key(key);
        let mut edits = Vec::new();
        let mut changed = 0;
        for Left { place: (start, end), kind } in left {
            if start >= end || *end > length {
                return Err(Error::QuoteNotFound { document: article.document.clone(), nearest: None });
            }
            let same = |passage: &Reviewed| {
                passage.start == Some(*start) && passage.end == Some(*end) && is_of(passage, article)
            };
            match known.iter_mut().enumerate().find(|(_, passage)| same(passage)) {
                Some((_, passage)) if passage.kind.as_ref() == Some(kind) => continue,
                Some((index, passage)) if index < before => {
                    passage.kind = Some(kind.clone());
                    edits.push(Edit::Set { at: at(index, "as"), value: Out::word(kind.as_str()) });
                    edits.push(Edit::Set { at: at(index, "by"), value: Out::word(&self.signature.by) });
                    edits.push(Edit::Set {
                        at: at(index, "at"),
                        value: Out::text(self.signature.at.as_str()),
                    });
                }
                // Said twice in one go: the last word counts.
                Some((_, passage)) => passage.kind = Some(kind.clone()),
                None => known.push(Reviewed {
                    start: Some(*start),
                    end: Some(*end),
                    kind: Some(kind.clone()),
                    by: Some(self.signature.by.clone()),
                    at: Some(self.signature.at.clone()),
                    capture: article.capture_mark(),
                    ..Reviewed::default()
                }),
            }
            changed += 1;
        }
        let new = known.iter().skip(before).map(record::reviewed);
        edits.extend(new.map(|item| Edit::Append { list: Route::root().key("reviewed"), item }));
        if !edits.is_empty() {
            self.edit_document(&path, &edits)?;
        }
        Ok(changed)
    }
}

/// Whether a passage is of the capture that the article is.
fn is_of(passage: &Reviewed, article: &Article) -> bool {
    match (&passage.capture, &article.capture) {
        (None, None) => true,
        (Some(mark), Some(hash)) => hash.starts_with(mark.as_str()),
        _ => false,
    }
}
