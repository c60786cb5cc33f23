//! Quotes of claims, and the captured texts that they are from: each text is read and indexed once, for all of its quotes.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::model::{Assertion, Capture, Claim, Document, Quote};
use crate::quote::{AtPlace, Found, Quote as Wanted, Resolved, Resolver, Text};
use crate::workspace::{Filed, Workspace, read_text};
use crate::yaml::Route;

/// A quote, where it stands, and the document that it is from.
#[derive(Debug, Clone)]
pub(crate) struct Quoted<'a> {
    /// The path of the claim's file.
    pub(crate) path: &'a str,
    list: &'static str,
    entry: usize,
    /// Its place, where there are several.
    part: Option<usize>,
    /// The id of the assertion or the evidence line.
    pub(super) id: Option<&'a str>,
    /// Whether the evidence line was taken back.
    pub(crate) retracted: bool,
    pub(crate) document: &'a str,
    pub(crate) quote: &'a Quote,
}

impl Quoted<'_> {
    pub(crate) fn route(&self) -> Route {
        let route = Route::from(self.list).index(self.entry).key("quote");
        self.part.map_or(route.clone(), |part| route.index(part))
    }

    /// Where it stands in the claim: the list, the place of the entry in it, the place in the entry.
    pub(super) fn place(&self) -> Place {
        (self.list == "evidence", self.entry, self.part.unwrap_or(0))
    }

    /// What a sentence calls it: the id of its assertion or evidence line, or which one it is.
    pub(crate) fn name(&self) -> String {
        match self.id {
            Some(id) => format!("The quote {id}"),
            None if self.list == "evidence" => format!("The quote of evidence line {}", self.entry + 1),
            None => format!("The quote of assertion {}", self.entry + 1),
        }
    }

    /// What the flag comes from: the assertion or line, and the document.
    pub(super) fn records(&self, workspace: &Workspace) -> Vec<String> {
        let mut records: Vec<String> =
            self.id.into_iter().chain([self.document]).map(str::to_owned).collect();
        let claim = workspace.claim_at(self.path);
        let secrets = claim.map(|claim| secrets(workspace, &claim.data, self.place())).unwrap_or_default();
        records.extend(secrets.into_iter().filter(|key| key != self.document));
        records
    }

    /// What to look for in the text; nothing where no words are quoted.
    pub(crate) fn wanted(&self) -> Option<Wanted<'_>> {
        let exact = self.quote.exact.as_deref().filter(|exact| !exact.trim().is_empty())?;
        Some(Wanted {
            exact,
            prefix: self.quote.prefix.as_deref(),
            suffix: self.quote.suffix.as_deref(),
            start: self.quote.start,
        })
    }
}

/// What an assertion or evidence line is tied to that must be kept secret: keys of actors and documents. A flag that tells its words
/// has them among its records, so that it is known to be about them when secrets are taken out.
pub(super) fn secrets(workspace: &Workspace, claim: &Claim, (evidence, entry, _): Place) -> Vec<String> {
    let protected = |key: &str| workspace.actor(key).is_some_and(|actor| actor.data.is_protected());
    let closed = |key: &str| {
        workspace.document(key).is_some_and(|document| {
            document.data.is_protected() || document.data.publisher.as_deref().is_some_and(protected)
        })
    };
    let (actors, documents): (Vec<&str>, Vec<&str>) = if evidence {
        let line = claim.evidence.get(entry);
        let keys = line.into_iter().flat_map(|line| line.document.iter().chain(&line.from));
        (Vec::new(), keys.map(String::as_str).collect())
    } else {
        let assertion = claim.assertions.get(entry);
        let keys =
            assertion.into_iter().flat_map(|it| it.document.as_deref().into_iter().chain(withdrawn_in(it)));
        (assertion.into_iter().flat_map(|it| it.actors()).collect(), keys.collect())
    };
    let actors = actors.into_iter().filter(|key| protected(key));
    let documents = documents.into_iter().filter(|key| closed(key));
    let mut keys: Vec<String> = Vec::new();
    for key in actors.chain(documents) {
        if !keys.iter().any(|known| known == key) {
            keys.push(key.to_owned());
        }
    }
    keys
}

fn withdrawn_in(assertion: &Assertion) -> Option<&str> {
    assertion.withdrawn.as_ref()?.document.as_deref()
}

/// Whether it is evidence, the entry's place, the part's place.
pub(super) type Place = (bool, usize, usize);

/// Every quote of a claim that says which document it is from; those of retracted evidence no longer count.
pub(crate) fn quotes_of(claim: &Filed<Claim>) -> impl Iterator<Item = Quoted<'_>> {
    all_quotes_of(claim).filter(|quoted| !quoted.retracted)
}

/// As [`quotes_of`], and those of retracted evidence.
fn all_quotes_of(claim: &Filed<Claim>) -> impl Iterator<Item = Quoted<'_>> {
    let asserted = claim.data.assertions.iter().enumerate();
    let asserted = asserted
        .map(|(entry, it)| ("assertions", entry, it.id.as_deref(), false, it.document.as_deref(), &it.quote));
    let evidence = claim.data.evidence.iter().enumerate().map(|(entry, it)| {
        let retracted = it.retracted.is_some();
        ("evidence", entry, it.id.as_deref(), retracted, it.document.as_deref(), &it.quote)
    });
    asserted.chain(evidence).flat_map(move |(list, entry, id, retracted, document, quotes)| {
        let several = quotes.len() > 1;
        document.into_iter().flat_map(move |document| {
            quotes.iter().enumerate().map(move |(part, quote)| Quoted {
                path: &claim.path,
                list,
                entry,
                part: several.then_some(part),
                id,
                retracted,
                document,
                quote,
            })
        })
    })
}

/// What became of one quote.
#[derive(Debug)]
pub(super) struct Looked<'a> {
    /// The claim's place in the workspace.
    pub(super) claim: usize,
    pub(super) quoted: Quoted<'a>,
    /// In the text of the capture that it names.
    pub(super) now: Option<Resolved>,
    /// The sentence that stands there now, where it changed.
    pub(super) sentence: Option<String>,
    /// What stands there as far as digests go, where that is not what is quoted.
    pub(super) stands: Option<String>,
    /// In the text of the newest capture: the day of it, what became of the quote, and the sentence that stands there.
    pub(super) later: Option<(Option<String>, Resolved, Option<String>)>,
}

impl Looked<'_> {
    /// Whether it does not stand where it was taken from, here or in the newest capture.
    pub(super) fn is_lost(&self) -> bool {
        let later = self.later.as_ref().map(|(_, later, _)| later);
        self.now.iter().chain(later).any(|resolved| !matches!(resolved, Resolved::Found { .. }))
    }
}

/// What became of the quotes of one claim.
pub(super) fn look_up_in<'a>(workspace: &'a Workspace, claim: &'a Filed<Claim>) -> Vec<Looked<'a>> {
    look_up_all(workspace, std::iter::once((0, claim)))
}

/// What became of every quote whose document has a text, in the order of claims and of their files.
pub(super) fn look_up(workspace: &Workspace) -> Vec<Looked<'_>> {
    look_up_all(workspace, workspace.claims.iter().enumerate())
}

fn look_up_all<'a>(
    workspace: &'a Workspace,
    claims: impl Iterator<Item = (usize, &'a Filed<Claim>)>,
) -> Vec<Looked<'a>> {
    let mut quotes: HashMap<&str, Vec<(usize, Quoted<'_>)>, RandomState> = HashMap::default();
    for (claim, filed) in claims {
        for quoted in all_quotes_of(filed) {
            quotes.entry(quoted.document).or_default().push((claim, quoted));
        }
    }
    let quotes: Vec<_> = quotes.into_iter().collect();
    let mut looked: Vec<Looked<'_>> = quotes
        .into_par_iter()
        .flat_map_iter(|(key, quotes)| match workspace.document(key) {
            Some(document) => in_document(workspace, &document.data, quotes),
            None => Vec::new(),
        })
        .collect();
    looked.sort_by_key(|one| (one.claim, one.quoted.place()));
    looked
}

fn in_document<'a>(
    workspace: &'a Workspace,
    document: &Document,
    quotes: Vec<(usize, Quoted<'a>)>,
) -> Vec<Looked<'a>> {
    let place = |quoted: &Quoted<'_>| {
        let capture = document.capture(quoted.quote.capture.as_deref())?;
        document.captures.iter().position(|other| std::ptr::eq(other, capture))
    };
    let mut looked: Vec<(usize, Looked<'a>)> = quotes
        .into_iter()
        .filter_map(|(claim, quoted)| {
            let capture = place(&quoted)?;
            let looked = Looked { claim, quoted, now: None, sentence: None, stands: None, later: None };
            Some((capture, looked))
        })
        .collect();
    let newest = document.captures.iter().rposition(|capture| capture.text.is_some());
    for (place, capture) in document.captures.iter().enumerate() {
        let own = |one: &(usize, Looked<'_>)| one.0 == place;
        let earlier =
            |one: &(usize, Looked<'_>)| newest == Some(place) && one.0 < place && !one.1.quoted.retracted;
        if !looked.iter().any(|one| own(one) || earlier(one)) {
            continue;
        }
        let content = capture.text.as_deref().and_then(|name| read_text(workspace.root(), name));
        let Some(content) = content else { continue };
        let text = Text::new(&content);
        let mut resolver = Resolver::new(&text);
        for one in &mut looked {
            if own(one) {
                let looked = &mut one.1;
                looked.stands = other_than_quoted(&text, looked.quoted.quote);
                looked.now = resolver.resolve(looked.quoted.quote);
                looked.sentence = looked.now.as_ref().and_then(|now| sentence(&text, now));
            } else if earlier(one) && !same_text(document, one.0, capture) {
                let looked = &mut one.1;
                looked.later = resolver.resolve(looked.quoted.quote).map(|later| {
                    let sentence = sentence(&text, &later);
                    let day = capture.at.as_ref().and_then(|at| at.date()).map(str::to_owned);
                    (day, later, sentence)
                });
            }
        }
    }
    looked.into_iter().map(|(_, looked)| looked).collect()
}

fn same_text(document: &Document, place: usize, capture: &Capture) -> bool {
    let own = document.captures.get(place).and_then(|own| own.text_sha256.as_ref());
    own.is_some() && own == capture.text_sha256.as_ref()
}

/// The sentence that stands where something else is quoted.
pub(super) fn sentence(text: &Text<'_>, resolved: &Resolved) -> Option<String> {
    match resolved {
        Resolved::Changed(changed) => Some(text.sentence(changed.start, changed.end)),
        _ => None,
    }
}

/// What stands in the place of a quote's words as far as digests go; `None` where the words stand there or, but that another number stands
/// in their place, anywhere in the text.
pub(super) fn other_than_quoted(text: &Text<'_>, quote: &Quote) -> Option<String> {
    let exact = quote.exact.as_deref().unwrap_or_default();
    let there = |start, end| text.slice(start, end).unwrap_or_default().to_owned();
    if !exact.is_empty() {
        match text.at_its_place(quote, exact) {
            AtPlace::Quoted(..) => return None,
            AtPlace::OtherNumber(start, end) => return Some(there(start, end)),
            AtPlace::Other => {}
        }
    }
    match text.find(&Wanted::new(exact)) {
        Found::Nowhere => {
            Some(quote.start.zip(quote.end).map(|(start, end)| there(start, end)).unwrap_or_default())
        }
        _ => None,
    }
}

/// The sentence that is quoted, as far as the quote and the words around it that were kept tell it.
pub(crate) fn quoted_sentence(quote: &Quote) -> String {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let (prefix, exact, suffix) = (some(&quote.prefix), some(&quote.exact), some(&quote.suffix));
    let start = prefix.chars().count();
    let end = start + exact.chars().count();
    // What was kept of the text around it may begin or end within the sentence.
    let more_before = quote.start.is_some_and(|place| place > start);
    let more_after = !suffix.is_empty();
    let whole = [prefix, exact, suffix].concat();
    let text = Text::new(&whole);
    let (from, to, _) = text.sentence_place(start, end);
    let ended =
        text.slice(from, to).is_some_and(|shown| shown.trim_end().ends_with(['.', '!', '?', '”', '"', '»']));
    let before = if from == 0 && more_before { "…" } else { "" };
    let after = if to == text.len() && more_after && !ended { "…" } else { "" };
    let sentence = text.sentence(start, end);
    format!("{before}{sentence}{after}")
}
