//! What a wording says, as far as it is held against others: its words without their endings, its figures, and whether it says not.

use std::collections::HashMap;

use claimbook_core::assess::{NumberWord, number_word};

use crate::text::{Language, Languages, Stems, Token, tokens};

/// Words that say nothing of what a claim is about, in the forms in which they stand.
const SMALL: &[&str] = &[
    // English
    "a",
    "about",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "being",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "him",
    "his",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "me",
    "more",
    "most",
    "my",
    "of",
    "on",
    "or",
    "our",
    "out",
    "over",
    "said",
    "say",
    "says",
    "she",
    "so",
    "some",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "up",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "will",
    "with",
    "would",
    "you",
    "your",
    // German
    "als",
    "am",
    "auch",
    "auf",
    "aus",
    "bei",
    "das",
    "dass",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "durch",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "er",
    "es",
    "für",
    "haben",
    "hat",
    "hatte",
    "ihr",
    "ihre",
    "im",
    "ist",
    "mit",
    "nach",
    "oder",
    "sei",
    "seien",
    "sein",
    "seine",
    "sich",
    "sie",
    "sind",
    "und",
    "um",
    "vom",
    "von",
    "vor",
    "war",
    "waren",
    "werden",
    "wie",
    "wird",
    "wurde",
    "wurden",
    "zu",
    "zum",
    "zur",
    "über",
    // Ukrainian and Russian
    "а",
    "або",
    "був",
    "буде",
    "була",
    "були",
    "було",
    "бути",
    "был",
    "была",
    "были",
    "было",
    "быть",
    "в",
    "во",
    "від",
    "він",
    "вона",
    "вони",
    "для",
    "до",
    "з",
    "за",
    "и",
    "из",
    "или",
    "к",
    "как",
    "на",
    "о",
    "об",
    "он",
    "она",
    "они",
    "от",
    "по",
    "при",
    "про",
    "с",
    "со",
    "та",
    "те",
    "то",
    "у",
    "це",
    "что",
    "чтобы",
    "щоб",
    "що",
    "є",
    "і",
    "із",
    "й",
    "його",
    "их",
    "їх",
    "як",
    "это",
    "этот",
    "цей",
];

/// Words that turn a claim into its contrary.
const NOT: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "nobody",
    "nothing",
    "neither",
    "nor",
    "without",
    "cannot",
    "nicht",
    "kein",
    "keine",
    "keinem",
    "keinen",
    "keiner",
    "keines",
    "nie",
    "niemals",
    "niemand",
    "nichts",
    "ohne",
    "не",
    "ні",
    "ніколи",
    "ніхто",
    "нічого",
    "немає",
    "нема",
    "без",
    "жоден",
    "нет",
    "ни",
    "никогда",
    "никто",
    "ничего",
];

/// What a wording says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Gist {
    /// The numbers of its words, each once, in their order.
    pub(super) words: Vec<usize>,
    /// Its figures, each once.
    pub(super) figures: Vec<u64>,
    /// Whether it says not.
    pub(super) not: bool,
}

impl Gist {
    /// The same with other numbers for its words.
    pub(super) fn renumbered(mut self, number: impl Fn(usize) -> Option<usize>) -> Self {
        self.words = self.words.into_iter().filter_map(number).collect();
        self.words.sort_unstable();
        self
    }

    /// Whether both give figures, and not the same.
    pub(super) fn gives_another_figure(&self, other: &Gist) -> bool {
        !self.figures.is_empty() && !other.figures.is_empty() && self.figures != other.figures
    }
}

/// Reads wordings, and gives each word a number.
pub(super) struct Reading {
    stems: Stems,
    /// Most words come again and again, and taking endings off takes longer than looking up.
    known: HashMap<(Language, String), Option<usize>>,
    numbers: HashMap<String, usize>,
    /// The words without their endings, by number.
    pub(super) words: Vec<String>,
}

impl Default for Reading {
    fn default() -> Self {
        Reading { stems: Stems::new(), known: HashMap::new(), numbers: HashMap::new(), words: Vec::new() }
    }
}

impl Reading {
    pub(super) fn gist(&mut self, text: &str) -> Gist {
        let tokens = tokens(text);
        let languages = Languages::of(&tokens);
        let mut gist = Gist::default();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some((figure, next)) = figure(&tokens, at) {
                gist.figures.push(figure.to_bits());
                at = next;
                continue;
            }
            at += 1;
            if NOT.contains(&token.word.as_str()) || token.word.ends_with("n't") {
                gist.not = true;
            } else {
                gist.words.extend(self.number(&token.word, languages.for_word(&token.word)));
            }
        }
        gist.words.sort_unstable();
        gist.words.dedup();
        gist.figures.sort_unstable();
        gist.figures.dedup();
        gist
    }

    /// The number of a word; `None` where it says nothing.
    fn number(&mut self, word: &str, language: Language) -> Option<usize> {
        let key = (language, word.to_owned());
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let number = (!SMALL.contains(&word)).then(|| self.of_stem(self.stems.stem(word, language)));
        self.known.insert(key, number);
        number
    }

    /// The number of a word without its ending: a new one, where it has none.
    pub(super) fn of_stem(&mut self, stem: String) -> usize {
        let next = self.words.len();
        *self.numbers.entry(stem).or_insert_with_key(|stem| {
            self.words.push(stem.clone());
            next
        })
    }

    /// The number of a word without its ending, if it has one.
    pub(super) fn number_of(&self, stem: &str) -> Option<usize> {
        self.numbers.get(stem).copied()
    }
}

/// The figure that begins at a word, and where what follows it begins: `10,000`, `3.5 million`, `ten thousand`.
fn figure(tokens: &[Token], start: usize) -> Option<(f64, usize)> {
    let digits = |at: usize| tokens.get(at).map(|token| token.word.as_str()).filter(|word| is_digits(word));
    let first = tokens.get(start)?;
    let mut at = start + 1;
    let mut value = match digits(start) {
        Some(whole) => {
            // What stands one sign further are the places behind the point.
            let fraction = digits(at)
                .filter(|_| tokens.get(at).is_some_and(|next| next.place.start == first.place.end + 1));
            at += usize::from(fraction.is_some());
            format!("{whole}.{}", fraction.unwrap_or("0")).parse().ok()?
        }
        None => match number_word(&first.word)? {
            // *One* is an article, too, and *no* is none.
            NumberWord::Number(value) if value >= 2.0 => value,
            NumberWord::Scale(value) if first.word.chars().count() > 3 => value,
            _ => return None,
        },
    };
    while let Some(NumberWord::Scale(scale)) = tokens.get(at).and_then(|token| number_word(&token.word)) {
        value *= scale;
        at += 1;
    }
    Some((value, at))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
