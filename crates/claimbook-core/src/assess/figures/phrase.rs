//! The words of a figure to the range of numbers that they mean.
//!
//! | words | value | core | stretched |
//! |---|---|---|---|
//! | *40*, *exactly 40* | 40 | 40 | 40 |
//! | *2.4 million*, *33 %* | 2.4 million | 2.4 million | 2.35 to 2.45 million: as it is rounded |
//! | *a third*, *half* | 33.3 % | 32.3 to 34.3 % | 30.3 to 36.3 % |
//! | *about 40* | 40 | 36 to 44 | 32 to 48 |
//! | *nearly 40* | 40 | 36 to 40 | 32 to 42 |
//! | *more than 40*, *at least 40* | | 40 and more | 38 and more |
//! | *less than 40*, *up to 40* | | 40 and less | 42 and less |
//! | *5 to 7*, *between 5 and 7* | | 5 to 7 | 5 to 7 |
//! | *several*, *several thousand* | | 2 to 9, 2,000 to 9,999 | a quarter down, a fifth up |
//! | *dozens*, *millions*, *tens of thousands* | | 24 to 99, 2 to 9.99 million, 20,000 to 99,999 | likewise |
//!
//! The senses are the reader's, so that a figure that it read and one that somebody typed compare alike. The words of four languages
//! are in `words.txt`.

use super::lexicon::{Sense, senses, tokens};
use super::number::Number;

/// What the words of a figure mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// The number that is named, where one is.
    pub(super) value: Option<f64>,
    /// What the words say; an end may be infinite.
    pub(super) core: (f64, f64),
    /// What they may still mean where they are stretched.
    pub(super) wide: (f64, f64),
    /// A unit in the words: `percent`, `points` or a currency.
    pub(super) unit: Option<&'static str>,
}

/// Why the words of a figure mean no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error("there is no number in it")]
    NoNumber,
    #[error("there is more than one number in it")]
    Several,
    #[error("it has two units")]
    TwoUnits,
    #[error("the point in it may part thousands or a fraction")]
    Ambiguous,
    #[error("it says how many times as much, not how much")]
    Ratio,
    #[error("it is too long for a figure")]
    TooLong,
}

/// Longer phrases are no figures.
const MOST_CHARS: usize = 200;

impl Figure {
    /// Reads the words of a figure, such as `about 10,000 soldiers`. Words that it does not know are passed over.
    pub(crate) fn read(phrase: &str) -> Result<Self, Refused> {
        if phrase.chars().count() > MOST_CHARS {
            return Err(Refused::TooLong);
        }
        let senses = senses(&tokens(phrase)?);
        let between = senses.contains(&Sense::Between);
        let mut unit = None;
        let mut hedge = None;
        let mut numbers: Vec<Number> = Vec::new();
        let (mut joined, mut minus) = (false, false);
        let mut at = 0;
        while let Some(sense) = senses.get(at) {
            let start = at;
            at += 1;
            match *sense {
                Sense::Unit(new) => match unit {
                    None => unit = Some(new),
                    Some(known) if known == new => {}
                    Some(_) => return Err(Refused::TwoUnits),
                },
                Sense::Ratio => return Err(Refused::Ratio),
                Sense::About | Sense::Nearly | Sense::Least | Sense::Most | Sense::Exact => {
                    hedge = hedge.or(Some(*sense));
                }
                Sense::To | Sense::And | Sense::UpTo if numbers.len() == 1 => joined = true,
                Sense::UpTo if !between => hedge = hedge.or(Some(Sense::Most)),
                Sense::Minus => minus = true,
                Sense::Between | Sense::To | Sense::And | Sense::UpTo | Sense::Short(_) | Sense::Other => {}
                _ => {
                    let Some((number, end)) = Number::read(&senses, start, between) else { continue };
                    if number.share {
                        unit = unit.or(Some("percent"));
                    }
                    numbers.push(if std::mem::take(&mut minus) { number.negated() } else { number });
                    at = end;
                }
            }
        }
        match numbers.as_slice() {
            [] => Err(Refused::NoNumber),
            [only] => Ok(Figure::hedged(only, hedge, unit)),
            [low, high] if joined => Ok(Figure::range(low, high, unit)),
            _ => Err(Refused::Several),
        }
    }

    fn hedged(number: &Number, hedge: Option<Sense>, unit: Option<&'static str>) -> Self {
        let (low, high) = (number.low, number.high);
        if number.low < number.high {
            let (down, up) = (low - low.abs() * 0.25, high + high.abs() * 0.2);
            // A hedge before a vague word changes nothing, but that *more than* takes the top away and *up to* the bottom.
            let (core, wide) = match hedge {
                Some(Sense::Least) => ((low, f64::INFINITY), (down, f64::INFINITY)),
                Some(Sense::Most) => ((f64::NEG_INFINITY, high), (f64::NEG_INFINITY, up)),
                _ => ((low, high), (down, up)),
            };
            return Figure { value: None, core, wide, unit };
        }
        let around = |below: f64, above: f64| {
            let size = low.abs();
            (low - size * below, low + size * above)
        };
        let within = |step: f64| (low - step, low + step);
        let (value, core, wide) = match hedge {
            Some(Sense::About) => (Some(low), around(0.1, 0.1), around(0.2, 0.2)),
            Some(Sense::Nearly) => (Some(low), around(0.1, 0.0), around(0.2, 0.05)),
            Some(Sense::Least) => (None, (low, f64::INFINITY), (around(0.05, 0.0).0, f64::INFINITY)),
            Some(Sense::Most) => (None, (f64::NEG_INFINITY, low), (f64::NEG_INFINITY, around(0.0, 0.05).1)),
            None if number.share => (Some(low), within(1.0), within(3.0)),
            None => (Some(low), (low, low), within(number.rounded(unit))),
            _ => (Some(low), (low, low), (low, low)),
        };
        Figure { value, core, wide, unit }
    }

    fn range(low: &Number, high: &Number, unit: Option<&'static str>) -> Self {
        // “5 to 7 million”: the scale is that of both.
        let scale = if low.scale == 1.0 && low.low < high.low / high.scale { high.scale } else { 1.0 };
        let ends = (low.low * scale, high.high);
        let ends = (ends.0.min(ends.1), ends.0.max(ends.1));
        Figure { value: None, core: ends, wide: ends, unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn core(phrase: &str) -> (f64, f64) {
        Figure::read(phrase).unwrap_or_else(|why| panic!("{phrase}: {why}")).core
    }

    #[test]
    fn numbers_are_read_in_every_usual_form() {
        for (phrase, value) in [
            ("10,000", 10_000.0),
            ("10 000", 10_000.0),
            ("10\u{202f}000 soldiers", 10_000.0),
            ("1.234.567", 1_234_567.0),
            ("2.5 million", 2_500_000.0),
            ("1,5 Mio", 1_500_000.0),
            ("$4bn", 4e9),
            ("10k", 10_000.0),
            ("twenty-five thousand", 25_000.0),
            ("a dozen", 12.0),
            ("half a million", 500_000.0),
            ("half a dozen", 6.0),
            ("half a percent", 0.5),
            ("a quarter percentage point", 0.25),
            ("hundred and fifty", 150.0),
            ("one hundred and fifty thousand", 150_000.0),
            ("two thousand five hundred", 2_500.0),
            ("two and a half million", 2_500_000.0),
            ("a million and a half", 1_500_000.0),
            ("a quarter million", 250_000.0),
            ("three millions", 3_000_000.0),
            ("5b", 5e9),
            ("none", 0.0),
            ("minus 3.5 %", -3.5),
            ("+5 %", 5.0),
            ("−3 %", -3.0),
            ("10 тис", 10_000.0),
        ] {
            assert_eq!(core(phrase), (value, value), "{phrase}");
        }
    }

    #[test]
    fn hedges_and_vague_words_are_ranges() {
        for (phrase, low, high) in [
            ("about 10,000", 9_000.0, 11_000.0),
            ("some 40 people", 36.0, 44.0),
            ("40 or so", 36.0, 44.0),
            ("nearly 40", 36.0, 40.0),
            ("more than 40", 40.0, f64::INFINITY),
            ("at least 8,000", 8_000.0, f64::INFINITY),
            ("less than 1 %", f64::NEG_INFINITY, 1.0),
            ("up to 12,000", f64::NEG_INFINITY, 12_000.0),
            ("between 5 and 7", 5.0, 7.0),
            ("5-7", 5.0, 7.0),
            ("5 to 7 million", 5e6, 7e6),
            ("several thousand", 2_000.0, 9_999.0),
            ("tens of thousands", 20_000.0, 99_999.0),
            ("dozens", 24.0, 99.0),
            ("scores", 40.0, 99.0),
            ("thousands", 2_000.0, 9_999.0),
            ("many thousands", 2_000.0, 9_999.0),
            ("millions of rounds", 2e6, 9_999_999.0),
            ("tens of millions of dollars", 2e7, 99_999_999.0),
            ("billions", 2e9, 9_999_999_999.0),
            ("<1%", f64::NEG_INFINITY, 1.0),
            ("≥ 10,000", 10_000.0, f64::INFINITY),
            ("10,000+", 10_000.0, f64::INFINITY),
            ("approx. 10,000", 9_000.0, 11_000.0),
            ("half", 49.0, 51.0),
            ("more than half", 50.0, f64::INFINITY),
            ("between one hundred and one hundred fifty", 100.0, 150.0),
            ("five and seven", 5.0, 7.0),
            ("до 12 тисяч", f64::NEG_INFINITY, 12_000.0),
            ("від 5 до 7 тисяч", 5_000.0, 7_000.0),
            ("etwa 40", 36.0, 44.0),
            ("понад 40", 40.0, f64::INFINITY),
        ] {
            assert_eq!(core(phrase), (low, high), "{phrase}");
        }
    }

    #[test]
    fn units_are_told_apart() {
        let unit = |phrase: &str| Figure::read(phrase).unwrap().unit;
        assert_eq!(unit("0.5 %"), Some("percent"));
        assert_eq!(unit("2 percentage points"), Some("points"));
        assert_eq!(unit("€3 million"), Some("EUR"));
        assert_eq!(unit("one in five"), Some("percent"));
        assert_eq!(unit("half of voters"), Some("percent"));
        assert_eq!(unit("2 % points"), Some("points"));
        assert_eq!(unit("25 basis points"), Some("basis points"));
        assert_eq!(unit("half a million"), None);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (phrase, why) in [
            ("a lot of soldiers", Refused::NoNumber),
            ("10.000", Refused::Ambiguous),
            ("$5 or €4", Refused::TwoUnits),
            ("3 of 17 bridges", Refused::Several),
            ("many soldiers", Refused::NoNumber),
            ("twice as many", Refused::Ratio),
            ("ten times more", Refused::Ratio),
        ] {
            assert_eq!(Figure::read(phrase), Err(why), "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(phrase in "(?s).{0,60}") {
            let _ = Figure::read(&phrase);
        }

        #[test]
        fn the_core_lies_within_what_it_may_be_stretched_to(phrase in "(about |nearly |over |up to |several |)(5|10,000|0.5|thousand)( million| %|)") {
            if let Ok(figure) = Figure::read(&phrase) {
                prop_assert!(figure.wide.0 <= figure.core.0 && figure.core.0 <= figure.core.1 && figure.core.1 <= figure.wide.1);
            }
        }
    }
}
