//! What would close or strengthen each claim, the most useful first.
//!
//! The order: what makes a published or settled verdict wrong (verdicts side by side, edited quotes, verdicts out of date, premises that fell), what
//! waits for an answer that is late or a forecast that has come due, what the policy asks for, what lacks evidence or a verdict, and what
//! would make it stronger. Within one kind, claims that may be published come first, then the newest.

use std::cmp::Reverse;

use super::{FlagCode, Judgement, Selection, Sort, Status};
use crate::model::{Claim, Instant, VerdictWord};
use crate::workspace::{Filed, Workspace};

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
    WeighPremise = "weigh_premise", "Weigh the verdict anew: a premise fell";
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
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'w> {
    /// What.
    pub task: Task,
    /// For which claim.
    pub claim: &'w Filed<Claim>,
    /// Its status.
    pub status: Status,
    /// Why: a full sentence.
    pub says: String,
    /// The actor or document that it is about, by key, where it is about one.
    pub about: Option<String>,
}

impl Workspace {
    /// What is to be done for the claims that a selection takes, the most useful first; of each kind once a claim.
    pub fn todo(&self, selection: &Selection, judgement: &Judgement) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = Vec::new();
        for (claim, status) in self.select(selection, Sort::Logged, judgement) {
            for (task, says, about) in tasks(claim, &status, judgement) {
                let known = items.iter().rev().take_while(|item| std::ptr::eq(item.claim, claim));
                if known.into_iter().all(|item| item.task != task) {
                    items.push(Item { task, claim, status: status.clone(), says, about });
                }
            }
        }
        items.sort_by_cached_key(|item| {
            let claim = &item.claim.data;
            let logged = claim.logged.as_ref().and_then(|logged| logged.at.as_ref());
            (
                item.task,
                Reverse(claim.is_public()),
                Reverse(logged.and_then(Instant::seconds)),
                item.claim.path.clone(),
            )
        });
        items
    }
}

/// What to do, why, and about whom or what.
type Reasoned = (Task, String, Option<String>);

fn tasks(claim: &Filed<Claim>, status: &Status, judgement: &Judgement) -> Vec<Reasoned> {
    let mut tasks: Vec<Reasoned> = Vec::new();
    for flag in judgement.flags(&claim.path) {
        let answer = flag.at.as_ref().is_some_and(|at| at.to_string().starts_with("asked"));
        let task = match flag.code {
            FlagCode::Forked => Task::Resolve,
            FlagCode::QuoteChanged | FlagCode::QuoteOrphaned | FlagCode::QuoteAmbiguous => Task::LookAgain,
            FlagCode::Stale => Task::Renew,
            FlagCode::PremiseFell if !status.is_open() => Task::WeighPremise,
            FlagCode::Due if answer => Task::ReplyOverdue,
            FlagCode::Due => Task::ForecastDue,
            FlagCode::Policy => Task::MeetPolicy,
            FlagCode::FiguresIncompatible | FlagCode::FiguresInTension => Task::CompareFigures,
            FlagCode::OneOrigin if is_decided(status) => Task::FindOrigin,
            FlagCode::LineageUnknown => Task::RecordLineage,
            _ => continue,
        };
        let about = match task {
            Task::ReplyOverdue => flag.records.last(),
            // The document after the line of evidence.
            Task::RecordLineage => flag.records.get(1),
            _ => None,
        };
        tasks.push((task, flag.says.clone(), about.cloned()));
    }
    let backed = claim.data.active_evidence().next().is_some();
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

/// Confirmed or refuted.
fn is_decided(status: &Status) -> bool {
    matches!(status, Status::Marked(VerdictWord::Confirmed | VerdictWord::Refuted))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let items = workspace.todo(&Selection::default(), &judgement);
        let told: Vec<String> =
            items.iter().map(|item| format!("{} {}", item.task.code(), item.claim.data.claim)).collect();
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
