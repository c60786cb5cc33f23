//! The captured texts of a report's documents, and where the passages of its claims stand in them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use claimbook_core::assess::Passages;
use claimbook_core::model::{Capture, Claim, Document, Instant, Quote};
use claimbook_core::quote::Text;
use claimbook_index::view::Opened;
use rayon::prelude::*;

use crate::sheet::Sheet;

/// A captured text as outsiders may see it, with the places of passages in it.
pub struct Captured<'w> {
    /// The document's key.
    pub key: &'w str,
    /// Without what could give a protected source away.
    pub text: String,
    /// Whether only the passages may be shown.
    pub closed: bool,
    /// When it was captured.
    pub at: Option<&'w Instant>,
    /// Whether there is an earlier text, which others speak of.
    pub newer: bool,
    /// In the order of the text.
    pub passages: Vec<Passage>,
}

/// Where the words of an assertion or of evidence stand, in code points.
pub struct Passage {
    /// The claim's place in the report.
    pub claim: usize,
    /// Which of the claim's lines quotes them.
    pub quoting: Quoting,
    /// From the first to behind the last.
    pub range: Range<usize>,
}

/// A line of a claim that quotes a text, by its place among those of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quoting {
    /// Somebody said it in these words.
    Assertion(usize),
    /// The words speak for or against it, or give context.
    Evidence(usize),
}

/// A passage that is looked for: of which claim, which line, and its words.
type Wanted<'w> = (usize, Quoting, &'w Quote);

/// The captured texts that a report shows: each is read and searched when it is asked for.
pub struct Texts<'s, 'w> {
    opened: &'s Opened<'s>,
    sheet: &'s Sheet<'w>,
    shielded: HashSet<&'s str>,
    wanted: HashMap<&'s str, Vec<Wanted<'s>>>,
    keys: Vec<&'s str>,
}

/// Every captured text in which a claim of the report was asserted, in the order of its documents, and then those that are its evidence
/// alone. Where words in one are a protected source's, outsiders see of it only the passages of others.
pub fn captured<'w>(opened: &'w Opened<'_>, sheet: &'w Sheet<'_>, unredacted: bool) -> Vec<Captured<'w>> {
    let texts = Texts::of(opened, sheet, unredacted);
    texts.keys.par_iter().filter_map(|key| texts.text(key)).collect()
}

impl<'s, 'w> Texts<'s, 'w> {
    /// The texts of a report, of which nothing is read yet.
    pub fn of(opened: &'s Opened<'_>, sheet: &'s Sheet<'w>, unredacted: bool) -> Self {
        // All claims that quote these texts were opened, whatever the report is about.
        let assertions = opened.workspace.claims.iter().flat_map(|filed| &filed.data.assertions);
        let shielded = assertions.filter(|assertion| !unredacted && opened.workspace.shields(assertion));
        let shielded = shielded.filter_map(|assertion| assertion.document.as_deref()).collect();
        let mut wanted: HashMap<&str, Vec<Wanted<'_>>> = HashMap::new();
        for (place, claim) in sheet.all().enumerate() {
            for (key, quoting, quotes) in quoted(&claim.filed.data) {
                let quotes = quotes.iter().map(|quote| (place, quoting, quote));
                wanted.entry(key).or_default().extend(quotes);
            }
        }
        let mut keys: Vec<&str> =
            sheet.documents.iter().filter(|row| row.claims > 0).filter_map(|row| row.key).collect();
        let asserted: HashSet<&str> = keys.iter().copied().collect();
        let mut cited: Vec<&str> = wanted.keys().copied().filter(|key| !asserted.contains(key)).collect();
        cited.sort_unstable();
        keys.extend(cited);
        Texts { opened, sheet, shielded, wanted, keys }
    }

    /// The keys of the documents, in order; not all have a text.
    pub fn keys(&self) -> &[&'s str] {
        &self.keys
    }

    /// The text of a document; `None` where it has none.
    pub fn text(&self, key: &'s str) -> Option<Captured<'s>> {
        let document = &self.sheet.workspace.document(key)?.data;
        let wanted = self.wanted.get(key).map(Vec::as_slice).unwrap_or_default();
        let quotes = || wanted.iter().map(|it| it.2);
        let newest = newest(document, quotes()).and_then(|it| Some((it, self.sheet.workspace.text_of(it)?)));
        let (capture, text) = match newest {
            Some((capture, text)) => (Some(capture), text),
            None => (document.capture(None), self.sheet.workspace.captured_text(key, None)?),
        };
        let newer = !document.captures.first().zip(capture).is_none_or(|(one, it)| std::ptr::eq(one, it));
        let told = self.opened.text(&text);
        // Where names are replaced, a place alone is another's.
        let moved = told != text.as_str();
        let text = told.into_owned();
        let hash = capture.and_then(|it| it.text_sha256.as_deref()).filter(|_| newer);
        let places = Passages::places_in(document, hash, &Text::new(&text), quotes());
        let found = wanted.iter().zip(places).filter(|((.., quote), _)| !moved || quote.exact.is_some());
        let found = found.filter_map(|((claim, quoting, _), range)| {
            let range = range.filter(|range| !range.is_empty())?;
            Some(Passage { claim: *claim, quoting: *quoting, range })
        });
        let mut passages: Vec<Passage> = found.collect();
        passages.sort_by_key(|it| (it.range.start, it.range.end, it.claim, it.quoting));
        let at = capture.and_then(|it| it.at.as_ref());
        Some(Captured { key, text, closed: self.shielded.contains(key), at, newer, passages })
    }
}

/// The newest capture that a quote is from.
fn newest<'w, 'q>(document: &'w Document, quotes: impl Iterator<Item = &'q Quote>) -> Option<&'w Capture> {
    let own: HashSet<&str> = quotes.filter_map(|quote| quote.capture.as_deref()).collect();
    let named: Vec<&Capture> = own.into_iter().filter_map(|hash| document.capture(Some(hash))).collect();
    let mut captures = document.captures.iter().rev();
    captures.find(|it| it.text.is_some() && named.iter().any(|named| std::ptr::eq(*named, *it)))
}

/// What a claim quotes: from which document, in which line. Evidence that was taken back no longer counts.
fn quoted(claim: &Claim) -> impl Iterator<Item = (&str, Quoting, &[Quote])> {
    let said = claim.assertions.iter().enumerate().filter_map(|(number, it)| {
        Some((it.document.as_deref()?, Quoting::Assertion(number), it.quote.as_slice()))
    });
    let evidence = claim.evidence.iter().enumerate();
    let evidence = evidence.filter(|(_, it)| it.retracted.is_none() && !it.quote.is_empty());
    said.chain(evidence.filter_map(|(number, it)| {
        Some((it.document.as_deref()?, Quoting::Evidence(number), it.quote.as_slice()))
    }))
}
