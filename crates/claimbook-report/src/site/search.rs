//! What is found by its words: files for a script, which a page loads when somebody looks for something. A page from disk may ask for
//! scripts beside it and for nothing else.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::page::Mark;
use crate::page::index::Index;
use crate::page::words::Words;

/// The words of about so many letters are in one file.
const PIECE: usize = 32 * 1024;
const MOST_PIECES: usize = 1024;
/// So many claims are in one file.
pub(super) const BLOCK: usize = 200;
/// A word is cut to so many letters, and a claim to so many columns.
const WORD: usize = 40;
const CLAIM: usize = 160;
/// Each sign is six bits: whether another follows, and five of a number.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The words of all claims, and the numbers of the claims that have each: the oldest is 0, so that a new one changes little.
pub(super) struct Search {
    /// Of each file: the words in order, with the numbers in signs.
    pieces: Vec<Vec<(String, String)>>,
    claims: usize,
}

impl Search {
    pub(super) fn of(index: &Index<'_, '_>) -> Self {
        let mut found: HashMap<String, Numbers> = HashMap::new();
        for (number, entry) in index.claims.iter().rev().enumerate() {
            // What is too long is not looked through, as it is not shown.
            let claim = Words::line(&entry.claim.filed.data.claim);
            for word in words(claim.as_str()).into_iter().chain([entry.id.clone()]) {
                found.entry(word).or_default().add(number);
            }
        }
        let letters: usize = found.iter().map(|(word, numbers)| word.len() + numbers.signs.len()).sum();
        let count = letters.div_ceil(PIECE).max(1).next_power_of_two().min(MOST_PIECES);
        let mut pieces: Vec<Vec<(String, String)>> = (0..count).map(|_| Vec::new()).collect();
        for (word, numbers) in found {
            if let Some(piece) = pieces.get_mut(piece(&word, count)) {
                piece.push((word, numbers.signs));
            }
        }
        pieces.iter_mut().for_each(|piece| piece.sort_unstable());
        Search { pieces, claims: index.claims.len() }
    }

    /// How many files have words.
    pub(super) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// How many files have claims.
    pub(super) fn blocks(&self) -> usize {
        self.claims.div_ceil(BLOCK)
    }

    /// A file of words.
    pub(super) fn words(&self, number: usize) -> String {
        let words = self.pieces.get(number).into_iter().flatten();
        let mut text = format!("claimbook.found(\"words\",{number},{{");
        for (place, (word, numbers)) in words.enumerate() {
            if place > 0 {
                text.push_str(",\n");
            }
            text.push_str(&format!("{}:{}", quoted(word), quoted(numbers)));
        }
        text.push_str("});\n");
        text
    }

    /// A file of claims.
    pub(super) fn claims(&self, index: &Index<'_, '_>, number: usize) -> String {
        let mut text = format!("claimbook.found(\"claims\",{number},[");
        for (place, entry) in index.claims.iter().rev().skip(number * BLOCK).take(BLOCK).enumerate() {
            if place > 0 {
                text.push_str(",\n");
            }
            let claim = Words::cut(&entry.claim.filed.data.claim, CLAIM);
            let class = Mark::of(&entry.claim.status).class;
            text.push_str(&format!("[{},\"{class}\",{}]", quoted(&entry.id), quoted(claim.as_str())));
        }
        text.push_str("]);\n");
        text
    }
}

/// Numbers that grow, each written as how much it is more than the one before.
#[derive(Default)]
struct Numbers {
    signs: String,
    /// What the next is counted from.
    next: usize,
}

impl Numbers {
    fn add(&mut self, number: usize) {
        // A claim may have a word twice.
        let Some(mut rest) = number.checked_sub(self.next) else { return };
        self.next = number + 1;
        loop {
            let more = rest >= 32;
            let six = rest % 32 + if more { 32 } else { 0 };
            self.signs.push(SIGNS.get(six).copied().map_or('A', char::from));
            rest /= 32;
            if !more {
                return;
            }
        }
    }
}

/// The words of a text as they are looked for: small, without accents. Scripts without blanks between words are looked for by their
/// letters. `site.js` does the same.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in plain.to_lowercase().chars() {
        if !c.is_alphanumeric() || stands_alone(c) {
            words.extend(Some(std::mem::take(&mut word)).filter(|it| !it.is_empty()));
        }
        if stands_alone(c) && c.is_alphanumeric() {
            words.push(c.into());
        } else if c.is_alphanumeric() && word.chars().count() < WORD {
            word.push(c);
        }
    }
    words.extend(Some(word).filter(|it| !it.is_empty()));
    words
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// In which file a word is: all that begin with the same two letters are in one.
fn piece(word: &str, count: usize) -> usize {
    let mut letters = word.chars().map(|c| u32::from(c) as usize);
    let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
    (first * 31 + second) % count.max(1)
}

/// A text in quotes for a script.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' | '\u{0}'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(words("Élan, 10,000 soldiers!"), ["elan", "10", "000", "soldiers"]);
        assert_eq!(words("北京 dam"), ["北", "京", "dam"]);
        assert_eq!(words(&"x".repeat(90)), ["x".repeat(WORD)]);
    }

    #[test]
    fn numbers_are_written_by_what_lies_between_them() {
        let mut numbers = Numbers::default();
        for number in [0, 0, 1, 5, 40, 2_000] {
            numbers.add(number);
        }
        assert_eq!(numbers.signs, "AADiBn9B");
    }

    #[test]
    fn nothing_ends_a_text_or_the_script_around_it() {
        assert_eq!(quoted("a\"</script>\u{2028}\\"), "\"a\\u0022\\u003c/script\\u003e\\u2028\\u005c\"");
    }
}
