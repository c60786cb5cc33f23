//! Which address is which page.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::assets;
use crate::changes;
use crate::desk::Desk;
use crate::guard::guard;
use crate::pages::documents::{article, list, read, record, select};
use crate::pages::{claim, claims, log, offers, report, todo};
use crate::refusal::Refusal;

/// All of them, behind the guard.
pub(crate) fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/", get(claims::page))
        .route("/log", get(log::page).post(log::log))
        .route("/documents", get(list::page))
        .route("/documents/{key}", get(article::page).post(select::select))
        .route("/documents/{key}/propose", get(select::propose))
        .route("/documents/{key}/capture", post(record::capture))
        .route("/documents/{key}/record", post(record::note))
        .route("/documents/{key}/read", get(read::page).post(read::take))
        .route("/todo", get(todo::page))
        .route("/report", get(report::page))
        .route("/offers", get(offers::offers))
        .merge(claim::routes())
        .route("/changes", get(changes::changes))
        .route("/assets/{name}", get(assets::asset))
        .fallback(async || Refusal::no_such_page())
        .method_not_allowed_fallback(async |method: Method| {
            let says = format!("This address does not answer to {method}.");
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "Not like that", says)
        })
        .layer(from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}
