//! A saved web page as text: made harmless, read by a readability library, and laid out in paragraphs.

mod clean;
mod flow;
mod linked_data;
mod tokens;

use super::{Article, ArticleError, Kind};
use dom_smoothie::Readability;

pub(super) use flow::flow;

/// Reads the article that a page holds; the whole body where no part of it looks like an article.
pub(super) fn read(page: &str, longest: usize) -> Result<Article, ArticleError> {
    let clean = clean::clean(page, longest)?;
    let Ok(found) = Readability::from(clean.html.as_str()).parse() else {
        let title = Readability::from(clean.html.as_str()).get_article_title().to_string();
        let text = flow(&clean.html);
        return Ok(Article {
            title: Some(title),
            url: clean.url,
            text: Some(text),
            ..Article::of(Kind::Html)
        });
    };
    Ok(Article {
        kind: Kind::Html,
        title: Some(found.title),
        byline: found.byline,
        site: found.site_name,
        published: found.published_time,
        url: clean.url,
        language: found.lang,
        text: Some(flow(&found.content)),
    })
}

#[cfg(test)]
mod tests {
    use crate::article::{ArticleError, read};
    use proptest::prelude::*;

    const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><title>Dam leaks | The Daily Example</title>
        <link rel="canonical" href="https://example.org/dam?id=1&amp;page=2">
        <meta property="og:title" content="Dam at Corvane &quot;leaks&quot;">
        <meta property="og:site_name" content="The Daily Example">
        <meta name="author" content="Ana Lee">
        <meta property="article:published_time" content="2024-11-06T08:30:00+01:00">
        <style>p { color: red }</style><script>var hidden = "<p>never seen</p>";</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <article><h1>Dam at Corvane "leaks"</h1>
        <p>The dam at Corvane has leaked since March, the water board said on Tuesday, and nobody in the valley had been told of
        it&nbsp;&mdash; not even the mayor, who lives below the dam.</p>
        <p>&ldquo;We learnt of it from the <b>news</b>paper,&rdquo; he said.<br>He has asked for an inquiry, which the council
        will discuss next week, with engineers from the capital present.</p>
        <ul><li>Height: 40 m, the second highest in the province</li><li>Built: 1962, repaired in 1988 and in 2004</li></ul>
        <blockquote>It will hold for another winter, the engineers wrote.</blockquote>
        <h2>What happens next</h2><p>Repairs are to cost 12 million &amp; take two years, according to the board's own estimate,
        which the opposition doubts.</p>
        </article><footer>All rights reserved</footer><script>document.write("no")</script></body></html>"#;

    #[test]
    fn the_readable_text_comes_in_paragraphs() {
        let article = read(PAGE.as_bytes(), None).unwrap();
        insta::assert_snapshot!(article.text.unwrap(), @r"
        The dam at Corvane has leaked since March, the water board said on Tuesday, and nobody in the valley had been told of it — not even the mayor, who lives below the dam.

        “We learnt of it from the newspaper,” he said.
        He has asked for an inquiry, which the council will discuss next week, with engineers from the capital present.

        Height: 40 m, the second highest in the province

        Built: 1962, repaired in 1988 and in 2004

        It will hold for another winter, the engineers wrote.

        What happens next

        Repairs are to cost 12 million & take two years, according to the board's own estimate, which the opposition doubts.
        ");
        assert_eq!(article.title.as_deref(), Some("Dam at Corvane \"leaks\""));
        assert_eq!(article.byline.as_deref(), Some("Ana Lee"));
        assert_eq!(article.site.as_deref(), Some("The Daily Example"));
        assert_eq!(article.published.as_deref(), Some("2024-11-06"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/dam?id=1&page=2"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn linked_data_tells_the_date() {
        let page = PAGE.replace(r#"<meta property="article:published_time" content="2024-11-06T08:30:00+01:00">"#,
            r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
               {"@type":"NewsArticle","headline":"A leak","datePublished":"2024-11-05"}]}</script>"#);
        let article = read(page.as_bytes(), None).unwrap();
        assert_eq!(article.published.as_deref(), Some("2024-11-05"));
    }

    #[test]
    fn a_page_without_an_article_gives_what_it_has() {
        let article =
            read(b"<html><title>Notice</title><body>Closed on Monday.</body></html>", None).unwrap();
        assert_eq!(article.text.as_deref(), Some("Closed on Monday.\n"));
        assert_eq!(article.title.as_deref(), Some("Notice"));
        for page in
            ["<html><body></body></html>", "<html>", "<!doctype html>", "<html><script>alert(1)</script>"]
        {
            assert_eq!(read(page.as_bytes(), None), Err(ArticleError::Empty), "{page}");
        }
    }

    #[test]
    fn hostile_pages_are_read_or_refused() {
        let words = "The bridge was closed on Monday, the council said, and it will stay closed until June.";
        let many = |piece: &str, times: usize| piece.repeat(times);
        for page in [
            format!("<html>{}{words}", many("<div>", 20_000)),
            format!("<html>{}{words}{}", many("<div><span>", 10_000), many("</span></div>", 10_000)),
            format!("<html>{}{words}", many("<div><table><tr><td></div></table>", 5_000)),
            format!("<html>{}{words}", many("<b id=x><p>", 10_000)),
            format!("<html><p {}>{words}", many("a b c ", 100_000)),
            format!("<html>{words}{}", many("<!--", 100_000)),
            format!("<html>{words}{}", many("<script>", 200_000)),
            format!("<html>{words}{}", many("</script", 200_000)),
            format!("<html>{words}<script type='application/ld+json'>{}</script>", many("[", 100_000)),
            format!("<html><p>{words}{}</p>", many(" &amp;", 100_000)),
        ] {
            let article = read(page.as_bytes(), None);
            let start: String = page.chars().take(60).collect();
            assert!(
                article.is_ok_and(|article| article.text.is_some_and(|text| text.contains(words))),
                "{start}"
            );
        }
        let page = format!("<html>{}", many("<p>a</p>", 200_000));
        assert!(matches!(read(page.as_bytes(), None), Err(ArticleError::TooManyElements(_))));
    }

    proptest! {
        #[test]
        fn any_page_is_read_or_refused(
            page in "(</?(p|div|li|table|td|tr|a href=x|span class=byline|h1|title|article|meta name=author content=x|br)>|[a-z ]{1,9}, |&amp;|&|<|é){0,60}"
        ) {
            if let Ok(article) = read(format!("<html>{page}").as_bytes(), None) {
                prop_assert!(article.text.is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
