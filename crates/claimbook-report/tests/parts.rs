//! Parts of a page by themselves, made from the example workspace.

use std::path::Path;

use claimbook_core::assess::Selection;
use claimbook_core::model::{Day, Instant};
use claimbook_index::view::{Looking, View, ViewError};
use claimbook_report::page::{Parts, page};
use claimbook_report::{Captured, Outline, Sheet, Showing, captured};

/// The report on the example.
fn with_example(test: impl FnOnce(&Sheet<'_>, &[Captured<'_>])) -> Result<(), ViewError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../claims");
    let looking = Looking {
        root: &root,
        program: None,
        trusts: false,
        today: Day::parse("2024-11-28"),
        as_of: None,
        judged: true,
        unredacted: false,
        searching: false,
    };
    let (view, selection) = View::new(looking, |_, _| Ok::<_, ViewError>(Selection::default()))?;
    let rows = view.rows()?;
    let mut outline = Outline::of(&view, &rows, &selection, None);
    let showing = Showing { texts: true, ..outline.all() };
    let opened = outline.open(&showing)?;
    let at = Instant::new("2024-11-28T09:00:00Z");
    let sheet = outline.sheet(&showing, &opened, &at, None);
    test(&sheet, &captured(&opened, &sheet, false));
    Ok(())
}

#[test]
fn each_part_is_printed_as_it_stands_in_the_page() {
    with_example(|sheet, texts| {
        let whole = page(sheet, texts, false).unwrap();
        let parts = Parts::of(sheet, texts, false);
        let mut printed = vec![parts.summary(), parts.timeline(), parts.graph(), parts.claims()];
        printed.extend(parts.cards().unwrap().into_iter().map(Ok));
        for part in printed {
            let part = part.unwrap();
            assert!(part.len() > 100 && whole.contains(&part), "{part}");
        }
        assert_eq!(parts.cards().unwrap().len(), sheet.report.claims.len());
    })
    .unwrap();
}

#[test]
fn an_article_by_itself_has_the_passages_that_lead_to_the_cards() {
    with_example(|sheet, texts| {
        let parts = Parts::of(sheet, texts, false);
        let articles = parts.articles().unwrap().concat();
        let claim =
            sheet.all().find(|claim| claim.filed.data.assertions.iter().any(|it| !it.quote.is_empty()));
        let handle = claim.and_then(|claim| claim.filed.data.handle()).unwrap();
        assert!(articles.contains(&format!("href=\"#{handle}\"")), "{articles}");
        assert!(articles.contains(&format!("id=\"p-{handle}-1\"")), "{articles}");
        assert!(!articles.contains("<script"), "{articles}");
    })
    .unwrap();
}
