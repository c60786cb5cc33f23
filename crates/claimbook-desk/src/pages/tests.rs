//! What the pages show, and what their forms write.

use axum::http::StatusCode;

use crate::testing::{DAM, Trial};

const PAGE: &str = "/claims/70c3a910";
const MARK: &str = "/claims/70c3a910/mark";

#[tokio::test]
async fn the_list_has_each_claim_with_its_status_and_who_said_it() {
    let trial = Trial::of(&[
        ("2024-11/dam.yaml", DAM),
        ("actors/engineer.yaml", "name: Ada <Engineer>\nkind: person\n"),
        ("2024-11/bridge.yaml", "claim: The bridge held.\nverdicts: [{verdict: confirmed}]\n"),
        ("2024-11/broken.yaml", "claim: [unclosed\n"),
    ]);
    let page = trial.get("/").await.text;
    for words in [
        "The dam file",
        "The dam was sound.",
        "Ada &#60;Engineer&#62;",
        "unchecked <b>1</b>",
        "confirmed <b>1</b>",
        "One file cannot be read",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let page = trial.get("/?q=BRIDGE+held").await.text;
    assert!(
        page.contains("The <mark>bridge</mark> <mark>held</mark>.") && !page.contains("The dam was sound.")
    );
    let page = trial.get("/?status=unchecked&page=99").await.text;
    assert!(!page.contains("The bridge held.") && page.contains("The dam was sound."));
    assert!(trial.get("/?q=%3Cscript%3E").await.text.contains("No claim fits “<bdi>&#60;script&#62;</bdi>”"));
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let files: Vec<(String, String)> = (0..250)
        .map(|n| (format!("2024-11/{n:03}.yaml"), format!("claim: Claim number {n:03}.\n")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let trial = Trial::of(&files);
    let (first, last) = (trial.get("/?q=number").await.text, trial.get("/?q=number&page=5").await.text);
    assert!(
        first.contains("1 to 50 of 250")
            && first.contains("/?q=number&#38;page=2")
            && !first.contains(">Back<")
    );
    assert!(last.contains("201 to 250 of 250") && !last.contains(">More<"));
}

#[tokio::test]
async fn a_claim_typed_by_hand_has_a_page_too() {
    let trial = Trial::of(&[("2024-11/by hand.yaml", "claim: The bridge held.\n")]);
    assert!(trial.get("/").await.text.contains("/claims/2024%2D11%2Fby%20hand%2Eyaml"));
    let page = "/claims/2024-11%2Fby%20hand.yaml";
    let base = trial.base(page).await;
    let fields = [("base", base.as_str()), ("verdict", "confirmed"), ("because", "Seen.")];
    let answer = trial.post(&format!("{page}/mark"), &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
    // It has an id from now on, and its page is under the handle.
    let there = answer.header("location").to_owned();
    let (there, wrote) = there.split_once('?').unwrap();
    assert_eq!((there.len(), wrote), ("/claims/70c3a910".len(), "wrote=marked&of=confirmed"));
    assert!(trial.get(there).await.text.contains("Seen."));
    let old = trial.get(page).await;
    assert_eq!((old.status(), old.header("location")), (StatusCode::SEE_OTHER, there));
}

#[tokio::test]
async fn of_two_claims_with_one_handle_each_has_its_page() {
    let trial = Trial::of(&[("2024-11/dam.yaml", DAM), ("2024-11/copy.yaml", DAM)]);
    let which = trial.get(PAGE).await;
    assert_eq!(which.status(), StatusCode::NOT_FOUND);
    assert!(which.text.contains("2 claims have this name: 2024-11/copy.yaml, 2024-11/dam.yaml."));
    let page = "/claims/2024%2D11%2Fcopy%2Eyaml";
    assert!(trial.get("/").await.text.contains(page));
    let base = trial.base(page).await;
    let fields = [("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
    let answer = trial.post(&format!("{page}/mark"), &fields).await;
    assert_eq!((answer.status(), answer.there()), (StatusCode::SEE_OTHER, page));
    assert!(trial.read("2024-11/copy.yaml").contains("It leaked."));
    assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
}

#[tokio::test]
async fn a_verdict_reaches_the_file_as_the_command_writes_it() {
    let trial = Trial::dam();
    let base = trial.base(PAGE).await;
    let fields = [
        ("base", base.as_str()),
        ("verdict", "refuted"),
        ("because", " It leaked: \"<b>\". "),
        ("confidence", "high"),
    ];
    let answer = trial.post(MARK, &fields).await;
    assert_eq!((answer.status(), answer.there()), (StatusCode::SEE_OTHER, PAGE));
    let file = trial.read("2024-11/dam.yaml");
    assert!(file.starts_with(DAM), "{file}");
    for line in [
        "verdict: refuted",
        "confidence: high",
        "by: kim",
        "at: \"2024-11-23T09:58:00Z\"",
        r#"because: "It leaked: \"<b>\".""#,
    ] {
        assert!(file.contains(line), "{line}\n{file}");
    }
    let page = trial.get(PAGE).await.text;
    assert!(page.contains("mark s-refuted") && page.contains("It leaked: &#34;&#60;b&#62;&#34;."), "{page}");
}

#[tokio::test]
async fn what_cannot_be_written_comes_back_with_what_was_typed() {
    let trial = Trial::dam();
    let base = trial.base(PAGE).await;
    for (verdict, because, says) in [
        ("", "It leaked.", "Choose a verdict."),
        ("refuted", "  ", "A verdict needs a reason."),
        ("unchecked", "It leaked.", "cannot be given as a verdict"),
        ("bogus", "It leaked.", "is not a verdict."),
    ] {
        let answer = trial.post(MARK, &[("base", &base), ("verdict", verdict), ("because", because)]).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{verdict}");
        assert!(answer.text.contains(says), "{says}\n{}", answer.text);
        assert!(answer.text.contains(&format!(">{because}</textarea>")));
    }
    assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
}

#[tokio::test]
async fn a_form_that_somebody_was_quicker_than_is_kept() {
    let trial = Trial::dam();
    let base = trial.base(PAGE).await;
    let first = [("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
    assert_eq!(trial.post(MARK, &first).await.status(), StatusCode::SEE_OTHER);
    let second = [
        ("base", base.as_str()),
        ("verdict", "confirmed"),
        ("because", "It held for <years>."),
        ("confidence", "low"),
    ];
    let answer = trial.post(MARK, &second).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    for words in [
        "Somebody changed this claim meanwhile",
        "by kim, 23 November 2024: refuted",
        ">It held for &#60;years&#62;.</textarea>",
        "<option value=\"confirmed\" selected>",
        "<option value=\"low\" selected>",
        "It leaked.",
    ] {
        assert!(answer.text.contains(words), "{words}\n{}", answer.text);
    }
    assert_eq!(
        trial.read("2024-11/dam.yaml").matches("- id:").count(),
        1,
        "{}",
        trial.read("2024-11/dam.yaml")
    );
    // What came back can be sent again.
    let (_, rest) = answer.text.split_once("name=\"base\" value=\"").unwrap();
    let base = rest.split_once('"').unwrap().0;
    let again = [("base", base), ("verdict", "confirmed"), ("because", "It held for years.")];
    assert_eq!(trial.post(MARK, &again).await.status(), StatusCode::SEE_OTHER);
    let file = trial.read("2024-11/dam.yaml");
    assert!(file.contains("It leaked.") && file.contains("It held for years."), "{file}");
}

#[tokio::test]
async fn what_was_typed_on_a_claim_that_is_gone_is_shown() {
    let trial = Trial::dam();
    let base = trial.base(PAGE).await;
    let fields = [("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
    std::fs::remove_file(trial.path("2024-11/dam.yaml")).unwrap();
    let answer = trial.post(MARK, &fields).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(
        answer.text.contains("The claim is gone") && answer.text.contains("It leaked."),
        "{}",
        answer.text
    );
    // By now the desk knows.
    let answer = trial.post(MARK, &fields).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(answer.text.contains("It leaked."));
}

#[tokio::test]
async fn house_words_can_be_chosen_and_a_fork_can_be_ended() {
    let forked = format!(
        "{DAM}verdicts:\n  - {{id: v1, verdict: confirmed, by: ann, because: Held., after: []}}\n  - {{id: v2, verdict: refuted, by: bo, because: Leaked., after: []}}\n"
    );
    let trial = Trial::of(&[
        ("2024-11/dam.yaml", &forked),
        ("claimbook.yaml", "labels:\n  leaky: {verdict: refuted, label: Leaky}\n"),
    ]);
    let page = trial.get(PAGE).await.text;
    assert!(
        page.contains("<option value=\"leaky\">Leaky (refuted)</option>") && page.contains("mark s-forked")
    );
    let base = trial.base(PAGE).await;
    let fields = [("base", base.as_str()), ("verdict", "leaky"), ("because", "The log says so.")];
    let answer = trial.post(MARK, &fields).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(answer.text.contains("2 verdicts stand side by side") && answer.text.contains("tick the box"));
    let ends = [fields.as_slice(), &[("resolves", "yes")]].concat();
    assert_eq!(trial.post(MARK, &ends).await.status(), StatusCode::SEE_OTHER);
    assert!(trial.get(PAGE).await.text.contains("<b><bdi>Leaky</bdi></b>"));
}

/// Files in which a protected source is behind a claim.
const SECRET: [(&str, &str); 3] = [
    (
        "actors/jane-roe.yaml",
        "name: \"Jane Roe\"\nkind: unnamed\nprotected: true\nshown_as: \"a ministry official\"\n",
    ),
    (
        "2024-11/jane-roe-says.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The dam was sound, Jane Roe said.\"\nassertions:\n  - {id: a02c9d, by: jane-roe, quote: {exact: \"Trust me, said Roe.\"}}\n",
    ),
    ("2024-11/dam.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911\nclaim: The dam leaked.\n"),
];

#[tokio::test]
async fn a_protected_source_is_not_named_and_its_claim_can_be_marked() {
    let trial = Trial::of(&SECRET);
    for page in ["/", PAGE, "/claims/nothing", "/claims/2024-11%2Fjane-roe-says.yaml"] {
        let text = trial.get(page).await.text.to_lowercase();
        assert!(!text.contains("roe") && !text.contains("trust me"), "{page}\n{text}");
    }
    assert!(trial.get(PAGE).await.text.contains("a ministry official"));
    let base = trial.base(PAGE).await;
    let fields = [("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
    assert_eq!(trial.post(MARK, &fields).await.status(), StatusCode::SEE_OTHER);
    let file = trial.read("2024-11/jane-roe-says.yaml");
    assert!(file.contains("It leaked.") && file.contains("Jane Roe said"), "{file}");
    // Nor where a form comes back.
    let answer = trial.post(MARK, &fields).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(!answer.text.to_lowercase().contains("roe"));
}

#[tokio::test]
async fn a_protected_source_is_named_where_that_was_asked_for() {
    let text = Trial::with(&SECRET, true).get(PAGE).await.text;
    assert!(text.contains("Jane Roe said") && text.contains("Trust me"), "{text}");
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let claim = "claim: \"</title><script>alert(1)</script>\\u202E evil\"\ntopics: ['\"><img src=x onerror=alert(1)>']\n";
    let trial = Trial::of(&[("2024-11/a.yaml", claim)]);
    for page in ["/", "/claims/2024-11%2Fa.yaml"] {
        let text = trial.get(page).await.text;
        assert!(!text.contains("<script>") && !text.contains("<img"), "{text}");
    }
}

#[tokio::test]
async fn where_the_files_are_gone_pages_show_how_they_were_and_say_so() {
    let trial = Trial::dam();
    let before = trial.desk.version();
    let (root, away) = (trial.folder.path().join("claims"), trial.folder.path().join("away"));
    std::fs::rename(&root, &away).unwrap();
    trial.desk.refresh();
    let page = trial.get("/").await.text;
    assert!(page.contains("how the files were before"), "{page}");
    assert!(page.contains("The dam was sound."));
    assert!(trial.desk.version() > before);
    std::fs::rename(&away, &root).unwrap();
    trial.desk.refresh();
    assert!(!trial.get("/").await.text.contains("how the files were before"));
}

/// Claims of every kind.
fn many() -> Trial {
    Trial::of(&[
        (
            "a.yaml",
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: The north pier was closed in May.\ntopics: [piers]\nstage: review\nassertions: [{by: harbour, in: paper}]\nverdicts: [{verdict: confirmed, because: 'The log says closed.'}]\n",
        ),
        (
            "b.yaml",
            "claim: The south pier leaked.\ntopics: [piers, leaks]\nverdicts: [{verdict: disputed, because: x}]\n",
        ),
        ("c.yaml", "claim: Nobody inspected the bridge.\n"),
        ("actors/harbour.yaml", "name: Harbour Board\nkind: organization\n"),
        ("documents/paper.yaml", "title: The pier paper\n"),
    ])
}

#[tokio::test]
async fn the_list_takes_the_language_of_search_and_what_is_chosen_beside_it() {
    let trial = many();
    for (query, claims) in [
        ("q=status:disputed", "b"),
        ("q=pier+status:confirmed", "a"),
        ("q=pier+-leak*", "a"),
        ("q=%22north+pier%22", "a"),
        ("q=status:unchecked+-pier", "c"),
        ("q=piers", "ab"),
        ("q=by:%22Harbour+Board%22", "a"),
        ("by=harbour", "a"),
        ("in=paper", "a"),
        ("topic=leaks", "b"),
        ("stage=review", "a"),
        ("status=unchecked", "c"),
        ("status=disputed&topic=piers", "b"),
        ("flag=one_origin", ""),
        ("q=is:open", "c"),
    ] {
        let text = trial.get(&format!("/?{query}")).await.text.replace("<mark>", "").replace("</mark>", "");
        let shown: String = [("a", "north pier was"), ("b", "south pier leaked"), ("c", "Nobody inspected")]
            .into_iter()
            .filter(|(_, words)| text.contains(words))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(shown, claims, "{query}\n{text}");
    }
}

#[tokio::test]
async fn words_are_marked_where_they_stand_and_documents_are_found_too() {
    let text = many().get("/?q=closed+pier").await.text;
    assert!(text.contains("The north <mark>pier</mark> was <mark>closed</mark> in May."), "{text}");
    assert!(text.contains("reason:</span> The log says <mark>closed</mark>."), "{text}");
    let text = many().get("/?q=paper").await.text;
    assert!(text.contains("<a href=\"/documents/paper\"><bdi>The pier paper</bdi></a>"), "{text}");
    let text = many().get("/?q=bridgee").await.text;
    assert!(text.contains("“<bdi>bridgee</bdi>” stands nowhere; looked for <bdi>bridg</bdi>"), "{text}");
}

#[tokio::test]
async fn a_handle_leads_to_its_claim_and_a_topic_may_have_its_sign() {
    let trial = many();
    for query in ["70c3a910", "70C3", "%2370c3a9", "+70c3a+"] {
        let text = trial.get(&format!("/?q={query}")).await.text;
        assert!(text.contains("Claims with this handle") && text.contains("<code>70c3a910</code>"), "{text}");
        assert!(text.contains("<a href=\"/claims/70c3a910\""), "{text}");
    }
    for query in ["70c", "70c3a911x", "70c3a9100", "70c4", "pier", "", "70c3+pier"] {
        let text = trial.get(&format!("/?q={query}")).await.text;
        assert!(!text.contains("Claims with this handle"), "{query}\n{text}");
    }
    for query in ["q=topic:piers", "q=topic:%23piers", "topic=%23piers"] {
        let text = trial.get(&format!("/?{query}")).await.text;
        assert!(text.contains("north pier") && !text.contains("Nobody inspected"), "{query}\n{text}");
    }
}

#[tokio::test]
async fn a_query_that_cannot_be_understood_is_shown_at_its_character() {
    let trial = many();
    for (query, says) in [
        (
            "pier+status:disptued",
            "“disptued” is not a status.</bdi> <span class=\"quiet\">(character 6)</span>",
        ),
        ("pier+status:disptued", "<bdi>pier <b class=\"wrong\">status:disptued</b></bdi>"),
        ("pier+status:disptued", "Did you mean `disputed`?"),
        ("%22north", "(character 1)"),
        ("since:someday", "<bdi>“someday” is not a date: "),
    ] {
        let text = trial.get(&format!("/?q={query}")).await.text;
        assert!(text.contains(says), "{query}: {says}\n{text}");
    }
    assert!(trial.get("/?by=nobody").await.text.contains("There is no actor “nobody”."));
}

#[tokio::test]
async fn what_is_to_do_leads_to_where_it_is_done() {
    let trial = many();
    let text = trial.get("/todo").await.text;
    let order = [
        "Add what the verdict rests on",
        "The north pier was closed in May.",
        "Find evidence",
        "Nobody inspected the bridge.",
    ];
    let (_, groups) = text.split_once("class=\"tasks\"").unwrap();
    let mut at = 0;
    for words in order {
        at += groups.get(at..).unwrap().find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    }
    assert!(text.contains("/claims/70c3a910#add-evidence"), "{text}");
    let text = trial.get("/todo?task=find_evidence").await.text;
    assert!(text.contains("Nobody inspected") && !text.contains("north pier"), "{text}");
    assert!(trial.get("/todo?q=status:confirmed").await.text.contains("north pier"));
}

#[tokio::test]
async fn the_report_is_narrowed_by_the_same_filters_and_leads_to_claims() {
    let trial = many();
    let text = trial.get("/report").await.text;
    assert!(text.contains("Claims by status") && text.contains("href=\"/claims/70c3a910\""), "{text}");
    let text = trial.get("/report?q=pier+status:disputed").await.text;
    assert!(text.contains("south pier leaked") && !text.contains("Nobody inspected"), "{text}");
    assert!(trial.get("/report?q=stage:review").await.text.contains("The report can be narrowed by"));
}

#[tokio::test]
async fn what_could_be_meant_is_offered_while_it_is_typed() {
    let trial = many();
    assert_eq!(
        trial.get("/offers?kind=actor&begins=Boa").await.text,
        r#"[{"value":"harbour","label":"Harbour Board"}]"#
    );
    assert_eq!(
        trial.get("/offers?kind=document&begins=pap").await.text,
        r#"[{"value":"paper","label":"The pier paper"}]"#
    );
    assert!(trial.get("/offers?kind=claim&begins=70c3").await.text.contains("north pier"));
    assert_eq!(trial.get("/offers?kind=claim&begins=").await.text, "[]");
}

#[tokio::test]
async fn a_page_is_true_to_a_file_that_changed_a_moment_ago() {
    let trial = Trial::dam();
    trial.desk.settle();
    assert!(trial.get(PAGE).await.text.contains("The dam was sound."));
    std::fs::write(trial.path("2024-11/dam.yaml"), DAM.replace("was sound", "was almost sound")).unwrap();
    // Nobody told the desk.
    assert!(trial.get(PAGE).await.text.contains("The dam was almost sound."));
}

#[tokio::test]
async fn where_what_was_kept_is_damaged_pages_are_made_from_the_files() {
    let trial = Trial::dam();
    trial.desk.settle();
    let cache = trial.path(".claimbook/cache");
    for file in std::fs::read_dir(&cache).unwrap() {
        std::fs::write(file.unwrap().path(), "damaged").unwrap();
    }
    std::fs::write(trial.path("2024-11/dam.yaml"), DAM.replace("was sound", "was almost sound")).unwrap();
    trial.desk.refresh();
    assert!(trial.get("/?q=almost").await.text.contains("sound"));
    assert!(trial.get(PAGE).await.text.contains("The dam was almost sound."));
}
