//! What kind of statement a content is, what it counts, how much it is worth checking, and the claim drafted from it.

mod about;
mod kind;
mod numbers;
mod proposition;
mod quantity;
mod senses;
mod worth;

pub use proposition::Proposition;
pub(crate) use proposition::proposition;

use crate::dates::{Day, Said, Words};
use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Rendering, Span};
use std::ops::Range;

/// What is stated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matter {
    /// The kind of statement.
    pub kind: Kind,
    /// The words that tell the kind; none where nothing spoke for another kind than an event.
    pub kind_words: Option<Span>,
    /// Its figures, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// The time that the statement is about, as EDTF; where a prediction comes due.
    pub about: Option<About>,
}

/// The kind of a statement, one of the types of a claim, or an opinion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something happened or is the case.
    #[default]
    Event,
    /// A figure.
    Quantity,
    /// Somebody said something.
    Quote,
    /// Something will happen.
    Prediction,
    /// One thing brings about another.
    Causal,
    /// What somebody wants, demands or stands for.
    Position,
    /// An opinion or an evaluation, which cannot be checked.
    Opinion,
}

/// A figure in a content.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where its words stand.
    pub words: Span,
    /// The value; of a range, or of a value with a hedge such as *about*, the middle or what is written.
    pub value: Option<f64>,
    /// The least it can be.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// The unit, in the singular and in small letters: `person`, `percent`, `usd`.
    pub unit: Option<String>,
    /// What is counted, in the words of the text: *soldiers*.
    pub counted: Option<Span>,
}

impl Quantity {
    /// Whether it makes its statement one of a figure: *a day that ended with two quarrels* says what happened, *two boats sank* how many.
    fn tells(&self, text: &Text<'_>, begins: usize) -> bool {
        let small = self.value.is_some_and(|value| value <= 10.0);
        let in_letters = text.slice(self.words).chars().all(char::is_alphabetic);
        // A conjunction or a mark may stand before it: *that two boats sank*.
        let first = || text.tokens_in(Span::new(begins, self.words.start.max(begins))).len() < 2;
        !(small && in_letters) || first()
    }
}

/// The time that a statement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// As EDTF.
    pub when: String,
    /// The words that tell it.
    pub words: Span,
}

/// How much a statement is worth checking.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worth {
    /// From 0 to 100.
    pub score: u8,
    /// Why, in words for a person: *a figure*, *names who did it*.
    pub reasons: Vec<String>,
}

/// How many tokens of a content are read, so that a text of any form takes one pass.
const MOST: usize = 600;

/// The kind, the figures and the time of a content.
pub(crate) fn matter(
    text: &Text<'_>,
    language: Language,
    attribution: &Attribution,
    said: &Said,
    date: Option<Day>,
) -> Matter {
    let date = date.and_then(|day| Day::new(day.year, day.month, day.day));
    let table = senses::table(language);
    let stretches: Vec<Words<'_>> =
        stretches(text, &attribution.content).map(|tokens| Words::new(text, tokens)).collect();
    let ahead = stretches.iter().any(|words| words.range().any(|at| about::future(words, language, at)));
    let known = said.day().is_some();
    let loose = !known && attribution.rendering == Rendering::Direct;
    let from = about::From { day: said.latest().or(date), known, loose, ahead };
    let mut matter = Matter::default();
    let mut all = Vec::new();
    for words in &stretches {
        let times = about::times(words, language, from);
        let quantities = quantity::quantities(text, language, words, table, &times);
        let begins = text.span(words.range()).map_or(0, |span| span.start);
        let telling = quantities.iter().find(|quantity| quantity.tells(text, begins));
        let first_figure = telling.map(|quantity| quantity.words);
        let signs = kind::Signs { text, language, words, table, times: &times, first_figure };
        let (kind, told) = signs.kind();
        // The part of the content that says most tells the kind.
        if matter.kind == Kind::Event {
            (matter.kind, matter.kind_words) = (kind, told);
        }
        matter.quantities.extend(quantities);
        all.extend(times);
    }
    let from = about::From { ahead: ahead || matter.kind == Kind::Prediction, ..from };
    matter.about = about::about(text, &all, from);
    matter
}

/// How much a statement is worth checking.
pub(crate) fn worth(
    text: &Text<'_>,
    language: Language,
    attribution: &Attribution,
    matter: &Matter,
) -> Worth {
    let words = |spans: &[Span]| -> Vec<Words<'_>> {
        stretches(text, spans).map(|tokens| Words::new(text, tokens)).collect()
    };
    let (content, source) = (words(&attribution.content), words(&attribution.source));
    worth::Weighing { table: senses::table(language), content: &content, source: &source }
        .worth(attribution, matter)
}

/// The tokens of spans, up to a bound in all.
fn stretches<'s>(text: &'s Text<'_>, spans: &'s [Span]) -> impl Iterator<Item = Range<usize>> + 's {
    let mut left = MOST;
    let cut = spans.iter().map(move |span| {
        let tokens = text.tokens_in(*span);
        let tokens = tokens.start..tokens.end.min(tokens.start.saturating_add(left));
        left = left.saturating_sub(tokens.len());
        tokens
    });
    cut.filter(|tokens| !tokens.is_empty())
}

#[cfg(test)]
mod tests;
