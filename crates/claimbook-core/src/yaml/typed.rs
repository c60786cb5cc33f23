//! What people type by hand and mean otherwise: text that lacks quotes.

use super::emit;
use super::lines::LineIndex;
use super::read;
use super::route::{Route, Step};
use super::tree::{Kind, Style, tree};

/// A line that would mend the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Which line it replaces, from 1.
    pub line: usize,
    /// The whole line, without its line break.
    pub replacement: String,
}

/// Tries to quote the value on each line that the complaint names, and on the one before it.
pub(super) fn find_fix(text: &str, shown: &str, lines: &LineIndex<'_>) -> Option<Fix> {
    let mut candidates: Vec<_> = lines_in(shown).flat_map(|line| [line, line.saturating_sub(1)]).collect();
    if candidates.is_empty() {
        candidates.push(1);
    }
    candidates.dedup();
    candidates.into_iter().take(6).find_map(|line| {
        let replacement = quote_line(lines.line(line)?)?;
        let range = lines.range(line)?;
        let mended = [text.get(..range.start)?, &replacement, text.get(range.end..)?].concat();
        reads_past(&mended, line).then_some(Fix { line, replacement })
    })
}

/// Whether the text can be read, or is only broken after this line.
fn reads_past(text: &str, line: usize) -> bool {
    let Some((shown, stopped)) = read::stops(text) else { return true };
    // A quote that is never closed is noticed at the end of the text only.
    stopped > line
        && lines_in(&shown).next().is_some_and(|named| named > line)
        && !shown.contains("quoted scalar")
}

/// The lines that a complaint of the reader names, in its order.
fn lines_in(shown: &str) -> impl Iterator<Item = usize> {
    shown
        .split(" at line ")
        .skip(1)
        .filter_map(|part| part.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
}

/// A line `key: text` or `- text` with its text in double quotes.
fn quote_line(line: &str) -> Option<String> {
    let bom = if line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = bom;
    loop {
        let rest = line.get(at..)?;
        at += rest.len() - rest.trim_start_matches(' ').len();
        match line.get(at..)?.strip_prefix("- ") {
            Some(_) => at += 2,
            None => break,
        }
    }
    let rest = line.get(at..)?;
    let key = rest.find(": ").filter(|colon| {
        rest.get(..*colon).is_some_and(|key| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        })
    });
    let start = match key {
        Some(colon) => at + colon + 2,
        // A value without a key can only be quoted where a list item begins.
        None if line.get(..at)?.contains('-') => at,
        None => return None,
    };
    let value = line.get(start..)?;
    let lead = value.len() - value.trim_start_matches([' ', '\t']).len();
    let value = value.trim_matches([' ', '\t']);
    let special = value.starts_with(|c| "@`%\"'[]{}>|*&!?-,#:".contains(c));
    if !special && !value.contains(": ") && !value.contains(" #") && !value.ends_with(':') {
        return None;
    }
    Some(format!("{}{}", line.get(..start + lead)?, emit::quoted(&meant(value))))
}

/// What somebody meant who typed this after a key: the quotes around the whole are quotes of the file, any others
/// belong to the text.
fn meant(value: &str) -> String {
    for quote in ['"', '\''] {
        let inside = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let Some(inside) = inside else { continue };
        // A quote inside that opens another, or an apostrophe, leaves the outer ones a pair.
        let opens = inside.split_once(quote).is_none_or(|(before, after)| {
            let apostrophe = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
            before.ends_with([' ', '(']) || apostrophe
        });
        if opens && !inside.is_empty() {
            return if quote == '\'' { inside.replace("''", "'") } else { inside.replace("\\\"", "\"") };
        }
    }
    value.to_owned()
}

/// A place where a comment cuts off text that has no quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The value that was cut.
    pub route: Route,
    /// The line of the `#`, from 1.
    pub line: usize,
    /// The column of the `#`, from 1, in Unicode code points.
    pub column: usize,
}

/// Finds text without quotes, under one of `keys`, that ends at ` #`: what follows is a comment and may have been
/// meant as text. A text that cannot be read has none.
pub fn cut_comments(text: &str, keys: &[&str]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    if !text.contains(" #") && !text.contains("\t#") {
        return cuts;
    }
    let Ok(root) = tree(text) else { return cuts };
    let lines = LineIndex::new(text);
    root.walk(&mut |route, node| {
        let plain = matches!(node.kind, Kind::Scalar { style: Style::Plain, .. });
        let key = route.steps().iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        if !plain || !key.is_some_and(|key| keys.contains(&key)) {
            return;
        }
        let after = text.get(node.span.end..).unwrap_or("");
        let blank = after.len() - after.trim_start_matches([' ', '\t']).len();
        if blank > 0 && after.get(blank..).is_some_and(|rest| rest.starts_with('#')) {
            let position = lines.position(node.span.end + blank);
            cuts.push(Cut { route: route.clone(), line: position.line, column: position.column });
        }
    });
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_a_comment_cuts_off_is_found() {
        let text = "claim: We are #1 # in it\nnote: \"a # b\" # c\nlist:\n  - because: é # d\nid: x # y\n# claim: z # z\n";
        let cuts: Vec<_> = cut_comments(text, &["claim", "note", "because"])
            .into_iter()
            .map(|cut| (cut.route.to_string(), cut.line, cut.column))
            .collect();
        assert_eq!(cuts, [("claim".into(), 1, 15), ("list[0].because".into(), 4, 16)]);
        assert_eq!(cut_comments("claim: a: # b", &["claim"]), []);
    }
}
