use proptest::prelude::*;

use super::*;

fn word(text: &str) -> Part {
    Part::Word { text: text.to_owned(), prefix: false }
}

fn phrase(words: &[&str]) -> Part {
    Part::Phrase(words.iter().map(|&word| word.to_owned()).collect())
}

fn parts(text: &str) -> Vec<Vec<Part>> {
    Query::parse(text).unwrap().terms.into_iter().map(|term| term.any).collect()
}

/// The message and what it points to.
fn wrong(text: &str) -> (String, String) {
    let error = Query::parse(text).unwrap_err();
    let pointed = text.chars().skip(error.place.start).take(error.place.len()).collect();
    (error.message, pointed)
}

#[test]
fn words_phrases_and_prefixes_are_told_apart() {
    assert_eq!(
        parts("korea \"troops  sent\" sold*"),
        [
            vec![word("korea")],
            vec![phrase(&["troops", "sent"])],
            vec![Part::Word { text: "sold".into(), prefix: true }]
        ]
    );
}

#[test]
fn typographic_quotation_marks_quote() {
    for text in [
        "„зерно морем“",
        "«зерно морем»",
        "»зерно морем«",
        "“зерно морем”",
        "”зерно морем”",
        "\"зерно морем\"",
    ] {
        assert_eq!(parts(text), [vec![phrase(&["зерно", "морем"])]], "{text}");
    }
}

#[test]
fn or_groups_and_binds_tighter_than_and() {
    assert_eq!(
        parts("bridge kyiv OR \"the city\" OR odesa flood"),
        [
            vec![word("bridge")],
            vec![word("kyiv"), phrase(&["the", "city"]), word("odesa")],
            vec![word("flood")]
        ]
    );
    let query = Query::parse("x kyiv OR odesa").unwrap();
    assert_eq!(query.terms[1].place, 2..15);
    assert_eq!(parts("trick or treat").len(), 3);
}

#[test]
fn what_must_not_occur_has_a_minus() {
    let query = Query::parse("a -b -\"c d\" -status:disputed").unwrap();
    assert_eq!(query.terms.iter().map(|term| term.not).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!((query.filters[0].not, query.filters[0].place.clone()), (true, 12..28));
}

#[test]
fn filters_take_values_lists_and_quotations() {
    let query = Query::parse("SAID_since:2024-10 by:rutte,\"Mark Rutte\" in:«х y»").unwrap();
    let filters: Vec<_> = query.filters.iter().map(|filter| (filter.name, filter.values.join("|"))).collect();
    assert_eq!(
        filters,
        [
            (FilterName::SaidSince, "2024-10".to_owned()),
            (FilterName::By, "rutte|Mark Rutte".to_owned()),
            (FilterName::In, "х y".to_owned())
        ]
    );
}

#[test]
fn addresses_times_and_numbers_with_spaces_are_words() {
    for text in ["https://example.org/a:b", "12:30", "v2:x", "10\u{a0}000", ":x", "м’я"] {
        assert_eq!(parts(text), [vec![word(text)]], "{text}");
    }
    assert_eq!(parts("a\u{a0}b").len(), 2);
}

#[test]
fn errors_point_at_what_is_wrong() {
    let no_or = "OR must stand between two words or phrases.";
    let no_minus = "There is nothing behind this “-” that must not occur.";
    for (text, message, pointed) in [
        ("é \"b c", "This quotation mark is not closed.", "\""),
        ("by:\"b c", "This quotation mark is not closed.", "\""),
        ("a - b", no_minus, "-"),
        ("a -", no_minus, "-"),
        ("a -?", no_minus, "-?"),
        ("OR a", no_or, "OR"),
        ("a OR", no_or, "OR"),
        ("a OR OR b", no_or, "OR"),
        ("a OR …", no_or, "OR"),
        ("a OR by:b", "OR joins words and phrases, not filters, nor what must not occur.", "OR"),
        ("a OR -b", "OR joins words and phrases, not filters, nor what must not occur.", "OR"),
        ("by:a OR b", "OR joins words and phrases, not filters, nor what must not occur.", "OR"),
        ("é status: disputed", "There is no value behind “status:”.", "status:"),
        ("-by:\"\"", "There is no value behind “by:”.", "-by:\"\""),
        ("status:a, b", "There is no value behind the comma of “status:”.", "status:a,"),
        ("é -staus:disputed", "There is no filter “staus”. Did you mean “status”?", "staus:"),
        ("колір:синій", "There is no filter “колір”.", "колір:"),
        ("-a -b", "Say also what to look for.", "-a -b"),
        ("?! …", "There is no word to look for.", "?! …"),
        ("\"—\"", "There is no word to look for.", "\"—\""),
    ] {
        assert_eq!(wrong(text), (message.to_owned(), pointed.to_owned()), "{text}");
    }
}

#[test]
fn only_negated_words_are_enough_beside_a_filter_but_not_for_a_search() {
    let query = Query::parse("status:disputed -kursk").unwrap();
    assert_eq!(query.for_search().unwrap_err().message, "Say also what to look for.");
    assert_eq!(query.for_search().unwrap_err().place, 0..22);
    assert!(Query::parse("status:disputed kursk").unwrap().for_search().is_ok());
    assert_eq!(Query::parse(" \t").unwrap(), Query::default());
}

#[test]
fn long_queries_are_refused() {
    assert!(Query::parse(&"a".repeat(MAX_CHARS)).is_ok());
    assert_eq!(
        Query::parse(&"é".repeat(100_000)).unwrap_err().message,
        "A query can have at most 4096 characters."
    );
    assert!(Query::parse(&"a ".repeat(MAX_TERMS)).is_ok());
    let error = Query::parse(&"a ".repeat(MAX_TERMS + 1)).unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.place),
        ("A query can have at most 64 words and values.", 128..129)
    );
    assert!(Query::parse(&format!("\"{}\"", "a ".repeat(MAX_TERMS + 1))).is_err());
}

proptest! {
    #[test]
    fn any_text_is_a_query_or_an_error_within_it(text in "(?s).{0,60}|(-|\"|»|«|OR|by:|is|:|,|\\*| |a|é|[0-9]|\u{a0}){0,24}") {
        let length = text.chars().count();
        match Query::parse(&text) {
            Ok(query) => {
                prop_assert!(query.terms.iter().all(|term| !term.any.is_empty() && term.place.end <= length));
                prop_assert!(query.filters.iter().all(|filter| !filter.values.is_empty() && filter.place.end <= length));
                prop_assert!(query.filters.iter().flat_map(|filter| &filter.values).all(|value| !value.is_empty()));
            }
            Err(error) => {
                prop_assert!(error.place.start < error.place.end && error.place.end <= length);
                prop_assert!(error.message.ends_with(['.', '?']));
            }
        }
    }

    #[test]
    fn words_come_back_as_typed(words in prop::collection::vec("[a-zа-яії]{1,8}", 1..12)) {
        prop_assert_eq!(parts(&words.join("  ")), words.iter().map(|text| vec![word(text)]).collect::<Vec<_>>());
    }
}
