//! A claim as JSON.

use claimbook_core::assess::row::{asserters, documents, first_said};
use claimbook_core::assess::{Judgement, Status, standing};
use claimbook_core::model::{self, Direction};
use claimbook_core::workspace::{Filed, Workspace};
use claimbook_report::facts;
use serde::Serialize;

use super::flags::{Flag, Origins};

/// What both `list` and `report` say of a claim.
#[derive(Serialize)]
pub(crate) struct Claim<'w> {
    handle: Option<String>,
    id: Option<&'w str>,
    path: Option<&'w str>,
    claim: &'w str,
    status: String,
    open: bool,
    verdict: Option<Verdict<'w>>,
    r#type: Option<&'w str>,
    about: Option<&'w str>,
    topics: &'w [String],
    stage: String,
    public: bool,
    logged: Option<Signed<'w>>,
    said: Option<&'w str>,
    asserters: Vec<Actor<'w>>,
    documents: Vec<Document<'w>>,
    evidence: EvidenceCount,
    flags: Vec<Flag>,
    origins: Origins,
}

/// When, and who of the desk.
#[derive(Serialize)]
struct Signed<'w> {
    at: Option<&'w str>,
    by: Option<&'w str>,
}

#[derive(Serialize)]
pub(super) struct Actor<'w> {
    key: &'w str,
    name: &'w str,
}

#[derive(Serialize)]
pub(super) struct Document<'w> {
    key: &'w str,
    title: Option<&'w str>,
    url: Option<&'w str>,
}

#[derive(Serialize)]
pub(super) struct Verdict<'w> {
    verdict: &'w str,
    label: &'w str,
    confidence: Option<&'w str>,
    at: Option<&'w str>,
    by: Option<&'w str>,
    because: Option<&'w str>,
}

#[derive(Serialize)]
struct EvidenceCount {
    supports: usize,
    refutes: usize,
    context: usize,
}

impl<'w> Claim<'w> {
    pub(super) fn of(
        workspace: &'w Workspace,
        judgement: &Judgement,
        filed: &'w Filed<model::Claim>,
        status: &Status,
    ) -> Self {
        let claim = &filed.data;
        let lines = |direction: Direction| {
            claim.active_evidence().filter(|line| line.direction.as_ref() == Some(&direction)).count()
        };
        Claim {
            handle: claim.handle(),
            id: claim.id.as_ref().map(model::ClaimId::as_str),
            path: filed.shown_path(),
            claim: &claim.claim,
            status: status.to_string(),
            open: status.is_open(),
            verdict: standing::standing(claim, None)
                .filter(|_| *status != Status::Forked)
                .map(|verdict| Verdict::of(workspace, verdict)),
            r#type: claim.kind.as_ref().map(model::ClaimType::as_str),
            about: claim.about.as_ref().map(model::When::as_str),
            topics: &claim.topics,
            stage: claim.stage().to_string(),
            public: claim.is_public(),
            logged: claim.logged.as_ref().map(|logged| Signed {
                at: logged.at.as_ref().map(model::Instant::as_str),
                by: logged.by.as_deref(),
            }),
            said: first_said(claim).map(model::When::as_str),
            asserters: asserters(claim).into_iter().map(|key| Actor::of(workspace, key)).collect(),
            documents: documents(claim).into_iter().map(|key| Document::of(workspace, key)).collect(),
            evidence: EvidenceCount {
                supports: lines(Direction::Supports),
                refutes: lines(Direction::Refutes),
                context: lines(Direction::Context),
            },
            flags: Flag::all(judgement.flags(&filed.path)),
            origins: Origins::of(judgement.claim(&filed.path)),
        }
    }
}

impl<'w> Actor<'w> {
    pub(super) fn of(workspace: &'w Workspace, key: &'w str) -> Self {
        Actor { key, name: workspace.actor_name(key) }
    }
}

impl<'w> Document<'w> {
    pub(super) fn of(workspace: &'w Workspace, key: &'w str) -> Self {
        let data = workspace.document(key).map(|document| &document.data);
        Document {
            key,
            title: data.and_then(|data| data.title.as_deref()),
            url: data.and_then(|data| data.url.as_deref()),
        }
    }
}

impl<'w> Verdict<'w> {
    pub(super) fn of(workspace: &'w Workspace, verdict: &'w model::Verdict) -> Self {
        Verdict {
            verdict: verdict.verdict.as_str(),
            label: facts::label(workspace, verdict),
            confidence: verdict.confidence.as_ref().map(model::Confidence::as_str),
            at: verdict.at.as_ref().map(model::Instant::as_str),
            by: verdict.by.as_deref(),
            because: verdict.because.as_deref(),
        }
    }
}
