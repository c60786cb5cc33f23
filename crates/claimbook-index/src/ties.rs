//! What a claim names: read whole, or of what was kept only the list that is asked for.

use std::borrow::Cow;

use claimbook_core::model::{Claim, LinkType};

use crate::bytes::Reader;
use crate::entry::lower;
use crate::words::Known;

/// What a claim names: what has to be looked at again when one of these changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ties<'a> {
    /// Its own id, in lower case.
    pub(crate) id: Option<Cow<'a, str>>,
    pub(crate) documents: Vec<&'a str>,
    pub(crate) actors: Vec<&'a str>,
    /// In lower case.
    pub(crate) measures: Vec<Cow<'a, str>>,
    /// The ids of the claims that it rests on, in lower case.
    pub(crate) rests_on: Vec<Cow<'a, str>>,
    /// The ids of the claims that it is a part of, in lower case.
    pub(crate) part_of: Vec<Cow<'a, str>>,
    /// The ids of the claims that it links to in whatever way, in lower case.
    pub(crate) linked: Vec<Cow<'a, str>>,
    /// As in [`JudgedClaim`]; of a claim that was not judged yet, that it may be so.
    pub(crate) lost_quotes: bool,
}

impl<'a> Ties<'a> {
    pub(crate) fn of(claim: &'a Claim) -> Self {
        let id = claim.id.as_ref().map(|id| lower(id).into());
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
        let measure =
            |measure: &String| Some(Cow::from(measure.trim().to_lowercase())).filter(|it| !it.is_empty());
        ties.measures = claim.quantities.iter().filter_map(|it| measure(it.measure.as_ref()?)).collect();
        for link in &claim.links {
            let Some(to) = link.to.as_ref().map(|to| Cow::from(lower(to))) else { continue };
            match link.kind {
                Some(LinkType::DependsOn) => ties.rests_on.push(to.clone()),
                Some(LinkType::PartOf) => ties.part_of.push(to.clone()),
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
}

/// What a claim names, as it was kept: of so many claims only a few are asked for more than one of the lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeptTies<'a, 'w> {
    /// As in [`Ties`].
    pub(crate) id: Option<&'a str>,
    pub(crate) lost_quotes: bool,
    /// Where the lists begin, and where those of links do.
    lists: Reader<'a>,
    links: Reader<'a>,
    words: &'w Known<'a>,
}

/// The lists of [`Ties`], in the order in which they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    Documents,
    Actors,
    Measures,
    RestsOn,
    PartOf,
    Linked,
}

impl<'a, 'w> KeptTies<'a, 'w> {
    /// From where they begin. The id is the row's where none was kept in lower case.
    pub(crate) fn read(
        mut body: Reader<'a>,
        words: &'w Known<'a>,
        id: impl FnOnce() -> Option<Option<&'a str>>,
    ) -> Option<Self> {
        let lost_quotes = body.flag()?;
        let id = match body.maybe(Reader::text)? {
            Some(lower) => Some(lower),
            None => id()?,
        };
        let lists = body;
        for list in [List::Documents, List::Actors, List::Measures] {
            skip(&mut body, list)?;
        }
        Some(KeptTies { id, lost_quotes, lists, links: body, words })
    }

    /// Hands over what stands in one of the lists. `None` where what was kept cannot be read.
    pub(crate) fn each(&self, list: List, mut each: impl FnMut(&'a str)) -> Option<()> {
        const ALL: [List; 6] =
            [List::Documents, List::Actors, List::Measures, List::RestsOn, List::PartOf, List::Linked];
        let links = list >= List::RestsOn;
        let mut reader = if links { self.links } else { self.lists };
        let before = ALL.into_iter().skip(if links { 3 } else { 0 });
        for before in before.take_while(|before| *before < list) {
            skip(&mut reader, before)?;
        }
        for _ in 0..reader.size()? {
            each(if list.has_keys() { self.words.next(&mut reader)? } else { reader.text()? });
        }
        Some(())
    }

    /// All of the lists.
    pub(crate) fn whole(&self) -> Option<Ties<'a>> {
        let keys = |list| {
            let mut found = Vec::new();
            self.each(list, |key| found.push(key)).map(|()| found)
        };
        let texts = |list| {
            let mut found = Vec::new();
            self.each(list, |text| found.push(Cow::from(text))).map(|()| found)
        };
        Some(Ties {
            id: self.id.map(Cow::from),
            documents: keys(List::Documents)?,
            actors: keys(List::Actors)?,
            measures: texts(List::Measures)?,
            rests_on: texts(List::RestsOn)?,
            part_of: texts(List::PartOf)?,
            linked: texts(List::Linked)?,
            lost_quotes: self.lost_quotes,
        })
    }
}

impl List {
    /// Whether it has keys, which stand elsewhere, or texts.
    fn has_keys(self) -> bool {
        self <= List::Actors
    }
}

fn skip(reader: &mut Reader<'_>, list: List) -> Option<()> {
    for _ in 0..reader.size()? {
        let size = reader.size()?;
        if !list.has_keys() {
            reader.take(size)?;
        }
    }
    Some(())
}

impl<'a> Ties<'a> {
    /// Hands over what stands in one of the lists.
    pub(crate) fn each<'t>(&'t self, list: List, mut each: impl FnMut(&'t str)) {
        match list {
            List::Documents => self.documents.iter().for_each(|key| each(key)),
            List::Actors => self.actors.iter().for_each(|key| each(key)),
            List::Measures => self.measures.iter().for_each(|text| each(text)),
            List::RestsOn => self.rests_on.iter().for_each(|text| each(text)),
            List::PartOf => self.part_of.iter().for_each(|text| each(text)),
            List::Linked => self.linked.iter().for_each(|text| each(text)),
        }
    }
}
