//! A claim: who said it, what speaks for and against it, what was decided, what follows, and the form to mark it.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::assess::{Rows as _, Status, standing};
use claimbook_core::model::{Assertion, Claim, Confidence, Direction, Evidence, Quote, Verdict, VerdictWord};
use claimbook_core::workspace::Workspace;
use claimbook_index::view::{AllRows, ViewError};

use super::mark::Marked;
use super::{Mark, address, plain};
use crate::desk::{Desk, NotShown};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::{Named, Snapshot};
use crate::stale::Base;

#[derive(Template)]
#[template(path = "claim.html")]
struct Page {
    frame: Frame,
    address: String,
    handle: Option<String>,
    path: Option<String>,
    claim: String,
    mark: Mark,
    /// The house word of the verdict that stands, where it is one.
    house: Option<String>,
    facts: Vec<String>,
    flags: Vec<(String, String)>,
    said: Vec<Said>,
    sides: Vec<(&'static str, Vec<Line>)>,
    verdicts: Vec<Decision>,
    forked: bool,
    form: Form,
}

struct Said {
    who: String,
    facts: Vec<String>,
    quote: Option<String>,
    note: Option<String>,
}

struct Line {
    document: Option<String>,
    quote: Option<String>,
    note: Option<String>,
    facts: Vec<String>,
    taken_back: Option<String>,
}

struct Decision {
    mark: Mark,
    /// On whether these words were said, and not on the claim.
    of: Option<String>,
    facts: Vec<String>,
    because: Option<String>,
    stands: bool,
}

/// The form to mark the claim.
struct Form {
    base: String,
    choices: Vec<Choice>,
    sureness: Vec<Choice>,
    because: String,
    resolves: bool,
    /// What was wrong with it when it was sent.
    trouble: Option<Trouble>,
}

struct Choice {
    word: String,
    says: String,
    chosen: bool,
}

/// Why a form was not taken, and with which answer it comes back.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    pub(crate) says: String,
    pub(crate) hints: Vec<String>,
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    name: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(name) = name.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| {
            let rows = snapshot.rows()?;
            let place = one(snapshot, &rows, &name)?;
            let row = rows.row(place);
            if snapshot.name_of(&row) != name {
                return Ok(Redirect::to(&address(snapshot, &row)).into_response());
            }
            Ok(as_page(&show(frame, snapshot, &rows, place, &Marked::default(), None)?))
        })
    })
    .await?
}

/// The page again with a form that was not taken, and what was typed in it.
pub(crate) fn again(desk: &Desk, name: &str, typed: &Marked, trouble: Trouble) -> Result<Response, Refusal> {
    desk.show(|frame, snapshot| {
        let rows = snapshot.rows()?;
        let place = one(snapshot, &rows, name)?;
        let page = show(frame, snapshot, &rows, place, typed, Some(&trouble))?;
        Ok((trouble.status, as_page(&page)).into_response())
    })
}

/// The place of the claim that a name means.
pub(crate) fn one(snapshot: &Snapshot, rows: &AllRows<'_>, name: &str) -> Result<usize, Refusal> {
    let status = StatusCode::NOT_FOUND;
    match snapshot.named(rows, name) {
        Named::Claim(place) => Ok(place),
        Named::Nothing => Err(Refusal::new(
            status,
            "No such claim",
            "No claim has this name. It may have been thrown away, or its file moved while it had no id.",
        )),
        Named::Several(places) => {
            let paths: Vec<String> = places
                .iter()
                .map(|place| rows.row(*place))
                .filter(|row| !row.hidden)
                .map(|row| row.path.to_owned())
                .collect();
            let says = format!(
                "{} claims have this name: {}. Use the path of the one you mean as its name.",
                places.len(),
                paths.join(", ")
            );
            Err(Refusal::new(status, "Which one?", says))
        }
    }
}

/// The path in the files of the claim that a name means.
pub(crate) fn path_of(desk: &Desk, name: &str) -> Result<String, Refusal> {
    desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = one(snapshot, &rows, name)?;
        Ok(rows.row(place).path.to_owned())
    })
}

/// Where the page is of a claim that was written to: it has an id by now.
pub(crate) fn now_at(desk: &Desk, path: &str, name: &str) -> Result<String, Refusal> {
    desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        let place = match snapshot.named(&rows, name) {
            Named::Claim(place) => Some(place),
            _ => (0..rows.len()).find(|place| rows.row(*place).path == path),
        };
        Ok(place.map_or_else(|| "/".to_owned(), |place| address(snapshot, &rows.row(place))))
    })
}

fn show(
    frame: Frame,
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    place: usize,
    typed: &Marked,
    trouble: Option<&Trouble>,
) -> Result<Page, NotShown> {
    let row = rows.row(place);
    let beside = snapshot.base_beside(&row);
    let opened = snapshot.open_around(rows, place)?;
    let judged = opened.claim(&row).ok_or(ViewError::Unsure)?;
    let (workspace, filed) = (&*opened.workspace, judged.filed);
    let claim = &filed.data;
    let status = judged.status;
    let heads = standing::heads(claim, None);
    let house = match heads.as_slice() {
        [.., last] if status != Status::Forked => house(workspace, last),
        _ => None,
    };
    let base = snapshot.base_of(beside, claim);
    Ok(Page {
        frame,
        address: address(snapshot, &row),
        handle: claim.handle(),
        path: filed.shown_path().map(str::to_owned),
        claim: claim.claim.clone(),
        mark: Mark::of(&status),
        house,
        facts: facts(claim),
        flags: judged.flags.iter().map(|flag| (plain(flag.code.as_str()), flag.says.clone())).collect(),
        said: claim.assertions.iter().map(|assertion| said(workspace, assertion)).collect(),
        sides: sides(workspace, claim),
        verdicts: claim.verdicts.iter().rev().map(|verdict| decision(workspace, claim, verdict)).collect(),
        forked: heads.len() > 1,
        form: form(workspace, base, typed, trouble),
    })
}

fn facts(claim: &Claim) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(claim.kind.as_ref().map(ToString::to_string));
    facts.extend(claim.about.as_ref().map(|about| format!("about {about}")));
    facts.extend(claim.topics.iter().map(|topic| format!("#{topic}")));
    facts.push(format!("stage: {}", claim.stage()));
    if claim.is_public() {
        facts.push("public".to_owned());
    }
    facts.extend(claim.logged.as_ref().map(|logged| {
        let by = logged.by.as_deref().map(|by| format!(" by {by}"));
        let at = logged.at.as_ref().and_then(|at| at.date()).map(|day| format!(" on {day}"));
        format!("logged{}{}", by.unwrap_or_default(), at.unwrap_or_default())
    }));
    facts
}

fn said(workspace: &Workspace, assertion: &Assertion) -> Said {
    let name = |key: &String| workspace.actor_name(key).to_owned();
    let names = |keys: &[String]| keys.iter().map(name).collect::<Vec<_>>().join(", ");
    let mut facts = Vec::new();
    facts.extend(assertion.on_behalf_of.as_ref().map(|key| format!("for {}", name(key))));
    facts.extend(assertion.when.as_ref().map(ToString::to_string));
    facts.extend(assertion.document.as_ref().map(|key| format!("in “{}”", workspace.document_title(key))));
    if !assertion.through.is_empty() {
        facts.push(format!("through {}", names(&assertion.through)));
    }
    if !assertion.citing.is_empty() {
        facts.push(format!("citing {}", names(&assertion.citing)));
    }
    if assertion.withdrawn.is_some() {
        facts.push("taken back since".to_owned());
    }
    let who = assertion.by.as_ref().map_or_else(|| "Nobody is named".to_owned(), name);
    Said { who, facts, quote: quote(&assertion.quote), note: assertion.note.clone() }
}

fn sides(workspace: &Workspace, claim: &Claim) -> Vec<(&'static str, Vec<Line>)> {
    let known = |direction: &Option<Direction>| {
        matches!(direction, Some(Direction::Supports | Direction::Refutes | Direction::Context))
    };
    let side = |name, takes: &dyn Fn(&Option<Direction>) -> bool| {
        let lines = claim.evidence.iter().filter(|line| takes(&line.direction));
        (name, lines.map(|line| evidence(workspace, line)).collect::<Vec<_>>())
    };
    let sides = [
        side("For it", &|direction| *direction == Some(Direction::Supports)),
        side("Against it", &|direction| *direction == Some(Direction::Refutes)),
        side("Context", &|direction| *direction == Some(Direction::Context)),
        side("Without a direction", &|direction| !known(direction)),
    ];
    sides.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

fn evidence(workspace: &Workspace, line: &Evidence) -> Line {
    let mut facts = Vec::new();
    facts.extend(line.fits.as_ref().map(|fits| format!("match: {fits}")));
    facts.extend(line.credibility.map(|grade| format!("credibility {grade} of 6")));
    facts.extend(line.by.clone());
    facts.extend(line.at.as_ref().and_then(|at| at.date()).map(str::to_owned));
    let taken_back = line.retracted.as_ref().map(|retracted| {
        let by = retracted.by.as_deref().unwrap_or("somebody");
        let because = retracted.because.as_deref().map(|because| format!(": {because}"));
        format!("Taken back by {by}{}", because.unwrap_or_default())
    });
    Line {
        document: line.document.as_ref().map(|key| workspace.document_title(key).to_owned()),
        quote: quote(&line.quote),
        note: line.note.clone(),
        facts,
        taken_back,
    }
}

fn decision(workspace: &Workspace, claim: &Claim, verdict: &Verdict) -> Decision {
    let of = verdict.of.as_deref();
    let about = of.map(|id| {
        let assertion = claim.assertions.iter().find(|assertion| assertion.id.as_deref() == Some(id));
        let by = assertion.and_then(|assertion| assertion.by.as_deref());
        by.map_or_else(|| "whoever it was".to_owned(), |key| workspace.actor_name(key).to_owned())
    });
    let mut facts = Vec::new();
    facts.extend(house(workspace, verdict));
    facts.extend(verdict.confidence.as_ref().map(|sure| format!("confidence: {sure}")));
    facts.extend(verdict.by.clone());
    facts.extend(verdict.at.as_ref().map(|at| at.date().unwrap_or(at.as_str()).to_owned()));
    let core = Status::Marked(workspace.settings.core_verdict(&verdict.verdict).clone());
    Decision {
        mark: Mark::of(&core),
        of: about,
        facts,
        because: verdict.because.clone(),
        stands: standing::heads(claim, of).iter().any(|head| std::ptr::eq(*head, verdict)),
    }
}

/// What a house word is called.
fn house(workspace: &Workspace, verdict: &Verdict) -> Option<String> {
    let label = workspace.settings.labels.get(verdict.verdict.as_str())?;
    Some(label.label.clone().unwrap_or_else(|| verdict.verdict.to_string()))
}

fn quote(parts: &[Quote]) -> Option<String> {
    let words: Vec<&str> = parts.iter().filter_map(|part| part.exact.as_deref()).collect();
    (!words.is_empty()).then(|| words.join(" … "))
}

fn form(workspace: &Workspace, base: Option<Base>, typed: &Marked, trouble: Option<&Trouble>) -> Form {
    let choice = |word: &str, says: String, chosen: &str| Choice {
        word: word.to_owned(),
        says,
        chosen: word == chosen,
    };
    let core = VerdictWord::WORDS.iter().map(|word| choice(word, plain(word), &typed.verdict));
    let labels = workspace.settings.labels.iter().map(|(word, label)| {
        let name = label.label.as_deref().unwrap_or(word);
        choice(word, format!("{name} ({})", plain(label.verdict.as_str())), &typed.verdict)
    });
    let sureness = Confidence::WORDS.iter().map(|word| choice(word, (*word).to_owned(), &typed.confidence));
    Form {
        base: base.map(|base| base.to_string()).unwrap_or_default(),
        choices: core.chain(labels).collect(),
        sureness: sureness.collect(),
        because: typed.because.clone(),
        resolves: typed.resolves.is_some(),
        trouble: trouble.cloned(),
    }
}
