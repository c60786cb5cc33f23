//! What reads the files of the index, beneath their checksums, for the fuzzer alone: whatever the bytes are, nothing panics and nothing
//! takes long.

use std::collections::HashSet;

use claimbook_core::assess::Rows as _;
use claimbook_core::model::Day;
use claimbook_core::workspace::Workspace;
use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::{Reader, Writer};
use crate::kept::Kept;
use crate::linked::Linked;
use crate::query::Query;
use crate::store::{Made, Stored};
use crate::text::{Layer, Search, Segment};
use crate::touched::{Changed, Claims, touched};
use crate::{findings, judged};

/// A listing, with what changed since.
pub fn listing(front: &[u8], flags: &[u8], changes: Option<&[u8]>) {
    let made = Made { program: 1, state: 1, today: Day { year: 2024, month: 11, day: 23 } };
    let stored = |front: &[u8]| Stored::fresh(made, (front.to_vec(), flags.to_vec()));
    let Some(kept) = Kept::of("/nowhere".as_ref(), stored(front), changes.map(stored)) else { return };
    for redacted in [false, true] {
        let Some(rows) = kept.rows(redacted) else { return };
        for place in 0..rows.len() {
            let _ = (rows.row(place).claim.len(), rows.order(place));
        }
    }
    let names = kept.names().unwrap_or_default();
    let paths: Vec<&str> = names.claims.iter().map(|it| it.path.as_str()).chain(["a.yaml"]).collect();
    let _ = kept.whole(Workspace::default(), &paths);
    for path in &paths {
        let _ = kept.around_claim(Workspace::default(), path);
    }
    let _ = Linked::of_kept(&kept);
    if let Some(front) = kept.front() {
        let ties: Vec<_> = kept.claims.iter().filter_map(|slot| front.whole_ties(*slot)).collect();
        let claims = Claims { front: &front, kept: &kept.claims, gone: HashSet::new(), read: Vec::new() };
        let changed = Changed { claims: vec![0], ties, ..Changed::default() };
        let _ = (touched(&claims, &[], &changed).is_some(), front.names_of(&changed.ties).is_some());
    }
    let _ = kept.find(&Query::parse("pier").unwrap_or_default());
}

/// Flags and origins, and what a check found.
pub fn records(bytes: &[u8]) {
    let _ = judged::read(&mut Reader::new(bytes));
    let _ = findings::read(&mut Reader::new(bytes));
}

/// Where words stand, and a query.
pub fn text(parts: [&[u8]; 3], lists: &[u8], query: &str) {
    let mut head = Writer::default();
    head.fixed(crate::text::MAGIC);
    for part in parts {
        head.fixed(part.len() as u64);
        head.fixed(xxh3_64(part));
    }
    head.fixed(lists.len() as u64);
    head.fixed(xxh3_64(&head.bytes));
    let bytes = [&head.bytes, parts.concat().as_slice(), lists].concat();
    let (Some(segment), Ok(query)) = (Segment::of(bytes), Query::parse(query)) else { return };
    let layers = [Layer { counts: vec![true; segment.keys.len()], segment: &segment }];
    let _ = Search::new(&layers).find(&query);
}
