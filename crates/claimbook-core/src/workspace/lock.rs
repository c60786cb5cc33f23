//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
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
        if !folder.is_dir() {
            std::fs::create_dir(&folder)
                .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
                .map_err(Error::writing(root))?;
        }
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            std::fs::write(&ignore, "*\n").map_err(Error::writing(&ignore))?;
        }
        let path = folder.join("lock");
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
