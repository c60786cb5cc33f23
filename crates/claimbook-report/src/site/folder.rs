//! The folder that a site is written into: one that is new or empty, or that an earlier site was written into. What else lies in it stays as
//! it is; every file is old or new, never a part.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use claimbook_core::{Error, digest};

/// The list of what belongs to a site, in the form that `sha256sum --check` reads.
const LIST: &str = ".claimbook-site";
const HEAD: &str = "# Written by `claimbook report --site`, which removes what is listed here once it is no longer part of the site.\n";
/// Files are made here and moved to their places when they are whole.
const MAKING: &str = ".claimbook-site.new";
/// A list is at most so long.
const LONGEST: u64 = 1 << 30;
/// Stands for a file that is being made.
const NOT_YET: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Why a site was not written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It has files, and none of them says that a site was written there.
    #[error("{} has files in it that are no site of Claimbook’s.", .0.display())]
    NotEmpty(PathBuf),
    /// What lies there did not come from an earlier site.
    #[error("{} was not written by an earlier `--site`, and would be written over.", .0.display())]
    Foreign(PathBuf),
    /// Something in its place is not a folder, or a link that leads elsewhere.
    #[error("{} is not a folder.", .0.display())]
    NoFolder(PathBuf),
    /// Another run writes into it.
    #[error("Another `report --site` is writing into {}.", .0.display())]
    Busy(PathBuf),
    /// The list of what belongs to the site is not as it was written.
    #[error("{} cannot be read as the list of a site’s files.", .0.display())]
    List(PathBuf),
    /// The disk would not.
    #[error(transparent)]
    Disk(#[from] Error),
}

type Result<T, E = FolderError> = std::result::Result<T, E>;

/// What became of the files of a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// All of it.
    pub files: usize,
    /// Those that are new or have changed.
    pub changed: usize,
    /// Those that were there before and are no longer part of it.
    pub removed: usize,
}

/// A folder that a site may be written into.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// The folder itself, held so that no other run writes into it; nothing where the system cannot hold folders.
    _held: Option<File>,
    /// What an earlier site left, with its hashes.
    before: HashMap<String, String>,
    /// What belongs to the site now, with its hashes.
    now: Mutex<Vec<(String, String)>>,
    changed: AtomicUsize,
    made: AtomicUsize,
}

impl Folder {
    /// Looks at a folder, and makes it where it is not there but the folder around it is. Nothing in it is changed yet.
    ///
    /// # Errors
    /// Where the folder has something else in it, and where the disk would not.
    pub fn open(root: &Path) -> Result<Self> {
        match fs::metadata(root) {
            Ok(it) if !it.is_dir() => return Err(FolderError::NoFolder(root.to_owned())),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(root).map_err(|error| Error::disk(root, "made", error))?;
            }
            Err(error) => return Err(Error::disk(root, "read", error).into()),
        }
        // A link that the user named is followed once, here.
        let root = root.canonicalize().map_err(|error| Error::disk(root, "read", error))?;
        let held = hold(&root)?;
        let before = match list(&root)? {
            Some(before) => before,
            None if is_empty(&root)? => HashMap::new(),
            None => return Err(FolderError::NotEmpty(root)),
        };
        Ok(Folder {
            root,
            _held: held,
            before,
            now: Mutex::default(),
            changed: AtomicUsize::default(),
            made: AtomicUsize::default(),
        })
    }

    /// Says what will be written, so that a later site knows it as its own even where this one does not come to its end.
    ///
    /// # Errors
    /// Where one of them would take the place of a file of somebody else's.
    pub fn begin<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Result<()> {
        let mut all: Vec<(&str, &str)> =
            self.before.iter().map(|(path, hash)| (path.as_str(), hash.as_str())).collect();
        let new = paths.filter(|path| !self.before.contains_key(*path));
        for path in new {
            let whole = self.root.join(path);
            if fs::symlink_metadata(&whole).is_ok() {
                return Err(FolderError::Foreign(whole));
            }
            all.push((path, NOT_YET));
        }
        let making = self.root.join(MAKING);
        self.folder(&making)?;
        // What a run that did not end has left.
        for entry in read(&making)? {
            let path = entry.map_err(|error| Error::disk(&making, "read", error))?.path();
            fs::remove_file(&path).map_err(|error| Error::disk(&path, "removed", error))?;
        }
        all.sort_unstable();
        self.write(LIST, written(&all).as_bytes())
    }

    /// Writes a file of the site, where it is not there in the same words.
    ///
    /// # Errors
    /// Where the disk would not, or something in the path is no folder.
    pub fn put(&self, path: &str, text: &[u8]) -> Result<()> {
        if !is_proper(path) {
            return Err(FolderError::Foreign(self.root.join(path)));
        }
        let mut folder = self.root.clone();
        let mut names = path.split('/').peekable();
        while let Some(name) = names.next().filter(|_| names.peek().is_some()) {
            folder.push(name);
            self.folder(&folder)?;
        }
        if !is_as(&self.root.join(path), text) {
            self.write(path, text)?;
            self.changed.fetch_add(1, Ordering::Relaxed);
        }
        let hash = digest::hex(text);
        self.now.lock().unwrap_or_else(|it| it.into_inner()).push((path.to_owned(), hash));
        Ok(())
    }

    /// Removes what is no longer part of the site, and lists what is.
    ///
    /// # Errors
    /// Where the disk would not.
    pub fn finish(self) -> Result<Written> {
        let mut now = std::mem::take(&mut *self.now.lock().unwrap_or_else(|it| it.into_inner()));
        now.sort_unstable();
        let mut gone: Vec<&String> = self
            .before
            .keys()
            .filter(|path| now.binary_search_by(|(it, _)| it.as_str().cmp(path)).is_err())
            .collect();
        gone.sort_unstable();
        let mut removed = 0;
        for path in gone {
            removed += usize::from(self.remove(path)?);
        }
        let all: Vec<(&str, &str)> = now.iter().map(|(path, hash)| (path.as_str(), hash.as_str())).collect();
        self.write(LIST, written(&all).as_bytes())?;
        let making = self.root.join(MAKING);
        fs::remove_dir(&making).map_err(|error| Error::disk(&making, "removed", error))?;
        Ok(Written { files: now.len(), changed: self.changed.load(Ordering::Relaxed), removed })
    }

    /// Removes a file, and the folders that are empty then. No link is followed.
    fn remove(&self, path: &str) -> Result<bool> {
        let whole = self.root.join(path);
        let mut parents: Vec<&Path> = Path::new(path).ancestors().skip(1).collect();
        parents.pop();
        if parents.iter().any(|folder| !is_folder(&self.root.join(folder))) {
            return Ok(false);
        }
        match fs::remove_file(&whole) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::disk(&whole, "removed", error).into()),
        }
        for folder in parents {
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
        Ok(true)
    }

    /// Makes a folder where there is none.
    fn folder(&self, folder: &Path) -> Result<()> {
        match fs::create_dir(folder) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match is_folder(folder) {
                true => Ok(()),
                false => Err(FolderError::NoFolder(folder.to_owned())),
            },
            Err(error) => Err(Error::disk(folder, "made", error).into()),
        }
    }

    fn write(&self, path: &str, text: &[u8]) -> Result<()> {
        let whole = self.root.join(path);
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let new = self.root.join(MAKING).join(number.to_string());
        let made = File::create_new(&new).and_then(|mut file| file.write_all(text));
        made.and_then(|()| fs::rename(&new, &whole))
            .map_err(|error| Error::disk(&whole, "written", error))?;
        Ok(())
    }
}

/// Holds a folder against other runs, without a file in it that would be published. Where a folder cannot be opened or held, the run goes on
/// without.
fn hold(root: &Path) -> Result<Option<File>> {
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(FolderError::Busy(root.to_owned())),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// A folder itself, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_dir())
}

fn read(folder: &Path) -> Result<fs::ReadDir> {
    Ok(fs::read_dir(folder).map_err(|error| Error::disk(folder, "read", error))?)
}

fn is_empty(folder: &Path) -> Result<bool> {
    Ok(read(folder)?.next().is_none())
}

/// Whether a file has this text.
fn is_as(path: &Path, text: &[u8]) -> bool {
    let same = fs::symlink_metadata(path).is_ok_and(|it| it.is_file() && it.len() == text.len() as u64);
    same && fs::read(path).is_ok_and(|there| there == text)
}

/// What an earlier site says of itself; `None` where there was none.
fn list(root: &Path) -> Result<Option<HashMap<String, String>>> {
    let path = root.join(LIST);
    match fs::symlink_metadata(&path) {
        Ok(it) if it.is_file() && it.len() <= LONGEST => {}
        Ok(_) => return Err(FolderError::List(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::disk(&path, "read", error).into()),
    }
    let mut text = String::new();
    let read = File::open(&path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    if read.is_err() || !text.starts_with("# Written by `claimbook report --site`") || !text.ends_with('\n') {
        return Err(FolderError::List(path));
    }
    let lines = text.lines().skip(1).map(|line| {
        let (hash, path) =
            line.split_once("  ").filter(|(hash, path)| hash.len() == 64 && is_proper(path))?;
        Some((path.to_owned(), hash.to_owned()))
    });
    lines.collect::<Option<HashMap<_, _>>>().map(Some).ok_or(FolderError::List(path))
}

fn written(files: &[(&str, &str)]) -> String {
    let lines = files.iter().map(|(path, hash)| format!("{hash}  {path}\n"));
    std::iter::once(HEAD.to_owned()).chain(lines).collect()
}

/// Whether a path is one that a site has, so that it leads nowhere else.
fn is_proper(path: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let name = |name: &str| !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain);
    path.len() <= 400 && path.split('/').count() <= 4 && path.split('/').all(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn two_runs_do_not_write_into_one_folder_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let first = Folder::open(folder.path()).unwrap();
        assert!(matches!(Folder::open(folder.path()), Err(FolderError::Busy(_))));
        drop(first);
        Folder::open(folder.path()).unwrap();
    }

    #[test]
    fn no_path_in_a_list_leads_out_of_the_folder() {
        for path in ["index.html", "claims/ab/0000abcd.html", "asserters/3f/mark-rutte_0.2.html"] {
            assert!(is_proper(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../x", "a/../x", "a//b", "a\\b", ".git/config", "a/b/c/d/e", "a b"] {
            assert!(!is_proper(path), "{path}");
        }
    }
}
