//! A text as a page: its lines, and the marks that hold values in their place.

use std::ops::Range;

use crate::yaml::blank;
use crate::yaml::tree::Node;

/// Bytes of the text, and what takes their place.
pub(super) type Cut = (Range<usize>, String);

/// A text and the line break that it uses.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) newline: &'static str,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, newline: newline(text) }
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.slice(0..at).rfind(['\n', '\r']).map_or(0, |found| found + 1);
        if start == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(at) } else { start }
    }

    /// The end of the line, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        blank::line_end(self.text, at)
    }

    pub(super) fn next_line(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let rest = self.slice(end..self.text.len());
        end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// The end of the line before the one that begins at `start`.
    pub(super) fn end_of_line_before(&self, start: usize) -> usize {
        let before = self.slice(0..start);
        let before =
            before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r'])).unwrap_or(before);
        before.len()
    }

    pub(super) fn column(&self, at: usize) -> usize {
        self.slice(self.line_start(at)..at).chars().count()
    }

    /// Whether only indentation stands before it on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.slice(self.line_start(at)..at).bytes().all(|b| b == b' ')
    }

    pub(super) fn skip_blank(&self, at: usize) -> usize {
        blank::skip_blank(self.text, at)
    }

    /// The colon after a key.
    pub(super) fn colon(&self, key: &Node) -> Option<usize> {
        let at = self.skip_blank(key.span.end);
        (self.byte(at) == Some(b':')).then_some(at)
    }

    /// Where the line of an entry begins: at its key, or at the question mark before it.
    pub(super) fn entry_start(&self, key: &Node) -> usize {
        let before = self.slice(self.line_start(key.span.start)..key.span.start);
        let bare = before.trim_end_matches(' ');
        let question = bare.ends_with('?') && bare.len() < before.len();
        if question { self.line_start(key.span.start) + bare.len() - 1 } else { key.span.start }
    }

    /// The dash of an item of a list in block style.
    pub(super) fn dash(&self, list: &Node, index: usize) -> Option<usize> {
        let from = match index.checked_sub(1) {
            Some(before) => list.items().get(before)?.span.end,
            None => self.after_properties(list),
        };
        let at = self.skip_blank(from);
        (self.byte(at) == Some(b'-')).then_some(at)
    }

    /// Where a node begins after its anchor and tag.
    pub(super) fn after_properties(&self, node: &Node) -> usize {
        let property = node.anchor > 0 || node.tag.is_some();
        if property { blank::skip_properties(self.text, node.span.start) } else { node.span.start }
    }

    /// The lines, each after a line break: to be put at the end of a line.
    pub(super) fn below(&self, lines: &[String]) -> String {
        lines.iter().flat_map(|line| [self.newline, line]).collect()
    }

    pub(super) fn replace(&self, mut cuts: Vec<Cut>) -> Option<String> {
        cuts.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = cuts.iter().map(|(_, new)| new.len()).sum();
        let mut text = String::with_capacity(self.text.len() + added);
        let mut at = 0;
        for (range, new) in cuts {
            text.push_str(self.text.get(at..range.start)?);
            text.push_str(&new);
            at = range.end.max(at);
        }
        text.push_str(self.text.get(at..)?);
        Some(text)
    }
}

fn newline(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => "\r\n",
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with('\r')) => "\r",
        _ => "\n",
    }
}
