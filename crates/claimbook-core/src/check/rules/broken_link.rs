//! A link must lead to a claim.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for (place, link) in claim.data.links.iter().enumerate() {
        let route = Route::from("links").index(place);
        let Some(to) = &link.to else {
            let finding = Finding::new(Code::BrokenLink, &claim.path, "This link names no claim.");
            found.push(finding.at(route).hint("Add `to:` with the id of the other claim."));
            continue;
        };
        if scope.workspace.claim(to).is_some() || scope.is_in_a_broken_claim(to.as_str()) {
            continue;
        }
        let message = format!("This link leads to `{to}`, and no claim has that id.");
        let hint =
            match scope.workspace.find_claim(to.as_str(), None).ok().and_then(|other| other.data.id.as_ref())
            {
                Some(id) => format!("Write the full id: `{id}`."),
                None => "Correct the id, or take the link away.".to_owned(),
            };
        found.push(Finding::new(Code::BrokenLink, &claim.path, message).at(route.key("to")).hint(hint));
    }
}
