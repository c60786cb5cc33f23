//! What a newer capture did to quoted passages, for a terminal.

use claimbook_core::assess::edits::{Edited, Edits};
use claimbook_core::workspace::Workspace;

use super::{Look, clean, cut, handle, width, wrap};

/// The passages that changed, those that are gone, and how many stand.
pub(crate) fn edits(workspace: &Workspace, edits: &Edits, look: Look) -> String {
    let mut out = String::new();
    let mut told = "";
    for edited in &edits.changed {
        let kind = match edited.kinds.first() {
            Some(kind) => kind.as_str(),
            None => "wording",
        };
        if kind != told {
            let title = match kind {
                "numbers" => "Numbers changed",
                "negations" => "Negations changed",
                "names" => "Names changed",
                _ => "Other words changed",
            };
            out.push_str(&format!("\n{}\n", look.bold(title)));
            told = kind;
        }
        out.push_str(&passage(workspace, edited, look));
    }
    if !edits.gone.is_empty() {
        out.push_str(&format!("\n{}\n", look.bold("No longer there")));
        out.extend(edits.gone.iter().map(|edited| passage(workspace, edited, look)));
    }
    let total = edits.stand + edits.changed.len() + edits.gone.len();
    out.push_str(&match (edits.stand, total) {
        (_, 0) => "  No claim quotes it.\n".to_owned(),
        (1, 1) => "  The one quoted passage stands as it was.\n".to_owned(),
        (stand, total) if stand == total => format!("  All {total} quoted passages stand as they were.\n"),
        (0, _) => "\nNo quoted passage stands as it was.\n".to_owned(),
        (1, _) => "\nOne quoted passage stands as it was.\n".to_owned(),
        (stand, _) => format!("\n{stand} quoted passages stand as they were.\n"),
    });
    out
}

fn passage(workspace: &Workspace, edited: &Edited, look: Look) -> String {
    let Some(claim) = workspace.claim_at(&edited.claim) else { return String::new() };
    let handle = handle(claim);
    let room = look.width.saturating_sub(width(&handle) + 4).max(20);
    let mut out = format!("  {}  {}\n", look.cyan(&handle), cut(&claim.data.claim, room));
    let quotes = edited.id.as_deref().map(|id| format!("{} ", clean(id))).unwrap_or_default();
    let said = |label: &str, text: &str| {
        let text = format!("{label} “{}”", clean(text));
        format!("    {}\n", wrap(&text, look.width.saturating_sub(4), "      "))
    };
    out.push_str(&said(&format!("{quotes}quotes"), &edited.quoted));
    if let Some(now) = &edited.now {
        out.push_str(&said("now", now));
    }
    out
}
