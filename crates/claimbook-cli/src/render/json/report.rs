//! The report as JSON.

use std::borrow::Cow;

use claimbook_core::assess::{Coverage, Event, Judged, Status, Told, chain};
use claimbook_core::model::{self, Direction, When};
use claimbook_report::facts;
use claimbook_report::{Group, Sheet};
use serde::Serialize;

use super::claim::{Actor, Claim, Document, Verdict};
use crate::error::Result;

#[derive(Serialize)]
struct Report<'w> {
    version: u32,
    title: Option<&'w str>,
    at: &'w str,
    as_of: Option<&'w str>,
    total: usize,
    left_out: usize,
    totals: Vec<Total<'w>>,
    attributions: Vec<Count>,
    open: Vec<Name<'w>>,
    disputed: Vec<Name<'w>>,
    shaky: Vec<Name<'w>>,
    asserters: Vec<ByActor<'w>>,
    documents: Vec<ByDocument<'w>>,
    topics: Vec<ByTopic<'w>>,
    concentration: Vec<RestsOn<'w>>,
    changes: Vec<Change<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<JsonGroup<'w>>>,
    claims: Vec<Reported<'w>>,
}

#[derive(Serialize)]
struct Total<'w> {
    status: &'w str,
    count: usize,
    percent: f64,
}

#[derive(Serialize)]
struct Count {
    status: String,
    count: usize,
}

/// What names a claim: the handle where it has one, the path where it is not hidden.
#[derive(Serialize)]
struct Name<'w> {
    handle: Option<String>,
    path: Option<&'w str>,
}

#[derive(Serialize)]
struct RestsOn<'w> {
    status: String,
    origin: &'w str,
    claims: Vec<Name<'w>>,
    of: usize,
}

#[derive(Serialize)]
struct ByActor<'w> {
    actor: Option<Actor<'w>>,
    claims: usize,
    totals: Vec<Count>,
}

#[derive(Serialize)]
struct ByDocument<'w> {
    document: Option<Document<'w>>,
    claims: usize,
    totals: Vec<Count>,
    coverage: Option<Covered>,
}

#[derive(Serialize)]
struct Covered {
    sentences: usize,
    in_claims: usize,
    left: usize,
    /// Of those left.
    opinion: usize,
    boilerplate: usize,
    unseen: usize,
}

#[derive(Serialize)]
struct ByTopic<'w> {
    topic: Option<&'w str>,
    claims: usize,
    totals: Vec<Count>,
}

#[derive(Serialize)]
struct Change<'w> {
    at: &'w str,
    by: Option<&'w str>,
    event: &'static str,
    verdict: Option<Verdict<'w>>,
    evidence: Option<&'w str>,
    claim: Name<'w>,
}

#[derive(Serialize)]
struct JsonGroup<'w> {
    key: Option<&'w str>,
    name: String,
    claims: Vec<Name<'w>>,
}

#[derive(Serialize)]
struct Reported<'w> {
    #[serde(flatten)]
    claim: Claim<'w>,
    evidence_lines: Vec<Line<'w>>,
    who_said_so: Vec<String>,
    doubts: Vec<JsonDoubt>,
}

#[derive(Serialize)]
struct Line<'w> {
    id: Option<&'w str>,
    direction: Option<&'w str>,
    document: Option<Document<'w>>,
    note: Option<&'w str>,
}

#[derive(Serialize)]
struct JsonDoubt {
    code: &'static str,
    text: String,
}

/// The JSON of `report`.
pub(crate) fn report(sheet: &Sheet<'_>) -> Result<String> {
    let (workspace, report) = (sheet.workspace, &sheet.report);
    let total = report.claims.len();
    let groups = sheet.groups.as_deref().map(|groups| groups.iter().map(|g| group(sheet, g)).collect());
    super::text(&Report {
        version: super::VERSION,
        title: workspace.settings.title.as_deref(),
        at: sheet.at.as_str(),
        as_of: sheet.as_of.as_ref().map(When::as_str),
        total,
        left_out: sheet.left_out(),
        totals: report
            .totals
            .iter()
            .map(|(status, count)| Total {
                status: status.as_str(),
                count: *count,
                percent: percent(*count, total),
            })
            .collect(),
        attributions: report
            .attributions
            .iter()
            .map(|(word, count)| Count { status: word.to_string(), count: *count })
            .collect(),
        open: names(sheet, &report.open()),
        disputed: names(sheet, &report.disputed()),
        shaky: names(sheet, &report.shaky()),
        asserters: report
            .asserters
            .iter()
            .map(|tally| ByActor {
                actor: tally.key.map(|key| Actor::of(workspace, key)),
                claims: tally.claims.len(),
                totals: counts(&tally.counts),
            })
            .collect(),
        documents: sheet
            .documents
            .iter()
            .map(|row| ByDocument {
                document: row.key.map(|key| Document::of(workspace, key)),
                claims: row.claims,
                totals: counts(&row.counts),
                coverage: row.coverage.map(covered),
            })
            .collect(),
        topics: report
            .topics
            .iter()
            .map(|tally| ByTopic {
                topic: tally.key,
                claims: tally.claims.len(),
                totals: counts(&tally.counts),
            })
            .collect(),
        concentration: report
            .concentration
            .iter()
            .map(|one| RestsOn {
                status: one.status.to_string(),
                origin: one.origin,
                claims: names(sheet, &one.claims),
                of: one.of,
            })
            .collect(),
        changes: sheet
            .changes
            .iter()
            .map(|change| {
                let (event, verdict, line) = match change.event {
                    Event::Opened => ("opened", None, None),
                    Event::Decided(verdict) if verdict.of.is_some() => ("attribution", Some(verdict), None),
                    Event::Decided(verdict) => ("verdict", Some(verdict), None),
                    Event::Added(line) => ("evidence", None, Some(line)),
                    Event::TakenBack(line) => ("retraction", None, Some(line)),
                };
                Change {
                    at: change.at.as_str(),
                    by: change.by,
                    event,
                    verdict: verdict.map(|verdict| Verdict::of(workspace, verdict)),
                    evidence: line.and_then(|line| line.id.as_deref()),
                    claim: Name { handle: change.filed.data.handle(), path: change.filed.shown_path() },
                }
            })
            .collect(),
        groups,
        claims: sheet.all().map(|claim| reported(sheet, claim)).collect(),
    })
}

fn names<'w>(sheet: &Sheet<'w>, places: &[usize]) -> Vec<Name<'w>> {
    let name = |place: &usize| {
        let row = sheet.rows.row(*sheet.report.claims.get(*place)?);
        Some(Name { handle: row.handle().map(Cow::into_owned), path: (!row.hidden).then_some(row.path) })
    };
    places.iter().filter_map(name).collect()
}

fn group<'w>(sheet: &'w Sheet<'w>, group: &'w Group<'w>) -> JsonGroup<'w> {
    JsonGroup { key: group.key, name: group.name.clone(), claims: names(sheet, &group.claims) }
}

fn reported<'w>(sheet: &Sheet<'w>, claim: &Judged<'w>) -> Reported<'w> {
    let workspace = sheet.workspace;
    let line = |line: &'w model::Evidence| Line {
        id: line.id.as_deref(),
        direction: line.direction.as_ref().map(Direction::as_str),
        document: line.document.as_deref().map(|key| Document::of(workspace, key)),
        note: line.note.as_deref(),
    };
    let data = &claim.filed.data;
    Reported {
        claim: Claim::of(workspace, sheet.judgement, claim.filed, &claim.status),
        evidence_lines: claim.filed.data.active_evidence().map(line).collect(),
        who_said_so: data.assertions.iter().map(|one| chain(workspace, data, one, Told::So)).collect(),
        doubts: claim
            .doubts
            .iter()
            .map(|doubt| JsonDoubt { code: doubt.code(), text: facts::doubt(workspace, doubt) })
            .collect(),
    }
}

fn counts(counts: &[(Status, usize)]) -> Vec<Count> {
    counts.iter().map(|(status, count)| Count { status: status.to_string(), count: *count }).collect()
}

fn covered(coverage: Coverage) -> Covered {
    Covered {
        sentences: coverage.sentences,
        in_claims: coverage.in_claims,
        left: coverage.left,
        opinion: coverage.opinion,
        boilerplate: coverage.boilerplate,
        unseen: coverage.unseen(),
    }
}

/// With one digit after the point.
fn percent(count: usize, total: usize) -> f64 {
    if total == 0 { 0.0 } else { (count as f64 * 1000.0 / total as f64).round() / 10.0 }
}
