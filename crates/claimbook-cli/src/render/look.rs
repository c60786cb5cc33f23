//! Colour, width and what may stand in a terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use claimbook_core::assess::Status;
use claimbook_core::model::VerdictWord;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How output looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Whether it has colours.
    pub(crate) color: bool,
    /// How many columns it has.
    pub(crate) width: usize,
}

impl Look {
    fn paint(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default().bold(), text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default().bold(), text)
    }

    pub(crate) fn cyan(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// Text in the colour of a status.
    pub(crate) fn status(self, status: &Status, text: &str) -> String {
        let style = match status {
            Status::Unchecked => Style::new().dimmed(),
            Status::Forked => AnsiColor::Magenta.on_default(),
            Status::Marked(word) => match word {
                VerdictWord::Confirmed => AnsiColor::Green.on_default(),
                VerdictWord::Refuted => AnsiColor::Red.on_default(),
                VerdictWord::Disputed | VerdictWord::Mixed | VerdictWord::Misleading => {
                    AnsiColor::Yellow.on_default()
                }
                VerdictWord::Unverified => AnsiColor::Cyan.on_default(),
                _ => AnsiColor::Blue.on_default(),
            },
        };
        self.paint(style, text)
    }
}

/// Text of somebody else's, made safe for a terminal: control signs and signs that turn the reading direction are
/// left out; line breaks and tabs stay.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
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

/// On one line: line breaks and runs of blanks become spaces.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
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
pub(crate) fn cut(text: &str, width: usize) -> String {
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

/// How many columns a text takes; colours take none.
pub(crate) fn width(text: &str) -> usize {
    anstream::adapter::strip_str(text).to_string().width()
}

/// Spaces up to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Breaks lines at words so that none is wider than `width`; each line after the first begins with `indent`.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut wrapped = String::new();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
            wrapped.push_str(indent);
        }
        let mut used = 0;
        for word in line.split(' ') {
            let columns = self::width(word);
            if used > 0 && used + 1 + columns > width {
                wrapped.push('\n');
                wrapped.push_str(indent);
                used = 0;
            } else if used > 0 {
                wrapped.push(' ');
                used += 1;
            }
            wrapped.push_str(word);
            used += columns;
        }
    }
    wrapped
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

    #[test]
    fn lines_break_at_words() {
        assert_eq!(wrap("one two three", 7, "  "), "one two\n  three");
        assert_eq!(wrap("unbreakable", 3, "  "), "unbreakable");
    }
}
