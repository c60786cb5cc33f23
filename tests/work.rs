//! What a desk does around a claim: attesting, signing off, asking, noting a search; and what follows from it.

use serde_json::Value;

use crate::desk::Desk;

const CLAIM: &str = "The bridge was closed for 40 days.";

fn shown(desk: &Desk, claim: &str) -> Value {
    serde_json::from_str(&desk.ok(&["show", claim, "--format", "json"])).unwrap()
}

fn codes(desk: &Desk, claim: &str) -> Vec<String> {
    let flags = shown(desk, claim)["flags"].clone();
    flags.as_array().unwrap().iter().map(|flag| flag["code"].as_str().unwrap().to_owned()).collect()
}

/// A wire story, four papers that have it in some way, and evidence from each.
fn tree() -> (Desk, String) {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &[]);
    desk.ok(&["document", "wire", "--title", "Bridge shut", "--publisher", "Agency", "--original"]);
    for (paper, how, from) in [
        ("sun", "--syndicates", "wire"),
        ("star", "--translates", "wire"),
        ("globe", "--summarizes", "star"),
        ("post", "--reposts", "globe"),
    ] {
        desk.ok(&["document", paper, "--title", paper, how, from]);
    }
    for document in ["wire", "sun", "star", "globe", "post"] {
        desk.ok(&["evidence", "add", &claim, "--supports", document]);
    }
    (desk, claim)
}

#[test]
fn five_documents_of_one_story_are_one_origin_and_two_with_an_attestation() {
    let (desk, claim) = tree();
    let supports = |desk: &Desk| shown(desk, &claim)["origins"]["supports"].clone();
    assert_eq!(supports(&desk)["named"], serde_json::json!(["agency"]));
    assert_eq!(supports(&desk)["attested"], 1);
    assert!(codes(&desk, &claim).contains(&"one_origin".to_owned()));

    let refused = desk.fails(&["attest", &claim, "sun", "post", "--because", "They are two papers."]);
    assert!(refused.contains("both go back to Agency"), "{refused}");
    desk.ok(&["document", "log", "--title", "The keeper's log"]);
    desk.ok(&["evidence", "add", &claim, "--supports", "log"]);
    let refused = desk.fails(&["attest", &claim, "post", "log", "--because", "He keeps it himself."]);
    assert!(refused.contains("claimbook document log --original"), "{refused}");
    assert!(codes(&desk, &claim).contains(&"lineage_unknown".to_owned()));

    desk.ok(&["document", "log", "--original"]);
    assert_eq!(supports(&desk)["named"], serde_json::json!(["agency", "log"]));
    assert_eq!(supports(&desk)["attested"], 1);
    assert!(desk.ok(&["show", &claim]).contains("independence not established"));
    let done = desk.ok(&["attest", &claim, "post", "log", "--because", "He keeps it himself."]);
    assert!(done.starts_with("attested post, log"), "{done}");
    assert_eq!(supports(&desk)["attested"], 2);
    assert!(desk.ok(&["show", &claim]).contains("attested to be independent"));
}

#[test]
fn nobody_signs_their_own_verdict_or_twice() {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &[]);
    assert!(desk.fails(&["sign-off", &claim]).contains("no verdict"));
    desk.ok(&["mark", &claim, "confirmed", "--because", "The log says so."]);
    assert!(desk.fails(&["sign-off", &claim]).contains("a sign-off is somebody else's"));
    desk.ok(&["--user", "ana", "sign-off", &claim, "--note", "Read the log."]);
    assert!(desk.fails(&["--user", "Ana ", "sign-off", &claim]).contains("already"));
    assert!(desk.ok(&["show", &claim]).contains("signed off by ana"));
}

#[test]
fn a_question_waits_for_its_answer_and_then_has_it() {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &["--by", "The mayor"]);
    desk.write("claimbook.yaml", "title: x\npolicy:\n  confirmed: {asked: true, searched: true}\n");
    desk.ok(&["mark", &claim, "confirmed", "--because", "The log says so."]);
    let policy = |desk: &Desk| codes(desk, &claim).contains(&"policy".to_owned());
    assert!(policy(&desk));
    desk.ok(&["ask", &claim, "The mayor", "--question", "Was it?", "--deadline", "2024-11-20"]);
    let todo = desk.ok(&["todo"]);
    assert!(todo.contains("claimbook ask") && todo.contains("the-mayor --no-reply"), "{todo}");
    assert!(desk.fails(&["ask", &claim, "Nobody", "--declined"]).contains("not recorded"));
    let done = desk.ok(&["ask", &claim, "The mayor", "--declined", "--note", "No comment."]);
    assert!(done.starts_with("The mayor: declined"), "{done}");
    desk.ok(&[
        "search-log",
        &claim,
        "--where",
        "The archive",
        "--words",
        "bridge",
        "--nothing",
        "--contrary",
    ]);
    assert!(!policy(&desk));
    let page = desk.ok(&["show", &claim]);
    assert!(page.contains("No comment.") && page.contains("The archive, for “bridge”"), "{page}");
}

#[test]
fn a_fork_is_seen_and_only_a_person_ends_it() {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &[]);
    let path = desk.file_of(&claim);
    let text = desk.read(&path)
        + "verdicts: # two branches\n  - {id: a, verdict: confirmed, by: ana, because: \"Log.\", after: []}\n  \
           - {id: b, verdict: refuted, by: lee, because: \"Film.\", after: []}\n";
    desk.write(&path, &text);
    assert_eq!(shown(&desk, &claim)["status"], "forked");
    assert_eq!(codes(&desk, &claim), ["forked"]);
    assert!(desk.ok(&["list", "--status", "forked"]).contains(CLAIM));
    let refused = desk.fails(&["mark", &claim, "confirmed", "--because", "The log is right."]);
    assert!(
        refused.contains("Log.") && refused.contains("Film.") && refused.contains("--resolves"),
        "{refused}"
    );
    desk.ok(&["mark", &claim, "confirmed", "--resolves", "--because", "The film is of another bridge."]);
    assert_eq!(shown(&desk, &claim)["status"], "confirmed");
    assert!(desk.read(&path).contains("verdicts: # two branches"));
}

#[test]
fn ties_are_suggested_and_made_only_when_accepted() {
    let desk = Desk::new();
    let about = desk.open("About 10,000 came.", &[]);
    let several = desk.open("Several thousand came.", &[]);
    desk.ok(&["set", &about, "--figure", "about 10,000", "--measure", "visitors", "--as-of", "2024-10"]);
    desk.ok(&[
        "set",
        &several,
        "--figure",
        "several thousand",
        "--measure",
        "visitors",
        "--as-of",
        "2024-10",
    ]);
    assert!(codes(&desk, &about).contains(&"figures_in_tension".to_owned()));
    let listed = desk.ok(&["suggest"]);
    assert!(listed.contains("contradicts") && listed.contains("“about 10,000”"), "{listed}");
    assert!(desk.fails(&["suggest", "--accept", "2"]).contains("1 to 1"));
    desk.ok(&["suggest", "--accept", "1"]);
    assert!(!codes(&desk, &about).contains(&"figures_in_tension".to_owned()));
    assert_eq!(desk.run(&["suggest"]).out, "");
}

#[test]
fn what_is_to_do_is_there_for_programs_too() {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &[]);
    let todo: Value = serde_json::from_str(&desk.ok(&["todo", "--format", "json"])).unwrap();
    assert_eq!(todo["items"][0]["code"], "find_evidence");
    assert_eq!(todo["items"][0]["handle"], claim.as_str());
    assert!(todo["items"][0]["command"].as_str().unwrap().starts_with("claimbook evidence add"));
}

#[test]
fn papers_that_print_a_story_are_no_origins_however_they_are_noted() {
    let (desk, claim) = tree();
    for paper in ["sun", "star"] {
        desk.ok(&["document", paper, "--publisher", paper]);
        desk.ok(&["assert", &claim, "--by", paper, "--in", paper]);
    }
    assert_eq!(shown(&desk, &claim)["origins"]["supports"]["named"], serde_json::json!(["agency"]));
}

#[test]
fn a_passage_that_is_quoted_has_the_lineage_of_what_it_quotes() {
    let (desk, claim) = tree();
    desk.ok(&["document", "essay", "--title", "An essay", "--publisher", "Weekly", "--quotes", "wire"]);
    let named = |desk: &Desk| shown(desk, &claim)["origins"]["supports"]["named"].clone();
    let refused = desk.fails(&["evidence", "add", &claim, "--supports", "essay", "--from", "essay"]);
    assert!(refused.contains("does not come from there"), "{refused}");
    desk.ok(&["evidence", "add", &claim, "--supports", "essay", "--from", "wire"]);
    assert_eq!(named(&desk), serde_json::json!(["agency"]));
    assert!(desk.ok(&["show", &claim]).contains("from wire"));
    desk.ok(&["evidence", "add", &claim, "--supports", "essay"]);
    assert_eq!(named(&desk), serde_json::json!(["agency", "weekly"]));
}

#[test]
fn a_report_of_another_day_says_so() {
    let desk = Desk::new();
    let claim = desk.open(CLAIM, &[]);
    assert_eq!(desk.ok(&["report"]), desk.ok(&["report", "--as-of", "2024-11-23"]));
    let later = desk.ok(&["report", "--as-of", "2024-11-24"]);
    assert!(later.lines().next().unwrap().contains("as of 24 November 2024"), "{later}");
    let before = desk.ok(&["report", "--as-of", "2020-01-01"]);
    assert!(before.contains("There were no claims yet at the end of 1 January 2020."), "{before}");
    assert!(desk.run(&["list", "--as-of", "2020-01-01"]).err.contains("at the end of 1 January 2020"));
    assert!(desk.fails(&["show", &claim, "--as-of", "2020-01-01"]).contains("try without --as-of"));
    let json: Value =
        serde_json::from_str(&desk.ok(&["report", "--as-of", "2024-11-24", "--format", "json"])).unwrap();
    assert_eq!(json["as_of"], "2024-11-24");
}

#[test]
fn a_report_tells_through_whom_it_was_said() {
    let desk = Desk::new();
    desk.ok(&["document", "column", "--title", "A column", "--publisher", "Courier"]);
    let claim = desk.open(CLAIM, &["--by", "The mayor", "--in", "column", "--through", "Radio One"]);
    desk.ok(&["mark", &claim, "disputed", "--because", "The log and the film differ."]);
    let voices = "Courier reports that Radio One reported that The mayor said so";
    let text = desk.ok(&["report"]);
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(voices), "{text}");
    let json: Value = serde_json::from_str(&desk.ok(&["report", "--format", "json"])).unwrap();
    assert!(json["claims"][0]["who_said_so"][0].as_str().unwrap().starts_with(voices), "{json}");
}
