//! A text with what each of its tokens does, so that every rule asks the same questions.

use crate::language::{Class, Language, Lexicon, Verb, Word};
use crate::text::{Kind, Quotation, Text};
use std::cell::Cell;
use std::ops::Range;

/// All tokens.
pub(super) const EVERYTHING: (usize, usize) = (0, usize::MAX);

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Stop,
    Bracket,
    Other,
}

/// A text as the rules see it.
pub(super) struct Scene<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) lexicon: &'static Lexicon,
    pub(super) language: Language,
    /// Each token's entry in the lexicon.
    words: Vec<Option<&'static Word>>,
    marks: Vec<Mark>,
    /// The outermost quotation that a token stands in.
    outer: Vec<Option<u32>>,
    /// The paragraph that is being read: what stands around it has no say in it.
    seen: Cell<(usize, usize)>,
}

impl<'a, 't> Scene<'a, 't> {
    pub(super) fn new(text: &'a Text<'t>, language: Language) -> Self {
        let lexicon = Lexicon::of(language);
        let mut lower = String::new();
        let mut words = Vec::with_capacity(text.tokens.len());
        let mut marks = Vec::with_capacity(text.tokens.len());
        for (at, token) in text.tokens.iter().enumerate() {
            let word = text.token(at);
            if token.kind == Kind::Mark {
                words.push(None);
                marks.push(match word {
                    "," | "،" => Mark::Comma,
                    ":" => Mark::Colon,
                    ";" => Mark::Semicolon,
                    "—" | "–" | "-" | "―" => Mark::Dash,
                    "." | "!" | "?" | "…" => Mark::Stop,
                    "(" | ")" | "[" | "]" => Mark::Bracket,
                    _ => Mark::Other,
                });
                continue;
            }
            lower.clear();
            lower.extend(word.chars().take(40).flat_map(char::to_lowercase));
            words.push(lexicon.word(&lower));
            marks.push(Mark::None);
        }
        for sentence in &text.sentences {
            // A stop inside a sentence belongs to a short form: "Mr. Orr".
            let last = sentence.tokens.clone().rev().find(|at| marks.get(*at) == Some(&Mark::None));
            for at in sentence.tokens.start..last.unwrap_or(sentence.tokens.start) {
                if text.token(at) == "."
                    && let Some(mark) = marks.get_mut(at)
                {
                    *mark = Mark::Other;
                }
            }
        }
        let mut outer = vec![None; text.tokens.len()];
        let mut covered = 0;
        for (at, quotation) in text.quotations.iter().enumerate() {
            if quotation.tokens.start < covered {
                continue;
            }
            covered = quotation.tokens.end;
            if let Some(places) = outer.get_mut(quotation.tokens.clone()) {
                places.fill(u32::try_from(at).ok());
            }
        }
        Scene { text, lexicon, language, words, marks, outer, seen: Cell::new(EVERYTHING) }
    }

    /// Hides what stands around a stretch, from its first token to before its last; gives what was seen before.
    pub(super) fn see(&self, stretch: (usize, usize)) -> (usize, usize) {
        self.seen.replace(stretch)
    }

    fn hidden(&self, at: usize) -> bool {
        let (start, end) = self.seen.get();
        at < start || at >= end
    }

    /// What a token does.
    pub(super) fn class(&self, at: usize) -> Class {
        self.words
            .get(at)
            .copied()
            .flatten()
            .filter(|_| !self.hidden(at))
            .map_or(Class::NONE, |word| word.class)
    }

    /// Whether a token does any of these.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).any(class)
    }

    /// The verbs of speech that a token may be.
    pub(super) fn verbs(&self, at: usize) -> &'static [Verb] {
        self.words.get(at).copied().flatten().filter(|_| !self.hidden(at)).map_or(&[], |word| &word.verbs)
    }

    pub(super) fn mark(&self, at: usize) -> Mark {
        self.marks.get(at).copied().filter(|_| !self.hidden(at)).unwrap_or(Mark::Stop)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.mark(at) == Mark::None
    }

    /// Whether a token begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        !self.hidden(at) && self.text.token(at).starts_with(char::is_uppercase)
    }

    pub(super) fn number(&self, at: usize) -> bool {
        !self.hidden(at) && self.text.tokens.get(at).is_some_and(|token| token.kind == Kind::Number)
    }

    /// The outermost quotation around a token.
    pub(super) fn quotation(&self, at: usize) -> Option<&'a Quotation> {
        let outer = self.outer.get(at).copied().flatten().filter(|_| !self.hidden(at))?;
        self.text.quotations.get(outer as usize)
    }

    /// The outermost quotation that begins at a token.
    pub(super) fn opens(&self, at: usize) -> Option<&'a Quotation> {
        self.quotation(at).filter(|quotation| quotation.tokens.start == at)
    }

    /// The outermost quotation that ends before a token.
    pub(super) fn closed_before(&self, at: usize) -> Option<&'a Quotation> {
        self.quotation(at.checked_sub(1)?).filter(|quotation| quotation.tokens.end == at && quotation.closed)
    }

    /// Whether a token is between quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.quotation(at).is_some()
    }

    /// Whether a token's letters are these, in any case.
    pub(super) fn says(&self, at: usize, word: &str) -> bool {
        let token = if self.hidden(at) { "" } else { self.text.token(at) };
        token == word || (token.len() == word.len() && token.to_lowercase() == word)
    }

    /// Whether tokens are these words.
    pub(super) fn say(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(nth, word)| self.says(at + nth, word))
    }

    /// Whether a word looks like the finite verb of a clause.
    pub(super) fn finite(&self, at: usize) -> bool {
        if !self.is_word(at) || self.quoted(at) {
            return false;
        }
        if self.is(at, Class::AUXILIARY) {
            // A lone 's after a name is a possessive more often.
            return !matches!(self.text.token(at), "'s" | "’s");
        }
        let verbs = self.verbs(at);
        if verbs.iter().any(|verb| !verb.bare && !verb.participle && verb.particle.is_none()) {
            return !self.capital(at);
        }
        self.language == Language::English
            && !self.capital(at)
            && self.text.token(at).ends_with("ed")
            && self.text.token(at).len() > 4
    }

    /// Whether a stretch holds what looks like a finite verb.
    pub(super) fn clause(&self, tokens: Range<usize>) -> bool {
        tokens.take(60).any(|at| self.finite(at))
    }

    /// A range without marks and white words at its ends: commas, dashes, stops.
    pub(super) fn trim(&self, mut tokens: Range<usize>) -> Range<usize> {
        let loose = |at: usize| {
            !self.quoted(at)
                && matches!(
                    self.mark(at),
                    Mark::Comma | Mark::Colon | Mark::Semicolon | Mark::Dash | Mark::Stop
                )
        };
        while tokens.start < tokens.end && loose(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && loose(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// Whether there is a word in a range.
    pub(super) fn words_in(&self, tokens: Range<usize>) -> usize {
        tokens.take(40).filter(|at| self.is_word(*at)).count()
    }
}
