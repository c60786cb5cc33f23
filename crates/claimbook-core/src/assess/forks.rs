//! Verdicts side by side: two people decided from the same state, or on two branches. Nothing is decided by which is
//! surer or later; a verdict that follows both ends it.

use super::judgement::Working;
use super::{Flag, FlagCode, standing};
use crate::model::{Claim, Verdict};
use crate::workspace::Workspace;
use crate::yaml::Route;

pub(super) fn judge(workspace: &Workspace, working: &mut Working) {
    for (place, filed) in workspace.claims.iter().enumerate() {
        let claim = &filed.data;
        // Two verdicts at least: most claims have fewer.
        if claim.verdicts.len() < 2 {
            continue;
        }
        let mut questions = vec![None];
        questions.extend(claim.assertions.iter().filter_map(|assertion| assertion.id.as_deref()).map(Some));
        for of in questions {
            let heads = standing::heads(claim, of);
            if heads.len() > 1 {
                working.add(place, flag(workspace, claim, of, &heads));
            }
        }
    }
}

fn flag(workspace: &Workspace, claim: &Claim, of: Option<&str>, heads: &[&Verdict]) -> Flag {
    let one = |verdict: &&Verdict| {
        let label =
            workspace.settings.labels.get(verdict.verdict.as_str()).and_then(|it| it.label.as_deref());
        let word = label.unwrap_or(verdict.verdict.as_str());
        let by = verdict.by.as_deref().unwrap_or("somebody");
        let because = verdict.because.as_deref().map(|because| format!(" (“{because}”)"));
        format!("{by} says {word}{}", because.unwrap_or_default())
    };
    let about = of.map(|id| format!(" on whether {id} was said")).unwrap_or_default();
    let all: Vec<String> = heads.iter().map(one).collect();
    let says = format!("{} verdicts{about} stand side by side: {}.", heads.len(), all.join("; "));
    let records =
        of.into_iter().map(str::to_owned).chain(heads.iter().filter_map(|verdict| verdict.id.clone()));
    let last =
        heads.last().and_then(|head| claim.verdicts.iter().position(|verdict| std::ptr::eq(verdict, *head)));
    let flag = Flag::new(FlagCode::Forked, says, records.collect());
    match last {
        Some(place) => flag.at(Route::from("verdicts").index(place).key("verdict")),
        None => flag,
    }
}
