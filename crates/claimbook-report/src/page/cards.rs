//! A card for each claim: what it says, who said so, what speaks for and against it, and what was decided.

use claimbook_core::assess::{Flag, Status, Told, chain, standing};
use claimbook_core::model::{Assertion, Claim, Direction, Evidence, Quote, Verdict};
use claimbook_core::workspace::Workspace;

use super::index::{self, Entry, Index};
use super::mark::Mark;
use super::ties::{Tie, Ties};
use super::words::{Words, passage};
use crate::captured::Quoting;
use crate::facts::{self, signed};

/// A claim as its card shows it.
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) handle: Option<Words>,
    pub(crate) claim: Words,
    pub(crate) mark: Mark,
    /// What the filters of a page look at; none where there are no filters.
    pub(crate) filters: Option<Filters>,
    pub(crate) shaky: bool,
    /// The verdicts that stand: none, one, or those that stand side by side.
    pub(crate) standing: Vec<Decision>,
    pub(crate) doubts: Vec<Words>,
    pub(crate) flags: Vec<Sign>,
    pub(crate) said: Vec<Said>,
    pub(crate) sides: Vec<Side>,
    pub(crate) context: Vec<Line>,
    pub(crate) taken_back: Vec<Line>,
    /// Every verdict in order, where there is more to tell than the one that stands.
    pub(crate) history: Vec<Decision>,
    pub(crate) asked: Vec<Words>,
    pub(crate) ties: Vec<Tie>,
    pub(crate) facts: Words,
    pub(crate) subjects: Vec<Words>,
    pub(crate) logged: Option<Words>,
}

/// What filters look at: numbers of the choices.
pub(crate) struct Filters {
    pub(crate) status: usize,
    pub(crate) asserters: String,
    pub(crate) documents: String,
    pub(crate) topics: String,
    pub(crate) open: bool,
}

/// A verdict.
pub(crate) struct Decision {
    pub(crate) mark: Mark,
    /// The house word, where that is another.
    pub(crate) label: Option<Words>,
    pub(crate) confidence: Option<Words>,
    /// Whether it is about what was said, and not about what is true.
    pub(crate) on_words: bool,
    pub(crate) because: Option<Words>,
    pub(crate) by: Words,
    pub(crate) signed_off: Vec<Words>,
}

/// A flag.
pub(crate) struct Sign {
    pub(crate) code: Words,
    pub(crate) says: Words,
    pub(crate) weakens: bool,
}

/// One occasion on which somebody put it forward.
pub(crate) struct Said {
    pub(crate) sentence: Words,
    pub(crate) quote: Option<Words>,
    pub(crate) source: Option<Source>,
    /// Where the passage is in the captured text.
    pub(crate) passage: Option<String>,
}

/// A document, and where it can be read.
pub(crate) struct Source {
    pub(crate) title: Words,
    pub(crate) facts: Option<Words>,
    pub(crate) url: Option<String>,
}

/// The evidence that speaks in one direction.
pub(crate) struct Side {
    pub(crate) name: &'static str,
    pub(crate) class: &'static str,
    pub(crate) lines: Vec<Line>,
    pub(crate) origins: Option<Words>,
}

/// One line of evidence.
pub(crate) struct Line {
    pub(crate) source: Option<Source>,
    pub(crate) quote: Option<Words>,
    /// Where the passage is in the captured text.
    pub(crate) passage: Option<String>,
    pub(crate) note: Option<Words>,
    pub(crate) facts: Words,
    pub(crate) taken_back: Option<Words>,
}

/// Tells where a passage is among the articles: of which claim, which line, in which document.
pub(crate) type Passages<'p> = dyn Fn(usize, Quoting, &str) -> Option<String> + Sync + 'p;

/// The cards of a page.
pub(crate) fn cards(index: &Index<'_, '_>, passages: &Passages<'_>) -> Vec<Card> {
    let ties = Ties::of(index);
    let places = index.claims.iter().enumerate();
    places.map(|(place, entry)| card(index, place, entry, &ties, passages)).collect()
}

/// One card.
pub(crate) fn card(
    index: &Index<'_, '_>,
    place: usize,
    entry: &Entry<'_, '_>,
    ties: &Ties,
    passages: &Passages<'_>,
) -> Card {
    let (workspace, judged) = (index.sheet.workspace, entry.claim);
    let claim = &judged.filed.data;
    let heads = standing::heads(claim, None);
    let told = claim.verdicts.len() > heads.len();
    let passage = |quoting: Quoting, document: &str| passages(place, quoting, document);
    let lines = Lines { workspace, claim, passage: &passage };
    let line = |it: (usize, &Evidence)| lines.line(it);
    let logged = claim.logged.as_ref().map(|it| signed(it.by.as_deref(), it.at.as_ref()));
    let retracted = lines.all().filter(|(_, line)| line.retracted.is_some());
    Card {
        id: entry.id.clone(),
        handle: claim.handle().map(|handle| Words::line(&handle)),
        claim: Words::line(&claim.claim),
        mark: Mark::of(&judged.status),
        filters: index.leading.is_here().then(|| Filters {
            status: index::number(&judged.status),
            asserters: index.asserters(judged),
            documents: index.documents(judged),
            topics: index.topics(judged),
            open: judged.status.is_open(),
        }),
        shaky: judged.is_shaky(),
        standing: heads.iter().map(|verdict| decision(workspace, claim, verdict)).collect(),
        doubts: judged.doubts.iter().map(|doubt| Words::line(&facts::doubt(workspace, doubt))).collect(),
        flags: judged.flags.iter().map(|flag| sign(index, flag)).collect(),
        said: said(workspace, claim, &passage),
        sides: sides(index, judged.filed.path.as_str(), &lines),
        context: lines.active().filter(|it| side_of(it.1).is_none()).map(line).collect(),
        taken_back: retracted.map(line).collect(),
        history: match told {
            true => claim.verdicts.iter().map(|verdict| decision(workspace, claim, verdict)).collect(),
            false => Vec::new(),
        },
        // Questions are the desk's own work, as its notes are.
        asked: if index.public { Vec::new() } else { asked(workspace, claim) },
        ties: ties.of_claim(index, place),
        facts: about(claim),
        subjects: claim.topics.iter().map(|topic| Words::line(topic)).collect(),
        logged: logged.filter(|it| !it.is_empty()).map(|it| Words::line(&it)),
    }
}

/// How a flag is told. What names a claim that may not be published is told without its details.
pub(crate) fn sign(index: &Index<'_, '_>, flag: &Flag) -> Sign {
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

fn said(
    workspace: &Workspace,
    claim: &Claim,
    passage: &dyn Fn(Quoting, &str) -> Option<String>,
) -> Vec<Said> {
    let one = |(number, assertion): (usize, &Assertion)| Said {
        sentence: Words::line(&chain(workspace, claim, assertion, Told::So)),
        quote: quoted(&assertion.quote),
        source: assertion.document.as_deref().map(|key| source(workspace, key, &assertion.quote)),
        passage: assertion.document.as_deref().and_then(|key| passage(Quoting::Assertion(number), key)),
    };
    claim.assertions.iter().enumerate().map(one).collect()
}

/// The words of a quote, its parts divided by an ellipsis.
fn quoted(quotes: &[Quote]) -> Option<Words> {
    let parts: Vec<&str> = quotes.iter().filter_map(|quote| quote.exact.as_deref()).collect();
    (!parts.is_empty()).then(|| Words::line(&parts.join(" […] ")))
}

/// A document with the address of the passages in it.
pub(crate) fn source(workspace: &Workspace, key: &str, quotes: &[Quote]) -> Source {
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

fn sides(index: &Index<'_, '_>, path: &str, lines: &Lines<'_>) -> Vec<Side> {
    let workspace = index.sheet.workspace;
    let origins = index.sheet.judgement.claim(path).map(|judged| &judged.origins);
    [("For", "for", Direction::Supports), ("Against", "against", Direction::Refutes)]
        .into_iter()
        .filter_map(|(name, class, direction)| {
            let own = lines.active().filter(|it| side_of(it.1) == Some(&direction));
            let lines: Vec<Line> = own.map(|it| lines.line(it)).collect();
            let origins = origins.and_then(|origins| origins.side(&direction)?.in_words(workspace));
            let origins = origins.map(|words| Words::line(&words));
            (!lines.is_empty()).then_some(Side { name, class, lines, origins })
        })
        .collect()
}

/// The lines of evidence of a claim.
struct Lines<'a> {
    workspace: &'a Workspace,
    claim: &'a Claim,
    passage: &'a dyn Fn(Quoting, &str) -> Option<String>,
}

impl<'a> Lines<'a> {
    fn all(&self) -> impl Iterator<Item = (usize, &'a Evidence)> + use<'a> {
        self.claim.evidence.iter().enumerate()
    }

    fn active(&self) -> impl Iterator<Item = (usize, &'a Evidence)> + use<'a> {
        self.all().filter(|(_, line)| line.retracted.is_none())
    }

    fn line(&self, (number, line): (usize, &Evidence)) -> Line {
        let passage = line.document.as_deref().and_then(|key| (self.passage)(Quoting::Evidence(number), key));
        Line { passage, ..told(self.workspace, line) }
    }
}

fn told(workspace: &Workspace, line: &Evidence) -> Line {
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
        passage: None,
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
