//! The numbers that were learned, as they stand in the crate.
//!
//! A table holds the weights of features by their numbers, in groups of four places: a feature stands in the group that its number
//! tells, under 16 bits of that number, with one byte for each event. What a table does not have weighs nothing.

use super::crf::Scores;

/// The weights of the features of one stage.
#[derive(Debug, Clone)]
pub struct Table {
    /// The marks of each group, 16 bits for each of its places.
    marks: Vec<u64>,
    /// The weights of all places, and one more that weighs nothing.
    weights: Vec<[i8; 8]>,
    /// What one step of a byte weighs.
    pub scale: f32,
}

/// Sums of weights; two more than there are events, since eight are added at once.
pub type Sums = [i16; 8];

/// Places in a group.
pub const GROUP: usize = 4;

/// The group and the mark of a feature.
#[inline]
pub fn place(feature: u64, groups: usize) -> (usize, u16) {
    let high = feature >> 32;
    let group = (high.wrapping_mul(groups as u64) >> 32) as usize;
    (group, (feature & 0xFFFF) as u16 | 1)
}

impl Table {
    /// Adds the weights of a feature. Without branches, since whether a table has a feature cannot be foretold.
    #[inline]
    pub fn add(&self, feature: u64, sums: &mut Sums) {
        const ONES: u64 = 0x0001_0001_0001_0001;
        const HIGHS: u64 = ONES << 15;
        let (group, mark) = place(feature, self.marks.len());
        let marks = self.marks.get(group).copied().unwrap_or(0);
        // The place whose mark is the same is zero now; the lowest such is found.
        let others = marks ^ u64::from(mark).wrapping_mul(ONES);
        let same = others.wrapping_sub(ONES) & !others & HIGHS;
        let slot = group * GROUP + (same.trailing_zeros() / 16) as usize;
        let slot = if same == 0 { self.weights.len().wrapping_sub(1) } else { slot };
        let Some(weights) = self.weights.get(slot) else { return };
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.wrapping_add(i16::from(*weight));
        }
    }

    /// Sums as scores.
    #[inline]
    pub fn scores(&self, sums: &Sums) -> Scores {
        let [a, b, c, d, e, f, ..] = *sums;
        [a, b, c, d, e, f].map(|sum| f32::from(sum) * self.scale)
    }
}

/// Everything that was learned.
#[derive(Debug, Clone)]
pub struct Weights {
    /// The first stage: features, then steps.
    pub cues: Table,
    /// Its steps.
    pub cue_steps: Vec<f32>,
    /// The second stage.
    pub roles: Table,
    /// Its steps.
    pub role_steps: Vec<f32>,
    /// How sure a found attribution is: weights of [`super::sure::facts`].
    pub sure: Vec<f32>,
    /// A token as likely as this to begin a cue is tried.
    pub try_from: f32,
    /// An attribution as sure as this is kept.
    pub keep_from: f32,
}

/// What the file begins with.
pub const HEAD: &[u8; 8] = b"CBREAD01";

/// Reads the file; `None` where it is not one.
pub fn read(bytes: &[u8]) -> Option<Weights> {
    let mut rest = Rest(bytes.strip_prefix(HEAD)?);
    Some(Weights {
        cues: rest.table(3)?,
        cue_steps: rest.numbers()?,
        roles: rest.table(6)?,
        role_steps: rest.numbers()?,
        sure: rest.numbers()?,
        try_from: rest.number()?,
        keep_from: rest.number()?,
    })
}

struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn number(&mut self) -> Option<f32> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(f32::from_le_bytes(bytes)).filter(|number| number.is_finite())
    }

    fn numbers(&mut self) -> Option<Vec<f32>> {
        (0..self.count()?).map(|_| self.number()).collect()
    }

    fn table(&mut self, events: usize) -> Option<Table> {
        let groups = self.count()?;
        let scale = self.number()?;
        let all = self.take(groups.checked_mul(GROUP * (2 + events))?)?;
        let mut marks = Vec::with_capacity(groups);
        let mut weights = Vec::with_capacity(groups * GROUP + 1);
        for group in all.chunks_exact(GROUP * (2 + events)) {
            let mut group_marks = 0;
            for (slot, entry) in group.chunks_exact(2 + events).enumerate() {
                let (mark, values) = entry.split_first_chunk::<2>()?;
                group_marks |= u64::from(u16::from_le_bytes(*mark)) << (16 * slot);
                let mut room = [0; 8];
                for (weight, value) in room.iter_mut().zip(values) {
                    *weight = i8::from_le_bytes([*value]);
                }
                weights.push(room);
            }
            marks.push(group_marks);
        }
        weights.push([0; 8]);
        Some(Table { marks, weights, scale })
    }
}
