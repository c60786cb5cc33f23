//! A text with what is known of each of its words.

use super::trades;
use super::words::{self, Flags, Words, fold};
use crate::Span;
use crate::language::Language;
use crate::text::{Kind, Text};
use std::collections::HashSet;
use std::ops::Range;

/// A text with what is known of each of its words.
pub(super) struct Scene<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) words: &'static Words,
    pub(super) language: Language,
    flags: Vec<Flags>,
    small: HashSet<&'t str>,
    inside: HashSet<&'t str>,
    nicknames: HashSet<&'t str>,
}

impl<'a, 't> Scene<'a, 't> {
    pub(super) fn new(text: &'a Text<'t>, language: Language) -> Self {
        let words = Words::of(language);
        let mut scene = Scene {
            text,
            words,
            language,
            flags: (0..text.tokens.len()).map(|token| of_word(text, words, token)).collect(),
            small: HashSet::new(),
            inside: HashSet::new(),
            nicknames: HashSet::new(),
        };
        scene.mark_first();
        scene.mark_quoted();
        scene.mark_headlines();
        for token in 0..text.tokens.len() {
            let word = text.token(token);
            if !scene.is(token, words::CAPITAL) {
                scene.small.insert(word);
            } else if !scene.is(token, words::FIRST | words::HEADLINE) {
                scene.inside.insert(word);
            }
            // *Ada “Pike” Brae*
            let quoted =
                token > 1 && scene.is_mark(token - 1, "\"“«‘'") && scene.is_mark(token + 1, "\"”»’'");
            if quoted && [token - 2, token, token + 2].into_iter().all(|one| scene.is(one, words::CAPITAL)) {
                scene.nicknames.insert(word);
            }
        }
        scene.mark_surnames();
        scene
    }

    /// *Grant Major … Mr Major*: what follows a given name and ends the name is a surname, whatever it means elsewhere.
    fn mark_surnames(&mut self) {
        let titles = words::ROLE | words::HONORIFIC;
        let capital = |token: usize| self.is(token, words::CAPITAL) && !self.is(token, words::HEADLINE);
        let ends = |token: usize| capital(token) && self.is(token, titles) && !capital(token + 1);
        let named = |token: usize| {
            let before = token.checked_sub(1);
            before.is_some_and(|one| {
                capital(one) && self.is(one, words::MAN_NAME | words::WOMAN_NAME) && !self.is(one, titles)
            })
        };
        let all = 0..self.flags.len();
        let surnames: HashSet<&str> =
            all.clone().filter(|token| ends(*token) && named(*token)).map(|token| self.word(token)).collect();
        if surnames.is_empty() {
            return;
        }
        let called = |token: &usize| {
            let article = token.checked_sub(1).is_some_and(|before| self.is(before, words::DEFINITE));
            ends(*token) && !article && surnames.contains(self.word(*token))
        };
        let called: Vec<usize> = all.filter(called).collect();
        for token in called {
            if let Some(flags) = self.flags.get_mut(token) {
                *flags &= !titles;
            }
        }
    }

    /// Whether a token has one of the bits.
    pub(super) fn is(&self, token: usize, any: Flags) -> bool {
        self.flags.get(token).is_some_and(|flags| flags & any != 0)
    }

    /// The words of a token.
    pub(super) fn word(&self, token: usize) -> &'t str {
        self.text.token(token)
    }

    /// The words of a token in small letters.
    pub(super) fn folded(&self, token: usize) -> String {
        fold(self.word(token))
    }

    /// Whether a token is a word or a number.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number))
    }

    /// Whether a token is a mark that is one of these.
    pub(super) fn is_mark(&self, token: usize, marks: &str) -> bool {
        self.text.tokens.get(token).is_some_and(|one| one.kind == Kind::Mark)
            && marks.contains(self.word(token))
    }

    /// Whether a token is the ending of a possessive.
    pub(super) fn is_possessive(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'S" | "’S")
            || self.is_mark(token, "'’")
                && token.checked_sub(1).is_some_and(|before| {
                    self.word(before).ends_with('s')
                        && self.gap(before, token) == 0
                        && self.gap(token, token + 1) > 0
                })
    }

    /// How many characters stand between two tokens.
    pub(super) fn gap(&self, one: usize, next: usize) -> usize {
        match (self.text.tokens.get(one), self.text.tokens.get(next)) {
            (Some(one), Some(next)) => next.span.start.saturating_sub(one.span.end),
            _ => 0,
        }
    }

    /// Whether a word with a capital letter where any word has one is a common word all the same.
    pub(super) fn is_common_at_start(&self, token: usize) -> bool {
        if self.is(token, words::FUNCTION) {
            return true;
        }
        let word = self.word(token);
        if self.inside.contains(word) {
            return false;
        }
        self.is(token, words::STARTER)
            || self.small.contains(self.folded(token).as_str())
            || self.is(
                token,
                words::GROUP | words::ROLE | words::PERSON | words::KIN | words::DOCUMENT | words::BODY,
            ) && !self.is(token, words::MAN_NAME | words::WOMAN_NAME)
            || word.ends_with("ly")
            || word.ends_with("ing")
    }

    /// Whether a word is written with a small letter somewhere.
    pub(super) fn is_seen_small(&self, folded: &str) -> bool {
        self.small.contains(folded)
    }

    /// Whether a word has its capital letter in the middle of a sentence somewhere.
    pub(super) fn is_seen_inside(&self, word: &str) -> bool {
        self.inside.contains(word)
    }

    /// Whether the text calls somebody so between a given name and a surname.
    pub(super) fn is_nickname(&self, token: usize) -> bool {
        self.nicknames.contains(self.word(token))
    }

    /// Whether a word says of what people somebody is: *a Corvanian diplomat*.
    pub(super) fn is_of_people(&self, token: usize) -> bool {
        let people = ["ian", "ish", "ese", "ern"].iter().any(|end| self.word(token).ends_with(end));
        let common = words::CAPITAL | words::VERB | words::FUNCTION | words::PREPOSITION;
        people
            && token.checked_sub(1).is_some_and(|one| self.is(one, words::DEFINITE | words::INDEFINITE))
            && self.is_word(token + 1)
            && !self.is(token + 1, common)
            && !self.is(token, words::MAN_NAME | words::WOMAN_NAME)
    }

    /// Whether a token is *KC* or the like after a name.
    pub(super) fn is_after_name(&self, token: usize) -> bool {
        self.is_letters(token)
            || self.is(token, words::AFTER_NAME)
                && token.checked_sub(1).is_some_and(|before| {
                    self.is(before, words::CAPITAL) && !self.is(before, words::FUNCTION)
                        || self.is_mark(before, ",.")
                })
    }

    /// *Ada Brae SC,*: a few letters after two words that may be a person's name, whatever they stand for.
    fn is_letters(&self, token: usize) -> bool {
        let body =
            words::BODY_NAME | words::COMPANY_NAME | words::OUTLET_NAME | words::PLACE | words::ACRONYM;
        let word = self.word(token);
        let name = |one: Option<usize>| {
            one.is_some_and(|one| {
                self.is(one, words::CAPITAL)
                    && !self
                        .is(one, body | words::FUNCTION | words::ROLE | words::NATIONALITY | words::HEADLINE)
            })
        };
        self.is(token, words::ACRONYM)
            && !self.is(token, body & !words::ACRONYM | words::HEADLINE)
            && word.chars().count() <= 3
            && !word.chars().any(char::is_lowercase)
            && self.is_mark(token + 1, ",")
            && name(token.checked_sub(1))
            && name(token.checked_sub(2))
    }

    /// The sentence of a token as a range of tokens.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        let sentence = self.text.sentence_of(token);
        self.text.sentences.get(sentence).map_or(token..token, |sentence| sentence.tokens.clone())
    }

    /// The paragraph of a token.
    pub(super) fn paragraph(&self, token: usize) -> usize {
        let sentence = self.text.sentence_of(token);
        self.text.sentences.get(sentence).map_or(usize::MAX, |sentence| sentence.paragraph)
    }

    /// The tokens of some spans, in order.
    pub(super) fn tokens(&self, spans: &[Span]) -> Vec<usize> {
        spans.iter().flat_map(|span| self.text.tokens_in(*span)).collect()
    }

    /// Any word has a capital letter at the beginning of a sentence, a quotation, and after a colon or a dash.
    fn mark_first(&mut self) {
        for sentence in &self.text.sentences {
            let mut first = true;
            for token in sentence.tokens.clone() {
                let is_word = self.is_word(token);
                if first && is_word {
                    self.set(token, words::FIRST);
                    let known = self.is(token, words::MAN_NAME | words::WOMAN_NAME);
                    if !known && self.is(token + 1, words::CAPITAL) && trades::is_trade(&self.folded(token)) {
                        self.set(token, words::ROLE);
                    }
                }
                first = !is_word && (first || self.is_mark(token, ":“\"„«‘'»•;…?!"));
            }
        }
    }

    fn mark_quoted(&mut self) {
        for quotation in &self.text.quotations {
            // A long one is marked once for each that it stands in; they are four at most.
            for token in quotation.tokens.clone() {
                self.set(token, words::QUOTED);
            }
        }
    }

    /// Lines in which nearly every word has a capital letter tell nothing of names.
    fn mark_headlines(&mut self) {
        if self.language == Language::German {
            return;
        }
        for sentence in &self.text.sentences {
            let long = sentence.tokens.clone().filter(|token| {
                self.text.tokens.get(*token).is_some_and(|one| one.kind == Kind::Word)
                    && self.word(*token).chars().count() > 3
            });
            let (all, capitals) = long.fold((0, 0), |(all, capitals), token| {
                (all + 1, capitals + usize::from(self.is(token, words::CAPITAL)))
            });
            let stops = sentence.tokens.end.checked_sub(1).is_some_and(|last| self.is_mark(last, ".?!\"”’'"));
            let shouted = self.text.words(sentence.tokens.clone()).chars().all(|c| !c.is_lowercase());
            if (all >= 4 && capitals == all && !stops) || (shouted && all >= 3) {
                for token in sentence.tokens.clone() {
                    self.set(token, words::HEADLINE);
                }
            }
        }
    }

    fn set(&mut self, token: usize, flag: Flags) {
        if let Some(flags) = self.flags.get_mut(token) {
            *flags |= flag;
        }
    }
}

/// What the table and the letters of a word say.
fn of_word(text: &Text<'_>, words: &Words, token: usize) -> Flags {
    let Some(one) = text.tokens.get(token) else { return 0 };
    if one.kind == Kind::Mark || one.kind == Kind::Clitic {
        return 0;
    }
    let word = text.token(token);
    // Nobody is called by a word of this length, and a text of one word is still read in one pass.
    if word.len() > 80 {
        return 0;
    }
    let folded = fold(word);
    let mut flags = words.flags(&folded);
    if let Some((before, last)) = folded.rsplit_once('-') {
        // *ex-mayor*, *co-author*
        if flags == 0
            && (word.starts_with(char::is_lowercase) || matches!(before, "ex" | "vice" | "co" | "deputy"))
        {
            flags |= words.flags(last) & (words::ROLE | words::PERSON | words::KIN | words::SPOKES);
        }
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    if word.starts_with(char::is_uppercase) {
        flags |= words::CAPITAL;
    }
    if flags == 0 && word.starts_with(char::is_lowercase) && trades::is_trade(&folded) {
        flags |= words::ROLE;
    }
    let small_particle = word.split_once(['\'', '’', '-']).is_some_and(|(particle, name)| {
        matches!(
            particle,
            "d" | "l" | "dell" | "dall" | "dello" | "degl" | "al" | "el" | "ul" | "t" | "as" | "ar"
        ) && name.starts_with(char::is_uppercase)
    });
    if small_particle {
        flags |= words::CAPITAL;
    }
    if flags == 0 && folded.len() > 7 && (folded.ends_with("maker") || folded.ends_with("builder")) {
        flags |= words::COMPANY | words::BODY;
    }
    if capitals >= 2 && small <= 1 && word.chars().count() <= 8 && !word.contains('.') {
        flags |= words::ACRONYM;
    }
    flags
}
