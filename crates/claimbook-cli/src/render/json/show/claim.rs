//! A claim, whole, as JSON.

use claimbook_core::assess::{Judgement, Told, chain, standing, status};
use claimbook_core::model::{self, Extra};
use claimbook_core::workspace::{Filed, Workspace};
use serde::Serialize;

use super::work::{Asked, Attested, Searched, SignOff, asked, attested, searched, sign_off};
use super::{Named, date, document_name, moment};
use crate::render::json::VERSION;
use crate::render::json::flags::{Flag, Origins};

/// A claim with everything that the files say of it.
#[derive(Serialize)]
pub(crate) struct ClaimPage<'a> {
    version: u32,
    kind: &'static str,
    id: Option<&'a str>,
    handle: Option<String>,
    path: Option<&'a str>,
    claim: &'a str,
    #[serde(rename = "type")]
    claim_type: Option<&'a str>,
    about: Option<&'a str>,
    topics: &'a [String],
    stage: String,
    public: bool,
    logged_at: Option<&'a str>,
    logged_by: Option<&'a str>,
    notes: Option<&'a str>,
    status: String,
    /// More than one where people decided from the same state.
    standing_verdicts: Vec<Option<&'a str>>,
    quantities: Vec<Quantity<'a>>,
    assertions: Vec<Assertion<'a>>,
    evidence: Vec<Evidence<'a>>,
    verdicts: Vec<Verdict<'a>>,
    attested: Vec<Attested<'a>>,
    asked: Vec<Asked<'a>>,
    searches: Vec<Searched<'a>>,
    sign_offs: Vec<SignOff<'a>>,
    links: Vec<Link<'a>>,
    flags: Vec<Flag>,
    origins: Origins,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    extra: &'a Extra,
}

#[derive(Serialize)]
struct Quantity<'a> {
    measure: Option<&'a str>,
    phrase: Option<&'a str>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<&'a str>,
    scope: Option<&'a str>,
    as_of: Option<&'a str>,
}

#[derive(Serialize)]
struct Assertion<'a> {
    id: Option<&'a str>,
    by: Option<Named<'a>>,
    #[serde(rename = "for")]
    on_behalf_of: Option<Named<'a>>,
    when: Option<&'a str>,
    #[serde(rename = "in")]
    document: Option<Named<'a>>,
    through: Vec<Named<'a>>,
    citing: Vec<Named<'a>>,
    cue: Option<&'a str>,
    rendering: Option<&'a str>,
    quote: Vec<Quote<'a>>,
    withdrawn: Option<Withdrawn<'a>>,
    note: Option<&'a str>,
    /// The verdict on whether it was said, where there is one.
    attribution: Option<&'a str>,
    /// Who said it, through whom and on whose word, as a sentence.
    says: String,
}

#[derive(Serialize)]
struct Withdrawn<'a> {
    when: Option<&'a str>,
    #[serde(rename = "in")]
    document: Option<Named<'a>>,
}

#[derive(Serialize)]
struct Quote<'a> {
    exact: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
    capture: Option<&'a str>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    id: Option<&'a str>,
    document: Option<Named<'a>>,
    direction: Option<&'a str>,
    #[serde(rename = "match")]
    fits: Option<&'a str>,
    credibility: Option<i64>,
    note: Option<&'a str>,
    quote: Vec<Quote<'a>>,
    from: &'a [String],
    by: Option<&'a str>,
    at: Option<&'a str>,
    retracted: Option<Retracted<'a>>,
}

#[derive(Serialize)]
struct Retracted<'a> {
    at: Option<&'a str>,
    by: Option<&'a str>,
    because: Option<&'a str>,
}

#[derive(Serialize)]
struct Verdict<'a> {
    id: Option<&'a str>,
    verdict: &'a str,
    /// The core verdict behind a house word.
    core: &'a str,
    of: Option<&'a str>,
    confidence: Option<&'a str>,
    at: Option<&'a str>,
    by: Option<&'a str>,
    because: Option<&'a str>,
    evidence: Option<&'a [String]>,
    after: Option<&'a [String]>,
}

#[derive(Serialize)]
struct Link<'a> {
    /// `out`: written on this claim; `in`: on the other.
    direction: &'static str,
    #[serde(rename = "as")]
    kind: Option<&'a str>,
    id: Option<&'a str>,
    handle: Option<String>,
    /// Missing where there is no such claim.
    claim: Option<&'a str>,
    status: Option<String>,
    note: Option<&'a str>,
}

pub(crate) fn claim<'a>(
    workspace: &'a Workspace,
    judgement: &Judgement,
    filed: &'a Filed<model::Claim>,
) -> ClaimPage<'a> {
    let claim = &filed.data;
    ClaimPage {
        version: VERSION,
        kind: "claim",
        id: claim.id.as_ref().map(|id| id.as_str()),
        handle: claim.handle(),
        path: filed.shown_path(),
        claim: &claim.claim,
        claim_type: claim.kind.as_ref().map(|kind| kind.as_str()),
        about: date(claim.about.as_ref()),
        topics: &claim.topics,
        stage: claim.stage().to_string(),
        public: claim.is_public(),
        logged_at: claim.logged.as_ref().and_then(|logged| moment(logged.at.as_ref())),
        logged_by: claim.logged.as_ref().and_then(|logged| logged.by.as_deref()),
        notes: claim.notes.as_deref(),
        status: status(claim, &workspace.settings).to_string(),
        standing_verdicts: standing::heads(claim, None).iter().map(|verdict| verdict.id.as_deref()).collect(),
        quantities: claim.quantities.iter().map(quantity).collect(),
        assertions: claim.assertions.iter().map(|one| assertion(workspace, claim, one)).collect(),
        evidence: claim.evidence.iter().map(|line| evidence(workspace, line)).collect(),
        verdicts: claim.verdicts.iter().map(|one| verdict(workspace, one)).collect(),
        attested: claim.attested.iter().map(attested).collect(),
        asked: claim.asked.iter().map(|one| asked(workspace, one)).collect(),
        searches: claim.searches.iter().map(searched).collect(),
        sign_offs: claim.sign_offs.iter().map(sign_off).collect(),
        links: links(workspace, filed),
        flags: Flag::all(judgement.flags(&filed.path)),
        origins: Origins::of(judgement.claim(&filed.path)),
        extra: &claim.extra,
    }
}

fn quantity(quantity: &model::Quantity) -> Quantity<'_> {
    Quantity {
        measure: quantity.measure.as_deref(),
        phrase: quantity.phrase.as_deref(),
        low: quantity.low,
        high: quantity.high,
        unit: quantity.unit.as_deref(),
        scope: quantity.scope.as_deref(),
        as_of: date(quantity.as_of.as_ref()),
    }
}

fn assertion<'a>(
    workspace: &'a Workspace,
    claim: &'a model::Claim,
    assertion: &'a model::Assertion,
) -> Assertion<'a> {
    let actor = |key: &'a str| Named { key, name: workspace.actor_name(key) };
    let said = assertion.id.as_deref().and_then(|id| standing::standing(claim, Some(id)));
    Assertion {
        id: assertion.id.as_deref(),
        by: assertion.by.as_deref().map(actor),
        on_behalf_of: assertion.on_behalf_of.as_deref().map(actor),
        when: date(assertion.when.as_ref()),
        document: document_name(workspace, assertion.document.as_deref()),
        through: assertion.through.iter().map(|key| actor(key)).collect(),
        citing: assertion.citing.iter().map(|key| actor(key)).collect(),
        cue: assertion.cue.as_deref(),
        rendering: assertion.rendering.as_ref().map(|rendering| rendering.as_str()),
        quote: assertion.quote.iter().map(quote).collect(),
        withdrawn: assertion.withdrawn.as_ref().map(|withdrawn| Withdrawn {
            when: date(withdrawn.when.as_ref()),
            document: document_name(workspace, withdrawn.document.as_deref()),
        }),
        note: assertion.note.as_deref(),
        attribution: said.map(|verdict| verdict.verdict.as_str()),
        says: chain(workspace, claim, assertion, Told::InFull),
    }
}

fn quote(quote: &model::Quote) -> Quote<'_> {
    Quote {
        exact: quote.exact.as_deref(),
        prefix: quote.prefix.as_deref(),
        suffix: quote.suffix.as_deref(),
        start: quote.start,
        end: quote.end,
        capture: quote.capture.as_deref(),
    }
}

fn evidence<'a>(workspace: &'a Workspace, line: &'a model::Evidence) -> Evidence<'a> {
    Evidence {
        id: line.id.as_deref(),
        document: document_name(workspace, line.document.as_deref()),
        direction: line.direction.as_ref().map(|direction| direction.as_str()),
        fits: line.fits.as_ref().map(|fits| fits.as_str()),
        credibility: line.credibility,
        note: line.note.as_deref(),
        quote: line.quote.iter().map(quote).collect(),
        from: &line.from,
        by: line.by.as_deref(),
        at: moment(line.at.as_ref()),
        retracted: line.retracted.as_ref().map(|retracted| Retracted {
            at: moment(retracted.at.as_ref()),
            by: retracted.by.as_deref(),
            because: retracted.because.as_deref(),
        }),
    }
}

fn verdict<'a>(workspace: &'a Workspace, verdict: &'a model::Verdict) -> Verdict<'a> {
    Verdict {
        id: verdict.id.as_deref(),
        verdict: verdict.verdict.as_str(),
        core: workspace.settings.core_verdict(&verdict.verdict).as_str(),
        of: verdict.of.as_deref(),
        confidence: verdict.confidence.as_ref().map(|confidence| confidence.as_str()),
        at: moment(verdict.at.as_ref()),
        by: verdict.by.as_deref(),
        because: verdict.because.as_deref(),
        evidence: verdict.evidence.as_deref(),
        after: verdict.after.as_deref(),
    }
}

fn links<'a>(workspace: &'a Workspace, filed: &'a Filed<model::Claim>) -> Vec<Link<'a>> {
    let one = |direction, link: &'a model::Link, id: Option<&'a str>, other: Option<&'a model::Claim>| Link {
        direction,
        kind: link.kind.as_ref().map(|kind| kind.as_str()),
        id,
        handle: other.and_then(|other| other.handle()),
        claim: other.map(|other| other.claim.as_str()),
        status: other.map(|other| status(other, &workspace.settings).to_string()),
        note: link.note.as_deref(),
    };
    let from_here = filed.data.links.iter().map(|link| {
        let other = link.to.as_ref().and_then(|to| workspace.claim(to)).map(|other| &other.data);
        one("out", link, link.to.as_ref().map(|to| to.as_str()), other)
    });
    let to_here = workspace.claims.iter().flat_map(|other| {
        let here = |link: &&model::Link| link.to.is_some() && link.to == filed.data.id;
        let id = other.data.id.as_ref().map(|id| id.as_str());
        other.data.links.iter().filter(here).map(move |link| one("in", link, id, Some(&other.data)))
    });
    from_here.chain(to_here).collect()
}
