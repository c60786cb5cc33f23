//! Keys that are none of ours. People may keep their own, so they are only noted, once for each key; one that is
//! nearly a key of ours is probably a typing error.

use std::collections::BTreeMap;

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding, Severity};
use crate::model::{
    Actor, Answer, Asked, Assertion, Attestation, Claim, Document, Evidence, Extra, Link, Quantity, Searched,
    Settings, SignOff, Verdict,
};
use crate::near::nearest;
use crate::yaml::Route;

type Keys = &'static [&'static str];

const QUOTE: Keys = &["exact", "prefix", "suffix", "start", "end", "capture"];
const LOGGED: Keys = &["at", "by"];
const WITHDRAWAL: Keys = &["when", "in"];
const RETRACTION: Keys = &["at", "by", "because"];
const SAW: Keys = &["claim", "quantities", "evidence", "passages"];
const RELIABILITY: Keys = &["grade", "as_of", "by", "note"];
const DERIVATION: Keys = &["document", "as"];
const CAPTURE: Keys = &["at", "by", "sha256", "kept", "text", "text_sha256", "archived"];
const CORRECTION: Keys = &["when", "note"];
const REVIEWED: Keys = &["start", "end", "as", "by", "at", "capture"];
const PUBLISHER: Keys = &["name", "url"];
const LABEL: Keys = &["verdict", "label"];
const DEMAND: Keys = &["evidence", "origins", "sign_offs", "searched", "asked", "max_age"];

/// Shorter keys are too near to everything.
const LEAST_LETTERS: usize = 3;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    // Own keys, by what they stand in and their name: where the first is, and in how many places it stands.
    let mut own: BTreeMap<(Keys, String), (Finding, usize)> = BTreeMap::new();
    for record in scope.records() {
        visit(record, &mut |extra, known, route| {
            for key in extra.keys() {
                let near = if key.chars().count() < LEAST_LETTERS { None } else { near(key, known) };
                if near.is_none()
                    && let Some((_, count)) = own.get_mut(&(known, key.clone()))
                {
                    *count += 1;
                    continue;
                }
                let finding = |message: String| {
                    Finding::new(Code::UnknownKey, record.path(), message).at_key(route().key(key))
                };
                match near {
                    Some(near) => {
                        let message =
                            format!("`{key}` is not a key of claimbook's, so what it says does not count.");
                        let hint = format!("Did you mean `{near}`?");
                        found.push(finding(message).graver(Severity::Warning).hint(hint));
                    }
                    None => {
                        let message = format!("`{key}` is not a key of claimbook's. It is kept as it is.");
                        own.insert((known, key.clone()), (finding(message), 1));
                    }
                }
            }
        });
    }
    for (mut finding, count) in own.into_values() {
        if count > 1 {
            let places = if count == 2 { "place" } else { "places" };
            finding.message.push_str(&format!(" It stands in {} other {places} too.", count - 1));
        }
        found.push(finding);
    }
}

fn near(key: &str, known: Keys) -> Option<&'static str> {
    let written = key.to_lowercase().replace(['-', ' '], "_");
    nearest(&written, known.iter().copied())
}

/// Whether a record has any key that is none of ours.
pub(super) fn has_unknown(record: Record<'_>) -> bool {
    let mut any = false;
    visit(record, &mut |_, _, _| any = true);
    any
}

type Visit<'v> = &'v mut dyn FnMut(&Extra, Keys, &dyn Fn() -> Route);

/// Every map of a record that has keys which are none of ours.
fn visit(record: Record<'_>, visit: Visit<'_>) {
    let visit: Visit<'_> = &mut |extra, known, route| {
        if !extra.is_empty() {
            visit(extra, known, route);
        }
    };
    match record {
        Record::Claim(claim) => visit_claim(&claim.data, visit),
        Record::Actor(actor) => {
            visit(&actor.data.extra, Actor::KEYS, &Route::root);
            for (at, grade) in actor.data.reliability.iter().enumerate() {
                visit(&grade.extra, RELIABILITY, &|| Route::from("reliability").index(at));
            }
        }
        Record::Document(document) => visit_document(&document.data, visit),
        Record::Settings(settings) => {
            visit(&settings.extra, Settings::KEYS, &Route::root);
            if let Some(publisher) = &settings.publisher {
                visit(&publisher.extra, PUBLISHER, &|| Route::from("publisher"));
            }
            for (word, label) in &settings.labels {
                visit(&label.extra, LABEL, &|| Route::from("labels").key(word));
            }
            for (word, demand) in &settings.policy {
                visit(&demand.extra, DEMAND, &|| Route::from("policy").key(word));
            }
        }
    }
}

fn visit_claim(claim: &Claim, visit: Visit<'_>) {
    visit(&claim.extra, Claim::KEYS, &Route::root);
    if let Some(logged) = &claim.logged {
        visit(&logged.extra, LOGGED, &|| Route::from("logged"));
    }
    for (at, quantity) in claim.quantities.iter().enumerate() {
        visit(&quantity.extra, Quantity::KEYS, &|| Route::from("quantities").index(at));
    }
    for (at, assertion) in claim.assertions.iter().enumerate() {
        let route = || Route::from("assertions").index(at);
        visit(&assertion.extra, Assertion::KEYS, &route);
        if let Some(withdrawn) = &assertion.withdrawn {
            visit(&withdrawn.extra, WITHDRAWAL, &|| route().key("withdrawn"));
        }
        visit_quotes(&assertion.quote, &route, visit);
    }
    for (at, line) in claim.evidence.iter().enumerate() {
        let route = || Route::from("evidence").index(at);
        visit(&line.extra, Evidence::KEYS, &route);
        if let Some(retracted) = &line.retracted {
            visit(&retracted.extra, RETRACTION, &|| route().key("retracted"));
        }
        visit_quotes(&line.quote, &route, visit);
    }
    for (at, verdict) in claim.verdicts.iter().enumerate() {
        let route = || Route::from("verdicts").index(at);
        visit(&verdict.extra, Verdict::KEYS, &route);
        if let Some(saw) = &verdict.saw {
            visit(&saw.extra, SAW, &|| route().key("saw"));
        }
    }
    for (at, one) in claim.attested.iter().enumerate() {
        visit(&one.extra, Attestation::KEYS, &|| Route::from("attested").index(at));
    }
    for (at, one) in claim.searches.iter().enumerate() {
        visit(&one.extra, Searched::KEYS, &|| Route::from("searches").index(at));
    }
    for (at, one) in claim.asked.iter().enumerate() {
        let route = || Route::from("asked").index(at);
        visit(&one.extra, Asked::KEYS, &route);
        if let Some(answer) = &one.answer {
            visit(&answer.extra, Answer::KEYS, &|| route().key("answer"));
        }
    }
    for (at, one) in claim.sign_offs.iter().enumerate() {
        visit(&one.extra, SignOff::KEYS, &|| Route::from("sign_offs").index(at));
    }
    for (at, link) in claim.links.iter().enumerate() {
        visit(&link.extra, Link::KEYS, &|| Route::from("links").index(at));
    }
}

fn visit_quotes(quotes: &[crate::model::Quote], route: &dyn Fn() -> Route, visit: Visit<'_>) {
    for (at, quote) in quotes.iter().enumerate() {
        let place = || if quotes.len() > 1 { route().key("quote").index(at) } else { route().key("quote") };
        visit(&quote.extra, QUOTE, &place);
    }
}

fn visit_document(document: &Document, visit: Visit<'_>) {
    visit(&document.extra, Document::KEYS, &Route::root);
    for (at, from) in document.derived_from.iter().enumerate() {
        visit(&from.extra, DERIVATION, &|| Route::from("derived_from").index(at));
    }
    for (at, capture) in document.captures.iter().enumerate() {
        visit(&capture.extra, CAPTURE, &|| Route::from("captures").index(at));
    }
    for (at, correction) in document.corrections.iter().enumerate() {
        visit(&correction.extra, CORRECTION, &|| Route::from("corrections").index(at));
    }
    for (at, reviewed) in document.reviewed.iter().enumerate() {
        visit(&reviewed.extra, REVIEWED, &|| Route::from("reviewed").index(at));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::schema::{Kind, schema};

    #[track_caller]
    fn knows(kind: Kind, part: Option<&str>, known: Keys) {
        let schema = schema(kind);
        let map = part.map_or(&schema, |part| &schema["$defs"][part]);
        let keys: BTreeSet<&str> =
            map["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, known.iter().copied().collect(), "{part:?}");
    }

    #[test]
    fn the_known_keys_are_those_of_the_model() {
        knows(Kind::Claim, None, Claim::KEYS);
        for (part, known) in [
            ("Assertion", Assertion::KEYS),
            ("Evidence", Evidence::KEYS),
            ("Verdict", Verdict::KEYS),
            ("Link", Link::KEYS),
            ("Quantity", Quantity::KEYS),
            ("Quote", QUOTE),
            ("Logged", LOGGED),
            ("Withdrawal", WITHDRAWAL),
            ("Retraction", RETRACTION),
            ("Saw", SAW),
        ] {
            knows(Kind::Claim, Some(part), known);
        }
        knows(Kind::Actor, None, Actor::KEYS);
        knows(Kind::Actor, Some("Reliability"), RELIABILITY);
        knows(Kind::Document, None, Document::KEYS);
        for (part, known) in [
            ("Derivation", DERIVATION),
            ("Capture", CAPTURE),
            ("Correction", CORRECTION),
            ("Reviewed", REVIEWED),
        ] {
            knows(Kind::Document, Some(part), known);
        }
        knows(Kind::Workspace, None, Settings::KEYS);
        for (part, known) in [("Publisher", PUBLISHER), ("Label", LABEL), ("Demand", DEMAND)] {
            knows(Kind::Workspace, Some(part), known);
        }
    }
}
