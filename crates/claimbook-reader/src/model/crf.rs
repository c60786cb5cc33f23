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

/// A number for each state, or for each combination of events.
type Row = [f32; ROW];
/// No machine has more states or combinations.
const ROW: usize = 16;
/// What keeps a number below [`ROW`], so that no bound need be checked.
const MASK: usize = ROW - 1;

/// Room for the sums over one sequence; kept to be used again.
#[derive(Debug, Default)]
pub struct Chain {
    length: usize,
    /// Score of each combination at each token, as a factor; the highest of a token is 1.
    factors: Vec<Row>,
    /// The same as logarithms.
    logs: Vec<Row>,
    steps: Vec<f32>,
    /// Sums over all ways to a state, each token's scaled to 1; one row more than tokens.
    forward: Vec<Row>,
    /// Sums over all ways from a state.
    backward: Vec<Row>,
    scales: Vec<f32>,
    from: Vec<[u8; ROW]>,
}

/// The power of e: the same on every machine, and several at once. Off by a few millionths at most.
#[inline]
fn exp(x: f32) -> f32 {
    // 2^(whole + rest), with the rest between -1/2 and 1/2; adding and taking away a large number rounds.
    const ROUNDS: f32 = 12_582_912.0;
    let power = x.clamp(-87.0, 87.0) * std::f32::consts::LOG2_E;
    let whole = power + ROUNDS - ROUNDS;
    let rest = power - whole;
    let series = 1.333_355_8e-3_f32;
    let series = series * rest + 9.618_129e-3;
    let series = series * rest + 5.550_411e-2;
    let series = series * rest + 2.402_265e-1;
    let series = series * rest + 6.931_472e-1;
    let series = series * rest + 1.0;
    let bits = (power + ROUNDS).to_bits().wrapping_sub(ROUNDS.to_bits());
    series * f32::from_bits(bits.wrapping_add(127) << 23)
}

/// How many scales are multiplied before a logarithm is taken.
const SCALES: usize = 8;

impl Chain {
    /// Takes the scores of a sequence and sums over all ways through it. Gives the logarithm of the whole sum.
    pub fn sum(&mut self, machine: &Machine, steps: &[f32], scores: &[Scores]) -> f64 {
        self.length = scores.len();
        self.steps.clear();
        self.steps.extend(steps.iter().map(|step| step.exp()));
        self.factors.clear();
        self.logs.clear();
        let mut whole = 0.0_f64;
        for scores in scores {
            let mut logs = [f32::MIN; ROW];
            let mut highest = f32::MIN;
            for (log, combo) in logs.iter_mut().zip(&machine.combos) {
                let mut sum = 0.0;
                for (event, score) in scores.iter().enumerate() {
                    sum += if combo >> event & 1 == 1 { *score } else { 0.0 };
                }
                highest = highest.max(sum);
                *log = sum;
            }
            whole += f64::from(highest);
            self.logs.push(logs);
            self.factors.push(logs.map(|log| exp((log - highest).max(-60.0))));
        }
        self.forward.clear();
        self.scales.clear();
        let mut before = [0.0; ROW];
        before[0] = 1.0;
        self.forward.push(before);
        let mut product = 1.0_f64;
        for (at, factors) in self.factors.iter().enumerate() {
            let mut row = [0.0; ROW];
            for (arc, step) in machine.arcs.iter().zip(&self.steps) {
                row[arc.to & MASK] += before[arc.from & MASK] * step * factors[arc.combo & MASK];
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
            product *= f64::from(scale);
            if at % SCALES == SCALES - 1 {
                whole += product.ln();
                product = 1.0;
            }
            self.scales.push(scale);
            self.forward.push(row);
            before = row;
        }
        whole + product.ln()
    }

    /// Sums over all ways from each token to the end; after [`Chain::sum`].
    pub fn sum_back(&mut self, machine: &Machine) {
        self.backward.clear();
        self.backward.resize(self.length + 1, [0.0; ROW]);
        let mut after = [0.0; ROW];
        for (state, value) in after.iter_mut().enumerate().take(machine.states) {
            *value = if self.length == 0 || machine.ends(state) { 1.0 } else { 0.0 };
        }
        let Some((last, rows)) = self.backward.split_last_mut() else { return };
        *last = after;
        for ((factors, scale), row) in self.factors.iter().zip(&self.scales).zip(rows).rev() {
            let mut sums = [0.0; ROW];
            for (arc, step) in machine.arcs.iter().zip(&self.steps) {
                sums[arc.from & MASK] += step * factors[arc.combo & MASK] * after[arc.to & MASK] / scale;
            }
            *row = sums;
            after = sums;
        }
    }

    /// How likely a token has a state; after both sums.
    pub fn likely(&self, machine: &Machine, at: usize, state: usize) -> f32 {
        if state >= machine.states {
            return 0.0;
        }
        let rows = self.forward.get(at + 1).zip(self.backward.get(at + 1));
        rows.map_or(0.0, |(forward, backward)| forward[state & MASK] * backward[state & MASK])
    }

    /// How likely the sequence ends in one of some states; after [`Chain::sum`].
    pub fn last_in(&self, states: u32) -> f32 {
        let row = self.forward.get(self.length).copied().unwrap_or_default();
        row.iter().enumerate().filter(|(state, _)| states >> state & 1 == 1).map(|(_, likely)| likely).sum()
    }

    /// How likely each step is at a token; after both sums.
    pub fn steps_at(&self, machine: &Machine, at: usize, mut each: impl FnMut(usize, Arc, f32)) {
        let scale = self.scales.get(at).copied().unwrap_or(1.0);
        let (Some(before), Some(after), Some(factors)) =
            (self.forward.get(at), self.backward.get(at + 1), self.factors.get(at))
        else {
            return;
        };
        for (place, (arc, step)) in machine.arcs.iter().zip(&self.steps).enumerate() {
            let factor = step * factors[arc.combo & MASK] / scale;
            each(place, *arc, before[arc.from & MASK] * factor * after[arc.to & MASK]);
        }
    }

    /// The likeliest way through the sequence that ends in one of `last`'s states; after [`Chain::sum`]. Gives its score and the
    /// state of each token.
    pub fn best(&mut self, machine: &Machine, steps: &[f32], last: u32, path: &mut Vec<u8>) -> f32 {
        let mut best = [f32::MIN; ROW];
        best[0] = 0.0;
        self.from.clear();
        for logs in &self.logs {
            let mut row = [f32::MIN; ROW];
            let mut from = [0; ROW];
            for (arc, step) in machine.arcs.iter().zip(steps) {
                let score = best[arc.from & MASK] + step + logs[arc.combo & MASK];
                let to = arc.to & MASK;
                let better = score > row[to];
                row[to] = if better { score } else { row[to] };
                from[to] = if better { (arc.from & MASK) as u8 } else { from[to] };
            }
            best = row;
            self.from.push(from);
        }
        let (mut state, mut score) = (0, f32::MIN);
        for (other, value) in best.iter().enumerate() {
            if last >> other & 1 == 1 && *value > score {
                (state, score) = (other, *value);
            }
        }
        path.clear();
        for from in self.from.iter().rev() {
            path.push((state & MASK) as u8);
            state = usize::from(from[state & MASK]);
        }
        path.reverse();
        score
    }
}
