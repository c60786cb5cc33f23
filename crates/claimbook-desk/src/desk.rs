//! The state of a running desk: whose it is, where its files are, and how they were when they were read last.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use claimbook_core::ledger::Captured;
use claimbook_core::model::{Day, IdSource, Instant};
use claimbook_core::workspace::{Committed, Draft, Signature};
use claimbook_core::{Error, Result};
use claimbook_index::view::ViewError;
use claimbook_intake::{IntakeError, Reach};
use tokio::sync::{Semaphore, watch};

use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::secret::Secret;
use crate::snapshot::{Seeing, Snapshot, State};
use crate::stale::Stale;
use crate::texts::Texts;

/// Pages that may listen for changes at once; a browser needs one for all its tabs.
const LISTENERS: usize = 64;

/// What a desk is opened with.
pub struct Setup {
    /// The workspace's folder.
    pub root: PathBuf,
    /// Who signs what is written.
    pub user: String,
    /// The port that it answers on.
    pub port: u16,
    /// What lets a browser in.
    pub secret: Secret,
    /// Whether protected sources are named.
    pub unredacted: bool,
    /// What tells this program from others, where what is worked out may be kept for the next start.
    pub program: Option<u64>,
    /// How long a page has to come that somebody gave the address of.
    pub fetches_within: Duration,
    /// From where such a page may come.
    pub reach: Reach,
    /// The time.
    pub now: Box<dyn Fn() -> Instant + Send + Sync>,
    /// Chance for new ids: another number each time.
    pub seed: Box<dyn Fn() -> u64 + Send + Sync>,
}

/// A desk. Its copies are the same desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    setup: Setup,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Why the files cannot be read, where they cannot.
    trouble: RwLock<Option<String>>,
    /// One reads the files at a time; who comes second finds the work done.
    refreshing: Mutex<()>,
    readying: Mutex<()>,
    /// Counts what pages could show anew.
    version: watch::Sender<u64>,
    /// Whether the desk is to end.
    ending: watch::Sender<bool>,
    listeners: Arc<Semaphore>,
    texts: Texts,
}

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// Somebody else changed the record meanwhile.
    Stale(Stale),
    /// What was typed cannot be written, or the files cannot be.
    Core(Error),
}

/// Why a page is not shown.
#[derive(Debug)]
pub(crate) enum NotShown {
    /// There is none.
    Refused(Refusal),
    /// The files are not any more what was looked at.
    Unsure,
}

impl From<Refusal> for NotShown {
    fn from(refusal: Refusal) -> Self {
        NotShown::Refused(refusal)
    }
}

impl From<ViewError> for NotShown {
    fn from(_: ViewError) -> Self {
        NotShown::Unsure
    }
}

impl From<Error> for Unwritten {
    fn from(error: Error) -> Self {
        match error {
            Error::ChangedMeanwhile { .. } => Unwritten::Stale(Stale::Changed),
            error => Unwritten::Core(error),
        }
    }
}

impl From<Stale> for Unwritten {
    fn from(stale: Stale) -> Self {
        Unwritten::Stale(stale)
    }
}

impl Desk {
    /// Reads the workspace for the first time.
    ///
    /// # Errors
    /// Where its folder cannot be read.
    pub fn open(setup: Setup) -> Result<Self> {
        let snapshot = read(&setup, state(&setup), true).map_err(|error| match error {
            ViewError::Core(error) => error,
            // What looks at the files alone is never unsure.
            ViewError::Unsure => Error::Refused(error.to_string()),
        })?;
        Ok(Desk(Arc::new(Inner {
            setup,
            snapshot: RwLock::new(Arc::new(snapshot)),
            trouble: RwLock::new(None),
            refreshing: Mutex::new(()),
            readying: Mutex::new(()),
            version: watch::Sender::new(1),
            ending: watch::Sender::new(false),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            texts: Texts::default(),
        })))
    }

    /// How many files cannot be read, and are left out.
    pub fn broken(&self) -> usize {
        self.snapshot().broken()
    }

    /// From now on reads the files again after each time that `wait` returns, in a thread that ends with the process.
    pub fn follow(&self, mut wait: impl FnMut() + Send + 'static) {
        let desk = self.clone();
        desk.get_ready();
        std::thread::spawn(move || {
            loop {
                wait();
                desk.refresh();
                desk.get_ready();
            }
        });
    }

    /// Works out beside everything else what the first search among the claims would have to. One does so at a time, for what there is last.
    fn get_ready(&self) {
        let desk = self.clone();
        std::thread::spawn(move || {
            let Ok(_one) = desk.0.readying.try_lock() else { return };
            loop {
                let snapshot = desk.snapshot();
                snapshot.get_ready();
                if Arc::ptr_eq(&snapshot, &desk.snapshot()) {
                    return;
                }
            }
        });
    }

    /// Reads the files again, where one of them is another or the day is. Pages are told.
    pub(crate) fn refresh(&self) {
        let _one = self.0.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let state = state(&self.0.setup);
        match self.snapshot().is_of(state) {
            true => self.say_trouble(None),
            false => self.replace(state, true),
        }
    }

    /// Reads the files again, and believes nothing that was kept of them.
    fn refresh_from_files(&self) {
        let _one = self.0.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        self.replace(state(&self.0.setup), false);
    }

    /// Looks at the files until it is from what was kept: files that changed a moment ago are read whole.
    #[cfg(test)]
    pub(crate) fn settle(&self) {
        while !self.snapshot().view.is_from_kept() {
            self.replace(None, true);
        }
    }

    /// The state is taken before the files are read: what changes meanwhile is another state the next time.
    fn replace(&self, state: Option<State>, trusts: bool) {
        match read(&self.0.setup, state, trusts) {
            Ok(snapshot) => {
                *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
                self.say_trouble(None);
                self.0.version.send_modify(|version| *version += 1);
            }
            // A checkout may bring the files back; until then pages show how they were.
            Err(error) => self.say_trouble(Some(error.to_string())),
        }
    }

    /// Makes a page of what the desk knows. Where a file changed since it was read, or what was kept is damaged, the files are read
    /// again first: that is slower, and never wrong.
    pub(crate) fn show<T>(
        &self,
        make: impl Fn(Frame, &Snapshot) -> Result<T, NotShown>,
    ) -> Result<T, Refusal> {
        let made = || match make(Frame::of(self), &self.snapshot()) {
            Ok(page) => Some(Ok(page)),
            Err(NotShown::Refused(refusal)) => Some(Err(refusal)),
            Err(NotShown::Unsure) => None,
        };
        let again = [Desk::refresh, Desk::refresh_from_files];
        made()
            .or_else(|| {
                again.into_iter().find_map(|refresh| {
                    refresh(self);
                    made()
                })
            })
            .unwrap_or_else(|| Err(self.trouble().map_or_else(Refusal::broken, Refusal::unreadable)))
    }

    fn say_trouble(&self, trouble: Option<String>) {
        let mut said = self.0.trouble.write().unwrap_or_else(PoisonError::into_inner);
        if *said != trouble {
            *said = trouble;
            self.0.version.send_modify(|version| *version += 1);
        }
    }

    /// Writes: `work` is done in a draft, while nobody else writes, and all of it or nothing reaches the disk. Blocks.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Draft) -> Result<T, Unwritten>,
    ) -> Result<T, Unwritten> {
        self.write_telling(work).map(|(done, _)| done)
    }

    /// [`Desk::write`], with what was made besides.
    pub(crate) fn write_telling<T>(
        &self,
        work: impl FnOnce(&mut Draft) -> Result<T, Unwritten>,
    ) -> Result<(T, Committed), Unwritten> {
        let setup = &self.0.setup;
        let signature = Signature { by: setup.user.clone(), at: (setup.now)() };
        let mut draft = Draft::begin(&setup.root, signature, IdSource::new((setup.seed)()))?;
        let written = match work(&mut draft) {
            Ok(done) => draft.commit().map(|committed| (done, committed)).map_err(Unwritten::from),
            Err(why) => {
                drop(draft);
                Err(why)
            }
        };
        // Also where nothing was written: whoever is told that somebody else was quicker must see what they did.
        self.refresh();
        written
    }

    /// The workspace as it was read last.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Why the files cannot be read, where they cannot.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.0.trouble.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Counts up whenever a page could show something else. To be asked before the snapshot: then a page is at worst fetched once more.
    pub(crate) fn version(&self) -> u64 {
        *self.0.version.borrow()
    }

    pub(crate) fn versions(&self) -> watch::Receiver<u64> {
        self.0.version.subscribe()
    }

    /// A notice as an address carries it: nobody else can make one that the desk tells.
    pub(crate) fn sealed(&self, says: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("says", says).append_pair("seal", &self.seal(says));
        query.finish()
    }

    /// Whether it was this desk that wrote a notice into an address.
    pub(crate) fn is_sealed(&self, says: &str, seal: &str) -> bool {
        !says.is_empty() && self.seal(says) == seal
    }

    fn seal(&self, says: &str) -> String {
        claimbook_core::digest::hex(format!("notice {says} {}", self.secret().form()).as_bytes())
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0.setup.secret
    }

    /// The time.
    pub(crate) fn now(&self) -> Instant {
        (self.0.setup.now)()
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.setup.port
    }

    pub(crate) fn user(&self) -> &str {
        &self.0.setup.user
    }

    /// Captured texts that were shown last.
    pub(crate) fn texts(&self) -> &Texts {
        &self.0.texts
    }

    /// Whether protected sources are named.
    pub(crate) fn names_all(&self) -> bool {
        self.0.setup.unredacted
    }

    /// Fetches a page and reads it. Blocks.
    pub(crate) fn fetch(&self, address: &str) -> Result<Captured, IntakeError> {
        claimbook_intake::read_address(address, self.0.setup.fetches_within, self.0.setup.reach)
    }

    pub(crate) fn listeners(&self) -> &Arc<Semaphore> {
        &self.0.listeners
    }

    /// Tells everything that goes on to end.
    pub(crate) fn end(&self) {
        self.0.ending.send_replace(true);
    }

    pub(crate) fn ending(&self) -> watch::Receiver<bool> {
        self.0.ending.subscribe()
    }

    /// Does what blocks where it keeps nobody waiting.
    pub(crate) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = self.clone();
        tokio::task::spawn_blocking(move || work(&desk)).await.map_err(|_| Refusal::broken())
    }
}

fn today(setup: &Setup) -> Option<Day> {
    (setup.now)().date().and_then(Day::parse)
}

fn state(setup: &Setup) -> Option<State> {
    Some((claimbook_index::state(&setup.root).ok()?, today(setup)))
}

fn read(setup: &Setup, state: Option<State>, trusts: bool) -> Result<Snapshot, ViewError> {
    let seeing = Seeing {
        root: &setup.root,
        program: setup.program,
        today: today(setup),
        unredacted: setup.unredacted,
        secret: setup.secret.form(),
    };
    match Snapshot::of(seeing, state, trusts) {
        Err(ViewError::Unsure) if trusts => Snapshot::of(seeing, state, false),
        // A file changes again and again while it is looked at: from memory everything is of one moment.
        Err(ViewError::Unsure) => Snapshot::of(Seeing { program: None, ..seeing }, state, false),
        result => result,
    }
}
