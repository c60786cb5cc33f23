//! Verdicts that rest on what has changed, and renewing them.

use serde_json::Value;

use crate::desk::Desk;

const ARTICLE: &str = "\
Harbour Baths will reopen in May

The Harbour Baths will reopen in May, mayor Ines Falk told reporters on Monday. The repair has cost 2.4 million so far, she said.

The baths closed in January 2023 after a pipe burst, according to the works office.
";

/// Three claims that quote one article, each marked.
fn desk() -> (Desk, Vec<String>) {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("article.txt"), ARTICLE).unwrap();
    desk.ok(&["document", "article.txt", "--key", "baths"]);
    let quotes = [
        ("The Harbour Baths will reopen in May.", "The Harbour Baths will reopen in May, mayor"),
        (
            "The repair of the Harbour Baths has cost 2.4 million so far.",
            "The repair has cost 2.4 million so far",
        ),
        ("The baths closed in January 2023.", "The baths closed in January 2023"),
    ];
    let handles: Vec<String> = quotes
        .iter()
        .map(|(claim, quote)| desk.open(claim, &["--by", "Ines Falk", "--in", "baths", "--quote", quote]))
        .collect();
    for handle in &handles {
        desk.ok(&["mark", handle, "confirmed", "--because", "It was seen."]);
    }
    (desk, handles)
}

/// The flags of one code of a claim: what each says.
fn flags(desk: &Desk, handle: &str, code: &str) -> Vec<String> {
    let shown: Value = serde_json::from_str(&desk.ok(&["show", handle, "--format", "json"])).unwrap();
    let flags = shown["flags"].as_array().unwrap();
    flags
        .iter()
        .filter(|flag| flag["code"] == code)
        .map(|flag| flag["says"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_verdict_just_made_is_not_stale() {
    let (desk, handles) = desk();
    for handle in &handles {
        assert!(flags(&desk, handle, "stale").is_empty());
        assert!(flags(&desk, handle, "quote_changed").is_empty());
    }
}

#[test]
fn one_digit_of_a_captured_text_makes_exactly_the_claims_that_quote_it_stale() {
    let (desk, handles) = desk();
    desk.write("documents/baths.txt", &ARTICLE.replace("2.4 million", "2.9 million"));
    assert!(flags(&desk, &handles[0], "stale").is_empty());
    assert!(flags(&desk, &handles[2], "stale").is_empty());
    let stale = flags(&desk, &handles[1], "stale");
    let id = desk.read(&desk.file_of(&handles[1]));
    let id = id
        .split("assertions:")
        .nth(1)
        .unwrap()
        .split("id: ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap();
    assert_eq!(
        stale,
        [format!(
            "Since kim marked it confirmed on 23 November 2024, the captured text of “Harbour Baths will reopen in May” has changed \
             where {id} quotes it: it now reads “The repair has cost 2.9 million so far, she said.”."
        )]
    );
    let changed = flags(&desk, &handles[1], "quote_changed");
    assert_eq!(changed.len(), 1);
    assert!(changed[0].contains("says “") && changed[0].contains("2.4 million"), "{changed:?}");
    assert!(
        changed[0].contains("now says “The repair has cost 2.9 million so far, she said.”"),
        "{changed:?}"
    );
    assert!(flags(&desk, &handles[0], "quote_changed").is_empty());
}

#[test]
fn each_thing_that_a_verdict_saw_is_named_when_it_changes() {
    let (desk, handles) = desk();
    let handle = &handles[0];
    desk.ok(&["document", "plan", "--title", "The works plan"]);
    let added = desk.ok(&["evidence", "add", handle, "--supports", "plan", "--note", "Page 4."]);
    // Evidence that came after is no change of what the verdict saw.
    assert!(flags(&desk, handle, "stale").is_empty());
    let line = added.split_whitespace().nth(1).unwrap();
    desk.ok(&["mark", handle, "confirmed", "--because", "The plan has it."]);
    desk.ok(&["evidence", "retract", handle, line, "--because", "It is an old plan."]);
    let claim = "The Harbour Baths will reopen in June.";
    desk.ok(&["set", handle, "--claim", claim]);
    let stale = flags(&desk, handle, "stale");
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert!(stale[0].contains(
        "the wording of the claim has changed: it is now “The Harbour Baths will reopen in June.”"
    ));
    assert!(
        stale[0].contains(&format!("evidence line {line} was taken back by kim (“It is an old plan.”)")),
        "{stale:?}"
    );
}

#[test]
fn a_verdict_is_renewed_after_a_look() {
    let (desk, handles) = desk();
    desk.write("documents/baths.txt", &ARTICLE.replace("2.4 million", "2.9 million"));
    let out =
        desk.ok(&["reaffirm", &handles[1], "--because", "The paper mistyped it; the recording has 2.4."]);
    assert!(out.starts_with(&format!("still confirmed  {}", handles[1])), "{out}");
    assert!(out.contains("now reads “The repair has cost 2.9 million so far, she said.”"), "{out}");
    assert!(flags(&desk, &handles[1], "stale").is_empty());
    let file = desk.read(&desk.file_of(&handles[1]));
    assert_eq!(file.matches("verdict: confirmed").count(), 2);
    let again = desk.ok(&["reaffirm", &handles[1], "--because", "Looked again."]);
    assert!(again.contains("Nothing that the old verdict saw has changed."), "{again}");
}

#[test]
fn what_was_said_is_renewed_apart_from_what_is_true() {
    let (desk, handles) = desk();
    desk.ok(&["attribution", &handles[0], "confirmed", "--because", "It is on the recording."]);
    let file = desk.read(&desk.file_of(&handles[0]));
    let id = file.split("assertions:").nth(1).unwrap().split("id: ").nth(1).unwrap();
    let id = id.split_whitespace().next().unwrap();
    let out = desk.ok(&["reaffirm", &handles[0], "--assertion", id, "--because", "Heard it again."]);
    assert!(out.starts_with("said, still: confirmed"), "{out}");
    assert_eq!(desk.read(&desk.file_of(&handles[0])).matches(&format!("of: {id}")).count(), 2);
}

#[test]
fn there_must_be_one_verdict_to_renew() {
    let desk = Desk::new();
    let handle = desk.open("It rained.", &[]);
    assert!(desk.fails(&["reaffirm", &handle, "--because", "Yes."]).contains("no verdict"));
    let path = desk.file_of(&handle);
    let file = desk.read(&path)
        + "verdicts:\n  - {id: v1, verdict: unverified, by: kim, after: []}\n  - {id: v2, verdict: confirmed, by: kim, after: [v1]}\n  \
           - {id: v3, verdict: refuted, by: lee, after: [v1]}\n";
    desk.write(&path, &file);
    let said = desk.fails(&["reaffirm", &handle, "--because", "Yes."]);
    assert!(said.contains("2 verdicts stand side by side: kim says confirmed; lee says refuted."), "{said}");
    assert!(said.contains("--resolves"), "{said}");
}

#[test]
fn what_a_protected_source_said_is_in_no_flag() {
    let (desk, _) = desk();
    let quote = "The repair has cost 2.4 million so far";
    let handle = desk.open("It is dear.", &["--by", "unnamed:a builder", "--in", "baths", "--quote", quote]);
    desk.ok(&["mark", &handle, "confirmed", "--because", "It was seen."]);
    desk.write("documents/baths.txt", &ARTICLE.replace("2.4 million", "2.9 million"));
    for code in ["stale", "quote_changed"] {
        let says = flags(&desk, &handle, code);
        assert_eq!(says.len(), 1);
        assert!(!says[0].contains("million"), "{says:?}");
    }
    std::fs::write(desk.folder().join("newer.txt"), ARTICLE.replace("2.4 million", "2.7 million")).unwrap();
    let out = desk.ok(&["capture", "baths", "newer.txt", "--format", "json"]);
    assert!(!out.contains(&handle), "{out}");
}

#[test]
fn a_digit_that_is_changed_counts_though_the_same_words_stand_elsewhere() {
    let desk = Desk::new();
    let text = "The repair cost 40 million, she said. The mayor agrees that the repair cost 40 million.\n";
    std::fs::write(desk.folder().join("note.txt"), text).unwrap();
    desk.ok(&["document", "note.txt", "--key", "note"]);
    let quote = "The repair cost 40 million";
    let handle = desk.open("It cost 40 million.", &["--by", "Ada", "--in", "note", "--quote", quote]);
    desk.ok(&["mark", &handle, "confirmed", "--because", "It was seen."]);
    desk.write("documents/note.txt", &text.replacen("40", "41", 1));
    let stale = flags(&desk, &handle, "stale");
    assert!(
        stale.len() == 1 && stale[0].contains("now reads “The repair cost 41 million, she said.”"),
        "{stale:?}"
    );
}
