//! A page about a document.

use claimbook_core::assess::status;
use claimbook_core::model::{Document, Evidence};
use claimbook_core::workspace::{Filed, Workspace};

use super::page::{Page, cited, day, signed};
use crate::render::{Look, clean};

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
    captures(&mut page, document);
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
            let word = page.look.status(&status, status.as_str());
            let name = filed.data.handle().unwrap_or_else(|| "-".to_owned());
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
            let name = filed.data.handle().unwrap_or_else(|| "-".to_owned());
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
