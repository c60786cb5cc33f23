//! What a look at the workspace found that the one before had not, for people.

use claimbook_core::check::{Checked, Finding, Severity, Since};
use claimbook_core::model::Instant;

use super::findings::{line, one, summary};
use super::{Look, clean};

/// More are counted, not shown.
const MOST: usize = 50;

/// The first look says all that is wrong, a line for each; the later ones what is new and what is fixed.
pub(crate) fn run(
    at: &Instant,
    checked: &Checked,
    since: &Since,
    first: bool,
    folder: &str,
    look: Look,
) -> String {
    let is_note = |finding: &&Finding| finding.severity == Severity::Note;
    let said = match (first, since.new.len(), since.mended.len()) {
        (true, ..) => String::new(),
        (_, 0, 0) => "Nothing new. ".to_owned(),
        (_, new, 0) => format!("{new} new. "),
        (_, 0, fixed) => format!("{fixed} fixed. "),
        (_, new, fixed) => format!("{new} new, {fixed} fixed. "),
    };
    let space = if first { "" } else { "\n" };
    let mut text = format!("{space}{}  {said}{}\n", stamp(at, look), summary(checked));
    // Notes are no faults: at first it is enough to know how many there are.
    let new: Vec<&Finding> = since.new.iter().filter(|finding| !(first && is_note(finding))).collect();
    for finding in new.iter().take(MOST) {
        let short = first || is_note(finding);
        text += &if short { line(finding, folder, look) } else { one(finding, folder, look) };
    }
    text += &more(new.len(), look);
    for finding in since.mended.iter().take(MOST) {
        text += &format!("{} {}", look.green("fixed:"), line(finding, folder, look));
    }
    text + &more(since.mended.len(), look)
}

/// Why nothing could be looked at.
pub(crate) fn trouble(at: &Instant, why: &str, look: Look) -> String {
    format!("\n{}  {}\n", stamp(at, look), look.red(&clean(why)))
}

fn stamp(at: &Instant, look: Look) -> String {
    let text = at.as_str();
    let parts = text.get(..10).zip(text.get(11..19));
    let stamp = parts.map_or_else(|| text.to_owned(), |(day, time)| format!("{day} {time} UTC"));
    look.bold(&stamp)
}

fn more(count: usize, look: Look) -> String {
    match count.checked_sub(MOST) {
        None | Some(0) => String::new(),
        Some(more) => {
            look.dim(&format!("… and {more} more; `claimbook check` shows all that is wrong.")) + "\n"
        }
    }
}
