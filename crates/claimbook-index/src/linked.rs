//! Which claims link to each other, both ways, to be asked again and again.

use std::collections::HashMap;

use claimbook_core::assess::Rows as _;
use claimbook_core::redact::Renamed;
use claimbook_core::workspace::Workspace;
use rayon::prelude::*;

use crate::kept::Kept;
use crate::ties::{List, digest};
use crate::view::AllRows;

/// The claims of a workspace by their places among its rows; ids are held by their digests.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    by_id: HashMap<u64, u32>,
    /// Of each claim that links to any: which ids it names.
    from: HashMap<u32, Vec<u64>>,
    /// Of each id that is linked to: by which claims.
    to: HashMap<u64, Vec<u32>>,
}

/// A claim's own id, and those that it links to.
type Ends = (Option<u64>, Vec<u64>);

impl Linked {
    /// Of what was kept. `None` where that cannot be read.
    pub(crate) fn of_kept(kept: &Kept) -> Option<Self> {
        let front = kept.front()?;
        let ends = |place: usize| -> Option<Ends> {
            let ties = front.ties(*kept.claims.get(place)?)?;
            let mut linked = Vec::new();
            ties.each(List::Linked, |to| linked.push(to))?;
            Some((ties.id, linked))
        };
        let ends: Option<Vec<Ends>> = (0..kept.claims.len()).into_par_iter().map(ends).collect();
        Some(Linked::of(ends?))
    }

    /// Of a workspace that was read whole, as outsiders may see it or not.
    pub(crate) fn of_files(workspace: &Workspace, rows: &AllRows<'_>, renamed: &Renamed) -> Self {
        let ends = |place: usize| {
            let path = renamed.claim(rows.row(place).path.to_owned());
            let claim = workspace.claim_at(&path).map(|filed| &filed.data);
            let id = claim.and_then(|claim| claim.id.as_ref());
            let links = claim.into_iter().flat_map(|claim| &claim.links);
            let links = links.filter_map(|link| link.to.as_ref());
            (id.map(|id| digest(id.as_str())), links.map(|to| digest(to.as_str())).collect())
        };
        Linked::of((0..rows.len()).map(ends).collect())
    }

    fn of(ends: Vec<Ends>) -> Self {
        let mut linked = Linked { by_id: HashMap::with_capacity(ends.len()), ..Linked::default() };
        for (place, (id, links)) in (0u32..).zip(ends) {
            linked.by_id.extend(id.map(|id| (id, place)));
            for to in &links {
                linked.to.entry(*to).or_default().push(place);
            }
            if !links.is_empty() {
                linked.from.insert(place, links);
            }
        }
        linked
    }

    /// The claims that the one at a place links to, and those that link to it, by id. In order, each once, and never itself.
    pub(crate) fn around(&self, place: usize, id: Option<&str>) -> Vec<usize> {
        let own = u32::try_from(place).ok();
        let there = own.and_then(|own| self.from.get(&own)).into_iter().flatten();
        let there = there.filter_map(|id| self.by_id.get(id));
        let back = id.and_then(|id| self.to.get(&digest(id))).into_iter().flatten();
        let mut around: Vec<usize> = there.chain(back).map(|place| *place as usize).collect();
        around.sort_unstable();
        around.dedup();
        around.retain(|other| *other != place);
        around
    }
}
