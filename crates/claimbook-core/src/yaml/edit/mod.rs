//! The careful editor: text in, text out, and only the lines that must change do.
//!
//! Each edit is planned on the tree of the text (`plan`), made in the text (`splice`), and then held against what
//! it should have done (`expect`): the new text is read again, by both readers, and must say exactly what the old
//! one said with the edit applied. So the result is right or an error, never wrong.

mod expect;
mod page;
mod plan;
#[cfg(test)]
mod properties;
mod splice;
#[cfg(test)]
mod tests;

use super::emit::Out;
use super::read::{self, Any};
use super::route::Route;
use super::tree::{self, Node};

/// A change to a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds an item at the end of a list. The list is made where its key is missing or empty; a single value where
    /// a list is allowed becomes one.
    Append {
        /// The list.
        list: Route,
        /// The new item.
        item: Out,
    },
    /// Replaces a value, or adds the key.
    Set {
        /// The place of the value.
        at: Route,
        /// The new value.
        value: Out,
    },
    /// Removes a key with its value from a map, or an item from a list.
    Remove {
        /// The place of the value.
        at: Route,
    },
}

impl Edit {
    /// The place that is edited.
    pub fn route(&self) -> &Route {
        match self {
            Edit::Append { list: route, .. } | Edit::Set { at: route, .. } | Edit::Remove { at: route } => {
                route
            }
        }
    }
}

/// Why an edit was not made. The text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text cannot be read, so nothing in it can be changed.
    #[error("{message}")]
    Unreadable {
        /// What is wrong with it.
        message: String,
        /// The line, from 1, if it is in one place.
        line: Option<usize>,
        /// The column, from 1, in Unicode code points.
        column: Option<usize>,
    },
    /// There is nothing at the place.
    #[error("There is no `{route}` in the file.")]
    Missing {
        /// The place.
        route: Route,
    },
    /// The edit cannot be made by changing only the lines that it concerns.
    #[error("`{route}` cannot be changed here: {why}.")]
    Cannot {
        /// The place.
        route: Route,
        /// The reason, to follow a colon.
        why: String,
    },
}

impl From<tree::TreeError> for EditError {
    fn from(error: tree::TreeError) -> Self {
        EditError::Unreadable {
            message: error.message,
            line: Some(error.position.line),
            column: Some(error.position.column),
        }
    }
}

impl From<read::ReadError> for EditError {
    fn from(error: read::ReadError) -> Self {
        EditError::Unreadable { message: error.message, line: error.line, column: error.column }
    }
}

/// Makes the edits, one after the other, and gives the new text. `order` is the order of keys at the top of such a
/// file: a new one goes after the last one present that comes before it there, else at the end.
///
/// Comments, blank lines, key order, quoting, line breaks (LF or CR LF), a byte order mark and a missing line break
/// at the end stay as they are. Text is written in double quotes.
///
/// # Errors
/// Says why the text cannot be changed so. Nothing is changed halfway.
pub fn apply(text: &str, edits: &[Edit], order: &[&str]) -> Result<String, EditError> {
    if edits.is_empty() {
        return Ok(text.to_owned());
    }
    let mut current = text.to_owned();
    let mut root = tree::tree(text)?;
    if let Some((route, key, _)) = root.duplicate_keys().first() {
        let route = route.clone().key(key);
        return Err(EditError::Cannot {
            route,
            why: "the key stands twice; remove one of them first".to_owned(),
        });
    }
    let mut value: Any = read::from_str(text)?;
    for edit in edits {
        let change = plan::plan(&root, edit, order)?;
        current = splice::splice(&current, &root, &change)
            .map_err(|why| EditError::Cannot { route: edit.route().clone(), why })?;
        expect::change_node(&mut root, &change);
        expect::change_value(&mut value, &change);
        root = check(&current, &root, &value)
            .ok_or_else(|| EditError::Cannot { route: edit.route().clone(), why: reason(text).to_owned() })?;
    }
    Ok(current)
}

/// Reads the new text with both readers; its tree, if it says what it should.
fn check(text: &str, root: &Node, value: &Any) -> Option<Node> {
    let new_root = tree::tree(text).ok()?;
    let new_value: Any = read::from_str(text).ok()?;
    (new_root == *root && new_value == *value).then_some(new_root)
}

/// Why the edit would change what else the text says.
fn reason(text: &str) -> &'static str {
    if text.ends_with(['\n', '\r']) {
        "the way the file is written does not allow it without touching other lines; change it by hand"
    } else {
        "the file's last line has no line break, and the text at the end would change; add the line break first"
    }
}
