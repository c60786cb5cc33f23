//! Under which names the desk answers. A foreign name that was made to lead here (DNS rebinding) is not one.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::HOST;

use crate::refusal::Refusal;

/// The names with the port; browsers leave port 80 out.
pub(super) fn allowed(port: u16) -> Vec<String> {
    let names = ["127.0.0.1", "localhost"];
    let with_port = names.iter().map(|name| format!("{name}:{port}"));
    let bare = names.iter().filter(|_| port == 80).map(|name| (*name).to_owned());
    with_port.chain(bare).collect()
}

/// Whether the request is to one of them, and to one only.
pub(super) fn check(request: &Request, allowed: &[String]) -> Result<(), Refusal> {
    let is_allowed = |host: &str| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(host));
    let mut hosts = request.headers().get_all(HOST).iter();
    let one =
        matches!((hosts.next(), hosts.next()), (Some(host), None) if host.to_str().is_ok_and(is_allowed));
    // A request may name a host in its first line, too.
    let other = request.uri().authority().is_some_and(|authority| !is_allowed(authority.as_str()));
    if one && !other {
        return Ok(());
    }
    Err(Refusal::new(
        StatusCode::MISDIRECTED_REQUEST,
        "Not under this name",
        "The desk answers on this machine alone. Use the address that it printed in the terminal.",
    ))
}
