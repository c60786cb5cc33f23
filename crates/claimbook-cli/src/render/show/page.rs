//! The parts of a page: headings, entries with a name in front, wrapped text below them.

use claimbook_core::model::{Extra, Instant};
use claimbook_core::workspace::Workspace;

use crate::render::{Look, clean, cut, pad, wrap};

/// A page that is being written.
pub(super) struct Page {
    pub(super) look: Look,
    text: String,
}

/// The longest word for a status is this wide.
pub(super) const STATUS: usize = 13;
/// How far entries stand in.
const INDENT: &str = "  ";

impl Page {
    pub(super) fn new(look: Look) -> Self {
        Page { look, text: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The record itself, in bold.
    pub(super) fn title(&mut self, title: &str) {
        let title = wrap(&clean(title), self.look.width, "");
        for line in title.lines() {
            let line = self.look.bold(line);
            self.line(&line);
        }
    }

    /// A line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Facts on one line, those that are known.
    pub(super) fn facts(&mut self, facts: Vec<Option<String>>) {
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            let line = wrap(&clean(&facts.join(" · ")), self.look.width, "");
            for line in line.lines() {
                let line = self.look.dim(line);
                self.line(&line);
            }
        }
    }

    pub(super) fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        let heading = self.look.bold(heading);
        self.line(&heading);
    }

    /// An entry: a name in a column of its own, what it is beside it.
    pub(super) fn entry(&mut self, name: &str, columns: usize, what: &str) {
        let indent = " ".repeat(INDENT.len() + columns + 2);
        let room = self.look.width.saturating_sub(indent.len()).max(20);
        let what = wrap(what, room, &indent);
        let name = pad(&cut(name, columns.max(20)), columns);
        let name = self.look.cyan(&name);
        self.line(&format!("{INDENT}{name}  {what}"));
    }

    /// More about the entry above, under it.
    pub(super) fn below(&mut self, columns: usize, what: &str) {
        let indent = " ".repeat(INDENT.len() + columns + 2);
        let room = self.look.width.saturating_sub(indent.len()).max(20);
        let what = wrap(&clean(what), room, &indent);
        self.line(&format!("{indent}{what}"));
    }

    /// Text that stands in from the margin.
    pub(super) fn paragraph(&mut self, text: &str) {
        let room = self.look.width.saturating_sub(INDENT.len()).max(20);
        let text = wrap(&clean(text), room, INDENT);
        self.line(&format!("{INDENT}{text}"));
    }

    /// Keys that this version does not know.
    pub(super) fn extra(&mut self, extra: &Extra) {
        if extra.is_empty() {
            return;
        }
        self.heading("Other keys");
        let columns = extra.keys().map(|key| key.chars().count()).max().unwrap_or(0).min(24);
        for (key, value) in extra {
            let shown = match value.as_str() {
                Some(text) => text.to_owned(),
                None => serde_json::to_string(value).unwrap_or_default(),
            };
            self.entry(key, columns, &clean(&shown));
        }
    }
}

/// The day of a moment.
pub(super) fn day(at: Option<&Instant>) -> Option<String> {
    at.map(|at| at.date().unwrap_or(at.as_str()).to_owned())
}

/// Who and when, as far as it is known: `kim, 2024-11-23`.
pub(super) fn signed(by: Option<&String>, at: Option<&Instant>) -> String {
    [by.cloned(), day(at)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `“Title” (publisher, 6 November 2024)`.
pub(super) fn cited(workspace: &Workspace, key: &str) -> String {
    let Some(document) = workspace.document(key).map(|filed| &filed.data) else {
        return format!("{key} (no record)");
    };
    let title = match &document.title {
        Some(title) => format!("“{title}”"),
        None => workspace.document_title(key).to_owned(),
    };
    let publisher = document.publisher.as_deref().map(|publisher| workspace.actor_name(publisher).to_owned());
    let published = document.published.as_ref().map(|date| date.in_words());
    let facts: Vec<String> = [publisher, published].into_iter().flatten().collect();
    if facts.is_empty() { title } else { format!("{title} ({})", facts.join(", ")) }
}
