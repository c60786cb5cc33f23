//! A page about a document.

use claimbook_core::assess::{Passages, Seen, status};
use claimbook_core::model::{DerivedAs, Document, Evidence};
use claimbook_core::quote::Text;
use claimbook_core::workspace::{Filed, Workspace};

use super::page::{Page, STATUS, cited, day, signed};
use crate::render::{Look, clean, cut, handle, pad};

/// No more sentences than this are listed.
const MOST_SENTENCES: usize = 20;

pub(crate) fn document(workspace: &Workspace, filed: &Filed<Document>, look: Look) -> String {
    let document = &filed.data;
    let key = filed.key();
    let mut page = Page::new(look);
    page.title(document.title.as_deref().unwrap_or(key));
    page.facts(vec![
        Some(key.to_owned()),
        document.kind.as_ref().map(ToString::to_string),
        document.publisher.as_deref().map(|publisher| workspace.actor_name(publisher).to_owned()),
        document.published.as_ref().map(|date| date.in_words()),
        document.language.clone(),
        document.is_protected().then(|| "protected".to_owned()),
    ]);
    if let Some(url) = &document.url {
        page.line(&clean(url));
    }
    lineage(&mut page, workspace, document);
    descendants(&mut page, workspace, key);
    captures(&mut page, document);
    for (number, reviewed) in document.reviewed.iter().enumerate() {
        if number == 0 {
            page.heading("Looked at and not taken");
        }
        let word = reviewed.kind.as_ref().map_or("left", |kind| kind.as_str());
        let place = match (reviewed.start, reviewed.end) {
            (Some(start), Some(end)) => format!("from {start} to {end}"),
            _ => "no place recorded".to_owned(),
        };
        let text = passage_text(workspace, key, reviewed.capture.as_deref(), reviewed.start, reviewed.end);
        let signature = signed(reviewed.by.as_ref(), reviewed.at.as_ref());
        let shown = text.map_or(place, |text| format!("“{}”", cut(&text, 60)));
        page.entry(&clean(word), 11, &clean(&format!("{shown} ({signature})")));
    }
    unseen(&mut page, workspace, filed);
    for (number, correction) in document.corrections.iter().enumerate() {
        if number == 0 {
            page.heading("Corrections by the publisher");
        }
        let when = correction.when.as_ref().map_or("no date".to_owned(), |date| date.in_words());
        page.entry(&when, when.chars().count().min(20), &clean(correction.note.as_deref().unwrap_or("")));
    }
    claims(&mut page, workspace, key);
    if let Some(notes) = &document.notes {
        page.heading("Notes");
        page.paragraph(notes);
    }
    page.extra(&document.extra);
    page.line("");
    page.facts(vec![filed.shown_path().map(str::to_owned)]);
    page.finish()
}

/// The sentences that nobody has looked at.
fn unseen(page: &mut Page, workspace: &Workspace, filed: &Filed<Document>) {
    let Some(text) = workspace.captured_text(filed.key(), None) else { return };
    let sentences: Vec<_> = claimbook_reader::text::sentences(&text)
        .into_iter()
        .map(|sentence| sentence.start..sentence.end)
        .collect();
    let seen = Passages::of(workspace).seen(filed, &text, &sentences);
    let index = Text::new(&text);
    let not: Vec<(usize, &str)> = sentences
        .iter()
        .zip(&seen)
        .enumerate()
        .filter(|(_, (_, seen))| **seen == Seen::Not)
        .filter_map(|(place, (sentence, _))| Some((place + 1, index.slice(sentence.start, sentence.end)?)))
        .collect();
    if not.is_empty() {
        return;
    }
    page.heading(&format!("Nobody has looked at {} of {} sentences", not.len(), sentences.len()));
    for (number, sentence) in not.iter().take(MOST_SENTENCES) {
        page.entry(&format!("s{number}"), 4, &cut(sentence, 60));
    }
    if let Some(more) = not.len().checked_sub(MOST_SENTENCES).filter(|more| *more > 0) {
        page.line(&format!("  and {more} more: claimbook log {} --sentences", clean(filed.key())));
    }
}

/// The words of a passage, where its text is there.
fn passage_text(
    workspace: &Workspace,
    key: &str,
    capture: Option<&str>,
    start: Option<usize>,
    end: Option<usize>,
) -> Option<String> {
    let text = workspace.captured_text(key, capture)?;
    Text::new(&text).slice(start?, end?).map(str::to_owned)
}

fn lineage(page: &mut Page, workspace: &Workspace, document: &Document) {
    page.heading("Where it comes from");
    if document.original == Some(true) {
        page.paragraph("Its lineage ends here: it is nobody's copy.");
    } else if document.derived_from.is_empty() {
        page.paragraph("Not recorded.");
    }
    for derivation in &document.derived_from {
        let word = derivation.kind.as_ref().map_or("from".to_owned(), |kind| kind.as_str().replace('_', " "));
        let other = derivation.document.as_deref().map_or("nothing".to_owned(), |key| cited(workspace, key));
        page.entry(&word, 10, &clean(&other));
    }
}

/// A derivation as it reads from the document that the other comes from.
fn backward(kind: &DerivedAs) -> &str {
    match kind {
        DerivedAs::Syndicates => "syndicated as",
        DerivedAs::Translates => "translated as",
        DerivedAs::Reposts => "reposted as",
        DerivedAs::Summarizes => "summarized in",
        DerivedAs::Quotes => "quoted in",
        DerivedAs::BasedOn => "basis of",
        DerivedAs::Unknown(word) => word,
    }
}

/// The documents that come from it.
fn descendants(page: &mut Page, workspace: &Workspace, key: &str) {
    let drawn: Vec<_> = workspace
        .documents
        .iter()
        .flat_map(|other| other.data.derived_from.iter().map(move |derivation| (other, derivation)))
        .filter(|(_, derivation)| derivation.document.as_deref() == Some(key))
        .collect();
    if drawn.is_empty() {
        return;
    }
    page.heading("What comes from it");
    let words: Vec<String> = drawn
        .iter()
        .map(|(_, derivation)| derivation.kind.as_ref().map_or("from it", backward).to_owned())
        .collect();
    let columns = words.iter().map(|word| word.chars().count()).max().unwrap_or(0).min(24);
    for (word, (other, _)) in words.iter().zip(drawn) {
        page.entry(word, columns, &clean(&cited(workspace, other.key())));
    }
}

fn captures(page: &mut Page, document: &Document) {
    if document.captures.is_empty() {
        return;
    }
    page.heading("Captures, oldest first");
    for capture in &document.captures {
        let when = day(capture.at.as_ref()).unwrap_or_else(|| "no date".to_owned());
        let text = match &capture.text {
            Some(text) => format!("text in {text}"),
            None => "no text".to_owned(),
        };
        let by = capture.by.as_ref().map(|by| format!("by {by}"));
        let kept = capture.kept.as_ref().map(|kept| format!("original in {kept}"));
        let archived = capture.archived.clone();
        let facts: Vec<String> = [Some(text), by, kept, archived].into_iter().flatten().collect();
        page.entry(&when, 10, &clean(&facts.join(", ")));
    }
}

/// The claims that it carries, and those for or against which it speaks.
fn claims(page: &mut Page, workspace: &Workspace, key: &str) {
    let carried: Vec<_> = workspace
        .claims
        .iter()
        .filter(|filed| {
            filed.data.assertions.iter().any(|assertion| assertion.document.as_deref() == Some(key))
        })
        .collect();
    if !carried.is_empty() {
        page.heading("Claims in it");
        for filed in carried {
            let status = status(&filed.data, &workspace.settings);
            let word = page.look.status(&status, &pad(status.as_str(), STATUS));
            let name = handle(filed);
            page.entry(&name, 8, &format!("{word}  {}", clean(&filed.data.claim)));
        }
    }
    let lines: Vec<_> = workspace
        .claims
        .iter()
        .flat_map(|filed| filed.data.evidence.iter().map(move |line| (filed, line)))
        .filter(|(_, line)| line.document.as_deref() == Some(key))
        .collect();
    if !lines.is_empty() {
        page.heading("Evidence from it");
        for (filed, line) in lines {
            let name = handle(filed);
            page.entry(&name, 8, &format!("{}  {}", clean(&direction(line)), clean(&filed.data.claim)));
        }
    }
}

fn direction(line: &Evidence) -> String {
    let word = line.direction.as_ref().map_or("evidence".to_owned(), ToString::to_string);
    match &line.retracted {
        Some(retracted) => {
            format!("{word} (taken back: {})", signed(retracted.by.as_ref(), retracted.at.as_ref()))
        }
        None => word,
    }
}
