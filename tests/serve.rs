//! `serve`: the desk in a browser, with the built command and requests as a browser sends them. Nothing here waits for a time: each line
//! is waited for until it comes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{Desk, NOW};

/// Only so that a test that fails ends.
const NEVER: Duration = Duration::from_secs(120);

const DAM: &str = "# Kim looks at this.\nid: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: The dam was sound.   # as built\n";
const PAGE: &str = "/claims/70c3a910";

/// The command while it runs, and what a browser knows of it.
pub(crate) struct Serve {
    child: Child,
    port: u16,
    /// The address that was printed, from the port on.
    entrance: String,
    cookie: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(other, _)| other.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

impl Serve {
    pub(crate) fn start(desk: &Desk, args: &[&str]) -> Self {
        let mut child = command(desk, args).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let (_, rest) = address.trim().split_once("http://127.0.0.1:").unwrap();
        let (port, entrance) = rest.split_once('/').unwrap();
        let port = port.parse().unwrap();
        let mut serve = Serve { child, port, entrance: format!("/{entrance}"), cookie: String::new() };
        let answer = serve.get(&serve.entrance);
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{}", answer.head);
        serve.cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        serve
    }

    /// Sends a request and leaves the connection open.
    fn send(&self, request: &str, more: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(NEVER)).unwrap();
        let (port, cookie, length) = (self.port, &self.cookie, body.len());
        write!(
            stream,
            "{request} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nContent-Length: {length}\r\n{more}\r\n{body}"
        )
        .unwrap();
        stream
    }

    fn answer(mut stream: TcpStream) -> Answer {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, text) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), text: text.to_owned() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        Serve::answer(self.send(&format!("GET {path}"), "Connection: close\r\n", ""))
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |(name, value): &(&str, &str)| format!("{name}={}", value.replace(' ', "+"));
        let body = fields.iter().map(encode).collect::<Vec<_>>().join("&");
        let more = format!(
            "Connection: close\r\nOrigin: http://127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            self.port
        );
        Serve::answer(self.send(&format!("POST {path}"), &more, &body))
    }

    /// Sends a form with a file in it: of each field the name, what else is said of it, and the value.
    pub(crate) fn upload(&self, path: &str, fields: &[(&str, &str, &str)]) -> Answer {
        let part = |(name, more, value): &(&str, &str, &str)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
        };
        let body = fields.iter().map(part).collect::<String>() + "--b--\r\n";
        let more = format!(
            "Connection: close\r\nOrigin: http://127.0.0.1:{}\r\nContent-Type: multipart/form-data; boundary=b\r\n",
            self.port
        );
        Serve::answer(self.send(&format!("POST {path}"), &more, &body))
    }

    /// Marks a claim with the form of its page as it was shown in `page`.
    fn mark(&self, page: &Answer, path: &str, verdict: &str, because: &str) -> Answer {
        let (token, base) = (page.field("form_token"), page.field("base"));
        let fields =
            [("form_token", token.as_str()), ("base", &base), ("verdict", verdict), ("because", because)];
        self.post(&format!("{path}/mark"), &fields)
    }

    /// Ends it as Ctrl-C does, and waits for its end.
    #[cfg(unix)]
    fn interrupt(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < NEVER, "it goes on");
            std::thread::yield_now();
        }
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(desk: &Desk, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimbook"));
    command.arg("serve").args(args).current_dir(desk.folder());
    command.env_clear().env("HOME", desk.folder()).env("CLAIMBOOK_NOW", NOW).env("CLAIMBOOK_USER", "kim");
    command.env("CLAIMBOOK_SEED", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("2024-11/dam.yaml", DAM);
    desk
}

/// The next event of a stream.
fn event(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> u64 {
    lines
        .find_map(|line| line.unwrap().strip_prefix("data: ").map(|version| version.parse().unwrap()))
        .unwrap()
}

#[test]
fn a_claim_is_marked_in_a_browser_and_its_file_keeps_its_comments() {
    let desk = desk();
    let serve = Serve::start(&desk, &["--port", "0"]);
    assert!(serve.get("/").text.contains("The dam was sound."));
    let page = serve.get(PAGE);
    assert_eq!(page.status, 200);
    let answer = serve.mark(&page, PAGE, "refuted", "It leaked in May.");
    let there = answer.header("location");
    assert_eq!((answer.status, there.split('?').next()), (303, Some(PAGE)), "{}", answer.text);
    let page = serve.get(there).text;
    assert!(page.contains("It leaked in May.") && page.contains("mark s-refuted"), "{page}");
    assert!(page.contains("Marked refuted."), "{page}");
    let file = desk.read("2024-11/dam.yaml");
    assert!(file.starts_with(DAM), "{file}");
    // As the command writes it.
    let other = self::desk();
    other.ok(&["mark", "70c3a910", "refuted", "--because", "It leaked in May."]);
    let without_ids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.contains("- id: ")).map(str::to_owned).collect()
    };
    assert_eq!(without_ids(&file), without_ids(&other.read("2024-11/dam.yaml")));
    assert_eq!(desk.run(&["check"]).code, other.run(&["check"]).code);
}

/// A claim with something for every form, with comments and a layout of its own.
const WORKED: &str = "# Kim looks at this.\nid: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910\nclaim: \"The dam was sound.\"   # as built\ntopics:\n  - dams   # all of them\nassertions:\n  - {id: a02c9d, by: engineer, in: report}\nevidence:\n  - id: e7f3a1\n    document: report   # the long one\n    direction: supports\n  - {id: e7f3a2, document: survey, direction: refutes}\nverdicts:\n  - {id: v1, verdict: confirmed, by: ann, at: \"2024-11-20T09:00:00Z\", because: \"Seen.\", after: []}\nlinks:\n  - {to: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911, as: supports}\n";

fn worked() -> Desk {
    let desk = Desk::new();
    desk.write("2024-11/dam.yaml", WORKED);
    desk.write("2024-11/bridge.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a911\nclaim: The bridge held.\n");
    desk.write("actors/engineer.yaml", "name: Ada Engineer\nkind: person\n");
    desk.write("documents/report.yaml", "title: The dam report\n");
    desk.write("documents/survey.yaml", "title: The survey\n");
    desk
}

/// A form, what is typed in it, and the command that does the same.
type Written<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str]);

#[test]
fn every_form_writes_what_its_command_writes() {
    const H: &str = "70c3a910";
    let forms: [Written<'_>; 12] = [
        (
            "mark",
            &[
                ("verdict", "mixed"),
                ("because", "Half of it."),
                ("confidence", "low"),
                ("lines", "shown"),
                ("evidence", "e7f3a1"),
            ],
            &["mark", H, "mixed", "--because", "Half of it.", "--confidence", "low", "--evidence", "e7f3a1"],
        ),
        (
            "evidence",
            &[
                ("document", "survey"),
                ("direction", "context"),
                ("note", "Page 4."),
                ("credibility", "2"),
                ("match", "broader"),
                ("from", "report"),
            ],
            &[
                "evidence",
                "add",
                H,
                "--context",
                "survey",
                "--note",
                "Page 4.",
                "--credibility",
                "2",
                "--match",
                "broader",
                "--from",
                "report",
            ],
        ),
        (
            "evidence",
            &[("document", "A new letter"), ("direction", "supports")],
            &["evidence", "add", H, "--supports", "A new letter"],
        ),
        (
            "evidence/e7f3a1/retract",
            &[("because", "Another dam.")],
            &["evidence", "retract", H, "e7f3a1", "--because", "Another dam."],
        ),
        (
            "assertions",
            &[
                ("by", "Harbour Board"),
                ("when", "28 October 2024"),
                ("in", "report"),
                ("citing", "Ada Engineer"),
                ("through", "Radio Nine"),
                ("cue", "wrote"),
                ("for", ""),
            ],
            &[
                "assert",
                H,
                "--by",
                "Harbour Board",
                "--when",
                "28 October 2024",
                "--in",
                "report",
                "--citing",
                "Ada Engineer",
                "--through",
                "Radio Nine",
                "--cue",
                "wrote",
            ],
        ),
        (
            "assertions/a02c9d/said",
            &[("verdict", "confirmed"), ("because", "On the tape.")],
            &["attribution", H, "confirmed", "--because", "On the tape.", "--assertion", "a02c9d"],
        ),
        (
            "links",
            &[("kind", "depends_on"), ("to", "70c3a911"), ("note", "No bridge, no dam.")],
            &["link", H, "depends_on", "70c3a911", "--note", "No bridge, no dam."],
        ),
        ("links/remove", &[("kind", "supports"), ("to", "70c3a911")], &["unlink", H, "supports", "70c3a911"]),
        ("sign-off", &[("note", "Read it.")], &["sign-off", H, "--note", "Read it."]),
        ("renew", &[("because", "Still so.")], &["reaffirm", H, "--because", "Still so."]),
        (
            "set",
            &[
                ("was_claim", "The dam was sound."),
                ("claim", "The dam was unsound."),
                ("was_topics", "dams"),
                ("topics", "dams, floods"),
                ("was_stage", "logged"),
                ("stage", "review"),
                ("was_type", ""),
                ("type", "property"),
                ("was_about", ""),
                ("about", "2024"),
                ("was_public", "no"),
                ("public", "yes"),
                ("was_notes", ""),
                ("notes", "Ask again."),
            ],
            &[
                "set",
                H,
                "--claim",
                "The dam was unsound.",
                "--topic",
                "dams",
                "--topic",
                "floods",
                "--stage",
                "review",
                "--type",
                "property",
                "--about",
                "2024",
                "--public",
                "--notes",
                "Ask again.",
            ],
        ),
        ("drop", &[("because", "A mistake.")], &["drop", H, "--because", "A mistake."]),
    ];
    for (form, fields, command) in forms {
        let (desk, other) = (worked(), worked());
        let serve = Serve::start(&desk, &["--port", "0"]);
        let page = serve.get(PAGE);
        let hidden = [("form_token", page.field("form_token")), ("base", page.field("base"))];
        let mut all: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.extend(fields);
        let answer = serve.post(&format!("{PAGE}/{form}"), &all);
        assert_eq!(answer.status, 303, "{form}\n{}", answer.text);
        other.ok(command);
        assert_eq!(files(&desk), files(&other), "{form}");
    }
}

/// Every file of the workspace but what was worked out, with what it says.
fn files(desk: &Desk) -> Vec<(String, String)> {
    fn below(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with(".claimbook") && !path.ends_with(".schema") {
                    below(&path, found);
                }
            } else {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    below(&desk.folder().join("claims"), &mut found);
    found.sort();
    found
}

#[test]
fn without_the_cache_pages_are_the_same_and_nothing_is_kept() {
    let (with, without) = (worked(), worked());
    let kept = Serve::start(&with, &["--port", "0"]);
    let plain = Serve::start(&without, &["--port", "0", "--no-cache"]);
    let own = |serve: &Serve, page: &str| {
        let text = serve.get(page).text;
        let token = text.split_once("form_token\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        token.map_or(text.clone(), |(token, _)| text.replace(token, ""))
    };
    for page in ["/", "/?q=dam", "/todo", "/report", PAGE] {
        assert_eq!(own(&kept, page), own(&plain, page), "{page}");
    }
    assert!(with.folder().join("claims/.claimbook/cache").exists());
    assert!(!without.folder().join("claims/.claimbook/cache").exists());
}

#[test]
fn without_the_address_that_was_printed_nothing_is_shown() {
    let desk = desk();
    let mut serve = Serve::start(&desk, &["--port", "0"]);
    serve.cookie = String::new();
    let answer = serve.get("/");
    assert_eq!(answer.status, 403);
    assert!(
        answer.text.contains("printed in the terminal") && !answer.text.contains("dam"),
        "{}",
        answer.text
    );
    assert_eq!(serve.get(&format!("{}0", serve.entrance)).status, 403);
}

#[test]
fn two_people_on_two_pages_lose_nothing() {
    let desk = desk();
    desk.write("2024-11/bridge.yaml", &DAM.replace("70c3a910", "70c3a911").replace("dam", "bridge"));
    let serve = Serve::start(&desk, &["--port", "0"]);
    let (dam, bridge) = (serve.get(PAGE), serve.get("/claims/70c3a911"));
    let reasons = ["One.", "Two.", "Three.", "Four."];
    let answers: Vec<(&str, Answer)> = std::thread::scope(|scope| {
        let (serve, dam) = (&serve, &dam);
        let posts =
            reasons.map(|because| (because, scope.spawn(move || serve.mark(dam, PAGE, "refuted", because))));
        let other = scope.spawn(|| serve.mark(&bridge, "/claims/70c3a911", "confirmed", "Five."));
        let command = scope.spawn(|| desk.ok(&["set", "70c3a911", "--topic", "bridges"]));
        command.join().unwrap();
        // The command may have been quicker; then the form comes back whole.
        let answer = other.join().unwrap();
        let file = desk.read("2024-11/bridge.yaml");
        assert!(file.contains("bridges"), "{file}");
        assert_eq!(file.contains("Five."), answer.status == 303, "{file}");
        assert!(answer.status == 303 || answer.text.contains(">Five.</textarea>"), "{}", answer.text);
        posts.into_iter().map(|(because, post)| (because, post.join().unwrap())).collect()
    });
    let file = desk.read("2024-11/dam.yaml");
    for (because, answer) in &answers {
        match answer.status {
            303 => assert!(file.contains(because), "{file}"),
            status => {
                assert_eq!(status, 409);
                assert!(answer.text.contains(&format!(">{because}</textarea>")), "{}", answer.text);
            }
        }
    }
    assert_eq!(answers.iter().filter(|(_, answer)| answer.status == 303).count(), 1);
    assert!(file.starts_with(DAM), "{file}");
}

#[test]
fn a_change_on_disk_reaches_open_pages() {
    let desk = desk();
    let serve = Serve::start(&desk, &["--port", "0"]);
    let mut events = BufReader::new(serve.send("GET /changes", "", "")).lines();
    let first = event(&mut events);
    desk.write("2024-11/dam.yaml", &DAM.replace("sound", "unsound"));
    let mut version = event(&mut events);
    assert!(version > first);
    // A look may fall between the emptying of a file and its filling.
    while !serve.get(PAGE).text.contains("The dam was unsound.") {
        version = event(&mut events);
    }
    assert!(serve.get(PAGE).text.contains(&format!("data-version=\"{version}\"")));
    // What the desk writes itself is told, too.
    let answer = serve.mark(&serve.get(PAGE), PAGE, "refuted", "It leaked.");
    assert_eq!(answer.status, 303);
    assert!(event(&mut events) > version);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_the_middle_of_anything() {
    let desk = desk();
    let serve = Serve::start(&desk, &["--port", "0"]);
    let mut events = BufReader::new(serve.send("GET /changes", "", "")).lines();
    event(&mut events);
    // A request that is never finished, and a form of which half has arrived.
    let mut silent = TcpStream::connect(("127.0.0.1", serve.port)).unwrap();
    silent.write_all(b"GET / HTT").unwrap();
    let origin = format!("Origin: http://127.0.0.1:{}\r\n", serve.port);
    let mut half = TcpStream::connect(("127.0.0.1", serve.port)).unwrap();
    write!(
        half,
        "POST {PAGE}/mark HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n{origin}",
        serve.port, serve.cookie
    )
    .unwrap();
    write!(half, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nverdict=")
        .unwrap();
    assert_eq!(serve.interrupt().code(), Some(0));
    assert!(events.all(|line| line.is_ok_and(|line| !line.starts_with("data"))));
    assert_eq!(desk.read("2024-11/dam.yaml"), DAM);
}

#[test]
fn a_port_in_use_is_said_to_be_so() {
    let desk = desk();
    let serve = Serve::start(&desk, &["--port", "0"]);
    let error = desk.fails(&["serve", "--port", &serve.port.to_string()]);
    assert!(
        error.contains(&format!("Port {} is in use", serve.port)) && error.contains("Leave out --port"),
        "{error}"
    );
    // Where none was asked for there is another.
    let (one, two) = (Serve::start(&desk, &[]), Serve::start(&desk, &[]));
    assert_ne!(one.port, two.port);
    assert_eq!(two.get("/").status, 200);
    // Who is let in at one is not at the other.
    let key = |serve: &Serve| serve.cookie.split_once('=').unwrap().1.to_owned();
    assert_ne!(key(&one), key(&two));
}

#[test]
fn protected_sources_are_kept_unless_they_are_asked_for() {
    let desk = Desk::new();
    desk.write(
        "actors/jane-roe.yaml",
        "name: Jane Roe\nkind: unnamed\nprotected: true\nshown_as: an official\n",
    );
    let claim =
        format!("{DAM}assertions:\n  - {{id: a02c9d, by: jane-roe, quote: {{exact: 'Trust me.'}}}}\n");
    desk.write("2024-11/dam.yaml", &claim);
    let serve = Serve::start(&desk, &["--port", "0"]);
    for page in ["/", PAGE] {
        let page = serve.get(page).text;
        assert!(
            page.contains("an official")
                && !page.to_lowercase().contains("roe")
                && !page.contains("Trust me"),
            "{page}"
        );
    }
    let serve = Serve::start(&desk, &["--port", "0", "--unredacted"]);
    assert!(serve.get(PAGE).text.contains("Trust me."));
}

#[test]
fn where_there_is_no_workspace_it_says_so() {
    assert!(Desk::empty().fails(&["serve"]).contains("claimbook init"));
}
