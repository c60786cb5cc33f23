//! What a newer capture of a document did to the passages that claims quote from it: how silent edits are found.

use super::quoted::{Quoted, quoted_sentence, quotes_of, sentence};
use crate::model::Quote;
use crate::quote::{Differs, Resolved, Resolver, Text};
use crate::workspace::Workspace;

/// What became of the passages that claims quote from a document, in another text of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edits {
    /// Those that are changed: first where numbers differ, then negations, names, and other words.
    pub changed: Vec<Edited>,
    /// Those of which nothing near is there.
    pub gone: Vec<Edited>,
    /// How many stand as they were.
    pub stand: usize,
}

/// A quoted passage that is changed or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// The path of the claim's file.
    pub claim: String,
    /// The id of the assertion or evidence line that quotes it; `None` where it was typed by hand without one.
    pub id: Option<String>,
    /// What is quoted.
    pub exact: String,
    /// The sentence that is quoted, as far as it is known.
    pub quoted: String,
    /// The sentence that stands there now; `None` where it is gone.
    pub now: Option<String>,
    /// In what they differ, what matters most first; empty where it is gone.
    pub kinds: Vec<Differs>,
}

/// Compares what claims quote from a document with a text of it.
pub fn edits(workspace: &Workspace, document: &str, text: &str) -> Edits {
    let text = Text::new(text);
    let mut resolver = Resolver::new(&text);
    let mut edits = Edits::default();
    let quotes = workspace.claims.iter().flat_map(quotes_of).filter(|quoted| quoted.document == document);
    for quoted in quotes {
        match resolver.resolve(quoted.quote) {
            None => {}
            Some(Resolved::Found { .. } | Resolved::Moved { .. } | Resolved::Ambiguous { .. }) => {
                edits.stand += 1;
            }
            Some(Resolved::Orphaned) => edits.gone.push(edited(&quoted, None, Vec::new())),
            Some(now @ Resolved::Changed(_)) => {
                let is = sentence(&text, &now);
                let Resolved::Changed(changed) = now else { continue };
                edits.changed.push(edited(&quoted, is.or(Some(changed.now)), changed.kinds));
            }
        }
    }
    // Stable: within one kind the order of the claims stays.
    edits.changed.sort_by_key(|edited| edited.kinds.first().copied().unwrap_or(Differs::Wording));
    edits
}

fn edited(quoted: &Quoted<'_>, now: Option<String>, kinds: Vec<Differs>) -> Edited {
    let quote: &Quote = quoted.quote;
    Edited {
        claim: quoted.path.to_owned(),
        id: quoted.id.map(str::to_owned),
        exact: quote.exact.clone().unwrap_or_default(),
        quoted: quoted_sentence(quote),
        now,
        kinds,
    }
}
