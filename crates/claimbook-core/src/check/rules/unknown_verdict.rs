//! A verdict is a core word, or a house word that `claimbook.yaml` maps to one.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::VerdictWord;
use crate::near::nearest;
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    let labels = &scope.workspace.settings.labels;
    for (place, verdict) in claim.data.verdicts.iter().enumerate() {
        let word = verdict.verdict.as_str();
        if verdict.verdict.is_known() || labels.contains_key(word) {
            continue;
        }
        let route = Route::from("verdicts").index(place).key("verdict");
        let finding =
            Finding::new(Code::UnknownVerdict, &claim.path, format!("“{word}” is not a verdict.")).at(route);
        if word == "unchecked" {
            found.push(finding.hint(
                "A claim without a verdict is unchecked, so it is never written. If somebody looked and could not decide, write `unverified`; else take the entry away.",
            ));
            continue;
        }
        let words: Vec<&str> =
            VerdictWord::WORDS.iter().copied().chain(labels.keys().map(String::as_str)).collect();
        let near = nearest(word, words.iter().copied());
        found.push(finding.did_you_mean(near, || {
            format!("Use {}, or make it a house word under `labels:` in claimbook.yaml.", words.join(", "))
        }));
    }
}
