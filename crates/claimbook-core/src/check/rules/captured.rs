//! Captured texts and what is quoted from them: each text is read and indexed once, for all of its quotes.

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;

pub(super) use crate::assess::quoted::Quoted;
use crate::assess::quoted::quotes_of;
use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::model::Capture;
use crate::quote::Text;
use crate::workspace::{Filed, read_text};
use crate::yaml::Route;

/// One capture of a document, its text where it can be read, and what is quoted from it.
pub(super) struct Captured<'a> {
    pub(super) root: &'a Path,
    path: &'a str,
    place: usize,
    pub(super) capture: &'a Capture,
    pub(super) text: Option<Text<'a>>,
    pub(super) quotes: Vec<&'a Quoted<'a>>,
}

impl Captured<'_> {
    /// A finding about a key of the capture's entry in the document's record.
    pub(super) fn finding(&self, code: Code, message: String, key: &str) -> Finding {
        Finding::new(code, self.path, message).at(Route::from("captures").index(self.place).key(key))
    }
}

/// Runs the rules over every capture of every document.
pub(super) fn check_all(scope: &Scope<'_>, rules: &[fn(&Captured<'_>, &mut Vec<Finding>)]) -> Vec<Finding> {
    let workspace = scope.workspace;
    let mut quotes: HashMap<&str, Vec<Quoted<'_>>> = HashMap::new();
    for quoted in workspace.claims.iter().flat_map(quotes_of) {
        quotes.entry(quoted.document).or_default().push(quoted);
    }
    let documents = workspace.documents.par_iter();
    let check = |document: &Filed<crate::model::Document>| {
        let mut found = Vec::new();
        let empty = Vec::new();
        // Of two files with one key, the first counts.
        let first = workspace.document(document.key()).is_some_and(|first| first.path == document.path);
        let quotes = quotes.get(document.key()).filter(|_| first).unwrap_or(&empty);
        for (place, capture) in document.data.captures.iter().enumerate() {
            let content = capture.text.as_deref().and_then(|name| read_text(workspace.root(), name));
            let of_this = |quoted: &&Quoted<'_>| {
                document
                    .data
                    .capture(quoted.quote.capture.as_deref())
                    .is_some_and(|it| std::ptr::eq(it, capture))
            };
            let captured = Captured {
                root: workspace.root(),
                path: &document.path,
                place,
                capture,
                text: content.as_deref().map(Text::new),
                quotes: quotes.iter().filter(of_this).collect(),
            };
            for rule in rules {
                rule(&captured, &mut found);
            }
        }
        found
    };
    documents.flat_map_iter(check).collect()
}
