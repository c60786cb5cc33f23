//! How the two halves of a proposal look, for whoever chooses where it is split.

use claimbook_intake::{Point, Proposal, line, split};

use crate::render::cut;

/// The words before and after a place, with a bar between them.
pub(super) fn shown(proposal: &Proposal, point: &Point, room: usize) -> String {
    let Some((first, second)) = split(proposal, point) else { return String::new() };
    let half = room.saturating_sub(3) / 2;
    let first = line(&first.passage.join(" "));
    let skipped = first.chars().count().saturating_sub(half);
    let tail: String = first.chars().skip(skipped).collect();
    let dots = if skipped > 0 { "…" } else { "" };
    format!("{dots}{} | {}", cut(&tail, half), cut(&second.passage.join(" "), half))
}
