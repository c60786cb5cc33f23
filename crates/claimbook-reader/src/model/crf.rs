//! A linear chain: which labels the tokens of a sequence most likely have, given a score for each event at each token.

/// Events at a token, at most.
pub const EVENTS: usize = 6;
/// The scores of the events at one token.
pub type Scores = [f32; EVENTS];

/// One step from a state to a state, with the events that it brings about.
#[derive(Debug, Clone, Copy)]
pub struct Arc {
    /// The state at the token before.
    pub from: usize,
    /// The state at the token.
    pub to: usize,
    /// The place of its events in [`Machine::combos`].
    pub combo: usize,
}

/// What may follow what.
#[derive(Debug)]
pub struct Machine {
    /// The number of states; the first one is where every sequence begins.
    pub states: usize,
    /// Which events go together, as bits.
    pub combos: Vec<u8>,
    /// The steps that there are.
    pub arcs: Vec<Arc>,
    /// The states in which a sequence may end, as bits.
    pub last: u32,
}

impl Machine {
    /// A machine from its steps, each with its events as bits.
    pub fn new(states: usize, steps: &[(usize, usize, u8)], last: u32) -> Self {
        let mut combos: Vec<u8> = Vec::new();
        let mut arcs = Vec::with_capacity(steps.len());
        for &(from, to, events) in steps {
            let combo = combos.iter().position(|other| *other == events).unwrap_or_else(|| {
                combos.push(events);
                combos.len() - 1
            });
            arcs.push(Arc { from, to, combo });
        }
        Machine { states, combos, arcs, last }
    }

    fn ends(&self, state: usize) -> bool {
        self.last >> state & 1 == 1
    }
}

/// Room for the sums over one sequence; kept to be used again.
#[derive(Debug, Default)]
pub struct Chain {
    length: usize,
    /// Score of each combination at each token, as a factor; the highest of a token is 1.
    factors: Vec<f32>,
    /// The same as logarithms.
    logs: Vec<f32>,
    steps: Vec<f32>,
    /// Sums over all ways to a state, each token's scaled to 1; one row more than tokens.
    pub forward: Vec<f32>,
    /// Sums over all ways from a state.
    pub backward: Vec<f32>,
    scales: Vec<f32>,
    from: Vec<u8>,
    best: Vec<f32>,
}

impl Chain {
    /// Takes the scores of a sequence and sums over all ways through it. Gives the logarithm of the whole sum.
    pub fn sum(&mut self, machine: &Machine, steps: &[f32], scores: &[Scores]) -> f64 {
        let (states, combos) = (machine.states, machine.combos.len());
        self.length = scores.len();
        self.steps.clear();
        self.steps.extend(steps.iter().map(|step| step.exp()));
        self.factors.clear();
        self.logs.clear();
        let mut whole = 0.0_f64;
        for scores in scores {
            let start = self.logs.len();
            let mut highest = f32::MIN;
            for combo in &machine.combos {
                let mut sum = 0.0;
                for (event, score) in scores.iter().enumerate() {
                    if combo >> event & 1 == 1 {
                        sum += score;
                    }
                }
                highest = highest.max(sum);
                self.logs.push(sum);
            }
            whole += f64::from(highest);
            let row = self.logs.get(start..).unwrap_or_default();
            self.factors.extend(row.iter().map(|log| (log - highest).max(-60.0).exp()));
        }
        self.forward.clear();
        self.forward.resize((self.length + 1) * states, 0.0);
        self.scales.clear();
        if let Some(first) = self.forward.first_mut() {
            *first = 1.0;
        }
        for (at, factors) in self.factors.chunks_exact(combos).enumerate() {
            let (before, row) = self.forward.split_at_mut((at + 1) * states);
            let before = &before[at * states..];
            let row = &mut row[..states];
            for (arc, step) in machine.arcs.iter().zip(&self.steps) {
                row[arc.to] += before[arc.from] * step * factors[arc.combo];
            }
            if at + 1 == self.length {
                for (state, value) in row.iter_mut().enumerate() {
                    if !machine.ends(state) {
                        *value = 0.0;
                    }
                }
            }
            let scale = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|value| *value /= scale);
            whole += f64::from(scale.ln());
            self.scales.push(scale);
        }
        whole
    }

    /// Sums over all ways from each token to the end; after [`Chain::sum`].
    pub fn sum_back(&mut self, machine: &Machine) {
        let (states, combos) = (machine.states, machine.combos.len());
        self.backward.clear();
        self.backward.resize((self.length + 1) * states, 0.0);
        if let Some(row) = self.backward.get_mut(self.length * states..) {
            for (state, value) in row.iter_mut().enumerate() {
                *value = if self.length == 0 || machine.ends(state) { 1.0 } else { 0.0 };
            }
        }
        for (at, factors) in self.factors.chunks_exact(combos).enumerate().rev() {
            let (row, after) = self.backward.split_at_mut((at + 1) * states);
            let row = &mut row[at * states..];
            let after = &after[..states];
            let scale = self.scales.get(at).copied().unwrap_or(1.0);
            for (arc, step) in machine.arcs.iter().zip(&self.steps) {
                row[arc.from] += step * factors[arc.combo] * after[arc.to] / scale;
            }
        }
    }

    /// How likely a token has a state; after both sums.
    pub fn likely(&self, machine: &Machine, at: usize, state: usize) -> f32 {
        let place = (at + 1) * machine.states + state;
        self.forward.get(place).zip(self.backward.get(place)).map_or(0.0, |(a, b)| a * b)
    }

    /// How likely the sequence ends in one of some states; after [`Chain::sum`].
    pub fn last_in(&self, machine: &Machine, states: u32) -> f32 {
        let row = self.forward.get(self.length * machine.states..).unwrap_or_default();
        row.iter().enumerate().filter(|(state, _)| states >> state & 1 == 1).map(|(_, likely)| likely).sum()
    }

    /// How likely each step is at a token; after both sums.
    pub fn steps_at(&self, machine: &Machine, at: usize, mut each: impl FnMut(usize, Arc, f32)) {
        let (states, combos) = (machine.states, machine.combos.len());
        let scale = self.scales.get(at).copied().unwrap_or(1.0);
        let (Some(before), Some(after), Some(factors)) = (
            self.forward.get(at * states..(at + 1) * states),
            self.backward.get((at + 1) * states..(at + 2) * states),
            self.factors.get(at * combos..(at + 1) * combos),
        ) else {
            return;
        };
        for (place, (arc, step)) in machine.arcs.iter().zip(&self.steps).enumerate() {
            let likely = before[arc.from] * step * factors[arc.combo] * after[arc.to] / scale;
            each(place, *arc, likely);
        }
    }

    /// The likeliest way through the sequence that ends in one of `last`'s states; after [`Chain::sum`]. Gives its score and the
    /// state of each token.
    pub fn best(&mut self, machine: &Machine, steps: &[f32], last: u32, path: &mut Vec<u8>) -> f32 {
        let (states, combos) = (machine.states, machine.combos.len());
        self.best.clear();
        self.best.resize(states, f32::MIN);
        if let Some(first) = self.best.first_mut() {
            *first = 0.0;
        }
        self.from.clear();
        self.from.resize(self.length * states, 0);
        let mut row = [f32::MIN; 32];
        for (at, logs) in self.logs.chunks_exact(combos).enumerate() {
            row.fill(f32::MIN);
            let from = &mut self.from[at * states..(at + 1) * states];
            for (arc, step) in machine.arcs.iter().zip(steps) {
                let score = self.best[arc.from] + step + logs[arc.combo];
                if score > row[arc.to] {
                    row[arc.to] = score;
                    from[arc.to] = u8::try_from(arc.from).unwrap_or(0);
                }
            }
            self.best.copy_from_slice(&row[..states]);
        }
        let (mut state, mut score) = (0, f32::MIN);
        for (other, value) in self.best.iter().enumerate() {
            if last >> other & 1 == 1 && *value > score {
                (state, score) = (other, *value);
            }
        }
        path.clear();
        for at in (0..self.length).rev() {
            path.push(u8::try_from(state).unwrap_or(0));
            state = usize::from(self.from[at * states + state]);
        }
        path.reverse();
        score
    }
}
