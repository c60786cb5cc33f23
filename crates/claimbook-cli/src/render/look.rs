//! Colour and width.

use anstyle::{AnsiColor, Style};
use claimbook_core::assess::Status;
use claimbook_core::model::VerdictWord;
use unicode_width::UnicodeWidthStr;

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
    fn lines_break_at_words() {
        assert_eq!(wrap("one two three", 7, "  "), "one two\n  three");
        assert_eq!(wrap("unbreakable", 3, "  "), "unbreakable");
    }
}
