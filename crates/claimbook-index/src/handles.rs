//! The handles of a workspace by themselves: completion looks for those that begin so, and need not read all that was kept.
//!
//! They say where in the file of the whole each claim stands; what changed since stands in the file of changes, as for everybody. Where anything must not be told
//! to everybody they are not kept: then it takes all of what was kept to know what may be said.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use crate::bytes::{Reader, Writer};
use crate::entry::{Contents, Entry, Kind, Place};
use crate::kept::{CHANGES, Kept, LISTING};
use crate::offer::{Offer, says};
use crate::store::{Draft, Pieces, Stored, forget};
use crate::walk::Folder;
use claimbook_core::model::handle_of;
use xxhash_rust::xxh3::xxh3_64;

/// The file that holds them.
const HANDLES: &str = "handles";
/// The signs of a handle.
const SIGNS: usize = 8;
/// A handle, the age of its claim, and where the claim stands in the file of the whole.
const RECORD: usize = SIGNS + 16 + 4 + 4 + 8;

/// What was kept of the handles, whether or not the files are still so.
pub(crate) struct Handles {
    stored: Stored,
    whole: Pieces,
    /// Where the records begin.
    records: usize,
    /// Every folder with its mark, as far as what was kept tells.
    pub(crate) folders: Vec<Folder>,
    /// Every file of the whole, by a digest of its path.
    known: Vec<u64>,
    changed: Vec<Changed>,
    /// The files that changed since the whole was kept.
    paths: BTreeSet<String>,
}

/// A claim that changed since the whole was kept.
struct Changed {
    handle: String,
    age: u128,
    offer: Offer,
}

/// Keeps the handles of what was just kept as a whole.
pub(crate) fn keep(kept: &Kept) {
    // Those of before go first: they must never be taken for those of another whole.
    forget(&kept.root, HANDLES);
    if kept.secrets || kept.changes.is_some() {
        return;
    }
    if let Some((draft, stored)) = Draft::begin(&kept.root).zip(stored(kept)) {
        // That it could not be kept is no error: completion then takes longer.
        let _ = draft.finish(HANDLES, &stored);
    }
}

fn stored(kept: &Kept) -> Option<Stored> {
    let front = kept.base.front();
    let mut records: Vec<[u8; RECORD]> = Vec::with_capacity(kept.claims.len());
    for slot in &kept.claims {
        let rest = front.get(slot.start..)?;
        let mut reader = Reader::new(rest);
        let entry = Entry::next(&mut reader)?;
        let bytes = rest.get(..rest.len() - reader.left())?;
        let Some((id, handle)) = entry.named()?.0.and_then(|id| Some((id, handle_of(id)?))) else { continue };
        records.push(record(&handle, age(id), slot.start, bytes)?);
    }
    records.sort_unstable();
    let mut whole = Writer::default();
    whole.list(&kept.folders, |writer, folder| {
        writer.text(&folder.path);
        writer.fixed(folder.mark);
    });
    let mut known = Vec::with_capacity(kept.claims.len() + kept.others.len());
    for slot in kept.claims.iter().chain(&kept.others) {
        known.push(xxh3_64(Entry::next(&mut Reader::new(front.get(slot.start..)?))?.path.as_bytes()));
    }
    known.sort_unstable();
    whole.list(&known, |writer, path| writer.fixed(*path));
    whole.size(records.len());
    records.iter().for_each(|record| whole.bytes.extend(record));
    Some(Stored::fresh(kept.base.made, (whole.bytes, Vec::new())))
}

/// An id as a number: it grows with the time at which it was made, with which it begins.
fn age(id: &str) -> u128 {
    let digits = id.chars().filter_map(|c| c.to_digit(16)).take(32);
    digits.fold(0, |age, digit| age << 4 | u128::from(digit))
}

fn record(handle: &str, age: u128, start: usize, entry: &[u8]) -> Option<[u8; RECORD]> {
    let mut record = Writer::default();
    record.bytes.extend(handle.as_bytes());
    record.bytes.extend(age.to_le_bytes());
    record.bytes.extend(u32::try_from(start).ok()?.to_le_bytes());
    record.bytes.extend(u32::try_from(entry.len()).ok()?.to_le_bytes());
    record.fixed(xxh3_64(entry));
    record.bytes.try_into().ok()
}

impl Handles {
    /// Those that were kept of the workspace in `root`; `None` where none were, or not of what is kept as a whole.
    pub(crate) fn read(root: &Path, program: u64) -> Option<Self> {
        let whole = Pieces::of(root, LISTING, program)?;
        let made = whole.made;
        let stored = Stored::read(root, HANDLES, program).filter(|stored| stored.made == made)?;
        let mut reader = Reader::new(stored.front());
        let folders = reader.list(|reader| Some((reader.text()?, reader.fixed()?)))?;
        let known = reader.list(Reader::fixed)?;
        let count = reader.size()?;
        (count.checked_mul(RECORD)? == reader.left()).then_some(())?;
        let records = stored.front().len() - reader.left();
        let folder = |(path, mark): &(&str, u64)| Folder { path: (*path).to_owned(), mark: *mark };
        let mut handles = Handles {
            folders: folders.iter().map(folder).collect(),
            records,
            known,
            changed: Vec::new(),
            paths: BTreeSet::new(),
            stored,
            whole,
        };
        let changes = Stored::read(root, CHANGES, program);
        if let Some(changes) = changes.filter(|changes| changes.made.state == made.state) {
            let contents = Contents::read(changes.front())?;
            (!contents.secrets).then_some(())?;
            handles.folders = contents.folders.iter().map(folder).collect();
            handles.add_changes(changes.front(), &contents)?;
        }
        Some(handles)
    }

    fn add_changes(&mut self, front: &[u8], contents: &Contents<'_>) -> Option<()> {
        let claims = contents.claims.iter().map(|start| start.entry);
        for start in claims.chain(contents.others.iter().copied()) {
            let entry = Entry::next(&mut Reader::new(front.get(start..)?))?;
            self.paths.insert(entry.path.to_owned());
            if entry.kind != Kind::Claim {
                continue;
            }
            let Some((id, handle)) = entry.named()?.0.and_then(|id| Some((id, handle_of(id)?))) else {
                continue;
            };
            let offer = says(&handle, Some(entry.named()?.1));
            self.changed.push(Changed { handle: handle.into_owned(), age: age(id), offer });
        }
        Some(())
    }

    /// Whether a file was there when this was kept.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.paths.contains(path) || self.known.binary_search(&xxh3_64(path.as_bytes())).is_ok()
    }

    /// Claims whose handles begin so, in small letters; the newest first. `None` where what was kept is damaged.
    pub(crate) fn claims(&self, begins: &str, most: usize) -> Option<Vec<Offer>> {
        let mut fit: Vec<(Reverse<u128>, Found<'_>)> = Vec::new();
        let changed = self.changed.iter().filter(|it| it.handle.starts_with(begins));
        fit.extend(changed.map(|it| (Reverse(it.age), Found::Changed(&it.offer))));
        for record in self.from(begins.as_bytes()) {
            let mut rest = Reader::new(record.get(SIGNS..)?);
            let age = u128::from_le_bytes(rest.take(16)?.try_into().ok()?);
            let mut four = || Some(u32::from_le_bytes(rest.take(4)?.try_into().ok()?) as usize);
            let (start, size) = (four()?, four()?);
            fit.push((Reverse(age), Found::Kept(Place { start, size, check: rest.fixed()? })));
        }
        fit.sort_by_key(|(age, _)| *age);
        let mut offers = Vec::new();
        for (_, found) in fit {
            if offers.len() == most {
                break;
            }
            match found {
                Found::Changed(offer) => offers.push(offer.clone()),
                Found::Kept(place) => offers.extend(self.at(place)?),
            }
        }
        Some(offers)
    }

    /// What stands there; nothing where its file changed since.
    fn at(&self, place: Place) -> Option<Option<Offer>> {
        let bytes = self.whole.at(place)?;
        let entry = Entry::next(&mut Reader::new(&bytes))?;
        let (id, wording) = entry.named()?;
        let word = id.and_then(handle_of).filter(|_| !self.paths.contains(entry.path));
        Some(word.map(|word| says(&word, Some(wording))))
    }

    /// The records whose handles begin so.
    fn from<'h>(&'h self, begins: &'h [u8]) -> impl Iterator<Item = &'h [u8]> {
        let records = self.stored.front().get(self.records..).unwrap_or_default();
        let at = |place: usize| records.get(place * RECORD..(place + 1) * RECORD);
        let (mut low, mut high) = (0, records.len() / RECORD);
        while low < high {
            let middle = low + (high - low) / 2;
            if at(middle).is_some_and(|record| record < begins) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let rest = records.get(low * RECORD..).unwrap_or_default();
        rest.chunks_exact(RECORD).take_while(move |record| record.starts_with(begins))
    }
}

enum Found<'h> {
    Changed(&'h Offer),
    Kept(Place),
}
