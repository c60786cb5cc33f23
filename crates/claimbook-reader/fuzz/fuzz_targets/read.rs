//! Any text, in any language, with and without the model: never a panic, and every place lies in the text.
#![no_main]

use claimbook_reader::dates::Day;
use claimbook_reader::language::Language;
use claimbook_reader::{Engine, Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (settings, source) = input;
    let languages = [Language::English, Language::Ukrainian, Language::Russian, Language::German];
    let options = Options {
        date: (settings & 8 == 0).then_some(Day { year: 2024, month: 11, day: 6 }),
        language: (settings & 16 == 0).then(|| languages[usize::from(settings & 3)]),
        engine: if settings & 4 == 0 { Engine::Model } else { Engine::Rules },
        ..Options::default()
    };
    let points = source.chars().count();
    let reading = read(source, &options);
    for statement in &reading.statements {
        let one = &statement.attribution;
        for span in one.source.iter().chain(&one.cue).chain(&one.content) {
            assert!(span.start < span.end && span.end <= points);
        }
        assert!(one.within.is_none_or(|outer| outer < reading.statements.len()));
        assert!(statement.voice.speaker.is_none_or(|speaker| speaker < reading.speakers.len()));
    }
    assert_eq!(read(source, &options).statements, reading.statements);
});
