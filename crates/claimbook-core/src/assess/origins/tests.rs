use proptest::prelude::*;

use super::*;
use crate::assess::{FlagCode, Judgement};
use crate::workspace::Filed;

/// A workspace with one claim and these documents.
fn workspace(claim: &str, documents: &[(String, String)]) -> Workspace {
    let mut workspace = Workspace::default();
    let data = crate::yaml::from_str(claim).unwrap();
    workspace.claims.push(Filed { path: "a.yaml".into(), data });
    for (key, yaml) in documents {
        let data = crate::yaml::from_str(yaml).unwrap();
        workspace.documents.push(Filed { path: format!("documents/{key}.yaml"), data });
    }
    workspace.index_again();
    workspace
}

fn documents(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(key, yaml)| ((*key).to_owned(), (*yaml).to_owned())).collect()
}

fn origins(claim: &str, list: &[(&str, &str)]) -> Side {
    let workspace = workspace(claim, &documents(list));
    Judgement::of(&workspace, None).claim("a.yaml").unwrap().origins.supports.clone()
}

fn codes(claim: &str, list: &[(&str, &str)]) -> Vec<&'static str> {
    let workspace = workspace(claim, &documents(list));
    Judgement::of(&workspace, None).flags("a.yaml").iter().map(|flag| flag.code.as_str()).collect()
}

const WIRE: (&str, &str) = ("wire", "{original: true, publisher: agency}");
const TREE: [(&str, &str); 5] = [
    WIRE,
    ("a", "{derived_from: [{document: wire, as: syndicates}]}"),
    ("b", "{derived_from: [{document: wire, as: translates}]}"),
    ("c", "{derived_from: [{document: b, as: summarizes}]}"),
    ("d", "{derived_from: [{document: c, as: reposts}]}"),
];

fn supports(documents: &[&str], rest: &str) -> String {
    let lines: Vec<String> = documents
        .iter()
        .map(|key| format!("{{id: e-{key}, document: {key}, direction: supports}}"))
        .collect();
    format!("claim: x\nevidence: [{}]\n{rest}", lines.join(", "))
}

#[test]
fn five_documents_of_one_story_have_one_origin_and_two_with_an_attestation() {
    let all = supports(&["wire", "a", "b", "c", "d"], "");
    let side = origins(&all, &TREE);
    assert_eq!((side.lines, side.named, side.attested), (5, vec!["agency".to_owned()], 1));
    let mut more = TREE.to_vec();
    more.push(("register", "{original: true}"));
    let two = supports(&["wire", "a", "b", "c", "d", "register"], "");
    let side = origins(&two, &more);
    assert_eq!((side.named.len(), side.attested, side.best_credibility()), (2, 1, 2));
    let attested = format!("{two}attested: [{{origins: [d, register], because: y}}]\n");
    let side = origins(&attested, &more);
    assert_eq!((side.named.len(), side.attested, side.best_credibility()), (2, 2, 1));
    let copies = format!("{two}attested: [{{origins: [a, d], because: y}}]\n");
    assert_eq!(origins(&copies, &more).attested, 1, "two copies are one origin, whatever somebody attests");
}

#[test]
fn what_is_not_recorded_adds_no_origin_and_is_counted_beside() {
    let list =
        [WIRE, ("post", "{title: A post}"), ("copy", "{derived_from: [{document: post, as: reposts}]}")];
    let side = origins(&supports(&["wire", "post", "copy", "gone"], ""), &list);
    assert_eq!(side.named, ["agency"]);
    assert_eq!(side.unrecorded, ["copy", "gone", "post"]);
    let workspace = Workspace::default();
    assert_eq!(side.in_words(&workspace).unwrap(), "1 origin (agency), 3 of unrecorded lineage");
}

#[test]
fn quoting_passes_lineage_only_where_the_evidence_says_so() {
    let list = [WIRE, ("essay", "{publisher: weekly, derived_from: [{document: wire, as: quotes}]}")];
    assert_eq!(origins(&supports(&["essay"], ""), &list).named, ["weekly"]);
    let from = "claim: x\nevidence: [{document: essay, direction: supports, from: [wire]}]\n";
    assert_eq!(origins(from, &list).named, ["agency"]);
}

#[test]
fn two_papers_with_one_spokesman_have_the_body_as_their_origin() {
    let list = [("sun", "{original: true, publisher: sun}"), ("star", "{original: true, publisher: star}")];
    let said = "assertions: [{by: ryder, for: ministry, in: sun}, {by: ministry, in: star}]\n";
    assert_eq!(origins(&supports(&["sun", "star"], said), &list).named, ["ministry"]);
    let cited = "assertions: [{by: ryder, citing: [scouts], in: sun}]\n";
    assert_eq!(origins(&supports(&["sun"], cited), &list).named, ["scouts"]);
}

#[test]
fn a_circle_is_reported_and_adds_no_origin() {
    let list = [
        ("a", "{derived_from: [{document: b, as: reposts}]}"),
        ("b", "{derived_from: [{document: a, as: syndicates}]}"),
    ];
    let claim = supports(&["a"], "");
    assert_eq!(origins(&claim, &list).circular, ["a"]);
    assert_eq!(codes(&claim, &list), ["circular"]);
    let citing = [
        ("a", "{derived_from: [{document: b, as: quotes}]}"),
        ("b", "{derived_from: [{document: a, as: based_on}]}"),
    ];
    assert!(codes(&claim, &citing).contains(&"circular"));
}

#[test]
fn a_copy_of_what_was_corrected_is_flagged_until_it_is_corrected_too() {
    let wire = ("wire", "{original: true, corrections: [{when: \"2024-11-08\"}]}");
    let copy = ("a", "{derived_from: [{document: wire, as: syndicates}]}");
    let claim = supports(&["a"], "");
    assert!(codes(&claim, &[wire, copy]).contains(&FlagCode::UncorrectedCopy.as_str()));
    let corrected = ("a", "{corrections: [{}], derived_from: [{document: wire, as: syndicates}]}");
    assert!(!codes(&claim, &[wire, corrected]).contains(&FlagCode::UncorrectedCopy.as_str()));
}

#[test]
fn a_correction_that_is_older_is_not_the_one_that_is_missing() {
    let wire = ("wire", "{original: true, corrections: [{when: \"2024-11-08\"}]}");
    let missing = |own: &str| {
        let copy = format!(
            "{{corrections: [{{when: \"{own}\"}}], derived_from: [{{document: wire, as: syndicates}}]}}"
        );
        codes(&supports(&["a"], ""), &[wire, ("a", &copy)]).contains(&"uncorrected_copy")
    };
    assert!(missing("2024-11-07"));
    assert!(!missing("2024-11-08") && !missing("2024-11"));
}

#[test]
fn what_quotes_a_corrected_document_carries_the_correction_or_is_flagged() {
    let wire = ("wire", "{original: true, corrections: [{when: \"2024-11-08\"}]}");
    let essay = "derived_from: [{document: wire, as: quotes}]";
    let claim = "claim: x\nevidence: [{id: e1, document: essay, direction: supports, from: [wire]}]\n";
    assert_eq!(codes(claim, &[wire, ("essay", &format!("{{{essay}}}"))]), ["uncorrected_copy", "one_origin"]);
    let carries = format!("{{{essay}, corrections: [{{when: \"2024-11-09\"}}]}}");
    assert_eq!(codes(claim, &[wire, ("essay", &carries)]), ["one_origin"]);
}

#[test]
fn papers_that_print_a_story_are_no_origins_of_it() {
    let list = [
        WIRE,
        ("sun", "{publisher: sun, derived_from: [{document: wire, as: syndicates}]}"),
        ("star", "{publisher: star, derived_from: [{document: wire, as: syndicates}]}"),
    ];
    let said = "assertions: [{by: sun, in: sun}, {by: star, in: star}]\n";
    assert_eq!(origins(&supports(&["sun", "star"], said), &list).named, ["agency"]);
    // On whose word they print it counts all the same.
    let cited = "assertions: [{by: sun, in: sun, citing: [ministry]}, {by: star, in: star}]\n";
    assert_eq!(origins(&supports(&["sun", "star"], cited), &list).named, ["ministry"]);
}

#[test]
fn what_was_taken_back_was_still_one_voice() {
    let list = [("sun", "{original: true, publisher: sun}"), ("star", "{original: true, publisher: star}")];
    let said = "assertions: [{by: mayor, in: sun, withdrawn: {}}, {by: mayor, in: star, withdrawn: {}}]\n";
    assert_eq!(origins(&supports(&["sun", "star"], said), &list).named, ["mayor"]);
}

#[test]
fn whoever_leans_on_somebody_is_that_ones_voice_everywhere() {
    let list = [("sun", "{original: true, publisher: sun}"), ("star", "{original: true, publisher: star}")];
    let both = |said: &str| origins(&supports(&["sun", "star"], said), &list).named;
    assert_eq!(
        both("assertions: [{by: ryder, for: ministry, in: sun}, {by: ryder, in: star}]\n"),
        ["ministry"]
    );
    assert_eq!(
        both("assertions: [{by: ann, citing: [bob], in: sun}, {by: bob, citing: [cy], in: star}]\n"),
        ["cy"]
    );
    assert_eq!(
        both("assertions: [{by: ann, citing: [bob], in: sun}, {by: bob, citing: [ann], in: star}]\n"),
        ["ann"]
    );
    assert_eq!(
        both("assertions: [{through: [weekly], in: sun}, {through: [weekly], in: star}]\n"),
        ["weekly"]
    );
}

/// How a document comes from others, whether lineage ends there, and its publisher.
type Made<'s> = (Vec<(usize, &'s str)>, bool, Option<usize>);
/// Lines of evidence with `from`, assertions, attestations.
type Recorded = (Vec<(usize, Option<usize>)>, Vec<(usize, usize)>, Vec<Vec<usize>>);

/// The number of a copy that is added.
const COPY: usize = 99;

/// Documents `d0` to `d7` that come from each other in any way, circles and missing ones included.
fn graph() -> impl Strategy<Value = Vec<(String, String)>> {
    let kinds =
        prop::sample::select(vec!["syndicates", "translates", "reposts", "summarizes", "quotes", "based_on"]);
    let ties = prop::collection::vec((0..9usize, kinds), 0..3);
    let one = (ties, prop::bool::weighted(0.3), prop::option::of(0..3usize));
    prop::collection::vec(one, 8).prop_map(|list| {
        let document = |(at, (ties, original, publisher)): (usize, Made<'_>)| {
            let ties: Vec<String> =
                ties.iter().map(|(to, kind)| format!("{{document: d{to}, as: {kind}}}")).collect();
            let mut yaml = format!("{{title: t, derived_from: [{}]", ties.join(", "));
            if original {
                yaml.push_str(", original: true");
            }
            if let Some(publisher) = publisher {
                yaml.push_str(&format!(", publisher: p{publisher}"));
            }
            (format!("d{at}"), yaml + "}")
        };
        list.into_iter().enumerate().map(document).collect()
    })
}

/// What is recorded of the claim: lines of evidence, assertions, attestations.
fn recorded() -> impl Strategy<Value = Recorded> {
    (
        prop::collection::vec((0..9usize, prop::option::weighted(0.2, 0..9usize)), 0..6),
        prop::collection::vec((0..9usize, 0..4usize), 0..4),
        prop::collection::vec(prop::collection::vec(0..9usize, 2..4), 0..3),
    )
}

fn claim(lines: &[(String, Option<usize>)], said: &[(usize, usize)], attested: &[Vec<usize>]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|(key, from)| {
            let from = from.map(|from| format!(", from: [d{from}]")).unwrap_or_default();
            format!("{{document: {key}, direction: supports{from}}}")
        })
        .collect();
    let said: Vec<String> =
        said.iter().map(|(document, by)| format!("{{in: d{document}, by: p{by}}}")).collect();
    let attested: Vec<String> = attested
        .iter()
        .map(|all| {
            format!("{{origins: [{}]}}", all.iter().map(|at| format!("d{at}")).collect::<Vec<_>>().join(", "))
        })
        .collect();
    format!(
        "claim: x\nevidence: [{}]\nassertions: [{}]\nattested: [{}]\n",
        lines.join(", "),
        said.join(", "),
        attested.join(", ")
    )
}

proptest! {
    #[test]
    fn a_copy_never_adds_an_origin_and_losing_evidence_never_does(
        graph in graph(), (lines, said, attested) in recorded(), copied in 0..6usize, lost in 0..6usize
    ) {
        let lines: Vec<(String, Option<usize>)> =
            lines.into_iter().map(|(at, from)| (format!("d{at}"), from)).collect();
        let side = |lines: &[(String, Option<usize>)], graph: &[(String, String)], said: &[(usize, usize)]| {
            let workspace = workspace(&claim(lines, said, &attested), graph);
            Judgement::of(&workspace, None).claim("a.yaml").unwrap().origins.supports.clone()
        };
        let before = side(&lines, &graph, said.as_slice());
        prop_assert!(before.attested <= before.named.len());
        if let Some((key, None)) = lines.get(copied) {
            let mut graph = graph.clone();
            graph.push((format!("d{COPY}"), format!("{{publisher: p9, derived_from: [{{document: {key}, as: syndicates}}]}}")));
            let mut more = lines.clone();
            more.push((format!("d{COPY}"), None));
            let after = side(&more, &graph, said.as_slice());
            prop_assert!(after.named.len() <= before.named.len(), "{:?} {:?}", before, after);
            prop_assert!(after.attested <= before.attested);
            // Nor where the paper that printed it is noted as one that said so.
            let mut said = said.clone();
            said.push((COPY, 9));
            let after = side(&more, &graph, said.as_slice());
            prop_assert!(after.named.len() <= before.named.len(), "{:?} {:?}", before, after);
        }
        if lost < lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(lost);
            let after = side(&fewer, &graph, said.as_slice());
            prop_assert!(after.named.len() <= before.named.len());
            prop_assert!(after.attested <= before.attested, "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(graph in graph(), (lines, said, attested) in recorded(), seed in any::<u64>()) {
        let lines: Vec<(String, Option<usize>)> =
            lines.into_iter().map(|(at, from)| (format!("d{at}"), from)).collect();
        let yaml = claim(&lines, &said, &attested);
        let judge = |graph: &[(String, String)]| {
            let mut workspace = Workspace::default();
            let data = crate::yaml::from_str(&yaml).unwrap();
            workspace.claims.push(Filed { path: "a.yaml".into(), data });
            // Files are read in the order of their paths, and may lie in any folder.
            for (place, (key, yaml)) in graph.iter().enumerate() {
                let data = crate::yaml::from_str(yaml).unwrap();
                workspace.documents.push(Filed { path: format!("documents/{place}/{key}.yaml"), data });
            }
            workspace.index_again();
            Judgement::of(&workspace, None)
        };
        let mut other = graph.clone();
        let turn = usize::try_from(seed % 8).unwrap();
        other.rotate_left(turn);
        prop_assert_eq!(judge(&graph), judge(&other));
    }
}
