use super::attributions;
use crate::text::Text;
use crate::{Attribution, Rendering, Span};
use proptest::prelude::*;

fn words(text: &Text<'_>, spans: &[Span]) -> String {
    spans.iter().map(|span| text.slice(*span)).collect::<Vec<_>>().join(" … ")
}

#[track_caller]
fn check(source: &str, wanted: &[(&str, &str, &str)]) -> Vec<Attribution> {
    let text = Text::new(source);
    let found = attributions(&text);
    let read: Vec<_> = found
        .iter()
        .map(|one| (words(&text, &one.source), words(&text, &one.cue), words(&text, &one.content)))
        .collect();
    let read: Vec<_> = read.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(read, wanted);
    found
}

#[test]
fn reported_speech_is_found() {
    let found = check(
        "The mayor said that the old bridge would be closed in June.",
        &[("The mayor", "said", "that the old bridge would be closed in June")],
    );
    assert_eq!(found[0].rendering, Rendering::Indirect);
}

#[test]
fn a_quotation_is_found_with_its_inverted_speaker() {
    let found = check(
        "“We never saw the report,” said Anna Holt, the minister.",
        &[("Anna Holt, the minister", "said", "“We never saw the report,”")],
    );
    assert_eq!(found[0].rendering, Rendering::Direct);
}

#[test]
fn according_to_is_found() {
    check(
        "According to the police, nobody was hurt in the fire.",
        &[("the police", "According to", "nobody was hurt in the fire")],
    );
}

#[test]
fn an_outlet_reports_the_whole_sentence() {
    let source = "The governor said the dam was safe, Harbour News reports.";
    let text = Text::new(source);
    let found = attributions(&text);
    let outlet = found.iter().position(|one| words(&text, &one.source) == "Harbour News").unwrap();
    assert_eq!(words(&text, &found[outlet].content), "The governor said the dam was safe");
    assert!(found.iter().any(|one| one.within == Some(outlet) && words(&text, &one.cue) == "said"));
}

#[test]
fn somebodys_opinion_attributes() {
    check(
        "In her view, the tax should be lowered next year.",
        &[("her", "In … view", "the tax should be lowered next year")],
    );
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    let source = "Mr. Dahl said, “We saw the water rise. We ran.\n\n“Then the wall broke.”";
    let text = Text::new(source);
    let found = attributions(&text);
    assert_eq!(found.len(), 1);
    assert!(words(&text, &found[0].content).ends_with("“Then the wall broke.”"));
}

#[test]
fn there_is_nothing_in_nothing() {
    check("", &[]);
    check("...", &[]);
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("''"),
        Just("‘"),
        Just(", he said"),
        Just("She said that "),
        Just("."),
        Just(" "),
        Just("\n\n"),
        Just("\n"),
        Just("\r\n"),
        Just("According to the board, "),
        Just("rain fell "),
        Just("Example News reports."),
        Just("In his opinion, "),
        Just("\u{200b}"),
        Just("שלום"),
        Just("e\u{301}"),
        Just("<b>"),
        Just(":"),
        Just("told me "),
        Just("Mr. Orr "),
        Just("🙂"),
    ];
    prop_oneof![
        4 => prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_span_lies_on_tokens_of_a_paragraph(source in nasty()) {
        let text = Text::new(&source);
        let found = attributions(&text);
        prop_assert_eq!(&found, &attributions(&text));
        for (place, one) in found.iter().enumerate() {
            prop_assert!(!one.cue.is_empty() && !one.content.is_empty());
            prop_assert!(one.within.is_none_or(|outer| outer < place));
            prop_assert!((0.0..=1.0).contains(&one.confidence));
            for span in one.source.iter().chain(&one.cue).chain(&one.content) {
                let tokens = text.tokens_in(*span);
                prop_assert_eq!(text.span(tokens), Some(*span));
                prop_assert!(text.paragraphs.iter().any(|paragraph| paragraph.span.holds(*span)));
            }
        }
    }

    #[test]
    fn a_further_paragraph_moves_nothing(source in nasty(), further in nasty()) {
        let before = Text::new(&source);
        let whole = format!("{source}\n\n{further}");
        let after = Text::new(&whole);
        let found = attributions(&after);
        let end = before.paragraphs.last().map_or(0, |last| last.span.end);
        let earlier: Vec<_> = found
            .into_iter()
            .filter(|one| one.cue.iter().all(|cue| cue.end <= end))
            .map(|mut one| {
                one.content.retain(|span| span.end <= end);
                one
            })
            .collect();
        prop_assert_eq!(earlier, attributions(&before));
    }
}
