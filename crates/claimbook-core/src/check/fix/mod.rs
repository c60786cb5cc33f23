//! Mending what is safe to mend. Nothing is guessed: a file is left as it is where two people could disagree about it.

mod conflict;
mod lines;

use crate::error::Result;
use crate::schema::{self, Kind};
use crate::workspace::{Draft, Trouble};

/// Something that was done to a file, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The file, from the workspace's folder.
    pub path: String,
    /// What was done, or why nothing was: a sentence.
    pub what: String,
}

/// What was mended, and what was tried and left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixes {
    /// What was done.
    pub done: Vec<Fixed>,
    /// What was left as it is, and why.
    pub left: Vec<Fixed>,
}

impl Fixes {
    fn done(&mut self, path: &str, what: impl Into<String>) {
        self.done.push(Fixed { path: path.to_owned(), what: what.into() });
    }

    fn left(&mut self, path: &str, why: impl Into<String>) {
        self.left.push(Fixed { path: path.to_owned(), what: why.into() });
    }
}

/// Mends what is safe: quotes lines that lack quotes, keeps both sides of a merge in which both only added, gives
/// claims an id, and puts the current schemas there. Nothing is on disk before the draft is committed.
///
/// # Errors
/// Where the disk says no. What merely cannot be mended is told in `Fixes`.
pub fn fix(draft: &mut Draft) -> Result<Fixes> {
    let mut fixes = Fixes::default();
    mend_problems(draft, &mut fixes)?;
    give_ids(draft, &mut fixes);
    for kind in draft.put_schemas()? {
        fixes.done(
            &schema::path(kind),
            format!("Put the current schema for the kind `{}` there.", kind.name()),
        );
    }
    Ok(fixes)
}

impl Draft {
    /// Puts the current schemas into the workspace, where they are missing or old, and says which.
    ///
    /// # Errors
    /// Where the disk says no.
    pub fn put_schemas(&mut self) -> Result<Vec<Kind>> {
        let mut put = Vec::new();
        for kind in Kind::ALL {
            let path = schema::path(kind);
            let text = schema::text(kind).into_bytes();
            if self.content(&path)?.as_ref() != Some(&text) {
                self.put(&path, Some(text))?;
                put.push(kind);
            }
        }
        Ok(put)
    }
}

fn mend_problems(draft: &mut Draft, fixes: &mut Fixes) -> Result<()> {
    for problem in draft.workspace().problems.clone() {
        let path = &problem.path;
        let conflict = match &problem.trouble {
            Trouble::Unreadable(error) if error.fix.is_some() => false,
            Trouble::Conflict { .. } => true,
            _ => continue,
        };
        let Some(before) = draft.content(path)? else { continue };
        let Ok(text) = std::str::from_utf8(&before) else { continue };
        let mended = if conflict {
            conflict::mend(text).map(|text| (text, "Kept what both sides of the merge added.".to_owned()))
        } else {
            lines::mend(path, text)
        };
        let result = mended.and_then(|(text, what)| {
            draft.replace(path, &before, text.into_bytes()).map_err(|error| error.to_string())?;
            Ok(what)
        });
        match result {
            Ok(what) => fixes.done(path, what),
            Err(why) => fixes.left(path, why),
        }
    }
    Ok(())
}

fn give_ids(draft: &mut Draft, fixes: &mut Fixes) {
    let claims = draft.workspace().claims.iter().filter(|claim| claim.data.id.is_none());
    let paths: Vec<String> = claims.map(|claim| claim.path.clone()).collect();
    for path in paths {
        match draft.identify(&path) {
            Ok(id) => fixes.done(&path, format!("Gave the claim the id {id}.")),
            Err(error) => fixes.left(&path, error.to_string()),
        }
    }
}
