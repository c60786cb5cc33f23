//! A claim needs words.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    if claim.data.claim.trim().is_empty() {
        let finding = Finding::new(Code::EmptyClaim, &claim.path, "The claim has no words.");
        found.push(
            finding.at(Route::from("claim")).hint("Write the claim in one sentence that stands alone."),
        );
    }
}
