//! The report as a page.

use std::collections::HashSet;

use crate::desk::Desk;
use crate::{protected, report};

const PAGE: [&str; 3] = ["report", "--format", "html"];

fn page(desk: &Desk, args: &[&str]) -> String {
    desk.ok(&[&PAGE[..], args].concat())
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The part of a page from one text to the next of another.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    assert!(page.contains(from), "{from} is not in the page");
    let rest = page.split_once(from).unwrap().1;
    rest.split_once(to).map_or(rest, |it| it.0)
}

/// What every page keeps: nothing is loaded, every id is there once, every link within the page leads somewhere.
#[track_caller]
fn is_sound(page: &str) {
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        // Without what stands in quotes.
        let bare: String = tag.split('"').step_by(2).collect();
        let loads = |word: &&str| ["img", "link", "iframe", "object", "embed", "base"].contains(word);
        assert!(bare.split_whitespace().next().filter(loads).is_none(), "<{tag}>");
        for attribute in [" src=", " srcset=", " style=", " action=", " on"] {
            assert!(!bare.contains(attribute), "<{tag}>");
        }
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
    let ids = values(page, "id");
    let once: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "an id is there twice");
    for href in values(page, "href") {
        match href.strip_prefix('#') {
            Some(id) => assert!(once.contains(id), "#{id} leads nowhere"),
            None => assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}"),
        }
    }
}

#[test]
fn a_page_has_a_card_for_each_claim_and_the_articles_with_their_passages() {
    let desk = report::desk();
    let page = page(&desk, &[]);
    is_sound(&page);
    assert_eq!(page.matches("<article class=\"card ").count(), 14);
    let card = between(&page, "<article class=\"card s-disputed\"", "</article>");
    insta::assert_snapshot!("card", card);
    let text = between(&page, "<div class=\"body\"", "</div>");
    insta::assert_snapshot!("article", text);
}

#[test]
fn a_page_is_the_same_for_the_same_files_with_a_cache_and_without() {
    let desk = report::desk();
    let first = page(&desk, &[]);
    assert!(first == page(&desk, &[]), "another page from what was kept");
    assert!(first == page(&desk, &["--no-cache"]), "another page without a cache");
    desk.ok(&[&PAGE[..], &["--out", "page.html"]].concat());
    assert!(first == std::fs::read_to_string(desk.folder().join("page.html")).unwrap());
}

#[test]
fn a_page_takes_the_filters_of_the_report() {
    let desk = report::desk();
    let some = page(&desk, &["--topic", "money"]);
    is_sound(&some);
    assert_eq!(some.matches("<article class=\"card ").count(), 2);
    assert!(some.contains("a selection"));
    let early = page(&desk, &["--as-of", "2024-11-16"]);
    assert!(early.contains("as of 16 November 2024"));
    let none = page(&desk, &["--topic", "nothing"]);
    is_sound(&none);
    assert!(none.contains("No claim fits what was asked for."));
    assert!(
        desk.fails(&[&PAGE[..], &["--group-by", "topic"]].concat()).contains("filters in place of groups")
    );
}

#[test]
fn a_page_gives_no_protected_source_away() {
    let desk = protected::desk();
    desk.write(
        "documents/report.yaml",
        "title: The report\nurl: https://paper.example/report\ncaptures: [{text: report.txt}]\n",
    );
    desk.write(
        "documents/report.txt",
        "It rained. “No,” said Zqanna Zqberg of the river. Zq\u{202e}alias agreed: the gate was shut.\n",
    );
    desk.write(
        "2024-12/rain.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: It rained.\npublic: true\n\
         assertions: [{id: a1, by: mayor, when: 2024-10, in: report, quote: {exact: It rained., start: 0, end: 10}}]\n",
    );
    for args in [&[][..], &["--public"], &["--by", "zqsource-anna"], &["--in", "zqleak"], &["--no-cache"]] {
        let page = page(&desk, args);
        is_sound(&page);
        let (head, rest) = page.split_once("Content-Security-Policy").unwrap();
        // The hashes are of our own style and script.
        let all = format!("{head}{}", rest.split_once('>').unwrap().1).to_lowercase();
        let at = all.find(protected::SECRET);
        assert!(at.is_none(), "{args:?}: {}", &all[at.unwrap().saturating_sub(200)..][..400]);
    }
    let whole = page(&desk, &[]);
    assert!(whole == page(&desk, &["--no-cache"]), "another page without a cache");
    assert!(whole.contains("“No,” said a ministry official of the river."), "{whole}");

    // Where the source's own words stand in a text, the text is not shown.
    desk.write(
        "2024-12/gate.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001002\nclaim: A gate was shut.\n\
         assertions: [{id: a1, by: zqsource-anna, in: report, quote: {exact: the gate was shut}}]\n",
    );
    for args in [&[][..], &["--topic", "zq"], &["--by", "mayor"], &["--no-cache"]] {
        assert!(!page(&desk, args).contains("the gate was shut"), "{args:?}");
    }
    let by_mayor = page(&desk, &["--by", "mayor"]);
    assert!(between(&by_mayor, "<section id=\"texts\"", "</section>").contains("It rained."));
    assert!(page(&desk, &["--unredacted"]).contains("the gate was shut"));
}

/// One claim may be published, and rests on one that may not.
pub(crate) fn half_public() -> Desk {
    let desk = Desk::new();
    desk.write("actors/mayor.yaml", "name: The mayor\n");
    desk.write("actors/rolf.yaml", "name: Rolf\n");
    desk.write(
        "documents/news.yaml",
        "title: The news\nurl: https://paper.example/news\ncaptures: [{text: news.txt}]\n",
    );
    desk.write(
        "documents/news.txt",
        "The gate was shut.\n\nNobody else has this sentence.\n\nThe dam broke.\n",
    );
    desk.write("documents/rolfs-diary.yaml", "title: Rolf’s diary\ncaptures: [{text: news.txt}]\n");
    let premise = "0199d3a1-7c1e-7b3a-9d21-5e6f00001002";
    desk.write(
        "2024-11/open.yaml",
        &format!(
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: The dam broke.\npublic: true\nnotes: Ask the lawyer.\n\
             assertions: [{{id: a1, by: mayor, in: news, quote: {{exact: The dam broke.}}}}]\n\
             verdicts: [{{id: v1, verdict: confirmed}}]\nlinks: [{{to: {premise}, as: depends_on, note: secretly}}]\n"
        ),
    );
    desk.write(
        "2024-11/closed.yaml",
        &format!(
            "id: {premise}\nclaim: The gate was shut by Rolf.\ntopics: [rolf]\n\
             assertions: [{{id: a1, by: rolf, in: rolfs-diary, quote: {{exact: The gate was shut.}}}}]\n\
             verdicts: [{{id: v1, verdict: refuted, because: Rolf was away.}}]\n"
        ),
    );
    desk
}

#[test]
fn what_is_published_has_no_other_claim_and_no_whole_article_in_it() {
    let desk = half_public();
    let public = page(&desk, &["--public"]);
    is_sound(&public);
    for secret in ["Rolf", "00001002", "Nobody else", "The gate was shut", "secretly", "lawyer", "noindex"] {
        assert!(!public.contains(secret), "{secret}");
    }
    assert!(public.contains("A claim that this one rests on does not hold, or is less sure."), "{public}");
    let own = page(&desk, &[]);
    assert!(
        own.contains("Nobody else has this sentence.") && own.contains("noindex") && !own.contains("lawyer")
    );
}

#[test]
fn nothing_in_a_claim_is_markup() {
    let desk = Desk::new();
    let hostile =
        "</script></style><img src=x onerror=alert(1)>\u{202e}gpj.\\\" onload=\\\"alert(2) ' {{ x }}";
    desk.write("actors/mayor.yaml", &format!("name: \"{hostile}\"\n"));
    desk.write(
        "documents/news.yaml",
        &format!(
            "title: \"{hostile}\"\nurl: \"javascript:alert(1)\"\nlanguage: \"x\\\" onload=\\\"y\"\npublisher: mayor\n\
             captures: [{{text: news.txt, at: \"<b>2024\"}}]\n"
        ),
    );
    desk.write("documents/news.txt", "Before. </script><svg onload=alert(1)> \u{2066}evil\u{2069} after.\n");
    desk.write(
        "2024-11/a.yaml",
        &format!(
            "id: \"0199d3a1-7c1e-7b3a-9d21-'><script>\"\nclaim: \"{hostile}\"\ntype: \"<i>\"\nabout: \"<u>\"\ntopics: [\"{hostile}\"]\n\
             logged: {{by: \"{hostile}\", at: \"{hostile}\"}}\nasked: [{{actor: mayor, question: \"{hostile}\"}}]\n\
             assertions: [{{id: a1, by: mayor, when: \"<s>\", in: news, quote: {{exact: \"</script><svg onload=alert(1)>\"}}}}]\n\
             evidence: [{{id: e1, document: news, direction: supports, match: \"<q>\", note: \"{hostile}\", by: \"{hostile}\"}}]\n\
             verdicts: [{{id: v1, verdict: \"<em>\", because: \"{hostile}\", confidence: \"<b>\"}}, {{id: v2, verdict: mixed}}]\n\
             links: [{{to: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001, as: \"<tt>\", note: \"{hostile}\"}}]\n"
        ),
    );
    desk.write("2024-11/b.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: It rained.\n");
    desk.write("2024-11/c.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: The same id.\n");
    let page = page(&desk, &["--no-cache"]);
    is_sound(&page);
    for sign in
        ["<img", "<svg onload", "<i>", "<u>", "<s>", "<q>", "<tt>", "javascript:", "\u{202e}", "\u{2066}"]
    {
        assert!(!page.contains(sign), "{sign}");
    }
    assert!(page.contains("&#60;/script&#62;&#60;svg onload=alert(1)&#62;"));
}

#[test]
fn links_to_a_source_lead_to_the_passage() {
    let desk = Desk::new();
    desk.write("documents/news.yaml", "title: The news\nurl: \"https://paper.example/news?id=1#top\"\n");
    desk.write(
        "2024-11/a.yaml",
        "claim: The dam broke.\nassertions: [{in: news, quote: [{exact: \"The dam – broke, they said & fled\"}, {exact: At noon}]}]\n",
    );
    let page = page(&desk, &[]);
    assert!(
        page.contains("https://paper.example/news?id=1#top:~:text=The%20dam%20%E2%80%93%20broke%2C%20they%20said%20%26%20fled&#38;text=At%20noon"),
        "{page}"
    );
}

#[test]
fn long_texts_and_many_passages_have_an_end() {
    let desk = Desk::new();
    desk.write("documents/long.yaml", "title: Long\ncaptures: [{text: long.txt}]\n");
    let long = "The river rose again. ".repeat(450_000);
    desk.write("documents/long.txt", &format!("{long}The dam broke at noon.\n"));
    let at = long.len();
    desk.write(
        "2024-11/long.yaml",
        &format!(
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00009001\nclaim: The dam broke.\nnotes: x\n\
             assertions: [{{in: long, quote: {{exact: The dam broke at noon., start: {at}, end: {}}}}}]\n\
             verdicts: [{{verdict: mixed, because: \"{}\"}}]\n",
            at + 22,
            "because ".repeat(2_000)
        ),
    );
    let page = page(&desk, &["--no-cache"]);
    is_sound(&page);
    assert!(page.len() < 80_000, "{}", page.len());
    assert!(page.contains("characters are not shown]") && page.contains("more characters)"));
    let text = between(&page, "<section id=\"texts\"", "</section>");
    assert!(text.contains("The dam broke at noon."), "{text}");
}

#[test]
fn passages_that_overlap_are_cut_into_segments_each_letter_once() {
    let desk = Desk::new();
    desk.write("documents/news.yaml", "title: News\ncaptures: [{text: news.txt}]\n");
    let text: String = (0..400).map(|number| format!("Gate {number} was shut at noon. ")).collect();
    desk.write("documents/news.txt", &text);
    for number in 0..600 {
        // From one word to many, all over each other.
        let (start, end) = (number * 7 % 5_000, number * 7 % 5_000 + 5 + number * 13 % 900);
        let exact = &text[start..end];
        desk.write(
            &format!("2024-11/c{number}.yaml"),
            &format!(
                "id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000{number:04x}\nclaim: Number {number}.\n\
                 assertions: [{{in: news, quote: {{exact: \"{exact}\", start: {start}, end: {end}}}}}]\n"
            ),
        );
    }
    let page = page(&desk, &[]);
    is_sound(&page);
    let body = between(&page, "<div class=\"body\"", "</div>");
    // Without the marks, and the names of the claims that end there, the text is what it was.
    let mut plain = String::new();
    let mut rest = body.split_once('>').unwrap().1;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        rest = match after.strip_prefix("a class=\"r ") {
            Some(reference) => reference.split_once("</a>").unwrap().1,
            None => after.split_once('>').unwrap().1,
        };
    }
    let plain: Vec<&str> = plain.split_whitespace().collect();
    assert_eq!(plain, text.split_whitespace().collect::<Vec<_>>());
    assert_eq!(values(body, "id").len(), 600);
}
