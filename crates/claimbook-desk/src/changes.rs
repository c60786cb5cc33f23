//! `GET /changes`: tells open pages that they could show something else. A stream of events (Server-Sent Events): the version on
//! connecting, and then each new one.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{self, Stream};
use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::desk::Desk;
use crate::refusal::Refusal;

/// After so long without a change a line goes over, so that a browser that is gone is noticed.
const QUIET: Duration = Duration::from_secs(20);

/// What a stream holds while it goes on.
struct Listener {
    versions: watch::Receiver<u64>,
    ending: watch::Receiver<bool>,
    /// Given back when the browser is gone.
    _place: OwnedSemaphorePermit,
}

/// Begins a stream, where there is a place for one more.
pub(crate) async fn changes(State(desk): State<Desk>) -> Result<Response, Refusal> {
    let place = desk.listeners().clone().try_acquire_owned().map_err(|_| {
        let says = "More pages wait for changes than the desk tells of them. Close some.";
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "Too many pages", says)
    })?;
    let mut versions = desk.versions();
    // The first event tells how things are: what changed since the page was made is not missed.
    versions.mark_changed();
    let listener = Listener { versions, ending: desk.ending(), _place: place };
    let body = Body::from_stream(events(listener));
    Ok(([(CONTENT_TYPE, "text/event-stream")], body).into_response())
}

fn events(listener: Listener) -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::unfold(listener, async |mut listener| {
        let event = listener.next().await?;
        Some((Ok(Bytes::from(event)), listener))
    })
}

impl Listener {
    /// The next event; `None` when the desk ends.
    async fn next(&mut self) -> Option<String> {
        tokio::select! {
            biased;
            _ = self.ending.wait_for(|ending| *ending) => None,
            changed = self.versions.changed() => {
                changed.ok()?;
                Some(format!("data: {}\n\n", *self.versions.borrow_and_update()))
            }
            () = tokio::time::sleep(QUIET) => Some(": still here\n\n".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{DAM, Trial};
    use futures_util::StreamExt as _;

    fn listener(desk: &Desk) -> Listener {
        let mut versions = desk.versions();
        versions.mark_changed();
        let place = desk.listeners().clone().try_acquire_owned().unwrap();
        Listener { versions, ending: desk.ending(), _place: place }
    }

    #[tokio::test]
    async fn a_stream_begins_with_how_things_are_tells_each_change_and_ends_with_the_desk() {
        let trial = Trial::dam();
        let mut events = std::pin::pin!(events(listener(&trial.desk)));
        assert_eq!(events.next().await.unwrap().unwrap(), "data: 1\n\n");
        // Nothing changed: nothing is told.
        trial.desk.refresh();
        std::fs::write(trial.path("2024-11/dam.yaml"), DAM.replace("sound", "unsound")).unwrap();
        trial.desk.refresh();
        assert_eq!(events.next().await.unwrap().unwrap(), "data: 2\n\n");
        trial.desk.end();
        assert!(events.next().await.is_none());
    }

    #[tokio::test]
    async fn there_are_places_for_so_many_and_they_are_given_back() {
        let trial = Trial::dam();
        let all: Vec<Listener> = (0..64).map(|_| listener(&trial.desk)).collect();
        assert_eq!(trial.get("/changes").await.status(), StatusCode::SERVICE_UNAVAILABLE);
        drop(all);
        assert!(changes(State(trial.desk.clone())).await.is_ok());
    }
}
