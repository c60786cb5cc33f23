//! Measures which claims are said to be much like a statement, on statements of which somebody has said which claims they repeat.
//!
//! ```text
//! cargo run --release -p claimbook-index --example similar -- FOLDER SET…
//! ```
//!
//! FOLDER has `claims/NAME.jsonl` (lines of `{id, claim, …}`) and for each SET, which begins with such a NAME and `_`, `queries.jsonl`
//! (lines of `{id, text}`) and `qrels.tsv` (TREC judgements: `query 0 claim 1`). For a row of scores it prints how many warnings there
//! would be, how many of them are right, and how many of the repeated claims are found.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for measuring; it stops at the first bad line"
)]

use std::collections::HashSet;
use std::path::Path;

use claimbook_index::{LEAST, Wordings};
use serde_json::Value;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    for set in arguments {
        measure(Path::new(&folder), &set);
    }
}

fn measure(folder: &Path, set: &str) {
    let name = set.split('_').next().unwrap();
    let claims = rows(&folder.join(format!("claims/{name}.jsonl")));
    let texts: Vec<&str> = claims.iter().map(|claim| text(claim, "claim")).collect();
    let judgements = std::fs::read_to_string(folder.join(set).join("qrels.tsv")).unwrap();
    let ids: HashSet<&str> = claims.iter().map(|claim| text(claim, "id")).collect();
    let mut right: HashSet<(&str, &str)> = HashSet::new();
    for line in judgements.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns[3] != "0" && ids.contains(columns[2]) {
            right.insert((columns[0], columns[2]));
        }
    }
    let wordings = Wordings::of(&texts);
    let queries = rows(&folder.join(set).join("queries.jsonl"));
    let mut told: Vec<(f64, bool, &str)> = Vec::new();
    for query in &queries {
        let id = text(query, "id");
        for like in wordings.like(text(query, "text"), |_| true) {
            told.push((like.score, right.contains(&(id, text(&claims[like.at], "id"))), id));
        }
    }
    println!("{set}: {} statements, {} claims, {} repeated", queries.len(), claims.len(), right.len());
    for least in [LEAST, LEAST + 0.05, LEAST + 0.1, LEAST + 0.2] {
        let over = || told.iter().filter(|(score, ..)| *score >= least);
        let good = over().filter(|(_, good, _)| *good).count();
        let warned: HashSet<&str> = over().map(|(_, _, id)| *id).collect();
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "  from {least:.2}: {} warnings for {} statements, {:.0} % right; {:.0} % of the repeated found",
            over().count(),
            warned.len(),
            percent(good, over().count()),
            percent(good, right.len())
        );
    }
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}
