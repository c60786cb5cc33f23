//! A policy is about verdicts.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::VerdictWord;
use crate::near::nearest;
use crate::workspace::SETTINGS_FILE;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Settings(settings) = record else { return };
    for word in settings.policy.keys() {
        if VerdictWord::known(word).is_some() || settings.labels.contains_key(word) {
            continue;
        }
        let house = settings.labels.keys().map(String::as_str);
        let words: Vec<&str> = VerdictWord::WORDS.iter().copied().chain(house).collect();
        let finding = Finding::new(Code::UnknownPolicy, SETTINGS_FILE, format!("“{word}” is not a verdict."));
        let finding = finding.at_key(Route::from("policy").key(word));
        found.push(
            finding
                .did_you_mean(nearest(word, words.iter().copied()), || format!("Use {}.", words.join(", "))),
        );
    }
}
