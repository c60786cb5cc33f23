//! An article cut into sentences, and the sentences that are taken.

use claimbook_core::assess::status;
use claimbook_core::ledger::{Article, MAX_WORDING, Taking};
use claimbook_core::quote::Text;
use claimbook_core::workspace::Workspace;
use claimbook_reader::{Span, text};

use super::take::{Take, numbers};
use crate::error::{CliError, Result};
use crate::render::handle;
use crate::render::sentences::Sentence;

/// The sentences of a text.
#[derive(Debug, Default)]
pub(super) struct Split<'t> {
    sentences: Vec<(Span, &'t str)>,
    paragraphs: Vec<Span>,
}

impl<'t> Split<'t> {
    pub(super) fn of(source: &'t str) -> Self {
        let index = Text::new(source);
        let sentences = text::sentences(source)
            .into_iter()
            .map(|sentence| (sentence, index.slice(sentence.start, sentence.end).unwrap_or_default()))
            .collect();
        Split { sentences, paragraphs: text::paragraphs(source) }
    }

    /// What is taken, with the numbers of the sentences. A number that no sentence has is refused.
    pub(super) fn takings(&self, takes: &[Take], topics: &[String]) -> Result<Vec<(usize, Taking)>> {
        let count = self.sentences.len();
        let mut takings = Vec::new();
        for take in takes {
            if count == 0 && !take.is_none() {
                return Err(CliError::new(
                    "There is no text in it that can be read, so no sentence can be taken.",
                )
                .hint("Leave out --take to record it without text."));
            }
            for number in
                numbers(&take.which, count).map_err(|why| CliError::new(format!("--take: {why}")))?
            {
                let Some((sentence, text)) = self.sentences.get(number - 1) else { continue };
                if text.len() > MAX_WORDING {
                    return Err(CliError::new(format!("Sentence {number} is far too long for one claim."))
                        .hint("Open what it claims in your own words: claimbook open \"…\""));
                }
                takings.push((
                    number,
                    Taking {
                        claim: wording(text),
                        place: (sentence.start, sentence.end),
                        by: take.by.clone(),
                        when: take.when.clone(),
                        topics: topics.to_vec(),
                    },
                ));
            }
        }
        Ok(takings)
    }

    /// The sentences, of which no claim is known.
    pub(super) fn unlisted(&self) -> Vec<Sentence<'t>> {
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
    pub(super) fn listed(&self, workspace: &Workspace, article: &Article) -> Vec<Sentence<'t>> {
        let mut listed = self.unlisted();
        for quoted in workspace.quoted(article) {
            let Some(claim) = workspace.claim_at(&quoted.claim) else { continue };
            let (start, end) = quoted.place;
            let first = listed.partition_point(|sentence| sentence.place.1 <= start);
            for sentence in listed.iter_mut().skip(first).take_while(|sentence| sentence.place.0 < end) {
                let name = handle(claim);
                if !sentence.claims.iter().any(|(known, _)| *known == name) {
                    sentence.claims.push((name, status(&claim.data, &workspace.settings)));
                }
            }
        }
        listed
    }
}

/// A sentence as a claim's wording: on one line, without the quotation marks around the whole of it.
fn wording(sentence: &str) -> String {
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
