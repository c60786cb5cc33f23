//! The words of figures and what they mean: `words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrase::Refused;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    About,
    Nearly,
    Least,
    Most,
    Exact,
    Between,
    To,
    And,
    /// *up to*, unless a number or *from* stands before it.
    UpTo,
    Minus,
    Number(f64),
    /// A number in digits, and how many of them stand after the point.
    Numeral(f64, u8),
    Half,
    Scale(f64),
    /// A scale where digits stand right before it.
    Short(f64),
    /// A scale after a number, a vague word alone.
    Plural(f64),
    Several,
    /// *many*: a vague word before a scale, no number alone.
    Many,
    Vague(f64),
    Share(f64),
    Ratio,
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
            "and" => Sense::And,
            "up" => Sense::UpTo,
            "minus" => Sense::Minus,
            "number" => Sense::Number(number),
            "half" => Sense::Half,
            "scale" => Sense::Scale(number),
            "short" => Sense::Short(number),
            "plural" => Sense::Plural(number),
            "several" => Sense::Several,
            "many" => Sense::Many,
            "vague" => Sense::Vague(number),
            "share" => Sense::Share(number),
            "ratio" => Sense::Ratio,
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
        Sense::Scale(value) | Sense::Short(value) | Sense::Plural(value) => Some(NumberWord::Scale(*value)),
        _ => None,
    }
}

/// What the tokens mean, the longest words first.
pub(super) fn senses(tokens: &[Token]) -> Vec<Sense> {
    let (words, longest) = &*LEXICON;
    let mut senses = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Token::Number(value, decimals) = token {
            senses.push(Sense::Numeral(*value, *decimals));
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
pub(super) enum Token {
    /// And how many digits stand after the point.
    Number(f64, u8),
    Word(String),
}

impl Token {
    fn word(&self) -> Option<&str> {
        match self {
            Token::Number(..) => None,
            Token::Word(word) => Some(word),
        }
    }
}

pub(super) fn tokens(phrase: &str) -> Result<Vec<Token>, Refused> {
    let signs: Vec<char> = phrase.to_lowercase().chars().map(plain).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let digit = |place: usize| signs.get(place).is_some_and(char::is_ascii_digit);
        if sign.is_ascii_digit() {
            let (value, decimals, end) = numeral(&signs, at)?;
            tokens.push(Token::Number(value, decimals));
            at = end;
        } else if matches!(sign, '-' | '+')
            && digit(at + 1)
            && !matches!(tokens.last(), Some(Token::Number(..)))
        {
            let (value, decimals, end) = numeral(&signs, at + 1)?;
            tokens.push(Token::Number(if sign == '-' { -value } else { value }, decimals));
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

/// The numeral that begins at a place, how many digits it has after the point, and where it ends: `10,000`, `10 000`, `0.5`, `1,5`.
fn numeral(signs: &[char], start: usize) -> Result<(f64, u8, usize), Refused> {
    let mut decimals = 0;
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
            decimals = u8::try_from(fraction).unwrap_or(u8::MAX);
        }
    }
    let value: f64 = text.parse().map_err(|_| Refused::NoNumber)?;
    if value.is_finite() { Ok((value, decimals, at)) } else { Err(Refused::NoNumber) }
}
