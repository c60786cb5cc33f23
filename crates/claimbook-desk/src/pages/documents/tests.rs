use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use axum::http::StatusCode;
use claimbook_intake::Reach;

use crate::testing::{Answer, Trial};

/// With a letter that takes two units in a browser, and one that takes two code points.
const TEXT: &str = "The 𝔇am leaks at night, said Ilse Maran, the harbour master. “We will not close it,” she added.\n\nThe \
                    cafe\u{301} by the dam stays open.\n\nNobody was hurt when the mast fell on 3 November 2024, according to the fire brigade.\n";
const DOCUMENT: &str = "title: \"On the dam\"\nkind: article\npublisher: courier\npublished: \"2024-11-06\"\ncaptures:\n  - at: \"2024-11-07T09:57:00Z\"\n    text: dam.txt\n";
const COURIER: &str = "name: The Courier\nkind: outlet\n";

fn with(more: &[(&str, &str)]) -> Trial {
    Trial::of(&[&files()[..], more].concat())
}

fn files() -> [(&'static str, &'static str); 3] {
    [("documents/dam.yaml", DOCUMENT), ("documents/dam.txt", TEXT), ("actors/courier.yaml", COURIER)]
}

/// The files of the claims, as they are.
fn claims(trial: &Trial) -> Vec<String> {
    let mut paths: Vec<_> = walk(&trial.path("")).into_iter().filter(|path| path.contains("/20")).collect();
    paths.retain(|path| path.ends_with(".yaml") && !path.contains("/documents/"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.to_string_lossy().into_owned()] })
        .collect()
}

/// The handle of the one claim.
fn handle(trial: &Trial) -> String {
    let all = claims(trial).concat();
    let id = all.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().trim_matches('"').to_owned();
    id[id.len() - 8..].to_owned()
}

/// The value of the last field of this name.
fn field(page: &Answer, name: &str) -> String {
    let (_, rest) = page.text.rsplit_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Where words stand, in code points.
fn place(words: &str) -> (String, String) {
    let start = TEXT.split_once(words).unwrap().0.chars().count();
    (start.to_string(), (start + words.chars().count()).to_string())
}

async fn select(trial: &Trial, words: &str, fields: &[(&str, &str)]) -> Answer {
    let (start, end) = place(words);
    let text = field(&trial.get("/documents/dam").await, "text");
    let own = [("start", start.as_str()), ("end", &end), ("text", &text), ("words", words)];
    trial.post("/documents/dam", &[&own, fields].concat()).await
}

#[tokio::test]
async fn a_text_that_is_pasted_is_logged_as_the_command_does() {
    let trial = Trial::of(&[]);
    let answer = trial
        .upload(
            "/log",
            &[
                ("file", "; filename=\"\"", ""),
                ("text", "", "The dam leaks,\r\nsaid Bo Hale.\r\n"),
                ("title", "", "On the dam"),
                ("publisher", "", "The Courier"),
                ("published", "", "6 November 2024"),
                ("key", "", "dam"),
            ],
        )
        .await;
    assert_eq!((answer.status(), answer.header("location")), (StatusCode::SEE_OTHER, "/documents/dam/read"));
    assert_eq!(trial.read("documents/dam.txt"), "The dam leaks,\nsaid Bo Hale.\n");
    let record = trial.read("documents/dam.yaml");
    assert!(
        record.contains("published: \"2024-11-06\"\n") && record.contains("publisher: the-courier\n"),
        "{record}"
    );
    assert!(trial.get("/documents/dam/read").await.text.contains("The dam leaks"));
}

#[tokio::test]
async fn a_file_that_is_logged_twice_is_one_document() {
    let trial = Trial::of(&[]);
    let page = "<html><head><title>On the dam</title></head><body><article><p>The dam leaks, said Bo Hale, who keeps the lock.</p><script>alert(1)</script></article></body></html>";
    let fields = [
        ("file", "; filename=\"dam.html\"\r\nContent-Type: text/html", page),
        ("url", "", "https://courier.example/dam"),
    ];
    let first = trial.upload("/log", &fields).await;
    let again = trial.upload("/log", &fields).await;
    assert_eq!(first.header("location"), again.there());
    let told = trial.get(again.header("location")).await.text;
    assert!(told.contains("This was logged already; nothing was changed."), "{told}");
    let other = [&fields[..], &[("title", "", "The lock")]].concat();
    let other = trial.upload("/log", &other).await;
    let told = trial.get(other.header("location")).await.text;
    assert!(told.contains("its title was changed from “On the dam” to “The lock”."), "{told}");
    let forged = other.header("location").replace("lock", "dyke");
    assert!(!trial.get(&forged).await.text.contains("dyke"));
    let there = first.header("location").trim_end_matches("/read");
    let shown = trial.get(there).await.text;
    assert!(shown.contains("href=\"https://courier.example/dam\"") && !shown.contains("alert(1)"), "{shown}");
}

#[tokio::test]
async fn what_cannot_be_logged_comes_back_as_it_was_typed() {
    let trial = Trial::of(&[]);
    for (fields, says) in [
        (vec![], "There is nothing to log yet."),
        (vec![("text", "", "Words.\"<"), ("published", "", "soon")], "“soon” is no date"),
        (vec![("url", "", "file:///etc/passwd")], "That is no address of a page"),
        (vec![("url", "", "http://127.0.0.1:9/")], "and not on the public internet"),
        (vec![("url", "", "http://localhost:9/")], "and not on the public internet"),
        (vec![("url", "", "http://[::1]:9/")], "and not on the public internet"),
        (
            vec![("text", "", "Words."), ("file", "; filename=\"a.txt\"", "Others.")],
            "There is a file and a text.",
        ),
        (vec![("text", "", "Words."), ("key", "", "../up")], "cannot be a key"),
    ] {
        let answer = trial.upload("/log", &fields).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        for (_, _, typed) in fields.iter().filter(|(name, ..)| *name != "file") {
            let escaped = typed.replace('"', "&#34;").replace('<', "&#60;");
            assert!(answer.text.contains(&escaped), "{typed}: {}", answer.text);
        }
    }
    let files = walk(&trial.path(""));
    assert!(
        files.iter().all(|path| path.ends_with("claimbook.yaml") || path.contains("/.claimbook/")),
        "{files:?}"
    );
}

#[tokio::test]
async fn a_page_is_fetched_from_its_address() {
    let trial = Trial::reaching(&[], false, Reach::Anywhere);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/dam", listener.local_addr().unwrap());
    let answers = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 28\r\n\r\nThe dam leaks, said Bo Hale.").unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let answer = trial.upload("/log", &[("url", "", &address), ("key", "", "dam")]).await;
    assert_eq!(answer.header("location"), "/documents/dam/read", "{}", answer.text);
    assert!(trial.read("documents/dam.yaml").contains(&address));
    answers.join().unwrap();
}

#[tokio::test]
async fn statements_are_taken_and_left_in_one_step() {
    let trial = with(&[]);
    let page = trial.get("/documents/dam/read").await;
    assert!(page.text.contains("<mark>The 𝔇am leaks at night</mark>"), "{}", page.text);
    let at = |number: usize| field(&page, &format!("at-{number}"));
    let (text, first, second) = (field(&page, "text"), at(1), at(2));
    let fields = [
        ("text", text.as_str()),
        ("part", "1"),
        ("page", "1"),
        ("topics", "dams, Harbour Tunnel"),
        ("at-1", &first),
        ("do-1", "take"),
        ("claim-1", "The dam leaks."),
        ("by-1", "Ilse Maran"),
        ("when-1", "2024-11-07"),
        ("at-2", &second),
        ("do-2", "opinion"),
    ];
    let answer = trial.post("/documents/dam/read", &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
    let [claim] = &claims(&trial)[..] else { panic!("one claim") };
    for words in [
        "claim: \"The dam leaks.\"\n",
        "by: ilse-maran\n",
        "when: \"2024-11-07\"\n",
        "exact: \"The 𝔇am leaks at night\"\n",
        "start: 0\n",
        "end: 22\n",
        "topics: [dams, \"Harbour Tunnel\"]\n",
    ] {
        assert!(claim.contains(words), "{words}{claim}");
    }
    assert!(trial.read("documents/dam.yaml").contains("as: opinion"), "{}", trial.read("documents/dam.yaml"));
    let there = answer.header("location");
    assert!(there.ends_with("&left=1#statement-3"), "{there}");
    let page = trial.get(there.split('#').next().unwrap()).await.text;
    let (_, next) = page.split_once("id=\"statement-3\"").unwrap();
    for says in
        ["Opened 1 claim: ", "Left 1 passage, ", " is dated later than the article itself (2024-11-06)"]
    {
        assert!(next.contains(says), "{says}: {next}");
    }
    assert!(!page.contains("left open"), "{page}");
    let page = trial.get("/documents/dam/read").await.text;
    assert!(!page.contains("id=\"wrote\""), "{page}");
    assert!(page.contains("Taken: <a href=\"/claims/") && page.contains("Looked at: opinion"), "{page}");
    // A form of a text that is another by now writes nothing, and comes back.
    let answer = trial.post("/documents/dam/read", &[&fields[1..], &[("text", "0")]].concat()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let answer = trial.post("/documents/dam/read", &[("text", &text)]).await;
    assert!(answer.text.contains("Nothing was chosen."), "{}", answer.text);
}

#[tokio::test]
async fn who_is_only_proposed_is_taken_by_those_alone_who_say_so() {
    for (trust, by) in [(None, None), (Some("yes"), Some("by: "))] {
        let trial = with(&[]);
        let page = trial.get("/documents/dam/read").await;
        let Some((number, _)) =
            (1..9).map(|n| (n, format!("trust-{n}"))).find(|(_, name)| page.text.contains(name.as_str()))
        else {
            panic!("somebody is only proposed: {}", page.text)
        };
        let (at, text) = (field(&page, &format!("at-{number}")), field(&page, "text"));
        let names = ["at", "do", "claim", "by", "when", "trust"].map(|name| format!("{name}-{number}"));
        let mut fields: Vec<(&str, &str)> = vec![
            ("text", &text),
            (&names[0], &at),
            (&names[1], "take"),
            (&names[2], "We stay."),
            (&names[3], ""),
        ];
        fields.extend(trust.map(|trust| (names[5].as_str(), trust)));
        let answer = trial.post("/documents/dam/read", &fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
        let told = trial.get(answer.header("location").split('#').next().unwrap()).await.text;
        assert_eq!(told.contains("Who said it is left open: "), by.is_none(), "{told}");
        assert_eq!(told.contains(" may be "), by.is_none(), "{told}");
        let claim = claims(&trial).concat();
        let (_, said) = claim.split_once("assertions:").unwrap();
        assert_eq!(said.contains(" by: "), by.is_some(), "{claim}");
    }
}

#[tokio::test]
async fn a_claim_that_is_much_like_a_statement_is_offered_and_gets_the_assertion() {
    let leaks = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The 𝔇am leaks at night.\"\n";
    let trial = with(&[("2024-10/leak.yaml", leaks)]);
    let page = trial.get("/documents/dam/read").await;
    assert!(page.text.contains("it says again: <bdi>The 𝔇am leaks at night.</bdi>"), "{}", page.text);
    let (text, at) = (field(&page, "text"), field(&page, "at-1"));
    let fields = [
        ("text", text.as_str()),
        ("at-1", &at),
        ("do-1", "take"),
        ("claim-1", "It leaks."),
        ("by-1", "Ilse Maran"),
        ("onto-1", "70c3a910"),
    ];
    assert_eq!(trial.post("/documents/dam/read", &fields).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(claims(&trial).len(), 1);
    assert!(
        trial.read("2024-10/leak.yaml").contains("by: ilse-maran"),
        "{}",
        trial.read("2024-10/leak.yaml")
    );
}

#[tokio::test]
async fn words_that_are_selected_become_a_claim_with_their_places() {
    let trial = with(&[]);
    let words = "The cafe\u{301} by the dam stays open.";
    let (start, end) = place(words);
    let proposed = trial.get(&format!("/documents/dam/propose?start={start}&end={end}")).await;
    assert!(proposed.text.contains(&format!("\"claim\":\"{words}\"")), "{}", proposed.text);
    let answer = select(
        &trial,
        words,
        &[("what", "new"), ("claim", "The cafe stays open."), ("by", "Bo Hale"), ("when", "2024-11")],
    )
    .await;
    assert_eq!(
        (answer.status(), answer.header("location")),
        (
            StatusCode::SEE_OTHER,
            format!("/documents/dam?at={start}&opened={}#at-{start}", handle(&trial)).as_str()
        )
    );
    let told = trial.get(answer.header("location")).await.text;
    assert!(
        told.contains("Opened 1 claim: </bdi><a href=\"/claims/") && !told.contains("left open"),
        "{told}"
    );
    let [claim] = &claims(&trial)[..] else { panic!("one claim") };
    for part in [
        format!("exact: \"{words}\""),
        format!("start: {start}\n"),
        format!("end: {end}\n"),
        "by: bo-hale\n".to_owned(),
    ] {
        assert!(claim.contains(&part), "{part}{claim}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(
        page.contains(&format!(
            "<span data-s=\"{start}\" id=\"at-{start}\" class=\"q s-unchecked\">{words}</span>"
        )),
        "{page}"
    );
    // A second time it is that claim's, said by somebody else.
    select(&trial, words, &[("what", "new"), ("by", "Ilse Maran")]).await;
    assert_eq!(claims(&trial).len(), 1);
}

#[tokio::test]
async fn words_are_found_without_a_script_too_and_what_is_not_there_comes_back() {
    let trial = with(&[]);
    let answer = trial
        .post("/documents/dam", &[("words", "the mast fell on 3 November 2024"), ("claim", "The mast fell.")])
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
    for (fields, says) in [
        (vec![("words", "the mast fell on 4 November 2024")], "The nearest passage is"),
        (vec![("words", "")], "Select words in the text"),
        (vec![("words", "the mast"), ("what", "nothing")], "Choose what the words become."),
        (vec![("words", "the mast"), ("what", "again")], "Say which claim is meant"),
        (
            vec![("words", "the mast"), ("what", "refutes"), ("onto", "ffffffff")],
            "No claim is called “ffffffff”.",
        ),
        (vec![("words", "the mast"), ("when", "soon")], "“soon” is no date"),
    ] {
        let answer = trial.post("/documents/dam", &fields).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        assert!(answer.text.contains(&format!("\n{}</textarea>", fields[0].1)), "{says}: {}", answer.text);
    }
    assert_eq!(claims(&trial).len(), 1);
}

#[tokio::test]
async fn words_become_evidence_or_are_left() {
    let trial = with(&[("2024-11/dam.yaml", crate::testing::DAM)]);
    let words = "The 𝔇am leaks at night";
    select(&trial, words, &[("what", "refutes"), ("onto", "70c3a910"), ("note", "She keeps it.")]).await;
    let claim = trial.read("2024-11/dam.yaml");
    assert!(claim.starts_with(crate::testing::DAM), "{claim}");
    for part in
        ["direction: refutes", "note: \"She keeps it.\"", "exact: \"The 𝔇am leaks at night\"", "end: 22"]
    {
        assert!(claim.contains(part), "{part}: {claim}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("Taken as evidence") && page.contains("class=\"u\">The cafe"), "{page}");
    select(&trial, "The cafe\u{301} by the dam stays open.", &[("what", "boilerplate")]).await;
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("class=\"l\">The cafe") && page.contains("1 of 4 sentences"), "{page}");
}

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

#[tokio::test]
async fn corrections_lineage_and_newer_captures_are_noted() {
    let trial = with(&[]);
    let there = "/documents/dam#record";
    for fields in [
        vec![("what", "correction"), ("note", "The figure was changed."), ("when", "7 November 2024")],
        vec![("what", "quotes"), ("from", "https://courier.example/first")],
    ] {
        let answer = trial.post("/documents/dam/record", &fields).await;
        assert_eq!(
            (answer.status(), answer.header("location")),
            (StatusCode::SEE_OTHER, there),
            "{}",
            answer.text
        );
    }
    let capture = [("file", "; filename=\"dam.txt\"", "The dam held after all.\n")];
    let answer = trial.upload("/documents/dam/capture", &capture).await;
    assert_eq!(
        (answer.status(), answer.header("location")),
        (StatusCode::SEE_OTHER, there),
        "{}",
        answer.text
    );
    let record = trial.read("documents/dam.yaml");
    for part in DOCUMENT.lines().chain([
        "note: \"The figure was changed.\"",
        "when: \"2024-11-07\"",
        "as: quotes",
        "text: dam.2.txt",
    ]) {
        assert!(record.contains(part), "{part}: {record}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("The figure was changed.") && page.contains("courier.example/first"), "{page}");
    for (answer, says) in [
        (trial.upload("/documents/dam/capture", &capture).await, "It says the same as the last capture"),
        (trial.upload("/documents/dam/capture", &[]).await, "There is nothing to log yet."),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "nothing")]).await,
            "There is no document “nothing”",
        ),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "none")]).await,
            "<option value=\"quotes\" selected>",
        ),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "none")]).await,
            "name=\"from\" value=\"none\"",
        ),
        (
            trial.post("/documents/dam/record", &[("note", "It was mended."), ("when", "soon")]).await,
            "name=\"note\" value=\"It was mended.\"",
        ),
        (
            trial.post("/documents/dam/record", &[("note", "It was mended."), ("when", "soon")]).await,
            "name=\"when\" value=\"soon\"",
        ),
        (
            trial.upload("/documents/dam/capture", &[("url", "", "file:///dam")]).await,
            "name=\"url\" type=\"url\" value=\"file:///dam\"",
        ),
        (trial.post("/documents/dam/record", &[("what", "correction")]).await, "what was corrected"),
    ] {
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        let (_, forms) = answer.text.split_once("<details class=\"note\" id=\"note\" open>").unwrap();
        assert_eq!(forms.matches("role=\"alert\"").count(), 1, "{forms}");
    }
    assert_eq!(
        trial.post("/documents/none/record", &[("what", "correction")]).await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(trial.upload("/documents/none/capture", &capture).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_with_a_file_is_taken_where_files_are_and_with_the_token_alone() {
    let trial = with(&[("2024-11/dam.yaml", crate::testing::DAM)]);
    let fields = [("verdict", "", "mixed"), ("because", "", "x")];
    assert_eq!(trial.upload("/claims/70c3a910/mark", &fields).await.status(), StatusCode::FORBIDDEN);
    // As an ordinary form it has the bound of those, and no file.
    let answer = trial.post("/log", &[("text", "Words.")]).await;
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn words_are_taken_from_a_later_capture_too() {
    let trial = with(&[]);
    let later = "Ines Falk said the dam held after all. Nobody was hurt.\n";
    let capture = [("file", "; filename=\"dam.txt\"", later)];
    assert_eq!(trial.upload("/documents/dam/capture", &capture).await.status(), StatusCode::SEE_OTHER);
    let first = trial.get("/documents/dam").await.text;
    let (_, rest) = first.split_once("href=\"/documents/dam?capture=").unwrap();
    let hash = rest.get(..8).unwrap();
    let there = format!("/documents/dam?capture={hash}");
    let page = trial.get(&there).await;
    assert!(
        page.text.contains("the dam held after all") && page.text.contains("a later capture"),
        "{}",
        page.text
    );
    assert_eq!(field(&page, "capture"), hash);
    assert!(trial.get(&format!("/documents/dam/read?capture={hash}")).await.text.contains("Ines Falk"));
    assert_eq!(trial.get("/documents/dam?capture=00000000").await.status(), StatusCode::NOT_FOUND);

    let words = "the dam held after all";
    let form = [("words", words), ("what", "new"), ("by", "Ines Falk"), ("capture", hash)];
    let answer = trial.post("/documents/dam", &form).await;
    assert!(answer.header("location").starts_with(&format!("{there}&at=")), "{}", answer.text);
    let claims = claims(&trial);
    let claim = claims.iter().find(|claim| claim.contains(words)).unwrap();
    assert!(
        claim.contains(&format!("capture: \"{hash}\"")) || claim.contains(&format!("capture: {hash}")),
        "{claim}"
    );
    let page = trial.get(&there).await.text;
    assert!(page.contains("id=\"claims\"") && !page.contains("There is none"), "{page}");
    // The claim's page leads to that text, and so does logging the same file again.
    let page = trial.get(&format!("/claims/{}", handle(&trial))).await.text;
    assert!(
        page.contains(&format!("{there}&#38;at=")) || page.contains(&format!("{there}&amp;at=")),
        "{page}"
    );
    let answer = trial.upload("/log", &capture).await;
    assert!(
        answer.header("location").starts_with(&format!("/documents/dam/read?capture={hash}")),
        "{}",
        answer.text
    );
    // However little of the hash is typed, it is written whole.
    let page = trial.get(&format!("/documents/dam?capture={}", &hash[..3])).await;
    assert_eq!(field(&page, "capture"), hash);
    // Those words do not stand in the first.
    let form = [("words", words), ("what", "new"), ("by", "Ines Falk")];
    assert_eq!(trial.post("/documents/dam", &form).await.status(), StatusCode::BAD_REQUEST);
}
