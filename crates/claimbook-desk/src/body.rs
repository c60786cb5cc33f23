//! What a browser sends, within bounds of size and time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::refusal::Refusal;

/// The most that a form may hold.
pub(crate) const FORM: usize = 1024 * 1024;
/// Who sends a body more slowly keeps a place from others.
pub(crate) const LONGEST: Duration = Duration::from_secs(30);

/// A browser ends the lines of what was typed with CR LF; files here have LF, as the commands write them. A zero byte, which some programs
/// copy along, is no part of a text.
pub(crate) fn with_plain_lines(typed: &str) -> String {
    typed.replace('\0', "").replace("\r\n", "\n").replace('\r', "\n")
}

/// Reads a body whole.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Refusal> {
    read_within(body, limit, LONGEST).await
}

async fn read_within(body: Body, limit: usize, longest: Duration) -> Result<Bytes, Refusal> {
    let read = tokio::time::timeout(longest, Limited::new(body, limit).collect()).await;
    match read {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let says =
                format!("A form may hold {} KiB, and this is more. Nothing was written.", limit / 1024);
            Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "Too much at once", says))
        }
        Ok(Err(_)) => Err(cut_off()),
        Err(_) => Err(too_slow()),
    }
}

pub(crate) fn cut_off() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "Cut off",
        "The form did not arrive whole. Nothing was written: send it again.",
    )
}

pub(crate) fn too_slow() -> Refusal {
    Refusal::new(
        StatusCode::REQUEST_TIMEOUT,
        "Too slow",
        "The form took too long to arrive. Nothing was written: send it again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_is_taken_whole_or_not_at_all() {
        assert_eq!(read(Body::from("abc"), 3).await.unwrap(), "abc");
        let refusal = read(Body::from("abcd"), 3).await.unwrap_err();
        assert_eq!(refusal.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn who_sends_nothing_is_not_waited_for() {
        let never = Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
        let refusal = read_within(never, 3, Duration::ZERO).await.unwrap_err();
        assert_eq!(refusal.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
