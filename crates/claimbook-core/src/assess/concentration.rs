//! How much rests on whom: the settled claims whose evidence has one origin.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Row, Status};
use crate::model::VerdictWord;

/// Claims of one status whose evidence, on the side that the verdict leans on, has this one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration<'r> {
    /// Confirmed or refuted.
    pub status: Status,
    /// The origin's key.
    pub origin: &'r str,
    /// The claims, by their places in [`super::Report::claims`].
    pub claims: Vec<usize>,
    /// How many claims have the status.
    pub of: usize,
}

/// The origins on which most rests first.
pub(super) fn concentration<'r>(claims: &[&'r Row<'r>]) -> Vec<Concentration<'r>> {
    let mut found = Vec::new();
    for word in [VerdictWord::Confirmed, VerdictWord::Refuted] {
        let status = Status::Marked(word);
        let mut origins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut of = 0;
        for (place, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.status == status) {
            of += 1;
            if let Some(only) = claim.rests_on {
                origins.entry(only).or_default().push(place);
            }
        }
        let one = |(origin, claims)| Concentration { status: status.clone(), origin, claims, of };
        found.extend(origins.into_iter().map(one));
    }
    found.sort_by_key(|one| Reverse(one.claims.len()));
    found
}
