use super::*;
use proptest::prelude::*;

const TEXT: &str = "The crane is idle, said Bo.";

fn read(json: &str) -> Result<Decided> {
    let article = Article { document: "crane".to_owned(), capture: None, text: TEXT.to_owned() };
    decided(json, "p.json", &article, &Manner { trust: false, topics: &[] })
}

fn page(entry: &str) -> String {
    format!("{{\"version\": 1, \"proposals\": [\n{{\"content\": [[0, 17]], {entry}}}\n]}}")
}

#[test]
fn only_what_is_decided_is_done() {
    let json = page(r#""take": null, "claim": "a""#);
    assert_eq!(read(&json).unwrap(), Decided::default());
    let taken =
        read(&page(r#""take": true, "claim": "It is idle.", "by": "Bo", "when": "2024-11-06""#)).unwrap();
    assert_eq!(taken.taken[0].taking.by, Some(Speaking::from("Bo")));
    let left = read(&page(r#""take": false, "left": "opinion""#)).unwrap();
    assert_eq!(left.left[0].kind, ReviewedAs::Opinion);
    assert_eq!(read(&page(r#""take": false"#)).unwrap().left[0].kind, ReviewedAs::Left);
}

#[test]
fn who_is_only_proposed_is_left_open() {
    let taken = read(&page(r#""take": true, "claim": "a", "by": null, "proposed_by": "Bo""#)).unwrap();
    assert_eq!(taken.taken[0].taking.by, None);
    assert_eq!(taken.taken[0].open.as_ref().unwrap().name, "Bo");
}

#[test]
fn what_cannot_be_done_is_said_with_its_line() {
    for (json, why) in [
        ("[", "p.json, line 1: it is not in the form of"),
        ("{\"version\": 2, \"proposals\": []}", "p.json has version 2"),
        ("{\"version\": 1, \"text_sha256\": \"ab\", \"proposals\": []}", "from another text"),
        (&page(r#""take": true, "claim": " ""#), "line 2, proposal 1: its claim has no words."),
        (&page(r#""take": true, "left": "left""#), "both taken and left as left"),
        (&page(r#""left": "opinon""#), "Did you mean `opinion`?"),
        (&page(r#""take": "yes""#), "line 2, proposal 1: invalid type"),
        (&page(r#""take": true, "claim": "a", "when": "soon""#), "its when “soon” is no date"),
        (&page(r#""take": true, "claim": "a", "by": "?!""#), "names nobody"),
        (
            &page(r#""take": true, "claim": "a", "passage": ["The crane was"]"#),
            "other words than its passage",
        ),
        (&page(r#""take": true"#).replace("17", "1700"), "from 0 to 1700 there are no words in the text."),
        (&page(r#""take": true"#).replace("0, 17", "9, 2"), "there are no words in the text"),
    ] {
        let error = read(json).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(why), "{error}\n does not say: {why}");
    }
}

#[test]
fn deep_nesting_is_refused_or_passed_over() {
    for deep in ["[".repeat(200_000), format!("{{\"version\":1,\"proposals\":{}", "[".repeat(200_000))] {
        assert!(read(&deep).is_err());
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(json in r#"(\{|\}|\[|\]|"version":1|"proposals":|"content":|"take":true|,|[0-9]{1,20}|"a"|null|.){0,40}"#) {
        let _ = read(&json);
    }

    #[test]
    fn no_place_makes_it_panic(start: usize, end: usize, claim in ".{0,20}", by in ".{0,12}", left in "[a-z]{0,8}") {
        let entry = serde_json::json!({"content": [[start, end]], "take": true, "claim": claim, "by": by});
        let other = serde_json::json!({"content": [[end % 30, start % 30]], "left": left});
        let json = serde_json::json!({"version": 1, "proposals": [entry, other]}).to_string();
        if let Ok(decided) = read(&json) {
            for taken in decided.taken {
                prop_assert!(taken.taking.places.iter().all(|(start, end)| start < end && *end <= TEXT.len()));
            }
        }
    }
}
