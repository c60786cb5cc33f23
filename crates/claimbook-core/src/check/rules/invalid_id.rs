//! Ids have a form, so that they can be named on a command line and linked to.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::is_short_id;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    let data = &claim.data;
    if let Some(id) = data.id.as_ref().filter(|id| !id.is_valid()) {
        let message = format!("“{}” is not the id of a claim.", short(id.as_str()));
        let hint = "Delete the line; `claimbook check --fix` gives the claim an id.";
        found.push(Finding::new(Code::InvalidId, &claim.path, message).at(Route::from("id")).hint(hint));
    }
    let assertions = data.assertions.iter().map(|assertion| assertion.id.as_deref());
    let evidence = data.evidence.iter().map(|line| line.id.as_deref());
    let verdicts = data.verdicts.iter().map(|verdict| verdict.id.as_deref());
    entries(&claim.path, "assertions", assertions, found);
    entries(&claim.path, "evidence", evidence, found);
    entries(&claim.path, "verdicts", verdicts, found);
}

fn entries<'a>(path: &str, list: &str, ids: impl Iterator<Item = Option<&'a str>>, found: &mut Vec<Finding>) {
    for (place, id) in ids.enumerate() {
        if let Some(id) = id.filter(|id| !is_short_id(id)) {
            let message = format!("“{}” cannot be an id.", short(id));
            let route = Route::from(list).index(place).key("id");
            let hint = "Use letters, digits, - and _, at most 64 of them; `1` will do.";
            found.push(Finding::new(Code::InvalidId, path, message).at(route).hint(hint));
        }
    }
}

fn short(id: &str) -> String {
    id.chars().take(80).collect()
}
