//! A text as sentences.
//!
//! A library that knows the Unicode rules proposes where sentences end; `mends` takes back what these rules get wrong in news
//! prose. Before that the lines of a paragraph are told apart:
//!
//! - A line that was wrapped goes on in the next one. A line counts as wrapped where the next word would not have fitted any more: where
//!   the line, a space and that word are longer than the paragraph's longest line, and that is no shorter than 45 and no longer than
//!   120 characters. Lines that go on with a small letter are joined at any width, unless a stop ends the first one.
//! - Any other line is on its own: a headline, an item of a list, a paragraph of a text that puts each on one line.

use super::{in_code_points, lines, mends};
use crate::Span;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use std::ops::Range;

/// The sentences of a text in order, without the white space around them. None reaches over a blank line.
pub fn sentences(text: &str) -> Vec<Span> {
    let found: Vec<_> = lines::paragraphs(text).flat_map(|paragraph| lines::runs(text, paragraph)).collect();
    let found: Vec<_> = found.into_iter().flat_map(|run| in_run(text, run)).collect();
    in_code_points(text, &found).collect()
}

/// The sentences of one run of lines, as ranges of bytes of the text.
pub(super) fn in_run(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    // The rules end a sentence at every line end; a wrapped line has a space there.
    let source = text.get(run.clone()).unwrap_or_default().replace('\n', " ");
    let ends = segmenter.segment_str(&source).filter(|end| *end > 0);
    let spans = mends::mend(&source, ends);
    spans.into_iter().map(|span| span.start + run.start..span.end + run.start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<String> {
        let points: Vec<char> = text.chars().collect();
        sentences(text).iter().map(|sentence| points[sentence.start..sentence.end].iter().collect()).collect()
    }

    /// The sentences are given with a bar between them.
    #[track_caller]
    fn check(barred: &str) {
        let wanted: Vec<&str> = barred.split('|').map(str::trim).collect();
        assert_eq!(split(&barred.replace('|', "")), wanted);
    }

    #[test]
    fn sentences_end_at_stops() {
        check("The dam broke. | Was anybody hurt? | No! | All had left…");
    }

    #[test]
    fn titles_initials_and_months_do_not_end_one() {
        check("Mr. Olsen met Gen. Ruiz and Dr. Li on Jan. 5. | They left.");
        check("J. K. Moran and George W. Lane signed it. | Then they left.");
        check("It is article No. 5, i.e. the last. | No. | That is wrong.");
        check("Sgt. Maj. Orr of Ft. Hale spoke vs. Col. Day. | He won.");
    }

    #[test]
    fn short_forms_end_one_only_before_a_beginning() {
        check("The U.S. Army left. | It went to the U.S. | The army stayed there.");
        check("It began at 5 a.m. Monday in Washington D.C. | He saw it.");
        check("Acme Corp. Chairman Bo Lund sold Hale Inc. | In May he left.");
        check("She works for Lund & Co. | \"We know her,\" he said.");
    }

    #[test]
    fn decimals_and_web_names_stay_whole() {
        check("Prices rose 3.5 per cent. | The site example.org said so at 10.30.");
    }

    #[test]
    fn quotations_keep_their_marks_and_their_speaker() {
        check("\"We left,\" he said. | \"They stayed.\" | “Who knows?” she asked. | ‘Nobody!’ they said.");
        check("“Is it true?” Rossi asked. | “It is.” | Anna Rossi left.");
        check("“It is over!” the mayor said. | “Go home.”");
        check("“It is late…” he said. | He left (at last.) | Then it rained.");
        check("He said: “We go. | We all go.” | So they went.");
    }

    #[test]
    fn ellipses_inside_stay() {
        check("They waited... and waited. | Nobody came... | They left.");
    }

    #[test]
    fn paragraphs_are_never_joined() {
        assert_eq!(
            split("A headline without a stop\n\nthe text. More"),
            ["A headline without a stop", "the text.", "More"]
        );
        assert_eq!(paragraphs(" é one\ntwo \n \t\n\nthree\n"), [Span::new(1, 10), Span::new(16, 21)]);
        assert_eq!(split(""), Vec::<String>::new());
        assert_eq!(split(" \n\n\t\n"), Vec::<String>::new());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The water board of Corvane said on Tuesday that the dam had leaked\nsince March. The mayor, who lives \
                    below it, had not been told. The\nBoard of Trade had known.";
        let found = split(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[2], "The\nBoard of Trade had known.");
    }

    #[test]
    fn other_lines_stand_alone() {
        assert_eq!(
            split("Dam leaks\nThe dam has leaked since March, the board said on Tuesday in Corvane."),
            ["Dam leaks", "The dam has leaked since March, the board said on Tuesday in Corvane."]
        );
        assert_eq!(split("Bread\nMilk\nEggs"), ["Bread", "Milk", "Eggs"]);
        let long = "word ".repeat(40);
        assert_eq!(split(&format!("{long}\n{}", long.replace("word", "Word"))).len(), 2);
        assert_eq!(split("- one thing\n- another\n1. third").len(), 3);
    }

    #[test]
    fn items_keep_their_numbers() {
        check("1. The dam leaks. | 2. Nobody knew.");
    }

    #[test]
    fn other_scripts_are_split() {
        check("他说了。| 她走了。");
        check("Мост закрыт. | Он упал.");
    }

    #[test]
    fn hostile_texts_take_one_pass() {
        for piece in
            ["a", "a. ", "! ", "\"", "U.S. ", ". 1 ", "A\n", "\n\n", "a.\" ", "Mr. ", "( ", "\u{301}"]
        {
            let text = piece.repeat(300_000);
            assert!(sentences(&text).len() <= 300_000);
        }
    }

    proptest! {
        #[test]
        fn every_letter_is_in_one_sentence(
            text in "(?s)([ \n.!?…\"”’()]|Mr|U\\.S\\.|said|He|é|🙂|1|\u{2029}|\r|.){0,80}"
        ) {
            let points: Vec<char> = text.chars().collect();
            let found = sentences(&text);
            let mut inside = vec![false; points.len()];
            let mut last = 0;
            for sentence in &found {
                prop_assert!(last <= sentence.start && sentence.start < sentence.end && sentence.end <= points.len());
                let words = &points[sentence.start..sentence.end];
                prop_assert!(!words[0].is_whitespace() && !words[words.len() - 1].is_whitespace());
                inside[sentence.start..sentence.end].fill(true);
                last = sentence.end;
            }
            for (at, point) in points.iter().enumerate() {
                prop_assert!(inside[at] || point.is_whitespace());
            }
            let all = paragraphs(&text);
            prop_assert!(found.iter().all(|s| all.iter().any(|p| p.start <= s.start && s.end <= p.end)));
        }
    }
}
