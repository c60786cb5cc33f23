//! What is noted of a document, and its later captures.

use super::*;

#[tokio::test]
async fn corrections_lineage_and_newer_captures_are_noted() {
    let trial = with(&[]);
    let there = "/documents/dam#record";
    for fields in [
        vec![("what", "correction"), ("note", "The figure was changed."), ("when", "7 November 2024")],
        vec![("what", "quotes"), ("from", "https://courier.example/first")],
    ] {
        let answer = trial.post("/documents/dam/record", &fields).await;
        assert_eq!(
            (answer.status(), answer.header("location")),
            (StatusCode::SEE_OTHER, there),
            "{}",
            answer.text
        );
    }
    let capture = [("file", "; filename=\"dam.txt\"", "The dam held after all.\n")];
    let answer = trial.upload("/documents/dam/capture", &capture).await;
    assert_eq!(
        (answer.status(), answer.header("location")),
        (StatusCode::SEE_OTHER, there),
        "{}",
        answer.text
    );
    let record = trial.read("documents/dam.yaml");
    for part in DOCUMENT.lines().chain([
        "note: \"The figure was changed.\"",
        "when: \"2024-11-07\"",
        "as: quotes",
        "text: dam.2.txt",
    ]) {
        assert!(record.contains(part), "{part}: {record}");
    }
    let page = trial.get("/documents/dam").await.text;
    assert!(page.contains("The figure was changed.") && page.contains("courier.example/first"), "{page}");
    for (answer, says) in [
        (trial.upload("/documents/dam/capture", &capture).await, "It says the same as the last capture"),
        (trial.upload("/documents/dam/capture", &[]).await, "There is nothing to log yet."),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "nothing")]).await,
            "There is no document “nothing”",
        ),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "none")]).await,
            "<option value=\"quotes\" selected>",
        ),
        (
            trial.post("/documents/dam/record", &[("what", "quotes"), ("from", "none")]).await,
            "name=\"from\" value=\"none\"",
        ),
        (
            trial.post("/documents/dam/record", &[("note", "It was mended."), ("when", "soon")]).await,
            "name=\"note\" value=\"It was mended.\"",
        ),
        (
            trial.post("/documents/dam/record", &[("note", "It was mended."), ("when", "soon")]).await,
            "name=\"when\" value=\"soon\"",
        ),
        (
            trial.upload("/documents/dam/capture", &[("url", "", "file:///dam")]).await,
            "name=\"url\" type=\"url\" value=\"file:///dam\"",
        ),
        (trial.post("/documents/dam/record", &[("what", "correction")]).await, "what was corrected"),
    ] {
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{says}");
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        let (_, forms) = answer.text.split_once("<details class=\"note\" id=\"note\" open>").unwrap();
        assert_eq!(forms.matches("role=\"alert\"").count(), 1, "{forms}");
    }
    assert_eq!(
        trial.post("/documents/none/record", &[("what", "correction")]).await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(trial.upload("/documents/none/capture", &capture).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn words_are_taken_from_a_later_capture_too() {
    let trial = with(&[]);
    let later = "Ines Falk said the dam held after all. Nobody was hurt.\n";
    let capture = [("file", "; filename=\"dam.txt\"", later)];
    assert_eq!(trial.upload("/documents/dam/capture", &capture).await.status(), StatusCode::SEE_OTHER);
    let first = trial.get("/documents/dam").await.text;
    let (_, rest) = first.split_once("href=\"/documents/dam?capture=").unwrap();
    let hash = rest.get(..8).unwrap();
    let there = format!("/documents/dam?capture={hash}");
    let page = trial.get(&there).await;
    assert!(
        page.text.contains("the dam held after all") && page.text.contains("a later capture"),
        "{}",
        page.text
    );
    assert_eq!(field(&page, "capture"), hash);
    assert!(trial.get(&format!("/documents/dam/read?capture={hash}")).await.text.contains("Ines Falk"));
    assert_eq!(trial.get("/documents/dam?capture=00000000").await.status(), StatusCode::NOT_FOUND);

    let words = "the dam held after all";
    let form = [("words", words), ("what", "new"), ("by", "Ines Falk"), ("capture", hash)];
    let answer = trial.post("/documents/dam", &form).await;
    assert!(answer.header("location").starts_with(&format!("{there}&at=")), "{}", answer.text);
    let claims = claims(&trial);
    let claim = claims.iter().find(|claim| claim.contains(words)).unwrap();
    assert!(
        claim.contains(&format!("capture: \"{hash}\"")) || claim.contains(&format!("capture: {hash}")),
        "{claim}"
    );
    let page = trial.get(&there).await.text;
    assert!(page.contains("id=\"claims\"") && !page.contains("There is none"), "{page}");
    // The claim's page leads to that text, and so does logging the same file again.
    let page = trial.get(&format!("/claims/{}", handle(&trial))).await.text;
    assert!(
        page.contains(&format!("{there}&#38;at=")) || page.contains(&format!("{there}&amp;at=")),
        "{page}"
    );
    let answer = trial.upload("/log", &capture).await;
    assert!(
        answer.header("location").starts_with(&format!("/documents/dam/read?capture={hash}")),
        "{}",
        answer.text
    );
    // However little of the hash is typed, it is written whole.
    let page = trial.get(&format!("/documents/dam?capture={}", &hash[..3])).await;
    assert_eq!(field(&page, "capture"), hash);
    // Those words do not stand in the first.
    let form = [("words", words), ("what", "new"), ("by", "Ines Falk")];
    assert_eq!(trial.post("/documents/dam", &form).await.status(), StatusCode::BAD_REQUEST);
}
