//! Articles with their answers, and whether a reading gives them. Shared by the test and by `examples/chances`.

use claimbook_reader::dates::Day;
use claimbook_reader::speakers::{Known, Speaker, SpeakerKind};
use claimbook_reader::{Options, Reading, Statement};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// An article's answers.
#[derive(Deserialize)]
pub(crate) struct Article {
    pub(crate) date: String,
    pub(crate) publisher: String,
    #[serde(default)]
    pub(crate) known: Vec<Actor>,
    pub(crate) statements: Vec<Answer>,
}

#[derive(Deserialize)]
pub(crate) struct Actor {
    pub(crate) key: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
}

/// Who says some words.
#[derive(Deserialize)]
pub(crate) struct Answer {
    pub(crate) words: String,
    pub(crate) speaker: Option<String>,
    pub(crate) unnamed: Option<String>,
    pub(crate) key: Option<String>,
    #[serde(default)]
    pub(crate) r#for: Option<String>,
    #[serde(default)]
    pub(crate) through: Vec<String>,
    #[serde(default)]
    pub(crate) citing: Vec<String>,
}

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(name)
}

/// The articles of a folder; none where there is no such folder.
pub(crate) fn articles(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    found.sort();
    found
}

/// An article and its answers.
pub(crate) fn load(path: &Path) -> (String, Article) {
    let answers = fs::read_to_string(path.with_extension("json")).unwrap();
    (fs::read_to_string(path).unwrap(), serde_json::from_str(&answers).unwrap())
}

pub(crate) fn options(article: &Article) -> Options {
    let mut date = article.date.split('-').map(|part| part.parse::<u32>().unwrap());
    let (year, month, day) = (date.next().unwrap(), date.next().unwrap(), date.next().unwrap());
    let known = |actor: &Actor| Known {
        key: actor.key.clone(),
        name: actor.name.clone(),
        aliases: actor.aliases.clone(),
    };
    Options {
        date: Some(Day { year: i32::try_from(year).unwrap(), month, day }),
        publisher: Some(article.publisher.clone()),
        known: article.known.iter().map(known).collect(),
        ..Options::default()
    }
}

/// Whether a statement's speaker is the one of the answer.
pub(crate) fn is_right(reading: &Reading<'_>, place: usize, answer: &Answer) -> bool {
    let Some(speaker) = reading.statements[place].voice.speaker.map(|speaker| &reading.speakers[speaker])
    else {
        return false;
    };
    match (&answer.key, &answer.speaker, &answer.unnamed) {
        (Some(key), _, _) => {
            let behalf = reading.statements[place].on_behalf.as_ref().and_then(|voice| voice.speaker);
            let body = behalf.filter(|_| speaker.kind == SpeakerKind::Unnamed);
            speaker.known.as_ref() == Some(key)
                || body.is_some_and(|body| reading.speakers[body].known.as_ref() == Some(key))
        }
        // Of two spellings of one name, either may stand as the name.
        (None, Some(name), _) => {
            let full = |other: &&String| other.split_whitespace().count() > 1;
            let named = |speaker: &Speaker| {
                std::iter::once(&speaker.name)
                    .chain(speaker.aliases.iter().filter(full))
                    .any(|one| plain(one) == plain(name))
            };
            // Of an unnamed spokesman, an answer may give the body alone.
            let behalf = reading.statements[place].on_behalf.as_ref().and_then(|voice| voice.speaker);
            let body = behalf.filter(|_| speaker.kind == SpeakerKind::Unnamed);
            let author = speaker.kind == SpeakerKind::Unnamed && is_by(&speaker.name, name);
            named(speaker) || author || body.is_some_and(|body| named(&reading.speakers[body]))
        }
        (None, None, Some(words)) => {
            speaker.kind == SpeakerKind::Unnamed
                || is_same_description(words, &speaker.name)
                || is_by(words, &speaker.name)
        }
        (None, None, None) => panic!("“{}” has no answer", answer.words),
    }
}

/// *A report by the Rail Board*, for the Rail Board: of a document, either may be told, itself or its author.
fn is_by(document: &str, author: &str) -> bool {
    let by = document.split_once(" by ").or_else(|| document.split_once(" from "));
    by.is_some_and(|(_, by)| plain(by).starts_with(&plain(author)))
}

/// The statement with the shortest content that holds the words.
pub(crate) fn innermost(reading: &Reading<'_>, words: &str) -> Option<usize> {
    let content = |statement: &Statement| -> String {
        let parts = statement.attribution.content.iter().map(|span| reading.text.slice(*span));
        parts.collect::<Vec<_>>().join(" ")
    };
    let holding =
        reading.statements.iter().enumerate().filter(|(_, statement)| content(statement).contains(words));
    holding.min_by_key(|(_, statement)| content(statement).chars().count()).map(|(place, _)| place)
}

/// A name as it is compared: in small letters, without *the* and marks.
pub(crate) fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
}

/// Whether two descriptions have the same noun: the last word before the first preposition.
pub(crate) fn is_same_description(one: &str, other: &str) -> bool {
    let head = |words: &str| -> Option<String> {
        let words = plain(words);
        let core = words
            .split(' ')
            .take_while(|word| !matches!(*word, "of" | "for" | "from" | "in" | "at" | "to" | "who"));
        core.last().map(|word| word.trim_end_matches('s').to_owned())
    };
    head(one) == head(other)
}
