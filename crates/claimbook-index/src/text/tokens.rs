//! Words of a text, and the forms under which they are found.
//!
//! A word is found under its stem (Snowball), in lower case and, in Latin script, without marks on its letters. English and German
//! share a script, as do Ukrainian and Russian: which it is, the text's own letters and small words say. Whoever looks for a word
//! does not say in which language, so it is looked for under the stems of both.

use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A longer word is no word that anybody types.
const MOST_CHARS: usize = 64;

/// A word as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// In lower case; digits without the signs between them.
    pub(crate) word: String,
    /// Code points.
    pub(crate) place: Range<usize>,
}

/// The languages whose endings are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    English,
    German,
    Russian,
    Ukrainian,
}

/// Takes endings off.
pub(crate) struct Stems {
    stemmers: [(Language, Stemmer); 4],
}

impl Stems {
    pub(crate) fn new() -> Self {
        Stems {
            stemmers: [
                (Language::English, Stemmer::new(Algorithm::English)),
                (Language::German, Stemmer::new(Algorithm::German)),
                (Language::Russian, Stemmer::new(Algorithm::Russian)),
                (Language::Ukrainian, Stemmer::new(Algorithm::Ukrainian)),
            ],
        }
    }

    /// The stem of a word of a text in this language.
    pub(crate) fn stem(&self, word: &str, language: Language) -> String {
        let stemmer = self.stemmers.iter().find(|(own, _)| *own == language);
        match stemmer.filter(|_| word.chars().any(char::is_alphabetic)) {
            Some((_, stemmer)) => folded(&stemmer.stem(word)),
            None => folded(word),
        }
    }

    /// Every stem under which a word may stand, of whichever language it is.
    pub(crate) fn all(&self, word: &str) -> Vec<String> {
        let mut stems: Vec<String> = languages(word).map(|language| self.stem(word, language)).into();
        stems.dedup();
        stems
    }
}

fn languages(word: &str) -> [Language; 2] {
    match word.chars().any(is_cyrillic) {
        true => [Language::Ukrainian, Language::Russian],
        false => [Language::English, Language::German],
    }
}

/// The language of a word in a text: by its script, and what the text says of that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Languages {
    latin: Language,
    cyrillic: Language,
}

impl Languages {
    /// From the letters and the small words of a text.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        const GERMAN: [&str; 14] = [
            "der", "die", "das", "und", "nicht", "ist", "ein", "eine", "den", "von", "mit", "dem", "für",
            "auf",
        ];
        const ENGLISH: [&str; 10] = ["the", "of", "and", "to", "in", "is", "was", "that", "for", "were"];
        let (mut german, mut english, mut ukrainian, mut russian) = (0, 0, 0, 0);
        for word in tokens.iter().map(|token| token.word.as_str()) {
            german += usize::from(GERMAN.contains(&word) || word.contains(['ä', 'ö', 'ü', 'ß']));
            english += usize::from(ENGLISH.contains(&word));
            ukrainian += usize::from(word.contains(['і', 'ї', 'є', 'ґ', '\'']));
            russian += usize::from(word.contains(['ы', 'э', 'ъ', 'ё']));
        }
        Languages {
            latin: if german > english { Language::German } else { Language::English },
            cyrillic: if russian > ukrainian { Language::Russian } else { Language::Ukrainian },
        }
    }

    pub(crate) fn for_word(self, word: &str) -> Language {
        if word.chars().any(is_cyrillic) { self.cyrillic } else { self.latin }
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Without marks on Latin letters, and with one letter for what people type in two ways.
pub(crate) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfc() {
        match c {
            'ё' => folded.push('е'),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '\'' => {}
            c if matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => {
                folded.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            }
            c => folded.push(c),
        }
    }
    folded
}

/// The words of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: usize| chars.get(place).copied().unwrap_or(' ');
    let mut tokens = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        let first = at(place);
        if !first.is_alphanumeric() {
            place += 1;
            continue;
        }
        let start = place;
        let mut word = String::new();
        if is_ideograph(first) {
            // No blanks part the words of these scripts: each sign stands for itself.
            place += 1;
            word.push(first);
        } else if first.is_numeric() {
            while at(place).is_alphanumeric() || is_group(&chars, start, place) {
                if at(place).is_alphanumeric() {
                    word.extend(at(place).to_lowercase());
                }
                place += 1;
            }
        } else {
            while goes_on(at(place)) || (is_apostrophe(at(place)) && at(place + 1).is_alphabetic()) {
                match at(place) {
                    c if is_apostrophe(c) => word.push('\''),
                    '\u{ad}' => {}
                    c => word.extend(c.to_lowercase()),
                }
                place += 1;
            }
        }
        let word: String = word.nfc().take(MOST_CHARS).collect();
        let word = word.strip_suffix("'s").map_or(word.clone(), str::to_owned);
        tokens.push(Token { word, place: start..place });
    }
    tokens
}

fn goes_on(c: char) -> bool {
    (c.is_alphanumeric() && !is_ideograph(c)) || is_combining_mark(c) || c == '\u{ad}'
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '\u{2018}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the sign at a place parts groups of three digits: `10,000`, `10 000`, `10.000`.
fn is_group(chars: &[char], start: usize, place: usize) -> bool {
    let digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
    let sign = chars
        .get(place)
        .is_some_and(|c| matches!(c, ',' | '.' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}'));
    sign && (1..=3).all(|ahead| digit(place + ahead))
        && !digit(place + 4)
        && (start..place).rev().take_while(|at| digit(*at)).count() <= 3
        && place > start
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_what_people_take_for_words() {
        assert_eq!(
            words("About 10,000 soldiers — “maybe more”."),
            ["about", "10000", "soldiers", "maybe", "more"]
        );
        assert_eq!(words("10 000, 10.000 and 3.14"), ["10", "000", "10000", "and", "3", "14"]);
        assert_eq!(words("10\u{a0}000 людей"), ["10000", "людей"]);
        assert_eq!(words("м’ята, well-known; the mayor’s"), ["м'ята", "well", "known", "the", "mayor"]);
        assert_eq!(words("北京 Osaka"), ["北", "京", "osaka"]);
        assert_eq!(words("1,2,3 2024-10-28"), ["1", "2", "3", "2024", "10", "28"]);
    }

    #[test]
    fn a_word_is_found_in_its_other_forms() {
        let stems = Stems::new();
        for (text, word) in [
            ("The bridges were closed.", "bridge"),
            ("Die Brücken sind nicht sicher.", "Brücke"),
            ("У місті їх бачили.", "місто"),
            ("Россия перебросила солдатов, объявил он.", "солдат"),
            ("The café was open.", "cafe"),
            ("Ёлки были тут, объявил он.", "елки"),
        ] {
            let tokens = tokens(text);
            let languages = Languages::of(&tokens);
            let all = stems.all(&super::tokens(word)[0].word);
            let found =
                |token: &Token| all.contains(&stems.stem(&token.word, languages.for_word(&token.word)));
            assert!(tokens.iter().any(found), "{word} in {text}: {all:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_their_order(text in "\\PC{0,80}") {
            let count = text.chars().count();
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.place.start >= last && token.place.end > token.place.start && token.place.end <= count);
                last = token.place.end;
                let _ = Stems::new().all(&token.word);
            }
        }
    }
}
