//! A figure whose words mean no number is held against no other.

use crate::assess::unread_figure;
use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for (place, quantity) in claim.data.quantities.iter().enumerate() {
        let (Some(phrase), Some(why)) = (&quantity.phrase, unread_figure(quantity)) else { continue };
        let short: String = phrase.chars().take(80).collect();
        let message = format!("“{short}” is compared with no other figure: {why}.");
        let finding = Finding::new(Code::UnreadFigure, &claim.path, message);
        let hint = "Add `low` and `high`: what the words mean in numbers.";
        found.push(finding.at(Route::from("quantities").index(place).key("phrase")).hint(hint));
    }
}
