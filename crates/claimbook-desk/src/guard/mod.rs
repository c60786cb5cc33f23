//! What every request must pass before any page is asked for, and what every answer carries.

mod door;
mod form_token;
mod headers;
mod host;
mod origin;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::desk::Desk;
use crate::frame::Frame;
use crate::refusal::{self, Refusal};

/// Lets a request through, or answers it.
pub(crate) async fn guard(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let mut answer = match admit(&desk, request).await {
        Ok(request) => framed(&desk, next.run(request).await),
        Err(answer) => answer,
    };
    headers::add(answer.headers_mut());
    answer
}

async fn admit(desk: &Desk, request: Request) -> Result<Request, Response> {
    let outside = |refusal: Refusal| headers::closing(refusal.into_response());
    let allowed = host::allowed(desk.port());
    host::check(&request, &allowed).map_err(outside)?;
    if let Some(entry) = door::enter(&request, desk) {
        return Err(entry);
    }
    door::check(&request, desk).map_err(outside)?;
    // From here on it is a browser that was let in, though perhaps with a page of somebody else's in it.
    origin::check(&request, &allowed).map_err(outside)?;
    form_token::check(request, desk.secret()).await.map_err(outside)
}

/// A refusal to somebody who was let in is a page of the desk.
fn framed(desk: &Desk, answer: Response) -> Response {
    match answer.extensions().get::<Refusal>() {
        Some(refusal) => refusal::framed(refusal, Frame::of(desk)),
        None => answer,
    }
}

#[cfg(test)]
mod tests;
