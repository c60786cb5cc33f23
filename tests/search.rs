//! Finding words, and what is kept between commands.

use std::fs;

use crate::desk::Desk;

const CLAIMS: [(&str, &str); 5] = [
    (
        "one",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000001\nclaim: \"The old bridge was closed to lorries.\"\ntopics: [bridges]\nassertions: [{id: a1, by: board}]\n",
    ),
    (
        "two",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000002\nclaim: \"Two bridges near the north pier cost 10,000 crowns.\"\nverdicts:\n- {id: v1, verdict: disputed, by: kim, because: \"The pier is not theirs.\"}\n",
    ),
    (
        "three",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000003\nclaim: \"The pier was mended.\"\nevidence: [{id: e1, direction: supports, note: \"A bridge inspector says so.\"}]\n",
    ),
    ("four", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000004\nclaim: \"Мости закрито, каже рада.\"\n"),
    (
        "five",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000005\nclaim: \"An informer saw it.\"\nassertions: [{id: a1, by: source-1, cue: \"whispered Zebulon\"}]\n",
    ),
];

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, claim) in CLAIMS {
        desk.write(&format!("2024-11/{name}.yaml"), claim);
    }
    desk.write("actors/board.yaml", "name: \"Harbour Board\"\nkind: organization\n");
    desk.write(
        "documents/minutes.yaml",
        "title: \"Minutes of the board\"\ncaptures: [{text: minutes.txt}]\n",
    );
    desk.write("documents/minutes.txt", "The bridge was looked at. Nothing else was decided on that day.\n");
    desk
}

#[test]
fn words_are_found_in_every_text_and_in_all_their_forms() {
    let desk = desk();
    insta::assert_snapshot!(desk.ok(&["search", "bridge"]));
    insta::assert_snapshot!(desk.ok(&["search", "pier", "-mended"]));
    insta::assert_snapshot!(desk.ok(&["search", "мостів"]));
}

#[test]
fn what_the_query_asks_beside_words_holds() {
    let desk = desk();
    insta::assert_snapshot!(desk.ok(&["search", "status:disputed", "north pier", "10000"]));
    insta::assert_snapshot!(desk.ok(&["list", "is:open", "-topic:bridges", "pier"]));
}

#[test]
fn a_word_typed_wrong_is_told_on_the_side() {
    let desk = desk();
    insta::assert_snapshot!(desk.ok(&["search", "inspektor"]));
}

#[test]
fn an_error_points_at_the_character() {
    let desk = desk();
    insta::assert_snapshot!(desk.fails(&["search", "pier status:shut"]));
    insta::assert_snapshot!(desk.fails(&["search", "pier \"north"]));
    insta::assert_snapshot!(desk.fails(&["search", "status:disputed"]));
}

#[test]
fn what_must_not_be_told_is_not_found() {
    let desk = desk();
    desk.write(
        "actors/source-1.yaml",
        "name: \"Zebulon\"\nkind: unnamed\nprotected: true\nshown_as: \"a docker\"\n",
    );
    for query in ["Zebulon", "zebul*", "source"] {
        for extra in [&["--format", "json"][..], &[]] {
            let told = desk.ok(&[&["search", query], extra].concat());
            assert!(!told.contains("ebulon\"") || told.contains("\"query\": \"Zebulon\""), "{told}");
            assert!(!told.contains("00000005") && !told.contains("source-1"), "{told}");
        }
    }
}

/// What a command says, on both streams, and how it ends.
fn either(desk: &Desk, args: &[&str]) -> (String, String, i32) {
    let ran = desk.run(args);
    (ran.out, ran.err, ran.code)
}

#[test]
fn with_and_without_what_is_kept_everything_comes_out_the_same() {
    let desk = desk();
    let commands: [&[&str]; 9] = [
        &["list"],
        &["list", "--format", "json"],
        &["list", "--sort", "by"],
        &["report"],
        &["report", "--format", "json"],
        &["report", "--format", "markdown", "--group-by", "topic"],
        &["todo", "--format", "json"],
        &["search", "bridge", "--format", "json"],
        &["check", "--format", "json"],
    ];
    let changes: [(&str, &str); 10] = [
        ("documents/old.yml", "title: It ends in another way\n"),
        ("2024-11/two.yaml", "claim: \"Three bridges fell.\"\n"),
        ("documents/minutes.txt", "Another text, and a bridge.\n"),
        ("actors/board.yaml", "name: \"Board of the harbour\"\n"),
        ("2024-11/six.yaml", "claim: [broken\n"),
        ("actors/source-1.yaml", "name: \"Zebulon\"\nprotected: true\nshown_as: \"a docker\"\n"),
        ("2024-11/five.yaml", "claim: \"Zebulon saw it.\"\nassertions: [{by: source-1}]\n"),
        ("claimbook.yaml", "title: \"Another title\"\n"),
        ("claimbook.yaml", "title: [broken\n"),
        (
            "2024-11/one.yaml",
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00000001\nclaim: \"The old bridge was opened.\"\n",
        ),
    ];
    for (path, text) in changes {
        desk.write(path, text);
        for command in commands {
            for _ in 0..2 {
                let (kept, anew) =
                    (either(&desk, command), either(&desk, &[command, &["--no-cache"]].concat()));
                assert_eq!(kept, anew, "after {path}: {command:?}");
            }
        }
    }
    fs::remove_dir_all(desk.path(".claimbook")).unwrap();
    assert_eq!(either(&desk, &["list"]), either(&desk, &["list", "--no-cache"]));
}

#[test]
fn any_query_is_understood_or_refused_at_a_place() {
    let desk = desk();
    let long = [
        "a".repeat(100_000),
        "bridge ".repeat(14_000),
        "\"".repeat(100_000),
        "-".repeat(100_000),
        "status:".repeat(14_000),
        "мости ".repeat(10_000),
    ];
    let short = [
        "?!…—",
        "«»",
        "\"",
        "-",
        "--",
        "OR",
        "OR OR",
        "bridge OR",
        "OR bridge",
        "-OR",
        "by:",
        ":",
        "::",
        "by::",
        "*",
        "**",
        "-*",
        "status:,",
        "by:\"",
        "\"\"",
        "橋が閉鎖された",
        "الجسر",
        "สะพาน",
        "\u{202e}egdirb",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧 🧵",
        "\u{fffd}\u{feff}",
        "bridge\n-",
        "since:yesterday",
        "is:",
        "kind:x",
        "(bridge)",
        "bridge AND pier",
        "^~|&\\\\",
        "0",
        "-1",
        "1e9999",
        "--status",
    ];
    for query in long.iter().map(String::as_str).chain(short) {
        for command in ["search", "list"] {
            let ran = desk.run(&[command, "--", query]);
            let shown: String = query.chars().take(40).collect();
            assert!(!ran.err.contains("panicked"), "{command} {shown:?}: {}", ran.err);
            match ran.code {
                0 => {}
                2 => assert!(ran.err.starts_with("Error: "), "{command} {shown:?}: {}", ran.err),
                code => assert_eq!(code, 0, "{command} {shown:?}: {}", ran.err),
            }
        }
    }
    for (query, place) in [
        ("pier OR", "character 6"),
        ("pier -", "character 6"),
        ("pier by:", "character 6"),
        ("pier \"x", "character 6"),
    ] {
        let err = desk.fails(&["search", "--", query]);
        assert!(err.contains(place), "{query}: {err}");
    }
    let err = desk.fails(&["search", "--", &"a".repeat(100_000)]);
    assert!(err.contains("at most 4096 characters") && err.len() < 2_000, "{}", err.len());
}
