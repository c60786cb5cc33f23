//! What would close or strengthen each claim, the most useful first.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use claimbook_core::assess::{Item, Rows as _, Selection, Task, todo, why};
use claimbook_index::view::AllRows;
use claimbook_report::page::{Mark, Words};

use super::address;
use super::asked::Asked;
use super::filter::{Complaint, Filters};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;

/// Lines of a page.
const LINES: usize = 50;
/// A reason is cut after so many columns.
const REASON: usize = 300;

#[derive(Template)]
#[template(path = "todo.html")]
struct Page {
    frame: Frame,
    filters: Filters,
    complaint: Option<Complaint>,
    kinds: Vec<Kind>,
    all: (String, usize, bool),
    groups: Vec<Group>,
    found: usize,
    first: usize,
    last: usize,
    newer: Option<String>,
    older: Option<String>,
    empty: bool,
}

/// What can be done, and for how many claims.
struct Kind {
    does: &'static str,
    number: usize,
    href: String,
    chosen: bool,
}

struct Group {
    does: &'static str,
    number: usize,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    mark: Mark,
    claim: Words,
    why: Words,
}

pub(crate) async fn page(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    let asked = Asked::of(uri.query());
    desk.aside(move |desk| desk.show(|frame, snapshot| Ok(as_page(&list(frame, snapshot, &asked)?)))).await?
}

fn list(frame: Frame, snapshot: &Snapshot, asked: &Asked) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let mut page = Page {
        frame,
        filters: Filters::of(snapshot, &rows, asked, "/todo"),
        complaint: None,
        kinds: Vec::new(),
        all: (String::new(), 0, true),
        groups: Vec::new(),
        found: 0,
        first: 1,
        last: 0,
        newer: None,
        older: None,
        empty: rows.is_empty(),
    };
    let mut items = todo(&rows, &Selection::default());
    if asked.narrows() {
        match asked.find(snapshot, &rows)? {
            Ok(found) => {
                let places: std::collections::HashSet<usize> = found.places.into_iter().collect();
                items.retain(|item| places.contains(&item.row));
            }
            Err(error) => {
                page.complaint = Some(error.into());
                items.clear();
            }
        }
    }
    rows.check()?;
    page.kinds = kinds(asked, &items);
    let whatever = Asked { task: String::new(), ..asked.clone() };
    page.all = (whatever.to("/todo", 1), items.len(), asked.task.is_empty());
    if !asked.task.is_empty() {
        items.retain(|item| item.task.code() == asked.task);
    }
    let pages = items.len().div_ceil(LINES).max(1);
    let at = asked.page.clamp(1, pages);
    let first = (at - 1) * LINES;
    let shown: Vec<Item> = items.iter().skip(first).take(LINES).copied().collect();
    page.groups = groups(snapshot, &rows, &shown, &items)?;
    page.found = items.len();
    page.first = first + 1;
    page.last = first + shown.len();
    page.newer = (at > 1).then(|| asked.to("/todo", at - 1));
    page.older = (at < pages).then(|| asked.to("/todo", at + 1));
    Ok(page)
}

fn kinds(asked: &Asked, items: &[Item]) -> Vec<Kind> {
    let kind = |task: &Task| {
        let number = items.iter().filter(|item| item.task == *task).count();
        let chosen = asked.task == task.code();
        let to = if chosen { "" } else { task.code() };
        let href = Asked { task: to.to_owned(), ..asked.clone() }.to("/todo", 1);
        (number > 0 || chosen).then_some(Kind { does: task.does(), number, href, chosen })
    };
    Task::ALL.iter().filter_map(kind).collect()
}

fn groups(
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    shown: &[Item],
    items: &[Item],
) -> Result<Vec<Group>, NotShown> {
    let opened = snapshot.view.open(rows, shown.iter().map(|item| item.row))?;
    let mut groups: Vec<(Task, Group)> = Vec::new();
    for item in shown {
        let row = rows.row(item.row);
        let Some(judged) = opened.claim(&row) else { continue };
        let Some((why, _)) = why(&judged.filed.data, &judged.status, judged.flags, item.task) else {
            continue;
        };
        let line = Line {
            href: format!("{}{}", address(snapshot, &row), place(item.task)),
            mark: Mark::of(&row.status),
            claim: Words::line(row.claim),
            why: Words::cut(&why, REASON),
        };
        match groups.last_mut() {
            Some((task, group)) if *task == item.task => group.lines.push(line),
            _ => {
                let number = items.iter().filter(|other| other.task == item.task).count();
                let group = Group { does: item.task.does(), number, lines: vec![line] };
                groups.push((item.task, group));
            }
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

/// Where on the page of a claim it is done.
pub(crate) fn place(task: Task) -> &'static str {
    match task {
        Task::Resolve | Task::WeighPremise | Task::ForecastDue | Task::Decide => "#mark",
        Task::Renew => "#renew",
        Task::BackVerdict | Task::FindEvidence | Task::FindOrigin => "#add-evidence",
        Task::CompareFigures => "#link",
        _ => "",
    }
}
