//! What would close or strengthen each claim, the most useful first.
//!
//! The order: what makes a published or settled verdict wrong (verdicts side by side, edited quotes, verdicts out of date, premises that fell), what
//! waits for an answer that is late or a forecast that has come due, what the policy asks for, what lacks evidence or a verdict, and what
//! would make it stronger. Within one kind, claims that may be published come first, then the newest.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::select::select;
use super::{Flag, FlagCode, Rows, Selection, Sort, Status};
use crate::model::{Claim, VerdictWord};

/// Makes the enum of what can be done from one table, in the order of the list.
macro_rules! tasks {
    ($($variant:ident = $code:literal, $does:literal;)+) => {
        /// What would close or strengthen a claim, the most useful first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Task {
            $(#[doc = $does] $variant,)+
        }

        impl Task {
            /// Every task, in the order of the list.
            pub const ALL: &'static [Task] = &[$(Task::$variant),+];

            /// A short name that programs can rely on.
            pub fn code(self) -> &'static str {
                match self { $(Task::$variant => $code),+ }
            }

            /// What to do, in a few words.
            pub fn does(self) -> &'static str {
                match self { $(Task::$variant => $does),+ }
            }
        }
    };
}

tasks! {
    Resolve = "resolve", "Weigh the verdicts that stand side by side";
    LookAgain = "look_again", "Look at the quoted passage again";
    Renew = "renew", "Look at what changed, and renew the verdict";
    WeighPremise = "weigh_premise", "Weigh the verdict anew: a premise fell or is less sure";
    ReplyOverdue = "reply_overdue", "Note what came of the question, or ask again";
    ForecastDue = "forecast_due", "Check the forecast: its time has passed";
    MeetPolicy = "meet_policy", "Meet the policy";
    BackVerdict = "back_verdict", "Add what the verdict rests on";
    Decide = "decide", "Give a verdict on the evidence";
    FindEvidence = "find_evidence", "Find evidence";
    CompareFigures = "compare_figures", "Say how the figures stand to each other";
    FindOrigin = "find_origin", "Find a second origin";
    RecordLineage = "record_lineage", "Record where the documents come from";
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub task: Task,
    /// For which claim: its place among the rows.
    pub row: usize,
}

/// What is to be done for the claims that a selection takes, the most useful first; of each kind once a claim.
pub fn todo<R: Rows + ?Sized>(rows: &R, selection: &Selection) -> Vec<Item> {
    let of = |place: usize| {
        let row = rows.row(place);
        let order = (Reverse(row.public), Reverse(row.logged), row.path);
        row.tasks.iter().map(|task| (Item { task, row: place }, order)).collect::<Vec<_>>()
    };
    let places = select(rows, selection, Sort::Logged, |key| key);
    let mut items: Vec<_> = places.into_par_iter().flat_map_iter(of).collect();
    items.par_sort_by_key(|(item, order)| (item.task, *order));
    items.into_iter().map(|(item, _)| item).collect()
}

/// Why something is to be done for a claim: a full sentence, and the actor or document that it is about, by key, where it is about
/// one.
pub fn why(claim: &Claim, status: &Status, flags: &[Flag], task: Task) -> Option<(String, Option<String>)> {
    tasks(claim, status, flags)
        .into_iter()
        .find(|(other, ..)| *other == task)
        .map(|(_, says, about)| (says, about))
}

/// What to do, why, and about whom or what.
pub(super) type Reasoned = (Task, String, Option<String>);

/// What is to be done for a claim; a task may come more than once.
pub(super) fn tasks(claim: &Claim, status: &Status, flags: &[Flag]) -> Vec<Reasoned> {
    let mut tasks: Vec<Reasoned> = Vec::new();
    for flag in flags {
        let Some(task) = clears(flag, status) else { continue };
        let about = match task {
            Task::ReplyOverdue => flag.records.last(),
            // The document after the line of evidence.
            Task::RecordLineage => flag.records.get(1),
            _ => None,
        };
        tasks.push((task, flag.says.clone(), about.cloned()));
    }
    let backed = claim.active_evidence().next().is_some();
    match status {
        Status::Unchecked | Status::Marked(VerdictWord::Unverified) if !backed => {
            tasks.push((
                Task::FindEvidence,
                "No evidence is recorded for it or against it.".to_owned(),
                None,
            ));
        }
        Status::Unchecked => {
            tasks.push((Task::Decide, "There is evidence, and nobody has given a verdict.".to_owned(), None));
        }
        status if is_decided(status) && !backed => {
            tasks.push((
                Task::BackVerdict,
                format!("It is marked {status}, and no evidence stands behind that."),
                None,
            ));
        }
        _ => {}
    }
    tasks
}

/// What would clear a flag on a claim of this status, where anything on the claim would.
pub fn clears(flag: &Flag, status: &Status) -> Option<Task> {
    let answer = flag.at.as_ref().is_some_and(|at| at.to_string().starts_with("asked"));
    Some(match flag.code {
        FlagCode::Forked => Task::Resolve,
        FlagCode::QuoteChanged | FlagCode::QuoteOrphaned | FlagCode::QuoteAmbiguous => Task::LookAgain,
        FlagCode::Stale => Task::Renew,
        FlagCode::PremiseFell if !status.is_open() => Task::WeighPremise,
        FlagCode::Due if answer => Task::ReplyOverdue,
        FlagCode::Due => Task::ForecastDue,
        FlagCode::Policy => Task::MeetPolicy,
        FlagCode::FiguresIncompatible | FlagCode::FiguresInTension => Task::CompareFigures,
        FlagCode::OneOrigin if can_be_settled(status) => Task::FindOrigin,
        FlagCode::LineageUnknown => Task::RecordLineage,
        _ => return None,
    })
}

/// Whether another origin could strengthen or close it.
fn can_be_settled(status: &Status) -> bool {
    !matches!(status, Status::Marked(VerdictWord::NotCheckable | VerdictWord::Unverifiable))
}

/// Confirmed or refuted.
fn is_decided(status: &Status) -> bool {
    matches!(status, Status::Marked(VerdictWord::Confirmed | VerdictWord::Refuted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Judgement;
    use crate::workspace::{Filed, Workspace};

    #[test]
    fn a_second_origin_is_asked_for_wherever_it_would_help() {
        let asks = |verdict: &str| {
            let flags = [Flag::new(FlagCode::OneOrigin, "One.", Vec::new())];
            let status = Status::known(verdict).unwrap();
            tasks(&Claim::default(), &status, &flags).iter().any(|(task, ..)| *task == Task::FindOrigin)
        };
        assert!(asks("confirmed") && asks("unverified") && asks("disputed") && asks("unchecked"));
        assert!(!asks("unverifiable") && !asks("not_checkable"));
    }

    #[test]
    fn the_most_useful_comes_first_and_each_once() {
        let mut workspace = Workspace::default();
        let claims = [
            "claim: a",
            "claim: b\nverdicts: [{verdict: confirmed}]",
            "claim: c\npublic: true",
            "claim: d\nverdicts: [{id: x, verdict: mixed, after: []}, {id: y, verdict: refuted, after: []}]",
            "claim: e\nevidence: [{id: e1, direction: supports}, {id: e2, direction: supports}]",
        ];
        for (number, yaml) in claims.iter().enumerate() {
            let data = crate::yaml::from_str(yaml).unwrap();
            workspace.claims.push(Filed { path: format!("{number}.yaml"), data });
        }
        let judgement = Judgement::of(&workspace, None);
        let rows = workspace.rows(&judgement);
        let items = todo(rows.as_slice(), &Selection::default());
        let told: Vec<String> =
            items.iter().map(|item| format!("{} {}", item.task.code(), rows[item.row].claim)).collect();
        assert_eq!(
            told,
            [
                "resolve d",
                "back_verdict b",
                "decide e",
                "find_evidence c",
                "find_evidence a",
                "record_lineage e"
            ]
        );
    }
}
