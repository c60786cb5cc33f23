//! What stands at the head of a text and is no part of what it says: a headline, and a line of place and date.

use super::{Kind, Token};
use std::ops::Range;

/// No dateline is longer, in tokens.
const LONGEST: usize = 16;
/// No headline is longer, in tokens.
const LONGEST_HEADLINE: usize = 30;

/// Words before the date of an article.
const LABELS: [&str; 16] = [
    "date",
    "dated",
    "published",
    "posted",
    "updated",
    "last",
    "datum",
    "veröffentlicht",
    "stand",
    "дата",
    "опубліковано",
    "оновлено",
    "опубликовано",
    "обновлено",
    "on",
    "at",
];

/// How many of the first tokens of a paragraph are a dateline: `date 2024-03-05`, `Published: 5 March 2024 |`,
/// `PORT VARN, 5 March (Delta) –`, `KYIV —`. The dash belongs to it.
pub(super) fn dateline(source: &str, tokens: &[Token]) -> usize {
    let head = Head { source, tokens };
    head.labelled().max(head.placed())
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
        let label =
            (0..3).take_while(|place| LABELS.contains(&self.word(*place).to_lowercase().as_str())).count();
        let from = label + usize::from(label > 0 && self.word(label) == ":");
        let Some(date) = self.date(from) else { return 0 };
        let mut end = date.end;
        let rest = self.tokens.len() - end.min(self.tokens.len());
        if label == 0 && rest > usize::from(matches!(self.word(end), "." | "|")) {
            return 0;
        }
        while matches!(self.word(end), "|" | "." | "–" | "—" | "-" | ":" | ";" | "·" | "•") {
            end += 1;
        }
        end
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

    fn spaced(&self, place: usize) -> bool {
        let end = |place: usize| self.tokens.get(place).map(|token| token.bytes.end);
        let start = |place: usize| self.tokens.get(place).map(|token| token.bytes.start);
        place > 0 && end(place - 1) != start(place) && end(place) != start(place + 1)
    }
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
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        check("The dam – it leaks – was built in 1920.", None);
        check("On 5 March 2025 the dam leaked.", None);
        check("NATO said on Tuesday – too late – that it knew.", None);
        check("Date palms grew there.", None);
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
