//! Records as they are written: which keys in which order, what is quoted and what is bare.

use crate::model::{
    Actor, Answer, Asked, Assertion, Attestation, Capture, Claim, Correction, Derivation, Document, Evidence,
    Extra, Instant, Link, Logged, Quantity, Quote, Retraction, Reviewed, Saw, Searched, SignOff, Verdict,
    When,
};
use crate::schema::{self, Kind};
use crate::yaml::{Any, Out, document as text_of};

/// The text of a new claim's file, as [`super::Draft::open`] writes it.
pub fn claim_text(record: &Claim) -> String {
    text_of(&claim(record), &schema::beside(Kind::Claim))
}

/// The text of a new actor's file.
pub fn actor_text(record: &Actor) -> String {
    text_of(&actor(record), &schema::beside(Kind::Actor))
}

/// The text of a new document's file.
pub fn document_text(record: &Document) -> String {
    text_of(&document(record), &schema::beside(Kind::Document))
}

/// The keys of a map in the order in which they are written.
#[derive(Default)]
struct Fields(Vec<(String, Out)>);

impl Fields {
    fn put(&mut self, key: &str, value: Option<Out>) -> &mut Self {
        if let Some(value) = value {
            self.0.push((key.to_owned(), value));
        }
        self
    }

    fn text(&mut self, key: &str, value: Option<&String>) -> &mut Self {
        self.put(key, value.cloned().map(Out::Text))
    }

    fn word(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        self.put(key, value.map(word))
    }

    fn date(&mut self, key: &str, value: Option<&When>) -> &mut Self {
        self.put(key, value.map(|date| text(date.as_str())))
    }

    fn moment(&mut self, key: &str, value: Option<&Instant>) -> &mut Self {
        self.put(key, value.map(|at| text(at.as_str())))
    }

    fn flag(&mut self, key: &str, value: Option<bool>) -> &mut Self {
        self.put(key, value.map(Out::Bool))
    }

    fn whole(&mut self, key: &str, value: Option<usize>) -> &mut Self {
        self.put(key, value.map(|number| Out::Int(i64::try_from(number).unwrap_or(i64::MAX))))
    }

    /// A list of keys or words on one line.
    fn words(&mut self, key: &str, values: &[String]) -> &mut Self {
        let list = (!values.is_empty()).then(|| Out::Flow(values.iter().map(|value| word(value)).collect()));
        self.put(key, list)
    }

    /// A list of texts, one to a line.
    fn texts(&mut self, key: &str, values: &[String]) -> &mut Self {
        let list = (!values.is_empty()).then(|| Out::List(values.iter().map(|value| text(value)).collect()));
        self.put(key, list)
    }

    fn list<T>(&mut self, key: &str, values: &[T], out: impl Fn(&T) -> Out) -> &mut Self {
        let list = (!values.is_empty()).then(|| Out::List(values.iter().map(out).collect()));
        self.put(key, list)
    }

    fn extra(&mut self, extra: &Extra) -> &mut Self {
        for (key, value) in extra {
            self.0.push((key.clone(), any(value)));
        }
        self
    }

    fn map(&mut self) -> Out {
        Out::Map(std::mem::take(&mut self.0))
    }

    /// On one line: only where every value is short and none is free text.
    fn flow(&mut self) -> Out {
        Out::FlowMap(std::mem::take(&mut self.0))
    }
}

fn text(value: &str) -> Out {
    Out::Text(value.to_owned())
}

fn word(value: &str) -> Out {
    Out::Word(value.to_owned())
}

/// A number without a fraction is written without one.
fn number(value: f64) -> Out {
    /// Beyond this not every whole number is one of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { Out::Int(value as i64) } else { Out::Float(value) }
}

/// A value under a key that this version does not know.
fn any(value: &Any) -> Out {
    match value {
        Any::Bool(flag) => Out::Bool(*flag),
        Any::String(string) => text(string),
        Any::Sequence(items) => Out::List(items.iter().map(any).collect()),
        Any::Mapping(map) => Out::Map(
            map.iter()
                .map(|(key, value)| (key.as_str().unwrap_or_default().to_owned(), any(value)))
                .collect(),
        ),
        Any::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Out::Int(whole),
            (None, Some(float)) => Out::Float(float),
            (None, None) => text(&number.to_string()),
        },
        Any::Null | Any::Tagged(_) => text(""),
    }
}

/// The keys of a new claim's file.
fn claim(claim: &Claim) -> Vec<(String, Out)> {
    let mut fields = Fields::default();
    fields
        .word("id", claim.id.as_ref().map(|id| id.as_str()))
        .text("claim", Some(&claim.claim))
        .word("type", claim.kind.as_ref().map(|kind| kind.as_str()))
        .date("about", claim.about.as_ref())
        .words("topics", &claim.topics)
        .word("stage", claim.stage.as_ref().map(|stage| stage.as_str()))
        .flag("public", claim.public)
        .put("logged", claim.logged.as_ref().map(logged))
        .text("notes", claim.notes.as_ref())
        .list("quantities", &claim.quantities, quantity)
        .list("assertions", &claim.assertions, assertion)
        .list("evidence", &claim.evidence, evidence)
        .list("attested", &claim.attested, attestation)
        .list("searches", &claim.searches, searched)
        .list("asked", &claim.asked, asked)
        .list("verdicts", &claim.verdicts, verdict)
        .list("sign_offs", &claim.sign_offs, sign_off)
        .list("links", &claim.links, link)
        .extra(&claim.extra);
    fields.0
}

pub(crate) fn logged(logged: &Logged) -> Out {
    Fields::default().moment("at", logged.at.as_ref()).word("by", logged.by.as_deref()).flow()
}

pub(crate) fn quantity(quantity: &Quantity) -> Out {
    Fields::default()
        .word("measure", quantity.measure.as_deref())
        .text("phrase", quantity.phrase.as_ref())
        .put("low", quantity.low.map(number))
        .put("high", quantity.high.map(number))
        .word("unit", quantity.unit.as_deref())
        .word("scope", quantity.scope.as_deref())
        .date("as_of", quantity.as_of.as_ref())
        .extra(&quantity.extra)
        .map()
}

pub(crate) fn assertion(assertion: &Assertion) -> Out {
    Fields::default()
        .word("id", assertion.id.as_deref())
        .word("by", assertion.by.as_deref())
        .word("for", assertion.on_behalf_of.as_deref())
        .date("when", assertion.when.as_ref())
        .word("in", assertion.document.as_deref())
        .words("through", &assertion.through)
        .words("citing", &assertion.citing)
        .text("cue", assertion.cue.as_ref())
        .word("rendering", assertion.rendering.as_ref().map(|rendering| rendering.as_str()))
        .put("quote", quotes(&assertion.quote))
        .text("note", assertion.note.as_ref())
        .extra(&assertion.extra)
        .map()
}

/// One passage as a map, several as a list.
fn quotes(quotes: &[Quote]) -> Option<Out> {
    match quotes {
        [] => None,
        [one] => Some(quote(one)),
        several => Some(Out::List(several.iter().map(quote).collect())),
    }
}

fn quote(quote: &Quote) -> Out {
    Fields::default()
        .text("exact", quote.exact.as_ref())
        .text("prefix", quote.prefix.as_ref())
        .text("suffix", quote.suffix.as_ref())
        .whole("start", quote.start)
        .whole("end", quote.end)
        .word("capture", quote.capture.as_deref())
        .map()
}

pub(crate) fn evidence(evidence: &Evidence) -> Out {
    Fields::default()
        .word("id", evidence.id.as_deref())
        .word("document", evidence.document.as_deref())
        .word("direction", evidence.direction.as_ref().map(|direction| direction.as_str()))
        .word("match", evidence.fits.as_ref().map(|fits| fits.as_str()))
        .put("credibility", evidence.credibility.map(Out::Int))
        .text("note", evidence.note.as_ref())
        .put("quote", quotes(&evidence.quote))
        .words("from", &evidence.from)
        .word("by", evidence.by.as_deref())
        .moment("at", evidence.at.as_ref())
        .put("retracted", evidence.retracted.as_ref().map(retraction))
        .map()
}

pub(crate) fn retraction(retraction: &Retraction) -> Out {
    Fields::default()
        .moment("at", retraction.at.as_ref())
        .word("by", retraction.by.as_deref())
        .text("because", retraction.because.as_ref())
        .map()
}

pub(crate) fn verdict(verdict: &Verdict) -> Out {
    let words = |list: &Vec<String>| Out::Flow(list.iter().map(|item| word(item)).collect());
    Fields::default()
        .word("id", verdict.id.as_deref())
        .word("verdict", Some(verdict.verdict.as_str()))
        .word("of", verdict.of.as_deref())
        .word("confidence", verdict.confidence.as_ref().map(|confidence| confidence.as_str()))
        .moment("at", verdict.at.as_ref())
        .word("by", verdict.by.as_deref())
        .text("because", verdict.because.as_ref())
        .put("evidence", verdict.evidence.as_ref().map(words))
        .put("saw", verdict.saw.as_ref().map(saw))
        .put("after", verdict.after.as_ref().map(words))
        .map()
}

fn saw(saw: &Saw) -> Out {
    let table = |table: &std::collections::BTreeMap<String, String>| {
        let entries = table.iter().map(|(id, digest)| (id.clone(), word(digest))).collect();
        (!table.is_empty()).then_some(Out::FlowMap(entries))
    };
    Fields::default()
        .word("claim", saw.claim.as_deref())
        .word("quantities", saw.quantities.as_deref())
        .put("evidence", table(&saw.evidence))
        .put("passages", table(&saw.passages))
        .map()
}

pub(crate) fn attestation(attestation: &Attestation) -> Out {
    Fields::default()
        .words("origins", &attestation.origins)
        .text("because", attestation.because.as_ref())
        .word("by", attestation.by.as_deref())
        .moment("at", attestation.at.as_ref())
        .map()
}

pub(crate) fn searched(searched: &Searched) -> Out {
    Fields::default()
        .text("where", searched.place.as_ref())
        .text("words", searched.words.as_ref())
        .flag("found", searched.found)
        .flag("contrary", searched.contrary)
        .text("note", searched.note.as_ref())
        .word("by", searched.by.as_deref())
        .moment("at", searched.at.as_ref())
        .map()
}

pub(crate) fn asked(asked: &Asked) -> Out {
    Fields::default()
        .word("id", asked.id.as_deref())
        .word("actor", asked.actor.as_deref())
        .text("question", asked.question.as_ref())
        .word("by", asked.by.as_deref())
        .moment("at", asked.at.as_ref())
        .date("deadline", asked.deadline.as_ref())
        .put("answer", asked.answer.as_ref().map(answer))
        .map()
}

pub(crate) fn answer(answer: &Answer) -> Out {
    Fields::default()
        .word("outcome", answer.outcome.as_ref().map(|outcome| outcome.as_str()))
        .text("note", answer.note.as_ref())
        .word("in", answer.document.as_deref())
        .word("by", answer.by.as_deref())
        .moment("at", answer.at.as_ref())
        .map()
}

pub(crate) fn sign_off(sign_off: &SignOff) -> Out {
    Fields::default()
        .word("verdict", sign_off.verdict.as_deref())
        .word("by", sign_off.by.as_deref())
        .moment("at", sign_off.at.as_ref())
        .text("note", sign_off.note.as_ref())
        .map()
}

pub(crate) fn link(link: &Link) -> Out {
    let mut fields = Fields::default();
    fields
        .word("to", link.to.as_ref().map(|to| to.as_str()))
        .word("as", link.kind.as_ref().map(|kind| kind.as_str()))
        .text("note", link.note.as_ref())
        .word("by", link.by.as_deref())
        .moment("at", link.at.as_ref());
    // A note is free text, which never stands in a map on one line.
    if link.note.is_some() { fields.map() } else { fields.flow() }
}

/// The keys of a new actor's file.
fn actor(actor: &Actor) -> Vec<(String, Out)> {
    let mut fields = Fields::default();
    fields
        .text("name", Some(&actor.name))
        .word("kind", actor.kind.as_ref().map(|kind| kind.as_str()))
        .flag("protected", actor.protected)
        .text("shown_as", actor.shown_as.as_ref())
        .texts("aliases", &actor.aliases)
        .texts("same_as", &actor.same_as)
        .text("url", actor.url.as_ref())
        .text("notes", actor.notes.as_ref())
        .extra(&actor.extra);
    fields.0
}

/// The keys of a new document's file.
fn document(document: &Document) -> Vec<(String, Out)> {
    let mut fields = Fields::default();
    fields
        .text("title", document.title.as_ref())
        .word("kind", document.kind.as_ref().map(|kind| kind.as_str()))
        .text("url", document.url.as_ref())
        .word("publisher", document.publisher.as_deref())
        .date("published", document.published.as_ref())
        .word("language", document.language.as_deref())
        .flag("protected", document.protected)
        .list("derived_from", &document.derived_from, derivation)
        .flag("original", document.original)
        .list("captures", &document.captures, capture)
        .list("corrections", &document.corrections, correction)
        .list("reviewed", &document.reviewed, reviewed)
        .text("notes", document.notes.as_ref())
        .extra(&document.extra);
    fields.0
}

pub(crate) fn derivation(derivation: &Derivation) -> Out {
    Fields::default()
        .word("document", derivation.document.as_deref())
        .word("as", derivation.kind.as_ref().map(|kind| kind.as_str()))
        .flow()
}

pub(crate) fn capture(capture: &Capture) -> Out {
    Fields::default()
        .moment("at", capture.at.as_ref())
        .word("by", capture.by.as_deref())
        .word("sha256", capture.sha256.as_deref())
        .word("kept", capture.kept.as_deref())
        .word("text", capture.text.as_deref())
        .word("text_sha256", capture.text_sha256.as_deref())
        .text("archived", capture.archived.as_ref())
        .map()
}

pub(crate) fn correction(correction: &Correction) -> Out {
    Fields::default().date("when", correction.when.as_ref()).text("note", correction.note.as_ref()).map()
}

pub(crate) fn reviewed(reviewed: &Reviewed) -> Out {
    Fields::default()
        .whole("start", reviewed.start)
        .whole("end", reviewed.end)
        .word("as", reviewed.kind.as_ref().map(|kind| kind.as_str()))
        .word("by", reviewed.by.as_deref())
        .moment("at", reviewed.at.as_ref())
        .word("capture", reviewed.capture.as_deref())
        .flow()
}
