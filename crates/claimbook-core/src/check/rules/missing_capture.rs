//! A quote that names a capture names one that its document has.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};

use crate::assess::quoted::quotes_of;

pub(super) fn check(scope: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let Record::Claim(claim) = record else { return };
    for quoted in quotes_of(claim) {
        let Some(hash) = &quoted.quote.capture else { continue };
        let Some(document) = scope.workspace.document(quoted.document) else { continue };
        if document.data.capture(Some(hash)).is_none() {
            let message =
                format!("`{}` has no capture whose text begins with the hash `{hash}`.", quoted.document);
            let finding = Finding::new(Code::MissingCapture, &claim.path, message);
            let hint = "Write the first eight digits of the `text_sha256` of the capture that is quoted.";
            found.push(finding.at(quoted.route().key("capture")).hint(hint));
        }
    }
}
