//! Who said what in a text, for people.

use claimbook_core::model::When;
use claimbook_reader::dates::Day;
use claimbook_reader::speakers::Voice;
use claimbook_reader::{Reading, Span, Statement};

use super::{Look, cut, wrap};

/// No content takes more columns than this on the screen.
const LONGEST: usize = 2000;

/// A text that was read.
pub(crate) struct Page<'a> {
    /// The name of its file, or what else it is known by.
    pub(crate) name: &'a str,
    pub(crate) title: Option<&'a str>,
    /// The day of its publication.
    pub(crate) date: Option<Day>,
    pub(crate) reading: &'a Reading<'a>,
}

impl Page<'_> {
    /// What is said in the text, under those who say it.
    pub(crate) fn text(&self, look: Look) -> String {
        let mut page = format!("{}\n", look.bold(&cut(self.name, look.width)));
        if let Some(title) = self.title {
            page.push_str(&format!("{}\n", cut(title, look.width)));
        }
        let statements = &self.reading.statements;
        let speakers = (0..self.reading.speakers.len()).map(Some).chain([None]);
        let mut by_speaker: Vec<Vec<&Statement>> = vec![Vec::new(); self.reading.speakers.len() + 1];
        for statement in statements {
            let group = statement.voice.speaker.unwrap_or(self.reading.speakers.len());
            if let Some(group) = by_speaker.get_mut(group) {
                group.push(statement);
            }
        }
        for (speaker, group) in speakers.zip(by_speaker).filter(|(_, group)| !group.is_empty()) {
            let name = self.name_of(speaker).unwrap_or("Nobody is named");
            let titles = speaker
                .and_then(|speaker| self.reading.speakers.get(speaker))
                .map(|speaker| speaker.titles.join(", "));
            let titles = titles.filter(|titles| !titles.is_empty()).map(|titles| format!(", {titles}"));
            let room = look.width.saturating_sub(super::width(name)).max(20);
            let titles = titles.map(|titles| cut(&titles, room)).unwrap_or_default();
            page.push_str(&format!("\n{}{}\n", look.cyan(&cut(name, look.width)), look.dim(&titles)));
            for statement in group {
                page.push_str(&self.statement(statement, look));
            }
        }
        if statements.is_empty() {
            page.push_str("\nNo words are attributed to anybody in it.\n");
        }
        page.push('\n');
        page
    }

    /// The words that attribute, when it was said and through whom; below them what was said.
    fn statement(&self, statement: &Statement, look: Look) -> String {
        let mut facts = vec![self.words(&statement.attribution.cue)];
        facts.retain(|fact| !fact.is_empty());
        facts.extend(statement.said.when.as_ref().map(|when| When::new(when).in_words()));
        let names = |voices: &[Voice], before: &str| {
            let names: Vec<&str> = voices.iter().filter_map(|voice| self.name_of(voice.speaker)).collect();
            (!names.is_empty()).then(|| format!("{before} {}", names.join(", ")))
        };
        facts
            .extend(statement.on_behalf.as_ref().and_then(|voice| names(std::slice::from_ref(voice), "for")));
        facts.extend(names(&statement.through, "through"));
        facts.extend(names(&statement.citing, "citing"));
        let room = look.width.saturating_sub(4).max(20);
        let mut lines = format!("  {}\n", wrap(&cut(&facts.join(" · "), LONGEST), room, "    "));
        let content = cut(&self.words(&statement.attribution.content), LONGEST);
        lines.push_str(&format!("    {}\n", wrap(&content, room, "    ")));
        let reason = cut(&statement.voice.reason, LONGEST);
        if !statement.voice.sure && !reason.is_empty() {
            lines.push_str(&format!("    {}\n", look.dim(&wrap(&format!("Who? {reason}"), room, "    "))));
        }
        lines
    }

    fn name_of(&self, speaker: Option<usize>) -> Option<&str> {
        self.reading.speakers.get(speaker?).map(|speaker| speaker.name.as_str())
    }

    fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.reading.text.slice(*span)).collect::<Vec<_>>().join(" … ")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use claimbook_reader::dates::Said;
    use claimbook_reader::language::Language;
    use claimbook_reader::speakers::{Speaker, SpeakerKind};
    use claimbook_reader::statement::{About, Kind, Matter, Proposition, Quantity, Worth};
    use claimbook_reader::text::Text;
    use claimbook_reader::{Attribution, Rendering};

    const TEXT: &str = "“The lock leaks,” the keeper said on Friday. Ada Lind of the Courier writes that he, according to the minutes, wants 2 new gates.\u{1b}";

    /// A reading with everything in it that there can be.
    pub(crate) fn reading() -> Reading<'static> {
        let text = Text::new(TEXT);
        let span = |words: &str| {
            let (before, _) = TEXT.split_once(words).unwrap();
            let start = before.chars().count();
            Span::new(start, start + words.chars().count())
        };
        let speaker = |name: &str, kind, titles: &[&str]| Speaker {
            name: name.to_owned(),
            known: None,
            kind,
            aliases: Vec::new(),
            titles: titles.iter().map(|&title| title.to_owned()).collect(),
            mentions: Vec::new(),
        };
        let voice = |speaker, sure, reason: &str| Voice { speaker, sure, reason: reason.to_owned() };
        let attribution = |source, cue, content: Vec<&str>| Attribution {
            source: vec![span(source)],
            cue: vec![span(cue)],
            content: content.into_iter().map(span).collect(),
            rendering: Rendering::Indirect,
            within: None,
            confidence: 0.8765,
        };
        let plain = Statement {
            attribution: Attribution {
                rendering: Rendering::Direct,
                ..attribution("the keeper", "said", vec!["“The lock leaks,”"])
            },
            voice: voice(Some(0), false, "“the keeper” is nobody by name"),
            on_behalf: None,
            through: Vec::new(),
            citing: Vec::new(),
            said: Said {
                when: Some("2024-11-22".to_owned()),
                words: Some(span("on Friday")),
                reason: "“on Friday”, told from the article's date".to_owned(),
            },
            matter: Matter::default(),
            worth: Worth::default(),
            proposition: Proposition { claim: "The lock leaks.".to_owned(), changes: Vec::new() },
        };
        let nested = Statement {
            attribution: Attribution {
                within: Some(1),
                ..attribution("the minutes", "wants", vec!["2 new gates"])
            },
            voice: voice(Some(0), false, "“he” after the keeper"),
            on_behalf: Some(voice(Some(1), true, "")),
            through: vec![voice(Some(1), true, "")],
            citing: vec![voice(Some(2), true, "")],
            said: Said::default(),
            matter: Matter {
                kind_words: None,
                kind: Kind::Position,
                quantities: vec![Quantity {
                    words: span("2"),
                    value: Some(2.0),
                    low: None,
                    high: Some(2.5),
                    unit: Some("gate".to_owned()),
                    counted: Some(span("gates")),
                }],
                about: Some(About { when: "2025".to_owned(), words: span("new") }),
            },
            worth: Worth { score: 40, reasons: vec!["a figure".to_owned()] },
            proposition: Proposition {
                claim: "The keeper wants 2 new gates.".to_owned(),
                changes: vec!["“he” is the keeper".to_owned()],
            },
        };
        let outer = Statement {
            attribution: attribution("Ada Lind", "writes", vec!["that he", "wants 2 new gates"]),
            voice: voice(None, false, ""),
            ..plain.clone()
        };
        Reading {
            date: None,
            text,
            language: Language::English,
            statements: vec![plain, outer, nested],
            speakers: vec![
                speaker("the keeper", SpeakerKind::Unnamed, &[]),
                speaker("Ada Lind", SpeakerKind::Person, &["of the Courier", "reporter"]),
                speaker("the\u{1b}[2J minutes", SpeakerKind::Organization, &[]),
            ],
        }
    }

    #[test]
    fn statements_stand_under_those_who_say_them() {
        let reading = reading();
        let page = Page { name: "lock.txt", title: Some("The lock"), date: None, reading: &reading };
        insta::assert_snapshot!(page.text(Look { color: false, width: 60 }), @r"
        lock.txt
        The lock

        the keeper
          said · 22 November 2024
            “The lock leaks,”
            Who? “the keeper” is nobody by name
          wants · for Ada Lind · through Ada Lind · citing the[2J
            minutes
            2 new gates
            Who? “he” after the keeper

        Nobody is named
          writes · 22 November 2024
            that he … wants 2 new gates
        ");
    }

    #[test]
    fn a_text_without_statements_says_so() {
        let reading = Reading { statements: Vec::new(), ..reading() };
        let page = Page { name: "lock.txt", title: None, date: None, reading: &reading };
        insta::assert_snapshot!(page.text(Look { color: false, width: 60 }), @r"
        lock.txt

        No words are attributed to anybody in it.
        ");
    }
}
