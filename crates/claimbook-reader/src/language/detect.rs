//! Which language a text is in, told from its first letters and words.

use super::Language;

/// How much of a text is looked at, in characters: what is added behind it changes nothing.
const LOOKED_AT: usize = 2000;

/// Frequent words that the other languages with the same letters do not have.
const ENGLISH: [&str; 14] =
    ["the", "of", "and", "that", "said", "with", "from", "which", "is", "to", "for", "his", "on", "by"];
const GERMAN: [&str; 16] = [
    "der", "die", "das", "und", "ist", "nicht", "den", "von", "mit", "dem", "des", "ein", "eine", "auf",
    "sich", "im",
];
const UKRAINIAN: [&str; 10] = ["що", "та", "у", "від", "він", "вона", "це", "як", "але", "про"];
const RUSSIAN: [&str; 10] = ["что", "и", "с", "он", "она", "это", "как", "но", "его", "из"];

/// The language of a text.
pub(super) fn language(source: &str) -> Language {
    let end = source.char_indices().nth(LOOKED_AT).map_or(source.len(), |(at, _)| at);
    let head = source.get(..end).unwrap_or_default().to_lowercase();
    let (mut latin, mut cyrillic, mut ukrainian, mut russian) = (0, 0, 0, 0);
    for c in head.chars() {
        match c {
            'і' | 'ї' | 'є' | 'ґ' => ukrainian += 1,
            'ы' | 'э' | 'ъ' | 'ё' => russian += 1,
            'а'..='я' => cyrillic += 1,
            'a'..='z' => latin += 1,
            _ => {}
        }
    }
    let (mut english, mut german) = (0, 0);
    for word in head.split(|c: char| !c.is_alphabetic()) {
        english += usize::from(ENGLISH.contains(&word));
        german += usize::from(GERMAN.contains(&word));
        ukrainian += usize::from(UKRAINIAN.contains(&word));
        russian += usize::from(RUSSIAN.contains(&word));
    }
    if cyrillic > latin {
        if russian > ukrainian { Language::Russian } else { Language::Ukrainian }
    } else if german > english {
        Language::German
    } else {
        Language::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_frequent_words_tell() {
        for (text, wanted) in [
            ("The harbour master said that the crane had stood idle.", Language::English),
            ("Der Hafenmeister sagte, dass der Kran nicht läuft.", Language::German),
            ("Начальник порту сказав, що кран стоїть.", Language::Ukrainian),
            ("Начальник порта сказал, что кран стоит, и это был он.", Language::Russian),
            ("", Language::English),
            ("12 345", Language::English),
        ] {
            assert_eq!(language(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_added_to_a_long_text_changes_nothing() {
        let text = "Der Kran steht, und das ist nicht gut. ".repeat(80);
        let longer = format!("{text}\n\n{}", "The crane of the port is idle and that is it. ".repeat(500));
        assert_eq!(language(&longer), Language::German);
    }
}
