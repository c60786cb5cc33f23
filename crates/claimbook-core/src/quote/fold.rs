//! The form of a text in which its white space, quotation marks and ways to encode an accent do not matter, with the way back to
//! the text. Dashes, case and everything else do matter: a quote is somebody's words.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A folded text. `pieces` lead from it back to the source.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// From here on in the folded text, the source is the same bytes (`same`), or one stretch that was replaced as a whole.
#[derive(Debug)]
struct Piece {
    folded: usize,
    source: usize,
    same: bool,
}

impl Folded {
    pub(super) fn new(source: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(source.len()), pieces: Vec::new() };
        let mut chars = source.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let space = first.is_whitespace();
            let mut end = start + first.len_utf8();
            // What belongs to one piece: a run of white space, or a letter with the marks that may melt into it.
            while let Some((at, next)) =
                chars.next_if(|(_, next)| if space { next.is_whitespace() } else { !begins_anew(*next) })
            {
                end = at + next.len_utf8();
            }
            let stretch = source.get(start..end).unwrap_or_default();
            if space {
                folded.push(start, stretch, " ");
            } else if let Some(plain) = plain_quote(first).filter(|_| stretch.chars().nth(1).is_none()) {
                folded.push(start, stretch, plain.encode_utf8(&mut [0; 4]));
            } else if stretch.len() == first.len_utf8()
                && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
            {
                folded.push(start, stretch, stretch);
            } else {
                let composed: String = stretch.nfc().map(|c| plain_quote(c).unwrap_or(c)).collect();
                folded.push(start, stretch, &composed);
            }
        }
        folded.pieces.push(Piece { folded: folded.text.len(), source: source.len(), same: true });
        folded
    }

    fn push(&mut self, at: usize, source: &str, folded: &str) {
        let same = source == folded;
        if !same || self.pieces.last().is_none_or(|last| !last.same) {
            self.pieces.push(Piece { folded: self.text.len(), source: at, same });
        }
        self.text.push_str(folded);
    }

    /// The bytes of the source that a range of the folded text stands for; `None` where the range cuts a replaced stretch.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        Some((self.boundary(start)?, self.boundary(end)?))
    }

    fn boundary(&self, at: usize) -> Option<usize> {
        let piece =
            self.pieces.get(self.pieces.partition_point(|piece| piece.folded <= at).checked_sub(1)?)?;
        let within = at - piece.folded;
        (within == 0 || piece.same).then_some(piece.source + within)
    }
}

/// Folds a quote in the same way as the text that it is looked for in.
pub(super) fn fold(quote: &str) -> String {
    Folded::new(quote.trim()).text
}

/// The plain form of a quotation mark or an apostrophe.
pub(super) fn plain_quote(c: char) -> Option<char> {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' | '＇' => Some('\''),
        _ => None,
    }
}

/// Whether no normalization joins this code point to the one before it.
fn begins_anew(c: char) -> bool {
    if c < '\u{300}' {
        return true;
    }
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.is_none_or(|part| {
        canonical_combining_class(part) == 0 && is_nfc_quick(std::iter::once(part)) != IsNormalized::Maybe
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_quotation_marks_and_accents_do_not_matter() {
        assert_eq!(Folded::new("He\u{a0}said:\n\t“It’s  fine”").text, "He said: \"It's fine\"");
        assert_eq!(Folded::new("cafe\u{301}").text, "café");
        assert_eq!(Folded::new("\u{1112}\u{1161}\u{11ab}").text, "한");
    }

    #[test]
    fn dashes_and_case_do() {
        assert_eq!(fold("A – b — c"), "A – b — c");
    }

    #[test]
    fn ranges_lead_back_to_the_source() {
        let folded = Folded::new("a  “b”");
        assert_eq!(folded.text, "a \"b\"");
        assert_eq!(folded.source(0, 2), Some((0, 3)));
        assert_eq!(folded.source(2, 5), Some((3, 10)));
        assert_eq!(folded.source(3, 4), Some((6, 7)));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(source in "(?s).{0,200}") {
            let once = Folded::new(&source).text;
            prop_assert_eq!(&Folded::new(&once).text, &once);
        }

        #[test]
        fn every_range_that_leads_back_folds_to_itself(
            source in "[aeé \u{301}\u{323}“’\"\n한\u{1100}\u{1161}\u{11a8}]{0,40}", from in 0usize..40, to in 0usize..40
        ) {
            let folded = Folded::new(&source);
            let cut = folded.text.get(from..to);
            if let (Some(cut), Some((start, end))) = (cut, folded.source(from, to)) {
                prop_assert_eq!(&Folded::new(&source[start..end]).text, cut);
            }
        }
    }
}
