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
    if dashes >= 2 {
        return !based && !(is_date(text.get(..10).unwrap_or("")) && matches!(after_date, "T" | "t"));
    }
    !based && text.contains(tells)
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
