//! Dates are EDTF (ISO 8601-2).

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::When;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let path = record.path();
    match record {
        Record::Claim(claim) => {
            date(path, claim.data.about.as_ref(), || Route::from("about"), found);
            for (place, quantity) in claim.data.quantities.iter().enumerate() {
                let route = || Route::from("quantities").index(place).key("as_of");
                date(path, quantity.as_of.as_ref(), route, found);
            }
            for (place, assertion) in claim.data.assertions.iter().enumerate() {
                let route = || Route::from("assertions").index(place);
                date(path, assertion.when.as_ref(), || route().key("when"), found);
                let withdrawn = assertion.withdrawn.as_ref().and_then(|withdrawal| withdrawal.when.as_ref());
                date(path, withdrawn, || route().key("withdrawn").key("when"), found);
            }
            for (place, asked) in claim.data.asked.iter().enumerate() {
                let route = || Route::from("asked").index(place).key("deadline");
                date(path, asked.deadline.as_ref(), route, found);
            }
        }
        Record::Actor(actor) => {
            for (place, grade) in actor.data.reliability.iter().enumerate() {
                let route = || Route::from("reliability").index(place).key("as_of");
                date(path, grade.as_of.as_ref(), route, found);
            }
        }
        Record::Document(document) => {
            date(path, document.data.published.as_ref(), || Route::from("published"), found);
            for (place, correction) in document.data.corrections.iter().enumerate() {
                let route = || Route::from("corrections").index(place).key("when");
                date(path, correction.when.as_ref(), route, found);
            }
        }
        Record::Settings(_) => {}
    }
}

fn date(path: &str, when: Option<&When>, route: impl Fn() -> Route, found: &mut Vec<Finding>) {
    let Some(when) = when else { return };
    let Err(error) = when.check() else { return };
    let hint = match When::typed(when.as_str()) {
        Ok(meant) => format!("Write \"{meant}\"."),
        Err(_) => "Write \"2024-10-28\", \"2024-10\" (a month), \"2024-10~\" (about), \"2024-10-27/2024-10-28\" (a range) \
                   or \"../2024-11-06\" (not later than)."
            .to_owned(),
    };
    let message = format!("“{}” is not a date.", error.text.chars().take(80).collect::<String>());
    found.push(Finding::new(Code::InvalidDate, path, message).at(route()).hint(hint));
}
