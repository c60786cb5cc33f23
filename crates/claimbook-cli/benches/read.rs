//! Times the reader: `cargo bench -p claimbook-cli --bench read`. It writes articles of its own from templates, times the library on
//! one core from raw text to JSON, and whole processes; it prints medians. Needs `time` (GNU) for peak memory, which is left out
//! without it.
#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use claimbook_reader::dates::Day;
use claimbook_reader::{Engine, Options, read};

const RUNS: usize = 7;
const QUICK_RUNS: usize = 21;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let cores = std::thread::available_parallelism()?;
    println!("{cores} cores; medians of {RUNS} runs, of {QUICK_RUNS} for 5 KB\n");
    println!("{:<34}{:>10}{:>10}{:>12}", "", "ms", "MB/s", "statements");
    for (name, engine) in [("model", Engine::Model), ("rules", Engine::Rules)] {
        for (size, runs) in [(5_000, QUICK_RUNS), (1_000_000, RUNS)] {
            let text = article(size);
            let mut statements = 0;
            let mut times = Vec::new();
            // The first run loads what is loaded once.
            for run in 0..=runs {
                let start = Instant::now();
                statements = library(&text, engine);
                if run > 0 {
                    times.push(start.elapsed().as_secs_f64());
                }
            }
            let seconds = median(times);
            let speed = text.len() as f64 / 1e6 / seconds;
            let what = format!("library, {name}, {} KB, one core", size / 1000);
            println!("{what:<34}{:>10.1}{speed:>10.2}{statements:>12}", seconds * 1000.0);
        }
    }
    println!("\n{:<34}{:>10}{:>10}{:>12}", "whole process", "ms", "MB/s", "peak MiB");
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("short.txt"), article(5_000))?;
    std::fs::write(path("long.txt"), article(1_000_000))?;
    let lines: String = (0..2000)
        .map(|id| {
            serde_json::json!({"doc_id": id, "text": article(5_000), "date": "2024-11-06"}).to_string() + "\n"
        })
        .collect();
    std::fs::write(path("texts.jsonl"), lines)?;
    claimbook(folder.path(), &["init", "--quiet"]).stdout(Stdio::null()).status()?;
    for (arguments, bytes, runs) in [
        (vec!["log", "short.txt"], 5_000, QUICK_RUNS),
        (vec!["read", "short.txt"], 5_000, QUICK_RUNS),
        (vec!["read", "long.txt"], 1_000_000, RUNS),
        (vec!["read", "--jsonl", "texts.jsonl"], 10_000_000, RUNS),
    ] {
        let mut times = Vec::new();
        for run in 0..=runs {
            let start = Instant::now();
            let done =
                claimbook(folder.path(), &arguments).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            if !done.success() {
                return Err(format!("{arguments:?} failed").into());
            }
            if run > 0 {
                times.push(start.elapsed().as_secs_f64());
            }
        }
        let seconds = median(times);
        let peak = peak(folder.path(), &arguments).map_or("?".to_owned(), |peak| peak.to_string());
        let what = arguments.join(" ");
        println!("{what:<34}{:>10.1}{:>10.2}{peak:>12}", seconds * 1000.0, f64::from(bytes) / 1e6 / seconds);
    }
    Ok(())
}

/// Raw text to JSON; how many statements there were. A part of what a statement says stands for the whole of it.
fn library(text: &str, engine: Engine) -> usize {
    let date = Some(Day { year: 2024, month: 11, day: 6 });
    let reading = read(text, &Options { date, engine, ..Options::default() });
    let statements: Vec<_> = reading
        .statements
        .iter()
        .map(|one| {
            let places = |spans: &[claimbook_reader::Span]| -> Vec<[usize; 2]> {
                spans.iter().map(|span| [span.start, span.end]).collect()
            };
            let (places_of, claim) = (&one.attribution, &one.proposition.claim);
            serde_json::json!({
                "source": places(&places_of.source), "cue": places(&places_of.cue),
                "content": places(&places_of.content), "when": one.said.when, "claim": claim,
            })
        })
        .collect();
    std::hint::black_box(serde_json::to_string(&statements).unwrap_or_default());
    statements.len()
}

/// An article of so many bytes, the same each time: sentences from templates, about half of them attributed to somebody.
fn article(bytes: usize) -> String {
    const FIRST: [&str; 8] = ["Ada", "Bo", "Cleo", "Dov", "Edda", "Finn", "Greta", "Hal"];
    const LAST: [&str; 8] = ["Lind", "Hale", "Marsh", "Okoro", "Petrenko", "Quist", "Ruiz", "Sato"];
    const ROLE: [&str; 6] = [
        "the mayor",
        "a spokeswoman for the port",
        "the ministry",
        "the harbour master",
        "an engineer",
        "police",
    ];
    const CUE: [&str; 8] =
        ["said", "told reporters", "warned", "added", "claimed", "announced", "wrote", "believes"];
    const WHAT: [&str; 8] = [
        "the bridge over the Orlen would stay shut until spring",
        "repairs had cost 12.5 million crowns, about a third more than planned",
        "nobody in the valley had been told of the leak",
        "the ferry would carry at least 1,200 people a day by June 2025",
        "the figures for October were “simply wrong”",
        "two of the piers, which date from 1931, must be replaced",
        "the council wants an inquiry before the end of the year",
        "the company had known of the crack since March",
    ];
    const DAY: [&str; 5] = ["on Monday", "on 28 October", "last week", "late on Tuesday", "in an interview"];
    // A linear congruential generator: no chance, and no crate for it.
    let mut state = 1_u64;
    let mut pick = |words: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(state >> 33).unwrap_or(0) % words.len();
        words.get(place).copied().unwrap_or_default()
    };
    let mut text = String::from("Bridge over the Orlen to stay shut\n\n");
    let mut sentences = 0;
    while text.len() < bytes {
        let (first, last, role, cue) = (pick(&FIRST), pick(&LAST), pick(&ROLE), pick(&CUE));
        let (what, more, day) = (pick(&WHAT), pick(&WHAT), pick(&DAY));
        let sentence = match pick(&["0", "1", "2", "3", "4", "5", "6", "7"]) {
            "0" => format!("{first} {last}, {role}, {cue} {day} that {what}."),
            "1" => format!("“It is plain that {what},” {cue} {last}. “We hear that {more}.”"),
            "2" => format!("According to {role}, {what}, and {more}."),
            "3" => format!("{role} {cue} {what}, {first} {last} {cue} {day}."),
            "4" => format!(
                "By the evening {what}; the market in the old town was open as usual, and few took notice."
            ),
            "5" => format!("Meanwhile {what}. It rained {day}, for the third time since the summer."),
            "6" => format!(
                "The road along the river is 40 km long and passes nine villages, of which {last} is the largest."
            ),
            _ => format!("He {cue} that {what} and that {more}."),
        };
        text.push_str(&sentence);
        sentences += 1;
        text.push_str(if sentences % 3 == 0 { "\n\n" } else { " " });
    }
    text
}

fn claimbook(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
    command.current_dir(folder).env("CLAIMBOOK_USER", "bench").args(arguments).stdin(Stdio::null());
    command
}

/// Peak memory in MiB, as GNU time tells it.
fn peak(folder: &Path, arguments: &[&str]) -> Option<u64> {
    let done = Command::new("time")
        .args(["-f", "%M", env!("CARGO_BIN_EXE_claimbook")])
        .args(arguments)
        .current_dir(folder)
        .env("CLAIMBOOK_USER", "bench")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8(done.stderr).ok()?;
    Some(told.lines().last()?.trim().parse::<u64>().ok()? / 1024)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
