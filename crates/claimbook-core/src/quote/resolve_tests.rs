use super::*;
use proptest::prelude::*;

const BRIEF: &str = "The ministry said that about 10,000 soldiers had arrived. “We will not open it before spring,” said Ada Lind. \
                     Prices rose. The operator said that prices rose.";

fn taken(text: &str, from: usize, to: usize) -> Kept {
    let taken = Text::new(text).select(from, to).unwrap();
    Kept {
        exact: Some(taken.exact),
        prefix: Some(taken.prefix).filter(|text| !text.is_empty()),
        suffix: Some(taken.suffix).filter(|text| !text.is_empty()),
        start: Some(taken.start),
        end: Some(taken.end),
        ..Kept::default()
    }
}

fn quote(words: &str) -> Kept {
    let start = Text::new(BRIEF).point_at(BRIEF.find(words).unwrap());
    taken(BRIEF, start, start + words.chars().count())
}

fn typed(words: &str) -> Kept {
    Kept { exact: Some(words.to_owned()), ..Kept::default() }
}

fn resolve(text: &str, quote: &Kept) -> Resolved {
    Resolver::new(&Text::new(text)).resolve(quote).unwrap()
}

fn kinds(text: &str, quote: &Kept) -> Vec<Differs> {
    match resolve(text, quote) {
        Resolved::Changed(changed) => changed.kinds,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_very_words_at_their_place_are_found_and_elsewhere_moved() {
    let kept = quote("about 10,000 soldiers");
    assert!(matches!(resolve(BRIEF, &kept), Resolved::Found { start: 23, .. }));
    let corrected = format!("Corrected. {BRIEF}");
    assert!(matches!(resolve(&corrected, &kept), Resolved::Moved { start: 34, .. }));
    assert!(matches!(resolve(BRIEF, &typed("about 10,000 soldiers")), Resolved::Found { .. }));
    let spaced = BRIEF.replace("10,000 soldiers", "10,000\n  soldiers");
    assert!(matches!(resolve(&spaced, &kept), Resolved::Found { .. } | Resolved::Moved { .. }));
}

#[test]
fn a_changed_figure_is_changed_even_where_its_words_stand_elsewhere() {
    let kept = quote("about 10,000 soldiers");
    assert_eq!(kinds(&BRIEF.replace("10,000", "11,000"), &kept), [Differs::Numbers]);
    assert_eq!(kinds(&BRIEF.replace("10,000", "110,000"), &kept), [Differs::Numbers]);
    assert_eq!(kinds(&BRIEF.replace("10,000", "9,000"), &kept), [Differs::Numbers]);
    let elsewhere = format!("{} Nobody else had about 10,000 soldiers.", BRIEF.replace("10,000", "11,000"));
    assert_eq!(kinds(&elsewhere, &kept), [Differs::Numbers]);
    // The place moved too: the words around it tell where it is.
    let moved = format!("Corrected. {elsewhere}");
    assert_eq!(kinds(&moved, &kept), [Differs::Numbers]);
}

#[test]
fn a_number_is_never_found_within_another() {
    let kept = quote("10,000 soldiers");
    for changed in ["110,000", "+10,000", "1.10,000"] {
        assert_eq!(kinds(&BRIEF.replace("10,000", changed), &kept)[0], Differs::Numbers, "{changed}");
    }
    assert_eq!(kinds("It fell by 3.5% in May.", &taken("It fell by 3.5 in May.", 0, 14)), [Differs::Numbers]);
    assert_eq!(kinds("There were 250.", &typed("were 25")), [Differs::Numbers]);
}

#[test]
fn a_denial_a_name_and_other_words_are_told_apart() {
    let kept = quote("We will not open it before spring,” said Ada Lind");
    assert_eq!(kinds(&BRIEF.replace("will not open", "will open"), &kept), [Differs::Negations]);
    assert_eq!(kinds(&BRIEF.replace("Ada", "Ina"), &kept), [Differs::Names]);
    assert_eq!(kinds(&BRIEF.replace("before", "until"), &kept), [Differs::Wording]);
    assert_eq!(kinds(&BRIEF.replace("spring,", "spring"), &kept), [Differs::Wording]);
}

#[test]
fn several_places_are_told_apart_by_the_place_then_by_the_words_around() {
    let text = "Fish prices rose. Grain prices rose.";
    assert_eq!(resolve(text, &typed("prices rose")), Resolved::Ambiguous { places: vec![(5, 16), (24, 35)] });
    let mut kept = Kept { start: Some(24), ..typed("prices rose") };
    assert_eq!(resolve(text, &kept), Resolved::Found { start: 24, end: 35 });
    // The place counts for more than what stands around it.
    kept.prefix = Some("Fish ".to_owned());
    assert_eq!(resolve(text, &kept), Resolved::Found { start: 24, end: 35 });
    kept.start = Some(3);
    assert_eq!(resolve(text, &kept), Resolved::Moved { start: 5, end: 16 });
}

#[test]
fn omissions_and_insertions_part_a_quote() {
    for words in [
        "The ministry said […] soldiers had arrived",
        "The ministry said ... soldiers had arrived",
        "[It] said that about 10,000 soldiers had arrived",
        "[T]he ministry said that about 10,000 soldiers",
        "about 10,000 [sic] soldiers had arrived",
    ] {
        assert!(matches!(resolve(BRIEF, &typed(words)), Resolved::Found { .. }), "{words}");
    }
    assert_eq!(
        kinds(BRIEF, &typed("The ministry said […] about 12,000 soldiers had arrived")),
        [Differs::Numbers]
    );
    assert_eq!(kinds(BRIEF, &typed("soldiers had arrived […] The ministry said")), [Differs::Wording]);
}

#[test]
fn what_is_not_there_is_orphaned() {
    assert_eq!(resolve(BRIEF, &typed("A cargo ship ran aground near the lighthouse")), Resolved::Orphaned);
    assert_eq!(resolve("", &typed("A cargo ship")), Resolved::Orphaned);
    assert_eq!(Resolver::new(&Text::new(BRIEF)).resolve(&Kept::default()), None);
    assert_eq!(Resolver::new(&Text::new(BRIEF)).resolve(&typed("")), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_quote_is_always_found_in_the_text_it_was_taken_from(
        source in "(?s)([ab1.,%+ \"’\n\u{301}é\u{5d0}\u{627}\u{200f}\\[\\]…-]|.){1,80}", repeat in 1usize..4,
        from in 0usize..240, length in 1usize..120
    ) {
        let source = source.repeat(repeat);
        let points = source.chars().count();
        let start = from % points;
        let end = (start + length).min(points);
        prop_assert_eq!(resolve(&source, &taken(&source, start, end)), Resolved::Found { start, end });
    }

    #[test]
    fn a_quote_with_a_changed_digit_is_never_found_or_moved(
        source in "(?s)([ab0-9.,%+ \"’\n\u{301}٣\u{5d0}-]|.){1,60}", repeat in 1usize..4, from in 0usize..180, length in 1usize..90,
        digit in 0usize..90, other in 1u32..10
    ) {
        let mut source: Vec<char> = source.repeat(repeat).chars().collect();
        let start = from % source.len();
        let end = (start + length).min(source.len());
        let at = start + digit % (end - start);
        source[at] = '7';
        let before: String = source.iter().collect();
        source[at] = char::from_digit((7 + other) % 10, 10).unwrap();
        let after: String = source.iter().collect();
        let resolved = resolve(&after, &taken(&before, start, end));
        prop_assert!(matches!(resolved, Resolved::Changed(_)), "{:?}", resolved);
    }

    #[test]
    fn anything_can_be_resolved(
        source in "(?s)([ab1.,%+ \\[\\]…-]|.){0,60}", exact in "(?s)([ab1.,%+ \\[\\]…-]|.){0,20}", prefix in "(?s).{0,6}",
        suffix in "(?s).{0,6}", start: Option<usize>, end: Option<usize>, near in 0usize..60
    ) {
        let text = Text::new(&source);
        for start in [start, Some(near), None] {
            let kept = Kept {
                exact: Some(exact.clone()), prefix: Some(prefix.clone()), suffix: Some(suffix.clone()), start, end,
                ..Kept::default()
            };
            match Resolver::new(&text).resolve(&kept) {
                Some(Resolved::Found { start, end } | Resolved::Moved { start, end }) => {
                    prop_assert!(text.slice(start, end).is_some());
                }
                Some(Resolved::Changed(changed)) => {
                    prop_assert!(!changed.kinds.is_empty());
                    prop_assert_eq!(text.slice(changed.start, changed.end), Some(changed.now.as_str()));
                }
                _ => {}
            }
        }
    }
}
