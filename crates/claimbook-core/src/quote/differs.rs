//! In what two passages differ: figures, negations and names are told apart from other words.

use super::fold::fold;

/// What differs between a quote and a passage. What matters most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Differs {
    /// A digit, a sign, a decimal point, a percent sign, a word for a number.
    Numbers,
    /// A word that denies: not, no, never, не, ні, kein, nicht …
    Negations,
    /// A capitalized word that is not only the first of a sentence.
    Names,
    /// Other words, or the signs between them.
    Wording,
}

impl Differs {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Differs::Numbers => "numbers",
            Differs::Negations => "negations",
            Differs::Names => "names",
            Differs::Wording => "wording",
        }
    }
}

impl std::fmt::Display for Differs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Words that deny, in the languages that articles are read in.
const NEGATIONS: &str = " not no never none nobody nothing nowhere neither nor without cannot hardly barely \
    не нет ни нету никогда никто ничего никакой нигде без нельзя \
    ні ніхто ніколи нічого ніде немає жоден жодна жодного \
    nicht nichts nie niemals niemand kein keine keinen keinem keiner keines nirgends weder ohne ";

/// Words for numbers; a star stands for any ending.
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve dozen* twenty thirty forty fifty hundred* \
    thousand* million* billion* trillion* half third* quarter* double* twice percent percentage percentages \
    тысяч* миллион* миллиард* процент* сто сотни сотен половин* \
    мільйон* мільярд* тисяч* відсот* половин* \
    hundert* tausend* milliarde* prozent* halb* drittel* viertel*";

/// Capitalized at the beginning of a sentence only because they stand there.
const BEGINNINGS: &str = " the a an it its he his she her they their we our i you this that these those there here in on at by for from \
    to of as and but or so if when while after before since with what who how why more most some all many \
    я мы он она они это этот эта в на и но а что как когда за по из от с у к о об для \
    ми він вона вони це цей ця в у на і й та але що як коли за по з із від до про для \
    der die das ein eine er sie es wir ich und aber im in am auf mit von zu nach bei für dass wenn als wie ";

/// What is counted of a passage, by kind.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    numbers: Vec<String>,
    negations: Vec<String>,
    names: Vec<String>,
    others: Vec<String>,
}

/// In what two passages differ, what matters most first. White space, the form of quotation marks and the encoding of accents
/// make no difference; the list is empty where nothing else differs.
pub(super) fn differs(was: &str, is: &str) -> Vec<Differs> {
    let (was, is) = (fold(was), fold(is));
    if was == is {
        return Vec::new();
    }
    let (a, b) = (count(&was), count(&is));
    let mut kinds = Vec::new();
    for (kind, same) in [
        (Differs::Numbers, a.numbers == b.numbers),
        (Differs::Negations, a.negations == b.negations),
        (Differs::Names, a.names == b.names),
        (Differs::Wording, a.others == b.others),
    ] {
        if !same {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        // Only signs between the words, or the case of a sentence's first word.
        kinds.push(Differs::Wording);
    }
    kinds
}

fn count(text: &str) -> Counted {
    let mut counted = Counted::default();
    let chars: Vec<char> = text.chars().collect();
    let at = |place: usize| chars.get(place).copied();
    let (mut place, mut begins) = (0, true);
    while let Some(c) = at(place) {
        if !c.is_alphanumeric() {
            if matches!(c, '%' | '‰') {
                counted.numbers.push(c.to_string());
            }
            if matches!(c, '.' | '!' | '?' | ':' | '"' | '\n' | '…') {
                begins = true;
            }
            place += 1;
            continue;
        }
        let start = place;
        while let Some(c) = at(place) {
            let joins = matches!(c, '.' | ',' | '\'')
                && at(place + 1).is_some_and(|next| next.is_numeric() || (c == '\'' && next.is_alphabetic()));
            if !(c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || joins) {
                break;
            }
            place += 1;
        }
        let word: String = chars.get(start..place).unwrap_or_default().iter().collect();
        let before = start.checked_sub(1).and_then(at);
        if word.chars().any(char::is_numeric) {
            let further = start.checked_sub(2).and_then(at);
            let sign = before
                .filter(|c| matches!(c, '+' | '-' | '−' | '±' | '<' | '>' | '≤' | '≥' | '~' | '≈'))
                .filter(|_| further.is_none_or(|c| !c.is_alphanumeric()));
            counted.numbers.push(sign.map(String::from).unwrap_or_default() + &word);
        } else {
            let small = word.to_lowercase();
            if is_negation(&small) {
                counted.negations.push(small);
            } else if is_number(&small) {
                counted.numbers.push(small);
            } else if word.chars().next().is_some_and(char::is_uppercase)
                && !(begins && listed(BEGINNINGS, &small))
            {
                counted.names.push(word);
            } else {
                counted.others.push(small);
            }
        }
        begins = false;
    }
    counted
}

fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || listed(NEGATIONS, word)
}

fn is_number(word: &str) -> bool {
    NUMBERS.split_ascii_whitespace().any(|known| match known.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => known == word,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Differs::{Names, Negations, Numbers, Wording};

    #[test]
    fn what_differs_is_named_and_what_matters_most_comes_first() {
        for (was, is, kinds) in [
            ("about 10,000 soldiers", "about 11,000 soldiers", vec![Numbers]),
            ("fell by 3.5", "fell by 35", vec![Numbers]),
            ("at 5 degrees", "at −5 degrees", vec![Numbers]),
            ("rose 5% in May", "rose 5 in May", vec![Numbers]),
            ("ten million", "ten billion", vec![Numbers]),
            ("he did it", "he didn’t do it", vec![Negations, Wording]),
            ("мост не закрыт", "мост закрыт", vec![Negations]),
            ("міст не закрито", "міст закрито", vec![Negations]),
            ("er war nicht da", "er war da", vec![Negations]),
            ("said Ada Lind", "said Ina Lind", vec![Names]),
            ("Rutte said 4 came", "Falk said 5 came", vec![Numbers, Names]),
            ("The mayor spoke", "A mayor spoke", vec![Wording]),
            ("the mayor spoke", "the mayor talked", vec![Wording]),
            ("it sank, he said", "it sank he said", vec![Wording]),
            ("“It’s  fine”", "\"It's fine\"", vec![]),
        ] {
            assert_eq!(differs(was, is), kinds, "{was} / {is}");
        }
    }
}
