//! Who may come in: who has the secret, from the first address or as the cookie that it left.

use axum::extract::Request;
use axum::http::header::{COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};

use crate::desk::Desk;
use crate::refusal::Refusal;

/// What carries the secret in the first address.
const TOKEN: &str = "token";

/// Where the address has the secret: leaves a cookie, and sends the browser to the same address without it, so that it is neither in
/// the address bar nor in the history.
pub(super) fn enter(request: &Request, desk: &Desk) -> Option<Response> {
    if request.method() != Method::GET {
        return None;
    }
    let pairs = || form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes());
    let (_, token) = pairs().find(|(name, _)| name == TOKEN)?;
    if !desk.secret().lets_in(&token) {
        return None;
    }
    let mut rest = form_urlencoded::Serializer::new(String::new());
    rest.extend_pairs(pairs().filter(|(name, _)| name != TOKEN));
    // No script reads it, no foreign page sends it, and two desks do not take it from each other.
    let (name, key) = (cookie_name(desk.port()), desk.secret().key());
    let cookie = format!("{name}={key}; HttpOnly; SameSite=Strict; Path=/");
    let cookie = HeaderValue::from_str(&cookie).ok()?;
    let there = HeaderValue::from_str(&here(request.uri(), &rest.finish())).ok()?;
    Some((StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, there)]).into_response())
}

/// The address as a place of this desk: `//elsewhere` would lead to another.
fn here(uri: &Uri, query: &str) -> String {
    let path = uri.path().trim_start_matches(['/', '\\']);
    if query.is_empty() { format!("/{path}") } else { format!("/{path}?{query}") }
}

/// Whether the request has the cookie.
pub(super) fn check(request: &Request, desk: &Desk) -> Result<(), Refusal> {
    let name = cookie_name(desk.port());
    let lines = request.headers().get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut cookies =
        lines.flat_map(|line| line.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    if cookies.any(|(other, key)| other == name && desk.secret().is_key(key)) {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::FORBIDDEN,
        "This desk is locked",
        "Open it with the address that `claimbook serve` printed in the terminal: it has the key in it, and is another each time the \
         desk starts.",
    ))
}

fn cookie_name(port: u16) -> String {
    format!("claimbook-{port}")
}
