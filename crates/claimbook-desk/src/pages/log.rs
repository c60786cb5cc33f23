//! Logging an article: a file, a text that is pasted, or the address of a page, as the command `log` does.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use claimbook_core::ledger::{Captured, Describing};
use claimbook_core::model::When;
use claimbook_intake::{IntakeError, is_url, read_from};
use claimbook_report::one_line;

use super::document_address as address;
use super::documents::{self, Which};
use super::trouble::Trouble;
use crate::desk::{Desk, Unwritten};
use crate::frame::Frame;
use crate::refusal::{Refusal, page as as_page};
use crate::snapshot::Snapshot;
use crate::upload::{MOST, Upload};

/// Characters of a title in what is told.
const LONGEST: usize = 200;

/// What is typed to log an article, but for its file.
#[derive(Debug, Default, Clone)]
pub(crate) struct Typed {
    text: String,
    pub(crate) url: String,
    title: String,
    publisher: String,
    published: String,
    key: String,
    pub(crate) keep: bool,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Page {
    frame: Frame,
    typed: Typed,
    most: u64,
    trouble: Option<Trouble>,
}

pub(crate) async fn page(State(desk): State<Desk>) -> Result<Response, Refusal> {
    desk.aside(|desk| as_page(&form(Frame::of(desk), Typed::default(), None))).await
}

pub(crate) async fn log(
    State(desk): State<Desk>,
    upload: Option<Extension<Arc<Upload>>>,
) -> Result<Response, Refusal> {
    let Extension(upload) = upload.ok_or_else(Refusal::no_upload)?;
    desk.aside(move |desk| {
        let typed = Typed::of(&upload);
        match logged(desk, &upload, &typed) {
            Ok(there) => Redirect::to(&there).into_response(),
            Err(trouble) => {
                let trouble = trouble.with_file(upload.file.as_ref().and_then(|file| file.name.as_deref()));
                let status = trouble.status;
                let page = form(Frame::of(desk), typed, Some(trouble));
                (status, as_page(&page)).into_response()
            }
        }
    })
    .await
}

fn form(frame: Frame, typed: Typed, trouble: Option<Trouble>) -> Page {
    Page { frame, typed, most: MOST, trouble }
}

/// Records the article; tells where to go on.
fn logged(desk: &Desk, upload: &Upload, typed: &Typed) -> Result<String, Trouble> {
    let says = typed.describing()?;
    let captured = captured(desk, upload, typed)?;
    let before = desk.snapshot();
    let written = desk.write(|draft| Ok(draft.log(&captured, says)?));
    match written {
        Ok((key, article)) => {
            let (there, capture) = match &article {
                Some(article) => (format!("{}/read", address(&key)), article.capture_mark()),
                None => (address(&key), None),
            };
            let capture = capture.and_then(|capture| Which { key: &key, capture: &capture }.query());
            let says = again(desk, &before, &key).map(|says| desk.sealed(&says));
            let query: Vec<String> = capture.into_iter().chain(says).collect();
            Ok(if query.is_empty() { there } else { format!("{there}?{}", query.join("&")) })
        }
        Err(Unwritten::Core(error)) => Err(Trouble::of(desk, &error)),
        Err(Unwritten::Stale(_)) => Err(Trouble::meanwhile()),
    }
}

/// What became of a document that was logged before, as far as both may be shown.
fn again(desk: &Desk, before: &Snapshot, key: &str) -> Option<String> {
    let now = desk.snapshot();
    if !documents::is_visible(desk, before, key) || !documents::is_visible(desk, &now, key) {
        return None;
    }
    let (was, is) = (&before.names().document(key)?.data, &now.names().document(key)?.data);
    let date = |when: &Option<When>| when.as_ref().map(When::to_string);
    let named = |snapshot: &Snapshot, key: &Option<String>| {
        key.as_deref().map(|key| snapshot.names().actor_name(key).to_owned())
    };
    let all = [
        ("title", was.title.clone(), is.title.clone()),
        ("publisher", named(before, &was.publisher), named(&now, &is.publisher)),
        ("date", date(&was.published), date(&is.published)),
        ("address", was.url.clone(), is.url.clone()),
    ];
    let short = |text: &Option<String>| cut(text.as_deref().unwrap_or_default());
    let mut changes: Vec<String> = all
        .iter()
        .filter(|(_, was, is)| was != is)
        .map(|(what, was, is)| match was {
            Some(_) => format!("its {what} was changed from “{}” to “{}”", short(was), short(is)),
            None => format!("its {what} was added: “{}”", short(is)),
        })
        .collect();
    if is.captures.len() > was.captures.len() {
        changes.push("a newer capture was added".to_owned());
    }
    if changes.is_empty() {
        changes.push("nothing was changed".to_owned());
    }
    Some(format!("This was logged already; {}.", changes.join(", ")))
}

/// Not more of it than fits an address well.
fn cut(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.into_owned(),
    }
}

/// What was given, read within bounds. A page is fetched before anything is locked.
pub(crate) fn captured(desk: &Desk, upload: &Upload, typed: &Typed) -> Result<Captured, Trouble> {
    let text = typed.text.trim();
    let read = match (&upload.file, text, typed.url.as_str()) {
        (Some(_), text, _) if !text.is_empty() => {
            return Err(Trouble::refused("There is a file and a text. Log the one, then the other."));
        }
        (Some(file), ..) => read_from(&file.bytes[..], file.name.as_deref()),
        // A text has no file's name, so its first words are looked at for what it is; a page's source is read as a page.
        (None, text, _) if !text.is_empty() => read_from(typed.text.as_bytes(), None),
        (None, _, "") => {
            return Err(Trouble::refused(
                "There is nothing to log yet. Choose a file, paste a text, or give an address.",
            ));
        }
        (None, _, url) if !is_url(url) => {
            return Err(Trouble::refused(
                "That is no address of a page: it begins with https:// or http://.",
            ));
        }
        (None, _, url) => desk.fetch(url),
    };
    read.map_err(|error| match &error {
        IntakeError::Core(error) => Trouble::of(desk, error),
        IntakeError::Fetch(_) => Trouble::refused(error.to_string())
            .hint("Save the page in a browser, and choose the file here; leave the address as it is."),
        _ => Trouble::refused(error.to_string()),
    })
}

impl Typed {
    pub(crate) fn of(upload: &Upload) -> Self {
        let typed = |name| upload.typed(name).trim().to_owned();
        Typed {
            text: upload.typed("text").to_owned(),
            url: typed("url"),
            title: typed("title"),
            publisher: typed("publisher"),
            published: typed("published"),
            key: typed("key"),
            keep: !upload.typed("keep").is_empty(),
        }
    }

    fn describing(&self) -> Result<Describing, Trouble> {
        let some = |typed: &String| Some(typed.clone()).filter(|typed| !typed.is_empty());
        let published = match self.published.as_str() {
            "" => None,
            typed => Some(When::typed(typed).map_err(|_| {
                Trouble::refused(format!(
                    "“{typed}” is no date: write 2024-10-28, 2024-10 or 28 October 2024."
                ))
            })?),
        };
        Ok(Describing {
            key: some(&self.key),
            title: some(&self.title),
            publisher: some(&self.publisher),
            published,
            url: some(&self.url),
            keep: self.keep,
            ..Describing::default()
        })
    }
}
