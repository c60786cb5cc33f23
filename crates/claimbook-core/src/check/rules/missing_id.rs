//! A claim typed by hand has no id until a command gives it one.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    if claim.data.id.is_none() {
        let message = "This claim has no id yet, so nothing can link to it.";
        let finding = Finding::new(Code::MissingId, &claim.path, message).at_key(Route::from("claim"));
        found.push(
            finding.hint("`claimbook check --fix` gives it one, as does any command that writes to it."),
        );
    }
}
