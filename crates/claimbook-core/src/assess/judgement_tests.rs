use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::Claim;
use crate::workspace::Filed;

const CLAIMS: usize = 6;
const DOCUMENTS: usize = 4;

fn id(number: usize) -> String {
    format!("0199d3a1-7c1e-7b3a-9d21-5e6f0000000{number}")
}

/// The YAML of one claim that is tied in any way to the others and to the documents.
fn claim() -> impl Strategy<Value = String> {
    let kinds = prop::sample::select(vec![
        "depends_on",
        "depends_on",
        "depends_on",
        "part_of",
        "contradicts",
        "updates",
    ]);
    let links = prop::collection::vec((0..CLAIMS, kinds), 0..3);
    let phrases = prop::sample::select(vec!["about 10,000", "several thousand", "12,000", "up to 9,000"]);
    let times = prop::sample::select(vec!["", ", as_of: \"2024-10\"", ", as_of: \"2024-11-03\""]);
    let figures = prop::collection::vec((phrases, times), 0..2);
    let sides = prop::sample::select(vec!["supports", "refutes", "context"]);
    let lines = prop::collection::vec((0..DOCUMENTS + 1, sides, prop::option::of(0..DOCUMENTS)), 0..4);
    let said =
        prop::collection::vec((0..3usize, 0..DOCUMENTS, prop::option::of(0..3usize), any::<bool>()), 0..3);
    let words = prop::sample::select(vec!["confirmed", "confirmed", "refuted", "mixed"]);
    let verdicts = prop::collection::vec((words, 0..3usize, prop::bool::weighted(0.2)), 0..3);
    (links, figures, lines, said, verdicts).prop_map(|(links, figures, lines, said, verdicts)| {
        let links = links.iter().map(|(to, kind)| format!("{{to: {}, as: {kind}}}", id(*to)));
        let figures =
            figures.iter().map(|(phrase, time)| format!("{{measure: soldiers, phrase: \"{phrase}\"{time}}}"));
        let lines = lines.iter().enumerate().map(|(number, (document, side, from))| {
            let from = from.map(|from| format!(", from: [d{from}]")).unwrap_or_default();
            format!("{{id: e{number}, document: d{document}, direction: {side}{from}}}")
        });
        let said = said.iter().enumerate().map(|(number, (by, document, citing, withdrawn))| {
            let citing = citing.map(|actor| format!(", citing: [p{actor}]")).unwrap_or_default();
            let withdrawn = if *withdrawn { ", withdrawn: {}" } else { "" };
            format!("{{id: a{number}, by: p{by}, in: d{document}{citing}{withdrawn}}}")
        });
        let verdicts = verdicts.iter().enumerate().map(|(number, (word, after, stale))| {
            let saw = if *stale { ", saw: {claim: old}" } else { "" };
            format!("{{id: v{number}, verdict: {word}, after: [v{after}]{saw}}}")
        });
        let list = |all: Vec<String>| format!("[{}]\n", all.join(", "));
        [
            ("links: ", list(links.collect())),
            ("quantities: ", list(figures.collect())),
            ("evidence: ", list(lines.collect())),
            ("assertions: ", list(said.collect())),
            ("verdicts: ", list(verdicts.collect())),
        ]
        .map(|(key, list)| format!("{key}{list}"))
        .concat()
    })
}

fn document() -> impl Strategy<Value = String> {
    let kinds = prop::sample::select(vec!["syndicates", "quotes", "summarizes"]);
    let from = prop::collection::vec((0..DOCUMENTS, kinds), 0..3);
    (from, any::<bool>(), prop::option::of(0..3usize), any::<bool>()).prop_map(
        |(from, original, publisher, corrected)| {
            let from: Vec<String> =
                from.iter().map(|(to, kind)| format!("{{document: d{to}, as: {kind}}}")).collect();
            let publisher = publisher.map(|it| format!("publisher: p{it}\n")).unwrap_or_default();
            let original = if original { "original: true\n" } else { "" };
            let corrected = if corrected { "corrections: [{when: \"2024-11-02\"}]\n" } else { "" };
            format!("title: t\nderived_from: [{}]\n{publisher}{original}{corrected}", from.join(", "))
        },
    )
}

/// The files in this order: files may be named at will, and are read in the order of their names.
fn workspace(claims: &[(usize, String)], documents: &[(usize, String)]) -> Workspace {
    let mut workspace = Workspace::default();
    workspace.settings =
        crate::yaml::from_str("policy: {confirmed: {evidence: 1, origins: 2}, refuted: {sign_offs: 1}}")
            .unwrap();
    for (place, (number, yaml)) in claims.iter().enumerate() {
        let yaml = format!("claim: c{number}\nid: {}\n{yaml}", id(*number));
        let data = crate::yaml::from_str(&yaml).unwrap();
        workspace.claims.push(Filed { path: format!("{place}.yaml"), data });
    }
    for (place, (number, yaml)) in documents.iter().enumerate() {
        let data = crate::yaml::from_str(yaml).unwrap();
        workspace.documents.push(Filed { path: format!("documents/{place}/d{number}.yaml"), data });
    }
    workspace.index_again();
    workspace
}

/// What follows about each claim, by its wording.
fn judged(claims: &[(usize, String)], documents: &[(usize, String)]) -> BTreeMap<String, JudgedClaim> {
    let workspace = workspace(claims, documents);
    let judgement = Judgement::of(&workspace, Day::parse("2024-12-01"));
    let of = |filed: &Filed<Claim>| Some((filed.data.claim.clone(), judgement.claim(&filed.path)?.clone()));
    workspace.claims.iter().filter_map(of).collect()
}

#[test]
fn of_two_premises_that_fell_the_same_is_named_whatever_order_the_files_are_read_in() {
    let rests = |on: &[usize]| {
        let links: Vec<String> = on.iter().map(|to| format!("{{to: {}, as: depends_on}}", id(*to))).collect();
        format!("links: [{}]\n", links.join(", "))
    };
    let refuted = "verdicts: [{verdict: refuted}]\n".to_owned();
    let claims = [(0, rests(&[1])), (1, rests(&[2, 3])), (2, refuted.clone()), (3, refuted)];
    let mut other = claims.clone();
    other.reverse();
    assert!(judged(&claims, &[])["c0"].flags[0].says.contains("00000002"));
    assert_eq!(judged(&claims, &[]), judged(&other, &[]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_flag_is_the_same_whatever_order_the_files_are_read_in(
        claims in prop::collection::vec(claim(), CLAIMS),
        documents in prop::collection::vec(document(), DOCUMENTS),
        order in Just((0..CLAIMS).collect::<Vec<_>>()).prop_shuffle(),
        papers in Just((0..DOCUMENTS).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let claims: Vec<(usize, String)> = claims.into_iter().enumerate().collect();
        let documents: Vec<(usize, String)> = documents.into_iter().enumerate().collect();
        let shuffled: Vec<_> = order.into_iter().map(|at| claims[at].clone()).collect();
        let papers: Vec<_> = papers.into_iter().map(|at| documents[at].clone()).collect();
        prop_assert_eq!(judged(&claims, &documents), judged(&shuffled, &papers));
    }
}
