//! The making of the tree. The one file that names the tree's parser.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::blank;
use super::guard::MAX_DEPTH;
use super::lines::{CharIndex, LineIndex};
use super::tree::{Kind, Node, Style, TreeError};
use super::words;

/// How often a text is read again for a tab, and the largest text for which it is.
const MAX_TABS: usize = 50;
const MAX_BYTES_TABS: usize = 64 * 1024;

/// Builds the tree from the parser's events.
///
/// The parser takes no tab between a colon and text without quotes, which YAML allows and people type. Where it
/// stops there, it is given a space for the tab: every place stays what it is.
pub(super) fn build(text: &str) -> Result<Node, TreeError> {
    let mut given = Cow::Borrowed(text);
    let mut tabs = 0;
    loop {
        let stopped = match build_from(text, &given) {
            Err(stopped) if tabs < MAX_TABS && text.len() <= MAX_BYTES_TABS => stopped,
            result => return result.map_err(|stopped| stopped.error),
        };
        let tab = stopped.offset.and_then(|offset| tab_after_colon(&given, offset));
        let Some(tab) = tab else { return Err(stopped.error) };
        given.to_mut().replace_range(tab.clone(), &" ".repeat(tab.len()));
        tabs += 1;
    }
}

/// The blank that ends at `end`, where it has a tab and a colon stands before it.
fn tab_after_colon(text: &str, end: usize) -> Option<Range<usize>> {
    let before = text.get(..end)?;
    let bare = before.trim_end_matches([' ', '\t']);
    let blank = before.get(bare.len()..)?;
    (bare.ends_with(':') && blank.contains('\t')).then_some(bare.len()..end)
}

/// Why there is no tree, and where the parser stopped, if it did.
struct Stopped {
    error: TreeError,
    offset: Option<usize>,
}

impl From<TreeError> for Stopped {
    fn from(error: TreeError) -> Self {
        Stopped { error, offset: None }
    }
}

fn build_from(text: &str, given: &str) -> Result<Node, Stopped> {
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str(given) {
        let (event, span) = event.map_err(|error| {
            let offset = builder.chars.byte(error.marker().index());
            let deep = error.info().contains("recursion limit");
            let message = if deep { words::too_deep() } else { words::explain(error.info()) };
            let error = TreeError { hostile: deep, ..builder.error(message, offset) };
            Stopped { error, offset: Some(offset) }
        })?;
        builder.take(event, span)?;
    }
    Ok(builder.root.take().ok_or_else(|| builder.error(words::EMPTY.to_owned(), 0))?)
}

/// A list or map whose end has not come yet.
struct Open {
    node: Node,
    /// In a map, a key whose value has not come yet.
    key: Option<Node>,
}

struct Builder<'a> {
    text: &'a str,
    chars: CharIndex<'a>,
    stack: Vec<Open>,
    root: Option<Node>,
    /// The end of the last thing read: where the search for a block scalar's header begins.
    last: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, chars: CharIndex::new(text), stack: Vec::new(), root: None, last: 0 }
    }

    fn error(&self, message: String, offset: usize) -> TreeError {
        TreeError { message, position: LineIndex::new(self.text).position(offset), hostile: false }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), TreeError> {
        let start = self.chars.byte(span.start.index());
        let end = self.chars.byte(span.end.index()).max(start);
        let node = |kind, anchor, tag: Option<_>| Node { kind, span: start..end, flow: false, anchor, tag };
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                return Err(self.error(words::TWO_DOCUMENTS.to_owned(), start));
            }
            Event::Scalar(value, style, anchor, tag) => {
                let tag = tag.map(|tag| tag.to_string());
                let node = self.scalar(node(Kind::Alias(0), anchor, tag), value.into_owned(), style);
                self.last = self.last.max(node.span.end);
                self.add(node);
            }
            Event::Alias(id) => {
                if self.stack.iter().any(|open| open.node.anchor == id) {
                    let message = "This reference (`*name`) leads to itself.".to_owned();
                    return Err(TreeError { hostile: true, ..self.error(message, start) });
                }
                self.last = self.last.max(end);
                self.add(node(Kind::Alias(id), 0, None));
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(node(Kind::List(Vec::new()), anchor, tag.map(|tag| tag.to_string())), b'[')?;
            }
            Event::MappingStart(anchor, tag) => {
                self.open(node(Kind::Map(Vec::new()), anchor, tag.map(|tag| tag.to_string())), b'{')?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { mut node, .. }) = self.stack.pop() {
                    // The parser's span of the bracket goes on to the end of a comment on the same line.
                    let end = if node.flow { start + 1 } else { last_end(&node) };
                    node.span.end = node.span.start.max(end).min(self.text.len());
                    self.last = self.last.max(node.span.end);
                    self.add(node);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, mut node: Node, bracket: u8) -> Result<(), TreeError> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(TreeError { hostile: true, ..self.error(words::too_deep(), node.span.start) });
        }
        // The parser's span of a collection's start includes the bracket, and is empty for one in block style.
        let content = self.content_start(&node);
        node.flow = content < node.span.end && self.byte(content) == Some(bracket);
        let is_list = matches!(node.kind, Kind::List(_));
        if is_list && !node.flow && content == node.span.start && self.byte(content) != Some(b'-') {
            // A list that is not indented below its key: the parser points behind the first dash.
            let at = self.indicator(node.span.start);
            node.span.start = at.saturating_sub(1);
        }
        self.last = self.last.max(if node.flow { content + 1 } else { node.span.start });
        self.stack.push(Open { node, key: None });
        Ok(())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where a value begins, after its anchor and tag.
    fn content_start(&self, node: &Node) -> usize {
        let property = node.anchor > 0 || node.tag.is_some();
        if property { blank::skip_properties(self.text, node.span.start) } else { node.span.start }
    }

    /// Just after the dash or colon, or both, that come next; `otherwise` where there is none.
    fn indicator(&self, otherwise: usize) -> usize {
        let mut at = blank::skip_blank(self.text, self.last);
        let mut found = None;
        while let Some(b':' | b'-') = self.byte(at) {
            found = Some(at + 1);
            if self.byte(at) == Some(b'-') {
                break;
            }
            at = blank::skip_blank(self.text, at + 1);
        }
        found.unwrap_or(otherwise)
    }

    fn add(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.node.kind {
            Kind::List(items) => items.push(node),
            Kind::Map(entries) => match open.key.take() {
                None => open.key = Some(node),
                Some(key) => entries.push((key, node)),
            },
            _ => {}
        }
    }

    /// Fills in a scalar and mends its span: the parser gives no exact one for block scalars and absent values.
    fn scalar(&self, mut node: Node, value: String, style: ScalarStyle) -> Node {
        let style = match style {
            ScalarStyle::Plain if value.is_empty() => Style::Absent,
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        match style {
            Style::Absent if node.anchor == 0 && node.tag.is_none() => {
                let at = self.absent();
                node.span = at..at;
            }
            // The parser's span goes on to the end of a comment on the same line.
            Style::Single | Style::Double => {
                node.span.end = blank::quoted_end(self.text, self.content_start(&node));
            }
            Style::Literal | Style::Folded => node.span = self.block_span(&node),
            _ => {}
        }
        node.kind = Kind::Scalar { value, style };
        node
    }

    /// Where a value that is not written would be: after its dash or colon, or after what comes before.
    fn absent(&self) -> usize {
        let next = blank::skip_blank(self.text, self.last);
        if matches!(self.byte(next), Some(b':' | b'-')) { next + 1 } else { self.last }
    }

    /// From the header (`|`, with an anchor or tag before it) to the end of the last line that is content.
    fn block_span(&self, node: &Node) -> Range<usize> {
        let bytes = self.text.as_bytes();
        let property = node.anchor > 0 || node.tag.is_some();
        let mut header = if property { node.span.start } else { self.last };
        let mut comment = false;
        while let Some(byte) = bytes.get(header) {
            match byte {
                b'\n' | b'\r' => comment = false,
                _ if comment => {}
                b'#' => comment = true,
                b'|' | b'>' => break,
                _ => {}
            }
            header += 1;
        }
        let keep = bytes.get(header + 1..(header + 3).min(bytes.len())).is_some_and(|b| b.contains(&b'+'));
        let header_end = blank::line_end(self.text, header);
        let content = node.span.end.min(bytes.len()).max(header_end);
        let body = self.text.get(header_end..content).unwrap_or("");
        // What follows the last line break is the indentation of whatever comes next, unless the file ends there.
        let mut end = match body.rfind(['\n', '\r']) {
            Some(at) if body.get(at + 1..).is_some_and(|tail| tail.trim_start_matches(' ').is_empty()) => {
                header_end + at
            }
            Some(_) => content,
            None => header_end,
        };
        if bytes.get(end) == Some(&b'\n') && end > header_end && bytes.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        if !keep {
            end = self.without_blank_lines(header_end, end);
        }
        let start = if property { node.span.start } else { header };
        start..end.max(header_end)
    }

    /// Steps back over the blank lines at the end of a block scalar. A line with more spaces than the block's
    /// indentation is content.
    fn without_blank_lines(&self, from: usize, mut end: usize) -> usize {
        let body = self.text.get(from..end).unwrap_or("");
        let mut lines = body.split(['\n', '\r']);
        let indent = lines
            .find(|line| !line.trim_matches(' ').is_empty())
            .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
        while let Some(at) = self.text.get(from..end).and_then(|body| body.rfind(['\n', '\r'])) {
            let line = self.text.get(from + at + 1..end).unwrap_or("");
            if !line.trim_matches(' ').is_empty() || line.len() > indent {
                break;
            }
            end = from + at;
        }
        end
    }
}

/// The end of the last thing in a collection in block style.
fn last_end(node: &Node) -> usize {
    match &node.kind {
        Kind::List(items) => items.last().map_or(node.span.end, |item| item.span.end),
        Kind::Map(entries) => {
            entries.last().map_or(node.span.end, |(key, value)| key.span.end.max(value.span.end))
        }
        _ => node.span.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Edit, Out, Route, apply};

    #[test]
    fn a_tab_after_a_colon_is_a_blank() {
        let text = "claim:\tIt is\nlist:\n  - a: \t b\n    c:\t\td # e\nlast:\t|\n  x:\ty\n";
        let root = build(text).unwrap();
        let at = |route: &str| root.at(&route.parse().unwrap()).unwrap();
        for (route, value) in [("list[0].a", "b"), ("list[0].c", "d"), ("last", "x:\ty\n")] {
            assert_eq!(at(route).text(), Some(value), "{route}");
        }
        assert_eq!(&text[at("list[0].c").span.clone()], "d");
        let edit = Edit::Set { at: Route::root().key("list").index(0).key("c"), value: Out::text("new") };
        assert_eq!(apply(text, &[edit], &[]).unwrap(), text.replace("d # e", "\"new\" # e"));
    }
}
