//! A desk in one file: opens a workspace (or makes one), adds a claim that somebody put forward, marks it and lists
//! every claim with its status.
//!
//! ```text
//! cargo run -p claimbook-core --example desk -- DIR [MOMENT]
//! ```
//!
//! The workspace is `DIR/claims`. MOMENT is the time that the entries are signed with, such as
//! `2024-11-23T09:58:00Z`: the library asks no clock, so whoever uses it says what time it is.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it did")]

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimbook_core::assess::status;
use claimbook_core::ledger::{Asserting, Marking, Opening};
use claimbook_core::model::{IdSource, Instant, VerdictWord, When};
use claimbook_core::workspace::{self, Draft, Signature, Workspace};
use claimbook_core::{Error, Result};

/// The time, where none is given.
const MOMENT: &str = "2024-11-23T09:58:00Z";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("Name the folder in which the workspace is or is to be: desk DIR [MOMENT]");
        return ExitCode::from(2);
    };
    let now = Instant::new(arguments.next().unwrap_or_else(|| MOMENT.to_owned()));
    if now.seconds().is_none() {
        eprintln!("“{now}” is not a moment such as {MOMENT}.");
        return ExitCode::from(2);
    }
    match run(Path::new(&folder), now) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path, now: Instant) -> Result<()> {
    let root = open_or_make(folder)?;

    // Changes are collected in memory. The lock is held from here to the commit.
    let signature = Signature { by: "kim".into(), at: now };
    let mut draft = Draft::begin(&root, signature, IdSource::new(chance()))?;
    let claim = draft.open(&Opening {
        claim: "The bridge was closed for 40 days.".into(),
        topics: vec!["bridges".into()],
        assertion: Some(Asserting {
            // Nobody is filed under this name in a new workspace: an actor's file is made as well.
            by: Some("Ministry of Transport".into()),
            when: Some(When::new("2024-10-28")),
            cue: Some("said".into()),
            ..Asserting::default()
        }),
        ..Opening::default()
    })?;
    draft.mark(
        &claim,
        &Marking {
            verdict: VerdictWord::Disputed,
            because: "The operator's log says 31 days.".into(),
            evidence: None,
            confidence: None,
            resolves: false,
        },
    )?;
    let committed = draft.commit()?;
    for path in &committed.written {
        println!("wrote {path}");
    }

    list(&Workspace::load(&root)?);
    Ok(())
}

/// Looks in `folder` itself. A program for people rather calls [`Workspace::find`], which also looks upwards.
fn open_or_make(folder: &Path) -> Result<PathBuf> {
    match workspace::create(folder, Some("The bridge file")) {
        Err(Error::AlreadyThere { .. }) => Workspace::find(folder),
        made => made,
    }
}

fn list(workspace: &Workspace) {
    for filed in &workspace.claims {
        let claim = &filed.data;
        let asserters: Vec<&str> = claim
            .assertions
            .iter()
            .filter_map(|assertion| assertion.by.as_deref())
            .map(|key| workspace.actor_name(key))
            .collect();
        println!(
            "{:13}  {:8}  {}  ({})",
            status(claim, &workspace.settings),
            claim.handle().unwrap_or_default(),
            claim.claim,
            asserters.join(", ")
        );
    }
    for problem in workspace.broken() {
        println!("left out: {}: {}", problem.path, problem.trouble);
    }
}

/// Where new ids come from: the standard library seeds its hash tables from the system's source of chance.
fn chance() -> u64 {
    RandomState::new().build_hasher().finish()
}
