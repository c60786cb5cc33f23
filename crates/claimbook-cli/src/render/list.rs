//! Claims in lines.

use std::borrow::Cow;
use std::collections::HashMap;

use claimbook_core::assess::{Row, Rows};
use claimbook_core::model::When;
use claimbook_core::workspace::Workspace;
use foldhash::fast::RandomState;
use rayon::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::{Look, clean, cut, one_line, pad};
use crate::error::Result;

/// So many lines are made at a time.
const PIECE: usize = 4096;

/// Columns on a terminal, where the claim needs the room.
const SAID: usize = 11;
const BY: usize = 20;
/// The columns elsewhere: the same whatever stands in the list, so that two lists can be compared; what is longer is not cut.
const PLAIN: [usize; 4] = [8, 13, 13, 24];
/// On a terminal that is narrower, who and when go below the claim.
const WIDE: usize = 100;

/// One line for each claim: handle, status, when it was said, by whom, and the claim. On a terminal it is cut to the
/// width, on a narrow one with a line below it for who and when; elsewhere it is whole.
pub(crate) fn lines(
    workspace: &Workspace,
    rows: &impl Rows,
    claims: &[usize],
    look: Look,
    terminal: bool,
    mut print: impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    if terminal && look.width < WIDE {
        let rows: Vec<_> = claims.iter().map(|place| rows.row(*place)).collect();
        return print(&narrow(workspace, &rows, look));
    }
    // How many columns a name may have; elsewhere than on a terminal nothing is cut.
    let by = terminal.then_some(BY);
    let names = Names::of(workspace);
    let wider = |a: [usize; 4], b: [usize; 4]| std::array::from_fn(|at| a[at].max(b[at]));
    let measured = |place: &usize| names.cells(&rows.row(*place), by).map(|cell| cell.width());
    let widths = match terminal {
        true => claims.par_iter().map(measured).reduce(|| [0; 4], wider),
        false => PLAIN,
    };
    let room = look.width.saturating_sub(widths.iter().sum::<usize>() + 2 * widths.len()).max(20);
    let line = |mut lines: String, place: &usize| {
        let claim = rows.row(*place);
        let cells = names.cells(&claim, by);
        let start = lines.len();
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let shown = match at {
                0 if look.color => Cow::Owned(look.cyan(cell)),
                1 if look.color => Cow::Owned(look.status(&claim.status, cell)),
                2 if look.color => Cow::Owned(look.dim(cell)),
                _ => Cow::Borrowed(&**cell),
            };
            lines.push_str(&shown);
            lines.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        match terminal {
            true => lines.push_str(&cut(claim.claim, room)),
            false => lines.push_str(&one_line(claim.claim)),
        }
        let end = lines.trim_end().len().max(start);
        lines.truncate(end);
        lines.push('\n');
        lines
    };
    // A long list is never in memory as a whole.
    for claims in claims.chunks(PIECE * rayon::current_num_threads()) {
        let pieces = claims.par_chunks(PIECE).map(|claims| claims.iter().fold(String::new(), line));
        pieces.collect::<Vec<_>>().iter().try_for_each(|piece| print(piece))?;
    }
    Ok(())
}

/// The claim, and below it who put it forward and when.
fn narrow(workspace: &Workspace, claims: &[Cow<'_, Row<'_>>], look: Look) -> String {
    let (names, handles) = (Names::of(workspace), claims.iter().map(|claim| cut(&handle(claim), 40)));
    let names_of_claims: Vec<String> = handles.collect();
    let handles = names_of_claims.iter().map(|name| name.width()).max().unwrap_or(0);
    let words = claims.iter().map(|claim| claim.status.as_str().width()).max().unwrap_or(0);
    let indent = handles + words + 4;
    let room = look.width.saturating_sub(indent).max(20);
    let mut lines = String::new();
    for (claim, name) in claims.iter().zip(&names_of_claims) {
        lines.push_str(&format!(
            "{}  {}  {}\n",
            look.cyan(&pad(name, handles)),
            look.status(&claim.status, &pad(&clean(claim.status.as_str()), words)),
            cut(claim.claim, room),
        ));
        let when = claim.said.map(|said| When::new(said).in_words());
        let who = Some(names.asserters(claim).join(", ")).filter(|who| !who.is_empty());
        let facts: Vec<String> = [who, when].into_iter().flatten().collect();
        if !facts.is_empty() {
            lines.push_str(&format!("{}{}\n", " ".repeat(indent), look.dim(&cut(&facts.join(", "), room))));
        }
    }
    lines
}

/// What actors are called, to be looked up again and again.
struct Names<'w> {
    names: HashMap<&'w str, &'w str, RandomState>,
}

impl<'w> Names<'w> {
    fn of(workspace: &'w Workspace) -> Self {
        let names = workspace.actors.iter().rev().map(|filed| (filed.key(), filed.data.shown_name()));
        Names { names: names.collect() }
    }

    /// Who asserted it, by name.
    fn asserters<'r>(&self, claim: &Row<'r>) -> Vec<&'r str>
    where
        'w: 'r,
    {
        claim.asserters().into_iter().map(|key| self.names.get(key).copied().unwrap_or(key)).collect()
    }

    /// Handle, status, when it was said, and by whom.
    fn cells<'r>(&self, claim: &Row<'r>, columns: Option<usize>) -> [Cow<'r, str>; 4]
    where
        'w: 'r,
    {
        let names = self.asserters(claim);
        let by = match names.as_slice() {
            [] => Cow::Borrowed("-"),
            [only] => Cow::Borrowed(*only),
            [first, others @ ..] => Cow::Owned(match columns {
                Some(columns) => {
                    let more = format!(" +{}", others.len());
                    format!("{}{more}", cut(first, columns.saturating_sub(more.len())))
                }
                None => names.join(", "),
            }),
        };
        let said = Cow::Borrowed(claim.said.unwrap_or("-"));
        [
            handle(claim),
            Cow::Owned(one_line(claim.status.as_str()).into_owned()),
            within(said, columns.map(|_| SAID)),
            within(by, columns),
        ]
    }
}

/// A text on one line, cut to so many columns where there is a limit.
fn within(text: Cow<'_, str>, columns: Option<usize>) -> Cow<'_, str> {
    match (columns, text) {
        (Some(columns), text) => Cow::Owned(cut(&text, columns)),
        (None, Cow::Borrowed(text)) => one_line(text),
        (None, Cow::Owned(text)) => Cow::Owned(one_line(&text).into_owned()),
    }
}

/// How people name the claim: its handle; its path while it has none.
fn handle<'r>(claim: &Row<'r>) -> Cow<'r, str> {
    let path = || (!claim.hidden).then(|| one_line(claim.path));
    claim.handle().or_else(path).unwrap_or(Cow::Borrowed("-"))
}
