//! Attributed statements of an article: proposed, taken, left, and decided in a file.

use crate::desk::Desk;

const ARTICLE: &str = "\
Crane at Orlen harbour to stay idle

The big crane had been idle for about 40 days, said Ilse Maran, the harbour master. “We will not start it before spring,” she
added.

“They have known about the cable since 2022,” said Bo Hale of the union. The harbour has 31 berths.
";

fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("crane.txt"), ARTICLE).unwrap();
    desk
}

fn claims(desk: &Desk) -> Vec<String> {
    desk.files().into_iter().filter(|path| path.starts_with("2024-11/")).collect()
}

const LOG: [&str; 7] = ["log", "crane.txt", "--key", "crane", "--published", "2024-11-06", "--reader=rules"];

/// A list of decisions, with `[START, END]` of the words in the article.
fn list(entries: &[(&str, &str)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(words, rest)| {
            let start = ARTICLE[..ARTICLE.find(words).unwrap()].chars().count();
            let end = start + words.chars().count();
            format!("{{\"content\": [[{start}, {end}]], \"passage\": [\"{words}\"], {rest}}}")
        })
        .collect();
    format!(
        "{{\"version\": 1, \"speakers\": [{{\"name\": \"Ilse Maran\", \"kind\": \"person\", \"aliases\": [\"Maran\"]}}], \
         \"proposals\": [\n{}\n]}}",
        entries.join(",\n")
    )
}

#[test]
fn statements_are_shown_by_who_speaks_and_nothing_is_opened() {
    let desk = desk();
    let ran = desk.run(&LOG);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    assert_eq!(claims(&desk), [""; 0]);
}

#[test]
fn a_taken_statement_is_a_claim_with_who_said_it_when_and_in_which_words() {
    let desk = desk();
    let ran = desk.run(&[&LOG[..], &["--take", "1"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(desk.read(&claims(&desk)[0]));
    assert!(desk.read("actors/ilse-maran.yaml").contains("name: \"Ilse Maran\"\nkind: person\n"));
    let before: Vec<String> = desk.files().iter().map(|path| desk.read(path)).collect();
    let again = desk.ok(&[&LOG[..], &["--take", "1"]].concat());
    assert!(again.contains("\nknown  "), "{again}");
    assert_eq!(desk.files().iter().map(|path| desk.read(path)).collect::<Vec<_>>(), before);
}

#[test]
fn who_is_only_proposed_is_never_taken_in_silence() {
    let desk = desk();
    let ran = desk.run(&[&LOG[..], &["--take", "all"]].concat());
    let open = |desk: &Desk| claims(desk).iter().filter(|path| !desk.read(path).contains("    by: ")).count();
    assert_eq!(open(&desk), 1, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("is left open; it may be Ilse Maran"), "{}", ran.err);
    let trusted = desk.ok(&[&LOG[..], &["--take", "all", "--trust-proposed"]].concat());
    assert!(trusted.contains("\ncompleted  ") && open(&desk) == 0, "{trusted}");
}

#[test]
fn what_is_left_counts_as_looked_at() {
    let desk = desk();
    let out = desk.ok(&[&LOG[..], &["--take", "1", "--leave", "s1", "--as", "boilerplate"]].concat());
    assert!(out.ends_with("left  1 passage\n"), "{out}");
    desk.ok(&[&LOG[..], &["--leave", "2,3", "--as", "opinion"]].concat());
    let record = desk.read("documents/crane.yaml");
    assert!(
        record.contains("  - {start: 0, end: 35, as: boilerplate, by: kim, at: \"2024-11-23T09:58:00Z\"}\n"),
        "{record}"
    );
    // The same again changes nothing; another reason changes only that.
    desk.ok(&[&LOG[..], &["--leave", "2,3", "--as", "opinion"]].concat());
    assert_eq!(desk.read("documents/crane.yaml"), record);
    desk.ok(&[&LOG[..], &["--leave", "s1"]].concat());
    assert_eq!(desk.read("documents/crane.yaml"), record.replace("as: boilerplate", "as: left"));
    let report = desk.ok(&["report"]);
    let coverage = "4 of 5 sentences: 1 in claims, 3 looked at and left (2 opinion); 1 not\n    looked at\n";
    assert!(report.contains(coverage), "{report}");
    let page = desk.ok(&["show", "crane"]);
    assert!(
        page.contains("Nobody has looked at 1 of 5 sentences\n")
            && page.contains("The harbour has 31 berths."),
        "{page}"
    );
    desk.fails(&[&LOG[..], &["--take", "1", "--leave", "1"]].concat());
    desk.fails(&[&LOG[..], &["--as", "opinion"]].concat());
}

#[test]
fn what_is_printed_for_programs_can_be_decided_on_and_given_back() {
    let desk = desk();
    let list = desk.ok(&[&LOG[..], &["--format", "json"]].concat());
    insta::assert_snapshot!(list);
    let before = desk.files();
    std::fs::write(desk.folder().join("p.json"), &list).unwrap();
    desk.ok(&["log", "crane.txt", "--from", "p.json"]);
    assert_eq!(desk.files(), before, "nothing is decided in it");
    let decided =
        list.replacen("\"take\": null", "\"take\": true", 1).replacen("\"take\": null", "\"take\": false", 1);
    let ran = desk.run_with(&["log", "crane.txt", "--from", "-"], &decided);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\nopened  ") && ran.out.ends_with("left  1 passage\n"), "{}", ran.out);
    // It is the claim that --take opens.
    assert!(desk.ok(&[&LOG[..], &["--take", "1"]].concat()).contains("\nknown  "));
    assert_eq!(claims(&desk).len(), 1);
}

#[test]
fn a_claim_in_several_parts_keeps_each_of_them() {
    let desk = desk();
    desk.ok(&LOG);
    let start = ARTICLE[..ARTICLE.find("has 31").unwrap()].chars().count();
    let second = format!("], [{start}, {}]]", start + "has 31 berths.".len());
    let json = list(&[("The big crane", "\"take\": true, \"claim\": \"The big crane has 31 berths.\", \"by\": \"Maran\", \"type\": \"property\"")])
        .replace("]], \"passage\": [\"The big crane\"]", &second)
        .replace("\"name\": \"Ilse Maran\"", "\"name\": \"Maran\"");
    let ran = desk.run_with(&["log", "crane", "--from", "-", "--topic", "harbour"], &json);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let claim = desk.read(&claims(&desk)[0]);
    assert_eq!(claim.matches("exact: ").count(), 2, "{claim}");
    assert!(claim.contains("type: property\n") && claim.contains("topics: [harbour]\n"), "{claim}");
    // A part of it, by the same, is that claim's.
    let part = list(&[("The big crane", "\"take\": true, \"claim\": \"a\", \"by\": \"Maran\"")]);
    let ran = desk.run_with(&["log", "crane", "--from", "-"], &part);
    assert!(ran.out.contains("\nknown  "), "{}{}", ran.out, ran.err);
}

#[test]
fn a_list_that_cannot_be_done_changes_nothing() {
    let desk = desk();
    desk.ok(&LOG);
    let before: Vec<String> = desk.files().iter().map(|path| desk.read(path)).collect();
    let good = ("The big crane", "\"take\": true, \"claim\": \"It is big.\"");
    let refusals: Vec<String> = [
        list(&[good, ("The harbour", "\"take\": true, \"claim\": \"\"")]),
        list(&[good, ("The harbour", "\"left\": \"boring\"")]),
        list(&[good, ("The harbour", "\"take\": 1")]),
        list(&[good]).replace("\"The big crane\"", "\"The big ferry\""),
        list(&[good]).replace("\"version\": 1", "\"version\": 1, \"text_sha256\": \"00\""),
        list(&[good]).replace("]}", "]"),
        String::new(),
    ]
    .iter()
    .map(|json| {
        let ran = desk.run_with(&["log", "crane", "--from", "-"], json);
        assert_eq!(ran.code, 2, "{}", ran.out);
        ran.err
    })
    .collect();
    insta::assert_snapshot!(refusals.join("\n"));
    assert_eq!(desk.files().iter().map(|path| desk.read(path)).collect::<Vec<_>>(), before);
    desk.fails(&["log", "crane", "--from", "nowhere.json"]);
    desk.fails(&["log", "-", "--from", "-"]);
    desk.fails(&["log", "crane", "--from", "p.json", "--take", "1"]);
}

#[test]
fn one_for_whom_somebody_may_speak_is_left_out_with_a_word_and_can_be_filled_in() {
    let desk = Desk::new();
    let text = "Roof mended\n\nThe roof was mended in 2021, said Bo Hale, a spokesman for the ministry.\n";
    std::fs::write(desk.folder().join("roof.txt"), text).unwrap();
    let log = ["log", "roof.txt", "--published", "2024-11-06", "--reader=rules"];
    assert!(desk.ok(&log).contains(" · for ministry? · "));
    let ran = desk.run(&[&log[..], &["--take", "1"]].concat());
    assert!(ran.err.contains("Only proposed, and left out: 1 for ministry."), "{}", ran.err);
    assert!(ran.err.contains("claimbook log roof.txt --take 1 --trust-proposed"), "{}", ran.err);
    let claim = |desk: &Desk| desk.read(&claims(desk)[0]);
    assert!(!claim(&desk).contains("    for: "));
    let trusted = [&log[..], &["--take", "1", "--trust-proposed"]].concat();
    assert!(desk.ok(&trusted).contains("\ncompleted  "));
    let completed = claim(&desk);
    assert!(completed.contains("    for: ministry\n"), "{completed}");
    assert!(desk.ok(&trusted).contains("\nknown  "));
    assert_eq!(claim(&desk), completed);
    assert!(desk.ok(&["check"]).starts_with("No problems"));
}

#[test]
fn somebody_known_is_shown_as_the_desk_has_them() {
    let desk = desk();
    desk.write("actors/bo-hale.yaml", "name: Bo Hale\nkind: organization\n");
    let shown = desk.ok(&LOG);
    assert!(shown.contains("\nBo Hale  bo-hale, organization"), "{shown}");
}

#[test]
fn a_surname_alone_is_proposed_as_the_one_on_record_and_makes_nobody_new() {
    let desk = Desk::new();
    let text = "Crane stays idle\n\nMaran said that the crane was broken.\n";
    std::fs::write(desk.folder().join("crane.txt"), text).unwrap();
    let log = ["log", "crane.txt", "--reader=rules"];
    desk.write("actors/ilse-maran.yaml", "name: Ilse Maran\nkind: person\n");
    let shown = desk.ok(&log);
    assert!(shown.contains("\nIlse Maran  ilse-maran, person\n"), "{shown}");
    assert!(shown.contains("Ilse Maran? “Maran”: nobody else on record has that surname"), "{shown}");
    let ran = desk.run(&[&log[..], &["--take", "1"]].concat());
    assert!(ran.err.contains("claimbook log crane.txt --take 1 --by \"Ilse Maran\""), "{}", ran.err);
    assert_eq!(desk.files().iter().filter(|path| path.starts_with("actors/")).count(), 1);
    desk.write("actors/jo-maran.yaml", "name: Jo Maran\n");
    let shown = desk.ok(&log);
    assert!(shown.contains("Maran? “Maran” may be Ilse Maran or Jo Maran"), "{shown}");
    // Who must not be named does not count.
    desk.write("actors/jo-maran.yaml", "name: Jo Maran\nprotected: true\nshown_as: an insider\n");
    assert!(desk.ok(&log).contains("\nIlse Maran  ilse-maran, person\n"));
}

#[test]
fn a_protected_actor_is_nothing_that_the_reader_knows() {
    let desk = desk();
    desk.write(
        "actors/source-1.yaml",
        "name: Ilse Maran\nkind: person\nprotected: true\nshown_as: an insider\n",
    );
    let json = desk.ok(&[&LOG[..], &["--format", "json"]].concat());
    assert!(!json.contains("source-1") && !json.contains("an insider"), "{json}");
    // Whoever speaks openly is not tied to a source of the same name.
    for _ in 0..2 {
        desk.ok(&[&LOG[..], &["--take", "1"]].concat());
        let claim = desk.read(&claims(&desk)[0]);
        assert!(claim.contains("    by: ilse-maran\n"), "{claim}");
    }
    assert_eq!(desk.files().iter().filter(|path| path.starts_with("actors/")).count(), 2);
    assert!(desk.ok(&["check"]).starts_with("No problems"));
    // Somebody who types the name of the one decides.
    assert!(desk.ok(&[&LOG[..], &["--take", "2", "--by", "source-1"]].concat()).contains("opened"));
}

#[test]
fn a_text_in_which_nobody_speaks_shows_its_sentences() {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("table.txt"), "The harbour has 31 berths. It has two cranes.").unwrap();
    let ran = desk.run(&["log", "table.txt"]);
    assert!(ran.out.ends_with("\n s1  The harbour has 31 berths.\n s2  It has two cranes.\n"), "{}", ran.out);
    assert!(ran.err.contains("No attributed statement was found in it"), "{}", ran.err);
    let error = desk.fails(&["log", "table.txt", "--take", "2"]);
    assert!(error.contains("For its sentence 2 write s2."), "{error}");
}
