//! The quick reader against the full one: it says the same or declines.

use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::from_str;
use crate::model::{Actor, Claim, Document};
use crate::workspace::claim_text;
use crate::yaml::Any;

fn agrees<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    if let Some(quick) = from_str::<T>(text) {
        assert_eq!(serde_yaml::from_str::<T>(text).ok(), Some(quick), "{text}");
    }
}

fn agrees_whatever_it_is(text: &str) {
    agrees::<Claim>(text);
    agrees::<Actor>(text);
    agrees::<Document>(text);
    agrees::<Any>(text);
}

const CLAIM: &str = r#"# yaml-language-server: $schema=../.schema/claim.json
id: 017f714b-fe00-7765-9665-7072da59ce30
claim: "77 of the \"safe\" barriers — все — broke.\nTwice: \u2028 #1"
type: property
about: "2022-03"
topics: [barriers, "2024", q3]

stage: review
public: true
logged: {at: "2022-03-10T00:48:00Z", by: Oluwaseun}
quantities:
  - measure: barriers
    phrase: "77"
    low: 70
    high: 77.5
# A comment typed by hand.
assertions:
  - id: f77aef
    by: 7-institut
    when: "2022-03-10"
    citing: ["союз"]
    quote:
      exact: "77 barriers"
      start: 75
      end: 165
      # And another.
    tone: {calm: true, level: 3, share: 0.5}
  - id: a00001
    by: 1e5
    quote:
      - exact: "one"
      - exact: "two"
verdicts:
  - id: 017f714b-fe00-7765-9665-7072da59ce31
    verdict: refuted
    because: "It is on page 14."
    saw:
      claim: 00e5aa1122334455
      evidence: {b0e972: "1234567890123456", c1a0d8: 77ab}
    after: []
links:
  - {to: 017e1ef3-c800-71a8-8e6f-04a7352fd841, as: contradicts, by: kim}
desk: second floor
"#;

#[test]
fn the_style_of_the_tool_is_read() {
    let text = CLAIM.replace("desk: second floor", "desk: second");
    let claim = from_str::<Claim>(&text).expect("it is in the plain style");
    assert_eq!(Ok(&claim), serde_yaml::from_str(&text).as_ref().map_err(ToString::to_string));
    let written = claim_text(&claim);
    assert_eq!(from_str::<Claim>(&written), serde_yaml::from_str(&written).ok());
    assert!(from_str::<Claim>(&written).is_some());
}

#[test]
fn other_styles_are_declined() {
    let claim = |value: &str| format!("claim: {value}\n");
    for text in [
        CLAIM,
        &claim("two words"),
        &claim("rain # not sun"),
        &claim("'rain'"),
        &claim("|\n  rain"),
        &claim("rain\n  and sun"),
        &claim("&a rain"),
        &claim("!!str rain"),
        &claim("null"),
        &claim(""),
        "\u{feff}claim: rain\n",
        "---\nclaim: rain\n",
        "claim: rain\r\n",
        "claim:\train\n",
        "claim: \"a\u{85}b\"\n",
        "claim: \"a\u{2028}b\"\n",
        "claim: rain\ntopics:\n- a\n",
        "claim: rain\n  topics: a\n",
        "claim: rain\ntopics: [a,b]\n",
        "claim: rain\nclaim: sun\n",
        "",
        "# nothing\n",
    ] {
        assert_eq!(from_str::<Claim>(text), None, "{text}");
    }
}

/// Pieces of YAML, put together at random.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "claim: ",
        "claim:",
        "topics: ",
        "topics:",
        "assertions:",
        "quote:",
        "low: ",
        "x: ",
        "x:",
        "1: ",
        "true: ",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "- ",
        " ",
        "\"",
        "\"",
        "\"a\"",
        "word",
        "a",
        "12",
        "012",
        "1.5",
        "1e5",
        "0x1f",
        "0o7",
        "1_000",
        "2024-10-28",
        "12:30",
        "no",
        "null",
        "True",
        "true",
        "nan",
        ".inf",
        "~",
        "[",
        "]",
        "{",
        "}",
        "{a: 1}",
        "[a, 1]",
        "[a: b]",
        ", ",
        ",",
        ": ",
        ":",
        "#",
        " # c",
        "'",
        "&a ",
        "*a",
        "!t ",
        "| ",
        "> ",
        "? ",
        "---",
        "...",
        "<<: ",
        "\\n",
        "\\x41",
        "\\u2028",
        "\\ud800",
        "\\U0001F600",
        "\\q",
        "é",
        "\u{85}",
        "\u{2029}",
        "\u{feff}",
        "\t",
        "\r\n",
        "\u{7f}",
        "\u{fffe}",
    ])
}

proptest! {
    #[test]
    fn pieces_read_the_same_or_are_declined(pieces in prop::collection::vec(piece(), 0..14), named: bool) {
        let lead = if named { "claim: rain\n" } else { "" };
        agrees_whatever_it_is(&format!("{lead}{}", pieces.concat()));
    }

    #[test]
    fn a_changed_file_reads_the_same_or_is_declined(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..3usize, piece()), 1..4),
    ) {
        let mut text: Vec<char> = CLAIM.replace("second floor", "second").chars().collect();
        for (place, gone, piece) in changes {
            let from = place.index(text.len());
            let to = (from + gone).min(text.len());
            text.splice(from..to, piece.chars());
        }
        agrees_whatever_it_is(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_text_in_double_quotes_reads_the_same(words in "\\PC{0,40}", long in 0..3usize) {
        let claim = Claim { claim: words.repeat(1 + long * 40), ..Claim::default() };
        let text = claim_text(&claim);
        prop_assert_eq!(from_str::<Claim>(&text), Some(claim));
        agrees_whatever_it_is(&text);
    }
}
