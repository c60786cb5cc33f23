//! Which files there are, and what tells each from what it was: nothing is read of any.

use std::fs::{DirEntry, Metadata};
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A file as it is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// From the workspace's folder, with `/`.
    pub(crate) path: String,
    /// What tells it from what it was: another number after any change. Never 0.
    pub(crate) mark: u64,
    /// When it changed last, by the clock of its file system, in nanoseconds since 1970.
    pub(crate) changed: i128,
}

/// A file that changed so shortly before a moment, in nanoseconds, can change again without another time: that is how finely the
/// system counts.
const TICK: i128 = 20_000_000;
/// Some file systems count whole seconds, or two at a time.
const COARSE: i128 = 2_500_000_000;
const SECOND: i128 = 1_000_000_000;

impl Seen {
    /// Its mark, if no change after the moment `began` can leave it as it is; else 0.
    pub(crate) fn settled(&self, began: i128) -> u64 {
        let tick = if began % SECOND == 0 { COARSE } else { TICK };
        if self.changed.saturating_add(tick) < began { self.mark } else { 0 }
    }
}

/// So many files of one folder are looked at in one go.
const PIECE: usize = 512;
/// Files beside the records that a check looks at.
const BESIDE: [&str; 2] = [".schema", ".claimbook/undo"];

/// Every file of a workspace, by path, but for those whose names begin with a dot; and what a check looks at beside them.
///
/// # Errors
/// Where a folder or a file cannot be looked at.
pub(crate) fn walk(root: &Path) -> Result<Vec<Seen>> {
    let mut seen = folder(root, "", 0)?;
    for beside in BESIDE {
        if root.join(beside).is_dir() {
            seen.extend(folder(&root.join(beside), beside, 0)?);
        }
    }
    seen.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(seen)
}

/// Deeper folders are left to those who read the whole workspace.
const DEEPEST: usize = 64;

fn folder(path: &Path, relative: &str, depth: usize) -> Result<Vec<Seen>> {
    if depth > DEEPEST {
        return Err(Error::new(ErrorKind::InvalidInput, "folders too deep"));
    }
    let entries = std::fs::read_dir(path)?.collect::<Result<Vec<DirEntry>>>()?;
    let pieces = entries.par_chunks(PIECE).map(|entries| {
        let mut seen = Vec::with_capacity(entries.len());
        for entry in entries {
            let name = entry.file_name();
            // What has no Unicode name is no record of ours.
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            let relative = if relative.is_empty() { name.to_owned() } else { format!("{relative}/{name}") };
            if entry.file_type()?.is_dir() {
                seen.extend(folder(&entry.path(), &relative, depth + 1)?);
            } else {
                seen.push(look(entry, relative)?);
            }
        }
        Ok(seen)
    });
    Ok(pieces.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// One file, by its path.
pub(crate) fn look_again(root: &Path, path: &str) -> Option<Seen> {
    let whole = root.join(path);
    let data = whole.symlink_metadata().ok()?;
    let led = data.is_symlink() && whole.is_dir();
    Some(Seen { path: path.to_owned(), mark: mark(&data, led), changed: changed(&data) })
}

fn look(entry: &DirEntry, path: String) -> Result<Seen> {
    let data = entry.metadata()?;
    // What a link leads to makes a difference: a folder or a file.
    let led = data.is_symlink() && entry.path().is_dir();
    Ok(Seen { path, mark: mark(&data, led), changed: changed(&data) })
}

/// Another number after any change: the system gives a file another time of change then, which nobody can set.
#[cfg(unix)]
fn mark(data: &Metadata, led: bool) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    let parts = [
        data.dev(),
        data.ino(),
        data.size(),
        u64::from(data.mode()) << 1 | u64::from(led),
        data.mtime() as u64,
        data.mtime_nsec() as u64,
        data.ctime() as u64,
        data.ctime_nsec() as u64,
    ];
    let mut bytes = [0; 64];
    for (to, part) in bytes.chunks_exact_mut(8).zip(parts) {
        to.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(&bytes).max(1)
}

#[cfg(unix)]
pub(crate) fn changed(data: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt as _;
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    nanoseconds(data.ctime(), data.ctime_nsec()).max(nanoseconds(data.mtime(), data.mtime_nsec()))
}

/// Elsewhere there is only the time of the last writing, which a program can set back; with it and the size most changes are seen.
#[cfg(not(unix))]
fn mark(data: &Metadata, led: bool) -> u64 {
    let text = format!("{} {} {led}", changed(data), data.len());
    xxh3_64(text.as_bytes()).max(1)
}

#[cfg(not(unix))]
pub(crate) fn changed(data: &Metadata) -> i128 {
    nanoseconds(data.modified().unwrap_or(std::time::SystemTime::UNIX_EPOCH))
}

#[cfg(not(unix))]
fn nanoseconds(time: std::time::SystemTime) -> i128 {
    let since = time.duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap_or_default();
    i128::try_from(since.as_nanos()).unwrap_or(i128::MAX)
}
