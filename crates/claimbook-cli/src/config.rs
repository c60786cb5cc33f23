//! The user's own configuration: who they are.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use claimbook_core::yaml;
use serde::Deserialize;

/// `claimbook/config.yaml` in the user's configuration folder.
#[derive(Debug, Default, Deserialize)]
struct Config {
    user: Option<String>,
}

/// The file that says who the user is.
pub(crate) fn path() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        set("APPDATA")
    } else {
        set("XDG_CONFIG_HOME").or_else(|| set("HOME").map(|home| home.join(".config")))
    };
    folder.map(|folder| folder.join("claimbook").join("config.yaml"))
}

/// Who the user's configuration says they are; else who git says they are.
pub(crate) fn user() -> Option<String> {
    configured().or_else(git_user).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn configured() -> Option<String> {
    let bytes = std::fs::read(path()?).ok()?;
    let config: Config = yaml::from_str(yaml::guard(&bytes).ok()?).ok()?;
    config.user
}

fn git_user() -> Option<String> {
    let output = Command::new("git")
        .args(["config", "user.name"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Remembers who the user is; says whether it could.
pub(crate) fn remember(user: &str) -> bool {
    // A JSON string is a YAML string.
    let Ok(quoted) = serde_json::to_string(user) else { return false };
    let text = format!("user: {quoted}\n");
    path().is_some_and(|path| {
        path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
            && !path.exists()
            && std::fs::write(path, text).is_ok()
    })
}
