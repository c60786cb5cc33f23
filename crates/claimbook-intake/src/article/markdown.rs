//! A Markdown file as text.

use super::html::flow;
use super::{Article, Kind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads the paragraphs, and title, author, date, address, site and language from simple `key: value` front matter. Without
/// one, a top heading at the beginning is the title.
pub(super) fn read(source: &str) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, options) {
        reader.take(event);
    }
    let mut article = Article { text: Some(reader.text), ..Article::of(Kind::Markdown) };
    for line in reader.matter.lines() {
        read_matter(line, &mut article);
    }
    article.title = article.title.or(reader.heading);
    article
}

#[derive(Default)]
struct Reader {
    text: String,
    matter: String,
    in_matter: bool,
    /// The markup of an HTML block that is being read.
    markup: String,
    in_title: bool,
    heading: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.in_matter = false,
            Event::Text(text) if self.in_matter => self.matter.push_str(&text),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text.push_str(&text);
            }
            Event::Html(markup) => self.markup.push_str(&markup),
            Event::End(TagEnd::HtmlBlock) => {
                let markup = std::mem::take(&mut self.markup);
                self.text.push_str(&flow(&markup));
                self.paragraph();
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.text.push('\n'),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if self.text.is_empty() => {
                self.in_title = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                if std::mem::take(&mut self.in_title) {
                    self.heading = Some(self.text.clone());
                }
                self.paragraph();
            }
            Event::Start(tag) if is_block(&tag) => self.paragraph(),
            Event::End(tag) if !is_inline(tag) => self.paragraph(),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !is_inline(tag.to_end())
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn read_matter(line: &str, article: &mut Article) {
    let Some((key, value)) = line.split_once(':') else { return };
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let field = match key {
        "title" => &mut article.title,
        "author" | "byline" => &mut article.byline,
        "date" | "published" => &mut article.published,
        "url" | "canonical" => &mut article.url,
        "site" | "publisher" => &mut article.site,
        "lang" | "language" => &mut article.language,
        _ => return,
    };
    if field.is_none() && !value.is_empty() {
        *field = Some(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, read};
    use proptest::prelude::*;

    fn markdown(source: &str) -> Article {
        read(source.as_bytes(), Some("a.md")).unwrap()
    }

    #[test]
    fn markup_goes_and_words_stay() {
        let article = markdown(
            "# Flood in *Corvane*\n\nThe [river](http://x.example) rose\n**4 m** in `Corvane`.\n\n![The bridge](b.png)\n\n\
             > It rose  \n> at night.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>Boxed <b>text</b></div>\n\nA<br>B",
        );
        assert_eq!(article.title.as_deref(), Some("Flood in Corvane"));
        assert_eq!(
            article.text.unwrap(),
            "Flood in Corvane\n\nThe river rose 4 m in Corvane.\n\nThe bridge\n\nIt rose\nat night.\n\none\n\ntwo\n\n\
             a\n\nb\n\nc\n\nd\n\nBoxed text\n\nA\nB\n"
        );
    }

    #[test]
    fn front_matter_is_read_and_left_out() {
        let article = markdown(
            "---\ntitle: \"Floods: a review\"\ndate: 2024-11-06 10:00\nauthor: Ana Lee\nurl: https://example.org/f\nlang: en\ntags: [a]\n---\n\nIt rained.\n",
        );
        assert_eq!(article.title.as_deref(), Some("Floods: a review"));
        assert_eq!(article.published.as_deref(), Some("2024-11-06"));
        assert_eq!(article.byline.as_deref(), Some("Ana Lee"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/f"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.text.as_deref(), Some("It rained.\n"));
    }

    #[test]
    fn a_heading_further_down_is_no_title() {
        assert_eq!(markdown("It rained.\n\n# Later\n\nIt stopped.").title, None);
    }

    #[test]
    fn hostile_nesting_comes_to_an_end() {
        for piece in ["[", "> ", "*a ", "- a\n", "`", "![", "<b>a", "<!--", "_*"] {
            let article =
                read(format!("Kept.\n\n{}", piece.repeat(20_000)).as_bytes(), Some("a.md")).unwrap();
            assert!(article.text.is_some_and(|text| text.starts_with("Kept.\n")), "{piece}");
        }
    }

    proptest! {
        #[test]
        fn any_markdown_is_read(source in "(?s)([#*_`>|<!\\[\\]()\n -]|---\n|a|.){0,80}") {
            let _ = read(source.as_bytes(), Some("a.md"));
        }
    }
}
