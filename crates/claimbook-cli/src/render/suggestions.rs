//! Ties between claims that suggest themselves, in lines.

use claimbook_core::assess::Suggestion;
use claimbook_core::workspace::Workspace;
use claimbook_report::facts::handle;

use super::{Look, clean, cut, wrap};

const INDENT: &str = "     ";

pub(crate) fn lines(workspace: &Workspace, found: &[Suggestion], look: Look) -> String {
    let room = look.width.saturating_sub(INDENT.len()).max(20);
    let mut page = String::new();
    for (place, one) in found.iter().enumerate() {
        let claim = |path: &str| {
            let claim = workspace.claim_at(path);
            let name = claim.map(handle).unwrap_or_default();
            let words = claim.map_or("", |claim| claim.data.claim.as_str());
            let room = room.saturating_sub(name.chars().count() + 2).max(20);
            format!("{}  {}", look.cyan(&clean(&name)), cut(words, room))
        };
        let number = look.bold(&format!("{:>3}", place + 1));
        page.push_str(&format!("{number}  {}\n", claim(&one.from)));
        page.push_str(&format!("{INDENT}{}\n", one.kind));
        page.push_str(&format!("{INDENT}{}\n", claim(&one.to)));
        page.push_str(&format!("{INDENT}{}\n", look.dim(&wrap(&clean(&one.because), room, INDENT))));
    }
    page
}
