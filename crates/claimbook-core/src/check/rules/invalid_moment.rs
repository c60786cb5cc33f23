//! Moments are RFC 3339.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::Instant;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let path = record.path();
    match record {
        Record::Claim(claim) => {
            let data = &claim.data;
            let logged = data.logged.as_ref().and_then(|logged| logged.at.as_ref());
            moment(path, logged, || Route::from("logged").key("at"), found);
            for (place, line) in data.evidence.iter().enumerate() {
                let route = || Route::from("evidence").index(place);
                moment(path, line.at.as_ref(), || route().key("at"), found);
                let retracted = line.retracted.as_ref().and_then(|retraction| retraction.at.as_ref());
                moment(path, retracted, || route().key("retracted").key("at"), found);
            }
            for (place, verdict) in data.verdicts.iter().enumerate() {
                moment(path, verdict.at.as_ref(), || Route::from("verdicts").index(place).key("at"), found);
            }
            for (place, link) in data.links.iter().enumerate() {
                moment(path, link.at.as_ref(), || Route::from("links").index(place).key("at"), found);
            }
            let attested = data.attested.iter().map(|one| one.at.as_ref());
            let searches = data.searches.iter().map(|one| one.at.as_ref());
            let asked = data.asked.iter().map(|one| one.at.as_ref());
            let sign_offs = data.sign_offs.iter().map(|one| one.at.as_ref());
            let work = attested.enumerate().map(|it| ("attested", it));
            let work = work.chain(searches.enumerate().map(|it| ("searches", it)));
            let work = work.chain(asked.enumerate().map(|it| ("asked", it)));
            for (list, (place, at)) in work.chain(sign_offs.enumerate().map(|it| ("sign_offs", it))) {
                moment(path, at, || Route::from(list).index(place).key("at"), found);
            }
            for (place, asked) in data.asked.iter().enumerate() {
                let at = asked.answer.as_ref().and_then(|answer| answer.at.as_ref());
                moment(path, at, || Route::from("asked").index(place).key("answer").key("at"), found);
            }
        }
        Record::Document(document) => {
            for (place, capture) in document.data.captures.iter().enumerate() {
                moment(path, capture.at.as_ref(), || Route::from("captures").index(place).key("at"), found);
            }
            for (place, reviewed) in document.data.reviewed.iter().enumerate() {
                moment(path, reviewed.at.as_ref(), || Route::from("reviewed").index(place).key("at"), found);
            }
        }
        Record::Actor(_) | Record::Settings(_) => {}
    }
}

fn moment(path: &str, at: Option<&Instant>, route: impl Fn() -> Route, found: &mut Vec<Finding>) {
    let Some(at) = at.filter(|at| at.seconds().is_none()) else { return };
    let message = format!("“{}” is not a moment.", at.as_str().chars().take(80).collect::<String>());
    let hint = "Write the day and the time in UTC: \"2024-11-23T09:58:00Z\".";
    found.push(Finding::new(Code::InvalidMoment, path, message).at(route()).hint(hint));
}
