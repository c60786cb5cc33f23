//! A desk to test on, without a network: a workspace in a folder of its own, and requests as a browser sends them.

use std::path::PathBuf;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use claimbook_core::model::Instant;
use claimbook_intake::Reach;
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::desk::{Desk, Setup};
use crate::routes::routes;
use crate::secret::Secret;

pub(crate) const PORT: u16 = 7744;
pub(crate) const HOST: &str = "127.0.0.1:7744";
pub(crate) const ORIGIN: &str = "http://127.0.0.1:7744";
/// A claim with comments and a layout of its own.
pub(crate) const DAM: &str = "# Kim looks at this.\nid: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: The dam was sound.   # as built\n\nassertions:\n  - {id: a02c9d, by: engineer, when: '2024-10-28'}\n";

pub(crate) struct Trial {
    pub(crate) folder: TempDir,
    pub(crate) desk: Desk,
}

pub(crate) struct Answer {
    pub(crate) head: Response<()>,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn status(&self) -> StatusCode {
        self.head.status()
    }

    /// Where it leads, without what is said there.
    pub(crate) fn there(&self) -> &str {
        self.header("location").split('?').next().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.head.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Trial {
    /// A desk over these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self::with(files, false)
    }

    pub(crate) fn with(files: &[(&str, &str)], unredacted: bool) -> Self {
        Self::reaching(files, unredacted, Reach::Public)
    }

    /// A desk that fetches pages from this far.
    pub(crate) fn reaching(files: &[(&str, &str)], unredacted: bool, reach: Reach) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, text) in [("claimbook.yaml", "title: The dam file\n")].iter().chain(files) {
            let path = folder.path().join("claims").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let desk = Desk::open(Setup {
            root: folder.path().join("claims"),
            user: "kim".to_owned(),
            port: PORT,
            secret: Secret::new([7; 32]),
            unredacted,
            program: Some(1),
            fetches_within: std::time::Duration::from_secs(600),
            reach,
            now: Box::new(|| Instant::new("2024-11-23T09:58:00Z")),
            seed: Box::new(|| 7),
        });
        Trial { folder, desk: desk.unwrap() }
    }

    /// A desk with one claim, `2024-11/dam.yaml`.
    pub(crate) fn dam() -> Self {
        Trial::of(&[("2024-11/dam.yaml", DAM)])
    }

    /// A path below the workspace's folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("claims").join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// A request with what a browser that was let in sends.
    pub(crate) fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(&method).uri(path).header("host", HOST);
        let request = request.header("cookie", format!("claimbook-{PORT}={}", self.desk.secret().key()));
        match method {
            Method::POST => request.header("origin", ORIGIN).header("sec-fetch-site", "same-origin"),
            _ => request,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (head, body) = routes(self.desk.clone()).oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Answer { head: Response::from_parts(head, ()), text }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form, with what each form of the desk carries.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("form_token", self.desk.secret().form())];
        all.extend(fields);
        self.send(self.form(path).body(body(&all)).unwrap()).await
    }

    /// Sends a form with a file in it: of each field the name, what else is said of it, and the value.
    pub(crate) async fn upload(&self, path: &str, fields: &[(&str, &str, &str)]) -> Answer {
        let token = self.desk.secret().form();
        let mut body = String::new();
        for (name, more, value) in [("form_token", "", token)].iter().chain(fields) {
            body +=
                &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n");
        }
        let request =
            self.request(Method::POST, path).header("content-type", "multipart/form-data; boundary=b");
        self.send(request.body(Body::from(body + "--b--\r\n")).unwrap()).await
    }

    pub(crate) fn form(&self, path: &str) -> axum::http::request::Builder {
        self.request(Method::POST, path).header("content-type", "application/x-www-form-urlencoded")
    }

    /// What the form on a claim's page starts from.
    pub(crate) async fn base(&self, page: &str) -> String {
        let page = self.get(page).await.text;
        let (_, rest) = page.split_once("name=\"base\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

pub(crate) fn body(fields: &[(&str, &str)]) -> Body {
    Body::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish())
}
