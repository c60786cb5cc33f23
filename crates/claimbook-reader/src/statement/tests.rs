use super::*;
use crate::dates::Setting;
use crate::dates::tests::{SOUP, is_edtf, marked};
use proptest::prelude::*;

const DATE: Day = Day { year: 2025, month: 3, day: 12 };

fn read(language: Language, content: &str) -> (String, Matter, Worth) {
    let (plain, attribution) = marked(&format!("[s:The board] [c:said] on Monday [t:{content}]."));
    let text = Text::new(&plain);
    let setting = Setting { date: Some(DATE), publisher: None };
    let all = crate::dates::said(&text, language, std::slice::from_ref(&attribution), setting, |_| false);
    let matter = matter(&text, language, &attribution, &all[0], Some(DATE));
    let worth = worth(&text, language, &attribution, &matter);
    (plain, matter, worth)
}

type Figure =
    (&'static str, Option<f64>, Option<f64>, Option<f64>, Option<&'static str>, Option<&'static str>);

#[test]
fn figures_have_a_range_and_what_they_count() {
    let cases: [(&str, Figure); 14] = [
        (
            "about 400 young herons nest here",
            ("about 400", Some(400.0), Some(360.0), Some(440.0), Some("heron"), Some("young herons")),
        ),
        (
            "more than 40 dock workers left",
            ("more than 40", Some(40.0), Some(40.0), None, Some("person"), Some("dock workers")),
        ),
        (
            "nearly 200 boats sank",
            ("nearly 200", Some(200.0), Some(180.0), Some(200.0), Some("boat"), Some("boats")),
        ),
        ("it cost up to £3.5bn", ("up to £3.5bn", Some(3.5e9), None, Some(3.5e9), Some("gbp"), None)),
        ("less than 1% was lost", ("less than 1%", Some(1.0), None, Some(1.0), Some("percent"), None)),
        (
            "between 5 and 7 million euros went",
            ("between 5 and 7 million euros", Some(6e6), Some(5e6), Some(7e6), Some("eur"), None),
        ),
        ("5 to 7 cranes fell", ("5 to 7", Some(6.0), Some(5.0), Some(7.0), Some("crane"), Some("cranes"))),
        (
            "several thousand Corvane residents fled",
            ("several thousand", None, Some(2000.0), Some(9999.0), Some("person"), Some("Corvane residents")),
        ),
        (
            "dozens of ferries stopped",
            ("dozens", None, Some(24.0), Some(99.0), Some("ferry"), Some("ferries")),
        ),
        (
            "two-thirds of the crews left",
            ("two-thirds", Some(66.667), Some(66.667), Some(66.667), Some("percent"), Some("crews")),
        ),
        (
            "it fell by 3 percentage points",
            ("3 percentage points", Some(3.0), Some(3.0), Some(3.0), Some("percentage point"), None),
        ),
        ("it grew ten times", ("ten times", Some(10.0), Some(10.0), Some(10.0), Some("times"), None)),
        ("a dozen boats sank", ("a dozen", Some(12.0), Some(12.0), Some(12.0), Some("boat"), Some("boats"))),
        (
            "twenty-five boats sank",
            ("twenty-five", Some(25.0), Some(25.0), Some(25.0), Some("boat"), Some("boats")),
        ),
    ];
    for (content, (words, value, low, high, unit, counted)) in cases {
        let (plain, matter, _) = read(Language::English, content);
        let text = Text::new(&plain);
        assert_eq!(matter.quantities.len(), 1, "{content}: {:?}", matter.quantities);
        let found = &matter.quantities[0];
        let got = (
            text.slice(found.words),
            found.value,
            found.low,
            found.high,
            found.unit.as_deref(),
            found.counted.map(|span| text.slice(span)),
        );
        assert_eq!(got, (words, value, low, high, unit, counted), "{content}");
    }
}

#[test]
fn names_and_times_are_no_figures() {
    for content in [
        "the meeting was in Room 12",
        "the Boeing 747 landed",
        "an F-16 and the G7 were there",
        "it broke on 28 February 2025 at 5 p.m.",
        "the 34-year-old and his 3rd wife left",
        "it opened in 2012",
        "call 555-0199-22",
        "one of them left",
    ] {
        assert_eq!(read(Language::English, content).1.quantities, [], "{content}");
    }
}

#[test]
fn figures_are_read_in_each_language() {
    for (language, content, value, unit) in [
        (Language::German, "rund 1.200 Menschen flohen", 1200.0, "person"),
        (Language::German, "es 1,5 Millionen Euro kostet", 1_500_000.0, "eur"),
        (Language::Ukrainian, "загинуло близько 10 000 людей", 10_000.0, "person"),
        (Language::Russian, "потеряли 3,5 млн долларов", 3_500_000.0, "usd"),
    ] {
        let (_, matter, _) = read(language, content);
        let found = matter.quantities.first().map(|found| (found.value, found.unit.clone()));
        assert_eq!(found, Some((Some(value), Some(unit.to_owned()))), "{content}");
    }
}

#[test]
fn words_tell_the_kind() {
    for (content, kind) in [
        ("the dam leaked for a week", Kind::Event),
        ("the dam will be closed by 2030", Kind::Prediction),
        ("the dam would have leaked", Kind::Event),
        ("he acted against the will of the town", Kind::Event),
        ("the town must act", Kind::Position),
        ("the leak was because of the frost", Kind::Causal),
        ("it was a disgraceful answer", Kind::Opinion),
        ("300 boats sank", Kind::Quantity),
        ("it will take 300 boats", Kind::Prediction),
        ("Vale told her that the dam leaked", Kind::Quote),
    ] {
        assert_eq!(read(Language::English, content).1.kind, kind, "{content}");
    }
}

#[test]
fn a_content_has_its_own_time() {
    // Said on Monday, 10 March 2025.
    for (content, when) in [
        ("the pier was used on 27-28 February", Some("2025-02-27/2025-02-28")),
        ("the pier would be used on 27-28 October", Some("2025-10-27/2025-10-28")),
        ("it has leaked since January", Some("2025-01/2025-03-10")),
        ("it will close in the next few weeks", Some("2025-03-10/2025-03~")),
        ("it will close in the next two weeks", Some("2025-03-10/2025-03-24")),
        ("the dam will be closed by 2030", Some("../2030")),
        ("it leaked last year", Some("2024")),
        ("it was built in the 1990s", Some("199X")),
        ("it will open on Friday", Some("2025-03-14")),
        ("it leaks", None),
    ] {
        let (_, matter, _) = read(Language::English, content);
        assert_eq!(matter.about.map(|about| about.when).as_deref(), when, "{content}");
    }
}

#[test]
fn worth_says_why() {
    let score = |content: &str| read(Language::English, content).2;
    let figure = score("about 400 herons nested near Corvane last year");
    assert_eq!((figure.score, figure.reasons.first().map(String::as_str)), (85, Some("a figure")));
    assert!(figure.score > score("the herons are nesting near Corvane").score);
    assert!(score("thank you all").score < 20);
    assert!(score("it was a disgraceful answer").score < score("the dam leaked for a week").score);
}

proptest! {
    #[test]
    fn what_is_found_lies_in_the_content(text in SOUP, from in 0usize..50, length in 0usize..200) {
        let points = text.chars().count();
        let content = Span::new(from.min(points), (from + length).min(points));
        let text = Text::new(&text);
        let attribution = Attribution {
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![content],
            rendering: Rendering::Direct,
            within: None,
            confidence: 1.0,
        };
        for language in [Language::English, Language::German, Language::Ukrainian, Language::Russian] {
            let matter = matter(&text, language, &attribution, &Said::default(), Some(DATE));
            let tokens = text.span(text.tokens_in(content));
            let inside = |span: Span| tokens.is_some_and(|tokens| tokens.holds(span)) && span.start < span.end;
            for found in &matter.quantities {
                prop_assert!(inside(found.words) && found.counted.is_none_or(inside));
                let (low, high) = (found.low.or(found.value), found.high.or(found.value));
                let value = found.value.or(found.low);
                prop_assert!(low <= value && (high.is_none() || value <= high), "{:?}", found);
            }
            prop_assert!(matter.about.as_ref().is_none_or(|about| inside(about.words) && is_edtf(&about.when)));
            prop_assert!(worth(&text, language, &attribution, &matter).score <= 100);
        }
    }
}

#[test]
fn a_kind_needs_more_than_a_stray_word() {
    let kind = |content: &str| read(Language::English, content).1.kind;
    assert_eq!(kind("the walk ended with two quarrels and a broken gate"), Kind::Event);
    assert_eq!(kind("two boats sank"), Kind::Quantity);
    assert_eq!(kind("that two boats sank"), Kind::Quantity);
    assert_eq!(kind("the girls were doing their best"), Kind::Event);
    assert_eq!(kind("the cook believes the gate was shut"), Kind::Event);
    assert_eq!(kind("I think it was a bad day"), Kind::Opinion);
    assert_eq!(kind("people will have to drive to the shop"), Kind::Prediction);
    assert_eq!(kind("he told them so at a meeting the next day"), Kind::Event);
    assert_eq!(read(Language::English, "the board had been asked in six years").1.about, None);
}
