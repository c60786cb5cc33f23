//! The files of the index: each is old or new, never part, and nothing in one is believed that its checksum does not bear out.

use std::fs::File;
use std::io::{Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, SystemTime};

use claimbook_core::model::Day;
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::bytes::{Reader, Writer};
use crate::entry::{Place, read_day, write_day};
use crate::walk::changed;

/// Where the index lies in a workspace; derived, ignored by git.
const FOLDER: [&str; 2] = [".claimbook", "cache"];
const MAGIC: u64 = u64::from_le_bytes(*b"claimix1");
/// The header: eight numbers.
const HEADER: usize = 64;
/// What the names of files begin with that are not whole yet.
const BEGUN: &str = ".begun-";
/// Nobody writes for so long.
const ABANDONED: Duration = Duration::from_secs(3600);
/// More than an index of a million claims takes.
const MOST_BYTES: u64 = 4 << 30;

/// Who made a file of the index, and for which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    /// The program; another build may judge otherwise.
    pub(crate) program: u64,
    /// The state that it holds; of changes, the state that they are changes of.
    pub(crate) state: u64,
    pub(crate) today: Day,
}

/// A file of the index that was read: its front whole, the flags and origins and what claims name where they are asked for.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) made: Made,
    front: Vec<u8>,
    beside: Beside,
}

#[derive(Debug)]
enum Beside {
    /// Read by one at a time: each read begins where it has to.
    File {
        file: Mutex<File>,
        start: u64,
        held: OnceLock<Vec<u8>>,
    },
    Here(Vec<u8>),
}

/// What a file of the index begins with.
struct Head {
    file: File,
    made: Made,
    /// Of the front.
    size: usize,
    check: u64,
}

impl Head {
    fn read(root: &Path, name: &str, program: u64) -> Option<Self> {
        let path = folder(root)?.join(name);
        // Neither a link nor a pipe that would never end.
        let meta = path.symlink_metadata().ok().filter(|meta| meta.is_file() && meta.len() <= MOST_BYTES)?;
        let mut file = File::open(&path).ok()?;
        let mut header = [0; HEADER];
        file.read_exact(&mut header).ok()?;
        let (parts, check) = header.split_at(HEADER - 8);
        if Reader::new(check).fixed()? != xxh3_64(parts) {
            return None;
        }
        let mut parts = Reader::new(parts);
        if parts.fixed()? != magic(name) || parts.fixed()? != program {
            return None;
        }
        let state = parts.fixed()?;
        let today = unpack(parts.fixed()?)?;
        let (size, check, beside) = (parts.fixed()?, parts.fixed()?, parts.fixed()?);
        if meta.len() != (HEADER as u64).checked_add(size)?.checked_add(beside)? {
            return None;
        }
        let made = Made { program, state, today };
        Some(Head { file, made, size: usize::try_from(size).ok()?, check })
    }
}

/// A file of the index of which single pieces of the front are read.
pub(crate) struct Pieces {
    pub(crate) made: Made,
    file: Mutex<File>,
    size: usize,
}

impl Pieces {
    /// `None` where the file is not there, or anything is wrong with what it begins with.
    pub(crate) fn of(root: &Path, name: &str, program: u64) -> Option<Self> {
        let Head { file, made, size, .. } = Head::read(root, name, program)?;
        Some(Pieces { made, file: Mutex::new(file), size })
    }

    /// The bytes at a place of the front, if they are those that were written.
    pub(crate) fn at(&self, place: Place) -> Option<Vec<u8>> {
        (place.start.checked_add(place.size)? <= self.size).then_some(())?;
        let mut file = self.file.lock().ok()?;
        file.seek(SeekFrom::Start((HEADER + place.start) as u64)).ok()?;
        let mut bytes = vec![0; place.size];
        file.read_exact(&mut bytes).ok()?;
        (xxh3_64(&bytes) == place.check).then_some(bytes)
    }
}

impl Stored {
    /// Reads a file of the index; `None` where it is not there, or anything is wrong with it.
    pub(crate) fn read(root: &Path, name: &str, program: u64) -> Option<Self> {
        let Head { mut file, made, size, check } = Head::read(root, name, program)?;
        let mut front = vec![0; size];
        file.read_exact(&mut front).ok()?;
        (xxh3_64(&front) == check).then_some(())?;
        let start = (HEADER + size) as u64;
        let beside = Beside::File { file: Mutex::new(file), start, held: OnceLock::new() };
        Some(Stored { made, front, beside })
    }

    /// What is to be written, as if it had been read.
    pub(crate) fn fresh(made: Made, (front, beside): (Vec<u8>, Vec<u8>)) -> Self {
        Stored { made, front, beside: Beside::Here(beside) }
    }

    /// The words and the entries.
    pub(crate) fn front(&self) -> &[u8] {
        &self.front
    }

    /// The bytes at a place beside the front, if they are those that were written.
    pub(crate) fn beside(&self, place: Place) -> Option<Vec<u8>> {
        let of = |bytes: &[u8]| Some(bytes.get(place.start..place.start.checked_add(place.size)?)?.to_vec());
        let bytes = match &self.beside {
            Beside::Here(bytes) => of(bytes)?,
            Beside::File { held, .. } if held.get().is_some() => of(held.get()?)?,
            Beside::File { file, start, .. } => {
                let mut file = file.lock().ok()?;
                let left = file.metadata().ok()?.len().checked_sub(*start)?;
                let end = (place.start as u64).checked_add(place.size as u64)?;
                (end <= left).then_some(())?;
                file.seek(SeekFrom::Start(start.checked_add(place.start as u64)?)).ok()?;
                let mut bytes = vec![0; place.size];
                file.read_exact(&mut bytes).ok()?;
                bytes
            }
        };
        (xxh3_64(&bytes) == place.check).then_some(bytes)
    }

    /// Reads all that is beside the front at once, before much of it is asked for.
    pub(crate) fn hold(&self) {
        if let Beside::File { file, start, held } = &self.beside {
            let Ok(mut file) = file.lock() else { return };
            let mut bytes = Vec::new();
            if file.seek(SeekFrom::Start(*start)).is_ok()
                && (&mut *file).take(MOST_BYTES).read_to_end(&mut bytes).is_ok()
            {
                let _ = held.set(bytes);
            }
        }
    }
}

/// A file of the index that is yet to be written. It is made before the files are looked at, so that its time tells
/// which of them can still change without another time.
pub(crate) struct Draft {
    file: NamedTempFile,
    folder: PathBuf,
    /// By the clock of the file system, in nanoseconds since 1970.
    pub(crate) began: i128,
}

impl Draft {
    /// `None` where nothing can be written: then nothing is kept.
    pub(crate) fn begin(root: &Path) -> Option<Self> {
        let folder = make_folder(root)?;
        let file = tempfile::Builder::new().prefix(BEGUN).tempfile_in(&folder).ok()?;
        let meta = file.as_file().metadata().ok()?;
        sweep(&folder, meta.modified().ok()?);
        let began = changed(&meta);
        Some(Draft { file, folder, began })
    }

    /// Puts it in its place, whole or not at all. That it cannot be written is no error: the next command makes it anew.
    pub(crate) fn finish(self, name: &str, stored: &Stored) -> Option<()> {
        let Beside::Here(beside) = &stored.beside else { return None };
        self.write(name, &stored.made, &stored.front, beside).ok()?;
        self.file.persist(self.folder.join(name)).ok()?;
        Some(())
    }

    fn write(&self, name: &str, made: &Made, front: &[u8], beside: &[u8]) -> Result<()> {
        let mut header = Writer::default();
        let check = xxh3_64(front);
        for part in [
            magic(name),
            made.program,
            made.state,
            pack(made.today),
            front.len() as u64,
            check,
            beside.len() as u64,
        ] {
            header.fixed(part);
        }
        header.fixed(xxh3_64(&header.bytes));
        let mut file = self.file.as_file();
        file.write_all(&header.bytes)?;
        file.write_all(front)?;
        file.write_all(beside)
    }
}

/// Takes away what commands that were killed left behind.
fn sweep(folder: &Path, now: SystemTime) {
    let begun = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(BEGUN));
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let old = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age > ABANDONED);
        if begun(&entry.file_name()) && entry.metadata().and_then(|meta| meta.modified()).is_ok_and(old) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// What a file of this name begins with: one in the place of another is not believed.
fn magic(name: &str) -> u64 {
    xxh3_64_with_seed(name.as_bytes(), MAGIC)
}

/// Puts these bytes there, whole or not at all.
pub(crate) fn put(root: &Path, name: &str, bytes: &[u8]) -> Option<()> {
    let folder = make_folder(root)?;
    let mut file = tempfile::Builder::new().prefix(BEGUN).tempfile_in(&folder).ok()?;
    file.write_all(bytes).ok()?;
    file.persist(folder.join(name)).ok().map(drop)
}

pub(crate) fn forget(root: &Path, name: &str) {
    if let Some(folder) = folder(root) {
        let _ = std::fs::remove_file(folder.join(name));
    }
}

/// The folder of the index, where it is one and lies in the workspace.
pub(crate) fn folder(root: &Path) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in FOLDER {
        path.push(part);
        path.symlink_metadata().ok().filter(|meta| meta.is_dir())?;
    }
    Some(path)
}

fn make_folder(root: &Path) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in FOLDER {
        path.push(part);
        // A link would lead elsewhere.
        match path.symlink_metadata() {
            Ok(meta) => meta.is_dir().then_some(())?,
            Err(_) => std::fs::create_dir(&path).ok()?,
        }
    }
    folder(root)
}

fn pack(day: Day) -> u64 {
    let mut writer = Writer::default();
    write_day(&mut writer, day);
    writer.bytes.resize(8, 0);
    Reader::new(&writer.bytes).fixed().unwrap_or_default()
}

fn unpack(day: u64) -> Option<Day> {
    read_day(&mut Reader::new(&day.to_le_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_command_left_is_taken_away_after_a_while() {
        let root = tempfile::tempdir().unwrap();
        let folder = make_folder(root.path()).unwrap();
        for name in [".begun-old", ".begun-new", "listing"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        for name in [".begun-old", "listing"] {
            let file = File::options().write(true).open(folder.join(name)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        }
        drop(Draft::begin(root.path()));
        assert!(!folder.join(".begun-old").exists());
        assert!(folder.join(".begun-new").exists() && folder.join("listing").exists());
    }
}
