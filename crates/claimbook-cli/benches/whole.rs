//! Times whole processes: `cargo bench -p claimbook-cli`. It makes a workspace of 100,000 invented claims (or
//! `-- CLAIMS`), runs each command in turn with `rg -c -j CORES bridges` over the same files, and prints medians and
//! the ratio of each pair. Needs ripgrep; needs `time` (GNU) for peak memory, which is left out without it.
#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 7;
const QUICK_RUNS: usize = 21;
const CLAIMS: &str = "100000";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    // Cargo adds `--bench`.
    let claims = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let claims = claims.as_deref().unwrap_or(CLAIMS);
    let folder = tempfile::tempdir()?;
    let (large, small) = (folder.path().join("large"), folder.path().join("small"));
    generate(&large, claims)?;
    generate(&small, "100")?;
    let cores = std::thread::available_parallelism()?.to_string();
    println!("{claims} claims, {cores} cores; medians of {RUNS} pairs, caches warm\n");
    println!("{:<22}{:>10}{:>10}{:>8}{:>12}", "command", "seconds", "rg", "ratio", "peak MiB");
    for command in ["list", "report", "check"] {
        let mut pairs = Vec::new();
        for run in 0..=RUNS {
            let ours = time(&mut claimbook(&large, &[command]))?;
            let theirs = time(Command::new("rg").args(["-c", "-j", &cores, "bridges"]).arg(&large))?;
            // The first pair warms the caches.
            if run > 0 {
                pairs.push((ours.as_secs_f64(), theirs.as_secs_f64()));
            }
        }
        let (ours, theirs) = pairs.iter().copied().unzip();
        let ratio = median(pairs.iter().map(|(ours, theirs)| ours / theirs).collect());
        let peak = peak(&large, command).map_or("?".to_owned(), |peak| peak.to_string());
        println!("{command:<22}{:>10.3}{:>10.3}{ratio:>8.2}{peak:>12}", median(ours), median(theirs));
    }
    let handle = handle(&small)?;
    println!("\n{:<22}{:>10}", "100 claims", "ms");
    for arguments in [vec!["--help"], vec!["show", &handle]] {
        let mut times = Vec::new();
        for _ in 0..QUICK_RUNS {
            times.push(time(&mut claimbook(&small, &arguments))?.as_secs_f64() * 1000.0);
        }
        println!("{:<22}{:>10.1}", arguments.join(" "), median(times));
    }
    Ok(())
}

fn generate(folder: &Path, claims: &str) -> Result<()> {
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "-p", "claimbook-core", "--example", "generate", "--"])
        .arg(folder)
        .arg(claims)
        .status()?;
    if done.success() { Ok(()) } else { Err("the generator failed".into()) }
}

fn claimbook(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
    command.arg("-C").arg(folder).args(arguments);
    command
}

fn time(command: &mut Command) -> Result<Duration> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let took = start.elapsed();
    // 1 is an answer too: `check` found something.
    match status.code() {
        Some(0 | 1) => Ok(took),
        _ => Err(format!("{command:?} failed").into()),
    }
}

/// Peak memory in MiB, as GNU time tells it.
fn peak(folder: &Path, command: &str) -> Option<u64> {
    let done = Command::new("time")
        .args(["-f", "%M", env!("CARGO_BIN_EXE_claimbook"), "-C"])
        .arg(folder)
        .arg(command)
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8(done.stderr).ok()?;
    Some(told.lines().last()?.trim().parse::<u64>().ok()? / 1024)
}

/// The handle of some claim in the workspace: the end of its file's name.
fn handle(folder: &Path) -> Result<String> {
    for month in std::fs::read_dir(folder.join("claims"))? {
        let month = month?;
        if !month.file_name().to_string_lossy().starts_with("20") {
            continue;
        }
        if let Some(claim) = std::fs::read_dir(month.path())?.next() {
            let name = claim?.file_name().to_string_lossy().replace(".yaml", "");
            return Ok(name.rsplit('-').next().unwrap_or(&name).to_owned());
        }
    }
    Err("the workspace has no claim".into())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
