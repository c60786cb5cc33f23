//! Fetching a page: a bounded number of bytes in bounded time, and in plain words what went wrong. This and `reach` are the files that
//! name the crate for HTTP.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

use crate::reach::{NotPublic, Reach, Within};

/// No page is larger than this, packed or unpacked.
const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// A page has this long to arrive, redirects included, where nobody says otherwise.
pub const WITHIN: Duration = Duration::from_secs(30);
/// Nobody waits longer, whatever is asked.
const LONGEST: Duration = Duration::from_secs(3600);
/// A site has this long to answer at all.
const TO_CONNECT: Duration = Duration::from_secs(10);
const REDIRECTS: u32 = 5;

/// What an address answered.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) bytes: Vec<u8>,
    /// A name by which its kind is known, as a file's would be; none where its content decides.
    pub(crate) name: Option<String>,
    /// The encoding that the server says it has.
    pub(crate) encoding: Option<&'static Encoding>,
}

/// Fetches what an `http` or `https` address names.
pub(crate) fn fetch(address: &str, within: Duration, reach: Reach) -> Result<Fetched, FetchError> {
    let within = within.min(LONGEST);
    get(address, within, reach).map_err(|trouble| FetchError { words: trouble.words(address, within) })
}

/// A page that was not fetched: what is wrong, in full sentences.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The page was not fetched. {words}")]
pub struct FetchError {
    words: String,
}

/// Why a page was not fetched.
enum Trouble {
    Client(Error),
    Status(u16),
    NoAddress,
    /// No web page, or a redirect from a secure address to one that is not.
    Astray(Url),
    TooManyRedirects,
    /// The address names a user, whose password would end up in a file.
    User,
    TooLarge,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Trouble::Client(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Client(error.into())
    }
}

fn get(address: &str, within: Duration, reach: Reach) -> Result<Fetched, Trouble> {
    let until = now() + within;
    let agent = agent(within, reach);
    let mut url = Url::parse(address).map_err(|_| Trouble::NoAddress)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Trouble::User);
    }
    for _ in 0..=REDIRECTS {
        let left = until.saturating_duration_since(now());
        if left.is_zero() {
            return Err(Trouble::Client(Error::Timeout(Timeout::Global)));
        }
        let response = agent.get(url.as_str()).config().timeout_global(Some(left)).build().call()?;
        match response.status().as_u16() {
            200 => return body(response.into_body(), &url),
            status @ (301 | 302 | 303 | 307 | 308) => {
                let to = response.headers().get("location").and_then(|to| to.to_str().ok());
                url = next(&url, to.ok_or(Trouble::Status(status))?)?;
            }
            status => return Err(Trouble::Status(status)),
        }
    }
    Err(Trouble::TooManyRedirects)
}

fn agent(within: Duration, reach: Reach) -> Agent {
    let config = Agent::config_builder()
        .user_agent(concat!("claimbook/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_connect(Some(TO_CONNECT.min(within)));
    let config = match reach {
        Reach::Anywhere => config,
        // A proxy looks names up itself, and nobody knows where it gets.
        Reach::Public => config.proxy(None),
    };
    Agent::with_parts(config.build(), DefaultConnector::default(), Within(reach))
}

/// Where a page leads on to. What began in secret does not go on in the open.
fn next(url: &Url, to: &str) -> Result<Url, Trouble> {
    let next = url.join(to).map_err(|_| Trouble::NoAddress)?;
    match (url.scheme(), next.scheme()) {
        (_, "https") | ("http", "http") => Ok(next),
        _ => Err(Trouble::Astray(next)),
    }
}

fn body(mut body: Body, url: &Url) -> Result<Fetched, Trouble> {
    let name = name(&body, url.path());
    let encoding = body.charset().and_then(|label| Encoding::for_label(label.as_bytes()));
    let mut bytes = Vec::new();
    // Counted after unpacking.
    body.as_reader().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Trouble::TooLarge);
    }
    Ok(Fetched { bytes, name, encoding })
}

/// A name that tells the kind of a page: what the server says where that is sure, and the end of the address where the server says
/// something that has no text. Servers call anything text; what they call so is looked at.
fn name(body: &Body, path: &str) -> Option<String> {
    let name = match body.mime_type().map(str::to_ascii_lowercase).as_deref() {
        Some("text/html" | "application/xhtml+xml") => "page.html",
        Some("text/markdown") => "page.md",
        None | Some("text/plain" | "application/octet-stream" | "binary/octet-stream") => return None,
        _ => path.rsplit('/').next().filter(|name| name.contains('.'))?,
    };
    Some(name.to_owned())
}

#[expect(clippy::disallowed_methods, reason = "how long a page has left to arrive, and not what time it is")]
fn now() -> Instant {
    Instant::now()
}

impl Trouble {
    /// What is wrong, in full sentences.
    fn words(&self, address: &str, within: Duration) -> String {
        let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.as_deref().unwrap_or("the site");
        match self {
            Trouble::Status(status) => status_words(*status),
            Trouble::NoAddress | Trouble::Client(Error::BadUri(_) | Error::Http(_)) => {
                "That is no address of a page. Copy it from a browser.".to_owned()
            }
            Trouble::Astray(to) => format!("It leads on to {to}, which is not safe to follow."),
            Trouble::TooManyRedirects => {
                format!("It leads on from address to address, more than {REDIRECTS} times.")
            }
            Trouble::User => "The address holds a user's name before the @. Leave it out.".to_owned(),
            Trouble::TooLarge => format!("It is larger than {} MB.", MAX_BYTES / (1024 * 1024)),
            Trouble::Client(error) => match error {
                Error::HostNotFound => unknown(host),
                // The standard library has no kind for this.
                Error::Io(inner) if inner.to_string().starts_with("failed to lookup address") => {
                    unknown(host)
                }
                Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                    format!("{host} does not answer.")
                }
                Error::Timeout(_) => format!("It did not arrive within {} seconds.", within.as_secs_f64()),
                Error::Tls(_) | Error::Rustls(_) => insecure(host, error),
                // The TLS library's own errors come wrapped so.
                Error::Io(inner) if inner.kind() == io::ErrorKind::InvalidData => insecure(host, inner),
                Error::Io(inner) => match inner.kind() {
                    io::ErrorKind::ConnectionRefused => format!("{host} takes no connection there."),
                    io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => {
                        format!("{host} broke the connection before all of it had arrived.")
                    }
                    _ => format!("The connection to {host} failed: {inner}."),
                },
                Error::Protocol(_) | Error::LargeResponseHeader(..) => {
                    format!("What {host} answers is not what a web server answers.")
                }
                Error::Decompress(..) => "It is packed, and the packing is damaged.".to_owned(),
                Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => {
                    "The proxy that this machine is set to use did not work; see the variable https_proxy."
                        .to_owned()
                }
                Error::Other(inner) if inner.is::<NotPublic>() => {
                    format!(
                        "{host} is on this machine or in its own network, and not on the public internet."
                    )
                }
                _ => format!("The connection to {host} failed: {error}."),
            },
        }
    }
}

fn unknown(host: &str) -> String {
    format!("There is no site {host}, or this machine is not online.")
}

fn insecure(host: &str, error: impl std::fmt::Display) -> String {
    let error = error.to_string();
    match error.strip_prefix("invalid peer certificate: ") {
        Some(why) => format!("{host} cannot prove that it is {host}: its certificate does not hold ({why})."),
        None => format!("There is no secure connection to {host}: {error}."),
    }
}

fn status_words(status: u16) -> String {
    let why = match status {
        401 | 403 => "it is not shown to everybody",
        404 => "there is no such page",
        410 => "the page was taken away",
        429 => "too many pages were asked for; wait a while",
        451 => "the page may not be shown, for legal reasons",
        500..=599 => "the site has trouble of its own; try again later",
        _ => "that is not the page",
    };
    format!("The page answers {status}: {why}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::net::TcpListener;

    #[test]
    fn what_is_public_alone_is_not_on_this_machine() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (path, long) = (format!("http://{address}/"), Duration::from_secs(600));
        for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"] {
            let path = format!("http://{host}:{}/", address.port());
            let words = fetch(&path, long, Reach::Public).unwrap_err().to_string();
            assert!(words.ends_with("and not on the public internet."), "{host}: {words}");
        }
        let answers = std::thread::spawn(move || {
            // The first to come is the one that may: nobody connected before.
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords").unwrap();
            let _ = stream.read_to_end(&mut Vec::new());
        });
        assert_eq!(fetch(&path, long, Reach::Anywhere).unwrap().bytes, b"words");
        answers.join().unwrap();
    }

    #[test]
    fn a_page_leads_on_to_pages_and_never_from_a_secure_one_to_an_open_one() {
        for (from, to, expected) in [
            ("http://a.example/x/y?z", "../w", Some("http://a.example/w")),
            ("http://a.example/x", "https://b.example", Some("https://b.example/")),
            ("http://a.example/x", "//b.example/y", Some("http://b.example/y")),
            ("https://a.example/x", "//b.example/y", Some("https://b.example/y")),
            ("https://a.example/x", "http://a.example/x", None),
            ("http://a.example/", "file:///etc/hostname", None),
            ("http://a.example/", "data:text/plain,words", None),
            ("http://a.example/", "http://", None),
        ] {
            let url = Url::parse(from).unwrap();
            assert_eq!(next(&url, to).ok().map(String::from).as_deref(), expected, "{from} to {to}");
        }
    }
}
