//! For any file that people could have typed and any edit: all else stays as it was.

use proptest::prelude::*;

use super::*;
use crate::yaml::lines::LineIndex;
use crate::yaml::tree::{Kind, Style};

/// Choices for the writer of files below: they shrink well.
struct Tape {
    choices: Vec<u8>,
    at: usize,
}

impl Tape {
    fn pick(&mut self, options: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(choice) % options
    }

    fn of<'a>(&mut self, options: &[&'a str]) -> &'a str {
        options[self.pick(options.len())]
    }
}

const KEYS: [&str; 10] =
    ["claim", "id", "note", "links", "evidence", "ключ", "\"quoted key\"", "'it''s'", "x-1", "by"];
const SCALARS: [&str; 15] = [
    "word",
    "two words",
    "'single ''quote'''",
    "\"double \\\" é # \\u263a\"",
    "12",
    "12:30",
    "\"\"",
    "~",
    "null",
    "a # no comment#",
    "http://a.b/c#d",
    "'x'   # said so",
    "🙂 emoji",
    "مرحبا",
    "don't [stop] {it}",
];
const FLOW_SCALARS: [&str; 6] = ["word", "'a, b'", "\"]\"", "3", "two words", "é"];
const COMMENTS: [&str; 5] = ["", "", "", "  # a comment: \"x\"", " # é [b] - c"];

/// Writes a file as somebody might type it.
struct Typist<'t> {
    tape: &'t mut Tape,
    text: String,
}

impl Typist<'_> {
    fn end_line(&mut self) {
        let comment = self.tape.of(&COMMENTS);
        self.text.push_str(comment);
        self.text.push('\n');
    }

    fn between(&mut self, column: usize) {
        match self.tape.pick(8) {
            0 => self.text.push('\n'),
            1 => self.text.push_str(&format!("{}# about the next\n", " ".repeat(column))),
            2 => self.text.push_str("\n# at the left\n\n"),
            _ => {}
        }
    }

    /// The value after `key:` or `-`, and the end of its line.
    fn value(&mut self, column: usize, depth: usize, item: bool) {
        match self.tape.pick(if depth > 2 { 9 } else { 14 }) {
            0 => self.end_line(),
            1..=4 => {
                let scalar = self.tape.of(&SCALARS);
                let gap = self.tape.of(&[" ", " ", "   "]);
                self.text.push_str(&format!("{gap}{scalar}"));
                self.end_line();
            }
            5 => {
                let head = self.tape.of(&["|", ">", "|-", ">+", "|2", "> # head"]);
                let pad = " ".repeat(column + 2);
                let tail = self.tape.of(&["", "", "\n", "\n\n"]);
                self.text.push_str(&format!(" {head}\n{pad}a: b # c\n\n{pad}  - d é\n{pad}e\n{tail}"));
            }
            6 => {
                let pad = " ".repeat(column + 1 + self.tape.pick(3));
                let lines =
                    self.tape.of(&["plain\n~over\n~\n~lines", "'it''s\n~\n~over'", "\"on \\\n~two: é\""]);
                self.text.push_str(&format!(" {}", lines.replace('~', &pad)));
                self.end_line();
            }
            7 => {
                self.text.push(' ');
                self.flow(depth);
                self.end_line();
            }
            8 => {
                let pad = " ".repeat(column + 2);
                self.text
                    .push_str(&format!(" [\n{pad}a, # one\n{pad}'b'{}\n{pad}]", self.tape.of(&["", ","])));
                self.end_line();
            }
            9..=11 => {
                self.end_line();
                let deeper = if item { 1 } else { self.tape.pick(2) };
                let column = column + deeper * (1 + self.tape.pick(4));
                self.list(column, depth + 1);
            }
            _ if item => {
                let gap = 1 + self.tape.pick(3);
                self.text.push_str(&" ".repeat(gap));
                self.map(column + 1 + gap, depth + 1, true);
            }
            _ => {
                self.end_line();
                let column = column + 1 + self.tape.pick(4);
                self.map(column, depth + 1, false);
            }
        }
    }

    fn flow(&mut self, depth: usize) {
        let gap = self.tape.of(&["", "", " "]).to_owned();
        let count = self.tape.pick(4);
        let is_map = self.tape.pick(2) == 0;
        self.text.push_str(if is_map { "{" } else { "[" });
        self.text.push_str(&gap);
        for index in 0..count {
            if is_map {
                self.text.push_str(&format!("k{index}: "));
            }
            if depth < 3 && self.tape.pick(6) == 0 {
                self.flow(depth + 1);
            } else {
                let scalar = self.tape.of(&FLOW_SCALARS);
                self.text.push_str(scalar);
            }
            if index + 1 < count {
                let comma = self.tape.of(&[", ", ",", " , "]);
                self.text.push_str(comma);
            }
        }
        self.text.push_str(&gap);
        self.text.push_str(if is_map { "}" } else { "]" });
    }

    fn list(&mut self, column: usize, depth: usize) {
        for _ in 0..1 + self.tape.pick(3) {
            self.between(column);
            self.text.push_str(&format!("{}-", " ".repeat(column)));
            self.value(column, depth, true);
        }
    }

    fn map(&mut self, column: usize, depth: usize, mut begun: bool) {
        let first = self.tape.pick(KEYS.len());
        for index in 0..1 + self.tape.pick(4) {
            let key = KEYS[(first + index) % KEYS.len()];
            if !begun {
                self.between(column);
                self.text.push_str(&" ".repeat(column));
            }
            begun = false;
            self.text.push_str(&format!("{key}:"));
            self.value(column, depth, false);
        }
    }
}

fn typed(tape: &mut Tape) -> String {
    let mut typist = Typist { tape, text: String::new() };
    match typist.tape.pick(8) {
        0 => typist.text.push_str("# yaml-language-server: $schema=x\n\n"),
        1 => typist.text.push_str("---\n"),
        _ => {}
    }
    if typist.tape.pick(12) == 0 {
        typist.text.push_str("{claim: x, links: [a], k: {b: c}}\n");
    } else {
        typist.map(0, 0, false);
    }
    let mut text = typist.text;
    match tape.pick(8) {
        0 => text.push_str("# the end\n"),
        1 => text.push_str("...\n"),
        2 => text.truncate(text.trim_end_matches('\n').len()),
        _ => {}
    }
    if tape.pick(4) == 0 {
        text = text.replace('\n', "\r\n");
    }
    if tape.pick(10) == 0 { format!("\u{feff}{text}") } else { text }
}

fn new_value(tape: &mut Tape) -> Out {
    match tape.pick(6) {
        0 => Out::word("word"),
        1 => Out::Int(7),
        2 => Out::Flow(vec![Out::word("a"), Out::word("no")]),
        3 => Out::List(vec![Out::text("x"), Out::Map(vec![("p".into(), Out::text("q"))])]),
        4 => Out::Map(vec![
            ("at".into(), Out::text("2024")),
            ("evidence".into(), Out::List(vec![Out::word("e")])),
        ]),
        _ => Out::text("new: \"é\" # text\nof two lines"),
    }
}

/// An edit somewhere in the tree.
fn some_edit(root: &Node, tape: &mut Tape) -> Edit {
    let mut routes = Vec::new();
    root.walk(&mut |route, node| routes.push((route.clone(), matches!(node.kind, Kind::Map(_)))));
    let (route, is_map) = routes[(tape.pick(256) * 256 + tape.pick(256)) % routes.len()].clone();
    let fresh = is_map && (route == Route::root() || tape.pick(2) == 0);
    let route = if fresh { route.key("fresh") } else { route };
    match tape.pick(3) {
        0 => Edit::Append { list: route, item: new_value(tape) },
        1 if !fresh => Edit::Remove { at: route },
        _ => Edit::Set { at: route, value: new_value(tape) },
    }
}

/// The lines, counted from 0, that an edit may replace; nothing where it may only add.
fn touchable(text: &str, root: &Node, edit: &Edit) -> Option<(usize, usize)> {
    let lines = LineIndex::new(text);
    let line = |offset: usize| lines.position(offset).line - 1;
    let (parent_route, _) = edit.route().split_last().unwrap();
    let parent = root.at(&parent_route).unwrap();
    let Some(node) = root.at(edit.route()) else {
        // A new key changes lines only where the map is in braces or empty.
        return parent.flow.then(|| (line(parent.span.start), line(parent.span.end)));
    };
    if let (Edit::Append { .. }, Kind::List(_), false) = (edit, &node.kind, node.flow) {
        return None;
    }
    let only = parent.items().len() + parent.entries().len() == 1;
    let mut first = first_line(&lines, root, edit.route());
    let mut last = line(node.span.end);
    if matches!(edit, Edit::Remove { .. }) {
        if only && parent_route != Route::root() {
            // It leaves `[]` or `{}` in the line of the key or dash above.
            first = first.min(first_line(&lines, root, &parent_route));
        }
        if let [(_, value), (next, _), ..] = parent.entries()
            && value.span == node.span
        {
            // Where the first key stands beside a dash, the next one moves there.
            last = line(next.span.start);
        }
    }
    Some((first, last))
}

/// The first line that belongs to an entry of a map or an item of a list, counted from 0.
fn first_line(lines: &LineIndex<'_>, root: &Node, route: &Route) -> usize {
    let line = |offset: usize| lines.position(offset).line - 1;
    let (parent, last) = route.split_last().unwrap();
    let parent = root.at(&parent).unwrap();
    match last {
        crate::yaml::Step::Key(_) => line(root.key_at(route).unwrap().span.start),
        // The dash may be on a line above.
        crate::yaml::Step::Index(0) => line(parent.span.start),
        crate::yaml::Step::Index(index) if parent.flow => line(parent.items()[*index].span.start),
        crate::yaml::Step::Index(index) => line(parent.items()[index - 1].span.end) + 1,
    }
}

fn check_lines(old: &str, new: &str, allowed: Option<(usize, usize)>) -> Result<(), TestCaseError> {
    let (old, new) = (old.trim_start_matches('\u{feff}'), new.trim_start_matches('\u{feff}'));
    let (old, new): (Vec<_>, Vec<_>) = (old.split('\n').collect(), new.split('\n').collect());
    let same = |pair: &(&&str, &&str)| pair.0.trim_end_matches('\r') == pair.1.trim_end_matches('\r');
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    match allowed {
        None => prop_assert!(head + tail >= old.len(), "only adds lines"),
        Some((first, last)) => {
            prop_assert!(head >= first, "line {} is as it was", head + 1);
            prop_assert!(
                tail + last + 1 >= old.len(),
                "the last {} lines are as they were",
                old.len() - last - 1
            );
        }
    }
    Ok(())
}

/// Byte order mark, line breaks and comments survive.
fn check_rest(old: &str, new: &str, root: &Node, edit: &Edit) -> Result<(), TestCaseError> {
    prop_assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'), "the byte order mark");
    // Where the last line goes and an empty one stood before it, that one is the last.
    let gone = matches!(edit, Edit::Remove { .. } | Edit::Set { .. });
    prop_assert!(
        new.ends_with('\n') == old.ends_with('\n') || gone && new.ends_with('\n'),
        "the line break at the end"
    );
    if old.contains("\r\n") {
        prop_assert!(!new.replace("\r\n", "").contains('\n'), "every line ends as the file's own do");
    }
    let comments = |text: &str| text.matches(" # ").count();
    let node = root.at(edit.route());
    if let (Edit::Set { value: Out::Text(_), .. }, Some(node)) = (edit, node)
        && matches!(node.kind, Kind::Scalar { style, .. } if !matches!(style, Style::Literal | Style::Folded))
    {
        let in_value = comments(&old[node.span.clone()]);
        prop_assert_eq!(comments(old) - in_value, comments(&new.replace(" # text", "")), "comments");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_leaves_all_else_as_it_was(choices in prop::collection::vec(any::<u8>(), 0..120)) {
        let mut tape = Tape { choices, at: 0 };
        let text = typed(&mut tape);
        let root = tree::tree(&text).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        let edit = some_edit(&root, &mut tape);
        let new = match apply(&text, std::slice::from_ref(&edit), &["id", "claim", "fresh", "links"]) {
            Ok(new) => new,
            Err(EditError::Cannot { why, .. }) => {
                let known = ["by hand first", "no line break", "no group of", "whole file"];
                // Blank lines that come to stand after a block that keeps such lines would join it.
                let known = known.iter().any(|reason| why.contains(reason)) || text.contains(">+");
                prop_assert!(known, "{why}\n{text:?}\n{edit:?}");
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(format!("{error}\n{text}\n{edit:?}"))),
        };
        let told = check_lines(&text, &new, touchable(&text, &root, &edit))
            .and_then(|()| check_rest(&text, &new, &root, &edit));
        told.map_err(|error| TestCaseError::fail(format!("{error}\n{text:?}\n{new:?}\n{edit:?}")))?;
    }

    #[test]
    fn any_text_is_edited_rightly_or_not_at_all(
        text in "([a-c]: ?|- |\n|\n  |\n    |\\[|\\]|\\{|\\}|, ?|\\? |: |&a |\\*a|!t |\\||>|'|\"|#| #|x|é|\r\n|\t|---|\\.\\.\\.|~|\u{2028}){0,24}",
        kind in 0..3, key in "[a-c]", index in prop::option::of(0usize..2),
    ) {
        let route = Route::root().key(key);
        let route = index.map_or(route.clone(), |index| route.index(index));
        let edit = match kind {
            0 => Edit::Append { list: route, item: Out::Map(vec![("k".into(), Out::text("v"))]) },
            1 => Edit::Set { at: route, value: Out::text("v") },
            _ => Edit::Remove { at: route },
        };
        if let Ok(new) = apply(&text, &[edit], &[]) {
            prop_assert!(tree::tree(&new).is_ok());
        }
    }
}
