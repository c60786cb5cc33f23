//! The example workspace and the README: what they promise holds, and what they show is what the command prints.
//!
//! After a change to what is printed, `CLAIMBOOK_README=write cargo test example` writes the new output into the
//! README; read the difference before you keep it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use claimbook_core::assess::{saw, standing};
use claimbook_core::workspace::Workspace;

use crate::desk::Desk;

/// The day on which the example's desk has done its last work.
const EXAMPLE_NOW: &str = "2024-11-12T18:00:00Z";

/// Where the README's ten minutes take place.
const HOME: &str = "/home/kim/baths";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a command in a copy of the example, so that nothing can write to the repository's own.
fn on_example(desk: &Desk, args: &[&str]) -> (i32, String) {
    if !desk.path("claimbook.yaml").is_file() {
        copy(&repository().join("claims"), &desk.path(""));
    }
    let mut command = desk.command();
    run(command.env("CLAIMBOOK_NOW", EXAMPLE_NOW).args(args))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Runs a command, and returns its exit code and all that a terminal would show.
fn run(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    let shown = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8(shown).unwrap())
}

#[test]
fn the_readme_shows_the_report_on_the_example() {
    let desk = Desk::empty();
    hold_readme(|block| {
        let [step] = block.as_mut_slice() else { return };
        if step.command == "cargo run --release -- report" {
            let (code, shown) = on_example(&desk, &["report"]);
            assert_eq!(code, 0, "{shown}");
            step.compare(&shown);
        }
    });
}

#[test]
fn the_first_ten_minutes_go_as_the_readme_says() {
    let desk = Desk::empty();
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    fs::write(desk.folder().join("article.txt"), fenced(&readme, "text")).unwrap();
    fs::write(desk.folder().join("old.csv"), fenced(&readme, "csv")).unwrap();
    let mut steps = 0;
    hold_readme(|block| {
        for step in block {
            if let Some(typed) = step.command.strip_prefix("claimbook ") {
                steps += 1;
                let mut command = desk.command();
                // Each command of a real desk has chance of its own.
                let (code, shown) = run(command.env("CLAIMBOOK_SEED", steps.to_string()).args(words(typed)));
                assert_eq!(code, 0, "$ claimbook {typed}\n{shown}");
                step.compare(&shown.replace(desk.folder().to_str().unwrap(), HOME));
            }
        }
    });
    assert!(steps > 12, "the README has only {steps} steps");
}

#[test]
fn the_example_shows_every_kind_of_judgement() {
    let desk = Desk::empty();
    let (code, shown) = on_example(&desk, &["check", "--unredacted"]);
    assert_eq!(code, 1, "{shown}");
    assert!(!shown.contains("error["), "{shown}");
    for finding in [
        "warning[forked]",
        "warning[stale]",
        "warning[quote-changed]",
        "warning[circular]",
        "warning[policy]",
        "note[premise-fell]",
        "note[figures-in-tension]",
        "note[uncorrected-copy]",
        "note[withdrawn]",
        "note[one-origin]",
        "note[lineage-unknown]",
        "note[due]",
        "note[no-evidence]",
    ] {
        assert!(shown.contains(finding), "{finding} is not in:\n{shown}");
    }
    let (code, todo) = on_example(&desk, &["todo"]);
    assert_eq!(code, 0, "{todo}");
    assert!(todo.contains("claimbook ask 97ab249b pentagon --no-reply"), "{todo}");
    let (_, report) = on_example(&desk, &["report"]);
    assert!(report.contains("Rests on one origin"), "{report}");
    let (_, listed) = on_example(&desk, &["list", "--flag", "stale"]);
    assert!(listed.starts_with("b44ab2c2") && listed.lines().count() == 1, "{listed}");
    let (_, suggested) = on_example(&desk, &["suggest", "4def28e5"]);
    assert!(suggested.contains("contradicts"), "{suggested}");
}

#[test]
fn the_example_can_be_seen_as_it_was() {
    let desk = Desk::empty();
    let (_, then) = on_example(&desk, &["list", "27-28 October", "--as-of", "2024-11-08"]);
    assert!(then.contains("unverified"), "{then}");
    let (_, due) = on_example(&desk, &["list", "--flag", "due", "--as-of", "2024-11-08"]);
    assert!(due.contains("bfcec1e3"), "{due}");
    for command in [vec!["list"], vec!["report"], vec!["todo"], vec!["show", "bfcec1e3"]] {
        let mut then = command.clone();
        then.extend(["--as-of", "2024-11-12"]);
        assert_eq!(on_example(&desk, &command), on_example(&desk, &then), "{command:?}");
    }
}

#[test]
fn the_example_shows_what_the_readme_says_it_does() {
    let desk = Desk::empty();
    let show = |record: &str| on_example(&desk, &["show", record]).1;
    let relayed = show("put the whole world at risk");
    assert!(relayed.contains("that Censor.NET reported that Politico reported that Mark Rutte"), "{relayed}");
    assert!(relayed.contains("NOT CHECKABLE") && relayed.contains("Whether it was said: confirmed"));
    let forecast = show("27-28 October");
    assert!(forecast.contains("citing\n            Ukrainian intelligence"), "{forecast}");
    assert!(forecast.contains("MIXED") && forecast.contains("unverified, low confidence"), "{forecast}");
    let briefing = show("97ab249b");
    assert!(briefing.contains("Pat Ryder, speaking for the Pentagon, said so"), "{briefing}");
    assert!(briefing.contains("Evidence for") && briefing.contains("Evidence against"), "{briefing}");
    assert!(show("of ammunition").contains("one source, not four"));
    assert!(show("at the front").contains("took it back on 11 November"));
    assert!(show("of their GDP").contains("2 verdicts stand beside each other"));
}

#[test]
fn the_four_papers_have_one_wire_story() {
    let desk = Desk::empty();
    let wire = on_example(&desk, &["show", "example-wire-2024-11-07"]).1;
    let reprints = desk
        .files()
        .iter()
        .filter(|path| path.starts_with("documents/") && path.ends_with(".yaml"))
        .filter(|path| desk.read(path).contains("{document: example-wire-2024-11-07, as: syndicates}"))
        .count();
    assert_eq!(reprints, 4, "{wire}");
}

#[test]
fn the_example_names_no_protected_source_outside_the_desk() {
    let desk = Desk::empty();
    for format in ["text", "markdown", "html", "json", "csv"] {
        let (_, shown) = on_example(&desk, &["report", "--format", format]);
        assert!(!shown.contains("source-d6c1"), "{format}:\n{shown}");
    }
}

#[test]
fn every_verdict_of_the_example_saw_what_is_there_today() {
    let workspace = Workspace::load(&repository().join("claims")).unwrap();
    let mut verdicts = 0;
    for filed in &workspace.claims {
        let claim = &filed.data;
        // Reworded after its verdict, to show what that looks like.
        if claim.handle().as_deref() == Some("b44ab2c2") {
            continue;
        }
        for seen in standing::heads(claim, None).iter().filter_map(|verdict| verdict.saw.as_ref()) {
            verdicts += 1;
            assert_eq!(seen.claim, Some(saw::wording(claim)), "{}", filed.path);
            let figures = (!claim.quantities.is_empty()).then(|| saw::quantities(claim));
            assert_eq!(seen.quantities, figures, "{}", filed.path);
            for line in &claim.evidence {
                let digest = line.id.as_ref().and_then(|id| seen.evidence.get(id));
                assert_eq!(digest, Some(&saw::evidence(line)), "{}", filed.path);
            }
        }
    }
    assert_eq!(verdicts, 12);
}

#[test]
fn editors_find_the_schemas_of_today_in_the_example() {
    let fresh = Desk::new();
    for kind in ["actor", "claim", "document", "workspace"] {
        let path = format!(".schema/{kind}.json");
        let example = fs::read_to_string(repository().join("claims").join(&path)).unwrap();
        assert_eq!(example, fresh.read(&path), "run `claimbook schema --write` in the repository");
    }
}

#[test]
fn the_claims_in_the_readme_are_claims() {
    let desk = Desk::new();
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let mut claims = 0;
    for block in readme.split("```yaml\n").skip(1) {
        claims += 1;
        desk.write(&format!("claim-{claims}.yaml"), block.split_once("```").unwrap().0);
    }
    assert_eq!(desk.ok(&["list", "The baths closed in January 2023."]).lines().count(), claims);
}

#[test]
fn the_readme_names_every_command() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let table = readme.split_once("## Every command").unwrap().1.split_once("\n## ").unwrap().0;
    let help = Desk::empty().ok(&["--help"]);
    let commands = help.split_once("Start\n").unwrap().1.split_once("Options\n").unwrap().0;
    // `  link, unlink  Tie claims together`
    let lines = commands.lines().filter_map(|line| line.strip_prefix("  "));
    for name in lines.filter_map(|line| line.split("  ").next()).flat_map(|names| names.split(", ")) {
        assert!(
            table.contains(&format!("`{name} ")) || table.contains(&format!("`{name}`")),
            "the README does not name `{name}`"
        );
    }
}

/// One command of a `console` block of the README, and what is shown below it.
struct Step {
    command: String,
    shown: Vec<String>,
}

impl Step {
    /// What is shown must be what is printed. `…` as the last line stands for the rest; a step may show nothing.
    fn compare(&mut self, printed: &str) {
        if self.shown.is_empty() {
            return;
        }
        let mut printed: Vec<String> = printed.trim_end().lines().map(str::to_owned).collect();
        if self.shown.last().is_some_and(|line| line == "…") {
            printed.truncate(self.shown.len() - 1);
            printed.push("…".to_owned());
        }
        if writes_readme() {
            self.shown = printed;
        } else {
            let (shown, printed) = (self.shown.join("\n"), printed.join("\n"));
            assert_eq!(shown, printed, "\nthe README's output of `{}`", self.command);
        }
    }
}

fn writes_readme() -> bool {
    std::env::var_os("CLAIMBOOK_README").is_some_and(|value| value == "write")
}

/// Goes through the README's `console` blocks; where it is to be written, with what `each` made of them.
fn hold_readme(mut each: impl FnMut(&mut Vec<Step>)) {
    // Two tests hold the README; they must not write it at once.
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let path = repository().join("README.md");
    let before = fs::read_to_string(&path).unwrap();
    let mut after = String::new();
    let mut lines = before.lines();
    while let Some(line) = lines.next() {
        after.extend([line, "\n"]);
        if line == "```console" {
            let mut block: Vec<Step> = Vec::new();
            for line in lines.by_ref().take_while(|line| *line != "```") {
                match line.strip_prefix("$ ") {
                    Some(command) => block.push(Step { command: command.to_owned(), shown: Vec::new() }),
                    None => block.last_mut().unwrap().shown.push(line.to_owned()),
                }
            }
            each(&mut block);
            for step in &block {
                after.push_str(&format!("$ {}\n", step.command));
                step.shown.iter().for_each(|line| after.extend([line.as_str(), "\n"]));
            }
            after.push_str("```\n");
        }
    }
    if writes_readme() {
        fs::write(&path, after).unwrap();
    } else {
        assert_eq!(before, after);
    }
}

/// The first block of the README in this language.
fn fenced<'r>(readme: &'r str, language: &str) -> &'r str {
    let start = readme.split_once(&format!("```{language}\n")).unwrap().1;
    start.split_once("```").unwrap().0
}

/// The words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn a_page_is_the_same_from_what_was_kept() {
    let desk = Desk::empty();
    let (_, claims) = on_example(&desk, &["list", "--unredacted"]);
    let mut names: Vec<String> =
        claims.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    let files = desk.files();
    let records = files.iter().filter(|path| path.starts_with("actors/") || path.starts_with("documents/"));
    names.extend(records.filter_map(|path| path.strip_suffix(".yaml")?.split('/').nth(1)).map(str::to_owned));
    names.push("soldiers".to_owned());
    assert!(names.len() > 30);
    for name in &names {
        for options in [&["--unredacted"][..], &["--format", "json", "--unredacted"], &[]] {
            let show = |more: &[&str]| on_example(&desk, &[&["show", name], options, more].concat());
            assert_eq!(show(&[]), show(&["--no-cache"]), "{name} {options:?}");
        }
    }
}
