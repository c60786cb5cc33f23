//! Flags and origins, as `list`, `show` and `report` have them.

use claimbook_core::assess::{Flag as Found, JudgedClaim, Side as FoundSide};
use serde::Serialize;

/// What follows from the files about a claim.
#[derive(Serialize)]
pub(super) struct Flag {
    code: &'static str,
    /// A full sentence.
    says: String,
    records: Vec<String>,
}

/// The origins of the evidence on each side.
#[derive(Default, Serialize)]
pub(super) struct Origins {
    supports: Side,
    refutes: Side,
}

#[derive(Default, Serialize)]
struct Side {
    named: Vec<String>,
    attested: usize,
    unrecorded: Vec<String>,
    circular: Vec<String>,
}

impl Flag {
    pub(super) fn all(flags: &[Found]) -> Vec<Self> {
        let one = |flag: &Found| Flag {
            code: flag.code.as_str(),
            says: flag.says.clone(),
            records: flag.records.clone(),
        };
        flags.iter().map(one).collect()
    }
}

impl Origins {
    pub(super) fn of(judged: Option<&JudgedClaim>) -> Self {
        judged.map_or_else(Origins::default, |judged| Origins {
            supports: Side::of(&judged.origins.supports),
            refutes: Side::of(&judged.origins.refutes),
        })
    }
}

impl Side {
    fn of(side: &FoundSide) -> Self {
        Side {
            named: side.named.clone(),
            attested: side.attested,
            unrecorded: side.unrecorded.clone(),
            circular: side.circular.clone(),
        }
    }
}
