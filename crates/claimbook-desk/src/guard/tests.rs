//! Each thing that is turned away, and that nothing is written by it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::body::FORM;
use crate::testing::{Answer, DAM, HOST, ORIGIN, Trial, body};

const MARK: &str = "/claims/70c3a910/mark";

/// A form that would be taken, with one header changed or left out.
async fn mark_with(trial: &Trial, header: &str, value: Option<&str>) -> Answer {
    let base = trial.base("/claims/70c3a910").await;
    let token = trial.desk.secret().form();
    let fields = [("form_token", token), ("base", &base), ("verdict", "refuted"), ("because", "It leaked.")];
    let mut request = trial.form(MARK).body(body(&fields)).unwrap();
    request.headers_mut().remove(header);
    if let Some(value) = value {
        request
            .headers_mut()
            .insert(axum::http::HeaderName::from_bytes(header.as_bytes()).unwrap(), value.parse().unwrap());
    }
    trial.send(request).await
}

#[tokio::test]
async fn the_first_address_leaves_a_cookie_and_is_forgotten() {
    let trial = Trial::dam();
    let key = trial.desk.secret().key();
    let get = |path: String| Request::get(path).header("host", HOST).body(Body::empty()).unwrap();
    let answer = trial.send(get(format!("/?token={key}"))).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/");
    assert_eq!(
        answer.header("set-cookie"),
        format!("claimbook-7744={key}; HttpOnly; SameSite=Strict; Path=/")
    );
    let answer = trial.send(get(format!("/claims/70c3a910?a=b+c&token={key}"))).await;
    assert_eq!(answer.header("location"), "/claims/70c3a910?a=b+c");
    // An address that would lead elsewhere leads to this desk.
    let answer = trial.send(get(format!("//elsewhere.example/?token={key}"))).await;
    assert_eq!(answer.header("location"), "/elsewhere.example/");
}

#[tokio::test]
async fn without_the_key_nothing_is_shown() {
    let trial = Trial::dam();
    let key = trial.desk.secret().key();
    let form = trial.desk.secret().form();
    for (path, cookie) in [
        ("/", String::new()),
        ("/claims/70c3a910", String::new()),
        ("/changes", String::new()),
        ("/no/such/page", String::new()),
        (&crate::assets::STYLE.path(), String::new()),
        ("/?token=", String::new()),
        (&format!("/?token={form}"), String::new()),
        ("/", format!("claimbook-7744={form}")),
        ("/", "claimbook-7744=".to_owned()),
        ("/", format!("claimbook-7745={key}")),
        ("/", format!("claimbook-7744={}", &key[1..])),
    ] {
        let request = Request::get(path).header("host", HOST).header("cookie", &cookie);
        let answer = trial.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path} {cookie}");
        assert!(answer.text.contains("printed in the terminal"), "{}", answer.text);
        assert!(!answer.text.contains("dam") && !answer.text.contains(key) && !answer.text.contains(form));
        assert_eq!(answer.header("connection"), "close");
        assert_eq!(answer.header("set-cookie"), "");
    }
    let answer = mark_with(&trial, "cookie", None).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
}

#[tokio::test]
async fn the_key_is_found_among_other_cookies() {
    let trial = Trial::dam();
    let cookie =
        format!("a=b; claimbook-7745=x; claimbook-7744=old; claimbook-7744={}", trial.desk.secret().key());
    let request = Request::get("/").header("host", "localhost:7744").header("cookie", cookie);
    assert_eq!(trial.send(request.body(Body::empty()).unwrap()).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_foreign_name_that_leads_here_is_not_answered() {
    let trial = Trial::dam();
    let key = trial.desk.secret().key();
    for host in
        ["evil.example", "evil.example:7744", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:7744.evil.example", ""]
    {
        let request =
            Request::get(format!("/?token={key}")).header("host", host).body(Body::empty()).unwrap();
        let answer = trial.send(request).await;
        assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(answer.header("set-cookie"), "");
    }
    let none = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(trial.send(none).await.status(), StatusCode::MISDIRECTED_REQUEST);
    let two =
        Request::get("/").header("host", HOST).header("host", "evil.example").body(Body::empty()).unwrap();
    assert_eq!(trial.send(two).await.status(), StatusCode::MISDIRECTED_REQUEST);
    let line = trial.request(Method::GET, "http://evil.example/").body(Body::empty()).unwrap();
    assert_eq!(trial.send(line).await.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn a_foreign_page_writes_nothing() {
    let trial = Trial::dam();
    for (header, value) in [
        ("origin", None),
        ("origin", Some("null")),
        ("origin", Some("http://evil.example")),
        ("origin", Some("http://127.0.0.1:7745")),
        ("origin", Some("https://127.0.0.1:7744")),
        ("origin", Some("http://127.0.0.1:7744.evil.example")),
        ("sec-fetch-site", Some("cross-site")),
        ("sec-fetch-site", Some("same-site")),
        ("sec-fetch-site", Some("none")),
    ] {
        let answer = mark_with(&trial, header, value).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{header}: {value:?}");
        assert!(answer.text.contains("Nothing was written."));
        assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
    }
    // Old browsers send no more than the origin.
    assert_eq!(mark_with(&trial, "sec-fetch-site", None).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_without_the_token_of_this_desk_writes_nothing() {
    let trial = Trial::dam();
    let base = trial.base("/claims/70c3a910").await;
    let key = trial.desk.secret().key();
    for token in [None, Some(""), Some(key), Some("0000")] {
        let mut fields = vec![("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
        fields.extend(token.map(|token| ("form_token", token)));
        let answer = trial.send(trial.form(MARK).body(body(&fields)).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{token:?}");
        // Nor in a form that a foreign page can send without being asked.
        let plain = trial.request(Method::POST, MARK).header("content-type", "text/plain");
        assert_eq!(trial.send(plain.body(body(&fields)).unwrap()).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
    let with_header = trial.form(MARK).header("x-form-token", trial.desk.secret().form());
    let fields = [("base", base.as_str()), ("verdict", "refuted"), ("because", "It leaked.")];
    let answer = trial.send(with_header.body(body(&fields)).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_that_is_too_large_writes_nothing() {
    let trial = Trial::dam();
    let large = "x".repeat(FORM);
    let answer = trial.post(MARK, &[("because", &large)]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("1024 KiB"), "{}", answer.text);
    // Also where the token is in a header, and the body is read later.
    let request = trial.form(MARK).header("x-form-token", trial.desk.secret().form());
    let answer = trial.send(request.body(body(&[("because", &large)])).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(trial.read("2024-11/dam.yaml"), DAM);
}

#[tokio::test]
async fn no_address_leads_to_a_file() {
    let trial = Trial::dam();
    for path in [
        "/../claimbook.yaml",
        "/%2e%2e/claimbook.yaml",
        "/claimbook.yaml",
        "/2024-11/dam.yaml",
        "/assets/../../claimbook.yaml",
        "/assets/..%2f..%2fclaimbook.yaml",
        "/claims/..%2Fclaimbook.yaml",
        "/claims/claimbook.yaml",
        "/claims/%2Fetc%2Fpasswd",
        "/claims/..%5c..%5cetc",
        "/claims/%00",
        "/claims/%ff%fe",
    ] {
        let answer = trial.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text.contains("root:") && !answer.text.contains("title:"), "{path}");
    }
}

#[tokio::test]
async fn every_answer_says_what_a_page_may_do() {
    let trial = Trial::dam();
    let locked = Request::get("/").header("host", HOST).body(Body::empty()).unwrap();
    let foreign = mark_with(&trial, "origin", Some("http://evil.example")).await;
    for answer in [trial.get("/").await, trial.get("/nothing").await, trial.send(locked).await, foreign] {
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-type").starts_with("text/html"));
    }
}

#[tokio::test]
async fn style_and_script_are_kept_by_the_browser_under_their_digest() {
    let trial = Trial::dam();
    let page = trial.get("/").await.text;
    for (asset, kind) in [(&crate::assets::STYLE, "text/css"), (&crate::assets::SCRIPT, "text/javascript")] {
        assert!(page.contains(&asset.path()), "{page}");
        let answer = trial.get(&asset.path()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.header("content-type").starts_with(kind));
        assert!(answer.header("cache-control").contains("immutable"));
    }
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("onclick"));
}

#[tokio::test]
async fn other_ways_of_asking_are_not_answered() {
    let trial = Trial::dam();
    assert_eq!(trial.post("/", &[]).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(trial.get(MARK).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH] {
        let request =
            trial.request(method.clone(), "/").header("origin", ORIGIN).body(Body::empty()).unwrap();
        assert_eq!(trial.send(request).await.status(), StatusCode::FORBIDDEN, "{method}");
    }
}
