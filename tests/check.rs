//! Finding what is wrong, as a user sees it.

use crate::desk::Desk;

/// A desk with a claim that has several faults, and files that cannot be read.
fn faulty() -> Desk {
    let desk = Desk::new();
    desk.write("actors/engineer.yaml", "name: \"The engineer\"\n");
    desk.write(
        "2024-11/dam.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910
claim: \"The dam was sound.\"
topcs: [dams]
about: last year
assertions:
  - id: a1
    by: enginer
  - id: a2
verdicts:
  - id: v1
    verdict: confirmed
",
    );
    desk.write("2024-11/terminal.yaml", "claim: \u{1b}[31mRed\n");
    desk.write("2024-11/typed.yaml", "claim: Minister: we never paid for the dam\n");
    desk.write("2024-11/old.yml", "claim: x\n");
    desk
}

#[test]
fn every_fault_is_shown_with_its_line_and_what_to_do() {
    let ran = faulty().run(&["check"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err, "");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn json_has_the_same_for_programs() {
    let ran = faulty().run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn a_desk_that_only_used_the_tool_has_no_problems() {
    let desk = Desk::new();
    std::fs::write(
        desk.folder().join("news.txt"),
        "The engineer said the dam was sound. Nobody asked again.\n",
    )
    .unwrap();
    let dam = desk.open(
        "The dam was sound.",
        &["--by", "The engineer", "--in", "news.txt", "--quote", "the dam was sound", "--when", "2024-10-28"],
    );
    let other = desk.open("The dam leaked.", &["--by", "unnamed:a worker"]);
    desk.ok(&["evidence", "add", &dam, "--supports", "news.txt"]);
    desk.ok(&["mark", &dam, "confirmed", "--because", "It says so."]);
    desk.ok(&["link", &dam, "contradicts", &other]);
    let files = desk.files();
    let document = files.iter().find_map(|path| path.strip_prefix("documents/")?.strip_suffix(".yaml"));
    let key = document.unwrap().to_owned();
    desk.ok(&["document", &key, "--original"]);
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    // What follows from the files is worth a note, and no problem.
    assert!(ran.out.contains("note[one-origin]"), "{}", ran.out);
    assert!(ran.out.ends_with("No problems in 6 files; 1 note.\n") && ran.err.is_empty(), "{}", ran.out);
}

#[test]
fn notes_alone_are_no_fault() {
    let desk = Desk::new();
    desk.write("a.yaml", "claim: x\n");
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.ends_with("No problems in 2 files; 1 note.\n"), "{}", ran.out);
}

#[test]
fn paths_lead_from_the_folder_that_one_is_in() {
    let desk = Desk::new();
    desk.write("2024-11/a.yaml", "claim: a: b\n");
    for (folder, path) in [("claims", "2024-11/a.yaml:1:9"), ("claims/2024-11", "../2024-11/a.yaml:1:9")] {
        let ran = desk.run(&["-C", folder, "check"]);
        assert!(ran.out.starts_with(path), "{}", ran.out);
    }
}

#[test]
fn no_workspace_is_another_matter_than_a_fault() {
    assert!(Desk::empty().fails(&["check"]).contains("no claimbook workspace"));
}

#[test]
fn a_read_only_look_needs_no_lock() {
    let desk = Desk::new();
    desk.ok(&["check"]);
    assert!(!desk.path(".claimbook/lock").exists());
}

#[test]
fn a_protected_source_stays_in_the_house() {
    let desk = Desk::new();
    desk.write(
        "actors/source-7f3a.yaml",
        "name: \"source-7f3a\"\nprotected: true\nshown_as: \"an official\"\naliases: [\"Jane Roe\"]\n",
    );
    desk.write(
        "2024-11/leak-about-roe.yaml",
        "claim: \"Roe said so.\"\nassertions:\n  - by: source-7f3a\n    when: a secret day\n",
    );
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--fix"],
        &["check", "--fix", "--format", "json"],
    ] {
        let ran = desk.run(args);
        assert_eq!(ran.code, 1);
        for secret in ["7f3a", "Roe", "roe", "secret"] {
            assert!(
                !ran.out.contains(secret) && !ran.err.contains(secret),
                "{secret}: {}{}",
                ran.out,
                ran.err
            );
        }
        assert!(ran.out.contains("invalid-date"), "{}", ran.out);
    }
    let out = desk.run(&["check", "--unredacted"]).out;
    assert!(out.contains("leak-about-roe.yaml:") && out.contains("a secret day"), "{out}");
}
