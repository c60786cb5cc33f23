//! JSON Schemas of the files, made from the types, so that an editor completes and checks what people type.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::model::{Actor, Claim, Document, Settings};

/// The folder of a workspace that holds its schemas, so that an editor needs no network to find them.
pub const FOLDER: &str = ".schema";

/// The kinds of file that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A claim.
    Claim,
    /// An actor.
    Actor,
    /// A document.
    Document,
    /// `claimbook.yaml`.
    Workspace,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Claim, Kind::Actor, Kind::Document, Kind::Workspace];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Claim => "claim",
            Kind::Actor => "actor",
            Kind::Document => "document",
            Kind::Workspace => "workspace",
        }
    }
}

/// The schema of a kind of file (JSON Schema, draft 2020-12). Unknown keys are allowed, as they are in the files.
pub fn schema(kind: Kind) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = match kind {
        Kind::Claim => generator.into_root_schema_for::<Claim>(),
        Kind::Actor => generator.into_root_schema_for::<Actor>(),
        Kind::Document => generator.into_root_schema_for::<Document>(),
        Kind::Workspace => generator.into_root_schema_for::<Settings>(),
    };
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("$id".to_owned(), json!(format!("urn:claimbook:schema:v1:{}", kind.name())));
    }
    value
}

/// The schema as it stands in a file.
pub fn text(kind: Kind) -> String {
    format!("{:#}\n", schema(kind))
}

/// Where a workspace keeps the schema, from the workspace's folder.
pub fn path(kind: Kind) -> String {
    format!("{FOLDER}/{}.json", kind.name())
}

/// The schema that a new file names in its first line: every file but the settings lies one folder below the
/// workspace's.
pub(crate) fn beside(kind: Kind) -> String {
    let up = if kind == Kind::Workspace { "" } else { "../" };
    format!("{up}{}", path(kind))
}
