//! Words that are selected in an article: what is proposed for them, and what becomes of them.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::Error;
use claimbook_core::ledger::{Adding, Article, DocumentRef, Left, MAX_WORDING, Place, Taking};
use claimbook_core::model::{Direction, ReviewedAs, When};
use claimbook_core::quote::{PartsError, Text};
use claimbook_core::workspace::Draft;
use claimbook_intake::{Manner, Proposal, Proposals, Taken, line, speaking, wording};
use claimbook_report::even;
use serde::{Deserialize, Serialize};

use super::record::Noted;
use super::wrote::Told;
use super::{Choice, Here, Which, article, open};
use crate::desk::{Desk, Unwritten};
use crate::pages::claim::path_of;
use crate::pages::trouble::Trouble;
use crate::refusal::Refusal;
use crate::stale::Form;
use crate::texts::{Prepared, mark_of};

/// Nobody makes one claim of more.
const LONGEST: usize = 20_000;

/// What is sent of words in an article.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Selected {
    /// Where they stand, in code points, where a script says so.
    pub(super) start: String,
    pub(super) end: String,
    /// In which text.
    pub(super) text: String,
    /// Of which capture, by hash; of the first where none is named.
    pub(super) capture: String,
    /// The words themselves.
    pub(super) words: String,
    /// What becomes of them: `new`, `again`, `supports`, `refutes`, `context`, `opinion`, `boilerplate` or `left`.
    pub(super) what: String,
    pub(super) claim: String,
    pub(super) by: String,
    pub(super) when: String,
    /// The claim that is meant, where there is one.
    pub(super) onto: String,
    pub(super) note: String,
    /// Whether it was sent at all.
    #[serde(skip)]
    pub(super) sent: bool,
}

impl Selected {
    /// Whether a choice is the one that was made; of none, the first.
    pub(super) fn is(&self, what: &str) -> bool {
        self.what == what || (self.what.is_empty() && what == "new")
    }
}

pub(crate) async fn select(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    form: Form<Selected>,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    desk.aside(move |desk| {
        let typed = &form.typed;
        let which = Which { key: &key, capture: &typed.capture };
        may_be_taken_from(desk, which)?;
        match done(desk, which, typed) {
            Ok((at, told)) => {
                let there = which.asking(&format!("at={at}{}#at-{at}", told.query()));
                Ok(Redirect::to(&there).into_response())
            }
            Err(trouble) => article::again(
                desk,
                &key,
                &Selected { sent: true, ..typed.clone() },
                &Noted::default(),
                &trouble,
            )
            .map_err(|refusal| refusal.keeping("Words", &typed.words).keeping("Claim", &typed.claim)),
        }
    })
    .await?
}

/// Whether words may be taken from a document here: it is shown, and as it was captured.
pub(super) fn may_be_taken_from(desk: &Desk, which: Which<'_>) -> Result<(), Refusal> {
    desk.show(|_, snapshot| {
        let rows = snapshot.rows()?;
        match open(desk, snapshot, &rows, which)?.takeable() {
            Some(_) => Ok(()),
            None => Err(not_here().into()),
        }
    })
}

pub(super) fn not_here() -> Refusal {
    Refusal::new(
        StatusCode::FORBIDDEN,
        "Not from this text",
        "There is no text in this document, or words in it are a protected source’s: then statements are taken in the terminal, or at a \
         desk that was started with --unredacted.",
    )
}

/// Does it; tells where the words stand, and what was written.
fn done(desk: &Desk, which: Which<'_>, typed: &Selected) -> Result<(usize, Told), Trouble> {
    let key = which.key;
    let what = Becomes::of(typed).map_err(Trouble::refused)?;
    let onto = match &what {
        Becomes::Claim { onto: false } | Becomes::Left(_) => None,
        Becomes::Claim { onto: true } | Becomes::Evidence(_) => Some(meant(desk, &typed.onto)?),
    };
    let when = date(&typed.when).map_err(Trouble::refused)?;
    let written = desk.write(|draft| {
        let article = draft.workspace().article_of(key, which.capture()).ok_or_else(|| gone(key))?;
        let places = places(&article, typed)?;
        let at = places.first().map_or(0, |place| place.0);
        let mut took = Vec::new();
        match &what {
            Becomes::Claim { .. } => {
                let taking = Taking { onto: onto.clone(), ..taking(draft, &article, &places, typed, when)? };
                took = draft.take(&article, &[taking])?;
            }
            Becomes::Evidence(direction) => {
                let adding = adding(key, direction, &typed.note);
                draft.add_evidence_at(onto.as_deref().unwrap_or_default(), &adding, &article, &places)?;
            }
            Becomes::Left(kind) => {
                let left = places.iter().map(|place| Left { place: *place, kind: kind.clone() });
                draft.review(&article, &left.collect::<Vec<_>>())?;
            }
        }
        Ok((at, took))
    });
    let told = |took: &[_]| match (&what, &onto) {
        (Becomes::Evidence(_), Some(path)) => Told::evidence(&desk.snapshot(), path),
        (Becomes::Left(_), _) => Told::taken(&desk.snapshot(), took, 1),
        _ => Told::taken(&desk.snapshot(), took, 0),
    };
    written.map(|(at, took)| (at, told(&took))).map_err(|error| match error {
        Unwritten::Core(error) => with_nearest(desk, &error),
        Unwritten::Stale(_) => Trouble::meanwhile(),
    })
}

/// What becomes of words.
enum Becomes {
    Claim { onto: bool },
    Evidence(Direction),
    Left(ReviewedAs),
}

impl Becomes {
    fn of(typed: &Selected) -> Result<Self, String> {
        let what = typed.what.as_str();
        match what {
            "" | "new" => return Ok(Becomes::Claim { onto: false }),
            "again" => return Ok(Becomes::Claim { onto: true }),
            _ => {}
        }
        let evidence = Direction::known(what).map(Becomes::Evidence);
        let left = ReviewedAs::known(what).map(Becomes::Left);
        evidence.or(left).ok_or_else(|| "Choose what the words become.".to_owned())
    }
}

fn gone(key: &str) -> Error {
    Error::Refused(format!("There is no text of “{key}” any more."))
}

/// The path of the claim that somebody means.
pub(super) fn meant(desk: &Desk, typed: &str) -> Result<String, Trouble> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(Trouble::refused("Say which claim is meant: look for words in it, or type its handle."));
    }
    path_of(desk, name).map_err(|_| {
        let says = format!("No claim is called “{name}”. Look for words in it, and choose it from the list.");
        Trouble::refused(says)
    })
}

/// A date as it is typed; none where nothing is.
pub(super) fn date(typed: &str) -> Result<Option<When>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let refused = |_| format!("“{typed}” is no date: write 2024-10-28, 2024-10 or ../2024-11-06.");
    When::typed(typed).map(Some).map_err(refused)
}

/// What is wrong, with the nearest passage where words are not in the text.
fn with_nearest(desk: &Desk, error: &Error) -> Trouble {
    let trouble = Trouble::of(desk, error);
    match error {
        Error::QuoteNotFound { nearest: Some(near), .. } => {
            trouble.hint(format!("The nearest passage is: “{}”", line(near)))
        }
        _ => trouble,
    }
}

/// Where the words stand: where the script says, as long as these words stand there; else where they are found.
fn places(article: &Article, typed: &Selected) -> Result<Vec<Place>, Error> {
    let text = Text::new(&article.text);
    if let (Ok(start), Ok(end)) = (typed.start.parse(), typed.end.parse())
        && typed.text == mark_of(&article.text)
        && let Some(place) = trimmed(&text, start, end)
        && text
            .slice(place.0, place.1)
            .is_some_and(|words| typed.words.is_empty() || same(words, &typed.words))
    {
        return Ok(vec![place]);
    }
    let words = typed.words.trim();
    if words.is_empty() {
        return Err(Error::Refused("Select words in the text, or paste them into the form.".to_owned()));
    }
    text.find_parts(words).map_err(|error| match error {
        PartsError::Several { places } => {
            Error::QuoteSeveral { document: article.document.clone(), times: places.len() }
        }
        _ => Error::QuoteNotFound {
            document: article.document.clone(),
            nearest: text.nearest(words).map(|near| near.text),
        },
    })
}

/// Whether words are the same but for blanks and for signs that are not shown.
fn same(words: &str, typed: &str) -> bool {
    even(words).split_whitespace().eq(typed.split_whitespace())
}

/// A place without the blanks around it; none where there are no words.
fn trimmed(text: &Text<'_>, start: usize, end: usize) -> Option<Place> {
    let words = text.slice(start, end)?;
    let count = |part: &str| part.chars().count();
    let (before, after) = (count(words) - count(words.trim_start()), count(words) - count(words.trim_end()));
    (before + after < count(words)).then_some((start + before, end - after))
}

/// The words as a claim. Where they are just what a statement says, what was read of it goes with them.
fn taking(
    draft: &Draft,
    article: &Article,
    places: &[Place],
    typed: &Selected,
    when: Option<When>,
) -> Result<Taking, Error> {
    let text = Prepared::once(&article.text);
    let part = places.first().map_or(0, |place| text.part_at(place.0));
    let which = (article.document.as_str(), article.capture.as_deref());
    let proposals = super::read_in(draft.workspace(), which, &text, part);
    let by = Some(typed.by.trim()).filter(|by| !by.is_empty());
    let read = proposals.list.iter().find(|proposal| proposal.content == places);
    let taking = read.map(|proposal| Taken::of(&proposals, proposal, &Manner::default()).taking);
    let taking = taking.unwrap_or_else(|| Taking { places: places.to_vec(), ..Taking::default() });
    let claim = match line(&typed.claim) {
        claim if !claim.is_empty() => claim,
        _ if !taking.claim.is_empty() => taking.claim.clone(),
        _ => worded(&article.text, places),
    };
    if claim.len() > MAX_WORDING {
        return Err(Error::Refused("The claim is far too long for one. Say it in fewer words.".to_owned()));
    }
    Ok(Taking { claim, by: by.map(|by| speaking(&proposals, by)), when, ..taking })
}

/// Words of a text as a claim's.
fn worded(text: &str, places: &[Place]) -> String {
    let text = Text::new(text);
    let words = places.iter().filter_map(|(start, end)| text.slice(*start, *end));
    wording(&words.collect::<Vec<_>>().join(" "))
}

fn adding(key: &str, direction: &Direction, note: &str) -> Adding {
    Adding {
        document: DocumentRef::Key(key.to_owned()),
        direction: direction.clone(),
        from: Vec::new(),
        quote: None,
        fits: None,
        credibility: None,
        note: Some(note.trim().to_owned()).filter(|note| !note.is_empty()),
    }
}

#[derive(Debug, Deserialize)]
struct Range {
    start: usize,
    end: usize,
    #[serde(default)]
    capture: String,
}

/// A claim that is offered.
#[derive(Debug, Serialize)]
struct Offered {
    handle: String,
    status: String,
    class: String,
    claim: String,
}

impl Offered {
    fn of(choice: Choice) -> Self {
        let Choice { handle, mark, claim, .. } = choice;
        Offered {
            handle,
            status: mark.word.to_string(),
            class: mark.class.to_owned(),
            claim: claim.to_string(),
        }
    }
}

/// What is proposed for words.
#[derive(Debug, Serialize)]
struct Proposed {
    claim: String,
    /// Who said them, as far as that is sure.
    by: String,
    /// Who may have.
    maybe: String,
    /// Why it is this one.
    why: String,
    when: String,
    when_why: String,
    /// The claims that quote a part of them.
    known: Vec<Offered>,
    /// The claims that are much like them.
    alike: Vec<Offered>,
}

pub(crate) async fn propose(
    State(desk): State<Desk>,
    key: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let Path(key) = key.map_err(|_| Refusal::no_such_page())?;
    let range: Range = serde_urlencoded::from_str(uri.query().unwrap_or_default()).map_err(|_| no_words())?;
    desk.aside(move |desk| proposed(desk, &key, &range)).await?
}

fn no_words() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "No words",
        "There are no words at that place of the text, or far too many.",
    )
}

fn proposed(desk: &Desk, key: &str, range: &Range) -> Result<Response, Refusal> {
    desk.show(|frame, snapshot| {
        let rows = snapshot.rows()?;
        let shown = open(desk, snapshot, &rows, Which { key, capture: &range.capture })?;
        let prepared = shown.takeable().ok_or_else(not_here)?;
        let text = Text::new(&prepared.text);
        let place = trimmed(&text, range.start, range.end)
            .filter(|(start, end)| end - start <= LONGEST)
            .ok_or_else(no_words)?;
        let proposals = super::proposals(frame.version, &shown, prepared, prepared.part_at(place.0));
        let read = nearest(&proposals, place);
        let exact = read.filter(|proposal| proposal.content == [place]);
        let claim = exact.map_or_else(|| worded(&prepared.text, &[place]), |proposal| proposal.claim.clone());
        let known = article::quoting(&shown, &rows, &text, place)?;
        let but = known.iter().copied().collect();
        let alike = super::alike(Here { desk, version: frame.version, snapshot, rows: &rows }, &claim, &but);
        rows.check()?;
        let voice = read.map(|proposal| &proposal.by);
        let name = voice.and_then(|voice| voice.name.clone()).unwrap_or_default();
        let sure = voice.is_some_and(|voice| voice.sure);
        let when = read.and_then(|proposal| proposal.when.as_ref()).map(ToString::to_string);
        let proposed = Proposed {
            claim,
            by: if sure { name.clone() } else { String::new() },
            maybe: if sure { String::new() } else { name },
            why: voice.map(|voice| voice.reason.clone()).unwrap_or_default(),
            when: when.unwrap_or_default(),
            when_why: read.map(|proposal| proposal.when_reason.clone()).unwrap_or_default(),
            known: known.iter().map(|place| Offered::of(super::choice(snapshot, &rows, *place))).collect(),
            alike: alike.into_iter().map(Offered::of).collect(),
        };
        let text = serde_json::to_string(&proposed).map_err(|_| Refusal::broken())?;
        Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
    })
}

/// The statement that has most in common with a place, where one has anything.
fn nearest(proposals: &Proposals, place: Place) -> Option<&Proposal> {
    let shared = |proposal: &Proposal| -> usize {
        proposal
            .content
            .iter()
            .map(|(start, end)| end.min(&place.1).saturating_sub(*start.max(&place.0)))
            .sum()
    };
    let length =
        |proposal: &Proposal| -> usize { proposal.content.iter().map(|(start, end)| end - start).sum() };
    let meets = proposals.list.iter().filter(|proposal| shared(proposal) > 0);
    // Of two, the one that says less besides.
    meets.max_by_key(|proposal| (shared(proposal), std::cmp::Reverse(length(proposal))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { document: "dam".to_owned(), capture: None, text: text.to_owned() }
    }

    fn typed(text: &str, start: &str, end: &str, words: &str) -> Selected {
        let own = |text: &str| text.to_owned();
        Selected {
            start: own(start),
            end: own(end),
            text: mark_of(text),
            words: own(words),
            ..Selected::default()
        }
    }

    #[test]
    fn words_stand_where_the_script_says_as_long_as_they_do() {
        let text = "𝔇ams leak. Dams leak. Dams\nhold.";
        let found = |start, end, words| places(&article(text), &typed(text, start, end, words));
        assert_eq!(found("11", "21", "Dams leak.").unwrap(), [(11, 21)]);
        assert_eq!(found("10", "22", " Dams  leak. ").unwrap(), [(11, 21)]);
        // Edited since: they are looked for.
        assert_eq!(found("11", "21", "Dams hold.").unwrap(), [(22, 32)]);
        assert!(matches!(found("", "", "leak."), Err(Error::QuoteSeveral { times: 2, .. })));
        assert!(matches!(found("0", "900", "Dykes burst."), Err(Error::QuoteNotFound { .. })));
        assert!(matches!(found("10", "11", ""), Err(Error::Refused(_))));
        assert!(matches!(found("99999999999999999999999", "-1", ""), Err(Error::Refused(_))));
        // Of another text the numbers say nothing.
        let mut other = typed("Another text.", "0", "5", "Dams hold.");
        assert_eq!(places(&article(text), &other).unwrap(), [(22, 32)]);
        other.words.clear();
        assert!(places(&article(text), &other).is_err());
    }
}
