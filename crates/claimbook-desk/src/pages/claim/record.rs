//! From a claim's record to the parts of its page.

use claimbook_core::assess::{self, JudgedClaim, Rows as _, Status, Told, chain, clears, standing, status};
use claimbook_core::model::{Assertion, Claim, Derivation, Direction, Evidence, LinkType, Quote, Verdict};
use claimbook_core::workspace::Workspace;
use claimbook_index::view::AllRows;
use claimbook_report::facts::{self, backward, forward, signed};
use claimbook_report::page::{Mark, Words, passage};

use super::parts::{Decision, Deed, Flag, Line, Said, Side, Source, Tie, Todo, Voice};
use super::ways::Here;
use crate::pages::asked::Asked;
use crate::pages::documents::Which;
use crate::pages::{address, document_address, plain};
use crate::snapshot::{Named, Snapshot};

/// A quote in the list of what a verdict considers is cut after so many columns.
const SHORT: usize = 70;

/// Flags with what they mean and what would clear them.
pub(super) fn flags(
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    here: &Here<'_>,
    status: &Status,
    flags: &[assess::Flag],
) -> Vec<Flag> {
    let about = |record: &String| match snapshot.named(rows, record) {
        Named::Claim(place) => {
            let row = rows.row(place);
            Some((address(snapshot, &row), Words::cut(row.claim, 90)))
        }
        _ => None,
    };
    let flag = |flag: &assess::Flag| Flag {
        code: plain(flag.code.as_str()),
        weakens: flag.code.weakens(),
        says: Words::line(&flag.says),
        means: (flag.says != flag.code.summary()).then(|| flag.code.summary()),
        clears: clears(flag, status).map(|task| here.steps(task, Some(flag))),
        claims: flag.records.iter().filter_map(about).collect(),
    };
    flags.iter().map(flag).collect()
}

/// What is to be done for the claim.
pub(super) fn todo(
    row: &assess::Row<'_>,
    here: &Here<'_>,
    status: &Status,
    flags: &[assess::Flag],
) -> Vec<Todo> {
    let todo = |task: assess::Task| {
        let (why, _) = assess::why(here.claim, status, flags, task)?;
        Some(Todo { steps: here.steps_of(task, status, flags), why: Words::line(&why) })
    };
    row.tasks.iter().filter_map(todo).collect()
}

/// The address of a quoted passage in the text that it is from.
pub(super) fn passage_of(key: &str, quote: &Quote) -> Option<String> {
    let capture = quote.capture.as_deref().unwrap_or_default();
    Some(Which { key, capture }.place(quote.start?))
}

pub(super) fn said(workspace: &Workspace, claim: &Claim) -> Vec<Said> {
    let said = |assertion: &Assertion| {
        let found = assertion.id.as_deref().and_then(|id| standing::standing(claim, Some(id)));
        let shown = assertion.document.as_deref().filter(|key| is_public(workspace, key));
        // The article's page shows the part with that place in it.
        let passage = shown.and_then(|key| passage_of(key, assertion.quote.first()?));
        Said {
            id: assertion.id.clone(),
            sentence: Words::line(&chain(workspace, claim, assertion, Told::So)),
            chain: voices(workspace, assertion),
            source: assertion.document.as_deref().map(|key| source(workspace, key, &assertion.quote)),
            quote: quoted(&assertion.quote),
            passage,
            cue: assertion.cue.as_deref().map(Words::line),
            rendering: assertion.rendering.as_ref().map(|it| Words::line(&format!("{it} speech"))),
            note: assertion.note.as_deref().map(Words::of),
            found: found.map(|verdict| decision(workspace, claim, verdict)),
        }
    };
    claim.assertions.iter().map(said).collect()
}

/// The voices of an assertion, from the document's publisher to whom the asserter leans on.
fn voices(workspace: &Workspace, assertion: &Assertion) -> Vec<Voice> {
    let voice = |role: &'static str, key: &str| {
        let by = Asked { by: key.to_owned(), ..Asked::default() };
        Voice { role, name: Words::line(workspace.actor_name(key)), href: Some(by.to("/", 1)) }
    };
    let publisher = assertion.document.as_deref().and_then(|key| workspace.document(key));
    let publisher = publisher.and_then(|filed| filed.data.publisher.as_deref());
    let relays = assertion.through.iter().filter(|key| Some(key.as_str()) != publisher);
    let own = publisher.is_some() && publisher == assertion.by.as_deref() && assertion.through.is_empty();
    let mut chain: Vec<Voice> =
        publisher.filter(|_| !own).map(|key| voice("published by", key)).into_iter().collect();
    chain.extend(relays.map(|key| voice("through", key)));
    chain.extend(assertion.by.as_deref().map(|key| voice("said by", key)));
    chain.extend(assertion.on_behalf_of.as_deref().map(|key| voice("for", key)));
    chain.extend(assertion.citing.iter().map(|key| voice("citing", key)));
    if let Some(when) = &assertion.when {
        chain.push(Voice { role: "when", name: Words::line(&when.in_words()), href: None });
    }
    chain
}

pub(super) fn is_public(workspace: &Workspace, key: &str) -> bool {
    workspace.document(key).is_some_and(|filed| !filed.data.is_protected())
}

pub(super) fn source(workspace: &Workspace, key: &str, quotes: &[Quote]) -> Source {
    let document = workspace.document(key).map(|filed| &filed.data);
    let publisher = document.and_then(|it| it.publisher.as_deref());
    let publisher = publisher.map(|by| workspace.actor_name(by).to_owned());
    let published = document.and_then(|it| it.published.as_ref()).map(|date| date.in_words());
    let known: Vec<String> = [publisher, published].into_iter().flatten().collect();
    Source {
        title: Words::line(workspace.document_title(key)),
        facts: (!known.is_empty()).then(|| Words::line(&known.join(", "))),
        href: is_public(workspace, key).then(|| document_address(key)),
        url: passage(workspace, key, quotes),
    }
}

/// The words of a quote, its parts divided by an ellipsis.
fn quoted(quotes: &[Quote]) -> Option<Words> {
    let parts: Vec<&str> = quotes.iter().filter_map(|quote| quote.exact.as_deref()).collect();
    (!parts.is_empty()).then(|| Words::line(&parts.join(" […] ")))
}

pub(super) fn sides(workspace: &Workspace, claim: &Claim, judged: Option<&JudgedClaim>) -> Vec<Side> {
    let known = |direction: &Option<Direction>| direction.as_ref().is_some_and(Direction::is_known);
    let side = |name, class, direction: Option<Direction>| {
        let takes = |line: &&Evidence| match &direction {
            Some(direction) => line.direction.as_ref() == Some(direction),
            None => !known(&line.direction),
        };
        let origins = direction.as_ref().and_then(|it| judged?.origins.side(it)?.in_words(workspace));
        let lines: Vec<Line> = claim.active_evidence().filter(takes).map(|it| line(workspace, it)).collect();
        Side { name, class, lines, origins: origins.map(|words| Words::line(&words)) }
    };
    let taken_back = claim.evidence.iter().filter(|line| line.retracted.is_some());
    let taken_back = taken_back.map(|it| line(workspace, it)).collect();
    let sides = [
        side("For it", "for", Some(Direction::Supports)),
        side("Against it", "against", Some(Direction::Refutes)),
        side("Context", "context", Some(Direction::Context)),
        side("Without a direction", "context", None),
        Side { name: "Taken back", class: "back", lines: taken_back, origins: None },
    ];
    sides.into_iter().filter(|side| !side.lines.is_empty()).collect()
}

fn line(workspace: &Workspace, line: &Evidence) -> Line {
    let signature = signed(line.by.as_deref(), line.at.as_ref());
    let known = [
        line.fits.as_ref().map(|fits| format!("{fits} match")),
        line.credibility.map(|grade| format!("credibility {grade} of 6{}", credible(grade))),
        Some(signature).filter(|it| !it.is_empty()),
    ];
    let taken_back = line.retracted.as_ref().map(|retracted| {
        let because = retracted.because.as_deref().unwrap_or("no reason recorded");
        let signature = signed(retracted.by.as_deref(), retracted.at.as_ref());
        Words::line(&format!("{because} ({signature})"))
    });
    let quote = quoted(&line.quote);
    let title = line.document.as_deref().map_or("no document", |key| workspace.document_title(key));
    let direction = line.direction.as_ref().map_or("", |direction| direction.as_str());
    Line {
        id: line.id.clone(),
        source: line.document.as_deref().map(|key| source(workspace, key, &line.quote)),
        short: Words::cut(&format!("{direction}: {title}"), SHORT),
        quote,
        note: line.note.as_deref().map(Words::of),
        facts: known.into_iter().flatten().map(|fact| Words::line(&fact)).collect(),
        lineage: lineage(workspace, line),
        taken_back,
    }
}

/// The words of the Admiralty's scale for what a number says.
fn credible(grade: i64) -> &'static str {
    match grade {
        1 => ": confirmed by other sources",
        2 => ": probably true",
        3 => ": possibly true",
        4 => ": doubtful",
        5 => ": improbable",
        6 => ": cannot be judged",
        _ => "",
    }
}

/// Where what a line is on comes from.
fn lineage(workspace: &Workspace, line: &Evidence) -> Vec<Words> {
    let title = |key: &str| format!("“{}”", workspace.document_title(key));
    if !line.from.is_empty() {
        let from: Vec<String> = line.from.iter().map(|key| title(key)).collect();
        return vec![Words::line(&format!("the passage comes from {}", from.join(", ")))];
    }
    let Some(document) = line.document.as_deref().and_then(|key| workspace.document(key)) else {
        return Vec::new();
    };
    if document.data.is_protected() {
        return Vec::new();
    }
    let from = |it: &Derivation| {
        let how = it.kind.as_ref().map_or("comes from".to_owned(), |kind| plain(kind.as_str()));
        Some(Words::line(&format!("{how} {}", title(it.document.as_deref()?))))
    };
    let from: Vec<Words> = document.data.derived_from.iter().filter_map(from).collect();
    match (from.is_empty(), document.data.original) {
        (false, _) => from,
        (true, Some(true)) => vec![Words::line("an original")],
        (true, _) => vec![Words::line("where it comes from is not recorded")],
    }
}

pub(super) fn decision(workspace: &Workspace, claim: &Claim, verdict: &Verdict) -> Decision {
    let core = Status::Marked(workspace.settings.core_verdict(&verdict.verdict).clone());
    let label = facts::label(workspace, verdict);
    let of = verdict.of.as_deref();
    let about = of.map(|id| {
        let assertion = claim.assertions.iter().find(|assertion| assertion.id.as_deref() == Some(id));
        let by = assertion.and_then(|assertion| assertion.by.as_deref());
        Words::line(by.map_or("whoever it was", |key| workspace.actor_name(key)))
    });
    let on = |id: &String| {
        let line = claim.evidence.iter().find(|line| line.id.as_ref() == Some(id))?;
        Some(Words::cut(line.document.as_deref().map_or(id, |key| workspace.document_title(key)), SHORT))
    };
    let signed_off = claim.sign_offs.iter().filter(|it| it.verdict.is_some() && it.verdict == verdict.id);
    let signed_off = signed_off.map(|it| {
        let note = it.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        Words::line(&format!("{}{note}", signed(it.by.as_deref(), it.at.as_ref())))
    });
    Decision {
        label: (label != core.as_str()).then(|| Words::line(label)),
        mark: Mark::of(&core),
        of: about,
        confidence: verdict.confidence.as_ref().map(|it| Words::line(it.as_str())),
        because: verdict.because.as_deref().map(Words::of),
        signed: Words::line(&signed(verdict.by.as_deref(), verdict.at.as_ref())),
        on: verdict.evidence.iter().flatten().filter_map(on).collect(),
        signed_off: signed_off.collect(),
        stands: standing::heads(claim, of).iter().any(|head| std::ptr::eq(*head, verdict)),
    }
}

/// The links of a claim, those that it has and those that lead to it.
pub(super) fn ties(
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    workspace: &Workspace,
    claim: &Claim,
    place: usize,
) -> Vec<Tie> {
    let led = |id: &str| match snapshot.named(rows, id) {
        Named::Claim(place) => {
            let row = rows.row(place);
            (Some(address(snapshot, &row)), snapshot.name_of(&row))
        }
        _ => (None, String::new()),
    };
    let mut ties = Vec::new();
    for link in &claim.links {
        let Some(to) = &link.to else { continue };
        let other = workspace.claim(to).map(|filed| &filed.data);
        let (address, name) = led(to.as_str());
        ties.push(Tie {
            word: Words::line(link.kind.as_ref().map_or("tied to", forward)),
            kind: link.kind.as_ref().map_or("", LinkType::as_str).to_owned(),
            to: address,
            name,
            claim: Words::line(other.map_or("a claim that is not there", |other| &other.claim)),
            mark: other.map(|other| Mark::of(&status(other, &workspace.settings))),
            note: link.note.as_deref().map(Words::line),
            own: true,
        });
    }
    let own = rows.row(place).path.to_owned();
    for other in workspace.claims.iter().filter(|other| other.path != own) {
        for link in other.data.links.iter().filter(|link| link.to.is_some() && link.to == claim.id) {
            let id = other.data.id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
            let (address, name) = led(&id);
            ties.push(Tie {
                word: Words::line(link.kind.as_ref().map_or("tied from", backward)),
                kind: link.kind.as_ref().map_or("", LinkType::as_str).to_owned(),
                to: address,
                name,
                claim: Words::line(&other.data.claim),
                mark: Some(Mark::of(&status(&other.data, &workspace.settings))),
                note: link.note.as_deref().map(Words::line),
                own: false,
            });
        }
    }
    ties
}

/// Who was asked, where was looked, what was attested.
pub(super) fn work(workspace: &Workspace, claim: &Claim) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for asked in &claim.asked {
        let who = asked.actor.as_deref().map_or("Somebody", |key| workspace.actor_name(key));
        let until = asked.deadline.as_ref().map(|date| format!(", until {}", date.in_words()));
        let came = match &asked.answer {
            None => "No answer is recorded yet.".to_owned(),
            Some(answer) => {
                let outcome = answer.outcome.as_ref().map_or("answered".to_owned(), |it| plain(it.as_str()));
                let note = answer.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
                format!("Outcome: {outcome}{note}")
            }
        };
        let signature = signed(asked.by.as_deref(), asked.at.as_ref());
        let question = asked.question.as_ref().map(|words| format!("“{words}” ")).unwrap_or_default();
        deeds.push(Deed {
            what: Words::line(&format!("{who} was asked{} ({signature})", until.unwrap_or_default())),
            more: Some(Words::line(&format!("{question}{came}"))),
        });
    }
    for searched in &claim.searches {
        let found = if searched.found == Some(true) { "something was found" } else { "nothing was found" };
        let where_ = searched.place.as_deref().unwrap_or("a place that is not recorded");
        let words = searched.words.as_ref().map(|words| format!(" for “{words}”")).unwrap_or_default();
        let contrary = if searched.contrary == Some(true) { ", against the claim" } else { "" };
        let signature = signed(searched.by.as_deref(), searched.at.as_ref());
        deeds.push(Deed {
            what: Words::line(&format!("Looked in {where_}{words}{contrary}: {found} ({signature})")),
            more: searched.note.as_deref().map(Words::line),
        });
    }
    for attested in &claim.attested {
        let name = |key: &String| match workspace.actor(key) {
            Some(_) => workspace.actor_name(key).to_owned(),
            None => workspace.document_title(key).to_owned(),
        };
        let names: Vec<String> = attested.origins.iter().map(name).collect();
        let signature = signed(attested.by.as_deref(), attested.at.as_ref());
        deeds.push(Deed {
            what: Words::line(&format!("Attested as independent: {} ({signature})", names.join(" · "))),
            more: attested.because.as_deref().map(Words::line),
        });
    }
    deeds
}
