//! Whatever happens to what is kept between commands, no answer is another: at worst it comes later.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::any_change::{asked, compare, said, set, start};
use crate::storm::Storm;

fn cache(storm: &Storm) -> PathBuf {
    storm.desk.path(".claimbook/cache")
}

/// Puts something else in the place of a file of the cache, in part or whole.
fn damage(storm: &mut Storm) -> String {
    let files: Vec<PathBuf> = match fs::read_dir(cache(storm)) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
        Err(_) => return "there was nothing to damage".to_owned(),
    };
    let (Some(path), other) = (files.get(storm.chance.below(files.len())), storm.chance.below(files.len()))
    else {
        return "there was nothing to damage".to_owned();
    };
    let mut bytes = fs::read(path).unwrap_or_default();
    let at = storm.chance.below(bytes.len().max(1));
    let what = storm.chance.below(9);
    match what {
        0 => bytes.truncate(at),
        1 => bytes.extend([0; 9]),
        2 => bytes.clear(),
        3 => bytes = fs::read(&files[other]).unwrap_or_default(),
        4 => drop(fs::remove_file(path)),
        _ => {
            for _ in 0..=storm.chance.below(4) {
                let (at, bit) = (storm.chance.below(bytes.len().max(1)), storm.chance.below(8));
                bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << bit);
            }
        }
    }
    match (what, storm.chance.below(2)) {
        (4, _) => {}
        // Where it lies, under the hands of whoever reads it; or a whole new file.
        (_, 0) => fs::write(path, bytes).unwrap(),
        _ => {
            let new = storm.desk.folder().join("new");
            fs::write(&new, bytes).unwrap();
            let _ = fs::rename(new, path);
        }
    }
    format!("{} was damaged ({what}, {at})", path.display())
}

#[test]
fn damage_changes_no_answer() {
    let from = set("CLAIMBOOK_STORM_FROM", 0);
    for seed in from..from + set("CLAIMBOOK_STORMS", 1) {
        let mut storm = Storm::new(seed);
        compare(&mut storm, &format!("seed {seed}, made"));
        for step in 0..set("CLAIMBOOK_STORM_STEPS", 8) {
            let mut what = vec![format!("seed {seed}, step {step}")];
            if storm.chance.below(3) > 0 {
                what.push(storm.change());
                said(start(&storm, &["list".to_owned()]));
            }
            what.extend((0..=storm.chance.below(3)).map(|_| damage(&mut storm)));
            compare(&mut storm, &what.join("; "));
        }
    }
}

#[test]
fn damage_while_commands_run_changes_no_answer() {
    let mut storm = Storm::new(21);
    for round in 0..set("CLAIMBOOK_STORM_STEPS", 5) {
        let what = storm.change();
        let commands = asked(&mut storm);
        let without =
            |args: &Vec<String>| start(&storm, &[args, &vec!["--no-cache".to_owned()][..]].concat());
        let expected: Vec<_> = commands.iter().map(|args| said(without(args))).collect();
        let children: Vec<Child> = commands.iter().map(|args| start(&storm, args)).collect();
        for _ in 0..40 {
            damage(&mut storm);
        }
        for ((args, child), expected) in commands.iter().zip(children).zip(expected) {
            assert_eq!(said(child), expected, "round {round}: {what}: {args:?}");
        }
    }
}

#[test]
fn killed_while_it_keeps_something_leaves_nothing_wrong() {
    let mut storm = Storm::new(22);
    for round in 0..set("CLAIMBOOK_STORM_STEPS", 5) {
        let what = storm.change();
        let before = made_by_now(&storm);
        let mut child = start(&storm, &["search".to_owned(), "bridge".to_owned()]);
        // When a file is begun, or later; it may be over before that is seen.
        let mut looks = 0;
        while child.try_wait().unwrap().is_none() {
            looks += usize::from(made_by_now(&storm) != before);
            if looks > round as usize * 3 {
                child.kill().unwrap();
            }
            std::thread::yield_now();
        }
        child.wait().unwrap();
        compare(&mut storm, &format!("round {round}: {what}"));
    }
}

/// The files of the cache, by name.
fn made_by_now(storm: &Storm) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(cache(storm)).into_iter().flatten();
    let mut names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    names
}

/// Puts something in a place; the second path is a folder elsewhere.
type Put = fn(&Path, &Path);

#[test]
fn a_place_where_nothing_can_be_kept_changes_no_answer() {
    let mut storm = Storm::new(23);
    let (own, cache) = (storm.desk.path(".claimbook"), cache(&storm));
    let elsewhere = storm.desk.folder().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let ways: [(&str, Put); 3] = [
        ("a file", |place, _| fs::write(place, "a file").unwrap()),
        ("a link", link),
        ("a link to nothing", |place, elsewhere| link(place, &elsewhere.join("nothing"))),
    ];
    for place in [&cache, &own] {
        for (what, put) in &ways {
            let _ = fs::remove_dir_all(&own);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            put(place, &elsewhere);
            said(start(&storm, &["list".to_owned()]));
            let what = format!("{what}: {}", storm.change());
            compare(&mut storm, &what);
            assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0, "{what}");
            fs::remove_file(place).unwrap();
            fs::create_dir_all(&own).unwrap();
        }
    }
    // Folders where files are wanted.
    for name in ["listing", "changes", "text", "findings", "covered"] {
        fs::create_dir_all(cache.join(name)).unwrap();
    }
    compare(&mut storm, "folders");
}

#[cfg(unix)]
fn link(place: &Path, to: &Path) {
    std::os::unix::fs::symlink(to, place).unwrap();
}

#[cfg(not(unix))]
fn link(place: &Path, _: &Path) {
    fs::write(place, "a file").unwrap();
}

#[test]
fn two_versions_of_the_tool_in_turn_change_no_answer() {
    let mut storm = Storm::new(24);
    let other = storm.desk.folder().join("claimbook-of-another-day");
    fs::copy(assert_cmd::cargo::cargo_bin!("claimbook"), &other).unwrap();
    for round in 0..4 {
        let what = storm.change();
        for args in asked(&mut storm).iter().take(5) {
            let run = |extra: &[String]| {
                let mut command = Command::new(&other);
                command.args(args).args(extra).current_dir(storm.desk.folder());
                command.env("HOME", storm.desk.folder()).env("CLAIMBOOK_NOW", storm.now());
                said(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
            };
            let expected = run(&["--no-cache".to_owned()]);
            assert_eq!(run(&[]), expected, "round {round}: {what}: {args:?}");
            assert_eq!(said(start(&storm, args)), expected, "round {round}: {what}: {args:?}");
            assert_eq!(run(&[]), expected, "round {round}: {what}: {args:?}");
        }
    }
}

#[test]
fn a_clock_that_jumps_changes_no_answer() {
    let storm = Storm::new(25);
    let moments =
        ["2024-11-20", "2031-01-01", "1970-01-01", "2024-11-21", "0001-01-01", "9999-12-31", "2024-11-20"];
    for moment in moments {
        for args in
            [["list", "--format", "json"], ["todo", "--format", "json"], ["check", "--format", "json"]]
        {
            let run = |extra: &[&str]| {
                let mut command = storm.desk.command();
                command.env("CLAIMBOOK_NOW", format!("{moment}T09:58:00Z")).args(args).args(extra);
                command.output().unwrap()
            };
            assert_eq!(run(&[]), run(&["--no-cache"]), "{moment}: {args:?}");
        }
    }
}

#[test]
fn nobody_waits_for_a_lock_to_look() {
    let mut storm = Storm::new(26);
    // As another command that writes, or where a file system cannot lock.
    storm.desk.open("The lock is there.", &[]);
    let lock = fs::File::open(storm.desk.path(".claimbook/lock")).unwrap();
    lock.lock().unwrap();
    compare(&mut storm, "while another command writes");
    lock.unlock().unwrap();
}

#[test]
fn what_is_left_of_damage_is_mended_by_the_way() {
    let storm = Storm::new(27);
    let commands = [
        ["list", "--format", "json"],
        ["search", "pier OR rail OR union OR vera OR міст", "--limit=0"],
        ["check", "--format", "json"],
    ];
    let run =
        |args: &[&str]| said(start(&storm, &args.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()));
    // What is kept of files that were written only just now is not relied on: it is made again when that is some commands ago.
    for round in 0..5 {
        if round == 4 {
            fs::remove_dir_all(cache(&storm)).unwrap();
        }
        for args in commands {
            run(&args);
        }
    }
    for name in ["listing", "text"] {
        let path = cache(&storm).join(name);
        let mut bytes = fs::read(&path).unwrap();
        let end = bytes.len() - bytes.len() / 8;
        bytes[end..].fill(0xff);
        fs::write(&path, &bytes).unwrap();
        for _ in 0..2 {
            for args in commands {
                assert_eq!(run(&args), run(&[&args[..], &["--no-cache"]].concat()), "{name}: {args:?}");
            }
        }
        assert!(fs::read(&path).unwrap() != bytes, "{name} is made anew");
    }
}

#[test]
fn an_answer_is_that_of_one_moment_while_a_file_changes() {
    let storm = Storm::new(28);
    let (desk, path) = (&storm.desk, storm.desk.path("2024-11/flips.yaml"));
    let claim = |verdict: &str, quote: usize| {
        format!(
            "id: {}\nclaim: The pier is {verdict}.\nassertions:\n- {{id: a1, by: a1, in: d1, quote: {{exact: \"The pier has {quote} cracks.\"}}}}\nverdicts:\n- {{id: v1, verdict: {verdict}, at: \"2024-11-02T10:00:00Z\", by: kim}}\n",
            "0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910"
        )
    };
    desk.write("documents/d1.txt", "The pier has 3 cracks.");
    let sides = [claim("refuted", 3), claim("disputed", 4)];
    let put = |side: &str| {
        let new = desk.folder().join("new");
        fs::write(&new, side).unwrap();
        fs::rename(new, &path).unwrap();
    };
    let commands: [&[&str]; 4] = [
        &["list", "--format", "json"],
        &["list", "--status", "refuted", "--format", "json"],
        &["todo", "--format", "json"],
        &["search", "pier", "--format", "json"],
    ];
    let args = |args: &[&str]| args.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let expected = sides.clone().map(|side| {
        put(&side);
        commands.map(|command| said(start(&storm, &args(&[command, &["--no-cache"]].concat()))))
    });
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                sides.iter().for_each(|side| put(side));
            }
        });
        let told: Vec<_> = (0..set("CLAIMBOOK_STORM_STEPS", 12))
            .map(|_| commands.map(|command| said(start(&storm, &args(command)))))
            .collect();
        over.store(true, Ordering::Relaxed);
        for (place, told) in told.iter().flat_map(|told| told.iter().enumerate()) {
            assert!(expected.iter().any(|one| one[place] == *told), "{:?}: {told:?}", commands[place]);
        }
    });
}
