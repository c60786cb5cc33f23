//! Editors complete and check what people type by the schemas in `.schema/`.

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::schema::{self, Kind};
use crate::workspace::read_file;

/// Larger than any schema.
const MOST_BYTES: u64 = 1024 * 1024;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    for kind in Kind::ALL {
        let path = schema::path(kind);
        let message = match read_file(&scope.workspace.root().join(&path), MOST_BYTES) {
            Ok(text) if text == schema::text(kind).as_bytes() => continue,
            Ok(_) => format!("The schema for the kind `{}` is of another version.", kind.name()),
            Err(_) => format!(
                "The schema for the kind `{}` is not there, so editors cannot complete and check.",
                kind.name()
            ),
        };
        let hint = "`claimbook check --fix` or `claimbook schema --write` puts the current one there.";
        found.push(Finding::new(Code::OldSchema, &path, message).hint(hint));
    }
}
