mod log;
mod record;
mod show;
mod take;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use axum::http::StatusCode;
use claimbook_intake::Reach;

use crate::testing::{Answer, Trial};

/// With a letter that takes two units in a browser, and one that takes two code points.
const TEXT: &str = "The 𝔇am leaks at night, said Ilse Maran, the harbour master. “We will not close it,” she added.\n\nThe \
                    cafe\u{301} by the dam stays open.\n\nNobody was hurt when the mast fell on 3 November 2024, according to the fire brigade.\n";
const DOCUMENT: &str = "title: \"On the dam\"\nkind: article\npublisher: courier\npublished: \"2024-11-06\"\ncaptures:\n  - at: \"2024-11-07T09:57:00Z\"\n    text: dam.txt\n";
const COURIER: &str = "name: The Courier\nkind: outlet\n";

fn with(more: &[(&str, &str)]) -> Trial {
    Trial::of(&[&files()[..], more].concat())
}

fn files() -> [(&'static str, &'static str); 3] {
    [("documents/dam.yaml", DOCUMENT), ("documents/dam.txt", TEXT), ("actors/courier.yaml", COURIER)]
}

/// The files of the claims, as they are.
fn claims(trial: &Trial) -> Vec<String> {
    let mut paths: Vec<_> = walk(&trial.path("")).into_iter().filter(|path| path.contains("/20")).collect();
    paths.retain(|path| path.ends_with(".yaml") && !path.contains("/documents/"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.to_string_lossy().into_owned()] })
        .collect()
}

/// The handle of the one claim.
fn handle(trial: &Trial) -> String {
    let all = claims(trial).concat();
    let id = all.lines().find_map(|line| line.strip_prefix("id: ")).unwrap().trim_matches('"').to_owned();
    id[id.len() - 8..].to_owned()
}

/// The value of the last field of this name.
fn field(page: &Answer, name: &str) -> String {
    let (_, rest) = page.text.rsplit_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Where words stand, in code points.
fn place(words: &str) -> (String, String) {
    let start = TEXT.split_once(words).unwrap().0.chars().count();
    (start.to_string(), (start + words.chars().count()).to_string())
}

async fn select(trial: &Trial, words: &str, fields: &[(&str, &str)]) -> Answer {
    let (start, end) = place(words);
    let text = field(&trial.get("/documents/dam").await, "text");
    let own = [("start", start.as_str()), ("end", &end), ("text", &text), ("words", words)];
    trial.post("/documents/dam", &[&own, fields].concat()).await
}
