//! What is confirmed or refuted rests on something.

use crate::assess::{Status, standing, status};
use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::VerdictWord;
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    if claim.data.verdicts.is_empty() || claim.data.active_evidence().next().is_some() {
        return;
    }
    let Status::Marked(word @ (VerdictWord::Confirmed | VerdictWord::Refuted)) =
        status(&claim.data, &scope.workspace.settings)
    else {
        return;
    };
    let Some(stands) = standing::standing(&claim.data, None) else { return };
    let place =
        claim.data.verdicts.iter().position(|verdict| std::ptr::eq(verdict, stands)).unwrap_or_default();
    let message = format!("The claim is marked {word}, and no evidence stands behind it.");
    let finding = Finding::new(Code::NoEvidence, &claim.path, message);
    let name = claim.data.handle().unwrap_or_else(|| "CLAIM".to_owned());
    let hint = format!("Add what it rests on: claimbook evidence add {name} --supports DOCUMENT");
    let route = Route::from("verdicts").index(place).key("verdict");
    found.push(finding.at(route).hint(hint));
}
