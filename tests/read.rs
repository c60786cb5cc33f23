//! `read`: who said what in texts, for other programs, without a workspace.

use crate::desk::Desk;

const PAGE: &str = "<!DOCTYPE html><html lang=\"en-GB\"><head>
<title>Mill race runs dry | Orlen Courier</title>
<meta property=\"og:title\" content=\"Mill race runs dry\">
<meta property=\"og:site_name\" content=\"Orlen Courier\">
<meta property=\"article:published_time\" content=\"2024-11-20T08:00:00Z\">
</head><body><article><h1>Mill race runs dry</h1>
<p>The mill race at Orlen has run dry for the first time in 30 years, the canal company said on Wednesday. Nobody at the mills had
seen it coming, although the spring was dry and the summer drier.</p>
<p>“We shall grind again when it rains,” said Bo Hale, the miller. He did not say when that would be.</p>
</article></body></html>
";

fn desk(files: &[(&str, &str)]) -> Desk {
    let desk = Desk::empty();
    for (name, content) in files {
        std::fs::write(desk.folder().join(name), content).unwrap();
    }
    desk
}

/// A value of each line of JSON.
fn each(out: &str, key: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()[key].clone()).collect()
}

fn line(id: usize) -> String {
    format!("{{\"doc_id\": {id}, \"text\": \"The mill, she said, has {id} stones.\"}}\n")
}

#[test]
fn a_file_is_one_line_with_what_it_says_of_itself() {
    let desk = desk(&[("mill.html", PAGE), ("mill.md", "# The *mill*\r\n\r\nIt \\\r\ngrinds.\r\n")]);
    let out = desk.ok(&["read", "mill.html", "mill.md"]);
    assert_eq!(out.lines().count(), 2);
    assert_eq!(each(&out, "version"), [1, 1]);
    assert_eq!(each(&out, "file"), ["mill.html", "mill.md"]);
    assert_eq!(each(&out, "title"), ["Mill race runs dry", "The mill"]);
    assert_eq!(each(&out, "date")[0], "2024-11-20");
    assert!(each(&out, "date")[1].is_null());
    assert_eq!(each(&out, "language"), ["en", "en"]);
    let text = each(&out, "text")[0].as_str().unwrap().to_owned();
    assert!(text.starts_with("The mill race at Orlen has run dry"), "{text}");
    assert_eq!(each(&desk.ok(&["read", "mill.html", "--date", "6 November 2024"]), "date"), ["2024-11-06"]);
    assert_eq!(each(&desk.ok(&["read", "mill.html", "--language", "de"]), "language"), ["de"]);
    assert_eq!(std::fs::read_dir(desk.folder()).unwrap().count(), 2, "nothing was written");
}

#[test]
fn places_are_code_points_of_the_text_as_it_was_given() {
    // Nothing is composed, cut off or turned into other line ends, and a 🌾 is one point.
    let text = "\r\n  Re\u{301}sume\u{301} 🌾\r\n\r\n“We shall grind again,” said Bo Hale.\r\n";
    let line = serde_json::json!({"doc_id": "mill", "text": text, "date": "2024-11-20"}).to_string();
    let desk = Desk::empty();
    let ran = desk.run_with(&["read", "--jsonl", "-"], &line);
    let found = &each(&ran.out, "attributions")[0][0];
    let words = |key: &str| {
        let place = |at: usize| usize::try_from(found[key][0][at].as_u64().unwrap()).unwrap();
        text.chars().skip(place(0)).take(place(1) - place(0)).collect::<String>()
    };
    assert_eq!(["source", "cue"].map(words), ["Bo Hale", "said"], "{found}");
    assert!(words("content").contains("We shall grind again"), "{found}");
    assert_eq!((found["nested"].as_bool(), found["rendering"].as_str()), (Some(false), Some("direct")));
    assert_eq!(found["speaker"]["name"], "Bo Hale");
}

#[test]
fn many_files_come_in_the_order_in_which_they_were_named() {
    let desk = Desk::empty();
    let names: Vec<String> = (0..60).rev().map(|number| format!("{number}.txt")).collect();
    for (place, name) in names.iter().enumerate() {
        let text = format!("The mill has {place} stones. ").repeat(1 + 17 * (place % 7));
        std::fs::write(desk.folder().join(name), text).unwrap();
    }
    let args: Vec<&str> = ["read"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let out = desk.ok(&args);
    assert_eq!(each(&out, "file"), names.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(each(&out, "text")[41].as_str().unwrap().starts_with("The mill has 41 stones."));
    assert_eq!(desk.ok(&args), out);
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let desk = desk(&[
        ("one.txt", "One mill."),
        ("empty.txt", ""),
        ("two.txt", "Two mills."),
        ("scan.pdf", "%PDF-1.4"),
    ]);
    let ran = desk.run(&["read", "one.txt", "empty.txt", "none.txt", "scan.pdf", ".", "two.txt"]);
    assert_eq!(ran.code, 2);
    assert_eq!(each(&ran.out, "file"), ["one.txt", "two.txt"]);
    insta::assert_snapshot!(ran.err);
    insta::assert_snapshot!("one_file_that_cannot_be_read", desk.fails(&["read", "empty.txt"]));
}

#[test]
fn standard_input_is_a_file_too() {
    let desk = desk(&[("one.txt", "One mill.")]);
    let ran = desk.run_with(&["read", "one.txt", "-"], "Two\r\nmills.");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(each(&ran.out, "file"), ["one.txt", "-"]);
    assert_eq!(each(&ran.out, "text"), ["One mill.\n", "Two\nmills.\n"]);
}

#[test]
fn lines_are_answered_in_their_order() {
    let desk = Desk::empty();
    let lines: String = (0..500).map(line).collect();
    let ran = desk.run_with(&["read", "--jsonl", "-"], &lines);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(each(&ran.out, "doc_id"), (0..500).collect::<Vec<_>>());
    assert_eq!(each(&ran.out, "version"), vec![1; 500]);
    assert!(each(&ran.out, "attributions").iter().all(serde_json::Value::is_array));
    std::fs::write(desk.folder().join("texts.jsonl"), format!("\u{feff}{}", lines.replace('\n', "\r\n")))
        .unwrap();
    assert_eq!(desk.ok(&["read", "--jsonl", "texts.jsonl"]), ran.out);
    assert_eq!(desk.run_with(&["read", "--jsonl", "-"], "").out, "");
}

#[test]
fn bad_lines_are_named_and_the_others_read() {
    let desk = Desk::empty();
    let lines = [
        "{\"doc_id\": \"a\", \"text\": \"A mill.\", \"date\": null, \"lang\": \"fr\", \"more\": {\"x\": [1]}}",
        "",
        "{\"doc_id\": \"b\", \"text\": \"A mi",
        "[\"c\", \"A mill.\"]",
        "{\"text\": \"A mill.\"}",
        "{\"doc_id\": \"d\"}",
        "{\"doc_id\": [], \"text\": \"A mill.\"}",
        "{\"doc_id\": \"e\", \"text\": [\"A mill.\"]}",
        "{\"doc_id\": \"f\", \"text\": \"A mill.\", \"date\": \"last \u{1b}[2Jweek\"}",
        "{\"doc_id\": \"f\", \"text\": \"A mill.\", \"date\": \"last \\u001b[2Jweek\"}",
        "{\"doc_id\": \"g\", \"text\": \"A \\ud800 mill.\"}",
        "{\"doc_id\": \"h\", \"text\": \"\", \"date\": \"2024-11-06T08:00:00Z\"}",
    ];
    let ran = desk.run_with(&["read", "--jsonl", "-"], &lines.join("\n"));
    assert_eq!(ran.code, 2);
    assert_eq!(each(&ran.out, "doc_id"), ["a", "f", "h"]);
    insta::assert_snapshot!(ran.err);
    let many = "{}\n".repeat(60);
    let ran = desk.run_with(&["read", "--jsonl", "-"], &many);
    assert_eq!(ran.err.lines().filter(|line| line.contains("was left out")).count(), 50);
    assert!(ran.err.contains("60 lines of standard input"), "{}", ran.err);
    std::fs::write(desk.folder().join("latin.jsonl"), b"{\"doc_id\": 1, \"text\": \"caf\xe9\"}\n").unwrap();
    assert!(
        desk.fails(&["read", "--jsonl", "latin.jsonl"]).contains("line 1 was left out: it is not UTF-8.")
    );
}

#[test]
fn a_text_that_is_too_long_is_passed_over() {
    let desk = Desk::empty();
    let long = "A mill. ".repeat(1_400_000);
    // A line of its own that is longer than any line may be, and never is JSON.
    let endless = "mill ".repeat(14_000_000);
    let lines = format!("{}{{\"doc_id\": 2, \"text\": \"{long}\"}}\n{endless}\n{}", line(1), line(4));
    std::fs::write(desk.folder().join("long.jsonl"), lines).unwrap();
    let ran = desk.run(&["read", "--jsonl", "long.jsonl"]);
    assert_eq!(each(&ran.out, "doc_id"), [1, 4]);
    insta::assert_snapshot!(ran.err);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let desk = Desk::empty();
    let lines: String = (0..2000).map(line).collect();
    std::fs::write(desk.folder().join("texts.jsonl"), lines).unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("claimbook"))
        .current_dir(desk.folder())
        .args(["read", "--jsonl", "texts.jsonl"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn for_people_a_text_has_a_heading() {
    let desk = desk(&[("mill.html", PAGE)]);
    let out = desk.ok(&["read", "mill.html", "--format", "text"]);
    assert!(out.starts_with("mill.html\nMill race runs dry\n\n"), "{out}");
    let ran = desk.run_with(&["read", "--jsonl", "-", "--format", "text"], &line(7));
    assert!(ran.out.starts_with("7\n\n"), "{}", ran.out);
}

#[test]
fn what_cannot_be_meant_is_answered_in_words() {
    let desk = desk(&[("mill.txt", "A mill.")]);
    let refusals: Vec<String> = [
        &["read"][..],
        &["read", "mill.txt", "--jsonl", "mill.txt"],
        &["read", "mill.txt", "--date", "2024-11"],
        &["read", "mill.txt", "--language", "fr"],
        &["read", "mill.txt", "--reader", "rule"],
        &["read", "--jsonl", "none.jsonl"],
        &["read", "--jsonl", "."],
    ]
    .iter()
    .map(|args| desk.fails(args))
    .collect();
    insta::assert_snapshot!(refusals.join("\n"));
}
