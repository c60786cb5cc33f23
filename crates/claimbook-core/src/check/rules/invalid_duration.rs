//! `max_age` is an ISO 8601 duration in years, months, weeks and days.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::Duration;
use crate::workspace::SETTINGS_FILE;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Settings(settings) = record else { return };
    for (word, demand) in &settings.policy {
        if let Some(age) = demand.max_age.as_deref().filter(|age| Duration::parse(age).is_none()) {
            let message = format!("“{age}” is not a length of time.");
            let route = Route::from("policy").key(word).key("max_age");
            let hint = "Write P2Y (two years), P6M (six months), P3W (three weeks) or P90D (ninety days).";
            found.push(Finding::new(Code::InvalidDuration, SETTINGS_FILE, message).at(route).hint(hint));
        }
    }
}
