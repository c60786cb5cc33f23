//! Actors and documents that a form made because it named them: whoever mistyped a name must see that.

use claimbook_core::near::nearest;
use claimbook_core::workspace::{Committed, Filed, Made};
use claimbook_report::page::Words;

use crate::pages::asked::Asked;
use crate::pages::document_address;
use crate::snapshot::Snapshot;

/// More are not told of.
const MOST: usize = 20;

/// A record that is new.
pub(super) struct New {
    pub(super) kind: &'static str,
    pub(super) key: Words,
    pub(super) name: Words,
    pub(super) href: String,
    /// A record that was perhaps meant, by its key, and where it is.
    pub(super) near: Option<(Words, String)>,
}

/// What an address says of them. Protected ones stand in no address.
pub(super) fn in_address(committed: &Committed) -> String {
    let workspace = &committed.workspace;
    let shown = |made: &Made| match made {
        Made::Actor(key) => {
            let shown = workspace.public_actors().any(|filed| filed.key() == key);
            shown.then(|| format!("actor:{key}"))
        }
        Made::Document(key) => {
            let shown = workspace.public_documents().any(|filed| filed.key() == key);
            shown.then(|| format!("document:{key}"))
        }
    };
    committed.made.iter().filter_map(shown).take(MOST).collect::<Vec<_>>().join(" ")
}

/// What an address says was made. Anybody can write an address: only what is there, and may be shown, is told of.
pub(super) fn of(snapshot: &Snapshot, made: &str) -> Vec<New> {
    let names = snapshot.names();
    let new = |made: &str| {
        let (kind, key) = made.split_once(':')?;
        match kind {
            "actor" => {
                let keys: Vec<&str> = names.public_actors().map(Filed::key).collect();
                New::of("actor", key, names.actor_name(key), &keys, said_by)
            }
            "document" => {
                let keys: Vec<&str> = names.public_documents().map(Filed::key).collect();
                New::of("document", key, names.document_title(key), &keys, document_address)
            }
            _ => None,
        }
    };
    made.split(' ').take(MOST).filter_map(new).collect()
}

impl New {
    fn of(
        kind: &'static str,
        key: &str,
        name: &str,
        keys: &[&str],
        href: impl Fn(&str) -> String,
    ) -> Option<Self> {
        let known = keys.contains(&key);
        let near = nearest(key, keys.iter().copied().filter(|other| *other != key));
        known.then(|| New {
            kind,
            key: Words::line(key),
            name: Words::cut(name, 120),
            href: href(key),
            near: near.map(|near| (Words::line(near), href(near))),
        })
    }
}

/// An actor has no page: the claims of theirs are listed.
fn said_by(key: &str) -> String {
    Asked { by: key.to_owned(), ..Asked::default() }.to("/", 1)
}
