//! A newer capture of a document: which quoted passages were edited.

use crate::desk::Desk;

const BRIEF: &str = "\
Bridge to stay shut until spring

The ministry said on Monday that the Orlen bridge had been closed for about 40 days. “We will not open it \
before spring,” said Ada Lind, who speaks for the ministry.

The operator’s log has 31 days. Ferries carry the workers across the river twice a day.
";

/// A desk on which four claims quote one document.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("brief.txt"), BRIEF).unwrap();
    desk.ok(&["document", "brief.txt", "--key", "brief"]);
    for (claim, quote) in [
        ("The bridge stays shut until spring.", "We will not open it before spring"),
        ("The bridge was shut for 40 days.", "the Orlen bridge had been closed for about 40 days"),
        ("Ferries run.", "Ferries carry the workers across the river twice a day."),
        ("The log has 31 days.", "The operator’s log has 31 days."),
    ] {
        desk.open(claim, &["--in", "brief", "--quote", quote]);
    }
    desk
}

fn newer(desk: &Desk) {
    let text = BRIEF
        .replace("40 days", "41 days")
        .replace("will not open", "will open")
        .replace("Ferries carry the workers across the river twice a day.", "Nothing more is known.");
    std::fs::write(desk.folder().join("newer.txt"), format!("Updated on Tuesday\n\n{text}")).unwrap();
}

#[test]
fn a_newer_capture_says_which_quoted_passages_were_edited() {
    let desk = desk();
    newer(&desk);
    insta::assert_snapshot!(desk.ok(&["capture", "brief", "newer.txt"]));
    insta::assert_snapshot!(desk.read("documents/brief.yaml"));
    assert!(desk.read("documents/brief.2.txt").contains("41 days"));
    // Quotes stay tied to the first text; what a later one changed is told.
    let shown = desk.ok(&["show", "40 days", "--format", "json"]);
    assert!(shown.contains("in the capture of 23 November 2024"), "{shown}");
    assert!(!shown.contains("quote_moved"));
}

#[test]
fn json_has_the_same_for_programs() {
    let desk = desk();
    newer(&desk);
    insta::assert_snapshot!(desk.ok(&["capture", "brief", "newer.txt", "--format", "json"]));
}

#[test]
fn the_same_again_is_no_capture() {
    let desk = desk();
    let before = desk.files();
    let out = desk.ok(&["capture", "brief", "brief.txt"]);
    assert!(out.starts_with("unchanged  brief") && out.contains("Nothing has changed"), "{out}");
    assert_eq!(desk.files(), before);
}

#[test]
fn a_correction_is_noted_once() {
    let desk = desk();
    newer(&desk);
    for _ in 0..2 {
        desk.ok(&["capture", "brief", "newer.txt", "--correction", "It was 41 days.", "--on", "2024-11-20"]);
    }
    let record = desk.read("documents/brief.yaml");
    assert_eq!(record.matches("It was 41 days.").count(), 1, "{record}");
    assert!(record.contains("when: \"2024-11-20\""), "{record}");
    assert_eq!(record.matches("sha256: ").count(), 4, "two captures, each of bytes and of text:\n{record}");
}

#[test]
fn what_is_not_recorded_cannot_be_captured_again() {
    let desk = desk();
    let said = desk.fails(&["capture", "https://example.org/other", "brief.txt"]);
    assert!(said.contains("There is no document"), "{said}");
    let said = desk.fails(&["capture", "brief", "missing.txt"]);
    assert!(said.contains("missing.txt"), "{said}");
}
