//! From a reading of an article to proposals of claims.

use std::collections::HashMap;

use claimbook_core::assess::status;
use claimbook_core::ledger::{Article, Captured, Describing, MAX_WORDING, Place, Speaking};
use claimbook_core::model::{ActorKind, ClaimType, Quantity, Rendering, When};
use claimbook_core::quote::Text;
use claimbook_core::workspace::{Filed, Workspace, slug};
use claimbook_reader::dates::Day;
use claimbook_reader::language::Language;
use claimbook_reader::speakers::{self, Known, SpeakerKind};
use claimbook_reader::statement::{self, Kind};
use claimbook_reader::{Engine, Options, Reading, Span, Statement};

use crate::known::recognise;
use crate::proposal::{Piece, Proposal, Proposals, Speaker, Voice};
use crate::sentences::name as called;

/// So many code points may stand between a figure and what is counted for both to be shown: *thousands of young soldiers*.
const MOST_BETWEEN: usize = 24;

/// What is known of an article before it is read.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// When it was published.
    pub published: Option<When>,
    /// The day by which all of it had been said, where it is the text of a later capture: when it was first published dates none of that.
    pub until: Option<When>,
    /// A name or a key.
    pub publisher: Option<String>,
    /// Its tag.
    pub language: Option<String>,
}

impl Before {
    /// What the user says of it, and where they say nothing, what the file says of itself.
    pub fn of(file: Option<&Captured>, says: &Describing) -> Self {
        let says = match file {
            Some(file) => says.clone().or(&file.says),
            None => says.clone(),
        };
        Before { published: says.published, until: None, publisher: says.publisher, language: says.language }
    }

    /// What the record says, where nothing else was said; `capture` is the one that is read, by the hash of its text, where that is not the
    /// first.
    pub fn or_record(self, workspace: &Workspace, document: &str, capture: Option<&str>) -> Self {
        let Some(document) = workspace.document(document).map(|filed| &filed.data) else { return self };
        let capture = capture.and_then(|hash| document.capture(Some(hash)));
        let captured = capture.and_then(|capture| capture.at.as_ref()?.date()).map(When::new);
        let until = captured.filter(|_| self.published.is_none());
        Before {
            published: self.published.or_else(|| document.published.clone().filter(|_| until.is_none())),
            until,
            publisher: self.publisher.or_else(|| document.publisher.clone()),
            language: self.language.or_else(|| document.language.clone()),
        }
    }

    /// What the reader is told. Protected actors are nothing that it knows.
    pub fn options(&self, workspace: &Workspace, engine: Engine) -> Options {
        let known = |filed: &Filed<claimbook_core::model::Actor>| Known {
            key: filed.key().to_owned(),
            name: filed.data.name.clone(),
            aliases: filed.data.aliases.clone(),
        };
        let publisher = self.publisher.as_deref().map(|typed| {
            workspace
                .public_actors()
                .find(|actor| actor.key() == typed)
                .map_or(typed, |actor| &actor.data.name)
        });
        Options {
            date: self.published.as_ref().and_then(day),
            publisher: publisher.map(str::to_owned),
            language: self.language.as_deref().and_then(Language::from_tag),
            engine,
            known: workspace.public_actors().map(known).collect(),
        }
    }
}

/// The one day that a date names.
fn day(when: &When) -> Option<Day> {
    let (first, last) = (when.earliest()?, when.latest()?);
    let year = i32::try_from(first.year).ok().filter(|_| first == last)?;
    Some(Day { year, month: first.month.into(), day: first.day.into() })
}

/// Has a text read, and proposes a claim for each statement in it, with what the desk knows of those who speak.
pub fn propose(workspace: &Workspace, text: &str, before: &Before, engine: Engine) -> Proposals {
    let options = before.options(workspace, engine);
    let bound = before.until.as_ref().or(before.published.as_ref());
    let mut proposals = proposals(&claimbook_reader::read(text, &options), bound);
    recognise(&mut proposals, workspace);
    proposals
}

/// The statements of a reading as proposals: grouped by who speaks, in the order of their first words; each in the order of the
/// text, one that stands in another right after it. What is not dated was said by the day `published`.
pub fn proposals(reading: &Reading<'_>, published: Option<&When>) -> Proposals {
    let text = Text::new(reading.text.source());
    let statements = &reading.statements;
    let outer = |at: usize| {
        let within = statements.get(at)?.attribution.within?;
        (within < at).then_some(within)
    };
    let mut inner: Vec<Vec<usize>> = vec![Vec::new(); statements.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: HashMap<Option<usize>, usize> = HashMap::new();
    for (at, statement) in statements.iter().enumerate() {
        if let Some(outer) = outer(at).and_then(|outer| inner.get_mut(outer)) {
            outer.push(at);
            continue;
        }
        let group = *group_of.entry(statement.voice.speaker).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            group.push(at);
        }
    }
    let mut list: Vec<Proposal> = Vec::with_capacity(statements.len());
    let mut numbers = vec![0; statements.len()];
    let mut stack: Vec<(usize, usize)> = groups.concat().into_iter().rev().map(|at| (at, 0)).collect();
    while let Some((at, depth)) = stack.pop() {
        let Some(statement) = statements.get(at) else { continue };
        stack.extend(inner.get(at).into_iter().flatten().rev().map(|at| (*at, depth + 1)));
        let Some(mut proposal) = proposal(reading, &text, statement, published) else { continue };
        proposal.number = list.len() + 1;
        proposal.depth = depth;
        proposal.within =
            outer(at).and_then(|outer| numbers.get(outer).copied()).filter(|number| *number > 0);
        if let Some(number) = numbers.get_mut(at) {
            *number = proposal.number;
        }
        list.push(proposal);
    }
    Proposals { list, speakers: reading.speakers.iter().map(speaker).collect() }
}

/// One statement as a proposal; `None` where nothing was said in it, or far too much for one claim.
fn proposal(
    reading: &Reading<'_>,
    text: &Text<'_>,
    statement: &Statement,
    published: Option<&When>,
) -> Option<Proposal> {
    let attribution = &statement.attribution;
    let places = |spans: &[Span]| -> Vec<(Place, String)> {
        let words = spans.iter().filter_map(|span| {
            let words = text.slice(span.start, span.end).filter(|words| !words.trim().is_empty())?;
            Some(((span.start, span.end), words.to_owned()))
        });
        words.collect()
    };
    let join = |spans: &[Span]| {
        let words: Vec<String> = places(spans).into_iter().map(|(_, words)| line(&words)).collect();
        words.join(" … ")
    };
    let (content, passage): (Vec<Place>, Vec<String>) = places(&attribution.content).into_iter().unzip();
    if content.is_empty() {
        return None;
    }
    let mut claim = line(&statement.proposition.claim);
    if claim.is_empty() {
        claim = line(&passage.join(" "));
    }
    if claim.len() > MAX_WORDING {
        return None;
    }
    let voice = |voice: &speakers::Voice| voice_of(reading, voice);
    // The reader gives dates that a file may have; one that is not is left out rather than refused later.
    let date = |text: &str| Some(When::new(text)).filter(|when| when.check().is_ok());
    let about = statement.matter.about.as_ref().and_then(|about| date(&about.when));
    let said = statement.said.when.as_deref().and_then(date);
    let quantities = &statement.matter.quantities;
    let when = said.or_else(|| published.and_then(not_later));
    Some(Proposal {
        number: 0,
        within: None,
        depth: 0,
        around: around(reading, text, attribution, &content),
        content,
        passage,
        source: join(&attribution.source),
        cue: join(&attribution.cue),
        rendering: Rendering::from(attribution.rendering.as_str()),
        by: voice(&statement.voice),
        on_behalf: statement.on_behalf.as_ref().map(voice),
        through: statement.through.iter().map(voice).collect(),
        citing: statement.citing.iter().map(voice).collect(),
        quantities: quantities
            .iter()
            .filter_map(|figure| quantity(text, figure, about.as_ref().or(when.as_ref())))
            .collect(),
        when,
        when_reason: statement.said.reason.clone(),
        claim,
        changes: statement.proposition.changes.clone(),
        kind: Some(claim_type(statement.matter.kind)),
        opinion: statement.matter.kind == Kind::Opinion,
        figures: quantities.iter().filter_map(|figure| figure_words(text, figure)).collect(),
        about,
        about_place: statement.matter.about.as_ref().map(|about| (about.words.start, about.words.end)),
        worth: statement.worth.score.min(100),
        reasons: statement.worth.reasons.clone(),
        claims: Vec::new(),
        whole: false,
        left: None,
    })
}

/// A name on one line, without letters at its ends that nobody sees; inside, some scripts need them.
fn name(words: &str) -> String {
    let unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    line(words.trim_matches(unseen))
}

/// On one line.
pub fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Not later than the day, the month or the year of publication.
fn not_later(published: &When) -> Option<When> {
    let plain = published.as_str().chars().all(|c| c.is_ascii_digit() || c == '-');
    Some(When::new(format!("../{}", published.as_str()))).filter(|when| plain && when.check().is_ok())
}

fn claim_type(kind: Kind) -> ClaimType {
    match kind {
        Kind::Event => ClaimType::Event,
        Kind::Quantity => ClaimType::Quantity,
        Kind::Quote => ClaimType::Quote,
        Kind::Prediction => ClaimType::Prediction,
        Kind::Causal => ClaimType::Causal,
        Kind::Position | Kind::Opinion => ClaimType::Position,
    }
}

/// A figure in the words of the text, with what is counted where that follows: *about 1,200 swimmers*.
fn figure_words(text: &Text<'_>, figure: &statement::Quantity) -> Option<String> {
    let words = figure.words;
    let near = |counted: &Span| counted.start >= words.end && counted.start - words.end <= MOST_BETWEEN;
    let end = figure.counted.filter(near).map_or(words.end, |counted| counted.end);
    text.slice(words.start, end).map(line)
}

/// A figure as a claim keeps it; `None` where it is not told what is counted.
fn quantity(text: &Text<'_>, figure: &statement::Quantity, as_of: Option<&When>) -> Option<Quantity> {
    let counted = figure.counted.and_then(|span| text.slice(span.start, span.end));
    let measure = counted.map(slug).filter(|slug| !slug.is_empty());
    let unit = figure.unit.as_deref().map(line).filter(|unit| !unit.is_empty());
    let measure = measure.or_else(|| unit.as_deref().map(slug).filter(|slug| !slug.is_empty()))?;
    let finite = |number: Option<f64>| number.filter(|number| number.is_finite());
    let (low, high) = match (finite(figure.low), finite(figure.high)) {
        (None, None) => (finite(figure.value), finite(figure.value)),
        ends => ends,
    };
    Some(Quantity {
        measure: Some(measure),
        phrase: Some(line(text.slice(figure.words.start, figure.words.end)?)),
        low,
        high,
        unit,
        as_of: as_of.cloned(),
        ..Quantity::default()
    })
}

fn actor_kind(kind: SpeakerKind) -> ActorKind {
    match kind {
        SpeakerKind::Person => ActorKind::Person,
        SpeakerKind::Organization => ActorKind::Organization,
        SpeakerKind::Outlet => ActorKind::Outlet,
        SpeakerKind::Account => ActorKind::Account,
        SpeakerKind::Unnamed => ActorKind::Unnamed,
    }
}

fn speaker(speaker: &speakers::Speaker) -> Speaker {
    Speaker {
        name: name(&speaker.name),
        known: speaker.known.clone(),
        kind: Some(actor_kind(speaker.kind)),
        aliases: speaker.aliases.iter().map(|alias| name(alias)).collect(),
        titles: speaker.titles.iter().map(|title| line(title)).collect(),
    }
}

fn voice_of(reading: &Reading<'_>, voice: &speakers::Voice) -> Voice {
    let found = voice.speaker.and_then(|at| reading.speakers.get(at));
    // A name without a letter or a digit names nobody.
    let Some(found) = found.map(speaker).filter(|found| !slug(&found.name).is_empty()) else {
        return Voice::default();
    };
    Voice {
        speaker: voice.speaker,
        speaking: Some(found.speaking()),
        name: Some(found.name),
        sure: voice.sure,
        reason: line(&voice.reason),
    }
}

impl Speaker {
    /// As the actor that is known, or the one that is to be made.
    pub fn speaking(&self) -> Speaking {
        match &self.known {
            Some(key) => Speaking::from(key.as_str()),
            None => {
                let (name, kind, aliases) = (self.name.clone(), self.kind.clone(), self.aliases.clone());
                Speaking { name, kind, aliases, read: true }
            }
        }
    }
}

/// The sentences in which an attribution stands, with the passage told apart.
fn around(
    reading: &Reading<'_>,
    text: &Text<'_>,
    attribution: &claimbook_reader::Attribution,
    content: &[Place],
) -> Vec<Piece> {
    let spans = attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
    let (mut start, mut end) = (usize::MAX, 0);
    for span in spans {
        (start, end) = (start.min(span.start), end.max(span.end));
    }
    let sentences = &reading.text.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= start);
    let last = sentences.partition_point(|sentence| sentence.span.start < end);
    if let (Some(first), Some(last)) =
        (sentences.get(first), last.checked_sub(1).and_then(|last| sentences.get(last)))
    {
        (start, end) = (start.min(first.span.start), end.max(last.span.end));
    }
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize, said: bool| {
        if let Some(text) = text.slice(from, to).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), said });
        }
    };
    let mut at = start;
    for (from, to) in content {
        // Places in another order than that of the text are shown as far as they go on.
        if *from >= at {
            push(at, *from, false);
            push(*from, *to, true);
            at = *to;
        }
    }
    push(at, end, false);
    pieces
}

/// Notes on each proposal the claims that quote a part of it, and where it was left.
pub fn mark(proposals: &mut Proposals, workspace: &Workspace, article: &Article) {
    let mut owners: HashMap<Place, Vec<usize>> = HashMap::new();
    for (at, proposal) in proposals.list.iter_mut().enumerate() {
        (proposal.claims, proposal.whole, proposal.left) = (Vec::new(), false, None);
        for place in &proposal.content {
            owners.entry(*place).or_default().push(at);
        }
    }
    // A passage that is a proposal's own belongs to no other in which it stands; any other to all that it meets.
    let of = |proposals: &Proposals, place: Place| match owners.get(&place) {
        Some(own) => own.clone(),
        None => {
            let meets = |own: &Place| own.0 < place.1 && place.0 < own.1;
            let all = proposals.list.iter().enumerate();
            all.filter(|(_, proposal)| proposal.content.iter().any(meets)).map(|(at, _)| at).collect()
        }
    };
    for quoted in workspace.quoted(article) {
        let Some(claim) = workspace.claim_at(&quoted.claim) else { continue };
        let name = called(claim);
        let meant: Vec<usize> = quoted.places.iter().flat_map(|place| of(proposals, *place)).collect();
        for at in meant {
            let Some(proposal) = proposals.list.get_mut(at) else { continue };
            proposal.whole |= proposal.content == quoted.places;
            if !proposal.claims.iter().any(|(known, _)| *known == name) {
                proposal.claims.push((name.clone(), status(&claim.data, &workspace.settings)));
            }
        }
    }
    for left in workspace.left(article) {
        for at in of(proposals, left.place) {
            if let Some(proposal) = proposals.list.get_mut(at) {
                proposal.left.get_or_insert(left.kind.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
