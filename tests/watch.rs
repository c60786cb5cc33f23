//! `watch`: what is told when files are saved. Nothing here waits for a time: each line is waited for until it comes.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{Desk, NOW};

/// Only so that a test that fails ends.
const NEVER: Duration = Duration::from_secs(120);

const SOUND: &str = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The dam was sound.\"\n";
const FAULTY: &str =
    "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The dam was sound.\"\nabout: last year\n";

/// The command while it runs.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(desk: &Desk, args: &[&str]) -> Self {
        let mut child = command(desk, args).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Watch { child, lines }
    }

    /// The next line that is not empty.
    fn line(&self) -> String {
        loop {
            let line = self.lines.recv_timeout(NEVER).unwrap();
            if !line.is_empty() {
                return line;
            }
        }
    }

    fn lines(&self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.line()).collect()
    }

    /// What one look found: the codes of what is new, and of what is fixed.
    fn look(&self) -> (Vec<String>, Vec<String>) {
        let look: Value = serde_json::from_str(&self.line()).unwrap();
        assert!(look["version"] == 1 && look["at"] == NOW && look["error"].is_null(), "{look}");
        (codes(&look["new"]), codes(&look["fixed"]))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn codes(findings: &Value) -> Vec<String> {
    findings.as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

fn command(desk: &Desk, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimbook"));
    command.arg("watch").args(args).current_dir(desk.folder());
    command.env_clear().env("HOME", desk.folder()).env("CLAIMBOOK_NOW", NOW);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn ended(mut child: Child) -> ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(began.elapsed() < NEVER, "it goes on");
        std::thread::yield_now();
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    save(&desk, "2024-11/dam.yaml", SOUND);
    desk
}

/// Puts a file there whole: no look sees a part of it.
fn save(desk: &Desk, path: &str, text: &str) {
    let (new, path) = (desk.folder().join("new"), desk.path(path));
    fs::write(&new, text).unwrap();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::rename(new, path).unwrap();
}

const NOTHING: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());

fn new(codes: &[&str]) -> (Vec<String>, Vec<String>) {
    (codes.iter().map(|code| (*code).to_owned()).collect(), Vec::new())
}

fn fixed(codes: &[&str]) -> (Vec<String>, Vec<String>) {
    let (codes, none) = new(codes);
    (none, codes)
}

#[test]
fn it_tells_what_is_wrong_then_what_is_new_and_what_is_fixed() {
    let desk = desk();
    save(&desk, "2024-11/dam.yaml", FAULTY);
    let watch = Watch::start(&desk, &[]);
    let mut told = watch.lines(2);
    save(&desk, "2024-11/bridge.yaml", "claim: [unclosed\n");
    told.extend(watch.lines(5));
    save(&desk, "2024-11/dam.yaml", SOUND);
    told.extend(watch.lines(2));
    save(&desk, "2024-11/dam.yaml", &format!("{SOUND}topics: [dams]\n"));
    told.extend(watch.lines(1));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn one_object_a_line_for_other_programs() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    save(&desk, "2024-11/dam.yaml", FAULTY);
    let line = watch.line();
    insta::assert_snapshot!(line);
    save(&desk, "2024-11/dam.yaml", SOUND);
    assert_eq!(watch.look(), fixed(&["invalid-date"]));
}

#[test]
fn files_and_folders_come_and_go() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    let folder = desk.path("2024-12/deep/deeper");
    // Made elsewhere and put there whole.
    fs::create_dir_all(desk.path(".new/deep/deeper")).unwrap();
    fs::write(desk.path(".new/deep/deeper/a.yaml"), FAULTY.replace("70c3a910", "70c3a911")).unwrap();
    fs::rename(desk.path(".new"), desk.path("2024-12")).unwrap();
    assert_eq!(watch.look(), new(&["invalid-date"]));
    fs::write(folder.join("b.yaml"), "claim: [unclosed\n").unwrap();
    assert_eq!(watch.look(), new(&["broken-yaml"]));
    fs::rename(desk.path("2024-12"), desk.path(".gone")).unwrap();
    assert_eq!(watch.look(), fixed(&["invalid-date", "broken-yaml"]));
    fs::rename(desk.path(".gone"), desk.path("2025-01")).unwrap();
    assert_eq!(watch.look(), new(&["invalid-date", "broken-yaml"]));
    fs::remove_file(desk.path("2025-01/deep/deeper/b.yaml")).unwrap();
    assert_eq!(watch.look(), fixed(&["broken-yaml"]));
}

#[test]
fn hundreds_of_files_are_one_change_or_a_few() {
    const FILES: usize = 400;
    let desk = desk();
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    for number in 0..FILES {
        save(&desk, &format!("2024-10/{number}.yaml"), "claim: [unclosed\n");
    }
    let (mut found, mut looks) = (0, 0);
    while found < FILES {
        found += watch.look().0.len();
        looks += 1;
    }
    assert!(looks < FILES / 4, "{looks} looks");
}

#[test]
fn what_commands_keep_for_themselves_is_no_change() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    for name in ["one", "two", "three"] {
        for args in [&["list"][..], &["search", "dam"], &["check"], &["report"]] {
            desk.run(args);
        }
        save(&desk, ".git/index", name);
        save(&desk, "2024-11/.dam.yaml.swp", name);
        save(&desk, &format!("2024-11/{name}.yaml"), "claim: [unclosed\n");
        // Were there a look without a change, it would have come first.
        assert_eq!(watch.look(), new(&["broken-yaml"]));
    }
}

#[test]
fn it_goes_on_while_the_workspace_is_away_and_when_it_is_back() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    let (root, away) = (desk.path(""), desk.folder().join("away"));
    fs::rename(&root, &away).unwrap();
    let line = watch.line();
    assert!(line.contains("\"error\":"), "{line}");
    fs::write(away.join("2024-11/a.yaml"), "claim: [unclosed\n").unwrap();
    fs::rename(&away, &root).unwrap();
    assert_eq!(watch.look(), new(&["broken-yaml"]));
    save(&desk, "2024-11/dam.yaml", FAULTY);
    assert_eq!(watch.look(), new(&["invalid-date"]));
    save(&desk, "claimbook.yaml", "title: [unclosed\n");
    assert_eq!(watch.look(), new(&["broken-yaml"]));
    save(&desk, "claimbook.yaml", "title: The bridge file\n");
    assert_eq!(watch.look(), fixed(&["broken-yaml"]));
}

#[test]
fn without_notices_it_looks_every_so_often() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--every", "1", "--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    save(&desk, "2024-11/dam.yaml", FAULTY);
    assert_eq!(watch.look(), new(&["invalid-date"]));
    save(&desk, "2024-11/dam.yaml", SOUND);
    assert_eq!(watch.look(), fixed(&["invalid-date"]));
}

#[test]
fn without_a_cache_it_does_the_same() {
    let desk = desk();
    let watch = Watch::start(&desk, &["--no-cache", "--format", "json"]);
    assert_eq!(watch.look(), NOTHING);
    save(&desk, "2024-11/dam.yaml", FAULTY);
    assert_eq!(watch.look(), new(&["invalid-date"]));
    assert!(!desk.path(".claimbook/cache").exists());
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let desk = desk();
    let mut child = command(&desk, &[]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("2024-11-23 09:58:00 UTC  "), "{first}");
    save(&desk, "2024-11/dam.yaml", FAULTY);
    assert!(ended(child).success());
}

#[test]
fn where_there_is_no_workspace_it_says_so() {
    let desk = Desk::empty();
    assert!(desk.fails(&["watch"]).contains("claimbook init"));
    let desk = Desk::new();
    assert!(desk.fails(&["watch", "--every", "0"]).contains("--every"));
}

#[test]
fn a_protected_source_is_not_given_away_in_a_pipe() {
    let desk = desk();
    let claim = "claim: \"It leaked.\"\nassertions: [{id: a1, by: zqsource, when: someday}]\n";
    let actor = "name: \"Zqanna Berg\"\nkind: unnamed\nkindd: x\n";
    save(&desk, "2024-11/leak.yaml", claim);
    save(&desk, "actors/zqsource.yaml", &format!("{actor}protected: true\nshown_as: a clerk\n"));
    let watch = Watch::start(&desk, &[]);
    let mut told = watch.lines(2);
    save(&desk, "2024-11/leak.yaml", &format!("{claim}stage: begun\n"));
    told.push(watch.line());
    save(&desk, "2024-11/dam.yaml", FAULTY);
    while !told.last().unwrap().contains("2024-11/dam.yaml") {
        told.push(watch.line());
    }
    save(&desk, "actors/zqsource.yaml", "name: \"Zqanna Berg\"\nprotected: true\nshown_as: a clerk\n");
    while !told.last().unwrap().contains("fixed") {
        told.push(watch.line());
    }
    let told = told.join("\n");
    assert!(!told.to_lowercase().contains("zq") && !told.contains("leak.yaml"), "{told}");
    assert!(told.contains("a file of a protected source"), "{told}");
}

#[test]
fn who_becomes_protected_is_not_named_where_something_of_theirs_is_fixed() {
    let desk = desk();
    save(&desk, "actors/zqsource.yaml", "name: \"Zqanna Berg\"\nkind: unknowable\n");
    let watch = Watch::start(&desk, &["--format", "json"]);
    assert!(watch.line().contains("zqsource"));
    save(&desk, "actors/zqsource.yaml", "name: \"Zqanna Berg\"\nprotected: true\nshown_as: a clerk\n");
    let line = watch.line();
    assert!(line.contains("\"fixed\":[{") && !line.to_lowercase().contains("zq"), "{line}");
}
