//! A card for each claim: what it says, who said so, what speaks for and against it, and what was decided.

use claimbook_core::assess::{Flag, Status, Told, chain, standing};
use claimbook_core::model::{Assertion, Claim, Direction, Evidence, Link, Quote, Verdict};
use claimbook_core::workspace::Workspace;

use super::index::{self, Entry, Index};
use super::mark::Mark;
use super::words::{Words, passage};
use crate::facts::{self, signed};

/// A claim as its card shows it.
pub(super) struct Card {
    pub(super) id: String,
    pub(super) handle: Option<Words>,
    pub(super) claim: Words,
    pub(super) mark: Mark,
    /// What the filters look at: numbers of the choices.
    pub(super) status: usize,
    pub(super) asserters: String,
    pub(super) documents: String,
    pub(super) topics: String,
    pub(super) open: bool,
    pub(super) shaky: bool,
    /// The verdicts that stand: none, one, or those that stand side by side.
    pub(super) standing: Vec<Decision>,
    pub(super) doubts: Vec<Words>,
    pub(super) flags: Vec<Sign>,
    pub(super) said: Vec<Said>,
    pub(super) sides: Vec<Side>,
    pub(super) context: Vec<Line>,
    pub(super) taken_back: Vec<Line>,
    /// Every verdict in order, where there is more to tell than the one that stands.
    pub(super) history: Vec<Decision>,
    pub(super) asked: Vec<Words>,
    pub(super) ties: Vec<Tie>,
    pub(super) facts: Words,
    pub(super) subjects: Vec<Words>,
    pub(super) logged: Option<Words>,
}

/// A verdict.
pub(super) struct Decision {
    pub(super) mark: Mark,
    /// The house word, where that is another.
    pub(super) label: Option<Words>,
    pub(super) confidence: Option<Words>,
    /// Whether it is about what was said, and not about what is true.
    pub(super) on_words: bool,
    pub(super) because: Option<Words>,
    pub(super) by: Words,
    pub(super) signed_off: Vec<Words>,
}

/// A flag.
pub(super) struct Sign {
    pub(super) code: Words,
    pub(super) says: Words,
    pub(super) weakens: bool,
}

/// One occasion on which somebody put it forward.
pub(super) struct Said {
    pub(super) sentence: Words,
    pub(super) quote: Option<Words>,
    pub(super) source: Option<Source>,
    /// The id of the passage in the article on this page.
    pub(super) passage: Option<String>,
}

/// A document, and where it can be read.
pub(super) struct Source {
    pub(super) title: Words,
    pub(super) facts: Option<Words>,
    pub(super) url: Option<String>,
}

/// The evidence that speaks in one direction.
pub(super) struct Side {
    pub(super) name: &'static str,
    pub(super) class: &'static str,
    pub(super) lines: Vec<Line>,
    pub(super) origins: Option<Words>,
}

/// One line of evidence.
pub(super) struct Line {
    pub(super) source: Option<Source>,
    pub(super) quote: Option<Words>,
    pub(super) note: Option<Words>,
    pub(super) facts: Words,
    pub(super) taken_back: Option<Words>,
}

/// A link, as it reads from this claim.
pub(super) struct Tie {
    pub(super) word: Words,
    pub(super) to: Option<String>,
    pub(super) claim: Words,
    pub(super) mark: Option<Mark>,
    pub(super) note: Option<Words>,
}

/// The cards of a page. `passages` tells the id of an assertion's passage among the articles: of which claim, which assertion.
pub(super) fn cards(index: &Index<'_, '_>, passages: &dyn Fn(usize, usize) -> Option<String>) -> Vec<Card> {
    let mut ties = ties(index);
    let card = |(place, entry): (usize, &Entry<'_, '_>)| {
        let ties = ties.get_mut(place).map(std::mem::take).unwrap_or_default();
        card(index, entry, ties, &|assertion| passages(place, assertion))
    };
    index.claims.iter().enumerate().map(card).collect()
}

fn card(
    index: &Index<'_, '_>,
    entry: &Entry<'_, '_>,
    ties: Vec<Tie>,
    passage: &dyn Fn(usize) -> Option<String>,
) -> Card {
    let (workspace, judged) = (index.sheet.workspace, entry.claim);
    let claim = &judged.filed.data;
    let heads = standing::heads(claim, None);
    let told = claim.verdicts.len() > heads.len();
    let line = |evidence: &Evidence| line(workspace, evidence);
    let logged = claim.logged.as_ref().map(|it| signed(it.by.as_deref(), it.at.as_ref()));
    let retracted = claim.evidence.iter().filter(|line| line.retracted.is_some());
    Card {
        id: entry.id.clone(),
        handle: claim.handle().map(|handle| Words::line(&handle)),
        claim: Words::line(&claim.claim),
        mark: Mark::of(&judged.status),
        status: index::number(&judged.status),
        asserters: index.asserters(judged),
        documents: index.documents(judged),
        topics: index.topics(judged),
        open: judged.status.is_open(),
        shaky: judged.is_shaky(),
        standing: heads.iter().map(|verdict| decision(workspace, claim, verdict)).collect(),
        doubts: judged.doubts.iter().map(|doubt| Words::line(&facts::doubt(workspace, doubt))).collect(),
        flags: judged.flags.iter().map(|flag| sign(index, flag)).collect(),
        said: said(workspace, claim, passage),
        sides: sides(index, judged.filed.path.as_str(), claim),
        context: claim.active_evidence().filter(|line| side_of(line).is_none()).map(line).collect(),
        taken_back: retracted.map(line).collect(),
        history: match told {
            true => claim.verdicts.iter().map(|verdict| decision(workspace, claim, verdict)).collect(),
            false => Vec::new(),
        },
        // Questions are the desk's own work, as its notes are.
        asked: if index.public { Vec::new() } else { asked(workspace, claim) },
        ties,
        facts: about(claim),
        subjects: claim.topics.iter().map(|topic| Words::line(topic)).collect(),
        logged: logged.filter(|it| !it.is_empty()).map(|it| Words::line(&it)),
    }
}

/// How a flag is told. What names a claim that may not be published is told without its details.
pub(super) fn sign(index: &Index<'_, '_>, flag: &Flag) -> Sign {
    let names_another = index.public && !flag.records.is_empty() && {
        let handle = |record: &String| {
            record.len() == 8 && record.bytes().all(|byte| byte.is_ascii_hexdigit())
                || record.ends_with(".yaml")
        };
        flag.records.iter().any(|record| handle(record) && !index.has(record))
    };
    let says = if names_another { flag.code.summary() } else { &flag.says };
    Sign {
        code: Words::line(&flag.code.as_str().replace('_', " ")),
        says: Words::line(says),
        weakens: flag.code.weakens(),
    }
}

fn said(workspace: &Workspace, claim: &Claim, passage: &dyn Fn(usize) -> Option<String>) -> Vec<Said> {
    let one = |(number, assertion): (usize, &Assertion)| Said {
        sentence: Words::line(&chain(workspace, claim, assertion, Told::So)),
        quote: quoted(&assertion.quote),
        source: assertion.document.as_deref().map(|key| source(workspace, key, &assertion.quote)),
        passage: passage(number),
    };
    claim.assertions.iter().enumerate().map(one).collect()
}

/// The words of a quote, its parts divided by an ellipsis.
fn quoted(quotes: &[Quote]) -> Option<Words> {
    let parts: Vec<&str> = quotes.iter().filter_map(|quote| quote.exact.as_deref()).collect();
    (!parts.is_empty()).then(|| Words::line(&parts.join(" […] ")))
}

/// A document with the address of the passages in it.
pub(super) fn source(workspace: &Workspace, key: &str, quotes: &[Quote]) -> Source {
    let document = workspace.document(key).map(|filed| &filed.data);
    let publisher =
        document.and_then(|it| it.publisher.as_deref()).map(|by| workspace.actor_name(by).to_owned());
    let published = document.and_then(|it| it.published.as_ref()).map(|date| date.in_words());
    let known: Vec<String> = [publisher, published].into_iter().flatten().collect();
    Source {
        title: Words::line(workspace.document_title(key)),
        facts: (!known.is_empty()).then(|| Words::line(&known.join(", "))),
        url: passage(workspace, key, quotes),
    }
}

/// The side that a line is on; none for what gives context.
fn side_of(line: &Evidence) -> Option<&Direction> {
    line.direction.as_ref().filter(|it| matches!(it, Direction::Supports | Direction::Refutes))
}

fn sides(index: &Index<'_, '_>, path: &str, claim: &Claim) -> Vec<Side> {
    let workspace = index.sheet.workspace;
    let origins = index.sheet.judgement.claim(path).map(|judged| &judged.origins);
    [("For", "for", Direction::Supports), ("Against", "against", Direction::Refutes)]
        .into_iter()
        .filter_map(|(name, class, direction)| {
            let lines = claim.active_evidence().filter(|line| side_of(line) == Some(&direction));
            let lines: Vec<Line> = lines.map(|one| line(workspace, one)).collect();
            let origins = origins.and_then(|origins| origins.side(&direction)?.in_words(workspace));
            let origins = origins.map(|words| Words::line(&words));
            (!lines.is_empty()).then_some(Side { name, class, lines, origins })
        })
        .collect()
}

fn line(workspace: &Workspace, line: &Evidence) -> Line {
    let known = [
        line.fits.as_ref().map(|fits| format!("{fits} match")),
        line.credibility.map(|credibility| format!("credibility {credibility}")),
        Some(signed(line.by.as_deref(), line.at.as_ref())).filter(|it| !it.is_empty()),
    ];
    let taken_back = line.retracted.as_ref().map(|retracted| {
        let because = retracted.because.as_deref().unwrap_or("no reason recorded");
        Words::line(&format!("{because} ({})", signed(retracted.by.as_deref(), retracted.at.as_ref())))
    });
    Line {
        source: line.document.as_deref().map(|key| source(workspace, key, &line.quote)),
        quote: quoted(&line.quote),
        note: line.note.as_deref().map(Words::of),
        facts: Words::line(&known.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        taken_back,
    }
}

fn decision(workspace: &Workspace, claim: &Claim, verdict: &Verdict) -> Decision {
    let core = Status::Marked(workspace.settings.core_verdict(&verdict.verdict).clone());
    let label = facts::label(workspace, verdict);
    let signed_off = claim.sign_offs.iter().filter(|it| it.verdict.is_some() && it.verdict == verdict.id);
    Decision {
        label: (label != core.as_str()).then(|| Words::line(label)),
        mark: Mark::of(&core),
        confidence: verdict.confidence.as_ref().map(|it| Words::line(it.as_str())),
        on_words: verdict.of.is_some(),
        because: verdict.because.as_deref().map(Words::of),
        by: Words::line(&signed(verdict.by.as_deref(), verdict.at.as_ref())),
        signed_off: signed_off.map(|it| Words::line(&signed(it.by.as_deref(), it.at.as_ref()))).collect(),
    }
}

/// Who was asked, and what came of it.
fn asked(workspace: &Workspace, claim: &Claim) -> Vec<Words> {
    let one = |asked: &claimbook_core::model::Asked| {
        let who = asked.actor.as_deref().map_or("Somebody", |key| workspace.actor_name(key));
        let question = asked.question.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
        let came = match &asked.answer {
            None => "No answer is recorded yet.".to_owned(),
            Some(answer) => {
                let outcome = answer.outcome.as_ref().map_or("answered", |it| it.as_str()).replace('_', " ");
                let note = answer.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
                format!("Outcome: {outcome}{note}")
            }
        };
        Words::line(&format!("{who} was asked{question}. {came}"))
    };
    claim.asked.iter().map(one).collect()
}

/// What it is and how far the work is.
fn about(claim: &Claim) -> Words {
    let known = [
        claim.kind.as_ref().map(ToString::to_string),
        claim.about.as_ref().map(|about| format!("time: {}", about.in_words())),
        Some(format!("stage: {}", claim.stage())),
    ];
    Words::line(&known.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// The links of every claim, from both ends.
fn ties(index: &Index<'_, '_>) -> Vec<Vec<Tie>> {
    let mut ties: Vec<Vec<Tie>> = index.claims.iter().map(|_| Vec::new()).collect();
    let told = |place: usize, word: &str, link: &Link| {
        let entry = index.claims.get(place)?;
        Some(Tie {
            word: Words::line(word),
            to: Some(entry.id.clone()),
            claim: Words::line(&entry.claim.filed.data.claim),
            mark: Some(Mark::of(&entry.claim.status)),
            note: link.note.as_deref().map(Words::line),
        })
    };
    for (from, entry) in index.claims.iter().enumerate() {
        for link in &entry.claim.filed.data.links {
            let Some(to) = &link.to else { continue };
            let word = link.kind.as_ref().map_or("tied to", facts::forward);
            let there = index.place(to);
            let tie = match there {
                Some(place) => told(place, word, link),
                None => outside(index, to.as_str(), word, link),
            };
            if let Some(own) = ties.get_mut(from) {
                own.extend(tie);
            }
            let back = link.kind.as_ref().map_or("tied from", facts::backward);
            if let Some((other, tie)) =
                there.filter(|place| *place != from).and_then(|place| Some((place, told(from, back, link)?)))
                && let Some(others) = ties.get_mut(other)
            {
                others.push(tie);
            }
        }
    }
    ties
}

/// A link to a claim that the page does not have. Of one that may not be published nothing is told.
fn outside(index: &Index<'_, '_>, id: &str, word: &str, link: &Link) -> Option<Tie> {
    if index.public {
        return None;
    }
    let (claim, mark) = match index.elsewhere.get(&id.to_ascii_lowercase()) {
        Some((claim, mark)) => (claim.clone(), Some(mark.clone())),
        None => (Words::line("a claim that is not there"), None),
    };
    let note = link.note.as_deref().map(Words::line);
    Some(Tie { word: Words::line(word), to: None, claim, mark, note })
}
