//! Documents and evidence: what is captured, what is only recorded, where quotations stand.

use crate::desk::Desk;

const BRIEF: &str = "\
Bridge to stay shut until spring

The ministry said on Monday that the Orlen bridge had been closed for about 40 days. “We will not open it \
before spring,” said Ada Lind, who speaks for the ministry.

The operator’s log has 31 days.
";

fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("brief.txt"), BRIEF).unwrap();
    desk
}

#[test]
fn a_file_is_captured_once_with_its_text_beside_the_record() {
    let desk = desk();
    desk.ok(&[
        "document",
        "brief.txt",
        "--published",
        "2024-10-28",
        "--publisher",
        "Orlen Courier",
        "--key",
        "brief",
    ]);
    insta::assert_snapshot!(desk.read("documents/brief.yaml"));
    assert_eq!(desk.read("documents/brief.txt"), BRIEF);
    let before = desk.files();
    assert!(desk.ok(&["document", "brief.txt"]).starts_with("unchanged  brief"));
    assert_eq!(desk.files(), before);
}

#[test]
fn a_quotation_is_held_by_its_place() {
    let desk = desk();
    desk.ok(&["document", "brief.txt", "--key", "brief"]);
    // Plain quotation marks find curly ones; an omission makes two passages.
    let handle = desk.open(
        "The bridge stays shut.",
        &["--by", "Ada Lind", "--in", "brief", "--quote", "\"We will not open it … said Ada Lind"],
    );
    insta::assert_snapshot!(desk.read(&desk.file_of(&handle)));
}

#[test]
fn a_quotation_that_is_not_there_is_refused_with_the_nearest_passage() {
    let desk = desk();
    desk.ok(&["document", "brief.txt", "--key", "brief"]);
    let before = desk.files();
    let args =
        ["open", "It was shut.", "--in", "brief", "--quote", "the bridge had been closed for about 41 days"];
    insta::assert_snapshot!(desk.fails(&args));
    assert_eq!(desk.files(), before, "nothing is written where a quotation is refused");
}

#[test]
fn where_there_is_no_text_a_quotation_is_kept_and_that_is_said() {
    let desk = desk();
    let ran = desk.run(&["open", "It was shut.", "--in", "https://example.org/a", "--quote", "It is shut"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err);
    desk.ok(&["document", "https://example.org/a", "--title", "A page"]);
    let documents: Vec<_> = desk.files().into_iter().filter(|path| path.starts_with("documents/")).collect();
    assert_eq!(documents.len(), 1, "an address is one document: {documents:?}");
}

#[test]
fn a_known_key_wins_over_a_file_and_a_dot_forces_the_file() {
    let desk = desk();
    std::fs::write(desk.folder().join("brief"), "Another text altogether.\n").unwrap();
    desk.ok(&["document", "brief.txt", "--key", "brief"]);
    let handle = desk.open("It was shut.", &["--in", "brief"]);
    assert!(desk.read(&desk.file_of(&handle)).contains("in: brief\n"));
    let handle = desk.open("It was open.", &["--in", "./brief"]);
    assert!(desk.read(&desk.file_of(&handle)).contains("another-text-altogether"));
}

#[test]
fn a_name_near_a_known_document_is_not_taken_for_a_new_one() {
    let desk = desk();
    desk.ok(&["document", "brief.txt", "--key", "ministry-brief"]);
    insta::assert_snapshot!(desk.fails(&["open", "It was shut.", "--in", "ministry-breif"]));
}

#[test]
fn a_picture_is_hashed_and_recorded_without_text() {
    let desk = desk();
    std::fs::write(desk.folder().join("scan.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let ran = desk.run(&["document", "scan.png", "--title", "A scan", "--keep"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("no text"), "{}", ran.err);
    let record = desk.read("documents/2024-11-23-a-scan.yaml");
    assert!(
        record.contains("kind: image") && record.contains("sha256") && !record.contains("text_sha256"),
        "{record}"
    );
    assert!(desk.path("documents/2024-11-23-a-scan.original.png").is_file());
}

#[test]
fn lineage_is_recorded_once_and_not_in_a_circle_of_one() {
    let desk = desk();
    desk.ok(&["document", "wire", "--title", "The wire story", "--original"]);
    desk.ok(&["document", "reprint", "--title", "A reprint", "--syndicates", "wire"]);
    desk.ok(&["document", "reprint", "--syndicates", "wire"]);
    assert_eq!(desk.read("documents/reprint.yaml").matches("as: syndicates").count(), 1);
    assert!(desk.fails(&["document", "wire", "--quotes", "wire"]).contains("cannot come from itself"));
    assert!(
        desk.fails(&["document", "x", "--title", "X", "--original", "--syndicates", "wire"])
            .contains("cannot be a copy")
    );
}

#[test]
fn evidence_is_added_once_and_taken_back_on_record() {
    let desk = desk();
    let handle = desk.open("It was shut for 40 days.", &[]);
    let add = [
        "evidence",
        "add",
        &handle,
        "--refutes",
        "brief.txt",
        "--quote",
        "31 days",
        "--match",
        "exact",
        "--credibility",
        "2",
    ];
    let out = desk.ok(&add);
    let id = out.split_whitespace().nth(1).unwrap().to_owned();
    assert!(desk.run(&add).err.contains("has this line already"));
    desk.ok(&["evidence", "retract", &handle, &id, "--because", "A draft of the log."]);
    assert!(
        desk.fails(&["evidence", "retract", &handle, &id, "--because", "Again."])
            .contains("retracted already")
    );
    insta::assert_snapshot!(desk.ok(&["show", &handle]));
    assert!(
        desk.fails(&["evidence", "add", &handle, "--supports", "a", "--refutes", "b"])
            .contains("cannot go together")
    );
}

#[test]
fn a_folder_is_no_document_and_is_called_a_folder() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    assert!(desk.fails(&["document", "claims"]).contains("claims is a folder, not a document"));
    assert!(desk.fails(&["evidence", "add", &handle, "--supports", "claims/"]).contains("is a folder"));
}

#[test]
fn lineage_is_printed_and_does_not_contradict_what_is_recorded() {
    let desk = Desk::new();
    desk.ok(&["document", "wire", "--title", "The wire story"]);
    let out = desk.ok(&["document", "reprint", "--title", "A reprint", "--syndicates", "wire"]);
    assert!(out.contains("syndicates  wire"), "{out}");
    let error = desk.fails(&["document", "reprint", "--original"]);
    assert!(error.contains("claimbook edit reprint"), "{error}");
    assert!(!desk.read("documents/reprint.yaml").contains("original"));
}

#[test]
fn a_text_that_cannot_be_read_is_not_taken_for_none() {
    let desk = desk();
    desk.ok(&["document", "brief.txt", "--key", "brief"]);
    std::fs::write(desk.path("documents/brief.txt"), b"caf\xe9").unwrap();
    let error = desk.fails(&["open", "It was shut.", "--in", "brief", "--quote", "31 days"]);
    assert!(error.contains("cannot be read as text"), "{error}");
}
