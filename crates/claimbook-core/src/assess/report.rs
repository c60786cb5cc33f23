//! Where the work stands: one value that every form of the report is made from.

use std::cmp::Reverse;
use std::collections::HashSet;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::model::{
    Assertion, Claim, Confidence, Direction, Evidence, Instant, Settings, Verdict, VerdictWord,
};
use crate::workspace::Filed;

use super::concentration::concentration;
use super::row::is_weakened;
use super::select::select;
use super::tally::{Keys, Tallies, Tally};
use super::{Concentration, Flag, Row, Rows, Selection, Sort, Status, standing};

/// Where the work on the claims of a selection stands.
#[derive(Debug)]
pub struct Report<'r> {
    /// The claims, the newest first, by the places of their rows.
    pub claims: Vec<usize>,
    /// Of each claim what its sections are made from.
    glances: Vec<Glance>,
    /// How many claims have each status: all of [`Status::ALL`] in their order, then words of no known meaning.
    pub totals: Vec<(Status, usize)>,
    /// How many assertions were settled as made, not made, or not to be settled. Never mixed with `totals`.
    pub attributions: Vec<(VerdictWord, usize)>,
    /// Claims by who asserted them, the most first; `None`: the asserter is not recorded.
    pub asserters: Vec<Tally<'r>>,
    /// Claims by the document that they were asserted in, the most first; `None`: no document is recorded.
    pub documents: Vec<Tally<'r>>,
    /// Claims by topic, the most first; `None`: no topic.
    pub topics: Vec<Tally<'r>>,
    /// How much of what is settled rests on one origin, the most first.
    pub concentration: Vec<Concentration<'r>>,
    /// The documents that evidence is from, by key.
    pub cited: HashSet<&'r str, RandomState>,
}

/// No fewer claims than these are counted at a time.
const PIECE: usize = 4096;

/// What decides in which sections of a report a claim is.
#[derive(Debug)]
struct Glance {
    /// The place of its status among [`Report::totals`].
    status: u16,
    shaky: bool,
    happened: Option<i64>,
}

/// A claim and what follows from its verdicts and evidence.
#[derive(Debug)]
pub struct Judged<'w> {
    /// The claim.
    pub filed: &'w Filed<Claim>,
    /// Its evidence status.
    pub status: Status,
    /// The verdict that stands; none where those that stand say different things.
    pub standing: Option<&'w Verdict>,
    /// Why the verdict that stands may not hold.
    pub doubts: Vec<Doubt<'w>>,
    /// What else follows from the files.
    pub flags: &'w [Flag],
}

/// Why a verdict may not hold.
#[derive(Debug, PartialEq)]
pub enum Doubt<'w> {
    /// It is confirmed or refuted, and no active evidence line stands behind it.
    NoEvidence,
    /// The desk is not sure.
    LowConfidence,
    /// It was settled that this assertion was not made.
    NotSaid(&'w Assertion),
}

impl Doubt<'_> {
    /// A short name that programs can rely on.
    pub fn code(&self) -> &'static str {
        match self {
            Doubt::NoEvidence => "no_evidence",
            Doubt::LowConfidence => "low_confidence",
            Doubt::NotSaid(_) => "not_said",
        }
    }
}

/// Something that happened to a claim.
#[derive(Debug)]
pub struct Change<'w> {
    /// The claim.
    pub filed: &'w Filed<Claim>,
    /// When.
    pub at: &'w Instant,
    /// Who did it.
    pub by: Option<&'w str>,
    /// What was done.
    pub event: Event<'w>,
}

/// What can happen to a claim.
#[derive(Debug)]
pub enum Event<'w> {
    /// It was opened.
    Opened,
    /// A verdict was given.
    Decided(&'w Verdict),
    /// A line of evidence was added.
    Added(&'w Evidence),
    /// A line of evidence was taken back.
    TakenBack(&'w Evidence),
}

impl<'r> Report<'r> {
    /// The report on the claims that a selection takes.
    pub fn of<R: Rows + ?Sized>(rows: &'r R, selection: &Selection) -> Self {
        let claims = select(rows, selection, Sort::Logged, |key| key);
        let count_up = |from: usize, places: &[usize]| {
            let mut counted = Counted::default();
            // The first piece takes in the others.
            counted.glances.reserve_exact(if from == 0 { claims.len() } else { places.len() });
            places.iter().enumerate().for_each(|(at, place)| counted.add(from + at, &rows.row(*place)));
            counted
        };
        // Few pieces: each counts under keys of its own, which have to be brought together.
        let size = claims.len().div_ceil(rayon::current_num_threads()).max(PIECE);
        let pieces = claims.par_chunks(size).enumerate().map(|(at, places)| count_up(at * size, places));
        let mut pieces = pieces.collect::<Vec<Counted<'r>>>().into_iter();
        let mut counted = pieces.next().unwrap_or_default();
        pieces.for_each(|piece| counted.append(piece));
        let concentration = concentration(&counted.totals, &counted.origins);
        Report {
            claims,
            glances: counted.glances,
            attributions: counted.attributions,
            asserters: counted.asserters.sorted(&counted.totals),
            documents: counted.documents.sorted(&counted.totals),
            topics: counted.topics.sorted(&counted.totals),
            totals: counted.totals,
            concentration,
            cited: counted.cited.texts.into_iter().collect(),
        }
    }

    /// The places of the claims that still need work.
    pub fn open(&self) -> Vec<usize> {
        self.with_status(Status::is_open)
    }

    /// The places of the claims on which credible evidence or sources stand on both sides.
    pub fn disputed(&self) -> Vec<usize> {
        self.with_status(|status| *status == Status::Marked(VerdictWord::Disputed))
    }

    /// The places of the claims whose verdict may not hold.
    pub fn shaky(&self) -> Vec<usize> {
        self.places(|claim| claim.shaky)
    }

    /// The places of the claims to which the last things happened: among the last `most` changes there is none to another.
    pub fn lately(&self, most: usize) -> Vec<usize> {
        let mut places: Vec<usize> = self.places(|claim| claim.happened.is_some());
        let last =
            |place: &usize| (Reverse(self.glances.get(*place).and_then(|claim| claim.happened)), *place);
        // Of many, only those few are put in their order.
        if places.len() > most {
            let _ = places.select_nth_unstable_by_key(most, last);
            places.truncate(most);
        }
        places.sort_unstable_by_key(last);
        places
    }

    /// The claims by status, in the order of reports; statuses that no claim has are left out.
    pub fn by_status(&self) -> Vec<(Status, Vec<usize>)> {
        let present = self.totals.iter().filter(|(_, count)| *count > 0);
        present.map(|(status, _)| (status.clone(), self.with_status(|other| other == status))).collect()
    }

    fn with_status(&self, which: impl Fn(&Status) -> bool) -> Vec<usize> {
        let fits: Vec<bool> = self.totals.iter().map(|(status, _)| which(status)).collect();
        self.places(|claim| fits.get(usize::from(claim.status)) == Some(&true))
    }

    fn places(&self, which: impl Fn(&Glance) -> bool) -> Vec<usize> {
        let fits = |(place, claim): (usize, &Glance)| which(claim).then_some(place);
        self.glances.iter().enumerate().filter_map(fits).collect()
    }
}

impl<'w> Judged<'w> {
    /// What follows about a claim; `flags` are its flags.
    pub fn of(filed: &'w Filed<Claim>, settings: &Settings, flags: &'w [Flag]) -> Self {
        let claim = &filed.data;
        let status = standing::status(claim, settings);
        let standing = standing::heads(claim, None).last().copied();
        let doubts = doubts(claim, &status, standing);
        let standing = standing.filter(|_| status != Status::Forked);
        Judged { filed, status, standing, doubts, flags }
    }

    /// Whether its verdict may not hold.
    pub fn is_shaky(&self) -> bool {
        !self.doubts.is_empty() || is_weakened(&self.status, self.flags)
    }

    /// The active evidence lines that speak in this direction.
    pub fn evidence(&self, direction: &Direction) -> impl Iterator<Item = &'w Evidence> {
        let direction = direction.clone();
        self.filed.data.active_evidence().filter(move |line| line.direction.as_ref() == Some(&direction))
    }
}

/// Why the verdict that stands on a claim may not hold, from what its file says.
pub(super) fn doubts<'w>(claim: &'w Claim, status: &Status, standing: Option<&Verdict>) -> Vec<Doubt<'w>> {
    let mut doubts = Vec::new();
    let decided = matches!(status, Status::Marked(VerdictWord::Confirmed | VerdictWord::Refuted));
    if decided && claim.active_evidence().next().is_none() {
        doubts.push(Doubt::NoEvidence);
    }
    let standing = standing.filter(|_| *status != Status::Forked);
    if standing.is_some_and(|verdict| verdict.confidence == Some(Confidence::Low)) {
        doubts.push(Doubt::LowConfidence);
    }
    for assertion in &claim.assertions {
        if on_attribution(claim, assertion).is_some_and(|said| said.verdict == VerdictWord::Refuted) {
            doubts.push(Doubt::NotSaid(assertion));
        }
    }
    doubts
}

/// The verdict that stands on whether an assertion was made.
pub(super) fn on_attribution<'w>(claim: &'w Claim, assertion: &Assertion) -> Option<&'w Verdict> {
    standing::standing(claim, Some(assertion.id.as_deref()?))
}

/// Adds to what is counted of an item, and tells the item's place.
fn count<T: Clone + PartialEq>(counts: &mut Vec<(T, usize)>, item: &T, number: usize) -> usize {
    if let Some(at) = counts.iter().position(|(other, _)| other == item) {
        if let Some((_, count)) = counts.get_mut(at) {
            *count += number;
        }
        return at;
    }
    counts.push((item.clone(), number));
    counts.len() - 1
}

/// What is counted of some claims.
struct Counted<'r> {
    glances: Vec<Glance>,
    totals: Vec<(Status, usize)>,
    /// The claims that rest on one origin, with the places of their statuses.
    origins: Vec<(u32, u16, &'r str)>,
    attributions: Vec<(VerdictWord, usize)>,
    asserters: Tallies<'r>,
    documents: Tallies<'r>,
    topics: Tallies<'r>,
    cited: Keys<'r>,
}

impl Default for Counted<'_> {
    fn default() -> Self {
        Counted {
            totals: Status::ALL.into_iter().map(|status| (status, 0)).collect(),
            glances: Vec::new(),
            origins: Vec::new(),
            attributions: Vec::new(),
            asserters: Tallies::default(),
            documents: Tallies::default(),
            topics: Tallies::default(),
            cited: Keys::default(),
        }
    }
}

impl<'r> Counted<'r> {
    fn add(&mut self, place: usize, row: &Row<'r>) {
        let status = count(&mut self.totals, &row.status, 1);
        let claim = u32::try_from(place).unwrap_or(u32::MAX);
        self.topics.add_all(claim, status, row.topics.iter().copied());
        self.asserters.add_all(claim, status, row.assertions.iter().filter_map(|said| said.by));
        self.documents.add_all(claim, status, row.assertions.iter().filter_map(|said| said.document));
        for document in &row.evidence {
            self.cited.number(document);
        }
        for word in &row.attributions {
            let _ = count(&mut self.attributions, word, 1);
        }
        self.glances.push(Glance { status: status as u16, shaky: row.shaky, happened: row.happened });
        self.origins.extend(row.rests_on.map(|origin| (claim, status as u16, origin)));
    }

    /// Takes what was counted of the claims that come after.
    fn append(&mut self, later: Counted<'r>) {
        let totals = &mut self.totals;
        let places: Vec<usize> =
            later.totals.iter().map(|(status, number)| count(totals, status, *number)).collect();
        self.topics.append(later.topics, &places);
        self.asserters.append(later.asserters, &places);
        self.documents.append(later.documents, &places);
        for document in later.cited.texts {
            self.cited.number(document);
        }
        for (word, number) in &later.attributions {
            let _ = count(&mut self.attributions, word, *number);
        }
        let here = |status: u16| places.get(usize::from(status)).map_or(status, |place| *place as u16);
        let glances = later.glances.into_iter();
        self.glances.extend(glances.map(|glance| Glance { status: here(glance.status), ..glance }));
        let origins = later.origins.into_iter();
        self.origins.extend(origins.map(|(claim, status, origin)| (claim, here(status), origin)));
    }
}

/// The last things that happened to some claims, the newest first. Of what happened within one second, what comes first in `claims`
/// comes first.
pub fn last_changes<'w>(claims: impl IntoIterator<Item = &'w Filed<Claim>>, most: usize) -> Vec<Change<'w>> {
    let mut changes: Vec<(i64, Change<'w>)> = claims.into_iter().flat_map(changes_of).collect();
    changes.sort_by_key(|(seconds, _)| Reverse(*seconds));
    changes.truncate(most);
    changes.into_iter().map(|(_, change)| change).collect()
}

/// What happened to a claim, with the seconds by which it sorts; of what happened within one second, the newest first.
fn changes_of(filed: &Filed<Claim>) -> impl Iterator<Item = (i64, Change<'_>)> {
    let opened = filed.data.logged.as_ref().and_then(|logged| {
        let at = logged.at.as_ref()?;
        Some((at.seconds()?, Change { filed, at, by: logged.by.as_deref(), event: Event::Opened }))
    });
    let decided = filed.data.verdicts.iter().rev().filter_map(|verdict| {
        let at = verdict.at.as_ref()?;
        let event = Event::Decided(verdict);
        Some((at.seconds()?, Change { filed, at, by: verdict.by.as_deref(), event }))
    });
    let added = filed.data.evidence.iter().rev().filter_map(|line| {
        let at = line.at.as_ref()?;
        Some((at.seconds()?, Change { filed, at, by: line.by.as_deref(), event: Event::Added(line) }))
    });
    let taken_back = filed.data.evidence.iter().rev().filter_map(|line| {
        let retracted = line.retracted.as_ref()?;
        let at = retracted.at.as_ref()?;
        let event = Event::TakenBack(line);
        Some((at.seconds()?, Change { filed, at, by: retracted.by.as_deref(), event }))
    });
    decided.chain(taken_back).chain(added).chain(opened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Judgement;
    use crate::workspace::Workspace;

    fn workspace(claims: &[&str]) -> Workspace {
        let mut workspace = Workspace::default();
        for (number, yaml) in claims.iter().enumerate() {
            let data = crate::yaml::from_str(yaml).unwrap();
            workspace.claims.push(Filed { path: format!("{number}.yaml"), data });
        }
        workspace
    }

    fn doubts(claim: &str) -> Vec<&'static str> {
        let workspace = workspace(&[claim]);
        let judged = Judged::of(&workspace.claims[0], &workspace.settings, &[]);
        judged.doubts.iter().map(Doubt::code).collect()
    }

    #[test]
    fn a_verdict_without_active_evidence_is_shaky() {
        assert_eq!(doubts("claim: a\nverdicts: [{verdict: confirmed}]"), ["no_evidence"]);
        let retracted = "claim: a\nverdicts: [{verdict: refuted}]\nevidence: [{id: e1, retracted: {}}]";
        assert_eq!(doubts(retracted), ["no_evidence"]);
        assert!(doubts("claim: a\nverdicts: [{verdict: confirmed}]\nevidence: [{id: e1}]").is_empty());
        assert!(doubts("claim: a\nverdicts: [{verdict: unverifiable}]").is_empty());
    }

    #[test]
    fn low_confidence_and_words_never_said_are_shaky() {
        assert_eq!(doubts("claim: a\nverdicts: [{verdict: mixed, confidence: low}]"), ["low_confidence"]);
        let never = "claim: a\nassertions: [{id: a1, by: mayor}]\nverdicts: [{verdict: refuted, of: a1}]";
        assert_eq!(doubts(never), ["not_said"]);
    }

    #[test]
    fn whether_it_was_said_is_counted_apart() {
        let workspace = workspace(&[
            "claim: a\nassertions: [{id: a1, by: mayor}]\nverdicts: [{verdict: confirmed, of: a1}]",
        ]);
        let judgement = Judgement::default();
        let rows = workspace.rows(&judgement);
        let report = Report::of(rows.as_slice(), &Selection::default());
        assert_eq!(report.totals[0], (Status::Unchecked, 1));
        assert_eq!(report.totals.iter().map(|(_, count)| count).sum::<usize>(), 1);
        assert_eq!(report.attributions, [(VerdictWord::Confirmed, 1)]);
    }

    #[test]
    fn a_claim_counts_once_for_each_who_asserted_it() {
        let workspace = workspace(&[
            "claim: a\nassertions: [{by: mayor}, {by: mayor}, {by: sun}]",
            "claim: b\nassertions: [{by: sun}]",
            "claim: c",
        ]);
        let judgement = Judgement::default();
        let rows = workspace.rows(&judgement);
        let report = Report::of(rows.as_slice(), &Selection::default());
        let asserters: Vec<_> =
            report.asserters.iter().map(|tally| (tally.key, tally.claims.len())).collect();
        assert_eq!(asserters, [(Some("sun"), 2), (Some("mayor"), 1), (None, 1)]);
    }

    #[test]
    fn a_word_of_no_known_meaning_has_a_total_of_its_own() {
        let workspace = workspace(&["claim: a\nverdicts: [{verdict: bogus}]"]);
        let judgement = Judgement::default();
        let rows = workspace.rows(&judgement);
        let report = Report::of(rows.as_slice(), &Selection::default());
        assert_eq!(report.totals.last().unwrap(), &(Status::Marked("bogus".into()), 1));
    }

    #[test]
    fn the_newest_change_comes_first() {
        let workspace = workspace(&[
            "claim: a\nlogged: {at: \"2024-01-01T00:00:00Z\"}\nverdicts: [{verdict: mixed, at: \"2024-03-01T00:00:00Z\"}]",
            "claim: b\nlogged: {at: \"2024-02-01T00:00:00Z\"}",
        ]);
        let changes = last_changes(&workspace.claims, 2);
        let days: Vec<_> = changes.iter().map(|change| change.at.date().unwrap()).collect();
        assert_eq!(days, ["2024-03-01", "2024-02-01"]);
    }

    #[test]
    fn within_one_second_the_verdict_written_last_comes_first() {
        let at = "at: \"2024-01-01T00:00:00Z\"";
        let workspace = workspace(&[&format!(
            "claim: a\nlogged: {{{at}}}\nverdicts: [{{verdict: mixed, {at}, by: a}}, {{verdict: mixed, {at}, by: b}}]"
        )]);
        let changes = last_changes(&workspace.claims, 3);
        let by: Vec<_> = changes.iter().map(|change| change.by).collect();
        assert_eq!(by, [Some("b"), Some("a"), None]);
    }
}
