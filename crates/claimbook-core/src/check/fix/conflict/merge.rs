//! What two files say together, where each only added to what they have in common.

use std::collections::HashMap;

use super::sides::Sides;
use crate::yaml::{Kind, LineIndex, Node};

/// Whole lines of the second side that go into the first, after this line of it (0: before the first).
#[derive(Debug)]
pub(super) struct Insertion {
    after: usize,
    lines: String,
}

/// The tree of both, and the lines to put into the first side's text.
///
/// # Errors
/// Where the two contradict each other, or cannot be told apart.
pub(super) fn merge(
    ours: &Node,
    theirs: &Node,
    base: Option<&Node>,
    sides: &Sides,
) -> Result<(Node, Vec<Insertion>), String> {
    let mut merger = Merger {
        ours: LineIndex::new(&sides.ours),
        theirs: LineIndex::new(&sides.theirs),
        line_end: if sides.theirs.contains("\r\n") { "\r\n" } else { "\n" },
        insertions: Vec::new(),
    };
    let merged = merger.node(ours, theirs, base, "", 0)?;
    Ok((merged, merger.insertions))
}

/// Puts the lines in.
pub(super) fn insert(text: &str, insertions: &[Insertion]) -> String {
    let mut by_line: HashMap<usize, Vec<&str>> = HashMap::new();
    for insertion in insertions {
        by_line.entry(insertion.after).or_default().push(&insertion.lines);
    }
    let mut merged = String::with_capacity(text.len() * 2);
    let lines = std::iter::once("").chain(text.split_inclusive('\n'));
    for (number, line) in lines.enumerate() {
        merged.push_str(line);
        for lines in by_line.get(&number).into_iter().flatten() {
            if !merged.is_empty() && !merged.ends_with('\n') {
                merged.push('\n');
            }
            merged.push_str(lines);
        }
    }
    merged
}

struct Merger<'a> {
    ours: LineIndex<'a>,
    theirs: LineIndex<'a>,
    line_end: &'static str,
    insertions: Vec<Insertion>,
}

impl Merger<'_> {
    /// What two values say together; `line` is the line of their key in the second side.
    fn node(
        &mut self,
        ours: &Node,
        theirs: &Node,
        base: Option<&Node>,
        key: &str,
        line: usize,
    ) -> Result<Node, String> {
        if ours == theirs {
            return Ok(ours.clone());
        }
        match (&ours.kind, &theirs.kind) {
            (Kind::Map(_), Kind::Map(_)) if !ours.flow && !theirs.flow => self.map(ours, theirs, base),
            (Kind::List(_), Kind::List(_)) if !ours.flow && !theirs.flow => {
                self.list(ours, theirs, base, key, line)
            }
            _ if key.is_empty() => Err("the two sides have nothing in common".to_owned()),
            _ => Err(format!("the two sides say different things about `{key}`")),
        }
    }

    fn map(&mut self, ours: &Node, theirs: &Node, base: Option<&Node>) -> Result<Node, String> {
        let mut merged = ours.entries().to_vec();
        // Where the next new key goes: after the one that comes before it on their side.
        let mut place = 0;
        let mut after = self.ours.position(ours.span.start).line.saturating_sub(1);
        let mut from = self.theirs.position(theirs.span.start).line;
        for (their_key, their_value) in theirs.entries() {
            let name = their_key.text().ok_or("a key is not a word")?;
            let end = self.theirs.position(their_key.span.end.max(their_value.span.end)).line;
            match merged.iter().position(|(key, _)| key.text() == Some(name)) {
                Some(at) => {
                    if let Some((our_key, our_value)) = ours.entry(name) {
                        let line = self.theirs.position(their_key.span.start).line;
                        let base = base.and_then(|base| base.get(name));
                        let value = self.node(our_value, their_value, base, name, line)?;
                        after = self.ours.position(our_key.span.end.max(our_value.span.end)).line;
                        if let Some(entry) = merged.get_mut(at) {
                            entry.1 = value;
                        }
                    }
                    place = at + 1;
                }
                None => {
                    self.take_lines(from, end, after);
                    merged.insert(place, (their_key.clone(), their_value.clone()));
                    place += 1;
                }
            }
            from = end + 1;
        }
        Ok(Node { kind: Kind::Map(merged), ..ours.clone() })
    }

    fn list(
        &mut self,
        ours: &Node,
        theirs: &Node,
        base: Option<&Node>,
        key: &str,
        line: usize,
    ) -> Result<Node, String> {
        let (our_items, their_items) = (ours.items(), theirs.items());
        let base =
            base.map(Node::items).filter(|base| our_items.starts_with(base) && their_items.starts_with(base));
        let in_common = || our_items.iter().zip(their_items).take_while(|(a, b)| a == b).count();
        let shared = base.map_or_else(in_common, <[Node]>::len);
        let one_sided = our_items.len() == shared || their_items.len() == shared;
        let known: HashMap<String, &Node> =
            our_items.iter().filter_map(|item| Some((name(item)?, item))).collect();
        let unnamed = |item: &Node| name(item).is_none();
        let rest = our_items.iter().skip(shared).chain(their_items.iter().skip(shared));
        if base.is_none() && !one_sided && rest.into_iter().any(unnamed) {
            return Err(format!(
                "entries of `{key}` have no id, so nobody can tell whether they are added or changed"
            ));
        }
        let after = our_items.last().map_or(ours.span.end, |last| last.span.end);
        let after = self.ours.position(after).line;
        let mut merged = our_items.to_vec();
        let mut from = line + 1;
        for (at, item) in their_items.iter().enumerate() {
            let end = self.theirs.position(item.span.end).line;
            if at >= shared {
                match name(item).and_then(|name| known.get(&name)) {
                    Some(same) if *same == item => {}
                    Some(_) => {
                        return Err(format!(
                            "both sides have an entry of `{key}` with one id and different words"
                        ));
                    }
                    None => {
                        self.take_lines(from, end, after);
                        merged.push(item.clone());
                    }
                }
            }
            from = end + 1;
        }
        Ok(Node { kind: Kind::List(merged), ..ours.clone() })
    }

    /// Takes lines of the second side, both ends included, to after a line of the first.
    fn take_lines(&mut self, from: usize, to: usize, after: usize) {
        let mut lines = String::new();
        for line in (from..=to).filter_map(|number| self.theirs.line(number)) {
            lines.push_str(line);
            lines.push_str(self.line_end);
        }
        self.insertions.push(Insertion { after, lines });
    }
}

/// What tells an entry from others of its list, however it is changed: its id; a link's or a lineage's two ends; a
/// capture's hash; a plain word itself.
fn name(item: &Node) -> Option<String> {
    if let Some(word) = item.text() {
        return Some(word.to_owned());
    }
    let part = |key: &str| item.get(key).and_then(Node::text);
    if let Some(id) = part("id").or_else(|| part("sha256")) {
        return Some(id.to_owned());
    }
    let other = part("to").or_else(|| part("document"))?;
    Some(format!("{other} {}", part("as")?))
}
