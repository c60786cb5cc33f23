//! The links of each claim, as they read from it: its own, and those that others have to it.

use claimbook_core::model::Link;

use super::index::Index;
use super::mark::Mark;
use super::words::Words;
use crate::facts;

/// A link, as it reads from this claim.
pub(crate) struct Tie {
    pub(crate) word: Words,
    /// Where the card of the other is.
    pub(crate) to: Option<String>,
    pub(crate) claim: Words,
    pub(crate) mark: Option<Mark>,
    pub(crate) note: Option<Words>,
}

/// Which claims are tied to which, for each in the order of its card. What is told of them is put into words where it is shown.
pub(crate) struct Ties(Vec<Vec<Tied>>);

#[derive(Clone, Copy)]
struct Tied {
    /// The claim that has the link.
    owner: usize,
    /// Its place among that claim's links.
    link: usize,
    /// The claim at the other end, where the report has it.
    other: Option<usize>,
}

impl Ties {
    pub(crate) fn of(index: &Index<'_, '_>) -> Self {
        let mut ties: Vec<Vec<Tied>> = index.claims.iter().map(|_| Vec::new()).collect();
        let mut add = |to: usize, tied: Tied| {
            if let Some(own) = ties.get_mut(to) {
                own.push(tied);
            }
        };
        for (owner, entry) in index.claims.iter().enumerate() {
            for (link, it) in entry.claim.filed.data.links.iter().enumerate() {
                let Some(to) = &it.to else { continue };
                let there = index.place(to);
                add(owner, Tied { owner, link, other: there });
                if let Some(place) = there.filter(|place| *place != owner) {
                    add(place, Tied { owner, link, other: Some(owner) });
                }
            }
        }
        Ties(ties)
    }

    /// The claims of the report at the other ends.
    pub(crate) fn others(&self, place: usize) -> impl Iterator<Item = usize> {
        self.0.get(place).into_iter().flatten().filter_map(|tied| tied.other)
    }

    /// The links of a claim, in words.
    pub(crate) fn of_claim(&self, index: &Index<'_, '_>, place: usize) -> Vec<Tie> {
        let tied = self.0.get(place).into_iter().flatten();
        tied.filter_map(|tied| tied.told(index, place)).collect()
    }
}

impl Tied {
    fn told(self, index: &Index<'_, '_>, from: usize) -> Option<Tie> {
        let link = index.claims.get(self.owner)?.claim.filed.data.links.get(self.link)?;
        let word = match (&link.kind, self.owner == from) {
            (None, true) => "tied to",
            (None, false) => "tied from",
            (Some(kind), true) => facts::forward(kind),
            (Some(kind), false) => facts::backward(kind),
        };
        let Some(entry) = self.other.and_then(|place| index.claims.get(place)) else {
            return outside(index, word, link);
        };
        Some(Tie {
            word: Words::line(word),
            to: Some(index.leading.card(&entry.id)),
            claim: Words::line(&entry.claim.filed.data.claim),
            mark: Some(Mark::of(&entry.claim.status)),
            note: link.note.as_deref().map(Words::line),
        })
    }
}

/// A link to a claim that the report does not have. Of one that may not be published nothing is told.
fn outside(index: &Index<'_, '_>, word: &str, link: &Link) -> Option<Tie> {
    if index.public {
        return None;
    }
    let id = link.to.as_ref()?.as_str().to_ascii_lowercase();
    let (claim, mark) = match index.elsewhere.get(&id) {
        Some((claim, mark)) => (claim.clone(), Some(mark.clone())),
        None => (Words::line("a claim that is not there"), None),
    };
    let note = link.note.as_deref().map(Words::line);
    Some(Tie { word: Words::line(word), to: None, claim, mark, note })
}
