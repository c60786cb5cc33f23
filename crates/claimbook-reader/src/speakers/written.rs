//! Names as they are written: their words, and those in capital letters with which a report begins.

use super::scene::Scene;
use super::words::{self, fold};
use std::ops::Range;

/// A name as words in small letters.
pub(super) fn split(name: &str) -> Vec<String> {
    let parts = name
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | ','))
        .filter(|part| !part.is_empty());
    let words: Vec<String> = parts.map(fold).filter(|word| !word.is_empty() && word != "&").collect();
    if words.len() > 1 && words.first().is_some_and(|word| word == "the") {
        return words.get(1..).unwrap_or_default().to_vec();
    }
    words
}

/// *CORVANE* of *CORVANE, 5 March*: a place in capital letters, and a comma, a bracket or a dash.
pub(super) fn is_shouted(scene: &Scene<'_, '_>, tokens: Range<usize>) -> bool {
    let large = |token: usize| !scene.word(token).chars().any(char::is_lowercase);
    let letters: usize = tokens.clone().map(|token| scene.word(token).chars().count()).sum();
    letters > 3 && tokens.len() < 4 && tokens.clone().all(large) && scene.is_mark(tokens.end, ",(–—-")
}

/// *CORVANE, 5 March —*: the report begins after the dash.
pub(super) fn is_before_dash(scene: &Scene<'_, '_>, end: usize) -> bool {
    (end..end + 8).take_while(|token| !scene.is(*token, words::VERB)).any(|token| scene.is_mark(token, "–—"))
}

/// A name as it is written, on one line.
pub(super) fn surface(scene: &Scene<'_, '_>, tokens: Range<usize>) -> String {
    let words = scene.text.words(tokens);
    if words.contains(['\n', '\r', '\t']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::Text;

    #[test]
    fn a_report_begins_with_a_place_in_capital_letters() {
        let text = Text::new("PORT HOLT, 5 March — The dam held. NATO left.");
        let scene = Scene::new(&text, Language::English);
        assert!(is_shouted(&scene, 0..2) && is_before_dash(&scene, 2));
        assert!(!is_shouted(&scene, 0..1) && !is_shouted(&scene, 9..10));
    }

    #[test]
    fn names_have_words_without_article_and_marks() {
        assert_eq!(split("The “Pike” Brae"), ["pike", "brae"]);
    }
}
