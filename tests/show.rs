//! `show` reads like a page about the record.

use crate::desk::Desk;

fn full() -> (Desk, String) {
    let desk = Desk::new();
    std::fs::write(
        desk.folder().join("brief.txt"),
        "The ministry said that the Orlen bridge had been closed for about 40 days.\n",
    )
    .unwrap();
    desk.ok(&[
        "document",
        "brief.txt",
        "--key",
        "brief",
        "--title",
        "Bridge to stay shut",
        "--publisher",
        "Orlen Courier",
        "--published",
        "2024-10-29",
    ]);
    let handle = desk.open(
        "The Orlen bridge was closed for about 40 days.",
        &[
            "--by",
            "Ada Lind",
            "--for",
            "Ministry of Transport",
            "--when",
            "2024-10-28",
            "--in",
            "brief",
            "--quote",
            "the Orlen bridge had been closed for about 40 days",
            "--cue",
            "said",
            "--citing",
            "the operator",
            "--type",
            "quantity",
            "--about",
            "2024-10~",
            "--topic",
            "bridges",
            "--notes",
            "Ask for the log.",
        ],
    );
    desk.ok(&["evidence", "add", &handle, "--supports", "brief", "--note", "A long note, so long that it must be broken at the end of the line and go on below, under itself, as in a book."]);
    desk.ok(&[
        "evidence",
        "add",
        &handle,
        "--refutes",
        "operator-log",
        "--quote",
        "31 days",
        "--credibility",
        "1",
    ]);
    desk.ok(&[
        "mark",
        &handle,
        "disputed",
        "--because",
        "The log and the ministry differ.",
        "--confidence",
        "moderate",
    ]);
    desk.ok(&["attribution", &handle, "confirmed", "--because", "It is on tape."]);
    let newer = desk.open("The Orlen bridge was closed for 31 days.", &[]);
    desk.ok(&["link", &newer, "updates", &handle, "--note", "The log."]);
    (desk, handle)
}

#[test]
fn a_claim_as_a_page() {
    let (desk, handle) = full();
    insta::assert_snapshot!(desk.ok(&["show", &handle]));
}

#[test]
fn a_claim_as_json() {
    let (desk, handle) = full();
    insta::assert_snapshot!(desk.ok(&["show", &handle, "--format", "json"]));
}

#[test]
fn a_document_and_an_actor_as_pages() {
    let (desk, _) = full();
    insta::assert_snapshot!("document", desk.ok(&["show", "brief"]));
    insta::assert_snapshot!("actor", desk.ok(&["show", "Ada Lind"]));
    insta::assert_snapshot!("document json", desk.ok(&["show", "brief", "--format", "json"]));
    insta::assert_snapshot!("actor json", desk.ok(&["show", "ada-lind", "--format", "json"]));
}

#[test]
fn where_several_claims_fit_they_are_listed() {
    let (desk, _) = full();
    insta::assert_snapshot!(desk.fails(&["show", "Orlen", "bridge"]));
    insta::assert_snapshot!("nothing fits", desk.fails(&["show", "breif"]));
}

#[test]
fn terminal_escapes_in_a_file_never_reach_the_output() {
    let desk = Desk::new();
    desk.write("x.yaml", "claim: \"It was \\e[31mred\\e[0m \\u202e and \\a loud\"\nnotes: \"\\e]0;owned\\a\"\nmine: \"\\e[2J\"\n");
    let page = desk.ok(&["show", "It was"]);
    assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{page:?}");
}
