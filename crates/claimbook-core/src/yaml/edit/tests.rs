use super::*;

fn set(at: &str, value: Out) -> Edit {
    Edit::Set { at: at.parse().unwrap(), value }
}

fn append(list: &str, item: Out) -> Edit {
    Edit::Append { list: list.parse().unwrap(), item }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { at: at.parse().unwrap() }
}

const ORDER: [&str; 7] = ["id", "claim", "topics", "assertions", "evidence", "verdicts", "links"];

#[track_caller]
fn changes(text: &str, edit: Edit, expected: &str) {
    match apply(text, &[edit], &ORDER) {
        Ok(new) => assert_eq!(new, expected),
        Err(error) => panic!("{error}\n{text}"),
    }
}

#[track_caller]
fn refuses(text: &str, edit: Edit, why: &str) {
    let error = apply(text, &[edit], &ORDER).expect_err("the edit should be refused").to_string();
    assert!(error.contains(why), "{error}");
}

/// A small map, as an item of a list.
fn item(id: &str) -> Out {
    Out::Map(vec![("id".into(), Out::word(id)), ("note".into(), Out::text("a: b # c"))])
}

#[test]
fn appends_to_a_missing_key_in_its_place() {
    changes(
        "claim: x # c\n# about links\nlinks: []\n",
        append("verdicts", item("v")),
        "claim: x # c\nverdicts:\n  - id: v\n    note: \"a: b # c\"\n# about links\nlinks: []\n",
    );
    changes("claim: x\n", append("topics", Out::word("t")), "claim: x\ntopics: [t]\n");
}

#[test]
fn appends_where_the_list_is_empty() {
    let new = "claim: x\nlinks:\n  - id: v\n    note: \"a: b # c\"\n";
    changes("claim: x\nlinks:\n", append("links", item("v")), new);
    changes("claim: x\nlinks: null\n", append("links", item("v")), new);
    changes("claim: x\nlinks: []\n", append("links", item("v")), new);
    changes(
        "claim: x\nlinks: ~   # none\n",
        append("links", Out::word("v")),
        "claim: x\nlinks: [v]   # none\n",
    );
    changes(
        "links: [] # none\nb: 1\n",
        append("links", item("v")),
        "links: # none\n  - id: v\n    note: \"a: b # c\"\nb: 1\n",
    );
    changes("links: [ ]\n", append("links", Out::word("v")), "links: [v ]\n");
}

#[test]
fn appends_to_block_lists_in_their_indentation() {
    changes(
        "links:\n- id: a # first\n\n# about b\nb: 1\n",
        append("links", item("v")),
        "links:\n- id: a # first\n- id: v\n  note: \"a: b # c\"\n\n# about b\nb: 1\n",
    );
    changes("links:\n      - a\n", append("links", Out::word("b")), "links:\n      - a\n      - b\n");
    changes(
        "links:\n  -   a\n  # end\n",
        append("links", Out::word("b")),
        "links:\n  -   a\n  - b\n  # end\n",
    );
    changes("a:\n  - - x\n    - y\n", append("a[0]", Out::word("z")), "a:\n  - - x\n    - y\n    - z\n");
    changes("- a\n", set("[0]", Out::text("b")), "- \"b\"\n");
}

#[test]
fn appends_to_flow_lists_in_flow() {
    changes("links: [a, 'b' ]\n", append("links", Out::text("c]")), "links: [a, 'b', \"c]\" ]\n");
    changes("links: [\n  a, # one\n]\n", append("links", Out::word("b")), "links: [\n  a, b, # one\n]\n");
    changes("{claim: x, links: [a]}\n", append("links", Out::word("b")), "{claim: x, links: [a, b]}\n");
}

#[test]
fn a_single_group_is_the_only_item_of_its_list() {
    changes(
        "evidence:\n  quote: {exact: x}\n  note: n\n",
        set("evidence[0].id", Out::word("ab12")),
        "evidence:\n  quote: {exact: x}\n  note: n\n  id: ab12\n",
    );
    changes("evidence: {note: n}\n", set("evidence[0].note", Out::word("m")), "evidence: {note: m}\n");
    refuses("evidence:\n  a: {b: c}\n  d: {e: f}\n", set("evidence[1].id", Out::word("x")), "no `");
}

#[test]
fn a_single_value_becomes_a_list_where_one_line_suffices() {
    changes("by: politico # p\n", append("by", Out::word("b")), "by: [politico, b] # p\n");
    changes("by: a, b\n", append("by", Out::word("c")), "by: [\"a, b\", c]\n");
    changes(
        "q:\n  exact: a\n  prefix: b\nz: 1\n",
        append("q", item("v")),
        "q:\n- exact: a\n  prefix: b\n- id: v\n  note: \"a: b # c\"\nz: 1\n",
    );
    changes(
        "q: {exact: a} # c\nz: 1\n",
        append("q", item("v")),
        "q: # c\n  - {exact: a}\n  - id: v\n    note: \"a: b # c\"\nz: 1\n",
    );
    refuses("q: |\n  a\n", append("q", Out::word("b")), "several lines");
    refuses("q:\n exact: a\n", append("q", Out::word("b")), "by hand");
}

#[test]
fn sets_a_value_and_keeps_what_is_around_it() {
    let x = || Out::text("x");
    changes("a: 1\nclaim: old   # why\nb: 2", set("claim", x()), "a: 1\nclaim: \"x\"   # why\nb: 2");
    changes("claim: old\r\n  more\r\n# c\r\nb: 2\r\n", set("claim", x()), "claim: \"x\"\r\n# c\r\nb: 2\r\n");
    changes("claim:   # c\nb: 2\n", set("claim", x()), "claim: \"x\"   # c\nb: 2\n");
    changes("claim: |-  # c\n  a\n\n  b\n\nb: 2\n", set("claim", x()), "claim: \"x\"  # c\n\nb: 2\n");
    changes("claim:\n  'old'\nb: 2\n", set("claim", x()), "claim:\n  \"x\"\nb: 2\n");
    changes("a:\n  - b\n  - c\nd: 1\n", set("a", Out::word("x")), "a: x\nd: 1\n");
    changes("a: [b,\n  c] # d\n", set("a", Out::Flow(vec![])), "a: [] # d\n");
    changes("{a: 1, b: }", set("b", x()), "{a: 1, b: \"x\" }");
    changes("{a: 1, b}", set("b", x()), "{a: 1, b: \"x\"}");
    changes("a:\n  - id: 1\n    by: k\n", set("a[0].by", Out::word("m")), "a:\n  - id: 1\n    by: m\n");
    changes("a:\n  - id: 1\n    by: k\n", set("a[0]", Out::word("m")), "a:\n  - m\n");
}

#[test]
fn sets_a_value_to_lines_of_its_own() {
    let two = || Out::Map(vec![("p".into(), Out::Int(1)), ("q".into(), Out::List(vec![Out::word("r")]))]);
    changes("a: old # c\nz: 1\n", set("a", two()), "a: # c\n  p: 1\n  q:\n    - r\nz: 1\n");
    changes("a: old\nz: 1\n", set("a", two()), "a:\n  p: 1\n  q:\n    - r\nz: 1\n");
    changes("a: >\n  old\n\nz: 1\n", set("a", two()), "a:\n  p: 1\n  q:\n    - r\n\nz: 1\n");
    changes("a:\n    - x\n    - y # c\nz: 1\n", set("a", two()), "a:\n    p: 1\n    q:\n      - r\nz: 1\n");
    changes("a:\n  - old\n", set("a[0]", two()), "a:\n  - p: 1\n    q:\n      - r\n");
    changes("a:\n  - x: 1\n    y: 2\n", set("a[0]", two()), "a:\n  - p: 1\n    q:\n      - r\n");
    changes("a: {b: old}\n", set("a.b", two()), "a: {b: {p: 1, q: [r]}}\n");
}

#[test]
fn adds_keys_in_their_place() {
    let x = || Out::text("x");
    changes(
        "links: []\nclaim: c\nzz: 1\n",
        set("topics", x()),
        "links: []\nclaim: c\ntopics: \"x\"\nzz: 1\n",
    );
    changes("claim: c", set("foo", x()), "claim: c\nfoo: \"x\"");
    changes("claim: c\n...\n", set("foo", x()), "claim: c\nfoo: \"x\"\n...\n");
    changes("---\nclaim: c\n", set("foo", x()), "---\nclaim: c\nfoo: \"x\"\n");
    changes("\u{feff}claim: c\r\n", set("foo", x()), "\u{feff}claim: c\r\nfoo: \"x\"\r\n");
    changes("{claim: c}\n", set("foo", x()), "{claim: c, foo: \"x\"}\n");
    changes("{claim: c, }\n", set("foo", x()), "{claim: c, foo: \"x\", }\n");
    changes("{}\n", set("foo", Out::word("x")), "{foo: x}\n");
    changes(
        "a:\n  - b: 1\n    c: 2 # c\n  - d\n",
        set("a[0].e", x()),
        "a:\n  - b: 1\n    c: 2 # c\n    e: \"x\"\n  - d\n",
    );
    changes("a:\nb: 1\n", set("a.c", x()), "a:\n  c: \"x\"\nb: 1\n");
    changes("a: {}\n", set("a.c", x()), "a:\n  c: \"x\"\n");
    changes("a: {b: 1}\n", set("a.c", Out::word("k")), "a: {b: 1, c: k}\n");
    changes(
        "claim: |\n  a\n\n\nlinks: []\n",
        set("topics", x()),
        "claim: |\n  a\ntopics: \"x\"\n\n\nlinks: []\n",
    );
    changes(
        "claim: |+\n  a\n\nlinks: []\n",
        set("topics", x()),
        "claim: |+\n  a\n\ntopics: \"x\"\nlinks: []\n",
    );
    changes(
        "claim: x\nevidence:\n  # none yet\nlinks: []\n",
        set("verdicts", x()),
        "claim: x\nevidence:\n  # none yet\nverdicts: \"x\"\nlinks: []\n",
    );
}

#[test]
fn removes_keys_and_items() {
    changes("a: 1\nb: 2 # c\nd: 3\n", remove("b"), "a: 1\nd: 3\n");
    changes("a: 1\nb: 2", remove("b"), "a: 1");
    changes("\u{feff}a: 1\nb: 2\n", remove("a"), "\u{feff}b: 2\n");
    changes("a:\n  - x\n  # about y\n  - y\n  - z\n", remove("a[1]"), "a:\n  - x\n  # about y\n  - z\n");
    changes("a:\n  - x\nb: 1\n", remove("a[0]"), "a: []\nb: 1\n");
    changes("a:\n  - x: 1\n    y: 2\n", remove("a[0].x"), "a:\n  - y: 2\n");
    changes(
        "a:\n  - x: 1 # c\n    # about y\n    y: 2\n",
        remove("a[0].x"),
        "a:\n  -\n    # about y\n    y: 2\n",
    );
    changes("a:\n  - x: 1\n", remove("a[0].x"), "a:\n  - {}\n");
    changes("a: {b: 1, c: 2}\n", remove("a.b"), "a: {c: 2}\n");
    changes("a: {b: 1, c: 2}\n", remove("a.c"), "a: {b: 1}\n");
    changes("a: [x]\n", remove("a[0]"), "a: []\n");
    changes("a: [x, y]\n", remove("a[0]"), "a: [y]\n");
    changes("a: 1\n", remove("a"), "{}\n");
}

#[test]
fn refuses_in_words() {
    refuses("a: 1\n", remove("b"), "There is no `b`");
    refuses("a: 1\n", set("b.c", Out::Int(1)), "There is no `b`");
    refuses("a: 1\n", set("a.c", Out::Int(1)), "no group of");
    refuses("a: 1\na: 2\n", set("b", Out::Int(1)), "stands twice");
    refuses("a: &x [1]\nb: *x\n", append("a", Out::Int(2)), "refer to it");
    refuses("a: &x [1]\nb: *x\n", append("b", Out::Int(2)), "reference");
    refuses("a: {b: &x 1}\nb: *x\n", remove("a"), "refer to it");
    refuses("", set("a", Out::Int(1)), "empty");
    refuses("a: b: c\n", set("a", Out::Int(1)), "colon");
    refuses("a: 1\n", Edit::Remove { at: Route::root() }, "whole file");
    refuses("claim: |\n  a", set("foo", Out::Int(1)), "line break");
}

#[test]
fn an_anchor_that_nothing_refers_to_is_no_hindrance() {
    changes("a: &x [1]\n", append("a", Out::Int(2)), "a: &x [1, 2]\n");
    changes("a: &x\n  - 1\n", append("a", Out::Int(2)), "a: &x\n  - 1\n  - 2\n");
    changes("a: &x 1\nb: *x\n", set("c", Out::Int(2)), "a: &x 1\nb: *x\nc: 2\n");
}

#[test]
fn many_edits_are_made_in_turn() {
    let edits =
        [append("links", Out::word("a")), append("links", Out::word("b")), set("links[0]", Out::word("c"))];
    assert_eq!(apply("claim: x\n", &edits, &ORDER).unwrap(), "claim: x\nlinks: [c, b]\n");
}
