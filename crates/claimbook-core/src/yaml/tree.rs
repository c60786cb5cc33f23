//! A YAML text as a tree in which every value knows its place.

use std::collections::HashSet;
use std::ops::Range;

use super::build;
use super::lines::Position;
use super::route::{Route, Step};

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

/// Reads a text into a tree. Only one document is accepted, and no more than [`MAX_DEPTH`](super::MAX_DEPTH) levels.
///
/// # Errors
/// Says what is wrong and where when the text is not YAML, is empty, or is nested too deeply.
pub fn tree(text: &str) -> Result<Node, TreeError> {
    build::build(text)
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
