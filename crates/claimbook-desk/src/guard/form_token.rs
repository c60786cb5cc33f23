//! What only a page of this desk can know: each form carries it, and without it nothing is written.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

use super::origin::only_reads;
use crate::body;
use crate::refusal::Refusal;
use crate::secret::Secret;
use crate::upload;

/// The field of forms.
const FIELD: &str = "form_token";
/// The header of what a script sends.
const HEADER: &str = "x-form-token";

/// The request with its body read, where it carries the token.
pub(super) async fn check(request: Request, secret: &Secret) -> Result<Request, Refusal> {
    if only_reads(request.method()) {
        return Ok(request);
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if let Some(boundary) =
        kind.and_then(upload::boundary).filter(|_| upload::is_taken_at(request.uri().path()))
    {
        return with_upload(request, &boundary, secret).await;
    }
    let header = request.headers().get(HEADER).and_then(|token| token.to_str().ok());
    if header.is_some_and(|token| secret.is_form(token)) {
        return Ok(request);
    }
    if kind.is_none_or(|kind| !kind.starts_with("application/x-www-form-urlencoded")) {
        return Err(missing());
    }
    let (parts, sent) = request.into_parts();
    let bytes = body::read(sent, body::FORM).await?;
    let carries = form_urlencoded::parse(&bytes).any(|(name, token)| name == FIELD && secret.is_form(&token));
    if carries { Ok(Request::from_parts(parts, Body::from(bytes))) } else { Err(missing()) }
}

/// The request with its upload read. The token is its first field, and without it no more is read.
async fn with_upload(request: Request, boundary: &str, secret: &Secret) -> Result<Request, Refusal> {
    let (mut parts, sent) = request.into_parts();
    let carries = |name: &str, token: &str| name == FIELD && secret.is_form(token);
    let upload = upload::read(sent, boundary, carries).await?.ok_or_else(missing)?;
    parts.extensions.insert(Arc::new(upload));
    Ok(Request::from_parts(parts, Body::empty()))
}

fn missing() -> Refusal {
    Refusal::new(
        StatusCode::FORBIDDEN,
        "Not a form of this desk",
        "The form lacks what each form of this desk carries. Nothing was written: go back, reload the page and send it again.",
    )
}
