//! Two proposals of one, and one of two. A proposal can be split at the end of a sentence, at a semicolon, at an “and”.

use claimbook_core::ledger::Place;
use claimbook_core::model::{ClaimType, When};

use crate::proposal::{Piece, Proposal};
use crate::propose::line;

/// More places than this are not offered.
const MOST: usize = 9;

/// A place to split at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The part of the passage.
    part: usize,
    /// In code points from the part's beginning: where the first half ends, and the second begins.
    end: usize,
    begin: usize,
}

/// The places, in the order of the text.
pub fn points(proposal: &Proposal) -> Vec<Point> {
    let mut points = Vec::new();
    for (part, words) in proposal.passage.iter().enumerate() {
        if part > 0 {
            points.push(Point { part, end: 0, begin: 0 });
        }
        let letters: Vec<char> = words.chars().collect();
        for at in 0..letters.len() {
            if points.len() == MOST {
                return points;
            }
            let point = point(&letters, at).filter(|(end, begin)| *end > 0 && *begin < letters.len());
            points.extend(point.map(|(end, begin)| Point { part, end, begin }));
        }
    }
    points
}

/// Where the first half ends and the second begins, where there is a place to split at this letter.
fn point(letters: &[char], at: usize) -> Option<(usize, usize)> {
    let letter = *letters.get(at)?;
    let space = |at: usize| letters.get(at).is_some_and(|letter| letter.is_whitespace());
    match letter {
        ';' if space(at + 1) => Some((at, at + 2)),
        '.' | '!' | '?' => {
            // A closing mark belongs to the sentence.
            let end = if letters.get(at + 1).is_some_and(|next| "”\"’»".contains(*next)) {
                at + 2
            } else {
                at + 1
            };
            let next = letters.get(end + 1)?;
            (space(end) && (next.is_uppercase() || "“\"‘«".contains(*next))).then_some((end, end + 1))
        }
        'a' if at > 0
            && space(at - 1)
            && letters.get(at..at + 3) == Some(&['a', 'n', 'd'])
            && space(at + 3) =>
        {
            let end = if letters.get(at.checked_sub(2)?) == Some(&',') { at - 2 } else { at - 1 };
            Some((end, at + 4))
        }
        _ => None,
    }
}

/// The two halves. Their claims are the words of the article.
pub fn split(proposal: &Proposal, point: &Point) -> Option<(Proposal, Proposal)> {
    let mut first: Vec<(Place, String)> = Vec::new();
    let mut second: Vec<(Place, String)> = Vec::new();
    for (part, ((start, end), words)) in proposal.content.iter().zip(&proposal.passage).enumerate() {
        let cut = |half: &mut Vec<(Place, String)>, from: usize, to: usize| {
            let words: String = words.chars().skip(from).take(to.saturating_sub(from)).collect();
            if !words.trim().is_empty() {
                half.push(((start + from, start + to), words));
            }
        };
        let length = end.saturating_sub(*start);
        match part.cmp(&point.part) {
            std::cmp::Ordering::Less => cut(&mut first, 0, length),
            std::cmp::Ordering::Equal => {
                cut(&mut first, 0, point.end.min(length));
                cut(&mut second, point.begin.min(length), length);
            }
            std::cmp::Ordering::Greater => cut(&mut second, 0, length),
        }
    }
    if first.is_empty() || second.is_empty() {
        return None;
    }
    Some((half(proposal, first), half(proposal, second)))
}

fn half(proposal: &Proposal, parts: Vec<(Place, String)>) -> Proposal {
    let mut half = proposal.clone();
    (half.content, half.passage) = parts.into_iter().unzip();
    half.claim = wording(&half.passage.join(" "));
    half.changes.clear();
    let holds = |phrase: &str| half.passage.iter().any(|words| line(words).contains(phrase));
    half.quantities.retain(|figure| figure.phrase.as_deref().is_some_and(holds));
    half.figures.retain(|phrase| holds(phrase));
    if half.kind == Some(ClaimType::Quantity) && half.figures.is_empty() {
        half.kind = None;
    }
    // The time belongs to the half in which its words stand.
    let holds = |place: &Place| half.content.iter().any(|part| part.0 <= place.0 && place.1 <= part.1);
    if !half.about_place.as_ref().is_some_and(holds) {
        half.about = None;
    }
    // It was told of the whole.
    half.worth = 0;
    half.around = half.passage.iter().map(|words| Piece { text: words.clone(), said: true }).collect();
    half
}

/// Words as a sentence: without quotation marks at its ends and *that*, with a capital letter and a stop.
fn wording(words: &str) -> String {
    let words = line(words);
    let words = words.trim_matches(|c: char| c.is_whitespace() || "“”\"„«»,;".contains(c));
    let words = words.strip_prefix("that ").unwrap_or(words);
    let mut letters = words.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if words.ends_with(['.', '!', '?', '…', '。']) { "" } else { "." };
    format!("{capital}{}{stop}", letters.as_str())
}

/// Two proposals as one: the words of both in the order of the text.
pub fn merged(first: &Proposal, second: &Proposal) -> Proposal {
    let mut merged = first.clone();
    let mut parts: Vec<(Place, String)> = Vec::new();
    for proposal in [first, second] {
        for part in proposal.content.iter().copied().zip(proposal.passage.iter().cloned()) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts.sort();
    (merged.content, merged.passage) = parts.into_iter().unzip();
    merged.claim = format!("{} {}", first.claim, second.claim);
    if first.around != second.around {
        merged.around.push(Piece { text: " ".to_owned(), said: false });
        merged.around.extend(second.around.iter().cloned());
    }
    merged.quantities.extend(second.quantities.iter().cloned());
    merged.figures.extend(second.figures.iter().cloned());
    if merged.cue.is_empty() {
        merged.cue.clone_from(&second.cue);
    }
    if first.about.is_none() {
        (merged.about, merged.about_place) = (second.about.clone(), second.about_place);
    }
    let when = |proposal: &Proposal| proposal.when.clone();
    merged.when = when(first).or_else(|| -> Option<When> { when(second) });
    merged
}
