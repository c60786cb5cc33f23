//! A finding: what is wrong, where, and what to do.

use super::{Code, Severity};
use crate::yaml::Route;

/// Something that is wrong, or worth knowing.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// The file, from the workspace's folder, with `/`; `None` where a protected source would be given away.
    pub path: Option<String>,
    /// The value that it is about.
    pub route: Option<Route>,
    /// What is wrong: full sentences.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1, in Unicode code points.
    pub column: Option<usize>,
    /// The first column after the place, where that is on the same line.
    pub end_column: Option<usize>,
    /// The offending line.
    pub excerpt: Option<Excerpt>,
    /// Whether it is the key that is wrong, and not the value under it.
    pub at_key: bool,
}

/// The offending line, or as much of it as lies around the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, without its line break.
    pub text: String,
    /// The column, from 1, in Unicode code points, of the text's first character.
    pub from: usize,
    /// Whether the line goes on after the text.
    pub more: bool,
}

impl Finding {
    /// A finding in a file as a whole.
    pub(super) fn new(code: Code, path: &str, message: impl Into<String>) -> Self {
        Finding {
            code,
            severity: code.severity(),
            path: Some(path.to_owned()),
            route: None,
            message: message.into(),
            hint: None,
            line: None,
            column: None,
            end_column: None,
            excerpt: None,
            at_key: false,
        }
    }

    /// It is about the value at this place.
    pub(super) fn at(mut self, route: Route) -> Self {
        self.route = Some(route);
        self
    }

    /// It is about the key that leads to this place.
    pub(super) fn at_key(mut self, route: Route) -> Self {
        self.at_key = true;
        self.at(route)
    }

    /// It is about this line and column.
    pub(super) fn on(mut self, line: Option<usize>, column: Option<usize>) -> Self {
        self.line = line;
        self.column = column;
        self
    }

    pub(super) fn graver(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Asks for the word that was probably meant, where there is one; else says something else.
    pub(super) fn did_you_mean(self, near: Option<&str>, or: impl FnOnce() -> String) -> Self {
        let hint = near.map_or_else(or, |near| format!("Did you mean `{near}`?"));
        self.hint(hint)
    }

    /// The file, where it may be named.
    pub(super) fn path(&self) -> &str {
        self.path.as_deref().unwrap_or_default()
    }
}
