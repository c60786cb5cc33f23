//! From where a request that could write comes: from a page of this desk, or it is not taken.

use axum::extract::Request;
use axum::http::header::ORIGIN;
use axum::http::{Method, StatusCode};

use crate::refusal::Refusal;

/// Whether a request can change nothing.
pub(super) fn only_reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Whether a page of this desk sent it. Browsers say so in two headers; the second is not sent by old ones.
pub(super) fn check(request: &Request, allowed: &[String]) -> Result<(), Refusal> {
    if only_reads(request.method()) {
        return Ok(());
    }
    let origin = request.headers().get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let ours = origin.and_then(|origin| origin.strip_prefix("http://"));
    let ours = ours.is_some_and(|host| allowed.iter().any(|allowed| allowed == host));
    let site = request.headers().get("sec-fetch-site");
    if ours && site.is_none_or(|site| site == "same-origin") {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::FORBIDDEN,
        "Not from this desk",
        "The form was not sent from a page of this desk. Nothing was written.",
    ))
}
