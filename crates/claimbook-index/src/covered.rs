//! How much of a document has been looked at, kept as long as its record, its texts and the claims that quote it are as they were.

use std::collections::HashMap;

use claimbook_core::assess::Coverage;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::bytes::{Reader, Writer};
use crate::entry::Told;
use crate::kept::Kept;
use crate::store::{Draft, Made, Stored};
use crate::walk::beside_documents;

/// The file that holds them.
pub(crate) const COVERED: &str = "covered";
/// Of more, those that were not asked for last are forgotten.
const MOST: usize = 1000;

/// Coverages by what tells them from what they were.
#[derive(Debug, Default)]
pub struct Coverages {
    known: HashMap<u64, Coverage>,
    /// Those that were asked for, in that order.
    asked: Vec<(u64, Coverage)>,
    new: bool,
}

impl Coverages {
    /// The coverage that has this mark.
    pub fn get(&mut self, mark: u64) -> Option<Coverage> {
        let coverage = *self.known.get(&mark)?;
        self.asked.push((mark, coverage));
        Some(coverage)
    }

    /// Takes one in that was worked out.
    pub fn put(&mut self, mark: u64, coverage: Coverage) {
        self.asked.push((mark, coverage));
        self.new = true;
    }
}

impl Kept {
    /// What tells how much of a document is covered by the claims at these places of [`Kept::rows`]: another number whenever anything
    /// is that could make a difference. `None` where something can change without being seen.
    pub fn coverage_mark(&self, path: &str, claims: impl IntoIterator<Item = usize>) -> Option<u64> {
        let front = self.front()?;
        let settled = |mark: u64| (mark != 0).then_some(mark);
        let (document, _) = front.at(path)?;
        let mut marks = Writer::default();
        marks.text(path);
        marks.fixed(settled(document.mark)?);
        for capture in document.document(Told::Texts)?.captures {
            let text = capture.text.as_deref().and_then(beside_documents);
            let text = text.and_then(|text| front.at(&format!("documents/{text}")));
            // A text that is not there is no text, until a file comes.
            marks.fixed(text.map_or(Some(0), |(entry, _)| settled(entry.mark))?);
        }
        for place in claims {
            let (claim, _) = front.entry(*self.claims.get(place)?)?;
            marks.fixed(xxh3_64_with_seed(claim.path.as_bytes(), settled(claim.mark)?));
        }
        Some(xxh3_64(&marks.bytes))
    }

    /// What was kept of them.
    pub fn coverages(&self) -> Coverages {
        let stored = Stored::read(&self.root, COVERED, self.base.made.program);
        let pairs = stored.and_then(|stored| Reader::new(stored.front()).list(read));
        Coverages { known: pairs.unwrap_or_default().into_iter().collect(), ..Coverages::default() }
    }

    /// Keeps those that were worked out. That it cannot be kept is no error.
    pub fn keep_coverages(&self, coverages: Coverages) {
        let Some(draft) = Draft::begin(&self.root).filter(|_| coverages.new) else { return };
        let mut pairs = coverages.asked;
        let asked: Vec<u64> = pairs.iter().map(|pair| pair.0).collect();
        pairs.extend(coverages.known.into_iter().filter(|pair| !asked.contains(&pair.0)));
        pairs.truncate(MOST);
        let mut front = Writer::default();
        front.list(&pairs, |front, (mark, coverage)| {
            front.fixed(*mark);
            let Coverage { sentences, in_claims, left, opinion, boilerplate } = *coverage;
            [sentences, in_claims, left, opinion, boilerplate]
                .into_iter()
                .for_each(|number| front.size(number));
        });
        let made = Made { state: 0, ..self.base.made };
        let _ = draft.finish(COVERED, &Stored::fresh(made, (front.bytes, Vec::new())));
    }
}

fn read(reader: &mut Reader<'_>) -> Option<(u64, Coverage)> {
    Some((
        reader.fixed()?,
        Coverage {
            sentences: reader.size()?,
            in_claims: reader.size()?,
            left: reader.size()?,
            opinion: reader.size()?,
            boilerplate: reader.size()?,
        },
    ))
}
