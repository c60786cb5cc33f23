//! Every document that a claim or another document names has a record.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let mut look = |key: Option<&str>, route: &dyn Fn() -> Route| {
        if let Some(key) = key.filter(|key| !scope.has_document(key)) {
            let message = format!("There is no document `{key}`.");
            let near = scope.near_document(key);
            let finding = Finding::new(Code::MissingDocument, record.path(), message).at(route());
            found.push(
                finding.did_you_mean(near.as_deref(), || "Record it with `claimbook document`.".to_owned()),
            );
        }
    };
    match record {
        Record::Claim(claim) => {
            for (place, assertion) in claim.data.assertions.iter().enumerate() {
                let route = || Route::from("assertions").index(place);
                look(assertion.document.as_deref(), &|| route().key("in"));
                let withdrawn =
                    assertion.withdrawn.as_ref().and_then(|withdrawal| withdrawal.document.as_deref());
                look(withdrawn, &|| route().key("withdrawn").key("in"));
            }
            for (place, line) in claim.data.evidence.iter().enumerate() {
                let route = || Route::from("evidence").index(place);
                look(line.document.as_deref(), &|| route().key("document"));
                for (item, from) in line.from.iter().enumerate() {
                    look(Some(from), &|| route().key("from").index(item));
                }
            }
            for (place, asked) in claim.data.asked.iter().enumerate() {
                let document = asked.answer.as_ref().and_then(|answer| answer.document.as_deref());
                look(document, &|| Route::from("asked").index(place).key("answer").key("in"));
            }
        }
        Record::Document(document) => {
            for (place, from) in document.data.derived_from.iter().enumerate() {
                look(from.document.as_deref(), &|| Route::from("derived_from").index(place).key("document"));
            }
        }
        Record::Actor(_) | Record::Settings(_) => {}
    }
}
