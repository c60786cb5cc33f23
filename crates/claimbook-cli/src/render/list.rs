//! Claims in lines.

use claimbook_core::assess::Row;
use claimbook_core::model::When;
use claimbook_core::workspace::Workspace;
use rayon::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::{Look, clean, cut, pad};
use crate::error::Result;

/// So many lines are made at a time.
const PIECE: usize = 4096;

/// Columns on a terminal, where the claim needs the room.
const SAID: usize = 11;
const BY: usize = 20;
/// On a terminal that is narrower, who and when go below the claim.
const WIDE: usize = 100;

/// One line for each claim: handle, status, when it was said, by whom, and the claim. On a terminal it is cut to the
/// width, on a narrow one with a line below it for who and when; elsewhere it is whole.
pub(crate) fn lines(
    workspace: &Workspace,
    claims: &[&Row<'_>],
    look: Look,
    terminal: bool,
    mut print: impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    if terminal && look.width < WIDE {
        return print(&narrow(workspace, claims, look));
    }
    // How many columns a name may have; elsewhere than on a terminal nothing is cut.
    let by = terminal.then_some(BY);
    let cells = |claim: &&Row<'_>| cells(workspace, claim, by);
    let none = || [0; 4];
    let wider = |a: [usize; 4], b: [usize; 4]| std::array::from_fn(|at| a[at].max(b[at]));
    let widths = claims.par_iter().map(|claim| cells(claim).map(|cell| cell.width())).reduce(none, wider);
    let room = look.width.saturating_sub(widths.iter().sum::<usize>() + 2 * widths.len()).max(20);
    let line = |claim: &&Row<'_>| {
        let [handle, word, said, by] = cells(claim);
        let claim_words = cut(claim.claim, if terminal { room } else { usize::MAX });
        let line = format!(
            "{}  {}  {}  {}  {claim_words}",
            look.cyan(&pad(&handle, widths[0])),
            look.status(&claim.status, &pad(&word, widths[1])),
            look.dim(&pad(&said, widths[2])),
            pad(&by, widths[3]),
        );
        format!("{}\n", line.trim_end())
    };
    // A long list is never in memory as a whole.
    for claims in claims.chunks(PIECE * rayon::current_num_threads()) {
        let pieces = claims.par_chunks(PIECE).map(|claims| claims.iter().map(line).collect::<String>());
        pieces.collect::<Vec<_>>().iter().try_for_each(|piece| print(piece))?;
    }
    Ok(())
}

/// The claim, and below it who put it forward and when.
fn narrow(workspace: &Workspace, claims: &[&Row<'_>], look: Look) -> String {
    let names: Vec<String> = claims.iter().map(|claim| cut(&handle(claim), 40)).collect();
    let handles = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let words = claims.iter().map(|claim| claim.status.as_str().width()).max().unwrap_or(0);
    let indent = handles + words + 4;
    let room = look.width.saturating_sub(indent).max(20);
    let mut lines = String::new();
    for (claim, name) in claims.iter().zip(&names) {
        lines.push_str(&format!(
            "{}  {}  {}\n",
            look.cyan(&pad(name, handles)),
            look.status(&claim.status, &pad(&clean(claim.status.as_str()), words)),
            cut(claim.claim, room),
        ));
        let when = claim.said.map(|said| When::new(said).in_words());
        let who = Some(names_of(workspace, claim).join(", ")).filter(|who| !who.is_empty());
        let facts: Vec<String> = [who, when].into_iter().flatten().collect();
        if !facts.is_empty() {
            lines.push_str(&format!("{}{}\n", " ".repeat(indent), look.dim(&cut(&facts.join(", "), room))));
        }
    }
    lines
}

/// Who asserted it, by name.
fn names_of<'r>(workspace: &'r Workspace, claim: &Row<'r>) -> Vec<&'r str> {
    claim.asserters().into_iter().map(|key| workspace.actor_name(key)).collect()
}

/// Handle, status, when it was said, and by whom.
fn cells(workspace: &Workspace, claim: &Row<'_>, columns: Option<usize>) -> [String; 4] {
    let names = names_of(workspace, claim);
    let by = match names.as_slice() {
        [] => "-".to_owned(),
        [only] => (*only).to_owned(),
        [first, others @ ..] => match columns {
            Some(columns) => {
                let more = format!(" +{}", others.len());
                format!("{}{more}", cut(first, columns.saturating_sub(more.len())))
            }
            None => names.join(", "),
        },
    };
    let whole = |text: &str| cut(text, usize::MAX);
    [
        whole(&handle(claim)),
        whole(claim.status.as_str()),
        cut(claim.said.unwrap_or("-"), columns.map_or(usize::MAX, |_| SAID)),
        cut(&by, columns.unwrap_or(usize::MAX)),
    ]
}

/// How people name the claim: its handle; its path while it has none.
fn handle(claim: &Row<'_>) -> String {
    let path = || (!claim.hidden).then(|| clean(claim.path).into_owned());
    claim.handle().or_else(path).unwrap_or_else(|| "-".to_owned())
}
