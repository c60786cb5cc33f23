//! An id inside a file names one entry.

use std::collections::HashSet;

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    let data = &claim.data;
    let assertions = data.assertions.iter().map(|assertion| assertion.id.as_deref());
    let evidence = data.evidence.iter().map(|line| line.id.as_deref());
    let verdicts = data.verdicts.iter().map(|verdict| verdict.id.as_deref());
    same(&claim.path, "assertions", assertions, found);
    same(&claim.path, "evidence", evidence, found);
    same(&claim.path, "verdicts", verdicts, found);
    same(&claim.path, "asked", data.asked.iter().map(|asked| asked.id.as_deref()), found);
}

fn same<'a>(path: &str, list: &str, ids: impl Iterator<Item = Option<&'a str>>, found: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    for (place, id) in ids.enumerate() {
        if let Some(id) = id.filter(|id| !seen.insert(*id)) {
            let message = format!("Another entry of `{list}` has the id `{id}`.");
            let finding = Finding::new(Code::DuplicateShortId, path, message);
            let route = Route::from(list).index(place).key("id");
            found.push(finding.at(route).hint("Give this entry another id, in letters and digits."));
        }
    }
}
