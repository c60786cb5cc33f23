//! An assertion says who made it.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for (place, assertion) in claim.data.assertions.iter().enumerate() {
        if assertion.by.is_none() {
            let finding =
                Finding::new(Code::NoAsserter, &claim.path, "It is not recorded who asserted this.");
            let route = Route::from("assertions").index(place);
            found.push(finding.at(route).hint("Add `by:` with an actor's key."));
        }
    }
}
