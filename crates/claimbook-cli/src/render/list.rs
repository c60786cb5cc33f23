//! Claims in lines.

use claimbook_core::assess::Status;
use claimbook_core::assess::select::first_said;
use claimbook_core::model::{Claim, When};
use claimbook_core::workspace::{Filed, Workspace};
use unicode_width::UnicodeWidthStr;

use super::facts::{asserter_names, handle, said};
use super::{Look, clean, cut, pad};

/// Columns on a terminal, where the claim needs the room.
const SAID: usize = 11;
const BY: usize = 20;
/// On a terminal that is narrower, who and when go below the claim.
const WIDE: usize = 100;

/// One line for each claim: handle, status, when it was said, by whom, and the claim. On a terminal it is cut to the
/// width, on a narrow one with a line below it for who and when; elsewhere it is whole.
pub(crate) fn lines(
    workspace: &Workspace,
    claims: &[(&Filed<Claim>, Status)],
    look: Look,
    terminal: bool,
) -> String {
    if terminal && look.width < WIDE {
        return narrow(workspace, claims, look);
    }
    // How many columns a name may have; elsewhere than on a terminal nothing is cut.
    let by = terminal.then_some(BY);
    let rows: Vec<[String; 5]> =
        claims.iter().map(|(claim, status)| row(workspace, claim, status, by)).collect();
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths = [widest(0), widest(1), widest(2), widest(3)];
    let room = look.width.saturating_sub(widths.iter().sum::<usize>() + 2 * widths.len()).max(20);
    let mut lines = String::new();
    for ([handle, word, said, by, claim], (_, status)) in rows.iter().zip(claims) {
        let claim = if terminal { cut(claim, room) } else { claim.clone() };
        let line = format!(
            "{}  {}  {}  {}  {claim}",
            look.cyan(&pad(handle, widths[0])),
            look.status(status, &pad(word, widths[1])),
            look.dim(&pad(said, widths[2])),
            pad(by, widths[3]),
        );
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// The claim, and below it who put it forward and when.
fn narrow(workspace: &Workspace, claims: &[(&Filed<Claim>, Status)], look: Look) -> String {
    let names: Vec<String> = claims.iter().map(|(claim, _)| cut(&handle(claim), 40)).collect();
    let handles = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let words = claims.iter().map(|(_, status)| status.as_str().width()).max().unwrap_or(0);
    let indent = handles + words + 4;
    let room = look.width.saturating_sub(indent).max(20);
    let mut lines = String::new();
    for ((claim, status), name) in claims.iter().zip(&names) {
        lines.push_str(&format!(
            "{}  {}  {}\n",
            look.cyan(&pad(name, handles)),
            look.status(status, &pad(&clean(status.as_str()), words)),
            cut(&claim.data.claim, room),
        ));
        let when = first_said(&claim.data).map(When::in_words);
        let who = Some(asserter_names(workspace, &claim.data).join(", ")).filter(|who| !who.is_empty());
        let facts: Vec<String> = [who, when].into_iter().flatten().collect();
        if !facts.is_empty() {
            lines.push_str(&format!("{}{}\n", " ".repeat(indent), look.dim(&cut(&facts.join(", "), room))));
        }
    }
    lines
}

fn row(workspace: &Workspace, claim: &Filed<Claim>, status: &Status, columns: Option<usize>) -> [String; 5] {
    let names = asserter_names(workspace, &claim.data);
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
    let said = said(&claim.data).unwrap_or("-");
    let whole = |text: &str| cut(text, usize::MAX);
    [
        whole(&handle(claim)),
        whole(status.as_str()),
        cut(said, columns.map_or(usize::MAX, |_| SAID)),
        cut(&by, columns.unwrap_or(usize::MAX)),
        whole(&claim.data.claim),
    ]
}
