//! Large workspaces to measure on, and whole processes to measure.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A workspace of invented claims that git has committed.
pub(crate) struct Large {
    pub(crate) folder: PathBuf,
}

impl Large {
    /// Writes it into this folder and commits it.
    pub(crate) fn make(folder: PathBuf, claims: usize) -> Result<Self> {
        let mut generate = Command::new(env!("CARGO"));
        generate.args(["run", "--quiet", "--release", "-p", "claimbook-core", "--example", "generate", "--"]);
        ran(generate.arg(&folder).arg(claims.to_string()))?;
        let large = Large { folder };
        let name = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
        for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "All"]] {
            ran(large.git().args(name).args(["-c", "gc.auto=0"]).args(arguments))?;
        }
        Ok(large)
    }

    pub(crate) fn claims(&self) -> PathBuf {
        self.folder.join("claims")
    }

    pub(crate) fn git(&self) -> Command {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder);
        git
    }

    /// Looks at every file whether it is as it was committed, with nothing that would spare it that.
    pub(crate) fn git_status(&self) -> Command {
        let mut git = self.git();
        git.args(["-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "status"]);
        git
    }

    /// The plain search for a word in every file: about the least that a program can do which opens them all.
    pub(crate) fn rg(&self, cores: usize) -> Command {
        let mut rg = Command::new("rg");
        rg.args(["-c", "-j", &cores.to_string(), "bridges"]).arg(self.claims());
        rg
    }

    pub(crate) fn claimbook(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
        command.arg("-C").arg(&self.folder).args(arguments);
        command
    }

    /// What a shell asks while somebody types, in the workspace's folder.
    pub(crate) fn completion(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbook"));
        command.current_dir(&self.folder).args(arguments);
        command
    }

    /// Throws away what commands kept.
    pub(crate) fn forget(&self) -> Result<()> {
        let kept = self.claims().join(".claimbook/cache");
        if kept.exists() { Ok(fs::remove_dir_all(kept)?) } else { Ok(()) }
    }

    /// Some file of a claim.
    pub(crate) fn a_claim(&self) -> Result<PathBuf> {
        for month in fs::read_dir(self.claims())? {
            let month = month?;
            if month.file_name().to_string_lossy().starts_with("20")
                && let Some(claim) = fs::read_dir(month.path())?.next()
            {
                return Ok(claim?.path());
            }
        }
        Err("the workspace has no claim".into())
    }

    /// The handle of that claim: the end of its file's name.
    pub(crate) fn handle(&self) -> Result<String> {
        let claim = self.a_claim()?;
        let name = claim.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(name.rsplit('-').next().unwrap_or(&name).to_owned())
    }
}

/// Runs a command that must succeed.
fn ran(command: &mut Command) -> Result<()> {
    if command.status()?.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}

/// How many seconds a command takes, from start to exit.
pub(crate) fn time(command: &mut Command) -> Result<f64> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let took = start.elapsed().as_secs_f64();
    // 1 is an answer too: `check` found something.
    match status.code() {
        Some(0 | 1) => Ok(took),
        _ => Err(format!("{command:?} failed").into()),
    }
}

/// Seconds of one command and of another beside it, in turn; the first pair warms the caches and does not count.
pub(crate) fn pairs(
    runs: usize,
    mut one: impl FnMut() -> Result<f64>,
    mut other: impl FnMut() -> Result<f64>,
) -> Result<Pairs> {
    let mut pairs = Pairs::default();
    for run in 0..=runs {
        let pair = (one()?, other()?);
        if run > 0 {
            pairs.0.push(pair);
        }
    }
    Ok(pairs)
}

#[derive(Default)]
pub(crate) struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    pub(crate) fn one(&self) -> f64 {
        median(self.0.iter().map(|pair| pair.0))
    }

    pub(crate) fn other(&self) -> f64 {
        median(self.0.iter().map(|pair| pair.1))
    }

    /// How many times as long the one takes: the median of the pairs' own ratios.
    pub(crate) fn ratio(&self) -> f64 {
        median(self.0.iter().map(|(one, other)| one / other))
    }

    /// How many milliseconds more the one takes.
    pub(crate) fn more(&self) -> f64 {
        median(self.0.iter().map(|(one, other)| (one - other) * 1000.0))
    }
}

pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Peak memory in MB, as GNU time tells it.
pub(crate) fn peak(command: &Command) -> Option<u64> {
    let mut timed = Command::new("time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let done = timed.stdout(Stdio::null()).output().ok()?;
    let told = String::from_utf8(done.stderr).ok()?;
    Some(told.lines().last()?.trim().parse::<u64>().ok()? * 1024 / 1_000_000)
}

/// How many bytes the files below a folder have.
pub(crate) fn bytes(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let (entry, meta) = entry.and_then(|entry| entry.metadata().map(|meta| (entry, meta)))?;
        sum += if meta.is_dir() { bytes(&entry.path())? } else { meta.len() };
    }
    Ok(sum)
}
