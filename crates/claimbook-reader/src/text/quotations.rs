//! What stands between quotation marks.
//!
//! Marks pair within a paragraph. One that is not closed runs to the paragraph's end: so printers set a quotation that goes on in the
//! next one. A straight mark opens or closes by what stands around it, and a single one counts only where its partner is there.

use super::Token;
use std::ops::Range;

/// A quotation, with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens, marks included, by their places in the text's list.
    pub tokens: Range<usize>,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Whether it stands between single marks.
    pub single: bool,
}

impl Quotation {
    /// The tokens between the marks.
    pub fn inside(&self) -> Range<usize> {
        let start = self.tokens.start + 1;
        let end = if self.closed { self.tokens.end - 1 } else { self.tokens.end };
        start..end.max(start)
    }
}

/// No quotation stands in more others than this; deeper marks are passed over.
const DEEPEST: usize = 4;

/// The marks that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    Straight,
    /// `“ ”`
    Curly,
    /// `„ “` and `„ ”`
    Low,
    /// `« »`, and turned round `» «`
    Angle,
    /// `' '`, `‘ ’` and `‚ ‘`
    Single,
    /// `‹ ›`, and turned round
    SingleAngle,
    /// `「 」`
    Corner,
}

impl Pair {
    fn is_single(self) -> bool {
        matches!(self, Pair::Single | Pair::SingleAngle)
    }
}

/// What a mark does where it stands.
enum Does {
    Open(Pair),
    Close(Pair),
}

/// The quotations of one paragraph, by its tokens, in the order of their opening marks.
pub(super) fn quotations(source: &str, all: &[Token], paragraph: Range<usize>) -> Vec<Quotation> {
    let tokens = all.get(paragraph.clone()).unwrap_or_default();
    let marks = Marks { source, tokens };
    let last_single = (0..tokens.len()).rev().find(|place| marks.may_close_single(*place));
    let mut found: Vec<Quotation> = Vec::new();
    // The pair that is open, and the quotation's place in `found`.
    let mut open: Vec<(Pair, usize)> = Vec::new();
    for place in 0..tokens.len() {
        match marks.does(place, &open) {
            Some(Does::Open(pair)) if open.len() < DEEPEST => {
                // A single mark without a partner after it is an apostrophe.
                if pair == Pair::Single && last_single.is_none_or(|last| last <= place) {
                    continue;
                }
                open.push((pair, found.len()));
                let tokens = paragraph.start + place..paragraph.end;
                found.push(Quotation { tokens, closed: false, single: pair.is_single() });
            }
            Some(Does::Close(pair)) => {
                let Some(depth) = open.iter().rposition(|(other, _)| *other == pair) else { continue };
                for (nth, (_, quotation)) in open.drain(depth..).enumerate() {
                    let Some(quotation) = found.get_mut(quotation) else { continue };
                    if nth == 0 {
                        quotation.closed = true;
                        quotation.tokens.end = paragraph.start + place + 1;
                    } else {
                        // Opened inside and never closed: no quotation.
                        quotation.tokens.end = quotation.tokens.start;
                    }
                }
            }
            _ => {}
        }
    }
    found.retain(|quotation| !quotation.tokens.is_empty() && (quotation.closed || !quotation.single));
    found
}

/// The marks of a paragraph with what stands around them.
struct Marks<'t> {
    source: &'t str,
    tokens: &'t [Token],
}

impl Marks<'_> {
    fn does(&self, place: usize, open: &[(Pair, usize)]) -> Option<Does> {
        let is_open = |pair: Pair| open.iter().any(|(other, _)| *other == pair);
        let turn = |pair| if is_open(pair) { Does::Close(pair) } else { Does::Open(pair) };
        Some(match self.mark(place)? {
            '"' | '＂' | '″' => turn(Pair::Straight),
            '“' if is_open(Pair::Low) => Does::Close(Pair::Low),
            '“' => Does::Open(Pair::Curly),
            '”' if is_open(Pair::Curly) => Does::Close(Pair::Curly),
            '”' if is_open(Pair::Low) => Does::Close(Pair::Low),
            // Some set the closing mark on both sides.
            '”' if self.space_before(place) && !self.space_after(place) => Does::Open(Pair::Curly),
            '„' => Does::Open(Pair::Low),
            '«' if is_open(Pair::Angle) && !self.space_before(place) => Does::Close(Pair::Angle),
            '«' => Does::Open(Pair::Angle),
            '»' if is_open(Pair::Angle) => Does::Close(Pair::Angle),
            '»' if !self.space_after(place) => Does::Open(Pair::Angle),
            '‹' | '›' => turn(Pair::SingleAngle),
            '「' | '『' => Does::Open(Pair::Corner),
            '」' | '』' => Does::Close(Pair::Corner),
            '‘' | '\'' | '‚' if !is_open(Pair::Single) && self.may_open_single(place) => {
                Does::Open(Pair::Single)
            }
            '’' | '\'' | '‘' if is_open(Pair::Single) && self.closes_single(place) => {
                Does::Close(Pair::Single)
            }
            _ => return None,
        })
    }

    fn mark(&self, place: usize) -> Option<char> {
        let token = self.tokens.get(place)?;
        let words = self.source.get(token.bytes.clone())?;
        if matches!(words, "''" | "``") {
            return Some('"');
        }
        let mut chars = words.chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    fn before(&self, place: usize) -> Option<char> {
        let first = self.tokens.first()?.bytes.start;
        self.source.get(first..self.tokens.get(place)?.bytes.start)?.chars().next_back()
    }

    fn after(&self, place: usize) -> Option<char> {
        let last = self.tokens.last()?.bytes.end;
        self.source.get(self.tokens.get(place)?.bytes.end..last)?.chars().next()
    }

    /// Whether a mark has nothing before it that it could close.
    fn space_before(&self, place: usize) -> bool {
        self.before(place)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '“' | '‘'))
    }

    fn space_after(&self, place: usize) -> bool {
        self.after(place).is_none_or(char::is_whitespace)
    }

    fn may_open_single(&self, place: usize) -> bool {
        self.mark(place).is_some_and(|c| matches!(c, '‘' | '\'' | '‚'))
            && (self.space_before(place) || self.before(place).is_some_and(|c| matches!(c, '"' | '“')))
            && self.after(place).is_some_and(|c| !c.is_whitespace())
    }

    fn may_close_single(&self, place: usize) -> bool {
        self.mark(place).is_some_and(|c| matches!(c, '’' | '\'' | '‘')) && !self.space_before(place)
    }

    /// Whether a single mark closes, and is not the apostrophe of `the workers' rights`.
    fn closes_single(&self, place: usize) -> bool {
        let possessive = matches!(self.before(place), Some('s' | 'S'))
            && self.after(place).is_some_and(char::is_whitespace)
            && (place + 1..self.tokens.len().min(place + 60)).any(|later| {
                self.may_close_single(later)
                    && self.before(later).is_some_and(|c| matches!(c, '.' | ',' | '!' | '?'))
            });
        self.may_close_single(place) && !possessive
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let read = Text::new(text);
        let found: Vec<&str> = read.quotations.iter().map(|q| read.words(q.tokens.clone())).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn every_style_of_marks_pairs() {
        check("\"We go,\" he said. \"Now.\"", &["\"We go,\"", "\"Now.\""]);
        check("“We go,” he said, “now.”", &["“We go,”", "“now.”"]);
        check("''We go,'' he said, ''now.''", &["''We go,''", "''now.''"]);
        check("„Wir gehen“, sagte er. „Jetzt.”", &["„Wir gehen“", "„Jetzt.”"]);
        check("«Йдемо», — сказав він. »Jetzt«", &["«Йдемо»", "»Jetzt«"]);
        check("‘We can’t go,’ he said of the workers’ homes.", &["‘We can’t go,’"]);
        check("He said 'go' and left.", &["'go'"]);
    }

    #[test]
    fn one_quotation_stands_in_another() {
        check("“He said ‘go’ twice,” she said.", &["“He said ‘go’ twice,”", "‘go’"]);
        check("\"He said 'go' twice,\" she said.", &["\"He said 'go' twice,\"", "'go'"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("It's the workers' home in the '90s.", &[]);
        check("rock 'n' roll", &["'n'"]);
    }

    #[test]
    fn an_open_mark_runs_to_the_end_of_its_paragraph() {
        check("“We go. Now.\n\n“Then we rest,” he said.", &["“We go. Now.", "“Then we rest,”"]);
        check("\"We go. Now.\n\nThen.", &["\"We go. Now."]);
    }
}
