//! Ties that suggest themselves, as JSON.

use claimbook_core::assess::Suggestion;
use claimbook_core::workspace::Workspace;
use serde::Serialize;

use crate::error::Result;

#[derive(Serialize)]
struct Suggestions<'w> {
    version: u32,
    suggestions: Vec<JsonSuggestion<'w>>,
}

#[derive(Serialize)]
struct JsonSuggestion<'w> {
    n: usize,
    from: Claim<'w>,
    r#as: &'w str,
    to: Claim<'w>,
    because: &'w str,
}

#[derive(Serialize)]
struct Claim<'w> {
    handle: Option<String>,
    path: Option<&'w str>,
    claim: Option<&'w str>,
}

/// The JSON of `suggest`.
pub(crate) fn suggestions(workspace: &Workspace, found: &[Suggestion]) -> Result<String> {
    let claim = |path: &str| {
        let filed = workspace.claim_at(path);
        Claim {
            handle: filed.and_then(|filed| filed.data.handle()),
            path: filed.and_then(|filed| filed.shown_path()),
            claim: filed.map(|filed| filed.data.claim.as_str()),
        }
    };
    let suggestions = found.iter().enumerate().map(|(place, one)| JsonSuggestion {
        n: place + 1,
        from: claim(&one.from),
        r#as: one.kind.as_str(),
        to: claim(&one.to),
        because: &one.because,
    });
    super::text(&Suggestions { version: super::VERSION, suggestions: suggestions.collect() })
}
