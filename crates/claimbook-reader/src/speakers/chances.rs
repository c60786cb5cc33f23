//! How likely a proposal is right: below a threshold nobody is proposed, and the reason names who may be meant.
//!
//! A logistic regression over what led to the proposal. `examples/chances` fits it on the articles under `tests/articles` and prints the
//! numbers below; docs/reader.md tells how well it does. What came of a doubtful proposal is still taken for what follows: *she* after
//! *the minister* means the same one, whoever that is.

use super::mentions::Sort;
use super::sources::{Determiner, Form};
use super::stage::{Choice, Stage};

/// What led to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A name of several words.
    Full,
    /// One word of somebody's longer name.
    Short,
    /// A name of one word, of which the text gives no longer one.
    Single,
    /// A name that several bear.
    Shared,
    /// *he*, *she*.
    Pronoun,
    /// *it*, *they*.
    Thing,
    /// *who*, *which*.
    Relative,
    /// *I*, *you*.
    Turn,
    /// *the minister*, of somebody who is called so.
    Title,
    /// *the minister*, of somebody who was spoken of and is not called so.
    Salient,
    /// *her husband*, *the clerk*: somebody with a name, in another way.
    Described,
    /// *the ministry*, *the company*, *the report*.
    Body,
    /// *a clerk*, *two officials*: somebody without a name.
    Somebody,
    /// *the clerk*, *his brother*, who have no name in the text.
    Nameless,
    /// No source: somebody goes on.
    Silent,
}

/// Whatever can lead to somebody, with its number in the order of the features.
pub const HOWS: [How; 15] = [
    How::Full,
    How::Short,
    How::Single,
    How::Shared,
    How::Pronoun,
    How::Thing,
    How::Relative,
    How::Turn,
    How::Title,
    How::Salient,
    How::Described,
    How::Body,
    How::Somebody,
    How::Nameless,
    How::Silent,
];

/// What else counts, in the order of the features.
pub const OTHERS: [&str; 6] = ["margin", "alone", "one word", "within", "doubt", "far"];

/// All features: a constant, what led to it, what else counts.
pub const FEATURES: usize = 1 + HOWS.len() + OTHERS.len();

/// What speaks for somebody among others who may be meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence {
    /// How much more weight it has than the next; nothing where there is none.
    pub(super) margin: Option<i32>,
}

impl Evidence {
    /// Of those in the order of their weight, the first one's.
    pub(super) fn of_first(weights: &[(usize, i32)]) -> Self {
        let first = weights.first().map_or(0, |(_, weight)| *weight);
        Evidence { margin: weights.get(1).map(|(_, next)| first - next) }
    }
}

/// A proposal as the regression sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    /// What led to it.
    pub how: How,
    /// What counts.
    pub values: [i32; FEATURES],
}

/// Odds, as a hundred times their logarithm, below which nobody is proposed.
const LEAST: i32 = 165;

/// For each feature what it adds to a hundred times the logarithm of the odds.
const NUMBERS: [i32; FEATURES] =
    [164, 155, 94, 39, -32, 7, -133, 12, -2, -5, -57, -21, -85, 79, -85, 35, 5, 87, -52, -80, -2, -7];

impl Chance {
    /// What speaks for a choice. `None` where nobody was chosen.
    pub(super) fn of(stage: &Stage<'_, '_>, attribution: usize, choice: &Choice) -> Option<Chance> {
        let entity = choice.entity?;
        let one = stage.entity(entity)?;
        let how = choice.how.unwrap_or_else(|| how(stage, attribution, entity));
        let at = stage.anchor(attribution);
        let mut values = [0; FEATURES];
        let (kinds, others) = values.split_at_mut(1 + HOWS.len());
        if let Some(constant) = kinds.first_mut() {
            *constant = 1;
        }
        if let Some(kind) = HOWS.iter().position(|one| *one == how).and_then(|kind| kinds.get_mut(kind + 1)) {
            *kind = 1;
        }
        let person = matches!(one.sort, Sort::Person | Sort::Name);
        let single = person && !one.unnamed && one.known.is_none() && one.words.len() < 2;
        let attributed = stage.attributions.get(attribution);
        let doubt = attributed.map_or(0.0, |one| 1.0 - one.confidence);
        let text = stage.scene.text;
        let named = stage.cast.before(at + 1, super::stage::NAMES).find(|seen| seen.entity == entity);
        let far =
            named.map_or(10, |seen| text.sentence_of(at).saturating_sub(text.sentence_of(seen.tokens.start)));
        let margin = choice.evidence.and_then(|evidence| evidence.margin);
        let counted = [
            margin.map_or(0, |margin| margin.clamp(0, 24)),
            i32::from(choice.evidence.is_some() && margin.is_none()),
            i32::from(single),
            i32::from(attributed.is_some_and(|one| one.within.is_some())),
            tenths(doubt),
            i32::try_from(far.min(10)).unwrap_or(10),
        ];
        others.copy_from_slice(&counted);
        Some(Chance { how, values })
    }

    /// Whether it is likely enough to be proposed. Where the source is a name, or *a clerk*, the text itself says who, if not always in
    /// full.
    pub(super) fn is_enough(&self) -> bool {
        matches!(self.how, How::Full | How::Short | How::Single | How::Somebody) || self.log_odds() >= LEAST
    }

    /// A hundred times the logarithm of the odds.
    fn log_odds(&self) -> i32 {
        self.values.iter().zip(NUMBERS).map(|(value, number)| value * number).sum()
    }
}

/// A part of one, in tenths.
fn tenths(part: f32) -> i32 {
    (1..=10).filter(|tenth: &i16| part * 10.0 >= f32::from(*tenth)).count().try_into().unwrap_or(10)
}

/// What a source says, where nothing tells more exactly what led to somebody.
fn how(stage: &Stage<'_, '_>, attribution: usize, entity: usize) -> How {
    let Some(source) = stage.sources.get(attribution) else { return How::Silent };
    let one = stage.entity(entity);
    let unnamed = one.is_some_and(|one| one.unnamed);
    match &source.form {
        Form::Nobody => How::Silent,
        Form::Name(seen) => {
            let words = seen.tokens.clone().filter(|token| stage.scene.is_word(*token)).count();
            match one {
                _ if words > 1 => How::Full,
                Some(one) if one.words.len() > 1 || one.known.is_some() => How::Short,
                _ => How::Single,
            }
        }
        Form::Pronoun(token) => match stage.scene.folded(*token).as_str() {
            "i" | "we" | "my" | "our" | "me" | "us" | "you" | "ich" | "wir" | "я" | "ми" | "мы" => {
                How::Turn
            }
            "who" | "whom" | "which" => How::Relative,
            "it" | "its" | "they" | "their" | "them" | "es" | "вони" | "они" => How::Thing,
            _ => How::Pronoun,
        },
        Form::Nominal(nominal) if unnamed => match nominal.determiner {
            _ if one.is_some_and(|one| one.plural) => How::Somebody,
            Determiner::Indefinite | Determiner::Bare => How::Somebody,
            Determiner::Definite | Determiner::Possessive => How::Nameless,
        },
        Form::Nominal(_) => {
            let person = one.is_some_and(|one| matches!(one.sort, Sort::Person | Sort::Name | Sort::Account));
            if person { How::Described } else { How::Body }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(how: How, margin: i32, within: i32) -> Chance {
        let mut values = [0; FEATURES];
        let kind = HOWS.iter().position(|one| *one == how).map(|kind| kind + 1);
        for (place, value) in values.iter_mut().enumerate() {
            *value = match place {
                0 => 1,
                _ if Some(place) == kind => 1,
                _ if place == 1 + HOWS.len() => margin,
                _ if place == 4 + HOWS.len() => within,
                _ => 0,
            };
        }
        Chance { how, values }
    }

    #[test]
    fn a_name_is_likelier_than_a_pronoun_and_a_clear_one_likelier_than_a_close_one() {
        let odds = |one: Chance| one.log_odds();
        assert!(odds(chance(How::Full, 0, 0)) > odds(chance(How::Pronoun, 0, 0)));
        assert!(odds(chance(How::Pronoun, 20, 0)) > odds(chance(How::Pronoun, 2, 0)));
        assert!(odds(chance(How::Pronoun, 20, 0)) > odds(chance(How::Pronoun, 20, 1)));
        assert!(chance(How::Full, 0, 0).is_enough());
    }
}
