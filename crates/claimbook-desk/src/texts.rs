//! Captured texts that were shown last, with what is worked out of them once: where sentences are, how they are cut into parts for pages, and
//! what is read in them.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use claimbook_core::digest;
use claimbook_index::Wordings;
use claimbook_intake::Proposals;

/// So many texts are held.
const HELD: usize = 6;
/// So many code points are on one page at least, where there are more.
pub(crate) const PART: usize = 30_000;
/// A longer text is read in parts.
const WHOLE: usize = 1_000_000;

/// What tells a text from another.
pub(crate) fn mark_of(text: &str) -> String {
    let mut digits = digest::hex(text.as_bytes());
    digits.truncate(16);
    digits
}

/// A text and what is in it.
pub(crate) struct Prepared {
    pub(crate) text: String,
    /// What tells it from others; made where it is shown.
    pub(crate) mark: String,
    /// In code points, as all places are.
    pub(crate) sentences: Vec<Range<usize>>,
    /// They follow each other, and together are the text.
    pub(crate) parts: Vec<Range<usize>>,
    /// What was read last.
    read: Mutex<Option<Reading>>,
}

/// What was read: in which stretch, for which version of the desk.
type Reading = (Range<usize>, u64, Arc<Proposals>);

impl Prepared {
    /// A text that is needed once, without its sentences.
    pub(crate) fn once(text: &str) -> Self {
        Prepared {
            parts: parts(text),
            text: text.to_owned(),
            mark: String::new(),
            sentences: Vec::new(),
            read: Mutex::new(None),
        }
    }

    fn of(text: String) -> Self {
        let sentences = claimbook_reader::text::sentences(&text);
        let sentences = sentences.into_iter().map(|sentence| sentence.start..sentence.end).collect();
        let parts = parts(&text);
        Prepared { mark: mark_of(&text), text, sentences, parts, read: Mutex::new(None) }
    }

    /// How many code points it has.
    pub(crate) fn length(&self) -> usize {
        self.parts.last().map_or(0, |part| part.end)
    }

    /// The part in which a place is.
    pub(crate) fn part_at(&self, place: usize) -> usize {
        self.parts.partition_point(|part| part.end <= place).min(self.parts.len().saturating_sub(1))
    }

    /// What is read at once: all of it, or where it is very long, one part.
    pub(crate) fn stretch(&self, part: usize) -> Range<usize> {
        match self.parts.get(part) {
            Some(part) if self.length() > WHOLE => part.clone(),
            _ => 0..self.length(),
        }
    }

    /// What was read in a stretch, as it was kept, or as `read` tells now.
    pub(crate) fn read(
        &self,
        stretch: &Range<usize>,
        version: u64,
        read: impl FnOnce() -> Proposals,
    ) -> Arc<Proposals> {
        let mut kept = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, then, proposals)) = &*kept
            && (of, *then) == (stretch, version)
        {
            return Arc::clone(proposals);
        }
        let proposals = Arc::new(read());
        *kept = Some((stretch.clone(), version, Arc::clone(&proposals)));
        proposals
    }
}

/// The texts that were shown last, and the wordings that others are held against.
#[derive(Default)]
pub(crate) struct Texts {
    held: Mutex<VecDeque<Arc<Prepared>>>,
    wordings: Mutex<Option<(u64, Arc<Wordings>)>>,
}

impl Texts {
    /// A text, prepared.
    pub(crate) fn prepared(&self, text: &str) -> Arc<Prepared> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = held.iter().position(|known| known.text == text)
            && let Some(known) = held.remove(at)
        {
            held.push_front(Arc::clone(&known));
            return known;
        }
        drop(held);
        let prepared = Arc::new(Prepared::of(text.to_owned()));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_front(Arc::clone(&prepared));
        held.truncate(HELD);
        prepared
    }

    /// The wordings of a version of the desk, as they were kept, or as `make` tells now.
    pub(crate) fn wordings(&self, version: u64, make: impl FnOnce() -> Wordings) -> Arc<Wordings> {
        let mut kept = self.wordings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, wordings)) = &*kept
            && *then == version
        {
            return Arc::clone(wordings);
        }
        let wordings = Arc::new(make());
        *kept = Some((version, Arc::clone(&wordings)));
        wordings
    }
}

/// Cuts a text where a paragraph ends; one without paragraphs at a blank, and one without blanks anywhere.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut before) = (0, ' ');
    let mut length = 0;
    for (at, c) in text.chars().enumerate() {
        length = at + 1;
        let ends = match at - start {
            ..PART => false,
            size if size >= 3 * PART => true,
            size if size >= 2 * PART => before.is_whitespace() && !c.is_whitespace(),
            _ => before == '\n' && c != '\n',
        };
        if ends {
            parts.push(start..at);
            start = at;
        }
        before = c;
    }
    if start < length {
        parts.push(start..length);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_whole_text_and_end_where_a_paragraph_does() {
        for text in
            ["", "short", &"word ".repeat(50_000), &"𝔘".repeat(200_000), &"A line.\n\n".repeat(20_000)]
        {
            let cut = parts(text);
            let mut at = 0;
            for part in &cut {
                assert_eq!(part.start, at);
                assert!(part.len() <= 3 * PART);
                at = part.end;
            }
            assert_eq!(at, text.chars().count());
        }
        let paragraphs = parts(&"A line.\n\n".repeat(20_000));
        assert!(paragraphs.iter().all(|part| part.start % 9 == 0), "{paragraphs:?}");
    }

    #[test]
    fn a_text_is_prepared_once() {
        let texts = Texts::default();
        let first = texts.prepared("The dam held. It leaked.");
        assert_eq!(first.sentences, [0..13, 14..24]);
        assert!(Arc::ptr_eq(&first, &texts.prepared("The dam held. It leaked.")));
        let mut reads = 0;
        for version in [1, 1, 2] {
            first.read(&first.stretch(0), version, || {
                reads += 1;
                Proposals::default()
            });
        }
        assert_eq!(reads, 2);
    }
}
