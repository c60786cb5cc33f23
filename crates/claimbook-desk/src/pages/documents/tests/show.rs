//! What a document's page shows, and what it does not.

use super::*;

#[tokio::test]
async fn an_article_is_text_whatever_is_in_it() {
    let hostile =
        "<script>alert(1)</script> \u{202e}evil\u{202c} </script><img src=x onerror=alert(1)> a\u{200b}b";
    let trial = with(&[("documents/dam.txt", hostile)]);
    for path in ["/documents/dam", "/documents/dam/read", "/documents"] {
        let page = trial.get(path).await.text;
        assert!(
            !page.contains("<script>alert") && !page.contains("<img") && !page.contains('\u{202e}'),
            "{page}"
        );
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{page}");
}

#[tokio::test]
async fn documents_are_listed_with_how_much_of_each_was_looked_at() {
    let trial = with(&[("documents/old.yaml", "title: \"The old lock\"\n")]);
    select(&trial, "The cafe\u{301} by the dam stays open.", &[("what", "left")]).await;
    let page = trial.get("/documents").await.text;
    assert!(
        page.contains("On the dam</a>") && page.contains("1 of 4 sentences looked at and left"),
        "{page}"
    );
    let page = trial.get("/documents?q=LOCK").await.text;
    assert!(page.contains("The old lock</a>") && !page.contains("On the dam</a>"), "{page}");
    assert!(trial.get("/documents?q=nothing&page=99").await.text.contains("No document fits."));
    assert_eq!(trial.get("/documents/none").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_protected_source_said_stays_out_of_the_text() {
    let secret =
        ("actors/source-1.yaml", "name: Greta Vale\nkind: unnamed\nprotected: true\nshown_as: an engineer\n");
    let said = (
        "2024-11/b.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911\nclaim: The dam leaks.\nassertions:\n  - {id: a1, by: source-1, in: dam, quote: {exact: \"The 𝔇am leaks at night\"}}\n",
    );
    let other = (
        "2024-11/c.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a912\nclaim: The mast fell.\nassertions:\n  - {id: a2, in: dam, quote: {exact: \"the mast fell\"}}\n",
    );
    let hidden = ("documents/memo.yaml", "title: The memo\nprotected: true\n");
    let all = [&files()[..], &[secret, said, other, hidden]].concat();
    let trial = Trial::with(&all, false);
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("the mast fell</span>"), "{page}");
    for words in ["leaks at night", "Maran", "Greta", "source-1", "propose"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    for path in ["/documents/dam/read", "/documents/dam/propose?start=0&end=9"] {
        let answer = trial.get(path).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert!(!answer.text.contains("Maran"), "{}", answer.text);
    }
    assert_eq!(
        trial.post("/documents/dam", &[("words", "the harbour master")]).await.status(),
        StatusCode::FORBIDDEN
    );
    assert!(!trial.get("/documents").await.text.contains("memo"));
    assert_eq!(trial.get("/documents/memo").await.status(), StatusCode::NOT_FOUND);
    let trial = Trial::with(&all, true);
    assert!(trial.get("/documents/dam").await.text.contains("leaks at night"));
    assert!(trial.get("/documents").await.text.contains("The memo"));
}

#[tokio::test]
async fn where_names_are_replaced_the_text_is_shown_and_nothing_is_taken() {
    let secret =
        ("actors/source-1.yaml", "name: Ilse Maran\nkind: unnamed\nprotected: true\nshown_as: an engineer\n");
    let trial = with(&[secret]);
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("leaks at night, said an engineer") && !page.contains("Maran"), "{page}");
    assert_eq!(trial.get("/documents/dam/read").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_very_long_text_with_very_many_claims_is_shown_in_parts() {
    let text = "The dam leaks at night, said Ilse Maran, the harbour master, and nobody closed it.\n\n"
        .repeat(25_000);
    let claims: Vec<(String, String)> = (0..1_000)
        .map(|n| {
            let (start, end) = (n * 5, n * 5 + 4_000);
            let id = format!("0199d3a1-7c1e-7b3a-9d21-{n:012x}");
            (format!("2024-11/{n}.yaml"), format!("id: {id}\nclaim: Claim {n}.\nassertions:\n  - {{id: a1, in: dam, quote: {{start: {start}, end: {end}}}}}\n"))
        })
        .collect();
    let more: Vec<(&str, &str)> = claims
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .chain([("documents/dam.txt", text.as_str())])
        .collect();
    let trial = with(&more);
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("part 1 of ") && page.contains("And 800 more."), "{}", page.len());
    assert!(page.len() < 1_500_000, "{}", page.len());
    let last = trial.get("/documents/dam?part=9999").await.text;
    assert!(last.contains("class=\"u\">The dam leaks"), "{}", last.len());
    let at = trial.get("/documents/dam?at=1000000").await.text;
    assert!(at.contains("characters ") && !at.contains("part 1 of"), "{}", at.len());
    let read = trial.get("/documents/dam/read?part=3").await.text;
    assert!(read.contains("in part 3 of") && read.len() < 500_000, "{}", read.len());
}
