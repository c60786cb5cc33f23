//! A quote stands in the text that it is from.

use super::captured::Captured;
use crate::check::{Code, Finding};
use crate::quote::Found;

/// Where a whole text has changed, looking for what each of its quotes became would take long.
const MOST_NEAREST: usize = 20;

pub(super) fn check(captured: &Captured<'_>, found: &mut Vec<Finding>) {
    let Some(text) = &captured.text else { return };
    let mut lost = 0;
    for quoted in &captured.quotes {
        let Some(wanted) = quoted.wanted() else { continue };
        if text.find(&wanted) != Found::Nowhere {
            continue;
        }
        lost += 1;
        let near = if lost > MOST_NEAREST { None } else { text.nearest(wanted.exact) };
        let hint = match near {
            Some(near) => format!("The nearest passage is: “{}”", near.text),
            None => "Quote the words as they stand there, or name the capture that has them.".to_owned(),
        };
        let message = format!("These words are not in the captured text of `{}`.", quoted.document);
        let finding = Finding::new(Code::QuoteNotFound, quoted.path, message);
        found.push(finding.at(quoted.route().key("exact")).hint(hint));
    }
}
