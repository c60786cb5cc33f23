//! How much a statement is worth checking: points that are added up, each with its reason.
//!
//! | what | points |
//! |---|---|
//! | to begin with | 30 |
//! | a figure with a value or a range | +20 |
//! | says what happened or what is the case (event, quantity, cause) | +10 |
//! | names somebody or something | +10 |
//! | gives a time | +8 |
//! | an official or a body says it | +7 |
//! | claims a first, a most, an all or a none | +7 |
//! | speaks against something (*but*, *contrary*) | +5 |
//! | an opinion | −25 |
//! | a position | −10 |
//! | a prediction without a time at which it comes due | −10 |
//! | loose words, and no figure | −5 |
//! | fewer than five words | −20 |
//! | thanks, greetings | −30 |
//!
//! The sum is held between 0 and 100.

use super::senses::Sense;
use super::{Kind, Matter, Worth};
use crate::Attribution;
use crate::dates::{Table, Words};

/// The words of a content and of its source.
pub(super) struct Weighing<'s, 't> {
    pub(super) table: &'static Table<Sense>,
    pub(super) content: &'s [Words<'t>],
    pub(super) source: &'s [Words<'t>],
}

impl Weighing<'_, '_> {
    pub(super) fn worth(&self, attribution: &Attribution, matter: &Matter) -> Worth {
        let mut score = 30;
        let mut reasons = Vec::new();
        let mut add = |points: i32, fits: bool, reason: &str| {
            if fits {
                score += points;
                reasons.push(reason.to_owned());
            }
        };
        let figure = !matter.quantities.is_empty();
        let words = self.length();
        add(20, figure, "a figure");
        let checkable = matches!(matter.kind, Kind::Event | Kind::Quantity | Kind::Causal);
        add(10, checkable && words >= 5, "says what happened or is the case");
        add(10, self.names(), "names somebody or something");
        add(8, matter.about.is_some(), "gives a time");
        add(
            7,
            !attribution.source.is_empty() && self.has(self.source, Sense::Official),
            "an official or a body says it",
        );
        add(7, self.has(self.content, Sense::Record), "claims a first, a most, an all or a none");
        add(5, self.has(self.content, Sense::Contrast), "speaks against something");
        add(-25, matter.kind == Kind::Opinion, "an opinion");
        add(-10, matter.kind == Kind::Position, "what somebody wants, not what is");
        add(
            -10,
            matter.kind == Kind::Prediction && matter.about.is_none(),
            "a prediction that comes due at no known time",
        );
        add(-5, !figure && self.has(self.content, Sense::Loose), "loose words");
        add(-20, words < 5, "very short");
        add(-30, self.has(self.content, Sense::Greeting) && words < 25, "thanks or a greeting");
        Worth { score: u8::try_from(score.clamp(0, 100)).unwrap_or(0), reasons }
    }

    fn has(&self, all: &[Words<'_>], sense: Sense) -> bool {
        all.iter().any(|words| words.range().any(|at| self.table.is(words, at, sense).is_some()))
    }

    fn length(&self) -> usize {
        let is_word = |words: &Words<'_>, at: usize| words.get(at).starts_with(char::is_alphanumeric);
        self.content.iter().map(|words| words.range().filter(|at| is_word(words, *at)).count()).sum()
    }

    /// Whether a word that does not begin a sentence is a name.
    fn names(&self) -> bool {
        self.content.iter().any(|words| {
            words.range().skip(1).any(|at| {
                let begins =
                    matches!(words.before(at), "." | "!" | "?" | "\"" | "“" | "„" | "«" | ":" | "‘" | "…");
                words.is_capital(at) && !begins && !matches!(words.get(at), "i" | "mr" | "mrs" | "ms")
            })
        })
    }
}
