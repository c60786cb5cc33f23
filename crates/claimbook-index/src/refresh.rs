//! An index brought up to date: what changed is read again, what that touches is worked out again, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claimbook_core::assess::{JudgedClaim, Judgement, holds_until};
use claimbook_core::model::{Day, Document};
use claimbook_core::redact::{may_be_protected, redact_judged};
use claimbook_core::workspace::{Filed, Record, SETTINGS_FILE, Workspace};
use xxhash_rust::xxh3::xxh3_64;

use crate::anew::folders;
use crate::entry::{Entries, Entry, KeptClaim, Kind, Told, is_record};
use crate::handles;
use crate::kept::{CHANGES, Front, Kept, LISTING};
use crate::names::{key_of, with_named};
use crate::store::{Draft, Made, Stored, forget};
use crate::ties::Ties;
use crate::touched::{Changed, Claims, Touched, touched};
use crate::walk::{Folder, Seen, beside_documents, files, look_again};
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
    Claim(Box<(KeptClaim<'a>, JudgedClaim)>),
    Record(&'a Record),
    /// As it was before.
    Old(Entry<'a>, &'a Known<'a>),
}

/// `None` where making it anew is sooner done, or the only way that is sure.
pub(crate) fn refresh(kept: Kept, folders: &[Folder], today: Day) -> Option<Kept> {
    let new = {
        let front = kept.front()?;
        let since = kept.changes.as_ref().map_or(kept.base.made.today, |changes| changes.made.today);
        if today < since {
            return None;
        }
        if today == since && is_same(&kept.folders, folders) {
            None
        } else {
            let (seen, again) = look_into(&kept, folders)?;
            let different = differences(&front, &again, &seen)?;
            Some(
                Update {
                    kept: &kept,
                    front: &front,
                    folders,
                    seen: &seen,
                    different: &different,
                    today,
                    since,
                }
                .make()?,
            )
        }
    };
    let root = kept.root.clone();
    let (mut kept, unsettled) = match new {
        None => return Some(kept),
        Some((Written::Whole(base), unsettled)) => {
            let kept = Kept::of(&root, base, None)?;
            handles::keep(&kept);
            (kept, unsettled)
        }
        Some((Written::Changes(changes), unsettled)) => {
            (Kept::of(&root, kept.base, Some(changes))?, unsettled)
        }
    };
    kept.unsettled = unsettled;
    Some(kept)
}

/// Whether no file is another; where one has to be read again, it may be. A folder without files is none.
fn is_same(kept: &[Folder], now: &[Folder]) -> bool {
    let now = now.iter().filter(|folder| folder.mark != 0);
    kept.iter().all(|folder| folder.mark != 0) && kept.iter().eq(now)
}

/// The folders that are not as they were, and their files, by path.
fn look_into(kept: &Kept, now: &[Folder]) -> Option<(Vec<Seen>, Vec<String>)> {
    let marks: BTreeMap<&str, u64> = kept.folders.iter().map(|it| (it.path.as_str(), it.mark)).collect();
    let there: BTreeMap<&str, u64> = now.iter().map(|it| (it.path.as_str(), it.mark)).collect();
    let paths: BTreeSet<&str> = marks.keys().chain(there.keys()).copied().collect();
    let same = |path: &str| marks.get(path).is_some_and(|mark| *mark != 0 && there.get(path) == Some(mark));
    let again: Vec<String> = paths.into_iter().filter(|path| !same(path)).map(str::to_owned).collect();
    let mut seen = Vec::new();
    for folder in &again {
        seen.extend(files(&kept.root, folder).ok()?);
    }
    seen.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Some((seen, again))
}

fn differences<'a>(
    front: &'a Front<'a>,
    folders: &[String],
    seen: &'a [Seen],
) -> Option<Vec<Difference<'a>>> {
    let mut entries = Vec::new();
    for folder in folders {
        entries.extend(front.within(folder)?);
    }
    entries.sort_unstable_by_key(|(entry, _)| entry.path);
    let mut different = Vec::new();
    let mut seen = seen.iter().peekable();
    for (entry, words) in entries {
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
    /// Every folder as it is now.
    folders: &'a [Folder],
    /// The files of the folders that are not as they were.
    seen: &'a [Seen],
    different: &'a [Difference<'a>],
    today: Day,
    /// The day for which it was kept.
    since: Day,
}

impl<'a> Update<'a> {
    /// Writes what is new; with it, the marks of the files that are not settled.
    fn make(&self) -> Option<(Written, HashMap<String, u64>)> {
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
            records.iter().map(|record| Some((record.path()?, record))).collect::<Option<_>>()?;

        let secrets = self.kept.secrets;
        let tells = |it: &Difference<'_>| tells_secrets(it, read.get(it.path).copied(), secrets);
        if self.different.iter().any(tells) {
            return None;
        }
        // Where only claims changed, what they do not name makes no difference.
        let names = match secrets || self.different.iter().any(|it| !is_of_claim(it, &read)) {
            true => Some(brought_up(self.front.names(Told::All)?, self.different, &read)),
            false => None,
        };
        let documents = names.as_ref().map_or(&[][..], |names| &names.documents);
        let claims = self.claims(&read);
        let changed = self.changed(&read, &claims, documents)?;
        let touched = touched(&claims, documents, &changed)?;
        if touched.needed.len() + touched.beside.len() > most {
            return None;
        }
        let workspace = self.workspace(names, &claims, &touched, &read)?;
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
            let path = claims.path(place)?;
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
            items.insert(
                path,
                Item::Claim(Box::new((claim, judgement.claim(path).cloned().unwrap_or_default()))),
            );
        }
        let mark = |path: &str| match again.get(path) {
            Some(seen) => seen.settled(began),
            None => self.front.at(path).map_or(0, |(entry, _)| entry.mark),
        };
        let folders = self.folders(&again, began);
        let unsettled = again.values().filter(|seen| seen.settled(began) == 0);
        let unsettled = unsettled.map(|seen| (seen.path.clone(), seen.mark)).collect();
        Some((self.write(items, mark, &folders, draft)?, unsettled))
    }

    /// Every folder with its mark, from what was seen last of each file.
    fn folders(&self, again: &BTreeMap<&str, Seen>, began: i128) -> Vec<(String, u64)> {
        let last = |seen: &Seen| again.get(seen.path.as_str()).unwrap_or(seen).clone();
        let seen: Vec<Seen> = self.seen.iter().map(last).collect();
        let looked: BTreeMap<&str, u64> = folders(&seen, began).into_iter().collect();
        let mark = |folder: &Folder| looked.get(folder.path.as_str()).copied().unwrap_or(folder.mark);
        // A folder whose mark is 0 now has no file; one that was looked into may have one that is not settled.
        let there = self.folders.iter().filter(|it| it.mark != 0 || looked.contains_key(it.path.as_str()));
        there.map(|folder| (folder.path.clone(), mark(folder))).collect()
    }

    /// The claims as they are now.
    fn claims<'c>(&'c self, read: &BTreeMap<&'c str, &'c Record>) -> Claims<'c> {
        let read = read.values().filter_map(|record| match record {
            Record::Claim(filed) => Some((filed.path.as_str(), Ties::of(&filed.data))),
            _ => None,
        });
        Claims {
            front: self.front,
            kept: &self.kept.claims,
            gone: self.different.iter().filter_map(|it| self.front.place_of_claim(it.path)).collect(),
            read: read.collect(),
        }
    }

    fn changed<'c>(
        &self,
        read: &BTreeMap<&'c str, &'c Record>,
        claims: &Claims<'_>,
        documents: &'c [Filed<Document>],
    ) -> Option<Changed<'c>>
    where
        'a: 'c,
    {
        let kept = claims.kept.len();
        let mut changed =
            Changed { claims: (kept..kept + claims.read.len()).collect(), ..Changed::default() };
        let mut texts: HashSet<&str> = HashSet::new();
        for it in self.different {
            let new = read.get(it.path).copied();
            let old = it.old.map(|(entry, _)| entry.kind);
            if let Some((entry, _)) = it.old.filter(|(entry, _)| entry.kind == Kind::Claim) {
                changed.ties.push(self.front.whole_ties(entry.slot)?);
            }
            if let Some(Record::Claim(filed)) = new {
                changed.ties.push(Ties::of(&filed.data));
            }
            let was_named = matches!(old, Some(Kind::Document | Kind::Actor));
            if was_named || matches!(new, Some(Record::Document(_) | Record::Actor(_))) {
                // An origin is called by its key, whichever of the two it is.
                changed.documents.insert(key_of(it.path));
                changed.actors.insert(key_of(it.path));
            }
            // A record can be the text of another, too.
            texts.extend(it.path.strip_prefix("documents/"));
        }
        let has_text = |filed: &&Filed<Document>| {
            let names = filed.data.captures.iter().filter_map(|capture| capture.text.as_deref());
            names.filter_map(beside_documents).any(|name| texts.contains(name.as_str()))
        };
        if !texts.is_empty() {
            changed.documents.extend(documents.iter().filter(has_text).map(Filed::key));
        }
        if self.today > self.since {
            for (place, slot) in claims.kept.iter().enumerate() {
                let until = self.front.entry(*slot)?.0.holds_until()?;
                if until.is_some_and(|day| day < self.today) && !claims.gone.contains(&place) {
                    changed.claims.push(place);
                }
            }
        }
        Some(changed)
    }

    /// The claims that are needed, whole, with all that they name, and those beside them.
    fn workspace(
        &self,
        names: Option<Workspace>,
        claims: &Claims<'_>,
        touched: &Touched,
        read: &BTreeMap<&str, &Record>,
    ) -> Option<Workspace> {
        let all = touched.needed.iter().chain(&touched.beside);
        let paths = all.map(|place| claims.path(*place)).collect::<Option<Vec<&str>>>()?;
        let ties: Option<Vec<Ties<'_>>> = touched.needed.iter().map(|place| claims.ties(*place)).collect();
        let ties = ties?;
        let (known, unread): (Vec<&str>, Vec<&str>) = paths.iter().partition(|path| read.contains_key(*path));
        let known = known.iter().filter_map(|path| read.get(path)).map(|record| (*record).clone());
        let records = known.chain(Workspace::read_files(&self.kept.root, &unread));
        let whole = records.filter(|record| matches!(record, Record::Claim(_))).collect();
        let names = match names {
            Some(names) => names,
            None => self.front.names_of(&ties)?,
        };
        Some(with_named(names, whole, &ties))
    }

    /// What changed before.
    fn before(&self) -> Option<BTreeMap<&'a str, Item<'a>>> {
        let mut items = BTreeMap::new();
        for (entry, words) in self.front.changed_before()? {
            items.insert(entry.path, Item::Old(entry, words));
        }
        Some(items)
    }

    fn write<'i>(
        &self,
        mut items: BTreeMap<&'i str, Item<'i>>,
        mark: impl Fn(&str) -> u64,
        folders: &[(String, u64)],
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
                Item::Claim(claim) => entries.claim(path, mark, &claim.0, &claim.1),
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
                    Kind::Document => entries.document(path, entry.mark, &entry.document(Told::All)?),
                    Kind::Problem => entries.problem(entry.mark, &entry.problem()?),
                    Kind::Claim => {
                        let judged = self.front.judged(entry)?;
                        let claim = entry.claim(words, self.front.whole_ties(entry.slot)?)?;
                        entries.claim(path, entry.mark, &claim, &judged);
                    }
                },
            }
        }
        let folders: Vec<(&str, u64)> = folders.iter().map(|(path, mark)| (path.as_str(), *mark)).collect();
        let parts = entries.finish(&folders, self.kept.secrets);
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

/// Whether a file is and was a claim, as far as it is and was there.
fn is_of_claim(it: &Difference<'_>, read: &BTreeMap<&str, &Record>) -> bool {
    let new = read.get(it.path);
    it.old.is_none_or(|(entry, _)| entry.kind == Kind::Claim)
        && (!it.now || matches!(new, Some(Record::Claim(_))))
        && (it.now || new.is_none())
}

/// Whether a change may make something secret, or public: that is not brought up to date but made anew.
fn tells_secrets(it: &Difference<'_>, new: Option<&Record>, secrets: bool) -> bool {
    let new_one = match new {
        Some(Record::Actor(filed)) => filed.data.is_protected(),
        Some(Record::Document(filed)) => filed.data.is_protected(),
        Some(Record::Problem(problem)) => may_be_protected(&problem.path),
        _ => false,
    };
    let was_unread = it.old.is_some_and(|(entry, _)| entry.kind == Kind::Problem);
    new_one || (secrets && (is_record(it.path) || (was_unread && may_be_protected(it.path))))
}

/// The names with those that changed.
fn brought_up(
    mut names: Workspace,
    different: &[Difference<'_>],
    read: &BTreeMap<&str, &Record>,
) -> Workspace {
    let gone: HashSet<&str> = different.iter().map(|it| it.path).collect();
    names.actors.retain(|it| !gone.contains(it.path.as_str()));
    names.documents.retain(|it| !gone.contains(it.path.as_str()));
    names.problems.retain(|it| !gone.contains(it.path.as_str()));
    let new = read.values().filter(|record| !matches!(record, Record::Claim(_)));
    names.with(new.map(|record| (*record).clone()).collect())
}
