//! How much rests on whom: the settled claims whose evidence has one origin.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::report::Judged;
use super::{Judgement, Status};
use crate::model::{Direction, VerdictWord};

/// Claims of one status whose evidence, on the side that the verdict leans on, has this one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration<'w> {
    /// Confirmed or refuted.
    pub status: Status,
    /// The origin's key.
    pub origin: &'w str,
    /// The claims, by their places in [`super::Report::claims`].
    pub claims: Vec<usize>,
    /// How many claims have the status.
    pub of: usize,
}

/// The origins on which most rests first.
pub(super) fn concentration<'w>(claims: &[Judged<'w>], judgement: &'w Judgement) -> Vec<Concentration<'w>> {
    let sides = [(VerdictWord::Confirmed, Direction::Supports), (VerdictWord::Refuted, Direction::Refutes)];
    let mut found = Vec::new();
    for (word, direction) in sides {
        let status = Status::Marked(word);
        let mut origins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut of = 0;
        for (place, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.status == status) {
            of += 1;
            let side = judgement.claim(&claim.filed.path).and_then(|judged| judged.origins.side(&direction));
            if let Some([only]) = side.map(|side| side.named.as_slice()) {
                origins.entry(only).or_default().push(place);
            }
        }
        let one = |(origin, claims)| Concentration { status: status.clone(), origin, claims, of };
        found.extend(origins.into_iter().map(one));
    }
    found.sort_by_key(|one| Reverse(one.claims.len()));
    found
}
