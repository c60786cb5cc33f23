//! Writing a set of files: all of them or none.
//!
//! Every new content is first written in full beside the workspace's own files. Then each takes its place by a
//! rename, so that a file is old or new, never part. Where more than one file changes, the old contents are kept
//! until the last rename is done: an error puts them back at once, and after a kill the next command that writes
//! does ([`recover`]).

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::PRIVATE;
use crate::digest;
use crate::error::{Error, Result};

/// Old contents, kept while several files change.
const UNDO: &str = "undo";
/// The list of what is being changed; written last, removed first.
const PLAN: &str = "plan.json";
/// The same list from the workspace's folder: there while a command writes, and after one was killed.
pub(crate) const UNDO_PLAN: &str = ".claimbook/undo/plan.json";
/// New contents, before they take their place.
const STAGE: &str = "new";
/// How many files are written at once where there are many. Nearly all of the time goes into waiting for the disk
/// to have them for good, and it takes many in one go; cores do not matter.
const WRITERS: usize = 16;
/// What is told how many files are written so far.
pub(crate) type Told<'a> = &'a (dyn Fn(usize) + Sync);

/// What one file was and is to be; `None` where there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) before: Option<Vec<u8>>,
    pub(crate) after: Option<Vec<u8>>,
}

/// Changes by path from the workspace's folder.
pub(crate) type Changes = BTreeMap<String, Change>;

#[derive(Serialize, Deserialize)]
struct Plan {
    files: Vec<Planned>,
}

#[derive(Serialize, Deserialize)]
struct Planned {
    path: String,
    /// The file in the undo folder that holds the old content; none where there was no file.
    kept: Option<String>,
    /// The digest of the new content; none where the file is to go.
    new: Option<String>,
}

/// Writes the changes, all or none. The caller holds the lock.
pub(crate) fn commit(root: &Path, changes: &Changes, told: Told<'_>) -> Result<()> {
    let changes: Vec<(&String, &Change)> =
        changes.iter().filter(|(_, change)| change.before != change.after).collect();
    for (path, change) in &changes {
        stays_inside(root, path)?;
        unchanged(root, path, change.before.as_deref())?;
    }
    let mut made = Vec::new();
    let result = stage(root, &changes, &mut made, told).and_then(|staged| {
        let undo = if changes.len() > 1 { Some(keep_old(root, &changes)?) } else { None };
        replace(root, staged)?;
        if let Some(undo) = undo {
            forget(&undo)?;
        }
        Ok(())
    });
    if result.is_err() {
        // Folders made for files that were then not written; those that hold something stay.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// Puts back the old contents that a killed command left behind. The caller holds the lock.
pub(crate) fn recover(root: &Path) -> Result<()> {
    let stage = root.join(PRIVATE).join(STAGE);
    if stage.is_dir() {
        fs::remove_dir_all(&stage).map_err(Error::writing(&stage))?;
    }
    let undo = root.join(PRIVATE).join(UNDO);
    if undo.is_symlink() {
        // Not of the tool's making.
        return fs::remove_file(&undo).map_err(Error::writing(&undo));
    }
    let plan = undo.join(PLAN);
    if !plan.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        // Killed before the plan was complete: no file was touched yet.
        return if undo.is_dir() { fs::remove_dir_all(&undo).map_err(Error::writing(&undo)) } else { Ok(()) };
    }
    let text = fs::read(&plan).map_err(Error::reading(&plan))?;
    let not_undone = |why: String| Error::NotUndone { kept: undo.clone(), why };
    let plan: Plan = serde_json::from_slice(&text).map_err(|_| {
        not_undone("its list of files cannot be read; put them back by hand and delete it.".into())
    })?;
    for file in &plan.files {
        put_back(root, &undo, file).map_err(|error| not_undone(error.to_string()))?;
    }
    forget(&undo)
}

fn put_back(root: &Path, undo: &Path, file: &Planned) -> Result<()> {
    stays_inside(root, &file.path)?;
    let path = root.join(&file.path);
    let now = read(&path)?;
    if now.as_deref().map(digest::hex) != file.new {
        // Not yet replaced, or changed by a person since: theirs stays.
        return Ok(());
    }
    match &file.kept {
        Some(kept) => {
            stays_inside(undo, kept)?;
            let old = undo.join(kept);
            let bytes = fs::read(&old).map_err(Error::reading(&old))?;
            let staged = write_new(root, &path, &bytes)?;
            persist(staged, &path)
        }
        None if now.is_some() => fs::remove_file(&path).map_err(Error::writing(&path)),
        None => Ok(()),
    }
}

/// A path of the tool's own making, below the root, through folders that are no links.
fn stays_inside(root: &Path, path: &str) -> Result<()> {
    let outside = || Error::Outside { path: path.to_owned() };
    let relative = Path::new(path);
    if path.is_empty() || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(outside());
    }
    let mut folder = root.to_owned();
    for part in relative.components() {
        folder.push(part);
        match folder.symlink_metadata() {
            Ok(meta) if meta.file_type().is_symlink() => return Err(outside()),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    Ok(())
}

/// Fails where the file on disk is no longer what the change was made from.
fn unchanged(root: &Path, path: &str, before: Option<&[u8]>) -> Result<()> {
    let now = read(&root.join(path))?;
    if now.as_deref() == before { Ok(()) } else { Err(Error::ChangedMeanwhile { path: path.to_owned() }) }
}

pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::disk(path, "read", error)),
    }
}

/// A file that is complete on disk and waits to take its place.
struct Staged<'a> {
    path: &'a str,
    old: Option<&'a [u8]>,
    /// Closed: of many files, not all could be open at once.
    new: Option<TempPath>,
}

fn stage<'a>(
    root: &Path,
    changes: &[(&'a String, &'a Change)],
    made: &mut Vec<PathBuf>,
    told: Told<'_>,
) -> Result<Vec<Staged<'a>>> {
    for (path, change) in changes {
        if change.after.is_some() {
            make_folders(&root.join(path), made)?;
        }
    }
    let written = AtomicUsize::new(0);
    let write = |(path, change): &(&'a String, &'a Change)| {
        let target = root.join(path);
        let new = change.after.as_ref().map(|bytes| write_new(root, &target, bytes)).transpose()?;
        told(written.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(Staged { path: path.as_str(), old: change.before.as_deref(), new })
    };
    if changes.len() < WRITERS {
        return changes.iter().map(write).collect();
    }
    match ThreadPoolBuilder::new().num_threads(WRITERS).build() {
        Ok(pool) => pool.install(|| changes.par_iter().map(write).collect()),
        Err(_) => changes.iter().map(write).collect(),
    }
}

/// Makes the folders above `target` that are missing, and notes each.
fn make_folders(target: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let mut missing: Vec<&Path> = target
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        .collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder).map_err(Error::writing(folder))?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Writes a whole new file where no reader looks, with the rights of the one that it will replace.
fn write_new(root: &Path, target: &Path, bytes: &[u8]) -> Result<TempPath> {
    let folder = root.join(PRIVATE).join(STAGE);
    fs::create_dir_all(&folder).map_err(Error::writing(&folder))?;
    let mut file = builder().tempfile_in(&folder).map_err(Error::writing(target))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(Error::writing(target))?;
    if let Ok(meta) = target.metadata() {
        file.as_file().set_permissions(meta.permissions()).map_err(Error::writing(target))?;
    }
    Ok(file.into_temp_path())
}

/// New files have the rights that any new file of the user has, not the narrow ones of a temporary file.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Keeps the old contents and the list of files, so that a kill can be undone. Returns the folder.
fn keep_old(root: &Path, changes: &[(&String, &Change)]) -> Result<PathBuf> {
    let undo = root.join(PRIVATE).join(UNDO);
    fs::create_dir_all(&undo).map_err(Error::writing(&undo))?;
    let mut files = Vec::with_capacity(changes.len());
    for (number, (path, change)) in changes.iter().enumerate() {
        let kept = change.before.as_ref().map(|_| format!("{number}.old"));
        if let (Some(name), Some(bytes)) = (&kept, &change.before) {
            write_synced(&undo.join(name), bytes)?;
        }
        let new = change.after.as_deref().map(digest::hex);
        files.push(Planned { path: (*path).clone(), kept, new });
    }
    let text = serde_json::to_vec(&Plan { files }).map_err(|error| Error::Refused(error.to_string()))?;
    let unfinished = undo.join("plan.new");
    write_synced(&unfinished, &text)?;
    let plan = undo.join(PLAN);
    fs::rename(&unfinished, &plan).map_err(Error::writing(&plan))?;
    Ok(undo)
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::File::create(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
        .map_err(Error::writing(path))
}

/// The change is whole: from here on it is not undone.
fn forget(undo: &Path) -> Result<()> {
    let plan = undo.join(PLAN);
    fs::remove_file(&plan).map_err(Error::writing(&plan))?;
    // What is left has no plan and is cleared by the next command that writes.
    let _ = fs::remove_dir_all(undo);
    Ok(())
}

/// Puts each new file in its place; on an error puts the old ones back.
fn replace(root: &Path, staged: Vec<Staged<'_>>) -> Result<()> {
    let mut done: Vec<(PathBuf, Option<&[u8]>)> = Vec::with_capacity(staged.len());
    for file in staged {
        let target = root.join(file.path);
        // Once more, and as late as can be: writing many new files takes time, in which a person may save one.
        let result = unchanged(root, file.path, file.old).and_then(|()| match file.new {
            Some(new) => persist(new, &target),
            None => fs::remove_file(&target).map_err(Error::writing(&target)),
        });
        if let Err(error) = result {
            undo_now(root, &done)?;
            let _ = forget(&root.join(PRIVATE).join(UNDO));
            return Err(error);
        }
        done.push((target, file.old));
    }
    Ok(())
}

fn undo_now(root: &Path, done: &[(PathBuf, Option<&[u8]>)]) -> Result<()> {
    let mut undone = Ok(());
    for (target, old) in done.iter().rev() {
        let result = match old {
            Some(bytes) => write_new(root, target, bytes).and_then(|file| persist(file, target)),
            None => fs::remove_file(target).map_err(Error::writing(target)),
        };
        // One that fails keeps none of the others from going back.
        if let Err(error) = result {
            undone = Err(Error::NotUndone { kept: root.join(PRIVATE).join(UNDO), why: error.to_string() });
        }
    }
    undone
}

fn persist(file: TempPath, target: &Path) -> Result<()> {
    file.persist(target).map_err(|error| Error::disk(target, "written", error.error))
}

#[cfg(test)]
mod tests;
