//! Everything that follows from a workspace's files about its claims, worked out once for all of them.

use std::collections::HashSet;

use rayon::prelude::*;

use super::premises::Premises;
use super::{Flag, FlagCode, Origins};
use super::{due, figures, forks, origins, parts, policy, premises, quoted, quotes, staleness};
use crate::model::Day;
use crate::workspace::Workspace;

/// What follows about every claim of a workspace. It borrows nothing, so that the workspace can be redacted after.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// By the path of the claim's file, as the claims of a workspace are.
    claims: Vec<(String, JudgedClaim)>,
}

/// What follows about one claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JudgedClaim {
    /// By code, in the order of reports.
    pub flags: Vec<Flag>,
    /// How many origins its evidence has.
    pub origins: Origins,
    /// Whether a quote of it does not stand where it was taken from. Quotes of one text share what may be spent on looking for such.
    pub lost_quotes: bool,
}

/// What was worked out so far: one place for each claim, in the order of [`Workspace::claims`].
pub(super) struct Working {
    pub(super) flags: Vec<Vec<Flag>>,
    pub(super) origins: Vec<Origins>,
}

impl Working {
    pub(super) fn add(&mut self, claim: usize, flag: Flag) {
        if let Some(flags) = self.flags.get_mut(claim) {
            flags.push(flag);
        }
    }

    pub(super) fn has(&self, claim: usize, code: FlagCode) -> bool {
        self.flags.get(claim).is_some_and(|flags| flags.iter().any(|flag| flag.code == code))
    }
}

impl Judgement {
    /// Works everything out. `today` decides what is due. Reads the captured texts, each once, on every core.
    pub fn of(workspace: &Workspace, today: Option<Day>) -> Self {
        let claims = workspace.claims.len();
        let mut working =
            Working { flags: vec![Vec::new(); claims], origins: vec![Origins::default(); claims] };
        origins::judge(workspace, &mut working);
        forks::judge(workspace, &mut working);
        // Much of the one is done on one core.
        let ((figures, premises), looked) = rayon::join(
            || (figures::flags(workspace), Premises::of(workspace)),
            || quoted::look_up(workspace),
        );
        quotes::judge(workspace, &looked, &mut working);
        staleness::judge(workspace, &looked, &mut working);
        let lost: HashSet<usize> = looked.iter().filter(|one| one.is_lost()).map(|one| one.claim).collect();
        drop(looked);
        figures.into_iter().for_each(|(claim, flag)| working.add(claim, flag));
        // What others rest on is known now.
        premises::judge(workspace, &premises, &mut working);
        parts::judge(workspace, &mut working);
        due::judge(workspace, today, &mut working);
        policy::judge(workspace, today, &mut working);
        let judged = working.flags.into_par_iter().zip(working.origins).zip(&workspace.claims).enumerate();
        let judged = judged.map(|(at, ((mut flags, origins), claim))| {
            flags.sort_by(|a, b| (a.code, &a.says, &a.records).cmp(&(b.code, &b.says, &b.records)));
            (claim.path.clone(), JudgedClaim { flags, origins, lost_quotes: lost.contains(&at) })
        });
        Judgement::sorted(judged.collect())
    }

    fn sorted(mut claims: Vec<(String, JudgedClaim)>) -> Self {
        claims.sort_by(|(one, _), (other, _)| one.cmp(other));
        Judgement { claims }
    }

    /// What follows about each claim, by path.
    pub(crate) fn into_claims(self) -> impl Iterator<Item = (String, JudgedClaim)> {
        self.claims.into_iter()
    }

    /// What follows about the claim at this path.
    pub fn claim(&self, path: &str) -> Option<&JudgedClaim> {
        let place = self.claims.binary_search_by(|(own, _)| own.as_str().cmp(path)).ok()?;
        self.claims.get(place).map(|(_, judged)| judged)
    }

    /// Likewise, where the claim is most likely at this place among those of the workspace.
    pub fn claim_near(&self, place: usize, path: &str) -> Option<&JudgedClaim> {
        match self.claims.get(place) {
            Some((own, judged)) if own == path => Some(judged),
            _ => self.claim(path),
        }
    }

    /// The flags of the claim at this path.
    pub fn flags(&self, path: &str) -> &[Flag] {
        self.claim(path).map_or(&[], |judged| &judged.flags)
    }
}

impl FromIterator<(String, JudgedClaim)> for Judgement {
    fn from_iter<I: IntoIterator<Item = (String, JudgedClaim)>>(claims: I) -> Self {
        Judgement::sorted(claims.into_iter().collect())
    }
}

#[cfg(test)]
#[path = "judgement_tests.rs"]
mod tests;
