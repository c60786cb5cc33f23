//! How sure is sure enough: learned from texts that the second stage has not seen.

use crate::data::{Annotated, Gold, Part};
use claimbook_reader::model::decode::{Candidate, Decoder, Found};
use claimbook_reader::model::lexicon::Class;
use claimbook_reader::model::sure::{self, FACTS};
use claimbook_reader::model::weights::Weights;
use std::ops::Range;

/// Learns the weights of the facts and the threshold.
pub(crate) fn fit(
    weights: &mut Weights,
    texts: &[Annotated],
    candidates: &[Vec<Vec<Candidate>>],
    held: &[usize],
) {
    let mut all: Vec<(&Part, Vec<Found>)> = Vec::new();
    let mut decoder = Decoder::new(weights);
    for number in held {
        for (part, candidates) in texts[*number].parts.iter().zip(&candidates[*number]) {
            decoder.begin(&part.passage);
            let found = candidates.iter().filter_map(|one| decoder.roles(&part.passage, one)).collect();
            all.push((part, found));
        }
    }
    let total: usize = held.iter().map(|number| texts[*number].gold).sum();
    let mut examples: Vec<([f32; FACTS], f32)> = Vec::new();
    for (part, found) in &all {
        for one in 0..found.len() {
            let facts = sure::facts(&part.passage, found, one);
            let right = part.gold.iter().map(|gold| right(part, &found[one], gold)).max().unwrap_or(0);
            examples.push((facts, right as f32 / 2.0));
        }
    }
    let mut learned = [0.0_f32; FACTS];
    let mut squares = [0.0_f32; FACTS];
    for _ in 0..200 {
        for (facts, right) in &examples {
            let miss = right - sure::sure(&learned, facts);
            for ((weight, square), fact) in learned.iter_mut().zip(&mut squares).zip(facts) {
                let gain = miss * fact;
                *square += gain * gain;
                *weight += 0.1 * gain / (square.sqrt() + 1e-3);
            }
        }
    }
    for (part, found) in &mut all {
        for one in 0..found.len() {
            found[one].sure = sure::sure(&learned, &sure::facts(&part.passage, found, one));
        }
    }
    let mut best = (0.0, 0.0);
    for step in 10..60 {
        let keep_from = step as f32 / 100.0;
        let (pairs, whole, kept, ..) = count(&all, keep_from);
        let f = |hits: usize| 2.0 * hits as f32 / (kept + total) as f32;
        if f(pairs) + f(whole) > best.0 {
            best = (f(pairs) + f(whole), keep_from);
        }
    }
    weights.sure = learned.to_vec();
    weights.keep_from = best.1;
    let (pairs, whole, kept, speech_kept, speech_gold, speech_whole) = count(&all, best.1);
    let possible: usize = all.iter().map(|(_, found)| found.len()).sum();
    let reached: usize = all
        .iter()
        .map(|(part, found)| {
            part.gold.iter().filter(|gold| found.iter().any(|found| right(part, found, gold) > 0)).count()
        })
        .sum();
    eprintln!("facts {learned:.2?}");
    eprintln!("held: gold {total} tried {possible} reached {reached} kept {kept} from {:.2}", best.1);
    let score = |hits: usize, kept: usize, gold: usize| {
        format!(
            "P {:.1} R {:.1} F1 {:.2}",
            100.0 * hits as f32 / kept as f32,
            100.0 * hits as f32 / gold as f32,
            200.0 * hits as f32 / (kept + gold) as f32
        )
    };
    eprintln!("content {} | attr {}", score(pairs, kept, total), score(whole, kept, total));
    eprintln!("speech attr {}", score(speech_whole, speech_kept, speech_gold));
}

fn speech(part: &Part, cue: &Range<usize>) -> bool {
    cue.clone().any(|place| {
        matches!(
            part.passage.at(place, 0).class,
            Class::Said | Class::Say | Class::Says | Class::Saying | Class::According
        )
    })
}

/// Contents that match, those with the source too, all that were kept; and of speech: kept, gold, matches.
fn count(all: &[(&Part, Vec<Found>)], keep_from: f32) -> (usize, usize, usize, usize, usize, usize) {
    let mut counts = (0, 0, 0, 0, 0, 0);
    for (part, found) in all {
        let kept = sure::select(found.clone(), keep_from);
        counts.2 += kept.len();
        counts.4 += part.gold.iter().filter(|gold| speech(part, &gold.cue)).count();
        let mut used = vec![false; part.gold.len()];
        for found in &kept {
            let best = part.gold.iter().enumerate().filter(|(nth, _)| !used[*nth]);
            let best = best.max_by_key(|(_, gold)| right(part, found, gold));
            let right = best.map_or(0, |(_, gold)| right(part, found, gold));
            let mut is_speech = speech(part, &found.cue.places);
            if let Some((nth, gold)) = best.filter(|_| right > 0) {
                used[nth] = true;
                is_speech = speech(part, &gold.cue);
                counts.0 += 1;
                counts.1 += usize::from(right == 2);
                counts.5 += usize::from(right == 2 && is_speech);
            }
            counts.3 += usize::from(is_speech);
        }
    }
    counts
}

/// 0: another content, 1: the same content, 2: the same source too.
fn right(part: &Part, found: &Found, gold: &Gold) -> usize {
    let words = |parts: &[Range<usize>]| -> Vec<usize> {
        let places = parts.iter().flat_map(Clone::clone);
        places.filter(|place| part.passage.at(*place, 0).shape != 4).collect()
    };
    let same = |a: &[Range<usize>], b: &[Range<usize>]| {
        let (a, b) = (words(a), words(b));
        let both = a.iter().filter(|place| b.contains(place)).count();
        a.is_empty() && b.is_empty() || 4 * both >= a.len() + b.len() && both > 0
    };
    let one = |source: &Option<Range<usize>>| source.clone().into_iter().collect::<Vec<_>>();
    if !same(&found.content, &gold.content) || gold.content.is_empty() {
        0
    } else if same(&one(&found.source), &one(&gold.source)) {
        2
    } else {
        1
    }
}
