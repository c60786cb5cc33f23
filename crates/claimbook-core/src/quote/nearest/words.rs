//! The words of a text, as far as comparing them goes.

use crate::quote::fold::plain_quote;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Longer words are cut, so that a text without spaces has bounded words.
const LONGEST: usize = 256;

/// A word and where it begins, in bytes.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// What is compared: in small letters, with plain apostrophes and composed accents.
    pub(super) key: Cow<'a, str>,
}

impl Word<'_> {
    /// The byte after the word.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text: letters and digits, with the marks inside them, as in `10,000`, `don’t` and `3.5`.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break at;
            }
        };
        let mut end =
            text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
        while let Some((at, c)) = chars.peek().copied() {
            let inside = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
            let joins = || {
                let mut after = text.get(at + c.len_utf8()..).unwrap_or_default().chars();
                let next = after.next();
                (matches!(c, '.' | ',') && next.is_some_and(|next| next.is_ascii_digit()))
                    || (plain_quote(c).unwrap_or(c) == '\'' && next.is_some_and(char::is_alphabetic))
            };
            if at - start >= LONGEST || !(inside || joins()) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let text = text.get(start..end)?;
        Some(Word { text, start, key: key(text) })
    })
}

fn key(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfc().map(|c| plain_quote(c).unwrap_or(c)).flat_map(char::to_lowercase).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_contractions_are_one_word() {
        let text = "“Don’t,” he said: 10,000 or 3.5 per cent, well-known cafe\u{301}s.";
        let found: Vec<&str> = words(text).map(|word| word.text).collect();
        assert_eq!(
            found,
            ["Don’t", "he", "said", "10,000", "or", "3.5", "per", "cent", "well", "known", "cafe\u{301}s"]
        );
        let keys: Vec<String> = words("Don’t CAFE\u{301}").map(|word| word.key.into_owned()).collect();
        assert_eq!(keys, ["don't", "café"]);
    }

    #[test]
    fn a_text_without_spaces_has_bounded_words() {
        assert!(words(&"é".repeat(5000)).all(|word| word.text.len() <= LONGEST + 4));
    }
}
