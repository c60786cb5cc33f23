//! Attributions found by the trained model.
//!
//! Two linear chains over hashed features. The first finds stretches that may be cues. The second takes each of them and tells its source
//! and its content. What is found so is weighed, and kept where it is sure enough. Rules mend what the texts learned from have too
//! seldom.
//!
//! Public only for `examples/train`, which makes the weights.

pub mod crf;
pub mod cues;
pub mod decode;
mod goes_on;
pub mod hash;
pub mod lexicon;
pub mod mend;
pub mod roles;
pub mod sure;
mod tree;
pub mod weights;
pub mod words;

use crate::Attribution;
use crate::language::Language;
use crate::text::Text;
use std::sync::OnceLock;
use words::Passage;

/// The weights in the crate.
fn shipped() -> Option<&'static weights::Weights> {
    static SHIPPED: OnceLock<Option<weights::Weights>> = OnceLock::new();
    SHIPPED.get_or_init(|| weights::read(include_bytes!("weights.bin"))).as_ref()
}

/// Whether there is a model for a language.
pub(crate) fn has(language: Language) -> bool {
    language == Language::English && shipped().is_some()
}

/// The attributions of a text, in the order of their first words.
pub(crate) fn attributions(text: &Text<'_>) -> Vec<Attribution> {
    shipped().map_or_else(Vec::new, |weights| attributions_with(text, weights))
}

/// The attributions of a text by some weights.
pub fn attributions_with(text: &Text<'_>, weights: &weights::Weights) -> Vec<Attribution> {
    let mut decoder = decode::Decoder::new(weights);
    let (mut passage, mut inner) = (Passage::default(), Passage::default());
    let mut all = tree::Tree::default();
    for (paragraph, tokens) in words::passages(text) {
        passage.fill(text, paragraph, tokens);
        let kept = sure::select(found(&mut decoder, &mut passage, weights), weights.keep_from);
        let mended = mend::mend(&passage, kept);
        let first = all.len();
        for one in &mended {
            all.add(text, &passage, one, one.within.map(|outer| first + outer));
        }
        for (outer, one) in mended.iter().enumerate() {
            // What has something within it already was looked through by the model as it stood.
            if mended.iter().any(|other| other.within == Some(outer)) {
                continue;
            }
            let Some(places) = mend::may_nest(&passage, &one.found) else { continue };
            inner.fill_part(&passage, text, paragraph, places);
            let found = found(&mut decoder, &mut inner, weights);
            for found in sure::select(found, ACCORDING_FROM) {
                // Few words attribute as surely as these.
                let according = inner.at(found.cue.places.start, 0).class == lexicon::Class::According;
                if !according && found.sure < NESTED_FROM {
                    continue;
                }
                all.add(text, &inner, &mend::Nested { found, also: None, within: None }, Some(first + outer));
            }
        }
    }
    let mut all = all.finish();
    goes_on::lengthen(text, &mut all);
    all
}

/// A statement within a statement is kept where it is as sure as this.
const NESTED_FROM: f32 = 0.6;
/// The same for *according to*.
const ACCORDING_FROM: f32 = 0.2;

/// Everything that may be an attribution in a passage.
pub fn found(
    decoder: &mut decode::Decoder<'_>,
    passage: &mut Passage,
    weights: &weights::Weights,
) -> Vec<decode::Found> {
    let candidates = decoder.candidates(passage);
    decoder.begin(passage);
    decoder.bound(passage, candidates.len());
    let mut found: Vec<_> = candidates.iter().filter_map(|one| decoder.roles(passage, one)).collect();
    let facts: Vec<_> = (0..found.len()).map(|one| sure::facts(passage, &found, one)).collect();
    for (found, facts) in found.iter_mut().zip(&facts) {
        found.sure = sure::sure(&weights.sure, facts);
    }
    found
}

#[cfg(test)]
mod tests;
