//! Numbers in digits and words.

use super::senses::Sense;
use crate::dates::{Table, Words};
use crate::language::Language;

/// What a number says, before any hedge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// `None` of words such as *several*, which give no value.
    pub(super) value: Option<f64>,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: Option<&'static str>,
    /// The token after it.
    pub(super) end: usize,
    /// Written in digits without a comma or a point, or as a small word: it counts only with what it counts.
    pub(super) plain: bool,
}

/// Reads numbers in the words of one language.
pub(super) struct Numbers<'w, 't> {
    pub(super) words: &'w Words<'t>,
    pub(super) table: &'static Table<Sense>,
    pub(super) language: Language,
}

impl Numbers<'_, '_> {
    /// The number that begins at a token, its currency sign and a range's second end included.
    pub(super) fn at(&self, at: usize) -> Option<Number> {
        let sign = self.sign(at);
        let start = at + usize::from(sign.is_some());
        let mut first = self.one(start)?;
        first.unit = first.unit.or(sign);
        // *5 to 7 million*: the scale of the second is that of the first too, where that has none.
        let dash = matches!(self.words.get(first.end), "-" | "–" | "—" | "‑");
        let to = dash || matches!(self.words.get(first.end), "to" | "bis" | "до");
        if !to || first.value.is_none() {
            return Some(first);
        }
        Some(self.joined(first, first.end + 1).unwrap_or(first))
    }

    /// *between 5 and 7*: the number with the second one after a word.
    pub(super) fn between(&self, at: usize) -> Option<Number> {
        let first = self.at(at)?;
        let joined = self.table.find(self.words, first.end, |sense| (sense == Sense::To).then_some(()))?.1;
        self.joined(first, first.end + joined)
    }

    fn joined(&self, first: Number, at: usize) -> Option<Number> {
        let sign = self.sign(at);
        let second = self.one(at + usize::from(sign.is_some()))?;
        let (low, high) = (first.value?, second.value?);
        let scale = self.scale(second.end.checked_sub(1)?).map_or(1.0, |(scale, _)| scale);
        let low = if low < high / scale && low * scale <= high && first.plain { low * scale } else { low };
        (low < high).then_some(Number {
            value: Some(low + (high - low) / 2.0),
            low,
            high,
            unit: first.unit.or(second.unit).or(sign),
            end: second.end,
            plain: first.plain && second.plain,
        })
    }

    /// A currency sign before a number.
    fn sign(&self, at: usize) -> Option<&'static str> {
        let word = self.words.get(at);
        if !matches!(word, "$" | "£" | "€" | "₴" | "₽" | "¥") {
            return None;
        }
        self.unit(at).map(|(unit, _)| unit)
    }

    pub(super) fn unit(&self, at: usize) -> Option<(&'static str, usize)> {
        self.table.find(self.words, at, |sense| match sense {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    fn scale(&self, at: usize) -> Option<(f64, usize)> {
        self.table.find(self.words, at, |sense| match sense {
            Sense::Scale(scale) => Some(scale),
            _ => None,
        })
    }

    fn one(&self, at: usize) -> Option<Number> {
        if self.words.get(at).starts_with(|c: char| c.is_ascii_digit()) {
            return self.digits(at);
        }
        self.share(at).or_else(|| self.vague(at)).or_else(|| self.spelled(at))
    }

    /// `1,200`, `1.2 million`, `3.4bn`, `5-7`, `10 000`.
    fn digits(&self, at: usize) -> Option<Number> {
        let word = self.words.get(at);
        if word.len() > 24 {
            return None;
        }
        if let Some((first, second)) = word.split_once(['-', '‑']) {
            let (low, high) = (self.parse(first)?, self.parse(second)?);
            let (scale, end) =
                self.scale(at + 1).map_or((1.0, at + 1), |(scale, length)| (scale, at + 1 + length));
            let (low, high) = (low * scale, high * scale);
            let value = Some(low + (high - low) / 2.0);
            return (low < high).then_some(Number { value, low, high, unit: None, end, plain: true });
        }
        let figure = word.trim_end_matches(|c: char| c.is_alphabetic());
        let letters = word.get(figure.len()..).unwrap_or_default();
        let mut value = self.parse(figure)?;
        let mut end = at + 1;
        let mut plain = !figure.contains(['.', ',']);
        match letters {
            "" => {}
            "k" => value *= 1e3,
            "m" | "mn" => value *= 1e6,
            "bn" | "b" => value *= 1e9,
            "tn" | "trn" => value *= 1e12,
            // `28th`, `1990s`, `747s` and other names.
            _ => return None,
        }
        plain &= letters.is_empty();
        // Groups of three after a space, where the language writes them so.
        if letters.is_empty() && figure.len() <= 3 && self.language != Language::English {
            while let Some(group) = self.group(end) {
                value = value * 1000.0 + group;
                end += 1;
                plain = false;
            }
        }
        while let Some((scale, length)) = self.scale(end) {
            value *= scale;
            end += length;
            plain = false;
            if self.words.get(end) == "." && self.language != Language::English {
                end += 1;
            }
        }
        exact(value, end, plain)
    }

    fn group(&self, at: usize) -> Option<f64> {
        let word = self.words.get(at);
        let three = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        three.then(|| word.parse().ok()).flatten()
    }

    /// Digits as the language writes them: `1,200.5` in English, `1.200,5` elsewhere.
    fn parse(&self, figure: &str) -> Option<f64> {
        let (group, point) = if self.language == Language::English { (',', '.') } else { ('.', ',') };
        let (whole, part) =
            figure.split_once(point).map_or((figure, None), |(whole, part)| (whole, Some(part)));
        let mut groups = whole.split(group);
        let first = groups.next()?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = whole.contains(group);
        let fits = digits(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| group.len() == 3 && digits(group))
            && part.is_none_or(digits);
        if !fits {
            // `1.5` in a text whose language writes a comma.
            return figure.parse().ok().filter(|_| digits(&figure.replacen('.', "", 1)));
        }
        let plain: String = whole.chars().filter(|c| *c != group).collect();
        format!("{plain}.{}", part.unwrap_or("0")).parse().ok()
    }

    /// *half*, *two-thirds*: in percent.
    fn share(&self, at: usize) -> Option<Number> {
        let (share, length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Share(share) => Some(share),
            _ => None,
        })?;
        Some(Number { unit: Some("percent"), ..exact(share, at + length, true)? })
    }

    /// *several thousand*, *dozens of*.
    fn vague(&self, at: usize) -> Option<Number> {
        let ((low, high), length) = self.table.find(self.words, at, |sense| match sense {
            Sense::Vague(low, high) => Some((low, high)),
            _ => None,
        })?;
        let mut number = Number { value: None, low, high, unit: None, end: at + length, plain: true };
        while let Some((scale, length)) = self.scale(number.end) {
            number.low *= scale;
            number.high = (number.high + 1.0) * scale - 1.0;
            number.end += length;
        }
        number.plain = number.high < 100.0;
        number.high.is_finite().then_some(number)
    }

    /// *twenty-five*, *two hundred and fifty thousand*.
    fn spelled(&self, at: usize) -> Option<Number> {
        let (mut total, mut current, mut end) = (0.0, 0.0, at);
        let mut scaled = false;
        let mut words = 0;
        while words < 10 {
            if let Some((number, length)) = self.figure(end) {
                current += number;
                end += length;
            } else if let Some((scale, length)) = self.scale(end) {
                // *million* on its own is no number; *hundert* and *a dozen* are.
                if words == 0 && self.language == Language::English {
                    return None;
                }
                let times = if current == 0.0 { 1.0 } else { current };
                if scale >= 1000.0 {
                    total += times * scale;
                    current = 0.0;
                } else {
                    current = times * scale;
                }
                scaled = true;
                end += length;
            } else if scaled
                && self.words.get(end) == "and"
                && self.figure(end + 1).is_some_and(|_| current >= 100.0)
            {
                end += 1;
            } else {
                break;
            }
            words += 1;
        }
        // *a* and *one* are numbers only before a scale.
        if words == 0 || (!scaled && total + current < 2.0) {
            return None;
        }
        exact(total + current, end, !scaled)
    }

    fn figure(&self, at: usize) -> Option<(f64, usize)> {
        let number = |words: &Words<'_>, at: usize| {
            self.table.find(words, at, |sense| match sense {
                Sense::Number(number) => Some(number),
                _ => None,
            })
        };
        if let Some(found) = number(self.words, at) {
            return Some(found);
        }
        // *twenty-five* is one token.
        let (tens, ones) = self.words.get(at).split_once('-')?;
        let (tens, ones) = (self.table.word(tens), self.table.word(ones));
        match (tens, ones) {
            (Some(Sense::Number(tens)), Some(Sense::Number(ones)))
                if tens >= 20.0 && (1.0..10.0).contains(&ones) =>
            {
                Some((tens + ones, 1))
            }
            _ => None,
        }
    }
}

fn exact(value: f64, end: usize, plain: bool) -> Option<Number> {
    value.is_finite().then_some(Number {
        value: Some(value),
        low: value,
        high: value,
        unit: None,
        end,
        plain,
    })
}
