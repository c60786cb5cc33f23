//! What single words say about names, titles and descriptions; one plain table for each language under `words/`.

use crate::language::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word can be, as bits: the headings of the tables in their order, then what its letters tell.
pub(super) type Flags = u64;

/// The headings of the tables.
const HEADINGS: [&str; 36] = [
    "function",
    "calendar",
    "particle",
    "honorific-man",
    "honorific-woman",
    "honorific",
    "after-name",
    "role",
    "person",
    "kin",
    "man",
    "woman",
    "spokes",
    "group",
    "body",
    "body-name",
    "company-name",
    "company",
    "force",
    "outlet-name",
    "outlet",
    "document",
    "press-office",
    "starter",
    "relative",
    "preposition",
    "definite",
    "indefinite",
    "nationality",
    "reply",
    "place",
    "surname",
    "man-name",
    "woman-name",
    "citing",
    "verb",
];

/// A word of the grammar, or one that often begins a sentence.
pub(super) const FUNCTION: Flags = 1;
/// A month or a day of the week.
pub(super) const CALENDAR: Flags = 1 << 1;
/// *van*, *de*, *al*.
pub(super) const PARTICLE: Flags = 1 << 2;
/// *Mr*.
pub(super) const HONORIFIC_MAN: Flags = 1 << 3;
/// *Mrs*.
pub(super) const HONORIFIC_WOMAN: Flags = 1 << 4;
/// *Dr*.
pub(super) const HONORIFIC_ANY: Flags = 1 << 5;
/// *Jr*, *KC*.
pub(super) const AFTER_NAME: Flags = 1 << 6;
/// *minister*, *engineer*.
pub(super) const ROLE: Flags = 1 << 7;
/// *man*, *politician*: may be said of anybody.
pub(super) const PERSON: Flags = 1 << 8;
/// *wife*, *brother*.
pub(super) const KIN: Flags = 1 << 9;
/// Said of men.
pub(super) const MAN: Flags = 1 << 10;
/// Said of women.
pub(super) const WOMAN: Flags = 1 << 11;
/// *spokesman*.
pub(super) const SPOKES: Flags = 1 << 12;
/// *residents*.
pub(super) const GROUP: Flags = 1 << 13;
/// *ministry*, as a common noun.
pub(super) const BODY: Flags = 1 << 14;
/// *Ministry*, *Inc*, in a name.
pub(super) const BODY_NAME: Flags = 1 << 15;
/// *Inc*, *Biologics*: a name with it is a company's.
pub(super) const COMPANY_NAME: Flags = 1 << 16;
/// *the company*.
pub(super) const COMPANY: Flags = 1 << 17;
/// *the force*.
pub(super) const FORCE: Flags = 1 << 18;
/// *Times*, in a name.
pub(super) const OUTLET_NAME: Flags = 1 << 19;
/// *the newspaper*.
pub(super) const OUTLET: Flags = 1 << 20;
/// *report*, *letter*.
pub(super) const DOCUMENT: Flags = 1 << 21;
/// *press-service*.
pub(super) const PRESS: Flags = 1 << 22;
/// A word that often begins a sentence, and may be part of a name elsewhere.
pub(super) const STARTER: Flags = 1 << 23;
/// *who*.
pub(super) const RELATIVE: Flags = 1 << 24;
/// *of*.
pub(super) const PREPOSITION: Flags = 1 << 25;
/// *the*, *his*.
pub(super) const DEFINITE: Flags = 1 << 26;
/// *a*, *two*.
pub(super) const INDEFINITE: Flags = 1 << 27;
/// *Swiss*.
pub(super) const NATIONALITY: Flags = 1 << 28;
/// *replied*.
pub(super) const REPLY: Flags = 1 << 29;
/// *Park*, in a name.
pub(super) const PLACE: Flags = 1 << 30;
/// A given name of men.
pub(super) const MAN_NAME: Flags = 1 << 32;
/// A given name of women.
pub(super) const WOMAN_NAME: Flags = 1 << 33;
/// *citing*.
pub(super) const CITING: Flags = 1 << 34;
/// A verb that parts a name from a title.
pub(super) const VERB: Flags = 1 << 35;
/// A role that many bear as a surname: *Baker*.
pub(super) const SURNAME: Flags = 1 << 31;
/// Begins with a capital letter.
pub(super) const CAPITAL: Flags = 1 << 40;
/// Two capital letters or more, and hardly a small one: *BPI*, *MoD*.
pub(super) const ACRONYM: Flags = 1 << 41;
/// Stands where any word has a capital letter.
pub(super) const FIRST: Flags = 1 << 42;
/// Between quotation marks.
pub(super) const QUOTED: Flags = 1 << 43;
/// In a line whose words all have capital letters.
pub(super) const HEADLINE: Flags = 1 << 44;

/// Any title before a name.
pub(super) const HONORIFIC: Flags = HONORIFIC_MAN | HONORIFIC_WOMAN | HONORIFIC_ANY;
/// A noun for a person.
pub(super) const SOMEBODY: Flags = ROLE | PERSON | KIN | SPOKES;

/// The words of one language.
pub(super) struct Words {
    table: HashMap<&'static str, Flags>,
    variants: HashMap<&'static str, &'static str>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(&[include_str!("words/en.txt"), NAMES]));
static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::new(&[include_str!("words/de.txt"), NAMES]));
static UKRAINIAN: LazyLock<Words> = LazyLock::new(|| Words::new(&[include_str!("words/uk.txt"), NAMES]));
static RUSSIAN: LazyLock<Words> = LazyLock::new(|| Words::new(&[include_str!("words/ru.txt"), NAMES]));
const NAMES: &str = include_str!("words/names.txt");

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Words {
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Ukrainian => &UKRAINIAN,
            Language::Russian => &RUSSIAN,
        }
    }

    fn new(tables: &[&'static str]) -> Self {
        let mut words = Words { table: HashMap::new(), variants: HashMap::new() };
        for line in tables.iter().flat_map(|table| table.lines()).scan("", heading) {
            let (heading, line) = line;
            let bit = HEADINGS.iter().position(|one| *one == heading);
            for word in line.split_whitespace() {
                match (bit, word.split_once('=')) {
                    (Some(bit), _) => *words.table.entry(word).or_default() |= 1 << bit,
                    (None, Some((variant, name))) => drop(words.variants.insert(variant, name)),
                    (None, None) => {}
                }
            }
        }
        words
    }

    /// What the table says of a word in small letters.
    pub(super) fn flags(&self, folded: &str) -> Flags {
        match self.table.get(folded) {
            Some(flags) => *flags,
            None if folded.is_ascii() => 0,
            // *María* is in the list of names as *maria*.
            None => self.table.get(bare(folded).as_str()).map_or(0, |flags| flags & (MAN_NAME | WOMAN_NAME)),
        }
    }

    /// The one spelling by which the spellings of a given name are compared.
    pub(super) fn given<'n>(&self, folded: &'n str) -> &'n str {
        self.variants.get(folded).copied().unwrap_or(folded)
    }
}

/// Each line with the heading that it stands under; headings and comments come out empty.
fn heading(current: &mut &'static str, line: &'static str) -> Option<(&'static str, &'static str)> {
    if let Some(name) = line.strip_prefix('[') {
        *current = name.trim_end_matches(']');
        return Some((current, ""));
    }
    Some((current, if line.starts_with('#') { "" } else { line }))
}

/// A word in small letters, with one kind of apostrophe and no stop at its end.
pub(super) fn fold(word: &str) -> String {
    let word = word.trim_end_matches('.');
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c }).collect()
}

/// A word without the accents of its Latin letters.
fn bare(folded: &str) -> String {
    let letter = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        other => other,
    };
    folded.chars().map(letter).collect()
}

/// What tells names in different cases or spellings apart no more: a Slavic name without its ending, a German one without the `s`.
pub(super) fn stem(folded: &str) -> &str {
    let last = folded.chars().next_back().unwrap_or('a');
    if folded.len() > 4 && (folded.ends_with("yi") || folded.ends_with("yj")) {
        return folded.strip_suffix(['i', 'j']).unwrap_or(folded);
    }
    if !matches!(last, 'а'..='я' | 'і' | 'ї' | 'є' | 'ґ' | 'ё') || folded.chars().count() < 4 {
        return folded;
    }
    const ENDINGS: [&str; 34] = [
        "ського",
        "ському",
        "ським",
        "ской",
        "ською",
        "ский",
        "ський",
        "ская",
        "ська",
        "ого",
        "ому",
        "ому",
        "ові",
        "еві",
        "єві",
        "ею",
        "ою",
        "ой",
        "ий",
        "ій",
        "ый",
        "им",
        "ым",
        "ом",
        "ем",
        "єм",
        "ая",
        "а",
        "у",
        "і",
        "е",
        "и",
        "я",
        "ю",
    ];
    let cut = ENDINGS.iter().find_map(|end| folded.strip_suffix(end)).filter(|cut| cut.chars().count() >= 3);
    cut.unwrap_or(folded).trim_end_matches(['ь', 'й', 'о'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_known() {
        for table in [
            NAMES,
            include_str!("words/en.txt"),
            include_str!("words/de.txt"),
            include_str!("words/uk.txt"),
            include_str!("words/ru.txt"),
        ] {
            for line in table.lines().filter_map(|line| line.strip_prefix('[')) {
                let name = line.trim_end_matches(']');
                assert!(name == "variants" || HEADINGS.contains(&name), "{name}");
            }
        }
    }

    #[test]
    fn words_have_what_their_tables_say() {
        let words = Words::of(Language::English);
        assert_ne!(words.flags("minister") & ROLE, 0);
        assert_ne!(words.flags("she") & WOMAN, 0);
        assert_eq!(words.given("oleksandr"), words.given("alexander"));
    }

    #[test]
    fn cases_of_a_name_have_one_stem() {
        assert_eq!(stem("коваленка"), stem("коваленко"));
        assert_eq!(stem("ковальчук"), stem("ковальчуком"));
        assert_eq!(stem("ковальський"), stem("ковальського"));
        assert_eq!(stem("olund"), "olund");
    }
}
