//! Merges in which both sides only added: both are kept.
//!
//! The file with one side's lines in place of each conflict is a whole file, and so is the other's. Both are read; what
//! the second has and the first has not is put in by whole lines; and the result must read as exactly the entries of
//! both. Where one thing is said differently by the two, or an entry is changed, the file is left to people.

mod merge;
mod sides;

use crate::yaml::{self, Kind, Node};

/// The text with what both sides added; or why it is left as it is.
pub(super) fn mend(text: &str) -> Result<String, String> {
    resolve(text).map_err(|why| format!("The merge was left to you: {why}."))
}

fn resolve(text: &str) -> Result<String, String> {
    if text.replace("\r\n", "").contains('\r') {
        return Err("its line ends are of several kinds".to_owned());
    }
    let sides = sides::split(text)?;
    let ours = read(&sides.ours).map_err(|why| format!("its first side cannot be read by itself ({why})"))?;
    let theirs =
        read(&sides.theirs).map_err(|why| format!("its second side cannot be read by itself ({why})"))?;
    let base = sides.base.as_deref().and_then(|base| read(base).ok());
    let (expected, insertions) = merge::merge(&ours, &theirs, base.as_ref(), &sides)?;
    let merged = merge::insert(&sides.ours, &insertions);
    let unclear = "what the two sides added cannot be told apart";
    if read(&merged).map_err(|_| unclear)? != expected {
        return Err(unclear.to_owned());
    }
    let kept: std::collections::HashSet<&str> = merged.lines().map(str::trim_end).collect();
    match sides.changed.iter().find(|line| !line.trim().is_empty() && !kept.contains(line.trim_end())) {
        Some(line) => {
            Err(format!("the line “{}” would be lost", line.trim().chars().take(60).collect::<String>()))
        }
        None => Ok(merged),
    }
}

/// A text as a tree, if nothing in it refers to another place: moved lines could refer to something else.
fn read(text: &str) -> Result<Node, String> {
    let text = yaml::guard(text.as_bytes()).map_err(|refused| refused.to_string())?;
    let tree = yaml::tree(text).map_err(|error| error.to_string())?;
    if !tree.duplicate_keys().is_empty() {
        return Err("a key stands twice".to_owned());
    }
    let mut refers = false;
    tree.walk(&mut |_, node| refers |= node.anchor > 0 || matches!(node.kind, Kind::Alias(_)));
    if refers { Err("it has references (`*name`)".to_owned()) } else { Ok(tree) }
}

#[cfg(test)]
mod tests;
