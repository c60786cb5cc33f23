//! Claims that are much like one that is about to be made, in lines.

use claimbook_core::assess::Status;

use super::{Look, cut};

/// A claim that is much like another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alike {
    /// How people name it.
    pub(crate) handle: String,
    /// Its path in the workspace that was looked at.
    pub(crate) path: String,
    /// Its evidence status.
    pub(crate) status: Status,
    /// Its wording.
    pub(crate) wording: String,
    /// Whether the two give different figures.
    pub(crate) figure: bool,
    /// Whether one of them says not.
    pub(crate) not: bool,
}

/// More of a wording tells nothing more.
const MOST: usize = 160;

impl Alike {
    /// `3f9a01c2, disputed: “…” One of them says not.`
    pub(crate) fn line(&self) -> String {
        let differs = match (self.figure, self.not) {
            (false, false) => "",
            (true, false) => " Another figure.",
            (false, true) => " One of them says not.",
            (true, true) => " Another figure, and one of them says not.",
        };
        format!("{}, {}: “{}”{differs}", self.handle, self.status, cut(&self.wording, MOST))
    }
}

/// With a number before each, to choose from.
pub(crate) fn choices(alike: &[Alike], look: Look) -> String {
    let heads =
        if alike.len() == 1 { "A claim much like it is there:" } else { "Claims much like it are there:" };
    let line = |(place, one): (usize, &Alike)| {
        let line = super::wrap(&one.line(), look.width.saturating_sub(8).max(20), "        ");
        format!("     {}  {line}\n", look.bold(&(place + 1).to_string()))
    };
    format!("     {heads}\n{}", alike.iter().enumerate().map(line).collect::<String>())
}

/// The keys with which one of them is chosen.
pub(crate) fn keys(count: usize, stop: &str) -> String {
    let numbers = if count == 1 { "1".to_owned() } else { format!("1-{count}") };
    format!("     {numbers} say it of that one, Enter open another, {stop}: ")
}
