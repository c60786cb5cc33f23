//! The Admiralty code's first half goes from A to F.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Actor(actor) = record else { return };
    for (place, reliability) in actor.data.reliability.iter().enumerate() {
        let is_grade = |grade: &&str| matches!(*grade, "A" | "B" | "C" | "D" | "E" | "F");
        if let Some(grade) = reliability.grade.as_deref().filter(|grade| !is_grade(grade)) {
            let message = format!("“{}” is no grade.", grade.chars().take(40).collect::<String>());
            let route = Route::from("reliability").index(place).key("grade");
            let hint = "The grades go from A (reliable) to F (cannot be judged).";
            found.push(Finding::new(Code::ReliabilityGrade, &actor.path, message).at(route).hint(hint));
        }
    }
}
