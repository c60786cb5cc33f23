//! What stands at the head of a text and is no part of what it says: a headline, and a line of place and date.

use super::{Kind, Token};
use std::ops::Range;

/// No dateline is longer, in tokens.
const LONGEST: usize = 16;
/// No headline is longer, in tokens.
const LONGEST_HEADLINE: usize = 30;

/// Words before the date of an article.
const LABELS: [&str; 13] = [
    "date",
    "dated",
    "published",
    "posted",
    "updated",
    "datum",
    "veröffentlicht",
    "stand",
    "дата",
    "опубліковано",
    "оновлено",
    "опубликовано",
    "обновлено",
];

/// How many of the first tokens of a paragraph are a dateline: `date 2024-03-05`, `Published: 5 March 2024 |`,
/// `By Kim Olsen | March 5, 2024`, `PORT VARN, 5 March (Delta) –`, `Varn, 5 March 2024 –`, `KYIV —`, `(Delta) —`. The dash belongs to it.
pub(super) fn dateline(source: &str, tokens: &[Token]) -> usize {
    let head = Head { source, tokens };
    head.labelled().max(head.signed()).max(head.placed()).max(head.placed_in_full())
}

/// Whether a paragraph may be a headline: short, and without a stop.
pub(super) fn may_be_headline(source: &str, tokens: &[Token]) -> bool {
    let last = tokens.last().and_then(|token| source.get(token.bytes.clone()));
    (1..=LONGEST_HEADLINE).contains(&tokens.len()) && !matches!(last, Some("." | "…" | ","))
}

struct Head<'t> {
    source: &'t str,
    tokens: &'t [Token],
}

impl Head<'_> {
    fn word(&self, place: usize) -> &str {
        self.tokens.get(place).and_then(|token| self.source.get(token.bytes.clone())).unwrap_or_default()
    }

    fn is_number(&self, place: usize) -> bool {
        self.tokens.get(place).is_some_and(|token| token.kind == Kind::Number)
    }

    /// A label and a date with its year; or such a date alone in its paragraph.
    fn labelled(&self) -> usize {
        let is_label = |place: usize| LABELS.contains(&self.word(place).to_lowercase().as_str());
        let before = matches!(self.word(0).to_lowercase().as_str(), "last" | "first" | "zuletzt" | "zuerst");
        let mut label = usize::from(before && is_label(1));
        while label < 3 && is_label(label) {
            label += 1;
        }
        label += usize::from(label > 0 && matches!(self.word(label), "on" | "am"));
        let from = label + usize::from(label > 0 && self.word(label) == ":");
        let hour = if label > 0 { self.time_of_day(from) } else { from };
        let Some(date) = self.date(from).or_else(|| self.date(hour)) else { return 0 };
        let mut end = date.end;
        // *5 March 2024, 17:04* as a line of its own.
        if self.time_of_day(end) == self.tokens.len() {
            end = self.tokens.len();
        }
        let rest = self.tokens.len() - end.min(self.tokens.len());
        if label == 0 && rest > usize::from(matches!(self.word(end), "." | "|")) {
            return 0;
        }
        while matches!(self.word(end), "|" | "." | "–" | "—" | "-" | ":" | ";" | "·" | "•") {
            end += 1;
        }
        end
    }

    /// Where the tokens of a time of the day end: `5:04 PM ET,`, `at 17.04 GMT`.
    fn time_of_day(&self, from: usize) -> usize {
        let is_time = |place: usize| {
            let word = self.word(place);
            let zone = word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
            let known = matches!(
                word.to_lowercase().as_str(),
                "at" | "um" | "uhr" | "о" | "в" | "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m"
            );
            self.is_number(place) || zone || known || matches!(word, ":" | "," | "." | "|")
        };
        let last = self.tokens.len().min(from.saturating_add(8));
        (from..last).find(|place| !is_time(*place)).unwrap_or(last)
    }

    /// A line of its own with a name and a date with its year: `By Kim Olsen | March 5, 2024`.
    fn signed(&self) -> usize {
        if !matches!(self.word(0), "By" | "BY" | "Von" | "VON" | "Автор") || self.tokens.len() > LONGEST
        {
            return 0;
        }
        let is_mark = |place: usize| matches!(self.word(place), "|" | "," | "·" | "•" | "–" | "—" | "-");
        let marks = (2..self.tokens.len()).filter(|place| is_mark(*place));
        let mut dates = marks.filter_map(|place| self.date(place + 1));
        let ends = dates.any(|date| self.time_of_day(date.end) == self.tokens.len());
        if ends { self.tokens.len() } else { 0 }
    }

    /// A place in small letters, a date with its year, and a dash: `Port Varn, 5 March 2024 –`.
    fn placed_in_full(&self) -> usize {
        let is_name = |place: usize| self.word(place).starts_with(char::is_uppercase);
        let Some(comma) = (1..5).find(|place| self.word(*place) == ",") else { return 0 };
        let Some(date) = self.date(comma + 1).filter(|_| (0..comma).all(is_name)) else { return 0 };
        let mut end = date.end;
        // *2024 р.*, *2024 г.*
        end += usize::from(matches!(self.word(end), "р" | "г" | "р." | "г." | "року" | "года"));
        end += usize::from(self.word(end) == "." || self.word(end) == ",");
        let dash = matches!(self.word(end), "–" | "—") || self.word(end) == "-" && self.spaced(end);
        if dash { end + 1 } else { 0 }
    }

    /// A date with a year of four digits: `2024-03-05`, `5 March 2024`, `March 5, 2024`, `05.03.2024`.
    fn date(&self, from: usize) -> Option<Range<usize>> {
        let has_year = |place: usize| {
            let word = self.word(place);
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            self.is_number(place)
                && (word.len() == 4 && digits == 4
                    || digits == 8 && matches!(word.len(), 10) && !word.contains(','))
        };
        if has_year(from) && self.word(from).len() == 10 {
            return Some(from..from + 1);
        }
        for end in from + 1..from + 6 {
            let plain = |place: usize| {
                let word = self.word(place);
                self.is_number(place)
                    || matches!(word, "," | ".")
                    || (word.chars().all(char::is_alphabetic)
                        && word.chars().count() <= 10
                        && !word.is_empty())
            };
            if !plain(end - 1) {
                return None;
            }
            let words =
                (from..end).filter(|place| self.word(*place).starts_with(char::is_alphabetic)).count();
            if has_year(end) && self.word(end).len() == 4 {
                let day = (from..end).any(|place| self.is_number(place));
                return (words <= 2 && day).then_some(from..end + 1);
            }
        }
        None
    }

    /// A place in capitals, with a date or an agency or none, up to a dash.
    fn placed(&self) -> usize {
        let capitals = |word: &str| {
            word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase() || "-'’.".contains(c))
        };
        // *(Delta) —*
        if self.word(0) == "("
            && is_agency(self.word(1))
            && self.word(2) == ")"
            && matches!(self.word(3), "–" | "—")
        {
            return 4;
        }
        if !capitals(self.word(0)) {
            return 0;
        }
        let mut in_brackets = false;
        for place in 1..self.tokens.len().min(LONGEST) {
            let word = self.word(place);
            match word {
                "–" | "—" => return place + 1,
                "-" if self.word(place + 1) == "-" => return place + 2,
                "-" if self.spaced(place) => return place + 1,
                "(" => in_brackets = true,
                ")" => in_brackets = false,
                "," | "." | "/" => {}
                _ if in_brackets || self.is_number(place) || word.starts_with(char::is_uppercase) => {}
                _ => return 0,
            }
        }
        0
    }

    /// Whether a dash stands between spaces.
    fn spaced(&self, place: usize) -> bool {
        let end = |place: usize| self.tokens.get(place).map(|token| token.bytes.end);
        let start = |place: usize| self.tokens.get(place).map(|token| token.bytes.start);
        place > 0 && end(place - 1) != start(place) && end(place) != start(place + 1)
    }
}

fn is_agency(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[track_caller]
    fn check(text: &str, dateline: Option<&str>) {
        let read = Text::new(text);
        assert_eq!(read.dateline.map(|span| read.slice(span)), dateline, "{text}");
    }

    #[test]
    fn place_and_date_are_told_from_the_body() {
        check("date 2025-03-05 Mayor Ilse Maran said no.", Some("date 2025-03-05"));
        check("Dam leaks\n\nPublished: 5 March 2025 | The dam leaks.", Some("Published: 5 March 2025 |"));
        check("Dam leaks\n\nMarch 5, 2025\n\nThe dam leaks.", Some("March 5, 2025"));
        check("PORT VARN, 5 March (Delta) – The dam leaks.", Some("PORT VARN, 5 March (Delta) –"));
        check("VARN (Delta) - The dam leaks.", Some("VARN (Delta) -"));
        check("VARN — The dam leaks.", Some("VARN —"));
        check("(Delta) — The dam leaks.", Some("(Delta) —"));
        check("VARN, Estmark (Delta) — The dam leaks.", Some("VARN, Estmark (Delta) —"));
        check("Port Varn, 5 March 2025 – The dam leaks.", Some("Port Varn, 5 March 2025 –"));
        check("Varn, 5. März 2025 – Der Damm leckt.", Some("Varn, 5. März 2025 –"));
        check("Варн, 5 березня 2025 р. – Дамба протікає.", Some("Варн, 5 березня 2025 р. –"));
    }

    #[test]
    fn a_line_with_a_date_is_a_dateline() {
        let line = |line: &str| check(&format!("Dam leaks\n\n{line}\n\nThe dam leaks."), Some(line));
        line("By Kim Olsen | March 5, 2025");
        line("By Kim Olsen, Harbour Post, 5 March 2025");
        line("Updated 5:04 PM ET, Wed March 5, 2025");
        line("Published March 5, 2025 at 5:04 p.m.");
        line("First published 5 March 2025");
        line("Wed 5 Mar 2025 17.04 GMT");
        check("Dam leaks\n\nBy Kim Olsen, Harbour Post\n\nThe dam leaks.", None);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        check("The dam – it leaks – was built in 1920.", None);
        check("On 5 March 2025 the dam leaked.", None);
        check("NATO said on Tuesday – too late – that it knew.", None);
        check("Date palms grew there.", None);
        check("In Varn, 5 March 2025 was a day of rain.", None);
        check("By Friday, 7 March 2025, the dam leaked.", None);
    }

    #[test]
    fn a_headline_is_a_short_first_line_without_a_stop() {
        let read = Text::new("Dam leaks: Maran\n\nThe dam leaks.");
        assert_eq!(read.headline(), Some(0));
        let read = Text::new("5 March 2025\n\nDam leaks\n\nThe dam leaks.");
        assert_eq!(read.headline(), Some(1));
        assert_eq!(Text::new("The dam leaks.\n\nIt does.").headline(), None);
        assert_eq!(Text::new("Dam leaks").headline(), None);
    }
}
