//! The style and the script, inside the program. Their addresses carry their digests, so a browser keeps them until they change.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use claimbook_core::digest;

use crate::refusal::Refusal;

/// Something that pages load.
#[derive(Debug)]
pub(crate) struct Asset {
    name: String,
    kind: &'static str,
    text: &'static str,
}

impl Asset {
    fn new(ending: &str, kind: &'static str, text: &'static str) -> Self {
        let digest = digest::hex(text.as_bytes());
        Asset { name: format!("desk-{}.{ending}", digest.get(..16).unwrap_or(&digest)), kind, text }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "css",
        "text/css; charset=utf-8",
        concat!(include_str!("../assets/desk.css"), include_str!("../assets/articles.css")),
    )
});
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "js",
        "text/javascript; charset=utf-8",
        concat!(include_str!("../assets/desk.js"), include_str!("../assets/articles.js")),
    )
});
/// Of the parts that a report is made of.
pub(crate) static REPORT_STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("report.css", "text/css; charset=utf-8", claimbook_report::page::STYLE));

/// Hands one out. Nothing is ever read from disk by its name.
pub(crate) async fn asset(Path(name): Path<String>) -> Result<Response, Refusal> {
    let asset = [&*STYLE, &*REPORT_STYLE, &*SCRIPT].into_iter().find(|asset| asset.name == name);
    let asset = asset.ok_or_else(Refusal::no_such_page)?;
    let headers = [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "private, max-age=31536000, immutable")];
    Ok((headers, asset.text).into_response())
}
