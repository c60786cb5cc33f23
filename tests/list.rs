//! Finding claims.

use crate::desk::Desk;
use crate::report::desk;

/// The handles of the claims that a list has, in its order.
fn handles(desk: &Desk, args: &[&str]) -> Vec<String> {
    let out = desk.ok(&[&["list"], args].concat());
    out.lines().filter_map(|line| line.split_whitespace().next()?.get(6..).map(str::to_owned)).collect()
}

#[test]
fn a_list_has_one_line_for_each_claim() {
    insta::assert_snapshot!("list-text", desk().ok(&["list"]));
}

#[test]
fn json_has_the_same_claims() {
    let desk = desk();
    insta::assert_snapshot!("list-json", desk.ok(&["list", "pier", "--format", "json"]));
    insta::assert_snapshot!(desk.ok(&["list", "tunnel", "--format", "json"]), @r#"
    {
      "version": 1,
      "claims": []
    }
    "#);
}

#[test]
fn words_must_all_be_in_the_claim() {
    let desk = desk();
    assert_eq!(handles(&desk, &["BRIDGE", "closed"]), ["02", "01"]);
    assert_eq!(handles(&desk, &["bridge closed"]), ["02", "01"]);
    assert_eq!(handles(&desk, &["МІСТ"]), ["0a"]);
}

#[test]
fn options_ask_for_less() {
    let desk = desk();
    assert_eq!(handles(&desk, &["--status", "disputed", "--status", "unverified"]), ["08", "03"]);
    assert_eq!(handles(&desk, &["--status", "whopper"]), ["0e", "06"]);
    assert_eq!(handles(&desk, &["--by", "mayor"]), ["07", "05", "02"]);
    assert_eq!(handles(&desk, &["--by", "Vera Lind"]), ["04", "03"]);
    assert_eq!(handles(&desk, &["--in", "https://courier.example/bridge"]), ["04", "02", "01"]);
    assert_eq!(handles(&desk, &["--topic", "Money"]), ["08", "05"]);
    assert_eq!(handles(&desk, &["--since", "13 November 2024"]), ["0e", "0d"]);
    assert_eq!(handles(&desk, &["--until", "2024-11-01"]), ["01"]);
    assert_eq!(handles(&desk, &["--said-since", "2024-11-02"]), ["05", "03"]);
    assert_eq!(handles(&desk, &["--said-until", "2024-10"]), ["07", "06", "04", "02", "01"]);
    assert_eq!(handles(&desk, &["--by", "mayor", "--said-since", "2024-11"]), ["05"]);
}

#[test]
fn the_order_can_be_chosen() {
    let desk = desk();
    let first = |key: &str| handles(&desk, &["--sort", key]).into_iter().next().unwrap();
    let last = |key: &str| handles(&desk, &["--sort", key]).into_iter().last().unwrap();
    assert_eq!(first("logged"), "0e");
    assert_eq!(first("changed"), "07");
    assert_eq!((first("status"), last("status")), ("0d".to_owned(), "02".to_owned()));
    assert_eq!(first("said"), "03");
    assert_eq!(first("claim"), "0d");
    assert_eq!(first("by"), "01");
}

#[test]
fn nothing_found_is_said_on_stderr() {
    let desk = desk();
    let ran = desk.run(&["list", "tunnel"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    insta::assert_snapshot!(ran.err, @r"
    None of the 14 claims fits.
    Hint: Ask for less: fewer words, or fewer options.
    ");
    assert!(desk.run(&["list", "--topic", "bridges"]).err.contains("`bridge`"));
    assert!(Desk::new().run(&["list"]).err.contains("There are no claims yet."));
}

#[test]
fn what_is_mistyped_is_named() {
    let desk = desk();
    let err = desk.fails(&["list", "--status", "refutd"]);
    assert!(err.contains("Did you mean `refuted`?"), "{err}");
    let err = desk.fails(&["list", "--by", "mayr"]);
    assert!(err.contains("Did you mean `mayor`?"), "{err}");
    let err = desk.fails(&["list", "--in", "courier-on-the-bridg"]);
    assert!(err.contains("Did you mean `courier-on-the-bridge`?"), "{err}");
    let err = desk.fails(&["list", "--sort", "sad"]);
    assert!(err.contains("Did you mean `said`?"), "{err}");
}

#[test]
fn a_claim_with_line_breaks_and_escapes_is_one_harmless_line() {
    let desk = Desk::new();
    desk.write("2024-11/a.yaml", "claim: \"one\\ntwo\\tthree \\e[31mred\"\n");
    insta::assert_snapshot!(desk.ok(&["list"]), @"2024-11/a.yaml  unchecked      -              -                         one two three [31mred");
}
