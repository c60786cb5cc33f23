//! Names of files that people can read: slugs for actors, documents and claims.

use unicode_normalization::UnicodeNormalization;

/// A slug is cut after this many letters, at the end of a word where there is one.
const SLUG_LENGTH: usize = 48;

/// Names that some systems do not let a file have.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether some systems do not let a file be called so, whatever its ending.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name.to_lowercase().as_str())
}

/// A file's name for a text: letters and digits in lower case, words tied with `-`, Latin letters without their
/// accents, other scripts as they are. Empty where the text has neither letter nor digit.
///
/// ```
/// use claimbook_core::workspace::slug;
/// assert_eq!(slug("Prime Minister Žák: “We paid 3 %”"), "prime-minister-zak-we-paid-3");
/// assert_eq!(slug("Міністерство оборони"), "міністерство-оборони");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut letters = 0;
    for word in words(text) {
        let length = word.chars().count();
        if !slug.is_empty() && letters + 1 + length > SLUG_LENGTH {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
            letters += 1;
        }
        slug.extend(word.chars().take(SLUG_LENGTH));
        letters += length;
    }
    if is_reserved(&slug) {
        slug.push_str("-1");
    }
    slug
}

/// Runs of letters and digits; an apostrophe inside a word is left out.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || is_joined(c))).filter_map(|word| {
        let folded: String = word
            .nfkd()
            .filter(|c| c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(c))
            .flat_map(char::to_lowercase)
            .collect::<String>()
            .nfc()
            .filter(|c| c.is_alphanumeric())
            .collect();
        (!folded.is_empty()).then_some(folded)
    })
}

fn is_joined(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}') || ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slug_ends_at_a_word() {
        let slug =
            slug("The ministry said that the new bridge over the river would be open to traffic by May");
        assert_eq!(slug, "the-ministry-said-that-the-new-bridge-over-the");
    }

    #[test]
    fn an_apostrophe_does_not_part_a_word() {
        assert_eq!(slug("Russia’s troops"), "russias-troops");
    }

    #[test]
    fn names_that_no_file_may_have_are_avoided() {
        assert_eq!(slug("CON"), "con-1");
        assert_eq!(slug("…/../"), "");
    }

    proptest! {
        #[test]
        fn a_slug_is_a_safe_name(text in "\\PC{0,200}") {
            let slug = slug(&text);
            prop_assert!(slug.chars().count() <= SLUG_LENGTH + 2);
            prop_assert!(slug.chars().all(|c| c == '-' || c.is_alphanumeric()));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
        }
    }
}
