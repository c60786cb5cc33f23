//! Quotations that go on in the next paragraph: the paragraph ends without a closing mark, and the next one begins with an opening one.

use crate::text::{Quotation, Text};
use crate::{Attribution, Span};

/// Adds to each content that is an open quotation at its paragraph's end what goes on in the next ones, where nobody else says it.
pub(super) fn lengthen(text: &Text<'_>, all: &mut [Attribution]) {
    // The attribution that the paragraph before ends in.
    let mut open: Option<usize> = None;
    let mut next = 0;
    for paragraph in &text.paragraphs {
        let first = next;
        let begins = |one: &Attribution| one.cue.first().is_some_and(|cue| cue.start < paragraph.span.end);
        while all.get(next).is_some_and(begins) {
            next += 1;
        }
        let quotations = text.quotations.get(paragraph.quotations.clone()).unwrap_or_default();
        let span = |quotation: &Quotation| text.span(quotation.tokens.clone());
        let leading = quotations.first().filter(|quotation| quotation.tokens.start == paragraph.tokens.start);
        let unclosed = quotations.iter().find(|quotation| {
            !quotation.closed && !quotation.single && quotation.tokens.end == paragraph.tokens.end
        });
        if let Some((outer, rest)) = open.zip(leading.and_then(span)) {
            let own = all.get(first..next).unwrap_or_default().iter();
            let taken = own.clone().any(|one| one.content.iter().any(|part| part.meets(rest)));
            let spoken = own.clone().any(|one| one.cue.iter().any(|cue| rest.meets(*cue)));
            if !taken && !spoken {
                if let Some(one) = all.get_mut(outer) {
                    one.content.push(rest);
                }
                open = open.filter(|_| leading == unclosed);
                continue;
            }
        }
        let last = unclosed.and_then(span);
        let reaches = |one: &Attribution, last: Span| {
            one.within.is_none()
                && one.content.iter().any(|part| part.meets(last) && part.end + 2 >= last.end)
        };
        let own = all.get(first..next).unwrap_or_default();
        open = last.and_then(|last| own.iter().rposition(|one| reaches(one, last))).map(|nth| first + nth);
    }
}
