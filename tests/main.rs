//! End-to-end tests: each drives the built command as a user would.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod desk;

mod any_change;
mod cache;
mod capture;
mod careful;
mod changing;
mod check;
mod complete;
mod documents;
mod example;
mod fetch;
mod fix;
mod hostile;
mod import;
mod killed;
mod list;
mod log;
mod log_statements;
mod mark;
mod misuse;
mod open;
mod pages;
mod protected;
mod read;
mod report;
mod schema;
mod search;
mod serve;
mod serve_articles;
mod show;
mod similar;
mod site;
mod stale;
mod storm;
mod watch;
mod work;

/// Every test file is listed above: one that is not would never run.
#[test]
fn every_test_file_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(
                listed.contains(&format!("mod {module};")),
                "tests/{name} is not listed in tests/main.rs"
            );
        }
    }
}
