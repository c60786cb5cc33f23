//! What is due: forecasts whose time has passed, and answers that did not come.

use super::judgement::Working;
use super::{Flag, FlagCode, Status, policy, status};
use crate::model::{Asked, Claim, ClaimType, Day, Settings, VerdictWord, When};
use crate::workspace::Workspace;
use crate::yaml::Route;

pub(super) fn judge(workspace: &Workspace, today: Option<Day>, working: &mut Working) {
    let Some(today) = today else { return };
    for (place, filed) in workspace.claims.iter().enumerate() {
        let claim = &filed.data;
        let undecided = || {
            matches!(
                status(claim, &workspace.settings),
                Status::Unchecked | Status::Marked(VerdictWord::Unverified | VerdictWord::NotCheckable)
            )
        };
        if claim.kind == Some(ClaimType::Prediction)
            && let Some(about) = claim.about.as_ref().filter(|about| has_passed(about, today))
            && undecided()
        {
            let says = format!("It predicts for {}, and that time has passed.", about.in_words());
            let records = vec![super::name(filed)];
            working.add(place, Flag::new(FlagCode::Due, says, records).at(Route::from("about")));
        }
        for (number, asked) in claim.asked.iter().enumerate() {
            if is_overdue(asked, today) {
                working.add(place, overdue(workspace, asked, number));
            }
        }
    }
}

/// The last day on which what follows about a claim is as it is today, as far as that hangs on the calendar: the nearest of the
/// times that it predicts for, at which an answer is due, or until which the policy lets a verdict hold. `None`: for good.
pub fn holds_until(claim: &Claim, settings: &Settings, today: Day) -> Option<Day> {
    let about =
        claim.about.iter().filter(|_| claim.kind == Some(ClaimType::Prediction)).filter_map(When::latest);
    let deadlines = claim.asked.iter().filter_map(|asked| asked.deadline.as_ref()?.latest());
    let aged = claim.verdicts.iter().filter_map(|verdict| policy::grows_old(settings, verdict));
    about.chain(deadlines).chain(aged).filter(|day| *day >= today).min()
}

/// Whether the last day of a time lies behind us; what has no end has not passed.
fn has_passed(when: &When, today: Day) -> bool {
    when.latest().is_some_and(|last| last < today)
}

/// Whether an answer is still awaited and the time for it is over.
pub(super) fn is_overdue(asked: &Asked, today: Day) -> bool {
    asked.answer.is_none() && asked.deadline.as_ref().is_some_and(|deadline| has_passed(deadline, today))
}

fn overdue(workspace: &Workspace, asked: &Asked, number: usize) -> Flag {
    let who = asked.actor.as_deref().map_or("Somebody", |actor| workspace.actor_name(actor));
    let at =
        asked.at.as_ref().and_then(|at| at.date()).map(|day| format!(" {}", When::new(day).in_a_sentence()));
    let until = asked.deadline.as_ref().map(When::in_words).unwrap_or_default();
    let says = format!(
        "{who} was asked{}, with time until {until}, and it is not recorded that an answer came.",
        at.unwrap_or_default()
    );
    let records = asked.id.iter().chain(&asked.actor).cloned().collect();
    Flag::new(FlagCode::Due, says, records).at(Route::from("asked").index(number).key("deadline"))
}
