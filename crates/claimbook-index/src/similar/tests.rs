use proptest::prelude::*;

use super::*;

const CLAIMS: [&str; 8] = [
    "The north bridge was closed for 40 days.",
    "The mayor promised a new harbour by 2030.",
    "North Korea has sent about 10,000 soldiers to Russia for training.",
    "Der Bürgermeister hat die alte Brücke im März gesperrt.",
    "Міст через річку закрили на ремонт у березні.",
    "Unemployment fell to a record low of 3.5 percent.",
    "It sank.",
    "The ferry is safe and was inspected in May.",
];

fn like(text: &str) -> Vec<(usize, bool, bool)> {
    let found = Wordings::of(&CLAIMS).like(text, |_| true);
    found.into_iter().map(|like| (like.at, like.figure, like.not)).collect()
}

#[test]
fn the_same_in_other_forms_and_order_is_much_like_it() {
    for (place, claim) in CLAIMS.iter().enumerate() {
        assert_eq!(like(claim), [(place, false, false)], "{claim}");
    }
    assert_eq!(like("For 40 days the north bridge had been closed"), [(0, false, false)]);
    assert_eq!(like("Die alten Brücken wurden vom Bürgermeister im März gesperrt."), [(3, false, false)]);
    assert_eq!(like("У березні закрили на ремонт мости через річку."), [(4, false, false)]);
}

#[test]
fn another_figure_or_a_not_is_told_and_hides_nothing() {
    assert_eq!(like("The north bridge was closed for 60 days."), [(0, true, false)]);
    assert_eq!(
        like("North Korea has sent twelve thousand soldiers to Russia for training."),
        [(2, true, false)]
    );
    assert_eq!(
        like("North Korea has sent 10 thousand soldiers to Russia for training."),
        [(2, false, false)]
    );
    assert_eq!(like("Unemployment did not fall to a record low of 3.6 percent."), [(5, true, true)]);
    assert_eq!(like("The ferry isn't safe and was never inspected in May."), [(7, false, true)]);
    // What gives none says nothing else.
    assert_eq!(like("The north bridge was closed for days."), [(0, false, false)]);
}

#[test]
fn what_only_shares_some_words_is_not() {
    assert!(like("The mayor closed the harbour.").is_empty());
    assert!(like("The old bridge was closed to lorries.").is_empty());
    assert!(like("40 days, 10,000 soldiers").is_empty());
    assert!(like("").is_empty());
    assert!(Wordings::of(&[]).like("It sank.", |_| true).is_empty());
}

#[test]
fn three_are_told_the_most_like_it_first() {
    let texts =
        ["The pier fell in May.", "The pier fell.", "A pier fell in May.", "The pier fell in May of 2024."];
    let wordings = Wordings::of(&texts);
    let places = |counts: fn(usize) -> bool| -> Vec<usize> {
        wordings.like("The pier fell in May.", counts).into_iter().map(|like| like.at).collect()
    };
    assert_eq!(places(|_| true), [0, 2, 3]);
    assert_eq!(places(|at| at != 0), [2, 3, 1]);
}

proptest! {
    #[test]
    fn it_is_the_same_from_either_side(one in "[a-e ]{0,30}[0-9]{0,3}", two in "[a-e ]{0,30}[0-9]{0,3}") {
        let texts = [one.as_str(), two.as_str()];
        let wordings = Wordings::of(&texts);
        let score = |from: usize, to: usize| {
            wordings.like(texts[from], |at| at == to).first().map(|like| (like.figure, like.not, (like.score * 1e9).round()))
        };
        prop_assert_eq!(score(0, 1), score(1, 0));
    }

    #[test]
    fn any_text_can_be_held_against_any(one in "\\PC{0,60}", two in "\\PC{0,60}") {
        for like in Wordings::of(&[&one, &two]).like(&two, |_| true) {
            prop_assert!(like.score >= LEAST && like.score <= 1.0);
        }
    }
}
