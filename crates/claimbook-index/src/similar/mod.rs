//! Which wordings are much like another: the same thing said, whatever its figures, and whether or not one of them says not.
//!
//! Two wordings are held against each other by their words without endings. A word weighs the more the fewer wordings have it (as in a
//! search); one figure that both give adds to it, and others take little away: the same sentence with another number is an update or a
//! contradiction, and somebody should know of it. The score is the cosine of the two sets, less where little is shared but not all. How well
//! it does is measured by `examples/similar.rs`; docs/search.md has the figures.

mod gist;

use rayon::prelude::*;

use self::gist::{Gist, Reading};

/// So many wordings are read in one go.
const PIECE: usize = 2048;
/// So many are told.
const MOST: usize = 3;
/// What has a lower score is not much like it.
pub const LEAST: f64 = 0.4;
/// A desk has words that are in no claim yet: each counts as if it stood in one of so many wordings more.
const UNSEEN: f64 = 1000.0;
/// How much a figure weighs that both give.
const SAME_FIGURE: f64 = 3.0;
/// How much one that only one of them gives.
const OTHER_FIGURE: f64 = 0.5;
/// With so much shared, the score is half of what it is with all the words in the world.
const HALF: f64 = 10.0;

/// Wordings among which those that are much like another are looked for.
pub struct Wordings {
    reading: Reading,
    gists: Vec<Gist>,
    /// How much each word weighs.
    weights: Vec<f64>,
    /// How much one weighs that stands nowhere.
    unseen: f64,
}

/// A wording that is much like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    /// Its place among the wordings.
    pub at: usize,
    /// How much it is like the other: 1 at most.
    pub score: f64,
    /// Whether the two give different figures.
    pub figure: bool,
    /// Whether one of them says not, and the other does not.
    pub not: bool,
}

impl Wordings {
    /// Reads wordings.
    pub fn of(texts: &[&str]) -> Self {
        let piece = |texts: &[&str]| {
            let mut reading = Reading::default();
            let gists: Vec<Gist> = texts.iter().map(|text| reading.gist(text)).collect();
            (reading, gists)
        };
        let pieces: Vec<(Reading, Vec<Gist>)> = texts.par_chunks(PIECE).map(piece).collect();
        let mut reading = Reading::default();
        let mut gists = Vec::with_capacity(texts.len());
        for (own, piece) in pieces {
            let numbers: Vec<usize> = own.words.into_iter().map(|word| reading.of_stem(word)).collect();
            gists.extend(piece.into_iter().map(|gist| gist.renumbered(|word| numbers.get(word).copied())));
        }
        let mut counts = vec![0u32; reading.words.len()];
        for word in gists.iter().flat_map(|gist| &gist.words) {
            if let Some(count) = counts.get_mut(*word) {
                *count += 1;
            }
        }
        let all = gists.len() as f64 + UNSEEN;
        let weight = |count: u32| (all / (f64::from(count) + 1.0)).ln();
        Wordings { weights: counts.into_iter().map(weight).collect(), unseen: weight(0), reading, gists }
    }

    /// Those that are much like `text`, the most like it first, of equal ones in their order: three at most of those that `counts`.
    pub fn like(&self, text: &str, counts: impl Fn(usize) -> bool + Sync) -> Vec<Like> {
        let mut read = Reading::default();
        let own = read.gist(text);
        // By the number of a word: what it weighs, where it stands in the text.
        let mut sought = vec![0.0; self.weights.len()];
        let mut total = 0.0;
        for stem in own.words.iter().filter_map(|word| read.words.get(*word)) {
            let place = self
                .reading
                .number_of(stem)
                .and_then(|word| sought.get_mut(word).zip(self.weights.get(word)));
            total += match place {
                Some((place, weight)) => {
                    *place = *weight;
                    *weight
                }
                None => self.unseen,
            };
        }
        let score = |gist: &Gist| {
            let sum = |weights: &[f64]| gist.words.iter().filter_map(|word| weights.get(*word)).sum::<f64>();
            let words = sum(&sought);
            if words == 0.0 {
                return 0.0;
            }
            let both = gist.figures.iter().filter(|figure| own.figures.contains(figure)).count();
            let shared = words + SAME_FIGURE * both as f64;
            let size = |words: f64, figures: usize| {
                words + SAME_FIGURE * both as f64 + OTHER_FIGURE * figures.saturating_sub(both) as f64
            };
            let sizes = size(total, own.figures.len()) * size(sum(&self.weights), gist.figures.len());
            let all = both_have(gist, &sought) == own.words.len() && own.words.len() == gist.words.len();
            shared / sizes.sqrt() * if all { 1.0 } else { shared / (shared + HALF) }
        };
        let like = |(at, gist): (usize, &Gist)| {
            let score = score(gist);
            let like = Like { at, score, figure: own.gives_another_figure(gist), not: own.not != gist.not };
            (score >= LEAST && counts(at)).then_some(like)
        };
        let mut found: Vec<Like> = self.gists.par_iter().enumerate().filter_map(like).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
        found.truncate(MOST);
        found
    }
}

/// How many of its words are sought.
fn both_have(gist: &Gist, sought: &[f64]) -> usize {
    gist.words.iter().filter(|word| sought.get(**word).is_some_and(|weight| *weight > 0.0)).count()
}

#[cfg(test)]
mod tests;
