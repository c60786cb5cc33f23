//! Attributions found by the trained model.
//!
//! Two linear chains over hashed features. The first finds stretches that may be cues. The second takes each of them and tells its source
//! and its content. What is found so is weighed, and kept where it is sure enough.
//!
//! Public only for `examples/train.rs`, which makes the weights.

pub mod crf;
pub mod cues;
pub mod decode;
pub mod hash;
pub mod lexicon;
pub mod roles;
pub mod sure;
pub mod weights;
pub mod words;

use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Rendering};
use std::ops::Range;
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
    let mut passage = Passage::default();
    let mut all = Vec::new();
    for (paragraph, tokens) in words::passages(text) {
        passage.fill(text, paragraph, tokens);
        for found in sure::select(found(&mut decoder, &mut passage, weights), weights.keep_from) {
            all.extend(attribution(text, &passage, &found));
        }
    }
    all
}

/// Everything that may be an attribution in a passage.
pub fn found(
    decoder: &mut decode::Decoder<'_>,
    passage: &mut Passage,
    weights: &weights::Weights,
) -> Vec<decode::Found> {
    let candidates = decoder.candidates(passage);
    decoder.begin(passage);
    let mut found: Vec<_> = candidates.iter().filter_map(|one| decoder.roles(passage, one)).collect();
    for one in 0..found.len() {
        let facts = sure::facts(passage, &found, one);
        if let Some(found) = found.get_mut(one) {
            found.sure = sure::sure(&weights.sure, &facts);
        }
    }
    found
}

fn attribution(text: &Text<'_>, passage: &Passage, found: &decode::Found) -> Option<Attribution> {
    let span = |places: &Range<usize>| {
        text.span(passage.tokens.start + places.start..passage.tokens.start + places.end)
    };
    let words = found.content.iter().flat_map(Clone::clone).map(|place| passage.at(place, 0));
    let (mut all, mut quoted) = (0, 0);
    for word in words.filter(|word| word.shape != 4) {
        all += 1;
        quoted += usize::from(word.quoted);
    }
    Some(Attribution {
        source: found.source.iter().filter_map(span).collect(),
        cue: vec![span(&found.cue.places)?],
        content: found.content.iter().filter_map(span).collect(),
        rendering: if quoted * 10 >= all * 9 && quoted > 0 {
            Rendering::Direct
        } else if quoted > 0 {
            Rendering::Mixed
        } else {
            Rendering::Indirect
        },
        within: None,
        confidence: found.sure,
    })
}
