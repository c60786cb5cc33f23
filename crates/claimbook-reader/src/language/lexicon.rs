//! The words of a language by what they do in reported speech, read from its data file.

use super::Language;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What words do; a set of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Class(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $section:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)*
            /// The class of the words that a section of the data file lists.
            fn of_section(section: &str) -> Option<Class> {
                match section { $($section => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// *as* X said
    AS = 0, "as";
    /// *that* begins what is said
    THAT = 1, "that";
    /// *whether*, *how* begin a question
    QUESTION = 2, "question";
    /// *which*
    RELATIVE = 3, "relative";
    /// Pronouns that can be a subject
    PRONOUN = 4, "pronoun";
    /// *has*, *would*
    AUXILIARY = 5, "auxiliary";
    /// *was* asked
    PASSIVE = 6, "passive";
    /// *not*
    NEGATION = 7, "negation";
    /// Adverbs that stand beside a verb of speech
    ADVERB = 8, "adverb";
    /// Articles, demonstratives, possessives, quantities
    DETERMINER = 9, "determiner";
    /// Prepositions
    PREPOSITION = 10, "preposition";
    /// Those prepositions that begin a place or a time
    CIRCUMSTANCE = 11, "place-or-time";
    /// *and*
    CONJUNCTION = 12, "conjunction";
    /// *because*
    SUBORDINATOR = 13, "subordinator";
    /// Days, months, *yesterday*
    TIME = 14, "time";
    /// *last* week
    TIME_LEAD = 15, "time-lead";
    /// *interview*, *statement*: where something is said
    OCCASION = 16, "occasion";
    /// Subjunctives of reported speech
    SUBJUNCTIVE = 17, "subjunctive";
    /// Those of them that are nothing else
    SUBJUNCTIVE_SURE = 18, "subjunctive-sure";
    /// Titles before a name
    TITLE = 19, "title";
    /// Words in the names of outlets
    OUTLET = 20, "outlet";
    /// Short forms that end no sentence
    ABBREVIATION = 21, "abbreviation";
    /// *so* X
    SO = 22, "so";
    /// *it is reported*: nobody is named
    IMPERSONAL = 23, "impersonal";
    /// Follows its source
    SOURCE_BEFORE = 24, "source-before";
    /// Auxiliaries of the perfect
    PERFECT = 25, "perfect";
}

impl Class {
    /// No class.
    pub const NONE: Class = Class(0);

    /// Whether it has any of these.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// How a verb takes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Takes {
    /// A clause or a quotation; its subject may follow it.
    Say,
    /// The same, with the person who is told first.
    Tell,
    /// A clause that is thought.
    Think,
    /// A question.
    Ask,
    /// A noun phrase.
    Judge,
    /// A quotation alone.
    Quote,
}

/// A form of a verb that attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    /// What follows it.
    pub takes: Takes,
    /// Attributes without a subject of its own: *saying*.
    pub bare: bool,
    /// Needs an auxiliary: *gesagt*.
    pub participle: bool,
    /// Its second part: *teilte … mit*.
    pub particle: Option<&'static str>,
}

/// What is known of a word.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// What it does.
    pub class: Class,
    /// The verbs that it is a form of; those of two parts first.
    pub verbs: Vec<Verb>,
}

/// A phrase that names its source: the words before and, where the source stands inside, after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words before the source.
    pub before: Vec<&'static str>,
    /// The words after the source.
    pub after: Vec<&'static str>,
}

/// The words of a language.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: HashMap<&'static str, Word>,
    phrases: HashMap<&'static str, Vec<Phrase>>,
    after_own: HashMap<&'static str, Vec<&'static str>>,
    sections: HashMap<&'static str, Vec<&'static str>>,
}

impl Lexicon {
    /// The lexicon of a language, read once.
    pub fn of(language: Language) -> &'static Lexicon {
        static ALL: [OnceLock<Lexicon>; 4] = [const { OnceLock::new() }; 4];
        let (at, data) = match language {
            Language::English => (0, include_str!("data/en.txt")),
            Language::Ukrainian => (1, include_str!("data/uk.txt")),
            Language::Russian => (2, include_str!("data/ru.txt")),
            Language::German => (3, include_str!("data/de.txt")),
        };
        ALL.get(at).map_or_else(
            || ALL[0].get_or_init(|| Lexicon::read(data)),
            |lexicon| lexicon.get_or_init(|| Lexicon::read(data)),
        )
    }

    /// A word, in small letters.
    pub fn word(&self, word: &str) -> Option<&Word> {
        self.words.get(word)
    }

    /// The class of a word in small letters.
    pub fn class(&self, word: &str) -> Class {
        self.words.get(word).map_or(Class::NONE, |word| word.class)
    }

    /// The phrases that begin with a word in small letters, longest first.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The words that follow a noun where its owner is the source: *ihrer Meinung* nach.
    pub fn after_own(&self, noun: &str) -> &[&'static str] {
        self.after_own.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The entries of a section of the data file, such as `title` or `time`, in its order.
    pub fn section(&self, name: &str) -> &[&'static str] {
        self.sections.get(name).map_or(&[], Vec::as_slice)
    }

    fn read(data: &'static str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut section = "";
        for line in data.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
            } else if !line.is_empty() {
                lexicon.line(section, line);
            }
        }
        for word in lexicon.words.values_mut() {
            word.verbs.sort_by_key(|verb| verb.particle.is_none());
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse((phrase.before.len(), phrase.after.len())));
        }
        lexicon
    }

    fn line(&mut self, section: &'static str, line: &'static str) {
        let takes = match section {
            "say" => Takes::Say,
            "tell" => Takes::Tell,
            "think" => Takes::Think,
            "ask" => Takes::Ask,
            "judge" => Takes::Judge,
            "quote" => Takes::Quote,
            "source-after" | "source-inside" | "source-of-before" => {
                let mut parts = line.split('*');
                let mut words =
                    || parts.next().unwrap_or_default().split_whitespace().collect::<Vec<&'static str>>();
                let phrase = Phrase { before: words(), after: words() };
                if section == "source-of-before" {
                    if let [noun, last] = phrase.before.as_slice() {
                        self.after_own.entry(noun).or_default().push(last);
                    }
                } else if let Some(first) = phrase.before.first().copied() {
                    self.phrases.entry(first).or_default().push(phrase);
                }
                return;
            }
            _ => {
                for word in line.split_whitespace() {
                    self.sections.entry(section).or_default().push(word);
                    if let Some(class) = Class::of_section(section) {
                        let entry = self.words.entry(word).or_default();
                        entry.class = entry.class.or(class);
                    }
                }
                return;
            }
        };
        for form in line.split_whitespace() {
            let bare = form.starts_with('+');
            let participle = form.starts_with('=');
            let form = form.trim_start_matches(['+', '=']);
            let (form, particle) =
                form.split_once('/').map_or((form, None), |(form, part)| (form, Some(part)));
            let verb = Verb { takes, bare, participle, particle };
            self.words.entry(form).or_default().verbs.push(verb);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_what_the_rules_need() {
        for language in [Language::English, Language::Ukrainian, Language::Russian, Language::German] {
            let lexicon = Lexicon::of(language);
            for section in ["as", "that", "pronoun", "determiner", "preposition", "time", "title", "outlet"] {
                assert!(!lexicon.section(section).is_empty(), "{language:?} {section}");
            }
            assert!(
                lexicon.words.values().any(|word| word.verbs.iter().any(|verb| verb.takes == Takes::Say))
            );
        }
    }

    #[test]
    fn words_verbs_and_phrases_are_found() {
        let english = Lexicon::of(Language::English);
        assert!(english.class("that").any(Class::THAT));
        assert!(english.word("saying").is_some_and(|word| word.verbs[0].bare));
        assert_eq!(english.phrases("according")[0].before, ["according", "to"]);
        assert_eq!(english.phrases("by")[0].after.len(), 1);
        let german = Lexicon::of(Language::German);
        assert_eq!(german.word("teilte").unwrap().verbs[0].particle, Some("mit"));
        assert!(german.word("gesagt").unwrap().verbs[0].participle);
    }
}
