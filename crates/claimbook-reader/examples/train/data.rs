//! Annotated texts as passages with places.

use claimbook_reader::Span;
use claimbook_reader::model::roles;
use claimbook_reader::model::words::{self, Passage};
use claimbook_reader::text::Text;
use serde_json::Value;
use std::ops::Range;

/// An annotated text.
pub(crate) struct Annotated {
    /// Its passages.
    pub(crate) parts: Vec<Part>,
    /// How many attributions it has.
    pub(crate) gold: usize,
}

/// A passage with what is annotated in it.
pub(crate) struct Part {
    pub(crate) passage: Passage,
    pub(crate) gold: Vec<Gold>,
}

/// An attribution by places in its passage.
#[derive(Debug, Clone)]
pub(crate) struct Gold {
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// Reads the file; says in which line something is wrong.
pub(crate) fn read(path: &str) -> Result<Vec<Annotated>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path} cannot be read: {error}."))?;
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let texts: Result<Vec<_>, String> = lines
        .map(|(number, line)| {
            let value = serde_json::from_str(line).map_err(|error| format!("it is no JSON: {error}"));
            let text = value.and_then(|value| check(&value).map(|()| annotated(&value)));
            text.map_err(|wrong| format!("{path}, line {}: {wrong}.", number + 1))
        })
        .collect();
    let texts = texts?;
    if texts.iter().all(|text| text.gold == 0) {
        return Err(format!("{path} has no attributions to learn from."));
    }
    Ok(texts)
}

/// Whether a line has what is read from it.
fn check(value: &Value) -> Result<(), String> {
    if !value["text"].is_string() {
        return Err("\"text\" is missing or is no text".to_owned());
    }
    let Some(all) = value["attributions"].as_array() else {
        return Err("\"attributions\" is missing or is no list".to_owned());
    };
    for (number, one) in all.iter().enumerate() {
        for key in ["source", "cue", "content"] {
            let spans = one[key].as_array().ok_or_else(|| {
                format!("\"{key}\" of attribution {} is missing or is no list of spans", number + 1)
            })?;
            let is_span = |span: &Value| {
                let places = span.as_array().filter(|places| places.len() == 2)?;
                (places[0].as_u64()? <= places[1].as_u64()?).then_some(())
            };
            if spans.iter().any(|span| is_span(span).is_none()) {
                return Err(format!(
                    "a span in \"{key}\" of attribution {} is no [start, end] in code points",
                    number + 1
                ));
            }
        }
    }
    Ok(())
}

fn annotated(value: &Value) -> Annotated {
    let text = Text::new(value["text"].as_str().unwrap());
    let mut parts: Vec<Part> = Vec::new();
    for (paragraph, tokens) in words::passages(&text) {
        let mut passage = Passage::default();
        passage.fill(&text, paragraph, tokens);
        parts.push(Part { passage, gold: Vec::new() });
    }
    let mut gold = 0;
    for one in value["attributions"].as_array().unwrap() {
        if one["nested"] == true {
            continue;
        }
        gold += 1;
        let spans = |key: &str| -> Vec<Range<usize>> {
            let spans = one[key].as_array().map(Vec::as_slice).unwrap_or_default().iter();
            let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            let mut spans: Vec<_> = spans
                .map(|span| text.tokens_in(Span::new(place(&span[0]), place(&span[1]))))
                .filter(|tokens| !tokens.is_empty())
                .collect();
            spans.sort_by_key(|span| span.start);
            spans
        };
        let Some(cue) = spans("cue").into_iter().next() else { continue };
        let part = parts.iter_mut().find(|part| part.passage.tokens.contains(&cue.start));
        let Some(part) = part.filter(|part| cue.end <= part.passage.tokens.end) else { continue };
        let tokens = part.passage.tokens.clone();
        let inside = |span: Range<usize>| {
            let cut = span.start.max(tokens.start)..span.end.min(tokens.end);
            (!cut.is_empty()).then(|| cut.start - tokens.start..cut.end - tokens.start)
        };
        part.gold.push(Gold {
            cue: inside(cue).unwrap(),
            source: spans("source").into_iter().find_map(inside),
            content: spans("content").into_iter().filter_map(inside).collect(),
        });
    }
    Annotated { parts, gold }
}

/// The states of the second stage over a window and the place after it.
pub(crate) fn states(gold: Option<&Gold>, window: &Range<usize>) -> Vec<u8> {
    let all = roles::states();
    let number =
        |state: roles::State| u8::try_from(all.iter().position(|other| *other == state).unwrap()).unwrap();
    let mut state = roles::State { source: 0, content: 0 };
    let mut states = Vec::new();
    for place in window.start..=window.end {
        let inside = place < window.end;
        let source = gold.and_then(|gold| gold.source.as_ref());
        let source = inside && source.is_some_and(|source| source.contains(&place)) && state.source != 2;
        let content = gold.map(|gold| gold.content.as_slice()).unwrap_or_default();
        let content = inside && !source && content.iter().any(|part| part.contains(&place));
        state.source = match (state.source, source) {
            (_, true) => 1,
            (1, false) => 2,
            (before, false) => before,
        };
        state.content = match (state.content, content) {
            (0, true) => 1,
            (2 | 4, true) => 3,
            (1, false) => 2,
            (3, false) => 4,
            (before, _) => before,
        };
        states.push(number(state));
    }
    states
}
