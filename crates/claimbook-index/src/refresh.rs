//! An index brought up to date: what changed is read again, what that touches is worked out again, and nothing else.

use std::collections::{BTreeMap, HashSet};

use claimbook_core::assess::{JudgedClaim, Judgement, holds_until};
use claimbook_core::model::{Day, Document};
use claimbook_core::redact::redact_judged;
use claimbook_core::workspace::{Filed, Record, SETTINGS_FILE, Workspace};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::entry::{Entries, Entry, KeptClaim, Kind, Ties, is_record};
use crate::kept::{CHANGES, Front, Kept, LISTING, Slot, has_secrets, with_named};
use crate::store::{Draft, Made, Stored, forget};
use crate::touched::{Changed, Claims, touched};
use crate::walk::{Seen, look_again};
use crate::words::Known;

/// More claims than these are read faster with all others, in the order of the disk.
const MOST_READ: usize = 1000;
/// Of the claims, one in so many.
const SHARE_READ: usize = 8;
/// With more changes than these, or one file in so many, the whole is written anew.
const MOST_CHANGES: usize = 400;
const SHARE_CHANGED: usize = 200;

/// A file that is not as it was.
#[derive(Debug)]
struct Difference<'a> {
    path: &'a str,
    old: Option<(Entry<'a>, &'a Known<'a>)>,
    now: bool,
}

/// What is to be written of a file.
enum Item<'a> {
    Gone,
    Other,
    Claim(KeptClaim<'a>, JudgedClaim),
    Record(&'a Record),
    /// As it was before.
    Old(Entry<'a>, &'a Known<'a>),
}

/// `None` where making it anew is sooner done, or the only way that is sure.
pub(crate) fn refresh(kept: Kept, seen: &[Seen], today: Day) -> Option<Kept> {
    let new = {
        let front = kept.front()?;
        let since = kept.changes.as_ref().map_or(kept.base.made.today, |changes| changes.made.today);
        let different = differences(&front, seen)?;
        match () {
            () if today < since => return None,
            () if different.is_empty() && today == since => None,
            () => Some(Update { kept: &kept, front: &front, different: &different, today, since }.make()?),
        }
    };
    let root = kept.root.clone();
    match new {
        None => Some(kept),
        Some(Written::Whole(base)) => Kept::of(&root, base, None),
        Some(Written::Changes(changes)) => Kept::of(&root, kept.base, Some(changes)),
    }
}

fn differences<'a>(front: &'a Front<'a>, seen: &'a [Seen]) -> Option<Vec<Difference<'a>>> {
    let mut different = Vec::new();
    let mut seen = seen.iter().peekable();
    for entry in front.by_path() {
        let (entry, words) = entry?;
        while let Some(new) = seen.next_if(|seen| seen.path.as_str() < entry.path) {
            different.push(Difference { path: &new.path, old: None, now: true });
        }
        let now = seen.next_if(|seen| seen.path == entry.path);
        if now.is_none_or(|now| now.mark != entry.mark) {
            different.push(Difference { path: entry.path, old: Some((entry, words)), now: now.is_some() });
        }
    }
    different.extend(seen.map(|new| Difference { path: &new.path, old: None, now: true }));
    Some(different)
}

/// What an update wrote.
enum Written {
    Whole(Stored),
    Changes(Stored),
}

struct Update<'a> {
    kept: &'a Kept,
    front: &'a Front<'a>,
    different: &'a [Difference<'a>],
    today: Day,
    /// The day for which it was kept.
    since: Day,
}

impl<'a> Update<'a> {
    fn make(&self) -> Option<Written> {
        let most = MOST_READ.max(self.kept.claims.len() / SHARE_READ);
        if self.different.len() > most || self.different.iter().any(|it| it.path == SETTINGS_FILE) {
            return None;
        }
        let root = &self.kept.root;
        let draft = Draft::begin(root);
        let began = draft.as_ref().map_or(i128::MIN, |draft| draft.began);
        // Only now, after the draft was begun, so that its time holds for them.
        let look = |it: &Difference<'a>| it.now.then(|| look_again(root, it.path)).flatten();
        let again: BTreeMap<&str, Seen> =
            self.different.iter().filter_map(|it| Some((it.path, look(it)?))).collect();
        let records = Workspace::read_files(root, &again.keys().copied().collect::<Vec<_>>());
        let read: BTreeMap<&str, &Record> =
            records.iter().map(|record| Some((path_of(record)?, record))).collect::<Option<_>>()?;

        let names = self.front.names()?;
        let secrets = has_secrets(&Workspace::of(root, names.iter().cloned()));
        let tells = |it: &Difference<'_>| tells_secrets(it, read.get(it.path).copied(), secrets);
        if self.different.iter().any(tells) {
            return None;
        }
        let names = brought_up(names, self.different, &read);
        let claims = self.claims(&read)?;
        let documents: Vec<Filed<Document>> = names.iter().filter_map(document).cloned().collect();
        let changed = self.changed(&read, &documents)?;
        let touched = touched(&claims, &documents, &changed);
        if touched.needed.len() > most {
            return None;
        }
        let workspace = self.workspace(names, &claims, &touched.needed, &read);
        let judgement = Judgement::of(&workspace, Some(self.today));
        let outside = secrets.then(|| redact_judged(workspace.clone(), judgement.clone()));
        let outside = outside.as_ref().map(|(it, judgement, renamed)| it.rows_as_whole(judgement, renamed));

        let mut items = self.before()?;
        for it in self.different {
            let item = match (again.contains_key(it.path), read.get(it.path)) {
                (false, _) => Item::Gone,
                (true, Some(record)) => Item::Record(record),
                (true, None) => Item::Other,
            };
            items.insert(it.path, item);
        }
        let rows = workspace.rows(&judgement);
        for place in touched.affected {
            let path = *claims.paths.get(place)?;
            // What cannot be found now changed while this was under way.
            let at = workspace.claims.binary_search_by(|claim| claim.path.as_str().cmp(path)).ok()?;
            let (filed, row) = (workspace.claims.get(at)?, rows.get(at)?.clone());
            let other = outside.as_ref().and_then(|rows| rows.get(at));
            let claim = KeptClaim {
                redacted: other.filter(|other| **other != row).cloned(),
                row,
                ties: Ties::of(&filed.data),
                holds_until: holds_until(&filed.data, &workspace.settings, self.today),
            };
            items.insert(path, Item::Claim(claim, judgement.claim(path).cloned().unwrap_or_default()));
        }
        let mark = |path: &str| match again.get(path) {
            Some(seen) => seen.settled(began),
            None => self.front.at(path).map_or(0, |(entry, _)| entry.mark),
        };
        self.write(items, mark, draft)
    }

    /// The ties of every claim as they are now.
    fn claims<'c>(&self, read: &BTreeMap<&'c str, &'c Record>) -> Option<Claims<'c>>
    where
        'a: 'c,
    {
        let different: HashSet<&str> = self.different.iter().map(|it| it.path).collect();
        let same = |slot: &Slot| match self.front.entry(*slot) {
            Some((entry, words)) if !different.contains(entry.path) => {
                Some(entry.ties(words).map(|ties| (entry.path, ties)))
            }
            Some(_) => None,
            None => Some(None),
        };
        let same = self.kept.claims.par_iter().filter_map(same).collect::<Option<Vec<(&str, Ties<'_>)>>>()?;
        let mut claims = Claims::default();
        let new = read.values().filter_map(|record| match record {
            Record::Claim(filed) => Some((filed.path.as_str(), Ties::of(&filed.data))),
            _ => None,
        });
        for (path, ties) in same.into_iter().chain(new) {
            claims.paths.push(path);
            claims.ties.push(ties);
        }
        Some(claims)
    }

    fn changed<'c>(
        &self,
        read: &BTreeMap<&'c str, &'c Record>,
        documents: &'c [Filed<Document>],
    ) -> Option<Changed<'c>>
    where
        'a: 'c,
    {
        let mut changed = Changed::default();
        let mut texts: HashSet<&str> = HashSet::new();
        for it in self.different {
            let new = read.get(it.path).copied();
            let old = it.old.map(|(entry, _)| entry.kind);
            if let Some((entry, words)) = it.old.filter(|(entry, _)| entry.kind == Kind::Claim) {
                changed.ties.push(entry.ties(words)?);
            }
            if let Some(Record::Claim(filed)) = new {
                changed.ties.push(Ties::of(&filed.data));
                changed.paths.insert(&filed.path);
            }
            if old == Some(Kind::Document) || matches!(new, Some(Record::Document(_))) {
                changed.documents.insert(key_of(it.path));
            }
            if old == Some(Kind::Actor) || matches!(new, Some(Record::Actor(_))) {
                changed.actors.insert(key_of(it.path));
            }
            if new.is_none() {
                texts.extend(it.path.strip_prefix("documents/"));
            }
        }
        let has_text = |filed: &&Filed<Document>| {
            let names = filed.data.captures.iter().filter_map(|capture| capture.text.as_deref());
            names.into_iter().any(|name| texts.contains(name))
        };
        if !texts.is_empty() {
            changed.documents.extend(documents.iter().filter(has_text).map(Filed::key));
        }
        if self.today > self.since {
            for slot in &self.kept.claims {
                let (entry, _) = self.front.entry(*slot)?;
                if entry.holds_until()?.is_some_and(|day| day < self.today) {
                    changed.paths.insert(entry.path);
                }
            }
        }
        Some(changed)
    }

    /// The claims at these places, whole, with all that they name.
    fn workspace(
        &self,
        names: Vec<Record>,
        claims: &Claims<'_>,
        needed: &[usize],
        read: &BTreeMap<&str, &Record>,
    ) -> Workspace {
        let paths: Vec<&str> = needed.iter().filter_map(|place| claims.paths.get(*place).copied()).collect();
        let ties: Vec<Ties<'_>> =
            needed.iter().filter_map(|place| claims.ties.get(*place).cloned()).collect();
        let (known, unread): (Vec<&str>, Vec<&str>) = paths.iter().partition(|path| read.contains_key(*path));
        let known = known.iter().filter_map(|path| read.get(path)).map(|record| (*record).clone());
        let records = known.chain(Workspace::read_files(&self.kept.root, &unread));
        let whole = records.filter(|record| matches!(record, Record::Claim(_))).collect();
        with_named(&self.kept.root, names, whole, &ties)
    }

    /// What changed before.
    fn before(&self) -> Option<BTreeMap<&'a str, Item<'a>>> {
        let mut items = BTreeMap::new();
        for entry in self.front.changed_before() {
            let (entry, words) = entry?;
            items.insert(entry.path, Item::Old(entry, words));
        }
        Some(items)
    }

    fn write<'i>(
        &self,
        mut items: BTreeMap<&'i str, Item<'i>>,
        mark: impl Fn(&str) -> u64,
        draft: Option<Draft>,
    ) -> Option<Written>
    where
        'a: 'i,
    {
        let whole = items.len() > MOST_CHANGES.max(self.kept.claims.len() / SHARE_CHANGED);
        if whole {
            for entry in self.front.entries() {
                let (entry, words) = entry?;
                items.entry(entry.path).or_insert(Item::Old(entry, words));
            }
        }
        let mut entries = Entries::new();
        for (path, item) in &items {
            let mark = mark(path);
            match item {
                Item::Gone if whole => {}
                Item::Gone => entries.bare(Kind::Gone, path, 0),
                Item::Other => entries.bare(Kind::Other, path, mark),
                Item::Claim(claim, judged) => entries.claim(path, mark, claim, judged),
                Item::Record(Record::Actor(filed)) => entries.actor(path, mark, &filed.data),
                Item::Record(Record::Document(filed)) => entries.document(path, mark, &filed.data),
                Item::Record(Record::Problem(problem)) => entries.problem(mark, problem),
                // Claims are among those that are affected, and settings are never brought up to date.
                Item::Record(Record::Claim(_) | Record::Settings(_)) => return None,
                Item::Old(entry, words) => match entry.kind {
                    Kind::Gone if whole => {}
                    Kind::Gone => entries.bare(Kind::Gone, path, 0),
                    Kind::Other => entries.bare(Kind::Other, path, entry.mark),
                    Kind::Actor => entries.actor(path, entry.mark, &entry.actor()?),
                    Kind::Document => entries.document(path, entry.mark, &entry.document()?),
                    Kind::Problem => entries.problem(entry.mark, &entry.problem()?),
                    Kind::Claim => {
                        let judged = self.front.judged(path, entry)?;
                        entries.claim(path, entry.mark, &entry.claim(words)?, &judged);
                    }
                },
            }
        }
        let parts = entries.finish();
        let made = Made { today: self.today, ..self.kept.base.made };
        let root = &self.kept.root;
        if whole {
            let base = Stored::fresh(Made { state: xxh3_64(&parts.0), ..made }, parts);
            if draft.and_then(|draft| draft.finish(LISTING, &base)).is_some() {
                forget(root, CHANGES);
            }
            Some(Written::Whole(base))
        } else {
            let changes = Stored::fresh(made, parts);
            // That it could not be kept is no error: the next command does the same again.
            let _ = draft.and_then(|draft| draft.finish(CHANGES, &changes));
            Some(Written::Changes(changes))
        }
    }
}

/// The path of a record; `None` for the settings.
fn path_of(record: &Record) -> Option<&str> {
    Some(match record {
        Record::Claim(filed) => &filed.path,
        Record::Actor(filed) => &filed.path,
        Record::Document(filed) => &filed.path,
        Record::Problem(problem) => &problem.path,
        Record::Settings(_) => return None,
    })
}

/// The key of the record at a path.
fn key_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}

fn document(record: &Record) -> Option<&Filed<Document>> {
    match record {
        Record::Document(filed) => Some(filed),
        _ => None,
    }
}

/// Whether a change may make something secret, or public: that is not brought up to date but made anew.
fn tells_secrets(it: &Difference<'_>, new: Option<&Record>, secrets: bool) -> bool {
    let new_one = match new {
        Some(Record::Actor(filed)) => filed.data.is_protected(),
        Some(Record::Document(filed)) => filed.data.is_protected(),
        Some(Record::Problem(problem)) => is_record(&problem.path),
        _ => false,
    };
    new_one || (secrets && is_record(it.path))
}

/// The names with those that changed.
fn brought_up(
    mut names: Vec<Record>,
    different: &[Difference<'_>],
    read: &BTreeMap<&str, &Record>,
) -> Vec<Record> {
    let paths: HashSet<&str> = different.iter().map(|it| it.path).collect();
    names.retain(|record| path_of(record).is_none_or(|path| !paths.contains(path)));
    let new = read.values().filter(|record| !matches!(record, Record::Claim(_)));
    names.extend(new.map(|record| (*record).clone()));
    names
}
