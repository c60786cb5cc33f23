//! Measures who is told to speak, on articles with hard cases that were written, with their answers, by people who had not seen the code.
//!
//! `cargo test -p claimbook-reader --test speakers -- --nocapture` prints the figures. The resolver was developed on `dev`; `held` is for
//! articles that nobody has looked at, which are only ever measured as a whole, and may be empty. Articles that lie elsewhere are measured,
//! with a line for each statement, by
//!
//!     ARTICLES=FOLDER cargo test --release -p claimbook-reader --test speakers -- --ignored --nocapture

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement; it stops at the first bad article"
)]

mod gold;

use claimbook_reader::speakers::Voice;
use claimbook_reader::{Reading, read};
use gold::{Article, articles, folder, innermost, is_right, options, plain};
use std::path::{Path, PathBuf};

/// How many statements of the answers were found, and whose speakers are right.
#[derive(Debug, Default)]
struct Figures {
    wanted: usize,
    found: usize,
    /// Their words lie in a statement that is right for another answer: this one was not told apart from it.
    inside_another: usize,
    silent: usize,
    right: usize,
    right_and_sure: usize,
    wrong_as_proposal: usize,
    wrong_and_sure: usize,
    on_behalf: Beside,
    through: Beside,
    citing: Beside,
}

/// Voices beside the speaker, of the statements that were found: how many the answers have, how many were proposed, how many of those are right.
#[derive(Debug, Default)]
struct Beside {
    wanted: usize,
    proposed: usize,
    right: usize,
}

impl Beside {
    fn count<'v>(
        &mut self,
        reading: &Reading<'_>,
        wanted: &[String],
        voices: impl Iterator<Item = &'v Voice>,
    ) {
        let names: Vec<String> = voices
            .filter_map(|voice| voice.speaker)
            .map(|speaker| plain(&reading.speakers[speaker].name))
            .collect();
        self.wanted += wanted.len();
        self.proposed += names.len();
        self.right += wanted.iter().filter(|one| names.contains(&plain(one))).count();
    }
}

impl Figures {
    fn proposed(&self) -> usize {
        self.right + self.wrong_as_proposal + self.wrong_and_sure
    }

    fn share_right(&self) -> f64 {
        f64::from(u32::try_from(self.right).unwrap())
            / f64::from(u32::try_from(self.proposed().max(1)).unwrap())
    }
}

#[test]
fn speakers_of_the_articles_at_hand_are_told() {
    let figures = measure(&folder("dev"), List::Wrong);
    assert!(figures.share_right() >= 0.9, "{figures:?}");
    assert_eq!(figures.wrong_and_sure, 0, "{figures:?}");
}

#[test]
fn speakers_of_articles_never_looked_at_are_told() {
    // The aim is nine of ten right and none wrong that is marked as sure; of these one in thirty is the floor (docs/reader.md).
    let figures = measure(&folder("held"), List::Nothing);
    assert!(figures.wanted == 0 || figures.share_right() >= 0.9, "{figures:?}");
    assert!(figures.wrong_and_sure * 30 <= figures.right_and_sure, "{figures:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "only here may a folder elsewhere be named")]
#[ignore = "lists the articles of any folder, for whoever works on the resolver"]
fn speakers_of_a_folder_are_listed() {
    let chosen = std::env::var_os("ARTICLES").map_or_else(|| folder("dev"), PathBuf::from);
    measure(&chosen, List::All);
}

/// Which statements are listed beside the figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Nothing,
    Wrong,
    All,
}

fn measure(folder: &Path, list: List) -> Figures {
    let mut figures = Figures::default();
    for path in articles(folder) {
        let (source, article) = gold::load(&path);
        let reading = read(&source, &options(&article));
        let before = (figures.right, figures.proposed());
        let lines = one(&reading, &article, &mut figures);
        if list != List::Nothing {
            let name = path.file_stem().unwrap().to_string_lossy();
            println!("{name}: {} of {} right", figures.right - before.0, figures.proposed() - before.1);
            lines
                .iter()
                .filter(|line| list == List::All || !line.starts_with("right"))
                .for_each(|line| println!("{name}: {line}"));
        }
    }
    println!(
        "{}: {figures:?}, {:.1} % of the proposed right",
        folder.display(),
        figures.share_right() * 100.0
    );
    figures
}

/// Counts one article; what became of each statement comes out in words.
fn one(reading: &Reading<'_>, article: &Article, figures: &mut Figures) -> Vec<String> {
    let mut lines = Vec::new();
    let places: Vec<Option<usize>> =
        article.statements.iter().map(|one| innermost(reading, &one.words)).collect();
    let rights: Vec<bool> = article
        .statements
        .iter()
        .zip(&places)
        .map(|(answer, place)| place.is_some_and(|place| is_right(reading, place, answer)))
        .collect();
    for ((answer, place), right) in article.statements.iter().zip(&places).zip(&rights) {
        figures.wanted += 1;
        let Some(place) = *place else {
            lines.push(format!("NOT FOUND “{}”", answer.words));
            continue;
        };
        let statement = &reading.statements[place];
        figures.found += 1;
        let behalf: Vec<String> = answer.r#for.iter().cloned().collect();
        figures.on_behalf.count(reading, &behalf, statement.on_behalf.iter());
        figures.through.count(reading, &answer.through, statement.through.iter());
        figures.citing.count(reading, &answer.citing, statement.citing.iter());
        let Some(speaker) = statement.voice.speaker.map(|speaker| &reading.speakers[speaker]) else {
            figures.silent += 1;
            lines.push(format!("NOBODY “{}”: {}", answer.words, statement.voice.reason));
            continue;
        };
        let shared = places.iter().zip(&rights).any(|(other, right)| *other == Some(place) && *right);
        match (*right, statement.voice.sure) {
            (true, sure) => {
                figures.right += 1;
                figures.right_and_sure += usize::from(sure);
            }
            (false, _) if shared => figures.inside_another += 1,
            (false, false) => figures.wrong_as_proposal += 1,
            (false, true) => figures.wrong_and_sure += 1,
        }
        let mark = if *right {
            if statement.voice.sure { "right and sure " } else { "right " }
        } else if shared {
            "INSIDE "
        } else if statement.voice.sure {
            "SURE WRONG "
        } else {
            "WRONG "
        };
        let source: Vec<&str> =
            statement.attribution.source.iter().map(|span| reading.text.slice(*span)).collect();
        let wanted = answer.speaker.as_ref().or(answer.unnamed.as_ref()).unwrap();
        lines.push(format!(
            "{mark}“{}”: {} for {wanted}; source {source:?} {:.2}; {}",
            answer.words, speaker.name, statement.attribution.confidence, statement.voice.reason
        ));
    }
    lines
}
