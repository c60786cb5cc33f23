//! An article is logged: pasted, sent as a file or fetched.

use super::*;

#[tokio::test]
async fn a_text_that_is_pasted_is_logged_as_the_command_does() {
    let trial = Trial::of(&[]);
    let answer = trial
        .upload(
            "/log",
            &[
                ("file", "; filename=\"\"", ""),
                ("text", "", "The dam leaks,\r\nsaid Bo Hale.\r\n"),
                ("title", "", "On the dam"),
                ("publisher", "", "The Courier"),
                ("published", "", "6 November 2024"),
                ("key", "", "dam"),
            ],
        )
        .await;
    assert_eq!((answer.status(), answer.header("location")), (StatusCode::SEE_OTHER, "/documents/dam/read"));
    assert_eq!(trial.read("documents/dam.txt"), "The dam leaks,\nsaid Bo Hale.\n");
    let record = trial.read("documents/dam.yaml");
    assert!(
        record.contains("published: \"2024-11-06\"\n") && record.contains("publisher: the-courier\n"),
        "{record}"
    );
    assert!(trial.get("/documents/dam/read").await.text.contains("The dam leaks"));
}

#[tokio::test]
async fn a_file_that_is_logged_twice_is_one_document() {
    let trial = Trial::of(&[]);
    let page = "<html><head><title>On the dam</title></head><body><article><p>The dam leaks, said Bo Hale, who keeps the lock.</p><script>alert(1)</script></article></body></html>";
    let fields = [
        ("file", "; filename=\"dam.html\"\r\nContent-Type: text/html", page),
        ("url", "", "https://courier.example/dam"),
    ];
    let first = trial.upload("/log", &fields).await;
    let again = trial.upload("/log", &fields).await;
    assert_eq!(first.header("location"), again.there());
    let told = trial.get(again.header("location")).await.text;
    assert!(told.contains("This was logged already; nothing was changed."), "{told}");
    let other = [&fields[..], &[("title", "", "The lock")]].concat();
    let other = trial.upload("/log", &other).await;
    let told = trial.get(other.header("location")).await.text;
    assert!(told.contains("its title was changed from “On the dam” to “The lock”."), "{told}");
    let forged = other.header("location").replace("lock", "dyke");
    assert!(!trial.get(&forged).await.text.contains("dyke"));
    let there = first.header("location").trim_end_matches("/read");
    let shown = trial.get(there).await.text;
    assert!(shown.contains("href=\"https://courier.example/dam\"") && !shown.contains("alert(1)"), "{shown}");
}

#[tokio::test]
async fn what_cannot_be_logged_comes_back_as_it_was_typed() {
    let trial = Trial::of(&[]);
    for (fields, says) in [
        (vec![], "There is nothing to log yet."),
        (vec![("text", "", "Words.\"<"), ("published", "", "soon")], "“soon” is no date"),
        (vec![("url", "", "file:///etc/passwd")], "That is no address of a page"),
        (vec![("url", "", "http://127.0.0.1:9/")], "and not on the public internet"),
        (vec![("url", "", "http://localhost:9/")], "and not on the public internet"),
        (vec![("url", "", "http://[::1]:9/")], "and not on the public internet"),
        (
            vec![("text", "", "Words."), ("file", "; filename=\"a.txt\"", "Others.")],
            "There is a file and a text.",
        ),
        (vec![("text", "", "Words."), ("key", "", "../up")], "cannot be a key"),
    ] {
        let answer = trial.upload("/log", &fields).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        assert!(answer.text.contains(says), "{says}: {}", answer.text);
        for (_, _, typed) in fields.iter().filter(|(name, ..)| *name != "file") {
            let escaped = typed.replace('"', "&#34;").replace('<', "&#60;");
            assert!(answer.text.contains(&escaped), "{typed}: {}", answer.text);
        }
    }
    let files = walk(&trial.path(""));
    assert!(
        files.iter().all(|path| path.ends_with("claimbook.yaml") || path.contains("/.claimbook/")),
        "{files:?}"
    );
}

#[tokio::test]
async fn a_page_is_fetched_from_its_address() {
    let trial = Trial::reaching(&[], false, Reach::Anywhere);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/dam", listener.local_addr().unwrap());
    let answers = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 28\r\n\r\nThe dam leaks, said Bo Hale.").unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let answer = trial.upload("/log", &[("url", "", &address), ("key", "", "dam")]).await;
    assert_eq!(answer.header("location"), "/documents/dam/read", "{}", answer.text);
    assert!(trial.read("documents/dam.yaml").contains(&address));
    answers.join().unwrap();
}

#[tokio::test]
async fn a_form_with_a_file_is_taken_where_files_are_and_with_the_token_alone() {
    let trial = with(&[("2024-11/dam.yaml", crate::testing::DAM)]);
    let fields = [("verdict", "", "mixed"), ("because", "", "x")];
    assert_eq!(trial.upload("/claims/70c3a910/mark", &fields).await.status(), StatusCode::FORBIDDEN);
    // As an ordinary form it has the bound of those, and no file.
    let answer = trial.post("/log", &[("text", "Words.")]).await;
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
