//! The index of a workspace as a whole: up to date with the files, or not there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use claimbook_core::assess::{JudgedClaim, Judgement, Order, Row, Rows};
use claimbook_core::model::Day;
use claimbook_core::workspace::{Record, SETTINGS_FILE, Workspace};
use rayon::prelude::*;

use crate::anew::whole;
use crate::bytes::Reader;
use crate::entry::{Contents, Entry, Kind, Place, Slot, Told};
use crate::find::Finder;
use crate::handles;
use crate::judged;
use crate::names::with_named;
use crate::refresh::refresh;
use crate::store::{Draft, Made, Stored, forget};
use crate::ties::{KeptTies, Ties};
use crate::walk::{self, Folder};
use crate::words::Known;

/// The file that holds the state of every file.
pub(crate) const LISTING: &str = "listing";
/// The file that holds what changed since.
pub(crate) const CHANGES: &str = "changes";
/// Of more claims than one in so many, all are read at once.
const MANY: usize = 8;
const MANY_AT_LEAST: usize = 64;

/// What was kept of a workspace, and is so still.
#[derive(Debug)]
pub struct Kept {
    pub(crate) root: PathBuf,
    pub(crate) base: Stored,
    pub(crate) changes: Option<Stored>,
    /// Every file but for the claims, by path.
    pub(crate) others: Vec<Slot>,
    /// Every claim, by path.
    pub(crate) claims: Vec<Slot>,
    /// Every folder, by path. The mark is 0 where a file in it has to be read again, whatever it looks like.
    pub(crate) folders: Vec<Folder>,
    /// Whether anything must not be told to everybody.
    pub(crate) secrets: bool,
    /// Where the words begin: of the whole, and of what changed since.
    words: (usize, usize),
    /// What claims name: of the whole, and of what changed since.
    ties: [Named; 2],
    /// The marks, when they were read, of the files that have to be read again the next time, whatever they look like.
    pub(crate) unsettled: HashMap<String, u64>,
    /// Where words stand, once somebody looked for some.
    pub(crate) finder: OnceLock<Option<Finder>>,
}

/// Some claims of a workspace, whole, with the records that they name and what follows about them.
#[derive(Debug)]
pub struct Opened {
    /// The other records are there by name alone.
    pub workspace: Workspace,
    /// What follows about the claims that were asked for.
    pub judgement: Judgement,
}

/// What is opened beside claims with all that they name.
#[derive(Debug, Default)]
pub struct Beside<'a> {
    /// Claims for what stands in their own files, by path: nothing that they name is read, and what follows about them is not told.
    pub claims: Vec<&'a str>,
    /// Documents, by key.
    pub documents: Vec<&'a str>,
}

/// Rows that are read one by one: to hold all of them would take far more room than what was kept.
pub struct KeptRows<'k> {
    front: Front<'k>,
    redacted: bool,
    damaged: AtomicBool,
}

impl KeptRows<'_> {
    /// Whether each row that was asked for could be read.
    pub fn are_sound(&self) -> bool {
        !self.damaged.load(Ordering::Relaxed)
    }
}

impl Rows for KeptRows<'_> {
    fn len(&self) -> usize {
        self.front.kept.claims.len()
    }

    fn row(&self, place: usize) -> Cow<'_, Row<'_>> {
        let slot = self.front.kept.claims.get(place);
        let row = slot
            .and_then(|slot| self.front.entry(*slot))
            .and_then(|(entry, words)| entry.listed(words, self.redacted));
        Cow::Owned(row.unwrap_or_else(|| {
            self.damaged.store(true, Ordering::Relaxed);
            Row::default()
        }))
    }

    fn order(&self, place: usize) -> Order<'_> {
        // What outsiders see sorts as what the desk sees only where nothing is secret.
        let slot = self.front.kept.claims.get(place).filter(|_| !self.redacted || !self.front.kept.secrets);
        let order =
            slot.and_then(|slot| self.front.entry(*slot)).and_then(|(entry, words)| entry.order(words));
        order.unwrap_or_else(|| Order::of(&self.row(place)))
    }
}

/// What claims name: read once it is asked for.
#[derive(Debug)]
struct Named {
    place: Place,
    bytes: OnceLock<Option<Vec<u8>>>,
}

impl Named {
    fn at(place: Place) -> Self {
        Named { place, bytes: OnceLock::new() }
    }
}

/// The entries of an index, with what it takes to read them.
pub(crate) struct Front<'k> {
    pub(crate) kept: &'k Kept,
    base: Known<'k>,
    changes: Known<'k>,
}

impl Kept {
    /// What was kept of the workspace in `root`, brought up to date with its files. `None` where nothing was kept that can be brought up
    /// to date sooner than it is made anew. `program` tells one build of a program from another.
    pub fn open(root: &Path, program: u64, today: Day) -> Option<Self> {
        // Both wait for the disk, and neither for the other.
        let (kept, folders) = rayon::join(|| Kept::read(root, program), || walk::folders(root));
        refresh(kept?, &folders.ok()?, today)
    }

    /// Reads the whole workspace, works out what follows, and keeps what a later [`Kept::open`] needs; where that cannot be written,
    /// nothing is kept.
    ///
    /// # Errors
    /// As [`Workspace::load`].
    pub fn build(root: &Path, program: u64, today: Day) -> claimbook_core::Result<(Workspace, Judgement)> {
        let draft = Draft::begin(root);
        let seen = draft.as_ref().and_then(|_| walk::all(root).ok());
        let workspace = Workspace::load(root)?;
        let judgement = Judgement::of(&workspace, Some(today));
        if let (Some(draft), Some(seen)) = (draft, seen) {
            forget(root, CHANGES);
            let made = Made { program, state: 0, today };
            let stored = whole(&workspace, &judgement, &seen, draft.began, made);
            // That it could not be kept is no error: the next command makes it anew.
            if draft.finish(LISTING, &stored).is_some()
                && let Some(kept) = Kept::of(root, stored, None)
            {
                handles::keep(&kept);
            }
        }
        Ok((workspace, judgement))
    }

    /// What was kept, whether or not the files are still so.
    pub(crate) fn as_it_is(root: &Path, program: u64) -> Option<Self> {
        Kept::read(root, program)
    }

    fn read(root: &Path, program: u64) -> Option<Self> {
        let base = Stored::read(root, LISTING, program)?;
        let changes =
            Stored::read(root, CHANGES, program).filter(|changes| changes.made.state == base.made.state);
        Kept::of(root, base, changes)
    }

    pub(crate) fn of(root: &Path, base: Stored, changes: Option<Stored>) -> Option<Self> {
        let of_base = Contents::read(base.front())?;
        let of_changes = match &changes {
            Some(changes) => Some(Contents::read(changes.front())?),
            None => None,
        };
        let mut kept = Kept {
            root: root.to_owned(),
            claims: of_base.claims.into_iter().map(|start| Slot::of_claim(start, false)).collect(),
            others: of_base.others.into_iter().map(|start| Slot::of_other(start, false)).collect(),
            ties: [
                Named::at(of_base.ties),
                Named::at(of_changes.as_ref().map_or(of_base.ties, |contents| contents.ties)),
            ],
            words: (of_base.words, of_changes.as_ref().map_or(0, |contents| contents.words)),
            folders: of_changes
                .as_ref()
                .map_or(&of_base.folders, |contents| &contents.folders)
                .iter()
                .map(|(path, mark)| Folder { path: (*path).to_owned(), mark: *mark })
                .collect(),
            secrets: of_changes.as_ref().map_or(of_base.secrets, |contents| contents.secrets),
            base,
            changes: None,
            unsettled: HashMap::new(),
            finder: OnceLock::new(),
        };
        if let (Some(stored), Some(contents)) = (&changes, of_changes) {
            let merged = merge(&kept.front()?, stored.front(), &contents)?;
            (kept.claims, kept.others) = merged;
        }
        kept.changes = changes;
        Some(kept)
    }

    pub(crate) fn front(&self) -> Option<Front<'_>> {
        let words = |front, at| Known::read(&mut Reader::new(<[u8]>::get(front, at..)?));
        Some(Front {
            kept: self,
            base: words(self.base.front(), self.words.0)?,
            changes: match &self.changes {
                Some(changes) => words(changes.front(), self.words.1)?,
                None => Known::default(),
            },
        })
    }

    /// The rows of all claims, by path: as outsiders may see them, or as the desk does. `None` where what was kept cannot be read.
    pub fn rows(&self, redacted: bool) -> Option<KeptRows<'_>> {
        Some(KeptRows { front: self.front()?, redacted, damaged: AtomicBool::new(false) })
    }

    /// The workspace by name alone: its settings, what actors and documents are called, and the files that cannot be read. It has no
    /// claim. Where something must not be told to everybody, it has what [`claimbook_core::redact`] needs.
    pub fn names(&self) -> Option<Workspace> {
        self.front()?.names(if self.secrets { Told::All } else { Told::Texts })
    }

    /// Likewise, but where nothing is secret of documents no more than what they are called.
    pub fn called(&self) -> Option<Workspace> {
        self.front()?.names(if self.secrets { Told::All } else { Told::Name })
    }

    /// Whether anything must not be told to everybody.
    pub fn has_secrets(&self) -> bool {
        self.secrets
    }

    /// The claims at these paths, whole, as they stand in their files, with all that they name; every other record is as in `names`.
    /// `None` where a file changed meanwhile.
    pub fn whole(&self, names: Workspace, paths: &[&str]) -> Option<Opened> {
        self.whole_with(names, paths, &Beside::default())
    }

    /// Likewise, with some more.
    pub fn whole_with(&self, names: Workspace, paths: &[&str], beside: &Beside<'_>) -> Option<Opened> {
        let known: BTreeSet<&str> = paths.iter().copied().collect();
        let alone: Vec<&str> = beside.claims.iter().copied().filter(|path| !known.contains(path)).collect();
        let all: Vec<&str> = paths.iter().chain(&alone).copied().collect();
        let many = all.len() > MANY_AT_LEAST && all.len() > self.claims.len() / MANY;
        if many {
            self.base.hold();
        }
        let front = self.front()?;
        let judged = |path: &&str| Some(((*path).to_owned(), front.judged(&front.at(path)?.0)?));
        let judgement = paths.par_iter().map(judged).collect::<Option<Vec<_>>>()?.into_iter().collect();
        let workspace = if many {
            Workspace::load(&self.root).ok()?
        } else {
            let ties = |path: &&str| front.whole_ties(front.place(path)?);
            let mut ties = paths.iter().map(ties).collect::<Option<Vec<_>>>()?;
            ties.push(Ties { documents: beside.documents.clone(), ..Ties::default() });
            let records = Workspace::read_files(&self.root, &all);
            let claims = records.into_iter().filter(|record| matches!(record, Record::Claim(_)));
            with_named(names, claims.collect(), &ties)
        };
        // What was read now must be what the rows and flags were made of.
        let same = |path: &&str| workspace.claim_at(path).is_some() && front.is_as_it_was(path);
        let same = all.par_iter().all(same) && front.is_as_it_was(SETTINGS_FILE);
        same.then_some(Opened { workspace, judgement })
    }
}

impl<'k> Front<'k> {
    pub(crate) fn entry(&self, slot: Slot) -> Option<(Entry<'k>, &Known<'k>)> {
        let (front, words) = self.of(slot)?;
        let mut entry = Entry::next(&mut Reader::new(front.get(slot.start..)?))?;
        entry.slot = slot;
        Some((entry, words))
    }

    /// What a claim names, without a look at its entry.
    pub(crate) fn ties(&self, slot: Slot) -> Option<KeptTies<'k>> {
        let (stored, [whole, changes]) = (self.stored(slot)?, &self.kept.ties);
        let named = if slot.changed { changes } else { whole };
        let bytes = named.bytes.get_or_init(|| stored.beside(named.place)).as_ref()?;
        KeptTies::read(Reader::new(bytes.get(slot.ties..)?))
    }

    /// Likewise, all of it.
    pub(crate) fn whole_ties(&self, slot: Slot) -> Option<Ties<'k>> {
        self.ties(slot)?.whole(self.of(slot)?.1)
    }

    /// The bytes that a slot is a place of, and their words.
    fn of(&self, slot: Slot) -> Option<(&'k [u8], &Known<'k>)> {
        let words = if slot.changed { &self.changes } else { &self.base };
        Some((self.stored(slot)?.front(), words))
    }

    /// The file that a slot is a place of.
    fn stored(&self, slot: Slot) -> Option<&'k Stored> {
        if slot.changed { self.kept.changes.as_ref() } else { Some(&self.kept.base) }
    }

    /// The numbers of these keys among the words: of the whole, and of what changed since.
    pub(crate) fn numbered<'t>(&self, keys: &[&'t str]) -> [Vec<(u64, &'t str)>; 2] {
        [self.base.numbered(keys), self.changes.numbered(keys)]
    }

    /// Every file, in no order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Option<(Entry<'k>, &Known<'k>)>> {
        self.kept.claims.iter().chain(&self.kept.others).map(|slot| self.entry(*slot))
    }

    /// What changed after the whole was kept, by path; what is gone since, too.
    pub(crate) fn changed_before(&self) -> Option<Vec<(Entry<'k>, &Known<'k>)>> {
        let Some(changes) = &self.kept.changes else { return Some(Vec::new()) };
        let contents = Contents::read(changes.front())?;
        slots_of_changes(&contents).map(|(_, slot)| self.entry(slot)).collect()
    }

    /// The files of a folder, not of those below it, by path.
    pub(crate) fn within(&self, folder: &str) -> Option<Vec<(Entry<'k>, &Known<'k>)>> {
        let head = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut found = Vec::new();
        for slots in [&self.kept.claims, &self.kept.others] {
            let before = |slot: &Slot| self.entry(*slot).is_some_and(|(entry, _)| entry.path < head.as_str());
            for slot in slots.get(slots.partition_point(before)..)? {
                let (entry, words) = self.entry(*slot)?;
                let Some(name) = entry.path.strip_prefix(&head) else { break };
                if !name.contains('/') {
                    found.push((entry, words));
                }
            }
        }
        found.sort_unstable_by_key(|(entry, _)| entry.path);
        Some(found)
    }

    fn place(&self, path: &str) -> Option<Slot> {
        let before = |slot: &Slot| self.entry(*slot).is_some_and(|(entry, _)| entry.path < path);
        let is_it = |slot: &&Slot| self.entry(**slot).is_some_and(|(entry, _)| entry.path == path);
        let of = |slots: &[Slot]| slots.get(slots.partition_point(before)).filter(is_it).copied();
        of(&self.kept.claims).or_else(|| of(&self.kept.others))
    }

    /// The place of a claim's file among those of all claims.
    pub(crate) fn place_of_claim(&self, path: &str) -> Option<usize> {
        let of = |slot: &Slot| self.entry(*slot).map(|(entry, _)| entry.path);
        let place = self.kept.claims.partition_point(|slot| of(slot).is_some_and(|it| it < path));
        self.kept.claims.get(place).and_then(of).filter(|it| *it == path).map(|_| place)
    }

    /// Whether the file at a path is the one that was read for what was kept.
    fn is_as_it_was(&self, path: &str) -> bool {
        let unsettled = self.kept.unsettled.get(path).copied();
        let mark = unsettled.or_else(|| self.at(path).map(|(entry, _)| entry.mark));
        mark == walk::look_again(&self.kept.root, path).map(|seen| seen.mark)
    }

    /// The file at a path.
    pub(crate) fn at(&self, path: &str) -> Option<(Entry<'k>, &Known<'k>)> {
        self.entry(self.place(path)?)
    }

    /// The flags and origins of a claim.
    pub(crate) fn judged(&self, entry: &Entry<'_>) -> Option<JudgedClaim> {
        judged::read(&mut Reader::new(&self.stored(entry.slot)?.beside(entry.judged()?)?))
    }
}

/// What changed, each with the list that it belongs to: 0 for claims, 1 for all else.
fn slots_of_changes(contents: &Contents<'_>) -> impl Iterator<Item = (usize, Slot)> {
    let claims = contents.claims.iter().map(|start| (0, Slot::of_claim(*start, true)));
    claims.chain(contents.others.iter().map(|start| (1, Slot::of_other(*start, true))))
}

/// Where the claims stand, and all else: what changed in its place, and without what is gone since.
fn merge(base: &Front<'_>, changes: &[u8], contents: &Contents<'_>) -> Option<(Vec<Slot>, Vec<Slot>)> {
    let kept = base.kept;
    let path = |slot: &Slot| base.entry(*slot).map(|(entry, _)| entry.path);
    // For each of the two lists, by place: how many of the base go, and what comes before them.
    let mut lists = [(&kept.claims, BTreeMap::new()), (&kept.others, BTreeMap::new())];
    for (own, slot) in slots_of_changes(contents) {
        let entry = Entry::next(&mut Reader::new(changes.get(slot.start..)?))?;
        for (list, (slots, edits)) in lists.iter_mut().enumerate() {
            let at = slots.partition_point(|slot| path(slot).is_some_and(|path| path < entry.path));
            let replaced = slots.get(at).and_then(path) == Some(entry.path);
            let new = (list == own && entry.kind != Kind::Gone).then_some(slot);
            let edit: &mut (bool, Vec<Slot>) = edits.entry(at).or_default();
            edit.0 |= replaced;
            edit.1.extend(new);
        }
    }
    let merged = lists.map(|(slots, edits)| {
        let mut merged = Vec::with_capacity(slots.len() + edits.len());
        let mut from = 0;
        for (at, (replaced, new)) in edits {
            merged.extend(slots.get(from..at).unwrap_or_default());
            merged.extend(new);
            from = at + usize::from(replaced);
        }
        merged.extend(slots.get(from..).unwrap_or_default());
        merged
    });
    let [claims, others] = merged;
    Some((claims, others))
}
