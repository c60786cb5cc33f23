//! The passage that somebody may have meant whose quote is not in the text.

mod align;
mod words;

use super::Text;
use align::{Step, align};
use std::collections::HashMap;
use words::{Word, words};

/// A quote longer than this is compared by its first words.
const MOST_WORDS: usize = 256;
/// How many places are looked at closely.
const MOST_WINDOWS: usize = 8;
/// How many places of rare words are weighed for that.
const MOST_ANCHORS: usize = 256;
/// How many differences are told.
const MOST_DIFFERENCES: usize = 5;

/// A passage near to a quote that is not in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The first code point of the passage.
    pub start: usize,
    /// The first code point after it.
    pub end: usize,
    /// The passage, as it stands in the text.
    pub text: String,
    /// What differs, in words: `the text has “12,000” where the quote has “10,000”`. The first five differences.
    pub differs: Vec<String>,
}

impl Text<'_> {
    /// The passage nearest to a quote that [`find`](Text::find) did not find, to ask "did you mean …"; `None` where no passage has
    /// at least half of its words in their order.
    ///
    /// The text is read once; the quote is compared, word by word, at a few places around its rarest words.
    #[must_use]
    pub fn nearest(&self, wanted: &str) -> Option<Near> {
        let wanted: Vec<Word<'_>> = words(wanted).take(MOST_WORDS).collect();
        let here: Vec<Word<'_>> = words(self.as_str()).collect();
        let best = windows(&wanted, &here)
            .into_iter()
            .filter_map(|(from, to)| Some((from, align(&wanted, here.get(from..to)?))))
            .max_by_key(|(from, found)| (found.score, std::cmp::Reverse(*from)))?;
        let (from, found) = best;
        let alike = found.steps.iter().filter(|step| matches!(step, Step::Same(..))).count();
        if alike == 0 || alike * 2 < wanted.len() {
            return None;
        }
        let first = found.steps.iter().find_map(Step::here)?;
        let last = found.steps.iter().rev().find_map(Step::here)?;
        let (start, end) = self.points((here.get(from + first)?.start, here.get(from + last)?.end()));
        let near = here.get(from..)?;
        Some(Near {
            start,
            end,
            text: self.slice(start, end)?.to_owned(),
            differs: differences(&found.steps, &wanted, near),
        })
    }
}

/// The stretches of the text, as numbers of words, in which most words of the quote stand, around its rarest words.
fn windows(wanted: &[Word<'_>], here: &[Word<'_>]) -> Vec<(usize, usize)> {
    // Where each word of the quote stands in the quote, and where in the text.
    let mut places: HashMap<&str, (usize, Vec<usize>)> = HashMap::new();
    for (at, word) in wanted.iter().enumerate() {
        places.entry(&word.key).or_insert((at, Vec::new()));
    }
    let mut among = Vec::with_capacity(here.len() + 1);
    let mut sum = 0usize;
    among.push(0);
    for (at, word) in here.iter().enumerate() {
        if let Some((_, stands)) = places.get_mut(word.key.as_ref()) {
            stands.push(at);
            sum += 1;
        }
        among.push(sum);
    }
    let mut rarest: Vec<(usize, Vec<usize>)> =
        places.into_values().filter(|(_, stands)| !stands.is_empty()).collect();
    rarest.sort_by_key(|(at, stands)| (stands.len(), *at));
    let slack = wanted.len() / 2 + 4;
    let mut weighed: Vec<(usize, usize, usize)> = rarest
        .iter()
        .flat_map(|(at, stands)| stands.iter().map(move |stand| (*at, *stand)))
        .take(MOST_ANCHORS)
        .map(|(at, stand)| {
            let from = stand.saturating_sub(at + slack);
            let to = (stand + wanted.len() - at + slack).min(here.len());
            let count = |end: usize| among.get(end).copied().unwrap_or(0);
            (count(to) - count(from), from, to)
        })
        .collect();
    weighed.sort_by_key(|(weight, from, _)| (std::cmp::Reverse(*weight), *from));
    weighed.dedup_by_key(|(_, from, _)| *from);
    weighed.into_iter().take(MOST_WINDOWS).map(|(_, from, to)| (from, to)).collect()
}

/// The differences as a person would name them; neighbouring words make one.
fn differences(steps: &[Step], wanted: &[Word<'_>], near: &[Word<'_>]) -> Vec<String> {
    let mut told = Vec::new();
    let (mut typed, mut there): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut tell = |typed: &mut Vec<&str>, there: &mut Vec<&str>| {
        let (was, is) = (typed.join(" "), there.join(" "));
        typed.clear();
        there.clear();
        match (was.is_empty(), is.is_empty()) {
            (true, true) => {}
            (true, false) => told.push(format!("the text has “{is}” in addition")),
            (false, true) => told.push(format!("the text does not have “{was}”")),
            (false, false) => told.push(format!("the text has “{is}” where the quote has “{was}”")),
        }
    };
    for step in steps {
        let was = step.wanted().and_then(|at| wanted.get(at)).map(|word| word.text);
        let is = step.here().and_then(|at| near.get(at)).map(|word| word.text);
        if matches!(step, Step::Same(..)) && was == is {
            tell(&mut typed, &mut there);
        } else {
            typed.extend(was);
            there.extend(is);
        }
    }
    tell(&mut typed, &mut there);
    if told.is_empty() {
        told.push("only the signs between the words differ".to_owned());
    }
    told.truncate(MOST_DIFFERENCES);
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINE: &str = "The mine at Corvane employed 1,200 people in 2019. The ministry said the mine would close by March. \
                        Residents said that the ministry had promised 40 million in aid, and that nothing came.";

    fn near(typed: &str) -> Option<(String, Vec<String>)> {
        Text::new(MINE).nearest(typed).map(|near| (near.text, near.differs))
    }

    #[test]
    fn another_number_is_shown() {
        let (text, differs) = near("the ministry had promised 60 million in aid").unwrap();
        assert_eq!(text, "the ministry had promised 40 million in aid");
        assert_eq!(differs, ["the text has “40” where the quote has “60”"]);
    }

    #[test]
    fn words_left_out_or_put_in_are_shown() {
        let (text, differs) = near("Residents said the ministry had never promised 40 million").unwrap();
        assert_eq!(text, "Residents said that the ministry had promised 40 million");
        assert_eq!(differs, ["the text has “that” in addition", "the text does not have “never”"]);
    }

    #[test]
    fn case_and_signs_are_shown() {
        assert_eq!(
            near("the Mine would close").unwrap(),
            ("the mine would close".into(), vec!["the text has “mine” where the quote has “Mine”".into()])
        );
        assert_eq!(near("in 2019 - the ministry").map(|near| near.0), Some("in 2019. The ministry".into()));
        assert_eq!(
            near("in aid and that").unwrap(),
            ("in aid, and that".into(), vec!["only the signs between the words differ".into()])
        );
    }

    #[test]
    fn what_is_not_near_is_not_shown() {
        assert_eq!(near("A cargo ship ran aground near the lighthouse"), None);
        assert_eq!(near("the weather and the harvest and the price of bread"), None);
        assert_eq!(near(""), None);
        assert_eq!(near("?!"), None);
        assert_eq!(Text::new("").nearest("mine"), None);
    }

    #[test]
    fn a_hostile_text_takes_one_pass() {
        let text = "a ".repeat(500_000);
        let near = Text::new(&text).nearest(&"a b ".repeat(50_000)).unwrap();
        assert!(near.differs.len() <= MOST_DIFFERENCES);
        assert!(Text::new(&"a".repeat(1_000_000)).nearest("b").is_none());
    }

    proptest! {
        #[test]
        fn a_passage_with_one_other_word_is_found_again(
            words in prop::collection::hash_set("[a-z]{3,8}", 12..40), from in 0usize..4, at in 0usize..8
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let source = words.join(" ");
            let mut typed: Vec<&str> = words[from..from + 8].iter().map(String::as_str).collect();
            typed[at] = "XXXX";
            let near = Text::new(&source).nearest(&typed.join(" ")).unwrap();
            prop_assert_eq!(near.text, words[from..from + 8].join(" "));
        }

        #[test]
        fn anything_can_be_compared(source in "(?s)([ab ,.’1]|.){0,60}", typed in "(?s)([ab ,.’1]|.){0,30}") {
            let text = Text::new(&source);
            if let Some(near) = text.nearest(&typed) {
                prop_assert_eq!(text.slice(near.start, near.end), Some(near.text.as_str()));
                prop_assert!(!near.differs.is_empty());
            }
        }
    }
}
