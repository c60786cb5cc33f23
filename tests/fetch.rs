//! Fetching a page by its address: from a server of the test's own, on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::desk::{Desk, Ran};

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Lock gates to be replaced</title>
<meta property=\"og:site_name\" content=\"Orlen Courier\"><link rel=\"canonical\" href=\"https://courier.example/lock\">
</head><body><article><h1>Lock gates to be replaced</h1>
<p>The gates of the Orlen lock will be replaced next summer, the canal company said on Friday. Boats are to take the old arm of the
river meanwhile, which adds about two hours to the way from the mills to the sea.</p>
<p>The gates date from 1931 and leak, said Bo Hale, who keeps the lock. In dry years the water that they lose stops the mills.</p>
</article></body></html>
";

/// Serves every connection with what `answer` writes for a path, until the test's process ends. Returns `http://HOST:PORT`.
fn serve(answer: impl Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut head = BufReader::new(&stream);
            let mut first = String::new();
            let mut line = String::new();
            let _ = head.read_line(&mut first);
            while head.read_line(&mut line).is_ok_and(|read| read > 2) {
                // The answer depends on who asks, as some sites' do.
                if line.to_lowercase().starts_with("user-agent: ") && !line.contains("claimbook/") {
                    first.clear();
                }
                line.clear();
            }
            let path = first.split(' ').nth(1).unwrap_or("").to_owned();
            // A client that has seen enough hangs up.
            let _ = answer(&path, &mut stream);
        }
    });
    address
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n")?;
    stream.write_all(body)
}

fn page(stream: &mut TcpStream) -> std::io::Result<()> {
    send(stream, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", PAGE.as_bytes())
}

/// A server that speaks before it is spoken to, and knows no certificates.
fn plain() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")?;
        hold(&mut stream)
    });
    address
}

/// Waits until the client hangs up.
fn hold(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.read_to_end(&mut Vec::new()).map(drop)
}

/// What was refused, without the number of the port, which differs from run to run.
fn refused(desk: &Desk, server: &str, path: &str) -> String {
    let ran = log(desk, &format!("{server}{path}"));
    assert_eq!(ran.code, 2, "{path}: {}{}", ran.out, ran.err);
    assert_eq!(ran.out, "");
    ran.err.replace(server, "SERVER")
}

fn log(desk: &Desk, address: &str) -> Ran {
    // These two never answer; everything else is waited for as long as it takes.
    let waits = address.ends_with("/slow") || address.ends_with("/silent");
    let mut command = desk.command();
    command
        .args(["log", address, "--sentences", "--key", "lock"])
        .env("CLAIMBOOK_FETCH_SECONDS", if waits { "0.5" } else { "600" });
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_page_is_captured_under_the_address_that_was_typed() {
    let server = serve(|path, stream| match path {
        "/short" => send(stream, "301 Moved Permanently", "Location: /news/lock\r\n", b""),
        "/news/lock" => page(stream),
        _ => send(stream, "404 Not Found", "", b""),
    });
    let desk = Desk::new();
    let ran = log(&desk, &format!("{server}/short"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("captured  lock  Lock gates to be replaced\n"), "{}", ran.out);
    assert!(
        ran.err.contains("claimbook log lock "),
        "what is to be typed next does not fetch again: {}",
        ran.err
    );
    assert!(
        desk.read("documents/lock.txt")
            .starts_with("The gates of the Orlen lock will be replaced next summer")
    );
    let record = desk.read("documents/lock.yaml");
    assert!(record.contains(&format!("{server}/short")), "{record}");
    assert!(record.contains("title: \"Lock gates to be replaced\""), "{record}");
    let captures = || desk.files().into_iter().filter(|path| path.ends_with(".txt")).count();
    desk.ok(&["log", &format!("{server}/short"), "--url", "https://courier.example/l"]);
    assert!(desk.read("documents/lock.yaml").contains("url: \"https://courier.example/l\"\n"));
    assert_eq!(captures(), 1, "the same page is not captured twice");
}

#[test]
fn a_page_that_has_changed_is_another_capture_of_its_document() {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let server = serve(move |_, stream| {
        let times = asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let body = if times == 0 { PAGE.to_owned() } else { PAGE.replace("next summer", "in two years") };
        send(stream, "200 OK", "Content-Type: text/html\r\n", body.as_bytes())
    });
    let desk = Desk::new();
    for _ in 0..2 {
        desk.ok(&["log", &format!("{server}/lock")]);
    }
    let texts: Vec<String> = desk.files().into_iter().filter(|path| path.ends_with(".txt")).collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert_eq!(
        desk.files().iter().filter(|path| path.starts_with("documents/") && path.ends_with(".yaml")).count(),
        1
    );
}

#[test]
fn what_the_server_says_of_a_pages_kind_and_letters_is_weighed() {
    let server = serve(|path, stream| match path {
        // The encoding stands in the header alone.
        "/old" => {
            let body = b"<html><title>Caf\xe9 shut</title><p>The caf\xe9 at the lock is shut.</p></html>";
            send(stream, "200 OK", "Content-Type: text/html; charset=iso-8859-1\r\n", body)
        }
        // A page that is called something else, or nothing.
        "/wrong" => send(stream, "200 OK", "Content-Type: text/plain\r\n", PAGE.as_bytes()),
        "/none" => send(stream, "200 OK", "", PAGE.as_bytes()),
        // The end of an address says nothing about a page.
        "/lock.pdf" => page(stream),
        "/text?f=a.html" => {
            send(stream, "200 OK", "Content-Type: text/plain\r\n", b"The lock is shut. It leaks.\n")
        }
        _ => send(stream, "404 Not Found", "", b""),
    });
    let desk = Desk::new();
    let out = desk.ok(&["log", &format!("{server}/old"), "--sentences"]);
    assert!(out.contains("The café at the lock is shut."), "{out}");
    for path in ["/wrong", "/none", "/lock.pdf"] {
        let out = Desk::new().ok(&["log", &format!("{server}{path}"), "--sentences"]);
        assert!(out.contains(" s1  The gates of the Orlen lock will be replaced"), "{path}: {out}");
    }
    let out = desk.ok(&["log", &format!("{server}/text?f=a.html"), "--sentences"]);
    assert!(out.ends_with("\n s1  The lock is shut.\n s2  It leaks.\n"), "{out}");
}

#[test]
fn letters_beyond_ascii_in_an_address_are_sent_as_servers_know_them() {
    let server = serve(|path, stream| match path {
        "/%D0%BC%D1%96%D1%81%D1%82?q=a%20b" => page(stream),
        _ => send(stream, "404 Not Found", "", b""),
    });
    Desk::new().ok(&["log", &format!("{server}/міст?q=a b#top")]);
}

#[test]
fn what_cannot_be_fetched_is_said_in_words_and_nothing_is_written() {
    let server = serve(|path, stream| match path {
        "/gone" => send(stream, "410 Gone", "", b""),
        "/locked" => send(stream, "403 Forbidden", "", b""),
        "/trouble" => send(stream, "503 Service Unavailable", "", b""),
        "/part" => send(stream, "206 Partial Content", "", b"The lock"),
        "/loop" => send(stream, "302 Found", "Location: /loop\r\n", b""),
        "/file" => send(stream, "302 Found", "Location: file:///etc/hostname\r\n", b""),
        "/around" => send(stream, "302 Found", "Location: ./././around/../loop\r\n", b""),
        "/socks" => send(stream, "302 Found", "Location: socks5://127.0.0.1:1/\r\n", b""),
        "/nowhere" => send(stream, "302 Found", "", b""),
        "/noise" => stream.write_all(b"SSH-2.0-OpenLock\r\n"),
        "/empty" => send(stream, "200 OK", "Content-Type: text/html\r\n", b""),
        "/damaged" => send(stream, "200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08 no more"),
        "/cut" => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nThe lock is"),
        _ => send(stream, "404 Not Found", "", b""),
    });
    let desk = Desk::new();
    let before = desk.files();
    let paths = [
        "/missing", "/gone", "/locked", "/trouble", "/part", "/loop", "/around", "/file", "/socks",
        "/nowhere", "/noise", "/empty", "/damaged", "/cut",
    ];
    let said: Vec<String> =
        paths.iter().map(|path| format!("> {path}\n{}", refused(&desk, &server, path))).collect();
    insta::assert_snapshot!(said.join("\n"));
    // Nobody is there, or nobody with a certificate.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let others = [
        format!("http://{free}/"),
        plain().replace("http:", "https:"),
        "https://".to_owned(),
        "https://no_such host/".to_owned(),
        "https://kim:secret@courier.example/".to_owned(),
    ];
    let said: Vec<String> = others.iter().map(|address| desk.fails(&["log", address])).collect();
    insta::assert_snapshot!("what_cannot_be_reached", said.join("\n"));
    assert_eq!(desk.files(), before);
}

#[test]
fn a_page_without_end_is_not_waited_for() {
    let server = serve(|path, stream| match path {
        "/endless" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")?;
            let words = "The lock is shut. ".repeat(4000);
            loop {
                stream.write_all(words.as_bytes())?;
            }
        }
        // 30 MB of spaces, packed into 31 KB.
        "/packed" => {
            let start = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\x31\x01\0\0\0\xc2\xa0\x2a\xeb\x9f\xd2\x10\xbe\x40\x01";
            let end = b"\x7c\x06\xa7\x02\x03\xf1\0\0\x10\0";
            let packed = [start.as_slice(), &[0; 1015], end].concat().repeat(30);
            send(stream, "200 OK", "Content-Encoding: gzip\r\nContent-Type: text/plain\r\n", &packed)
        }
        "/slow" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nThe lock is")?;
            hold(stream)
        }
        _ => hold(stream),
    });
    let desk = Desk::new();
    let before = desk.files();
    let said: Vec<String> = ["/endless", "/packed", "/slow", "/silent"]
        .iter()
        .map(|path| format!("> {path}\n{}", refused(&desk, &server, path)))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(desk.files(), before);
}
