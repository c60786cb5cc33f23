//! The numbers that were learned, as they stand in the crate.
//!
//! A table holds the weights of features by their numbers, in groups of four places: a feature stands in the group that its number
//! tells, under 16 bits of that number, with one byte for each event. What a table does not have weighs nothing.

use super::crf::Scores;

/// The weights of the features of one stage.
#[derive(Debug, Clone)]
pub struct Table {
    marks: Vec<[u16; GROUP]>,
    weights: Vec<[[i8; 6]; GROUP]>,
    /// What one step of a byte weighs.
    pub scale: f32,
}

/// Places in a group.
pub const GROUP: usize = 4;

/// The group and the mark of a feature.
#[inline]
pub fn place(feature: u64, groups: usize) -> (usize, u16) {
    let high = feature >> 32;
    let group = (high.wrapping_mul(groups as u64) >> 32) as usize;
    ((group), (feature & 0xFFFF) as u16 | 1)
}

impl Table {
    /// Adds the weights of a feature.
    #[inline]
    pub fn add(&self, feature: u64, sums: &mut [i32; 6]) {
        let (group, mark) = place(feature, self.marks.len());
        let Some(marks) = self.marks.get(group) else { return };
        for (slot, other) in marks.iter().enumerate() {
            if *other == mark {
                if let Some(weights) = self.weights.get(group).and_then(|weights| weights.get(slot)) {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += i32::from(*weight);
                    }
                }
                return;
            }
        }
    }

    /// Sums as scores.
    #[inline]
    pub fn scores(&self, sums: &[i32; 6]) -> Scores {
        sums.map(|sum| sum as f32 * self.scale)
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
        let mut weights = Vec::with_capacity(groups);
        for group in all.chunks_exact(GROUP * (2 + events)) {
            let (mut group_marks, mut group_weights) = ([0; GROUP], [[0; 6]; GROUP]);
            for (slot, entry) in group.chunks_exact(2 + events).enumerate() {
                let (mark, values) = entry.split_first_chunk::<2>()?;
                *group_marks.get_mut(slot)? = u16::from_le_bytes(*mark);
                for (weight, value) in group_weights.get_mut(slot)?.iter_mut().zip(values) {
                    *weight = i8::from_le_bytes([*value]);
                }
            }
            marks.push(group_marks);
            weights.push(group_weights);
        }
        Some(Table { marks, weights, scale })
    }
}
