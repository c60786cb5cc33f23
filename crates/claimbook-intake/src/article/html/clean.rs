//! A page made harmless before a library parses it.
//!
//! A parser of pages mends every mistake, and a hostile page can make it build trees thousands of levels deep or square in the size of
//! the page. What leaves here is well nested, of bounded depth and size, and has only the elements and attributes that
//! tell where an article is.

use super::linked_data;
use super::tokens::{Token, attributes, tokens};
use crate::article::ArticleError;

const MOST_ELEMENTS: usize = 100_000;
/// Elements nested deeper than this lose their tags and keep their text. Pages that people make stay well under it.
const DEEPEST: usize = 100;
const LONGEST_VALUE: usize = 2048;
/// A text longer than this is broken by an invisible element: writing a page out takes time square in the length of one text.
const UNBROKEN: usize = 4096;

/// Elements that stay, and how they nest. All others lose their tags and keep their text.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "ul",
];
const CELLS: [&str; 4] = ["tfoot", "td", "th", "tr"];
const INLINE: [&str; 3] = ["a", "span", "time"];
const VOID: [&str; 4] = ["br", "hr", "link", "meta"];
/// Elements that go with all that is in them.
const DROPPED: [&str; 10] =
    ["audio", "button", "canvas", "math", "noscript", "object", "select", "svg", "template", "video"];
/// Attributes that say what an element is.
const TELLING: [&str; 18] = [
    "aria-hidden",
    "aria-modal",
    "class",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "title",
    "type",
];

/// A harmless page.
pub(super) struct Clean {
    pub(super) html: String,
    /// The address that the page gives as its own.
    pub(super) url: Option<String>,
}

/// Makes a page harmless. An error where it has too many elements or is longer than `longest` even without its scripts.
pub(super) fn clean(page: &str, longest: usize) -> Result<Clean, ArticleError> {
    let mut cleaner = Cleaner::default();
    cleaner.html.push_str("<!DOCTYPE html>");
    for token in tokens(page) {
        cleaner.take(token);
        if cleaner.elements > MOST_ELEMENTS {
            return Err(ArticleError::TooManyElements(MOST_ELEMENTS));
        }
        if cleaner.html.len() > longest {
            return Err(ArticleError::TooLong);
        }
    }
    while let Some(open) = cleaner.open.pop() {
        cleaner.end(&open);
    }
    Ok(Clean { html: cleaner.html, url: cleaner.canonical.or(cleaner.shared) })
}

#[derive(Default)]
struct Cleaner {
    html: String,
    open: Vec<String>,
    elements: usize,
    /// The dropped element that we are in, and how many of its name are open.
    dropping: Option<(String, usize)>,
    linked_data: bool,
    /// How many bytes of text stand behind the last tag.
    unbroken: usize,
    canonical: Option<String>,
    shared: Option<String>,
}

impl Cleaner {
    fn take(&mut self, token: Token<'_>) {
        if let Some((dropped, depth)) = &mut self.dropping {
            match &token {
                Token::Open { name, empty: false, .. } if name == dropped => *depth += 1,
                Token::Close { name } if name == dropped => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                self.dropping = None;
            }
            return;
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Raw { name, content, .. } if name == "title" => {
                self.elements += 1;
                let title: String = content.chars().take(LONGEST_VALUE).collect();
                self.html.extend(["<title>", &title.replace('<', "&lt;"), "</title>"]);
            }
            Token::Raw { name, attributes, content } if name == "script" && !self.linked_data => {
                if let Some(found) = linked_data::article(attributes, content) {
                    self.linked_data = true;
                    self.html.extend(["<script type=\"application/ld+json\">", &found, "</script>"]);
                }
            }
            Token::Raw { .. } => {}
            Token::Open { name, empty, .. } if DROPPED.contains(&name.as_str()) => {
                if !empty {
                    self.dropping = Some((name, 1));
                }
            }
            Token::Open { name, attributes, .. } => self.begin(name, attributes),
            Token::Close { name } => self.close(&name),
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            // Before these no character reference is cut, and only these take the time that the bound is about.
            if self.unbroken >= UNBROKEN && (c.is_whitespace() || c == '&' || !c.is_ascii()) {
                self.html.push_str("<wbr>");
                self.unbroken = 0;
            }
            self.unbroken += c.len_utf8();
            if c == '<' {
                self.html.push_str("&lt;");
            } else {
                self.html.push(c);
            }
        }
    }

    fn begin(&mut self, name: String, attributes: &str) {
        let void = VOID.contains(&name.as_str());
        let inline = INLINE.contains(&name.as_str());
        let known = void || inline || BLOCKS.contains(&name.as_str()) || CELLS.contains(&name.as_str());
        if !known || (name == "a" && self.open.contains(&name)) {
            return;
        }
        if !inline {
            self.end_what_is_over(&name);
        }
        if self.open.len() >= DEEPEST && !void {
            self.part();
            return;
        }
        self.elements += 1;
        self.unbroken = 0;
        self.html.extend(["<", &name]);
        self.tell(&name, attributes);
        self.html.push('>');
        if !void {
            self.open.push(name);
        }
    }

    /// Copies the telling attributes.
    fn tell(&mut self, name: &str, source: &str) {
        let mut told: Vec<(&str, &str)> = Vec::new();
        for (attribute, value) in attributes(source) {
            let telling = TELLING.iter().find(|telling| **telling == attribute);
            if let Some(telling) = telling.filter(|_| value.len() <= LONGEST_VALUE)
                && told.iter().all(|(earlier, _)| earlier != telling)
            {
                told.push((*telling, value));
                self.html.extend([" ", *telling, "=\"", &value.replace('"', "&quot;"), "\""]);
            }
        }
        let value =
            |wanted: &str| told.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| *value);
        let address =
            |value: &str| Some(value.trim().replace("&amp;", "&")).filter(|value| !value.is_empty());
        if name == "link" && value("rel").eq_ignore_ascii_case("canonical") {
            self.canonical = self.canonical.take().or_else(|| address(value("href")));
        }
        if name == "meta" && value("property").eq_ignore_ascii_case("og:url") {
            self.shared = self.shared.take().or_else(|| address(value("content")));
        }
    }

    /// Ends the elements that a new one ends without their end tags, as `<li>` does the `<li>` before it.
    fn end_what_is_over(&mut self, new: &str) {
        let over: &[&str] = match new {
            "li" => &["li"],
            "dd" | "dt" => &["dd", "dt"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot"],
            "br" | "link" | "meta" => return,
            _ => &["p"],
        };
        let within: &[&str] = match new {
            "li" | "dd" | "dt" => &["p", "span", "a", "time", "div"],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => {
                &["p", "span", "a", "time", "div", "td", "th", "tr"]
            }
            _ => &["span", "a", "time"],
        };
        let found = self
            .open
            .iter()
            .rposition(|open| !within.contains(&open.as_str()) || over.contains(&open.as_str()));
        if let Some(at) =
            found.filter(|at| self.open.get(*at).is_some_and(|open| over.contains(&open.as_str())))
        {
            self.end_from(at);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.end_from(at);
        } else if BLOCKS.contains(&name) {
            self.part();
        }
    }

    /// Keeps words apart where a tag is left out.
    fn part(&mut self) {
        if !self.html.ends_with(' ') {
            self.html.push(' ');
        }
    }

    fn end_from(&mut self, at: usize) {
        for open in self.open.split_off(at).iter().rev() {
            self.end(open);
        }
    }

    fn end(&mut self, name: &str) {
        self.unbroken = 0;
        self.html.extend(["</", name, ">"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(page: &str) -> String {
        clean(page, 1 << 20).unwrap().html.replace("<!DOCTYPE html>", "")
    }

    #[test]
    fn only_what_tells_stays() {
        assert_eq!(
            cleaned(
                "<div class=x onclick=\"go()\" data-a='1'><b>One</b> &lt; <svg><p>no</p></svg><i>two</i></div>"
            ),
            "<div class=\"x\">One &lt; two</div>"
        );
        assert_eq!(
            cleaned("<p style='a:\"b\"'>1 < 2<iframe><p></iframe>"),
            "<p style=\"a:&quot;b&quot;\">1 &lt; 2</p>"
        );
    }

    #[test]
    fn everything_is_nested_well() {
        assert_eq!(cleaned("<p>one<p>two<div>three</p></div>"), "<p>one</p><p>two</p><div>three </div>");
        assert_eq!(
            cleaned("<ul><li>a<li>b<ul><li>c</ul><li>d"),
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"
        );
        assert_eq!(
            cleaned("<table><tr><td>1<td>2<tr><td>3</table>"),
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
        );
        assert_eq!(cleaned("<div><span></div></span>"), "<div><span></span></div>");
    }

    #[test]
    fn the_address_of_the_page_is_found() {
        let page = "<meta property=og:url content='https://a.example/?x=1&amp;y'><link href=https://b.example rel=canonical>";
        assert_eq!(clean(page, 1000).unwrap().url.as_deref(), Some("https://b.example"));
    }

    proptest! {
        #[test]
        fn any_page_becomes_well_nested(page in "(<(/)?(p|div|li|ul|table|td|tr|span|a|b|svg)>|x){0,40}") {
            let mut open = Vec::new();
            for token in tokens(&cleaned(&page)) {
                match token {
                    Token::Open { name, .. } => open.push(name),
                    Token::Close { name } => prop_assert_eq!(open.pop(), Some(name)),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
