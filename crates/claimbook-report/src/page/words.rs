//! What may stand in a page: text of somebody else's, made harmless, and addresses that lead into the web.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter, Write as _};

use claimbook_core::model::Quote;
use claimbook_core::workspace::Workspace;
use url::Url;

use crate::plain::{clean, one_line};

/// More characters than this of one text are not shown.
const MOST: usize = 5_000;
/// A quote with more words than this is named by its first and its last words.
const LONG: usize = 12;
/// So many words name the beginning or the end of a quote.
const ENDS: usize = 5;
/// So many words around a quote tell it from the same words elsewhere.
const AROUND: usize = 3;

/// Text of somebody else's: no control signs, no signs that turn the reading direction, not without end. What is markup in it becomes
/// text where a template prints it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// With the line breaks that it has.
    pub fn of(text: &str) -> Self {
        Words(bounded(&proper(&clean(text))))
    }

    /// On one line.
    pub fn line(text: &str) -> Self {
        Words(bounded(&proper(&one_line(text))))
    }

    /// On one line, cut to this many columns.
    pub fn cut(text: &str, columns: usize) -> Self {
        Words(proper(&crate::plain::cut(text, columns)).into_owned())
    }

    /// Of any length: for what is bounded elsewhere.
    pub(crate) fn whole(text: &str) -> Self {
        Words(proper(&clean(text)).into_owned())
    }

    /// As it is, without any escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Without code points that are no characters, which no page may have.
fn proper(text: &str) -> Cow<'_, str> {
    let none = |c: char| matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe;
    match text.chars().any(none) {
        true => Cow::Owned(text.chars().filter(|&c| !none(c)).collect()),
        false => Cow::Borrowed(text),
    }
}

fn bounded(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let left = text.get(end..).unwrap_or_default().chars().count();
            format!("{} […] ({} more characters)", text.get(..end).unwrap_or_default(), grouped(left))
        }
    }
}

/// A number with commas between its thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A language's tag, where it has the form of one.
pub(crate) fn language(tag: Option<&str>) -> Option<String> {
    let form = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let tag = tag?;
    let primary = tag.split('-').next()?;
    let fits = tag.len() <= 20
        && tag.split('-').all(form)
        && (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic());
    fits.then(|| tag.to_owned())
}

/// An address of the web; no other becomes a link.
pub fn address(url: &str) -> Option<String> {
    web(url).map(String::from)
}

fn web(url: &str) -> Option<Url> {
    // What a browser would make of a longer one nobody knows.
    let url = Url::parse(url.trim()).ok().filter(|_| url.len() <= 2_000)?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// A document's address, leading to the passages where there are some (WICG text fragments).
pub fn passage(workspace: &Workspace, document: &str, quotes: &[Quote]) -> Option<String> {
    let url = workspace.document(document)?.data.url.as_deref()?;
    let mut url = web(url)?;
    let directives: Vec<String> = quotes.iter().filter_map(directive).collect();
    if !directives.is_empty() {
        let own = url.fragment().and_then(|own| own.split(":~:").next()).unwrap_or_default().to_owned();
        url.set_fragment(None);
        return Some(format!("{url}#{own}:~:{}", directives.join("&")));
    }
    Some(url.into())
}

/// `text=prefix-,first%20words,last%20words,-suffix`: what names a passage to a browser. Only whole words count there, so those that
/// may have been cut off are left out.
fn directive(quote: &Quote) -> Option<String> {
    let exact = quote.exact.as_deref()?;
    let words: Vec<&str> = exact.split_whitespace().collect();
    let mut text = String::from("text=");
    // What stands in another paragraph may be divided from it by a picture.
    let before = quote.prefix.as_deref().filter(|it| !it.trim_end_matches([' ', '\t']).ends_with('\n'));
    let before = before.and_then(|it| it.rsplit('\n').next()).unwrap_or_default();
    let before: Vec<&str> = before.split_whitespace().skip(1).collect();
    let before = before.get(before.len().saturating_sub(AROUND)..).unwrap_or_default();
    if !before.is_empty() {
        let _ = write!(text, "{}-,", encoded(&before.join(" ")));
    }
    let (first, last) = (words.get(..ENDS), words.get(words.len().saturating_sub(ENDS)..));
    match (first, last) {
        (Some(first), Some(last)) if words.len() > LONG => {
            let _ = write!(text, "{},{}", encoded(&first.join(" ")), encoded(&last.join(" ")));
        }
        _ if words.is_empty() => return None,
        _ => text.push_str(&encoded(&words.join(" "))),
    }
    let after = quote.suffix.as_deref().filter(|it| !it.trim_start_matches([' ', '\t']).starts_with('\n'));
    let after = after.and_then(|it| it.split('\n').next()).unwrap_or_default();
    let mut after: Vec<&str> = after.split_whitespace().collect();
    after.pop();
    after.truncate(AROUND);
    if !after.is_empty() {
        let _ = write!(text, ",-{}", encoded(&after.join(" ")));
    }
    Some(text)
}

/// Every sign but letters and digits as `%XX`: commas, hyphens and ampersands have a meaning of their own in a text fragment.
fn encoded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' => safe.push(char::from(byte)),
            _ => {
                let _ = write!(safe, "%{byte:02X}");
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Quote {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Quote { exact: own(Some(exact)), prefix: own(prefix), suffix: own(suffix), ..Quote::default() }
    }

    #[test]
    fn a_passage_is_named_by_whole_words_in_percent_signs() {
        let short =
            quote("about 10,000 – half-trained", Some("ll, he said, there are "), Some(" & more of th"));
        assert_eq!(
            directive(&short).unwrap(),
            "text=said%2C%20there%20are-,about%2010%2C000%20%E2%80%93%20half%2Dtrained,-%26%20more%20of"
        );
        let long = quote("a b c d e f g h i j k l m", Some("before\n\n"), Some("\nafter it"));
        assert_eq!(directive(&long).unwrap(), "text=a%20b%20c%20d%20e,i%20j%20k%20l%20m");
        assert_eq!(directive(&quote(" ", None, None)), None);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for hostile in
            ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "ftp://example.org", "/x"]
        {
            assert_eq!(address(hostile), None, "{hostile}");
        }
        assert_eq!(
            address("HTTPS://example.org/a b\"><script>").as_deref(),
            Some("https://example.org/a%20b%22%3E%3Cscript%3E")
        );
    }

    #[test]
    fn texts_have_an_end_and_say_so() {
        let long = "x".repeat(MOST + 1_234);
        assert!(Words::of(&long).as_str().ends_with("x […] (1,234 more characters)"));
        assert_eq!(Words::of("a\u{202e}b\u{0}c\u{fffe}\n").as_str(), "abc\n");
    }

    #[test]
    fn tags_of_languages_have_their_form() {
        assert_eq!(language(Some("pt-BR")).as_deref(), Some("pt-BR"));
        for none in ["", "x\" onload=\"", "englisch-x-y-toolong9", "12"] {
            assert_eq!(language(Some(none)), None, "{none}");
        }
    }
}
