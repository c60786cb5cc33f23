//! Verdicts: appended, reasoned, never edited, never lost.

use crate::desk::Desk;

const CLAIM: &str = "The bridge was closed for 40 days.";

#[test]
fn a_verdict_is_appended_with_its_reason() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    let ran =
        desk.run(&["mark", &handle, "disputed", "--because", "Two logs differ.", "--confidence", "low"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.out);
    desk.ok(&["mark", &handle, "confirmed", "--because", "The operator sent the full log."]);
    insta::assert_snapshot!("two verdicts", desk.read(&desk.file_of(&handle)));
}

#[test]
fn confirming_with_no_evidence_works_and_says_so() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    let ran = desk.run(&["mark", &handle, "confirmed", "--because", "I was there."]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err);
    desk.ok(&["evidence", "add", &handle, "--supports", "operator-log"]);
    let ran = desk.run(&["mark", &handle, "confirmed", "--because", "The log says so."]);
    assert_eq!(ran.err, "");
}

#[test]
fn a_verdict_in_the_claims_place_is_refused_with_the_right_order() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    insta::assert_snapshot!(desk.fails(&["mark", "confirmed", &handle, "--because", "It is."]));
    // The line to type can be typed: words stand in quotes.
    for command in ["mark", "attribution"] {
        let refused = desk.fails(&[command, "confirmed", "for 40 days", "--because", "It is."]);
        assert!(refused.contains(&format!("{command} \"for 40 days\" confirmed")), "{refused}");
    }
}

#[test]
fn a_mistyped_verdict_is_refused_with_the_nearest() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    insta::assert_snapshot!(desk.fails(&["mark", &handle, "refutd", "--because", "No."]));
    insta::assert_snapshot!("unchecked", desk.fails(&["mark", &handle, "unchecked", "--because", "No."]));
    assert!(!desk.read(&desk.file_of(&handle)).contains("verdicts"));
}

#[test]
fn with_also_all_claims_are_found_before_any_is_written() {
    let desk = Desk::new();
    let first = desk.open(CLAIM, &[]);
    let second = desk.open("The tunnel was closed too.", &[]);
    desk.fails(&["mark", &first, "refuted", "--because", "No.", "--also", "no such claim"]);
    assert!(!desk.read(&desk.file_of(&first)).contains("verdicts"));
    desk.ok(&["mark", &first, "refuted", "--because", "No.", "--also", &second, "--also", &first]);
    assert_eq!(desk.read(&desk.file_of(&first)).matches("verdict: refuted").count(), 1);
    assert_eq!(desk.read(&desk.file_of(&second)).matches("verdict: refuted").count(), 1);
}

#[test]
fn only_evidence_that_is_there_can_be_considered() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    let out = desk.ok(&["evidence", "add", &handle, "--refutes", "operator-log"]);
    let id = out.split_whitespace().nth(1).unwrap();
    let error = desk.fails(&["mark", &handle, "refuted", "--because", "No.", "--evidence", "nothing"]);
    assert!(error.contains(&format!("It has: {id}")), "{error}");
    desk.ok(&["mark", &handle, "refuted", "--because", "No.", "--evidence", id]);
    assert!(desk.read(&desk.file_of(&handle)).contains(&format!("evidence: [{id}]")));
}

#[test]
fn a_house_word_is_a_verdict() {
    let desk = Desk::new();
    desk.write("claimbook.yaml", "labels:\n  pants-on-fire: {verdict: refuted, label: \"Pants on Fire\"}\n");
    let handle = desk.open(CLAIM, &[]);
    desk.ok(&["mark", &handle, "pants-on-fire", "--because", "No."]);
    let page = desk.ok(&["show", &handle]);
    assert!(page.contains("PANTS-ON-FIRE  (refuted)"), "{page}");
}

#[test]
fn whether_it_was_said_is_kept_apart_from_whether_it_is_true() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &["--by", "Ministry"]);
    desk.ok(&["attribution", &handle, "confirmed", "--because", "It is in the minutes."]);
    let page = desk.ok(&["show", &handle]);
    assert!(page.contains("UNCHECKED"), "{page}");
    assert!(page.contains("Whether it was said: confirmed"), "{page}");
    desk.ok(&["assert", &handle, "--by", "Operator"]);
    let error = desk.fails(&["attribution", &handle, "refuted", "--because", "Never."]);
    assert!(error.contains("say which one with --assertion"), "{error}");
    assert!(desk.fails(&["attribution", &handle, "disputed", "--because", "x"]).contains("not a verdict"));
}

#[test]
fn fifty_verdicts_at_once_are_fifty_verdicts() {
    let desk = Desk::new();
    let handle = desk.open(CLAIM, &[]);
    std::thread::scope(|scope| {
        for number in 0..50u64 {
            let (desk, handle) = (&desk, &handle);
            scope.spawn(move || {
                let ran = desk
                    .command()
                    .env("CLAIMBOOK_SEED", (100 + number).to_string())
                    .args(["mark", handle, "unverified", "--because", "Still looking."])
                    .output()
                    .unwrap();
                assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            });
        }
    });
    let text = desk.read(&desk.file_of(&handle));
    assert_eq!(text.matches("verdict: unverified").count(), 50);
    let page: serde_json::Value =
        serde_json::from_str(&desk.ok(&["show", &handle, "--format", "json"])).unwrap();
    assert_eq!(page["standing_verdicts"].as_array().unwrap().len(), 1, "each follows the one before it");
}
