//! A command that was killed while it wrote several files.

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::workspace::UNDO_PLAN;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    if scope.workspace.root().join(UNDO_PLAN).is_file() {
        let message =
            "A command was interrupted while it wrote; some of its files may be new and others old.";
        let hint =
            "The next command that writes puts the old contents back, as does `claimbook check --fix`.";
        found.push(Finding::new(Code::Interrupted, UNDO_PLAN, message).hint(hint));
    }
}
