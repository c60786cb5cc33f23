//! Reading a whole workspace, on every core.

use std::fs::{File, FileType};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc;

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut as _;
use serde::de::DeserializeOwned;

use super::{ACTORS, DOCUMENTS, Filed, SETTINGS_FILE, Workspace};
use crate::error::{Error, Result};
use crate::model::{Actor, Claim, Document, Settings};
use crate::yaml;

/// A captured text larger than this is not read.
pub(crate) const MAX_TEXT_BYTES: u64 = 64 * 1024 * 1024;

/// A file that could not be read, or that is of no known kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// From the workspace's folder, with `/`.
    pub path: String,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// It cannot be read as YAML, or a value has the wrong form.
    Unreadable(yaml::ReadError),
    /// A merge left conflict markers in it; the line of the first, from 1.
    Conflict {
        /// The line of the first marker.
        line: usize,
    },
    /// The system would not let it be read.
    Disk(String),
    /// It is a symbolic link, which could lead out of the workspace.
    Link,
    /// It is a symbolic link to a folder; nothing below it is read.
    LinkedFolder,
    /// It is neither a file nor a folder.
    NotAFile,
    /// It ends in `.yml`, which is not read.
    Yml,
    /// It is neither a claim, nor in `actors/` or `documents/`.
    NoKnownKind,
}

impl Problem {
    /// Whether a record is missing because of it; the others only look odd.
    pub fn is_broken(&self) -> bool {
        !matches!(self.trouble, Trouble::Yml | Trouble::NoKnownKind | Trouble::LinkedFolder)
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Unreadable(error) => write!(f, "{}", error.message),
            Trouble::Conflict { .. } => f.write_str("a merge left conflict markers in it"),
            Trouble::Disk(why) => f.write_str(why),
            Trouble::Link => f.write_str("it is a link to another file; only plain files are read"),
            Trouble::LinkedFolder => f.write_str("it is a link to another folder; nothing below it is read"),
            Trouble::NotAFile => f.write_str("it is not a plain file"),
            Trouble::Yml => f.write_str("it ends in .yml and is not read"),
            Trouble::NoKnownKind => {
                f.write_str("it has no `claim:` and lies in neither actors/ nor documents/")
            }
        }
    }
}

/// What one file turned out to be.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "most files are claims, and none stays here for long")]
pub enum Record {
    /// `claimbook.yaml`.
    Settings(Settings),
    /// A claim.
    Claim(Filed<Claim>),
    /// An actor.
    Actor(Filed<Actor>),
    /// A document's record.
    Document(Filed<Document>),
    /// None of these, or it cannot be read.
    Problem(Problem),
}

impl Record {
    /// Where it stands, from the workspace's folder; `None` for the settings, which have one place.
    pub fn path(&self) -> Option<&str> {
        Some(match self {
            Record::Claim(filed) => &filed.path,
            Record::Actor(filed) => &filed.path,
            Record::Document(filed) => &filed.path,
            Record::Problem(problem) => &problem.path,
            Record::Settings(_) => return None,
        })
    }
}

pub(super) fn load(root: &Path) -> Result<Workspace> {
    std::fs::read_dir(root).map_err(Error::reading(root))?;
    let (sender, receiver) = mpsc::channel();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .threads(threads)
        .build_parallel();
    walk.run(|| {
        // Results go over in batches: a message per file would cost more than some files.
        let mut batch = Batch { sender: sender.clone(), items: Vec::new() };
        Box::new(move |entry| {
            match entry {
                Ok(entry) => batch.items.extend(read_entry(root, &entry).map(Some)),
                Err(error) => batch.items.push(Some(Record::Problem(Problem {
                    path: ".".to_owned(),
                    trouble: Trouble::Disk(error.to_string()),
                }))),
            }
            batch.flush_when_full();
            WalkState::Continue
        })
    });
    drop(sender);
    Ok(Workspace::of(root, sorted(receiver.into_iter().collect())))
}

/// What was read, by path. Records are large: to sort them where they lie would move each many times.
fn sorted(mut batches: Vec<Vec<Option<Record>>>) -> impl Iterator<Item = Record> {
    let path = |&(batch, item): &(usize, usize)| batches.get(batch)?.get(item)?.as_ref()?.path();
    let items = batches.iter().enumerate();
    let mut order: Vec<_> =
        items.flat_map(|(batch, items)| (0..items.len()).map(move |item| (batch, item))).collect();
    order.par_sort_unstable_by(|a, b| path(a).cmp(&path(b)));
    order.into_iter().filter_map(move |(batch, item)| batches.get_mut(batch)?.get_mut(item)?.take())
}

/// Reads one file of a workspace; `None` where it is gone, or none of ours.
pub(super) fn load_file(root: &Path, relative: &str) -> Option<Record> {
    // As the walk: no file is read from below a name that begins with a dot.
    if relative.split('/').any(|part| part.starts_with('.')) {
        return None;
    }
    let path = root.join(relative);
    let kind = path.symlink_metadata().ok()?.file_type();
    read_found(root, &path, kind)
}

/// What one thread has read and not yet handed over.
struct Batch {
    sender: mpsc::Sender<Vec<Option<Record>>>,
    items: Vec<Option<Record>>,
}

impl Batch {
    const SIZE: usize = 256;

    fn flush_when_full(&mut self) {
        if self.items.len() >= Self::SIZE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        // The receiver outlives the threads; where it does not, nobody waits for the rest.
        let _ = self.sender.send(std::mem::take(&mut self.items));
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Reads what the walk found; `None` for folders and for files that are none of ours.
fn read_entry(root: &Path, entry: &DirEntry) -> Option<Record> {
    read_found(root, entry.path(), entry.file_type()?)
}

fn read_found(root: &Path, path: &Path, kind: FileType) -> Option<Record> {
    if kind.is_symlink() && path.is_dir() {
        return Some(Record::Problem(Problem {
            path: relative(root, path)?,
            trouble: Trouble::LinkedFolder,
        }));
    }
    let ending = path.extension().and_then(|ending| ending.to_str())?;
    if kind.is_dir() || (ending != "yaml" && ending != "yml") {
        return None;
    }
    let relative = relative(root, path)?;
    let problem = |trouble| Some(Record::Problem(Problem { path: relative.clone(), trouble }));
    if kind.is_symlink() {
        return problem(Trouble::Link);
    }
    if !kind.is_file() {
        return problem(Trouble::NotAFile);
    }
    if ending == "yml" {
        return problem(Trouble::Yml);
    }
    match read_bounded(path, yaml::MAX_BYTES as u64) {
        Ok(bytes) => Some(read_record(relative, &bytes)),
        Err(error) => problem(Trouble::Disk(Error::disk(&relative, "read", error).to_string())),
    }
}

/// The path from `root`, with `/`; `None` for names that are not Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let mut text = String::new();
    for part in path.strip_prefix(root).ok()?.components() {
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(part.as_os_str().to_str()?);
    }
    Some(text)
}

/// At most one byte more than `limit`, so that the guard sees that it is too much.
pub(crate) fn read_bounded(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::with_capacity(2048);
    file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a file with these bytes is, by its place and its keys.
pub(crate) fn read_record(path: String, bytes: &[u8]) -> Record {
    let folder = path.split_once('/').map(|(folder, _)| folder);
    match folder {
        None if path == SETTINGS_FILE => typed(path, bytes, |filed| Record::Settings(filed.data)),
        Some(ACTORS) => typed(path, bytes, Record::Actor),
        Some(DOCUMENTS) => typed(path, bytes, Record::Document),
        _ => match typed(path, bytes, Record::Claim) {
            Record::Problem(Problem { path, trouble: Trouble::Unreadable(_) }) if !has_claim(bytes) => {
                Record::Problem(Problem { path, trouble: Trouble::NoKnownKind })
            }
            read => read,
        },
    }
}

fn typed<T: DeserializeOwned>(path: String, bytes: &[u8], wrap: fn(Filed<T>) -> Record) -> Record {
    match parse(bytes) {
        Ok(data) => wrap(Filed { path, data }),
        Err(trouble) => Record::Problem(Problem { path, trouble }),
    }
}

/// The one way from a file's bytes to a record.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Trouble> {
    let text = yaml::guard(bytes).map_err(|refused| Trouble::Unreadable(refused_as_error(refused)))?;
    yaml::from_str(text).map_err(|error| match conflict_line(text) {
        Some(line) => Trouble::Conflict { line },
        None => Trouble::Unreadable(error),
    })
}

fn refused_as_error(refused: yaml::Refused) -> yaml::ReadError {
    yaml::ReadError {
        message: refused.message,
        route: None,
        line: refused.position.map(|position| position.line),
        column: refused.position.map(|position| position.column),
        fix: None,
    }
}

/// The line, from 1, of the first marker that a merge left.
pub(crate) fn conflict_line(text: &str) -> Option<usize> {
    text.lines().position(|line| line.starts_with("<<<<<<< ") || line == "<<<<<<<").map(|line| line + 1)
}

/// Whether a file that could not be read as a claim is one nevertheless. A file with no other words than a
/// readable map without `claim:` is of another kind.
fn has_claim(bytes: &[u8]) -> bool {
    let Ok(text) = yaml::guard(bytes) else { return true };
    match yaml::from_str::<yaml::Any>(text) {
        Ok(any) => any.get("claim").is_some(),
        Err(_) => true,
    }
}

/// A file beside the documents. `None` where the name leads elsewhere or no plain file is there.
pub(crate) fn beside_documents(root: &Path, name: &str) -> Option<PathBuf> {
    let mut path = root.join(DOCUMENTS);
    let mut meta = path.symlink_metadata().ok()?;
    for part in Path::new(name).components() {
        let Component::Normal(part) = part else { return None };
        // A folder that is a link would lead elsewhere too.
        if !meta.is_dir() {
            return None;
        }
        path.push(part);
        meta = path.symlink_metadata().ok()?;
    }
    meta.is_file().then_some(path)
}

/// A captured text beside the documents. `None` where the name leads elsewhere or the file is not there.
pub(crate) fn read_text(root: &Path, name: &str) -> Option<String> {
    let bytes = read_bounded(&beside_documents(root, name)?, MAX_TEXT_BYTES).ok()?;
    (bytes.len() as u64 <= MAX_TEXT_BYTES).then(|| String::from_utf8(bytes).ok())?
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_captured_text_lies_beside_the_documents_or_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("claims");
        let documents = root.join(DOCUMENTS);
        std::fs::create_dir_all(documents.join("old")).unwrap();
        std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        std::fs::write(documents.join("a.txt"), "a").unwrap();
        std::fs::write(documents.join("old/b.txt"), "b").unwrap();
        std::os::unix::fs::symlink(folder.path(), documents.join("out")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), documents.join("link.txt")).unwrap();
        let absolute = folder.path().join("secret.txt");
        let absolute = absolute.to_str().unwrap();
        for name in ["out/secret.txt", "link.txt", "../../secret.txt", absolute, "", ".", "a.txt/x"] {
            assert_eq!(read_text(&root, name), None, "{name}");
        }
        assert_eq!(read_text(&root, "a.txt").as_deref(), Some("a"));
        assert_eq!(read_text(&root, "old/b.txt").as_deref(), Some("b"));
    }
}
