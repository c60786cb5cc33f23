//! `of:` names an assertion of the claim, `after:` verdicts that stand before, a sign-off one that is there.

use std::collections::HashSet;

use super::missing_evidence::near;
use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    if claim.data.verdicts.is_empty() && claim.data.sign_offs.is_empty() {
        return;
    }
    let assertions: HashSet<&str> =
        claim.data.assertions.iter().filter_map(|assertion| assertion.id.as_deref()).collect();
    let verdicts: HashSet<&str> =
        claim.data.verdicts.iter().filter_map(|verdict| verdict.id.as_deref()).collect();
    for (place, verdict) in claim.data.verdicts.iter().enumerate() {
        let route = || Route::from("verdicts").index(place);
        if let Some(of) = verdict.of.as_deref().filter(|of| !assertions.contains(of)) {
            let finding = Finding::new(
                Code::MissingReference,
                &claim.path,
                format!("The claim has no assertion `{of}`."),
            );
            found.push(finding.at(route().key("of")).did_you_mean(near(of, &assertions), || {
                "`of` names the assertion whose words the verdict is about; without `of` it is about the claim."
                    .to_owned()
            }));
        }
        for (item, after) in verdict.after.iter().flatten().enumerate() {
            if !verdicts.contains(after.as_str()) {
                let finding = Finding::new(
                    Code::MissingReference,
                    &claim.path,
                    format!("The claim has no verdict `{after}`."),
                );
                found.push(finding.at(route().key("after").index(item)).hint(
                    "`after` names the verdicts that this one follows. Verdicts are kept for good: restore the one that is gone.",
                ));
            }
        }
    }
    for (place, sign_off) in claim.data.sign_offs.iter().enumerate() {
        if let Some(id) = sign_off.verdict.as_deref().filter(|id| !verdicts.contains(id)) {
            let message = format!("The claim has no verdict `{id}` that could be signed off.");
            let route = Route::from("sign_offs").index(place).key("verdict");
            let finding = Finding::new(Code::MissingReference, &claim.path, message).at(route);
            found.push(
                finding.did_you_mean(near(id, &verdicts), || "Name the verdict by its `id`.".to_owned()),
            );
        }
    }
}
