//! How much rests on whom: the settled claims whose evidence has one origin.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Status;
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

/// The origins on which most rests first, from the claims that rest on one: their places, statuses and origins.
pub(super) fn concentration<'r>(
    totals: &[(Status, usize)],
    claims: &[(usize, Status, &'r str)],
) -> Vec<Concentration<'r>> {
    let mut found = Vec::new();
    for word in [VerdictWord::Confirmed, VerdictWord::Refuted] {
        let status = Status::Marked(word);
        let of = totals.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| *count);
        let mut origins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, _, origin) in claims.iter().filter(|(_, own, _)| *own == status) {
            origins.entry(origin).or_default().push(*place);
        }
        let one = |(origin, claims)| Concentration { status: status.clone(), origin, claims, of };
        found.extend(origins.into_iter().map(one));
    }
    found.sort_by_key(|one| Reverse(one.claims.len()));
    found
}
