//! What a claim names: read whole, or of what was kept only the list that is asked for.
//!
//! Ids and what figures are of are held by their digests. Should two of them ever have the same one, a claim too many is looked at.

use claimbook_core::model::{Claim, ClaimId, LinkType};
use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::{Reader, Writer};
use crate::words::{Known, Words};

/// What a claim names: what has to be looked at again when one of these changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ties<'a> {
    /// Its own id.
    pub(crate) id: Option<u64>,
    pub(crate) documents: Vec<&'a str>,
    pub(crate) actors: Vec<&'a str>,
    /// What its figures are of.
    pub(crate) measures: Vec<u64>,
    /// The claims that it rests on, by id.
    pub(crate) rests_on: Vec<u64>,
    /// The claims that it is a part of, by id.
    pub(crate) part_of: Vec<u64>,
    /// The claims that it links to in whatever way, by id.
    pub(crate) linked: Vec<u64>,
    /// As in [`claimbook_core::assess::JudgedClaim`]; of a claim that was not judged yet, that it may be so.
    pub(crate) lost_quotes: bool,
}

/// An id's digest: ids are compared in lower case.
pub(crate) fn digest(id: &str) -> u64 {
    xxh3_64(id.to_ascii_lowercase().as_bytes())
}

fn digest_of(id: &ClaimId) -> u64 {
    digest(id.as_str())
}

impl<'a> Ties<'a> {
    pub(crate) fn of(claim: &'a Claim) -> Self {
        let id = claim.id.as_ref().map(digest_of);
        let mut ties = Ties { id, lost_quotes: true, ..Ties::default() };
        for assertion in &claim.assertions {
            ties.actors.extend(assertion.actors());
            ties.documents.extend(assertion.document.as_deref());
            ties.documents.extend(assertion.withdrawn.as_ref().and_then(|it| it.document.as_deref()));
        }
        for line in &claim.evidence {
            ties.documents.extend(line.document.as_deref());
            ties.documents.extend(line.from.iter().map(String::as_str));
        }
        for asked in &claim.asked {
            ties.actors.extend(asked.actor.as_deref());
            ties.documents.extend(asked.answer.as_ref().and_then(|it| it.document.as_deref()));
        }
        // An origin is an actor or a document.
        for origin in claim.attested.iter().flat_map(|it| &it.origins) {
            ties.actors.push(origin);
            ties.documents.push(origin);
        }
        let measures = claim.quantities.iter().filter_map(|it| it.measure.as_deref()).map(str::trim);
        let measures = measures.filter(|measure| !measure.is_empty());
        ties.measures = measures.map(|measure| xxh3_64(measure.to_lowercase().as_bytes())).collect();
        for link in &claim.links {
            let Some(to) = link.to.as_ref().map(digest_of) else { continue };
            match link.kind {
                Some(LinkType::DependsOn) => ties.rests_on.push(to),
                Some(LinkType::PartOf) => ties.part_of.push(to),
                _ => {}
            }
            ties.linked.push(to);
        }
        fn tidy<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        tidy(&mut ties.documents);
        tidy(&mut ties.actors);
        [&mut ties.measures, &mut ties.rests_on, &mut ties.part_of, &mut ties.linked]
            .into_iter()
            .for_each(tidy);
        ties
    }

    /// Puts them there. `lost_quotes` are those that were found.
    pub(crate) fn write(&self, to: &mut Writer, words: &mut Words<'a>, lost_quotes: bool) {
        to.flag(lost_quotes);
        to.maybe(self.id, Writer::fixed);
        for list in [&self.documents, &self.actors] {
            to.list(list, |to, key| to.number(words.number(key)));
        }
        for list in [&self.measures, &self.rests_on, &self.part_of, &self.linked] {
            to.list(list, |to, digest| to.fixed(*digest));
        }
    }

    /// What stands in a list of keys.
    pub(crate) fn keys(&self, list: List) -> &[&'a str] {
        match list {
            List::Documents => &self.documents,
            List::Actors => &self.actors,
            _ => &[],
        }
    }

    /// What stands in a list of digests.
    pub(crate) fn digests(&self, list: List) -> &[u64] {
        match list {
            List::Measures => &self.measures,
            List::RestsOn => &self.rests_on,
            List::PartOf => &self.part_of,
            List::Linked => &self.linked,
            List::Documents | List::Actors => &[],
        }
    }
}

/// What a claim names, as it was kept: of so many claims only a few are asked for more than one of the lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptTies<'a> {
    /// As in [`Ties`].
    pub(crate) id: Option<u64>,
    pub(crate) lost_quotes: bool,
    lists: Reader<'a>,
}

/// The lists of [`Ties`], in the order in which they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// Of the numbers of keys.
    Documents,
    Actors,
    /// Of digests.
    Measures,
    RestsOn,
    PartOf,
    Linked,
}

impl List {
    const ALL: [List; 6] =
        [List::Documents, List::Actors, List::Measures, List::RestsOn, List::PartOf, List::Linked];

    /// The next of what stands in it.
    fn next(self, reader: &mut Reader<'_>) -> Option<u64> {
        if self <= List::Actors { reader.number() } else { reader.fixed() }
    }
}

impl<'a> KeptTies<'a> {
    /// From where they begin.
    pub(crate) fn read(mut from: Reader<'a>) -> Option<Self> {
        Some(KeptTies { lost_quotes: from.flag()?, id: from.maybe(Reader::fixed)?, lists: from })
    }

    /// Hands over what stands in one of the lists: numbers of keys, or digests. `None` where what was kept cannot be read.
    pub(crate) fn each(&self, list: List, mut each: impl FnMut(u64)) -> Option<()> {
        let mut reader = self.lists;
        for before in List::ALL.into_iter().take_while(|before| *before < list) {
            for _ in 0..reader.size()? {
                before.next(&mut reader)?;
            }
        }
        for _ in 0..reader.size()? {
            each(list.next(&mut reader)?);
        }
        Some(())
    }

    /// All of the lists.
    pub(crate) fn whole(&self, words: &Known<'a>) -> Option<Ties<'a>> {
        let mut lists = self.lists;
        let keys = |lists: &mut Reader<'a>| lists.list(|reader| words.next(reader));
        let digests = |lists: &mut Reader<'a>| lists.list(Reader::fixed);
        Some(Ties {
            id: self.id,
            documents: keys(&mut lists)?,
            actors: keys(&mut lists)?,
            measures: digests(&mut lists)?,
            rests_on: digests(&mut lists)?,
            part_of: digests(&mut lists)?,
            linked: digests(&mut lists)?,
            lost_quotes: self.lost_quotes,
        })
    }
}
