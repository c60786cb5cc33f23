//! What kind of statement a content is, by words that tell it.
//!
//! The first that fits: somebody's speech within the content, a position (*must*, *demands*), a prediction (*will*, *plans to*, a time
//! to come) whose word comes before any figure, a quantity, a cause (*led to*), an opinion (a judging word without a figure), a
//! prediction in a clause of its own; else an event. A word counts only once; nothing is weighed.

use super::Kind;
use super::about::future;
use super::senses::Sense;
use crate::Span;
use crate::dates::{Found, Table, Words};
use crate::language::Language;
use crate::text::Text;

/// An opinion is no longer, in tokens.
const LONGEST_OPINION: usize = 40;

/// What the kind is told from.
pub(super) struct Signs<'s, 't> {
    pub(super) text: &'s Text<'t>,
    pub(super) language: Language,
    pub(super) words: &'s Words<'t>,
    pub(super) table: &'static Table<Sense>,
    pub(super) times: &'s [Found],
    pub(super) first_figure: Option<Span>,
}

impl Signs<'_, '_> {
    /// The kind, and the words that tell it.
    pub(super) fn kind(&self) -> (Kind, Option<Span>) {
        let speech = self.speech();
        let position = self.position();
        let cause = self.first(Sense::Cause, false);
        // One judging word in a long content that tells much else makes it no opinion.
        let opinion =
            self.first(Sense::Opinion, true).filter(|_| self.words.range().len() <= LONGEST_OPINION);
        let main = self.future(false);
        let side = main.or_else(|| self.future(true));
        let figure = self.first_figure;
        let before_figure = |span: &Span| figure.is_none_or(|figure| span.start < figure.start);
        let kinds = [
            (Kind::Quote, speech),
            (Kind::Position, position),
            (Kind::Prediction, main.filter(before_figure)),
            (Kind::Quantity, figure),
            (Kind::Causal, cause),
            (Kind::Opinion, opinion),
            (Kind::Prediction, side.or_else(|| self.ahead())),
        ];
        kinds.into_iter().find_map(|(kind, span)| Some((kind, Some(span?)))).unwrap_or((Kind::Event, None))
    }

    /// What somebody wants. *will have to*, *had to* and *does not have to* say what comes or is; *want* after *did* is a tale.
    fn position(&self) -> Option<Span> {
        let at = self.words.range().find(|at| {
            let have = matches!(self.words.get(*at), "have" | "need");
            let before = self.words.before(*at);
            let told = have
                && matches!(before, "will" | "'ll" | "would" | "may" | "might" | "not" | "n't" | "could");
            !told && self.table.is(self.words, *at, Sense::Position).is_some()
        })?;
        let length = self.table.is(self.words, at, Sense::Position)?;
        self.text.span(at..at + length)
    }

    /// The first words of a sense; `plain` leaves out names, such as *Great Britain*.
    fn first(&self, sense: Sense, plain: bool) -> Option<Span> {
        let range = self.words.range();
        let (at, length) = range.clone().find_map(|at| {
            let length = self.table.is(self.words, at, sense)?;
            let name = plain && at > range.start && self.words.is_capital(at) && self.words.raw(at).len() > 1;
            (!name).then_some((at, length))
        })?;
        self.text.span(at..at + length)
    }

    /// Somebody else's speech: *told us that*, *said: “…”*.
    fn speech(&self) -> Option<Span> {
        let at = self.words.range().skip(1).find(|at| {
            let says = self.table.is(self.words, *at, Sense::Speech).is_some();
            let then = (1..=4).any(|next| {
                matches!(self.words.get(at + next), "that" | "dass" | "що" | "что" | ":" | "“" | "«")
            });
            says && then
        })?;
        self.text.span(at..at + 1)
    }

    /// A word for what lies ahead; one after *which* or *that* only in `side` clauses. *would have* never is one.
    fn future(&self, side: bool) -> Option<Span> {
        let at = self.words.range().find(|at| {
            let before = (1..=2).any(|back| {
                at.checked_sub(back)
                    .is_some_and(|at| matches!(self.words.get(at), "which" | "who" | "whom" | "where"))
            });
            let past = self.words.get(*at) == "would" && self.words.get(at + 1) == "have";
            let noun = matches!(
                self.words.before(*at),
                "the" | "a" | "of" | "his" | "her" | "their" | "no" | "free" | "political"
            );
            let capital = self.words.is_capital(*at) && *at > self.words.range().start;
            let name = self.words.get(*at) == "will" && (noun || capital);
            future(self.words, self.language, *at) && !past && !name && (side || !before)
        })?;
        self.text.span(at..at + 1)
    }

    /// A time to come: *next week*, *in two years*.
    fn ahead(&self) -> Option<Span> {
        let time = self.times.iter().find(|time| time.ahead)?;
        self.text.span(time.tokens.clone())
    }
}
