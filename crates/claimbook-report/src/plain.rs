//! Text of somebody else's, made harmless and short.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text of somebody else's, made safe for a terminal and a page: control signs and signs that turn the reading direction are
/// left out; line breaks and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        Cow::Owned(text.chars().filter(|&c| !is_unsafe(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// Likewise, and of the same length in code points: what is left out elsewhere becomes a sign that is not seen, so that places in it are
/// those of the text. Code points that are no characters are none here, either.
pub fn even(text: &str) -> String {
    let none = |c: char| matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe;
    text.chars().map(|c| if is_unsafe(c) || none(c) { '\u{2060}' } else { c }).collect()
}

/// On one line: line breaks and runs of blanks become spaces.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let is_one = text.chars().all(|c| {
        let fits = match c {
            '!'..='~' => true,
            ' ' => before != ' ',
            c => !c.is_whitespace() && !is_unsafe(c),
        };
        before = c;
        fits
    });
    match is_one && (before != ' ' || text.is_empty()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(clean(text).split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// One line of at most `width` columns: line breaks become spaces, what does not fit is cut.
pub fn cut(text: &str, width: usize) -> String {
    let line = one_line(text);
    if line.width() <= width {
        return line.into_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for c in line.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        used += columns;
        short.push(c);
    }
    // What was cut before has its own sign.
    short.truncate(short.trim_end_matches([' ', '…']).len());
    short.push('…');
    short
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_of_somebody_elses_reaches_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{202e}b"), "a[31mredb");
        assert_eq!(clean("plain\nlines\tstay"), "plain\nlines\tstay");
    }

    #[test]
    fn a_line_is_cut_by_columns_and_not_by_letters() {
        assert_eq!(cut("日本語の文", 7), "日本語…");
        assert_eq!(cut("short\nline", 20), "short line");
        assert_eq!(cut("", 0), "");
        assert_eq!(cut("one … two", 6), "one…");
    }
}
