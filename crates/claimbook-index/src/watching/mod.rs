//! Waiting until files of a workspace change: by the system's notices where they can be had, else by looking every so often. The one
//! module that names the crate for notices.

mod remote;

use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// A checkout swaps hundreds of files: it is over when nothing has been heard for so long.
const QUIET: Duration = Duration::from_millis(200);
/// Where it is never quiet, one must look all the same.
const LONGEST: Duration = Duration::from_secs(5);
/// How often to look where no notices can be had.
const EVERY: Duration = Duration::from_secs(2);
/// A notice can be lost, and a day ends without one.
const AT_LEAST_EVERY: Duration = Duration::from_secs(60);

/// What waits for changes below a folder.
#[derive(Debug)]
pub struct Watching {
    root: PathBuf,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Notices {
        heard: Receiver<Heard>,
        /// Notices end when it is dropped.
        _watcher: RecommendedWatcher,
    },
    Looking(Duration),
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heard {
    /// A file may be another.
    Change,
    /// The folder itself may be another: from the one that is there now no notices come.
    Swapped,
    /// There will be no more notices, or not of all files.
    Lost(String),
}

impl Watching {
    /// Begins to watch; with `every` it looks so often. Says why, where notices were wanted and cannot be had.
    pub fn start(root: &Path, every: Option<Duration>) -> (Self, Option<String>) {
        // A link is followed once: notices name files by where they really are.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (way, why) = match every {
            Some(every) => (Way::Looking(every), None),
            None => match notices(&root) {
                Ok(way) => (way, None),
                Err(why) => (Way::Looking(EVERY), Some(why)),
            },
        };
        (Watching { root, way }, why)
    }

    /// Waits until a file may have changed and all is quiet. Says why, where it is to look every so often from now on.
    pub fn wait(&mut self) -> Option<String> {
        let heard = match &self.way {
            Way::Looking(every) => {
                std::thread::sleep(*every);
                return None;
            }
            Way::Notices { heard, .. } => quiet(heard),
        };
        match heard {
            Heard::Change => None,
            Heard::Swapped => {
                let (again, why) = Watching::start(&self.root, None);
                *self = again;
                why
            }
            Heard::Lost(why) => {
                self.way = Way::Looking(EVERY);
                Some(why)
            }
        }
    }

    /// Waits where there is nothing to watch, and begins anew where there is.
    pub fn wait_for_the_folder(&mut self) -> Option<String> {
        std::thread::sleep(EVERY);
        match (&self.way, self.root.is_dir()) {
            (Way::Notices { .. }, true) => {
                let (again, why) = Watching::start(&self.root, None);
                *self = again;
                why
            }
            _ => None,
        }
    }
}

fn notices(root: &Path) -> Result<Way, String> {
    if let Some(system) = remote::file_system(root) {
        return Err(format!("the files lie on a file system ({system}) that others may write to unseen"));
    }
    let (sender, heard) = channel();
    let base = root.to_owned();
    let hear = move |event: notify::Result<Event>| {
        if let Some(heard) = hear(&base, event) {
            // Nobody listens any more when the watch is over.
            let _ = Sender::send(&sender, heard);
        }
    };
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(hear, config).map_err(|error| reason(&error))?;
    watcher.watch(root, RecursiveMode::Recursive).map_err(|error| reason(&error))?;
    Ok(Way::Notices { heard, _watcher: watcher })
}

/// Waits for a notice, and then until none has come for a while.
fn quiet(heard: &Receiver<Heard>) -> Heard {
    let lost = || Heard::Lost("the system sends no more notices".to_owned());
    let mut all = match heard.recv_timeout(AT_LEAST_EVERY) {
        Ok(first) => first,
        Err(RecvTimeoutError::Timeout) => return Heard::Change,
        Err(RecvTimeoutError::Disconnected) => return lost(),
    };
    #[expect(clippy::disallowed_methods, reason = "how long there was no quiet, and not what time it is")]
    let began = Instant::now();
    while began.elapsed() < LONGEST {
        match heard.recv_timeout(QUIET) {
            Ok(next) => all = graver(all, next),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return lost(),
        }
    }
    all
}

fn graver(one: Heard, other: Heard) -> Heard {
    match (&one, &other) {
        (Heard::Lost(_), _) | (Heard::Swapped, Heard::Change) => one,
        _ => other,
    }
}

fn hear(root: &Path, event: notify::Result<Event>) -> Option<Heard> {
    let event = match event {
        Ok(event) => event,
        Err(error) => {
            return Some(match error.kind {
                ErrorKind::MaxFilesWatch => Heard::Lost(reason(&error)),
                // A folder that is gone again, or a notice that could not be read: looking tells.
                _ => Heard::Change,
            });
        }
    };
    if event.need_rescan() {
        return Some(Heard::Change);
    }
    let read_only =
        matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if read_only {
        return None;
    }
    let moved_or_gone =
        matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
    if moved_or_gone && event.paths.iter().any(|path| path == root) {
        return Some(Heard::Swapped);
    }
    event.paths.iter().any(|path| is_ours(root, path)).then_some(Heard::Change)
}

/// Whether a check looks at the file at this path: not at what the tool keeps for itself, nor at what editors and git do.
fn is_ours(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true };
    let parts: Vec<&str> = below
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => part.to_str(),
            _ => None,
        })
        .collect();
    match parts.as_slice() {
        ["documents" | ".schema", ..] => true,
        // The folder is made when something is kept for the first time.
        [".claimbook", rest @ ..] => rest.first() == Some(&"undo"),
        parts => !parts.iter().any(|part| part.starts_with('.')),
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system has no notices left to give".to_owned(),
        ErrorKind::Io(error) => format!("the system says: {error}"),
        other => format!("the system says: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, ModifyKind, RemoveKind};

    fn heard(kind: EventKind, path: &str) -> Option<Heard> {
        hear(Path::new("/desk"), Ok(Event::new(kind).add_path(path.into())))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn what_a_check_looks_at_is_heard() {
        for path in [
            "/desk/2024-11/a.yaml",
            "/desk/claimbook.yaml",
            "/desk/documents/.hidden.txt",
            "/desk/.schema/claim.json",
            "/desk/.claimbook/undo/plan.json",
            "/desk/2024-12",
        ] {
            assert_eq!(heard(WRITTEN, path), Some(Heard::Change), "{path}");
        }
    }

    #[test]
    fn what_the_tool_itself_and_others_keep_is_not() {
        for path in [
            "/desk/.claimbook",
            "/desk/.claimbook/cache/listing",
            "/desk/.claimbook/lock",
            "/desk/.git/index",
            "/desk/2024-11/.a.yaml.swp",
            "/desk/.trash/a.yaml",
        ] {
            assert_eq!(heard(WRITTEN, path), None, "{path}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Read));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(heard(opened, "/desk/a.yaml"), None);
        assert_eq!(heard(closed, "/desk/a.yaml"), Some(Heard::Change));
    }

    #[test]
    fn a_folder_that_goes_is_watched_anew() {
        assert_eq!(heard(EventKind::Remove(RemoveKind::Folder), "/desk"), Some(Heard::Swapped));
        assert_eq!(heard(EventKind::Remove(RemoveKind::File), "/desk/a.yaml"), Some(Heard::Change));
        assert_eq!(heard(EventKind::Create(CreateKind::Folder), "/desk/x"), Some(Heard::Change));
    }

    #[test]
    fn where_no_notices_are_left_it_says_so() {
        let error = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(matches!(hear(Path::new("/desk"), Err(error)), Some(Heard::Lost(_))));
    }

    #[test]
    fn of_many_notices_the_gravest_counts() {
        let (sender, receiver) = channel();
        for heard in [Heard::Change, Heard::Swapped, Heard::Change] {
            sender.send(heard).unwrap();
        }
        assert_eq!(quiet(&receiver), Heard::Swapped);
        drop(sender);
        assert!(matches!(quiet(&receiver), Heard::Lost(_)));
    }
}
