//! The least that a figure's words allow is not more than the most.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for (place, quantity) in claim.data.quantities.iter().enumerate() {
        if let (Some(low), Some(high)) = (quantity.low, quantity.high)
            && low > high
        {
            let route = Route::from("quantities").index(place).key("low");
            let message = format!("`low` is {low} and `high` is {high}.");
            let finding = Finding::new(Code::LowAboveHigh, &claim.path, message);
            found.push(finding.at(route).hint("Exchange the two, or correct one."));
        }
    }
}
