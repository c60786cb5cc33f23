//! The words and marks of a sentence.

use crate::Span;
use std::ops::Range;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with the marks inside a word: `don`, `U.S.`, `Jean-Luc`.
    Word,
    /// What follows a word's apostrophe: `'s`, `n't`, `'ll`.
    Clitic,
    /// Begins with a digit: `3.5`, `1,200`, `28th`.
    Number,
    /// Anything else, one character each; but `''` and two grave accents, a typewriter's quotation marks, are one.
    Mark,
}

/// Adds the tokens of a stretch of the text, whose first code point is `point`.
pub(super) fn tokens(source: &str, range: Range<usize>, point: usize, out: &mut Vec<Token>) {
    let mut rest = Cursor { text: source.get(..range.end).unwrap_or_default(), byte: range.start, point };
    while let Some(c) = rest.peek() {
        if c.is_whitespace() {
            rest.step();
        } else if c.is_alphanumeric() {
            word(&mut rest, out);
        } else {
            let from = (rest.byte, rest.point);
            rest.step();
            if matches!(c, '\'' | '`') && rest.peek() == Some(c) {
                rest.step();
            }
            out.push(rest.token(from, Kind::Mark));
        }
    }
}

/// A word or a number, and its clitic as a token of its own.
fn word(rest: &mut Cursor<'_>, out: &mut Vec<Token>) {
    let from = (rest.byte, rest.point);
    let kind = if rest.peek().is_some_and(char::is_numeric) { Kind::Number } else { Kind::Word };
    while let Some(c) = rest.peek() {
        let inside = is_of_word(c)
            || match c {
                '-' | '‑' | '@' | '&' | '_' | '/' => rest.second().is_some_and(is_of_word),
                '.' => rest.second().is_some_and(is_of_word) || is_initials(rest, from.0),
                ',' | ':' => kind == Kind::Number && rest.second().is_some_and(|c| c.is_ascii_digit()),
                '\'' | '’' | 'ʼ' => rest.second().is_some_and(is_of_word) && !begins_clitic(rest),
                _ => false,
            };
        if !inside {
            break;
        }
        rest.step();
    }
    let whole = rest.text.get(from.0..rest.byte).unwrap_or_default();
    if let Some(stem) = negated(whole) {
        let cut = (from.0 + stem.len(), from.1 + stem.chars().count());
        out.push(Token { span: Span::new(from.1, cut.1), bytes: from.0..cut.0, kind });
        out.push(rest.token(cut, Kind::Clitic));
        return;
    }
    out.push(rest.token(from, kind));
    if begins_clitic(rest) {
        let from = (rest.byte, rest.point);
        rest.step();
        while rest.peek().is_some_and(is_of_word) {
            rest.step();
        }
        out.push(rest.token(from, Kind::Clitic));
    }
}

/// Whether a character can stand in a word; marks above letters can.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// `'s`, `'ll`, `'re`, `'ve`, `'d`, `'m` at an apostrophe.
fn begins_clitic(rest: &Cursor<'_>) -> bool {
    let after = rest.text.get(rest.byte..).unwrap_or_default();
    let Some(after) = after.strip_prefix(['\'', '’']) else { return false };
    let end = after.find(|c: char| !is_of_word(c)).unwrap_or(after.len());
    matches!(
        after.get(..end).unwrap_or_default(),
        "s" | "S" | "ll" | "re" | "ve" | "d" | "m" | "LL" | "RE" | "VE" | "D" | "M"
    )
}

/// The stem of `don't`, whose `n't` is a token of its own.
fn negated(whole: &str) -> Option<&str> {
    let stem = ["n't", "n’t", "N'T", "N’T"].iter().find_map(|end| whole.strip_suffix(end))?;
    (!stem.is_empty()).then_some(stem)
}

/// Whether a stop at the cursor ends a short form of single letters, such as `U.S.`.
fn is_initials(rest: &Cursor<'_>, from: usize) -> bool {
    let word = rest.text.get(from..rest.byte).unwrap_or_default();
    word.len() <= 12 && word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
}

struct Cursor<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.byte..)?.chars().next()
    }

    fn second(&self) -> Option<char> {
        self.text.get(self.byte..)?.chars().nth(1)
    }

    fn step(&mut self) {
        if let Some(c) = self.peek() {
            self.byte += c.len_utf8();
            self.point += 1;
        }
    }

    fn token(&self, (byte, point): (usize, usize), kind: Kind) -> Token {
        Token { span: Span::new(point, self.point), bytes: byte..self.byte, kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, 0..text.len(), 0, &mut found);
        found.into_iter().map(|token| &text[token.bytes]).collect()
    }

    #[test]
    fn words_keep_the_marks_inside_them() {
        assert_eq!(
            split("Jean-Luc (O'Hara) co-wrote it."),
            ["Jean-Luc", "(", "O'Hara", ")", "co-wrote", "it", "."]
        );
        assert_eq!(split("the U.S. Army, 5 p.m."), ["the", "U.S.", "Army", ",", "5", "p.m."]);
        assert_eq!(split("об’єкт м'яч"), ["об’єкт", "м'яч"]);
    }

    #[test]
    fn clitics_stand_alone() {
        assert_eq!(
            split("He's sure they don’t; it's Anna’s."),
            ["He", "'s", "sure", "they", "do", "n’t", ";", "it", "'s", "Anna", "’s", "."]
        );
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(
            split("3.5 per cent of 1,200, at 10:30."),
            ["3.5", "per", "cent", "of", "1,200", ",", "at", "10:30", "."]
        );
        assert_eq!(split("$5m 28th"), ["$", "5m", "28th"]);
    }

    #[test]
    fn two_single_marks_are_one_double_mark() {
        assert_eq!(split("''We go,'' he said."), ["''", "We", "go", ",", "''", "he", "said", "."]);
        assert_eq!(split("the workers''' 'so'"), ["the", "workers", "''", "'", "'", "so", "'"]);
    }

    #[test]
    fn places_are_code_points() {
        let text = "“Ця річ”";
        let mut found = Vec::new();
        tokens(text, 0..text.len(), 7, &mut found);
        assert_eq!(found[1].span, Span::new(8, 10));
        assert_eq!(found[3].span, Span::new(14, 15));
    }
}
