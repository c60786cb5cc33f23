//! Logging articles: what is captured, which sentences become claims, what a second run does.

use crate::desk::Desk;

const ARTICLE: &str = "\
Bridge to stay shut until spring

The ministry said on Monday that the Orlen bridge had been closed for about 40 days. “We will not open it
before spring,” said Ada Lind, who speaks for the ministry.

“The piers are sound.”

The operator’s log has 31 days.
";

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head>
<title>Ferry back in service | Orlen Courier</title>
<meta property=\"og:title\" content=\"Ferry back in service\">
<meta property=\"og:site_name\" content=\"Orlen Courier\">
<meta property=\"article:published_time\" content=\"2024-11-20T08:00:00Z\">
<link rel=\"canonical\" href=\"https://courier.example/ferry\">
</head><body><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav>
<article><h1>Ferry back in service</h1>
<p>The ferry across the Orlen runs again after a break of nine weeks, the company said on Wednesday. It carried 1,200 people on its
first day, more than on any day before.</p>
<p>The company had laid it up in September, when a crack was found in the hull. Repairs cost about 80,000 crowns, said Bo Hale, its
manager. The town paid half of that, according to the council’s minutes.</p>
</article><footer>Imprint</footer></body></html>
";

fn desk(name: &str, content: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.folder().join(name), content).unwrap();
    desk
}

/// The files of claims.
fn claims(desk: &Desk) -> Vec<String> {
    desk.files().into_iter().filter(|path| path.starts_with("2024-11/")).collect()
}

#[test]
fn sentences_are_numbered_where_they_are_asked_for_and_nothing_is_opened() {
    let desk = desk("brief.txt", ARTICLE);
    let ran = desk.run(&[
        "log",
        "brief.txt",
        "--sentences",
        "--published",
        "2024-10-28",
        "--publisher",
        "Orlen Courier",
    ]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    assert_eq!(claims(&desk), [""; 0]);
    assert_eq!(desk.read("documents/2024-10-28-bridge-to-stay-shut-until-spring.txt"), ARTICLE);
}

#[test]
fn each_take_has_its_own_asserter_and_date() {
    let desk = desk("brief.txt", ARTICLE);
    let ran = desk.run(&[
        "log",
        "brief.txt",
        "--key",
        "brief",
        "--take",
        "s2-3",
        "--by",
        "Ada Lind",
        "--when",
        "2024-10-28",
        "--take",
        "s4",
        "--topic",
        "bridge",
        "--take",
        "s5",
        "--by",
        "unnamed:an operator",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    let files: String = claims(&desk).iter().map(|path| desk.read(path)).collect();
    insta::assert_snapshot!("each_take_as_files", files);
}

#[test]
fn a_second_run_marks_what_is_there_and_adds_nothing_twice() {
    let desk = desk("brief.txt", ARTICLE);
    let take = [
        "log",
        "brief.txt",
        "--key",
        "brief",
        "--take",
        "s2",
        "--by",
        "unnamed:an official",
        "--when",
        "2024-10",
    ];
    desk.ok(&take);
    let before = desk.files();
    let claim = desk.read(&claims(&desk)[0]);
    assert!(desk.ok(&take).contains("\nknown  "));
    // Nobody named, or less said: that sentence has its claim.
    assert!(desk.ok(&["log", "brief.txt", "--take", "s2"]).contains("\nknown  "));
    assert_eq!((desk.files(), desk.read(&claims(&desk)[0])), (before, claim));
    insta::assert_snapshot!(desk.ok(&["log", "brief.txt", "--sentences"]));
    // The key, and the captured text itself, are the same article too.
    assert!(desk.ok(&["log", "brief", "--take", "none"]).starts_with("known  brief  "));
    assert!(desk.ok(&["log", "claims/documents/brief.txt", "--take", "none"]).starts_with("known  brief  "));
}

#[test]
fn another_asserter_of_a_sentence_is_another_assertion() {
    let desk = desk("brief.txt", ARTICLE);
    desk.ok(&[
        "log",
        "brief.txt",
        "--key",
        "brief",
        "--take",
        "s2",
        "--by",
        "Ada Lind",
        "--take",
        "s2",
        "--by",
        "Ministry",
    ]);
    assert!(desk.ok(&["log", "brief.txt", "--take", "s2", "--by", "Operator"]).contains("\nasserted  "));
    let files = claims(&desk);
    assert_eq!(files.len(), 1);
    let asserters: Vec<String> =
        desk.read(&files[0]).lines().filter(|l| l.starts_with("    by: ")).map(str::to_owned).collect();
    assert_eq!(asserters, ["    by: ada-lind", "    by: ministry", "    by: operator"]);
}

#[test]
fn an_asserter_that_was_not_recorded_is_filled_in() {
    let desk = desk("brief.txt", ARTICLE);
    desk.ok(&["log", "brief.txt", "--key", "brief", "--take", "s2"]);
    let file = claims(&desk).remove(0);
    let by_hand = desk.read(&file).replace("stage: logged", "stage: logged # for Friday");
    desk.write(&file, &by_hand);
    let out = desk.ok(&["log", "brief.txt", "--take", "s2", "--by", "Ada Lind", "--when", "2024-10-28"]);
    assert!(out.contains("\ncompleted  "), "{out}");
    insta::assert_snapshot!(desk.read(&file));
}

#[test]
fn what_is_newly_said_of_the_article_is_kept() {
    let desk = desk("brief.txt", ARTICLE);
    desk.ok(&["log", "brief.txt", "--key", "brief", "--keep"]);
    assert_eq!(std::fs::read(desk.path("documents/brief.original.txt")).unwrap(), ARTICLE.as_bytes());
    let out = desk.ok(&[
        "log",
        "brief.txt",
        "--title",
        "The bridge",
        "--published",
        "2024-10-28",
        "--take",
        "none",
    ]);
    assert_eq!(out, "changed  brief  The bridge\n");
    let record = desk.read("documents/brief.yaml");
    assert!(
        record.contains("title: \"The bridge\"\n") && record.contains("published: \"2024-10-28\"\n"),
        "{record}"
    );
}

#[test]
fn a_saved_page_says_itself_what_it_is() {
    let desk = desk("ferry.html", PAGE);
    insta::assert_snapshot!(desk.ok(&["log", "ferry.html", "--sentences"]));
    insta::assert_snapshot!(
        "a_saved_page_as_a_record",
        desk.read("documents/2024-11-20-ferry-back-in-service.yaml")
    );
}

#[test]
fn markdown_is_read_without_its_marks() {
    let text = "---\ntitle: Rents\n---\n# Rents *fell*\n\nRents fell by **3.5 per cent** in [May](https://x.example).\n\n- One.\n- Two.\n\n> “Quoted.”\n";
    let desk = desk("rents.md", text);
    insta::assert_snapshot!(desk.ok(&["log", "rents.md", "--sentences"]));
}

#[test]
fn an_article_comes_through_a_pipe_too() {
    let desk = Desk::new();
    let ran = desk
        .run_with(&["log", "-", "--title", "The bridge", "--take", "s2"], "It was shut.\r\nIt is open.\r\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("captured  2024-11-23-the-bridge  The bridge\nopened  "), "{}", ran.out);
    assert_eq!(desk.read("documents/2024-11-23-the-bridge.txt"), "It was shut.\nIt is open.\n");
    assert!(desk.read(&claims(&desk)[0]).contains("exact: \"It is open.\"\n"));
    // What is hinted at can be typed: the text itself is gone with the pipe.
    assert!(ran.err.contains("claimbook log 2024-11-23-the-bridge --take s2 --by NAME"), "{}", ran.err);
}

#[test]
fn the_document_that_has_the_address_gets_the_text() {
    let desk = desk("ferry.html", PAGE);
    desk.ok(&["document", "https://courier.example/ferry", "--key", "ferry"]);
    desk.ok(&["log", "ferry.html", "--take", "none"]);
    assert!(desk.files().contains(&"documents/ferry.txt".to_owned()), "{:?}", desk.files());
    // The page as it is later is a later capture; what was opened from the first is not opened again.
    desk.ok(&["log", "ferry.html", "--take", "s2", "--by", "Company"]);
    std::fs::write(desk.folder().join("later.html"), PAGE.replace("80,000", "90,000")).unwrap();
    let out = desk.ok(&["log", "later.html", "--url", "https://courier.example/ferry", "--take", "s2,s4"]);
    assert!(
        out.starts_with("captured  ferry  ") && out.contains("\nknown  ") && out.contains("\nopened  "),
        "{out}"
    );
    assert!(desk.read("documents/ferry.2.txt").contains("90,000"));
    let claim = claims(&desk).into_iter().find(|path| path.contains("repairs")).unwrap();
    assert!(desk.read(&claim).contains("      capture: "), "{}", desk.read(&claim));
}

#[test]
fn the_list_is_there_for_other_programs() {
    let desk = desk("brief.txt", "The dam broke. Nobody was hurt.");
    insta::assert_snapshot!(desk.ok(&[
        "log",
        "brief.txt",
        "--format",
        "json",
        "--take",
        "s2",
        "--by",
        "Mayor"
    ]));
}

#[test]
fn what_cannot_be_taken_is_said_before_anything_is_written() {
    let desk = desk("brief.txt", ARTICLE);
    let before = desk.files();
    let refusals: Vec<String> = [
        &["--take", "s1-6"][..],
        &["--take", "s0"],
        &["--take", "s3-1"],
        &["--take", "first"],
        &["--take", ""],
        &["--by", "Ada Lind", "--take", "s1"],
        &["--take", "s1", "--when", "2024", "--when", "2025"],
        &["--take", "s1", "--by", "?!"],
        &["--take", "s1", "--when", "yesterday"],
        &["--key", "../out"],
    ]
    .iter()
    .map(|args| desk.fails(&[&["log", "brief.txt"], *args].concat()))
    .collect();
    insta::assert_snapshot!(refusals.join("\n"));
    assert_eq!(desk.files(), before);
}

#[test]
fn what_cannot_be_captured_is_said_in_words() {
    let desk = desk("empty.txt", "");
    std::fs::write(desk.folder().join("latin.txt"), b"Line one.\nThe caf\xe9 is shut.\n").unwrap();
    std::fs::write(desk.folder().join("noise.txt"), [0u8, 1, 2, 255, 254, 0, 7]).unwrap();
    std::fs::create_dir(desk.folder().join("folder")).unwrap();
    let before = desk.files();
    let refusals: Vec<String> = ["empty.txt", "latin.txt", "folder", "brief.txt", "./brief.txt"]
        .iter()
        .map(|file| desk.fails(&["log", file]))
        .collect();
    insta::assert_snapshot!(refusals.join("\n"));
    desk.fails(&["log", "-"]);
    assert_eq!(desk.files(), before);
}

#[test]
fn a_file_without_text_is_recorded_and_opened_from_by_hand() {
    let desk = desk("minutes.pdf", b"%PDF-1.4\n\0\0");
    desk.fails(&["log", "minutes.pdf", "--take", "s1"]);
    assert!(!desk.files().iter().any(|path| path.starts_with("documents/")));
    let ran = desk.run(&["log", "minutes.pdf", "--title", "Minutes"]);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
}

#[test]
fn terminal_escapes_in_an_article_reach_neither_screen_nor_files() {
    let desk = desk("brief.txt", "\u{1b}[2J\u{1b}]0;owned\u{7}The dam \u{202e}broke.\u{9b}31m It rained.");
    let out = desk.ok(&["log", "brief.txt"]);
    assert!(out.ends_with("\n s1  The dam broke.\n s2  It rained.\n"), "{out:?}");
    desk.ok(&["log", "brief.txt", "--take", "sentences"]);
    assert_eq!(desk.read("documents/2024-11-23-the-dam-broke-it-rained.txt"), "The dam broke. It rained.\n");
}

#[test]
fn one_line_of_a_hundred_thousand_letters_is_one_claim() {
    let desk = desk("line.txt", "tide ".repeat(20_000));
    let out = desk.ok(&["log", "line.txt", "--key", "line", "--take", "s1"]);
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    assert!(desk.read(&claims(&desk)[0]).len() > 200_000, "the wording and the quotation are both whole");
    desk.ok(&["log", "line.txt"]);
}

#[test]
fn an_article_of_a_thousand_sentences_is_taken_whole() {
    let text: String = (1..=1000).map(|day| format!("On day {day} the tide rose by {day} mm. ")).collect();
    let desk = desk("tides.txt", text);
    let out = desk.ok(&["log", "tides.txt", "--key", "tides", "--take", "sentences", "--by", "Harbour"]);
    assert_eq!(out.lines().filter(|line| line.starts_with("opened  ")).count(), 1000);
    assert_eq!(claims(&desk).len(), 1000);
}

#[test]
fn claims_of_one_article_are_listed_in_its_order() {
    let desk = Desk::new();
    std::fs::write(desk.folder().join("a.txt"), "Zebras left the park. Apes stayed in it. Many went home.")
        .unwrap();
    desk.ok(&["log", "a.txt", "--take", "sentences"]);
    let list = desk.ok(&["list"]);
    let place = |word: &str| list.find(word).unwrap();
    assert!(place("Zebras") < place("Apes") && place("Apes") < place("Many"), "{list}");
}
