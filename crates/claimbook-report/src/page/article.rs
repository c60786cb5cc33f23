//! The articles with the passages of the claims in them.

use std::collections::HashSet;
use std::ops::Range;

use claimbook_core::model::{Direction, Evidence};
use claimbook_core::quote::Text;

use super::cards::{Source, source};
use super::index::Index;
use super::mark::Mark;
use super::words::{Words, grouped, language};
use crate::captured::{Captured, Passage, Quoting};
use crate::facts::day;
use crate::sheet::covered;
use crate::sweep::{Stretch, Sweep};

/// Longer texts are shown only around the passages of the claims; so are those after so much text was shown whole.
const WHOLE: usize = 60_000;
const WHOLE_IN_ALL: usize = 600_000;
/// So much of a longer text is shown on either side of a passage.
const AROUND: usize = 240;

pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) source: Source,
    pub(crate) language: Option<String>,
    pub(crate) captured: Option<Words>,
    /// Whether it is not the first text of the document.
    pub(crate) newer: bool,
    pub(crate) coverage: Option<Words>,
    pub(crate) passages: usize,
    /// Whether some of them are evidence.
    pub(crate) evidence: bool,
    /// Passages that are not shown, because there are too many.
    pub(crate) left_out: usize,
    pub(crate) blocks: Vec<Block>,
    /// Whether only its passages are shown.
    pub(crate) closed: bool,
}

/// A paragraph, or how much is left out between two.
pub(crate) struct Block {
    pub(crate) gap: Option<String>,
    pub(crate) segments: Vec<Segment>,
}

/// Text in which nothing begins or ends.
pub(crate) struct Segment {
    pub(crate) text: Words,
    /// The ids of the passages that begin here.
    pub(crate) anchors: Vec<String>,
    /// The claim to which it leads: of several, the one whose passage begins last.
    pub(crate) claim: Option<Leads>,
    /// Whether it begins here.
    pub(crate) begins: bool,
    /// Whether there are others.
    pub(crate) several: bool,
    /// The other claims whose passages end here.
    pub(crate) others: Vec<Leads>,
}

#[derive(Clone)]
pub(crate) struct Leads {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) mark: Mark,
    /// Where the words are evidence: its sign.
    pub(crate) evidence: Option<&'static str>,
    /// What its sign says.
    pub(crate) says: String,
}

/// What has its passage in an article: of which claim, which line.
pub(crate) type Shown = HashSet<(usize, Quoting)>;

/// The articles of a page, and what has its passage in them.
pub(crate) fn articles(index: &Index<'_, '_>, texts: &[Captured<'_>]) -> (Vec<Article>, Shown) {
    let mut shown = HashSet::new();
    let mut left = WHOLE_IN_ALL;
    let articles = texts.iter().enumerate().filter_map(|(number, captured)| {
        let article = article(index, format!("d-{}", number + 1), captured, &mut left, &mut shown);
        (!article.blocks.is_empty()).then_some(article)
    });
    (articles.collect(), shown)
}

/// The id of the passage that a line quotes.
pub(crate) fn anchor(index: &Index<'_, '_>, claim: usize, quoting: Quoting) -> Option<String> {
    let id = &index.claims.get(claim)?.id;
    Some(match quoting {
        Quoting::Assertion(number) => format!("p-{id}-{}", number + 1),
        Quoting::Evidence(number) => format!("e-{id}-{}", number + 1),
    })
}

/// One article by itself, as long as it may be.
pub(crate) fn alone(index: &Index<'_, '_>, captured: &Captured<'_>) -> (Option<Article>, Shown) {
    let (mut left, mut shown) = (WHOLE, HashSet::new());
    let article = article(index, "text".to_owned(), captured, &mut left, &mut shown);
    (Some(article).filter(|it| !it.blocks.is_empty()), shown)
}

fn article(
    index: &Index<'_, '_>,
    id: String,
    captured: &Captured<'_>,
    left: &mut usize,
    shown: &mut Shown,
) -> Article {
    let workspace = index.sheet.workspace;
    let document = workspace.document(captured.key).map(|filed| &filed.data);
    let text = Text::new(&captured.text);
    let closed = index.public || captured.closed;
    let whole = !closed && text.len() <= WHOLE.min(*left);
    let windows = match whole {
        true => {
            *left -= text.len();
            std::iter::once(0..text.len()).filter(|all| !all.is_empty()).collect()
        }
        false => windows(&text, &captured.passages, if closed { 0 } else { AROUND }),
    };
    let ranges: Vec<_> = captured.passages.iter().map(|passage| passage.range.clone()).collect();
    let sweep = Sweep::of(&ranges);
    let mut setter =
        Setter { index, text: &text, passages: &captured.passages, sweep, shown, blocks: Vec::new() };
    let mut last = 0;
    for window in &windows {
        setter.gap(window.start - last);
        setter.window(window);
        last = window.end;
    }
    setter.gap(text.len() - last);
    let (blocks, set) = (std::mem::take(&mut setter.blocks), setter.sweep.begun());
    let coverage = index.sheet.documents.iter().find(|row| row.key == Some(captured.key));
    // How much was looked at is told of the first text.
    let coverage = coverage.and_then(|row| row.coverage).filter(|_| !index.public && !captured.newer);
    Article {
        id,
        source: source(workspace, captured.key, &[]),
        language: language(document.and_then(|it| it.language.as_deref())),
        captured: captured.at.map(|at| Words::line(&day(at))),
        newer: captured.newer,
        coverage: coverage.map(|coverage| Words::line(&covered(coverage))),
        passages: captured.passages.len(),
        evidence: captured.passages.iter().any(|it| matches!(it.quoting, Quoting::Evidence(_))),
        left_out: captured.passages.len() - set,
        blocks,
        closed,
    }
}

/// What of a text is shown: its passages with what stands around them, as far as there is room.
fn windows(text: &Text<'_>, passages: &[Passage], around: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut room = WHOLE;
    for passage in passages {
        // Where many overlap, most lie within what is shown already.
        if windows.last().is_some_and(|last| passage.range.end.saturating_add(around * 2) <= last.end) {
            continue;
        }
        let mut from = passage.range.start.saturating_sub(around);
        let mut to = passage.range.end.saturating_add(around).min(text.len());
        // Whole words.
        while around > 0 && from > 0 && passage.range.start - from < around * 2 && !is_space(text, from - 1) {
            from -= 1;
        }
        while around > 0 && to < text.len() && to - passage.range.end < around * 2 && !is_space(text, to) {
            to += 1;
        }
        let from = windows.last().map_or(from, |last| from.max(last.end));
        if windows.last().is_some_and(|last| to <= last.end) {
            continue;
        }
        let to = to.min(from + room);
        if from >= to {
            break;
        }
        room -= to - from;
        match windows.last_mut().filter(|last| last.end == from) {
            Some(last) => last.end = to,
            None => windows.push(from..to),
        }
    }
    windows
}

fn is_space(text: &Text<'_>, at: usize) -> bool {
    text.slice(at, at + 1).is_none_or(|it| it.trim().is_empty())
}

/// Sets a text with its passages.
struct Setter<'a, 's, 'w, 't> {
    index: &'a Index<'s, 'w>,
    text: &'a Text<'t>,
    passages: &'a [Passage],
    sweep: Sweep<'a>,
    shown: &'a mut Shown,
    blocks: Vec<Block>,
}

impl Setter<'_, '_, '_, '_> {
    fn gap(&mut self, points: usize) {
        if points > 0 {
            self.blocks.push(Block { gap: Some(grouped(points)), segments: Vec::new() });
        }
    }

    fn window(&mut self, window: &Range<usize>) {
        self.blocks.push(Block { gap: None, segments: Vec::new() });
        for Stretch { range, begun, top, several, ended } in self.sweep.window(window.clone()) {
            let mut anchors = Vec::new();
            for passage in begun.iter().filter_map(|it| self.passages.get(*it)) {
                if self.shown.insert((passage.claim, passage.quoting)) {
                    anchors.extend(anchor(self.index, passage.claim, passage.quoting));
                }
            }
            let others = ended.into_iter().filter(|passage| Some(*passage) != top);
            let segment = Segment {
                text: Words::default(),
                anchors,
                claim: top.and_then(|it| self.leads(it)),
                begins: !begun.is_empty()
                    && top
                        .and_then(|it| self.passages.get(it))
                        .is_some_and(|it| it.range.start >= range.start),
                several,
                others: others.filter_map(|passage| self.leads(passage)).collect(),
            };
            self.segment(range, segment);
        }
    }

    fn leads(&self, passage: usize) -> Option<Leads> {
        let passage = self.passages.get(passage)?;
        let entry = self.index.claims.get(passage.claim)?;
        let mark = Mark::of(&entry.claim.status);
        let evidence = match passage.quoting {
            Quoting::Assertion(_) => None,
            Quoting::Evidence(number) => Some(sign(entry.claim.filed.data.evidence.get(number)?)),
        };
        let says = match evidence {
            Some((_, what)) => format!("{what} a claim: {}", mark.word),
            None => mark.word.to_string(),
        };
        let href = self.index.leading.card(&entry.id);
        Some(Leads { id: entry.id.clone(), href, mark, evidence: evidence.map(|it| it.0), says })
    }

    /// Adds a segment, cut where paragraphs end in it.
    fn segment(&mut self, range: Range<usize>, mut segment: Segment) {
        let text = self.text.slice(range.start, range.end).unwrap_or_default();
        let pieces: Vec<&str> = paragraphs(text).collect();
        let others = std::mem::take(&mut segment.others);
        let count = pieces.len();
        for (number, piece) in pieces.into_iter().enumerate() {
            let first = number == 0;
            if !first {
                self.blocks.push(Block { gap: None, segments: Vec::new() });
            }
            let piece = Segment {
                text: Words::whole(piece),
                anchors: if first { std::mem::take(&mut segment.anchors) } else { Vec::new() },
                claim: segment.claim.clone(),
                begins: segment.begins && first,
                several: segment.several,
                others: if number + 1 == count { others.clone() } else { Vec::new() },
            };
            if let Some(block) = self.blocks.last_mut() {
                block.segments.push(piece);
            }
        }
    }
}

/// The sign of words that are evidence, and what they are.
fn sign(line: &Evidence) -> (&'static str, &'static str) {
    match line.direction {
        Some(Direction::Supports) => ("+", "evidence for"),
        Some(Direction::Refutes) => ("−", "evidence against"),
        _ => ("○", "evidence on"),
    }
}

/// The parts of a text between empty lines.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find("\n\n") else {
            rest = None;
            return Some(text);
        };
        let (paragraph, after) = text.split_at(at);
        rest = Some(after.trim_start_matches('\n'));
        Some(paragraph)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_at_empty_lines() {
        let parts = |text: &'static str| paragraphs(text).collect::<Vec<_>>();
        assert_eq!(parts("a\nb\n\n\nc"), ["a\nb", "c"]);
        assert_eq!(parts("\n\nc\n\n"), ["", "c", ""]);
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn of_a_long_text_passages_are_shown_with_what_stands_around_them() {
        let long = "word ".repeat(20_000);
        let text = Text::new(&long);
        let passage = |start: usize, end: usize| Passage {
            claim: 0,
            quoting: Quoting::Assertion(0),
            range: start..end,
        };
        let shown = windows(&text, &[passage(10, 20), passage(300, 310), passage(50_000, 50_004)], AROUND);
        assert_eq!(shown.len(), 2);
        assert_eq!((shown[0].start, shown[0].end), (0, 554));
        assert_eq!(windows(&text, &[passage(10, 20), passage(20, 30), passage(40, 50)], 0), [10..30, 40..50]);
        let most = windows(&text, &[passage(0, 90_000)], 0);
        assert_eq!((most.len(), most[0].clone()), (1, 0..WHOLE));
    }
}
