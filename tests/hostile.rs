//! Input that is odd, huge or made to do harm: a clear error or the right result, and nothing lost.

use crate::desk::Desk;

#[test]
fn a_claim_may_say_anything() {
    let desk = Desk::new();
    let long = "word ".repeat(20_000);
    let wordings = [
        "no",
        "12:30",
        "1e5",
        "2024-11-06",
        "~",
        "null",
        "- not a list",
        "a: b # c",
        "say \"what\" 'now'",
        "@handle",
        "%50",
        "*star",
        "&and",
        "!bang",
        "{brace}",
        "[bracket]",
        "| pipe",
        "> more",
        "tab\there",
        "line\nbreak",
        "emoji 🧵👩‍👩‍👧",
        "مرحبا بالعالم",
        "\u{202e}reversed",
        "bell\u{7} and \u{1b}[31mred",
        "日本語の文",
        "…",
        "---",
        "...",
        long.trim(),
    ];
    for wording in wordings {
        let handle = desk.open("placeholder", &[]);
        let file = desk.file_of(&handle);
        let ran = desk.run(&["set", &handle, "--claim", wording]);
        assert_eq!(ran.code, 0, "{wording:?}: {}", ran.err);
        let page: serde_json::Value =
            serde_json::from_str(&desk.ok(&["show", &handle, "--format", "json"])).unwrap();
        assert_eq!(page["claim"], wording, "{}", desk.read(&file));
    }
    let ran = desk.run(&["open", "-5 degrees were measured"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(desk.fails(&["open", " \n "]).contains("needs words"));
    assert!(desk.fails(&["open", &"x".repeat(100), "--about", "yesterday"]).contains("2024-10-28"));
}

#[test]
fn odd_files_are_left_out_by_name_and_stop_nothing() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    desk.write("empty.yaml", "");
    desk.write("deep.yaml", &format!("claim: {}", "[".repeat(100_000)));
    desk.write("twice.yaml", "claim: a\nclaim: b\n");
    desk.write("laughs.yaml", &laughs());
    desk.write("x.yaml/inside.yaml", "claim: In a folder that is called like a file\n");
    std::fs::write(desk.path("binary.yaml"), [0u8, 159, 146, 150, 255]).unwrap();
    std::fs::write(desk.path("latin.yaml"), b"claim: caf\xe9\n").unwrap();
    let huge = std::fs::File::create(desk.path("huge.yaml")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let ran = desk.run(&["show", &handle]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("is left out"), "{}", ran.err);
    assert!(ran.err.contains("files are left out."), "{}", ran.err);
    assert!(desk.ok(&["show", "called like a file"]).contains("In a folder"));
    desk.ok(&["mark", &handle, "refuted", "--because", "It was open."]);
}

/// References that multiply: nine levels of ten would be a thousand million words.
fn laughs() -> String {
    let mut text = String::from("claim: x\na0: &a0 ha\n");
    for level in 1..10 {
        let before = format!("*a{}", level - 1);
        let list = [before.as_str(); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    text
}

#[cfg(unix)]
#[test]
fn links_on_the_disk_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let secret = desk.folder().join("secret.yaml");
    std::fs::write(&secret, "claim: A secret\n").unwrap();
    symlink(&secret, desk.path("out.yaml")).unwrap();
    symlink(desk.path(""), desk.path("circle")).unwrap();
    symlink("/etc", desk.path("etc")).unwrap();
    let ran = desk.run(&["show", &handle]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("out.yaml is left out: it is a link"), "{}", ran.err);
    assert!(desk.fails(&["show", "A secret"]).contains("fits"));
    let checked = desk.run(&["check"]);
    assert!(
        checked.out.contains("claims/circle:") && checked.out.contains("link to another folder"),
        "{}",
        checked.out
    );
    // Documents of a workspace whose folder leads out are not written there.
    std::fs::remove_dir_all(desk.path("documents")).unwrap();
    symlink(desk.folder(), desk.path("documents")).unwrap();
    assert!(desk.fails(&["document", "brief", "--title", "Brief"]).contains("leads out of the workspace"));
    assert!(!desk.folder().join("brief.yaml").exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    // A limit on the size of files stands in for the disk: the write fails half-way in the same place.
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let file = desk.file_of(&handle);
    let before = desk.read(&file);
    let program = assert_cmd::cargo::cargo_bin!("claimbook");
    let script = format!(
        "trap '' XFSZ; ulimit -f 1; exec {} mark {handle} refuted --because \"$(head -c 5000 /dev/zero | tr '\\0' x)\"",
        program.display()
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(desk.folder())
        .env("CLAIMBOOK_USER", "kim")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not be written"));
    assert_eq!(desk.read(&file), before);
    desk.ok(&["mark", &handle, "refuted", "--because", "It was open."]);
}

#[test]
fn nobody_who_writes_is_an_error_with_the_line_to_type() {
    let desk = Desk::new();
    let output = desk
        .command()
        .env_remove("CLAIMBOOK_USER")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .args(["open", "The bridge was closed."])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_error() {
    let desk = Desk::new();
    let handle = desk.open(&"word ".repeat(20_000), &[]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimbook"))
        .args(["show", &handle])
        .current_dir(desk.folder())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn outside_a_workspace_the_error_says_how_to_make_one() {
    let desk = Desk::empty();
    insta::assert_snapshot!(desk.fails(&["show", "x"]));
    desk.ok(&["init"]);
    assert!(desk.fails(&["init"]).contains("is there already"));
    // From any folder below it the workspace is found.
    std::fs::create_dir_all(desk.folder().join("a/b")).unwrap();
    desk.ok(&["-C", "a/b", "open", "The bridge was closed."]);
    assert!(desk.fails(&["-C", "nowhere", "open", "x"]).contains("not a folder"));
}
