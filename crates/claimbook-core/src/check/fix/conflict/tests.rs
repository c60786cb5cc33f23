use super::*;

const HEAD: &str = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The dam was sound.\" # by hand\n";

#[track_caller]
fn mends(conflict: &str, merged: &str) {
    assert_eq!(mend(&format!("{HEAD}{conflict}")).as_deref(), Ok(format!("{HEAD}{merged}").as_str()));
}

#[track_caller]
fn leaves(conflict: &str, why: &str) {
    let error = mend(&format!("{HEAD}{conflict}")).unwrap_err();
    assert!(error.contains(why), "{error}");
}

#[test]
fn both_sides_appended_to_a_list() {
    mends(
        "verdicts:\n  - id: a1\n    verdict: unverified\n<<<<<<< HEAD\n  - id: b1\n    verdict: confirmed\n=======\n  - id: c1\n    verdict: refuted\n>>>>>>> other\nlinks: []\n",
        "verdicts:\n  - id: a1\n    verdict: unverified\n  - id: b1\n    verdict: confirmed\n  - id: c1\n    verdict: refuted\nlinks: []\n",
    );
}

#[test]
fn lines_that_both_entries_have_are_outside_the_markers() {
    // Git takes equal lines out of a conflict, even where they belong to two entries.
    mends(
        "verdicts:\n<<<<<<< HEAD\n  - id: b1\n=======\n  - id: c1\n>>>>>>> other\n    verdict: confirmed\n<<<<<<< HEAD\n    by: kim\n=======\n    by: lee\n>>>>>>> other\n    after: []\n",
        "verdicts:\n  - id: b1\n    verdict: confirmed\n    by: kim\n    after: []\n  - id: c1\n    verdict: confirmed\n    by: lee\n    after: []\n",
    );
}

#[test]
fn both_sides_began_the_list() {
    mends(
        "<<<<<<< HEAD\nverdicts:\n  - id: b1\n    verdict: confirmed\n=======\nverdicts:\n  # a doubt\n  - id: c1\n    verdict: disputed\n>>>>>>> other\n",
        "verdicts:\n  - id: b1\n    verdict: confirmed\n  # a doubt\n  - id: c1\n    verdict: disputed\n",
    );
}

#[test]
fn each_side_added_another_key() {
    mends(
        "stage: review\n<<<<<<< HEAD\nevidence:\n  - id: e1\n    document: x\n=======\nverdicts:\n  - id: c1\n    verdict: disputed\n>>>>>>> other\n",
        "stage: review\nverdicts:\n  - id: c1\n    verdict: disputed\nevidence:\n  - id: e1\n    document: x\n",
    );
}

#[test]
fn what_stood_there_before_is_honoured() {
    mends(
        "quantities:\n<<<<<<< HEAD\n  - measure: a\n  - measure: b\n||||||| 12ab\n  - measure: a\n=======\n  - measure: a\n  - measure: c\n>>>>>>> other\n",
        "quantities:\n  - measure: a\n  - measure: b\n  - measure: c\n",
    );
}

#[test]
fn line_ends_and_a_missing_last_one_stay() {
    mends(
        "links:\n<<<<<<< HEAD\n  - {to: x, as: related}\n=======\n  - {to: y, as: related}\n>>>>>>> other",
        "links:\n  - {to: x, as: related}\n  - {to: y, as: related}\n",
    );
}

#[test]
fn an_entry_that_both_have_is_kept_once() {
    mends(
        "links:\n<<<<<<< HEAD\n  - {to: x, as: related}\n  - {to: z, as: related}\n=======\n  - {to: y, as: related}\n  - {to: x, as: related}\n>>>>>>> other\n",
        "links:\n  - {to: x, as: related}\n  - {to: z, as: related}\n  - {to: y, as: related}\n",
    );
}

#[test]
fn what_two_people_could_disagree_about_is_left() {
    leaves("<<<<<<< HEAD\nstage: review\n=======\nstage: closed\n>>>>>>> other\n", "`stage`");
    leaves(
        "evidence:\n<<<<<<< HEAD\n  - id: e1\n    note: x\n=======\n  - id: e1\n    note: y\n>>>>>>> other\n",
        "one id and different words",
    );
    leaves(
        "quantities:\n  - measure: a\n<<<<<<< HEAD\n    low: 1\n=======\n    low: 2\n>>>>>>> other\n",
        "have no id",
    );
    leaves("<<<<<<< HEAD\nnotes: [\n=======\nnotes: x\n>>>>>>> other\n", "first side cannot be read");
    leaves("<<<<<<< HEAD\nstage: review\n=======\n", "marker line is missing");
    leaves("<<<<<<< HEAD\na: &x 1\n=======\nb: 2\n>>>>>>> other\n", "has references");
}

#[test]
fn line_ends_of_two_signs_stay() {
    let text = "a: 1\r\nlinks:\r\n<<<<<<< HEAD\r\n  - {to: x, as: y}\r\n=======\r\n  - {to: z, as: y}\r\n>>>>>>> b\r\n";
    assert_eq!(mend(text).unwrap(), "a: 1\r\nlinks:\r\n  - {to: x, as: y}\r\n  - {to: z, as: y}\r\n");
}

#[test]
fn an_entry_without_an_id_could_have_been_changed() {
    leaves(
        "quantities:\n<<<<<<< HEAD\n  - {measure: a, low: 1}\n=======\n  - {measure: a, low: 2}\n>>>>>>> other\n",
        "have no id",
    );
}

#[test]
fn no_comment_is_lost() {
    leaves(
        "links:\n<<<<<<< HEAD\n  - {to: x, as: related}\n=======\n  - {to: y, as: related}\n  # ask Kim about z\n>>>>>>> other\n",
        "ask Kim about z",
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// An entry of a list: an id of its own, words that two sides may share, and now and then a comment.
    fn entries(letter: char) -> impl Strategy<Value = Vec<String>> {
        let entry = (0..3usize, 0..3usize, any::<bool>());
        prop::collection::vec(entry, 1..4).prop_map(move |entries| {
            let text = |(number, (word, person, comment)): (usize, (usize, usize, bool))| {
                let word = ["confirmed", "refuted", "disputed"][word];
                let person = ["kim", "lee", "Żółć: # “x”"][person];
                let comment = if comment { "  # look again\n" } else { "" };
                format!(
                    "{comment}  - id: {letter}{number}\n    verdict: {word}\n    because: |\n      {person}\n"
                )
            };
            entries.into_iter().enumerate().map(text).collect()
        })
    }

    proptest! {
        #[test]
        fn whatever_both_sides_append_is_kept(base in entries('a'), ours in entries('b'), theirs in entries('c')) {
            let head = format!("{HEAD}verdicts:\n{}", base.concat());
            let (ours, theirs) = (ours.concat(), theirs.concat());
            let text = format!("{head}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\nlinks: []\n");
            prop_assert_eq!(mend(&text), Ok(format!("{head}{ours}{theirs}links: []\n")));
        }

        #[test]
        fn no_text_makes_it_panic_and_no_line_is_lost(
            lines in prop::collection::vec(prop::sample::select(vec![
                "<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base", "a:", "b: 1", "b: 2", "  - id: x",
                "  - id: y", "    c: 1", "# z", "", "  - {to: x, as: y}", "é: \u{1f600}", "\tx", "d: |", "  text",
            ]), 0..24),
        ) {
            let text = lines.join("\n");
            if let Ok(merged) = mend(&text) {
                let markers = ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"];
                for line in lines.iter().filter(|line| !line.is_empty() && !markers.contains(line)) {
                    prop_assert!(text.contains("|||||||") || merged.lines().any(|kept| kept == *line), "{line}: {merged}");
                }
            }
        }
    }
}
