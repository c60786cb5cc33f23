//! What the words and dates of a spreadsheet mean.

use claimbook_core::model::{Day, VerdictWord, When};
use claimbook_core::workspace::Workspace;

/// What a status cell says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::commands) enum Said {
    /// Nobody has decided yet.
    Open,
    Verdict(VerdictWord),
    /// A word that nobody knows.
    Unknown,
}

/// The usual words of spreadsheets for each verdict.
const WORDS: [(VerdictWord, &[&str]); 8] = [
    (
        VerdictWord::Confirmed,
        &[
            "true",
            "correct",
            "accurate",
            "verified",
            "proven",
            "right",
            "confirmed true",
            "wahr",
            "richtig",
            "bestätigt",
            "правда",
            "підтверджено",
            "подтверждено",
        ],
    ),
    (
        VerdictWord::Refuted,
        &[
            "false",
            "wrong",
            "incorrect",
            "inaccurate",
            "fake",
            "debunked",
            "untrue",
            "hoax",
            "falsch",
            "widerlegt",
            "неправда",
            "фейк",
            "брехня",
            "спростовано",
            "ложь",
            "опровергнуто",
        ],
    ),
    (
        VerdictWord::Mixed,
        &[
            "partly true",
            "partially true",
            "partly false",
            "partially false",
            "half true",
            "half false",
            "mixture",
            "partly right",
            "teilweise wahr",
            "teils teils",
            "напівправда",
            "частково правда",
            "полуправда",
            "частично правда",
        ],
    ),
    (
        VerdictWord::Misleading,
        &[
            "missing context",
            "lacks context",
            "out of context",
            "needs context",
            "distorted",
            "irreführend",
            "маніпуляція",
            "манипуляция",
            "вводить в оману",
        ],
    ),
    (
        VerdictWord::Unverified,
        &[
            "unproven",
            "unclear",
            "tbc",
            "to be confirmed",
            "pending",
            "unconfirmed",
            "not verified",
            "unsubstantiated",
            "insufficient evidence",
            "unbelegt",
            "unklar",
            "не підтверджено",
            "не подтверждено",
            "неясно",
        ],
    ),
    (
        VerdictWord::Unverifiable,
        &["cannot be verified", "can t be verified", "not verifiable", "nicht überprüfbar"],
    ),
    (VerdictWord::Disputed, &["contested", "in dispute", "umstritten", "спірно", "спорно"]),
    (VerdictWord::NotCheckable, &["opinion", "not a claim", "meinung", "думка", "мнение"]),
];

/// Words for a claim that nobody has decided on.
const OPEN: &[&str] = &[
    "unchecked",
    "open",
    "todo",
    "to do",
    "to check",
    "new",
    "not checked",
    "not started",
    "in progress",
    "none",
    "n a",
    "na",
    "offen",
    "neu",
    "нове",
    "новое",
    "відкрито",
    "открыто",
];

/// What a status means: a house word of the workspace, a verdict, or a usual word.
pub(in crate::commands) fn status(cell: &str, workspace: &Workspace) -> Said {
    let words = plain(cell);
    if words.is_empty() || OPEN.contains(&words.as_str()) {
        return Said::Open;
    }
    let house = workspace.settings.labels.iter().find(|(key, label)| {
        plain(key) == words || label.label.as_deref().is_some_and(|label| plain(label) == words)
    });
    if let Some((key, _)) = house {
        return Said::Verdict(VerdictWord::from(key.as_str()));
    }
    if let Some(verdict) = VerdictWord::known(&words.replace(' ', "_")) {
        return Said::Verdict(verdict);
    }
    let usual = WORDS.iter().find(|(_, usual)| usual.contains(&words.as_str()));
    usual.map_or(Said::Unknown, |(verdict, _)| Said::Verdict(verdict.clone()))
}

/// Words in lower case, without signs.
fn plain(cell: &str) -> String {
    let lower = cell.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A date as spreadsheets write it.
///
/// # Errors
/// Why it is none, to stand after a colon.
pub(in crate::commands) fn date(cell: &str) -> Result<When, String> {
    let cell = cell.trim();
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    let rest = cell.get(day.len()..).unwrap_or_default().trim_start_matches([' ', 'T']);
    if (rest.is_empty() || is_time(rest))
        && let Some(numbers) = numbers(day)
    {
        return numbers;
    }
    When::typed(cell).map_err(|error| error.reason)
}

/// What stands after the day: `10:00`, `10:00:00.000Z`, `10:00 PM`.
fn is_time(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(':')
        && text.chars().all(|c| c.is_ascii_digit() || ":.+- ZAPM".contains(c.to_ascii_uppercase()))
}

/// A day in three numbers; `None` where it is something else.
fn numbers(day: &str) -> Option<Result<When, String>> {
    let sign = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = day.trim_end_matches('.').split(sign).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| match part.len() {
        1 | 2 | 4 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse::<u16>().ok(),
        _ => None,
    };
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = match (a.len(), c.len(), sign) {
        (4, 1 | 2, _) => (first, second, third),
        // With dots the day comes first, wherever dates are written so.
        (1 | 2, 4, '.') => (third, second, first),
        (1 | 2, 4, _) if first > 12 || first == second => (third, second, first),
        (1 | 2, 4, _) if second > 12 => (third, first, second),
        (1 | 2, 4, _) => {
            return Some(Err("it does not say which number is the day and which the month".to_owned()));
        }
        (1 | 2, 1 | 2, _) => return Some(Err("the year needs four digits".to_owned())),
        _ => return None,
    };
    let narrow = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
    let day = Day { year: year.into(), month: narrow(month), day: narrow(day) };
    let when = When::new(day.to_string());
    Some(when.check().map(|()| when).map_err(|error| error.reason))
}

/// Several names or topics in one cell.
pub(super) fn several(cell: &str, signs: &[char]) -> Vec<String> {
    let parts = cell.split(|c| signs.contains(&c) || c == '\n');
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The addresses in a cell, and the words beside them.
pub(super) fn addresses(cell: &str) -> (Vec<String>, String) {
    let (urls, words): (Vec<&str>, Vec<&str>) = cell.split_whitespace().partition(|word| is_url(word));
    let urls = urls.iter().map(|url| url.trim_end_matches([';', ',']).to_owned()).collect();
    (urls, words.join(" "))
}

pub(super) fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(cell: &str) -> String {
        date(cell).map_or_else(|why| format!("no: {why}"), |when| when.as_str().to_owned())
    }

    #[test]
    fn dates_of_spreadsheets_become_days() {
        for cell in [
            "2024-10-28",
            "2024/10/28",
            "28.10.2024",
            "28.10.2024.",
            "28/10/2024",
            "10/28/2024",
            "28-10-2024",
            "2024-10-28T09:30:00Z",
            "2024-10-28 09:30",
            "28.10.2024 9:30",
            "10/28/2024 9:30 PM",
            "28 October 2024",
        ] {
            assert_eq!(day(cell), "2024-10-28", "{cell}");
        }
        assert_eq!(day("5/5/2024"), "2024-05-05");
        assert_eq!(day("2024-10~"), "2024-10~");
        assert_eq!(day("2024-10"), "2024-10");
    }

    #[test]
    fn no_day_is_guessed() {
        assert_eq!(day("10/11/2024"), "no: it does not say which number is the day and which the month");
        assert_eq!(day("28.10.24"), "no: the year needs four digits");
        for cell in
            ["31.02.2024", "45593", "last week", "13/13/2024", "2024-10-28 or so", "99999/1/1", "1/2/3/4"]
        {
            assert!(day(cell).starts_with("no: "), "{cell}");
        }
    }

    #[test]
    fn usual_words_become_verdicts() {
        let workspace = Workspace::default();
        for (cell, verdict) in [
            ("TRUE", "confirmed"),
            ("Half-true", "mixed"),
            ("missing context", "misleading"),
            ("TBC", "unverified"),
            ("Not checkable", "not_checkable"),
            ("брехня", "refuted"),
            ("Contested?", "disputed"),
        ] {
            assert_eq!(status(cell, &workspace), Said::Verdict(VerdictWord::from(verdict)), "{cell}");
        }
        for cell in ["", "  ", "—", "To do", "unchecked", "N/A"] {
            assert_eq!(status(cell, &workspace), Said::Open, "{cell}");
        }
        assert_eq!(status("iffy", &workspace), Said::Unknown);
    }

    #[test]
    fn every_usual_word_is_written_as_it_is_compared() {
        for word in WORDS.iter().flat_map(|(_, words)| words.iter()).chain(OPEN) {
            assert_eq!(plain(word), *word);
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_for_a_date_is_one(cell in "\\PC{0,20}|[0-9./ :T-]{0,20}") {
            if let Ok(when) = date(&cell) {
                prop_assert!(when.check().is_ok());
            }
            let _ = addresses(&cell);
        }
    }
}
