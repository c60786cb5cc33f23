//! A reading made by hand, for tests of this crate and of those that show proposals.

use claimbook_reader::dates::Said;
use claimbook_reader::speakers::{self, SpeakerKind};
use claimbook_reader::statement::{Kind, Matter, Proposition, Quantity, Worth};
use claimbook_reader::text::Text;
use claimbook_reader::{Attribution, Reading, Rendering, Span, Statement};

use claimbook_intake::{Proposals, proposals};

pub(super) const TEXT: &str = "\
The crane had been idle for about 40 days, said Ilse Maran, the harbour master. “We will not start it; the cable is worn,” she
added.

The port might close, the ministry said Maran had warned.
";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).map(|byte| TEXT[..byte].chars().count()).unwrap();
    Span::new(start, start + words.chars().count())
}

fn statement(words: [&str; 3], voice: (Option<usize>, bool, &str), claim: &str) -> Statement {
    let [source, cue, content] = words;
    let (speaker, sure, reason) = voice;
    Statement {
        attribution: Attribution {
            source: vec![span(source)],
            cue: vec![span(cue)],
            content: vec![span(content)],
            rendering: Rendering::Indirect,
            within: None,
            confidence: 1.0,
        },
        voice: speakers::Voice { speaker, sure, reason: reason.to_owned() },
        on_behalf: None,
        through: Vec::new(),
        citing: Vec::new(),
        said: Said { when: Some("../2024-11-06".to_owned()), words: None, reason: String::new() },
        matter: Matter::default(),
        worth: Worth { score: 30, reasons: Vec::new() },
        proposition: Proposition { claim: claim.to_owned(), changes: Vec::new() },
    }
}

fn speaker(name: &str, kind: SpeakerKind, aliases: &[&str], titles: &[&str]) -> speakers::Speaker {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    speakers::Speaker {
        name: name.to_owned(),
        known: None,
        kind,
        aliases: owned(aliases),
        titles: owned(titles),
        mentions: Vec::new(),
    }
}

/// 1: Maran, sure; 2: Maran, only proposed; 3: the ministry; 4: within 3, Maran.
pub(super) fn sample() -> Proposals {
    let mut crane = statement(
        ["Ilse Maran", "said", "The crane had been idle for about 40 days"],
        (Some(0), true, ""),
        "The crane had been idle for about 40 days.",
    );
    crane.matter = Matter {
        kind: Kind::Quantity,
        quantities: vec![Quantity {
            words: span("about 40 days"),
            value: Some(40.0),
            low: Some(36.0),
            high: Some(44.0),
            unit: Some("day".to_owned()),
            counted: None,
        }],
        ..Matter::default()
    };
    crane.worth.score = 70;
    let ministry = statement(
        ["the ministry", "said Maran", "The port might close, the ministry said Maran had warned"],
        (Some(1), true, ""),
        "Maran had warned that the port might close.",
    );
    let cable = statement(
        ["she", "added", "“We will not start it; the cable is worn,”"],
        (Some(0), false, "“she” after Ilse Maran, the only woman named before"),
        "We will not start it; the cable is worn.",
    );
    let mut port = statement(
        ["Maran had", "warned", "The port might close"],
        (Some(0), true, ""),
        "The port might close.",
    );
    port.attribution.within = Some(1);
    proposals(
        &Reading {
            date: None,
            text: Text::new(TEXT),
            language: claimbook_reader::language::Language::English,
            statements: vec![crane, ministry, port, cable],
            speakers: vec![
                speaker("Ilse Maran", SpeakerKind::Person, &["Maran"], &["harbour master"]),
                speaker("the ministry", SpeakerKind::Organization, &[], &[]),
            ],
        },
        None,
    )
}
