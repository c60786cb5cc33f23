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

/// The origins on which most rests first, from the claims that rest on one: their places, those of their statuses among the
/// totals, and their origins.
pub(super) fn concentration<'r>(
    totals: &[(Status, usize)],
    claims: &[(u32, u16, &'r str)],
) -> Vec<Concentration<'r>> {
    let mut found = Vec::new();
    for word in [VerdictWord::Confirmed, VerdictWord::Refuted] {
        let status = Status::Marked(word);
        let Some((at, (_, of))) = (0u16..).zip(totals).find(|(_, (other, _))| *other == status) else {
            continue;
        };
        let mut origins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, _, origin) in claims.iter().filter(|(_, own, _)| *own == at) {
            origins.entry(origin).or_default().push(*place as usize);
        }
        let one = |(origin, claims)| Concentration { status: status.clone(), origin, claims, of: *of };
        found.extend(origins.into_iter().map(one));
    }
    found.sort_by_key(|one| Reverse(one.claims.len()));
    found
}
