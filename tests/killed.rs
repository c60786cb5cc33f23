//! Commands that are killed at any moment: the next one finds everything as it was before, or as it should be.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::desk::{Desk, NOW};

/// Starts a command that is not waited for.
fn start(desk: &Desk, args: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("claimbook"))
        .args(args)
        .current_dir(desk.folder())
        .env("CLAIMBOOK_USER", "kim")
        .env("CLAIMBOOK_NOW", NOW)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the command once `moment` has come. It may be over before that is seen: what must hold afterwards holds then
/// as well.
fn kill_when(mut child: Child, moment: impl Fn() -> bool) {
    while child.try_wait().unwrap().is_none() {
        if moment() {
            child.kill().unwrap();
            child.wait().unwrap();
            return;
        }
        std::thread::yield_now();
    }
}

/// How many files a folder of the tool's own holds.
fn count(folder: &Path) -> usize {
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.count(),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            0
        }
    }
}

/// What the tool keeps for itself between commands.
fn own_files(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(desk.path(".claimbook"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| !entry.path().is_dir() || count(&entry.path()) > 0)
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_command_on_many_files_that_is_killed_changes_all_or_none() {
    const CLAIMS: usize = 30;
    let desk = Desk::new();
    let names: Vec<String> = (0..CLAIMS).map(|number| format!("claims/{number:02}.yaml")).collect();
    for number in 0..CLAIMS {
        desk.write(&format!("{number:02}.yaml"), &format!("claim: Bridge {number} was closed.\n"));
    }
    let mut args = vec!["mark", names[0].as_str(), "disputed", "--because", "Two logs differ."];
    args.extend(names[1..].iter().flat_map(|name| ["--also", name]));
    let new = desk.path(".claimbook/new");
    let plan = desk.path(".claimbook/undo/plan.json");
    for round in 0..12 {
        let child = start(&desk, &args);
        // While the new files are written, once all are there, and while they take their places.
        kill_when(child, || match round {
            0..4 => count(&new) > round * 7,
            4..8 => plan.exists() && count(&new) <= CLAIMS - (round - 4),
            _ => plan.exists() && count(&new) <= CLAIMS / (round - 6),
        });
        desk.ok(&["open", &format!("Round {round} is over.")]);
        let verdicts: Vec<usize> = (0..CLAIMS)
            .map(|number| desk.read(&format!("{number:02}.yaml")).matches("verdict: disputed").count())
            .collect();
        assert!(verdicts.iter().all(|count| *count == verdicts[0]), "round {round}: {verdicts:?}");
        assert_eq!(own_files(&desk), [".gitignore", "lock"], "round {round}");
    }
}

#[test]
fn an_article_whose_logging_was_killed_is_logged_once_by_the_same_command() {
    const SENTENCES: usize = 100;
    let article: String = (0..SENTENCES)
        .map(|number| format!("Bridge {number} was closed for repairs in March.\n\n"))
        .collect();
    let args = ["log", "article.txt", "--title", "Bridges", "--take", "sentences", "--by", "Ministry"];
    let new = "claims/.claimbook/new";
    for round in 0..4 {
        let desk = Desk::new();
        std::fs::write(desk.folder().join("article.txt"), &article).unwrap();
        let new = desk.folder().join(new);
        let plan = desk.path(".claimbook/undo/plan.json");
        kill_when(start(&desk, &args), || match round {
            0 => count(&new) > 0,
            1 => count(&new) > SENTENCES / 2,
            2 => plan.exists(),
            _ => plan.exists() && count(&new) < SENTENCES / 2,
        });
        desk.ok(&args);
        let claims: Vec<String> = desk
            .files()
            .iter()
            .filter(|path| path.starts_with("2024-11/"))
            .map(|path| desk.read(path))
            .collect();
        assert_eq!(claims.len(), SENTENCES, "round {round}");
        for number in 0..SENTENCES {
            let line = format!("claim: \"Bridge {number} was closed for repairs in March.\"");
            let with = claims.iter().filter(|claim| claim.contains(&line)).count();
            assert_eq!(with, 1, "round {round}: {line}");
        }
        assert_eq!(own_files(&desk), [".gitignore", "lock"], "round {round}");
        assert!(!desk.ok(&["check"]).contains("error["));
    }
}
