//! `max_age` is an ISO 8601 duration in years, months, weeks and days.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::workspace::SETTINGS_FILE;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Settings(settings) = record else { return };
    for (word, demand) in &settings.policy {
        if let Some(age) = demand.max_age.as_deref().filter(|age| !is_duration(age)) {
            let message = format!("“{age}” is not a length of time.");
            let route = Route::from("policy").key(word).key("max_age");
            let hint = "Write P2Y (two years), P6M (six months), P3W (three weeks) or P90D (ninety days).";
            found.push(Finding::new(Code::InvalidDuration, SETTINGS_FILE, message).at(route).hint(hint));
        }
    }
}

/// `P`, then numbers each with its unit, the units in their order and at least one.
fn is_duration(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix('P') else { return false };
    let mut units = "YMWD";
    let mut parts = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(unit) = rest.get(digits..).and_then(|rest| rest.chars().next()) else { return false };
        let Some(place) = units.find(unit) else { return false };
        if digits == 0 || digits > 6 {
            return false;
        }
        units = units.get(place + 1..).unwrap_or_default();
        rest = rest.get(digits + 1..).unwrap_or_default();
        parts += 1;
    }
    parts > 0
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn durations_are_told_from_other_texts() {
        for text in ["P2Y", "P1Y6M", "P3W", "P90D", "P1Y2M3D"] {
            assert!(is_duration(text), "{text}");
        }
        for text in ["", "P", "2Y", "P2", "PY", "P2H", "P1M2Y", "P2Yé", "Pé", "P9999999D", "2 years"] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
