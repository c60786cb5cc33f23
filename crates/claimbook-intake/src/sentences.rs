//! An article cut into sentences, and a sentence as a claim.

use claimbook_core::assess::{Status, status};
use claimbook_core::ledger::{Article, MAX_WORDING, Place, Taking};
use claimbook_core::model::Claim;
use claimbook_core::quote::Text;
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_reader::{Span, text};

use crate::error::{IntakeError, Result};
use crate::proposal::Proposals;

/// One sentence.
#[derive(Debug, Clone)]
pub struct Sentence<'a> {
    /// From 1.
    pub number: usize,
    /// Its place in the text, in code points.
    pub place: (usize, usize),
    /// As it stands in the text.
    pub text: &'a str,
    /// Whether a paragraph begins with it.
    pub begins: bool,
    /// The claims that quote it, or a part of it: handles (or paths, as the file system has them) and statuses.
    pub claims: Vec<(String, Status)>,
}

/// The sentences of a text.
#[derive(Debug, Default)]
pub struct Split<'t> {
    sentences: Vec<(Span, &'t str)>,
    paragraphs: Vec<Span>,
}

impl<'t> Split<'t> {
    /// The sentences of this text.
    pub fn of(source: &'t str) -> Self {
        let index = Text::new(source);
        let sentences = text::sentences(source)
            .into_iter()
            .map(|sentence| (sentence, index.slice(sentence.start, sentence.end).unwrap_or_default()))
            .collect();
        Split { sentences, paragraphs: text::paragraphs(source) }
    }

    /// How many sentences there are.
    pub fn count(&self) -> usize {
        self.sentences.len()
    }

    /// Where a sentence stands.
    pub fn place(&self, number: usize) -> Option<Place> {
        let (sentence, _) = self.sentences.get(number.checked_sub(1)?)?;
        Some((sentence.start, sentence.end))
    }

    /// A sentence as a claim; nobody knows who said it. `None` where there is no such sentence.
    ///
    /// # Errors
    /// Where it is far too long for a claim.
    pub fn taking(&self, number: usize) -> Result<Option<Taking>> {
        let Some((sentence, text)) = number.checked_sub(1).and_then(|at| self.sentences.get(at)) else {
            return Ok(None);
        };
        if text.len() > MAX_WORDING {
            return Err(IntakeError::TooLong { number });
        }
        let places = vec![(sentence.start, sentence.end)];
        Ok(Some(Taking { claim: wording(text), places, ..Taking::default() }))
    }

    /// How many sentences stand in no proposal.
    pub fn outside(&self, proposals: &Proposals) -> usize {
        let mut places: Vec<Place> =
            proposals.list.iter().flat_map(|proposal| proposal.content.clone()).collect();
        places.sort_unstable();
        // The furthest end of those that begin before.
        let mut furthest = 0;
        let mut places = places.into_iter().peekable();
        let mut outside = 0;
        for (sentence, _) in &self.sentences {
            while let Some((_, end)) = places.next_if(|(start, _)| *start < sentence.end) {
                furthest = furthest.max(end);
            }
            outside += usize::from(furthest <= sentence.start);
        }
        outside
    }

    /// The sentences, of which no claim is known.
    pub fn unlisted(&self) -> Vec<Sentence<'t>> {
        let begins: Vec<usize> = self.paragraphs.iter().map(|paragraph| paragraph.start).collect();
        let sentences = self.sentences.iter().enumerate();
        sentences
            .map(|(number, (sentence, text))| Sentence {
                number: number + 1,
                place: (sentence.start, sentence.end),
                text,
                begins: begins.binary_search(&sentence.start).is_ok(),
                claims: Vec::new(),
            })
            .collect()
    }

    /// The sentences with the claims that quote them, or a part of them.
    pub fn listed(&self, workspace: &Workspace, article: &Article) -> Vec<Sentence<'t>> {
        let mut listed = self.unlisted();
        let quoted = workspace.quoted(article).into_iter();
        let passages = quoted
            .flat_map(|quoted| quoted.places.into_iter().map(move |place| (place, quoted.claim.clone())));
        for ((start, end), path) in passages {
            let Some(claim) = workspace.claim_at(&path) else { continue };
            let first = listed.partition_point(|sentence| sentence.place.1 <= start);
            for sentence in listed.iter_mut().skip(first).take_while(|sentence| sentence.place.0 < end) {
                let name = name(claim);
                if !sentence.claims.iter().any(|(known, _)| *known == name) {
                    sentence.claims.push((name, status(&claim.data, &workspace.settings)));
                }
            }
        }
        listed
    }
}

/// How people name a claim: its handle; its path while it has none, as the file system has it.
pub(crate) fn name(claim: &Filed<Claim>) -> String {
    let path = || claim.shown_path().map(str::to_owned);
    claim.data.handle().or_else(path).unwrap_or_else(|| "-".to_owned())
}

/// A sentence as a claim's wording: on one line, without the quotation marks around the whole of it.
pub fn wording(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’'), ('\'', '\'')];
    for (open, close) in pairs {
        let inner = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).map(str::trim);
        // A mark inside means that these two are no pair.
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains([open, close])) {
            return inner.to_owned();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_go_where_they_are_a_pair_around_the_whole() {
        for (sentence, claim) in [
            ("“The ferry\n sank.”", "The ferry sank."),
            ("\"It sank.\"", "It sank."),
            ("„Sie sank.“", "Sie sank."),
            ("« Il a coulé. »", "Il a coulé."),
            ("“It sank,” he said, “at noon.”", "“It sank,” he said, “at noon.”"),
            ("“It sank,” he said.", "“It sank,” he said."),
            ("‘Boats’ sank, the crew’s boats’", "‘Boats’ sank, the crew’s boats’"),
            ("“”", "“”"),
            ("“", "“"),
        ] {
            assert_eq!(wording(sentence), claim);
        }
    }
}
