//! The numbers that were learned, as they stand in the crate.
//!
//! A table holds the weights of features by their numbers, in groups of four places: a feature stands in the group that its number
//! tells, under 16 further bits of that number, with one byte for each event. What a table does not have weighs nothing.

use super::crf::Scores;

/// The weights of the features of one stage.
#[derive(Debug, Clone)]
pub struct Table {
    groups: Vec<Group>,
    /// What one step of a byte weighs.
    pub scale: f32,
}

/// Four places: six bytes of weights for each, then the mark of each. Half a line of the cache, so that a feature costs one line.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Group([u8; 32]);

/// Where the marks begin in a group, and how many bytes of weights a place has.
const MARKS: usize = 24;
const PLACE: usize = MARKS / GROUP;
/// What a feature that no group has weighs.
static NOTHING: Group = Group([0; 32]);

/// Sums of weights; two more than there are events, since eight are added at once.
pub type Sums = [i16; 8];

/// Places in a group.
pub const GROUP: usize = 4;

/// The features of one token, gathered before any is looked up, so that the look-ups overlap.
#[derive(Debug)]
pub struct Features {
    list: [u64; MOST],
    count: usize,
}

/// A token has fewer features than this.
const MOST: usize = 80;

impl Default for Features {
    fn default() -> Self {
        Features { list: [0; MOST], count: 0 }
    }
}

impl Features {
    /// Adds a feature.
    #[inline(always)]
    pub fn push(&mut self, feature: u64) {
        if let Some(place) = self.list.get_mut(self.count) {
            *place = feature;
            self.count += 1;
        }
    }
}

/// The group and the mark of a feature.
#[inline]
pub fn place(feature: u64, groups: usize) -> (usize, u16) {
    let high = feature >> 32;
    let group = (high.wrapping_mul(groups as u64) >> 32) as usize;
    (group, (feature >> 16 & 0xFFFF) as u16 | 1)
}

impl Table {
    /// Adds the weights of features, and empties their list.
    pub fn add(&self, features: &mut Features, sums: &mut Sums) {
        let mut all = *sums;
        for feature in features.list.iter().take(features.count) {
            self.add_one(*feature, &mut all);
        }
        *sums = all;
        features.count = 0;
    }

    /// Without branches, since whether a table has a feature cannot be foretold.
    #[inline(always)]
    fn add_one(&self, feature: u64, sums: &mut Sums) {
        const ONES: u64 = 0x0001_0001_0001_0001;
        const HIGHS: u64 = ONES << 15;
        let (group, mark) = place(feature, self.groups.len());
        let Some(group) = self.groups.get(group) else { return };
        let Some(marks) = group.0.last_chunk::<8>() else { return };
        // The place whose mark is the same is zero now; the lowest such is found.
        let others = u64::from_le_bytes(*marks) ^ u64::from(mark).wrapping_mul(ONES);
        let same = others.wrapping_sub(ONES) & !others & HIGHS;
        let slot = (same.trailing_zeros() / 16) as usize & (GROUP - 1);
        let group = if same == 0 { &NOTHING } else { group };
        // Two bytes more than there are weights: they fall into sums that nobody reads.
        let Some(weights) = group.0.get(slot * PLACE..slot * PLACE + 8) else { return };
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
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
        let mut table = Vec::with_capacity(groups);
        for places in all.chunks_exact(GROUP * (2 + events)) {
            let mut group = Group([0; 32]);
            let (weights, marks) = group.0.split_at_mut(MARKS);
            let rooms = weights.chunks_exact_mut(PLACE).zip(marks.chunks_exact_mut(2));
            for (place, (weights, mark)) in places.chunks_exact(2 + events).zip(rooms) {
                let (own_mark, own) = place.split_at_checked(2)?;
                mark.copy_from_slice(own_mark);
                weights.get_mut(..events)?.copy_from_slice(own);
            }
            table.push(group);
        }
        Some(Table { groups: table, scale })
    }
}
