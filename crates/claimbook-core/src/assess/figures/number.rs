//! A number within the words of a figure: `twenty-five thousand`, `several hundred`, `2.5 million`.

use super::lexicon::Sense;

/// A number as it stands in a phrase.
pub(super) struct Number {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) scale: f64,
    /// A part of a whole in words: *a third*.
    pub(super) share: bool,
    /// In digits, with so many after the point.
    decimals: Option<u8>,
}

/// What was read of a number so far.
#[derive(Default)]
struct Reading {
    /// What stands before a scale of a thousand or more was multiplied by it and lies here.
    total: Option<f64>,
    /// What no such scale has followed yet.
    group: Option<f64>,
    vague: Option<f64>,
    /// The last scale.
    last: Option<f64>,
    decimals: Option<u8>,
}

impl Reading {
    fn is_new(&self) -> bool {
        self.total.is_none() && self.group.is_none() && self.vague.is_none()
    }

    /// Adds a number in words: *twenty-five*, *one hundred fifty*, *two thousand five*. Whether it belongs to this one.
    fn adds(&mut self, number: f64) -> bool {
        if self.vague.is_some() || self.decimals.is_some() {
            return false;
        }
        match (self.group, self.total) {
            (None, None) => self.group = Some(number),
            (None, Some(total)) if self.last.is_some_and(|last| number < last) => {
                (self.group, self.total) = (Some(number), Some(total));
            }
            (Some(tens), _) if number < 10.0 && tens % 100.0 >= 20.0 && tens % 10.0 == 0.0 => {
                self.group = Some(tens + number);
            }
            (Some(hundreds), _) if number < 100.0 && hundreds >= 100.0 && hundreds % 100.0 == 0.0 => {
                self.group = Some(hundreds + number);
            }
            _ => return false,
        }
        true
    }

    fn scales(&mut self, by: f64) {
        if let Some(vague) = self.vague {
            self.vague = Some(vague * by);
        } else if let Some(group) = self.group.filter(|_| by < 1000.0) {
            self.group = Some(group * by);
        } else if by < 1000.0 && self.total.is_none() {
            self.group = Some(by);
        } else {
            let more = self.group.take();
            self.total = Some(match (self.total, more) {
                (None, more) => more.unwrap_or(1.0) * by,
                (Some(total), Some(more)) => total + more * by,
                // *thousand million*
                (Some(total), None) => total * by,
            });
        }
        self.last = Some(by);
    }

    fn halves(&mut self) {
        match (self.group, self.total, self.last) {
            (Some(group), _, None) => self.group = Some(group + 0.5),
            (None, Some(total), Some(last)) => self.total = Some(total + 0.5 * last),
            _ => {}
        }
    }
}

impl Number {
    fn exact(value: f64) -> Self {
        Number { low: value, high: value, scale: 1.0, share: false, decimals: None }
    }

    pub(super) fn negated(self) -> Self {
        Number { low: -self.high, high: -self.low, ..self }
    }

    /// The number that begins at a place, and where it ends: `twenty five thousand`, `several hundred`, `2.5 million`. None where only
    /// words like *many* stand there. Between *between* and its *and* an *and* parts two numbers.
    pub(super) fn read(senses: &[Sense], start: usize, between: bool) -> Option<(Self, usize)> {
        let mut reading = Reading::default();
        let mut at = start;
        let next_scales = |at: usize| matches!(senses.get(at + 1), Some(Sense::Scale(_) | Sense::Plural(_)));
        // *half a million*, *half a percent*
        let is_of_it = |at: usize| {
            next_scales(at) || matches!(senses.get(at + 1), Some(Sense::Unit("percent" | "points")))
        };
        while let Some(sense) = senses.get(at) {
            match *sense {
                Sense::Numeral(number, decimals) if reading.is_new() => {
                    (reading.group, reading.decimals) = (Some(number), Some(decimals));
                }
                Sense::Number(number) => {
                    if !reading.adds(number) {
                        break;
                    }
                }
                Sense::Share(percent) if reading.is_new() => {
                    if !is_of_it(at) {
                        return Some((Number { share: true, ..Number::exact(percent) }, at + 1));
                    }
                    reading.group = Some(percent / 100.0);
                }
                Sense::Half if reading.is_new() => {
                    if !is_of_it(at) {
                        return Some((Number { share: true, ..Number::exact(50.0) }, at + 1));
                    }
                    reading.group = Some(0.5);
                }
                Sense::And if !between && !reading.is_new() => match senses.get(at + 1) {
                    Some(Sense::Half) => {
                        reading.halves();
                        at += 1;
                    }
                    // *a hundred and fifty*, and not *five and seven*.
                    Some(Sense::Number(number))
                        if *number < 100.0 && reading.last.is_some() && reading.adds(*number) =>
                    {
                        at += 1;
                    }
                    _ => break,
                },
                Sense::Several if reading.is_new() => reading.vague = Some(1.0),
                Sense::Many if reading.is_new() && next_scales(at) => reading.vague = Some(1.0),
                Sense::Vague(of) if reading.is_new() => reading.vague = Some(of),
                Sense::Plural(of) if reading.is_new() => reading.vague = Some(of),
                Sense::Scale(by) | Sense::Plural(by) => reading.scales(by),
                Sense::Short(by) if reading.decimals.is_some() && reading.last.is_none() => {
                    reading.scales(by);
                }
                _ => break,
            }
            at += 1;
        }
        let number = match (reading.vague, reading.total, reading.group) {
            (Some(of), ..) => {
                let (low, high) = (2.0 * of, below_next(2.0 * of));
                Number { low, high, scale: of, share: false, decimals: None }
            }
            (None, None, None) => return None,
            (None, total, group) => {
                let value = total.unwrap_or_default() + group.unwrap_or_default();
                let scale = reading.last.filter(|_| total.is_none() || group.is_none()).unwrap_or(1.0);
                Number { scale, decimals: reading.decimals, ..Number::exact(value) }
            }
        };
        Some((number, at))
    }

    /// How far the number may lie from what it rounds: *2.4 million* is what lies nearer to it than to *2.5 million*. A number in full,
    /// *10,000*, is taken as it stands.
    pub(super) fn rounded(&self, unit: Option<&str>) -> f64 {
        let Some(decimals) = self.decimals else { return 0.0 };
        let in_full = decimals == 0 && self.scale < 1000.0 && !matches!(unit, Some("percent" | "points"));
        // Just short of the half, so that *2.4* and *2.5* do not meet.
        if in_full { 0.0 } else { 0.499 * self.scale / 10f64.powi(i32::from(decimals)) }
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
