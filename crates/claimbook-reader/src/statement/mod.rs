//! What kind of statement a content is, what it counts, how much it is worth checking, and the claim drafted from it.

mod proposition;

pub use proposition::Proposition;
pub(crate) use proposition::proposition;

use crate::dates::Day;
use crate::language::Language;
use crate::text::Text;
use crate::{Attribution, Span};

/// What is stated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matter {
    /// The kind of statement.
    pub kind: Kind,
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

/// The kind, the figures and the time of a content.
pub(crate) fn matter(
    _text: &Text<'_>,
    _language: Language,
    _attribution: &Attribution,
    _date: Option<Day>,
) -> Matter {
    Matter::default()
}

/// How much a statement is worth checking.
pub(crate) fn worth(_text: &Text<'_>, _attribution: &Attribution, _matter: &Matter) -> Worth {
    Worth::default()
}
