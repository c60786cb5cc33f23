//! Where quoted passages stand now, in the capture that they name and in the newest one.
//!
//! A quote is tied to the capture that it names, or to the first: there its words may have moved, changed, become ambiguous or gone.
//! In a newer capture only what changed or is gone is told: that is how silent edits are found. What follows from words that are
//! near is a proposal, and the sentence shows both.

use super::judgement::Working;
use super::quoted::{Looked, quoted_sentence};
use super::{Flag, FlagCode};
use crate::model::When;
use crate::quote::{Changed, Resolved};
use crate::workspace::Workspace;

pub(super) fn judge(workspace: &Workspace, looked: &[Looked<'_>], working: &mut Working) {
    for one in looked.iter().filter(|one| !one.quoted.retracted) {
        let named = one.now.as_ref().and_then(|now| in_named(workspace, one, now));
        let later = one.later.as_ref().and_then(|(day, later, sentence)| {
            in_newest(workspace, one, day.as_deref(), later, sentence.as_deref())
        });
        for (code, says) in named.into_iter().chain(later) {
            let flag =
                Flag::new(code, says, one.quoted.records(workspace)).at(one.quoted.route().key("exact"));
            working.add(one.claim, flag);
        }
    }
}

/// What to say of a quote in the capture that it names.
fn in_named(workspace: &Workspace, one: &Looked<'_>, now: &Resolved) -> Option<(FlagCode, String)> {
    let name = one.quoted.name();
    let title = workspace.document_title(one.quoted.document);
    let says = || quoted_sentence(one.quoted.quote);
    let text = format!("the captured text of “{title}”");
    Some(match now {
        Resolved::Found { .. } => return None,
        Resolved::Moved { .. } => (
            FlagCode::QuoteMoved,
            format!("{name}, “{}”, stands elsewhere in {text} than where it was taken.", says()),
        ),
        Resolved::Ambiguous { places } => (
            FlagCode::QuoteAmbiguous,
            format!(
                "{name}, “{}”, stands in {} places of {text}, and nothing tells which is meant.",
                says(),
                places.len()
            ),
        ),
        Resolved::Changed(changed) => {
            let is = one.sentence.as_deref().unwrap_or(&changed.now);
            (
                FlagCode::QuoteChanged,
                format!("{name} says “{}”; {text} now says “{is}” ({}).", says(), kinds(changed)),
            )
        }
        Resolved::Orphaned => {
            (FlagCode::QuoteOrphaned, format!("{name} says “{}”; these words are not in {text}.", says()))
        }
    })
}

/// What to say of a quote in the newest capture: only what is changed or gone.
fn in_newest(
    workspace: &Workspace,
    one: &Looked<'_>,
    day: Option<&str>,
    later: &Resolved,
    sentence: Option<&str>,
) -> Option<(FlagCode, String)> {
    let name = one.quoted.name();
    let title = workspace.document_title(one.quoted.document);
    let says = quoted_sentence(one.quoted.quote);
    let capture = match day {
        Some(day) => format!("in the capture of {}", When::new(day).in_words()),
        None => "in its newest capture".to_owned(),
    };
    match later {
        Resolved::Changed(changed) => {
            let is = sentence.unwrap_or(&changed.now);
            let says =
                format!("{name} says “{says}”; {capture}, “{title}” says “{is}” ({}).", kinds(changed));
            Some((FlagCode::QuoteChanged, says))
        }
        Resolved::Orphaned => {
            let says = format!("{name} says “{says}”; {capture}, “{title}” no longer has these words.");
            Some((FlagCode::QuoteOrphaned, says))
        }
        Resolved::Found { .. } | Resolved::Moved { .. } | Resolved::Ambiguous { .. } => None,
    }
}

/// In what a passage differs: `numbers and names differ`.
pub(super) fn kinds(changed: &Changed) -> String {
    let words: Vec<&str> = changed.kinds.iter().map(|kind| kind.as_str()).collect();
    let differ = if words == ["wording"] { "differs" } else { "differ" };
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last} {differ}", rest.join(", ")),
        _ => format!("{} {differ}", words.join("")),
    }
}
