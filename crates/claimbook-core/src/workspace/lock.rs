//! One writer at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::PRIVATE;
use crate::error::{Error, Result};

/// Holds the workspace for writing until it is dropped, or until the process ends in any way.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other command writes.
    pub(crate) fn acquire(root: &Path) -> Result<Self> {
        let folder = root.join(PRIVATE);
        make_folder(&folder)?;
        let ignore = folder.join(".gitignore");
        if ignore.symlink_metadata().is_err() {
            let made = File::create_new(&ignore).and_then(|mut file| file.write_all(b"*\n"));
            made.or_else(unless_there).map_err(Error::writing(&ignore))?;
        }
        let path = folder.join("lock");
        if path.is_symlink() {
            return Err(in_the_way(&path, "a link"));
        }
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(Error::writing(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => file.lock().map_err(Error::writing(&path))?,
            Err(TryLockError::Error(error)) => return Err(Error::disk(path, "locked", error)),
        }
        Ok(Lock { _file: file })
    }
}

/// Makes the tool's own folder. One that is a link would lead out of the workspace.
fn make_folder(folder: &Path) -> Result<()> {
    if folder.symlink_metadata().is_err() {
        fs::create_dir(folder).or_else(unless_there).map_err(Error::writing(folder))?;
    }
    let meta = folder.symlink_metadata().map_err(Error::reading(folder))?;
    if meta.is_symlink() {
        Err(in_the_way(folder, "a link"))
    } else if !meta.is_dir() {
        Err(in_the_way(folder, "a file"))
    } else {
        Ok(())
    }
}

/// Another command may have made it meanwhile.
fn unless_there(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

fn in_the_way(path: &Path, what: &str) -> Error {
    Error::Refused(format!(
        "{} is {what}, and Claimbook keeps its own things there. Move it away; it is made anew.",
        path.display()
    ))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_in_the_place_of_the_tools_own_files_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let outside = folder.path().join("outside");
        let root = folder.path().join("claims");
        fs::create_dir_all(&outside).unwrap();
        fs::create_dir_all(&root).unwrap();
        symlink(&outside, root.join(PRIVATE)).unwrap();
        assert!(Lock::acquire(&root).unwrap_err().to_string().contains("a link"));
        fs::remove_file(root.join(PRIVATE)).unwrap();
        fs::write(root.join(PRIVATE), "").unwrap();
        assert!(Lock::acquire(&root).unwrap_err().to_string().contains("a file"));
        fs::remove_file(root.join(PRIVATE)).unwrap();
        fs::create_dir(root.join(PRIVATE)).unwrap();
        symlink(outside.join("lock"), root.join(PRIVATE).join("lock")).unwrap();
        symlink(outside.join("ignore"), root.join(PRIVATE).join(".gitignore")).unwrap();
        assert!(Lock::acquire(&root).unwrap_err().to_string().contains("a link"));
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
    }
}
