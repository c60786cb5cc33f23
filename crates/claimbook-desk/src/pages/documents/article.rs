//! An article: its text with the passages of the claims in it, what nobody has looked at, what is on record of it, and the form that makes
//! claims of words in it.

use std::collections::HashSet;
use std::ops::Range;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use claimbook_core::assess::{Coverage, Passages, Rows as _, Seen};
use claimbook_core::model::{Claim, DerivedAs, Quote};
use claimbook_core::quote::Text;
use claimbook_core::workspace::Filed;
use claimbook_index::view::{AllRows, ViewError};
use claimbook_intake::{Proposals, mark};
use claimbook_report::covered;
use claimbook_report::page::Words;

use super::facts::Facts;
use super::record::Noted;
use super::select::Selected;
use super::setting::{As, Block, Leads, set};
use super::which::{Asked, Which};
use super::wrote::{Told, Wrote};
use super::{Openness, Shown, choice, open};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::pages::trouble::Trouble;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;
use crate::texts::Prepared;
use crate::upload::MOST;

/// More claims are not listed beside one part of a text.
const LISTED: usize = 200;
/// So many claims are told that quote the same words.
const MOST_KNOWN: usize = 8;
/// How one document comes from another.
const DERIVED: &[&str] = DerivedAs::WORDS;

#[derive(Template)]
#[template(path = "article.html")]
struct Page {
    frame: Frame,
    address: String,
    /// The address with what tells the capture, to which a query is added.
    here: String,
    /// The capture, where it is not the first.
    capture: String,
    facts: Facts,
    coverage: Option<String>,
    unseen: usize,
    /// Where to go on reading, where something in the text was not looked at.
    next_unseen: Option<String>,
    blocks: Vec<Block>,
    openness: Openness,
    has_text: bool,
    takeable: bool,
    parts: Parts,
    claims: Vec<Listed>,
    /// How many more have their passages in this part.
    more: usize,
    /// The claims that are in it, all told.
    all: usize,
    /// Those whose passages are not found in the text.
    lost: Vec<Listed>,
    /// Those that take it as evidence.
    evidence: Vec<Leads>,
    form: Selected,
    /// Whether it was sent.
    selecting: bool,
    /// What was typed to note something of it.
    noted: Noted,
    trouble: Option<Trouble>,
    /// What was written just now.
    wrote: Option<Wrote>,
}

struct Parts {
    part: usize,
    count: usize,
    /// Where they begin and end, in code points.
    from: usize,
    to: usize,
    length: usize,
    before: Option<String>,
    after: Option<String>,
}

/// A claim beside the text.
struct Listed {
    leads: Leads,
    who: Words,
    /// Where its first passage is.
    at: Option<usize>,
}

impl Openness {
    fn says(self) -> Option<&'static str> {
        match self {
            Openness::Whole => None,
            Openness::Replaced => Some(
                "Names of protected sources are replaced in what is shown, so no words can be taken from it here. Start the desk with --unredacted for that.",
            ),
            Openness::Passages => Some(
                "Words in this text are a protected source’s, so only the passages of other claims are shown. Start the desk with --unredacted to see it whole.",
            ),
        }
    }
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    let asked = Asked::of(uri.query());
    let told = Told::of(uri.query());
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| {
            let version = frame.version;
            let mut page = show(desk, frame, snapshot, &key, &asked, &Selected::default(), None)?;
            page.wrote = wrote(desk, version, snapshot, asked.which(&key), asked.at, &told)?;
            Ok(as_page(&page))
        })
    })
    .await?
}

/// The page again with a form that was not taken, and what was typed in it.
pub(super) fn again(
    desk: &Desk,
    key: &str,
    typed: &Selected,
    noted: &Noted,
    trouble: &Trouble,
) -> Result<Response, Refusal> {
    desk.show(|frame, snapshot| {
        let (at, capture) = (typed.start.parse().ok(), typed.capture.clone());
        let asked = Asked { at, capture, ..Asked::default() };
        let mut page = show(desk, frame, snapshot, key, &asked, typed, Some(trouble))?;
        page.noted = noted.clone();
        Ok((trouble.status, as_page(&page)).into_response())
    })
}

fn show(
    desk: &Desk,
    frame: Frame,
    snapshot: &Snapshot,
    key: &str,
    asked: &Asked,
    typed: &Selected,
    trouble: Option<&Trouble>,
) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let which = asked.which(key);
    let shown = open(desk, snapshot, &rows, which)?;
    let document = shown.document()?;
    let facts = Facts::of(shown.workspace(), document, shown.capture.as_deref());
    let leads: Vec<Leads> =
        shown.places.iter().map(|place| Leads::of(choice(snapshot, &rows, *place))).collect();
    let evidence = evidence(snapshot, &rows, key);
    rows.check()?;
    let mut page = Page {
        frame,
        address: super::address(key),
        here: which.asking(""),
        capture: shown.capture.clone().unwrap_or_default(),
        facts,
        coverage: None,
        unseen: 0,
        next_unseen: None,
        blocks: Vec::new(),
        openness: shown.openness,
        has_text: shown.text.is_some(),
        takeable: shown.takeable().is_some(),
        parts: Parts { part: 1, count: 1, from: 0, to: 0, length: 0, before: None, after: None },
        claims: Vec::new(),
        more: 0,
        all: shown.places.len(),
        lost: Vec::new(),
        evidence,
        form: typed.clone(),
        selecting: typed.sent,
        noted: Noted::default(),
        trouble: trouble.cloned(),
        wrote: None,
    };
    page.form.text = shown.text.as_ref().map(|text| text.mark.clone()).unwrap_or_default();
    match &shown.text {
        Some(text) => page.set(&shown, &rows, text, asked, &leads)?,
        None => page.lost = list(&shown, &rows, &leads, &vec![None; leads.len()], |at| at.is_none()).0,
    }
    Ok(page)
}

/// What was written of words at a place, where anything was.
fn wrote(
    desk: &Desk,
    version: u64,
    snapshot: &Snapshot,
    which: Which<'_>,
    at: Option<usize>,
    told: &Told,
) -> Result<Option<Wrote>, NotShown> {
    if !told.is_some() {
        return Ok(None);
    }
    let rows = snapshot.rows()?;
    let shown = open(desk, snapshot, &rows, which)?;
    let mut read = Proposals::default();
    if let Some(text) = shown.takeable() {
        let part = text.part_at(at.unwrap_or_default());
        read = (*super::proposals(version, &shown, text, part)).clone();
        mark(&mut read, shown.workspace(), &shown.article(text));
    }
    let wrote = told.tell(desk, snapshot, &rows, &shown, &read);
    rows.check()?;
    Ok(wrote)
}

impl Page {
    /// Whether what was not taken is the form that makes claims of words.
    fn own_trouble(&self) -> bool {
        self.takeable && self.selecting
    }

    /// Sets the part of the text that is asked for, with what is beside it.
    fn set(
        &mut self,
        shown: &Shown<'_>,
        rows: &AllRows<'_>,
        prepared: &Prepared,
        asked: &Asked,
        leads: &[Leads],
    ) -> Result<(), NotShown> {
        let text = Text::new(&prepared.text);
        let document = shown.document()?;
        let passages = passages(shown, rows, &text)?;
        let number = match asked.at {
            Some(at) => prepared.part_at(at),
            None => asked.part.clamp(1, prepared.parts.len().max(1)) - 1,
        };
        let part = prepared.parts.get(number).cloned().unwrap_or(0..0);
        let meets = |range: &Range<usize>| range.start < part.end && part.start < range.end;
        let clip = |range: &Range<usize>| range.start.max(part.start)..range.end.min(part.end);
        let here: Vec<(Range<usize>, As)> = passages
            .iter()
            .filter(|(range, _)| meets(range))
            .map(|(range, claim)| (clip(range), As::Claim(*claim)))
            .collect();
        let mut marks = here;
        let mut windows = vec![part.clone()];
        if shown.openness == Openness::Passages {
            windows = apart(marks.iter().map(|(range, _)| range.clone()));
        } else {
            let capture = shown.capture.as_deref();
            let seen = Passages::of(shown.workspace());
            let seen = seen.seen_in(document, capture, &prepared.text, &prepared.sentences);
            self.tell(&seen, prepared, number);
            let looked = prepared.sentences.iter().zip(&seen).filter(|(range, _)| meets(range));
            marks.extend(looked.filter_map(|(range, seen)| match seen {
                Seen::InClaim => None,
                Seen::Left(_) => Some((clip(range), As::Left)),
                Seen::Not => Some((clip(range), As::Unseen)),
            }));
        }
        self.blocks = set(&text, &windows, marks, leads);
        let mut first: Vec<Option<usize>> = vec![None; leads.len()];
        for (range, claim) in &passages {
            if let Some(first) = first.get_mut(*claim) {
                *first = Some(first.map_or(range.start, |before: usize| before.min(range.start)));
            }
        }
        let within: HashSet<usize> =
            passages.iter().filter(|(range, _)| meets(range)).map(|(_, claim)| *claim).collect();
        let lost = list(shown, rows, leads, &first, |at| at.is_none()).0;
        let (claims, more) = list_of(shown, rows, leads, &first, |claim| within.contains(&claim));
        (self.claims, self.more, self.lost) = (claims, more, lost);
        let to = |number: usize| format!("{}part={number}", self.here);
        self.parts = Parts {
            part: number + 1,
            count: prepared.parts.len().max(1),
            from: part.start,
            to: part.end,
            length: prepared.length(),
            before: (number > 0).then(|| to(number)),
            after: (number + 1 < prepared.parts.len()).then(|| to(number + 2)),
        };
        Ok(())
    }

    /// How much was looked at, and where something was not.
    fn tell(&mut self, seen: &[Seen], prepared: &Prepared, number: usize) {
        let mut coverage = Coverage { sentences: seen.len(), ..Coverage::default() };
        for it in seen {
            coverage.count(it);
        }
        self.unseen = coverage.unseen();
        self.coverage = (coverage.sentences > 0).then(|| covered(coverage));
        let after = prepared.parts.get(number).map_or(0, |part| part.end);
        let open = |from: usize| {
            let mut sentences = prepared.sentences.iter().zip(seen);
            sentences
                .find(|(range, seen)| **seen == Seen::Not && range.start >= from)
                .map(|(range, _)| range.start)
        };
        let next = open(after).or_else(|| open(0)).filter(|at| prepared.part_at(*at) != number);
        self.next_unseen = next.map(|at| format!("{}at={at}#at-{at}", self.here));
    }
}

/// Where the passages of the claims stand, in the order of the text; each with the claim's place among those of the page.
fn passages(
    shown: &Shown<'_>,
    rows: &AllRows<'_>,
    text: &Text<'_>,
) -> Result<Vec<(Range<usize>, usize)>, ViewError> {
    let mut wanted: Vec<(usize, &Quote)> = Vec::new();
    for (number, place) in shown.places.iter().enumerate() {
        let claim = claim(shown, rows, *place)?;
        for said in claim.data.assertions.iter().filter(|said| said.document.as_deref() == Some(&shown.key)) {
            if shown.openness != Openness::Passages || !shown.workspace().shields(said) {
                // Where names are replaced, a place alone is another's.
                let quotes = said.quote.iter();
                let told = quotes.filter(|it| shown.openness == Openness::Whole || it.exact.is_some());
                wanted.extend(told.map(|quote| (number, quote)));
            }
        }
    }
    let document = shown.document()?;
    let quotes = wanted.iter().map(|(_, quote)| *quote);
    let places = Passages::places_in(&document.data, shown.capture.as_deref(), text, quotes);
    let found = wanted
        .iter()
        .zip(places)
        .filter_map(|((claim, _), range)| Some((range.filter(|range| !range.is_empty())?, *claim)));
    let mut passages: Vec<_> = found.collect();
    passages.sort_by_key(|(range, claim)| (range.start, range.end, *claim));
    Ok(passages)
}

/// The places of the rows of the claims that quote words at a place.
pub(super) fn quoting(
    shown: &Shown<'_>,
    rows: &AllRows<'_>,
    text: &Text<'_>,
    place: (usize, usize),
) -> Result<Vec<usize>, ViewError> {
    let passages = passages(shown, rows, text)?;
    let meets = passages.into_iter().filter(|(range, _)| range.start < place.1 && place.0 < range.end);
    let mut claims: Vec<usize> = meets.filter_map(|(_, claim)| shown.places.get(claim).copied()).collect();
    claims.dedup();
    claims.truncate(MOST_KNOWN);
    Ok(claims)
}

fn claim<'s>(shown: &'s Shown<'_>, rows: &AllRows<'_>, place: usize) -> Result<&'s Filed<Claim>, ViewError> {
    shown.opened.claim(&rows.row(place)).map(|judged| judged.filed).ok_or(ViewError::Unsure)
}

/// The stretches that passages cover, in order and apart.
fn apart(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

fn list(
    shown: &Shown<'_>,
    rows: &AllRows<'_>,
    leads: &[Leads],
    first: &[Option<usize>],
    counts: impl Fn(&Option<usize>) -> bool,
) -> (Vec<Listed>, usize) {
    list_of(shown, rows, leads, first, |claim| first.get(claim).is_some_and(&counts))
}

/// The claims that count, in the order of the text, and how many more there are.
fn list_of(
    shown: &Shown<'_>,
    rows: &AllRows<'_>,
    leads: &[Leads],
    first: &[Option<usize>],
    counts: impl Fn(usize) -> bool,
) -> (Vec<Listed>, usize) {
    let mut them: Vec<usize> = (0..leads.len()).filter(|claim| counts(*claim)).collect();
    them.sort_by_key(|claim| first.get(*claim).copied().flatten());
    let more = them.len().saturating_sub(LISTED);
    let listed = them.into_iter().take(LISTED).filter_map(|number| {
        let row = rows.row(*shown.places.get(number)?);
        let here = row.assertions.iter().filter(|said| said.document == Some(shown.key.as_str()));
        let mut who: Vec<&str> =
            here.filter_map(|said| said.by).map(|key| shown.workspace().actor_name(key)).collect();
        who.dedup();
        Some(Listed {
            leads: leads.get(number)?.clone(),
            who: Words::line(&who.join(", ")),
            at: first.get(number).copied().flatten(),
        })
    });
    (listed.collect(), more)
}

/// The claims that take a document as evidence.
fn evidence(snapshot: &Snapshot, rows: &AllRows<'_>, key: &str) -> Vec<Leads> {
    let takes = |place: &usize| rows.row(*place).evidence.contains(&key);
    let places = (0..rows.len()).filter(takes).take(LISTED);
    places.map(|place| Leads::of(choice(snapshot, rows, place))).collect()
}
