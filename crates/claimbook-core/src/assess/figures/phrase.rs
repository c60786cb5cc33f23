//! The words of a figure to the range of numbers that they mean.
//!
//! | words | value | core | stretched |
//! |---|---|---|---|
//! | *40*, *exactly 40* | 40 | 40 | 40 |
//! | *about 40* | 40 | 36 to 44 | 32 to 48 |
//! | *nearly 40* | 40 | 36 to 40 | 32 to 42 |
//! | *more than 40*, *at least 40* | | 40 and more | 38 and more |
//! | *less than 40*, *up to 40* | | 40 and less | 42 and less |
//! | *5 to 7*, *between 5 and 7* | | 5 to 7 | 5 to 7 |
//! | *several*, *several thousand* | | 2 to 9, 2,000 to 9,999 | a quarter down, a fifth up |
//! | *dozens*, *hundreds*, *tens of thousands* | | 24 to 99, 200 to 999, 20,000 to 99,999 | likewise |
//!
//! The senses are the reader's, so that a figure that it read and one that somebody typed compare alike. The words of four languages
//! are in `words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    #[error("it is too long for a figure")]
    TooLong,
}

/// Longer phrases are no figures.
const MOST_CHARS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sense {
    About,
    Nearly,
    Least,
    Most,
    Exact,
    Between,
    To,
    Number(f64),
    Scale(f64),
    Several,
    Vague(f64),
    Share(f64),
    Unit(&'static str),
    Other,
}

/// The lexicon: words, joined by one space, to what they mean; and how many words the longest has.
static LEXICON: LazyLock<(HashMap<&'static str, Sense>, usize)> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut longest = 1;
    for line in include_str!("words.txt").lines() {
        let mut columns = line.split('\t');
        let (Some(kind), Some(value), Some(list)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let number = value.parse().unwrap_or_default();
        let sense = match kind {
            "about" => Sense::About,
            "nearly" => Sense::Nearly,
            "least" => Sense::Least,
            "most" => Sense::Most,
            "exact" => Sense::Exact,
            "between" => Sense::Between,
            "to" => Sense::To,
            "number" => Sense::Number(number),
            "scale" => Sense::Scale(number),
            "several" => Sense::Several,
            "vague" => Sense::Vague(number),
            "share" => Sense::Share(number),
            "unit" => Sense::Unit(value),
            _ => continue,
        };
        for entry in list.split(" | ") {
            longest = longest.max(entry.split(' ').count());
            words.entry(entry.trim()).or_insert(sense);
        }
    }
    (words, longest)
});

/// What one word says of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// It is one: *twelve*.
    Number(f64),
    /// Another is multiplied by it: *thousand*.
    Scale(f64),
}

/// What a word, in lower case, says of a number.
pub fn number_word(word: &str) -> Option<NumberWord> {
    match LEXICON.0.get(word)? {
        Sense::Number(value) => Some(NumberWord::Number(*value)),
        Sense::Scale(value) => Some(NumberWord::Scale(*value)),
        _ => None,
    }
}

impl Figure {
    /// Reads the words of a figure, such as `about 10,000 soldiers`. Words that it does not know are passed over.
    pub(crate) fn read(phrase: &str) -> Result<Self, Refused> {
        if phrase.chars().count() > MOST_CHARS {
            return Err(Refused::TooLong);
        }
        let senses = senses(&tokens(phrase)?);
        let mut unit = None;
        let mut hedge = None;
        let mut numbers: Vec<Number> = Vec::new();
        let mut joined = false;
        let mut at = 0;
        while let Some(sense) = senses.get(at) {
            at += 1;
            match *sense {
                Sense::Unit(new) => match unit {
                    None => unit = Some(new),
                    Some(known) if known == new => {}
                    Some(_) => return Err(Refused::TwoUnits),
                },
                Sense::About | Sense::Nearly | Sense::Least | Sense::Most | Sense::Exact => {
                    hedge = hedge.or(Some(*sense));
                }
                Sense::To if numbers.len() == 1 => joined = true,
                Sense::Share(percent) => {
                    unit = unit.or(Some("percent"));
                    numbers.push(Number::exact(percent));
                }
                Sense::Number(_) | Sense::Scale(_) | Sense::Several | Sense::Vague(_) => {
                    let (number, end) = Number::read(&senses, at - 1);
                    numbers.push(number);
                    at = end;
                }
                Sense::Between | Sense::To | Sense::Other => {}
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
            // A hedge before a vague word changes nothing, but that *more than* takes the top away and *up to* the bottom.
            let (core, wide) = match hedge {
                Some(Sense::Least) => ((low, f64::INFINITY), (low * 0.75, f64::INFINITY)),
                Some(Sense::Most) => ((f64::NEG_INFINITY, high), (f64::NEG_INFINITY, high * 1.2)),
                _ => ((low, high), (low * 0.75, high * 1.2)),
            };
            return Figure { value: None, core, wide, unit };
        }
        let around = |below: f64, above: f64| {
            let size = low.abs();
            (low - size * below, low + size * above)
        };
        let (value, core, wide) = match hedge {
            Some(Sense::About) => (Some(low), around(0.1, 0.1), around(0.2, 0.2)),
            Some(Sense::Nearly) => (Some(low), around(0.1, 0.0), around(0.2, 0.05)),
            Some(Sense::Least) => (None, (low, f64::INFINITY), (around(0.05, 0.0).0, f64::INFINITY)),
            Some(Sense::Most) => (None, (f64::NEG_INFINITY, low), (f64::NEG_INFINITY, around(0.0, 0.05).1)),
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

/// A number as it stands in a phrase.
struct Number {
    low: f64,
    high: f64,
    scale: f64,
}

impl Number {
    fn exact(value: f64) -> Self {
        Number { low: value, high: value, scale: 1.0 }
    }

    /// The number that begins at a place, and where it ends: `twenty five thousand`, `several hundred`, `2.5 million`.
    fn read(senses: &[Sense], start: usize) -> (Self, usize) {
        let mut at = start;
        let mut value: Option<f64> = None;
        let mut vague = None;
        let mut scale = 1.0;
        while let Some(sense) = senses.get(at) {
            match *sense {
                Sense::Number(number) if value.is_none() && vague.is_none() && scale == 1.0 => {
                    value = Some(number);
                }
                // Tens and ones: twenty-five.
                Sense::Number(ones)
                    if scale == 1.0
                        && ones < 10.0
                        && value.is_some_and(|tens| (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0) =>
                {
                    value = value.map(|tens| tens + ones);
                }
                Sense::Several if value.is_none() && vague.is_none() => vague = Some(1.0),
                Sense::Vague(of) if value.is_none() && vague.is_none() => vague = Some(of),
                Sense::Scale(by) => scale *= by,
                _ => break,
            }
            at += 1;
        }
        let number = match (value, vague) {
            (_, Some(of)) => {
                Number { low: 2.0 * of * scale, high: below_next(2.0 * of * scale), scale: of * scale }
            }
            (value, None) => {
                let exact = value.unwrap_or(1.0) * scale;
                Number { low: exact, high: exact, scale }
            }
        };
        (number, at.max(start + 1))
    }
}

/// The last number below the next power of ten: of 2,000 it is 9,999.
fn below_next(number: f64) -> f64 {
    let mut power = 10.0;
    while power <= number && power < f64::MAX / 10.0 {
        power *= 10.0;
    }
    power - 1.0
}

/// What the tokens mean, the longest words first.
fn senses(tokens: &[Token]) -> Vec<Sense> {
    let (words, longest) = &*LEXICON;
    let mut senses = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Token::Number(value) = token {
            senses.push(Sense::Number(*value));
            at += 1;
            continue;
        }
        let most = (*longest).min(tokens.len() - at);
        let found = (1..=most).rev().find_map(|length| {
            let run = tokens.get(at..at + length)?;
            let run: Option<Vec<&str>> = run.iter().map(Token::word).collect();
            words.get(run?.join(" ").as_str()).map(|sense| (*sense, length))
        });
        let (sense, length) = found.unwrap_or((Sense::Other, 1));
        senses.push(sense);
        at += length;
    }
    senses
}

#[derive(Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
}

impl Token {
    fn word(&self) -> Option<&str> {
        match self {
            Token::Number(_) => None,
            Token::Word(word) => Some(word),
        }
    }
}

fn tokens(phrase: &str) -> Result<Vec<Token>, Refused> {
    let signs: Vec<char> = phrase.to_lowercase().chars().map(plain).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let digit = |place: usize| signs.get(place).is_some_and(char::is_ascii_digit);
        if sign.is_ascii_digit() {
            let (value, end) = numeral(&signs, at)?;
            tokens.push(Token::Number(value));
            at = end;
        } else if sign == '-' && digit(at + 1) && !matches!(tokens.last(), Some(Token::Number(_))) {
            let (value, end) = numeral(&signs, at + 1)?;
            tokens.push(Token::Number(-value));
            at = end;
        } else if sign.is_alphabetic() || sign == '\'' || sign == 'ʼ' {
            let end = signs[at..]
                .iter()
                .position(|c| !c.is_alphabetic() && !matches!(c, '\'' | 'ʼ'))
                .map_or(signs.len(), |n| at + n);
            // “us$”
            let end = if signs.get(end) == Some(&'$') { end + 1 } else { end };
            tokens.push(Token::Word(signs.get(at..end).unwrap_or_default().iter().collect()));
            at = end.max(at + 1);
        } else {
            // “twenty-five” is two words, “5 - 7” a range.
            let joins = sign == '-'
                && at.checked_sub(1).and_then(|before| signs.get(before)).is_some_and(|c| c.is_alphabetic())
                && signs.get(at + 1).is_some_and(|c| c.is_alphabetic());
            if !joins && !sign.is_whitespace() && !matches!(sign, '.' | ',' | ';' | ':' | '"' | '(' | ')') {
                tokens.push(Token::Word(sign.to_string()));
            }
            at += 1;
        }
    }
    Ok(tokens)
}

/// Spaces of every kind, dashes and minus signs in their plain form.
fn plain(sign: char) -> char {
    match sign {
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' => ' ',
        '–' | '—' | '−' | '‑' => '-',
        '’' => '\'',
        other => other,
    }
}

/// The numeral that begins at a place, and where it ends: `10,000`, `10 000`, `0.5`, `1,5`.
fn numeral(signs: &[char], start: usize) -> Result<(f64, usize), Refused> {
    let digits =
        |from: usize| signs.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let mut text: String = String::new();
    let first = digits(start);
    text.extend(signs.get(start..start + first).unwrap_or_default());
    let mut at = start + first;
    let mut groups = 0;
    let mut parted = None;
    // Groups of three after a comma or a space, all parted by the same sign.
    while let Some(&sign) = signs.get(at).filter(|sign| matches!(sign, ',' | ' ' | '.' | '\'')) {
        if parted.is_some_and(|known| known != sign) || digits(at + 1) != 3 || first > 3 {
            break;
        }
        if sign == '.' && groups == 0 {
            // One group after a point may be a fraction; two are thousands.
            if signs.get(at + 4) != Some(&'.') || digits(at + 5) != 3 {
                return Err(Refused::Ambiguous);
            }
        }
        parted = Some(sign);
        groups += 1;
        text.extend(signs.get(at + 1..at + 4).unwrap_or_default());
        at += 4;
    }
    if let Some(&sign) = signs.get(at).filter(|sign| matches!(sign, '.' | ',')) {
        let fraction = digits(at + 1);
        if fraction > 0 && parted != Some(sign) {
            text.push('.');
            text.extend(signs.get(at + 1..at + 1 + fraction).unwrap_or_default());
            at += 1 + fraction;
        }
    }
    let value: f64 = text.parse().map_err(|_| Refused::NoNumber)?;
    if value.is_finite() { Ok((value, at)) } else { Err(Refused::NoNumber) }
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
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (phrase, why) in [
            ("a lot of soldiers", Refused::NoNumber),
            ("10.000", Refused::Ambiguous),
            ("$5 or €4", Refused::TwoUnits),
            ("3 of 17 bridges", Refused::Several),
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
