//! The text of well-nested markup, in paragraphs.

use super::tokens::{Token, tokens};

/// Elements that stand in the line; all others are paragraphs.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// The visible text: a blank line between paragraphs, a new line for `<br>`, white space as a page shows it.
pub(in crate::article) fn flow(html: &str) -> String {
    let mut flow = Flow::default();
    for token in tokens(html) {
        match token {
            Token::Text(text) => flow.text(&text_of(text)),
            Token::Raw { .. } => {}
            Token::Open { name, .. } if name == "br" => flow.line(),
            Token::Open { name, .. } => flow.tag(&name, 1),
            Token::Close { name } => flow.tag(&name, -1),
        }
    }
    flow.out
}

#[derive(Default)]
struct Flow {
    out: String,
    /// A space that is written before the next word, if that stands in the same line.
    space: bool,
    preformatted: i32,
}

impl Flow {
    fn tag(&mut self, name: &str, opens: i32) {
        if name == "pre" {
            self.preformatted += opens;
        }
        if !INLINE.contains(&name) {
            self.space = false;
            if !self.out.is_empty() && !self.out.ends_with("\n\n") {
                self.out.push_str("\n\n");
            }
        }
    }

    fn line(&mut self) {
        self.space = false;
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.out.push_str(text);
            return;
        }
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = !self.out.is_empty() && !self.out.ends_with('\n');
            } else {
                if std::mem::take(&mut self.space) {
                    self.out.push(' ');
                }
                self.out.push(c);
            }
        }
    }
}

/// What a serializer escapes in text; the parser before it has decoded everything else.
fn text_of(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_breaks_are_lines() {
        let html = "<div><h2>One</h2><p>Two <b>th</b>ree\n  four</p><ul><li>Five</li> <li>Six<br>Seven</li></ul>eight</div>";
        assert_eq!(flow(html).trim(), "One\n\nTwo three four\n\nFive\n\nSix\nSeven\n\neight");
    }

    #[test]
    fn preformatted_lines_stay() {
        assert_eq!(flow("<pre>a\n  b</pre>").trim(), "a\n  b");
    }

    #[test]
    fn escapes_are_decoded_once() {
        assert_eq!(flow("a&nbsp;&amp;lt; b &lt;c&gt;"), "a\u{a0}&lt; b <c>");
    }
}
