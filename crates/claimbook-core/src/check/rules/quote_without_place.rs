//! A quote from a captured text says where in the text it stands.

use super::captured::Captured;
use crate::check::{Code, Finding};
use crate::quote::Found;

pub(super) fn check(captured: &Captured<'_>, found: &mut Vec<Finding>) {
    let Some(text) = &captured.text else { return };
    for quoted in captured.quotes.iter().filter(|quoted| quoted.quote.start.is_none()) {
        let Some(wanted) = quoted.wanted() else { continue };
        let hint = match text.find(&wanted) {
            Found::Once { start, end } => format!("Add `start: {start}` and `end: {end}`."),
            Found::Several(places) => {
                format!(
                    "It stands there {} times: add `start:` and `end:` of the one that is meant.",
                    places.len()
                )
            }
            // That it is not there is another rule's matter.
            Found::Nowhere => continue,
        };
        let message =
            format!("The place of these words in the text of `{}` is not recorded.", quoted.document);
        let finding = Finding::new(Code::QuoteWithoutPlace, quoted.path, message);
        found.push(finding.at(quoted.route().key("exact")).hint(hint));
    }
}
