//! What people type by mistake: each message alone is enough to get back on track.

use crate::desk::Desk;

#[test]
fn a_command_line_that_cannot_be_understood_is_answered_with_the_line_to_type() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let handle = handle.as_str();
    let lines: &[&[&str]] = &[
        &["open", "The", "minister's", "$5", "note", "--by", "Ada Lind"],
        &["open"],
        &["mark", handle, "confirmed"],
        &["mark", handle],
        &["mark", handle, "confirmed", "because", "It is so."],
        &["mark", handle, "confirmed", "--because"],
        &["report", "--format", "pdf"],
        &["report", "--format", "md"],
        &["check", "article.txt"],
        &["show"],
        &["evidence", handle, "--supports", "a report"],
        &["evidence", "remove", handle],
        &["evidence", "add", handle],
        &["evidence", "add", handle, "--supports", "x", "--refutes", "y"],
        &["evidence", "add", handle, "--supports", "x", "--credibility", "9"],
        &["link", handle, handle, "updates"],
        &["link", handle, "update", handle],
        &["set", handle, "--stage", "done"],
        &["open", "x", "--when", "yesterday"],
        &["open", "x", "--when", "03/04/2024"],
        &["list", "--statsu", "disputed"],
        &["import", "table.csv"],
        &["help"],
        &["reprt"],
    ];
    let said: Vec<String> =
        lines.iter().map(|line| format!("> claimbook {}\n{}", line.join(" "), desk.fails(line))).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_line_offered_for_a_missing_reason_is_the_one_that_was_typed() {
    let desk = Desk::new();
    desk.open("The bridge was \"closed\".", &[]);
    let error = desk.fails(&["mark", "The bridge was \"closed\".", "disputed"]);
    assert!(
        error.contains(r#"claimbook mark "The bridge was \"closed\"." disputed --because "…""#),
        "{error}"
    );
}

#[test]
fn a_day_in_numbers_is_taken_where_it_leaves_no_doubt() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &["--by", "Operator", "--when", "28/10/2024"]);
    assert!(desk.read(&desk.file_of(&handle)).contains("when: \"2024-10-28\""));
}

#[test]
fn claimbook_alone_shows_what_there_is_to_do() {
    let desk = Desk::empty();
    let ran = desk.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Make a workspace in this folder"), "{}{}", ran.out, ran.err);
}

#[test]
fn what_is_refused_for_its_content_names_the_way_on() {
    let desk = Desk::new();
    let a = desk.open("The bridge was closed.", &["--by", "Operator"]);
    let b = desk.open("The bridge was open.", &[]);
    desk.ok(&["link", &b, "contradicts", &a]);
    let short = &a[..3];
    let lines: &[&[&str]] = &[
        &["mark", &a, "true", "--because", "x"],
        &["mark", short, "confirmed", "--because", "x"],
        &["attribution", &a, "true", "--because", "x"],
        &["attribution", "confirmed", &a, "--because", "x"],
        &["drop", &a, "--because", "x"],
        &["unlink", &a, "contradicts", &b],
        &["unlink", &b, "updates", &a],
        &["list", "--status", "open"],
    ];
    let said: Vec<String> =
        lines.iter().map(|line| format!("> claimbook {}\n{}", line.join(" "), desk.fails(line))).collect();
    insta::assert_snapshot!(said.join("\n"));
    assert!(desk.run(&["list", "disputed"]).err.contains("claimbook list --status disputed"));
}

#[test]
fn a_name_that_is_nearly_a_known_one_is_made_and_said() {
    let desk = Desk::new();
    desk.open("The bridge was closed.", &["--by", "Ada Lind"]);
    let ran = desk.run(&["open", "The bridge was open.", "--by", "Ada Lynd"]);
    insta::assert_snapshot!(ran.err);
}

#[test]
fn what_was_set_is_printed() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let out = desk.ok(&["set", &handle, "--stage", "review", "--topic", "bridges", "--public"]);
    assert!(out.ends_with("\n  stage review, topics bridges, public\n"), "{out}");
}
