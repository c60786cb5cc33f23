//! Quotations that go on in the next paragraph: the paragraph ends without a closing mark, and the next one begins with an opening one.

use crate::text::{Quotation, Text};
use crate::{Attribution, Rendering, Span};

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
        // A single mark may be an apostrophe, unless a sentence begins with it.
        let opens = |quotation: &Quotation| {
            let sentence = text.sentences.get(text.sentence_of(quotation.tokens.start));
            sentence.is_some_and(|sentence| sentence.tokens.start == quotation.tokens.start)
        };
        let unclosed = quotations.iter().find(|quotation| {
            !quotation.closed
                && quotation.tokens.end == paragraph.tokens.end
                && (!quotation.single || opens(quotation))
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
        if let (Some(unclosed), Some(last)) = (unclosed, last)
            && let Some(own) = all.get_mut(first..next)
        {
            take_up(text, own, unclosed, last);
        }
        let reaches = |one: &Attribution, last: Span| {
            one.within.is_none()
                && one.content.iter().any(|part| part.meets(last) && part.end + 2 >= last.end)
        };
        let own = all.get(first..next).unwrap_or_default();
        open = last.and_then(|last| own.iter().rposition(|one| reaches(one, last))).map(|nth| first + nth);
    }
}

/// *“…,” she said. “It is late.*, which the next paragraph goes on with: the second quotation is hers as well, where nobody has it.
fn take_up(text: &Text<'_>, own: &mut [Attribution], unclosed: &Quotation, last: Span) {
    let taken = own
        .iter()
        .any(|one| one.content.iter().chain(&one.cue).chain(&one.source).any(|part| part.meets(last)));
    let sentence = text.sentence_of(unclosed.tokens.start);
    let begins = text.sentences.get(sentence).is_some_and(|one| one.tokens.start == unclosed.tokens.start);
    if taken || !begins {
        return;
    }
    let before = own.iter_mut().rev().find(|one| one.within.is_none());
    let Some(one) = before.filter(|one| one.rendering != Rendering::Indirect) else { return };
    let ends = one.content.iter().chain(&one.cue).chain(&one.source).map(|part| part.end).max().unwrap_or(0);
    let said = text.sentences.partition_point(|sentence| sentence.span.end < ends);
    if said + 1 == sentence {
        one.content.push(last);
    }
}
