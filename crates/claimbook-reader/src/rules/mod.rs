//! Attributions found by rules and a lexicon.
//!
//! The rules are the same for all languages; their words are in the data files of `language`. Each form is a file: verbs of speech with
//! what stands before and after them, quotations, "according to", speakers before a colon, reported speech that goes on. A rule looks at a
//! bounded stretch around its words, so that a text of any form takes one pass.

mod according;
mod clauses;
mod colon;
mod draft;
mod impersonal;
mod quotes;
mod reported;
mod saying;
mod scene;
mod settle;
mod subject;
mod tail;
#[cfg(test)]
mod tests;
mod verbs;

use crate::Attribution;
use crate::language::Language;
use crate::text::Text;
use scene::{EVERYTHING, Scene};

/// The attributions of a text, in the order of their first words.
pub(crate) fn attributions(text: &Text<'_>, language: Language) -> Vec<Attribution> {
    let scene = Scene::new(text, language);
    let mut drafts = Vec::new();
    for paragraph in &text.paragraphs {
        scene.see((paragraph.tokens.start, paragraph.tokens.end));
        for sentence in text.sentences.get(paragraph.sentences.clone()).unwrap_or_default() {
            let first = drafts.len();
            scene.colon(&paragraph.tokens, &sentence.tokens, &mut drafts);
            scene.according(&sentence.tokens, &mut drafts);
            scene.impersonal(&sentence.tokens, &mut drafts);
            scene.inset(&sentence.tokens, &mut drafts);
            scene.verbs_of(&sentence.tokens, &mut drafts);
            if let Some(new) = drafts.get_mut(first..) {
                new.sort_by_key(|draft| draft.cue.first().map_or(0, |cue| cue.start));
            }
        }
    }
    scene.see(EVERYTHING);
    scene.go_on_reported(&mut drafts);
    settle::settle(&scene, drafts)
}
