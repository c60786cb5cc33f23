//! The Admiralty code's second half goes from 1 to 6.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for (place, line) in claim.data.evidence.iter().enumerate() {
        if let Some(credibility) = line.credibility.filter(|credibility| !(1..=6).contains(credibility)) {
            let route = Route::from("evidence").index(place).key("credibility");
            let message = format!("{credibility} is no credibility.");
            let hint = "It goes from 1 (confirmed by other sources) to 6 (cannot be judged).";
            found.push(Finding::new(Code::CredibilityRange, &claim.path, message).at(route).hint(hint));
        }
    }
}
