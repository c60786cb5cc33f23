//! A desk to test on: a workspace in a folder of its own, a scrubbed environment, a fixed clock and fixed ids.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The moment at which every command of a test runs.
pub(crate) const NOW: &str = "2024-11-23T09:58:00Z";

/// A folder with a workspace in it.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// A fresh workspace.
    pub(crate) fn new() -> Self {
        let desk = Desk::empty();
        desk.ok(&["init", "--title", "The bridge file"]);
        desk
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Desk { folder: TempDir::new().unwrap() }
    }

    /// The folder that commands run in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The command, ready to run, in the desk's folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("claimbook"));
        command
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder())
            .env("CLAIMBOOK_USER", "kim")
            .env("CLAIMBOOK_NOW", NOW)
            .env("CLAIMBOOK_SEED", "1");
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs a command with something on its standard input.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &str) -> Ran {
        let output = self.command().args(args).write_stdin(stdin).output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: self.plain(&output.stdout),
            err: self.plain(&output.stderr),
        }
    }

    /// Runs a command that must succeed, and returns what it printed on stdout.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "claimbook {args:?} failed:\n{}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs a command that must fail with exit code 2, and returns what it said on stderr.
    pub(crate) fn fails(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 2, "claimbook {args:?} did not fail:\n{}{}", ran.out, ran.err);
        ran.err
    }

    /// Opens a claim and returns its handle.
    pub(crate) fn open(&self, claim: &str, args: &[&str]) -> String {
        let out = self.ok(&[&["open", claim], args].concat());
        out.split_whitespace().nth(1).unwrap().to_owned()
    }

    /// A path below the workspace's folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder().join("claims").join(path)
    }

    /// What a file below the workspace's folder holds.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes a file below the workspace's folder, as somebody with an editor would.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The file of the claim with this handle, from the workspace's folder.
    pub(crate) fn file_of(&self, handle: &str) -> String {
        self.files().into_iter().find(|path| path.ends_with(&format!("{handle}.yaml"))).unwrap()
    }

    /// Every file of the workspace but the tool's own, from the workspace's folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let root = self.path("");
        let mut folders = vec![root.clone()];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.ends_with(".claimbook") {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    /// Output with the desk's folder, which differs from run to run, called `DESK`.
    fn plain(&self, bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap().replace(self.folder().to_str().unwrap(), "DESK")
    }
}
