//! Claims that are much like one that is about to be made.

use crate::desk::Desk;

const CLAIM: &str = "The north bridge was closed to lorries for 40 days.";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "2024-11/bridge.yaml",
        &format!(
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000001\nclaim: \"{CLAIM}\"\n\
             verdicts:\n- {{id: v1, verdict: disputed, by: kim, because: \"The logs differ.\"}}\n"
        ),
    );
    desk.write(
        "2024-11/dam.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000002\nclaim: \"The dam is safe, says the ministry.\"\n",
    );
    desk
}

/// What `open` says on stderr; it opens the claim all the same.
fn told(desk: &Desk, claim: &str) -> String {
    let before = desk.files().len();
    let ran = desk.run(&["open", claim]);
    assert_eq!((ran.code, desk.files().len()), (0, before + 1), "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("opened  "), "{}", ran.out);
    ran.err
}

#[test]
fn open_says_that_a_claim_much_like_it_is_there_and_opens_it() {
    insta::assert_snapshot!(told(&desk(), "For 40 days, the north bridge was closed to lorries"));
    insta::assert_snapshot!(told(&desk(), "The north bridge was closed to lorries for 60 days."));
    insta::assert_snapshot!(told(&desk(), "The north bridge was not closed to lorries."));
    assert_eq!(told(&desk(), "The south pier was sold to a hotel in spring."), "");
}

#[test]
fn three_are_told_at_most_and_what_is_typed_for_the_first() {
    let desk = desk();
    for days in [41, 42, 43] {
        desk.open(&format!("The north bridge was closed to lorries for {days} days."), &[]);
    }
    let told = told(&desk, CLAIM);
    assert_eq!(told.matches("is much like").count(), 3, "{told}");
    assert!(told.contains("claimbook assert 00000001 --by NAME …"), "{told}");
    let quiet = desk.run(&["open", CLAIM, "--quiet"]);
    assert!(quiet.err.contains("is much like") && !quiet.err.contains("Hint"), "{}", quiet.err);
}

#[test]
fn it_is_the_same_with_and_without_what_is_kept() {
    let claim = "The north bridge was closed to lorries for 60 days.";
    let (kept, anew) = (desk(), desk());
    kept.ok(&["list"]);
    kept.ok(&["search", "bridge"]);
    let anew = anew.run(&["open", claim, "--no-cache"]);
    let kept = kept.run(&["open", claim]);
    assert_eq!((kept.out, kept.err, kept.code), (anew.out, anew.err, anew.code));
}

#[test]
fn log_says_so_of_each_statement_and_of_none_that_was_taken_before() {
    let desk = desk();
    let article = "“The north bridge was closed to lorries for 60 days,” said Ines Falk.\n\n\
                   “The tunnel will be flooded by Easter,” said Ines Falk.\n";
    std::fs::write(desk.folder().join("article.txt"), article).unwrap();
    let first = desk.run(&["log", "article.txt", "--take", "all", "--format", "json"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(serde_json::from_str::<serde_json::Value>(&first.out).is_ok(), "{}", first.out);
    insta::assert_snapshot!(first.err);
    let again = desk.run(&["log", "article.txt", "--take", "all"]);
    assert!(!again.err.contains("much like"), "{}", again.err);
}

#[test]
fn of_two_in_one_article_the_second_is_told() {
    let desk = desk();
    let article = "The quay wall in the old harbour cracked in March.\n\nIn March the quay wall cracked in the old harbour.\n";
    std::fs::write(desk.folder().join("article.txt"), article).unwrap();
    let ran = desk.run(&["log", "article.txt", "--take", "s1,s2"]);
    assert_eq!(ran.err.matches("is much like").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("Sentence s2 is much like"), "{}", ran.err);
}

#[test]
fn what_must_not_be_told_is_not_told_here_either() {
    let desk = desk();
    desk.write(
        "actors/zq.yaml",
        "name: Zebulon Quist\nprotected: true\nshown_as: a docker\naliases: [Zquist]\n",
    );
    desk.write(
        "2024-11/secret.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000003\nclaim: \"Zebulon Quist met Zquist.\"\nassertions: [{by: zq}]\n",
    );
    desk.write(
        "2024-11/half.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000004\nclaim: \"Zebulon Quist saw the crane fall on the old quay in May.\"\nassertions: [{by: zq}]\n",
    );
    // Whoever guesses the words does not hear that they are there.
    assert_eq!(told(&desk, "Zebulon Quist met Zquist."), "");
    let told = told(&desk, "In May somebody saw the crane fall on the old quay.");
    assert!(told.contains("is much like 00000004"), "{told}");
    assert!(told.contains("docker") && !told.contains("Quist") && !told.contains("Zebulon"), "{told}");
}
