//! What is written, and how it looks: every string reads back as the same string in YAML 1.1 and 1.2 readers.

use std::fmt::Write as _;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// Free text and dates: always in double quotes.
    Text(String),
    /// Keys, ids and words of a vocabulary: without quotes wherever every reader takes that for the same string.
    Word(String),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A list, one item a line.
    List(Vec<Out>),
    /// A list in brackets: `[a, b]`.
    Flow(Vec<Out>),
    /// A map, one key a line.
    Map(Vec<(String, Out)>),
    /// A map in braces: `{at: "…", by: kim}`. For words, dates and numbers.
    FlowMap(Vec<(String, Out)>),
}

impl Out {
    /// Free text or a date.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A key, an id or a word of a vocabulary.
    pub fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// Whether it takes lines of its own below its key.
    pub(super) fn is_block(&self) -> bool {
        match self {
            Out::List(items) => !items.is_empty(),
            Out::Map(entries) => !entries.is_empty(),
            _ => false,
        }
    }
}

/// The text of a new file: the line that names the schema, then the keys in the order given. LF, and one at the end.
///
/// ```
/// use claimbook_core::yaml::{Out, document};
/// let text = document(&[("claim", Out::text("It rained.")), ("topics", Out::Flow(vec![Out::word("rain")]))], "x.json");
/// assert_eq!(text, "# yaml-language-server: $schema=x.json\nclaim: \"It rained.\"\ntopics: [rain]\n");
/// ```
pub fn document<K: AsRef<str>>(map: &[(K, Out)], schema: &str) -> String {
    let schema: String =
        schema.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')).collect();
    let mut text = format!("# yaml-language-server: $schema={schema}\n");
    for (key, value) in map {
        for line in entry(key.as_ref(), value, 0) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    if map.is_empty() {
        text.push_str("{}\n");
    }
    text
}

/// The lines of `key: value` at a column.
pub(super) fn entry(key: &str, value: &Out, column: usize) -> Vec<String> {
    let pad = " ".repeat(column);
    let key = key_text(key, false);
    let key = match key.strip_prefix("? ") {
        Some(long) => format!("{pad}? {long}\n{pad}:"),
        None => format!("{pad}{key}:"),
    };
    let mut lines: Vec<String> = key.split('\n').map(str::to_owned).collect();
    if value.is_block() {
        lines.extend(block(value, column + 2));
    } else if let Some(last) = lines.last_mut() {
        last.push(' ');
        last.push_str(&inline(value, false));
    }
    lines
}

/// The lines of a list item at a column.
pub(super) fn item(value: &Out, column: usize) -> Vec<String> {
    let pad = " ".repeat(column);
    if !value.is_block() {
        return vec![format!("{pad}- {}", inline(value, false))];
    }
    let mut lines = block(value, column + 2);
    if let Some(first) = lines.first_mut() {
        *first = format!("{pad}- {}", first.trim_start_matches(' '));
    }
    lines
}

/// The lines of a list or map in block style at a column.
pub(super) fn block(value: &Out, column: usize) -> Vec<String> {
    match value {
        Out::List(items) => items.iter().flat_map(|value| item(value, column)).collect(),
        Out::Map(entries) => entries.iter().flat_map(|(key, value)| entry(key, value, column)).collect(),
        other => vec![format!("{}{}", " ".repeat(column), inline(other, false))],
    }
}

/// A value on one line. `flow`: inside brackets.
pub(super) fn inline(value: &Out, flow: bool) -> String {
    match value {
        Out::Text(text) => quoted(text),
        Out::Word(text) => word(text, flow),
        Out::Int(number) => number.to_string(),
        Out::Float(number) => float(*number),
        Out::Bool(yes) => yes.to_string(),
        Out::List(items) | Out::Flow(items) => {
            let items: Vec<_> = items.iter().map(|item| inline(item, true)).collect();
            format!("[{}]", items.join(", "))
        }
        Out::Map(entries) | Out::FlowMap(entries) => {
            let entries: Vec<_> = entries.iter().map(|(key, value)| pair(key, value)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// `key: value` inside braces.
pub(super) fn pair(key: &str, value: &Out) -> String {
    let key = key_text(key, true);
    let space = if key.starts_with("? ") { " " } else { "" };
    format!("{key}{space}: {}", inline(value, true))
}

/// Readers look no further than 1024 characters for the colon of a key, unless `? ` announces one.
const LONGEST_PLAIN_KEY: usize = 1000;

fn key_text(key: &str, flow: bool) -> String {
    let text = word(key, flow);
    if text.chars().count() > LONGEST_PLAIN_KEY { format!("? {text}") } else { text }
}

/// A string without quotes where that is safe, else in double quotes.
pub(super) fn word(text: &str, flow: bool) -> String {
    if is_plain_word(text) || (!flow && is_plain_address(text)) { text.to_owned() } else { quoted(text) }
}

/// Words that some reader takes for something other than a string.
const RESERVED: [&str; 13] =
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity", "nil"];

/// Letters that occur in some notation of numbers.
const NUMBER_LETTERS: &str = "eExXoObBpPnN_";

fn is_plain_word(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let charset = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    if !charset {
        return false;
    }
    if first.is_ascii_alphabetic() {
        return !RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(text));
    }
    if !first.is_ascii_digit() || !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    // A number has at most one dash inside, and no letters but a few; a date has no letter before a `T`.
    let dashes = text.matches('-').count();
    let tells = |c: char| c.is_ascii_alphabetic() && !NUMBER_LETTERS.contains(c);
    let based = ["0x", "0X", "0o", "0O", "0b", "0B"].iter().any(|prefix| text.starts_with(prefix));
    let after_date = text.get(10..11).unwrap_or("");
    if based {
        return false;
    }
    if dashes >= 2 {
        return !(is_date(text.get(..10).unwrap_or("")) && matches!(after_date, "T" | "t"));
    }
    text.contains(tells)
}

fn is_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// A web address may stand without quotes outside brackets.
fn is_plain_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    !rest.is_empty()
        && !rest.ends_with(':')
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@!$&()*+;=%".contains(c))
}

/// A string in double quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                // Writing to a string cannot fail.
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02X}"),
                    0x100..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character may stand in a YAML file as it is, in every version, and looks like itself there.
fn is_printable(c: char) -> bool {
    let code = u32::from(c);
    let noncharacter = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') || noncharacter)
}

/// A number that YAML 1.1 also takes for one: with a point, and a sign in the exponent.
fn float(number: f64) -> String {
    if number.is_nan() {
        return ".nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let text = format!("{number:?}");
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Any, Route, from_str, guard, tree};
    use proptest::prelude::*;

    #[test]
    fn a_new_file_looks_as_designed() {
        let map = [
            ("id", Out::word("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910")),
            ("claim", Out::text("He said: \"no\".")),
            ("about", Out::text("2024-10")),
            ("topics", Out::Flow(vec![Out::word("dprk-troops")])),
            ("public", Out::Bool(false)),
            (
                "logged",
                Out::FlowMap(vec![
                    ("at".into(), Out::text("2026-11-23T09:58:00Z")),
                    ("by".into(), Out::word("kim")),
                ]),
            ),
            (
                "assertions",
                Out::List(vec![Out::Map(vec![
                    ("id".into(), Out::word("a02c9d")),
                    ("in".into(), Out::word("2024-11-06-rutte")),
                    (
                        "quote".into(),
                        Out::Map(vec![("exact".into(), Out::text("…")), ("start".into(), Out::Int(5))]),
                    ),
                    ("low".into(), Out::Float(1.5)),
                    ("none".into(), Out::List(vec![])),
                ])]),
            ),
            ("links", Out::List(vec![Out::FlowMap(vec![("as".into(), Out::word("updates"))])])),
            ("url", Out::word("https://example.org/a?b=c")),
        ];
        let expected = r#"# yaml-language-server: $schema=claim.json
id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910
claim: "He said: \"no\"."
about: "2024-10"
topics: [dprk-troops]
public: false
logged: {at: "2026-11-23T09:58:00Z", by: kim}
assertions:
  - id: a02c9d
    in: 2024-11-06-rutte
    quote:
      exact: "…"
      start: 5
    low: 1.5
    none: []
links:
  - {as: updates}
url: https://example.org/a?b=c
"#;
        assert_eq!(document(&map, "claim.json"), expected);
    }

    #[test]
    fn words_are_bare_only_where_no_reader_could_take_them_for_something_else() {
        for bare in [
            "kim",
            "e7f3a1",
            "a02c9d",
            "4be1c0d2",
            "70c3a910",
            "not_checkable",
            "2024-11-06-rutte",
            "ua-intelligence",
        ] {
            assert_eq!(word(bare, true), bare);
        }
        for quoted in [
            "",
            "no",
            "On",
            "y",
            "NULL",
            "~",
            "12",
            "12:30",
            "1e5",
            "12e45678",
            "1_000",
            "0x1f",
            "0o17",
            "2024-11-06",
            "2024-11-06T10",
            ".inf",
            "-",
            "---",
            "a b",
            "a:",
            "a: b",
            "#a",
            "é",
            "=",
            "<<",
            "1.5",
            "1e-5",
            "1n",
            "0b1-a-c",
        ] {
            assert!(word(quoted, false).starts_with('"'), "{quoted}");
        }
    }

    #[test]
    fn long_and_strange_keys_can_be_read() {
        let long = "k".repeat(5000);
        let map = [
            (long.as_str(), Out::Int(1)),
            ("a: b", Out::FlowMap(vec![(long.clone(), Out::Int(2)), ("".into(), Out::Int(3))])),
        ];
        let root = tree(&document(&map, "x")).unwrap();
        assert_eq!(root.get(&long).unwrap().text(), Some("1"));
        assert_eq!(root.at(&Route::root().key("a: b").key(long.as_str())).unwrap().text(), Some("2"));
        assert!(from_str::<Any>(&document(&map, "x")).is_ok());
    }

    #[test]
    fn numbers_have_a_point_and_a_signed_exponent() {
        for (number, text) in [(1e300, "1.0e+300"), (1.5e-9, "1.5e-9"), (2.0, "2.0"), (f64::NAN, ".nan")] {
            assert_eq!(float(number), text);
        }
    }

    proptest! {
        #[test]
        fn every_string_reads_back(text in any::<String>(), odd in "[a-fnyo0-9x._:\\-+ #'\"\\\\\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{2029}\u{feff}\u{fffe}]{0,12}") {
            for text in [text, odd] {
                let flow = vec![Out::text(text.clone()), Out::word(text.clone())];
                let map = [
                    ("text", Out::text(text.clone())),
                    ("word", Out::word(text.clone())),
                    ("flow", Out::Flow(flow.clone())),
                    ("list", Out::List(flow)),
                    ("keys", Out::Map(vec![(text.clone(), Out::Map(vec![(text.clone(), Out::FlowMap(vec![(text.clone(), Out::Int(1))]))]))])),
                ];
                let written = document(&map, "x");
                prop_assert!(guard(written.as_bytes()).is_ok());
                let value: Any = from_str(&written).unwrap();
                let root = tree(&written).unwrap();
                for route in ["text", "word", "flow[0]", "flow[1]", "list[0]", "list[1]"] {
                    let route: Route = route.parse().unwrap();
                    prop_assert_eq!(root.at(&route).unwrap().text(), Some(text.as_str()));
                }
                for at in [&value["text"], &value["word"], &value["flow"][0], &value["flow"][1], &value["list"][0], &value["list"][1]] {
                    prop_assert_eq!(at.as_str(), Some(text.as_str()));
                }
                prop_assert_eq!(value["keys"][text.as_str()][text.as_str()][text.as_str()].as_i64(), Some(1));
                let keys = Route::root().key("keys").key(text.as_str()).key(text.as_str()).key(text.as_str());
                prop_assert!(root.at(&keys).is_some());
            }
        }
    }
}
