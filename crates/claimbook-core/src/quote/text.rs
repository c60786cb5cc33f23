//! A text indexed once, so that many passages can be looked up in it.

use super::fold::Folded;
use std::sync::OnceLock;

/// Code points between two entries of the index: a look-up walks at most this many.
const STRIDE: usize = 64;

/// A text with an index from code points to bytes. Make it once and ask it often: no look-up walks the whole text, and the
/// form in which white space and quotation marks do not matter is made at the first quote that needs it.
#[derive(Debug)]
pub struct Text<'a> {
    source: &'a str,
    /// The byte offset of every `STRIDE`th code point.
    marks: Vec<usize>,
    length: usize,
    folded: OnceLock<Folded>,
}

impl<'a> Text<'a> {
    /// Indexes a text.
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        let mut marks = Vec::with_capacity(source.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in source.char_indices() {
            if length % STRIDE == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        Self { source, marks, length, folded: OnceLock::new() }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.source
    }

    /// How many code points the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the text has no code point at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The passage from code point `start` up to, not including, code point `end`; `None` where that lies outside the text or
    /// `end` comes before `start`.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        if start > end {
            return None;
        }
        self.source.get(self.byte_at(start)?..self.byte_at(end)?)
    }

    /// The byte at which a code point begins; the text's length in bytes for the code point after the last.
    pub(super) fn byte_at(&self, point: usize) -> Option<usize> {
        if point == self.length {
            return Some(self.source.len());
        }
        let mark = *self.marks.get(point / STRIDE)?;
        let (within, _) = self.source.get(mark..)?.char_indices().nth(point % STRIDE)?;
        Some(mark + within)
    }

    /// The code point that begins at a byte. A byte within a code point counts as the next one.
    pub(super) fn point_at(&self, byte: usize) -> usize {
        let before = self.marks.partition_point(|mark| *mark <= byte).saturating_sub(1);
        let mark = self.marks.get(before).copied().unwrap_or(0);
        let rest = self.source.get(mark..).unwrap_or_default();
        before * STRIDE + rest.char_indices().take_while(|(within, _)| mark + within < byte).count()
    }

    /// The code points of a range of bytes.
    pub(super) fn points(&self, bytes: (usize, usize)) -> (usize, usize) {
        (self.point_at(bytes.0), self.point_at(bytes.1))
    }

    pub(super) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(self.source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slice_counts_code_points() {
        let text = Text::new("Zoë paid €40 🙂 today");
        assert_eq!(text.slice(9, 12), Some("€40"));
        assert_eq!(text.slice(13, 14), Some("🙂"));
        assert_eq!(text.slice(0, text.len()), Some(text.as_str()));
        assert_eq!(text.slice(5, 4), None);
        assert_eq!(text.slice(0, text.len() + 1), None);
        assert_eq!(Text::new("").slice(0, 0), Some(""));
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_agree(source in "(?s).{0,300}") {
            let text = Text::new(&source);
            prop_assert_eq!(text.len(), source.chars().count());
            for (point, (byte, _)) in source.char_indices().enumerate() {
                prop_assert_eq!(text.byte_at(point), Some(byte));
                prop_assert_eq!(text.point_at(byte), point);
            }
            prop_assert_eq!(text.point_at(source.len()), text.len());
        }
    }
}
