//! No output but a list on a terminal gives away a protected source.

use crate::desk::Desk;

/// Stands in every text that must not be seen, as a part of a word, so that only what was taken out is gone.
pub(crate) const SECRET: &str = "zq";

/// A protected source, a document of hers, one that is protected itself, and every field that could give them away.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "claimbook.yaml",
        "title: What zqanna zqberg knew\nlabels: {zqanna zqberg lied: {verdict: refuted, label: zqanna zqberg lied}}\n",
    );
    desk.write(
        "actors/zqsource-anna.yaml",
        "name: Zqanna Zqberg\nkind: person\nprotected: true\nshown_as: a ministry official\naliases: [Zqalias, zqnick]\n\
         same_as: [https://people.example/zqannab]\nurl: https://zqberg.example/me\nnotes: zqactornotes\n\
         reliability: [{grade: B, as_of: zqas_of, by: zqgrader, note: zqgradenote, zqkey: zqvalue}]\nzqactorkey: {zqdeep: [zqvalue]}\n",
    );
    desk.write("actors/zqnameless.yaml", "name: Zqnameless\nprotected: true\n");
    desk.write("actors/mayor.yaml", "name: The mayor\nnotes: A friend of Zqalias.\n");
    desk.write("actors/lawyer-of-zqsource-anna.yaml", "name: Lawyer of ZQANNA ZQBERG\n");
    desk.write(
        "documents/zqleak.yaml",
        "title: Zqleaktitle here\nkind: zqkind\nurl: https://leak.example/zqurl\nprotected: true\npublisher: zqpublisher\n\
         language: zqlanguage\nnotes: zqdocnotes\nderived_from: [{document: zqother, as: zqas}]\n\
         captures: [{by: zqcapturer, kept: zqleak.pdf, text: zqleak.txt, archived: \"https://archive.example/zqarchived\", zqk: zqv}]\n\
         corrections: [{note: zqcorrection}]\nreviewed: [{start: 0, end: 3, by: zqreviewer}]\nzqdockey: zqdocvalue\n",
    );
    desk.write("documents/zqleak.txt", "Zqtext of the leak.\n");
    desk.write(
        "documents/zqblog.yaml",
        "title: Zqblogtitle here\npublisher: zqsource-anna\ncaptures: [{text: zqblog.txt}]\nzqextra: zqvalue\n",
    );
    desk.write("documents/zqblog.txt", "Zqtext of the blog.\n");
    desk.write(
        "documents/talk-with-zqanna-zqberg.yaml",
        "title: A talk with Zqanna Zqberg about zqleaktitle here\n",
    );
    let roles = [
        "by: zqsource-anna",
        "by: mayor, for: zqsource-anna",
        "by: mayor, through: [zqsource-anna]",
        "by: mayor, citing: [zqnameless]",
        "by: mayor, in: zqleak",
        "by: mayor, in: zqblog",
        "by: mayor, withdrawn: {in: zqleak, zqk: zqv}",
        "by: lawyer-of-zqsource-anna",
    ];
    for (number, role) in roles.iter().enumerate() {
        // The lawyer is no secret, and what she said neither; only the names in it are.
        let own = if role.contains("lawyer") {
            "cue: \"said of zqalias\""
        } else {
            "cue: zqcue, note: zqnote, zqakey: zqavalue, quote: {exact: zqexact, prefix: zqprefix, suffix: zqsuffix, zqq: zqv}"
        };
        let notes =
            if role.contains("lawyer") { "" } else { "notes: zqclaimnotes\nzqclaimkey: zqclaimvalue\n" };
        desk.write(
            &format!("2024-11/zqanna-zqberg-says-{number}.yaml"),
            &format!(
                "id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000{number:04x}\n\
                 claim: \"Zqanna Zqberg, or zqalias, says no. {number} (https://leak.example/zqurl)\"\n\
                 about: zqalias\ntopics: [zqalias, zqsource-anna]\n{notes}\
                 logged: {{at: \"2024-11-0{}T08:00:00Z\", by: Zqanna Zqberg}}\n\
                 quantities: [{{measure: zqalias, phrase: zqleaktitle here}}]\n\
                 assertions: [{{id: a1, {role}, when: \"2024-10-28\", {own}}}]\n\
                 evidence:\n\
                 - {{id: e1, document: zqleak, direction: supports, note: zqlinenote, zqe: zqv, quote: {{exact: zqexact}}}}\n\
                 - {{id: e2, document: zqblog, direction: refutes, note: zqlinenote, retracted: {{because: zqbecause}}}}\n\
                 - {{id: e3, document: talk-with-zqanna-zqberg, direction: supports, note: says zqnick, from: [zqalias]}}\n\
                 verdicts:\n\
                 - {{verdict: disputed, at: \"2024-11-09T08:00:00Z\", by: zqnick, because: \"So says ZqannaZqberg in zqleak.\"}}\n\
                 - {{verdict: refuted, of: a1, at: \"2024-11-09T09:00:00Z\", by: zqnick, because: zqsource-anna}}\n\
                 links: [{{note: zqlinknote}}]\n",
                number + 1,
            ),
        );
    }
    desk
}

#[track_caller]
fn holds_nothing(desk: &Desk, args: &[&str]) {
    let ran = desk.run(args);
    let all = format!("{}{}", ran.out, ran.err).to_lowercase();
    assert!(!all.contains(SECRET), "claimbook {args:?} gives it away:\n{}{}", ran.out, ran.err);
}

#[test]
fn no_output_gives_a_protected_source_away() {
    let desk = desk();
    for format in ["text", "markdown", "json", "csv"] {
        let report = ["report", "--format", format];
        holds_nothing(&desk, &report);
        for by in ["status", "asserter", "document", "topic"] {
            holds_nothing(&desk, &[&report[..], &["--group-by", by]].concat());
        }
        // Who knows the key may ask by it; what is printed does not repeat it.
        holds_nothing(&desk, &[&report[..], &["--by", "zqsource-anna"]].concat());
        holds_nothing(&desk, &[&report[..], &["--in", "zqleak"]].concat());
        desk.ok(&[&report[..], &["--out", "report.out"]].concat());
        let file = std::fs::read_to_string(desk.folder().join("report.out")).unwrap();
        assert!(!file.to_lowercase().contains(SECRET), "{file}");
    }
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["list", "--color", "always"],
        &["list", "--by", "zqsource-anna"],
        &["list", "--by", "Zqanna Zqberg", "--format", "json"],
        &["list", "--in", "zqblog", "--sort", "by"],
    ] {
        holds_nothing(&desk, args);
        assert!(!desk.ok(args).is_empty(), "{args:?} finds nothing");
    }
}

#[test]
fn what_is_mistyped_is_not_put_right_with_a_secret() {
    let desk = desk();
    for args in [
        &["list", "--by", "xqsource-anna"][..],
        &["list", "--in", "xqleak"],
        &["list", "--in", "xqblog"],
        &["show", "xqsource-anna"],
        &["show", "xqblog"],
        &["show", "says no"],
        &["log", "xqleak"],
    ] {
        assert_eq!(desk.run(args).code, 2, "{args:?}");
        holds_nothing(&desk, args);
    }
    holds_nothing(&desk, &["open", "It rained.", "--by", "xqsource-anna"]);
}

#[test]
fn a_source_has_the_name_that_the_desk_gave_it() {
    let desk = desk();
    let out = desk.ok(&["report"]);
    assert!(out.contains("a ministry official"), "{out}");
    let json = desk.ok(&["list", "--by", "zqsource-anna", "--format", "json"]);
    assert!(json.contains("\"path\": null"), "{json}");
    assert!(json.contains("\"name\": \"a ministry official\""), "{json}");
}

#[test]
fn a_source_whose_file_is_broken_is_not_named() {
    let desk = Desk::new();
    desk.write("actors/zqsource.yaml", "name: [\n");
    desk.write("2024-11/a.yaml", "claim: It fell.\nassertions: [{by: zqsource}]\n");
    let out = desk.ok(&["report"]);
    assert!(!out.contains(SECRET), "{out}");
    assert!(out.contains("a source with a broken file"), "{out}");
}

#[test]
fn unredacted_lifts_it() {
    let desk = desk();
    assert!(desk.ok(&["report", "--unredacted"]).contains("Zqanna Zqberg"));
    assert!(desk.ok(&["list", "--unredacted"]).contains("Zqanna Zqberg"));
}

#[test]
fn a_protected_document_is_read_out_at_a_terminal_only() {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("memo.txt"), "The dam was never sound. It will fall.\n").unwrap();
    desk.ok(&["document", "memo.txt", "--key", "memo"]);
    let record = desk.read("documents/memo.yaml");
    desk.write("documents/memo.yaml", &format!("{record}protected: true\n"));
    for args in [&["log", "memo"][..], &["log", "memo.txt", "--format", "json"]] {
        let ran = desk.run(args);
        assert_eq!(ran.code, 2);
        assert!(ran.out.is_empty() && !ran.err.contains("never sound"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn words_of_a_text_are_not_found_where_a_source_is_protected() {
    let desk = Desk::new();
    desk.write(
        "actors/anna.yaml",
        "name: Anna Zqberg\nkind: person\nprotected: true\nshown_as: an official\naliases: [Zqnick]\n",
    );
    desk.write("documents/talk.yaml", "title: A talk\ncaptures: [{text: talk.txt}]\n");
    desk.write("documents/talk.txt", "“The dam held,” said Anna Zqberg. She was angry.\n");
    desk.write("documents/walk.yaml", "title: A walk\ncaptures: [{text: walk.txt}]\n");
    desk.write("documents/walk.txt", "Anna Zqberg walked by, and a lighthouse shone.\n");
    desk.write(
        "a.yaml",
        "claim: The dam held.\nassertions: [{by: anna, in: talk, quote: {exact: The dam held}}]\n",
    );
    for words in ["Zqberg", "angry", "Zqnick", "anna"] {
        let ran = desk.run(&["search", words]);
        assert!(!ran.out.contains("talk") && !ran.out.contains("Zqberg"), "{words}: {}", ran.out);
    }
    // What others say is found, without the name.
    let found = desk.ok(&["search", "lighthouse"]);
    assert!(found.contains("an official walked by") && !found.contains("Zqberg"), "{found}");
    assert!(desk.ok(&["search", "angry", "--unredacted"]).contains("talk"));
}
