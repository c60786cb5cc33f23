//! A part of a text as it is set: paragraphs of spans, each with where it begins in the captured text.

use std::ops::Range;

use claimbook_core::quote::Text;
use claimbook_report::page::{Mark, Words};
use claimbook_report::{Stretch, Sweep, even};

/// More claims whose passages end at one place are counted, and not named.
const NAMED: usize = 6;

/// What a stretch of the text is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum As {
    /// A passage of a claim, by its place among those of the page.
    Claim(usize),
    /// A sentence that nobody has looked at.
    Unseen,
    /// A sentence that somebody left.
    Left,
}

/// A paragraph.
pub(super) type Block = Vec<Span>;

/// Words with one look.
pub(super) struct Span {
    /// The code point at which it begins in the captured text.
    pub(super) start: usize,
    pub(super) text: String,
    /// The classes of its look; none where it is plain.
    pub(super) class: Option<String>,
    /// Whether a passage or a sentence that was not looked at begins here.
    pub(super) begins: bool,
    /// The claims whose passages end here.
    pub(super) ends: Vec<Leads>,
    /// How many more.
    pub(super) more: usize,
}

/// Leads to a claim.
#[derive(Debug, Clone)]
pub(super) struct Leads {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) mark: Mark,
    pub(super) claim: Words,
}

impl Leads {
    pub(super) fn of(choice: super::Choice) -> Self {
        Leads { href: choice.href, name: choice.handle, mark: choice.mark, claim: choice.claim }
    }
}

/// Sets the windows of a text.
pub(super) fn set(
    text: &Text<'_>,
    windows: &[Range<usize>],
    mut marks: Vec<(Range<usize>, As)>,
    claims: &[Leads],
) -> Vec<Block> {
    marks.sort_by_key(|(range, mark)| (range.start, range.end, *mark));
    let ranges: Vec<Range<usize>> = marks.iter().map(|(range, _)| range.clone()).collect();
    let marks: Vec<As> = marks.into_iter().map(|(_, mark)| mark).collect();
    let mut sweep = Sweep::of(&ranges);
    let mut blocks: Vec<Block> = Vec::new();
    for window in windows {
        blocks.push(Block::new());
        for stretch in sweep.window(window.clone()) {
            add(&mut blocks, text, &stretch, &marks, claims);
        }
    }
    blocks.retain(|block| block.iter().any(|span| !span.text.trim().is_empty() || !span.ends.is_empty()));
    blocks
}

/// Adds a stretch, cut where paragraphs end in it.
fn add(blocks: &mut Vec<Block>, text: &Text<'_>, stretch: &Stretch, marks: &[As], claims: &[Leads]) {
    let words = text.slice(stretch.range.start, stretch.range.end).unwrap_or_default();
    let leads = |place: &usize| match marks.get(*place) {
        Some(As::Claim(claim)) => claims.get(*claim),
        _ => None,
    };
    let class = stretch.top.and_then(|top| marks.get(top)).map(|mark| match mark {
        As::Claim(claim) => {
            let class = claims.get(*claim).map_or("unknown", |leads| leads.mark.class);
            format!("q s-{class}{}", if stretch.several { " m" } else { "" })
        }
        As::Unseen => "u".to_owned(),
        As::Left => "l".to_owned(),
    });
    let begins = !stretch.begun.is_empty();
    let ended: Vec<&Leads> = stretch.ended.iter().filter_map(leads).collect();
    let pieces = pieces(words);
    let last = pieces.len().saturating_sub(1);
    let mut begins = begins;
    for (number, (offset, piece)) in pieces.into_iter().enumerate() {
        if number > 0 {
            blocks.push(Block::new());
        }
        let ends: &[&Leads] = if number == last { &ended } else { &[] };
        if piece.is_empty() && ends.is_empty() {
            continue;
        }
        let span = Span {
            start: stretch.range.start + offset,
            text: even(piece),
            class: class.clone(),
            begins: std::mem::take(&mut begins),
            ends: ends.iter().take(NAMED).map(|leads| (*leads).clone()).collect(),
            more: ends.len().saturating_sub(NAMED),
        };
        if let Some(block) = blocks.last_mut() {
            block.push(span);
        }
    }
}

/// The parts of a text between empty lines, each with the code point at which it begins.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let (mut rest, mut at) = (text, 0);
    while let Some(end) = rest.find("\n\n") {
        let (piece, after) = rest.split_at(end);
        pieces.push((at, piece));
        let next = after.trim_start_matches('\n');
        at += piece.chars().count() + after.len() - next.len();
        rest = next;
    }
    pieces.push((at, rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_core::assess::Status;
    use proptest::prelude::*;

    fn leads(status: &str) -> Leads {
        let own = |text: &str| text.to_owned();
        let mark = Mark::of(&Status::known(status).unwrap());
        Leads { href: own("/"), name: own("1"), mark, claim: Words::line("It held.") }
    }

    fn whole(text: &Text<'_>) -> Vec<Range<usize>> {
        std::iter::once(0..text.len()).collect()
    }

    #[test]
    fn each_span_says_where_it_begins_in_the_text() {
        let source = "One 𝔇am\n\n\nheld. It \u{202e}leaked.";
        let text = Text::new(source);
        let marks = vec![(4..15, As::Claim(0)), (16..26, As::Unseen)];
        let blocks = set(&text, &whole(&text), marks, &[leads("confirmed")]);
        let told: Vec<Vec<_>> = blocks
            .iter()
            .map(|block| {
                block.iter().map(|it| (it.start, &*it.text, it.class.as_deref(), it.ends.len())).collect()
            })
            .collect();
        assert_eq!(
            told,
            [
                vec![(0, "One ", None, 0), (4, "𝔇am", Some("q s-confirmed"), 0)],
                vec![
                    (10, "held.", Some("q s-confirmed"), 1),
                    (15, " ", None, 0),
                    (16, "It \u{2060}leaked", Some("u"), 0),
                    (26, ".", None, 0)
                ],
            ]
        );
    }

    #[test]
    fn of_very_many_passages_that_end_together_some_are_named() {
        let text = Text::new("The dam held.");
        let marks = (0..5_000).map(|_| (0..13, As::Claim(0))).collect();
        let blocks = set(&text, &whole(&text), marks, &[leads("mixed")]);
        assert_eq!((blocks[0][0].ends.len(), blocks[0][0].more), (NAMED, 5_000 - NAMED));
    }

    proptest! {
        #[test]
        fn places_in_a_page_are_those_of_the_text(text in "(?s)(\n|\r|\u{202e}|𝔇|é|a| |.){0,60}") {
            let all = Text::new(&text);
            for span in set(&all, &whole(&all), Vec::new(), &[]).iter().flatten() {
                let length = span.text.chars().count();
                let words = all.slice(span.start, span.start + length).unwrap();
                prop_assert_eq!(&span.text, &even(words));
            }
        }
    }
}
