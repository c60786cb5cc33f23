//! The report as a page: one file that asks nothing of any server, reads without a script and prints.
//!
//! A page is made in two steps. `Page::of` brings everything into the form in which it is shown; the templates only
//! print it. What a template prints is escaped there; only our own style and script are not, and by their hashes nothing else is
//! allowed to run.

pub(crate) mod article;
pub(crate) mod cards;
pub(crate) mod graph;
pub(crate) mod index;
pub(crate) mod leading;
mod mark;
mod parts;
pub(crate) mod summary;
pub(crate) mod ties;
pub(crate) mod timeline;
pub(crate) mod words;

use askama::Template;
use claimbook_core::digest;

use self::article::Article;
use self::cards::Card;
use self::graph::Graph;
use self::index::Facets;
use self::summary::Summary;
use self::timeline::Timeline;
use crate::captured::Captured;
use crate::sheet::Sheet;

pub use mark::Mark;
pub use parts::Parts;
pub use words::{Words, address, passage};

/// The style of every part.
pub const STYLE: &str = include_str!("style.css");
/// What works the filters, and shows what hangs together. A page reads without it.
pub const SCRIPT: &str = include_str!("script.js");
/// The shapes of all signs, for the top of a body: what a [`Mark`] refers to.
pub const SIGNS: &str = include_str!("../../templates/signs.html");
/// More articles than this are folded up.
const OPEN_ARTICLES: usize = 3;

/// A page with everything that it shows.
#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    title: Words,
    publisher: Option<(Words, Option<String>)>,
    standfirst: Vec<Words>,
    policy: String,
    style: &'static str,
    script: &'static str,
    /// Whether it may be published.
    public: bool,
    claims: usize,
    summary: Summary,
    timeline: Timeline,
    graph: Graph,
    facets: Facets,
    cards: Vec<Card>,
    articles: Vec<Article>,
    fold_articles: bool,
    version: &'static str,
    made: Words,
}

/// The report as a page. `texts` are the captured texts of its documents; `public`: only what may be published is in it, and of no text
/// more than the passages.
///
/// # Errors
/// None that a report is known to cause; printing alone may fail.
pub fn page(sheet: &Sheet<'_>, texts: &[Captured<'_>], public: bool) -> Result<String, PageError> {
    let mut text = Page::of(sheet, texts, public).render()?;
    text.push('\n');
    Ok(text)
}

/// A page, or a part of one, that could not be printed.
#[derive(Debug, thiserror::Error)]
#[error("The page cannot be made: {0}.")]
pub struct PageError(#[from] askama::Error);

impl Page {
    fn of(sheet: &Sheet<'_>, texts: &[Captured<'_>], public: bool) -> Self {
        let parts = Parts::of(sheet, texts, public);
        let index = &parts.index;
        let publisher = sheet.workspace.settings.publisher.as_ref();
        let publisher = publisher.and_then(|it| {
            let url = it.url.as_deref().and_then(address);
            Some((Words::line(it.name.as_deref()?), url))
        });
        Page {
            title: Words::line(sheet.title().unwrap_or("Claims")),
            publisher,
            standfirst: summary::standfirst(index),
            policy: policy(),
            style: STYLE,
            script: SCRIPT,
            public,
            claims: index.claims.len(),
            summary: Summary::of(index),
            timeline: Timeline::of(index),
            graph: Graph::of(index),
            facets: Facets::of(index),
            cards: parts.all_cards(),
            fold_articles: parts.fold_articles(),
            articles: parts.articles,
            version: env!("CARGO_PKG_VERSION"),
            made: Words::line(sheet.at.as_str()),
        }
    }
}

/// Nothing is loaded, and nothing runs but the style and the script of the page itself.
fn policy() -> String {
    let (style, script) = (source_hash(STYLE), source_hash(SCRIPT));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )
}

/// The SHA-256 of a style or a script in Base64 (RFC 4648), by which a Content-Security-Policy lets it be used.
pub fn source_hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let hex = digest::hex(text.as_bytes());
    let bits = hex
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .flat_map(|digit| (0..4).rev().map(move |bit| digit >> bit & 1));
    let bits: Vec<u32> = bits.collect();
    let digit = |six: &[u32]| {
        let value = (0..6).fold(0, |value, place| value << 1 | six.get(place).copied().unwrap_or(0));
        DIGITS.get(value as usize).copied().map_or('A', char::from)
    };
    let mut text: String = bits.chunks(6).map(digit).collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hash_is_written_as_policies_want_it() {
        // The value that browsers name for this script in their documentation.
        assert_eq!(source_hash("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn style_and_script_ask_for_nothing_and_end_where_they_end() {
        for source in [STYLE, SCRIPT] {
            for hostile in [
                "http:",
                "https:",
                "url(",
                "@import",
                "</",
                "<!--",
                "fetch(",
                "XMLHttp",
                "innerHTML",
                "eval(",
            ] {
                assert!(!source.contains(hostile), "{hostile}");
            }
        }
    }

    /// A template that prints a text wherever pages do.
    #[derive(Template)]
    #[template(ext = "html", source = "<p title=\"{{ text }}\">{{ text }}</p>")]
    struct Print {
        text: Words,
    }

    proptest! {
        #[test]
        fn no_text_is_markup(text in "(?s).{0,60}|[<>&\"'a-z/=!-]{0,40}") {
            let printed = Print { text: Words::of(&text) }.render().unwrap();
            let inner = printed.strip_prefix("<p title=\"").and_then(|it| it.strip_suffix("</p>")).unwrap();
            let (title, rest) = inner.split_once("\">").unwrap();
            prop_assert_eq!(title, rest);
            prop_assert!(!title.contains(['<', '>', '"', '\'']), "{}", title);
            prop_assert!(title.split('&').skip(1).all(|it| it.starts_with('#') || it.starts_with("amp;") || it.starts_with("lt;")));
        }
    }
}
