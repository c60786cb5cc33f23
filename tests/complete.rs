//! What can be typed next, as the scripts for shells ask for it.

use std::fs::{self, File};
use std::process::Command;

use crate::desk::Desk;

const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

fn desk() -> Desk {
    let desk = Desk::new();
    for (number, wording, topic) in [
        ("3f9a01c2", "The north bridge was closed: nobody said why.", "bridges"),
        ("3f9b77aa", "The ferry sank.", "old town"),
        ("70c3a910", "The dam is safe.", "dams"),
    ] {
        desk.write(
            &format!("2024-11/{number}.yaml"),
            &format!(
                "id: 0199d3a1-7c1e-7b3a-9d21-5e6f{number}\nclaim: \"{wording}\"\ntopics: [{topic}]\nassertions: [{{by: harbour-board}}]\n"
            ),
        );
    }
    desk.write("actors/harbour-board.yaml", "name: \"Harbour Board\"\n");
    desk.write("documents/minutes.yaml", "title: \"Minutes of the board\"\n");
    desk
}

/// What is offered for the last of some words. Nothing is ever said beside it.
fn asked(desk: &Desk, words: &[&str]) -> String {
    let place = words.len().to_string();
    let ran = desk.run(&[&["complete", &place, "claimbook"], words].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
    ran.out
}

fn words(desk: &Desk, words: &[&str]) -> Vec<String> {
    let out = asked(desk, words);
    out.lines().skip(1).map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn handles_come_with_their_wording_and_may_be_typed_in_part() {
    let desk = desk();
    insta::assert_snapshot!(asked(&desk, &["mark", ""]));
    assert_eq!(words(&desk, &["mark", "3f9A"]), ["3f9a01c2"]);
    assert_eq!(words(&desk, &["link", "3f9a", "updates", "70"]), ["70c3a910"]);
    assert_eq!(words(&desk, &["evidence", "add", "70"]), ["70c3a910"]);
    assert_eq!(words(&desk, &["open", "3f"]), [""; 0]);
    assert_eq!(words(&desk, &["-C", "claims", "drop", "7"]), ["70c3a910"]);
}

#[test]
fn so_do_actors_documents_topics_and_words_of_the_field() {
    let desk = desk();
    insta::assert_snapshot!(asked(&desk, &["assert", "3f9a", "--by", "h"]));
    insta::assert_snapshot!(asked(&desk, &["assert", "3f9a", "--in", ""]));
    assert_eq!(words(&desk, &["assert", "3f9a", "--by=h"]), ["--by=harbour-board"]);
    assert_eq!(words(&desk, &["open", "It fell.", "--topic", "o"]), ["old town"]);
    assert_eq!(words(&desk, &["mark", "3f9a", "unver"]), ["unverified", "unverifiable"]);
    assert_eq!(words(&desk, &["link", "3f9a", "contr"]), ["contradicts"]);
    assert_eq!(words(&desk, &["list", "--status", "mixed,dis"]), ["mixed,disputed"]);
    assert_eq!(words(&desk, &["show", "mi"]), ["minutes"]);
    assert_eq!(asked(&desk, &["log", "a"]), "files\n");
    assert_eq!(asked(&desk, &["init", ""]), "folders\n");
}

#[test]
fn and_the_filters_of_a_query() {
    let desk = desk();
    assert_eq!(words(&desk, &["list", "bridge", "st"]), ["status:", "stage:"]);
    assert_eq!(words(&desk, &["search", "status:mixed,ref"]), ["status:mixed,refuted"]);
    assert_eq!(words(&desk, &["list", "by:"]), ["by:harbour-board"]);
    assert_eq!(words(&desk, &["list", "in:m"]), ["in:minutes"]);
    assert_eq!(words(&desk, &["list", "topic:"]), ["topic:bridges", "topic:dams"]);
    assert_eq!(words(&desk, &["list", "colour:"]), [""; 0]);
}

#[test]
fn and_commands_and_options() {
    let desk = desk();
    assert_eq!(words(&desk, &["com"]), ["completions"]);
    assert_eq!(words(&desk, &["evidence", "re"]), ["retract"]);
    assert_eq!(words(&desk, &["show", "--form"]), ["--format"]);
    assert_eq!(words(&desk, &["show", "--format", ""]), ["text", "json"]);
    assert!(words(&desk, &[""]).contains(&"search".to_owned()));
}

#[test]
fn where_there_is_no_answer_there_is_silence() {
    let empty = Desk::empty();
    assert_eq!(asked(&empty, &["mark", ""]), "words\n");
    assert_eq!(asked(&empty, &["-C", "/nowhere", "mark", ""]), "words\n");
    assert_eq!(asked(&empty, &["nonsense", "--what", ""]), "words\n");
    let desk = desk();
    desk.write("2024-11/broken.yaml", "claim: [\n");
    assert_eq!(words(&desk, &["mark", "70"]), ["70c3a910"]);
}

#[test]
fn nobody_is_waited_for_and_nothing_is_made() {
    let desk = desk();
    fs::create_dir_all(desk.path(".claimbook")).unwrap();
    let lock = File::create(desk.path(".claimbook/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(words(&desk, &["mark", "70"]), ["70c3a910"]);
    assert!(!desk.path(".claimbook/cache").exists());
}

#[test]
fn a_protected_source_is_not_suggested() {
    let desk = desk();
    secret(&desk);
    let told: String = [
        &["show", ""][..],
        &["mark", ""],
        &["assert", "3f9a", "--by", ""],
        &["list", "by:"],
        &["open", "x", "--topic", ""],
    ]
    .map(|words| asked(&desk, words))
    .concat();
    assert!(told.contains("00000007") && !told.to_lowercase().contains("zq"), "{told}");
}

fn secret(desk: &Desk) {
    desk.write("actors/zq.yaml", "name: Zqanna Zqberg\nprotected: true\nshown_as: a docker\n");
    desk.write(
        "2024-11/secret.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000007\nclaim: \"Zqanna Zqberg saw it.\"\ntopics: [zqanna zqberg]\nassertions: [{by: zq}]\n",
    );
}

#[test]
fn of_a_large_workspace_what_was_kept_is_offered_and_what_came_since() {
    let desk = desk();
    for number in 0..2100 {
        desk.write(
            &format!("2024-10/{number}.yaml"),
            &format!("id: 0199d3a0-7c1e-7b3a-9d21-5e6f8000{number:04x}\nclaim: \"Ship {number} came.\"\n"),
        );
    }
    // To read all of it would take too long.
    assert_eq!(words(&desk, &["mark", "70"]), [""; 0]);
    desk.ok(&["list"]);
    assert_eq!(words(&desk, &["mark", "70"]), ["70c3a910"]);
    assert_eq!(words(&desk, &["mark", "8000"]).len(), 100);
    assert_eq!(words(&desk, &["assert", "3f9a", "--by", "h"]), ["harbour-board"]);
    assert_eq!(words(&desk, &["open", "x", "--topic", ""]), ["bridges", "dams", "old town"]);
    let handle = desk.open("The lighthouse went dark.", &[]);
    assert_eq!(asked(&desk, &["mark", &handle]), format!("words\n{handle}\tThe lighthouse went dark.\n"));
    // A wording that changed, once a command saw it; and all the same without the file of handles.
    desk.write("2024-10/7.yaml", "id: 0199d3a0-7c1e-7b3a-9d21-5e6f80000007\nclaim: \"Ship seven sank.\"\n");
    desk.ok(&["list"]);
    let all: Vec<String> = ["", "8000000", &handle].map(|begins| asked(&desk, &["mark", begins])).into();
    assert!(all[1].contains("80000007\tShip seven sank.\n"), "{}", all[1]);
    let handles = desk.path(".claimbook/cache/handles");
    for damage in [Some(&b"claimix1"[..]), None] {
        match damage {
            Some(bytes) => fs::write(&handles, bytes).unwrap(),
            None => fs::remove_file(&handles).unwrap(),
        }
        let again: Vec<String> =
            ["", "8000000", &handle].map(|begins| asked(&desk, &["mark", begins])).into();
        assert_eq!(again, all);
    }
    // Somebody who is protected from now on is not named from what was kept before.
    desk.write("actors/harbour-board.yaml", "name: \"Harbour Board\"\nprotected: true\nshown_as: a docker\n");
    secret(&desk);
    for asks in [&["assert", "3f9a", "--by", ""][..], &["mark", "0000"], &["open", "x", "--topic", "zq"]] {
        let told = asked(&desk, asks).to_lowercase();
        assert!(!told.contains("zq") && !told.contains("harbour"), "{told}");
    }
}

#[test]
fn scripts_are_printed_for_every_shell() {
    let desk = Desk::empty();
    for shell in SHELLS {
        assert!(desk.ok(&["completions", shell]).contains("claimbook complete"), "{shell}");
    }
    for shell in ["elvish", "powershell"] {
        assert!(desk.ok(&["completions", shell]).contains("sign-off"), "{shell}");
    }
}

/// What bash would put in the place of the word that is typed.
#[test]
fn bash_completes_words_that_it_parts_itself() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let desk = desk();
    fs::write(desk.folder().join("complete.bash"), desk.ok(&["completions", "bash"])).unwrap();
    let program = assert_cmd::cargo::cargo_bin!("claimbook").parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for (line, parts, reply) in [
        ("claimbook mark 3f9a", "claimbook mark 3f9a", "3f9a01c2"),
        ("claimbook list status:dis", "claimbook list status : dis", "disputed"),
        ("claimbook list status:", "claimbook list status :", "unchecked"),
        ("claimbook list x:y dis", "claimbook list x : y dis", ""),
        ("claimbook assert 3f --by=h", "claimbook assert 3f --by = h", "harbour-board"),
        ("claimbook open x --topic old", "claimbook open x --topic old", "old\\ town"),
    ] {
        let script = format!(
            "source complete.bash; COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({parts}); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9; _claimbook 2>/dev/null; printf '%s' \"${{COMPREPLY[0]-}}\""
        );
        let ran =
            Command::new("bash").args(["-c", &script]).current_dir(desk.folder()).env("PATH", &path).output();
        assert_eq!(String::from_utf8(ran.unwrap().stdout).unwrap(), reply, "{line}");
    }
}
