//! Where the words that were looked for stand in a record.

use std::borrow::Cow;

use claimbook_index::text::{Field, Highlighter};
use claimbook_report::one_line;
use claimbook_report::page::Words;

/// A passage is about so long, in code points.
const PASSAGE: usize = 180;
/// So many passages of a record are shown beside its own words.
const MOST: usize = 2;
/// A longer text is not searched for words to mark.
const LONGEST: usize = 200_000;

/// A piece of a text.
pub(crate) struct Piece {
    pub(crate) text: Words,
    /// Whether it is a word that was looked for.
    pub(crate) meant: bool,
}

/// A part of a text in which words stand.
pub(crate) struct Passage {
    /// What the text is in its record.
    pub(crate) field: &'static str,
    pub(crate) pieces: Vec<Piece>,
}

/// A text cut at the words that were looked for.
pub(crate) fn marked(text: &str, highlighter: Option<&Highlighter>) -> Vec<Piece> {
    let text = one_line(text);
    match highlighter.filter(|_| text.len() <= LONGEST) {
        Some(highlighter) => pieces(&text, &highlighter.words(&text)),
        None => vec![Piece { text: Words::line(&text), meant: false }],
    }
}

/// The best passage of each kind of text but one.
pub(crate) fn passages(
    fields: Vec<(Field, Cow<'_, str>)>,
    but: Field,
    highlighter: &Highlighter,
) -> Vec<Passage> {
    let mut best: Vec<(Field, usize, Passage)> = Vec::new();
    for (field, text) in fields.into_iter().filter(|(field, text)| *field != but && text.len() <= LONGEST) {
        let text = one_line(&text);
        let Some(found) = highlighter.passage(&text, PASSAGE) else { continue };
        let from = found.place.start;
        let part: String = text.chars().skip(from).take(found.place.len()).collect();
        let words: Vec<_> = found.words.iter().map(|word| word.start - from..word.end - from).collect();
        let more = |there: bool| there.then(|| Piece { text: Words::line("…"), meant: false });
        let mut all: Vec<Piece> = more(from > 0).into_iter().collect();
        all.extend(pieces(&part, &words));
        all.extend(more(found.place.end < text.chars().count()));
        let passage = Passage { field: field.as_str(), pieces: all };
        match best.iter_mut().find(|(known, ..)| *known == field) {
            Some((_, count, _)) if *count >= words.len() => {}
            Some(known) => *known = (field, words.len(), passage),
            None => best.push((field, words.len(), passage)),
        }
    }
    best.into_iter().take(MOST).map(|(.., passage)| passage).collect()
}

fn pieces(text: &str, words: &[std::ops::Range<usize>]) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in words {
        pieces.push((part(at, word.start), false));
        pieces.push((part(word.start, word.end), true));
        at = word.end;
    }
    pieces.push((part(at, chars.len()), false));
    let piece = |(text, meant): (String, bool)| {
        // The blanks at its ends divide it from its neighbours.
        let inner = Words::of(&text);
        (!text.is_empty()).then_some(Piece { text: inner, meant })
    };
    pieces.into_iter().filter_map(piece).collect()
}
