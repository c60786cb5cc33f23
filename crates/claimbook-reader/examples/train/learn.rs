//! Learns the weights of a linear chain: the likelihood of what is annotated is made as high as it will go, by steps whose length each
//! weight has for itself (AdaGrad).

use claimbook_reader::model::crf::{Chain, Machine, Scores};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// How often all examples are seen.
    pub(crate) rounds: usize,
    /// How long the steps are.
    pub(crate) rate: f32,
    /// How strongly weights are drawn to zero.
    pub(crate) ridge: f32,
    /// The part of its features that each token is learned without, others each time, so that none is leaned on alone.
    pub(crate) left_out: f32,
}

/// Which features a token is learned without this time.
struct LeftOut {
    seed: u64,
    below: u64,
}

impl LeftOut {
    fn is(&self, token: usize, place: usize) -> bool {
        let mixed = (self.seed ^ (token as u64) << 8 ^ place as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed >> 48 < self.below
    }
}

/// Sequences with their features and states.
#[derive(Default)]
pub(crate) struct Examples {
    counts: Vec<u8>,
    numbers: HashMap<u64, u32, BuildHasherDefault<Same>>,
    names: Vec<u64>,
    features: Vec<u32>,
    /// Where each token's features begin.
    tokens: Vec<usize>,
    states: Vec<u8>,
    sequences: Vec<(usize, usize)>,
    counting: bool,
    least: u8,
}

/// Features are numbers that are mixed already.
#[derive(Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

impl Examples {
    /// Begins to count features, or to take them up: those that were counted as often as `least`.
    pub(crate) fn begin(&mut self, counting: bool, least: u8) {
        self.counting = counting;
        self.least = least;
        if counting {
            self.counts = vec![0; 1 << 27];
        }
    }

    /// A sequence of the text of this number follows.
    pub(crate) fn sequence(&mut self, text: usize) {
        if !self.counting {
            self.sequences.push((text, self.tokens.len()));
        }
    }

    /// A token follows.
    pub(crate) fn token(&mut self, state: u8) {
        if !self.counting {
            self.tokens.push(self.features.len());
            self.states.push(state);
        }
    }

    /// A feature of the last token.
    pub(crate) fn feature(&mut self, name: u64) {
        let count = &mut self.counts[(name >> 37) as usize];
        if self.counting {
            *count = count.saturating_add(1);
        } else if *count >= self.least {
            let next = u32::try_from(self.names.len()).unwrap();
            let number = *self.numbers.entry(name).or_insert(next);
            if number == next {
                self.names.push(name);
            }
            self.features.push(number);
        }
    }

    /// How many features there are.
    pub(crate) fn features(&self) -> usize {
        self.names.len()
    }

    fn tokens_of(&self, sequence: usize) -> Range<usize> {
        let end = self.sequences.get(sequence + 1).map_or(self.tokens.len(), |next| next.1);
        self.sequences[sequence].1..end
    }

    fn features_of(&self, token: usize) -> &[u32] {
        let end = self.tokens.get(token + 1).copied().unwrap_or(self.features.len());
        &self.features[self.tokens[token]..end]
    }
}

/// What was learned.
pub(crate) struct Learned {
    /// The features with their weights.
    pub(crate) weights: Vec<(u64, [f32; 6])>,
    /// The weights of the machine's steps.
    pub(crate) steps: Vec<f32>,
}

/// A small generator of numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
}

/// Learns from the sequences of some texts.
pub(crate) fn learn(
    machine: &Machine,
    examples: &Examples,
    setting: Setting,
    of: impl Fn(usize) -> bool,
) -> Learned {
    let mut weights = vec![[0.0_f32; 6]; examples.names.len()];
    let mut squares = vec![[0.0_f32; 6]; examples.names.len()];
    let mut steps = vec![0.0_f32; machine.arcs.len()];
    let mut step_squares = vec![0.0_f32; machine.arcs.len()];
    let mut order: Vec<usize> =
        (0..examples.sequences.len()).filter(|one| of(examples.sequences[*one].0)).collect();
    let mut dice = Dice(7);
    let mut chain = Chain::default();
    let mut scores: Vec<Scores> = Vec::new();
    let mut sums = vec![[0.0_f32; 6]; examples.names.len()];
    let mut step_sums = vec![0.0_f32; steps.len()];
    let mut taken = 0.0_f32;
    let mut seen = 0_u64;
    for round in 0..setting.rounds {
        for last in (1..order.len()).rev() {
            order.swap(last, dice.below(last + 1));
        }
        let rate = setting.rate * (1.0 - round as f32 / setting.rounds as f32 * 0.8);
        let quarter = order.len() / 4 + 1;
        for (nth, sequence) in order.iter().enumerate() {
            let tokens = examples.tokens_of(*sequence);
            seen += 1;
            let left_out = LeftOut {
                seed: seen.wrapping_mul(0x9E37_79B9_7F4A_7C15),
                below: (setting.left_out * 65536.0) as u64,
            };
            scores.clear();
            for token in tokens.clone() {
                let mut sum = [0.0; 6];
                for (place, feature) in examples.features_of(token).iter().enumerate() {
                    if left_out.is(token, place) {
                        continue;
                    }
                    for (sum, weight) in sum.iter_mut().zip(&weights[*feature as usize]) {
                        *sum += weight;
                    }
                }
                scores.push(sum);
            }
            chain.sum(machine, &steps, &scores);
            chain.sum_back(machine);
            let mut before = 0;
            let mut step_gains = vec![0.0_f32; steps.len()];
            for (at, token) in tokens.enumerate() {
                let state = usize::from(examples.states[token]);
                let mut gains = [0.0_f32; 6];
                chain.steps_at(machine, at, |place, arc, likely| {
                    let right = arc.from == before && arc.to == state;
                    let gain = f32::from(u8::from(right)) - likely;
                    step_gains[place] += gain;
                    let combo = machine.combos[arc.combo];
                    for (event, sum) in gains.iter_mut().enumerate() {
                        if combo >> event & 1 == 1 {
                            *sum += gain;
                        }
                    }
                });
                before = state;
                if gains.iter().all(|gain| gain.abs() < 1e-3) {
                    continue;
                }
                for (place, feature) in examples.features_of(token).iter().enumerate() {
                    if left_out.is(token, place) {
                        continue;
                    }
                    let (weights, squares) =
                        (&mut weights[*feature as usize], &mut squares[*feature as usize]);
                    for ((weight, square), gain) in weights.iter_mut().zip(squares).zip(&gains) {
                        let gain = gain - setting.ridge * *weight;
                        *square += gain * gain;
                        *weight += rate * gain / (square.sqrt() + 0.1);
                    }
                }
            }
            for ((step, square), gain) in steps.iter_mut().zip(&mut step_squares).zip(&step_gains) {
                *square += gain * gain;
                *step += rate * gain / (square.sqrt() + 0.1);
            }
            let pause = (nth + 1) % quarter == 0 || nth + 1 == order.len();
            // The weights wander; their mean over the second half does not.
            if pause && round * 2 >= setting.rounds {
                taken += 1.0;
                for (sum, weight) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                    *sum += weight;
                }
                for (sum, step) in step_sums.iter_mut().zip(&steps) {
                    *sum += step;
                }
            }
        }
    }
    let kept = (1.0 - setting.left_out) / taken;
    let weights = sums.into_iter().map(|sums| sums.map(|sum| sum * kept));
    let steps = step_sums.into_iter().map(|sum| sum / taken).collect();
    Learned { weights: examples.names.iter().copied().zip(weights).collect(), steps }
}
