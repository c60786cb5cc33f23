//! What becomes of the statements of articles with answers, in figures and in words. Shared by the test and by `examples/speakers`.

use super::gold::{Article, articles, innermost, is_right, load, options, plain};
use claimbook_reader::speakers::Voice;
use claimbook_reader::{Reading, read};
use std::path::Path;

/// How many statements of the answers were found, and whose speakers are right.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) wanted: usize,
    pub(crate) found: usize,
    /// Their words lie in a statement that is right for another answer: this one was not told apart from it.
    pub(crate) inside_another: usize,
    pub(crate) silent: usize,
    pub(crate) right: usize,
    pub(crate) right_and_sure: usize,
    pub(crate) wrong_as_proposal: usize,
    pub(crate) wrong_and_sure: usize,
    pub(crate) on_behalf: Beside,
    pub(crate) through: Beside,
    pub(crate) citing: Beside,
}

/// Voices beside the speaker, of the statements that were found: how many the answers have, how many were proposed, how many of those are right.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub(crate) wanted: usize,
    pub(crate) proposed: usize,
    pub(crate) right: usize,
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
    pub(crate) fn proposed(&self) -> usize {
        self.right + self.wrong_as_proposal + self.wrong_and_sure
    }

    pub(crate) fn share_right(&self) -> f64 {
        f64::from(u32::try_from(self.right).unwrap())
            / f64::from(u32::try_from(self.proposed().max(1)).unwrap())
    }
}

/// Measures the articles of a folder; each line tells what became of one statement, after the name of its article.
pub(crate) fn measure(folder: &Path) -> (Figures, Vec<String>) {
    let (mut figures, mut lines) = (Figures::default(), Vec::new());
    for path in articles(folder) {
        let (source, article) = load(&path);
        let reading = read(&source, &options(&article));
        let name = path.file_stem().unwrap().to_string_lossy();
        lines.extend(one(&reading, &article, &mut figures).iter().map(|line| format!("{name}: {line}")));
    }
    (figures, lines)
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
        let named = answer.speaker.as_ref().or(answer.unnamed.as_ref());
        let wanted = named.or(answer.key.as_ref()).unwrap();
        lines.push(format!(
            "{mark}“{}”: {} for {wanted}; source {source:?} {:.2}; {}",
            answer.words, speaker.name, statement.attribution.confidence, statement.voice.reason
        ));
    }
    lines
}
