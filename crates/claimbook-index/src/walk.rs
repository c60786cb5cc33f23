//! Which folders and files there are, and what tells each from what it was: nothing is read of any.

use std::fs::{DirEntry, Metadata};
use std::io::{Error, ErrorKind, Result};
use std::path::{Component, Path};

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

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

/// A folder, told from what it was by all its files together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    /// From the workspace's folder, with `/`; nothing for the folder itself.
    pub(crate) path: String,
    /// The sum of what tells its files from what they were. Folders below it are not counted.
    pub(crate) mark: u64,
}

/// So many files of one folder are looked at in one go.
const PIECE: usize = 512;
/// Folders beside the records that a check looks at.
const BESIDE: [&str; 2] = [".schema", ".claimbook/undo"];
/// Deeper folders are left to those who read the whole workspace.
const DEEPEST: usize = 64;

/// Every folder of a workspace, by path, but for those whose names begin with a dot; and those that a check looks at beside them.
///
/// # Errors
/// Where a folder or a file cannot be looked at.
pub(crate) fn folders(root: &Path) -> Result<Vec<Folder>> {
    let mut folders = below(root, "", 0)?;
    for beside in BESIDE {
        if root.join(beside).is_dir() {
            folders.extend(below(root, beside, 0)?);
        }
    }
    folders.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(folders)
}

/// What tells the files of a workspace from what they were: another number after any change to one of them. Nothing is read of any.
///
/// # Errors
/// Where a folder or a file cannot be looked at.
pub fn state(root: &Path) -> Result<u64> {
    let of = |folder: &Folder| xxh3_64_with_seed(folder.path.as_bytes(), folder.mark);
    Ok(folders(root)?.iter().fold(0, |sum: u64, folder| sum.wrapping_add(of(folder))))
}

/// The files of one folder, by path.
///
/// # Errors
/// Where it or a file in it cannot be looked at. A folder that is gone has no files.
pub(crate) fn files(root: &Path, folder: &str) -> Result<Vec<Seen>> {
    let entries = match std::fs::read_dir(root.join(folder)) {
        Ok(entries) => entries.collect::<Result<Vec<DirEntry>>>()?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let look = |entry: &DirEntry| {
        let name = entry.file_name();
        let Some(name) = ours(&name, folder) else { return Ok(None) };
        if entry.file_type()?.is_dir() {
            return Ok(None);
        }
        let (mark, changed) = look(entry)?;
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        Ok(Some(Seen { path, mark, changed }))
    };
    let mut files: Vec<Seen> =
        entries.par_iter().filter_map(|entry| look(entry).transpose()).collect::<Result<_>>()?;
    files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Every file of a workspace, by path, and the folders that they lie in.
///
/// # Errors
/// Where a folder or a file cannot be looked at.
pub(crate) fn all(root: &Path) -> Result<Vec<Seen>> {
    let folders = folders(root)?;
    let files = folders.iter().map(|folder| files(root, &folder.path));
    let mut files: Vec<Seen> = files.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// What a folder's files amount to: the same sum in whatever order they come.
pub(crate) fn sum<'s>(files: impl IntoIterator<Item = (&'s str, u64)>) -> u64 {
    files.into_iter().fold(0, |sum, (path, mark)| {
        let name = path.rsplit('/').next().unwrap_or(path);
        sum.wrapping_add(xxh3_64_with_seed(name.as_bytes(), mark))
    })
}

fn below(root: &Path, relative: &str, depth: usize) -> Result<Vec<Folder>> {
    if depth > DEEPEST {
        return Err(Error::new(ErrorKind::InvalidInput, "folders too deep"));
    }
    let path = root.join(relative);
    let entries = std::fs::read_dir(&path)?.collect::<Result<Vec<DirEntry>>>()?;
    let pieces = entries.par_chunks(PIECE).map(|entries| {
        let (mut mark, mut folders) = (0u64, Vec::new());
        for entry in entries {
            let name = entry.file_name();
            let Some(name) = ours(&name, relative) else { continue };
            if entry.file_type()?.is_dir() {
                folders.push(if relative.is_empty() {
                    name.to_owned()
                } else {
                    format!("{relative}/{name}")
                });
            } else {
                mark = mark.wrapping_add(sum([(name, look(entry)?.0)]));
            }
        }
        Ok((mark, folders))
    });
    let mut folder = Folder { path: relative.to_owned(), mark: 0 };
    let mut inside = Vec::new();
    for (mark, folders) in pieces.collect::<Result<Vec<_>>>()? {
        folder.mark = folder.mark.wrapping_add(mark);
        inside.extend(folders);
    }
    // The names in one folder can only be had one after the other: meanwhile others are looked into.
    let inside = inside.par_iter().map(|path| below(root, path, depth + 1));
    let mut folders: Vec<Folder> = inside.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    folders.push(folder);
    Ok(folders)
}

/// What has no Unicode name, or one that begins with a dot, is no record of ours; but a captured text may be called so.
fn ours<'n>(name: &'n std::ffi::OsStr, folder: &str) -> Option<&'n str> {
    let texts = folder == "documents" || folder.starts_with("documents/");
    name.to_str().filter(|name| texts || !name.starts_with('.'))
}

/// The path, from the folder of the documents, of the file that a capture calls so: `a//b.txt` and `a/./b.txt/` are `a/b.txt`. `None`
/// for a name that leads elsewhere.
pub(crate) fn beside_documents(name: &str) -> Option<String> {
    let part = |part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    };
    Path::new(name).components().map(part).collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
}

/// One file, by its path.
pub(crate) fn look_again(root: &Path, path: &str) -> Option<Seen> {
    let whole = root.join(path);
    let data = whole.symlink_metadata().ok()?;
    let led = data.is_symlink() && whole.is_dir();
    Some(Seen { path: path.to_owned(), mark: mark(&data, led), changed: changed(&data) })
}

/// A file's mark, and when it changed.
fn look(entry: &DirEntry) -> Result<(u64, i128)> {
    let data = entry.metadata()?;
    // What a link leads to makes a difference: a folder or a file.
    let led = data.is_symlink() && entry.path().is_dir();
    Ok((mark(&data, led), changed(&data)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_called_in_several_ways() {
        for name in ["old/a.txt", "old//a.txt", "old/./a.txt/"] {
            assert_eq!(beside_documents(name).as_deref(), Some("old/a.txt"), "{name}");
        }
        for name in ["./a.txt", "../a.txt", "/a.txt"] {
            assert_eq!(beside_documents(name), None, "{name}");
        }
    }
}
