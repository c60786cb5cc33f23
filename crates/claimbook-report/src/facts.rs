//! Small facts about a claim, in words.

use claimbook_core::assess::row::first_said;
use claimbook_core::assess::{Concentration, Doubt, Event, Status};
use claimbook_core::model::{Claim, Direction, Instant, LinkType, Verdict, When};
use claimbook_core::workspace::{Filed, Workspace};

use crate::plain::clean;

/// How people name the claim: its handle; its path while it has none.
pub fn handle(claim: &Filed<Claim>) -> String {
    let path = || claim.shown_path().map(|path| clean(path).into_owned());
    claim.data.handle().or_else(path).unwrap_or_else(|| "-".to_owned())
}

/// When the claim was first said, as it stands in the file.
pub fn said(claim: &Claim) -> Option<&str> {
    first_said(claim).map(When::as_str)
}

/// The day of a moment, in words; as typed where it is no moment.
pub fn day(at: &Instant) -> String {
    at.date().map_or_else(|| at.as_str().to_owned(), |date| When::new(date).in_words())
}

/// Who and when, as far as it is known: `kim, 23 November 2024`.
pub fn signed(by: Option<&str>, at: Option<&Instant>) -> String {
    let day = at.map(day);
    by.map(str::to_owned).into_iter().chain(day).collect::<Vec<_>>().join(", ")
}

/// How the desk calls a verdict: its house label where it has one.
pub fn label<'w>(workspace: &'w Workspace, verdict: &'w Verdict) -> &'w str {
    let word = verdict.verdict.as_str();
    let house = workspace.settings.labels.get(word);
    house.and_then(|label| label.label.as_deref()).unwrap_or(word)
}

/// What happened to a claim, in a word or two.
pub fn happened(workspace: &Workspace, event: &Event<'_>) -> String {
    match event {
        Event::Opened => "opened".to_owned(),
        Event::Decided(verdict) if verdict.of.is_some() => {
            format!("attribution {}", label(workspace, verdict))
        }
        Event::Decided(verdict) => label(workspace, verdict).to_owned(),
        Event::Added(line) => match line.direction {
            Some(Direction::Supports) => "evidence for".to_owned(),
            Some(Direction::Refutes) => "evidence against".to_owned(),
            Some(Direction::Context) => "context".to_owned(),
            _ => "evidence".to_owned(),
        },
        Event::TakenBack(_) => "evidence taken back".to_owned(),
    }
}

/// Why it happened, where that is recorded.
pub fn reason<'w>(event: &Event<'w>) -> Option<&'w str> {
    match event {
        Event::Opened => None,
        Event::Decided(verdict) => verdict.because.as_deref(),
        Event::Added(line) => line.note.as_deref(),
        Event::TakenBack(line) => line.retracted.as_ref()?.because.as_deref(),
    }
}

/// Why a verdict may not hold: a sentence without a stop.
pub fn doubt(workspace: &Workspace, doubt: &Doubt<'_>) -> String {
    match doubt {
        Doubt::NoEvidence => "no evidence stands behind it".to_owned(),
        Doubt::LowConfidence => "the desk's confidence is low".to_owned(),
        Doubt::NotSaid(assertion) => match &assertion.by {
            Some(by) => format!("{} did not say it, the desk found", workspace.actor_name(by)),
            None => "nobody said it so, the desk found".to_owned(),
        },
    }
}

/// `7 of 12 confirmed claims have one origin: Pentagon`.
pub fn rests_on(workspace: &Workspace, one: &Concentration<'_>) -> String {
    let origin = match workspace.actor(one.origin) {
        Some(_) => workspace.actor_name(one.origin),
        None => workspace.document_title(one.origin),
    };
    let verb = if one.claims.len() == 1 { "has" } else { "have" };
    let all = count(one.of, &format!("{} claim", one.status), &format!("{} claims", one.status));
    format!("{} of {all} {verb} one origin: {origin}", one.claims.len())
}

/// `1 claim`, `2 claims`.
pub fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// `2 unchecked, 1 confirmed`.
pub fn counts(counts: &[(Status, usize)]) -> String {
    counts.iter().map(|(status, count)| format!("{count} {status}")).collect::<Vec<_>>().join(", ")
}

/// A link as it reads from the claim that links.
pub fn forward(kind: &LinkType) -> &str {
    match kind {
        LinkType::DependsOn => "depends on",
        LinkType::PartOf => "part of",
        LinkType::RespondsTo => "responds to",
        LinkType::Related => "related to",
        other => other.as_str(),
    }
}

/// A link as it reads from the other end.
pub fn backward(kind: &LinkType) -> &str {
    match kind {
        LinkType::Contradicts => "contradicted by",
        LinkType::Supports => "supported by",
        LinkType::Repeats => "repeated by",
        LinkType::Updates => "updated by",
        LinkType::Corrects => "corrected by",
        LinkType::Qualifies => "qualified by",
        LinkType::DependsOn => "premise of",
        LinkType::PartOf => "has part",
        LinkType::RespondsTo => "answered by",
        LinkType::Related => "related to",
        LinkType::Unknown(word) => word,
    }
}
