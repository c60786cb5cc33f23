//! What the environment says, asked once: where we are, who acts, what time it is.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash as _, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use claimbook_core::model::{Claim, Day, IdSource, Instant};
use claimbook_core::workspace::{Draft, Filed, Signature, Workspace};

use crate::cli::Global;
use crate::config;
use crate::error::{CliError, Result};
use crate::ui::Ui;

#[derive(Clone)]
pub(crate) struct Context {
    /// The folder that relative paths start from.
    pub(crate) here: PathBuf,
    user: Option<String>,
    now: Instant,
    seed: u64,
    /// Whether commands keep what they worked out for the next.
    caches: bool,
    /// Whether what earlier commands kept is believed.
    trusts: bool,
}

impl Context {
    pub(crate) fn new(global: &Global) -> Result<Self> {
        let start = std::env::current_dir()
            .map_err(|error| CliError::new(format!("The current folder cannot be read: {error}.")))?;
        let here = match &global.directory {
            Some(folder) => {
                let here = start.join(folder);
                if !here.is_dir() {
                    return Err(CliError::new(format!("{} is not a folder.", here.display())));
                }
                here
            }
            None => start,
        };
        let user = global.user.clone().map(|user| user.trim().to_owned()).filter(|user| !user.is_empty());
        Ok(Context { here, user, now: now()?, seed: seed(), caches: !global.no_cache, trusts: true })
    }

    /// The same at a later moment, for a command that goes on.
    pub(crate) fn again(&self) -> Result<Self> {
        Ok(Context { now: now()?, ..self.clone() })
    }

    /// The moment at which the command started.
    pub(crate) fn now(&self) -> &Instant {
        &self.now
    }

    /// The day on which the command started.
    pub(crate) fn today(&self) -> Option<Day> {
        self.now.date().and_then(Day::parse)
    }

    /// What tells this build of the program from others, where commands keep what they worked out for the next.
    pub(crate) fn program(&self) -> Option<u64> {
        let program = std::env::current_exe().and_then(|program| program.metadata()).ok()?;
        let mut hasher = std::hash::DefaultHasher::new();
        env!("CARGO_PKG_VERSION").hash(&mut hasher);
        (program.len(), program.modified().ok()?).hash(&mut hasher);
        self.caches.then(|| hasher.finish())
    }

    /// Whether what earlier commands kept is believed.
    pub(crate) fn trusts(&self) -> bool {
        self.trusts
    }

    /// Runs what looks at the workspace. Where what earlier commands kept turns out damaged, or a file changed meanwhile, it looks once
    /// more, at the files alone: that is slower, and never wrong. Nothing may have been told by then but warnings.
    pub(crate) fn look<T>(&self, mut look: impl FnMut(&Context) -> Result<T>) -> Result<T> {
        match look(self) {
            Err(CliError::Unsure) => look(&Context { trusts: false, ..self.clone() }),
            result => result,
        }
    }

    /// Chance for the ids of each of several drafts.
    pub(crate) fn seeds(&self) -> impl Fn() -> u64 + Send + Sync + 'static {
        let next = AtomicU64::new(self.seed);
        move || next.fetch_add(1, Ordering::Relaxed)
    }

    /// The workspace's folder.
    pub(crate) fn root(&self) -> Result<PathBuf> {
        Ok(Workspace::find(&self.here)?)
    }

    /// Reads the workspace, and says which of its files cannot be read.
    pub(crate) fn load(&self, ui: &mut Ui) -> Result<Workspace> {
        let workspace = Workspace::load(&self.root()?)?;
        name_broken(ui, &workspace);
        Ok(workspace)
    }

    /// Who acts, as `--user`, the environment, the user's configuration or git say; a terminal is asked once.
    pub(crate) fn user(&self, ui: &mut Ui) -> Result<String> {
        if let Some(user) = self.user.clone().or_else(config::user) {
            return Ok(user);
        }
        if ui.can_ask() {
            let name = crate::ask::line("Your name, for what you write: ")?;
            if !name.is_empty() {
                if config::remember(&name) {
                    ui.note("Remembered. Change it in your configuration, or for one command with --user.");
                }
                return Ok(name);
            }
        }
        Err(CliError::new("Nobody is named as the one who writes.")
            .hint("Add --user NAME, or set it for good: git config --global user.name \"Kim Example\""))
    }

    /// Waits until no other command writes, and starts a set of changes.
    pub(crate) fn draft(&self, ui: &mut Ui) -> Result<Draft> {
        let signature = Signature { by: self.user(ui)?, at: self.now.clone() };
        Ok(Draft::begin(&self.root()?, signature, IdSource::new(self.seed))?)
    }

    /// The claim that is meant.
    pub(crate) fn claim<'w>(&self, workspace: &'w Workspace, typed: &str) -> Result<&'w Filed<Claim>> {
        workspace.find_claim(typed, Some(&self.here)).map_err(|error| CliError::find(&error, workspace))
    }

    /// The path, from the workspace, of the claim that is meant.
    pub(crate) fn claim_path(&self, workspace: &Workspace, typed: &str) -> Result<String> {
        self.claim(workspace, typed).map(|claim| claim.path.clone())
    }
}

/// Broken files stop nothing, and are never passed over in silence.
pub(crate) fn name_broken(ui: &mut Ui, workspace: &Workspace) {
    let broken: Vec<_> = workspace.broken().collect();
    for problem in &broken {
        ui.warning(&format!("{} is left out: {}", problem.path, problem.trouble));
    }
    if broken.len() > 1 {
        ui.warning(&format!("{} files are left out.", broken.len()));
    }
    if !broken.is_empty() {
        ui.hint("`claimbook check` shows where each is broken and what to do.");
    }
}

/// The clock; tests set it with `CLAIMBOOK_NOW`.
fn now() -> Result<Instant> {
    if let Ok(fixed) = std::env::var("CLAIMBOOK_NOW") {
        let fixed = Instant::new(fixed);
        return match fixed.seconds() {
            Some(_) => Ok(fixed),
            None => Err(CliError::new("CLAIMBOOK_NOW is not a moment such as 2024-11-23T09:58:00Z.")),
        };
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds)
        .ok()
        .and_then(Instant::from_unix)
        .ok_or_else(|| CliError::new("The clock of this machine is set to a time beyond the calendar."))
}

/// Chance for new ids; tests set it with `CLAIMBOOK_SEED`.
fn seed() -> u64 {
    let fixed = std::env::var("CLAIMBOOK_SEED").ok().and_then(|seed| seed.parse().ok());
    // The standard library seeds its hash tables from the system's source of chance.
    fixed.unwrap_or_else(|| RandomState::new().build_hasher().finish())
}

/// Chance that nobody can guess, from the system's own source.
pub(crate) fn secret_chance() -> Result<[u8; 32]> {
    let mut chance = [0; 32];
    getrandom::fill(&mut chance)
        .map_err(|error| CliError::new(format!("The system gives no chance for a key: {error}.")))?;
    Ok(chance)
}
