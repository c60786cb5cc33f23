//! Articles at the desk in a browser, with the built command: what is logged, taken and selected there comes out as the commands write it.

use crate::desk::Desk;
use crate::serve::{Answer, Serve};

/// With letters that take two units in a browser.
const ARTICLE: &str = "The \u{1d507}\u{1d508}-crane had been idle for about 40 days, said Ilse Maran, the harbour master. “We will not start it; the cable is \
                       worn,” she added.\n\nThe port might close, the fire brigade warned on Friday.\n";

/// The files of claims, actors and documents, with the ids and handles that chance makes left out.
fn files(desk: &Desk) -> Vec<String> {
    let paths = desk.files().into_iter().filter(|path| path.ends_with(".yaml") || path.ends_with(".txt"));
    let without = |path: String| {
        let text = desk.read(&path);
        let lines = text.lines().filter(|line| !line.trim_start_matches(['-', ' ']).starts_with("id: "));
        lines.map(|line| format!("{line}\n")).collect()
    };
    let mut files: Vec<String> = paths.map(without).collect();
    files.sort();
    files
}

fn served() -> (Desk, Serve) {
    let desk = Desk::new();
    let serve = Serve::start(&desk, &["--port", "0"]);
    (desk, serve)
}

/// Logs the article as a file; leads to what is said in it.
fn logged(serve: &Serve) -> Answer {
    let token = serve.get("/log").field("form_token");
    let answer = serve.upload(
        "/log",
        &[
            ("form_token", "", &token),
            ("file", "; filename=\"crane.txt\"", ARTICLE),
            ("title", "", "The crane"),
            ("publisher", "", "The Courier"),
            ("published", "", "2024-11-08"),
            ("key", "", "crane"),
        ],
    );
    assert_eq!((answer.status, answer.header("location")), (303, "/documents/crane/read"), "{}", answer.text);
    serve.get("/documents/crane/read")
}

/// As the command does it, with the decisions from a file.
fn commanded(decide: impl Fn(&str) -> String) -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("crane.txt"), ARTICLE).unwrap();
    let log =
        ["log", "crane.txt", "--title", "The crane", "--publisher", "The Courier", "--date", "2024-11-08"];
    let page = desk.ok(&[&log[..], &["--key", "crane", "--format", "json"]].concat());
    std::fs::write(desk.folder().join("p.json"), decide(&page)).unwrap();
    desk.ok(&["log", "crane", "--from", "p.json"]);
    desk
}

#[test]
fn statements_taken_in_a_browser_come_out_as_the_command_writes_them() {
    let (desk, serve) = served();
    let page = logged(&serve);
    assert!(page.text.contains("<mark>") && page.text.contains("Ilse Maran"), "{}", page.text);
    let names: Vec<[String; 5]> =
        (1..=2).map(|n| ["at", "do", "claim", "by", "when"].map(|name| format!("{name}-{n}"))).collect();
    let (token, text) = (page.field("form_token"), page.field("text"));
    let mut fields = vec![("form_token", token), ("text", text)];
    let [first, second] = &names[..] else { panic!("two") };
    let claim = |number: usize| {
        let (_, rest) = page.text.split_once(&format!("name=\"claim-{number}\"")).unwrap();
        let (_, rest) = rest.split_once(">\n").unwrap();
        rest.split_once("</textarea>").unwrap().0.to_owned()
    };
    fields.push((&first[0], page.field(&first[0])));
    fields.push((&first[1], "take".to_owned()));
    fields.push((&first[2], claim(1)));
    fields.push((&first[3], page.field(&first[3])));
    fields.push((&first[4], page.field(&first[4])));
    fields.push((&second[0], page.field(&second[0])));
    fields.push((&second[1], "opinion".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = serve.post("/documents/crane/read", &fields);
    assert_eq!(answer.status, 303, "{}", answer.text);
    let other = commanded(|page| {
        page.replacen("\"take\": null", "\"take\": true", 1).replacen(
            "\"take\": null,\n      \"left\": null",
            "\"take\": null,\n      \"left\": \"opinion\"",
            1,
        )
    });
    assert_eq!(files(&desk), files(&other));
    assert_eq!(desk.run(&["check"]).out, other.run(&["check"]).out);
    assert!(desk.ok(&["list"]).contains("Ilse Maran"));
}

#[test]
fn words_that_are_selected_are_a_claim_with_their_places_in_the_captured_text() {
    let (desk, serve) = served();
    logged(&serve);
    let page = serve.get("/documents/crane");
    let words = "idle for about 40 days";
    let start = ARTICLE.split_once(words).unwrap().0.chars().count();
    let (from, to) = (start.to_string(), (start + words.len()).to_string());
    let proposed = serve.get(&format!("/documents/crane/propose?start={from}&end={to}"));
    assert!(proposed.text.contains("\"by\":\"Ilse Maran\""), "{}", proposed.text);
    let (token, text) = (page.field("form_token"), page.field("text"));
    let answer = serve.post(
        "/documents/crane",
        &[
            ("form_token", &token),
            ("text", &text),
            ("start", &from),
            ("end", &to),
            ("words", words),
            ("what", "new"),
            ("claim", "The crane was idle for about 40 days."),
            ("by", "Ilse Maran"),
            ("when", "2024-11-08"),
        ],
    );
    assert_eq!(answer.status, 303, "{}", answer.text);
    let claims: Vec<String> = desk.files().into_iter().filter(|path| path.starts_with("2024-11/")).collect();
    let [claim] = &claims[..] else { panic!("one claim: {claims:?}") };
    let claim = desk.read(claim);
    for part in [
        &format!("exact: \"{words}\"\n"),
        &format!("start: {from}\n"),
        &format!("end: {to}\n"),
        "by: ilse-maran\n",
    ] {
        assert!(claim.contains(part), "{part}: {claim}");
    }
    assert_eq!(desk.run(&["check"]).code, 0, "{}", desk.run(&["check"]).out);
    let page = serve.get("/documents/crane").text;
    assert!(page.contains(&format!("class=\"q s-unchecked\">{words}</span>")), "{page}");
}

#[test]
fn nothing_is_fetched_from_this_machine_and_nothing_is_logged_without_the_token() {
    let (desk, serve) = served();
    let token = serve.get("/log").field("form_token");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/secret", listener.local_addr().unwrap());
    let answer = serve.upload("/log", &[("form_token", "", &token), ("url", "", &address)]);
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("and not on the public internet."), "{}", answer.text);
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "nobody connected");
    for fields in [
        vec![("text", "", "Words.")],
        vec![("form_token", "", "0"), ("text", "", "Words.")],
        vec![("text", "", "Words."), ("form_token", "", token.as_str())],
    ] {
        let answer = serve.upload("/log", &fields);
        assert_eq!(answer.status, 403);
        assert!(answer.text.contains("Not a form of this desk"), "{}", answer.text);
    }
    assert!(!desk.files().iter().any(|path| path.starts_with("documents/")));
}
