//! Who speaks where no source was marked, or the source that was marked passes the words on.

use super::sources::{self, Form, Source};
use super::stage::{Choice, Stage};
use super::voices::named;
use super::{nominals, pronouns, words};

/// *In the view of Ada Brae, …*, *…, warns Brae*: a name that the sentence gives where no source was marked.
pub(super) fn opening(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let one = stage.attributions.get(attribution)?;
    let scene = stage.scene;
    let Some(cue) =
        one.cue.first().map(|cue| scene.text.tokens_in(*cue)).filter(|cue| !scene.is_mark(cue.start, ":"))
    else {
        return label(stage, attribution);
    };
    let sentence = scene.sentence(cue.start);
    // The name was marked as a part of the cue.
    if let Some(seen) = stage.cast.seen_in(cue.start..cue.start + 1).first().cloned() {
        return Some(Choice { sure: false, ..named(stage, attribution, &Source::of_name(&seen), &seen) });
    }
    let comma = (cue.end..sentence.end.min(cue.end + 14)).find(|token| scene.is_mark(*token, ",:“\""));
    let end = comma.unwrap_or(sentence.end.min(cue.end + 14));
    let leans = (cue.start.saturating_sub(1).max(sentence.start)..cue.end).any(|token| {
        matches!(
            scene.word(token),
            "view" | "opinion" | "words" | "According" | "according" | "account" | "eyes"
        )
    });
    let last = cue.end + 3 >= sentence.end && cue.start > sentence.start + 2;
    let beside = one.content.first().is_some_and(|span| scene.text.tokens_in(*span).start < cue.start)
        && stage.cast.seen_in(cue.end..cue.end + 4).first().is_some_and(|seen| {
            let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
            start == cue.end && scene.is_mark(seen.tokens.end, ",.;")
        });
    if !leans && !last && !beside {
        return None;
    }
    let after = cue.end + usize::from(matches!(scene.word(cue.end), "of" | "to"));
    let seen = stage.cast.seen_in(after..end).first().cloned()?;
    let start = if seen.titles.is_empty() { seen.tokens.start } else { seen.titles.start };
    if (after..start).any(|token| scene.is(token, words::PREPOSITION | words::VERB)) {
        return None;
    }
    let source = sources::read(scene, &stage.cast, &(after..seen.tokens.end).collect::<Vec<_>>());
    let mut choice = named(stage, attribution, &source, &seen);
    choice.sure = false;
    Some(choice)
}

/// *Direct speech from the Board: “…”*: the name before the colon with which a line begins.
fn label(stage: &Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let scene = stage.scene;
    let sentence = scene.sentence(stage.anchor(attribution));
    let colon =
        (sentence.start..sentence.end.min(sentence.start + 10)).find(|token| scene.is_mark(*token, ":"))?;
    let seen =
        stage.cast.before(colon, 1).next().filter(|seen| seen.tokens.end == colon && !seen.headline)?;
    (seen.tokens.start >= sentence.start).then(|| {
        Choice::proposal(seen.entity, format!("{} stands before the colon", stage.name(seen.entity)))
    })
}

/// *Brae left the hall but said …*: the subject of a sentence whose cue has no source of its own.
pub(super) fn subject(stage: &mut Stage<'_, '_>, attribution: usize) -> Option<Choice> {
    let one = stage.attributions.get(attribution)?;
    let scene = stage.scene;
    let cue = scene.text.tokens_in(*one.cue.first()?).start;
    let sentence = scene.sentence(cue);
    let mut end = cue.min(sentence.start + 16);
    for span in &one.content {
        let content = scene.text.tokens_in(*span);
        end = if content.start < cue { end.min(content.start) } else { end };
    }
    let end = (sentence.start..end)
        .find(|token| scene.is(*token, words::VERB | words::QUOTED) || scene.is_mark(*token, ":;"))
        .unwrap_or(end);
    let tokens: Vec<usize> = (sentence.start..end).collect();
    if tokens.is_empty() || cue == sentence.start {
        return None;
    }
    let first = sources::read(scene, &stage.cast, tokens.get(..1).unwrap_or_default());
    let subject = |token: usize| !scene.is(token, words::DEFINITE);
    if let Form::Pronoun(token) = first.form
        && subject(token)
    {
        return Some(pronouns::resolve(stage, attribution, token));
    }
    let source = sources::read(scene, &stage.cast, &tokens);
    let mut choice = match source.form {
        Form::Name(ref seen) => named(stage, attribution, &source, seen),
        Form::Nominal(ref nominal)
            if scene.is(nominal.head, words::SOMEBODY | words::BODY | words::GROUP) =>
        {
            nominals::resolve(stage, attribution, nominal)
        }
        _ => {
            // *Ada Brae flatly refused but said*: the name that the sentence begins with.
            let seen = stage.cast.seen_in(sentence.start..end).first().cloned();
            let seen = seen.filter(|seen| seen.tokens.start < sentence.start + 3 && !seen.possessive)?;
            named(stage, attribution, &source, &seen)
        }
    };
    choice.sure = false;
    Some(choice)
}

/// No source: whoever spoke last goes on, where it is the same paragraph or a quotation that was left open.
pub(super) fn continued(stage: &Stage<'_, '_>, attribution: usize) -> Choice {
    let at = stage.anchor(attribution);
    let paragraph = stage.scene.paragraph(at);
    let none = Choice { reason: "the text names no source".to_owned(), ..Choice::default() };
    if let Some(outer) = stage.outer(attribution) {
        return Choice::proposal(outer, "within a statement of the same speaker".to_owned());
    }
    let mut before = stage.before(attribution);
    let Some(last) = before.next() else {
        return match stage.next_in_same(attribution) {
            Some(entity) => Choice::proposal(entity, format!("{} speaks right after", stage.name(entity))),
            None => none,
        };
    };
    // *An expert may say that*: the sentence has a subject of its own, though nothing tells who it is.
    if has_subject(stage, attribution) || has_verb(stage, attribution) {
        return none;
    }
    if last.paragraph == paragraph {
        return Choice::proposal(last.entity, format!("goes on after {}", stage.name(last.entity)));
    }
    if last.paragraph + 1 != paragraph {
        return none;
    }
    let text = stage.scene.text;
    let open = text.paragraphs.get(last.paragraph).is_some_and(|one| {
        text.quotations.get(one.quotations.clone()).is_some_and(|all| {
            all.iter().any(|quotation| !quotation.closed && quotation.tokens.end == one.tokens.end)
        })
    });
    if open {
        return Choice::proposal(
            last.entity,
            format!("the quotation of {} goes on", stage.name(last.entity)),
        );
    }
    if !is_quotation(stage, paragraph) {
        return none;
    }
    // Quotations in turn: of two people the other one answers.
    let turn = is_quotation(stage, last.paragraph);
    match before.find(|one| one.entity != last.entity && one.paragraph + 3 > paragraph) {
        Some(other) if turn => Choice::proposal(
            other.entity,
            format!("{} and {} speak in turn", stage.name(other.entity), stage.name(last.entity)),
        ),
        _ => Choice::proposal(last.entity, format!("after words of {}", stage.name(last.entity))),
    }
}

/// Whether a cue of words attributes, whose subject was not found.
fn has_verb(stage: &Stage<'_, '_>, attribution: usize) -> bool {
    let cue = stage.attributions.get(attribution).and_then(|one| one.cue.first());
    cue.is_some_and(|cue| stage.scene.text.tokens_in(*cue).any(|token| stage.scene.is_word(token)))
}

/// Whether words that are nobody's stand before the cue in its sentence.
fn has_subject(stage: &Stage<'_, '_>, attribution: usize) -> bool {
    let scene = stage.scene;
    let Some(one) = stage.attributions.get(attribution) else { return false };
    let Some(cue) = one.cue.first().map(|cue| scene.text.tokens_in(*cue).start) else { return false };
    let start = scene.sentence(cue).start;
    let before = start.max(cue.saturating_sub(40))..cue;
    let content: Vec<_> = one.content.iter().take(8).map(|span| scene.text.tokens_in(*span)).collect();
    before.into_iter().any(|token| {
        scene.is_word(token)
            && !scene.is(token, words::QUOTED | words::FUNCTION)
            && !content.iter().any(|tokens| tokens.contains(&token))
    })
}

/// Whether a paragraph is a quotation and nothing else.
fn is_quotation(stage: &Stage<'_, '_>, paragraph: usize) -> bool {
    let text = stage.scene.text;
    text.paragraphs.get(paragraph).is_some_and(|one| {
        text.quotations.get(one.quotations.clone()).is_some_and(|all| {
            all.iter().any(|quotation| {
                quotation.tokens.start == one.tokens.start && quotation.tokens.end + 1 >= one.tokens.end
            })
        })
    })
}

impl Stage<'_, '_> {
    /// The named source of the next attribution, where it stands in the same paragraph or the next.
    fn next_in_same(&self, attribution: usize) -> Option<usize> {
        let paragraph = self.scene.paragraph(self.anchor(attribution));
        let Form::Name(seen) = &self.sources.get(attribution + 1)?.form else { return None };
        (self.scene.paragraph(seen.tokens.start) <= paragraph + 1).then_some(seen.entity)
    }
}
