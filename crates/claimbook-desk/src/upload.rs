//! A form with a file in it (`multipart/form-data`), within bounds of size and time.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use multer::{Constraints, Error, Multipart, SizeLimit};

use crate::body;
use crate::refusal::Refusal;

/// The most that a file may have, or a text that is pasted.
pub(crate) const MOST: u64 = 10 * 1024 * 1024;
/// What else is in the form, and what stands between its fields.
const BESIDE: u64 = 1024 * 1024;
/// More fields than any form has.
const FIELDS: usize = 40;

/// A form with a file in it as it was sent.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    fields: Vec<(String, String)>,
    /// None where nobody chose one.
    pub(crate) file: Option<File>,
}

/// A file that was sent.
#[derive(Debug)]
pub(crate) struct File {
    /// What it is called, where its sender says so.
    pub(crate) name: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Upload {
    /// What was typed in a field.
    pub(crate) fn typed(&self, name: &str) -> &str {
        self.fields.iter().find(|(other, _)| other == name).map_or("", |(_, typed)| typed)
    }
}

/// Whether a form with a file in it is taken at an address. Everywhere else a form has the bound of forms.
pub(crate) fn is_taken_at(path: &str) -> bool {
    path == "/log" || (path.starts_with("/documents/") && path.ends_with("/capture"))
}

/// What stands between the fields, where the kind of a body is such a form.
pub(crate) fn boundary(kind: &str) -> Option<String> {
    multer::parse_boundary(kind).ok()
}

/// Reads one. `None`, and no more of it is read, where its first field is not what `carries` wants.
pub(crate) async fn read(
    body: Body,
    boundary: &str,
    carries: impl Fn(&str, &str) -> bool,
) -> Result<Option<Upload>, Refusal> {
    let bounds = SizeLimit::new().whole_stream(MOST + BESIDE).per_field(MOST);
    let constraints = Constraints::new().size_limit(bounds);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let read = tokio::time::timeout(body::LONGEST, fields(&mut parts, carries)).await;
    read.map_err(|_| body::too_slow())?.map_err(refusal)
}

async fn fields(
    parts: &mut Multipart<'_>,
    carries: impl Fn(&str, &str) -> bool,
) -> Result<Option<Upload>, Error> {
    let mut upload = Upload::default();
    let mut first = true;
    while let Some(mut field) = parts.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if first {
            // No longer than a token may be, whatever is sent.
            let token = field.chunk().await?.unwrap_or_default();
            let token = std::str::from_utf8(token.get(..token.len().min(200)).unwrap_or_default());
            if !carries(&name, token.unwrap_or_default()) {
                return Ok(None);
            }
            first = false;
            continue;
        }
        if upload.fields.len() >= FIELDS {
            return Err(Error::StreamSizeExceeded { limit: MOST });
        }
        match field.file_name().map(str::to_owned) {
            Some(called) => {
                let bytes = field.bytes().await?;
                if !called.is_empty() || !bytes.is_empty() {
                    let name = Some(called).filter(|called| !called.is_empty());
                    upload.file = Some(File { name, bytes });
                }
            }
            None => {
                let typed = field.bytes().await?;
                upload.fields.push((name, body::with_plain_lines(&String::from_utf8_lossy(&typed))));
            }
        }
    }
    Ok(if first { None } else { Some(upload) })
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::FieldSizeExceeded { .. } | Error::StreamSizeExceeded { .. } => Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Too much at once",
            format!(
                "A file or a text may have {} MiB here, and this is more. Nothing was written. Log it in the terminal: claimbook log FILE",
                MOST / (1024 * 1024)
            ),
        ),
        _ => body::cut_off(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::StreamExt as _;

    fn part(name: &str, more: &str, value: &str) -> String {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    }

    async fn sent(parts: &[String]) -> Result<Option<Upload>, Refusal> {
        let body = Body::from(format!("{}--b--\r\n", parts.concat()));
        read(body, "b", |name, token| (name, token) == ("token", "t")).await
    }

    #[tokio::test]
    async fn a_form_with_a_file_comes_as_it_was_sent() {
        let token = part("token", "", "t");
        let file = part("file", "; filename=\"a.txt\"", "The dam\r\nheld.");
        let upload =
            sent(&[token.clone(), part("title", "", "Dämme\r\nhalten"), file]).await.unwrap().unwrap();
        assert_eq!((upload.typed("title"), upload.typed("other")), ("Dämme\nhalten", ""));
        let file = upload.file.unwrap();
        assert_eq!((file.name.as_deref(), &file.bytes[..]), (Some("a.txt"), &b"The dam\r\nheld."[..]));
        let none = sent(&[token, part("file", "; filename=\"\"", "")]).await.unwrap().unwrap();
        assert!(none.file.is_none());
    }

    #[tokio::test]
    async fn without_the_token_first_nothing_else_is_read() {
        for parts in
            [vec![], vec![part("token", "", "no")], vec![part("title", "", "x"), part("token", "", "t")]]
        {
            assert!(sent(&parts).await.unwrap().is_none());
        }
        // What follows never comes, and is not waited for.
        let head = Bytes::from(part("title", "", "x") + &part("token", "", "t"));
        let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(head)])
            .chain(futures_util::stream::pending());
        let read = read(Body::from_stream(stream), "b", |name, _| name == "token").await;
        assert!(read.unwrap().is_none());
    }

    #[tokio::test]
    async fn what_is_too_large_or_cut_off_is_refused() {
        let token = part("token", "", "t");
        let large = "x".repeat(usize::try_from(MOST).unwrap() + 1);
        let refused = sent(&[token.clone(), part("file", "; filename=\"a\"", &large)]).await.unwrap_err();
        assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let cut = Body::from(token + "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nhal");
        let refused = read(cut, "b", |_, _| true).await.unwrap_err();
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    }
}
