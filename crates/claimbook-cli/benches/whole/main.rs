//! Times whole processes on a large workspace: `cargo bench -p claimbook-cli --bench whole`. It makes a workspace of 100,000 invented
//! claims (or `-- CLAIMS`), runs each command in turn with what stands beside it, and prints medians and the ratio of each pair: the
//! table of docs/performance.md. Needs git and ripgrep; needs `time` (GNU) for peak memory, which is left out without it.
//!
//! `-- growth [LARGEST]` times workspaces of 1,000 claims and ten times as many each up to LARGEST, and draws docs/growth.svg. A million
//! claims take some 6 GB of disk.
#![expect(clippy::print_stdout, reason = "its figures are its output")]

mod growth;
mod large;
mod plot;

use std::fs::OpenOptions;
use std::io::Write as _;

use large::{Large, Pairs, Result, bytes, median, pairs, peak, time};

const RUNS: usize = 9;
const QUICK_RUNS: usize = 21;

fn main() -> Result<()> {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    match arguments.next().as_deref() {
        Some("growth") => growth::draw(arguments.next().map_or(Ok(1_000_000), |largest| largest.parse())?),
        Some(claims) => table(claims.parse()?),
        None => table(100_000),
    }
}

/// Prints the table.
fn table(claims: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let large = Large::make(folder.path().join("large"), claims)?;
    let cores = std::thread::available_parallelism()?.get();
    println!("{claims} claims, {cores} cores; medians of {RUNS} pairs, caches warm\n");
    println!("{:<44}{:>9}{:>9}{:>9}{:>8}", "", "s", "beside", "told", "MB");

    let status = || time(&mut large.git_status());
    let search = ["search", "north bridges"];
    for command in [&["report"][..], &["list"], &["todo"], &["check"], &search] {
        let pairs = pairs(RUNS, || time(&mut large.claimbook(command)), status)?;
        let told = if command == search {
            format!("+{:.0} ms", pairs.more())
        } else {
            format!("× {:.2}", pairs.ratio())
        };
        row(&format!("{}, beside git status", command.join(" ")), &pairs, &told, &large, command);
    }
    for command in [&["report"][..], &["list"], &["todo"]] {
        let changed = || {
            let mut claim = OpenOptions::new().append(true).open(large.a_claim()?)?;
            writeln!(claim, "# seen")?;
            drop(claim);
            time(&mut large.claimbook(command))
        };
        let pairs = pairs(RUNS, changed, || time(&mut large.claimbook(command)))?;
        let told = format!("+{:.0} ms", pairs.more());
        row(&format!("{}, one file changed, beside none", command.join(" ")), &pairs, &told, &large, command);
    }
    let no_cache = ["report", "--no-cache"];
    let without = || time(&mut large.claimbook(&no_cache));
    let built = || large.forget().and_then(|()| time(&mut large.claimbook(&["report"])));
    let both = pairs(RUNS, built, without)?;
    row(
        "report, nothing kept, beside --no-cache",
        &both,
        &format!("× {:.2}", both.ratio()),
        &large,
        &["report"],
    );
    let both = pairs(RUNS, without, || time(&mut large.rg(cores)))?;
    row("report --no-cache, beside rg", &both, &format!("× {:.2}", both.ratio()), &large, &no_cache);

    let handle = large.handle()?;
    let part = handle.get(..4).unwrap_or(&handle);
    println!("\n{:<44}{:>9}", "", "ms");
    let completion = ["complete", "2", "claimbook", "mark", part];
    for command in [&["show", &handle][..], &completion, &["--help"]] {
        let run = || if command == completion { large.completion(command) } else { large.claimbook(command) };
        let times: Result<Vec<f64>> = (0..QUICK_RUNS).map(|_| time(&mut run())).collect();
        println!("{:<44}{:>9.1}", command.join(" "), median(times?.into_iter()) * 1000.0);
    }
    // What every command keeps.
    for command in [&["report"][..], &["check"], &search] {
        time(&mut large.claimbook(command))?;
    }
    let (kept, own) = (bytes(&large.claims().join(".claimbook/cache"))?, of_claims(&large)?);
    println!("\nkept: {:.2} of the claims' own {} MB", kept as f64 / own as f64, own / 1_000_000);
    Ok(())
}

fn row(name: &str, pairs: &Pairs, told: &str, large: &Large, command: &[&str]) {
    let peak = peak(&large.claimbook(command)).map_or("?".to_owned(), |peak| peak.to_string());
    println!("{name:<44}{:>9.3}{:>9.3}{told:>9}{peak:>8}", pairs.one(), pairs.other());
}

/// How many bytes the claims have.
fn of_claims(large: &Large) -> Result<u64> {
    let mut sum = 0;
    for folder in std::fs::read_dir(large.claims())? {
        let folder = folder?;
        if folder.file_name().to_string_lossy().starts_with("20") {
            sum += bytes(&folder.path())?;
        }
    }
    Ok(sum)
}
