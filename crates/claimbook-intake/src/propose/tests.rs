use super::*;
use crate::sample::sample;

#[test]
fn each_speaker_has_a_group_and_what_is_nested_follows_its_statement() {
    let numbered: Vec<_> = sample()
        .list
        .iter()
        .map(|p| (p.number, p.within, p.depth, p.by.name.clone().unwrap(), p.by.sure))
        .collect();
    let maran = || "Ilse Maran".to_owned();
    let wanted = [
        (1, None, 0, maran(), true),
        (2, None, 0, maran(), false),
        (3, None, 0, "the ministry".to_owned(), true),
        (4, Some(3), 1, maran(), true),
    ];
    assert_eq!(numbered, wanted);
}

#[test]
fn a_figure_keeps_its_words_and_its_range() {
    let sample = sample();
    let quantity = &sample.list[0].quantities[0];
    assert_eq!(
        (quantity.measure.as_deref(), quantity.phrase.as_deref()),
        (Some("day"), Some("about 40 days"))
    );
    assert_eq!((quantity.low, quantity.high), (Some(36.0), Some(44.0)));
}

#[test]
fn a_month_of_publication_is_a_bound_too() {
    assert_eq!(not_later(&When::new("2024-10")), Some(When::new("../2024-10")));
    assert_eq!(not_later(&When::new("2024-10~")), None);
    assert_eq!(day(&When::new("2024-10")), None);
    assert_eq!(day(&When::new("2024-10-28")), Some(Day { year: 2024, month: 10, day: 28 }));
}
