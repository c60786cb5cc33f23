//! No document comes from itself.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Document(document) = record else { return };
    for (place, from) in document.data.derived_from.iter().enumerate() {
        if from.document.as_deref() == Some(document.key()) {
            let route = Route::from("derived_from").index(place).key("document");
            let finding = Finding::new(
                Code::DerivedFromItself,
                &document.path,
                "This document is said to come from itself.",
            );
            found.push(
                finding.at(route).hint("Name the document that it comes from, or write `original: true`."),
            );
        }
    }
}
