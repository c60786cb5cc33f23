//! Turns of a dialogue: paragraphs that begin with a name and a colon.

use super::stage::Stage;
use super::words;

/// Whose turn a paragraph is.
pub(super) fn of(stage: &Stage<'_, '_>, paragraph: usize) -> Option<usize> {
    let scene = stage.scene;
    let first = scene.text.paragraphs.get(paragraph)?.tokens.start;
    let colon = (first + 1..first + 7).find(|token| scene.is_mark(*token, ":"))?;
    let name = stage.cast.before(colon, 1).next().filter(|seen| seen.tokens.end == colon)?;
    let start = if name.titles.is_empty() { name.tokens.start } else { name.titles.start };
    let article = usize::from(scene.folded(first) == "the");
    (start == first + article).then_some(name.entity)
}

/// With whom the one whose turn it is talks: whoever has the turn after, or the one before.
pub(super) fn other(stage: &Stage<'_, '_>, paragraph: usize) -> Option<usize> {
    let scene = stage.scene;
    let first = scene.text.paragraphs.get(paragraph)?.tokens.start;
    // The label may be a word that names nobody, such as *Question*.
    let colon = (first + 1..first + 7).find(|token| scene.is_mark(*token, ":"))?;
    if !(first..colon).any(|token| scene.is(token, words::CAPITAL)) {
        return None;
    }
    let own = of(stage, paragraph);
    let near = [Some(paragraph + 1), paragraph.checked_sub(1)];
    near.into_iter().flatten().filter_map(|near| of(stage, near)).find(|other| Some(*other) != own)
}
