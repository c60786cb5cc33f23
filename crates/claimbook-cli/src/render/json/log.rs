//! `log --format json`: what was read in an article, its sentences, and what was opened. The same form, with decisions written into
//! it, is what `log --from` takes.

use std::borrow::Cow;

use claimbook_core::ledger::{Place, Took};
use claimbook_core::model::{Claim, ClaimId, Quantity, When};
use claimbook_core::workspace::Filed;
use claimbook_intake::{self as intake, Proposals, Voice};
use serde::Serialize;

use super::VERSION;
use crate::render::clean;

/// An article as it was captured.
#[derive(Serialize)]
pub(crate) struct LogPage<'a> {
    version: u32,
    document: &'a str,
    title: Option<&'a str>,
    text_sha256: Option<&'a str>,
    speakers: Vec<Speaker<'a>>,
    proposals: Vec<Proposal<'a>>,
    sentences: Vec<Sentence<'a>>,
    opened: Vec<Opened<'a>>,
}

#[derive(Serialize)]
struct Speaker<'a> {
    name: &'a str,
    /// The key of the actor that is known.
    actor: Option<&'a str>,
    kind: Option<&'a str>,
    aliases: &'a [String],
    titles: &'a [String],
}

#[derive(Serialize)]
struct Proposal<'a> {
    n: usize,
    within: Option<usize>,
    /// For whoever decides: true, false, or null as long as it is open.
    take: Option<bool>,
    left: Option<&'a str>,
    claim: &'a str,
    by: Option<&'a str>,
    /// Who may have said it, where that is not sure.
    proposed_by: Option<&'a str>,
    reason: Option<&'a str>,
    when: Option<&'a str>,
    when_reason: Option<&'a str>,
    #[serde(rename = "for")]
    on_behalf_of: Option<&'a str>,
    through: Vec<&'a str>,
    citing: Vec<&'a str>,
    cue: &'a str,
    rendering: &'a str,
    #[serde(rename = "type")]
    kind: Option<&'a str>,
    opinion: bool,
    about: Option<&'a str>,
    quantities: Vec<Figure<'a>>,
    source: &'a str,
    content: Vec<[usize; 2]>,
    passage: &'a [String],
    changes: &'a [String],
    worth: u8,
    worth_reasons: &'a [String],
    claims: Vec<Cow<'a, str>>,
}

#[derive(Serialize)]
struct Figure<'a> {
    measure: Option<&'a str>,
    phrase: Option<&'a str>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<&'a str>,
    as_of: Option<&'a str>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    n: usize,
    /// Code points of the captured text.
    start: usize,
    end: usize,
    text: &'a str,
    /// Handles of the claims that quote it or a part of it.
    claims: Vec<Cow<'a, str>>,
}

/// What became of something that was taken.
#[derive(Serialize)]
pub(crate) struct Opened<'a> {
    n: usize,
    of: &'static str,
    did: &'static str,
    id: Option<&'a str>,
    handle: Option<String>,
    path: &'a str,
    claim: &'a str,
}

/// The word for what became of something that was taken.
pub(crate) fn did(took: Took) -> &'static str {
    match took {
        Took::Opened => "opened",
        Took::Asserted => "asserted",
        Took::Completed => "completed",
        Took::Known => "known",
    }
}

/// `of`: `proposal` or `sentence`.
pub(crate) fn opened<'a>(n: usize, of: &'static str, took: Took, filed: &'a Filed<Claim>) -> Opened<'a> {
    Opened {
        n,
        of,
        did: did(took),
        id: filed.data.id.as_ref().map(ClaimId::as_str),
        handle: filed.data.handle(),
        path: &filed.path,
        claim: &filed.data.claim,
    }
}

pub(crate) fn log<'a>(
    (document, title, text_sha256): (&'a str, Option<&'a str>, Option<&'a str>),
    proposals: &'a Proposals,
    listed: &'a [intake::Sentence<'a>],
    opened: Vec<Opened<'a>>,
) -> LogPage<'a> {
    let sentences = listed.iter().map(|sentence| Sentence {
        n: sentence.number,
        start: sentence.place.0,
        end: sentence.place.1,
        text: sentence.text,
        claims: sentence.claims.iter().map(|(handle, _)| clean(handle)).collect(),
    });
    let speakers = proposals.speakers.iter().map(|speaker| Speaker {
        name: &speaker.name,
        actor: speaker.known.as_deref(),
        kind: speaker.kind.as_ref().map(|kind| kind.as_str()),
        aliases: &speaker.aliases,
        titles: &speaker.titles,
    });
    LogPage {
        version: VERSION,
        document,
        title,
        text_sha256,
        speakers: speakers.collect(),
        proposals: proposals.list.iter().map(proposal).collect(),
        sentences: sentences.collect(),
        opened,
    }
}

fn proposal(proposal: &intake::Proposal) -> Proposal<'_> {
    fn sure(voice: &Voice) -> Option<&str> {
        voice.name.as_deref().filter(|_| voice.sure)
    }
    Proposal {
        n: proposal.number,
        within: proposal.within,
        take: None,
        left: proposal.left.as_ref().map(|left| left.as_str()),
        claim: &proposal.claim,
        by: sure(&proposal.by),
        proposed_by: proposal.by.name.as_deref().filter(|_| !proposal.by.sure),
        reason: some(&proposal.by.reason),
        when: proposal.when.as_ref().map(When::as_str),
        when_reason: some(&proposal.when_reason),
        on_behalf_of: proposal.on_behalf.as_ref().and_then(sure),
        through: proposal.through.iter().filter_map(sure).collect(),
        citing: proposal.citing.iter().filter_map(sure).collect(),
        cue: &proposal.cue,
        rendering: proposal.rendering.as_str(),
        kind: proposal.kind.as_ref().map(|kind| kind.as_str()),
        opinion: proposal.opinion,
        about: proposal.about.as_ref().map(When::as_str),
        quantities: proposal.quantities.iter().map(figure).collect(),
        source: &proposal.source,
        content: proposal.content.iter().map(|(start, end): &Place| [*start, *end]).collect(),
        passage: &proposal.passage,
        changes: &proposal.changes,
        worth: proposal.worth,
        worth_reasons: &proposal.reasons,
        claims: proposal.claims.iter().map(|(handle, _)| clean(handle)).collect(),
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn figure(quantity: &Quantity) -> Figure<'_> {
    Figure {
        measure: quantity.measure.as_deref(),
        phrase: quantity.phrase.as_deref(),
        low: quantity.low,
        high: quantity.high,
        unit: quantity.unit.as_deref(),
        as_of: quantity.as_of.as_ref().map(When::as_str),
    }
}
