//! However the files change, and whichever commands run in between: what was kept tells the same as the files, byte for byte.

use std::process::{Child, Command, Stdio};

use crate::storm::Storm;

/// So many desks, and so many steps on each; `CLAIMBOOK_STORMS` and `CLAIMBOOK_STORM_STEPS` make it more, `CLAIMBOOK_STORM_FROM` is the
/// first seed, `CLAIMBOOK_STORM_PROGRAM`
/// another build of the program, and `CLAIMBOOK_STORM_KEEP` where the desk goes on which something else was told.
const STORMS: u64 = 2;
const STEPS: u64 = 9;

pub(crate) fn set(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |set| set.parse().unwrap())
}

/// What is asked after every step.
pub(crate) fn asked(storm: &mut Storm) -> Vec<Vec<String>> {
    let word = storm.word();
    let more: [&[&str]; 22] = [
        &["list"],
        &["list", "--sort", "by"],
        &["list", "--unredacted", "--sort", "changed"],
        &["list", "flag:stale OR"],
        &["list", "by:a2", "--format", "json"],
        &["list", "in:d2", "pier"],
        &["list", "--flag", "premise-fell", "--format", "json"],
        &["list", "is:open", "-topic:bridges"],
        &["report"],
        &["report", "--unredacted", "--format", "json"],
        &["report", "--format", "markdown", "--group-by", "topic"],
        &["report", "--format", "csv", "--by", "a1"],
        &["report", "--in", "d1"],
        &["report", "--format", "html"],
        &["report", "--format", "html", "--public", "--by", "a1"],
        &["report", "--public", "--group-by", "asserter"],
        &["todo"],
        &["search", "inspektor"],
        &["search", "\"north pier\"", "-closed"],
        &["search", "brid*", "status:refuted", "--limit", "3"],
        &["search", "pier", "--unredacted", "--format", "json"],
        &["check"],
    ];
    let one = *storm.chance.of(&more);
    let all: [&[&str]; 7] = [
        &["list", "--format", "json"],
        &["check", "--format", "json"],
        &["report", "--format", "json"],
        &["todo", "--format", "json"],
        &["search", word, "--format", "json"],
        &["search", "crack bridge OR pier", "--format", "json", "--limit", "0"],
        one,
    ];
    all.iter().map(|args| args.iter().map(|arg| (*arg).to_owned()).collect()).collect()
}

pub(crate) fn start(storm: &Storm, args: &[String]) -> Child {
    let program = std::env::var_os("CLAIMBOOK_STORM_PROGRAM");
    Command::new(program.unwrap_or_else(|| assert_cmd::cargo::cargo_bin!("claimbook").into()))
        .args(args)
        .current_dir(storm.desk.folder())
        .env("HOME", storm.desk.folder())
        .env("CLAIMBOOK_USER", "kim")
        .env("CLAIMBOOK_NOW", storm.now())
        .env("CLAIMBOOK_SEED", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a command says, on both streams, and how it ends.
pub(crate) fn said(child: Child) -> (String, String, Option<i32>) {
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// All commands, with what was kept: one after the other, or at once. Then without.
pub(crate) fn compare(storm: &mut Storm, what: &str) {
    let commands = asked(storm);
    let at_once = storm.chance.below(3) == 0;
    let with: Vec<_> = if at_once {
        let children: Vec<Child> = commands.iter().map(|args| start(storm, args)).collect();
        children.into_iter().map(said).collect()
    } else {
        commands.iter().map(|args| said(start(storm, args))).collect()
    };
    let without: Vec<Child> = commands
        .iter()
        .map(|args| start(storm, &[args.as_slice(), &["--no-cache".to_owned()]].concat()))
        .collect();
    for ((args, with), without) in commands.iter().zip(with).zip(without) {
        let without = said(without);
        assert!(matches!(without.2, Some(0..=2)) && !without.1.contains("panicked"), "{what}: {without:?}");
        if with != without {
            if let Some(to) = std::env::var_os("CLAIMBOOK_STORM_KEEP") {
                Command::new("cp").arg("-a").arg(storm.desk.folder()).arg(to).status().unwrap();
            }
            let (with, without) = ([with.0, with.1].concat(), [without.0, without.1].concat());
            let same = with.lines().zip(without.lines()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| {
                text.lines().skip(same.saturating_sub(30)).take(45).collect::<Vec<_>>().join("\n")
            };
            assert_eq!(around(&with), around(&without), "{what}: {args:?}");
        }
    }
}

#[test]
fn what_was_kept_tells_the_same_as_the_files_however_they_change() {
    let from = set("CLAIMBOOK_STORM_FROM", 0);
    for seed in from..from + set("CLAIMBOOK_STORMS", STORMS) {
        let mut storm = Storm::new(seed);
        compare(&mut storm, &format!("seed {seed}, made"));
        for step in 0..set("CLAIMBOOK_STORM_STEPS", STEPS) {
            let mut what: Vec<String> = (0..=storm.chance.below(3)).map(|_| storm.change()).collect();
            if storm.chance.below(3) == 0 {
                let writing = storm.writing();
                let ran = said(start(&storm, &writing));
                assert!(matches!(ran.2, Some(0..=2)) && !ran.1.contains("panicked"), "{writing:?}: {ran:?}");
                what.push(writing.join(" "));
            }
            compare(&mut storm, &format!("seed {seed}, step {step}: {}", what.join("; ")));
        }
    }
}
