//! Words found in the records of a workspace, as they are now.

use std::borrow::Cow;
use std::collections::HashMap;

use claimbook_core::model::{Actor, Claim, Document};
use claimbook_core::redact::Renamed;
use claimbook_core::workspace::{Filed, Workspace};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::entry::{Kind, Told};
use crate::kept::{Front, Kept};
use crate::query::Query;
use crate::store;
use crate::text::{Doc, Field, Layer, Search, Segment, build};
use crate::walk::beside_documents;

/// The file that holds where words stand.
const TEXT: &str = "text";
/// With more records than these that are new or not as they were, or one in so many, it is made anew.
const MOST_NEW: usize = 300;
const SHARE_NEW: usize = 100;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Of {
    /// A claim.
    Claim,
    /// An actor.
    Actor,
    /// A document.
    Document,
}

/// A record in which the words stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is.
    pub of: Of,
    /// Its file, from the workspace's folder.
    pub path: String,
    /// How well it fits: the more the better.
    pub score: f64,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// Words that stand nowhere, and those that were looked for instead.
    pub instead: Vec<(String, Vec<String>)>,
}

/// A record as it is now.
struct Current {
    key: u64,
    of: Of,
    path: String,
    /// Whether it has to be read again, whatever it looks like.
    unsettled: bool,
}

/// Where words stand in all records, to be asked again and again.
pub(crate) struct Finder {
    /// What was kept, and what is new since. Of a workspace that was read whole, only the second.
    kept: Option<(Segment, Vec<Option<usize>>)>,
    new: Segment,
    /// Of the second, by its order.
    order: Vec<usize>,
    current: Vec<Current>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder").field("records", &self.current.len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// Of a workspace that was read whole, as far as it may be told.
    pub(crate) fn of(workspace: &Workspace, renamed: &Renamed) -> Option<Self> {
        let current = all(workspace);
        let new = Segment::of(made(workspace, &current, renamed))?;
        let order = (0..current.len()).collect();
        Some(Finder { kept: None, new, order, current })
    }

    fn of_kept(kept: &Kept) -> Option<Self> {
        let mut current = current(&kept.front()?, kept.base.made.program)?;
        current.sort_unstable_by_key(|it| it.key);
        let most = MOST_NEW.max(current.len() / SHARE_NEW);
        let segment = store::folder(&kept.root).and_then(|folder| Segment::open(&folder.join(TEXT)));
        let segment = match segment.filter(|segment| matched(segment, &current).1.len() <= most) {
            Some(segment) => segment,
            None => {
                let workspace = Workspace::load(&kept.root).ok()?;
                let bytes = made(&workspace, &current, &Renamed::default());
                // That it cannot be kept is no error: the next search makes it anew.
                let _ = store::put(&kept.root, TEXT, &bytes);
                Segment::of(bytes)?
            }
        };
        let (places, order) = matched(&segment, &current);
        let own: Vec<&Current> = order.iter().filter_map(|at| current.get(*at)).collect();
        let paths: Vec<&str> = own.iter().map(|it| it.path.as_str()).collect();
        let fresh = Workspace::of(&kept.root, Workspace::read_files(&kept.root, &paths));
        let new = Segment::of(made_of(&fresh, &own, &Renamed::default()))?;
        Some(Finder { kept: Some((segment, places)), new, order, current })
    }

    /// Where the words of a query stand. `None` where what was kept is damaged.
    pub(crate) fn find(&self, query: &Query) -> Option<Found> {
        let new = Layer { counts: vec![true; self.new.keys.len()], segment: &self.new };
        let old = self
            .kept
            .as_ref()
            .map(|(segment, places)| Layer { counts: places.iter().map(Option::is_some).collect(), segment });
        let layers: Vec<Layer<'_>> = old.into_iter().chain([new]).collect();
        let found = Search::new(&layers).find(query).ok()?;
        let hit = |hit: crate::text::Hit| {
            let place = match &self.kept {
                Some((_, places)) if hit.layer == 0 => (*places.get(hit.doc)?)?,
                _ => *self.order.get(hit.doc)?,
            };
            let it = self.current.get(place)?;
            Some(Hit { of: it.of, path: it.path.clone(), score: hit.score })
        };
        Some(sorted(found.hits.into_iter().filter_map(hit).collect(), found.instead))
    }
}

impl Kept {
    /// Where the words of a query stand. `None` where a file cannot be read, or changed meanwhile.
    pub fn find(&self, query: &Query) -> Option<Found> {
        let found = self.finder()?.find(query);
        if found.is_none() {
            // The next search makes it anew.
            store::forget(&self.root, TEXT);
        }
        found
    }

    /// Gets ready to find words.
    pub(crate) fn finder(&self) -> Option<&Finder> {
        self.finder.get_or_init(|| Finder::of_kept(self)).as_ref()
    }
}

fn sorted(mut hits: Vec<Hit>, mut instead: Vec<(String, Vec<String>)>) -> Found {
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.path.cmp(&b.path)));
    instead.dedup();
    Found { hits, instead }
}

/// For each record of a segment which it is now, where it is as it was; and the records that are not in it.
fn matched(segment: &Segment, current: &[Current]) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut places = vec![None; segment.keys.len()];
    let mut new = Vec::new();
    let mut doc = 0;
    for (at, it) in current.iter().enumerate() {
        while segment.keys.get(doc).is_some_and(|key| *key < it.key) {
            doc += 1;
        }
        match places.get_mut(doc).filter(|_| !it.unsettled && segment.keys.get(doc) == Some(&it.key)) {
            Some(place) => {
                *place = Some(at);
                doc += 1;
            }
            None => new.push(at),
        }
    }
    (places, new)
}

fn current(front: &Front<'_>, program: u64) -> Option<Vec<Current>> {
    let mut texts: HashMap<&str, u64> = HashMap::new();
    for entry in front.entries() {
        let (entry, _) = entry?;
        if let Some(name) = entry.path.strip_prefix("documents/") {
            texts.insert(name, entry.mark);
        }
    }
    let mut current = Vec::new();
    for entry in front.entries() {
        let (entry, _) = entry?;
        let mut key = xxh3_64_with_seed(entry.path.as_bytes(), entry.mark ^ program);
        let mut unsettled = entry.mark == 0;
        let of = match entry.kind {
            Kind::Claim => Of::Claim,
            Kind::Actor => Of::Actor,
            Kind::Document => {
                for capture in entry.document(Told::Texts)?.captures {
                    let name = capture.text.as_deref().and_then(beside_documents);
                    let mark = name.and_then(|name| texts.get(name.as_str()).copied());
                    unsettled |= mark == Some(0);
                    key = xxh3_64_with_seed(&mark.unwrap_or(0).to_le_bytes(), key);
                }
                Of::Document
            }
            Kind::Problem | Kind::Other | Kind::Gone => continue,
        };
        current.push(Current { key, of, path: entry.path.to_owned(), unsettled });
    }
    Some(current)
}

/// Every record of a workspace; the keys say no more than which it is.
fn all(workspace: &Workspace) -> Vec<Current> {
    let claims = workspace.claims.iter().map(|it| (Of::Claim, &it.path));
    let actors = workspace.actors.iter().map(|it| (Of::Actor, &it.path));
    let documents = workspace.documents.iter().map(|it| (Of::Document, &it.path));
    let all = claims.chain(actors).chain(documents).enumerate();
    all.map(|(at, (of, path))| Current { key: at as u64, of, path: path.clone(), unsettled: false }).collect()
}

fn made(workspace: &Workspace, current: &[Current], renamed: &Renamed) -> Vec<u8> {
    made_of(workspace, &current.iter().collect::<Vec<_>>(), renamed)
}

fn made_of(workspace: &Workspace, current: &[&Current], renamed: &Renamed) -> Vec<u8> {
    let keys: Vec<u64> = current.iter().map(|it| it.key).collect();
    let actors: HashMap<&str, &Actor> =
        workspace.actors.iter().map(|it| (it.path.as_str(), &it.data)).collect();
    let documents: HashMap<&str, &Filed<Document>> =
        workspace.documents.iter().map(|it| (it.path.as_str(), it)).collect();
    build(&keys, |at| {
        let fields = current.get(at).map(|it| {
            let path = it.path.as_str();
            match it.of {
                Of::Claim => workspace.claim_at(path).map(|it| of_claim(&it.data)),
                Of::Actor => actors.get(path).map(|actor| of_actor(actor)),
                Of::Document => documents.get(path).map(|document| of_document(workspace, document, renamed)),
            }
        });
        // What is gone meanwhile has no words.
        Doc { fields: fields.flatten().unwrap_or_default() }
    })
}

type Fields<'r> = Vec<(Field, Cow<'r, str>)>;

/// The texts of a claim in which words are looked for.
pub fn of_claim(claim: &Claim) -> Fields<'_> {
    let mut fields: Fields<'_> = vec![(Field::Wording, Cow::Borrowed(&claim.claim))];
    fn add<'r>(fields: &mut Fields<'r>, field: Field, texts: impl Iterator<Item = &'r String>) {
        fields.extend(texts.map(|text| (field, Cow::Borrowed(text.as_str()))));
    }
    add(&mut fields, Field::Topic, claim.topics.iter());
    for assertion in &claim.assertions {
        add(&mut fields, Field::Quote, assertion.quote.iter().filter_map(|quote| quote.exact.as_ref()));
        add(&mut fields, Field::Note, assertion.note.iter());
    }
    for line in &claim.evidence {
        add(&mut fields, Field::Note, line.note.iter());
        add(&mut fields, Field::Quote, line.quote.iter().filter_map(|quote| quote.exact.as_ref()));
    }
    add(&mut fields, Field::Reason, claim.verdicts.iter().filter_map(|verdict| verdict.because.as_ref()));
    add(&mut fields, Field::Note, claim.notes.iter());
    fields
}

/// The texts of an actor in which words are looked for.
pub fn of_actor(actor: &Actor) -> Fields<'_> {
    let names = std::iter::once(&actor.name).chain(&actor.aliases);
    let names = names.map(|name| (Field::Name, Cow::Borrowed(name.as_str())));
    names.chain(actor.notes.iter().map(|notes| (Field::Note, Cow::Borrowed(notes.as_str())))).collect()
}

/// The texts of a document in which words are looked for: its newest captured text among them, as far as it may be told.
pub fn of_document<'r>(
    workspace: &Workspace,
    document: &'r Filed<Document>,
    renamed: &Renamed,
) -> Fields<'r> {
    let (key, document) = (document.key(), &document.data);
    let title = document.title.iter().map(|title| (Field::Title, Cow::Borrowed(title.as_str())));
    let notes = document.notes.iter().map(|notes| (Field::Note, Cow::Borrowed(notes.as_str())));
    let newest = document.captures.iter().rev().find(|capture| capture.text.is_some());
    let text = newest.and_then(|capture| workspace.text_of(capture));
    let text = text.and_then(|text| Some(renamed.told(key, &text)?.into_owned()));
    title.chain(notes).chain(text.map(|text| (Field::Text, Cow::Owned(text)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the words of a query stand in a workspace that was read whole.
    fn find(workspace: &Workspace, query: &Query) -> Option<Found> {
        Finder::of(workspace, &Renamed::default())?.find(query)
    }
    use claimbook_core::workspace::{Filed, Record};

    fn workspace(claims: &[&str]) -> Workspace {
        let claim = |(number, wording): (usize, &&str)| {
            let data = Claim { claim: (*wording).to_owned(), ..Claim::default() };
            Record::Claim(Filed { path: format!("c{number}.yaml"), data })
        };
        Workspace::of("nowhere".as_ref(), claims.iter().enumerate().map(claim))
    }

    fn found(claims: &[&str], query: &str) -> Vec<String> {
        let workspace = workspace(claims);
        let found = find(&workspace, &Query::parse(query).unwrap()).unwrap();
        let wording = |hit: Hit| workspace.claim_at(&hit.path).unwrap().data.claim.clone();
        found.hits.into_iter().map(wording).collect()
    }

    const CLAIMS: [&str; 6] = [
        "The old bridge was closed.",
        "Two bridges were closed in March, and one bridge fell.",
        "North Korea sent soldiers.",
        "Soldiers went north from Korea.",
        "Ten thousand soldiers, 10,000 of them, were sent.",
        "Солдати прибули.",
    ];

    #[test]
    fn all_words_must_stand_there_in_any_form() {
        assert_eq!(found(&CLAIMS, "bridge closing").len(), 2);
        assert_eq!(found(&CLAIMS, "bridge march"), [CLAIMS[1]]);
        assert_eq!(found(&CLAIMS, "солдатів"), [CLAIMS[5]]);
        assert!(found(&CLAIMS, "bridge korea").is_empty());
    }

    #[test]
    fn phrases_exclusions_beginnings_and_choices() {
        assert_eq!(found(&CLAIMS, "\"north korea\""), [CLAIMS[2]]);
        assert_eq!(found(&CLAIMS, "korea -sent"), [CLAIMS[3]]);
        assert_eq!(found(&CLAIMS, "sold* 10000"), [CLAIMS[4]]);
        assert_eq!(found(&CLAIMS, "march OR korea").len(), 3);
    }

    #[test]
    fn a_word_typed_wrong_is_told() {
        let workspace = workspace(&CLAIMS);
        let found = find(&workspace, &Query::parse("solders korea").unwrap()).unwrap();
        assert_eq!(found.instead, [("solders".to_owned(), vec!["soldier".to_owned()])]);
        assert_eq!(found.hits.len(), 2);
    }
}
