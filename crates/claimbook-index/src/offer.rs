//! What can be typed next: handles, keys and topics, while somebody is typing. It must be there at once, so of a large workspace what
//! was kept is taken as it is, with the files that came since; and it is what outsiders may see, as suggestions are seen by anybody.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use claimbook_core::assess::Rows as _;
use claimbook_core::model::{Claim, ClaimId, Day};
use claimbook_core::redact::redact;
use claimbook_core::workspace::{Filed, Record, Workspace};
use rayon::prelude::*;

use crate::handles::Handles;
use crate::kept::{CHANGES, Kept, LISTING};
use crate::store;
use crate::walk::{Folder, files, sum};

/// With so few files, all of them are looked at.
const FEW: usize = 2000;
/// Of files that came after the rest was kept, so many are read.
const MOST_NEW: usize = 200;
/// Deeper folders are left to those who read the whole workspace.
const DEEPEST: usize = 8;

/// A word that can be typed, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What to type.
    pub word: String,
    /// The wording, the name, the title; nothing where there is none.
    pub says: String,
}

/// What is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Handles with their wordings.
    Claims,
    Topics,
    /// The keys of actors and documents.
    Names,
}

/// What a workspace has to offer.
pub struct Offers {
    source: Source,
}

enum Source {
    Files(Box<Workspace>),
    Handles {
        handles: Box<Handles>,
        new: Vec<Offer>,
    },
    Kept {
        kept: Box<Kept>,
        /// Without its wording where that might be secret.
        new: Vec<Offer>,
    },
}

impl Offers {
    /// Of the workspace in `root`. `None` where nothing was kept of it and it is too large to be read at once.
    pub fn open(root: &Path, program: Option<u64>, today: Option<Day>, asked: Asked) -> Option<Self> {
        if is_small(root) {
            let workspace = Workspace::load(root).ok()?;
            return Some(Offers { source: Source::Files(Box::new(redact(workspace).0)) });
        }
        let program = program?;
        // Where anything is secret now, actors say so.
        if asked == Asked::Claims
            && let Some(handles) = Handles::read(root, program)
            && are_as_kept(&handles.folders, root, &["actors"])
        {
            let new = new(&handles.folders, root, false, |path| handles.has(path)).unwrap_or_default();
            return Some(Offers { source: Source::Handles { handles: Box::new(handles), new } });
        }
        let kept = Kept::as_it_is(root, program)?;
        // What is secret, actors and documents say: of these everything has to be as it is now. Of a document nothing stands in
        // wordings and topics.
        let folders: &[&str] = match asked {
            Asked::Claims | Asked::Topics => &["actors"],
            Asked::Names => &["actors", "documents"],
        };
        let kept =
            if are_as_kept(&kept.folders, root, folders) { kept } else { Kept::open(root, program, today?)? };
        let front = kept.front()?;
        let has = |path: &str| front.at(path).is_some();
        let new = new(&kept.folders, root, kept.has_secrets(), has).unwrap_or_default();
        drop(front);
        Some(Offers { source: Source::Kept { kept: Box::new(kept), new } })
    }

    /// Claims whose handles begin so, the newest first.
    pub fn claims(&self, begins: &str, most: usize) -> Vec<Offer> {
        let begins = begins.to_ascii_lowercase();
        match &self.source {
            Source::Files(workspace) => {
                let mut claims: Vec<&Filed<Claim>> = workspace.claims.iter().collect();
                claims.sort_by_key(|filed| std::cmp::Reverse(filed.data.id.as_ref().map(ClaimId::as_str)));
                let offers = claims.into_iter().filter_map(|filed| offer(&filed.data));
                offers.filter(|offer| offer.word.starts_with(&begins)).take(most).collect()
            }
            Source::Handles { handles, new } => {
                let mut offers: Vec<Offer> =
                    new.iter().filter(|offer| offer.word.starts_with(&begins)).cloned().collect();
                let known: BTreeSet<String> = offers.iter().map(|offer| offer.word.clone()).collect();
                let kept = handles.claims(&begins, most).unwrap_or_default();
                offers.extend(kept.into_iter().filter(|offer| !known.contains(&offer.word)));
                offers.truncate(most);
                offers
            }
            Source::Kept { kept, new } => {
                let new = new.iter().filter(|offer| offer.word.starts_with(&begins)).cloned();
                new.chain(kept_claims(kept, &begins, most).unwrap_or_default()).take(most).collect()
            }
        }
    }

    /// Actors whose keys begin so, by key.
    pub fn actors(&self, begins: &str, most: usize) -> Vec<Offer> {
        let of = |names: &Workspace| {
            let fit = names.public_actors().filter(|filed| filed.key().starts_with(begins));
            fit.map(|filed| says(filed.key(), Some(&filed.data.name))).take(most).collect()
        };
        self.names(of)
    }

    /// Documents whose keys begin so, by key.
    pub fn documents(&self, begins: &str, most: usize) -> Vec<Offer> {
        let of = |names: &Workspace| {
            let fit = names.public_documents().filter(|filed| filed.key().starts_with(begins));
            fit.map(|filed| says(filed.key(), filed.data.title.as_deref())).take(most).collect()
        };
        self.names(of)
    }

    /// Topics that begin so, in their order.
    pub fn topics(&self, begins: &str, most: usize) -> Vec<Offer> {
        let topics: BTreeSet<String> = match &self.source {
            Source::Files(workspace) => {
                workspace.claims.iter().flat_map(|filed| filed.data.topics.iter().cloned()).collect()
            }
            Source::Handles { .. } => BTreeSet::new(),
            Source::Kept { kept, .. } => kept.rows(true).map_or_else(BTreeSet::new, |rows| {
                let of = |place: usize| {
                    let row = rows.row(place);
                    row.topics.iter().map(|topic| (*topic).to_owned()).collect::<Vec<_>>()
                };
                (0..rows.len()).into_par_iter().flat_map_iter(of).collect()
            }),
        };
        let fit = topics.into_iter().filter(|topic| topic.starts_with(begins));
        fit.map(|word| Offer { word, says: String::new() }).take(most).collect()
    }

    /// From the names of actors and documents, as outsiders may see them.
    fn names(&self, of: impl FnOnce(&Workspace) -> Vec<Offer>) -> Vec<Offer> {
        match &self.source {
            Source::Files(workspace) => of(workspace),
            Source::Handles { .. } => Vec::new(),
            Source::Kept { kept, .. } => match kept.names() {
                Some(names) if kept.has_secrets() => of(&redact(names).0),
                Some(names) => of(&names),
                None => Vec::new(),
            },
        }
    }
}

pub(crate) fn says(word: &str, says: Option<&str>) -> Offer {
    Offer { word: word.to_owned(), says: says.filter(|says| *says != word).unwrap_or_default().to_owned() }
}

fn offer(claim: &Claim) -> Option<Offer> {
    Some(says(&claim.handle()?, Some(&claim.claim)))
}

fn kept_claims(kept: &Kept, begins: &str, most: usize) -> Option<Vec<Offer>> {
    let front = kept.front()?;
    let mut fit = Vec::new();
    for slot in &kept.claims {
        let (entry, _) = front.entry(*slot)?;
        let Some(id) = entry.named()?.0 else { continue };
        // A handle is the end of an id, whatever case that is in.
        let handle = id.len().checked_sub(8).and_then(|start| id.get(start..)).unwrap_or_default();
        if handle.get(..begins.len()).is_some_and(|start| start.eq_ignore_ascii_case(begins)) {
            fit.push((id, *slot));
        }
    }
    // Ids begin with the time at which they were made.
    fit.sort_unstable_by(|a, b| b.0.cmp(a.0));
    let row = |(_, slot): &(&str, crate::entry::Slot)| {
        let (entry, words) = front.entry(*slot)?;
        let row = entry.listed(words, true)?;
        Some(says(&row.handle()?, Some(row.claim)))
    };
    Some(fit.iter().take(most).filter_map(row).collect())
}

/// Whether the files of actors and documents are as they were.
fn are_as_kept(kept: &[Folder], root: &Path, records: &[&str]) -> bool {
    let of = |folder: &Folder| records.iter().any(|it| folder.path.split('/').next() == Some(*it));
    let there = |folder: &str| kept.iter().any(|it| it.path == folder) || !root.join(folder).exists();
    records.iter().copied().all(there)
        && kept.par_iter().filter(|folder| of(folder)).all(|folder| {
            let files = files(root, &folder.path).unwrap_or_default();
            let mark = sum(files.iter().map(|seen| (seen.path.as_str(), seen.mark)));
            folder.mark != 0 && folder.mark == mark
        })
}

/// Whether there are few files, as far as names tell.
fn is_small(root: &Path) -> bool {
    fn count(folder: &Path, depth: usize, left: &mut usize) -> Option<()> {
        for entry in fs::read_dir(folder).ok()?.flatten() {
            *left = left.checked_sub(1)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && depth < DEEPEST && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                count(&entry.path(), depth + 1, left)?;
            }
        }
        Some(())
    }
    count(root, 0, &mut { FEW }).is_some()
}

/// Claims in files that came after the rest was kept. A folder into which one came has another time; no file is looked at before.
fn new(kept: &[Folder], root: &Path, secrets: bool, has: impl Fn(&str) -> bool) -> Option<Vec<Offer>> {
    let folder = store::folder(root)?;
    let time = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let since: SystemTime = [LISTING, CHANGES].iter().filter_map(|name| time(&folder.join(name))).max()?;
    let mut folders: BTreeSet<String> = kept.iter().map(|folder| folder.path.clone()).collect();
    folders.extend(fs::read_dir(root).ok()?.flatten().filter_map(|entry| {
        let name = entry.file_name().to_str()?.to_owned();
        (!name.starts_with('.') && entry.file_type().ok()?.is_dir()).then_some(name)
    }));
    let mut paths = Vec::new();
    for folder in folders.iter().filter(|folder| time(&root.join(folder)).is_some_and(|time| time >= since)) {
        for entry in fs::read_dir(root.join(folder)).ok()?.flatten() {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if path.ends_with(".yaml") && paths.len() < MOST_NEW && !has(&path) {
                paths.push(path);
            }
        }
    }
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for record in Workspace::read_files(root, &paths) {
        if let Record::Claim(filed) = record {
            claims.push(filed.data);
        }
    }
    claims.sort_by(|a, b| b.id.as_ref().map(ClaimId::as_str).cmp(&a.id.as_ref().map(ClaimId::as_str)));
    let told = |claim: Claim| {
        let offer = offer(&claim)?;
        Some(if secrets { Offer { says: String::new(), ..offer } } else { offer })
    };
    Some(claims.into_iter().filter_map(told).collect())
}
