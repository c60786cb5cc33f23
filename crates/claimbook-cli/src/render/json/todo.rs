//! What is to do, as JSON.

use serde::Serialize;

use crate::error::Result;
use crate::render::todo::{Line, command};

#[derive(Serialize)]
struct Todo<'w> {
    version: u32,
    items: Vec<JsonItem<'w>>,
}

#[derive(Serialize)]
struct JsonItem<'w> {
    code: &'static str,
    #[serde(rename = "do")]
    does: &'static str,
    handle: Option<String>,
    path: Option<&'w str>,
    claim: &'w str,
    status: String,
    public: bool,
    /// Why.
    says: &'w str,
    command: Option<String>,
}

/// The JSON of `todo`.
pub(crate) fn todo(items: &[Line<'_>]) -> Result<String> {
    super::text(&Todo {
        version: super::VERSION,
        items: items
            .iter()
            .map(|item| JsonItem {
                code: item.task.code(),
                does: item.task.does(),
                handle: item.claim.data.handle(),
                path: item.claim.shown_path(),
                claim: &item.claim.data.claim,
                status: item.status.to_string(),
                public: item.claim.data.is_public(),
                says: &item.says,
                command: command(item),
            })
            .collect(),
    })
}
