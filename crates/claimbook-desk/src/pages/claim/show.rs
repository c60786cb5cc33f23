//! The page of a claim.

use askama::Template;
use claimbook_core::assess::{JudgedClaim, Rows as _, standing};
use claimbook_core::model::{
    Claim, ClaimType, Confidence, Direction, LinkType, Match, Quantity, Stage, VerdictWord, When,
    is_same_person,
};
use claimbook_core::workspace::Workspace;
use claimbook_index::view::{AllRows, ViewError};
use claimbook_report::clean;
use claimbook_report::facts::{forward, signed};
use claimbook_report::page::{Mark, Words};

use super::Beside;
use super::made::{self, New};
use super::parts::{Alike, Decision, Deed, Fact, Flag, Line, Said, Side, Tie, Todo};
use super::record::{decision, flags, said, sides, ties, todo, work};
use super::typed::{NotTaken, Typed};
use super::ways::Here;
use crate::desk::NotShown;
use crate::frame::Frame;
use crate::pages::asked::Asked;
use crate::pages::filter::{Choice, Offer, offers};
use crate::pages::trouble::Trouble;
use crate::pages::{address, plain};
use crate::snapshot::Snapshot;

/// Among more claims those much like this one are looked for where somebody asks.
const MOST_COMPARED: usize = 5_000;

/// A form that was not taken.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) typed: Typed,
    pub(super) not_taken: Option<NotTaken>,
}

#[derive(Template)]
#[template(path = "claim.html")]
pub(super) struct Page {
    frame: Frame,
    wrote: Option<Words>,
    made: Vec<New>,
    address: String,
    handle: Option<String>,
    path: Option<Words>,
    claim: Words,
    mark: Mark,
    shaky: bool,
    facts: Vec<Fact>,
    figures: Vec<Words>,
    standing: Vec<Decision>,
    flags: Vec<Flag>,
    todo: Vec<Todo>,
    said: Vec<Said>,
    sides: Vec<Side>,
    work: Vec<Deed>,
    history: Vec<Decision>,
    ties: Vec<Tie>,
    /// None where they were not looked for.
    alike: Option<Vec<Alike>>,
    notes: Option<Words>,
    logged: Words,
    base: String,
    verdicts: Vec<Choice>,
    confidences: &'static [&'static str],
    directions: &'static [&'static str],
    matches: &'static [&'static str],
    links: &'static [&'static str],
    kinds: &'static [&'static str],
    stages: &'static [&'static str],
    /// The lines that a verdict can be on.
    active: Vec<(String, Words)>,
    can_sign: bool,
    can_renew: bool,
    now: Now,
    topics: Vec<Words>,
    actors: Vec<Offer>,
    documents: Vec<Offer>,
    sent: Sent,
}

/// What the fields of a claim say, for the form that changes them.
struct Now {
    claim: String,
    kind: String,
    about: String,
    topics: String,
    stage: String,
    public: bool,
    notes: String,
}

pub(super) fn show(
    frame: Frame,
    snapshot: &Snapshot,
    rows: &AllRows<'_>,
    place: usize,
    sent: Sent,
    beside: &Beside,
) -> Result<Page, NotShown> {
    let row = rows.row(place);
    let base = snapshot.base_beside(&row);
    let opened = snapshot.open_around(rows, place)?;
    let judged = opened.claim(&row).ok_or(ViewError::Unsure)?;
    let (workspace, claim) = (&*opened.workspace, &judged.filed.data);
    let heads = standing::heads(claim, None);
    let user = frame.user.clone();
    let signable = match heads.as_slice() {
        [one] => one.by.as_deref().is_none_or(|by| !is_same_person(by, &user)),
        _ => false,
    };
    let judgement: Option<&JudgedClaim> = opened.judgement.claim(&judged.filed.path);
    let sides = sides(workspace, claim, judgement);
    let active = sides.iter().filter(|side| side.class != "back").flat_map(|side| &side.lines);
    let active = active.filter_map(|line: &Line| Some((line.id.clone()?, line.short.clone()))).collect();
    let base = snapshot.base_of(base, claim);
    let choices = snapshot.choices(rows);
    let names = snapshot.names();
    let here = Here { workspace, claim, can_sign: signable };
    let page = Page {
        wrote: wrote(beside),
        made: made::of(snapshot, &beside.made),
        address: address(snapshot, &row),
        handle: claim.handle(),
        path: judged.filed.shown_path().map(Words::line),
        claim: Words::line(&claim.claim),
        mark: Mark::of(&judged.status),
        shaky: judged.is_shaky(),
        facts: facts(claim),
        figures: claim.quantities.iter().map(figure).collect(),
        standing: heads.iter().map(|verdict| decision(workspace, claim, verdict)).collect(),
        flags: flags(snapshot, rows, &here, &judged.status, judged.flags),
        todo: todo(&row, &here, &judged.status, judged.flags),
        said: said(workspace, claim),
        sides,
        work: work(workspace, claim),
        history: claim.verdicts.iter().rev().map(|verdict| decision(workspace, claim, verdict)).collect(),
        ties: ties(snapshot, rows, workspace, claim, place),
        alike: (rows.len() <= MOST_COMPARED || beside.like.is_some()).then(|| alike(snapshot, rows, place)),
        notes: claim.notes.as_deref().map(Words::of),
        logged: Words::line(&logged(claim)),
        base: base.map(|base| base.to_string()).unwrap_or_default(),
        verdicts: verdicts(workspace),
        confidences: Confidence::WORDS,
        directions: Direction::WORDS,
        matches: Match::WORDS,
        links: LinkType::WORDS,
        kinds: ClaimType::WORDS,
        stages: Stage::WORDS,
        active,
        can_sign: signable,
        can_renew: heads.len() == 1,
        now: now(claim),
        topics: choices.topics.iter().map(|topic| Words::line(topic)).collect(),
        actors: offers(&choices.asserters, |key| names.actor_name(key)),
        documents: offers(&choices.documents, |key| names.document_title(key)),
        sent,
        frame,
    };
    rows.check()?;
    Ok(page)
}

impl Page {
    /// What a field of a form has in it: what was typed, where that form came back.
    fn v(&self, form: &str, field: &str) -> &str {
        if self.came_back(form) { self.sent.typed.get(field) } else { "" }
    }

    /// Likewise, else what the claim says.
    fn or<'a>(&'a self, form: &str, field: &str, is: &'a str) -> &'a str {
        if self.came_back(form) { self.sent.typed.get(field) } else { is }
    }

    /// Whether a word of a field is chosen.
    fn is(&self, form: &str, field: &str, word: &str) -> bool {
        self.came_back(form) && self.sent.typed.all(field).contains(&word)
    }

    /// Whether a form came back with a message.
    fn came_back(&self, form: &str) -> bool {
        self.sent.not_taken.as_ref().is_some_and(|it| it.form == form)
    }

    /// The message of a form.
    fn trouble(&self, form: &str) -> Option<&Trouble> {
        self.sent.not_taken.as_ref().filter(|it| it.form == form).map(|it| &it.trouble)
    }

    /// Whether a box is ticked: as it was sent, else as the claim has it.
    fn ticked(&self, form: &str, field: &str, is: bool) -> bool {
        if self.came_back(form) { self.sent.typed.has(field) } else { is }
    }

    /// How credible something can be.
    fn grades(&self) -> [(&'static str, &'static str); 6] {
        [
            ("1", "confirmed by others"),
            ("2", "probably true"),
            ("3", "possibly true"),
            ("4", "doubtful"),
            ("5", "improbable"),
            ("6", "cannot be judged"),
        ]
    }

    /// A link as it reads from this claim.
    fn says(&self, word: &str) -> String {
        forward(&LinkType::from(word)).to_owned()
    }

    /// Whether verdicts stand side by side.
    fn forked(&self) -> bool {
        self.standing.len() > 1
    }

    /// Of a form with an id in its name.
    fn part(&self, form: &str, id: &str) -> String {
        format!("{form}-{id}")
    }
}

/// What was written just now. The address says it, so nothing in it is believed but words that are known.
fn wrote(beside: &Beside) -> Option<Words> {
    let of = beside.of.as_str();
    let known = of.len() <= 60 && of.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let of = if known { plain(of) } else { String::new() };
    let says = match beside.wrote.as_str() {
        "marked" => format!("Marked {of}."),
        "evidence" => format!("Added the line of evidence {of}."),
        "same-evidence" => format!("The claim has this line already: {of}."),
        "retracted" => format!("Took back the line {of}; it stays on record."),
        "said" => format!("Noted whether it was said: {of}."),
        "linked" => format!("Tied: {of}."),
        "same-link" => "The two are tied so already.".to_owned(),
        "unlinked" => format!("Took the tie away: {of}."),
        "signed" => format!("Signed off {of}."),
        "renewed" => format!("Renewed the verdict: still {of}."),
        "asserted" => format!("Noted who said it: {of}."),
        "same-assertion" => format!("The claim has this already: {of}."),
        "set" => "Changed the claim.".to_owned(),
        _ => return None,
    };
    Some(Words::line(&says))
}

fn facts(claim: &Claim) -> Vec<Fact> {
    let fact = |says: String| Fact { says: Words::line(&says), href: None };
    let mut facts = Vec::new();
    facts.extend(claim.kind.as_ref().map(|kind| fact(kind.to_string())));
    facts.extend(claim.about.as_ref().map(|about| fact(format!("time: {}", about.in_words()))));
    facts.push(fact(format!("stage: {}", claim.stage())));
    facts.push(fact(if claim.is_public() { "public" } else { "not public" }.to_owned()));
    let topic = |topic: &String| {
        let asked = Asked { topic: topic.clone(), ..Asked::default() };
        Fact { says: Words::line(&format!("#{topic}")), href: Some(asked.to("/", 1)) }
    };
    facts.extend(claim.topics.iter().map(topic));
    facts
}

fn figure(quantity: &Quantity) -> Words {
    let range = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => Some(format!("= {low}")),
        (Some(low), Some(high)) => Some(format!("= {low} to {high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    };
    let parts = [
        quantity.measure.as_ref().map(|measure| format!("{measure}:")),
        quantity.phrase.as_ref().map(|phrase| format!("“{phrase}”")),
        range,
        quantity.unit.clone(),
        quantity.scope.as_ref().map(|scope| format!("({scope})")),
        quantity.as_of.as_ref().map(|date| format!("as of {}", date.in_words())),
    ];
    Words::line(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn logged(claim: &Claim) -> String {
    let logged = claim.logged.as_ref().map(|it| signed(it.by.as_deref(), it.at.as_ref()));
    logged.filter(|it| !it.is_empty()).map(|it| format!("opened by {it}")).unwrap_or_default()
}

fn now(claim: &Claim) -> Now {
    let shown = |text: &str| clean(text).into_owned();
    Now {
        claim: shown(&claim.claim),
        kind: shown(claim.kind.as_ref().map_or("", ClaimType::as_str)),
        about: shown(claim.about.as_ref().map_or("", When::as_str)),
        topics: shown(&claim.topics.join(", ")),
        stage: shown(claim.stage().as_str()),
        public: claim.is_public(),
        notes: shown(claim.notes.as_deref().unwrap_or_default()),
    }
}

fn verdicts(workspace: &Workspace) -> Vec<Choice> {
    let choice = |word: &str, says: String| Choice { word: word.to_owned(), says, chosen: false };
    let core = VerdictWord::WORDS.iter().map(|word| choice(word, plain(word)));
    let labels = workspace.settings.labels.iter().map(|(word, label)| {
        let name = Words::line(label.label.as_deref().unwrap_or(word));
        choice(word, format!("{name} ({})", plain(label.verdict.as_str())))
    });
    core.chain(labels).collect()
}

/// Claims much like this one.
fn alike(snapshot: &Snapshot, rows: &AllRows<'_>, place: usize) -> Vec<Alike> {
    let row = rows.row(place);
    let found = snapshot.wordings(rows).like(row.claim, |other| other != place);
    let alike = |like: claimbook_index::Like| {
        let row = rows.row(like.at);
        Alike {
            href: address(snapshot, &row),
            mark: Mark::of(&row.status),
            claim: Words::line(row.claim),
            how: match (like.figure, like.not) {
                (_, true) => "one of the two says not",
                (true, _) => "with another figure",
                _ => "much the same words",
            },
        }
    };
    found.into_iter().map(alike).collect()
}
