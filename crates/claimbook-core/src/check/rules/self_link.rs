//! No claim is tied to itself.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    let Some(id) = &claim.data.id else { return };
    for (place, link) in claim.data.links.iter().enumerate() {
        if link.to.as_ref().is_some_and(|to| to.as_str().eq_ignore_ascii_case(id.as_str())) {
            let finding = Finding::new(Code::SelfLink, &claim.path, "This claim links to itself.");
            let route = Route::from("links").index(place).key("to");
            found.push(finding.at(route).hint("Name the other claim, or take the link away."));
        }
    }
}
