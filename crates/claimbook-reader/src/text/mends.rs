//! Ends of sentences that the Unicode rules propose and news prose does not mean. Each mend looks at a bounded stretch on both sides of
//! an end, so that a text of any form takes one pass.

use std::ops::Range;

/// How far the words beside an end are looked at, in characters.
const REACH: usize = 80;

/// Short forms after which a name or a number follows. They never end a sentence before a capital letter.
const BEFORE_A_NAME: [&str; 48] = [
    "Adm", "Amb", "Ave", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Ft", "Gen", "Gov", "Hon", "Insp",
    "Lt", "M", "Maj", "Messrs", "Mgr", "Mr", "Mrs", "Ms", "Mt", "Mx", "Pres", "Prof", "Pte", "Pvt", "Rep",
    "Reps", "Rev", "Sen", "Sens", "Sgt", "Sr", "Sra", "St", "Ste", "Supt", "approx", "ca", "cf", "e.g",
    "i.e", "v", "viz", "vs",
];
/// Short forms that a number follows; before anything else they are words of their own.
const BEFORE_A_NUMBER: [&str; 22] = [
    "Apr", "Art", "Aug", "Dec", "Feb", "Fig", "Jan", "Jul", "Jun", "Mar", "No", "Nos", "Nov", "Oct", "Para",
    "Sec", "Sep", "Sept", "nos", "no", "p", "pp",
];
/// Short forms that may stand anywhere; what follows them tells.
const ANYWHERE: [&str; 10] = ["Bros", "Co", "Corp", "Inc", "Jr", "Ltd", "a.m", "p.m", "etc", "al"];
/// The same in German, Ukrainian and Russian, in which nothing else is written so.
const BEFORE_A_NAME_ELSEWHERE: [&str; 28] = [
    "Abs",
    "Hr",
    "Nr",
    "bzw",
    "d.h",
    "evtl",
    "ggf",
    "inkl",
    "sog",
    "u.a",
    "vgl",
    "z.B",
    "z.T",
    "ім",
    "акад",
    "вул",
    "див",
    "доц",
    "им",
    "напр",
    "обл",
    "проф",
    "просп",
    "см",
    "стор",
    "ул",
    "пров",
    "гр",
];
/// What a number with a stop counts in German: *am 3. März*.
const COUNTED: [&str; 24] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrhunderts",
    "Weltkrieg",
    "Weltkriegs",
    "Liga",
    "Bundesliga",
    "Runde",
    "Mal",
    "Tag",
    "Platz",
    "Stock",
];
/// Words that begin a sentence more often than a name.
const BEGINNINGS: [&str; 52] = [
    "A",
    "According",
    "After",
    "All",
    "Although",
    "Among",
    "An",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "By",
    "During",
    "Earlier",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "Most",
    "No",
    "On",
    "One",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "We",
    "When",
    "While",
];
/// Verbs that tell who said what was quoted.
const SPEECH: [&str; 18] = [
    "added",
    "admitted",
    "answered",
    "argued",
    "asked",
    "claimed",
    "continued",
    "cried",
    "declared",
    "exclaimed",
    "explained",
    "recalled",
    "replied",
    "said",
    "says",
    "shouted",
    "told",
    "wrote",
];

/// Sentences from the ends that were proposed (bytes, in order), without the white space around them.
pub(super) fn mend(source: &str, ends: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    // Whether there is a word in the last sentence yet, so that it is not read again for every end.
    let mut has_words = false;
    let mut from = 0;
    for end in ends {
        let piece = source.get(from..end).unwrap_or_default();
        let start = from + (piece.len() - piece.trim_start().len());
        let piece = piece.trim();
        from = end;
        if piece.is_empty() {
            continue;
        }
        let words = piece.contains(char::is_alphanumeric);
        match sentences.last_mut() {
            Some(last) if !words || !has_words || goes_on(source, last, piece) => {
                last.end = start + piece.len();
                has_words |= words;
            }
            _ => {
                sentences.push(start..start + piece.len());
                has_words = words;
            }
        }
    }
    sentences
}

/// Whether a sentence goes on with the next piece.
fn goes_on(source: &str, last: &Range<usize>, piece: &str) -> bool {
    let before = tail(source.get(last.clone()).unwrap_or_default());
    let next = head(piece);
    let quoted = before.ends_with(['"', '”', '’', '\'', '»']);
    // A small letter goes on, but for names such as eBay.
    let mut letters = next.chars();
    if letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase) {
        return true;
    }
    if quoted {
        return before.trim_end_matches(['"', '”', '’', '\'', '»']).ends_with(['?', '!', '…'])
            && speaker_follows(next);
    }
    let Some(word) =
        before.strip_suffix('.').map(|before| before.rsplit(char::is_whitespace).next().unwrap_or(before))
    else {
        return false;
    };
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let follows = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if BEFORE_A_NAME.contains(&word) || BEFORE_A_NAME_ELSEWHERE.contains(&word) {
        return true;
    }
    // "am 3. März"
    if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && COUNTED.contains(&follows) {
        return true;
    }
    // "z. B.", "т. е."
    let mut next_letters = next.chars().skip(1);
    let pair = word.chars().count() == 1 && next_letters.next() == Some('.');
    // "г. Киев", but not "в 2024 г. Он …"
    let counted = before
        .strip_suffix('.')
        .and_then(|before| before.strip_suffix(word))
        .is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    if pair && word.starts_with(char::is_alphabetic)
        || matches!(word, "г" | "м" | "с" | "р" | "ст") && !counted
    {
        return true;
    }
    if word == "ст" {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    if BEFORE_A_NUMBER.contains(&word) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    // The number of an item: it stands alone before its text.
    if last.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && before.len() == word.len() + 1 {
        return true;
    }
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    (initial || ANYWHERE.contains(&word) || is_initials(word))
        && next.starts_with(char::is_alphanumeric)
        && !BEGINNINGS.contains(&follows)
}

/// Whether a word is a short form of single letters, such as `U.S` (its last stop is left out).
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.').peekable();
    word.contains('.') && parts.all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase))
}

/// Whether up to three capitalized words and a verb of speech follow: `Rossi asked`, `Anna de Rossi said`.
fn speaker_follows(next: &str) -> bool {
    next.split_whitespace()
        .take(4)
        .map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()))
        .skip(1)
        .any(|word| SPEECH.contains(&word))
}

/// The end of a sentence, as far as it is looked at.
fn tail(sentence: &str) -> &str {
    let at = sentence.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    sentence.get(at..).unwrap_or_default()
}

/// The beginning of a piece, as far as it is looked at.
fn head(piece: &str) -> &str {
    let at = piece.char_indices().nth(REACH).map_or(piece.len(), |(at, _)| at);
    piece.get(..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_without_words_join_their_neighbours() {
        assert_eq!(mend("One. ! two", [5, 7, 10].into_iter()), vec![Range { start: 0, end: 10 }]);
        assert_eq!(mend("“ One. Two.", [4, 9, 13].into_iter()), [0..8, 9..13]);
        assert!(mend("", std::iter::empty()).is_empty());
        assert_eq!(mend("One.  Two. ", [6, 11].into_iter()), [0..4, 6..10]);
    }

    #[test]
    fn names_in_small_letters_begin_a_sentence() {
        assert!(!goes_on("It fell.", &(0..8), "eBay rose."));
        assert!(goes_on("It fell.", &(0..8), "and rose."));
    }

    #[test]
    fn short_forms_of_other_languages_go_on() {
        let goes_on = |last: &str, next: &str| goes_on(last, &(0..last.len()), next);
        assert!(goes_on("Am 3.", "März kam er."));
        assert!(!goes_on("Es waren 3.", "Danach kam er."));
        assert!(goes_on("Dort liegt z.", "B. Anna Lund vorn."));
        assert!(goes_on("вул.", "Садова"));
        assert!(goes_on("Он жил в г.", "Орёл"));
        assert!(!goes_on("Это было в 2024 г.", "Потом он уехал."));
    }

    #[test]
    fn initials_are_single_letters() {
        assert!(is_initials("U.S"));
        assert!(!is_initials("U.Sx"));
        assert!(!is_initials("US"));
    }
}
