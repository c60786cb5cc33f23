//! What is to do, in lines.

use claimbook_core::assess::{Item, Judged, Status, Task, why};
use claimbook_core::model::Claim;
use claimbook_core::workspace::Filed;
use claimbook_report::facts::{count, handle};

use super::{Look, clean, cut, wrap};
use crate::misuse::quoted;

/// A reason is cut after so many columns.
const REASON: usize = 300;
const INDENT: &str = "    ";

/// One thing to do, with what is said of it.
pub(crate) struct Line<'w> {
    pub(crate) task: Task,
    pub(crate) claim: &'w Filed<Claim>,
    pub(crate) status: Status,
    /// Why: a full sentence.
    pub(crate) says: String,
    /// The actor or document that it is about, by key, where it is about one.
    about: Option<String>,
}

impl<'w> Line<'w> {
    pub(crate) fn of(task: Task, claim: Judged<'w>) -> Option<Self> {
        let (says, about) = why(&claim.filed.data, &claim.status, claim.flags, task)?;
        Some(Line { task, claim: claim.filed, status: claim.status, says, about })
    }
}

/// What is to do, under a heading for each kind: the first lines of all items.
pub(crate) fn lines(items: &[Item], lines: &[Line<'_>], look: Look) -> String {
    let mut page = String::new();
    let mut last: Option<Task> = None;
    for item in lines {
        if last != Some(item.task) {
            let all = items.iter().filter(|other| other.task == item.task).count();
            let gap = if last.is_some() { "\n" } else { "" };
            page.push_str(&format!(
                "{gap}{} {}\n",
                look.bold(item.task.does()),
                look.dim(&format!("({all})"))
            ));
            last = Some(item.task);
        }
        let name = handle(item.claim);
        let room = look.width.saturating_sub(name.chars().count() + 4).max(20);
        page.push_str(&format!("  {}  {}\n", look.cyan(&clean(&name)), cut(&item.claim.data.claim, room)));
        let room = look.width.saturating_sub(INDENT.len()).max(20);
        let says = wrap(&cut(&item.says, REASON), room, INDENT);
        page.push_str(&format!("{INDENT}{}\n", look.dim(&says)));
        if let Some(command) = command(item) {
            page.push_str(&format!("{INDENT}{}\n", clean(&command)));
        }
    }
    if let Some(more) = items.len().checked_sub(lines.len()).filter(|more| *more > 0) {
        let more = count(more, "more thing to do", "more things to do");
        page.push_str(&look.dim(&format!("\n… and {more}: claimbook todo --limit 0\n")));
    }
    page
}

/// The line to type.
pub(crate) fn command(item: &Line<'_>) -> Option<String> {
    let name = item.claim.data.handle()?;
    let about = |or: &str| item.about.as_deref().map_or_else(|| or.to_owned(), |key| quoted(key).to_string());
    Some(match item.task {
        Task::Resolve => format!("claimbook mark {name} VERDICT --resolves --because \"…\""),
        Task::LookAgain | Task::MeetPolicy => format!("claimbook show {name}"),
        Task::Renew => format!("claimbook reaffirm {name} --because \"…\""),
        Task::WeighPremise | Task::ForecastDue | Task::Decide => {
            format!("claimbook mark {name} VERDICT --because \"…\"")
        }
        Task::ReplyOverdue => format!("claimbook ask {name} {} --no-reply", about("ACTOR")),
        Task::BackVerdict | Task::FindEvidence | Task::FindOrigin => {
            format!("claimbook evidence add {name} --supports DOCUMENT --note \"…\"")
        }
        Task::CompareFigures => format!("claimbook suggest {name}"),
        Task::RecordLineage => format!("claimbook document {} --original", about("DOCUMENT")),
        _ => return None,
    })
}
