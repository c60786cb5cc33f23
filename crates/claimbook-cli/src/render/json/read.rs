//! `read`: who said what in a text, one line of JSON for each.

use claimbook_reader::dates::Day;
use claimbook_reader::speakers::{Speaker, SpeakerKind};
use claimbook_reader::statement::Kind;
use claimbook_reader::{Reading, Span, speakers};
use serde::Serialize;
use serde_json::Value;

use super::VERSION;
use crate::render::read::Page;

/// Where it starts and ends, in code points of the text; the end is exclusive.
type Place = [usize; 2];

/// A file that was read.
#[derive(Serialize)]
pub(crate) struct File<'a> {
    version: u32,
    file: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    language: &'static str,
    /// The text that the places are in.
    text: &'a str,
    statements: Vec<Statement<'a>>,
}

/// A text from a line.
#[derive(Serialize)]
pub(crate) struct Document<'a> {
    version: u32,
    doc_id: &'a Value,
    language: &'static str,
    attributions: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    source: Vec<Place>,
    cue: Vec<Place>,
    content: Vec<Place>,
    nested: bool,
    /// The statement in whose content this one stands, by its place in the list, from 0.
    within: Option<usize>,
    rendering: &'static str,
    confidence: f64,
    speaker: Voice<'a>,
    on_behalf: Option<Voice<'a>>,
    through: Vec<Voice<'a>>,
    citing: Vec<Voice<'a>>,
    said: Said<'a>,
    kind: &'static str,
    quantities: Vec<Quantity<'a>>,
    about: Option<About<'a>>,
    worth: Worth<'a>,
    proposition: Proposition<'a>,
}

#[derive(Serialize)]
struct Voice<'a> {
    name: Option<&'a str>,
    kind: Option<&'static str>,
    sure: bool,
    reason: &'a str,
    aliases: &'a [String],
    titles: &'a [String],
}

#[derive(Serialize)]
struct Said<'a> {
    when: Option<&'a str>,
    words: Option<Place>,
    reason: &'a str,
}

#[derive(Serialize)]
struct Quantity<'a> {
    words: Place,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<&'a str>,
    counted: Option<Place>,
}

#[derive(Serialize)]
struct About<'a> {
    when: &'a str,
    words: Place,
}

#[derive(Serialize)]
struct Worth<'a> {
    score: u8,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct Proposition<'a> {
    claim: &'a str,
    changes: &'a [String],
}

pub(crate) fn file<'a>(page: &Page<'a>) -> File<'a> {
    File {
        version: VERSION,
        file: page.name,
        title: page.title,
        date: page.date.map(iso),
        language: page.reading.language.tag(),
        text: page.reading.text.source(),
        statements: statements(page.reading),
    }
}

pub(crate) fn document<'a>(doc_id: &'a Value, reading: &'a Reading<'_>) -> Document<'a> {
    Document { version: VERSION, doc_id, language: reading.language.tag(), attributions: statements(reading) }
}

fn statements<'a>(reading: &'a Reading<'_>) -> Vec<Statement<'a>> {
    let voice = |voice: &'a speakers::Voice| {
        let speaker = voice.speaker.and_then(|speaker| reading.speakers.get(speaker));
        let lists = |list: fn(&Speaker) -> &[String]| speaker.map_or(&[][..], list);
        Voice {
            name: speaker.map(|speaker| speaker.name.as_str()),
            kind: speaker.map(|speaker| speaker_kind(speaker.kind)),
            sure: voice.sure,
            reason: &voice.reason,
            aliases: lists(|speaker| &speaker.aliases),
            titles: lists(|speaker| &speaker.titles),
        }
    };
    let statement = |statement: &'a claimbook_reader::Statement| Statement {
        source: places(&statement.attribution.source),
        cue: places(&statement.attribution.cue),
        content: places(&statement.attribution.content),
        nested: statement.attribution.within.is_some(),
        within: statement.attribution.within,
        rendering: statement.attribution.rendering.as_str(),
        confidence: (f64::from(statement.attribution.confidence) * 1000.0).round() / 1000.0,
        speaker: voice(&statement.voice),
        on_behalf: statement.on_behalf.as_ref().map(voice),
        through: statement.through.iter().map(voice).collect(),
        citing: statement.citing.iter().map(voice).collect(),
        said: Said {
            when: statement.said.when.as_deref(),
            words: statement.said.words.map(place),
            reason: &statement.said.reason,
        },
        kind: kind(statement.matter.kind),
        quantities: statement.matter.quantities.iter().map(quantity).collect(),
        about: statement
            .matter
            .about
            .as_ref()
            .map(|about| About { when: &about.when, words: place(about.words) }),
        worth: Worth { score: statement.worth.score, reasons: &statement.worth.reasons },
        proposition: Proposition {
            claim: &statement.proposition.claim,
            changes: &statement.proposition.changes,
        },
    };
    reading.statements.iter().map(statement).collect()
}

fn quantity(quantity: &claimbook_reader::statement::Quantity) -> Quantity<'_> {
    Quantity {
        words: place(quantity.words),
        value: quantity.value,
        low: quantity.low,
        high: quantity.high,
        unit: quantity.unit.as_deref(),
        counted: quantity.counted.map(place),
    }
}

fn places(spans: &[Span]) -> Vec<Place> {
    spans.iter().copied().map(place).collect()
}

fn place(span: Span) -> Place {
    [span.start, span.end]
}

fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Outlet => "outlet",
        SpeakerKind::Account => "account",
        SpeakerKind::Unnamed => "unnamed",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "event",
        Kind::Quantity => "quantity",
        Kind::Quote => "quote",
        Kind::Prediction => "prediction",
        Kind::Causal => "causal",
        Kind::Position => "position",
        Kind::Opinion => "opinion",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::read::tests::reading;

    #[test]
    fn every_field_is_there() {
        let reading = reading();
        let date = Some(Day { year: 2024, month: 11, day: 23 });
        let page = Page { name: "lock.txt", title: None, date, reading: &reading };
        insta::assert_snapshot!("every_field_of_a_file", serde_json::to_string_pretty(&file(&page)).unwrap());
        let id = Value::from(7);
        let document = serde_json::to_value(document(&id, &reading)).unwrap();
        assert_eq!(document["doc_id"], 7);
        assert_eq!(document["attributions"], serde_json::to_value(file(&page)).unwrap()["statements"]);
    }
}
