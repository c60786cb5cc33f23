//! Files belong to people: what they typed by hand is still there after every command.

use crate::desk::Desk;

const BY_HAND: &str = "\
# Kim's own claim, typed by hand
claim:   'The bridge was closed for 40 days.'   # the wording of 28 October

house_number: 12   # ours
topics:
- bridges
- money

evidence:
    # the log came by post
    - document: operator-log
      direction: supports   # page 3
# links come last

links: []
# the end
";

#[test]
fn comments_order_and_own_keys_survive_every_command() {
    let desk = Desk::new();
    desk.write("by-hand.yaml", BY_HAND);
    let other = desk.open("The tunnel was closed too.", &[]);
    let file = "claims/by-hand.yaml";
    desk.ok(&["mark", file, "disputed", "--because", "Two logs differ: # 40 and 31."]);
    desk.ok(&["evidence", "add", file, "--refutes", "ministry-log", "--note", "It says: \"31\""]);
    desk.ok(&["link", file, "contradicts", &other]);
    desk.ok(&["assert", file, "--by", "Ministry", "--when", "2024-10-28"]);
    desk.ok(&["set", file, "--stage", "review", "--topic", "bridges"]);
    insta::assert_snapshot!(desk.read("by-hand.yaml"));
}

#[test]
fn windows_line_ends_and_a_missing_last_line_end_survive() {
    let desk = Desk::new();
    desk.write("2024-11/x.yaml", "claim: \"The bridge was closed.\"\r\n# theirs\r\nstage: logged");
    desk.ok(&["mark", "bridge was closed", "unverified", "--because", "No log yet."]);
    let text = desk.read("2024-11/x.yaml");
    assert!(text.contains("\r\n# theirs\r\nstage: logged\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    desk.ok(&["show", "bridge was closed"]);
}

#[test]
fn a_claim_with_nothing_but_its_words_gets_an_id_from_the_first_command_that_writes() {
    let desk = Desk::new();
    desk.write("a.yaml", "claim: The bridge was closed for 40 days\n");
    desk.write("b.yaml", "claim: The tunnel was closed too\n");
    assert!(!desk.read("a.yaml").contains("id:"));
    desk.ok(&["link", "bridge", "related", "tunnel"]);
    for file in ["a.yaml", "b.yaml"] {
        assert_eq!(desk.read(file).lines().nth(1).unwrap().get(..4), Some("id: "));
    }
}

#[test]
fn a_file_of_people_is_never_renamed_and_may_be_moved() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    let old = desk.file_of(&handle);
    desk.write("people/kim/mine.yaml", &desk.read(&old));
    std::fs::remove_file(desk.path(&old)).unwrap();
    desk.ok(&["mark", &handle, "refuted", "--because", "It was open."]);
    assert!(desk.read("people/kim/mine.yaml").contains("refuted"));
}

#[test]
fn one_broken_file_never_stops_the_rest() {
    let desk = Desk::new();
    let handle = desk.open("The bridge was closed.", &[]);
    desk.write("broken.yaml", "claim: Minister: we never paid\n");
    let ran = desk.run(&["show", &handle]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("The bridge was closed."));
    assert!(ran.err.contains("broken.yaml is left out"), "{}", ran.err);
    desk.ok(&["mark", &handle, "refuted", "--because", "It was open."]);
}

#[test]
fn two_commands_that_need_the_same_new_actor_make_it_once() {
    let desk = Desk::new();
    desk.open("The bridge was closed.", &["--by", "Ministry of Transport"]);
    desk.open("The tunnel was closed.", &["--by", "ministry of transport"]);
    let actors: Vec<_> = desk.files().into_iter().filter(|path| path.starts_with("actors/")).collect();
    assert_eq!(actors, ["actors/ministry-of-transport.yaml"]);
}
