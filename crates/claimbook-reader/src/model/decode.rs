//! From a passage to what was found in it.

use super::crf::{Chain, Machine, Scores};
use super::weights::{Features, Sums, Weights};
use super::words::{PAD, Passage};
use super::{cues, roles};
use std::ops::Range;

/// For how many cues a token is looked at, about; prose in paragraphs has two or three.
const LOOKS: usize = 8;
/// No cue is looked around less far than this, in tokens.
const NEAREST: usize = 30;

/// A stretch that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its places in the passage.
    pub places: Range<usize>,
    /// How likely it is one.
    pub likely: f32,
}

/// An attribution that may be one, by places in the passage.
#[derive(Debug, Clone)]
pub struct Found {
    /// The cue.
    pub cue: Candidate,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The parts of the content.
    pub content: Vec<Range<usize>>,
    /// How likely the cue has any content.
    pub some: f32,
    /// The logarithm of how likely just these places are.
    pub just: f32,
    /// How sure it is an attribution, all together.
    pub sure: f32,
}

/// The machines of both stages, the weights, and room to work in.
#[derive(Debug)]
pub struct Decoder<'w> {
    weights: &'w Weights,
    cue_machine: Machine,
    role_machine: Machine,
    role_states: Vec<roles::State>,
    with_content: u32,
    chain: Chain,
    scores: Vec<Scores>,
    /// The scores that a token has on the left and on the right of any cue, once they are asked for.
    own: Vec<[Option<Sums>; 2]>,
    path: Vec<u8>,
    features: Features,
    reach: usize,
}

impl<'w> Decoder<'w> {
    /// A decoder with some weights.
    pub fn new(weights: &'w Weights) -> Self {
        Decoder {
            weights,
            cue_machine: cues::machine(),
            role_machine: roles::machine(),
            role_states: roles::states(),
            with_content: roles::with_content(),
            chain: Chain::default(),
            scores: Vec::new(),
            own: Vec::new(),
            path: Vec::new(),
            features: Features::default(),
            reach: roles::REACH,
        }
    }

    /// The stretches of a passage that may be cues. Tells the passage's words how likely each is part of one.
    pub fn candidates(&mut self, passage: &mut Passage) -> Vec<Candidate> {
        self.scores.clear();
        for place in 0..passage.len() {
            let mut sums = [0; 8];
            cues::features(passage, place, &mut |feature| self.features.push(feature));
            self.weights.cues.add(&mut self.features, &mut sums);
            self.scores.push(self.weights.cues.scores(&sums));
        }
        let machine = &self.cue_machine;
        self.chain.sum(machine, &self.weights.cue_steps, &self.scores);
        self.chain.sum_back(machine);
        let mut found: Vec<Candidate> = Vec::new();
        let mut begun = 0;
        for place in 0..passage.len() {
            let first = self.chain.likely(machine, place, cues::FIRST);
            let inside = first + self.chain.likely(machine, place, cues::MORE);
            begun += u32::from(first >= 0.4);
            if let Some(word) = passage.words.get_mut(place + PAD) {
                word.cue = u32::from(inside >= 0.1) + u32::from(inside >= 0.35) + u32::from(inside >= 0.7);
                word.cues = begun;
            }
            if first < self.weights.try_from {
                continue;
            }
            let end = (place + 1..passage.len().min(place + 20))
                .find(|next| !self.goes_on(*next))
                .unwrap_or(passage.len().min(place + 20));
            let candidate = Candidate { places: place..end, likely: first };
            match found.last_mut().filter(|last| last.places.end > place) {
                Some(last) => {
                    let likely = (last.likely + first).min(1.0);
                    if last.likely < first {
                        *last = candidate;
                    }
                    last.likely = likely;
                }
                None => found.push(candidate),
            }
        }
        // No prose has more; a text that does would take long.
        let most = passage.len() / 8 + 6;
        if found.len() > most {
            found.sort_by(|a, b| b.likely.total_cmp(&a.likely).then(a.places.start.cmp(&b.places.start)));
            found.truncate(most);
            found.sort_by_key(|one| one.places.start);
        }
        found
    }

    /// Whether a cue that holds the token before a place more likely goes on than not.
    fn goes_on(&self, place: usize) -> bool {
        let (mut on, mut off) = (0.0, 0.0);
        self.chain.steps_at(&self.cue_machine, place, |_, arc, likely| {
            if arc.from != cues::OUT {
                *(if arc.to == cues::MORE { &mut on } else { &mut off }) += likely;
            }
        });
        on > off
    }

    /// Forgets what was kept of the passage before.
    pub fn begin(&mut self, passage: &Passage) {
        self.own.clear();
        self.own.resize(passage.len() + 1, [None; 2]);
        self.reach = roles::REACH;
    }

    /// Looks less far from each cue of a long passage that has many, so that each token is looked at for a bounded number of cues.
    pub fn bound(&mut self, passage: &Passage, cues: usize) {
        let reach = LOOKS * passage.len() / (2 * cues).max(1);
        self.reach = if cues <= LOOKS { roles::REACH } else { reach.clamp(NEAREST, roles::REACH) };
    }

    /// Source and content of a cue; a content is always found, likely or not.
    pub fn roles(&mut self, passage: &Passage, candidate: &Candidate) -> Option<Found> {
        let window = roles::window(passage, &candidate.places, self.reach);
        let cue = roles::Cue::new(passage, candidate.places.clone());
        let table = &self.weights.roles;
        self.scores.clear();
        for place in window.start..=window.end {
            let right = place >= candidate.places.start;
            let kept = self.own.get_mut(place)?.get_mut(usize::from(right))?;
            let mut sums = *kept.get_or_insert_with(|| {
                let mut sums = [0; 8];
                roles::own_features(passage, place, right, &mut |feature| self.features.push(feature));
                table.add(&mut self.features, &mut sums);
                sums
            });
            roles::features(passage, &cue, place, &mut |feature| self.features.push(feature));
            table.add(&mut self.features, &mut sums);
            self.scores.push(table.scores(&sums));
        }
        let machine = &self.role_machine;
        let whole = self.chain.sum(machine, &self.weights.role_steps, &self.scores);
        let some = self.chain.last_in(self.with_content);
        let steps = &self.weights.role_steps;
        let score = self.chain.best(machine, steps, self.with_content, &mut self.path);
        let mut found = Found {
            cue: candidate.clone(),
            source: None,
            content: Vec::new(),
            some,
            just: (f64::from(score) - whole) as f32,
            sure: 0.0,
        };
        let mut before = roles::State { source: 0, content: 0 };
        for (place, state) in (window.start..).zip(&self.path) {
            let state = *self.role_states.get(usize::from(*state))?;
            if state.source == 1 {
                found.source.get_or_insert(place..place).end = place + 1;
            }
            if state.content % 2 == 1 {
                if before.content != state.content {
                    found.content.push(place..place);
                }
                if let Some(part) = found.content.last_mut() {
                    part.end = place + 1;
                }
            }
            before = state;
        }
        (!found.content.is_empty()).then_some(found)
    }
}
