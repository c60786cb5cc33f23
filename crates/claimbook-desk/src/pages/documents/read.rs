//! What is said in an article, as it was read: statement by statement, to be taken as a claim or left.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::Error;
use claimbook_core::assess::{Rows as _, Status};
use claimbook_core::ledger::{Article, MAX_WORDING, Took};
use claimbook_core::model::{ReviewedAs, When};
use claimbook_core::workspace::Draft;
use claimbook_intake::{ALONE, Decided, Manner, Piece, Proposal, Proposals, Taken, Voice, line, mark};
use claimbook_report::page::{Mark, Words};
use claimbook_report::{clean, one_line};

use super::select::{date, may_be_taken_from, meant, not_here};
use super::setting::Leads;
use super::which::Asked;
use super::wrote::{Told, Wrote};
use super::{Here, address, alike, open, plain, proposals, read_in};
use crate::desk::{Desk, NotShown, Unwritten};
use crate::frame::Frame;
use crate::pages::trouble::Trouble;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::{Named, Snapshot};
use crate::stale::{Form, Stale};
use crate::texts::{Prepared, mark_of};

/// Statements on a page.
const ROWS: usize = 30;
/// A page that comes after all others, so that the last one is shown.
const LAST: usize = 999_999;

/// What is typed: for each statement fields with its number behind the name.
type Typed = HashMap<String, String>;

#[derive(Template)]
#[template(path = "read.html")]
struct Page {
    frame: Frame,
    address: String,
    /// The address of the text, with what tells the capture.
    article: String,
    capture: String,
    title: Words,
    text: String,
    part: usize,
    parts: usize,
    page: usize,
    pages: usize,
    before: Option<String>,
    after: Option<String>,
    found: usize,
    /// How many of all were taken or left.
    decided: usize,
    groups: Vec<Group>,
    topics: String,
    trouble: Option<Trouble>,
    /// What was written just now.
    wrote: Option<Wrote>,
    /// The first statement that is to be decided, at which that is told.
    next: Option<usize>,
}

/// The statements of one speaker.
struct Group {
    who: String,
    facts: Vec<String>,
    statements: Vec<Statement>,
}

struct Statement {
    number: usize,
    depth: usize,
    around: Vec<Piece>,
    /// Who else had a hand in it: what they are, the name, whether that is only proposed, and why.
    others: Vec<Other>,
    facts: Vec<String>,
    worth: u8,
    reasons: String,
    /// What became of it; else it is to be decided.
    decided: Option<Fate>,
    form: Fields,
}

struct Other {
    role: &'static str,
    name: String,
    sure: bool,
    why: String,
}

enum Fate {
    Taken(Vec<(String, Mark, String)>),
    Left(String),
}

/// The fields of a statement.
#[derive(Default)]
struct Fields {
    /// Where its words stand, which tells it from others.
    at: String,
    becomes: String,
    claim: String,
    by: String,
    /// Whoever is only proposed.
    maybe: Option<String>,
    why: String,
    trusts: bool,
    when: String,
    when_why: String,
    alike: Vec<Leads>,
    onto: String,
}

impl Fields {
    fn is(&self, what: &str) -> bool {
        self.becomes == what
    }
}

pub(crate) async fn page(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    let asked = Asked::of(uri.query());
    let told = Told::of(uri.query());
    desk.aside(move |desk| {
        desk.show(|frame, snapshot| {
            Ok(as_page(&show(desk, frame, snapshot, &key, &asked, &told, &Typed::new(), None)?))
        })
    })
    .await?
}

#[expect(clippy::too_many_arguments, reason = "a page is made of all of them")]
fn show(
    desk: &Desk,
    frame: Frame,
    snapshot: &Snapshot,
    key: &str,
    asked: &Asked,
    told: &Told,
    typed: &Typed,
    trouble: Option<&Trouble>,
) -> Result<Page, NotShown> {
    let rows = snapshot.rows()?;
    let which = asked.which(key);
    let shown = open(desk, snapshot, &rows, which)?;
    let text = shown.takeable().ok_or_else(not_here)?;
    let in_parts = text.stretch(0).len() < text.length();
    let parts = if in_parts { text.parts.len() } else { 1 };
    let part = asked.part.clamp(1, parts.max(1));
    let mut read = (*proposals(frame.version, &shown, text, part - 1)).clone();
    mark(&mut read, shown.workspace(), &shown.article(text));
    let pages = read.list.len().div_ceil(ROWS).max(1);
    let page = asked.page.clamp(1, pages);
    let here = Here { desk, version: frame.version, snapshot, rows: &rows };
    let mut groups: Vec<(Option<usize>, Group)> = Vec::new();
    for proposal in read.list.iter().skip((page - 1) * ROWS).take(ROWS) {
        let speaker = proposal.by.speaker;
        let statement = Statement::of(here, proposal, typed);
        match groups.last_mut().filter(|(of, _)| *of == speaker || proposal.depth > 0) {
            Some((_, group)) => group.statements.push(statement),
            None => groups.push((speaker, group(&read, proposal, statement))),
        }
    }
    let wrote = told.tell(desk, snapshot, &rows, &shown, &read);
    rows.check()?;
    let to = |part: usize, page: usize| {
        format!("{}/read?{}", address(key), which.with(&format!("part={part}&page={page}")))
    };
    let before = if page > 1 { Some(to(part, page - 1)) } else { (part > 1).then(|| to(part - 1, LAST)) };
    let after = if page < pages { Some(to(part, page + 1)) } else { (part < parts).then(|| to(part + 1, 1)) };
    Ok(Page {
        frame,
        address: address(key),
        article: which.page(),
        capture: shown.capture.clone().unwrap_or_default(),
        title: Words::line(shown.workspace().document_title(key)),
        text: text.mark.clone(),
        part,
        parts,
        page,
        pages,
        before,
        after,
        found: read.list.len(),
        decided: read.list.iter().filter(|proposal| proposal.is_decided()).count(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        topics: typed.get("topics").cloned().unwrap_or_default(),
        trouble: trouble.cloned(),
        wrote,
        next: next(&read, page),
    })
}

impl Page {
    fn is_next(&self, number: &usize) -> bool {
        self.next == Some(*number)
    }
}

/// The first statement of a page that is to be decided.
fn next(read: &Proposals, page: usize) -> Option<usize> {
    let mut here = read.list.iter().skip((page.max(1) - 1) * ROWS).take(ROWS);
    here.find(|proposal| !proposal.is_decided()).map(|proposal| proposal.number)
}

fn group(read: &Proposals, proposal: &Proposal, first: Statement) -> Group {
    let speaker = proposal.by.speaker.and_then(|at| read.speakers.get(at));
    let who =
        speaker.map_or_else(|| "Nobody is named".to_owned(), |speaker| one_line(&speaker.name).into_owned());
    let mut facts = Vec::new();
    if let Some(speaker) = speaker {
        facts.extend(speaker.titles.iter().map(|title| one_line(title).into_owned()));
        facts.extend(speaker.kind.as_ref().map(|kind| plain(kind.as_str())));
        facts.push(match &speaker.known {
            Some(key) => format!("on record as {key}"),
            None => "new to this desk".to_owned(),
        });
    }
    Group { who, facts, statements: vec![first] }
}

impl Statement {
    fn of(here: Here<'_>, proposal: &Proposal, typed: &Typed) -> Self {
        let mut others = Vec::new();
        let mut add = |role, voices: &[Voice]| {
            others.extend(voices.iter().filter_map(|voice| {
                let name = one_line(voice.name.as_deref()?).into_owned();
                Some(Other { role, name, sure: voice.sure, why: voice.reason.clone() })
            }));
        };
        add("for", proposal.on_behalf.as_slice());
        add("through", &proposal.through);
        add("citing", &proposal.citing);
        let mut facts = Vec::new();
        facts.extend(proposal.kind.as_ref().map(|kind| plain(kind.as_str())));
        facts.extend(proposal.about.as_ref().map(|about| format!("about {about}")));
        facts.extend(proposal.figures.iter().map(|words| format!("figure: {}", one_line(words))));
        let around = proposal.around.iter();
        let around = around.map(|piece| Piece { text: clean(&piece.text).into_owned(), said: piece.said });
        let decided = fate(here, proposal);
        let form = match decided {
            None => Fields::of(here, proposal, typed),
            Some(_) => Fields::default(),
        };
        Statement {
            number: proposal.number,
            depth: proposal.depth.min(4),
            around: around.collect(),
            others,
            facts,
            worth: proposal.worth,
            reasons: proposal.reasons.join(", "),
            decided,
            form,
        }
    }
}

/// What became of a statement, where it was decided.
fn fate(here: Here<'_>, proposal: &Proposal) -> Option<Fate> {
    let Here { snapshot, rows, .. } = here;
    if !proposal.claims.is_empty() {
        let claim = |(name, status): &(String, Status)| {
            let href = match snapshot.named(rows, name) {
                Named::Claim(place) => crate::pages::address(snapshot, &rows.row(place)),
                _ => "/".to_owned(),
            };
            (href, Mark::of(status), name.clone())
        };
        return Some(Fate::Taken(proposal.claims.iter().map(claim).collect()));
    }
    proposal.left.as_ref().map(|kind| Fate::Left(plain(kind.as_str())))
}

impl Fields {
    fn of(here: Here<'_>, proposal: &Proposal, typed: &Typed) -> Self {
        let number = proposal.number;
        let field = |name: &str| typed.get(&format!("{name}-{number}")).cloned();
        let Voice { name, sure, reason, .. } = &proposal.by;
        let name = name.as_deref().map(|name| one_line(name).into_owned());
        let by = name.clone().filter(|_| *sure).unwrap_or_default();
        let alike = alike(here, &proposal.claim, &HashSet::new());
        let why = if reason == ALONE {
            "the text says no more than these words".to_owned()
        } else {
            reason.clone()
        };
        Fields {
            at: at(proposal),
            becomes: field("do").unwrap_or_default(),
            claim: field("claim").unwrap_or_else(|| proposal.claim.clone()),
            by: field("by").unwrap_or(by),
            maybe: name.filter(|_| !sure),
            why,
            trusts: field("trust").is_some(),
            when: field("when").unwrap_or_else(|| written(proposal.when.as_ref())),
            when_why: proposal.when_reason.clone(),
            alike: alike.into_iter().map(Leads::of).collect(),
            onto: field("onto").unwrap_or_default(),
        }
    }
}

fn written(when: Option<&When>) -> String {
    when.map(ToString::to_string).unwrap_or_default()
}

/// The places of a statement as a form carries them.
fn at(proposal: &Proposal) -> String {
    let places = proposal.content.iter().map(|(start, end)| format!("{start}-{end}"));
    places.collect::<Vec<_>>().join(",")
}

pub(crate) async fn take(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    form: Form<Typed>,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        let number = |name: &str| form.typed.get(name).and_then(|typed| typed.parse().ok()).unwrap_or(1);
        let capture = form.typed.get("capture").cloned().unwrap_or_default();
        let asked = Asked { part: number("part"), page: number("page"), capture, at: None };
        may_be_taken_from(desk, asked.which(&key))?;
        match taken(desk, &key, &asked, &form.typed) {
            Ok((told, next)) => {
                let (address, Asked { part, page, .. }) = (address(&key), &asked);
                let next = next.map(|number| format!("#statement-{number}")).unwrap_or_default();
                let query = asked.which(&key).with(&format!("part={part}&page={page}{}", told.query()));
                Ok(Redirect::to(&format!("{address}/read?{query}{next}")).into_response())
            }
            Err(trouble) => desk.show(|frame, snapshot| {
                let page =
                    show(desk, frame, snapshot, &key, &asked, &Told::default(), &form.typed, Some(&trouble))?;
                Ok((trouble.status, as_page(&page)).into_response())
            }),
        }
    })
    .await?
}

/// Takes and leaves what was chosen, all of it or nothing. Tells what was written, and which statement is to be decided next.
fn taken(desk: &Desk, key: &str, asked: &Asked, typed: &Typed) -> Result<(Told, Option<usize>), Trouble> {
    let mut onto: HashMap<&str, String> = HashMap::new();
    for (field, name) in typed {
        if let Some(number) = field.strip_prefix("onto-").filter(|_| !name.is_empty()) {
            onto.insert(number, meant(desk, name)?);
        }
    }
    let written = desk.write(|draft| {
        let article = draft
            .workspace()
            .article_of(key, asked.which(key).capture())
            .filter(|article| Some(&mark_of(&article.text)) == typed.get("text"));
        let article = article.ok_or(Stale::Changed)?;
        let text = Prepared::once(&article.text);
        let which = (key, article.capture.as_deref());
        let mut read = read_in(draft.workspace(), which, &text, asked.part.max(1) - 1);
        let decided = decided(&read, typed, &onto)?;
        if decided == Decided::default() {
            let says = "Nothing was chosen. Say of at least one statement whether it is taken or left.";
            return Err(Unwritten::Core(Error::Refused(says.to_owned())));
        }
        let took = write(draft, &article, &decided)?;
        mark(&mut read, draft.workspace(), &article);
        Ok((took, decided.left.len(), next(&read, asked.page)))
    });
    let written = written.map(|(took, left, next)| (Told::taken(&desk.snapshot(), &took, left), next));
    written.map_err(|error| match error {
        Unwritten::Core(error) => Trouble::of(desk, &error),
        Unwritten::Stale(_) => {
            let says = "The article is read otherwise by now, because somebody changed it or what the desk knows of its speakers. Nothing \
                        was written.";
            let trouble = Trouble::stale(says);
            trouble.hint("The page shows how it is now. Look at your choices once more, and send them again.")
        }
    })
}

fn write(draft: &mut Draft, article: &Article, decided: &Decided) -> Result<Vec<(Took, String)>, Error> {
    let takings: Vec<_> = decided.taken.iter().map(|taken| taken.taking.clone()).collect();
    let took = draft.take(article, &takings)?;
    draft.review(article, &decided.left)?;
    Ok(took)
}

/// What was decided, in the order of the statements.
fn decided(read: &Proposals, typed: &Typed, onto: &HashMap<&str, String>) -> Result<Decided, Unwritten> {
    let by_place: HashMap<String, &Proposal> =
        read.list.iter().map(|proposal| (at(proposal), proposal)).collect();
    let mut numbers: Vec<usize> = typed
        .iter()
        .filter(|(_, what)| !what.is_empty())
        .filter_map(|(field, _)| field.strip_prefix("do-")?.parse().ok())
        .collect();
    numbers.sort_unstable();
    let topics = typed.get("topics").map(String::as_str).unwrap_or_default().split(',').map(str::trim);
    let topics: Vec<String> = topics.filter(|topic| !topic.is_empty()).map(str::to_owned).collect();
    let mut decided = Decided::default();
    for number in numbers {
        let field =
            |name: &str| typed.get(&format!("{name}-{number}")).map(|typed| typed.trim()).unwrap_or_default();
        let proposal = by_place.get(field("at")).ok_or(Stale::Changed)?;
        match field("do") {
            "take" => {
                let mut taken = one(read, proposal, &field, &topics)
                    .map_err(|says| Unwritten::Core(Error::Refused(format!("Statement {number}: {says}"))))?;
                taken.taking.onto = onto.get(number.to_string().as_str()).cloned();
                decided.taken.push(taken);
            }
            word => {
                let unknown =
                    || Error::Refused(format!("Statement {number}: “{word}” is no reason to leave it."));
                decided.leave(&proposal.content, &ReviewedAs::known(word).ok_or_else(unknown)?);
            }
        }
    }
    Ok(decided)
}

/// A statement as it is taken. What was left as it was proposed is taken as it was read.
fn one<'t>(
    read: &Proposals,
    proposal: &Proposal,
    field: &impl Fn(&str) -> &'t str,
    topics: &[String],
) -> Result<Taken, String> {
    let proposed = proposal.by.name.as_deref().filter(|_| proposal.by.sure).map(one_line);
    let by = Some(field("by")).filter(|by| !by.is_empty());
    let when = date(field("when"))?;
    let manner = Manner {
        by: by.filter(|by| proposed.as_deref() != Some(*by)),
        when: when.as_ref(),
        trust: !field("trust").is_empty(),
        topics,
    };
    let mut taken = Taken::of(read, proposal, &manner);
    if by.is_none() && !manner.trust {
        taken.taking.by = None;
    }
    taken.taking.when = when;
    let claim = line(field("claim"));
    if claim.is_empty() {
        return Err("its claim has no words.".to_owned());
    }
    if claim.len() > MAX_WORDING {
        return Err("its claim is far too long for one claim.".to_owned());
    }
    taken.taking.claim = claim;
    Ok(taken)
}
