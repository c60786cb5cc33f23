//! Making a workspace.

use std::path::{Path, PathBuf};

use super::{ACTORS, DOCUMENTS, FOLDER, SETTINGS_FILE};
use crate::error::{Error, Result};
use crate::schema;
use crate::yaml::{Out, document};

const ATTRIBUTES: &str = "# Line ends stay as they are written, and captured texts are never touched: their hashes are recorded.\n\
                          *.yaml text eol=lf\n\
                          documents/** -text\n\
                          documents/*.yaml text eol=lf\n";
const DEFAULT_TITLE: &str = "Claims";
const IGNORE: &str = ".claimbook/\n";

/// Makes the workspace `folder/claims` and returns its path.
///
/// # Errors
/// [`Error::AlreadyThere`] where a workspace is there; otherwise what the disk says.
pub fn create(folder: &Path, title: Option<&str>) -> Result<PathBuf> {
    let root = folder.join(FOLDER);
    let settings = root.join(SETTINGS_FILE);
    for there in [&settings, &folder.join(SETTINGS_FILE)] {
        if there.exists() {
            return Err(Error::AlreadyThere { path: there.clone() });
        }
    }
    let folder_of = |name: &str| root.join(name);
    for folder in [folder_of(ACTORS), folder_of(DOCUMENTS)] {
        std::fs::create_dir_all(&folder).map_err(Error::writing(&folder))?;
    }
    for (name, text) in [(".gitattributes", ATTRIBUTES), (".gitignore", IGNORE)] {
        let path = root.join(name);
        if !path.exists() {
            std::fs::write(&path, text).map_err(Error::writing(&path))?;
        }
    }
    let schemas = root.join(schema::FOLDER);
    std::fs::create_dir_all(&schemas).map_err(Error::writing(&schemas))?;
    for kind in schema::Kind::ALL {
        let path = schemas.join(format!("{}.json", kind.name()));
        std::fs::write(&path, schema::text(kind)).map_err(Error::writing(&path))?;
    }
    let title = title.unwrap_or(DEFAULT_TITLE);
    let text = document(
        &[("title".to_owned(), Out::Text(title.to_owned()))],
        &schema::beside(schema::Kind::Workspace),
    );
    std::fs::write(&settings, text).map_err(Error::writing(&settings))?;
    Ok(root)
}
