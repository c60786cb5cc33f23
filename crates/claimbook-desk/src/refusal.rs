//! What is not done, and why, as a page in sentences.

use std::borrow::Cow;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::frame::Frame;

/// Why something is not done.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    status: StatusCode,
    title: Cow<'static, str>,
    says: String,
    /// What was typed, so that it is not lost.
    kept: Vec<(String, String)>,
}

/// For somebody who was not let in: without a word of the workspace, and without style, which they could not load.
#[derive(Template)]
#[template(path = "outside.html")]
struct Outside<'a> {
    title: &'a str,
    says: &'a str,
}

/// For somebody at the desk.
#[derive(Template)]
#[template(path = "refusal.html")]
struct Inside<'a> {
    frame: Frame,
    title: &'a str,
    says: &'a str,
    kept: &'a [(String, String)],
}

impl Refusal {
    pub(crate) fn new(
        status: StatusCode,
        title: impl Into<Cow<'static, str>>,
        says: impl Into<String>,
    ) -> Self {
        Refusal { status, title: title.into(), says: says.into(), kept: Vec::new() }
    }

    /// There is nothing at this address.
    pub(crate) fn no_such_page() -> Self {
        Refusal::new(StatusCode::NOT_FOUND, "No such page", "There is nothing at this address.")
    }

    /// A form without the file that it should carry.
    pub(crate) fn no_upload() -> Self {
        Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Not sent by the form",
            "An article comes in by the form on this page, as multipart/form-data. Nothing was written.",
        )
    }

    /// The program failed.
    pub(crate) fn broken() -> Self {
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something broke",
            "The page could not be made. Nothing was half written: a change is in the files whole or not at all. Try again.",
        )
    }

    /// The files are gone, or cannot be read; what was worked out of them before is not enough.
    pub(crate) fn unreadable(why: String) -> Self {
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "The files cannot be read", why)
    }

    /// Shows what was typed.
    #[must_use]
    pub(crate) fn keeping(mut self, name: impl Into<String>, typed: &str) -> Self {
        if !typed.is_empty() {
            self.kept.push((name.into(), typed.to_owned()));
        }
        self
    }

    #[cfg(test)]
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let page = page(&Outside { title: &self.title, says: &self.says });
        let mut answer = (self.status, page).into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// A refusal as a page of the desk.
pub(crate) fn framed(refusal: &Refusal, frame: Frame) -> Response {
    let page = page(&Inside { frame, title: &refusal.title, says: &refusal.says, kept: &refusal.kept });
    (refusal.status, page).into_response()
}

/// A template as a page.
pub(crate) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => Html(page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
