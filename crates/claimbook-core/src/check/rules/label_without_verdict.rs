//! A house label stands for a core verdict.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::VerdictWord;
use crate::near::nearest;
use crate::workspace::SETTINGS_FILE;
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Settings(settings) = record else { return };
    for (house, label) in settings.labels.iter().filter(|(_, label)| !label.verdict.is_known()) {
        let word = label.verdict.as_str();
        let route = Route::from("labels").key(house).key("verdict");
        let finding = Finding::new(
            Code::LabelWithoutVerdict,
            SETTINGS_FILE,
            format!("“{word}” is not one of the verdicts."),
        );
        let near = nearest(word, VerdictWord::WORDS.iter().copied());
        found
            .push(finding.at(route).did_you_mean(near, || format!("Use {}.", VerdictWord::WORDS.join(", "))));
    }
}
