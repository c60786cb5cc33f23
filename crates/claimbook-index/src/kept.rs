//! The index of a workspace as a whole: up to date with the files, or not there.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use claimbook_core::assess::{Judgement, Row};
use claimbook_core::model::Day;
use claimbook_core::redact::redact_judged;
use claimbook_core::workspace::{Filed, Record, SETTINGS_FILE, Workspace};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::Reader;
use crate::entry::{Entries, Entry, KeptClaim, Kind, Ties};
use crate::refresh::refresh;
use crate::store::{Draft, Made, Stored, forget};
use crate::walk::{Seen, walk};
use crate::words::Known;
use crate::{entry, judged};

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
}

/// Some claims of a workspace, whole, with the records that they name and what follows about them.
#[derive(Debug)]
pub struct Opened {
    /// The other records are there by name alone.
    pub workspace: Workspace,
    /// What follows about the claims that were asked for.
    pub judgement: Judgement,
}

/// Where an entry begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    changed: bool,
    start: usize,
}

/// The entries of an index, with what it takes to read them.
pub(crate) struct Front<'k> {
    kept: &'k Kept,
    base: Known<'k>,
    changes: Known<'k>,
}

impl Kept {
    /// What was kept of the workspace in `root`, brought up to date with its files. `None` where nothing was kept that can be brought up
    /// to date sooner than it is made anew. `program` tells one build of a program from another.
    pub fn open(root: &Path, program: u64, today: Day) -> Option<Self> {
        // Both wait for the disk, and neither for the other.
        let (kept, seen) = rayon::join(|| Kept::read(root, program), || walk(root));
        refresh(kept?, &seen.ok()?, today)
    }

    /// Reads the whole workspace, works out what follows, and keeps what a later [`Kept::open`] needs; where that cannot be written,
    /// nothing is kept.
    ///
    /// # Errors
    /// As [`Workspace::load`].
    pub fn build(root: &Path, program: u64, today: Day) -> claimbook_core::Result<(Workspace, Judgement)> {
        let draft = Draft::begin(root);
        let seen = draft.as_ref().and_then(|_| walk(root).ok());
        let workspace = Workspace::load(root)?;
        let judgement = Judgement::of(&workspace, Some(today));
        if let (Some(draft), Some(seen)) = (draft, seen) {
            forget(root, CHANGES);
            let made = Made { program, state: 0, today };
            let stored = whole(&workspace, &judgement, &seen, draft.began, made);
            // That it could not be kept is no error: the next command makes it anew.
            let _ = draft.finish(LISTING, &stored);
        }
        Ok((workspace, judgement))
    }

    fn read(root: &Path, program: u64) -> Option<Self> {
        let base = Stored::read(root, LISTING, program)?;
        let changes =
            Stored::read(root, CHANGES, program).filter(|changes| changes.made.state == base.made.state);
        Kept::of(root, base, changes)
    }

    pub(crate) fn of(root: &Path, base: Stored, changes: Option<Stored>) -> Option<Self> {
        let (claims, others) = slots(base.front(), changes.as_ref().map(Stored::front))?;
        Some(Kept { root: root.to_owned(), base, changes, others, claims })
    }

    pub(crate) fn front(&self) -> Option<Front<'_>> {
        let words = |front| Known::read(&mut Reader::new(front));
        Some(Front {
            kept: self,
            base: words(self.base.front())?,
            changes: match &self.changes {
                Some(changes) => words(changes.front())?,
                None => Known::default(),
            },
        })
    }

    /// The row of every claim, by path: as outsiders may see it, or as the desk does. `None` where what was kept cannot be read.
    pub fn rows(&self, redacted: bool) -> Option<Vec<Row<'_>>> {
        let front = self.front()?;
        let damaged = AtomicBool::new(false);
        let row = |slot: &Slot| {
            let row = front.entry(*slot).and_then(|(entry, words)| entry.listed(words, redacted));
            row.unwrap_or_else(|| {
                damaged.store(true, Ordering::Relaxed);
                Row::default()
            })
        };
        // Straight into their places: there are many, and room for them once is enough.
        let mut rows = Vec::new();
        self.claims.par_iter().map(row).collect_into_vec(&mut rows);
        (!damaged.into_inner()).then_some(rows)
    }

    /// The workspace by name alone: its settings, what actors and documents are called, and the files that cannot be read. It has no
    /// claim.
    pub fn names(&self) -> Option<Workspace> {
        Some(Workspace::of(&self.root, self.front()?.names()?))
    }

    /// The claims at these paths, whole, as they stand in their files, with all that they name. `None` where that takes reading
    /// everything anew.
    pub fn whole(&self, paths: &[&str]) -> Option<Opened> {
        let many = paths.len() > MANY_AT_LEAST && paths.len() > self.claims.len() / MANY;
        if many {
            self.base.hold();
        }
        let front = self.front()?;
        let wanted: BTreeSet<&str> = paths.iter().copied().collect();
        let judged = wanted.iter().map(|path| {
            let (entry, _) = front.at(path)?;
            Some(((*path).to_owned(), front.judged(path, &entry)?))
        });
        let judgement: Judgement = judged.collect::<Option<Vec<_>>>()?.into_iter().collect();
        let workspace = if many {
            Workspace::load(&self.root).ok()?
        } else {
            let mut ties = Vec::new();
            for path in &wanted {
                let (entry, words) = front.at(path)?;
                ties.push(entry.ties(words)?);
            }
            let records = Workspace::read_files(&self.root, paths);
            let claims = records.into_iter().filter(|record| matches!(record, Record::Claim(_)));
            with_named(&self.root, front.names()?, claims.collect(), &ties)
        };
        let there = wanted.iter().all(|path| workspace.claim_at(path).is_some());
        there.then_some(Opened { workspace, judgement })
    }
}

impl<'k> Front<'k> {
    pub(crate) fn entry(&self, slot: Slot) -> Option<(Entry<'k>, &Known<'k>)> {
        let (front, words) = match (&self.kept.changes, slot.changed) {
            (Some(changes), true) => (changes.front(), &self.changes),
            (_, changed) => (self.kept.base.front(), (!changed).then_some(&self.base)?),
        };
        Some((Entry::next(&mut Reader::new(front.get(slot.start..)?))?, words))
    }

    /// Every file, in no order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Option<(Entry<'k>, &Known<'k>)>> {
        self.kept.claims.iter().chain(&self.kept.others).map(|slot| self.entry(*slot))
    }

    /// Every file, by path.
    pub(crate) fn by_path(&self) -> impl Iterator<Item = Option<(Entry<'k>, &Known<'k>)>> {
        let mut claims = self.kept.claims.iter().map(|slot| self.entry(*slot)).peekable();
        let mut others = self.kept.others.iter().map(|slot| self.entry(*slot)).peekable();
        std::iter::from_fn(move || match (claims.peek(), others.peek()) {
            (Some(Some((claim, _))), Some(Some((other, _)))) if other.path < claim.path => others.next(),
            (Some(_), _) => claims.next(),
            (None, _) => others.next(),
        })
    }

    /// What changed after the whole was kept, by path; what is gone since, too.
    pub(crate) fn changed_before(&self) -> impl Iterator<Item = Option<(Entry<'k>, &Known<'k>)>> {
        let mut reader = Reader::new(self.kept.changes.as_ref().map_or(&[], Stored::front));
        let readable = reader.is_empty() || Known::skip(&mut reader).is_some();
        std::iter::from_fn(move || {
            let more = readable && !reader.is_empty();
            more.then(|| Entry::next(&mut reader).map(|entry| (entry, &self.changes)))
        })
    }

    fn place(&self, path: &str) -> Option<Slot> {
        let before = |slot: &Slot| self.entry(*slot).is_some_and(|(entry, _)| entry.path < path);
        let is_it = |slot: &&Slot| self.entry(**slot).is_some_and(|(entry, _)| entry.path == path);
        let of = |slots: &[Slot]| slots.get(slots.partition_point(before)).filter(is_it).copied();
        of(&self.kept.claims).or_else(|| of(&self.kept.others))
    }

    /// The file at a path.
    pub(crate) fn at(&self, path: &str) -> Option<(Entry<'k>, &Known<'k>)> {
        self.entry(self.place(path)?)
    }

    /// The flags and origins of the claim at a path.
    pub(crate) fn judged(
        &self,
        path: &str,
        entry: &Entry<'_>,
    ) -> Option<claimbook_core::assess::JudgedClaim> {
        let stored = match (&self.kept.changes, self.place(path)?.changed) {
            (Some(changes), true) => changes,
            _ => &self.kept.base,
        };
        judged::read(&mut Reader::new(&stored.judged(entry.judged()?)?))
    }

    /// Settings, actors, documents and problems.
    pub(crate) fn names(&self) -> Option<Vec<Record>> {
        let mut records = Workspace::read_files(&self.kept.root, &[SETTINGS_FILE]);
        records.retain(|record| matches!(record, Record::Settings(_)));
        for slot in &self.kept.others {
            let (entry, _) = self.entry(*slot)?;
            let path = || entry.path.to_owned();
            match entry.kind {
                Kind::Actor => records.push(Record::Actor(Filed { path: path(), data: entry.actor()? })),
                Kind::Document => {
                    records.push(Record::Document(Filed { path: path(), data: entry.document()? }));
                }
                Kind::Problem => records.push(Record::Problem(entry.problem()?)),
                Kind::Claim | Kind::Other | Kind::Gone => {}
            }
        }
        Some(records)
    }
}

/// Where the claims stand, and all else: the entries of both files merged by path; those of `changes` count.
fn slots(base: &[u8], changes: Option<&[u8]>) -> Option<(Vec<Slot>, Vec<Slot>)> {
    let scan = |front: &[u8], changed: bool| {
        let mut reader = Reader::new(front);
        Known::skip(&mut reader)?;
        let mut slots = Vec::new();
        while !reader.is_empty() {
            let start = front.len() - reader.left();
            let entry = Entry::next(&mut reader)?;
            slots.push((Slot { changed, start }, entry.kind));
        }
        Some(slots)
    };
    let parted = |slots: Vec<(Slot, Kind)>| {
        let (mut claims, mut others) = (Vec::with_capacity(slots.len()), Vec::new());
        for (slot, kind) in slots {
            match kind {
                Kind::Claim => claims.push(slot),
                Kind::Gone => {}
                _ => others.push(slot),
            }
        }
        Some((claims, others))
    };
    let of_base = scan(base, false)?;
    let Some(front) = changes else { return parted(of_base) };
    let of_changes = scan(front, true)?;
    let path = |front, start: usize| Some(Entry::next(&mut Reader::new(<[u8]>::get(front, start..)?))?.path);
    let mut merged = Vec::with_capacity(of_base.len() + of_changes.len());
    let mut later = of_changes.into_iter().peekable();
    for (slot, kind) in of_base {
        let mut replaced = false;
        if later.peek().is_some() {
            let here = path(base, slot.start)?;
            while let Some((change, _)) = later.peek().copied() {
                let changed = path(front, change.start)?;
                if changed > here {
                    break;
                }
                replaced |= changed == here;
                merged.extend(later.next());
            }
        }
        if !replaced {
            merged.push((slot, kind));
        }
    }
    merged.extend(later);
    parted(merged)
}

/// A workspace of these claims, with all that they name whole and every other record by name alone.
pub(crate) fn with_named(
    root: &Path,
    names: Vec<Record>,
    claims: Vec<Record>,
    ties: &[Ties<'_>],
) -> Workspace {
    let mut paths: HashMap<(bool, String), String> = HashMap::new();
    for record in &names {
        match record {
            Record::Actor(filed) => drop(paths.insert((false, filed.key().to_owned()), filed.path.clone())),
            Record::Document(filed) => drop(paths.insert((true, filed.key().to_owned()), filed.path.clone())),
            _ => {}
        }
    }
    let mut wanted: BTreeSet<(bool, String)> = BTreeSet::new();
    for ties in ties {
        wanted.extend(ties.documents.iter().map(|key| (true, (*key).to_owned())));
        wanted.extend(ties.actors.iter().map(|key| (false, (*key).to_owned())));
    }
    let mut read: HashMap<String, Record> = HashMap::new();
    while !wanted.is_empty() {
        let known: Vec<String> =
            std::mem::take(&mut wanted).iter().filter_map(|key| paths.remove(key)).collect();
        let records = Workspace::read_files(root, &known.iter().map(String::as_str).collect::<Vec<_>>());
        for record in records {
            let path = match &record {
                Record::Document(filed) => {
                    let from = filed.data.derived_from.iter().filter_map(|from| from.document.clone());
                    wanted.extend(from.map(|key| (true, key)));
                    wanted.extend(filed.data.publisher.clone().map(|key| (false, key)));
                    filed.path.clone()
                }
                Record::Actor(filed) => filed.path.clone(),
                _ => continue,
            };
            read.insert(path, record);
        }
    }
    let whole = |record: Record| match &record {
        Record::Actor(Filed { path, .. }) | Record::Document(Filed { path, .. }) => {
            read.remove(path).unwrap_or(record)
        }
        _ => record,
    };
    let names: Vec<Record> = names.into_iter().map(whole).collect();
    Workspace::of(root, names.into_iter().chain(claims))
}

/// What is to be kept of a whole workspace.
fn whole(workspace: &Workspace, judgement: &Judgement, seen: &[Seen], began: i128, made: Made) -> Stored {
    let redacted = has_secrets(workspace).then(|| redact_judged(workspace.clone(), judgement.clone()));
    let rows = workspace.rows(judgement);
    let outside =
        redacted.as_ref().map(|(workspace, judgement, renamed)| workspace.rows_as_whole(judgement, renamed));
    let mut claims: HashMap<&str, (KeptClaim<'_>, &Filed<claimbook_core::model::Claim>)> =
        HashMap::with_capacity(rows.len());
    for (place, (row, filed)) in rows.into_iter().zip(&workspace.claims).enumerate() {
        let outside = outside.as_ref().and_then(|rows| rows.get(place));
        let redacted = outside.filter(|other| **other != row).cloned();
        let ties = Ties::of(&filed.data);
        let holds_until = claimbook_core::assess::holds_until(&filed.data, &workspace.settings, made.today);
        claims.insert(&filed.path, (KeptClaim { row, redacted, ties, holds_until }, filed));
    }
    let actors: HashMap<&str, _> = workspace.actors.iter().map(|it| (it.path.as_str(), it)).collect();
    let documents: HashMap<&str, _> = workspace.documents.iter().map(|it| (it.path.as_str(), it)).collect();
    let problems: HashMap<&str, _> = workspace.problems.iter().map(|it| (it.path.as_str(), it)).collect();
    let none = claimbook_core::assess::JudgedClaim::default();
    let mut entries = Entries::new();
    for seen in seen {
        let (path, mark) = (seen.path.as_str(), seen.settled(began));
        if let Some((claim, filed)) = claims.get(path) {
            entries.claim(&filed.path, mark, claim, judgement.claim(path).unwrap_or(&none));
        } else if let Some(actor) = actors.get(path) {
            entries.actor(path, mark, &actor.data);
        } else if let Some(document) = documents.get(path) {
            entries.document(path, mark, &document.data);
        } else if let Some(problem) = problems.get(path) {
            entries.problem(mark, problem);
        } else {
            entries.bare(Kind::Other, path, mark);
        }
    }
    let parts = entries.finish();
    let state = xxh3_64(&parts.0);
    Stored::fresh(Made { state, ..made }, parts)
}

/// Whether anything of a workspace must not be told to everybody: a record that cannot be read may say so, too.
pub(crate) fn has_secrets(workspace: &Workspace) -> bool {
    workspace.actors.iter().any(|actor| actor.data.is_protected())
        || workspace.documents.iter().any(|document| document.data.is_protected())
        || workspace.problems.iter().any(|problem| entry::is_record(&problem.path))
}
