//! The real name of a protected source is nowhere in the workspace.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Actor(actor) = record else { return };
    if !actor.data.is_protected() {
        return;
    }
    let keys = [
        ("aliases", !actor.data.aliases.is_empty()),
        ("same_as", !actor.data.same_as.is_empty()),
        ("url", actor.data.url.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, there)| *there) {
        let message = format!("This source is protected, and `{key}` may tell who it is.");
        let finding = Finding::new(Code::ProtectedSourceNamed, &actor.path, message);
        let hint = "Delete it, also from earlier versions if they were shared: what git keeps can be read.";
        found.push(finding.at_key(Route::from(key)).hint(hint));
    }
}
