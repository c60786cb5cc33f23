//! Times what follows from the files against reading them: `cargo bench -p claimbook-core --bench judgement`. It writes 100,000
//! invented claims (or `-- CLAIMS`), loads them, ties each to three others and every document to another, and works everything out:
//! once with nothing but ties and lineage to follow, once whole. Prints medians and their ratios to loading.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "its figures are its output, and it times"
)]

use std::error::Error;
use std::process::Command;
use std::time::Instant;

use claimbook_core::assess::Judgement;
use claimbook_core::model::{Day, Derivation, DerivedAs, Link, LinkType};
use claimbook_core::workspace::Workspace;

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;
const CLAIMS: &str = "100000";

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`.
    let claims = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let claims = claims.as_deref().unwrap_or(CLAIMS);
    let folder = tempfile::tempdir()?;
    let done = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "-p", "claimbook-core", "--example", "generate", "--"])
        .arg(folder.path())
        .arg(claims)
        .status()?;
    if !done.success() {
        return Err("the generator failed".into());
    }
    let root = folder.path().join("claims");
    let mut workspace = Workspace::load(&root)?;
    let load = median(|| Workspace::load(&root));
    tie(&mut workspace);
    let whole = median(|| Judgement::of(&workspace, Day::parse("2026-01-01")));
    bare(&mut workspace);
    let graph = median(|| Judgement::of(&workspace, Day::parse("2026-01-01")));
    let links: usize = workspace.claims.iter().map(|claim| claim.data.links.len()).sum();
    println!("{} claims, {links} links, {} documents", workspace.claims.len(), workspace.documents.len());
    println!("{:<28}{:>9}{:>9}", "", "seconds", "ratio");
    println!("{:<28}{load:>9.3}{:>9}", "loading", "1");
    println!("{:<28}{graph:>9.3}{:>9.2}", "ties and lineage", graph / load);
    println!("{:<28}{whole:>9.3}{:>9.2}", "everything, quotes too", whole / load);
    Ok(())
}

/// Ties each claim to three earlier ones, and each document to another.
fn tie(workspace: &mut Workspace) {
    let ids: Vec<_> = workspace.claims.iter().map(|claim| claim.data.id.clone()).collect();
    for (place, claim) in workspace.claims.iter_mut().enumerate() {
        for (step, kind) in [(1, LinkType::DependsOn), (7, LinkType::PartOf), (3, LinkType::Supports)] {
            // Somewhere before it: a number that jumps about.
            let to = ids.get((place * 7919 / 3 + step * 31) % place.max(1)).cloned().flatten();
            claim.data.links.push(Link { to, kind: Some(kind), ..Link::default() });
        }
    }
    let keys: Vec<String> = workspace.documents.iter().map(|document| document.key().to_owned()).collect();
    for (place, document) in workspace.documents.iter_mut().enumerate().skip(1) {
        let from = keys.get(place / 2).cloned();
        document.data.derived_from =
            vec![Derivation { document: from, kind: Some(DerivedAs::Syndicates), ..Derivation::default() }];
    }
}

/// Leaves nothing but ties and lineage to follow.
fn bare(workspace: &mut Workspace) {
    for claim in &mut workspace.claims {
        claim.data.quantities.clear();
        claim.data.assertions.iter_mut().for_each(|assertion| assertion.quote.clear());
        claim.data.evidence.iter_mut().for_each(|line| line.quote.clear());
        claim.data.verdicts.iter_mut().for_each(|verdict| verdict.saw = None);
    }
}

/// The middle of several times, in seconds. What the work made is thrown away outside of them.
fn median<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let made = std::hint::black_box(work());
            let took = start.elapsed().as_secs_f64();
            drop(made);
            took
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(RUNS / 2).copied().unwrap_or(f64::NAN)
}
