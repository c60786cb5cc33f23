//! Every actor that a claim or a document names has a file.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::Assertion;
use crate::workspace::slug;
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let mut look = |key: &str, route: &dyn Fn() -> Route| {
        if !scope.has_actor(key) {
            let message = format!("There is no actor `{key}`.");
            let near = scope.near_actor(key);
            let finding = Finding::new(Code::MissingActor, record.path(), message).at(route());
            found.push(finding.did_you_mean(near.as_deref(), || how_to_make(key)));
        }
    };
    match record {
        Record::Claim(claim) => {
            for (place, assertion) in claim.data.assertions.iter().enumerate() {
                for (key, route) in named(assertion) {
                    look(key, &|| {
                        let (list, item) = route;
                        let route = Route::from("assertions").index(place).key(list);
                        item.map_or(route.clone(), |item| route.index(item))
                    });
                }
            }
            for (place, asked) in claim.data.asked.iter().enumerate() {
                if let Some(key) = &asked.actor {
                    look(key, &|| Route::from("asked").index(place).key("actor"));
                }
            }
            for (place, attested) in claim.data.attested.iter().enumerate() {
                // An origin is an actor, or a document behind which nobody stands.
                for (item, key) in
                    attested.origins.iter().enumerate().filter(|(_, key)| !scope.has_document(key))
                {
                    look(key, &|| Route::from("attested").index(place).key("origins").index(item));
                }
            }
        }
        Record::Document(document) => {
            if let Some(key) = &document.data.publisher {
                look(key, &|| Route::from("publisher"));
            }
        }
        Record::Actor(_) | Record::Settings(_) => {}
    }
}

fn how_to_make(typed: &str) -> String {
    match slug(typed) {
        key if key == typed => format!("Make the file actors/{key}.yaml with one line: name: \"…\""),
        key if key.is_empty() => "Name an actor by the name of its file in actors/.".to_owned(),
        key => format!("Write `{key}`, and make the file actors/{key}.yaml with one line: name: \"{typed}\""),
    }
}

type Place = (&'static str, Option<usize>);

/// The actors that an assertion names, each with its key in the file and its place in a list.
fn named(assertion: &Assertion) -> impl Iterator<Item = (&str, Place)> {
    let by = assertion.by.as_deref().map(|key| (key, ("by", None)));
    let on_behalf_of = assertion.on_behalf_of.as_deref().map(|key| (key, ("for", None)));
    let through = assertion.through.iter().enumerate().map(|(at, key)| (key.as_str(), ("through", Some(at))));
    let citing = assertion.citing.iter().enumerate().map(|(at, key)| (key.as_str(), ("citing", Some(at))));
    by.into_iter().chain(on_behalf_of).chain(through).chain(citing)
}
