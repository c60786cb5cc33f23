//! Statements and words become claims and evidence, or are left.

use super::*;

#[tokio::test]
async fn statements_are_taken_and_left_in_one_step() {
    let trial = with(&[]);
    let page = trial.get("/documents/dam/read").await;
    assert!(page.text.contains("<mark>The 𝔇am leaks at night</mark>"), "{}", page.text);
    let at = |number: usize| field(&page, &format!("at-{number}"));
    let (text, first, second) = (field(&page, "text"), at(1), at(2));
    let fields = [
        ("text", text.as_str()),
        ("part", "1"),
        ("page", "1"),
        ("topics", "dams, Harbour Tunnel"),
        ("at-1", &first),
        ("do-1", "take"),
        ("claim-1", "The dam leaks."),
        ("by-1", "Ilse Maran"),
        ("when-1", "2024-11-07"),
        ("at-2", &second),
        ("do-2", "opinion"),
    ];
    let answer = trial.post("/documents/dam/read", &fields).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
    let [claim] = &claims(&trial)[..] else { panic!("one claim") };
    for words in [
        "claim: \"The dam leaks.\"\n",
        "by: ilse-maran\n",
        "when: \"2024-11-07\"\n",
        "exact: \"The 𝔇am leaks at night\"\n",
        "start: 0\n",
        "end: 22\n",
        "topics: [dams, \"Harbour Tunnel\"]\n",
    ] {
        assert!(claim.contains(words), "{words}{claim}");
    }
    assert!(trial.read("documents/dam.yaml").contains("as: opinion"), "{}", trial.read("documents/dam.yaml"));
    let there = answer.header("location");
    assert!(there.ends_with("&left=1#statement-3"), "{there}");
    let page = trial.get(there.split('#').next().unwrap()).await.text;
    let (_, next) = page.split_once("id=\"statement-3\"").unwrap();
    for says in
        ["Opened 1 claim: ", "Left 1 passage, ", " is dated later than the article itself (2024-11-06)"]
    {
        assert!(next.contains(says), "{says}: {next}");
    }
    assert!(!page.contains("left open"), "{page}");
    let page = trial.get("/documents/dam/read").await.text;
    assert!(!page.contains("id=\"wrote\""), "{page}");
    assert!(page.contains("Taken: <a href=\"/claims/") && page.contains("Looked at: opinion"), "{page}");
    // A form of a text that is another by now writes nothing, and comes back.
    let answer = trial.post("/documents/dam/read", &[&fields[1..], &[("text", "0")]].concat()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let answer = trial.post("/documents/dam/read", &[("text", &text)]).await;
    assert!(answer.text.contains("Nothing was chosen."), "{}", answer.text);
}

#[tokio::test]
async fn who_is_only_proposed_is_taken_by_those_alone_who_say_so() {
    for (trust, by) in [(None, None), (Some("yes"), Some("by: "))] {
        let trial = with(&[]);
        let page = trial.get("/documents/dam/read").await;
        let Some((number, _)) =
            (1..9).map(|n| (n, format!("trust-{n}"))).find(|(_, name)| page.text.contains(name.as_str()))
        else {
            panic!("somebody is only proposed: {}", page.text)
        };
        let (at, text) = (field(&page, &format!("at-{number}")), field(&page, "text"));
        let names = ["at", "do", "claim", "by", "when", "trust"].map(|name| format!("{name}-{number}"));
        let mut fields: Vec<(&str, &str)> = vec![
            ("text", &text),
            (&names[0], &at),
            (&names[1], "take"),
            (&names[2], "We stay."),
            (&names[3], ""),
        ];
        fields.extend(trust.map(|trust| (names[5].as_str(), trust)));
        let answer = trial.post("/documents/dam/read", &fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
        let told = trial.get(answer.header("location").split('#').next().unwrap()).await.text;
        assert_eq!(told.contains("Who said it is left open: "), by.is_none(), "{told}");
        assert_eq!(told.contains(" may be "), by.is_none(), "{told}");
        let claim = claims(&trial).concat();
        let (_, said) = claim.split_once("assertions:").unwrap();
        assert_eq!(said.contains(" by: "), by.is_some(), "{claim}");
    }
}

#[tokio::test]
async fn a_claim_that_is_much_like_a_statement_is_offered_and_gets_the_assertion() {
    let leaks = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The 𝔇am leaks at night.\"\n";
    let trial = with(&[("2024-10/leak.yaml", leaks)]);
    let page = trial.get("/documents/dam/read").await;
    assert!(page.text.contains("it says again: <bdi>The 𝔇am leaks at night.</bdi>"), "{}", page.text);
    let (text, at) = (field(&page, "text"), field(&page, "at-1"));
    let fields = [
        ("text", text.as_str()),
        ("at-1", &at),
        ("do-1", "take"),
        ("claim-1", "It leaks."),
        ("by-1", "Ilse Maran"),
        ("onto-1", "70c3a910"),
    ];
    assert_eq!(trial.post("/documents/dam/read", &fields).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(claims(&trial).len(), 1);
    assert!(
        trial.read("2024-10/leak.yaml").contains("by: ilse-maran"),
        "{}",
        trial.read("2024-10/leak.yaml")
    );
}

#[tokio::test]
async fn words_that_are_selected_become_a_claim_with_their_places() {
    let trial = with(&[]);
    let words = "The cafe\u{301} by the dam stays open.";
    let (start, end) = place(words);
    let proposed = trial.get(&format!("/documents/dam/propose?start={start}&end={end}")).await;
    assert!(proposed.text.contains(&format!("\"claim\":\"{words}\"")), "{}", proposed.text);
    let answer = select(
        &trial,
        words,
        &[("what", "new"), ("claim", "The cafe stays open."), ("by", "Bo Hale"), ("when", "2024-11")],
    )
    .await;
    assert_eq!(
        (answer.status(), answer.header("location")),
        (
            StatusCode::SEE_OTHER,
            format!("/documents/dam?at={start}&opened={}#at-{start}", handle(&trial)).as_str()
        )
    );
    let told = trial.get(answer.header("location")).await.text;
    assert!(
        told.contains("Opened 1 claim: </bdi><a href=\"/claims/") && !told.contains("left open"),
        "{told}"
    );
    let [claim] = &claims(&trial)[..] else { panic!("one claim") };
    for part in [
        format!("exact: \"{words}\""),
        format!("start: {start}\n"),
        format!("end: {end}\n"),
        "by: bo-hale\n".to_owned(),
    ] {
        assert!(claim.contains(&part), "{part}{claim}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(
        page.contains(&format!(
            "<span data-s=\"{start}\" id=\"at-{start}\" class=\"q s-unchecked\">{words}</span>"
        )),
        "{page}"
    );
    // A second time it is that claim's, said by somebody else.
    select(&trial, words, &[("what", "new"), ("by", "Ilse Maran")]).await;
    assert_eq!(claims(&trial).len(), 1);
}

#[tokio::test]
async fn words_are_found_without_a_script_too_and_what_is_not_there_comes_back() {
    let trial = with(&[]);
    let answer = trial
        .post("/documents/dam", &[("words", "the mast fell on 3 November 2024"), ("claim", "The mast fell.")])
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text);
    for (fields, says) in [
        (vec![("words", "the mast fell on 4 November 2024")], "The nearest passage is"),
        (vec![("words", "")], "Select words in the text"),
        (vec![("words", "the mast"), ("what", "nothing")], "Choose what the words become."),
        (vec![("words", "the mast"), ("what", "again")], "Say which claim is meant"),
        (
            vec![("words", "the mast"), ("what", "refutes"), ("onto", "ffffffff")],
            "No claim is called “ffffffff”.",
        ),
        (vec![("words", "the mast"), ("when", "soon")], "“soon” is no date"),
    ] {
        let answer = trial.post("/documents/dam", &fields).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        assert!(answer.text.contains(&format!("\n{}</textarea>", fields[0].1)), "{says}: {}", answer.text);
    }
    assert_eq!(claims(&trial).len(), 1);
}

#[tokio::test]
async fn words_become_evidence_or_are_left() {
    let trial = with(&[("2024-11/dam.yaml", crate::testing::DAM)]);
    let words = "The 𝔇am leaks at night";
    select(&trial, words, &[("what", "refutes"), ("onto", "70c3a910"), ("note", "She keeps it.")]).await;
    let claim = trial.read("2024-11/dam.yaml");
    assert!(claim.starts_with(crate::testing::DAM), "{claim}");
    for part in
        ["direction: refutes", "note: \"She keeps it.\"", "exact: \"The 𝔇am leaks at night\"", "end: 22"]
    {
        assert!(claim.contains(part), "{part}: {claim}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("Taken as evidence") && page.contains("class=\"u\">The cafe"), "{page}");
    select(&trial, "The cafe\u{301} by the dam stays open.", &[("what", "boilerplate")]).await;
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("class=\"l\">The cafe") && page.contains("1 of 4 sentences"), "{page}");
}
