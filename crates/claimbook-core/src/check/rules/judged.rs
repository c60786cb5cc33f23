//! What follows from the files about a claim: each flag is a finding of its own code.

use crate::assess::FlagCode;
use crate::check::scope::Scope;
use crate::check::{Code, Finding};

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    for claim in &scope.workspace.claims {
        for flag in scope.judgement.flags(&claim.path) {
            let finding = Finding::new(code(flag.code), &claim.path, &flag.says);
            found.push(match &flag.at {
                Some(route) => finding.at(route.clone()),
                None => finding,
            });
        }
    }
}

fn code(flag: FlagCode) -> Code {
    match flag {
        FlagCode::Forked => Code::Forked,
        FlagCode::Stale => Code::Stale,
        FlagCode::QuoteChanged => Code::QuoteChanged,
        FlagCode::QuoteOrphaned => Code::QuoteOrphaned,
        FlagCode::QuoteAmbiguous => Code::QuoteAmbiguous,
        FlagCode::QuoteMoved => Code::QuoteMoved,
        FlagCode::PremiseFell => Code::PremiseFell,
        FlagCode::FiguresIncompatible => Code::FiguresIncompatible,
        FlagCode::FiguresInTension => Code::FiguresInTension,
        FlagCode::Circular => Code::Circular,
        FlagCode::UncorrectedCopy => Code::UncorrectedCopy,
        FlagCode::Withdrawn => Code::Withdrawn,
        FlagCode::OneOrigin => Code::OneOrigin,
        FlagCode::LineageUnknown => Code::LineageUnknown,
        FlagCode::Policy => Code::Policy,
        FlagCode::Due => Code::Due,
    }
}
