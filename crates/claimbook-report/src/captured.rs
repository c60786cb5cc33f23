//! The captured texts of a report's documents, and where the passages of its claims stand in them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use claimbook_core::assess::Passages;
use claimbook_core::model::Quote;
use claimbook_core::quote::Text;
use claimbook_index::view::Opened;
use rayon::prelude::*;

use crate::sheet::{DocumentRow, Sheet};

/// A captured text as outsiders may see it, with the places of passages in it.
pub struct Captured<'w> {
    /// The document's key.
    pub key: &'w str,
    /// Without what could give a protected source away.
    pub text: String,
    /// Whether only the passages may be shown.
    pub closed: bool,
    /// In the order of the text.
    pub passages: Vec<Passage>,
}

/// Where an assertion's words stand, in code points.
pub struct Passage {
    /// The claim's place in the report.
    pub claim: usize,
    /// The assertion's place in the claim.
    pub assertion: usize,
    /// From the first to behind the last.
    pub range: Range<usize>,
}

/// A passage that is looked for: of which claim, which assertion, and its words.
type Wanted<'w> = (usize, usize, &'w Quote);

/// Every captured text in which a claim of the report was asserted, in the order of its documents. Where words in it are a protected
/// source's, outsiders see of it only the passages of others.
pub fn captured<'w>(opened: &Opened<'_>, sheet: &Sheet<'w>, unredacted: bool) -> Vec<Captured<'w>> {
    // All claims that quote these texts were opened, whatever the report is about.
    let assertions = opened.workspace.claims.iter().flat_map(|filed| &filed.data.assertions);
    let shielded = assertions.filter(|assertion| !unredacted && opened.workspace.shields(assertion));
    let shielded: HashSet<&str> = shielded.filter_map(|assertion| assertion.document.as_deref()).collect();
    let mut wanted: HashMap<&str, Vec<Wanted<'_>>> = HashMap::new();
    for (place, claim) in sheet.all().enumerate() {
        for (number, assertion) in claim.filed.data.assertions.iter().enumerate() {
            if let Some(key) = &assertion.document {
                let quotes = assertion.quote.iter().map(|quote| (place, number, quote));
                wanted.entry(key).or_default().extend(quotes);
            }
        }
    }
    let text = |row: &DocumentRow<'w>| {
        let key = row.key.filter(|_| row.claims > 0)?;
        let document = sheet.workspace.document(key)?;
        let text = opened.text(&sheet.workspace.captured_text(key, None)?).into_owned();
        let wanted = wanted.get(key).map(Vec::as_slice).unwrap_or_default();
        let places = Passages::places(&document.data, &Text::new(&text), wanted.iter().map(|it| it.2));
        let found = wanted.iter().zip(places).filter_map(|((claim, assertion, _), range)| {
            let range = range.filter(|range| !range.is_empty())?;
            Some(Passage { claim: *claim, assertion: *assertion, range })
        });
        let mut passages: Vec<Passage> = found.collect();
        passages.sort_by_key(|it| (it.range.start, it.range.end, it.claim, it.assertion));
        Some(Captured { key, text, closed: shielded.contains(key), passages })
    };
    sheet.documents.par_iter().filter_map(text).collect()
}
