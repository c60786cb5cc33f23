//! Linking, changing, editing and dropping claims.

use crate::desk::Desk;

#[test]
fn a_link_is_written_once_and_taken_away_again() {
    let desk = Desk::new();
    let a = desk.open("The bridge was closed.", &[]);
    let b = desk.open("The bridge was open.", &[]);
    insta::assert_snapshot!(desk.ok(&["link", &a, "contradicts", &b]));
    assert!(desk.run(&["link", &a, "contradicts", &b]).err.contains("tied so already"));
    assert!(desk.ok(&["show", &b]).contains("contradicted by"));
    desk.ok(&["unlink", &a, "contradicts", &b]);
    assert!(!desk.ok(&["show", &b]).contains("contradicted by"));
    assert!(desk.fails(&["unlink", &a, "contradicts", &b]).contains("no link"));
    assert!(desk.fails(&["link", &a, "updates", &a]).contains("to itself"));
    assert!(desk.fails(&["link", &a, "contradict", &b]).contains("Did you mean `contradicts`"));
}

#[test]
fn fields_are_set_and_only_they_change() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &["--topic", "bridges"]);
    let before = desk.read(&desk.file_of(&handle));
    desk.ok(&["set", &handle, "--stage", "researching", "--type", "event", "--about", "2024-10", "--public"]);
    let after = desk.read(&desk.file_of(&handle));
    insta::assert_snapshot!(after);
    assert!(
        before
            .lines()
            .filter(|line| !line.starts_with("stage") && !line.starts_with("public"))
            .all(|line| after.contains(line))
    );
    assert!(desk.run(&["set", &handle, "--public"]).err.contains("says so already"));
    assert!(desk.fails(&["set", &handle]).contains("Nothing was said to change"));
    assert!(
        desk.fails(&["set", &handle, "--stage", "reviewing"]).contains("logged, researching, review, closed")
    );
    desk.ok(&["set", &handle, "--private"]);
    assert!(desk.read(&desk.file_of(&handle)).contains("public: false"));
}

#[test]
fn topics_that_stay_keep_their_lines() {
    let desk = Desk::new();
    desk.write("a.yaml", "claim: It fell.\ntopics:\n  - dams   # ours\n  - rain\n");
    desk.ok(&["set", "It fell", "--topic", "dams", "--topic", "money"]);
    assert!(
        desk.read("a.yaml").ends_with("topics:\n  - dams   # ours\n  - money\n"),
        "{}",
        desk.read("a.yaml")
    );
}

#[test]
fn rewording_a_claim_that_was_decided_warns() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    desk.ok(&["mark", &handle, "unverified", "--because", "No log yet."]);
    let ran = desk.run(&["set", &handle, "--claim", "The bridge was closed for 40 days."]);
    assert!(ran.err.contains("given on the old wording"), "{}", ran.err);
}

#[test]
fn a_dropped_claim_lies_in_the_trash_with_the_reason() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let other = desk.open("The bridge was open.", &[]);
    desk.ok(&["link", &other, "contradicts", &handle]);
    assert!(desk.fails(&["drop", &handle, "--because", "Opened twice."]).contains("link to it"));
    desk.ok(&["unlink", &other, "contradicts", &handle]);
    let file = desk.file_of(&handle);
    insta::assert_snapshot!(desk.ok(&["drop", &handle, "--because", "Opened twice."]));
    assert!(!desk.path(&file).exists());
    let trashed = desk.read(&format!(".trash/{}", file.rsplit('/').next().unwrap()));
    assert!(trashed.contains("because: \"Opened twice.\""), "{trashed}");
    assert!(desk.fails(&["show", &handle]).contains("fits"));
}

#[cfg(unix)]
mod editor {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// An editor that runs a line of shell on the file.
    fn editor(desk: &Desk, line: &str) -> String {
        let path = desk.folder().join("editor.sh");
        std::fs::write(&path, format!("#!/bin/sh\n{line}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn what_was_edited_is_checked_before_it_is_written() {
        let desk = Desk::new();
        let handle = desk.open("The bridge was closed.", &[]);
        let file = desk.file_of(&handle);
        let before = desk.read(&file);

        let good = editor(&desk, "printf '# seen\\n' >> \"$1\"");
        desk.command().env("EDITOR", good).args(["edit", &handle]).assert().success();
        assert_eq!(desk.read(&file), format!("{before}# seen\n"));

        let bad = editor(&desk, "printf 'claim: a: b\\n' > \"$1\"");
        let output = desk.command().env("EDITOR", bad).args(["edit", &handle]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("is kept in"));
        assert_eq!(desk.read(&file), format!("{before}# seen\n"));

        let nothing = editor(&desk, "true");
        desk.command().env("EDITOR", nothing).args(["edit", &handle]).assert().success();
        desk.command().env("EDITOR", "no-such-editor").args(["edit", &handle]).assert().code(2);
    }
}
