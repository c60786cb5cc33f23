//! An article as text, with what it says of itself.

use super::{Kind, decode, html, kind_of, markdown, normalise};
use thiserror::Error;

/// A file with more bytes than this is not read: the caller looks at its size first.
pub(crate) const MAX_BYTES: u64 = 100 * 1024 * 1024;
/// No article has more text than this.
const MAX_TEXT: usize = 10 * 1024 * 1024;

/// What was read from a file. Everything but the kind and the text is there only where the file itself says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) kind: Kind,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) site: Option<String>,
    /// A day, as `YYYY-MM-DD`.
    pub(crate) published: Option<String>,
    /// An `http` or `https` address.
    pub(crate) url: Option<String>,
    /// A language tag, such as `en` or `pt-BR`.
    pub(crate) language: Option<String>,
    /// The text in the form that [`normalise()`] gives it, never empty; `None` for a kind without text.
    pub(crate) text: Option<String>,
}

impl Article {
    /// An article of which nothing but its kind is known.
    pub(super) fn of(kind: Kind) -> Self {
        Self {
            kind,
            title: None,
            byline: None,
            site: None,
            published: None,
            url: None,
            language: None,
            text: None,
        }
    }
}

/// Why a file cannot be read as an article. The caller names the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArticleError {
    /// More bytes than an article may have.
    #[error("The file is larger than 100 MB. Log the part of it that you need.")]
    TooLarge,
    /// More text than an article may have.
    #[error("The article has more than 10 MB of text. Save the part that you need as a file of its own.")]
    TooLong,
    /// More markup than an article may have.
    #[error("The page has more than {0} elements, which no article has. Save its text as plain text.")]
    TooManyElements(usize),
    /// Bytes that are no text.
    #[error("Line {line} is not UTF-8 text. Open the file in an editor, save it as UTF-8, and try again.")]
    NotUtf8 {
        /// From 1.
        line: usize,
    },
    /// Bytes that are no text in the encoding that it names.
    #[error(
        "The file is not {encoding}, which it says it is. Open it in an editor, save it as UTF-8, and try again."
    )]
    NotIn {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// Control signs that no text has.
    #[error("Line {line} holds signs that no text has, so this is no text file, or a damaged one.")]
    NotText {
        /// From 1.
        line: usize,
    },
    /// Nothing but blanks and markup.
    #[error("There is no readable text in it.")]
    Empty,
}

/// Reads an article. `name` is its file name, path or URL, where there is one. A PDF, an image, a recording or any other kind without
/// text gives an article without text.
pub(crate) fn read(bytes: &[u8], name: Option<&str>) -> Result<Article, ArticleError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(ArticleError::TooLarge);
    }
    let kind = kind_of(bytes, name);
    if !kind.has_text() {
        return Ok(Article::of(kind));
    }
    let source = decode::decode(bytes, kind)?;
    // A page may be mostly scripts and pictures; its bound comes after these are gone.
    if kind != Kind::Html && source.len() > MAX_TEXT {
        return Err(ArticleError::TooLong);
    }
    let mut article = match kind {
        Kind::Html => html::read(&source, MAX_TEXT)?,
        Kind::Markdown => markdown::read(&source),
        _ => Article { text: Some(source), ..Article::of(kind) },
    };
    article.text = article.text.map(|text| normalise(&text)).filter(|text| !text.is_empty());
    match &article.text {
        None => return Err(ArticleError::Empty),
        Some(text) if text.len() > MAX_TEXT => return Err(ArticleError::TooLong),
        Some(_) => {}
    }
    for field in [&mut article.title, &mut article.byline, &mut article.site] {
        *field = field.take().and_then(|value| one_line(&value));
    }
    article.published = article.published.as_deref().and_then(day);
    article.url = article.url.filter(|url| is_address(url));
    article.language = article.language.filter(|tag| is_language(tag));
    Ok(article)
}

/// A title or a name as one line of visible characters.
fn one_line(value: &str) -> Option<String> {
    let value: String =
        normalise(value).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(500).collect();
    (!value.is_empty()).then_some(value)
}

/// The day with which a date or a time begins.
fn day(value: &str) -> Option<String> {
    let value = value.trim();
    let day = value.get(..10)?;
    let digits: Vec<u32> = day.chars().filter_map(|c| c.to_digit(10)).collect();
    let form =
        day.char_indices().all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() });
    let ends = !value.get(10..)?.starts_with(|c: char| c.is_ascii_digit());
    let number =
        |from: usize, to: usize| digits.get(from..to).unwrap_or_default().iter().fold(0, |n, d| n * 10 + d);
    let real = (1..=12).contains(&number(4, 6)) && (1..=31).contains(&number(6, 8)) && number(0, 4) > 1000;
    (form && ends && real).then(|| day.to_owned())
}

fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.len() < 2048
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_language(tag: &str) -> bool {
    tag.len() < 36
        && tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_taken_as_it_is() {
        let article = read(b"The ferry sank.\r\n\r\nNobody drowned.", Some("ferry.txt")).unwrap();
        assert_eq!(article.text.as_deref(), Some("The ferry sank.\n\nNobody drowned.\n"));
        assert_eq!((article.kind, article.title), (Kind::Plain, None));
    }

    #[test]
    fn kinds_without_text_have_none() {
        let article = read(b"%PDF-1.4\n\0\0", None).unwrap();
        assert_eq!(article, Article::of(Kind::Pdf));
    }

    #[test]
    fn nothing_to_read_is_an_error() {
        for bytes in [&b""[..], b" \n\t", b"\xEF\xBB\xBF"] {
            assert_eq!(read(bytes, None), Err(ArticleError::Empty));
        }
        assert_eq!(read(&vec![b'a'; MAX_TEXT + 1], None), Err(ArticleError::TooLong));
    }

    #[test]
    fn a_day_is_what_a_time_begins_with() {
        assert_eq!(day(" 2024-11-06T10:00:00Z").as_deref(), Some("2024-11-06"));
        assert_eq!(day("2024-11-06").as_deref(), Some("2024-11-06"));
        for no_day in ["2024-13-06", "2024-11-061", "6 November", "2024/11/06", "", "２０２４-11-06"] {
            assert_eq!(day(no_day), None, "{no_day}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..200), name in prop::option::of("[a-z]{0,3}(\\.(md|html|txt))?")
        ) {
            if let Ok(article) = read(&bytes, name.as_deref()) {
                prop_assert_eq!(article.text.is_some(), article.kind.has_text());
            }
        }
    }
}
