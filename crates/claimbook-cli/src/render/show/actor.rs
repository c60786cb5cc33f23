//! A page about an actor.

use claimbook_core::assess::status;
use claimbook_core::model::{Actor, Assertion};
use claimbook_core::workspace::{Filed, Workspace};

use super::page::{Page, STATUS};
use crate::render::{Look, clean, handle, pad};

pub(crate) fn actor(workspace: &Workspace, filed: &Filed<Actor>, look: Look) -> String {
    let actor = &filed.data;
    let key = filed.key();
    let mut page = Page::new(look);
    page.title(&actor.name);
    page.facts(vec![
        Some(key.to_owned()).filter(|key| *key != actor.name),
        actor.kind.as_ref().map(ToString::to_string),
        actor.is_protected().then(|| "protected".to_owned()),
        actor.shown_as.as_ref().map(|words| format!("shown as “{words}”")),
        (!actor.aliases.is_empty()).then(|| format!("also {}", actor.aliases.join(", "))),
    ]);
    for address in actor.url.iter().chain(&actor.same_as) {
        page.line(&clean(address));
    }
    for (number, reliability) in actor.reliability.iter().enumerate() {
        if number == 0 {
            page.heading("Reliability");
        }
        let when = reliability.as_of.as_ref().map(|date| date.in_words());
        let by = reliability.by.clone();
        let facts: Vec<String> = [when, by, reliability.note.clone()].into_iter().flatten().collect();
        page.entry(reliability.grade.as_deref().unwrap_or("-"), 2, &clean(&facts.join(", ")));
    }
    roles(&mut page, workspace, key);
    if let Some(notes) = &actor.notes {
        page.heading("Notes");
        page.paragraph(notes);
    }
    page.extra(&actor.extra);
    page.line("");
    page.facts(vec![filed.shown_path().map(str::to_owned)]);
    page.finish()
}

/// A part that an actor takes in an assertion.
type Part<'a> = (&'a str, &'a dyn Fn(&Assertion) -> bool);

/// The claims in which the actor speaks, in each part.
fn roles(page: &mut Page, workspace: &Workspace, key: &str) {
    let holds = |keys: &[String]| keys.iter().any(|other| other == key);
    let parts: [Part<'_>; 4] = [
        ("Asserted", &|assertion| assertion.by.as_deref() == Some(key)),
        ("Asserted on its behalf", &|assertion| assertion.on_behalf_of.as_deref() == Some(key)),
        ("Relayed", &|assertion| holds(&assertion.through)),
        ("Cited by the asserter", &|assertion| holds(&assertion.citing)),
    ];
    for (heading, takes_part) in parts {
        let claims: Vec<_> =
            workspace.claims.iter().filter(|filed| filed.data.assertions.iter().any(takes_part)).collect();
        if claims.is_empty() {
            continue;
        }
        page.heading(heading);
        for filed in claims {
            let status = status(&filed.data, &workspace.settings);
            let word = page.look.status(&status, &pad(status.as_str(), STATUS));
            let name = handle(filed);
            page.entry(&name, 8, &format!("{word}  {}", clean(&filed.data.claim)));
        }
    }
    let published: Vec<_> =
        workspace.documents.iter().filter(|filed| filed.data.publisher.as_deref() == Some(key)).collect();
    if !published.is_empty() {
        page.heading("Published");
        for filed in published {
            let date = filed.data.published.as_ref().map_or("no date", |date| date.as_str());
            page.entry(date, 10, &clean(workspace.document_title(filed.key())));
        }
    }
}
