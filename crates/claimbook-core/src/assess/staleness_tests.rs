use proptest::prelude::*;

use crate::assess::{FlagCode, Judgement};
use crate::ledger::Marking;
use crate::model::{
    Assertion, Capture, Claim, Document, Evidence, IdSource, Instant, Quantity, Quote, Retraction,
    VerdictWord,
};
use crate::workspace::{Draft, Signature, Workspace, claim_text, create, document_text};

const TEXTS: [&str; 2] = [
    "The baths reopen in May. The repair cost 2.4 million, she said. The repair cost 2.4 million.",
    "Caf\u{e9}s “closed” in 2023.\nThe baths  reopen in May.",
];

fn quote() -> impl Strategy<Value = Quote> {
    let exact = prop_oneof![
        Just("The repair cost 2.4 million".to_owned()),
        Just("The repair cost 2.5 million".to_owned()),
        Just("The baths reopen in May".to_owned()),
        Just("cafe\u{301}s \"closed\"".to_owned()),
        "[a-z0-9 .“…]{0,12}",
    ];
    let capture = prop_oneof![Just(None), Just(Some("aa".to_owned())), Just(Some("bb".to_owned()))];
    (prop::option::of(exact), prop::option::of(0usize..90), prop::option::of(0usize..99), capture)
        .prop_map(|(exact, start, end, capture)| Quote { exact, start, end, capture, ..Quote::default() })
}

fn id() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![Just("1".to_owned()), Just("2".to_owned()), "[a-f][0-9a-f]{3}"])
}

fn document() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), Just(Some("baths".to_owned())), Just(Some("missing".to_owned()))]
}

fn claim() -> impl Strategy<Value = Claim> {
    let quotes = || prop::collection::vec(quote(), 0..3);
    let assertion = (id(), document(), quotes()).prop_map(|(id, document, quote)| Assertion {
        id,
        document,
        quote,
        ..Assertion::default()
    });
    let evidence = (id(), document(), quotes(), any::<bool>(), prop::option::of(1i64..7), "[a-zé  ]{0,9}")
        .prop_map(|(id, document, quote, retracted, credibility, note)| Evidence {
            id,
            document,
            quote,
            credibility,
            note: Some(note),
            retracted: retracted.then(Retraction::default),
            ..Evidence::default()
        });
    let quantity = (any::<Option<f64>>(), prop::option::of("[a-z0-9 ]{1,9}")).prop_map(|(low, phrase)| {
        Quantity { low: low.filter(|low| low.is_finite()), phrase, ..Quantity::default() }
    });
    (
        "[A-Za-zé “”]{1,20}",
        prop::collection::vec(assertion, 0..3),
        prop::collection::vec(evidence, 0..3),
        prop::collection::vec(quantity, 0..2),
    )
        .prop_map(|(words, assertions, evidence, quantities)| Claim {
            claim: format!("It {words}"),
            assertions,
            evidence,
            quantities,
            ..Claim::default()
        })
}

fn draft(root: &std::path::Path) -> Draft {
    let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
    Draft::begin(root, signature, IdSource::new(1)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_verdict_just_made_is_never_stale(claim in claim(), changed in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let root = create(folder.path(), None).unwrap();
        let captures = ["aa", "bb"].map(|hash| Capture {
            text: Some(format!("{hash}.txt")),
            text_sha256: Some(hash.repeat(32)),
            ..Capture::default()
        });
        let record = Document { captures: captures.to_vec(), ..Document::default() };
        std::fs::create_dir_all(root.join("documents")).unwrap();
        std::fs::write(root.join("documents/baths.yaml"), document_text(&record)).unwrap();
        std::fs::write(root.join("documents/aa.txt"), TEXTS[0]).unwrap();
        std::fs::write(root.join("documents/bb.txt"), TEXTS[1]).unwrap();
        std::fs::write(root.join("claim.yaml"), claim_text(&claim)).unwrap();
        let marking = Marking {
            verdict: VerdictWord::Confirmed,
            because: "It was seen.".into(),
            evidence: None,
            confidence: None,
            resolves: false,
        };
        let mut first = draft(&root);
        first.mark("claim.yaml", &marking).unwrap();
        first.commit().unwrap();
        if changed {
            // Whatever became of what it saw: a verdict that renews it has seen that.
            std::fs::write(root.join("documents/aa.txt"), TEXTS[0].replace('4', "5")).unwrap();
            let mut again = draft(&root);
            again.reaffirm("claim.yaml", "It was seen again.", None).unwrap();
            again.commit().unwrap();
        }
        let workspace = Workspace::load(&root).unwrap();
        prop_assert_eq!(workspace.claims.len(), 1);
        let judgement = Judgement::of(&workspace, None);
        let stale: Vec<_> =
            judgement.flags("claim.yaml").iter().filter(|flag| flag.code == FlagCode::Stale).collect();
        prop_assert!(stale.is_empty(), "{:?}", stale);
    }
}
