//! A YAML text as a tree in which every value knows its place. The one file that names the tree's parser.

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::blank;
use super::guard::MAX_DEPTH;
use super::lines::{CharIndex, LineIndex, Position};
use super::route::{Route, Step};
use super::words;

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Not written at all: `key:` with nothing after it.
    Absent,
    /// Without quotes.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// A block after `|`.
    Literal,
    /// A block after `>`.
    Folded,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A single value, as text; quotes and escapes are already read.
    Scalar {
        /// The text that it stands for.
        value: String,
        /// How it is written.
        style: Style,
    },
    /// Keys and values, in the order of the file; duplicates included.
    Map(Vec<(Node, Node)>),
    /// Items.
    List(Vec<Node>),
    /// A reference (`*name`) to the node whose `anchor` is this number.
    Alias(usize),
}

/// A value and its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The bytes of its text, with its anchor and tag, without comments or line breaks after it. For a value that
    /// is not written ([`Style::Absent`]) the empty range where it would be.
    pub span: Range<usize>,
    /// Whether a list or map is written in brackets.
    pub flow: bool,
    /// The number of its anchor (`&name`); 0 without one.
    pub anchor: usize,
    /// Its tag (`!name`).
    pub tag: Option<String>,
}

/// Nodes are equal when they say the same, wherever and in whatever style they are written.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.anchor == other.anchor
            && self.tag == other.tag
            && match (&self.kind, &other.kind) {
                (Kind::Scalar { value: a, .. }, Kind::Scalar { value: b, .. }) => a == b,
                (a, b) => a == b,
            }
    }
}

/// Why a text has no tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TreeError {
    /// What is wrong, as a sentence.
    pub message: String,
    /// Where.
    pub position: Position,
    /// Whether the text was refused for its nesting or for references that lead to themselves.
    pub hostile: bool,
}

impl Node {
    /// The value under `key`, where this is a map that has it. The first, where the key stands twice.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key and value under `key`.
    pub fn entry(&self, key: &str) -> Option<&(Node, Node)> {
        let Kind::Map(entries) = &self.kind else { return None };
        entries.iter().find(|(k, _)| k.text() == Some(key))
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        if let Kind::List(items) = &self.kind { items } else { &[] }
    }

    /// The keys and values of a map; none for anything else.
    pub fn entries(&self) -> &[(Node, Node)] {
        if let Kind::Map(entries) = &self.kind { entries } else { &[] }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        if let Kind::Scalar { value, .. } = &self.kind { Some(value) } else { None }
    }

    /// Whether nothing is written here, or the word for nothing (`~`, `null`).
    pub fn is_null(&self) -> bool {
        match &self.kind {
            Kind::Scalar { style: Style::Absent, .. } => true,
            Kind::Scalar { value, style: Style::Plain } => {
                self.tag.is_none() && matches!(value.as_str(), "~" | "null" | "Null" | "NULL")
            }
            _ => false,
        }
    }

    /// The value one step further.
    pub fn step(&self, step: &Step) -> Option<&Node> {
        match step {
            Step::Key(key) => self.get(key),
            Step::Index(index) => self.items().get(*index),
        }
    }

    /// The value at `route`. References are not followed.
    pub fn at(&self, route: &Route) -> Option<&Node> {
        route.steps().iter().try_fold(self, Node::step)
    }

    /// The value at `route`, or the last one there is on the way: where to point for something that is missing.
    pub fn nearest(&self, route: &Route) -> &Node {
        let mut node = self;
        for step in route.steps() {
            match node.step(step) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The key that leads to `route`, where its last step is a key.
    pub fn key_at(&self, route: &Route) -> Option<&Node> {
        let (parent, last) = route.split_last()?;
        let Step::Key(key) = last else { return None };
        self.at(&parent)?.entry(key).map(|(key, _)| key)
    }

    /// Every value below and including this one, with its route, in the order of the text.
    pub fn walk(&self, visit: &mut impl FnMut(&Route, &Node)) {
        fn go(node: &Node, route: &Route, visit: &mut impl FnMut(&Route, &Node)) {
            visit(route, node);
            for (index, item) in node.items().iter().enumerate() {
                go(item, &route.clone().index(index), visit);
            }
            for (key, value) in node.entries() {
                go(value, &route.clone().key(key.text().unwrap_or("?")), visit);
            }
        }
        go(self, &Route::root(), visit);
    }

    /// Keys that stand more than once in one map: the map's route, the key, and the byte offset of each repetition.
    pub fn duplicate_keys(&self) -> Vec<(Route, String, usize)> {
        let mut found = Vec::new();
        self.walk(&mut |route, node| {
            let mut seen = HashSet::new();
            for (key, _) in node.entries() {
                if let Some(text) = key.text()
                    && !seen.insert(text)
                {
                    found.push((route.clone(), text.to_owned(), key.span.start));
                }
            }
        });
        found
    }

    /// How many bytes of text the references below stand for, at most.
    pub(super) fn expansion(&self) -> usize {
        fn go(node: &Node, sizes: &mut Vec<(usize, usize)>) -> usize {
            let mut added = match &node.kind {
                Kind::Alias(id) => match sizes.binary_search_by_key(id, |(anchor, _)| *anchor) {
                    Ok(at) => sizes.get(at).map_or(0, |(_, size)| *size),
                    Err(_) => 0,
                },
                _ => 0,
            };
            for item in node.items() {
                added = added.saturating_add(go(item, sizes));
            }
            for (key, value) in node.entries() {
                added = added.saturating_add(go(key, sizes)).saturating_add(go(value, sizes));
            }
            if node.anchor > 0 {
                let size = node.span.len().saturating_add(added).saturating_add(1);
                let at = sizes.partition_point(|(anchor, _)| *anchor < node.anchor);
                sizes.insert(at, (node.anchor, size));
            }
            added
        }
        go(self, &mut Vec::new())
    }
}

/// Reads a text into a tree. Only one document is accepted, and no more than [`MAX_DEPTH`] levels.
///
/// # Errors
/// Says what is wrong and where when the text is not YAML, is empty, or is nested too deeply.
pub fn tree(text: &str) -> Result<Node, TreeError> {
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let offset = builder.chars.byte(error.marker().index());
            let deep = error.info().contains("recursion limit");
            let message = if deep { words::too_deep() } else { words::explain(error.info()) };
            TreeError { hostile: deep, ..builder.error(message, offset) }
        })?;
        builder.take(event, span)?;
    }
    builder.root.take().ok_or_else(|| builder.error(words::EMPTY.to_owned(), 0))
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

    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), TreeError> {
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
    use proptest::prelude::*;

    #[track_caller]
    fn spans(text: &str, expected: &[(&str, &str)]) {
        let root = tree(text).unwrap();
        for (route, slice) in expected {
            let node = root.at(&route.parse().unwrap()).unwrap();
            assert_eq!(&text[node.span.clone()], *slice, "{route}");
        }
    }

    #[test]
    fn every_value_knows_its_text() {
        spans(
            "a: plain é # c\nb: 'q''s' # c\nc: \"x \\\" y\"  # \"c\"\nd: [1, {e: f}, ] # c\ng:\n- h # c\n-\n- i\n# c\nj: !t &k\n  l: m # c\nn:\no: *k\n",
            &[
                ("a", "plain é"),
                ("b", "'q''s'"),
                ("c", "\"x \\\" y\""),
                ("d", "[1, {e: f}, ]"),
                ("d[1]", "{e: f}"),
                ("d[1].e", "f"),
                ("g", "- h # c\n-\n- i"),
                ("g[0]", "h"),
                ("g[1]", ""),
                ("g[2]", "i"),
                ("j", "!t &k\n  l: m"),
                ("n", ""),
                ("o", "*k"),
            ],
        );
        spans("\u{feff}é: [ü]\r\nb: c\r\n", &[("é", "[ü]"), ("é[0]", "ü"), ("b", "c")]);
    }

    #[test]
    fn block_scalars_end_with_their_last_line() {
        spans("a: |  # c\n  x\n   y  \n\n\nb: 1\n", &[("a", "|  # c\n  x\n   y  "), ("b", "1")]);
        spans("a: |+\n  x\n\n\nb: 1\n", &[("a", "|+\n  x\n\n")]);
        spans("a: >-\r\n  x\r\n\r\nb: 1\r\n", &[("a", ">-\r\n  x")]);
        spans("a:\n  - |\n    x\n  - y\n", &[("a[0]", "|\n    x"), ("a[1]", "y")]);
        spans("a: &k |\n  x", &[("a", "&k |\n  x")]);
        spans("a: |\nb: 1\n", &[("a", "|"), ("b", "1")]);
        spans("a: |\n  x\n     \nb: 1\n", &[("a", "|\n  x\n     ")]);
        spans("a: |\n\n  x\n# c\nb: 1\n", &[("a", "|\n\n  x")]);
    }

    #[test]
    fn finds_the_nearest_place_for_what_is_missing() {
        let root = tree("a:\n  - b: 1\n").unwrap();
        assert_eq!(root.nearest(&"a[0].c".parse().unwrap()).span, 7..11);
        assert_eq!(root.at(&"a[1]".parse().unwrap()), None);
        assert_eq!(root.key_at(&"a[0].b".parse().unwrap()).unwrap().span, 7..8);
    }

    #[test]
    fn lists_duplicate_keys() {
        let root = tree("a: 1\nb: {c: 1, \"c\": 2}\na: 2\n").unwrap();
        let found: Vec<_> =
            root.duplicate_keys().into_iter().map(|(route, key, at)| (route.to_string(), key, at)).collect();
        assert_eq!(found, [(String::new(), "a".into(), 23), ("b".into(), "c".into(), 15)]);
    }

    #[test]
    fn says_where_it_stops() {
        let error = tree("a: 1\nb: é: c\n").unwrap_err();
        assert_eq!((error.position.line, error.position.column), (2, 5), "{error}");
        let error = tree("a: 1\n---\nb: 1\n").unwrap_err();
        assert!(error.message.contains("second document"), "{error}");
        assert!(tree("# only\n").unwrap_err().message.contains("empty"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a:&*!|>%@`'\"\\[\\]{},?# \\-\n\r\té\u{2028}\u{feff}~+]{0,60}") {
            if let Ok(root) = tree(&text) {
                root.walk(&mut |_, node| assert!(text.get(node.span.clone()).is_some()));
            }
        }
    }
}
