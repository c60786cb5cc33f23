//! What was written just now of an article. The address names claims and counts; all that is said of them is looked up.

use std::borrow::Cow;

use claimbook_core::assess::{Row, Rows as _};
use claimbook_core::ledger::Took;
use claimbook_core::model::When;
use claimbook_index::view::AllRows;
use claimbook_intake::Proposals;
use claimbook_report::one_line;
use form_urlencoded::Serializer;
use serde::Deserialize;

use super::Shown;
use crate::desk::Desk;
use crate::pages::address;
use crate::snapshot::{Named, Snapshot};

/// No address names more claims.
const MOST: usize = 100;

/// What an address says was written: of claims their names, between commas.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    opened: String,
    again: String,
    known: String,
    evidence: String,
    left: String,
    /// A notice that the desk wrote, with the seal that shows it.
    says: String,
    seal: String,
}

/// What is told of it.
#[derive(Default)]
pub(super) struct Wrote {
    pub(super) lines: Vec<Vec<Piece>>,
}

/// Words, which may lead to a claim.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

/// A claim that was written.
struct Written<'r> {
    name: String,
    href: String,
    row: Cow<'r, Row<'r>>,
}

impl Told {
    pub(super) fn of(query: Option<&str>) -> Self {
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
    }

    /// What became of passages, by the paths of the claims.
    pub(super) fn taken(snapshot: &Snapshot, took: &[(Took, String)], left: usize) -> Self {
        let named = |wanted: &[Took]| {
            let paths = took.iter().filter(|(what, _)| wanted.contains(what)).map(|(_, path)| path.as_str());
            names(snapshot, paths)
        };
        Told {
            opened: named(&[Took::Opened]),
            again: named(&[Took::Asserted, Took::Completed]),
            known: named(&[Took::Known]),
            left: if left > 0 { left.to_string() } else { String::new() },
            ..Told::default()
        }
    }

    /// A line of evidence was added to the claim at a path.
    pub(super) fn evidence(snapshot: &Snapshot, path: &str) -> Self {
        Told { evidence: names(snapshot, std::iter::once(path)), ..Told::default() }
    }

    /// Whether anything is told.
    pub(super) fn is_some(&self) -> bool {
        !self.says.is_empty() || !self.query().is_empty()
    }

    /// As the end of an address that has a query.
    pub(super) fn query(&self) -> String {
        let all = [
            ("opened", &self.opened),
            ("again", &self.again),
            ("known", &self.known),
            ("evidence", &self.evidence),
            ("left", &self.left),
        ];
        let mut query = Serializer::new(String::new());
        for (name, value) in all.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        match query.finish() {
            query if query.is_empty() => query,
            query => format!("&{query}"),
        }
    }

    /// What is told, where anything was written. Who may have said a claim is looked for in what was read.
    pub(super) fn tell(
        &self,
        desk: &Desk,
        snapshot: &Snapshot,
        rows: &AllRows<'_>,
        shown: &Shown<'_>,
        read: &Proposals,
    ) -> Option<Wrote> {
        let named = |names: &str| -> Vec<Written<'_>> {
            let names = names.split(',').filter(|name| !name.is_empty()).take(MOST);
            let found = names.filter_map(|name| match snapshot.named(rows, name) {
                Named::Claim(place) => Some(rows.row(place)),
                _ => None,
            });
            found
                .map(|row| Written { name: snapshot.name_of(&row), href: address(snapshot, &row), row })
                .collect()
        };
        let (opened, again, known) = (named(&self.opened), named(&self.again), named(&self.known));
        let mut wrote = Wrote::default();
        if desk.is_sealed(&self.says, &self.seal) {
            wrote.lines.push(vec![Piece::text(one_line(&self.says))]);
        }
        wrote.list(&counted("Opened", opened.len(), "claim"), &opened);
        wrote.list(&counted("Added to", again.len(), "claim"), &again);
        wrote.list("On record already", &known);
        wrote.list("Added as evidence", &named(&self.evidence));
        if let Ok(left @ 1..) = self.left.parse::<usize>() {
            wrote.lines.push(vec![Piece::text(format!(
                "{}, which count as looked at.",
                counted("Left", left, "passage")
            ))]);
        }
        let all = || opened.iter().chain(&again).chain(&known);
        let open: Vec<&Written<'_>> = all().filter(|it| it.is_open(&shown.key)).collect();
        wrote.tell_open(&open, opened.len() + again.len() + known.len(), read);
        let published = shown.document().ok().and_then(|document| document.data.published.clone());
        if let Some(published) = published {
            for it in all().filter(|it| it.is_later(&shown.key, &published)) {
                wrote.lines.push(vec![
                    it.piece(),
                    Piece::text(format!(
                        " is dated later than the article itself ({published}), which is unusual: look at its date once more."
                    )),
                ]);
            }
        }
        (!wrote.lines.is_empty()).then_some(wrote)
    }
}

fn names<'p>(snapshot: &Snapshot, paths: impl Iterator<Item = &'p str>) -> String {
    let Ok(rows) = snapshot.rows() else { return String::new() };
    let named = paths.filter_map(|path| Some(snapshot.name_of(&rows.row(snapshot.place_at(path)?))));
    named.take(MOST).collect::<Vec<_>>().join(",")
}

fn counted(what: &str, count: usize, of: &str) -> String {
    format!("{what} {count} {of}{}", if count == 1 { "" } else { "s" })
}

impl Written<'_> {
    fn piece(&self) -> Piece {
        Piece { text: self.name.clone(), href: Some(self.href.clone()) }
    }

    /// Whether nobody is on record as having said it in the document.
    fn is_open(&self, document: &str) -> bool {
        let mut here = self.row.assertions.iter().filter(|said| said.document == Some(document)).peekable();
        here.peek().is_some() && here.all(|said| said.by.is_none())
    }

    /// Whether the document is on record as telling what was said after it appeared.
    fn is_later(&self, document: &str, published: &When) -> bool {
        let Some(published) = published.latest() else { return false };
        let here = self.row.assertions.iter().filter(|said| said.document == Some(document));
        let mut days = here.filter_map(|said| When::typed(said.when?).ok()?.earliest());
        days.any(|day| day > published)
    }
}

impl Piece {
    fn text(text: impl Into<String>) -> Self {
        Piece { text: text.into(), href: None }
    }
}

impl Wrote {
    fn list(&mut self, says: &str, claims: &[Written<'_>]) {
        if claims.is_empty() {
            return;
        }
        let mut line = vec![Piece::text(format!("{says}: "))];
        line.extend(between(claims));
        line.push(Piece::text("."));
        self.lines.push(line);
    }

    /// Says of which claims it is left open who said them, and who it may be.
    fn tell_open(&mut self, open: &[&Written<'_>], of: usize, read: &Proposals) {
        if open.is_empty() {
            return;
        }
        let count = if of == 1 { String::new() } else { format!(" in {} of them", open.len()) };
        let mut line = vec![Piece::text(format!("Who said it is left open{count}: "))];
        let mut by_name: Vec<(Option<String>, Vec<&Written<'_>>)> = Vec::new();
        for it in open {
            let maybe = maybe(read, &it.name);
            match by_name.iter_mut().find(|(name, _)| *name == maybe) {
                Some((_, claims)) => claims.push(it),
                None => by_name.push((maybe, vec![it])),
            }
        }
        for (number, (name, claims)) in by_name.into_iter().enumerate() {
            if number > 0 {
                line.push(Piece::text("; "));
            }
            line.extend(between(claims));
            line.push(Piece::text(match name {
                Some(name) => format!(" may be {name}"),
                None => " (nobody is named)".to_owned(),
            }));
        }
        line.push(Piece::text(". Say it on the claim’s page, where you know."));
        self.lines.push(line);
    }
}

fn between<'w, 'r: 'w>(claims: impl IntoIterator<Item = &'w Written<'r>>) -> Vec<Piece> {
    let mut line = Vec::new();
    for it in claims {
        if !line.is_empty() {
            line.push(Piece::text(", "));
        }
        line.push(it.piece());
    }
    line
}

/// Who is proposed as having said a claim.
fn maybe(read: &Proposals, claim: &str) -> Option<String> {
    let of = read.list.iter().find(|proposal| proposal.claims.iter().any(|(name, _)| name == claim))?;
    of.by.name.as_deref().map(|name| one_line(name).into_owned())
}
