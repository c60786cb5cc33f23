//! What lists and reports say of a claim at a glance: one row for each claim.
//!
//! A row borrows its words: from the claim, or from what an index kept of it. Lists, reports and the work to do are made from rows
//! alone, so that they come out the same from either.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use super::report::doubts;
use super::standing::{self, Status, status};
use super::todo::tasks;
use super::{Flag, FlagCode, JudgedClaim, Judgement, Task};
use crate::model::{Assertion, Claim, Day, Direction, Instant, Settings, VerdictWord, When, handle_of};
use crate::redact::Renamed;
use crate::workspace::{Filed, Workspace};

/// What lists and reports say of a claim at a glance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row<'a> {
    /// The claim's file, from the workspace's folder.
    pub path: &'a str,
    /// Whether the path must not be shown.
    pub hidden: bool,
    /// Its id.
    pub id: Option<&'a str>,
    /// The proposition.
    pub claim: &'a str,
    /// Its evidence status.
    pub status: Status,
    /// What kind of proposition it is.
    pub kind: Option<&'a str>,
    /// How far the work is, where that is said.
    pub stage: Option<&'a str>,
    /// Whether it may be published.
    pub public: bool,
    /// Whether its verdict may not hold.
    pub shaky: bool,
    /// What to file it under.
    pub topics: Box<[&'a str]>,
    /// When it was logged, in seconds since 1970.
    pub logged: Option<i64>,
    /// The day on which it was logged.
    pub logged_day: Option<Day>,
    /// When it was first said, as it stands in the file.
    pub said: Option<&'a str>,
    /// Where it was first read: the document's key, and the place in its text.
    pub place: Option<(&'a str, usize)>,
    /// The occasions on which somebody put it forward.
    pub assertions: Box<[Said<'a>]>,
    /// The documents that its evidence is from, by key.
    pub evidence: Box<[&'a str]>,
    /// When something was last opened, added, taken back, tied or decided, in seconds since 1970.
    pub changed: Option<i64>,
    /// Likewise, but for ties: what a report lists as a change.
    pub happened: Option<i64>,
    /// What was settled about whether words were said.
    pub attributions: Box<[VerdictWord]>,
    /// The one origin of the evidence on the side that its verdict leans on, by key.
    pub rests_on: Option<&'a str>,
    /// What follows from the files.
    pub flags: Codes<FlagCode>,
    /// What would close or strengthen it.
    pub tasks: Codes<Task>,
}

/// The rows of a workspace, by the paths of its claims: in memory, or taken from an index one by one.
pub trait Rows: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place; an empty one where there is no such place.
    fn row(&self, place: usize) -> Cow<'_, Row<'_>>;

    /// By what the row at a place sorts.
    fn order(&self, place: usize) -> Order<'_> {
        Order::of(&self.row(place))
    }
}

/// The order of lists where nothing else is asked for: the newest first, claims logged together as they stand in their article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order<'a> {
    logged: Reverse<Option<i64>>,
    place: Option<(&'a str, usize)>,
}

impl<'a> Order<'a> {
    /// From when a claim was logged, and where it was first read.
    pub fn new(logged: Option<i64>, place: Option<(&'a str, usize)>) -> Self {
        Order { logged: Reverse(logged), place }
    }

    /// Of a row.
    pub fn of(row: &Row<'a>) -> Self {
        Order::new(row.logged, row.place)
    }
}

impl Rows for [Row<'_>] {
    fn len(&self) -> usize {
        <[Row<'_>]>::len(self)
    }

    fn row(&self, place: usize) -> Cow<'_, Row<'_>> {
        self.get(place).map_or_else(|| Cow::Owned(Row::default()), Cow::Borrowed)
    }
}

/// One occasion on which somebody put a claim forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// Who, by key.
    pub by: Option<&'a str>,
    /// On whose behalf, by key.
    pub on_behalf_of: Option<&'a str>,
    /// In which document, by key.
    pub document: Option<&'a str>,
    /// When, as it stands in the file.
    pub when: Option<&'a str>,
}

/// A set of codes of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes<T> {
    bits: u32,
    of: std::marker::PhantomData<T>,
}

/// A code that stands in a table of at most 32.
pub trait Coded: Copy + PartialEq + 'static {
    /// All of them, in their order.
    const ALL: &'static [Self];
}

impl Coded for FlagCode {
    const ALL: &'static [Self] = FlagCode::ALL;
}

impl Coded for Task {
    const ALL: &'static [Self] = Task::ALL;
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Codes { bits: 0, of: std::marker::PhantomData }
    }
}

impl<T: Coded> Codes<T> {
    /// The set that [`Codes::bits`] told.
    pub fn from_bits(bits: u32) -> Self {
        Codes { bits, of: std::marker::PhantomData }
    }

    /// The set as a number: of the first code the lowest bit.
    pub fn bits(self) -> u32 {
        self.bits
    }

    /// Whether a code is in it.
    pub fn has(self, code: T) -> bool {
        self.iter().any(|other| other == code)
    }

    /// The codes, in the order of their table.
    pub fn iter(self) -> impl Iterator<Item = T> {
        let place = move |(place, code): (usize, &T)| (self.bits >> place & 1 == 1).then_some(*code);
        T::ALL.iter().take(32).enumerate().filter_map(place)
    }
}

impl<T: Coded> FromIterator<T> for Codes<T> {
    fn from_iter<I: IntoIterator<Item = T>>(codes: I) -> Self {
        let bit =
            |code: T| T::ALL.iter().take(32).position(|other| *other == code).map_or(0, |place| 1 << place);
        Codes::from_bits(codes.into_iter().map(bit).fold(0, |bits, bit| bits | bit))
    }
}

impl<'a> Row<'a> {
    /// The row of a claim.
    pub fn of(filed: &'a Filed<Claim>, settings: &Settings, judged: Option<&'a JudgedClaim>) -> Self {
        let claim = &filed.data;
        let status = status(claim, settings);
        let flags = judged.map_or(&[][..], |judged| &judged.flags);
        let at = |at: Option<&Instant>| at.and_then(Instant::seconds);
        let logged = claim.logged.as_ref().and_then(|logged| logged.at.as_ref());
        let events = || {
            let verdicts = claim.verdicts.iter().map(|verdict| at(verdict.at.as_ref()));
            let added = claim.evidence.iter().map(|line| at(line.at.as_ref()));
            let retracted = claim.evidence.iter().map(|line| at(line.retracted.as_ref()?.at.as_ref()));
            verdicts.chain(added).chain(retracted).chain([at(logged)]).flatten().max()
        };
        let tied = claim.links.iter().filter_map(|link| at(link.at.as_ref())).max();
        let happened = events();
        Row {
            path: &filed.path,
            hidden: filed.shown_path().is_none(),
            id: claim.id.as_ref().map(|id| id.as_str()),
            claim: &claim.claim,
            kind: claim.kind.as_ref().map(|kind| kind.as_str()),
            stage: claim.stage.as_ref().map(|stage| stage.as_str()),
            public: claim.is_public(),
            shaky: !doubts(claim, &status, standing::heads(claim, None).last().copied()).is_empty()
                || is_weakened(&status, flags),
            topics: claim.topics.iter().map(String::as_str).collect(),
            logged: at(logged),
            logged_day: logged.and_then(Instant::date).and_then(Day::parse),
            said: first_said(claim).map(When::as_str),
            place: place(claim),
            assertions: claim.assertions.iter().map(Said::of).collect(),
            evidence: claim.evidence.iter().filter_map(|line| line.document.as_deref()).collect(),
            changed: happened.max(tied),
            happened,
            attributions: claim
                .assertions
                .iter()
                .filter_map(|assertion| super::report::on_attribution(claim, assertion))
                .map(|verdict| settings.core_verdict(&verdict.verdict).clone())
                .collect(),
            rests_on: judged.and_then(|judged| rests_on(judged, &status)),
            flags: flags.iter().map(|flag| flag.code).collect(),
            tasks: tasks(claim, &status, flags).into_iter().map(|(task, ..)| task).collect(),
            status,
        }
    }

    /// How people name it: the last eight hex digits of its id. `None` where it has no id yet.
    pub fn handle(&self) -> Option<Cow<'a, str>> {
        handle_of(self.id?)
    }

    /// The actors who asserted it, by key, each once, in the order of the file.
    pub fn asserters(&self) -> Vec<&'a str> {
        unique(self.assertions.iter().filter_map(|said| said.by))
    }

    /// The documents in which it was asserted, by key, each once, in the order of the file.
    pub fn documents(&self) -> Vec<&'a str> {
        unique(self.assertions.iter().filter_map(|said| said.document))
    }
}

impl<'a> Said<'a> {
    /// What an assertion says of it.
    pub fn of(assertion: &'a Assertion) -> Self {
        Said {
            by: assertion.by.as_deref(),
            on_behalf_of: assertion.on_behalf_of.as_deref(),
            document: assertion.document.as_deref(),
            when: assertion.when.as_ref().map(When::as_str),
        }
    }
}

impl Workspace {
    /// The rows of its claims, by path.
    pub fn rows<'a>(&'a self, judgement: &'a Judgement) -> Vec<Row<'a>> {
        let row = |(place, filed): (usize, &'a Filed<Claim>)| {
            Row::of(filed, &self.settings, judgement.claim_near(place, &filed.path))
        };
        self.claims.par_iter().enumerate().map(row).collect()
    }

    /// As [`Workspace::rows`], of a redacted workspace: with the paths that the claims have in the whole one, and in its order.
    pub fn rows_as_whole<'a>(&'a self, judgement: &'a Judgement, renamed: &'a Renamed) -> Vec<Row<'a>> {
        let mut rows = self.rows(judgement);
        let whole: HashMap<&str, &str> = renamed.claims().map(|(from, to)| (to, from)).collect();
        if !whole.is_empty() {
            for row in &mut rows {
                row.path = whole.get(row.path).copied().unwrap_or(row.path);
            }
            rows.sort_by_key(|row| row.path);
        }
        rows
    }
}

/// Whether a verdict may not hold because of what follows from the files; what has none yet is not weakened.
pub(super) fn is_weakened(status: &Status, flags: &[Flag]) -> bool {
    *status != Status::Unchecked && flags.iter().any(|flag| flag.code.weakens())
}

/// The one origin on the side that a status leans on.
fn rests_on<'a>(judged: &'a JudgedClaim, status: &Status) -> Option<&'a str> {
    let direction = match status {
        Status::Marked(VerdictWord::Confirmed) => Direction::Supports,
        Status::Marked(VerdictWord::Refuted) => Direction::Refutes,
        _ => return None,
    };
    match judged.origins.side(&direction)?.named.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Where it was first read: claims logged together stay in the order of their article.
fn place(claim: &Claim) -> Option<(&str, usize)> {
    let first = claim.assertions.first()?;
    Some((first.document.as_deref()?, first.quote.first()?.start?))
}

/// When the claim was first said, as far as that is known.
pub fn first_said(claim: &Claim) -> Option<&When> {
    let mut said = claim.assertions.iter().filter_map(|assertion| assertion.when.as_ref());
    let first = said.next()?;
    // Of most claims there is one, and nothing to compare.
    let mut others = said.peekable();
    if others.peek().is_none() {
        return Some(first);
    }
    // A date that cannot be read is better than none.
    std::iter::once(first).chain(others).min_by_key(|when| {
        let day = when.sort_day();
        (day.is_none(), day)
    })
}

/// The actors who asserted the claim, by key, each once, in the order of the file.
pub fn asserters(claim: &Claim) -> Vec<&str> {
    unique(claim.assertions.iter().filter_map(|assertion| assertion.by.as_deref()))
}

/// The documents in which the claim was asserted, by key, each once, in the order of the file.
pub fn documents(claim: &Claim) -> Vec<&str> {
    unique(claim.assertions.iter().filter_map(|assertion| assertion.document.as_deref()))
}

fn unique<'c>(keys: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut once = Vec::new();
    for key in keys {
        if !once.contains(&key) {
            once.push(key);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_codes_comes_back_from_its_number() {
        let set: Codes<FlagCode> = [FlagCode::Due, FlagCode::Forked, FlagCode::Due].into_iter().collect();
        assert_eq!(Codes::from_bits(set.bits()), set);
        assert_eq!(set.iter().collect::<Vec<_>>(), [FlagCode::Forked, FlagCode::Due]);
        assert!(set.has(FlagCode::Due) && !set.has(FlagCode::Stale));
    }

    #[test]
    fn every_code_has_its_place_in_a_set() {
        assert!(FlagCode::ALL.len() <= 32 && Task::ALL.len() <= 32);
    }
}
