//! From offsets in a text to lines and columns.

/// A place in a text as people count: both from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode code points.
    pub column: usize,
}

/// Where each line of a text begins. A line ends with LF, CR LF or a lone CR.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self { text, starts }
    }

    /// The line and column of a byte offset. An offset past the end counts as the end; one inside a character
    /// counts as that character's start. A byte order mark takes no column.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.char_indices_from(start).take_while(|(at, c)| at + c.len_utf8() <= offset);
        let column = 1 + before.filter(|(at, c)| !(*at == 0 && *c == '\u{feff}')).count();
        Position { line, column }
    }

    /// The text of a line counted from 1, without its line break; nothing where there is no such line.
    pub fn line(&self, line: usize) -> Option<&'a str> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        Some(self.text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }

    /// The byte range of a line counted from 1, without its line break.
    pub fn range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        Some(start..start + self.line(line)?.len())
    }

    /// The number of lines; the empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

trait CharIndicesFrom {
    fn char_indices_from(&self, start: usize) -> impl Iterator<Item = (usize, char)>;
}

impl CharIndicesFrom for str {
    fn char_indices_from(&self, start: usize) -> impl Iterator<Item = (usize, char)> {
        self.get(start..).unwrap_or("").char_indices().map(move |(at, c)| (start + at, c))
    }
}

/// From offsets counted in characters, as the tree's parser gives them, to bytes: a step every so many characters,
/// so that any order of questions stays linear.
pub(super) struct CharIndex<'a> {
    text: &'a str,
    every: Vec<usize>,
}

const STEP: usize = 64;

impl<'a> CharIndex<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let every = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STEP).map(|(at, _)| at).collect()
        };
        Self { text, every }
    }

    pub(super) fn byte(&self, chars: usize) -> usize {
        if self.every.is_empty() {
            return chars.min(self.text.len());
        }
        let Some(start) = self.every.get(chars / STEP) else { return self.text.len() };
        let rest = self.text.get(*start..).unwrap_or("");
        rest.char_indices().nth(chars % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_code_points() {
        let text = "a\r\nbé\u{1f600}x\n\rend";
        let lines = LineIndex::new(text);
        let at = |offset| (lines.position(offset).line, lines.position(offset).column);
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(text.find('x').unwrap()), (2, 4));
        assert_eq!(at(text.find("end").unwrap()), (4, 1));
        assert_eq!(at(999), (4, 4));
        assert_eq!(lines.line(2), Some("bé\u{1f600}x"));
        assert_eq!(lines.line(3), Some(""));
        assert_eq!(lines.line(5), None);
        assert_eq!(lines.line(0), None);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(LineIndex::new("\u{feff}ab").position(3), Position { line: 1, column: 1 });
    }

    #[test]
    fn counts_characters_into_bytes() {
        let text = "é".repeat(200) + "z";
        let index = CharIndex::new(&text);
        assert_eq!(index.byte(0), 0);
        assert_eq!(index.byte(150), 300);
        assert_eq!(index.byte(200), 400);
        assert_eq!(index.byte(201), 401);
        assert_eq!(index.byte(9999), 401);
    }
}
