//! What holds of the reading of any text.

use claimbook_reader::language::Language;
use claimbook_reader::{Attribution, Engine, Options, Span, read};
use proptest::prelude::*;

/// Pieces of news prose, and of what is pasted with it.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "(Ilse Maran|The ministry|Maran|she|He|they|Officials|the mayor of Varn|Delta Radio)",
        6 => "(said|says|told reporters|according to|denied|wrote|added|who warned|reports|In her opinion,)",
        6 => "(that|the dam|would hold|about 40 walls|on Tuesday|by 2030|in April|of the water|had been sent|will pay)",
        6 => "[,.:;?!—–-]",
        5 => "[\"“”„«»'‘’]",
        3 => "\n\n|\n|\r\n| {3}",
        2 => "(сказав|за словами|мост|заявила|що|laut|sagte|dass|teilte mit)",
        2 => "(<p>|&quot;|http://a.b/c|@handle|U\\.S\\.|3\\.5|1,200|\\$4m|10-11|50%)",
        1 => "(?s).{0,3}|\u{200b}|\u{202e}|\u{301}|🙂|שלום|中文。",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

fn options(engine: Engine, language: Option<Language>) -> Options {
    let date = Some(claimbook_reader::dates::Day { year: 2024, month: 11, day: 6 });
    Options { engine, language, date, ..Options::default() }
}

fn settings() -> impl Strategy<Value = Options> {
    let engine = prop_oneof![Just(Engine::Model), Just(Engine::Rules)];
    let language = prop_oneof![
        Just(None),
        Just(Some(Language::English)),
        Just(Some(Language::German)),
        Just(Some(Language::Ukrainian)),
        Just(Some(Language::Russian)),
    ];
    (engine, language).prop_map(|(engine, language)| options(engine, language))
}

fn spans(one: &Attribution) -> impl Iterator<Item = Span> + '_ {
    one.source.iter().chain(&one.cue).chain(&one.content).copied()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_place_lies_in_one_paragraph(source in prose(), options in settings()) {
        let reading = read(&source, &options);
        let statements = &reading.statements;
        for (at, statement) in statements.iter().enumerate() {
            let one = &statement.attribution;
            prop_assert!(!one.content.is_empty());
            prop_assert!(one.within.is_none_or(|outer| outer != at && outer < statements.len()));
            prop_assert!((0.0..=1.0).contains(&one.confidence));
            prop_assert!(statement.voice.speaker.is_none_or(|speaker| speaker < reading.speakers.len()));
            for span in spans(one) {
                prop_assert!(span.start < span.end);
                prop_assert!(reading.text.paragraphs.iter().any(|paragraph| paragraph.span.holds(span)), "{span:?}");
                let words = reading.text.slice(span);
                prop_assert_eq!(words.chars().count(), span.end - span.start);
                prop_assert_eq!(words.trim(), words);
            }
            for parts in [&one.source, &one.cue, &one.content] {
                prop_assert!(parts.windows(2).all(|two| two[0].end <= two[1].start), "{parts:?}");
            }
        }
    }

    #[test]
    fn reading_twice_gives_the_same(source in prose(), options in settings()) {
        let (one, two) = (read(&source, &options), read(&source, &options));
        prop_assert_eq!(one.statements, two.statements);
        prop_assert_eq!(one.speakers, two.speakers);
    }

    #[test]
    fn a_further_paragraph_leaves_the_earlier_places_alone(source in prose(), more in prose(), options in settings()) {
        let options = Options { language: options.language.or(Some(Language::English)), ..options };
        let longer = format!("{source}\n\n{more}");
        let end = source.chars().count();
        // Only parts in the new paragraphs may join an attribution.
        let earlier = |source: &str| -> Vec<[Vec<Span>; 3]> {
            let found = read(source, &options).statements.into_iter().map(|statement| statement.attribution);
            found
                .map(|one| [one.source, one.cue, one.content].map(|mut parts| {
                    parts.retain(|span| span.start < end);
                    parts
                }))
                .filter(|parts| parts.iter().any(|part| !part.is_empty()))
                .collect()
        };
        prop_assert_eq!(earlier(&source), earlier(&longer));
    }
}

#[test]
fn texts_without_form_are_read() {
    let texts = [
        String::new(),
        "\n\n\n".to_owned(),
        "“".repeat(20_000),
        "\" ' ".repeat(20_000),
        "said ".repeat(40_000),
        "he said that ".repeat(20_000),
        "Maran ".repeat(40_000),
        "“We go,” said Maran. ".repeat(10_000),
        "According to according to ".repeat(10_000),
        "on 3 March 2024 ".repeat(10_000),
        "1 2 3 4 ".repeat(20_000),
        "a".repeat(1_000_000),
        "\u{301}".repeat(50_000),
        "A line of a poem\nthat says so\n".repeat(5_000),
        "a\tb\t3.5\r\n".repeat(10_000),
    ];
    for text in &texts {
        for engine in [Engine::Model, Engine::Rules] {
            let reading = read(text, &options(engine, None));
            assert!(reading.statements.len() <= text.len());
        }
    }
}
