//! Every string of every record, so that none is forgotten: each type is taken apart whole, and a field that is
//! added later does not compile until it is here.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::words::Names;
use crate::model::{
    Actor, ActorKind, Answer, Asked, Assertion, Attestation, Capture, Claim, ClaimId, ClaimType, Confidence,
    Correction, Demand, Derivation, DerivedAs, Direction, Document, DocumentKind, Evidence, Instant, Label,
    Link, LinkType, Logged, Match, Outcome, Publisher, Quantity, Quote, Reliability, Rendering, Retraction,
    Reviewed, ReviewedAs, Saw, Searched, Settings, SignOff, Stage, Verdict, VerdictWord, When, Withdrawal,
};
use crate::yaml::{Any, AnyMap};

/// Something that can hold names.
pub(super) trait Scrub {
    /// Replaces every name; says whether there was one.
    fn scrub(&mut self, names: &Names) -> bool;
}

impl Scrub for String {
    fn scrub(&mut self, names: &Names) -> bool {
        match names.replaced(self) {
            Some(replaced) => {
                *self = replaced;
                true
            }
            None => false,
        }
    }
}

impl<T: Scrub> Scrub for Option<T> {
    fn scrub(&mut self, names: &Names) -> bool {
        self.as_mut().is_some_and(|it| it.scrub(names))
    }
}

impl<T: Scrub> Scrub for Vec<T> {
    fn scrub(&mut self, names: &Names) -> bool {
        self.iter_mut().fold(false, |found, it| it.scrub(names) | found)
    }
}

impl<T: Scrub> Scrub for BTreeMap<String, T> {
    fn scrub(&mut self, names: &Names) -> bool {
        let mut found = false;
        *self = std::mem::take(self)
            .into_iter()
            .map(|(mut key, mut it)| {
                found |= key.scrub(names) | it.scrub(names);
                (key, it)
            })
            .collect();
        found
    }
}

impl<T: Scrub> Scrub for IndexMap<String, T> {
    fn scrub(&mut self, names: &Names) -> bool {
        let mut found = false;
        *self = std::mem::take(self)
            .into_iter()
            .map(|(mut key, mut it)| {
                found |= key.scrub(names) | it.scrub(names);
                (key, it)
            })
            .collect();
        found
    }
}

impl Scrub for Any {
    fn scrub(&mut self, names: &Names) -> bool {
        match self {
            Any::String(text) => text.scrub(names),
            Any::Sequence(items) => items.scrub(names),
            Any::Mapping(map) => {
                let mut found = false;
                *map = std::mem::take(map)
                    .into_iter()
                    .map(|(mut key, mut it)| {
                        found |= key.scrub(names) | it.scrub(names);
                        (key, it)
                    })
                    .collect::<AnyMap>();
                found
            }
            // A tag is a word that people may type too; what it is on says enough.
            Any::Tagged(tagged) => {
                *self = std::mem::take(&mut tagged.value);
                self.scrub(names)
            }
            Any::Null | Any::Bool(_) | Any::Number(_) => false,
        }
    }
}

/// Texts of a form of their own, which people can type anything into.
macro_rules! typed {
    ($($name:ty),+ $(,)?) => {$(
        impl Scrub for $name {
            fn scrub(&mut self, names: &Names) -> bool {
                let replaced = names.replaced(self.as_str());
                let found = replaced.is_some();
                if let Some(replaced) = replaced {
                    *self = Self::new(replaced);
                }
                found
            }
        }
    )+};
}

typed!(When, Instant, ClaimId);

/// Words of a vocabulary; one that is not known may be anything.
macro_rules! vocabularies {
    ($($name:ident),+ $(,)?) => {$(
        impl Scrub for $name {
            fn scrub(&mut self, names: &Names) -> bool {
                match self {
                    $name::Unknown(word) => word.scrub(names),
                    _ => false,
                }
            }
        }
    )+};
}

vocabularies!(
    ActorKind,
    ClaimType,
    Confidence,
    DerivedAs,
    Direction,
    DocumentKind,
    LinkType,
    Match,
    Outcome,
    Rendering,
    ReviewedAs,
    Stage,
    VerdictWord,
);

/// Values that hold no text.
macro_rules! textless {
    ($($name:ty),+ $(,)?) => {$(
        impl Scrub for $name {
            fn scrub(&mut self, _: &Names) -> bool {
                false
            }
        }
    )+};
}

textless!(bool, u32, i64, f64, usize);

macro_rules! records {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Scrub for $name {
            fn scrub(&mut self, names: &Names) -> bool {
                let $name { $($field),+ } = self;
                let mut found = false;
                $(found |= $field.scrub(names);)+
                found
            }
        }
    )+};
}

records! {
    Actor { name, kind, protected, shown_as, aliases, same_as, url, reliability, notes, extra }
    Reliability { grade, as_of, by, note, extra }
    Assertion { id, by, on_behalf_of, when, document, through, citing, cue, rendering, quote, withdrawn, note, extra }
    Quote { exact, prefix, suffix, start, end, capture, extra }
    Withdrawal { when, document, extra }
    Claim { id, claim, kind, about, topics, stage, public, logged, notes, quantities, assertions, evidence, attested, searches, asked, verdicts, sign_offs, links, extra }
    Attestation { origins, because, by, at, extra }
    Searched { place, words, found, contrary, note, by, at, extra }
    Asked { id, actor, question, by, at, deadline, answer, extra }
    Answer { outcome, note, document, by, at, extra }
    SignOff { verdict, by, at, note, extra }
    Logged { at, by, extra }
    Quantity { measure, phrase, low, high, unit, scope, as_of, extra }
    Evidence { id, document, direction, fits, credibility, note, quote, from, by, at, retracted, extra }
    Retraction { at, by, because, extra }
    Verdict { id, verdict, of, confidence, at, by, because, evidence, saw, after, extra }
    Saw { claim, quantities, evidence, passages, extra }
    Link { to, kind, note, by, at, extra }
    Document { title, kind, url, publisher, published, language, protected, derived_from, original, captures, corrections, reviewed, notes, extra }
    Derivation { document, kind, extra }
    Capture { at, by, sha256, kept, text, text_sha256, archived, extra }
    Correction { when, note, extra }
    Reviewed { start, end, kind, by, at, capture, extra }
    Settings { title, publisher, language, labels, policy, extra }
    Publisher { name, url, extra }
    Label { verdict, label, extra }
    Demand { evidence, origins, sign_offs, searched, asked, max_age, extra }
}
