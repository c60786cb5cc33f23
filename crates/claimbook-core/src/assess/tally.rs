//! Claims counted under what they have in common.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::Status;

/// The claims that have something in common.
#[derive(Debug)]
pub struct Tally<'r> {
    /// What they have in common: a key or a topic. `None`: nothing is recorded.
    pub key: Option<&'r str>,
    /// Their places in [`super::Report::claims`].
    pub claims: Vec<u32>,
    /// How many of them have each status that occurs, in the order of reports.
    pub counts: Arc<[(Status, usize)]>,
}

/// Texts by number, each once, in the order in which they came.
#[derive(Default)]
pub(super) struct Keys<'r> {
    pub(super) texts: Vec<&'r str>,
    numbers: HashMap<&'r str, u32, RandomState>,
    /// What an index kept has each text in one place only, so that where it stands tells which it is, and no letter of it has to be
    /// looked at. Where a text stands and how long it is, with its number; of those that fall into one slot, the last.
    seen: Vec<(usize, usize, u32)>,
}

/// A power of two.
const SEEN: usize = 1 << 10;

impl<'r> Keys<'r> {
    pub(super) fn number(&mut self, text: &'r str) -> u32 {
        let (at, length) = (text.as_ptr().addr(), text.len());
        if self.seen.is_empty() {
            self.seen.resize(SEEN, (0, 0, 0));
        }
        // Fibonacci hashing: the upper bits of the product are those that every bit of the address has a part in.
        let slot = (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SEEN.trailing_zeros());
        let slot = usize::try_from(slot).unwrap_or_default();
        match self.seen.get(slot) {
            Some((address, size, number)) if *address == at && *size == length && length > 0 => *number,
            _ => {
                let number = self.look_up(text);
                if let Some(seen) = self.seen.get_mut(slot) {
                    *seen = (at, length, number);
                }
                number
            }
        }
    }

    fn look_up(&mut self, text: &'r str) -> u32 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            // There are no more texts than claims, and of these fewer than four billion.
            u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// Tallies in the making.
#[derive(Default)]
pub(super) struct Tallies<'r> {
    keys: Keys<'r>,
    /// By the numbers of their keys.
    keyed: Vec<Counting>,
    /// Of what nothing is recorded.
    none: Counting,
}

#[derive(Default)]
struct Counting {
    claims: Vec<u32>,
    /// By the places of the statuses among the report's totals.
    counts: Vec<u32>,
}

impl<'r> Tallies<'r> {
    /// Counts a claim under each of its keys, or under none. `status` is the place of its status among the report's totals.
    pub(super) fn add_all(&mut self, claim: u32, status: usize, keys: impl Iterator<Item = &'r str>) {
        let mut none = true;
        for key in keys {
            none = false;
            self.of(key).add(claim, status);
        }
        if none {
            self.none.add(claim, status);
        }
    }

    /// Takes what was counted of the claims that come after; `places` are those of its statuses here.
    pub(super) fn append(&mut self, later: Tallies<'r>, places: &[usize]) {
        for (key, counting) in later.keys.texts.into_iter().zip(later.keyed) {
            self.of(key).append(counting, places);
        }
        self.none.append(later.none, places);
    }

    fn of(&mut self, key: &'r str) -> &mut Counting {
        let number = self.keys.number(key) as usize;
        if number >= self.keyed.len() {
            self.keyed.resize_with(number + 1, Counting::default);
        }
        &mut self.keyed[number]
    }

    /// The tallies with the most claims first; what is not recorded comes last, however much it is.
    pub(super) fn sorted(self, totals: &[(Status, usize)]) -> Vec<Tally<'r>> {
        let tally =
            |key, counting: Counting| Tally { key, counts: counting.told(totals), claims: counting.claims };
        let keyed = self.keys.texts.into_iter().zip(self.keyed);
        let mut tallies: Vec<_> = keyed.map(|(key, counting)| tally(Some(key), counting)).collect();
        tallies.sort_by_key(|it| (Reverse(it.claims.len()), it.key));
        tallies.extend(Some(self.none).filter(|none| !none.claims.is_empty()).map(|none| tally(None, none)));
        tallies
    }
}

impl Counting {
    fn add(&mut self, claim: u32, status: usize) {
        // A claim that has it twice counts once.
        if self.claims.last() != Some(&claim) {
            self.claims.push(claim);
            self.count(status, 1);
        }
    }

    fn append(&mut self, later: Counting, places: &[usize]) {
        self.claims.extend(later.claims);
        for (status, number) in later.counts.into_iter().enumerate() {
            self.count(places.get(status).copied().unwrap_or(status), number);
        }
    }

    fn count(&mut self, status: usize, number: u32) {
        if status >= self.counts.len() {
            self.counts.resize(status + 1, 0);
        }
        self.counts[status] += number;
    }

    fn told(&self, totals: &[(Status, usize)]) -> Arc<[(Status, usize)]> {
        let counts = totals.iter().zip(&self.counts).filter(|(_, number)| **number > 0);
        let mut counts: Vec<_> =
            counts.map(|((status, _), number)| (status.clone(), *number as usize)).collect();
        counts.sort_by_key(|(status, _)| status.place());
        counts.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_wherever_it_stands() {
        let (one, other) = (String::from("pentagon"), String::from("pentagon"));
        let mut keys = Keys::default();
        let numbers = [&one, "nato", &other, "", &one].map(|text| keys.number(text));
        assert_eq!(numbers, [0, 1, 0, 2, 0]);
        assert_eq!(keys.texts, ["pentagon", "nato", ""]);
    }

    #[test]
    fn of_two_texts_at_one_place_each_has_its_own_number() {
        let text = String::from("pentagonal");
        let mut keys = Keys::default();
        let numbers = [&text[..8], &text[..], &text[..8]].map(|text| keys.number(text));
        assert_eq!(numbers, [0, 1, 0]);
    }

    #[test]
    fn what_is_counted_in_pieces_is_what_is_counted_at_once() {
        let totals: Vec<(Status, usize)> = Status::ALL.into_iter().map(|status| (status, 0)).collect();
        let claims = [(0, vec!["a", "b"]), (1, vec![]), (2, vec!["b", "b"]), (0, vec!["a"])];
        let count = |range: std::ops::Range<usize>| {
            let mut tallies = Tallies::default();
            for at in range {
                tallies.add_all(at as u32, claims[at].0, claims[at].1.iter().copied());
            }
            tallies
        };
        let mut pieces = count(0..2);
        pieces.append(count(2..4), &[0, 1, 2]);
        let told = |tallies: Tallies<'_>| format!("{:?}", tallies.sorted(&totals));
        assert_eq!(told(pieces), told(count(0..4)));
    }
}
