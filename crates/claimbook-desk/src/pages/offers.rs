//! `GET /offers?kind=actor&begins=…`: what could be meant by what is being typed, as JSON: a list of `{"value", "label"}`.

use axum::extract::State;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use claimbook_core::assess::Rows as _;
use claimbook_report::page::Words;
use serde::{Deserialize, Serialize};

use crate::desk::{Desk, NotShown};
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;

/// So many are offered at once.
const MOST: usize = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    begins: String,
}

/// Something that could be meant.
#[derive(Debug, Serialize)]
struct Offer {
    /// What is typed for it.
    value: String,
    /// What it is called.
    label: String,
}

pub(crate) async fn offers(State(desk): State<Desk>, uri: Uri) -> Result<Response, Refusal> {
    let asked: Asked = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    let found = desk.aside(move |desk| desk.show(|_, snapshot| found(snapshot, &asked))).await??;
    let text = serde_json::to_string(&found).map_err(|_| Refusal::broken())?;
    Ok(([(CONTENT_TYPE, "application/json")], text).into_response())
}

fn found(snapshot: &Snapshot, asked: &Asked) -> Result<Vec<Offer>, NotShown> {
    let begins = asked.begins.trim().to_lowercase();
    if begins.is_empty() {
        return Ok(Vec::new());
    }
    let names = snapshot.names();
    let fits = |text: &str| {
        let text = text.to_lowercase();
        text.starts_with(&begins)
            || text.contains(&format!(" {begins}"))
            || text.contains(&format!("-{begins}"))
    };
    let offer = |value: &str, label: &str| Offer {
        value: Words::line(value).to_string(),
        label: Words::cut(label, 100).to_string(),
    };
    Ok(match asked.kind.as_str() {
        "actor" => names
            .public_actors()
            .filter(|filed| {
                fits(filed.key()) || fits(&filed.data.name) || filed.data.aliases.iter().any(|it| fits(it))
            })
            .take(MOST)
            .map(|filed| offer(filed.key(), &filed.data.name))
            .collect(),
        "document" => names
            .public_documents()
            .filter(|filed| fits(filed.key()) || filed.data.title.as_deref().is_some_and(fits))
            .take(MOST)
            .map(|filed| offer(filed.key(), names.document_title(filed.key())))
            .collect(),
        "claim" => {
            let rows = snapshot.rows()?;
            let fits = |place: &usize| {
                let row = rows.row(*place);
                row.handle().is_some_and(|handle| handle.starts_with(&begins))
                    || row.claim.to_lowercase().contains(&begins)
            };
            let offers = snapshot.order.iter().filter(|place| fits(place)).take(MOST).map(|place| {
                let row = rows.row(*place);
                offer(&snapshot.name_of(&row), row.claim)
            });
            let offers = offers.collect();
            rows.check()?;
            offers
        }
        _ => Vec::new(),
    })
}
