//! Answering, until it is told to end.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::desk::Desk;
use crate::door::Door;
use crate::ending::Ending;
use crate::routes::routes;

/// Connections at once: a browser has six.
const CONNECTIONS: usize = 256;
/// Who takes longer for the first lines of a request keeps a place from others; also how long an idle connection stays.
const HEADERS: Duration = Duration::from_secs(15);
/// The most that the first lines of a request may hold.
const HEADER_BYTES: usize = 32 * 1024;
/// How long, at the end, answers under way have.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// How long, at the end, writes under way have. One that is cut off all the same is undone by the next that writes.
const LAST_WRITES: Duration = Duration::from_secs(10);

/// Answers on `door` until Ctrl-C. `ready` is called when it does, and can be ended; where it says no, nobody can be told of the desk,
/// and it ends at once.
///
/// # Errors
/// Where the system gives no threads, signals or sockets.
pub fn serve(door: Door, desk: &Desk, ready: impl FnOnce() -> bool) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let mut ending = Ending::listen()?;
        let listener = TcpListener::from_std(door.listener)?;
        if !ready() {
            return Ok(());
        }
        let mut connections = JoinSet::new();
        tokio::select! {
            () = ending.told() => {}
            () = answer(&listener, desk, &mut connections) => {}
        }
        drop(listener);
        desk.end();
        // Who does not end by then is cut off.
        let _ = tokio::time::timeout(LAST_WORDS, async { while connections.join_next().await.is_some() {} })
            .await;
        Ok(())
    });
    runtime.shutdown_timeout(LAST_WRITES);
    served
}

/// Takes connections, each into a task of its own.
async fn answer(listener: &TcpListener, desk: &Desk, connections: &mut JoinSet<()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let desk = desk.clone();
                connections.spawn(async move {
                    let _place = place;
                    connection(stream, desk).await;
                });
            }
            // No file handles are left, or the other side was gone at once: others may have more luck.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin, desk: Desk) {
    let mut ending = desk.ending();
    let service = TowerToHyperService::new(routes(desk));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // A browser that hangs up is no error.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = ending.wait_for(|ending| *ending) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{HOST, Trial};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    /// What a client gets that sends this and then nothing more. The clock of the test runs as fast as everybody waits.
    async fn answer_to(sent: &str) -> String {
        let trial = Trial::dam();
        let sent = sent.replace("{key}", trial.desk.secret().key());
        let (mut client, server) = tokio::io::duplex(1024 * 1024);
        let task = tokio::spawn(connection(server, trial.desk.clone()));
        client.write_all(sent.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        task.await.unwrap();
        answer
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_finish_a_request_is_hung_up_on() {
        for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: "] {
            let answer = answer_to(sent).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_does_not_finish_a_form_is_answered_and_hung_up_on() {
        let head =
            format!("POST /claims/70c3a910/mark HTTP/1.1\r\nHost: {HOST}\r\nOrigin: http://{HOST}\r\n");
        let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nverdict=";
        let answer = answer_to(&format!("{head}Cookie: claimbook-7744={{key}}\r\n{form}")).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        // Who was not let in is not waited for.
        assert!(answer_to(&format!("{head}{form}")).await.starts_with("HTTP/1.1 403"));
    }

    #[tokio::test(start_paused = true)]
    async fn first_lines_without_end_are_not_kept() {
        let endless = format!("GET / HTTP/1.1\r\nHost: {HOST}\r\nX: {}", "x".repeat(HEADER_BYTES));
        assert!(answer_to(&endless).await.starts_with("HTTP/1.1 431"));
    }
}
