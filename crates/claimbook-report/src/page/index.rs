//! What the parts of a page share: the claims in their order, the id of each card, and what claims can be filtered by.

use std::collections::{HashMap, HashSet};

use claimbook_core::assess::{Judged, Status, Tally};
use claimbook_core::model::ClaimId;

use super::leading::Leading;
use super::mark::Mark;
use super::words::Words;
use crate::sheet::{NO_ASSERTER, NO_DOCUMENT, NO_TOPIC, Sheet};

/// The claims of a page.
pub(crate) struct Index<'s, 'w> {
    pub(crate) sheet: &'s Sheet<'w>,
    /// Where links lead.
    pub(crate) leading: Leading,
    /// Whether everybody may see it: then no claim is told that may not be published.
    pub(crate) public: bool,
    /// By their places in the report; the id of each card.
    pub(crate) claims: Vec<Entry<'s, 'w>>,
    by_id: HashMap<String, usize>,
    ids: HashSet<String>,
    asserters: HashMap<Option<&'w str>, usize>,
    documents: HashMap<Option<&'w str>, usize>,
    topics: HashMap<Option<&'w str>, usize>,
    /// Claims that the page does not have, and to which one of it leads: by id, what they are.
    pub(crate) elsewhere: HashMap<String, (Words, Mark)>,
}

/// A claim and the id of its card.
pub(crate) struct Entry<'s, 'w> {
    pub(crate) id: String,
    pub(crate) claim: &'s Judged<'w>,
}

impl<'s, 'w> Index<'s, 'w> {
    pub(crate) fn of(sheet: &'s Sheet<'w>, public: bool, leading: Leading) -> Self {
        let mut taken = HashSet::new();
        let entry = |(number, claim): (usize, &'s Judged<'w>)| {
            let handle = claim.filed.data.handle().filter(|it| it.bytes().all(|b| b.is_ascii_alphanumeric()));
            // Two files may have one id; `check` names them.
            let id = handle
                .filter(|handle| !handle.is_empty() && taken.insert(handle.clone()))
                .unwrap_or_else(|| format!("claim-{}", number + 1));
            Entry { id, claim }
        };
        let claims: Vec<Entry<'s, 'w>> = sheet.all().enumerate().map(entry).collect();
        let ids = claims.iter().map(|entry| entry.id.clone()).collect();
        let mut by_id = HashMap::new();
        for (place, entry) in claims.iter().enumerate() {
            if let Some(id) = &entry.claim.filed.data.id {
                by_id.entry(id.as_str().to_ascii_lowercase()).or_insert(place);
            }
        }
        let report = &sheet.report;
        let elsewhere = if public { HashMap::new() } else { elsewhere(sheet, &claims, &by_id) };
        Index {
            sheet,
            leading,
            public,
            claims,
            by_id,
            ids,
            asserters: numbered(&report.asserters),
            documents: numbered(&report.documents),
            topics: numbered(&report.topics),
            elsewhere,
        }
    }

    /// The place of the claim with this id.
    pub(crate) fn place(&self, id: &ClaimId) -> Option<usize> {
        self.by_id.get(&id.as_str().to_ascii_lowercase()).copied()
    }

    /// Whether a card has this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    pub(crate) fn asserters(&self, claim: &Judged<'w>) -> String {
        let keys = claim.filed.data.assertions.iter().filter_map(|one| one.by.as_deref());
        numbers(&self.asserters, keys)
    }

    pub(crate) fn documents(&self, claim: &Judged<'w>) -> String {
        let keys = claim.filed.data.assertions.iter().filter_map(|one| one.document.as_deref());
        numbers(&self.documents, keys)
    }

    pub(crate) fn topics(&self, claim: &Judged<'w>) -> String {
        numbers(&self.topics, claim.filed.data.topics.iter().map(String::as_str))
    }
}

/// What stands behind links that lead out of the page.
fn elsewhere(
    sheet: &Sheet<'_>,
    claims: &[Entry<'_, '_>],
    by_id: &HashMap<String, usize>,
) -> HashMap<String, (Words, Mark)> {
    let links = claims.iter().flat_map(|entry| &entry.claim.filed.data.links);
    let ids = links.filter_map(|link| link.to.as_ref()).map(|to| to.as_str().to_ascii_lowercase());
    let wanted: HashSet<String> = ids.filter(|id| !by_id.contains_key(id)).collect();
    if wanted.is_empty() {
        return HashMap::new();
    }
    let mut found = HashMap::new();
    for place in 0..sheet.rows.len() {
        let row = sheet.rows.row(place);
        let id = row.id.map(str::to_ascii_lowercase).filter(|id| wanted.contains(id));
        if let Some(id) = id {
            found.entry(id).or_insert_with(|| (Words::line(row.claim), Mark::of(&row.status)));
        }
    }
    found
}

fn numbered<'w>(tallies: &[Tally<'w>]) -> HashMap<Option<&'w str>, usize> {
    tallies.iter().enumerate().map(|(number, tally)| (tally.key, number)).collect()
}

/// The numbers of these keys, each once, with blanks between them; of none recorded, the number of that.
fn numbers<'w>(numbered: &HashMap<Option<&'w str>, usize>, keys: impl Iterator<Item = &'w str>) -> String {
    let mut found: Vec<usize> = keys.filter_map(|key| numbered.get(&Some(key)).copied()).collect();
    if found.is_empty() {
        found.extend(numbered.get(&None));
    }
    found.sort_unstable();
    found.dedup();
    found.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// What the claims can be filtered by.
pub(crate) struct Facets {
    pub(crate) statuses: Vec<Choice>,
    pub(crate) asserters: Vec<Choice>,
    pub(crate) documents: Vec<Choice>,
    pub(crate) topics: Vec<Choice>,
}

/// One choice of a filter.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: Words,
    pub(crate) claims: usize,
}

/// A choice's name is cut to this many columns.
const NAME: usize = 60;

impl Facets {
    pub(crate) fn of(index: &Index<'_, '_>) -> Self {
        let (sheet, report) = (index.sheet, &index.sheet.report);
        let statuses = report.totals.iter().filter(|(_, number)| *number > 0).map(|(status, number)| {
            Choice { value: status.place().to_string(), name: Mark::of(status).word, claims: *number }
        });
        let choices = |tallies: &[Tally<'_>], name: &dyn Fn(Option<&str>) -> String| {
            let choice = |(number, tally): (usize, &Tally<'_>)| Choice {
                value: number.to_string(),
                name: Words::cut(&name(tally.key), NAME),
                claims: tally.claims.len(),
            };
            tallies.iter().enumerate().map(choice).collect()
        };
        let actor = |key: Option<&str>| {
            key.map_or(NO_ASSERTER.to_owned(), |key| sheet.workspace.actor_name(key).to_owned())
        };
        let document = |key: Option<&str>| {
            key.map_or(NO_DOCUMENT.to_owned(), |key| sheet.workspace.document_title(key).to_owned())
        };
        Facets {
            statuses: statuses.collect(),
            asserters: choices(&report.asserters, &actor),
            documents: choices(&report.documents, &document),
            topics: choices(&report.topics, &|key| key.unwrap_or(NO_TOPIC).to_owned()),
        }
    }
}

/// The number of a status among the choices.
pub(crate) fn number(status: &Status) -> usize {
    status.place()
}
