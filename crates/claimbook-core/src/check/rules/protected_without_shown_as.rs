//! Outputs call a protected source by its `shown_as`.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Actor(actor) = record else { return };
    let shown = actor.data.shown_as.as_deref().is_some_and(|shown| !shown.trim().is_empty());
    if actor.data.is_protected() && !shown {
        let message = "This source is protected, and there are no words by which reports may call it.";
        let finding = Finding::new(Code::ProtectedWithoutShownAs, &actor.path, message);
        found.push(
            finding
                .at_key(Route::from("protected"))
                .hint("Add, for example: shown_as: \"a ministry official\""),
        );
    }
}
