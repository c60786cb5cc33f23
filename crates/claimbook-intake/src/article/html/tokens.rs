//! The tags and texts of a page, one after the other, in one pass and without judging how they nest.

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Open {
        name: String,
        attributes: &'a str,
        empty: bool,
    },
    Close {
        name: String,
    },
    /// An element whose content is not markup, such as a script.
    Raw {
        name: String,
        attributes: &'a str,
        content: &'a str,
    },
}

/// The elements whose content is not markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

pub(super) fn tokens(page: &str) -> Tokens<'_> {
    Tokens { page, at: 0 }
}

pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> &'a str {
        let taken = self.rest().get(..length).unwrap_or(self.rest());
        self.at += taken.len();
        taken
    }

    /// Moves behind the next `mark`, or to the end.
    fn skip_behind(&mut self, mark: &str) {
        let length = self.rest().find(mark).map_or(self.rest().len(), |at| at + mark.len());
        self.take(length);
    }

    /// A tag's name, which its `<` or `</` has already made known.
    fn name(&mut self) -> String {
        let length = self.rest().find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        self.take(length.unwrap_or(self.rest().len())).to_ascii_lowercase()
    }

    /// What stands in a tag behind its name; `None` where the page ends before the tag does.
    fn attributes(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let (mut quote, mut valued) = (None, false);
        for (at, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'>') => {
                    self.at += at + 1;
                    return rest.get(..at);
                }
                // A quotation mark opens a value only right behind the `=`.
                (None, b'"' | b'\'') if valued => quote = Some(byte),
                _ => {}
            }
            valued = byte == b'=' || (valued && byte.is_ascii_whitespace());
        }
        self.at = self.page.len();
        None
    }

    /// What stands before the end tag of a raw element; the end tag is consumed.
    fn raw(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let end = rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let tag = rest.as_bytes().get(at + 2..).unwrap_or_default();
            let behind = tag.get(name.len()).copied().unwrap_or(b'>');
            tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && (behind.is_ascii_whitespace() || behind == b'/' || behind == b'>')
        });
        let content = self.take(end.unwrap_or(rest.len()));
        self.skip_behind(">");
        content
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let letter_at = |at: usize| rest.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
            if rest.is_empty() {
                return None;
            } else if rest.starts_with("<!--") {
                self.skip_behind("-->");
            } else if rest.starts_with("<!")
                || rest.starts_with("<?")
                || (rest.starts_with("</") && !letter_at(2))
            {
                self.skip_behind(">");
            } else if rest.starts_with("</") {
                self.take(2);
                let name = self.name();
                self.attributes()?;
                return Some(Token::Close { name });
            } else if rest.starts_with('<') && letter_at(1) {
                self.take(1);
                let name = self.name();
                let attributes = self.attributes()?;
                return Some(if RAW.contains(&name.as_str()) {
                    let content = self.raw(&name);
                    Token::Raw { name, attributes, content }
                } else {
                    Token::Open { name, attributes, empty: attributes.ends_with('/') }
                });
            } else {
                // A `<` that opens nothing is text.
                let length = rest.get(1..).and_then(|rest| rest.find('<')).map_or(rest.len(), |at| at + 1);
                let length =
                    if rest.is_char_boundary(1) { length } else { rest.find('<').unwrap_or(rest.len()) };
                return Some(Token::Text(self.take(length)));
            }
        }
    }
}

/// The attributes of a tag as name, in small letters, and raw value.
pub(super) fn attributes(source: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let length =
            rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        // A leading `=` belongs to the name; this keeps the walk going.
        let length = if length == 0 { rest.chars().next()?.len_utf8() } else { length };
        let (name, behind) = rest.split_at_checked(length)?;
        let name = name.to_ascii_lowercase();
        let Some(value) = behind.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            rest = behind;
            return Some((name, ""));
        };
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, behind) = match quoted {
            Some(quote) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = behind;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(page: &str) -> Vec<String> {
        tokens(page)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Open { name, attributes, empty } => {
                    format!("+{name}{attributes}{}", if empty { "!" } else { "" })
                }
                Token::Close { name } => format!("-{name}"),
                Token::Raw { name, content, .. } => format!("{name}({content})"),
            })
            .collect()
    }

    #[test]
    fn tags_and_texts_come_in_order() {
        assert_eq!(
            shown("<!doctype html><P class=\"a>b\">1 < 2<br/><!-- <b> -->é</p ><? x ?></ y>"),
            ["+p class=\"a>b\"", "1 ", "< 2", "+br/!", "é", "-p"]
        );
        assert_eq!(shown("<script>if (a</b) \"</p>\"</SCRIPT >x"), ["script(if (a</b) \"</p>\")", "x"]);
        assert_eq!(shown("<p>cut off <b class=\"x"), ["+p", "cut off "]);
        assert_eq!(shown("<style>p {"), ["style(p {)"]);
    }

    #[test]
    fn attributes_are_read_in_every_form() {
        let read: Vec<_> = attributes(" a=1 B = 'two  2' c d=\"x\"e=\"\" =f /").collect();
        let read: Vec<_> = read.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(
            read,
            [("a", "1"), ("b", "two  2"), ("c", ""), ("d", "x"), ("e", ""), ("=", ""), ("f", "")]
        );
    }

    proptest! {
        #[test]
        fn any_page_comes_to_an_end(page in "(?s)([<>/!a='\"\\- é]|<p |</|<script>|</script>|.){0,60}") {
            for token in tokens(&page) {
                if let Token::Open { attributes: source, .. } = token {
                    prop_assert!(attributes(source).count() <= source.len());
                }
            }
        }
    }
}
