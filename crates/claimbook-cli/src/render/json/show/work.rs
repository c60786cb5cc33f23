//! What the desk did around a claim, as JSON.

use claimbook_core::model;
use claimbook_core::workspace::Workspace;
use serde::Serialize;

use super::{Named, date, document_name, moment};

#[derive(Serialize)]
pub(super) struct Attested<'a> {
    origins: &'a [String],
    because: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Asked<'a> {
    id: Option<&'a str>,
    actor: Option<Named<'a>>,
    question: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
    deadline: Option<&'a str>,
    answer: Option<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    outcome: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(rename = "in")]
    document: Option<Named<'a>>,
    by: Option<&'a str>,
    at: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Searched<'a> {
    r#where: Option<&'a str>,
    words: Option<&'a str>,
    found: Option<bool>,
    contrary: bool,
    note: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct SignOff<'a> {
    verdict: Option<&'a str>,
    by: Option<&'a str>,
    at: Option<&'a str>,
    note: Option<&'a str>,
}

pub(super) fn attested(one: &model::Attestation) -> Attested<'_> {
    Attested {
        origins: &one.origins,
        because: one.because.as_deref(),
        by: one.by.as_deref(),
        at: moment(one.at.as_ref()),
    }
}

pub(super) fn asked<'a>(workspace: &'a Workspace, one: &'a model::Asked) -> Asked<'a> {
    Asked {
        id: one.id.as_deref(),
        actor: one.actor.as_deref().map(|key| Named { key, name: workspace.actor_name(key) }),
        question: one.question.as_deref(),
        by: one.by.as_deref(),
        at: moment(one.at.as_ref()),
        deadline: date(one.deadline.as_ref()),
        answer: one.answer.as_ref().map(|answer| Answer {
            outcome: answer.outcome.as_ref().map(|outcome| outcome.as_str()),
            note: answer.note.as_deref(),
            document: document_name(workspace, answer.document.as_deref()),
            by: answer.by.as_deref(),
            at: moment(answer.at.as_ref()),
        }),
    }
}

pub(super) fn searched(one: &model::Searched) -> Searched<'_> {
    Searched {
        r#where: one.place.as_deref(),
        words: one.words.as_deref(),
        found: one.found,
        contrary: one.contrary == Some(true),
        note: one.note.as_deref(),
        by: one.by.as_deref(),
        at: moment(one.at.as_ref()),
    }
}

pub(super) fn sign_off(one: &model::SignOff) -> SignOff<'_> {
    SignOff {
        verdict: one.verdict.as_deref(),
        by: one.by.as_deref(),
        at: moment(one.at.as_ref()),
        note: one.note.as_deref(),
    }
}
